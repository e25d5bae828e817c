/* counters.c - see counters.h. */
#include "viz/book/counters.h"

#include <inttypes.h>
#include <stdio.h>

#include "viz/draw/palette.h"
#include "viz/model/words.h"

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

/* A line of steps. What happens within one point of the scale is one jump (COUNTERS-1). */
static void draw_line(struct page *p, enum counter which, int side, double base, double scale, bool area)
{
	int64_t from = 0, now = 0, low = 0, high = 0;
	double at = TIME_X;

	ink_printf(p->out, "M%d %.4g", TIME_X, base);
	for (size_t i = 0; i < p->c->rows; i++) {
		const struct event *e = p->c->row[i].side[side];

		if (!e || e->counter[which] < 0 || e->counter[which] == now)
			continue;
		if (canvas_place(p, i) - at >= 1) {
			if (now != from || low < now || high > now)
				draw_jump(p, base, scale, from, now, low, high);
			at = canvas_place(p, i);
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

/* One panel: a counter of each side, which is what the side knows of the title's subject, and a word for it in the place of its looks. */
struct plot_of { enum counter which[SIDES]; const char *title, *word[SIDES], *fill; enum page_state state; };

static void draw_panel(struct page *p, int n, const struct plot_of *o)
{
	int64_t peak[SIDES], end[SIDES], top = 1;
	double y = PLOT_TOP + n * PLOT_PITCH, base = y + PLOT_H, x = 166;
	char text[96];

	canvas_panel(p, 8, y - 20, LEFT_W, PLOT_PITCH - 4, o->title);
	for (int side = 0; side < SIDES; side++) {
		peak[side] = peak_of(p, o->which[side], side, &end[side]);
		top = peak[side] > top ? peak[side] : top;
	}
	for (int side = 0; side < SIDES; side++) {
		if (!p->c->trace[side])
			continue;
		canvas_tag(p, x, y - 17, side);
		if (peak[side] < 0)
			snprintf(text, sizeof text, "does not report it");
		else
			snprintf(text, sizeof text, "%s, at most %" PRId64 ", at the end %" PRId64,
			         o->word[side] ? o->word[side] : side == SIDE_SIM && peak[SIDE_REAL] >= 0 ? "thin line" : "area",
			         peak[side], end[side]);
		canvas_words(p, x + 46, y - 6, 10.5, "", text, 196);
		x += 246;
	}
	snprintf(text, sizeof text, "%" PRId64, top);
	canvas_words(p, 98, y + 9, 10.5, " text-anchor=\"end\"", text, 60);
	canvas_words(p, 98, y + 22, 10.5, " text-anchor=\"end\" fill=\"" GREY_TXT "\"", "pages", 60);
	canvas_words(p, 98, base, 10.5, " text-anchor=\"end\"", "0", 60);
	ink_printf(p->out, "<path d=\"M%d %.4gh%dM%d %.4gh%d\" stroke=\"" PANEL_LN "\"/>\n", TIME_X, y, TIME_W, TIME_X, base, TIME_W);
	for (int side = 0; side < SIDES; side++) {
		bool area = side == SIDE_REAL || peak[SIDE_REAL] < 0;

		if (peak[side] < 0)
			continue;
		if (area) {
			ink_printf(p->out, "<path fill=\"%s\" d=\"", o->fill);
			draw_line(p, o->which[side], side, base, (PLOT_H - 1) / (double)top, true);
			ink_puts(p->out, "\"/>\n");
		}
		ink_printf(p->out, "<path fill=\"none\" stroke=\"%s\" stroke-width=\"%s\" d=\"", area ? palette_states[o->state].fill : BLACK, area ? "5" : "1.3");
		draw_line(p, o->which[side], side, base, (PLOT_H - 1) / (double)top, false);
		ink_puts(p->out, "\"/>\n");
	}
}

/* Does the simulator tell the charge, and does it ever tell another number than that of the committed pages? */
static bool tells_charge(const struct page *p, bool *other)
{
	bool tells = false;

	*other = false;
	for (size_t i = 0; i < p->c->rows; i++) {
		const struct event *e = p->c->row[i].side[SIDE_SIM];

		if (!e || e->counter[CN_CHARGE] < 0)
			continue;
		tells = true;
		*other |= e->counter[CN_CHARGE] != e->counter[CN_COMMIT];
	}
	return tells;
}

/* No real system tells a program its charge: of REAL the panel has the committed pages, which is the same but for views and the stack. */
void counters_charge(struct page *p, int n)
{
	bool other;
	struct plot_of o = { { CN_COMMIT, CN_COMMIT }, "COMMITTED PAGES", { NULL, NULL }, "#D9EEFB", PG_COMMITTED };

	if (tells_charge(p, &other)) {
		o.title = "COMMIT CHARGE";
		o.which[SIDE_SIM] = CN_CHARGE;
		o.word[SIDE_REAL] = other ? "committed" : NULL;
	}
	draw_panel(p, n, &o);
}

void counters_working_set(struct page *p, int n)
{
	draw_panel(p, n, &(struct plot_of){ { CN_WORKING_SET, CN_WORKING_SET }, "WORKING SET", { NULL, NULL }, "#BBD9EC", PG_RESIDENT });
}

void counters_scale(struct page *p)
{
	char text[48];

	snprintf(text, sizeof text, "trace step %" PRIu32, either_side(p->c->row[0].side)->step);
	canvas_words(p, TIME_X, 500, 10.5, "", text, 120);
	snprintf(text, sizeof text, "trace step %" PRIu32, either_side(p->c->row[p->c->rows - 1].side)->step);
	canvas_words(p, TIME_X + TIME_W, 500, 10.5, " text-anchor=\"end\"", text, 120);
	ink_printf(p->out, "<path id=\"all_here\" d=\"M%d 89V483\" stroke=\"" ACCENT "\" stroke-width=\"2\" visibility=\"hidden\"/>\n", TIME_X);
	ink_printf(p->out, "<rect id=\"all_time\" x=\"%d\" y=\"84\" width=\"%d\" height=\"401\" fill=\"" WHITE "\" opacity=\"0\"/>\n", TIME_X, TIME_W);
}
