/* dot.c - see dot.h. */
#include "viz/draw/dot.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "viz/draw/palette.h"

/* ---- the one table of places: points from the top left, as x y w h ---- */

struct box { double x, y, w, h; };

static const struct box
	G_CANVAS     = { 0, 0, 960, 540 },
	G_TITLE      = { 16, 9, 430, 26 },
	G_PHASE      = { 452, 11, 196, 23 },
	G_VERDICT    = { 684, 11, 236, 23 },
	G_VTAPE      = { 660, 7, 284, 31 },
	G_SAY        = { 13, 38, 932, 18 },
	G_SPACE      = { 8, 58, 944, 146 },
	G_SPACE_T    = { 14, 60, 932, 16 },
	G_OV_TAG     = { 16, 90, 58, 15 },       /* one lane lower for SIM: OV_PITCH */
	G_LANE       = { 84, 90, 860, 15 },
	G_MARK       = { 0, 76, 120, 13 },       /* x follows the page */
	G_LENS_WIN   = { 0, 88, 0, 36 },         /* x, w follow the pages */
	G_PG_NO      = { 84, 139, 53.75, 12 },   /* 16 of them */
	G_PG         = { 85, 152, 51.75, 20 },   /* 16 of them, PG_PITCH down for SIM */
	G_LN_TAG     = { 16, 154, 58, 17 },
	G_HALO       = { 83, 151, 55.75, 45 },
	G_RING       = { 83, 137, 55.75, 59 },
	G_FLAG       = { 83, 137, 55.75, 14 },
	G_DIV_PAGE   = { 83, 171, 55.75, 4 },
	G_PATH       = { 8, 208, 944, 92 },
	G_PATH_T     = { 14, 210, 932, 16 },
	G_KEY_REAL   = { 140, 211, 42, 14 },
	G_KEY_SIM    = { 262, 211, 42, 14 },
	G_KEY_REAL_T = { 184, 211, 74, 14 },
	G_KEY_SIM_T  = { 306, 211, 160, 14 },
	G_HOP        = { 16, 235, 133, 60 },     /* 5 of them, HOP_PITCH apart; exits in the sixth place */
	G_HOP_H      = { 16, 237, 133, 16 },
	G_HOP_T      = { 16, 253, 133, 40 },
	G_HOP_DIV_T  = { 130, 232, 22, 20 },
	G_HOP_DIV    = { 133.5, 235, 15, 14 },
	G_EXIT       = { 809, 235, 133, 28.5 },  /* EXIT_PITCH down for the handler */
	G_WALK       = { 8, 304, 590, 206 },
	G_WALK_T     = { 14, 306, 578, 16 },
	G_WALK_TAG   = { 452, 307, 42, 14 },
	G_WALK_ONLY  = { 496, 307, 98, 14 },
	G_VA         = { 22, 326, 100, 30 },     /* 5 of them, VA_PITCH apart, and so on down to G_ENT */
	G_TB_NAME    = { 22, 367, 100, 14 },
	G_STUB_0     = { 22, 382, 100, 8 },
	G_STUB_1     = { 22, 412, 100, 8 },
	G_ENT        = { 22, 390, 100, 22 },
	G_FRAME      = { 490, 386, 92, 30 },
	G_FRAME_RING = { 486, 382, 100, 38 },
	G_MISS       = { 122, 393, 16, 16 },
	G_BIT_ROW    = { 18, 436.5, 66, 16 },
	G_VAD        = { 22, 490, 567, 17 },
	G_FL         = { 22, 328, 100, 36 },     /* 5 of them, VA_PITCH apart */
	G_FL_FILE    = { 138, 393, 216, 30 },
	G_FL_LINE    = { 18, 428, 470, 14 },     /* LIST_LINES of them */
	G_FL_REST    = { 460, 486, 130, 14 },
	G_LEDGER     = { 604, 304, 348, 206 },
	G_LEDGER_T   = { 610, 306, 336, 16 },
	G_LG_F       = { 610, 0, 104, 17 },
	G_LG_R       = { 716, 0, 98, 17 },
	G_LG_S       = { 816, 0, 98, 17 },
	G_LG_V       = { 916, 0, 34, 17 },
	G_LG_NE      = { 924, 0, 18, 15 },
	G_FOOT       = { 616, 515, 328, 17 },
	G_TAPE_TOP   = { 0, 0, 960, 5 },
	G_TAPE_BOT   = { 0, 535, 960, 5 };

#define LENS        16          /* cells */
#define LENS_PITCH  53.75
#define LANE_MARGIN 30.0        /* of free, either side */
#define OV_PITCH    17.0
#define PG_PITCH    22.0
#define HOP_PITCH   158.6
#define EXIT_PITCH  31.5
#define VA_PITCH    116.0
#define BIT_PITCH   17.5
#define LG_TOP      342.0
#define LG_PITCH    18.4
#define RUNS_MAX    40          /* more runs in a lane are merged */

static const struct { double x, w; const char *head; } bit_columns[BIT_COLUMNS] = {
	{ 86, 32, "NX" }, { 120, 116, "PFN 51:12" }, { 238, 26, "G" }, { 266, 26, "D" }, { 294, 26, "A" },
	{ 322, 32, "U/S" }, { 356, 32, "R/W" }, { 390, 26, "P" }, { 418, 169, "raw page-table entry" }
};

#define MONO "DejaVu Sans Mono,Consolas,monospace"

/* ---- writing nodes and edges ---- */

struct pen {
	struct ink *out;
	const struct frame *f;
	struct ink label;               /* scratch: fitted, then escaped */
};

/* Fixed notation, at most `places` decimals, zeros cut: equal numbers are equal bytes. */
static void number(struct ink *i, double v, int places)
{
	char s[32];
	int n = snprintf(s, sizeof s, "%.*f", places, v);

	while (n && s[n - 1] == '0')
		n--;
	if (n && s[n - 1] == '.')
		n--;
	s[n] = '\0';
	ink_puts(i, strcmp(s, "-0") ? s : "0");
}

static void point(struct ink *i, double x, double y)
{
	number(i, x, 2);
	ink_puts(i, ",");
	number(i, y, 2);
}

static struct box box_moved(struct box b, double dx, double dy)
{
	b.x += dx;
	b.y += dy;
	return b;
}

static void pen_open(struct pen *p, const char *id, struct box b)
{
	ink_printf(p->out, "  \"%s\" [pos=\"", id);
	point(p->out, b.x + b.w / 2, 540 - (b.y + b.h / 2));
	ink_puts(p->out, "\" width=");
	number(p->out, b.w / 72, 4);
	ink_puts(p->out, " height=");
	number(p->out, b.h / 72, 4);
}

static void pen_close(struct pen *p, const char *attributes, const char *class, const char *id)
{
	ink_printf(p->out, "%s class=\"%s\" id=\"%s\"];\n", attributes, class, id);
}

/* Every line of `text` fitted and escaped, as many as the box is high for; `line_end` is \n (centred), \l or \r. */
static void fitted_lines(struct pen *p, const char *text, enum dot_font font, double size, struct box b, const char *line_end)
{
	int room = (int)(b.h / (size * 1.17));
	char line[1024];

	for (bool more = true; more;) {
		size_t n = --room > 0 ? strcspn(text, "\n") : strlen(text), k = n < sizeof line - 1 ? n : sizeof line - 1;

		while (k && k < n && ((unsigned char)text[k] & 0xc0) == 0x80)
			k--;
		memcpy(line, text, k);
		line[k] = '\0';
		more = text[n] == '\n';
		text += n + more;
		ink_clear(&p->label);
		dot_fit(&p->label, line, font, size, b.w - 1);
		dot_escape_plain(p->out, p->label.used ? p->label.text : "");
		if (more || strcmp(line_end, "\\n"))
			ink_puts(p->out, line_end);
	}
}

static void pen_node(struct pen *p, const char *id, struct box b, const char *text, enum dot_font font, double size,
                     const char *line_end, const char *attributes, const char *class)
{
	pen_open(p, id, b);
	ink_puts(p->out, " label=\"");
	if (*text)
		fitted_lines(p, text, font, size, b, line_end);
	ink_puts(p->out, "\"");
	pen_close(p, attributes, class, id);
}

/* Bold text in the middle: HTML-like, the whole of it in <b>, one font. */
static void pen_bold(struct pen *p, const char *id, struct box b, const char *text, const char *font_attributes, enum dot_font font,
                     double size, const char *attributes, const char *class)
{
	pen_open(p, id, b);
	ink_printf(p->out, " label=<<font %s><b>", font_attributes);
	ink_clear(&p->label);
	dot_fit(&p->label, text, font == FONT_MONO ? FONT_MONO : FONT_BOLD, size, b.w - 2);
	dot_escape_label(p->out, p->label.text);
	ink_puts(p->out, "</b></font>>");
	pen_close(p, attributes, class, id);
}

/* Bold text at the left: a table of one cell. */
static void pen_heading(struct pen *p, const char *id, struct box b, const char *text, double size, const char *class)
{
	pen_open(p, id, b);
	ink_puts(p->out, " label=<<table border=\"0\" cellborder=\"0\" cellspacing=\"0\" cellpadding=\"0\"><tr><td fixedsize=\"true\" width=\"");
	number(p->out, b.w, 2);
	ink_puts(p->out, "\" height=\"");
	number(p->out, b.h, 2);
	ink_puts(p->out, "\" align=\"left\"><font point-size=\"");
	number(p->out, size, 2);
	ink_puts(p->out, "\"><b>");
	ink_clear(&p->label);
	dot_fit(&p->label, text, FONT_BOLD, size, b.w - 6);
	dot_escape_label(p->out, p->label.text);
	ink_puts(p->out, "</b></font></td></tr></table>>");
	pen_close(p, " shape=plaintext", class, id);
}

static void pen_tag(struct pen *p, const char *id, struct box b, int side, const char *size)
{
	char font[64];

	snprintf(font, sizeof font, side == SIDE_REAL ? "color=\"#FFFFFF\" point-size=\"%s\"" : "point-size=\"%s\"", size);
	pen_bold(p, id, b, side == SIDE_REAL ? "REAL" : "SIM", font, FONT_BOLD, 11,
	         side == SIDE_REAL ? " fillcolor=\"#000000\" style=\"filled\"" : " fillcolor=\"#FFFFFF\" penwidth=1.5 style=\"filled,rounded\"",
	         side == SIDE_REAL ? "tag real" : "tag sim");
}

static void pen_note(struct pen *p, const char *id, struct box b, const char *text, double size, const char *align, const char *attributes)
{
	pen_node(p, id, b, text, FONT_SANS, size, align, attributes, "txt");
}

static void pen_panel(struct pen *p, const char *id, struct box b)
{
	pen_node(p, id, b, "", FONT_SANS, 11, "\\n", " color=\"" PANEL_LN "\"", "panel");
}

/* Hazard tape of `stripes` black and yellow bars. */
static void pen_tape(struct pen *p, const char *id, struct box b, int stripes, const char *attributes, const char *class)
{
	pen_open(p, id, b);
	ink_puts(p->out, " label=\"\" fillcolor=\"");
	for (int i = 0; i < stripes; i++)
		ink_puts(p->out, i == 0 ? BLACK : i % 2 ? ":" YELLOW : ":" BLACK);
	ink_puts(p->out, "\"");
	pen_close(p, attributes, class, id);
}

static void pen_not_equal(struct pen *p, const char *id, struct box b, const char *class)
{
	pen_bold(p, id, b, "\u2260", "point-size=\"13\"", FONT_BOLD, 13, " fillcolor=\"#FFFFFF\" style=\"filled\"", class);
}

/* Newton's square root: no library for one number. */
static double root(double v)
{
	double r = v > 1 ? v : 1;

	for (int i = 0; i < 40; i++)
		r = (r + v / r) / 2;
	return r;
}

struct route { double x[8], y[8]; int points; };

/* An edge along straight pieces, each told to Graphviz as thirds; `tip` ends it in an arrow head `head` points long. */
static void pen_edge(struct pen *p, const char *from, const char *to, const char *id, const char *class, struct route w, double head,
                     const char *before, const char *attributes)
{
	int last = w.points - 1;
	double tx = w.x[last], ty = w.y[last];

	ink_printf(p->out, "  \"%s\" -> \"%s\" [pos=\"", from, to);
	if (head > 0) {
		double dx = tx - w.x[last - 1], dy = ty - w.y[last - 1], len = root(dx * dx + dy * dy);

		ink_puts(p->out, "e,");
		point(p->out, tx, 540 - ty);
		ink_puts(p->out, " ");
		w.x[last] = tx - dx / len * head;
		w.y[last] = ty - dy / len * head;
	}
	point(p->out, w.x[0], 540 - w.y[0]);
	for (int i = 1; i < w.points; i++)
		for (int third = 1; third <= 3; third++) {
			ink_puts(p->out, " ");
			point(p->out, w.x[i - 1] + (w.x[i] - w.x[i - 1]) * third / 3, 540 - (w.y[i - 1] + (w.y[i] - w.y[i - 1]) * third / 3));
		}
	ink_printf(p->out, "\"%s id=\"%s\" class=\"%s\"%s];\n", before, id, class, attributes);
}

static struct route straight(double x0, double y0, double x1, double y1)
{
	return (struct route){ { x0, x1 }, { y0, y1 }, 2 };
}

/* ---- header ---- */

static void draw_verdict(struct pen *p)
{
	static const struct { const char *text, *attributes, *class; } how[] = {
		[FV_AGREE]      = { "= REAL and SIM agree", " fillcolor=\"#FFFFFF\" penwidth=1.5 style=\"filled,rounded\"", "verdict agree" },
		[FV_KNOWN]      = { "\u2248 known Wine difference", " fillcolor=\"#FFFFFF\" penwidth=1.5 style=\"filled,rounded,dashed\"", "verdict known" },
		[FV_DIVERGE]    = { "\u2260 REAL and SIM DIVERGE", " fillcolor=\"#FFFFFF\" penwidth=2 style=\"filled,rounded\"", "verdict diverged" },
		[FV_REAL_ALONE] = { "REAL only: nothing to compare", " fillcolor=\"#FFFFFF\" color=\"#888888\" style=\"filled,rounded,dotted\"", "verdict alone" },
		[FV_SIM_ALONE]  = { "SIM only: nothing to compare", " fillcolor=\"#FFFFFF\" color=\"#888888\" style=\"filled,rounded,dotted\"", "verdict alone" }
	};
	enum frame_verdict v = p->f->verdict;

	if (v == FV_DIVERGE)
		pen_tape(p, "verdict_tape", G_VTAPE, 29, " penwidth=2 style=\"striped\"", "verdict diverged");
	pen_bold(p, "verdict", G_VERDICT, how[v].text, v == FV_DIVERGE ? "point-size=\"14\"" : v == FV_AGREE || v == FV_KNOWN ? "point-size=\"13\"" :
	         "point-size=\"12\"", FONT_BOLD, v == FV_DIVERGE ? 14 : 13, how[v].attributes, how[v].class);
}

static void draw_header(struct pen *p)
{
	static const struct { const char *font, *attributes; } how[] = {
		[PH_BEFORE] = { "point-size=\"12\" color=\"#000000\"", " fillcolor=\"#FFFFFF\" penwidth=2 style=\"filled\"" },
		[PH_AFTER]  = { "point-size=\"12\" color=\"#FFFFFF\"", " fillcolor=\"#000000\" penwidth=2 style=\"filled\"" },
		[PH_FAILED] = { "point-size=\"12\" color=\"#FFFFFF\"", " fillcolor=\"#B84A00\" penwidth=2 style=\"filled\"" },
		[PH_PLAIN]  = { "point-size=\"12\" color=\"#000000\"", " fillcolor=\"#FFFFFF\" color=\"#888888\" style=\"filled\"" }
	};
	const struct frame *f = p->f;

	pen_node(p, "canvas", G_CANVAS, "", FONT_SANS, 11, "\\n", " penwidth=0", "canvas");
	pen_heading(p, "head_title", G_TITLE, f->title, 20, "title");
	pen_bold(p, "head_phase", G_PHASE, f->phase_text, how[f->phase].font, FONT_BOLD, 12, how[f->phase].attributes, "phase");
	draw_verdict(p);
	pen_note(p, "head_say", G_SAY, f->say, 13, "\\l", " fontsize=13 shape=plaintext");
}

/* ---- address space ---- */

static double page_x(const struct frame *f, uint64_t page)
{
	double left = G_LANE.x + LANE_MARGIN, wide = G_LANE.w - 2 * LANE_MARGIN;

	if (!f->pages || page > f->pages)
		return left + wide;
	return left + wide * (double)page / (double)f->pages;
}

static const struct spans *spans_of(const struct frame *f, int side)
{
	const struct view *v = f->view[side];
	const struct spans *s = v && f->place >= 0 && (uint64_t)f->place < v->places ? v->place[f->place] : NULL;

	return s && s->live ? s : NULL;
}

static bool is_guard(const struct span *s)
{
	return s->state >= PG_COMMITTED && s->protect && strstr(s->protect, "PAGE_GUARD");
}

static void pen_state(struct ink *i, enum page_state s, const char *size)
{
	ink_printf(i, " fillcolor=\"%s\"", palette_states[s].fill);
	if (palette_states[s].line)
		ink_printf(i, " color=\"%s\"", palette_states[s].line);
	ink_printf(i, " style=\"%s\" fontsize=%s fontcolor=\"%s\"", palette_states[s].style, size, palette_states[s].text);
}

struct run { double x, w; enum page_state state; bool guard; uint64_t pages; };

static const char *run_label(const struct run *r, char *out, size_t room)
{
	snprintf(out, room, "%s \u00d7 %" PRIu64, r->guard ? "guard" : palette_states[r->state].word, r->pages);
	if (dot_width(out, FONT_SANS, 10.5) + 8 <= r->w)
		return out;
	snprintf(out, room, "%" PRIu64, r->pages);
	return dot_width(out, FONT_SANS, 10.5) + 8 <= r->w ? out : "";
}

static void draw_run(struct pen *p, int side, int n, const struct run *r)
{
	struct ink a = { 0 };
	char id[32], class[32], label[48];
	struct box b = { r->x, G_LANE.y + side * OV_PITCH, r->w < 1.5 ? 1.5 : r->w, G_LANE.h };

	snprintf(id, sizeof id, "ov_%s_%d", side == SIDE_REAL ? "real" : "sim", n);
	snprintf(class, sizeof class, "run %s", palette_states[r->state].class);
	pen_state(&a, r->state, "10.5");
	pen_node(p, id, b, r->pages ? run_label(r, label, sizeof label) : palette_states[r->state].word, FONT_SANS, 10.5, "\\n", a.text, class);
	ink_free(&a);
}

/* A side without a trace: its lane is there, and empty. */
static void draw_no_lane(struct pen *p, int side)
{
	char id[32];

	snprintf(id, sizeof id, "ov_%s_0", side == SIDE_REAL ? "real" : "sim");
	pen_node(p, id, box_moved(G_LANE, 0, side * OV_PITCH), side == SIDE_REAL ? "no REAL trace" : "no SIM trace", FONT_SANS, 10.5, "\\n",
	         " fillcolor=\"#F4F4F4\" color=\"#888888\" style=\"filled,dotted\" fontsize=10.5 fontcolor=\"#666666\"", "run ask");
}

/* Runs of the reservation, neighbours merged where there are too many to tell apart. */
static size_t collect_runs(const struct frame *f, const struct spans *s, struct run *run, size_t room)
{
	double least = s->count > RUNS_MAX ? (G_LANE.w - 2 * LANE_MARGIN) / (RUNS_MAX / 2) : 0;
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
			run[n++] = (struct run){ left, w, x->state, is_guard(x), x->count };
		}
	}
	return n;
}

static void draw_lane(struct pen *p, int side)
{
	const struct frame *f = p->f;
	const struct spans *s = spans_of(f, side);
	struct run run[4 * RUNS_MAX];
	size_t n;

	if (!f->view[side]) {
		draw_no_lane(p, side);
		return;
	}
	if (!s) {
		draw_run(p, side, 0, &(struct run){ G_LANE.x, G_LANE.w, PG_FREE, false, 0 });
		return;
	}
	draw_run(p, side, 0, &(struct run){ G_LANE.x, LANE_MARGIN, PG_FREE, false, 0 });
	n = collect_runs(f, s, run, sizeof run / sizeof run[0]);
	for (size_t i = 0; i < n; i++)
		draw_run(p, side, (int)i + 1, &run[i]);
	draw_run(p, side, (int)n + 1, &(struct run){ G_LANE.x + G_LANE.w - LANE_MARGIN, LANE_MARGIN, PG_FREE, false, 0 });
}

static void draw_mark(struct pen *p)
{
	const struct frame *f = p->f;
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
	pen_node(p, "ov_mark", b, text, FONT_SANS, 11, align, " fontcolor=\"" ACCENT "\" shape=plaintext", "mark");
}

static void draw_lens_window(struct pen *p)
{
	const struct frame *f = p->f;
	double right = G_LANE.x + G_LANE.w - LANE_MARGIN, x0 = page_x(f, f->lens_first), x1 = page_x(f, f->lens_first + LENS), y;
	struct box b = G_LENS_WIN;

	if (f->lens_first >= f->pages)
		x1 = right + LANE_MARGIN;
	b.x = x0;
	b.w = x1 - x0 < 2 ? 2 : x1 - x0;
	y = b.y + b.h;
	pen_node(p, "lens_win", b, "", FONT_SANS, 11, "\\n", " penwidth=2", "lens");
	pen_edge(p, "lens_win", "canvas", "lens_l", "zoom", straight(b.x, y, G_LANE.x, G_PG_NO.y - 1), 0, "",
	         " color=\"#888888\" penwidth=0.8 arrowhead=none");
	pen_edge(p, "lens_win", "canvas", "lens_r", "zoom", straight(b.x + b.w, y, G_LANE.x + G_LANE.w, G_PG_NO.y - 1), 0, "",
	         " color=\"#888888\" penwidth=0.8 arrowhead=none");
}

static void draw_page_numbers(struct pen *p)
{
	const struct frame *f = p->f;

	for (int i = 0; i < LENS; i++) {
		char id[32], text[24];

		if (f->place < 0 || (f->has_focus && f->focus == f->lens_first + (uint64_t)i))
			continue;
		snprintf(id, sizeof id, "pg_%d", i);
		snprintf(text, sizeof text, "%" PRIu64, f->lens_first + (uint64_t)i);
		pen_node(p, id, box_moved(G_PG_NO, i * LENS_PITCH, 0), text, FONT_SANS, 10.5, "\\n",
		         " fontsize=10.5 fontcolor=\"" HEAD_TXT "\" shape=plaintext", "pgno");
	}
}

static enum page_state page_state(const struct frame *f, int side, uint64_t page, bool *guard)
{
	const struct span *s = f->view[side] && f->place >= 0 ? reader_page(f->view[side], f->place, page) : NULL;

	*guard = s && is_guard(s);
	return s ? s->state : PG_FREE;
}

static void draw_page(struct pen *p, int side, int i)
{
	const struct frame *f = p->f;
	struct box b = box_moved(G_PG, i * LENS_PITCH, side * PG_PITCH);
	struct ink a = { 0 };
	char id[32], class[32];
	bool guard;
	enum page_state s = page_state(f, side, f->lens_first + (uint64_t)i, &guard);

	snprintf(id, sizeof id, "pg_%s_%d", side == SIDE_REAL ? "real" : "sim", i);
	if (!f->view[side]) {
		pen_node(p, id, b, "-", FONT_SANS, 10.5, "\\n",
		         " fillcolor=\"#F4F4F4\" color=\"#888888\" style=\"filled,dotted\" fontsize=10.5 fontcolor=\"#666666\"", "page ask");
		return;
	}
	snprintf(class, sizeof class, "page %s%s", palette_states[s].class, guard ? " guard" : "");
	pen_state(&a, s, "10.5");
	if (guard) {            /* the second border lies 4 points outside: the box as a whole stays where it was */
		b = (struct box){ b.x + 4, b.y + 4, b.w - 8, b.h - 8 };
		ink_puts(&a, " peripheries=2");
	}
	pen_node(p, id, b, guard ? "guard" : s == PG_COMMITTED ? "commit" : palette_states[s].word, FONT_SANS, 10.5, "\\n", a.text, class);
	ink_free(&a);
}

static void draw_focus(struct pen *p)
{
	const struct frame *f = p->f;
	double dx;
	char text[48];
	bool g[SIDES];

	if (!f->has_focus || f->focus < f->lens_first || f->focus >= f->lens_first + LENS)
		return;
	dx = (double)(f->focus - f->lens_first) * LENS_PITCH;
	pen_node(p, "fault_halo", box_moved(G_HALO, dx, 0), "", FONT_SANS, 11, "\\n", " color=\"#FFFFFF\" penwidth=6", "halo");
	pen_node(p, "fault_ring", box_moved(G_RING, dx, 0), "", FONT_SANS, 11, "\\n", " color=\"" ACCENT "\" penwidth=3", "ring");
	snprintf(text, sizeof text, "%s %" PRIu64, f->focus_word, f->focus);
	if (dot_width(text, FONT_BOLD, 10) > G_FLAG.w - 2)
		snprintf(text, sizeof text, "%.1s %" PRIu64, f->focus_word, f->focus);
	pen_bold(p, "fault_flag", box_moved(G_FLAG, dx, 0), text, "point-size=\"10\" color=\"#FFFFFF\"", FONT_BOLD, 10,
	         " fillcolor=\"" ACCENT "\" color=\"" ACCENT "\" style=\"filled\"", "flag");
	for (int i = 0; f->verdict == FV_DIVERGE && i < LENS; i++) {
		enum page_state a = page_state(f, 0, f->lens_first + (uint64_t)i, &g[0]), b = page_state(f, 1, f->lens_first + (uint64_t)i, &g[1]);
		char id[32];

		if (a == b && g[0] == g[1])
			continue;
		if ((uint64_t)i == f->focus - f->lens_first)
			snprintf(id, sizeof id, "div_page");
		else
			snprintf(id, sizeof id, "div_page_%d", i);
		pen_tape(p, id, box_moved(G_DIV_PAGE, i * LENS_PITCH, 0), 9, " penwidth=0.5 style=\"striped\"", "divmark");
	}
}

static void panel_space(struct pen *p)
{
	pen_panel(p, "panel_space", G_SPACE);
	pen_heading(p, "title_space", G_SPACE_T, p->f->space, 11, "ptitle");
	for (int side = 0; side < SIDES; side++) {
		pen_tag(p, side ? "tag_ov_sim" : "tag_ov_real", box_moved(G_OV_TAG, 0, side * OV_PITCH), side, "10");
		draw_lane(p, side);
	}
	draw_mark(p);
	if (p->f->place >= 0)
		draw_lens_window(p);
	draw_page_numbers(p);
	for (int side = 0; side < SIDES; side++) {
		pen_tag(p, side ? "tag_ln_sim" : "tag_ln_real", box_moved(G_LN_TAG, 0, side * PG_PITCH), side, "11");
		for (int i = 0; i < LENS; i++)
			draw_page(p, side, i);
	}
	draw_focus(p);
}

/* ---- exception path ---- */

static void pen_tooltip(struct ink *a, const char *text)
{
	ink_puts(a, " tooltip=\"");
	dot_escape_plain(a, text);
	ink_puts(a, "\"");
}

static void draw_hop(struct pen *p, int n)
{
	const struct hop *h = &p->f->hop[n];
	char id[32], font[64];
	struct ink a = { 0 };
	double dx = n * HOP_PITCH;

	snprintf(id, sizeof id, "path_%d", n);
	ink_puts(&a, h->reached ? " fillcolor=\"#FFFFFF\" penwidth=2 style=\"filled\"" : " fillcolor=\"#F4F4F4\" color=\"#888888\" style=\"filled,dashed\"");
	if (strlen(h->text) > 2)
		pen_tooltip(&a, h->text);
	pen_node(p, id, box_moved(G_HOP, dx, 0), "", FONT_SANS, 11, "\\n", a.text, h->reached ? "hop done" : "hop pend");
	ink_free(&a);
	snprintf(id, sizeof id, "path_h%d", n);
	snprintf(font, sizeof font, "point-size=\"11.5\" color=\"%s\"", h->reached ? BLACK : GREY_TXT);
	pen_bold(p, id, box_moved(G_HOP_H, dx, 0), h->head, font, FONT_BOLD, 11.5, " shape=plaintext", "hophead");
	snprintf(id, sizeof id, "path_t%d", n);
	pen_note(p, id, box_moved(G_HOP_T, dx, 0), h->text, 10.5, "\\n",
	         h->reached ? " fontsize=10.5 fontcolor=\"#000000\" shape=plaintext" : " fontsize=10.5 fontcolor=\"#666666\" shape=plaintext");
}

static void draw_exit(struct pen *p, int n)
{
	const struct frame *f = p->f;
	bool taken = f->exit[0] == n || f->exit[1] == n, bad = taken && n == 1 && f->exit_failed;
	const char *id = n ? "exit_handler" : "exit_retry";
	struct box b = box_moved(G_EXIT, 0, n * EXIT_PITCH);

	pen_open(p, id, b);
	ink_printf(p->out, " label=<<font point-size=\"11\" color=\"%s\">%s", taken ? BLACK : GREY_TXT, taken ? "<b>" : "");
	ink_clear(&p->label);
	dot_fit(&p->label, f->exit_text[n], FONT_BOLD, 11, b.w - 6);
	dot_escape_label(p->out, p->label.text);
	ink_printf(p->out, "%s</font>>", taken ? "</b>" : "");
	pen_close(p, bad ? " fillcolor=\"#FFE3CF\" color=\"#B84A00\" penwidth=3.5 style=\"filled,rounded\"" :
	          taken ? " fillcolor=\"#FFFFFF\" penwidth=2 style=\"filled,rounded\"" :
	          " fillcolor=\"#F4F4F4\" color=\"#888888\" style=\"filled,rounded,dashed\"", taken ? "exit done" : "exit pend", id);
}

static const char *arrow_attributes(int side, bool reached)
{
	if (!reached)
		return " color=\"#AAAAAA\" penwidth=1 style=dashed arrowsize=0.9";
	return side == SIDE_REAL ? " penwidth=2.6 arrowsize=0.9" : " arrowsize=0.9";
}

static void draw_arrows(struct pen *p, int n)
{
	const struct frame *f = p->f;
	char from[32], to[32], id[32], class[32];
	double x = G_HOP.x + G_HOP.w + n * HOP_PITCH;

	snprintf(from, sizeof from, "path_%d", n);
	snprintf(to, sizeof to, "path_%d", n + 1);
	for (int side = 0; side < SIDES; side++) {
		double y = side == SIDE_REAL ? 259 : 277;
		bool reached = f->reached[side] > n + 1;

		if (f->reached[side] < 0)
			continue;
		snprintf(id, sizeof id, "arr_%s_%d", side ? "sim" : "real", n);
		snprintf(class, sizeof class, "go %s%s", side ? "sim" : "real", reached ? "" : " pending");
		pen_edge(p, from, to, id, class, straight(x, y, G_HOP.x + (n + 1) * HOP_PITCH, y), 9, side ? " arrowhead=empty" : "", arrow_attributes(side, reached));
	}
}

static void draw_exit_arrows(struct pen *p)
{
	const struct frame *f = p->f;
	double x = G_HOP.x + G_HOP.w + 4 * HOP_PITCH;

	for (int side = 0; side < SIDES; side++) {
		double from = side == SIDE_REAL ? 260 : 272;
		double to = (f->exit[side] == 0 ? 243.2 : 274.7) + side * 12;

		if (f->exit[side] < 0 || f->reached[side] < HOPS)
			continue;
		pen_edge(p, "path_4", f->exit[side] ? "exit_handler" : "exit_retry", side ? "arr_sim_4" : "arr_real_4", side ? "go sim" : "go real",
		         straight(x, from, G_EXIT.x, to), 9, side ? " arrowhead=empty" : "", arrow_attributes(side, true));
	}
}

static void draw_loop(struct pen *p)
{
	bool taken = p->f->exit[0] == 0 || p->f->exit[1] == 0;
	struct route w = { { 875.5, 875.5, 82.5, 82.5 }, { 235, 228, 228, 235 }, 4 };

	pen_edge(p, "exit_retry", "path_0", "loop", taken ? "loop" : "loop pending", w, 5, "",
	         taken ? " penwidth=2 arrowsize=0.5" : " color=\"#BBBBBB\" penwidth=1 style=dashed arrowsize=0.5");
}

static void panel_path(struct pen *p)
{
	const struct frame *f = p->f;
	char title[64], id[32];

	pen_panel(p, "panel_path", G_PATH);
	snprintf(title, sizeof title, "%s   ", f->path_title);
	pen_heading(p, "title_path", G_PATH_T, title, 11, "ptitle");
	pen_tag(p, "key_real", G_KEY_REAL, SIDE_REAL, "9.5");
	pen_tag(p, "key_sim", G_KEY_SIM, SIDE_SIM, "9.5");
	pen_note(p, "key_real_t", G_KEY_REAL_T, "solid arrow", 10.5, "\\l", " fontsize=10.5 shape=plaintext");
	pen_note(p, "key_sim_t", G_KEY_SIM_T, "hollow arrow", 10.5, "\\l", " fontsize=10.5 shape=plaintext");
	for (int n = 0; n < HOPS; n++)
		draw_hop(p, n);
	draw_exit(p, 0);
	draw_exit(p, 1);
	for (int n = 0; n < HOPS - 1; n++)
		draw_arrows(p, n);
	draw_loop(p);
	draw_exit_arrows(p);
	for (int n = 0; f->verdict == FV_DIVERGE && n < HOPS; n++) {
		if (!f->hop[n].differs)
			continue;
		snprintf(id, sizeof id, "div_hop_t%d", n);
		pen_tape(p, id, box_moved(G_HOP_DIV_T, n * HOP_PITCH, 0), 5, " style=\"striped\"", "divmark");
		snprintf(id, sizeof id, "div_hop%d", n);
		pen_not_equal(p, id, box_moved(G_HOP_DIV, n * HOP_PITCH, 0), "divmark");
	}
}

/* ---- page walk ---- */

static void draw_va(struct pen *p, int n)
{
	static const char *const bits[] = { "bits 47:39", "bits 38:30", "bits 29:21", "bits 20:12", "bits 11:0" };
	static const char *const names[] = { "PML4", "PDPT", "PD", "PT" };
	const struct frame *f = p->f;
	char id[32], text[64];

	snprintf(id, sizeof id, "va_%d", n);
	if (!f->has_walk)
		snprintf(text, sizeof text, "%s\n-", bits[n]);
	else if (n == 4)
		snprintf(text, sizeof text, "%s\noffset %03" PRIX64, bits[n], f->walk_of & 0xfff);
	else
		snprintf(text, sizeof text, "%s\n%s[%" PRIu64 "]", bits[n], names[n], f->walk_of >> (39 - 9 * n) & 511);
	pen_node(p, id, box_moved(G_VA, n * VA_PITCH, 0), text, FONT_SANS, 11, "\\n", " fillcolor=\"#F4F4F4\" style=\"filled\"", "va");
}

static void draw_entry(struct pen *p, int n)
{
	static const char *const what[] = { "the page map (PML4)", "the pointer table (PDPT)", "the directory (PD)", "the page table (PT)" };
	const struct walk_entry *e = &p->f->entry[n];
	struct ink a = { 0 };
	char id[32], why[160];

	snprintf(id, sizeof id, "ent_%d", n);
	if (!e->reached)
		ink_puts(&a, " fillcolor=\"#F4F4F4\" color=\"#888888\" style=\"filled,dashed\" fontcolor=\"#666666\"");
	else if (e->changed)
		ink_printf(&a, " fillcolor=\"#FFE3CF\" color=\"#B84A00\" penwidth=3 style=\"%s\"", e->present ? "filled" : "filled,dashed");
	else
		ink_printf(&a, " fillcolor=\"#FFFFFF\" penwidth=1.2 style=\"%s\"", e->present ? "filled" : "filled,dashed");
	ink_puts(&a, " fontname=\"" MONO "\"");
	if (e->reached) {
		snprintf(why, sizeof why, "Entry %" PRIu32 " of %s %s", e->index, what[n], e->present ? "points to the next table or to the frame." :
		         "is not present: the walk stops here and the CPU raises a page fault.");
		pen_tooltip(&a, why);
	}
	pen_node(p, id, box_moved(G_ENT, n * VA_PITCH, 0), e->text, FONT_MONO, 11, "\\n", a.text,
	         !e->reached ? "entry ask" : e->changed ? "entry chg" : e->present ? "entry" : "entry bad");
	ink_free(&a);
}

static void draw_walk_edge(struct pen *p, int n)
{
	const struct frame *f = p->f;
	char from[32], to[32], id[32];
	double x = G_ENT.x + G_ENT.w + n * VA_PITCH, y = G_ENT.y + G_ENT.h / 2;
	bool on = f->entry[n].reached && f->entry[n].present;

	snprintf(from, sizeof from, "ent_%d", n);
	snprintf(to, sizeof to, n == WALK_LEVELS - 1 ? "frame_box" : "ent_%d", n + 1);
	snprintf(id, sizeof id, "w_e%d", n);
	pen_edge(p, from, to, id, on ? "walk" : "walk miss", straight(x, y, x + 16, y), on ? 7 : 0, "",
	         on ? " penwidth=2" : " color=\"#888888\" penwidth=1 style=dashed arrowhead=none");
}

static void draw_level(struct pen *p, int n)
{
	static const char *const names[] = { "PML4", "PDPT", "PD", "PT" };
	char id[32], from[32], to[32];
	double dx = n * VA_PITCH;

	snprintf(id, sizeof id, "tb_n%d", n);
	pen_node(p, id, box_moved(G_TB_NAME, dx, 0), names[n], FONT_SANS, 10.5, "\\n", " fontsize=10.5 shape=plaintext", "tbname");
	snprintf(id, sizeof id, "tb_s%d_0", n);
	pen_node(p, id, box_moved(G_STUB_0, dx, 0), "", FONT_SANS, 11, "\\n", " fillcolor=\"#E6E6E6\" color=\"#999999\" style=\"filled\"", "stub");
	snprintf(id, sizeof id, "tb_s%d_1", n);
	pen_node(p, id, box_moved(G_STUB_1, dx, 0), "", FONT_SANS, 11, "\\n", " fillcolor=\"#E6E6E6\" color=\"#999999\" style=\"filled\"", "stub");
	draw_entry(p, n);
	snprintf(id, sizeof id, "va_e%d", n);
	snprintf(from, sizeof from, "va_%d", n);
	snprintf(to, sizeof to, "ent_%d", n);
	pen_edge(p, from, to, id, "index", straight(36 + dx, 356, 36 + dx, 390), 5, "", " color=\"#888888\" penwidth=1 arrowsize=0.5");
	if (n < WALK_LEVELS - 1)
		draw_walk_edge(p, n);
}

static void draw_frame_box(struct pen *p)
{
	const struct frame *f = p->f;
	bool there = f->has_walk && f->miss < 0;
	char id[32];

	pen_node(p, "tb_n4", box_moved(G_TB_NAME, 4 * VA_PITCH, 0), "FRAME", FONT_SANS, 10.5, "\\n", " fontsize=10.5 shape=plaintext", "txt");
	if (there)
		pen_node(p, "frame_box", G_FRAME, f->frame_text, FONT_MONO, 10.5, "\\n", " fillcolor=\"#0072B2\" style=\"filled\" fontname=\"" MONO
		         "\" fontsize=10.5 fontcolor=\"#FFFFFF\"", f->frame_new ? "frame ok chg" : "frame ok");
	else
		pen_node(p, "frame_box", G_FRAME, f->frame_text, FONT_MONO, 10.5, "\\n", " fillcolor=\"#FFFFFF\" color=\"#888888\" style=\"filled,dashed\" fontname=\""
		         MONO "\" fontsize=10.5 fontcolor=\"#444444\"", "frame");
	if (f->frame_new)
		pen_node(p, "frame_ring", G_FRAME_RING, "", FONT_SANS, 11, "\\n", " color=\"" ACCENT "\" penwidth=2.5", "ring changed");
	draw_walk_edge(p, WALK_LEVELS - 1);
	if (!f->has_walk || f->miss < 0)
		return;
	if (f->miss == WALK_LEVELS - 1)
		snprintf(id, sizeof id, "w_miss");
	else
		snprintf(id, sizeof id, "w_miss%d", f->miss);
	pen_bold(p, id, box_moved(G_MISS, f->miss * VA_PITCH, 0), "\u2717", "color=\"#FFFFFF\" point-size=\"11\"", FONT_BOLD, 11,
	         " fillcolor=\"" ACCENT "\" color=\"" ACCENT "\" style=\"filled\" shape=circle", "miss");
}

const char *walk_bit_meaning(int column)
{
	static const char *const why[BIT_COLUMNS] = {
		"NX: instructions may not be fetched from the page.", "The number of the physical page (page frame).",
		"G: the translation is kept when the address space changes.", "D: the page has been written since it was mapped.",
		"A: the page has been accessed since it was mapped.", "U/S: user mode may use the page.",
		"R/W: the page may be written.", "P: the entry is valid; if it is 0, every access is a page fault.",
		"The entry's 64 bits; while P is 0, the hardware ignores the rest and the kernel keeps its own note there."
	};

	return why[column];
}

static void draw_bit(struct pen *p, int r, int c)
{
	const struct bit *bit = &p->f->bits[r][c];
	struct box b = { bit_columns[c].x, G_BIT_ROW.y + r * BIT_PITCH, bit_columns[c].w, G_BIT_ROW.h };
	struct ink a = { 0 };
	char id[32];

	snprintf(id, sizeof id, "bit_%d_%d", r, c);
	if (bit->mark == MK_CHANGED) {
		ink_puts(&a, c == 8 ? " fillcolor=\"#FFE3CF\" color=\"#B84A00\" penwidth=2 style=\"filled\"" :
		         " fillcolor=\"#000000\" color=\"#B84A00\" penwidth=2 style=\"filled\"");
		pen_tooltip(&a, walk_bit_meaning(c));
		pen_bold(p, id, b, bit->text, c == 8 ? "face=\"" MONO "\" point-size=\"10.5\" color=\"#000000\"" :
		         "face=\"" MONO "\" point-size=\"10.5\" color=\"#FFFFFF\"", FONT_MONO, 10.5, a.text, "bit chg");
		ink_free(&a);
		return;
	}
	if (bit->mark == MK_PLAIN)
		ink_puts(&a, " fontname=\"" MONO "\" fontsize=10.5");
	else
		ink_puts(&a, " fillcolor=\"#F4F4F4\" color=\"#888888\" style=\"filled,dashed\" fontcolor=\"#666666\"");
	pen_tooltip(&a, walk_bit_meaning(c));
	pen_node(p, id, b, bit->text ? bit->text : "-", FONT_MONO, bit->mark == MK_PLAIN ? 10.5 : 11, "\\n", a.text, bit->mark == MK_PLAIN ? "bit" : "bit ask");
	ink_free(&a);
}

static void draw_bits(struct pen *p)
{
	char id[32];

	for (int c = 0; c < BIT_COLUMNS; c++) {
		struct box b = { bit_columns[c].x, 423, bit_columns[c].w, 13 };

		snprintf(id, sizeof id, "bh_%d", c + 1);
		pen_node(p, id, b, bit_columns[c].head, FONT_SANS, 10, "\\n", " fontsize=10 fontcolor=\"" HEAD_TXT "\" shape=plaintext", "bithead");
	}
	for (int r = 0; r < BIT_ROWS; r++) {
		snprintf(id, sizeof id, "br_%d", r);
		pen_note(p, id, box_moved(G_BIT_ROW, 0, r * BIT_PITCH), p->f->bit_row[r], 10.5, "\\l", " fontsize=10.5 shape=plaintext");
		for (int c = 0; c < BIT_COLUMNS; c++)
			draw_bit(p, r, c);
	}
}

static void draw_vad(struct pen *p)
{
	struct ink a = { 0 };

	ink_puts(&a, p->f->vad_changed ? " fillcolor=\"#FFFFFF\" color=\"#B84A00\" penwidth=2.5 style=\"filled\"" : " fillcolor=\"#FFFFFF\" style=\"filled\"");
	ink_puts(&a, " fontname=\"" MONO "\" fontsize=10.5");
	pen_tooltip(&a, "The virtual address descriptor: what the kernel knows of the range that holds this page.");
	pen_node(p, "vad", G_VAD, p->f->vad, FONT_MONO, 10.5, "\\n", a.text, "vad");
	ink_free(&a);
}

static void panel_walk(struct pen *p)
{
	pen_panel(p, "panel_walk", G_WALK);
	pen_heading(p, "title_walk", G_WALK_T, p->f->walk_title, 11, "ptitle");
	pen_tag(p, "tag_walk", G_WALK_TAG, SIDE_SIM, "9.5");
	pen_note(p, "walk_only", G_WALK_ONLY, "only: kernel data", 10.5, "\\l", " fontsize=10.5 fontcolor=\"#444444\" shape=plaintext");
	for (int n = 0; n <= WALK_LEVELS; n++)
		draw_va(p, n);
	for (int n = 0; n < WALK_LEVELS; n++)
		draw_level(p, n);
	draw_frame_box(p);
	draw_bits(p);
	draw_vad(p);
}

/* ---- frame lists, where the step has no walk ---- */

/* From left to right as a page leaves memory; the page file under the two lists that face it. */
static const enum frame_list flow[] = { FL_ACTIVE, FL_MODIFIED, FL_STANDBY, FL_FREE, FL_ZEROED };
#define FLOW ((int)(sizeof flow / sizeof flow[0]))

static void draw_list(struct pen *p, const char *id, struct box b, const struct list_box *list)
{
	char text[96], name[32];
	const char *attributes = list->changed ? " fillcolor=\"" TINT "\" color=\"" ACCENT "\" penwidth=2.5 style=\"filled,rounded\" fontsize=11.5" :
	                                         " fillcolor=\"#FFFFFF\" style=\"filled,rounded\" fontsize=11.5";

	snprintf(text, sizeof text, "%s\n%s", list->name, list->count);
	pen_node(p, id, b, text, FONT_SANS, 11.5, "\\n", attributes, list->changed ? "list chg" : "list");
	snprintf(name, sizeof name, "%s_came", id);
	b.y += b.h + 1;
	b.h = 26;
	b.x -= 7;
	b.w += 14;
	if (strcmp(id, "fl_file") != 0)
		pen_note(p, name, b, list->came, 10.5, "\\n", " fontsize=10.5 fontcolor=\"#333333\" shape=plaintext");
}

static void list_edge(struct pen *p, const char *from, const char *to, const char *id, struct route w)
{
	pen_edge(p, from, to, id, "flow sim", w, 7, "", " penwidth=1.4 arrowhead=empty");
}

static void panel_lists(struct pen *p)
{
	const struct frame *f = p->f;
	double x = G_FL.x, y = G_FL.y + G_FL.h / 2;
	char id[32], to[32];

	pen_panel(p, "panel_walk", G_WALK);
	pen_heading(p, "title_walk", G_WALK_T, "FRAME LISTS AND PAGE FILE", 11, "ptitle");
	pen_tag(p, "tag_walk", G_WALK_TAG, SIDE_SIM, "9.5");
	pen_note(p, "walk_only", G_WALK_ONLY, "only: kernel data", 10.5, "\\l", " fontsize=10.5 fontcolor=\"#444444\" shape=plaintext");
	for (int n = 0; n < FLOW; n++) {
		snprintf(id, sizeof id, "fl_%d", n);
		draw_list(p, id, box_moved(G_FL, n * VA_PITCH, 0), &f->list[flow[n]]);
	}
	draw_list(p, "fl_file", G_FL_FILE, &f->list[FL_PAGE_FILE]);
	for (int n = 0; n + 1 < FLOW; n++) {
		snprintf(id, sizeof id, "fl_%d", n);
		snprintf(to, sizeof to, "fl_%d", n + 1);
		x = G_FL.x + G_FL.w + n * VA_PITCH;
		list_edge(p, id, to, n == 0 ? "fl_e0" : n == 1 ? "fl_e1" : n == 2 ? "fl_e2" : "fl_e3", straight(x, y, x + VA_PITCH - G_FL.w, y));
	}
	for (int n = 0; n < LIST_LINES; n++) {
		snprintf(id, sizeof id, "fl_line_%d", n);
		pen_note(p, id, box_moved(G_FL_LINE, 0, n * 14), f->list_line[n], 10.5, "\\l",
		         " fontname=\"" MONO "\" fontsize=10.5 shape=plaintext");
	}
	pen_note(p, "fl_rest", G_FL_REST, f->list_rest, 10.5, "\\r", " fontsize=10.5 fontcolor=\"#444444\" shape=plaintext");
}

/* ---- side by side ---- */

static void draw_value(struct pen *p, int n, int side)
{
	const struct ledger_row *l = &p->f->ledger[n];
	const char *round = side ? ",rounded" : "", *extra = "";
	struct box b = side ? G_LG_S : G_LG_R;
	struct ink a = { 0 };
	char id[32], class[32];

	b.y = LG_TOP + n * LG_PITCH;
	switch (l->mark[side]) {
	case MK_PLAIN:
		ink_printf(&a, " fillcolor=\"#FFFFFF\" color=\"#BBBBBB\" style=\"filled%s\" fontname=\"" MONO "\"", round);
		break;
	case MK_CHANGED:
		ink_printf(&a, " fillcolor=\"#FFFFFF\" color=\"#B84A00\" penwidth=2 style=\"filled%s\" fontname=\"" MONO "\"", round);
		extra = " delta";
		break;
	case MK_DIFFERS:
		ink_printf(&a, " fillcolor=\"#FFFFFF\" penwidth=2.5 style=\"filled%s\" fontname=\"" MONO "\"", round);
		extra = " diff";
		break;
	case MK_ASK:
	case MK_NONE:
		ink_printf(&a, " fillcolor=\"#F4F4F4\" color=\"#BBBBBB\" style=\"filled%s,dashed\" fontname=\"" MONO "\" fontcolor=\"#666666\"", round);
		break;
	case MK_SILENT:
		ink_puts(&a, " fillcolor=\"#FFFFFF\" color=\"#BBBBBB\" style=\"filled,dotted\" fontname=\"" MONO "\" fontcolor=\"#666666\"");
		break;
	}
	snprintf(id, sizeof id, "lg_%d_%c", n, side ? 's' : 'r');
	snprintf(class, sizeof class, "val %s%s", side ? "sim" : "real", extra);
	pen_node(p, id, b, l->value[side], FONT_MONO, 11, "\\n", a.text, class);
	ink_free(&a);
}

static void draw_same(struct pen *p, int n)
{
	static const char *const signs[] = { [SAME_BLANK] = "", [SAME_YES] = "=", [SAME_NA] = "n/a" };
	enum same s = p->f->ledger[n].same;
	struct box b = G_LG_V, inner = G_LG_NE;
	char id[32];

	b.y = LG_TOP + n * LG_PITCH;
	inner.y = b.y + 1;
	if (s == SAME_NO) {
		snprintf(id, sizeof id, "lg_%d_t", n);
		pen_tape(p, id, b, 9, " style=\"striped\"", "divmark");
		snprintf(id, sizeof id, "lg_%d_v", n);
		pen_not_equal(p, id, inner, "same no");
		return;
	}
	snprintf(id, sizeof id, "lg_%d_v", n);
	pen_node(p, id, b, signs[s], FONT_SANS, s == SAME_YES ? 13 : 10, "\\n", s == SAME_YES ? " fontsize=13 fontcolor=\"#000000\" shape=plaintext" :
	         " fontsize=10 fontcolor=\"#666666\" shape=plaintext", "same yes");
}

static void panel_ledger(struct pen *p)
{
	char id[32];

	pen_panel(p, "panel_ledger", G_LEDGER);
	pen_heading(p, "title_ledger", G_LEDGER_T, "SIDE BY SIDE", 11, "ptitle");
	pen_note(p, "lg_h0", (struct box){ G_LG_F.x, 324, G_LG_F.w, 16 }, "this step", 10.5, "\\l", " fontsize=10.5 fontcolor=\"" HEAD_TXT "\" shape=plaintext");
	pen_tag(p, "lg_h1", (struct box){ G_LG_R.x, 324, G_LG_R.w, 16 }, SIDE_REAL, "11");
	pen_tag(p, "lg_h2", (struct box){ G_LG_S.x, 324, G_LG_S.w, 16 }, SIDE_SIM, "11");
	pen_note(p, "lg_h3", (struct box){ G_LG_V.x, 324, G_LG_V.w, 16 }, "same?", 10, "\\n", " fontsize=10 shape=plaintext");
	for (int n = 0; n < LEDGER_ROWS; n++) {
		struct box b = G_LG_F;
		struct ink a = { 0 };

		b.y = LG_TOP + n * LG_PITCH;
		snprintf(id, sizeof id, "lg_%d_f", n);
		ink_puts(&a, " fontsize=11.5 shape=plaintext");
		pen_tooltip(&a, p->f->ledger[n].why);
		pen_note(p, id, b, p->f->ledger[n].fact, 11.5, "\\l", a.text);
		ink_free(&a);
		draw_value(p, n, 0);
		draw_value(p, n, 1);
		draw_same(p, n);
	}
}

/* ---- legend line ---- */

static void draw_legend(struct pen *p)
{
	static const struct { const char *id, *class; enum page_state s; double x, w; } keys[] = {
		{ "key_free", "key st_free", PG_FREE, 16, 56 }, { "key_resv", "key st_resv", PG_RESERVED, 78, 66 },
		{ "key_comm", "key st_comm", PG_COMMITTED, 150, 72 }, { "key_resd", "key st_resd", PG_RESIDENT, 228, 62 }
	};
	char foot[96];

	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
		struct ink a = { 0 };

		pen_state(&a, keys[i].s, "10.5");
		pen_node(p, keys[i].id, (struct box){ keys[i].x, 515, keys[i].w, 17 }, palette_states[keys[i].s].word, FONT_SANS, 10.5, "\\n", a.text, keys[i].class);
		ink_free(&a);
	}
	pen_node(p, "key_chg", (struct box){ 300, 515, 84, 17 }, "\u0394 changed", FONT_SANS, 10, "\\n",
	         " fillcolor=\"#FFE3CF\" color=\"#B84A00\" penwidth=3 style=\"filled\" fontsize=10", "key chg");
	pen_node(p, "key_pend", (struct box){ 394, 515, 84, 17 }, "not yet / ?", FONT_SANS, 10, "\\n",
	         " fillcolor=\"#F4F4F4\" color=\"#888888\" style=\"filled,dashed\" fontsize=10 fontcolor=\"#666666\"", "key ask");
	pen_tape(p, "key_div_t", (struct box){ 486, 515, 122, 17 }, 19, " style=\"striped\"", "key divmark");
	pen_node(p, "key_div", (struct box){ 498, 516.5, 98, 14 }, "\u2260 divergence", FONT_SANS, 10, "\\n",
	         " fillcolor=\"#FFFFFF\" style=\"filled\" fontsize=10", "key");
	snprintf(foot, sizeof foot, "FaultLab  %s", p->f->name);
	pen_note(p, "foot", G_FOOT, foot, 10, "\\r", " fontsize=10 fontcolor=\"" HEAD_TXT "\" shape=plaintext");
}

void picture_write(struct ink *i, const struct frame *f)
{
	struct pen p = { .out = i, .f = f };

	ink_puts(i, "digraph \"");
	dot_escape_plain(i, f->graph);
	ink_puts(i, "\" {\n"
	         "  graph [layout=nop2 pad=0 margin=0 bb=\"0,0,960,540\" outputorder=nodesfirst splines=true bgcolor=\"#FFFFFF\" id=\"frame\"];\n"
	         "  node [shape=box fixedsize=true margin=\"0.04,0\" fontname=\"DejaVu Sans,Verdana,sans-serif\" fontsize=11 penwidth=1];\n"
	         "  edge [penwidth=1.4 arrowsize=0.7];\n");
	draw_header(&p);
	panel_space(&p);
	panel_path(&p);
	if (f->has_lists)
		panel_lists(&p);
	else
		panel_walk(&p);
	panel_ledger(&p);
	draw_legend(&p);
	if (f->verdict == FV_DIVERGE) {
		pen_tape(&p, "tape_top", G_TAPE_TOP, 49, " penwidth=0.5 style=\"striped\"", "divmark");
		pen_tape(&p, "tape_bot", G_TAPE_BOT, 49, " penwidth=0.5 style=\"striped\"", "divmark");
	}
	ink_puts(i, "}\n");
	ink_free(&p.label);
}
