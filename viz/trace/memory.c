/* memory.c - see reading.h: what a trace says of memory. */
#include "viz/trace/reading.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "viz/base/text.h"
/* ---- memory: regions, bases, counters ---- */

struct growing_spans {                  /* the spans of one reservation, growing */
	struct span *span;
	size_t count, room;
	uint64_t pages;
	bool live;
};

static bool push_span(struct growing_spans *b, struct span s)
{
	struct span *last = b->count ? &b->span[b->count - 1] : NULL;

	if (!s.count)
		return true;
	if (last && last->state == s.state && last->resident_known == s.resident_known &&
	    last->first + last->count == s.first && same(last->protect, s.protect) &&
	    same(last->alloc_protect, s.alloc_protect) && same(last->type, s.type)) {
		last->count += s.count;         /* READER-4 */
		return true;
	}
	if (b->count == b->room) {
		size_t room = b->room ? b->room * 2 : 16;
		struct span *more = realloc(b->span, room * sizeof *more);

		if (!more)
			return false;
		b->span = more;
		b->room = room;
	}
	b->span[b->count++] = s;
	return true;
}

/* Cut a partly resident run along its resident_runs. */
static bool push_partly(struct reading *r, struct growing_spans *b, struct span s, const json_t *pairs)
{
	uint64_t done = 0;

	for (size_t i = 0; i < json_array_size(pairs); i++) {
		const json_t *p = json_array_get(pairs, i);
		json_int_t first = json_integer_value(json_array_get(p, 0));
		json_int_t count = json_integer_value(json_array_get(p, 1));
		struct span part = s;

		if (json_array_size(p) != 2 || first < 0 || count < 1 || (uint64_t)first < done ||
		    (uint64_t)first > s.count || (uint64_t)count > s.count - (uint64_t)first)
			return wrong(r, "member \"resident_runs\" does not fit its run");
		part.first = s.first + done;
		part.count = (uint64_t)first - done;
		part.state = PG_COMMITTED;
		if (!push_span(b, part))
			return no_memory(r);
		part.first = s.first + (uint64_t)first;
		part.count = (uint64_t)count;
		part.state = PG_RESIDENT;
		if (!push_span(b, part))
			return no_memory(r);
		done = (uint64_t)first + (uint64_t)count;
	}
	s.first += done;
	s.count -= done;
	s.state = PG_COMMITTED;
	return push_span(b, s) || no_memory(r);
}

static bool push_committed(struct reading *r, struct growing_spans *b, struct span s, const json_t *o)
{
	const json_t *pairs;
	int64_t resident = -1;

	if (!opt_int(r, o, "resident", 0, INT64_MAX, &resident) || !opt_array(r, o, "resident_runs", RUNS_MAX, &pairs))
		return false;
	if (resident > 0 && (uint64_t)resident > s.count)
		return wrong(r, "member \"resident\" is larger than its run");
	s.resident_known = resident >= 0;
	s.state = PG_COMMITTED;
	if (resident > 0 && (uint64_t)resident < s.count) {
		if (pairs)
			return push_partly(r, b, s, pairs);
		s.state = PG_MIXED;
	} else if (resident > 0) {
		s.state = PG_RESIDENT;
	}
	return push_span(b, s) || no_memory(r);
}

/* One run of `regions` onto the reservation being built; it must continue it. */
static bool push_run(struct reading *r, struct growing_spans *b, const json_t *o, struct where at)
{
	struct span s = { 0 };
	const char *state = NULL;
	uint64_t size = 0;

	if (!need_string(r, o, "state", &state) || !opt_hex(r, o, "size", &size, NULL) ||
	    !opt_string(r, o, "protect", &s.protect) || !opt_string(r, o, "alloc_protect", &s.alloc_protect) ||
	    !opt_string(r, o, "type", &s.type))
		return false;
	s.protect_flags = word_flags(LIST_OF_PROTECTS, s.protect);
	s.type_id = word_find(LIST_OF_TYPES, s.type);
	s.first = at.offset / r->t->page_size;
	s.count = size / r->t->page_size;
	if (at.offset % r->t->page_size || size % r->t->page_size || !s.count || s.first != b->pages)
		return wrong(r, "runs of reservation A%" PRId64 " do not follow each other in whole pages", at.place);
	b->pages += s.count;
	if (b->pages > (uint64_t)1 << 40)
		return wrong(r, "reservation A%" PRId64 " is larger than an address space", at.place);
	switch ((enum mem_state)word_find(LIST_OF_STATES, state)) {
	case STATE_COMMIT:
		b->live = true;
		return push_committed(r, b, s, o);
	case STATE_RESERVE:
		b->live = true;
		s.state = PG_RESERVED;
		return push_span(b, s) || no_memory(r);
	case STATE_FREE:
		s.state = PG_FREE;
		return push_span(b, s) || no_memory(r);
	case STATE_NONE:
	case STATE_OTHER:
		break;
	}
	return wrong(r, "state \"%.40s\" is none of MEM_COMMIT, MEM_RESERVE, MEM_FREE", state);
}

static const struct spans *finish_place(struct reading *r, struct growing_spans *b)
{
	struct spans *s = keep_alloc(&r->t->keep, 1, sizeof *s);
	struct span *copy = keep_alloc(&r->t->keep, b->count, sizeof *copy);

	if (s && copy) {
		memcpy(copy, b->span, b->count * sizeof *copy);
		*s = (struct spans){ .live = b->live, .pages = b->pages, .count = b->count, .span = copy };
	}
	b->count = b->pages = 0;
	b->live = false;
	return s && copy ? s : NULL;
}

/* Memory like the last one with room for reservation `place`. */
static const struct spans **widen(struct reading *r, struct memory_at *memory, size_t places)
{
	const struct spans **p = keep_alloc(&r->t->keep, places, sizeof *p);

	if (!p)
		return NULL;
	for (size_t i = 0; i < r->memory->places; i++)
		p[i] = r->memory->place[i];
	*memory = (struct memory_at){ .places = places, .place = p };
	return p;
}

static size_t places_in(struct reading *r, const json_t *runs)
{
	size_t places = r->memory->places;

	for (size_t i = 0; i < json_array_size(runs); i++) {
		struct where w;
		const char *at = json_string_value(json_object_get(json_array_get(runs, i), "at"));

		if (at && reader_parse_where(at, &w) && w.place >= 0 && (size_t)w.place >= places)
			places = (size_t)w.place + 1;
	}
	return places;
}

static bool read_runs(struct reading *r, const json_t *runs, struct event *e, const struct spans **place, uint32_t *changed)
{
	struct growing_spans b = { 0 };
	int64_t now = -1;
	bool ok = true;

	for (size_t i = 0; ok && i <= json_array_size(runs); i++) {
		const json_t *o = json_array_get(runs, i);
		struct where at = { .place = -1 };

		if (o) {
			ok = json_is_object(o) ? opt_where(r, o, "at", &at, NULL) : wrong(r, "a run of \"regions\" is not an object");
			if (ok && (!at.known || at.place < 0))
				ok = wrong(r, "a run of \"regions\" has no place like \"A0+0x0\"");
		}
		if (ok && at.place != now) {
			if (now >= 0) {
				place[now] = finish_place(r, &b);
				changed[e->changed_places++] = (uint32_t)now;
				ok = place[now] || no_memory(r);
			}
			now = at.place;
		}
		if (ok && o)
			ok = push_run(r, &b, o, at);
	}
	free(b.span);
	return ok;
}

bool read_regions(struct reading *r, const json_t *o, struct event *e)
{
	const json_t *runs;
	const struct spans **place;
	struct memory_at *memory;
	uint32_t *changed;

	e->memory = r->memory;
	if (!opt_array(r, o, "regions", RUNS_MAX, &runs))
		return false;
	if (!runs || !json_array_size(runs))
		return true;
	memory = keep_alloc(&r->t->keep, 1, sizeof *memory);
	changed = keep_alloc(&r->t->keep, json_array_size(runs), sizeof *changed);
	place = memory && changed ? widen(r, memory, places_in(r, runs)) : NULL;
	if (!place)
		return no_memory(r);
	e->changed_place = changed;
	if (!read_runs(r, runs, e, place, changed))
		return false;
	e->memory = r->memory = memory;
	return true;
}

bool read_bases(struct reading *r, json_t *o)
{
	json_t *j = json_object_get(o, "bases"), *value;
	const char *name;

	if (!j)
		return true;
	if (!json_is_object(j))
		return wrong(r, "member \"bases\" is not an object");
	json_object_foreach(j, name, value) {
		char at[32];
		struct where w;
		uint64_t base;

		snprintf(at, sizeof at, "%.20s+0x0", name);
		if (!reader_parse_where(at, &w) || w.place < 0 || !json_is_string(value) ||
		    !reader_parse_hex(json_string_value(value), &base))
			return wrong(r, "member \"bases\" is not like {\"A0\":\"0x10a0000\"}");
		if ((size_t)w.place >= r->bases) {
			size_t n = ((size_t)w.place + 1) * 2;
			uint64_t *more = realloc(r->base, n * sizeof *more);

			if (!more)
				return no_memory(r);
			memset(more + r->bases, 0, (n - r->bases) * sizeof *more);
			r->base = more;
			r->bases = n;
		}
		r->base[w.place] = base;
	}
	return true;
}

/* ---- the stack's own region ---- */

/* [first page, count, word], following the run before. */
static bool read_stack_run(struct reading *r, const json_t *o, struct growing_spans *b)
{
	static const struct { const char *word; enum page_state state; const char *protect; } words[] = {
		{ "reserved", PG_RESERVED, NULL }, { "committed", PG_COMMITTED, "PAGE_READWRITE" },
		{ "resident", PG_RESIDENT, "PAGE_READWRITE" },
		{ "guard", PG_COMMITTED, "PAGE_READWRITE|PAGE_GUARD" }
	};
	json_int_t first = json_integer_value(json_array_get(o, 0)), count = json_integer_value(json_array_get(o, 1));
	const char *word = json_string_value(json_array_get(o, 2));

	if (first < 0 || (uint64_t)first != b->pages || count < 1 || count > 1 << 20)
		return wrong(r, "runs of \"stack_memory\" do not follow each other in whole pages");
	for (size_t i = 0; word && i < sizeof words / sizeof words[0]; i++)
		if (strcmp(word, words[i].word) == 0) {
			b->pages += (uint64_t)count;
			return push_span(b, (struct span){ .first = (uint64_t)first, .count = (uint64_t)count, .state = words[i].state,
			                                   .resident_known = true, .protect = words[i].protect,
			                                   .protect_flags = word_flags(LIST_OF_PROTECTS, words[i].protect) }) ||
				no_memory(r);
		}
	return wrong(r, "a run of \"stack_memory\" is neither reserved, committed, resident nor guard");
}

bool read_stack_memory(struct reading *r, const json_t *o, struct event *e)
{
	const json_t *j = json_object_get(o, "stack_memory"), *runs;
	struct growing_spans b = { .live = true };
	struct memory_at *memory;
	const struct spans **place;
	bool ok = true;

	if (!j)
		return true;
	if (!json_is_object(j))
		return wrong(r, "member \"stack_memory\" is not an object");
	if (!opt_hex(r, j, "base", &e->stack_base, NULL) || !opt_array(r, j, "runs", RUNS_MAX, &runs))
		return false;
	if (!runs || !json_array_size(runs))
		return wrong(r, "member \"stack_memory\" has no runs");
	for (size_t i = 0; ok && i < json_array_size(runs); i++)
		ok = read_stack_run(r, json_array_get(runs, i), &b);
	memory = keep_alloc(&r->t->keep, 1, sizeof *memory);
	place = keep_alloc(&r->t->keep, 1, sizeof *place);
	if (ok && memory && place && (place[0] = finish_place(r, &b)) != NULL) {
		*memory = (struct memory_at){ .places = 1, .place = place };
		e->stack_memory = memory;
	} else if (ok) {
		ok = no_memory(r);
	}
	free(b.span);
	return ok;
}

static const char *const counter_names[COUNTERS] = {
	"page_faults", "commit_pages", "working_set_pages", "reserved_pages",
	"traps", "access_violations", "demand_zero", "page_table_pages", "soft_faults", "hard_faults", "copy_on_write", "charged_pages"
};

const char *reader_counter_name(enum counter c)
{
	return counter_names[c];
}

bool read_counters(struct reading *r, const json_t *o, struct event *e)
{
	const json_t *j = json_object_get(o, "counters");

	for (int c = 0; c < COUNTERS; c++)
		e->counter[c] = -1;
	if (!j)
		return true;
	if (!json_is_object(j))
		return wrong(r, "member \"counters\" is not an object");
	for (int c = 0; c < COUNTERS; c++)
		if (!opt_int(r, j, counter_names[c], 0, INT64_MAX / 2, &e->counter[c]))
			return false;
	return true;
}

/* ---- questions ---- */

const char *reader_state_name(enum page_state s)
{
	static const char *const names[] = { "free", "reserved", "committed", "resident", "mixed" };

	return names[s];
}

const struct span *reader_page(const struct memory_at *memory, int64_t place, uint64_t page)
{
	const struct spans *s;
	size_t low = 0, high;

	if (place < 0 || (uint64_t)place >= memory->places || !(s = memory->place[place]) || !s->live)
		return NULL;
	high = s->count;
	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (page < s->span[mid].first)
			high = mid;
		else if (page - s->span[mid].first >= s->span[mid].count)
			low = mid + 1;
		else
			return s->span[mid].state == PG_FREE ? NULL : &s->span[mid];
	}
	return NULL;
}
