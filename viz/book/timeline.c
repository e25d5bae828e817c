/* timeline.c - see timeline.h. */
#include "viz/book/timeline.h"

#include "viz/draw/palette.h"

static int lane_of(const struct event *e)
{
	switch (e->type) {
	case EV_CALL:
		return 0;
	case EV_FAULT:
		return 1;
	case EV_FILTER:
	case EV_CONTINUE:
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
void timeline_bands(struct page *p, bool known)
{
	double end = -1;

	for (size_t i = 0; i < p->c->rows; i++) {
		size_t from = i;
		double x, w;

		while (i < p->c->rows && (known ? p->c->row[i].verdict == CMP_KNOWN : compare_differs(p->c->row[i].verdict)))
			i++;
		if (i == from || canvas_place(p, i) < end)
			continue;
		x = canvas_place(p, from);
		w = canvas_place(p, i) - x;
		if (w < 2)
			w = 2;
		end = x + w + 0.5;                       /* TIMELINE-1 */
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

/* Ticks of one lane and side as one path; those that would fall on the same half point are one (TIMELINE-1). */
static void draw_ticks(struct page *p, int lane, int side)
{
	double width = (double)TIME_W / (double)p->c->rows * 0.7;
	int last = -1;

	width = width > 5 ? 5 : width < 0.8 ? 0.8 : width;
	ink_printf(p->out, "<path class=\"ticks\" fill=\"none\" stroke=\"%s\" stroke-width=\"%.3g\" d=\"", lane == 1 ? ACCENT : BLACK,
	           side == SIDE_SIM ? width * 0.55 : width);
	for (size_t i = 0; i < p->c->rows; i++) {
		const struct event *e = p->c->row[i].side[side];
		int half = (int)((canvas_place(p, i) + canvas_place(p, i + 1)) + 0.5);

		if (!e || lane_of(e) != lane || half == last)
			continue;
		last = half;
		ink_printf(p->out, "M%g %dv%d", half / 2.0, LANE_TOP + lane * LANE_H + 13, side == SIDE_SIM ? LANE_TICK : -LANE_TICK);
	}
	ink_puts(p->out, "\"/>\n");
}

void timeline_draw(struct page *p)
{
	static const char *const names[LANES] = { "calls", "exceptions", "filters", "handlers", "output, end" };

	canvas_panel(p, 8, 58, LEFT_W, 172, "TIMELINE");
	if (p->c->trace[SIDE_REAL]) {
		canvas_tag(p, 104, 62, SIDE_REAL);
		canvas_words(p, 150, 73, 10.5, "", "above the line", 90);
	}
	if (p->c->trace[SIDE_SIM]) {
		canvas_tag(p, 240, 62, SIDE_SIM);
		canvas_words(p, 286, 73, 10.5, "", "below the line", 90);
	}
	canvas_words(p, 646, 73, 10.5, " text-anchor=\"end\" fill=\"" GREY_TXT "\"", "click to look at a step", 200);
	for (int lane = 0; lane < LANES; lane++) {
		ink_printf(p->out, "<path d=\"M%d %dh%d\" stroke=\"" PANEL_LN "\"/>\n", TIME_X, LANE_TOP + lane * LANE_H + 13, TIME_W);
		canvas_words(p, 98, LANE_TOP + lane * LANE_H + 17, 10.5, " text-anchor=\"end\"", names[lane], 86);
		for (int side = 0; side < SIDES; side++)
			draw_ticks(p, lane, side);
	}
}
