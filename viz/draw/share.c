/* share.c - the panel of a page that was copied on write: views at the left, the frames that they see at the right. */
#include "viz/draw/panels.h"

#include <stdio.h>

static double row_y(size_t row)
{
	return (double)row * SHARE_PITCH;
}

static void draw_view(struct pen *p, size_t n, const struct share_view *v)
{
	char id[32], text[96];

	snprintf(id, sizeof id, "sh_view_%zu", n);
	snprintf(text, sizeof text, "%s\n%s%s", v->name, v->rights, v->is_there ? "" : ", not mapped in it");
	pen_node(p, id, box_moved(G_SH_VIEW, 0, row_y(n)), text,
	         v->is_new ? LOOK_LIST_CHANGED : LOOK_LIST, v->is_new ? "list chg" : "list");
}

static void draw_frame(struct pen *p, const char *id, size_t row, const char *frame, const char *whose, bool is_new)
{
	char text[96];

	snprintf(text, sizeof text, "%s\n%s", frame, whose);
	pen_node(p, id, box_moved(G_SH_FRAME, 0, row_y(row)), text, is_new ? LOOK_LIST_CHANGED : LOOK_LIST, is_new ? "list chg" : "list");
}

static void draw_arrow(struct pen *p, size_t view, const char *frame, size_t row)
{
	double middle = G_SH_VIEW.y + G_SH_VIEW.h / 2;
	char from[32], id[32];

	snprintf(from, sizeof from, "sh_view_%zu", view);
	snprintf(id, sizeof id, "sh_sees_%zu", view);
	pen_edge(p, from, frame, id, "flow sim",
	         straight(G_SH_VIEW.x + G_SH_VIEW.w, middle + row_y(view), G_SH_FRAME.x, middle + row_y(row)), LOOK_FLOW, false);
}

void panel_share(struct pen *p)
{
	const struct share *s = &p->f->share;
	size_t shared = s->views;       /* the row of the section's frame: that of the first view that sees it */
	char id[32];

	pen_panel(p, "panel_walk", G_WALK);
	pen_heading(p, "title_walk", G_WALK_T, s->title, 11, "ptitle");
	pen_tag(p, "tag_walk", G_WALK_TAG, SIDE_SIM, 9.5);
	pen_note(p, "walk_only", G_WALK_ONLY, "only: kernel data", LOOK_TEXT_NOTE, "\\l");
	for (size_t n = 0; n < s->views; n++)
		draw_view(p, n, &s->view[n]);
	for (size_t n = 0; n < s->views; n++) {
		const struct share_view *v = &s->view[n];

		if (!v->is_there)
			continue;
		snprintf(id, sizeof id, "sh_frame_%zu", v->is_private ? n : shared < n ? shared : n);
		if (v->is_private)
			draw_frame(p, id, n, v->frame, "a private copy", v->is_new);
		else if (shared == s->views)
			draw_frame(p, id, shared = n, v->frame, "the section's page", false);
		draw_arrow(p, n, id, v->is_private ? n : shared);
	}
	for (int n = 0; n < SHARE_LINES; n++) {
		snprintf(id, sizeof id, "sh_line_%d", n);
		pen_note(p, id, box_moved(G_SH_LINE, 0, n * LIST_PITCH), s->line[n], LOOK_TEXT_NOTE, "\\l");
	}
}
