/* path.c - the panel of the exception path: five hops, two exits, and an arrow a side. */
#include "viz/draw/panels.h"

#include <stdio.h>
#include <string.h>

static void draw_hop(struct pen *p, int n)
{
	const struct hop *h = &p->f->hop[n];
	char id[32];
	double dx = n * HOP_PITCH;

	snprintf(id, sizeof id, "path_%d", n);
	pen_text(p, id, box_moved(G_HOP, dx, 0), "", h->reached ? LOOK_HOP_DONE : LOOK_HOP_PENDING, "\\n",
	         strlen(h->text) > 2 ? h->text : NULL, h->reached ? "hop done" : "hop pend");
	snprintf(id, sizeof id, "path_h%d", n);
	pen_bold(p, id, box_moved(G_HOP_H, dx, 0), h->head, h->reached ? LOOK_HOP_HEAD_DONE : LOOK_HOP_HEAD_PENDING, NULL, "hophead");
	snprintf(id, sizeof id, "path_t%d", n);
	pen_note(p, id, box_moved(G_HOP_T, dx, 0), h->text, h->reached ? LOOK_TEXT_DONE : LOOK_TEXT_PENDING, "\\n");
}

static void draw_exit(struct pen *p, int n)
{
	const struct picture *f = p->f;
	bool taken = f->exit[0] == n || f->exit[1] == n, bad = taken && n == 1 && f->exit_failed;
	enum look look = bad ? LOOK_EXIT_FAILED : taken ? LOOK_EXIT_TAKEN : LOOK_EXIT_PENDING;

	pen_line(p, n ? "exit_handler" : "exit_retry", box_moved(G_EXIT, 0, n * EXIT_PITCH), f->exit_text[n], look, taken, NULL,
	         taken ? "exit done" : "exit pend");
}

static enum look look_of_arrow(int side, bool reached)
{
	return !reached ? LOOK_GO_PENDING : side == SIDE_REAL ? LOOK_GO_REAL : LOOK_GO_SIM;
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
		pen_edge(p, from, to, id, class, straight(x, y, G_HOP.x + (n + 1) * HOP_PITCH, y), look_of_arrow(side, reached), side);
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
		pen_edge(p, "path_4", f->exit[side] ? "exit_handler" : "exit_retry", side ? "arr_sim_4" : "arr_real_4",
		         side ? "go sim" : "go real", straight(x, from, G_EXIT.x, to), look_of_arrow(side, true), side);
	}
}

static void draw_loop(struct pen *p)
{
	bool taken = p->f->exit[0] == 0 || p->f->exit[1] == 0;
	struct route w = { { LOOP_X_EXIT, LOOP_X_EXIT, LOOP_X_CPU, LOOP_X_CPU }, { G_EXIT.y, LOOP_Y, LOOP_Y, G_HOP.y }, 4 };

	pen_edge(p, "exit_retry", "path_0", "loop", taken ? "loop" : "loop pending", w, taken ? LOOK_LOOP : LOOK_LOOP_PENDING, false);
}

void panel_path(struct pen *p)
{
	const struct picture *f = p->f;
	char title[64], id[32];

	pen_panel(p, "panel_path", G_PATH);
	snprintf(title, sizeof title, "%s   ", f->path_title);
	pen_heading(p, "title_path", G_PATH_T, title, 11, "ptitle");
	pen_tag(p, "key_real", G_KEY_REAL, SIDE_REAL, 9.5);
	pen_tag(p, "key_sim", G_KEY_SIM, SIDE_SIM, 9.5);
	pen_note(p, "key_real_t", G_KEY_REAL_T, "solid arrow", LOOK_TEXT, "\\l");
	pen_note(p, "key_sim_t", G_KEY_SIM_T, "hollow arrow", LOOK_TEXT, "\\l");
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
		pen_tape(p, id, box_moved(G_HOP_DIV_T, n * HOP_PITCH, 0), 5, LOOK_TAPE, "divmark");
		snprintf(id, sizeof id, "div_hop%d", n);
		pen_not_equal(p, id, box_moved(G_HOP_DIV, n * HOP_PITCH, 0), "divmark");
	}
}
