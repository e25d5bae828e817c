/* lists.c - the panel of frame lists and page file, which takes the place of a page walk that a step does not have. */
#include "viz/draw/panels.h"

#include <stdio.h>
#include <string.h>

/* From left to right as a page leaves memory; the page file under the two lists that face it. */
static const enum frame_list flow[] = { FL_ACTIVE, FL_MODIFIED, FL_STANDBY, FL_FREE, FL_ZEROED };
#define FLOW ((int)(sizeof flow / sizeof flow[0]))

static void draw_list(struct pen *p, const char *id, struct box b, const struct list_box *list)
{
	char text[96], name[32];

	snprintf(text, sizeof text, "%s\n%s", list->name, list->count);
	pen_node(p, id, b, text, list->changed ? LOOK_LIST_CHANGED : LOOK_LIST, list->changed ? "list chg" : "list");
	snprintf(name, sizeof name, "%s_came", id);
	if (strcmp(id, "fl_file") != 0)
		pen_note(p, name, box_moved(G_FL_CAME, b.x - G_FL.x, 0), list->came, LOOK_TEXT_HEAD, "\\n");
}

static void list_edge(struct pen *p, const char *from, const char *to, const char *id, struct route w)
{
	pen_edge(p, from, to, id, "flow sim", w, LOOK_FLOW, false);
}

void panel_lists(struct pen *p)
{
	const struct picture *f = p->f;
	double x = G_FL.x, y = G_FL.y + G_FL.h / 2;
	char id[32], to[32];

	pen_panel(p, "panel_walk", G_WALK);
	pen_heading(p, "title_walk", G_WALK_T, "FRAME LISTS AND PAGE FILE", 11, "ptitle");
	pen_tag(p, "tag_walk", G_WALK_TAG, SIDE_SIM, 9.5);
	pen_note(p, "walk_only", G_WALK_ONLY, "only: kernel data", LOOK_TEXT_NOTE, "\\l");
	for (int n = 0; n < FLOW; n++) {
		snprintf(id, sizeof id, "fl_%d", n);
		draw_list(p, id, box_moved(G_FL, n * VA_PITCH, 0), &f->list[flow[n]]);
	}
	draw_list(p, "fl_file", G_FL_FILE, &f->list[FL_PAGE_FILE]);
	for (int n = 0; n + 1 < FLOW; n++) {
		snprintf(id, sizeof id, "fl_%d", n);
		snprintf(to, sizeof to, "fl_%d", n + 1);
		x = G_FL.x + G_FL.w + n * VA_PITCH;
		list_edge(p, id, to, n == 0 ? "fl_e0" : n == 1 ? "fl_e1" : n == 2 ? "fl_e2" : "fl_e3",
		          straight(x, y, x + VA_PITCH - G_FL.w, y));
	}
	for (int n = 0; n < LIST_LINES; n++) {
		snprintf(id, sizeof id, "fl_line_%d", n);
		pen_note(p, id, box_moved(G_FL_LINE, 0, n * LIST_PITCH), f->list_line[n], LOOK_TEXT_MONO, "\\l");
	}
	pen_note(p, "fl_rest", G_FL_REST, f->list_rest, LOOK_TEXT_NOTE, "\\r");
}
