/* overview.c - see overview.h. */
#include "viz/book/overview.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "viz/draw/dot.h"
#include "viz/model/model_parts.h"
#include "viz/draw/palette.h"

/* ---- the one table of places: points from the top left ---- */

enum {
	TIME_X = 104, TIME_W = 540,             /* the scale that timeline and plots share */
	LANE_TOP = 92, LANE_H = 26, LANE_TICK = 10,
	PLOT_TOP = 254, PLOT_PITCH = 138, PLOT_H = 92,
	LEFT_W = 644,                           /* of the panels over that scale */
	SIDE_X = 668, SIDE_W = 276, COLUMN_REAL = 884, COLUMN_SIM = 930,
	KIND_TOP = 94, KIND_PITCH = 15, KIND_ROWS = 16,
	LOOK_TOP = 382, LOOK_PITCH = 15, LOOK_ROWS = 9,
	LANES = 5
};

#define LINK "#0072B2"

struct page {
	struct ink *out;
	const struct model *m;
	const struct comparison *c;
};

/* ---- drawing ---- */

static void words(struct page *p, double x, double y, double size, const char *attributes, const char *text, double width)
{
	struct ink fitted = { 0 };

	dot_fit(&fitted, text, strstr(attributes, "bold") ? FONT_BOLD : FONT_SANS, size, width);
	ink_printf(p->out, "<text x=\"%g\" y=\"%g\" font-size=\"%g\"%s>", x, y, size, attributes);
	dot_escape_html(p->out, fitted.text ? fitted.text : "");
	ink_puts(p->out, "</text>\n");
	ink_free(&fitted);
}

static void panel(struct page *p, double x, double y, double w, double h, const char *title)
{
	ink_printf(p->out, "<rect x=\"%g\" y=\"%g\" width=\"%g\" height=\"%g\" fill=\"none\" stroke=\"" PANEL_LN "\"/>\n", x, y, w, h);
	words(p, x + 6, y + 14, 11, " font-weight=\"bold\"", title, w - 12);
}

static void tag(struct page *p, double x, double y, int side)
{
	ink_printf(p->out, "<rect x=\"%g\" y=\"%g\" width=\"42\" height=\"14\"%s stroke=\"" BLACK "\" fill=\"%s\"/>\n", x, y,
	           side == SIDE_SIM ? " rx=\"5\"" : "", side == SIDE_SIM ? WHITE : BLACK);
	words(p, x + 21, y + 10.8, 10, side == SIDE_SIM ? " text-anchor=\"middle\" font-weight=\"bold\"" :
	      " text-anchor=\"middle\" font-weight=\"bold\" fill=\"" WHITE "\"", side == SIDE_SIM ? "SIM" : "REAL", 40);
}

static double place_of(const struct page *p, size_t row)
{
	return TIME_X + (double)row * TIME_W / (double)p->c->rows;
}

/* ---- header ---- */

static enum frame_verdict verdict_of(const struct page *p)
{
	if (!p->c->trace[SIDE_REAL] || !p->c->trace[SIDE_SIM])
		return p->c->trace[SIDE_REAL] ? FV_REAL_ALONE : FV_SIM_ALONE;
	return p->c->first < p->c->rows ? FV_DIVERGE : FV_AGREE;
}

static void draw_header(struct page *p)
{
	static const char *const plates[] = { [FV_AGREE] = "= REAL and SIM agree", [FV_DIVERGE] = "\u2260 REAL and SIM DIVERGE",
		[FV_REAL_ALONE] = "REAL only: nothing to compare", [FV_SIM_ALONE] = "SIM only: nothing to compare" };
	enum frame_verdict v = verdict_of(p);
	struct ink say = { 0 };

	ink_printf(&say, "The whole run of %s", p->m->any->lab);
	words(p, 16, 29, 20, " font-weight=\"bold\"", say.text ? say.text : "", 620);
	ink_clear(&say);
	compare_say_result(&say, p->c);
	words(p, 16, 51, 13, "", say.text ? say.text : "", 928);
	ink_free(&say);
	if (v == FV_DIVERGE)
		ink_puts(p->out, "<path class=\"tape\" d=\"M660 22.5H944\" stroke=\"" YELLOW "\" stroke-width=\"31\"/>"
		         "<path class=\"tape\" d=\"M660 22.5H944\" stroke=\"" BLACK "\" stroke-width=\"31\" stroke-dasharray=\"10\"/>\n");
	ink_printf(p->out, "<rect x=\"684\" y=\"11\" width=\"236\" height=\"23\" rx=\"8\" fill=\"" WHITE "\" stroke=\"%s\" stroke-width=\"1.5\"%s/>\n",
	           v == FV_AGREE || v == FV_DIVERGE ? BLACK : PEND_LN, v == FV_AGREE || v == FV_DIVERGE ? "" : " stroke-dasharray=\"1,4\"");
	words(p, 802, 27, v == FV_AGREE || v == FV_DIVERGE ? 13 : 11, " text-anchor=\"middle\" font-weight=\"bold\"", plates[v], 230);
}

/* ---- timeline ---- */

static int lane_of(const struct event *e)
{
	switch (e->type) {
	case EV_CALL:
		return 0;
	case EV_FAULT:
		return 1;
	case EV_FILTER:
		return 2;
	case EV_HANDLER:
	case EV_FINALLY:
		return 3;
	case EV_OUTPUT:
	case EV_EXIT:
	case EV_UNHANDLED:
		return 4;
	}
	return 4;
}

/* Rows of this verdict, neighbours as one band from top to bottom of all that shares the scale. */
static void draw_bands(struct page *p, bool known)
{
	double end = -1;

	for (size_t i = 0; i < p->c->rows; i++) {
		size_t from = i;
		double x, w;

		while (i < p->c->rows && (known ? p->c->row[i].verdict == CMP_KNOWN : compare_differs(p->c->row[i].verdict)))
			i++;
		if (i == from || place_of(p, i) < end)
			continue;
		x = place_of(p, from);
		w = place_of(p, i) - x;
		if (w < 2)
			w = 2;
		end = x + w + 0.5;                       /* L1 */
		if (known) {
			ink_printf(p->out, "<path d=\"M%.4g 86v3\" stroke=\"" BLACK "\" stroke-width=\"%.4g\"/>\n", x + w / 2, w);
			ink_printf(p->out, "<rect x=\"%.4g\" y=\"89\" width=\"%.4g\" height=\"394\" fill=\"" PENDING "\"/>\n", x, w);
			continue;
		}
		ink_printf(p->out, "<rect x=\"%.4g\" y=\"89\" width=\"%.4g\" height=\"394\" fill=\"" YELLOW "\" opacity=\".45\"/>\n", x, w);
		ink_printf(p->out, "<path class=\"tape\" d=\"M%.4g 86.5h%.4g\" stroke=\"" YELLOW "\" stroke-width=\"5\"/>", x, w);
		ink_printf(p->out, "<path class=\"tape\" d=\"M%.4g 86.5h%.4g\" stroke=\"" BLACK "\" stroke-width=\"5\" stroke-dasharray=\"4\"/>\n", x, w);
	}
}

/* Ticks of one lane and side as one path; those that would fall on the same half point are one (L1). */
static void draw_ticks(struct page *p, int lane, int side)
{
	double width = (double)TIME_W / (double)p->c->rows * 0.7;
	int last = -1;

	width = width > 5 ? 5 : width < 0.8 ? 0.8 : width;
	ink_printf(p->out, "<path class=\"ticks\" fill=\"none\" stroke=\"%s\" stroke-width=\"%.3g\" d=\"", lane == 1 ? ACCENT : BLACK,
	           side == SIDE_SIM ? width * 0.55 : width);
	for (size_t i = 0; i < p->c->rows; i++) {
		const struct event *e = p->c->row[i].side[side];
		int half = (int)((place_of(p, i) + place_of(p, i + 1)) + 0.5);

		if (!e || lane_of(e) != lane || half == last)
			continue;
		last = half;
		ink_printf(p->out, "M%g %dv%d", half / 2.0, LANE_TOP + lane * LANE_H + 13, side == SIDE_SIM ? LANE_TICK : -LANE_TICK);
	}
	ink_puts(p->out, "\"/>\n");
}

static void draw_timeline(struct page *p)
{
	static const char *const names[LANES] = { "calls", "exceptions", "filters", "handlers", "output, end" };

	panel(p, 8, 58, LEFT_W, 172, "TIMELINE");
	if (p->c->trace[SIDE_REAL]) {
		tag(p, 104, 62, SIDE_REAL);
		words(p, 150, 73, 10.5, "", "above the line", 90);
	}
	if (p->c->trace[SIDE_SIM]) {
		tag(p, 240, 62, SIDE_SIM);
		words(p, 286, 73, 10.5, "", "below the line", 90);
	}
	words(p, 646, 73, 10.5, " text-anchor=\"end\" fill=\"" GREY_TXT "\"", "click to look at a step", 200);
	for (int lane = 0; lane < LANES; lane++) {
		ink_printf(p->out, "<path d=\"M%d %dh%d\" stroke=\"" PANEL_LN "\"/>\n", TIME_X, LANE_TOP + lane * LANE_H + 13, TIME_W);
		words(p, 98, LANE_TOP + lane * LANE_H + 17, 10.5, " text-anchor=\"end\"", names[lane], 86);
		for (int side = 0; side < SIDES; side++)
			draw_ticks(p, lane, side);
	}
}

/* ---- commit charge and working set ---- */

static int64_t peak_of(const struct page *p, enum counter which, int side, int64_t *end)
{
	int64_t peak = -1;

	*end = -1;
	for (size_t i = 0; i < p->c->rows; i++) {
		const struct event *e = p->c->row[i].side[side];

		if (!e || e->counter[which] < 0)
			continue;
		*end = e->counter[which];
		peak = *end > peak ? *end : peak;
	}
	return peak;
}

/* From the value `from` to `to` at one place, by way of what lay outside of both in between. */
static void draw_jump(struct page *p, double base, double scale, int64_t from, int64_t to, int64_t low, int64_t high)
{
	if (low < (from < to ? from : to))
		ink_printf(p->out, "V%.4g", base - (double)low * scale);
	if (high > (from > to ? from : to))
		ink_printf(p->out, "V%.4g", base - (double)high * scale);
	ink_printf(p->out, "V%.4g", base - (double)to * scale);
}

/* A line of steps. What happens within one point of the scale is one jump (L1). */
static void draw_line(struct page *p, enum counter which, int side, double base, double scale, bool area)
{
	int64_t from = 0, now = 0, low = 0, high = 0;
	double at = TIME_X;

	ink_printf(p->out, "M%d %.4g", TIME_X, base);
	for (size_t i = 0; i < p->c->rows; i++) {
		const struct event *e = p->c->row[i].side[side];

		if (!e || e->counter[which] < 0 || e->counter[which] == now)
			continue;
		if (place_of(p, i) - at >= 1) {
			if (now != from || low < now || high > now)
				draw_jump(p, base, scale, from, now, low, high);
			at = place_of(p, i);
			ink_printf(p->out, "H%.4g", at);
			from = low = high = now;
		}
		now = e->counter[which];
		low = now < low ? now : low;
		high = now > high ? now : high;
	}
	draw_jump(p, base, scale, from, now, low, high);
	ink_printf(p->out, "H%d", TIME_X + TIME_W);
	if (area)
		ink_printf(p->out, "V%.4gZ", base);
}

static void draw_plot(struct page *p, int n, enum counter which, const char *title, const char *fill, enum page_state state)
{
	int64_t peak[SIDES], end[SIDES], top = 1;
	double y = PLOT_TOP + n * PLOT_PITCH, base = y + PLOT_H, x = 166;
	char text[96];

	panel(p, 8, y - 20, LEFT_W, PLOT_PITCH - 4, title);
	for (int side = 0; side < SIDES; side++) {
		peak[side] = peak_of(p, which, side, &end[side]);
		top = peak[side] > top ? peak[side] : top;
	}
	for (int side = 0; side < SIDES; side++) {
		if (!p->c->trace[side])
			continue;
		tag(p, x, y - 17, side);
		if (peak[side] < 0)
			snprintf(text, sizeof text, "does not report it");
		else
			snprintf(text, sizeof text, "%s, at most %" PRId64 ", at the end %" PRId64, side == SIDE_SIM && peak[SIDE_REAL] >= 0 ? "thin line" : "area", peak[side], end[side]);
		words(p, x + 46, y - 6, 10.5, "", text, 196);
		x += 246;
	}
	snprintf(text, sizeof text, "%" PRId64, top);
	words(p, 98, y + 9, 10.5, " text-anchor=\"end\"", text, 60);
	words(p, 98, y + 22, 10.5, " text-anchor=\"end\" fill=\"" GREY_TXT "\"", "pages", 60);
	words(p, 98, base, 10.5, " text-anchor=\"end\"", "0", 60);
	ink_printf(p->out, "<path d=\"M%d %.4gh%dM%d %.4gh%d\" stroke=\"" PANEL_LN "\"/>\n", TIME_X, y, TIME_W, TIME_X, base, TIME_W);
	for (int side = 0; side < SIDES; side++) {
		bool area = side == SIDE_REAL || peak[SIDE_REAL] < 0;

		if (peak[side] < 0)
			continue;
		if (area) {
			ink_printf(p->out, "<path fill=\"%s\" d=\"", fill);
			draw_line(p, which, side, base, (PLOT_H - 1) / (double)top, true);
			ink_puts(p->out, "\"/>\n");
		}
		ink_printf(p->out, "<path fill=\"none\" stroke=\"%s\" stroke-width=\"%s\" d=\"", area ? palette_states[state].fill : BLACK, area ? "5" : "1.3");
		draw_line(p, which, side, base, (PLOT_H - 1) / (double)top, false);
		ink_puts(p->out, "\"/>\n");
	}
}

static void draw_scale(struct page *p)
{
	char text[48];

	snprintf(text, sizeof text, "trace step %" PRIu32, either_side(p->c->row[0].side)->step);
	words(p, TIME_X, 500, 10.5, "", text, 120);
	snprintf(text, sizeof text, "trace step %" PRIu32, either_side(p->c->row[p->c->rows - 1].side)->step);
	words(p, TIME_X + TIME_W, 500, 10.5, " text-anchor=\"end\"", text, 120);
	ink_printf(p->out, "<path id=\"all_here\" d=\"M%d 89V483\" stroke=\"" ACCENT "\" stroke-width=\"2\" visibility=\"hidden\"/>\n", TIME_X);
	ink_printf(p->out, "<rect id=\"all_time\" x=\"%d\" y=\"84\" width=\"%d\" height=\"401\" fill=\"" WHITE "\" opacity=\"0\"/>\n", TIME_X, TIME_W);
}

/* ---- kinds ---- */

static void add_kind(struct overview *o, const struct model *m, const char *name, int side, int64_t count, bool sim_only)
{
	struct overview_kind *k = o->kind;

	while (k < o->kind + o->kinds && strcmp(k->name, name))
		k++;
	if (k == o->kind + OVERVIEW_KINDS) {
		o->more++;
		return;
	}
	if (k == o->kind + o->kinds) {
		o->kinds++;
		snprintf(k->name, sizeof k->name, "%s", name);
		for (int s = 0; s < SIDES; s++)
			k->count[s] = !m->c->trace[s] || (sim_only && s == SIDE_REAL) ? -1 : 0;
	}
	k->count[side] += count;
}

static const char *kind_name(const struct event *e, char *name, size_t room)
{
	const char *kind;

	switch (e->type) {
	case EV_CALL:
		kind = call_type(e) ? path_call_kind(e) : NULL;
		snprintf(name, room, "%.40s%s%.20s", e->api, kind ? ": " : "", kind ? kind : "");
		return name;
	case EV_FAULT:
		snprintf(name, room, "%.50s%s%.10s", words_without("EXCEPTION_", e->code), e->access ? ", " : "", e->access ? e->access : "");
		return name;
	case EV_FILTER:
		snprintf(name, room, "filter: %.50s", words_without("EXCEPTION_", e->disposition));
		return name;
	case EV_HANDLER:
		return "__except block";
	case EV_FINALLY:
		return e->abnormal ? "__finally, unwinding" : "__finally, at its end";
	case EV_OUTPUT:
		return "output";
	case EV_EXIT:
		return e->reason ? "stopped" : "exit";
	case EV_UNHANDLED:
		return "unhandled exception";
	}
	return "";
}

void overview_count(struct overview *o, const struct model *m)
{
	static const enum event_type order[] = { EV_CALL, EV_FAULT, EV_FILTER, EV_HANDLER, EV_FINALLY, EV_OUTPUT, EV_UNHANDLED, EV_EXIT };
	char name[72];

	*o = (struct overview){ 0 };
	for (size_t t = 0; t < sizeof order / sizeof order[0]; t++)
		for (size_t i = 0; i < m->c->rows; i++)
			for (int s = 0; s < SIDES; s++) {
				const struct event *e = m->c->row[i].side[s];

				if (e && e->type == order[t])
					add_kind(o, m, kind_name(e, name, sizeof name), s, 1, false);
			}
	for (size_t i = 0; i < m->c->rows; i++) {
		const struct event *e = m->c->row[i].side[SIDE_SIM];

		for (size_t n = 0; e && n < e->resolveds; n++) {
			snprintf(name, sizeof name, "kernel resolved: %.40s", e->resolved[n].kind ? e->resolved[n].kind : "fault");
			add_kind(o, m, name, SIDE_SIM, 1, true);
		}
	}
}

static void draw_count(struct page *p, double x, double y, int64_t count, bool differs)
{
	char text[24];

	snprintf(text, sizeof text, count < 0 ? "n/a" : "%" PRId64, count);
	words(p, x, y, 11, differs ? " text-anchor=\"end\" font-weight=\"bold\"" : count < 0 ? " text-anchor=\"end\" fill=\"" GREY_TXT "\"" :
	      " text-anchor=\"end\"", text, 44);
}

static void draw_kinds(struct page *p, const struct overview *o)
{
	size_t shown = o->kinds + (o->more > 0) <= KIND_ROWS ? o->kinds : KIND_ROWS - 1;
	char text[48];

	panel(p, SIDE_X - 8, 58, SIDE_W + 16, 288, "BY KIND");
	tag(p, COLUMN_REAL - 38, 62, SIDE_REAL);
	tag(p, COLUMN_SIM - 36, 62, SIDE_SIM);
	for (size_t n = 0; n < shown; n++) {
		const struct overview_kind *k = &o->kind[n];
		double y = KIND_TOP + (double)n * KIND_PITCH;
		bool differs = k->count[0] >= 0 && k->count[1] >= 0 && k->count[0] != k->count[1];

		words(p, SIDE_X, y, 10.5, "", k->name, COLUMN_REAL - SIDE_X - 34);
		draw_count(p, COLUMN_REAL, y, k->count[0], differs);
		draw_count(p, COLUMN_SIM, y, k->count[1], differs);
		if (differs)
			words(p, COLUMN_SIM + 6, y, 12, " font-weight=\"bold\"", "\u2260", 16);
	}
	if (shown == o->kinds && !o->more)
		return;
	snprintf(text, sizeof text, "\u2026 and %zu more kinds", o->kinds - shown + o->more);
	words(p, SIDE_X, KIND_TOP + (double)shown * KIND_PITCH, 10.5, " fill=\"" GREY_TXT "\"", text, SIDE_W);
}

/* ---- where to look ---- */

struct look { size_t frame[LOOK_ROWS], count; };

static void look_at(struct look *l, size_t frame, size_t frames)
{
	size_t n = l->count;

	if (frame >= frames || n == LOOK_ROWS)
		return;
	for (size_t i = 0; i < n; i++)
		if (l->frame[i] == frame)
			return;
	for (; n && l->frame[n - 1] > frame; n--)
		l->frame[n] = l->frame[n - 1];
	l->frame[n] = frame;
	l->count++;
}

/* The first of each: divergence, fault, known difference, handler; the last fault, the end; then calls of another kind. */
static void choose(struct look *l, const struct model *m)
{
	size_t n = m->frames, bad = n, known = n, first = n, last = n, handler = n;

	for (size_t i = n; i-- > 0;) {
		const struct frame *f = &m->frame[i];
		const struct event *e = either_side(m->c->row[f->row].side);

		bad = f->verdict == FV_DIVERGE ? i : bad;
		known = f->verdict == FV_KNOWN ? i : known;
		handler = e->type == EV_HANDLER && !f->fault ? i : handler;
		if (f->fault && !f->after) {
			first = i;
			last = last == n ? i : last;
		}
	}
	look_at(l, bad, n);
	look_at(l, first, n);
	look_at(l, n - 1, n);
	look_at(l, last, n);
	look_at(l, known, n);
	look_at(l, handler, n);
	for (size_t i = 0; i < n && l->count < LOOK_ROWS; i++) {
		bool fresh = !m->frame[i].fault;

		for (size_t k = 0; k < l->count; k++)
			fresh &= strcmp(m->frame[l->frame[k]].title, m->frame[i].title) != 0;
		if (fresh)
			look_at(l, i, n);
	}
}

static void draw_look(struct page *p)
{
	struct look l = { .count = 0 };
	char text[200];

	panel(p, SIDE_X - 8, 350, SIDE_W + 16, 160, "WHERE TO LOOK");
	choose(&l, p->m);
	for (size_t n = 0; n < l.count; n++) {
		const struct frame *f = &p->m->frame[l.frame[n]];

		snprintf(text, sizeof text, "step %zu: %.120s%s", f->number, f->title, f->verdict == FV_DIVERGE ? "  \u2260" : f->verdict == FV_KNOWN ? "  \u2248" : "");
		ink_printf(p->out, "<a href=\"#step=%zu\">", f->number);
		words(p, SIDE_X, LOOK_TOP + (double)n * LOOK_PITCH, 11, f->verdict == FV_DIVERGE ? " class=\"link\" fill=\"" LINK "\" font-weight=\"bold\"" :
		      " class=\"link\" fill=\"" LINK "\"", text, SIDE_W);
		ink_puts(p->out, "</a>\n");
	}
}

static void draw_key(struct page *p)
{
	double x = 16;

	if (verdict_of(p) == FV_DIVERGE) {
		ink_printf(p->out, "<path class=\"tape\" d=\"M%g 524h22\" stroke=\"" YELLOW "\" stroke-width=\"12\"/><path class=\"tape\" d=\"M%g 524h22\" stroke=\"" BLACK
		           "\" stroke-width=\"12\" stroke-dasharray=\"4\"/>\n", x, x);
		words(p, x + 28, 528, 10.5, "", "divergence", 80);
		x += 110;
	}
	for (size_t i = 0; i < p->c->rows; i++) {
		if (p->c->row[i].verdict != CMP_KNOWN)
			continue;
		ink_printf(p->out, "<rect x=\"%g\" y=\"518\" width=\"22\" height=\"12\" fill=\"" PENDING "\"/><path d=\"M%g 519h22\" stroke=\"" BLACK
		           "\" stroke-width=\"3\"/>\n", x, x);
		words(p, x + 28, 528, 10.5, "", "known Wine difference", 150);
		break;
	}
	words(p, 946, 528, 10.5, " text-anchor=\"end\"", "FaultLab  overview", 200);
}

void overview_draw(struct ink *i, const struct overview *o, const struct model *m)
{
	struct page p = { i, m, m->c };

	ink_puts(i, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 960 540\">\n");
	draw_header(&p);
	draw_bands(&p, true);
	draw_bands(&p, false);
	draw_timeline(&p);
	draw_plot(&p, 0, CN_COMMIT, "COMMIT CHARGE", "#D9EEFB", PG_COMMITTED);
	draw_plot(&p, 1, CN_WORKING_SET, "WORKING SET", "#BBD9EC", PG_RESIDENT);
	draw_scale(&p);
	draw_kinds(&p, o);
	draw_look(&p);
	draw_key(&p);
	ink_puts(i, "</svg>");
}
