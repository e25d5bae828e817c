/* share.c - the panel of a page that was copied on write: which view sees which frame. */
#include "viz/text/panels.h"

void show_share(struct typeset *t, const struct picture *f)
{
	const struct share *s = &f->share;

	if (!f->has_share)
		return;
	show_title(t, s->title, "SIM only: kernel data");
	for (size_t n = 0; n < s->views; n++) {
		const struct share_view *v = &s->view[n];

		line_printf(t, TS_PLAIN, "  %s, %s \u2192", v->name, v->rights);
		line_printf(t, v->is_new ? TS_CHANGED : TS_PLAIN, v->is_new ? " [%s]" : " %s", v->frame);
		if (v->is_there)
			line_printf(t, TS_PLAIN, v->is_private ? ", a private copy" : ", the section's page");
		line_end(t);
	}
	for (int n = 0; n < SHARE_LINES; n++) {
		line_to(t, 2);
		line_text(t, TS_PLAIN, s->line[n]);
		line_end(t);
	}
	line_end(t);
}
