/* reader.c - see reader.h. */
#include "viz/trace/reader.h"

#include <errno.h>
#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define LINE_MAX_BYTES   ((size_t)8 << 20)      /* a begin line may hold 1 MiB of source, escaped */
#define FILE_MAX_BYTES   ((size_t)1 << 30)
#define TITLE_MAX 200                   /* bytes of a platform's name */
#define KEEP_MAX_BYTES   ((size_t)768 << 20)
#define DEPTH_MAX        16
#define EVENTS_MAX       500000
#define RUNS_MAX         65536
#define PLACES_MAX       65536
#define TABLE_MAX        1024
#define TREE_MAX         4096           /* nodes, tables */
#define WALK_TABLES      4

struct reading {
	struct trace_file *t;
	FILE *in;
	struct ink line;
	size_t number, bytes;           /* lines and bytes read so far */
	char block[65536];
	size_t have, at;
	bool at_end, newline;           /* the line just read ended in one */

	struct event *event;            /* grows; moved into keep at the end */
	size_t events, room, steps;     /* steps: events of unknown type counted too */
	uint64_t *base;
	size_t bases;
	const struct view *view;
	bool ended;
	char *why;
	size_t why_room;
};

/* ---- saying what is wrong ---- */

static bool wrong(struct reading *r, const char *format, ...) __attribute__((format(printf, 2, 3)));
static bool wrong(struct reading *r, const char *format, ...)
{
	va_list args;
	int n = snprintf(r->why, r->why_room, "%s:%zu: ", r->t->path, r->number);

	if (n < 0 || (size_t)n >= r->why_room)
		return false;
	va_start(args, format);
	vsnprintf(r->why + n, r->why_room - (size_t)n, format, args);
	va_end(args);
	return false;
}

static bool wrong_file(struct reading *r, const char *what)
{
	snprintf(r->why, r->why_room, "%s: %s", r->t->path, what);
	return false;
}

static bool no_memory(struct reading *r)
{
	return wrong(r, "the trace is too large: no memory left for it; record a shorter run");
}

/* ---- lines ---- */

static bool fill(struct reading *r)
{
	r->have = fread(r->block, 1, sizeof r->block, r->in);
	r->at = 0;
	if (r->have)
		return true;
	r->at_end = true;
	return false;
}

/* The next line without its newline: 1, 0 at the end, -1 with the message written. */
static int next_line(struct reading *r)
{
	ink_clear(&r->line);
	r->newline = false;
	r->number++;
	for (;;) {
		const char *start, *end;
		size_t left, n;

		if (r->at == r->have && !fill(r))
			break;
		start = r->block + r->at;
		left = r->have - r->at;
		end = memchr(start, '\n', left);
		n = end ? (size_t)(end - start) : left;
		if (r->line.used + n > LINE_MAX_BYTES) {
			wrong(r, "line longer than %zu MiB; this is no trace of a lab", LINE_MAX_BYTES >> 20);
			return -1;
		}
		ink_add(&r->line, start, n);
		r->at += n + (end != NULL);
		r->bytes += n + 1;
		if (r->line.failed || r->bytes > FILE_MAX_BYTES) {
			no_memory(r);
			return -1;
		}
		if (end) {
			r->newline = true;
			break;
		}
	}
	if (ferror(r->in)) {
		wrong(r, "cannot read: %s", strerror(errno));
		return -1;
	}
	if (r->line.used && r->line.text[r->line.used - 1] == '\r')
		r->line.text[--r->line.used] = '\0';
	return r->newline || r->line.used ? 1 : 0;
}

static bool too_deep(const char *s, size_t n)
{
	size_t depth = 0;
	bool quoted = false;

	for (size_t i = 0; i < n; i++) {
		if (quoted) {
			if (s[i] == '\\')
				i++;
			else if (s[i] == '"')
				quoted = false;
		} else if (s[i] == '"') {
			quoted = true;
		} else if (s[i] == '{' || s[i] == '[') {
			if (++depth > DEPTH_MAX)
				return true;
		} else if (s[i] == '}' || s[i] == ']') {
			depth -= depth > 0;
		}
	}
	return false;
}

static json_t *parse_line(struct reading *r)
{
	json_error_t e;
	json_t *j;

	if (memchr(r->line.text, '\0', r->line.used)) {
		wrong(r, "binary data, not a trace; give a .jsonl file written by core/run or build/sim");
		return NULL;
	}
	if (too_deep(r->line.text, r->line.used)) {
		wrong(r, "nested deeper than %d levels; this is no trace of a lab", DEPTH_MAX);
		return NULL;
	}
	j = json_loadb(r->line.text, r->line.used, JSON_ALLOW_NUL | JSON_REJECT_DUPLICATES, &e);
	if (!j && !r->newline && r->number > 1) {
		wrong(r, "cut: the file ends in the middle of this line; run the lab again");
		return NULL;
	}
	if (!j) {
		wrong(r, "not JSON (column %d: %s)%s", e.column, e.text,
		      r->number == 1 ? "; a trace starts with {\"type\":\"begin\",\"schema\":1," : "; run the lab again");
		return NULL;
	}
	if (!json_is_object(j)) {
		wrong(r, "JSON, but not an object; each line of a trace is one {…}");
		json_decref(j);
		return NULL;
	}
	return j;
}

/* ---- members ---- */

/* A NUL inside becomes a visible sign, so that C strings can carry all text. */
static const char *kept(struct reading *r, const json_t *j)
{
	size_t n = json_string_length(j);
	const char *s = json_string_value(j);
	struct ink i = { 0 };
	char *copy;

	if (!memchr(s, '\0', n))
		return keep_copy(&r->t->keep, s, n);
	for (size_t k = 0; k < n; k++) {
		if (s[k])
			ink_add(&i, s + k, 1);
		else
			ink_puts(&i, "\u2400");
	}
	copy = i.failed ? NULL : keep_copy(&r->t->keep, i.text, i.used);
	ink_free(&i);
	return copy;
}

/* Optional string: false only if it is there and something else. */
static bool opt_string(struct reading *r, const json_t *o, const char *key, const char **out)
{
	const json_t *j = json_object_get(o, key);

	if (!j || json_is_null(j))
		return true;
	if (!json_is_string(j))
		return wrong(r, "member \"%s\" is not a string", key);
	*out = kept(r, j);
	return *out || no_memory(r);
}

static bool need_string(struct reading *r, const json_t *o, const char *key, const char **out)
{
	if (!opt_string(r, o, key, out))
		return false;
	return *out || wrong(r, "member \"%s\" is missing", key);
}

static bool opt_int(struct reading *r, const json_t *o, const char *key, int64_t least, int64_t most, int64_t *out)
{
	const json_t *j = json_object_get(o, key);

	if (!j)
		return true;
	if (!json_is_integer(j))
		return wrong(r, "member \"%s\" is not a whole number", key);
	*out = json_integer_value(j);
	if (*out < least || *out > most)
		return wrong(r, "member \"%s\" is out of range", key);
	return true;
}

bool reader_parse_hex(const char *text, uint64_t *value)
{
	char *end;

	if (strncmp(text, "0x", 2) || !text[2] || strlen(text) > 18 || strspn(text + 2, "0123456789abcdefABCDEF") != strlen(text + 2))
		return false;
	*value = strtoull(text + 2, &end, 16);
	return *end == '\0';
}

bool reader_parse_where(const char *text, struct where *w)
{
	char *end;
	unsigned long n;

	*w = (struct where){ .place = -1 };
	if (text[0] == '0')
		return w->known = reader_parse_hex(text, &w->offset);
	if (text[0] != 'A' || text[1] < '0' || text[1] > '9')
		return false;
	n = strtoul(text + 1, &end, 10);
	if (*end != '+' || n >= PLACES_MAX || !reader_parse_hex(end + 1, &w->offset))
		return false;
	w->place = (int64_t)n;
	return w->known = true;
}

static bool opt_hex(struct reading *r, const json_t *o, const char *key, uint64_t *out, bool *given)
{
	const json_t *j = json_object_get(o, key);

	if (!j)
		return true;
	if (!json_is_string(j) || !reader_parse_hex(json_string_value(j), out))
		return wrong(r, "member \"%s\" is not a hexadecimal string like \"0x10a0000\"", key);
	if (given)
		*given = true;
	return true;
}

static bool opt_where(struct reading *r, const json_t *o, const char *key, struct where *w, const char **text)
{
	const char *s = NULL;

	if (!opt_string(r, o, key, &s) || !s)
		return s == NULL && json_object_get(o, key) == NULL;
	if (!reader_parse_where(s, w))
		return wrong(r, "member \"%s\" is not an address like \"A0+0x1000\"", key);
	if (text)
		*text = s;
	return true;
}

static bool opt_array(struct reading *r, const json_t *o, const char *key, size_t most, const json_t **out)
{
	const json_t *j = json_object_get(o, key);

	*out = NULL;
	if (!j)
		return true;
	if (!json_is_array(j))
		return wrong(r, "member \"%s\" is not an array", key);
	if (json_array_size(j) > most)
		return wrong(r, "member \"%s\" has more than %zu entries", key, most);
	*out = j;
	return true;
}

/* Any JSON value as one text; strings as they are. */
static const char *as_text(struct reading *r, const json_t *j)
{
	char *dump;
	const char *copy;

	if (json_is_string(j))
		return kept(r, j);
	dump = json_dumps(j, JSON_ENCODE_ANY | JSON_COMPACT);
	copy = dump ? keep_copy(&r->t->keep, dump, strlen(dump)) : NULL;
	free(dump);
	return copy;
}

static bool members(struct reading *r, json_t *o, const char *key, const struct member **out, size_t *count)
{
	json_t *j = json_object_get(o, key), *value;
	struct member *m;
	const char *name;

	if (!j || json_is_null(j))
		return true;
	if (!json_is_object(j))
		return wrong(r, "member \"%s\" is not an object", key);
	if (json_object_size(j) > TABLE_MAX)
		return wrong(r, "member \"%s\" has more than %d members", key, TABLE_MAX);
	m = keep_alloc(&r->t->keep, json_object_size(j), sizeof *m);
	if (!m)
		return no_memory(r);
	*out = m;
	json_object_foreach(j, name, value) {
		m->name = keep_copy(&r->t->keep, name, strlen(name));
		m->value = as_text(r, value);
		if (!m->name || !m->value)
			return no_memory(r);
		m++;
		++*count;
	}
	return true;
}

/* ---- memory: regions, bases, counters ---- */

static bool same_text(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

struct building {                       /* the spans of one reservation, growing */
	struct span *span;
	size_t count, room;
	uint64_t pages;
	bool live;
};

static bool push_span(struct building *b, struct span s)
{
	struct span *last = b->count ? &b->span[b->count - 1] : NULL;

	if (!s.count)
		return true;
	if (last && last->state == s.state && last->resident_known == s.resident_known &&
	    last->first + last->count == s.first && same_text(last->protect, s.protect) &&
	    same_text(last->alloc_protect, s.alloc_protect) && same_text(last->type, s.type)) {
		last->count += s.count;         /* R4 */
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
static bool push_partly(struct reading *r, struct building *b, struct span s, const json_t *pairs)
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

static bool push_committed(struct reading *r, struct building *b, struct span s, const json_t *o)
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
static bool push_run(struct reading *r, struct building *b, const json_t *o, struct where at)
{
	struct span s = { 0 };
	const char *state = NULL;
	uint64_t size = 0;

	if (!need_string(r, o, "state", &state) || !opt_hex(r, o, "size", &size, NULL) ||
	    !opt_string(r, o, "protect", &s.protect) || !opt_string(r, o, "alloc_protect", &s.alloc_protect) ||
	    !opt_string(r, o, "type", &s.type))
		return false;
	s.first = at.offset / r->t->page_size;
	s.count = size / r->t->page_size;
	if (at.offset % r->t->page_size || size % r->t->page_size || !s.count || s.first != b->pages)
		return wrong(r, "runs of reservation A%" PRId64 " do not follow each other in whole pages", at.place);
	b->pages += s.count;
	if (b->pages > (uint64_t)1 << 40)
		return wrong(r, "reservation A%" PRId64 " is larger than an address space", at.place);
	if (strcmp(state, "MEM_COMMIT") == 0) {
		b->live = true;
		return push_committed(r, b, s, o);
	}
	if (strcmp(state, "MEM_RESERVE") == 0) {
		b->live = true;
		s.state = PG_RESERVED;
		return push_span(b, s) || no_memory(r);
	}
	if (strcmp(state, "MEM_FREE") == 0) {
		s.state = PG_FREE;
		return push_span(b, s) || no_memory(r);
	}
	return wrong(r, "state \"%.40s\" is none of MEM_COMMIT, MEM_RESERVE, MEM_FREE", state);
}

static const struct spans *finish_place(struct reading *r, struct building *b)
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

/* A view like the last one with room for reservation `place`. */
static const struct spans **widen(struct reading *r, struct view *v, size_t places)
{
	const struct spans **p = keep_alloc(&r->t->keep, places, sizeof *p);

	if (!p)
		return NULL;
	for (size_t i = 0; i < r->view->places; i++)
		p[i] = r->view->place[i];
	*v = (struct view){ .places = places, .place = p };
	return p;
}

static size_t places_in(struct reading *r, const json_t *runs)
{
	size_t places = r->view->places;

	for (size_t i = 0; i < json_array_size(runs); i++) {
		struct where w;
		const char *at = json_string_value(json_object_get(json_array_get(runs, i), "at"));

		if (at && reader_parse_where(at, &w) && w.place >= 0 && (size_t)w.place >= places)
			places = (size_t)w.place + 1;
	}
	return places;
}

static bool read_runs(struct reading *r, const json_t *runs, struct event *e, const struct spans **place, uint32_t *told)
{
	struct building b = { 0 };
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
				told[e->tolds++] = (uint32_t)now;
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

static bool read_regions(struct reading *r, const json_t *o, struct event *e)
{
	const json_t *runs;
	const struct spans **place;
	struct view *v;
	uint32_t *told;

	e->view = r->view;
	if (!opt_array(r, o, "regions", RUNS_MAX, &runs))
		return false;
	if (!runs || !json_array_size(runs))
		return true;
	v = keep_alloc(&r->t->keep, 1, sizeof *v);
	told = keep_alloc(&r->t->keep, json_array_size(runs), sizeof *told);
	place = v && told ? widen(r, v, places_in(r, runs)) : NULL;
	if (!place)
		return no_memory(r);
	e->told = told;
	if (!read_runs(r, runs, e, place, told))
		return false;
	e->view = r->view = v;
	return true;
}

static bool read_bases(struct reading *r, json_t *o)
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

static const char *const counter_names[COUNTERS] = {
	"page_faults", "commit_pages", "working_set_pages", "reserved_pages",
	"traps", "access_violations", "demand_zero", "page_table_pages", "soft_faults", "hard_faults", "copy_on_write"
};

const char *reader_counter_name(enum counter c)
{
	return counter_names[c];
}

static bool read_counters(struct reading *r, const json_t *o, struct event *e)
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

/* ---- what only the simulator tells ---- */

static bool read_entry(struct reading *r, const json_t *level, const char *key, struct pte *p)
{
	static const char *const bits[] = { "P", "RW", "US", "A", "D", "G", "NX" };
	bool *const to[] = { &p->P, &p->RW, &p->US, &p->A, &p->D, &p->G, &p->NX };
	const json_t *o = json_object_get(level, key);

	if (!o || json_is_null(o))
		return true;
	if (!json_is_object(o))
		return wrong(r, "member \"%s\" of the walk is not an object", key);
	p->given = true;
	for (size_t i = 0; i < sizeof bits / sizeof bits[0]; i++) {
		int64_t bit = 0;

		if (!opt_int(r, o, bits[i], 0, 1, &bit))
			return false;
		*to[i] = bit;
	}
	return opt_hex(r, o, "value", &p->value, NULL) && opt_hex(r, o, "pfn", &p->pfn, NULL) &&
	       opt_string(r, o, "means", &p->means);
}

static bool read_walk(struct reading *r, const json_t *o, struct event *e)
{
	const json_t *levels;
	struct walk_level *w;

	if (!opt_hex(r, o, "walk_of", &e->walk_of, NULL) || !opt_array(r, o, "walk", 5, &levels))
		return false;
	if (!levels)
		return true;
	w = keep_alloc(&r->t->keep, json_array_size(levels), sizeof *w);
	if (!w)
		return no_memory(r);
	e->walk = w;
	e->has_walk = true;
	for (size_t i = 0; i < json_array_size(levels); i++, w++, e->walks++) {
		const json_t *l = json_array_get(levels, i);
		int64_t index = 0;

		if (!json_is_object(l))
			return wrong(r, "a level of the walk is not an object");
		if (!need_string(r, l, "level", &w->level) || !opt_int(r, l, "index", 0, 511, &index) ||
		    !opt_hex(r, l, "table", &w->table, NULL) || !read_entry(r, l, "before", &w->before) ||
		    !read_entry(r, l, "after", &w->after))
			return false;
		w->index = (uint32_t)index;
	}
	return true;
}

static bool read_vad(struct reading *r, const json_t *o, struct event *e)
{
	const json_t *j = json_object_get(o, "vad");
	struct vad *v = &e->vad;

	if (!j)
		return true;
	e->has_vad = VAD_NULL;
	if (json_is_null(j))
		return true;
	if (!json_is_object(j))
		return wrong(r, "member \"vad\" is neither an object nor null");
	e->has_vad = VAD_GIVEN;
	v->charge = v->charge_before = -1;
	v->mem_commit = json_is_true(json_object_get(j, "mem_commit"));
	return opt_hex(r, j, "start", &v->start, NULL) && opt_hex(r, j, "end", &v->end, NULL) &&
	       opt_string(r, j, "type", &v->type) && opt_string(r, j, "protect", &v->protect) &&
	       opt_int(r, j, "commit_charge", 0, INT64_MAX, &v->charge) &&
	       opt_int(r, j, "commit_charge_before", 0, INT64_MAX, &v->charge_before);
}

static bool read_resolved(struct reading *r, const json_t *o, struct event *e)
{
	const json_t *list;
	struct resolved *x;

	if (!opt_array(r, o, "resolved", TABLE_MAX, &list))
		return false;
	x = keep_alloc(&r->t->keep, json_array_size(list), sizeof *x);
	if (!x)
		return no_memory(r);
	e->resolved = x;
	for (size_t i = 0; i < json_array_size(list); i++, x++, e->resolveds++) {
		const json_t *j = json_array_get(list, i);

		if (!json_is_object(j))
			return wrong(r, "an entry of \"resolved\" is not an object");
		if (!opt_string(r, j, "kind", &x->kind) || !opt_string(r, j, "access", &x->access) ||
		    !opt_string(r, j, "from", &x->from) || !opt_where(r, j, "at", &x->at, NULL) || !opt_hex(r, j, "pfn", &x->pfn, NULL))
			return false;
	}
	return opt_int(r, o, "resolved_more", 0, INT64_MAX, &e->resolved_more);
}

static const struct { const char *key, *name; } list_names[FRAME_LISTS] = {
	[FL_ACTIVE]    = { "active", "active" },
	[FL_ZEROED]    = { "zeroed", "zeroed" },
	[FL_FREE]      = { "free", "free" },
	[FL_STANDBY]   = { "standby", "standby" },
	[FL_MODIFIED]  = { "modified", "modified" },
	[FL_PAGE_FILE] = { "page_file", "page file" }
};

const char *reader_list_name(enum frame_list l)
{
	return list_names[l].name;
}

static bool read_list_counts(struct reading *r, const json_t *lists, const char *key, int64_t *count)
{
	const json_t *o = json_object_get(lists, key);

	for (int l = 0; l < FRAME_LISTS; l++)
		count[l] = -1;
	if (!o)
		return true;
	if (!json_is_object(o))
		return wrong(r, "member \"%s\" of the lists is not an object", key);
	for (int l = 0; l < FRAME_LISTS; l++)
		if (!opt_int(r, o, list_names[l].key, 0, INT64_MAX / 2, &count[l]))
			return false;
	return true;
}

static bool read_lists(struct reading *r, const json_t *o, struct event *e)
{
	const json_t *j = json_object_get(o, "lists");

	if (!j)
		return true;
	if (!json_is_object(j))
		return wrong(r, "member \"lists\" is not an object");
	e->lists.given = true;
	return read_list_counts(r, j, "before", e->lists.before) && read_list_counts(r, j, "after", e->lists.after);
}

static bool read_transitions(struct reading *r, const json_t *o, struct event *e)
{
	const json_t *list;
	struct transition *x;

	if (!opt_array(r, o, "transitions", TABLE_MAX, &list) ||
	    !opt_int(r, o, "transitions_more", 0, INT64_MAX, &e->transitions_more))
		return false;
	x = keep_alloc(&r->t->keep, json_array_size(list), sizeof *x);
	if (!x)
		return no_memory(r);
	e->transition = x;
	for (size_t i = 0; i < json_array_size(list); i++, x++, e->transitions++) {
		const json_t *j = json_array_get(list, i);

		x->slot = -1;
		if (!json_is_object(j))
			return wrong(r, "an entry of \"transitions\" is not an object");
		if (!opt_string(r, j, "kind", &x->kind) || !opt_string(r, j, "from", &x->from) || !opt_string(r, j, "to", &x->to) ||
		    !opt_string(r, j, "at", &x->at) || !opt_hex(r, j, "pfn", &x->pfn, NULL) || !opt_int(r, j, "slot", 0, INT64_MAX, &x->slot))
			return false;
	}
	return true;
}

static bool read_dispatch(struct reading *r, const json_t *o, struct event *e)
{
	const json_t *list;
	struct asked *a;

	if (!opt_array(r, o, "dispatch", TABLE_MAX, &list))
		return false;
	a = keep_alloc(&r->t->keep, json_array_size(list), sizeof *a);
	if (!a)
		return no_memory(r);
	e->asked = a;
	for (size_t i = 0; i < json_array_size(list); i++, a++, e->askeds++) {
		const json_t *j = json_array_get(list, i);
		int64_t line = 0;

		if (!json_is_object(j))
			return wrong(r, "an entry of \"dispatch\" is not an object");
		if (!opt_string(r, j, "kind", &a->kind) || !opt_string(r, j, "function", &a->function) ||
		    !opt_string(r, j, "answer", &a->answer) || !opt_int(r, j, "line", 0, INT32_MAX, &line))
			return false;
		a->line = (uint32_t)line;
	}
	return true;
}

static bool read_variables(struct reading *r, const json_t *o, struct event *e)
{
	const json_t *list;
	struct variable *v;

	if (!opt_array(r, o, "variables", TABLE_MAX, &list))
		return false;
	v = keep_alloc(&r->t->keep, json_array_size(list), sizeof *v);
	if (!v)
		return no_memory(r);
	e->variable = v;
	e->has_variables = list != NULL;
	for (size_t i = 0; i < json_array_size(list); i++, v++, e->variables++) {
		const json_t *j = json_array_get(list, i);

		if (!json_is_object(j))
			return wrong(r, "an entry of \"variables\" is not an object");
		if (!opt_string(r, j, "name", &v->name) || !opt_string(r, j, "value", &v->value) ||
		    !opt_string(r, j, "function", &v->function))
			return false;
		if (!v->name || !v->value)
			return wrong(r, "an entry of \"variables\" has no name or no value");
		v->changed = json_is_true(json_object_get(j, "changed"));
	}
	return true;
}

/* ---- the kernel's structures ---- */

static bool read_node(struct reading *r, const json_t *j, struct vad_node *n)
{
	if (!json_is_object(j))
		return wrong(r, "a node of \"vads\" is not an object");
	*n = (struct vad_node){ .left = NO_LINK, .right = NO_LINK, .start = NO_LINK, .charge = -1 };
	n->mem_commit = json_is_true(json_object_get(j, "mem_commit"));
	if (!opt_hex(r, j, "start", &n->start, NULL) || !opt_hex(r, j, "end", &n->end, NULL) || !opt_hex(r, j, "left", &n->left, NULL) ||
	    !opt_hex(r, j, "right", &n->right, NULL) || !opt_string(r, j, "kind", &n->kind) || !opt_string(r, j, "protect", &n->protect) ||
	    !opt_int(r, j, "commit_charge", 0, INT64_MAX, &n->charge) || !opt_int(r, j, "balance", -64, 64, &n->balance))
		return false;
	return (n->start != NO_LINK && n->end >= n->start) || wrong(r, "a node of \"vads\" has no range");
}

static bool read_vads(struct reading *r, const json_t *o, struct kernel_news *k)
{
	const json_t *j = json_object_get(o, "vads"), *nodes, *gone;
	struct vad_node *n;
	uint64_t *g;

	if (!j)
		return true;
	k->has_vads = true;
	k->root = NO_LINK;
	if (json_is_null(j))
		return k->vads_end = true;
	if (!json_is_object(j))
		return wrong(r, "member \"vads\" is neither an object nor null");
	if (!opt_hex(r, j, "root", &k->root, NULL) || !opt_array(r, j, "nodes", TREE_MAX, &nodes) || !opt_array(r, j, "gone", TREE_MAX, &gone))
		return false;
	k->vad = n = keep_alloc(&r->t->keep, json_array_size(nodes), sizeof *n);
	k->gone = g = keep_alloc(&r->t->keep, json_array_size(gone), sizeof *g);
	if (!n || !g)
		return no_memory(r);
	for (; k->vads < json_array_size(nodes); k->vads++)
		if (!read_node(r, json_array_get(nodes, k->vads), &n[k->vads]))
			return false;
	for (; k->gones < json_array_size(gone); k->gones++) {
		const json_t *x = json_array_get(gone, k->gones);

		if (!json_is_string(x) || !reader_parse_hex(json_string_value(x), &g[k->gones]))
			return wrong(r, "an entry of \"gone\" is not a hexadecimal string");
	}
	return true;
}

static bool read_run(struct reading *r, const json_t *j, struct table_run *x)
{
	json_int_t first = json_integer_value(json_array_get(j, 0)), count = json_integer_value(json_array_get(j, 1));
	const json_t *means = json_array_get(j, 2), *rights = json_array_get(j, 3), *number = json_array_get(j, 4);

	if (!json_is_array(j) || first < 0 || count < 1 || first > 511 || count > 512 - first || !json_is_string(means) ||
	    (rights && !json_is_string(rights)))
		return wrong(r, "a run of \"entries\" is not like [160,1,\"valid\",\"RW\",\"0x1a\"]");
	*x = (struct table_run){ (uint32_t)first, (uint32_t)count, kept(r, means), rights ? kept(r, rights) : NULL, NO_LINK };
	if (number && (!json_is_string(number) || !reader_parse_hex(json_string_value(number), &x->number)))
		return wrong(r, "the number of a run of \"entries\" is not a hexadecimal string");
	return (x->means && (x->rights || !rights)) || no_memory(r);
}

static bool read_table(struct reading *r, const json_t *j, struct table_news *t)
{
	static const char *const levels[] = { "PT", "PD", "PDPT", "PML4" };
	const char *level = NULL;
	const json_t *runs;
	struct table_run *x;

	if (!json_is_object(j))
		return wrong(r, "an entry of \"tables\" is not an object");
	t->gone = json_is_true(json_object_get(j, "gone"));
	if (!need_string(r, j, "level", &level) || !opt_hex(r, j, "va", &t->va, NULL) || !opt_hex(r, j, "pfn", &t->pfn, NULL) ||
	    !opt_array(r, j, "entries", 512, &runs))
		return false;
	while (t->level < WALK_TABLES && strcmp(levels[t->level], level))
		t->level++;
	if (t->level == WALK_TABLES || t->va >> 48 || t->va & (((uint64_t)1 << (21 + 9 * t->level)) - 1))
		return wrong(r, "an entry of \"tables\" is of no level, or begins where no table of its level does");
	t->run = x = keep_alloc(&r->t->keep, json_array_size(runs), sizeof *x);
	if (!x)
		return no_memory(r);
	for (; t->runs < json_array_size(runs); t->runs++)
		if (!read_run(r, json_array_get(runs, t->runs), &x[t->runs]))
			return false;
	return true;
}

static bool read_tables(struct reading *r, const json_t *o, struct kernel_news *k)
{
	const json_t *list;
	struct table_news *t;

	if (!json_object_get(o, "tables"))
		return true;
	k->has_tables = true;
	if (json_is_null(json_object_get(o, "tables")))
		return k->tables_end = true;
	if (!opt_array(r, o, "tables", TREE_MAX, &list))
		return false;
	k->table = t = keep_alloc(&r->t->keep, json_array_size(list), sizeof *t);
	if (!t)
		return no_memory(r);
	for (; k->tables < json_array_size(list); k->tables++)
		if (!read_table(r, json_array_get(list, k->tables), &t[k->tables]))
			return false;
	return true;
}

static bool read_news(struct reading *r, const json_t *o, struct event *e)
{
	struct kernel_news *k;

	if (!json_object_get(o, "vads") && !json_object_get(o, "tables"))
		return true;
	e->news = k = keep_alloc(&r->t->keep, 1, sizeof *k);
	if (!k)
		return no_memory(r);
	return read_vads(r, o, k) && read_tables(r, o, k);
}

/* ---- events ---- */

static const char *const type_names[] = {
	"call", "fault", "filter", "handler", "finally", "output", "exit", "unhandled"
};

const char *reader_type_name(enum event_type type)
{
	return type_names[type];
}

static int find_type(const char *name)
{
	for (int i = 0; i <= EV_UNHANDLED; i++)
		if (strcmp(type_names[i], name) == 0)
			return i;
	return -1;
}

static bool read_call(struct reading *r, json_t *o, struct event *e)
{
	return need_string(r, o, "api", &e->api) && opt_string(r, o, "result", &e->result) &&
	       opt_string(r, o, "error_name", &e->error_name) && opt_int(r, o, "error", 0, UINT32_MAX, &e->error) &&
	       members(r, o, "args", &e->arg, &e->args) && members(r, o, "out", &e->out, &e->outs);
}

static bool read_own_members(struct reading *r, json_t *o, struct event *e)
{
	switch (e->type) {
	case EV_CALL:
		return read_call(r, o, e);
	case EV_FAULT:
	case EV_UNHANDLED:
		return need_string(r, o, "code", &e->code) && opt_string(r, o, "access", &e->access) &&
		       opt_string(r, o, "kind", &e->kind) && opt_string(r, o, "function", &e->function) &&
		       opt_hex(r, o, "address", &e->address, &e->has_address);
	case EV_FILTER:
		return need_string(r, o, "disposition", &e->disposition);
	case EV_HANDLER:
		return opt_string(r, o, "code", &e->code) && opt_string(r, o, "function", &e->function);
	case EV_FINALLY:
		e->abnormal = json_is_true(json_object_get(o, "abnormal")) ||
		              json_integer_value(json_object_get(o, "abnormal")) != 0;
		return opt_string(r, o, "function", &e->function);
	case EV_OUTPUT:
		return need_string(r, o, "text", &e->text);
	case EV_EXIT:
		if (!json_object_get(o, "code"))
			return wrong(r, "member \"code\" is missing");
		return opt_int(r, o, "code", INT32_MIN, UINT32_MAX, &e->exit_code) && opt_string(r, o, "reason", &e->reason);
	}
	return false;
}

static bool read_event(struct reading *r, json_t *o, int type)
{
	struct event *e;
	int64_t step = -1, line = 0;

	if (r->events == r->room) {
		size_t room = r->room ? r->room * 2 : 256;
		struct event *more = realloc(r->event, room * sizeof *more);

		if (!more)
			return no_memory(r);
		r->event = more;
		r->room = room;
	}
	e = &r->event[r->events];
	*e = (struct event){ .type = (enum event_type)type, .file_line = r->number, .at = { .place = -1 } };
	if (!opt_int(r, o, "step", 0, EVENTS_MAX, &step) || !opt_int(r, o, "line", 0, INT32_MAX, &line))
		return false;
	if (step != (int64_t)r->steps)          /* R1 */
		return wrong(r, "step %" PRId64 " where %zu was due: lines are missing or double; run the lab again", step, r->steps);
	e->step = (uint32_t)step;
	e->line = (uint32_t)line;
	if (!read_own_members(r, o, e) || !opt_where(r, o, "at", &e->at, &e->at_text) || !read_bases(r, o) ||
	    !read_regions(r, o, e) || !read_counters(r, o, e) || !read_walk(r, o, e) || !read_vad(r, o, e) ||
	    !read_resolved(r, o, e) || !read_lists(r, o, e) || !read_transitions(r, o, e) || !read_dispatch(r, o, e) ||
	    !read_variables(r, o, e) || !read_news(r, o, e))
		return false;
	r->events++;
	r->steps++;
	r->t->faults += e->type == EV_FAULT;
	r->ended = e->type == EV_EXIT || e->type == EV_UNHANDLED;
	return true;
}

/* {"ws_max":40,"policy":"fifo"} as "ws_max 40, policy fifo". */
static bool read_limits(struct reading *r, json_t *o)
{
	const struct member *m = NULL;
	size_t count = 0;
	struct ink i = { 0 };

	if (!members(r, o, "limits", &m, &count))
		return false;
	for (size_t n = 0; n < count; n++)
		ink_printf(&i, "%s%.40s %.40s", n ? ", " : "", m[n].name, m[n].value);
	if (count)
		r->t->limits = i.failed ? NULL : keep_copy(&r->t->keep, i.text, i.used);
	ink_free(&i);
	return !count || r->t->limits || no_memory(r);
}

static bool read_args(struct reading *r, const json_t *o)
{
	const json_t *list = json_object_get(o, "args");
	size_t count = json_array_size(list);
	const char **arg;

	if (list && !json_is_null(list) && !json_is_array(list))
		return wrong(r, "member \"args\" is not a list");
	arg = keep_alloc(&r->t->keep, count, sizeof *arg);
	if (!arg)
		return no_memory(r);
	for (size_t i = 0; i < count; i++) {
		if (!json_is_string(json_array_get(list, i)))
			return wrong(r, "member \"args\" holds what is not a string");
		arg[i] = kept(r, json_array_get(list, i));
		if (!arg[i])
			return no_memory(r);
	}
	r->t->arg = arg;
	r->t->args = count;
	return true;
}

/* What a system or a program calls itself heads a column or a report, as it is. */
static bool fit_title(struct reading *r, const char *key, const char *title)
{
	if (title && strlen(title) > TITLE_MAX)
		return wrong(r, "member \"%s\" is longer than %d bytes; nothing is called so", key, TITLE_MAX);
	for (; title && *title; title++)
		if ((unsigned char)*title < ' ' || *title == 127)
			return wrong(r, "member \"%s\" holds a control character", key);
	return true;
}

static bool read_begin(struct reading *r, json_t *o)
{
	struct trace_file *t = r->t;
	int64_t schema = 0, page = 4096, granularity = 65536;
	const char *side = NULL;

	if (!opt_int(r, o, "schema", INT64_MIN, INT64_MAX, &schema))
		return false;
	if (schema != 1)
		return wrong(r, "schema %" PRId64 " is not known here; this viz reads schema 1, so write the trace with its own tools", schema);
	if (!need_string(r, o, "side", &side) || !need_string(r, o, "lab", &t->lab) ||
	    !need_string(r, o, "platform", &t->platform) || !opt_string(r, o, "source", &t->source) ||
	    !opt_string(r, o, "recorded_by", &t->recorded_by) || !fit_title(r, "platform", t->platform) || !fit_title(r, "recorded_by", t->recorded_by) ||
	    !opt_int(r, o, "page_size", 512, 1 << 24, &page) || !opt_int(r, o, "granularity", 512, 1 << 30, &granularity))
		return false;
	if (page & (page - 1))
		return wrong(r, "page_size %" PRId64 " is not a power of two", page);
	if (strcmp(side, "real") && strcmp(side, "sim"))
		return wrong(r, "side \"%.40s\" is neither \"real\" nor \"sim\"", side);
	t->side = strcmp(side, "real") == 0 ? SIDE_REAL : SIDE_SIM;
	t->page_size = (uint32_t)page;
	t->granularity = (uint32_t)granularity;
	t->recorded = json_is_true(json_object_get(o, "recorded"));
	return read_args(r, o) && read_limits(r, o);
}

static bool pass_over(struct reading *r, const char *type)
{
	r->steps++;
	if (!r->t->note)
		r->t->note = keep_printf(&r->t->keep, "%s:%zu: event type \"%.40s\" is not known here and was passed over",
		                         r->t->path, r->number, type);
	return true;
}

static bool read_object(struct reading *r, json_t *o)
{
	const char *type = json_string_value(json_object_get(o, "type"));
	int known;

	if (!type)
		return wrong(r, "member \"type\" is missing");
	if (r->number == 1) {
		if (strcmp(type, "begin"))
			return wrong(r, "the first line is \"%.40s\" where \"begin\" was due; the file's start is missing", type);
		return read_begin(r, o);
	}
	if (strcmp(type, "begin") == 0)
		return wrong(r, "a second \"begin\": two traces in one file; keep one trace a file");
	known = find_type(type);
	if (r->ended && !(known == EV_EXIT && r->event[r->events - 1].type == EV_UNHANDLED))
		return wrong(r, "an event after the end of the lab; keep one trace a file");
	if (r->events >= EVENTS_MAX)
		return wrong(r, "more than %d events; record a shorter run", EVENTS_MAX);
	return known < 0 ? pass_over(r, type) : read_event(r, o, known);
}

static bool read_lines(struct reading *r)
{
	int more;

	while ((more = next_line(r)) > 0) {
		json_t *o = parse_line(r);
		bool ok = o && read_object(r, o);

		json_decref(o);
		if (!ok)
			return false;
	}
	if (more < 0)
		return false;
	r->number--;
	if (r->number == 0)
		return wrong_file(r, "is empty; write a trace into it with core/run --trace or build/sim run --trace");
	if (r->ended)
		return true;
	if (!r->events)
		return wrong(r, "cut: nothing follows the first line; run the lab again");
	return wrong(r, "cut: ends after step %zu (%s), before the lab's exit; run the lab again", r->events - 1,
	             type_names[r->event[r->events - 1].type]);
}

static bool open_file(struct reading *r)
{
	struct stat st;
	char what[256];

	r->in = fopen(r->t->path, "rb");
	if (!r->in) {
		snprintf(what, sizeof what, "cannot open: %s%s", strerror(errno),
		         errno == ENOENT ? "; write it with core/run --trace or build/sim run --trace" : "");
		return wrong_file(r, what);
	}
	if (fstat(fileno(r->in), &st) == 0 && S_ISDIR(st.st_mode))
		return wrong_file(r, "is a directory; give the trace (.jsonl) inside it");
	return true;
}

static bool finish(struct reading *r)
{
	struct trace_file *t = r->t;
	struct event *e = keep_alloc(&t->keep, r->events, sizeof *e);
	uint64_t *base = keep_alloc(&t->keep, r->bases, sizeof *base);

	if (!e || !base)
		return no_memory(r);
	memcpy(e, r->event, r->events * sizeof *e);
	if (r->bases)
		memcpy(base, r->base, r->bases * sizeof *base);
	t->event = e;
	t->events = r->events;
	t->base = base;
	t->bases = r->bases;
	return true;
}

bool reader_read(struct trace_file *t, const char *path, char *why, size_t room)
{
	static const struct view nothing;
	struct reading *r = calloc(1, sizeof *r);
	bool ok;

	*t = (struct trace_file){ .keep.limit = KEEP_MAX_BYTES };
	t->path = keep_copy(&t->keep, path, strlen(path));
	if (!r || !t->path) {
		snprintf(why, room, "%s: no memory", path);
		free(r);
		reader_free(t);
		return false;
	}
	r->t = t;
	r->why = why;
	r->why_room = room;
	r->view = &nothing;
	ok = open_file(r) && read_lines(r) && finish(r);
	if (r->in)
		fclose(r->in);
	ink_free(&r->line);
	free(r->event);
	free(r->base);
	free(r);
	if (!ok)
		reader_free(t);
	return ok;
}

void reader_free(struct trace_file *t)
{
	keep_free(&t->keep);
	*t = (struct trace_file){ 0 };
}

/* ---- questions ---- */

const char *reader_state_name(enum page_state s)
{
	static const char *const names[] = { "free", "reserved", "committed", "resident", "mixed" };

	return names[s];
}

const struct span *reader_page(const struct view *v, int64_t place, uint64_t page)
{
	const struct spans *s;
	size_t low = 0, high;

	if (place < 0 || (uint64_t)place >= v->places || !(s = v->place[place]) || !s->live)
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

const char *reader_arg(const struct event *e, const char *name)
{
	for (size_t i = 0; i < e->args; i++)
		if (strcmp(e->arg[i].name, name) == 0)
			return e->arg[i].value;
	return NULL;
}
