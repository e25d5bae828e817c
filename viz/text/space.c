/* space.c - see space.h. */
#include "viz/text/space.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { LABEL = 12, ROW_LEAST = 8, ROW_MAX = 128 };

static const char *const side_names[SIDES] = { "REAL", "SIM" };

/* ---- the one table of signs ---- */

enum sign { SG_FREE, SG_RESERVED, SG_COMMITTED, SG_RESIDENT, SG_MIXED, SG_GUARD, SG_RESIDENT_GUARD, SIGNS };

static const struct { const char *sign, *word; enum type_style style; } signs[SIGNS] = {
	[SG_FREE]           = { ".", "free",           TS_FAINT },
	[SG_RESERVED]       = { "-", "reserved",       TS_PLAIN },
	[SG_COMMITTED]      = { "o", "committed",      TS_COMMITTED },
	[SG_RESIDENT]       = { "#", "resident",       TS_RESIDENT },
	[SG_MIXED]          = { "%", "mixed",          TS_COMMITTED },
	[SG_GUARD]          = { "g", "guard",          TS_COMMITTED },
	[SG_RESIDENT_GUARD] = { "G", "resident guard", TS_RESIDENT }
};

static enum sign sign_of(const struct span *s)
{
	bool guard = s && s->protect_flags & FLAG_PAGE_GUARD;

	if (!s)
		return SG_FREE;
	if (guard && s->state >= PG_COMMITTED)
		return s->state == PG_RESIDENT ? SG_RESIDENT_GUARD : SG_GUARD;
	return (enum sign)s->state;             /* the first five are in the order of enum page_state */
}

static const struct span *span_at(const struct picture *f, int side, uint64_t page)
{
	return f->memory[side] ? reader_page(f->memory[side], f->place, page) : NULL;
}

/* ---- do the sides differ there? ---- */

/* Residency counts only where both sides tell it. */
static bool differs(const struct span *a, const struct span *b)
{
	enum sign x = sign_of(a), y = sign_of(b);

	if (x == y || !a || !b)
		return x != y;
	if (a->resident_known && b->resident_known && a->state != PG_MIXED && b->state != PG_MIXED)
		return true;
	return (x >= SG_COMMITTED) != (y >= SG_COMMITTED) || (x >= SG_GUARD) != (y >= SG_GUARD);
}

static const struct spans *spans_of(const struct picture *f, int side)
{
	const struct memory_at *memory = f->memory[side];
	const struct spans *s = memory && (uint64_t)f->place < memory->places ? memory->place[f->place] : NULL;

	return s && s->live ? s : NULL;
}

/* First page after `page` at which a run of `s` begins or ends; they ascend (READER-4). */
static uint64_t edge_after(const struct spans *s, uint64_t page)
{
	size_t low = 0, high = s ? s->count : 0;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (s->span[mid].first + s->span[mid].count > page)
			high = mid;
		else
			low = mid + 1;
	}
	if (!s || low == s->count)
		return UINT64_MAX;
	return s->span[low].first > page ? s->span[low].first : s->span[low].first + s->span[low].count;
}

/* The same for both sides together. */
static uint64_t next_edge(const struct picture *f, uint64_t page)
{
	uint64_t real = edge_after(spans_of(f, SIDE_REAL), page), sim = edge_after(spans_of(f, SIDE_SIM), page);

	return real < sim ? real : sim;
}

static void write_difference(struct typeset *t, const struct picture *f)
{
	uint64_t pages = 0, first = 0, end = f->pages;

	for (uint64_t p = 0, next; p < end; p = next) {
		next = next_edge(f, p);
		if (next > end)
			next = end;
		if (!differs(span_at(f, 0, p), span_at(f, 1, p)))
			continue;
		if (!pages)
			first = p;
		pages += next - p;
	}
	if (!pages)
		return;
	line_printf(t, TS_DIFFERS, "\u2260 %" PRIu64 " page%s from %" PRIu64 " on: REAL %s, SIM %s", pages,
	            pages == 1 ? " differs," : "s differ,", first,
	            signs[sign_of(span_at(f, 0, first))].word, signs[sign_of(span_at(f, 1, first))].word);
	line_end(t);
}

/* ---- lanes ---- */

static void put_sign(struct typeset *t, enum type_style style, const char *sign, unsigned n)
{
	char text[ROW_MAX + 1];

	memset(text, sign[0], n);
	text[n] = '\0';
	line_cell(t, style, text, n);
}

/* Alike neighbours in one piece: fewer colour codes, and one word for a screen reader. */
static void write_lane(struct typeset *t, const struct picture *f, int side, uint64_t first, unsigned n)
{
	char number[24];

	snprintf(number, sizeof number, "%" PRIu64, first);
	line_cell(t, TS_HEADING, side_names[side], 4);
	line_to(t, LABEL > strlen(number) + 2 ? LABEL - 2 - (unsigned)strlen(number) : 5);
	line_rest(t, TS_PLAIN, number);
	line_to(t, LABEL);
	if (!f->memory[side])
		line_rest(t, TS_FAINT, f->stack ? f->stack : "no trace");
	for (unsigned i = 0, same; f->memory[side] && i < n; i += same) {
		enum sign s = sign_of(span_at(f, side, first + i));

		for (same = 1; i + same < n && sign_of(span_at(f, side, first + i + same)) == s; same++)
			;
		put_sign(t, signs[s].style, signs[s].sign, same);
	}
	line_end(t);
}

static void write_ruler(struct typeset *t, unsigned n)
{
	line_to(t, LABEL);
	for (unsigned i = 0; i < n; i += 8) {
		char text[16];

		snprintf(text, sizeof text, "+%u", i);
		line_cell(t, TS_FAINT, text, n - i < 8 ? n - i : 8);
	}
	line_end(t);
}

/* ^ under the page at fault, ! under those that differ. */
static void write_marks(struct typeset *t, const struct picture *f, uint64_t first, unsigned n)
{
	for (unsigned i = 0; i < n; i++) {
		bool focus = f->has_focus && f->focus == first + i;

		if (!focus && (f->verdict != PV_DIVERGE || !differs(span_at(f, 0, first + i), span_at(f, 1, first + i))))
			continue;
		line_to(t, LABEL + i);
		line_cell(t, focus ? TS_CHANGED : TS_DIFFERS, focus ? "^" : "!", 1);
	}
	line_end(t);
}

static void write_focus(struct typeset *t, const struct picture *f)
{
	if (!f->has_focus) {
		line_end(t);
		return;
	}
	line_printf(t, TS_CHANGED, "^ %s page %" PRIu64, f->focus_word, f->focus);
	if (f->focus >= f->pages)
		line_text(t, TS_PLAIN, ", past the end");
	for (int k = 0; k < SIDES; k++)
		if (f->memory[k])
			line_printf(t, TS_PLAIN, "%s %s %s", k && f->memory[0] ? "," : ":", side_names[k],
			            signs[sign_of(span_at(f, k, f->focus))].word);
	line_end(t);
}

/* ---- the whole, in counts ---- */

static void write_runs(struct typeset *t, const struct picture *f, int side, size_t most)
{
	const struct spans *s = spans_of(f, side);
	size_t runs = 0;

	line_cell(t, TS_HEADING, side_names[side], 5);
	t->hang = 5;
	for (size_t i = 0, next; s && i < s->count; i = next, runs++) {
		enum sign sign = sign_of(&s->span[i]);
		uint64_t pages = 0;

		for (next = i; next < s->count && sign_of(&s->span[next]) == sign; next++)
			pages += s->span[next].count;
		if (runs < most)
			line_printf(t, TS_PLAIN, "%s%s %" PRIu64, runs ? ", " : "", signs[sign].word, pages);
	}
	if (runs > most)
		line_printf(t, TS_FAINT, ", and %zu more runs", runs - most);
	if (!runs)
		line_text(t, TS_FAINT, f->memory[side] ? "free" : f->stack ? f->stack : "no trace");
	t->hang = 0;
	line_end(t);
}

static void write_legend(struct typeset *t)
{
	for (int i = 0; i < SIGNS; i++) {
		unsigned need = (unsigned)strlen(signs[i].word) + 2;

		if (i && t->column + 2 + need > t->width) {
			line_end(t);
			line_to(t, 2);
		} else if (i) {
			line_to(t, t->column + 2);
		}
		line_cell(t, signs[i].style, signs[i].sign, 1);
		line_to(t, t->column + 1);
		line_cell(t, TS_FAINT, signs[i].word, need - 2);
	}
	line_end(t);
}

/* Pages to a row: a power of two, so that a row begins at a round number. */
static unsigned row_of(const struct typeset *t, uint64_t pages)
{
	unsigned n = ROW_LEAST;

	while (n < ROW_MAX && LABEL + 2 * n <= t->width)
		n *= 2;
	if (pages > n && pages <= ROW_MAX && LABEL + pages <= t->width)
		return (unsigned)pages;
	return pages < n ? (unsigned)pages : n;
}

void show_space(struct typeset *t, const struct picture *f, unsigned rows)
{
	uint64_t at = f->has_focus ? f->focus : f->lens_first, first = 0, last;
	unsigned n = row_of(t, f->pages);

	line_text(t, TS_HEADING, f->space);
	line_end(t);
	if (f->place < 0)
		return;
	if (at >= f->pages)
		at = f->pages - 1;
	last = f->pages;
	if (f->pages > (uint64_t)rows * n) {    /* folded: the row with the page at fault stands for all */
		first = at - at % n;
		last = first + n < f->pages ? first + n : f->pages;
	}
	write_ruler(t, n);
	for (uint64_t row = first; row < last; row += n) {
		unsigned m = last - row < n ? (unsigned)(last - row) : n;

		write_lane(t, f, SIDE_REAL, row, m);
		write_lane(t, f, SIDE_SIM, row, m);
		write_marks(t, f, row, m);
	}
	write_focus(t, f);
	if (f->pages > (uint64_t)rows * n || rows > 1)
		for (int k = 0; k < SIDES; k++)
			write_runs(t, f, k, rows > 1 ? LANES_RUNS : 3);
	if (f->verdict == PV_DIVERGE)
		write_difference(t, f);
	write_legend(t);
}
