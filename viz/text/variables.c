/* variables.c - the panel of what the lab's variables hold. */
#include "viz/text/panels.h"

#include <string.h>

/* Globals are carried from picture to picture, so all before are gone through; mostly that is one step. */
static void hold(struct show *s, const struct picture *f)
{
	if (s->held_pictures >= f->number) {
		s->held = (struct held){ 0 };
		s->held_pictures = 0;
	}
	for (; s->held_pictures < f->number; s->held_pictures++)
		held_step(&s->held, s->m->c, s->m->picture[s->held_pictures].first_row, s->m->picture[s->held_pictures].row);
}

/* A line for the locals of the function, one for the globals. */
void show_variables(struct typeset *t, struct show *s, const struct picture *f)
{
	const char *owner = "";

	if (!s->variables)
		return;
	hold(s, f);
	show_title(t, "VARIABLES", "SIM only: the lab's, as the simulator holds them");
	if (!s->held.count)
		line_text(t, TS_FAINT, "  none in the trace at this step");
	t->hang = 4;
	for (size_t i = 0; i < s->held.count; i++) {
		const struct variable *v = &s->held.now[i];
		const char *of = v->function ? v->function : "globals";

		if (strcmp(owner, of)) {
			if (i)
				line_end(t);
			line_printf(t, TS_PLAIN, "  %s:", of);
			owner = of;
		}
		line_printf(t, v->changed ? TS_CHANGED : TS_PLAIN, v->changed ? "  [%s = %s]" : "  %s = %s", v->name, v->value);
	}
	t->hang = 0;
	line_end(t);
}
