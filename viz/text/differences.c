/* differences.c - the panel that says where the sides differ, and which of that is known of Wine. */
#include "viz/text/panels.h"

#include <inttypes.h>

static void write_difference(struct typeset *t, const struct difference *d)
{
	line_to(t, 2);
	if (d->known)
		line_printf(t, TS_PLAIN, "\u2248 %s: REAL %s, SIM %s. Known Wine difference %s: %s (%s)", d->fact, d->real, d->sim, d->known->id,
		            d->known->what, d->known->why);
	else
		line_printf(t, TS_DIFFERS, "\u2260 %s: REAL %s, SIM %s", d->fact, d->real, d->sim);
	line_end(t);
}

static void write_lonely(struct typeset *t, const struct row *r)
{
	int k = r->side[0] ? 0 : 1;
	struct ink i = { 0 };

	compare_say(&i, r->side[k]);
	line_to(t, 2);
	line_printf(t, TS_DIFFERS, "\u2260 only %s has this: %s %s", show_side_names[k], reader_type_name(r->side[k]->type),
	            i.text ? i.text : "");
	line_end(t);
	ink_free(&i);
}

void show_differences(struct typeset *t, const struct show *s, const struct picture *f, size_t most)
{
	size_t n = 0;

	if (!show_has_side(s, 0) || !show_has_side(s, 1))
		return;
	show_title(t, "WHERE REAL AND SIM DIFFER", NULL);
	t->hang = 4;
	for (size_t i = f->first_row; i <= f->row; i++) {
		const struct row *r = &s->m->c->row[i];

		if ((r->verdict == CMP_REAL_ONLY || r->verdict == CMP_SIM_ONLY) && n++ < most)
			write_lonely(t, r);
		for (size_t k = 0; k < r->diffs; k++)
			if (n++ < most)
				write_difference(t, &r->diff[k]);
	}
	if (!n)
		line_text(t, TS_FAINT, "  nowhere in this step");
	else if (n > most)
		line_printf(t, TS_FAINT, "  and %zu more; viz compare has them all", n - most);
	t->hang = 0;
	if (!n || n > most)
		line_end(t);
}
