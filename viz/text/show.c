/* show.c - see show.h: what is gathered once of a run, and the order of the panels. */
#include "viz/text/show.h"

#include <stdio.h>
#include <stdlib.h>

#include "viz/base/joined.h"
#include "viz/text/space.h"
#include "viz/text/panels.h"

enum { OUTPUT_LINES = 10, MOVES = 6, DIFFERENCES = 12, BRIEF = 3 };

const char *const show_side_names[SIDES] = { "REAL", "SIM" };

/* ---- all that the lab prints ---- */

static bool collect(struct show *s, int side)
{
	const struct comparison *c = s->m->c;
	struct joined text = { .out = &s->text[side] };
	size_t last = 0;

	s->printed[side] = calloc(c->rows + 1, sizeof *s->printed[side]);
	if (!s->printed[side])
		return false;
	for (size_t i = 0; i < c->rows; i++) {
		const struct event *e = c->row[i].side[side];

		if (e && e->type == EV_OUTPUT && e->text) {
			joined_add(&text, e->text);
			last = i;
		}
		s->lists |= e && (e->lists.given || e->resolved_count || e->transitions);
		s->variables |= e && e->has_variables;
		s->printed[side][i] = s->text[side].used;
	}
	joined_end(&text);
	for (size_t i = last; i < c->rows; i++)
		s->printed[side][i] = s->text[side].used;
	return !s->text[side].failed;
}

bool show_open(struct show *s, const struct model *m)
{
	*s = (struct show){ .m = m };
	if (!collect(s, SIDE_REAL) || !collect(s, SIDE_SIM))
		return false;
	while (s->same < s->text[0].used && s->same < s->text[1].used && s->text[0].text[s->same] == s->text[1].text[s->same])
		s->same++;
	return true;
}

void show_close(struct show *s)
{
	for (int k = 0; k < SIDES; k++) {
		ink_free(&s->text[k]);
		free(s->printed[k]);
	}
	*s = (struct show){ 0 };
}

/* ---- what panels share ---- */

bool show_has_side(const struct show *s, int k)
{
	return s->m->c->trace[k] != NULL;
}

void show_title(struct typeset *t, const char *text, const char *note)
{
	line_text(t, TS_HEADING, text);
	if (note)
		line_printf(t, TS_FAINT, "   %s", note);
	line_end(t);
}

/* [1] is changed: brackets, so that it does not need a colour. */
const char *show_marked(const char *text, enum mark mark, char *room, size_t size)
{
	snprintf(room, size, mark == MK_CHANGED ? "[%s]" : "%s", text);
	return room;
}

enum type_style show_style(enum mark m)
{
	switch (m) {
	case MK_CHANGED:
		return TS_CHANGED;
	case MK_DIFFERS:
		return TS_DIFFERS;
	case MK_ASK: case MK_NONE: case MK_SILENT:
		return TS_FAINT;
	case MK_PLAIN:
		break;
	}
	return TS_PLAIN;
}

/* ---- panels ---- */

void show_panel(struct ink *out, struct show *s, const struct picture *f, enum show_panel panel, const struct show_look *look)
{
	struct typeset t = { .out = out, .width = look->width, .colour = look->colour, .ascii = look->ascii };

	switch (panel) {
	case SHOW_HEAD:
		show_head(&t, s, f, look->brief);
		break;
	case SHOW_SPACE:
		show_space(&t, f, look->brief ? 1 : LANES_ROWS);
		break;
	case SHOW_PATH:
		show_path(&t, s, f);
		break;
	case SHOW_WALK:
		if (f->has_chain)
			show_chain(&t, f);
		else if (f->has_heap)
			show_heap(&t, f);
		else
			show_walk(&t, f);
		break;
	case SHOW_LEDGER:
		show_ledger(&t, f);
		break;
	case SHOW_LISTS:
		show_share(&t, f);
		show_lists(&t, s, f, look->brief ? BRIEF : MOVES);
		break;
	case SHOW_VARIABLES:
		show_variables(&t, s, f);
		break;
	case SHOW_DIFFERENCES:
		show_differences(&t, s, f, look->brief ? BRIEF : DIFFERENCES);
		break;
	case SHOW_OUTPUT:
		show_output(&t, s, f, look->brief ? BRIEF : OUTPUT_LINES);
		break;
	case SHOW_PANELS:
		break;
	}
}

void show_step(struct ink *out, struct show *s, const struct picture *f, const struct show_look *look)
{
	for (int p = 0; p < SHOW_PANELS; p++) {
		size_t was = out->used;

		show_panel(out, s, f, (enum show_panel)p, look);
		if (out->used > was && p + 1 < SHOW_PANELS)
			ink_puts(out, "\n");
	}
}
