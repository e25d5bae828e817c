/* heap.c - the panel of the heaps: segments, pages and blocks, line by line. */
#include "viz/text/panels.h"

void show_heap(struct typeset *t, const struct picture *f)
{
	show_title(t, "HEAPS OF THE PROCESS", "SIM only: the layout");
	for (int n = 0; n < HEAP_LINES; n++)
		if (f->heap_line[n][0]) {
			line_printf(t, TS_PLAIN, "  %s", f->heap_line[n]);
			line_end(t);
		}
}
