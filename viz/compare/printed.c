/* printed.c - see printed.h. */
#include "viz/compare/printed.h"

#include <string.h>

#include "viz/base/text.h"

#define PAGE 4096u
#define WORK_MAX       (64u << 20)      /* PRINTED-2: places and answers looked at in all */
#define LONG_DIGITS    5                /* of a number that may be an address, 0x10000 at least */
#define PAST_END       0x10000          /* as portable addresses go (docs/reference/trace.md) */

/* ---- words ---- */

struct word {
	const char *at;
	size_t blanks, length;          /* blanks before it; a character that is of no word stands for itself */
};

static bool is_of_word(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

/* The next word of a text; at its end one without characters. */
static struct word next_word(const char **text)
{
	struct word w = { .blanks = strspn(*text, " ") };

	w.at = *text + w.blanks;
	while (is_of_word(w.at[w.length]))
		w.length++;
	w.length += w.length == 0 && *w.at != '\0';
	*text = w.at + w.length;
	return w;
}

static bool equal(const struct word *a, const struct word *b)
{
	return a->length == b->length && memcmp(a->at, b->at, a->length) == 0;
}

static int digit(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : 99;
}

static bool number(const char *s, size_t n, unsigned base, uint64_t *value)
{
	*value = 0;
	for (size_t i = 0; i < n; i++) {
		if (digit(s[i]) >= (int)base || *value > (UINT64_MAX - (uint64_t)digit(s[i])) / base)
			return false;
		*value = *value * base + (uint64_t)digit(s[i]);
	}
	return n > 0;
}

/* A word as a number: hexadecimal with or without 0x and h, or decimal. */
static bool reads_as(const struct word *w, unsigned base, uint64_t *value)
{
	const char *s = w->at;
	size_t n = w->length;

	if (base == 16 && n > 2 && s[0] == '0' && (s[1] == 'x' || s[1] == 'X')) {
		s += 2;
		n -= 2;
	} else if (base == 16 && n > 1 && (s[n - 1] == 'h' || s[n - 1] == 'H')) {
		n--;
	}
	return number(s, n, base, value);
}

/* ---- what a pair of numbers is ---- */

static const struct spans *spans_of(const struct event *e, size_t place)
{
	return place < e->memory->places ? e->memory->place[place] : NULL;
}

static bool in_place(const struct trace_file *t, const struct event *e, size_t place, uint64_t address, uint64_t *offset)
{
	const struct spans *s = spans_of(e, place);

	*offset = address - t->base[place];
	return t->base[place] && address >= t->base[place] && *offset < (s ? s->pages * PAGE : 0) + PAST_END;
}

static bool same_place(struct comparing *w, const struct event *real, const struct event *sim, uint64_t a, uint64_t b)
{
	const struct trace_file *x = w->c->trace[SIDE_REAL], *y = w->c->trace[SIDE_SIM];
	uint64_t i, j;

	for (size_t place = 0; place < x->bases && place < y->bases && w->printed_work < WORK_MAX; place++, w->printed_work++)
		if (in_place(x, real, place, a, &i) && in_place(y, sim, place, b, &j) && i == j)
			return true;
	return false;
}

/* The call that gave both answers, one to each side; or two of which these are the differences. */
static const char *answered_by(struct comparing *w, uint64_t a, uint64_t b)
{
	size_t known = w->answers < ANSWERS ? w->answers : ANSWERS, times = known < TIMES ? known : TIMES;

	for (size_t i = 0; i < known && w->printed_work < WORK_MAX; i++, w->printed_work++)
		if (w->answer[i].of[SIDE_REAL] == a && w->answer[i].of[SIDE_SIM] == b)
			return w->answer[i].api;
	for (size_t i = 0; i < times; i++)
		for (size_t k = 0; k < i && w->printed_work < WORK_MAX; k++, w->printed_work++) {
			const struct answer *x = &w->answer[(w->answers - 1 - k) % ANSWERS];
			const struct answer *y = &w->answer[(w->answers - 1 - i) % ANSWERS];

			if (same(x->api, y->api) && x->of[SIDE_REAL] - y->of[SIDE_REAL] == a && x->of[SIDE_SIM] - y->of[SIDE_SIM] == b)
				return x->api;
		}
	return NULL;
}

/* What the trace says of the word, or NULL. */
static const char *machine_word(const struct event *e, const struct word *w)
{
	for (size_t i = 0; i < e->machines; i++)
		if (strlen(e->machine[i].name) == w->length && memcmp(e->machine[i].name, w->at, w->length) == 0)
			return e->machine[i].value;
	return NULL;
}

static void skip_words(struct comparing *w, const struct word *a, const struct word *b, const char *why)
{
	const char *real = keep_copy(&w->c->keep, a->at, a->length), *sim = keep_copy(&w->c->keep, b->at, b->length);

	w->failed |= !real || !sim;
	if (real && sim)
		skip_fact(w, "text", real, sim, why);
}

/* The real side has printed the time; the simulator's clocks stand still, and begin where they like. */
static bool is_clock(const char *real, const struct word *sim)
{
	uint64_t value;

	return same(real, "time") && reads_as(sim, 10, &value);
}

/* May these two stand for each other? If without being compared, that is noted. */
static bool stand_for_each_other(struct comparing *w, const struct event *real, const struct event *sim, const struct word *a,
                                 const struct word *b)
{
	static const unsigned bases[] = { 10, 16 };
	const char *x = machine_word(real, a), *why = NULL;
	uint64_t i, j;

	for (size_t k = 0; k < sizeof bases / sizeof bases[0]; k++) {
		if (!reads_as(a, bases[k], &i) || !reads_as(b, bases[k], &j))
			continue;
		if (same_place(w, real, sim, i, j))
			return true;
		if (!why)
			why = answered_by(w, i, j);
	}
	if (!why && x && (same(x, machine_word(sim, b)) || is_clock(x, b)))
		why = x;
	if (why)
		skip_words(w, a, b, why);
	return why != NULL;
}

bool printed_same(struct comparing *w, const struct event *real, const struct event *sim)
{
	const char *x = real->text, *y = sim->text;
	size_t skips = w->skips;
	bool beside = false;            /* the word before stands for another one */

	if (same(x, y))
		return true;
	for (;;) {
		struct word a = next_word(&x), b = next_word(&y);
		bool blanks = a.blanks == b.blanks || beside;

		beside = !equal(&a, &b);
		if (beside && !stand_for_each_other(w, real, sim, &a, &b))
			break;
		if (!blanks && !beside)
			break;
		if (!a.length && !b.length)
			return true;
	}
	w->skips = skips;               /* the texts differ, and all of them are told */
	return false;
}

/* ---- what lies outside ---- */

const char printed_outside[] = "outside the lab's memory";

struct walked {                         /* a side is walking through what is not the lab's: */
	bool on;                        /* the last call asked about such a place, */
	bool line_open;                 /* and a line about it was begun */
	uint64_t address;
};

static bool asks_outside(const struct event *e)
{
	return e->type == EV_CALL && e->api_id == API_VIRTUAL_QUERY && !e->error && e->at.known && !where_is_named(&e->at);
}

/* Is the address among the words of the text? A number of one digit or two is none. */
static bool names(const char *text, uint64_t address)
{
	for (;;) {
		struct word w = next_word(&text);
		uint64_t value;

		if (!w.length)
			return false;
		if (w.length < LONG_DIGITS)
			continue;
		if ((reads_as(&w, 16, &value) && value == address) || (reads_as(&w, 10, &value) && value == address))
			return true;
	}
}

static bool walks(struct walked *o, const struct event *e)
{
	bool tells = e->type == EV_OUTPUT && o->on && (o->line_open || names(e->text, o->address));

	if (e->type != EV_OUTPUT)
		*o = (struct walked){ asks_outside(e), false, e->at.offset };
	else if (e->text[0])
		o->line_open = tells && e->text[strlen(e->text) - 1] != '\n';
	return e->type == EV_OUTPUT ? tells : o->on;
}

bool printed_find_outside(struct comparing *w)
{
	for (int s = 0; s < SIDES; s++) {
		const struct trace_file *t = w->c->trace[s];
		struct walked o = { 0 };

		w->outside[s] = t ? keep_alloc(&w->c->keep, t->events, sizeof *w->outside[s]) : NULL;
		if (t && !w->outside[s])
			return false;
		for (size_t i = 0; t && i < t->events; i++)
			w->outside[s][i] = walks(&o, &t->event[i]);
	}
	return true;
}

bool printed_is_outside(const struct comparing *w, const struct event *e, enum side s)
{
	return w->outside[s][e - w->c->trace[s]->event];
}

uint64_t printed_sign(uint64_t digest, const char *text)
{
	for (;;) {
		struct word w = next_word(&text);
		uint64_t value;
		bool is_long = w.length >= LONG_DIGITS && reads_as(&w, 16, &value);

		if (!w.length)
			return digest;
		for (size_t i = 0; i < (is_long ? 1 : w.length); i++)
			digest = (digest ^ (unsigned char)(is_long ? '#' : w.at[i])) * 0x100000001b3ull;
	}
}

/* The constants that a program prints as numbers: states, protections, types. */
static bool constant(const char *name, size_t length, uint64_t *value)
{
	static const struct { const char *name; uint32_t value; } known[] = {
		{ "PAGE_NOACCESS", 1 }, { "PAGE_READONLY", 2 }, { "PAGE_READWRITE", 4 }, { "PAGE_WRITECOPY", 8 }, { "PAGE_EXECUTE", 0x10 },
		{ "PAGE_EXECUTE_READ", 0x20 }, { "PAGE_EXECUTE_READWRITE", 0x40 }, { "PAGE_EXECUTE_WRITECOPY", 0x80 },
		{ "PAGE_GUARD", 0x100 },
		{ "PAGE_NOCACHE", 0x200 }, { "PAGE_WRITECOMBINE", 0x400 }, { "MEM_COMMIT", 0x1000 }, { "MEM_RESERVE", 0x2000 },
		{ "MEM_FREE", 0x10000 }, { "MEM_PRIVATE", 0x20000 }, { "MEM_MAPPED", 0x40000 }, { "MEM_IMAGE", 0x1000000 },
		{ "FALSE", 0 }, { "TRUE", 1 },
	};

	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
		if (strlen(known[i].name) == length && memcmp(known[i].name, name, length) == 0) {
			*value |= known[i].value;
			return true;
		}
	return false;
}

/* An answer as a number: it is one, or constants with bars between them. */
static bool answer_value(const char *text, uint64_t *value)
{
	struct word w = { text, 0, strlen(text) };
	size_t n;

	if (*text >= '0' && *text <= '9')
		return reads_as(&w, strncmp(text, "0x", 2) == 0 ? 16 : 10, value);
	*value = 0;
	do {
		n = strcspn(text, "|");
		if (!constant(text, n, value))
			return false;
		text += n + (text[n] == '|');
	} while (*text);
	return true;
}

void printed_answered(struct comparing *w, const char *api, const char *real, const char *sim)
{
	struct answer n = { .api = api };

	if (!real || !sim || !answer_value(real, &n.of[SIDE_REAL]) || !answer_value(sim, &n.of[SIDE_SIM]))
		return;
	w->answer[w->answers++ % ANSWERS] = n;
}
