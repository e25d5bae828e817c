/* path.c - the panel of the exception path: five hops, two exits, and an arrow a side. */
#include "viz/draw/panels.h"

#include <stdio.h>
#include <string.h>

static void draw_hop(struct pen *p, int n)
{
	const struct hop *h = &p->f->hop[n];
	char id[32], font[64];
	struct ink a = { 0 };
	double dx = n * HOP_PITCH;

	snprintf(id, sizeof id, "path_%d", n);
	ink_puts(&a, h->reached ? " fillcolor=\"" WHITE "\" penwidth=2 style=\"filled\"" : " fillcolor=\"" PENDING "\" color=\"" PEND_LN "\" style=\"filled,dashed\"");
	if (strlen(h->text) > 2)
		pen_tooltip(&a, h->text);
	pen_node(p, id, box_moved(G_HOP, dx, 0), "", FONT_SANS, 11, "\\n", a.text, h->reached ? "hop done" : "hop pend");
	ink_free(&a);
	snprintf(id, sizeof id, "path_h%d", n);
	snprintf(font, sizeof font, "point-size=\"11.5\" color=\"%s\"", h->reached ? BLACK : GREY_TXT);
	pen_bold(p, id, box_moved(G_HOP_H, dx, 0), h->head, font, FONT_BOLD, 11.5, " shape=plaintext", "hophead");
	snprintf(id, sizeof id, "path_t%d", n);
	pen_note(p, id, box_moved(G_HOP_T, dx, 0), h->text, 10.5, "\\n",
	         h->reached ? " fontsize=10.5 fontcolor=\"" BLACK "\" shape=plaintext" : " fontsize=10.5 fontcolor=\"" GREY_TXT "\" shape=plaintext");
}

static void draw_exit(struct pen *p, int n)
{
	const struct picture *f = p->f;
	bool taken = f->exit[0] == n || f->exit[1] == n, bad = taken && n == 1 && f->exit_failed;
	const char *id = n ? "exit_handler" : "exit_retry";
	struct box b = box_moved(G_EXIT, 0, n * EXIT_PITCH);

	pen_open(p, id, b);
	ink_printf(p->out, " label=<<font point-size=\"11\" color=\"%s\">%s", taken ? BLACK : GREY_TXT, taken ? "<b>" : "");
	ink_clear(&p->label);
	dot_fit(&p->label, f->exit_text[n], FONT_BOLD, 11, b.w - 6);
	dot_escape_label(p->out, p->label.text);
	ink_printf(p->out, "%s</font>>", taken ? "</b>" : "");
	pen_close(p, bad ? " fillcolor=\"" TINT "\" color=\"" ACCENT "\" penwidth=3.5 style=\"filled,rounded\"" :
	          taken ? " fillcolor=\"" WHITE "\" penwidth=2 style=\"filled,rounded\"" :
	          " fillcolor=\"" PENDING "\" color=\"" PEND_LN "\" style=\"filled,rounded,dashed\"", taken ? "exit done" : "exit pend", id);
}

static const char *arrow_attributes(int side, bool reached)
{
	if (!reached)
		return " color=\"" ARROW_LN "\" penwidth=1 style=dashed arrowsize=0.9";
	return side == SIDE_REAL ? " penwidth=2.6 arrowsize=0.9" : " arrowsize=0.9";
}

static void draw_arrows(struct pen *p, int n)
{
	const struct picture *f = p->f;
	char from[32], to[32], id[32], class[32];
	double x = G_HOP.x + G_HOP.w + n * HOP_PITCH;

	snprintf(from, sizeof from, "path_%d", n);
	snprintf(to, sizeof to, "path_%d", n + 1);
	for (int side = 0; side < SIDES; side++) {
		double y = ARROW_Y(side);
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
	const struct picture *f = p->f;
	double x = G_HOP.x + G_HOP.w + 4 * HOP_PITCH;

	for (int side = 0; side < SIDES; side++) {
		double from = OUT_Y(side);
		double to = EXIT_Y(f->exit[side]) + side * EXIT_SIM_Y;

		if (f->exit[side] < 0 || f->reached[side] < HOPS)
			continue;
		pen_edge(p, "path_4", f->exit[side] ? "exit_handler" : "exit_retry", side ? "arr_sim_4" : "arr_real_4", side ? "go sim" : "go real",
		         straight(x, from, G_EXIT.x, to), 9, side ? " arrowhead=empty" : "", arrow_attributes(side, true));
	}
}

static void draw_loop(struct pen *p)
{
	bool taken = p->f->exit[0] == 0 || p->f->exit[1] == 0;
	struct route w = { { LOOP_X_EXIT, LOOP_X_EXIT, LOOP_X_CPU, LOOP_X_CPU }, { G_EXIT.y, LOOP_Y, LOOP_Y, G_HOP.y }, 4 };

	pen_edge(p, "exit_retry", "path_0", "loop", taken ? "loop" : "loop pending", w, 5, "",
	         taken ? " penwidth=2 arrowsize=0.5" : " color=\"" PANEL_LN "\" penwidth=1 style=dashed arrowsize=0.5");
}

void panel_path(struct pen *p)
{
	const struct picture *f = p->f;
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
	for (int n = 0; f->verdict == PV_DIVERGE && n < HOPS; n++) {
		if (!f->hop[n].differs)
			continue;
		snprintf(id, sizeof id, "div_hop_t%d", n);
		pen_tape(p, id, box_moved(G_HOP_DIV_T, n * HOP_PITCH, 0), 5, " style=\"striped\"", "divmark");
		snprintf(id, sizeof id, "div_hop%d", n);
		pen_not_equal(p, id, box_moved(G_HOP_DIV, n * HOP_PITCH, 0), "divmark");
	}
}
