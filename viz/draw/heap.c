/* heap.c - the panel of the heaps, which takes the place of a page walk: segments, pages and blocks, line by line. */
#include "viz/draw/panels.h"

#include <stdio.h>

void panel_heap(struct pen *p)
{
	char id[32];

	pen_panel(p, "panel_walk", G_WALK);
	pen_heading(p, "title_walk", G_WALK_T, "HEAPS OF THE PROCESS", 11, "ptitle");
	pen_tag(p, "tag_walk", G_WALK_TAG, SIDE_SIM, 9.5);
	pen_note(p, "walk_only", G_WALK_ONLY, "only: layout", LOOK_TEXT_NOTE, "\\l");
	for (int n = 0; n < HEAP_LINES; n++) {
		snprintf(id, sizeof id, "heap_line_%d", n);
		pen_note(p, id, box_moved(G_HEAP_LINE, 0, n * LIST_PITCH), p->f->heap_line[n],
		         n == HEAP_LINES - 1 ? LOOK_TEXT_NOTE : LOOK_TEXT_MONO, "\\l");
	}
}
