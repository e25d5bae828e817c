/* places.c - see places.h. */
#include "places.h"

#include "digits.h"
#include "names.h"

#include <assert.h>
#include <string.h>

#define MEM_STATE_FREE 0x10000u
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
	if (p->block)
		p->trace->grow(p->trace->context, p->block, p->block_room * sizeof *p->block, 0);
	*p = (struct places){ .trace = p->trace };
}

size_t places_add(struct places *p, uint64_t base, uint64_t size)
{
	assert(size > 0 && base + size - 1 >= base);
	if (p->count == p->room) {
		size_t room = p->room ? 2 * p->room : 64;
		struct place *place = p->trace->grow(p->trace->context, p->place,
		                                     p->room * sizeof *place, room * sizeof *place);

		if (!place)
			return SIZE_MAX;
		p->place = place;
		p->room = room;
	}
	p->place[p->count] = (struct place){ .base = base, .size = size, .live = true };
	return p->count++;
}

static bool covers(const struct place *place, uint64_t address)
{
	return address - place->base < place->size;
}

/* Newest first: a lab asks most often about what it made last. */
size_t places_find(const struct places *p, uint64_t address)
{
	for (size_t i = p->count; i-- > 0;)
		if (p->place[i].live && covers(&p->place[i], address))
			return i;
	return SIZE_MAX;
}

void places_release(struct places *p, size_t number)
{
	assert(number < p->count);
	p->place[number].live = false;
}

static size_t find_released(const struct places *p, uint64_t address)
{
	for (size_t i = p->count; i-- > 0;)
		if (!p->place[i].live && covers(&p->place[i], address))
			return i;
	return SIZE_MAX;
}

/* The place of the wanted kind that ends nearest before `address`, less than 64 KiB away. */
static size_t find_before(const struct places *p, uint64_t address, bool live)
{
	size_t best = SIZE_MAX;
	uint64_t nearest = PAST_END;

	for (size_t i = p->count; i-- > 0;) {
		uint64_t past = address - (p->place[i].base + p->place[i].size);

		if (p->place[i].live == live && past < nearest) {
			nearest = past;
			best = i;
		}
	}
	return best;
}

/* The place behind which the address lies. */
static size_t find_near(const struct places *p, uint64_t address)
{
	size_t number = find_before(p, address, true);

	if (number == SIZE_MAX)
		number = find_before(p, address, false);
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
	if (teller->trace)
		write_run(teller->trace, teller->number, run, resident_run, resident_runs);
}

/* The runs of one reservation, asked once; its digest, never 0 or TOLD_FREE while it lives. */
static uint64_t tell_place(const struct places *p, struct trace *t, size_t number,
                           places_runs *runs, void *context)
{
	const struct place *place = &p->place[number];
	struct teller teller = { t, number, DIGEST_START };
	const struct place_run released = { .size = place->size, .state = MEM_STATE_FREE, .resident = -1 };

	if (!place->live) {
		tell(&teller, &released, NULL, 0);
		return TOLD_FREE;
	}
	runs(context, place, tell, &teller);
	return teller.digest > TOLD_FREE ? teller.digest : DIGEST_START;
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
	struct mark before = mark(t);
	bool any = false;

	trace_open_object(t, "bases");
	for (size_t i = 0; i < p->count; i++) {
		char name[24];

		if (p->place[i].named)
			continue;
		name[put_name(name, 'A', i)] = '\0';
		trace_hex(t, name, p->place[i].base);
		p->place[i].named = any = true;
	}
	trace_close_object(t);
	if (!any)
		take_back(t, before);
}

void places_regions(struct places *p, struct trace *t, places_runs *runs, void *context)
{
	struct mark before;
	bool any = false;

	write_bases(p, t);
	before = mark(t);
	trace_open_array(t, "regions");
	for (size_t i = 0; i < p->count; i++) {
		struct place *place = &p->place[i];
		struct mark here = mark(t);
		uint64_t digest;

		if (!place->live && place->told == TOLD_FREE)
			continue;
		digest = tell_place(p, t, i, runs, context);
		if (digest == place->told)
			take_back(t, here);
		else
			any = true;
		place->told = digest;
	}
	trace_close_array(t);
	if (!any)
		take_back(t, before);
}

uint64_t places_digest(struct places *p, places_runs *runs, void *context)
{
	uint64_t digest = DIGEST_START;

	for (size_t i = 0; i < p->count; i++)
		digest = mix(digest, p->place[i].live ? tell_place(p, NULL, i, runs, context) : TOLD_FREE);
	return digest;
}
