/* places.c - see places.h. */
#include "places.h"

#include "digits.h"
#include "names.h"

#include <assert.h>
#include <string.h>

#define MEM_STATE_FREE 0x10000u
#define MEM_STATE_COMMIT 0x1000u
#define PLACE_PAGE 4096u
#define CHANGES_SORTED 64               /* more of them are met in order by looking at all */
#define PAST_END 0x10000u               /* bytes behind a reservation that still carry its name */
#define TOLD_FREE 1u                    /* `told` of a reservation whose release was written */
#define DIGEST_START 0xcbf29ce484222325u
#define DIGEST_PRIME 0x100000001b3u

void places_init(struct places *p, struct trace *trace)
{
	*p = (struct places){ .trace = trace };
}

void places_free(struct places *p)
{
	if (p->place)
		p->trace->grow(p->trace->context, p->place, p->room * sizeof *p->place, 0);
	if (p->by_base)
		p->trace->grow(p->trace->context, p->by_base, p->room * sizeof *p->by_base, 0);
	if (p->changed)
		p->trace->grow(p->trace->context, p->changed, p->room * sizeof *p->changed, 0);
	if (p->block)
		p->trace->grow(p->trace->context, p->block, p->block_room * sizeof *p->block, 0);
	*p = (struct places){ .trace = p->trace };
}

/* Room for twice as many numbers. Of what grew before a failure more is there than `room` says, which does no harm. */
static bool more_numbers(struct places *p, size_t **numbers, size_t room)
{
	size_t *more = p->trace->grow(p->trace->context, *numbers, p->room * sizeof *more, room * sizeof *more);

	if (more)
		*numbers = more;
	return more;
}

static bool more_room(struct places *p)
{
	size_t room = p->room ? 2 * p->room : 64;
	struct place *place;

	if (!more_numbers(p, &p->by_base, room) || !more_numbers(p, &p->changed, room))
		return false;
	place = p->trace->grow(p->trace->context, p->place, p->room * sizeof *place, room * sizeof *place);
	if (!place)
		return false;
	p->place = place;
	p->room = room;
	return true;
}

size_t places_above(const struct places *p, uint64_t address)
{
	size_t low = 0, high = p->live;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct place *place = &p->place[p->by_base[middle]];

		if (place->base + (place->size - 1) < address)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

void places_touch(struct places *p, size_t number)
{
	p->place[number].stale = true;
	if (p->place[number].listed)
		return;
	p->place[number].listed = true;
	p->changed[p->changes++] = number;
}

void places_touch_all(struct places *p)
{
	for (size_t i = 0; i < p->live; i++)
		places_touch(p, p->by_base[i]);
}

size_t places_add(struct places *p, uint64_t base, uint64_t size)
{
	size_t at;

	assert(size > 0 && base + size - 1 >= base);
	if (p->count == p->room && !more_room(p))
		return SIZE_MAX;
	at = places_above(p, base);
	memmove(p->by_base + at + 1, p->by_base + at, (p->live - at) * sizeof *p->by_base);
	p->by_base[at] = p->count;
	p->live++;
	p->reserved += size / PLACE_PAGE;
	p->place[p->count] = (struct place){ .base = base, .size = size, .live = true };
	places_touch(p, p->count);
	return p->count++;
}

static bool covers(const struct place *place, uint64_t address)
{
	return address - place->base < place->size;
}

size_t places_find(const struct places *p, uint64_t address)
{
	size_t at = places_above(p, address);

	return at < p->live && covers(&p->place[p->by_base[at]], address) ? p->by_base[at] : SIZE_MAX;
}

void places_release(struct places *p, size_t number)
{
	struct place *place = &p->place[number];
	size_t at;

	assert(number < p->count && place->live);
	at = places_above(p, place->base);
	memmove(p->by_base + at, p->by_base + at + 1, (p->live - at - 1) * sizeof *p->by_base);
	p->live--;
	p->reserved -= place->size / PLACE_PAGE;
	place->live = false;
	places_touch(p, number);
}

static size_t find_released(const struct places *p, uint64_t address)
{
	for (size_t i = p->count; i-- > 0;)
		if (!p->place[i].live && covers(&p->place[i], address))
			return i;
	return SIZE_MAX;
}

/* The released place that ends nearest before `address`, less than 64 KiB away; the newest of several. */
static size_t find_released_before(const struct places *p, uint64_t address)
{
	size_t best = SIZE_MAX;
	uint64_t nearest = PAST_END;

	for (size_t i = p->count; i-- > 0;) {
		uint64_t past = address - (p->place[i].base + p->place[i].size);

		if (!p->place[i].live && past < nearest) {
			nearest = past;
			best = i;
		}
	}
	return best;
}

/* The same of those that live. */
static size_t find_live_before(const struct places *p, uint64_t address)
{
	size_t at = places_above(p, address);
	const struct place *place = at > 0 ? &p->place[p->by_base[at - 1]] : NULL;

	return place && address - (place->base + place->size) < PAST_END ? p->by_base[at - 1] : SIZE_MAX;
}

/* The place behind which the address lies. */
static size_t find_near(const struct places *p, uint64_t address)
{
	size_t number = find_live_before(p, address);

	if (number == SIZE_MAX)
		number = find_released_before(p, address);
	return number;
}

/* ---- blocks of heaps ---- */

/* Newest first: the lab asks for the block that it was given last. */
static size_t find_block(const struct places *p, uint64_t base, bool live)
{
	for (size_t i = p->blocks; i-- > 0;)
		if (p->block[i].base == base && p->block[i].live == live)
			return i;
	return SIZE_MAX;
}

/* The block that holds the address; of a block without bytes, its beginning. */
static size_t find_block_around(const struct places *p, uint64_t address, bool live)
{
	for (size_t i = p->blocks; i-- > 0;) {
		const struct place_block *b = &p->block[i];

		if (b->live == live && (address == b->base || address - b->base < b->size))
			return i;
	}
	return SIZE_MAX;
}

static void add_block(struct places *p, uint64_t number, uint64_t base, uint64_t size)
{
	if (p->blocks == p->block_room) {
		size_t room = p->block_room ? 2 * p->block_room : 64;
		struct place_block *more = p->trace->grow(p->trace->context, p->block, p->block_room * sizeof *more, room * sizeof *more);

		if (!more)
			return;
		p->block = more;
		p->block_room = room;
	}
	places_block_gone(p, base);             /* by a call that nobody saw */
	p->block[p->blocks++] = (struct place_block){ base, size, number, true };
}

void places_block(struct places *p, uint64_t base, uint64_t size)
{
	add_block(p, p->block_names++, base, size);
}

void places_block_gone(struct places *p, uint64_t base)
{
	size_t i = find_block(p, base, true);

	if (i != SIZE_MAX)
		p->block[i].live = false;
}

void places_block_resized(struct places *p, uint64_t old, uint64_t base, uint64_t size)
{
	size_t i = find_block(p, old, true);

	if (i == SIZE_MAX) {
		places_block(p, base, size);
	} else if (old == base) {
		p->block[i].size = size;
	} else {
		p->block[i].live = false;
		add_block(p, p->block[i].number, base, size);
	}
}

/* ---- names ---- */

/* A<number> or B<number>, unterminated; returns its length. */
static size_t put_name(char *out, char letter, uint64_t number)
{
	out[0] = letter;
	return 1 + digits_put(out + 1, number, 10);
}

/* A<number>+0x<offset>, terminated; 48 bytes are enough. */
static size_t put_place(char *out, char letter, uint64_t number, uint64_t offset)
{
	size_t length = put_name(out, letter, number);

	memcpy(out + length, "+0x", 3);
	length += 3;
	length += digits_put(out + length, offset, 16);
	out[length] = '\0';
	return length;
}

/* What lives comes before what is gone, and what holds the address before what it lies behind. */
static size_t put_address(const struct places *p, uint64_t address, char *out)
{
	size_t place = places_find(p, address), block = SIZE_MAX, length;

	if (place == SIZE_MAX)
		block = find_block_around(p, address, true);
	if (place == SIZE_MAX && block == SIZE_MAX)
		place = find_released(p, address);
	if (place == SIZE_MAX && block == SIZE_MAX)
		block = find_block_around(p, address, false);
	if (place == SIZE_MAX && block == SIZE_MAX)
		place = find_near(p, address);
	if (place != SIZE_MAX)
		return put_place(out, 'A', place, address - p->place[place].base);
	if (block != SIZE_MAX)
		return put_place(out, 'B', p->block[block].number, address - p->block[block].base);
	memcpy(out, "0x", 2);
	length = 2 + digits_put(out + 2, address, 16);
	out[length] = '\0';
	return length;
}

size_t places_format(const struct places *p, uint64_t address, char *out, size_t room)
{
	char text[48];
	size_t length = put_address(p, address, text);

	if (room) {
		size_t fits = length < room ? length : room - 1;

		memcpy(out, text, fits);
		out[fits] = '\0';
	}
	return length;
}

void places_at(const struct places *p, struct trace *t, const char *key, uint64_t address)
{
	char text[48];

	places_format(p, address, text, sizeof text);
	trace_string(t, key, text);
}

/* What an asked reservation answers goes into the open event (if any) and into a digest. */
struct teller {
	struct trace *trace;    /* NULL: digest only */
	size_t number;
	uint64_t digest;
	uint64_t committed, resident;
};

static uint64_t mix(uint64_t digest, uint64_t value)
{
	digest = (digest ^ value) * DIGEST_PRIME;
	return digest ^ digest >> 29;
}

static uint64_t digest_run(uint64_t digest, const struct place_run *run,
                           const uint32_t (*resident_run)[2], size_t resident_runs)
{
	const uint64_t values[] = { run->offset, run->size, run->state, run->protect, run->alloc_protect,
	                            run->type, (uint64_t)run->resident, resident_runs };

	for (size_t i = 0; i < sizeof values / sizeof values[0]; i++)
		digest = mix(digest, values[i]);
	for (size_t i = 0; i < resident_runs; i++)
		digest = mix(mix(digest, resident_run[i][0]), resident_run[i][1]);
	return digest;
}

static void write_resident_runs(struct trace *t, const uint32_t (*resident_run)[2], size_t resident_runs)
{
	if (!resident_runs)
		return;
	trace_open_array(t, "resident_runs");
	for (size_t i = 0; i < resident_runs; i++) {
		trace_open_array(t, NULL);
		trace_number(t, NULL, resident_run[i][0]);
		trace_number(t, NULL, resident_run[i][1]);
		trace_close_array(t);
	}
	trace_close_array(t);
}

static void write_run(struct trace *t, size_t number, const struct place_run *run,
                      const uint32_t (*resident_run)[2], size_t resident_runs)
{
	char at[48];

	put_place(at, 'A', number, run->offset);
	trace_open_object(t, NULL);
	trace_string(t, "at", at);
	trace_hex(t, "size", run->size);
	trace_name(t, "state", name_state, run->state);
	if (run->state != MEM_STATE_FREE) {
		trace_name(t, "protect", name_protect, run->protect);
		trace_name(t, "alloc_protect", name_protect, run->alloc_protect);
		trace_name(t, "type", name_mem_type, run->type);
		if (run->resident >= 0)
			trace_number(t, "resident", run->resident);
		write_resident_runs(t, resident_run, resident_runs);
	}
	trace_close_object(t);
}

static void tell(void *emitter, const struct place_run *run,
                 const uint32_t (*resident_run)[2], size_t resident_runs)
{
	struct teller *teller = emitter;

	teller->digest = digest_run(teller->digest, run, resident_run, resident_runs);
	if (run->state == MEM_STATE_COMMIT) {
		teller->committed += run->size / PLACE_PAGE;
		teller->resident += run->resident > 0 ? (uint64_t)run->resident : 0;
	}
	if (teller->trace)
		write_run(teller->trace, teller->number, run, resident_run, resident_runs);
}

/* What the answers of one reservation add to the digest of all; nothing before it is asked. */
static uint64_t share_of_digest(size_t number, uint64_t digest)
{
	return digest ? mix(mix(DIGEST_START, number), digest) : 0;
}

/* The runs of one reservation, asked once; its digest, never 0 or TOLD_FREE while it lives, becomes `now`. */
static void tell_place(struct places *p, struct trace *t, size_t number, places_runs *runs, void *context)
{
	struct place *place = &p->place[number];
	struct teller teller = { .trace = t, .number = number, .digest = DIGEST_START };
	const struct place_run released = { .size = place->size, .state = MEM_STATE_FREE, .resident = -1 };

	if (place->live)
		runs(context, place, tell, &teller);
	else
		tell(&teller, &released, NULL, 0);
	if (!place->live)
		teller.digest = TOLD_FREE;
	else if (teller.digest <= TOLD_FREE)
		teller.digest = DIGEST_START;
	p->asked += place->live;
	p->digest += share_of_digest(number, teller.digest) - share_of_digest(number, place->now);
	p->committed += teller.committed - place->committed;
	p->resident += teller.resident - place->resident;
	place->now = teller.digest;
	place->committed = teller.committed;
	place->resident = teller.resident;
	place->stale = false;
}

/* Where the open line stands, to take back what turned out to be no news. */
struct mark {
	size_t used;
	bool comma;
};

static struct mark mark(const struct trace *t)
{
	return (struct mark){ t->used, t->comma };
}

static void take_back(struct trace *t, struct mark to)
{
	t->used = to.used;
	t->comma = to.comma;
}

static void write_bases(struct places *p, struct trace *t)
{
	if (p->named == p->count)
		return;
	trace_open_object(t, "bases");
	for (; p->named < p->count; p->named++) {
		char name[24];

		name[put_name(name, 'A', p->named)] = '\0';
		trace_hex(t, name, p->place[p->named].base);
	}
	trace_close_object(t);
}

/* The numbers in `changed` from low to high; few are inserted one by one, of many all places are looked at. */
static void sort_changes(struct places *p)
{
	size_t n = 0;

	if (p->changes > CHANGES_SORTED) {
		for (size_t i = 0; i < p->count; i++)
			if (p->place[i].listed)
				p->changed[n++] = i;
		return;
	}
	for (size_t i = 1; i < p->changes; i++) {
		size_t number = p->changed[i], k = i;

		for (; k > 0 && p->changed[k - 1] > number; k--)
			p->changed[k] = p->changed[k - 1];
		p->changed[k] = number;
	}
}

void places_regions(struct places *p, struct trace *t, places_runs *runs, void *context)
{
	struct mark before;
	bool any = false;

	write_bases(p, t);
	before = mark(t);
	trace_open_array(t, "regions");
	sort_changes(p);
	for (size_t i = 0; i < p->changes; i++) {
		struct place *place = &p->place[p->changed[i]];
		struct mark here = mark(t);

		place->listed = false;
		if (!place->live && place->told == TOLD_FREE)
			continue;
		tell_place(p, t, p->changed[i], runs, context);
		if (place->now == place->told)
			take_back(t, here);
		else
			any = true;
		place->told = place->now;
	}
	p->changes = 0;
	trace_close_array(t);
	if (!any)
		take_back(t, before);
}

uint64_t places_digest(struct places *p, places_runs *runs, void *context)
{
	for (size_t i = 0; i < p->changes; i++)
		if (p->place[p->changed[i]].stale)
			tell_place(p, NULL, p->changed[i], runs, context);
	return p->digest;
}
