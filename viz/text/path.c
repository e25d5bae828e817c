/* path.c - the panel of the exception path, a line a hop. */
#include "viz/text/panels.h"

#include <stdio.h>

enum { HOP_TEXT = 16 };

/* A hop's text is broken to fit a box: here it is one line, or one of each side. */
static void write_hop_text(struct typeset *t, const struct hop *h, bool first)
{
	enum type_style style = h->differs ? TS_DIFFERS : h->reached ? TS_PLAIN : TS_FAINT;
	char line[400];
	size_t n = 0;

	if (h->by_side[SIDE_REAL]) {
		line_printf(t, style, "REAL %s", h->by_side[SIDE_REAL]);
		line_end(t);
		line_to(t, t->hang);
		line_printf(t, style, "SIM  %s", h->by_side[SIDE_SIM]);
		return;
	}
	for (const char *p = h->text; *p && n + 3 < sizeof line; p++) {
		if (*p == '\n' && first)
			line[n++] = ',';
		line[n++] = *p == '\n' ? ' ' : *p;
	}
	line[n] = '\0';
	line_text(t, style, line);
	if (h->differs)
		line_text(t, TS_DIFFERS, " \u2260");
}

/* Which side gets there, said where the other does not. */
static void write_who(struct typeset *t, const struct show *s, const bool there[SIDES])
{
	if (there[0] != there[1] && show_has_side(s, 0) && show_has_side(s, 1))
		line_printf(t, TS_DIFFERS, " (%s only)", show_side_names[there[1]]);
}

static void write_exit(struct typeset *t, const struct show *s, const struct picture *f)
{
	for (int e = 0; e < 2; e++) {
		const bool there[] = { f->exit[0] == e, f->exit[1] == e };

		if (!there[0] && !there[1])
			continue;
		line_cell(t, TS_PLAIN, "  then", HOP_TEXT);
		line_text(t, e ? TS_FAILED : TS_PLAIN, f->exit_text[e]);
		write_who(t, s, there);
		line_end(t);
	}
}

void show_path(struct typeset *t, const struct show *s, const struct picture *f)
{
	show_title(t, f->path_title, NULL);
	t->hang = HOP_TEXT;
	for (int i = 0; i < HOPS; i++) {
		const bool there[] = { f->reached[0] > i, f->reached[1] > i };
		char head[40];

		snprintf(head, sizeof head, "  %s", f->hop[i].head);
		line_cell(t, f->hop[i].reached ? TS_HEADING : TS_FAINT, head, HOP_TEXT - 1);
		line_to(t, HOP_TEXT);
		write_hop_text(t, &f->hop[i], i == 0);
		if (f->hop[i].reached && (there[0] || there[1]))
			write_who(t, s, there);
		line_end(t);
	}
	write_exit(t, s, f);
	t->hang = 0;
}
