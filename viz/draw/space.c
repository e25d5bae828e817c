/* space.c - the panel of the address space: a lane a side, and under it the pages around the fault. */
#include "viz/draw/panels.h"

#include <inttypes.h>
#include <stdio.h>

static double page_x(const struct picture *f, uint64_t page)
{
	double left = G_LANE.x + LANE_MARGIN, wide = G_LANE.w - 2 * LANE_MARGIN;

	if (!f->pages || page > f->pages)
		return left + wide;
	return left + wide * (double)page / (double)f->pages;
}

static const struct spans *spans_of(const struct picture *f, int side)
{
	const struct memory_at *memory = f->memory[side];
	const struct spans *s = memory && f->place >= 0 && (uint64_t)f->place < memory->places ? memory->place[f->place] : NULL;

	return s && s->live ? s : NULL;
}

static bool is_guard(const struct span *s)
{
	return s->state >= PG_COMMITTED && s->protect_flags & FLAG_PAGE_GUARD;
}

struct lane_run { double x, w; enum page_state state; bool guard; uint64_t pages; };

static const char *run_label(const struct lane_run *r, char *out, size_t room)
{
	snprintf(out, room, "%s \u00d7 %" PRIu64, r->guard ? "guard" : palette_states[r->state].word, r->pages);
	if (dot_width(out, FONT_SANS, 10.5) + 8 <= r->w)
		return out;
	snprintf(out, room, "%" PRIu64, r->pages);
	return dot_width(out, FONT_SANS, 10.5) + 8 <= r->w ? out : "";
}

static void draw_run(struct pen *p, int side, int n, const struct lane_run *r)
{
	char id[32], class[32], label[48];
	struct box b = { r->x, G_LANE.y + side * OV_PITCH, r->w < 1.5 ? 1.5 : r->w, G_LANE.h };

	snprintf(id, sizeof id, "ov_%s_%d", side == SIDE_REAL ? "real" : "sim", n);
	snprintf(class, sizeof class, "run %s", palette_states[r->state].class);
	pen_pages(p, id, b, r->pages ? run_label(r, label, sizeof label) : palette_states[r->state].word, r->state, false, class);
}

/* A side without a trace: its lane is there, and empty. */
static void draw_no_lane(struct pen *p, int side)
{
	char id[32], reason[120] = "";

	snprintf(id, sizeof id, "ov_%s_0", side == SIDE_REAL ? "real" : "sim");
	if (p->f->stack)
		snprintf(reason, sizeof reason, "%s: %s", side == SIDE_REAL ? "REAL" : "SIM", p->f->stack);
	pen_node(p, id, box_moved(G_LANE, 0, side * OV_PITCH),
	         reason[0] ? reason : side == SIDE_REAL ? "no REAL trace" : "no SIM trace", LOOK_NO_TRACE, "run ask");
}

/* Runs of the reservation, neighbours merged where there are too many to tell apart. */
static size_t collect_runs(const struct picture *f, const struct spans *s, struct lane_run *run, size_t room)
{
	double least = s->count > RUNS_MAX ? (G_LANE.w - 2 * LANE_MARGIN) / (RUNS_MAX / 2.0) : 0;
	size_t n = 0;

	for (size_t i = 0; i < s->count && n < room; i++) {
		const struct span *x = &s->span[i];
		double left = page_x(f, x->first), w = page_x(f, x->first + x->count) - left;

		if (n && w < least && run[n - 1].w < least) {
			run[n - 1].w += w;
			run[n - 1].pages += x->count;
			run[n - 1].state = PG_MIXED;
			run[n - 1].guard = false;
		} else {
			run[n++] = (struct lane_run){ left, w, x->state, is_guard(x), x->count };
		}
	}
	return n;
}

static void draw_lane(struct pen *p, int side)
{
	const struct picture *f = p->f;
	const struct spans *s = spans_of(f, side);
	struct lane_run run[4 * RUNS_MAX];
	size_t n;

	if (!f->memory[side]) {
		draw_no_lane(p, side);
		return;
	}
	if (!s) {
		draw_run(p, side, 0, &(struct lane_run){ G_LANE.x, G_LANE.w, PG_FREE, false, 0 });
		return;
	}
	draw_run(p, side, 0, &(struct lane_run){ G_LANE.x, LANE_MARGIN, PG_FREE, false, 0 });
	n = collect_runs(f, s, run, sizeof run / sizeof run[0]);
	for (size_t i = 0; i < n; i++)
		draw_run(p, side, (int)i + 1, &run[i]);
	draw_run(p, side, (int)n + 1, &(struct lane_run){ G_LANE.x + G_LANE.w - LANE_MARGIN, LANE_MARGIN, PG_FREE, false, 0 });
}

static void draw_mark(struct pen *p)
{
	const struct picture *f = p->f;
	double right = G_LANE.x + G_LANE.w - LANE_MARGIN, x;
	struct box b = G_MARK;
	char text[64];
	const char *align = "\\n";

	if (!f->has_focus)
		return;
	x = f->focus < f->pages ? (page_x(f, f->focus) + page_x(f, f->focus + 1)) / 2 : right + LANE_MARGIN / 2;
	snprintf(text, sizeof text, "\u25bc page %" PRIu64, f->focus);
	b.x = x - b.w / 2;
	if (x < G_LANE.x + LANE_MARGIN + b.w / 2) {
		align = "\\l";
		b.x = x - 8;
	} else if (x > right - b.w / 2) {
		align = "\\r";
		b.x = x + 8 - b.w;
		snprintf(text, sizeof text, "page %" PRIu64 " \u25bc", f->focus);
	}
	pen_text(p, "ov_mark", b, text, LOOK_MARK, align, NULL, "mark");
}

static void draw_lens_window(struct pen *p)
{
	const struct picture *f = p->f;
	double right = G_LANE.x + G_LANE.w - LANE_MARGIN, x0 = page_x(f, f->lens_first), x1 = page_x(f, f->lens_first + LENS_PAGES), y;
	struct box b = G_LENS_WIN;

	if (f->lens_first >= f->pages)
		x1 = right + LANE_MARGIN;
	b.x = x0;
	b.w = x1 - x0 < 2 ? 2 : x1 - x0;
	y = b.y + b.h;
	pen_node(p, "lens_win", b, "", LOOK_LENS, "lens");
	pen_edge(p, "lens_win", "canvas", "lens_l", "zoom", straight(b.x, y, G_LANE.x, G_PG_NO.y - 1), LOOK_ZOOM, false);
	pen_edge(p, "lens_win", "canvas", "lens_r", "zoom", straight(b.x + b.w, y, G_LANE.x + G_LANE.w, G_PG_NO.y - 1),
	         LOOK_ZOOM, false);
}

static void draw_page_numbers(struct pen *p)
{
	const struct picture *f = p->f;

	for (int i = 0; i < LENS_PAGES; i++) {
		char id[32], text[24];

		if (f->place < 0 || (f->has_focus && f->focus == f->lens_first + (uint64_t)i))
			continue;
		snprintf(id, sizeof id, "pg_%d", i);
		snprintf(text, sizeof text, "%" PRIu64, f->lens_first + (uint64_t)i);
		pen_node(p, id, box_moved(G_PG_NO, i * LENS_PITCH, 0), text, LOOK_TEXT_HEAD, "pgno");
	}
}

static enum page_state page_state(const struct picture *f, int side, uint64_t page, bool *guard)
{
	const struct span *s = f->memory[side] && f->place >= 0 ? reader_page(f->memory[side], f->place, page) : NULL;

	*guard = s && is_guard(s);
	return s ? s->state : PG_FREE;
}

/* What a program may do with a committed page, as a class: the page of the book says it in a word (book_plain.js). */
static const char *permission(const struct picture *f, int side, uint64_t page)
{
	static const struct { uint32_t flags; const char *class; } known[] = {
		{ FLAG_PAGE_NOACCESS, " may_nothing" }, { FLAG_PAGE_READONLY, " may_read" }, { FLAG_PAGE_READWRITE, " may_write" },
		{ FLAG_PAGE_WRITECOPY, " may_copy" }, { FLAG_PAGE_EXECUTE_READWRITE, " may_run_write" },
		{ FLAG_PAGE_EXECUTE_WRITECOPY, " may_run_copy" }, { FLAG_PAGE_EXECUTE | FLAG_PAGE_EXECUTE_READ, " may_run" }
	};
	const struct span *s = f->memory[side] && f->place >= 0 ? reader_page(f->memory[side], f->place, page) : NULL;

	for (size_t i = 0; s && s->state >= PG_COMMITTED && i < sizeof known / sizeof known[0]; i++)
		if (s->protect_flags & known[i].flags)
			return known[i].class;
	return "";
}

static void draw_page(struct pen *p, int side, int i)
{
	const struct picture *f = p->f;
	struct box b = box_moved(G_PG, i * LENS_PITCH, side * PG_PITCH);
	char id[32], class[64];
	bool guard;
	enum page_state s = page_state(f, side, f->lens_first + (uint64_t)i, &guard);

	snprintf(id, sizeof id, "pg_%s_%d", side == SIDE_REAL ? "real" : "sim", i);
	if (!f->memory[side]) {
		pen_node(p, id, b, "-", LOOK_NO_TRACE, "page ask");
		return;
	}
	snprintf(class, sizeof class, "page %s%s%s", palette_states[s].class, guard ? " guard" : "",
	         permission(f, side, f->lens_first + (uint64_t)i));
	if (guard)              /* the second border lies 4 points outside: the box as a whole stays where it was */
		b = (struct box){ b.x + 4, b.y + 4, b.w - 8, b.h - 8 };
	pen_pages(p, id, b, guard ? "guard" : s == PG_COMMITTED ? "commit" : palette_states[s].word, s, guard, class);
}

static void draw_focus(struct pen *p)
{
	const struct picture *f = p->f;
	double dx;
	char text[48];
	bool g[SIDES];

	if (!f->has_focus || f->focus < f->lens_first || f->focus >= f->lens_first + LENS_PAGES)
		return;
	dx = (double)(f->focus - f->lens_first) * LENS_PITCH;
	pen_node(p, "fault_halo", box_moved(G_HALO, dx, 0), "", LOOK_HALO, "halo");
	pen_node(p, "fault_ring", box_moved(G_RING, dx, 0), "", LOOK_RING, "ring");
	snprintf(text, sizeof text, "%s %" PRIu64, f->focus_word, f->focus);
	if (dot_width(text, FONT_BOLD, 10) > G_FLAG.w - 2)
		snprintf(text, sizeof text, "%.1s %" PRIu64, f->focus_word, f->focus);
	pen_bold(p, "fault_flag", box_moved(G_FLAG, dx, 0), text, LOOK_FLAG, NULL, "flag");
	for (int i = 0; f->verdict == PV_DIVERGE && i < LENS_PAGES; i++) {
		enum page_state a = page_state(f, 0, f->lens_first + (uint64_t)i, &g[0]),
		                b = page_state(f, 1, f->lens_first + (uint64_t)i, &g[1]);
		char id[32];

		if (a == b && g[0] == g[1])
			continue;
		if ((uint64_t)i == f->focus - f->lens_first)
			snprintf(id, sizeof id, "div_page");
		else
			snprintf(id, sizeof id, "div_page_%d", i);
		pen_tape(p, id, box_moved(G_DIV_PAGE, i * LENS_PITCH, 0), 9, LOOK_TAPE_THIN, "divmark");
	}
}

void panel_space(struct pen *p)
{
	pen_panel(p, "panel_space", G_SPACE);
	pen_heading(p, "title_space", G_SPACE_T, p->f->space, 11, "ptitle");
	for (int side = 0; side < SIDES; side++) {
		pen_tag(p, side ? "tag_ov_sim" : "tag_ov_real", box_moved(G_OV_TAG, 0, side * OV_PITCH), side, 10);
		draw_lane(p, side);
	}
	draw_mark(p);
	if (p->f->place >= 0)
		draw_lens_window(p);
	draw_page_numbers(p);
	for (int side = 0; side < SIDES; side++) {
		pen_tag(p, side ? "tag_ln_sim" : "tag_ln_real", box_moved(G_LN_TAG, 0, side * PG_PITCH), side, 11);
		for (int i = 0; i < LENS_PAGES; i++)
			draw_page(p, side, i);
	}
	draw_focus(p);
}
