/* chain.c - the panel of search and unwinding, a line for each who is or may be asked. */
#include "viz/text/panels.h"

void show_chain(struct typeset *t, const struct picture *f)
{
	show_title(t, f->chain_title, NULL);
	for (size_t n = 0; n < f->chain_rows; n++) {
		const struct chain_row *r = &f->chain[n];
		enum type_style style = r->now ? TS_CHANGED : r->gone ? TS_FAINT : TS_PLAIN;

		t->hang = 6;
		line_printf(t, style, "  %s %s", r->now ? ">" : r->gone ? "x" : " ", r->who);
		line_printf(t, style, "%s%s", *r->block ? ": " : "", r->block);
		line_printf(t, style, "%s%s", *r->search ? "; " : "", r->search);
		line_printf(t, style, "%s%s", *r->unwind ? "; " : "", r->unwind);
		t->hang = 0;
		line_end(t);
	}
}
