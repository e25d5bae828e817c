/* head.c - the head of a step: its number and title, verdict, source line, and the sentence. */
#include "viz/text/panels.h"

#include <inttypes.h>
#include <string.h>

static void write_verdict(struct typeset *t, const struct picture *f)
{
	static const struct { const char *text; enum type_style style; } how[] = {
		[PV_AGREE]      = { "= REAL and SIM agree", TS_PLAIN },
		[PV_KNOWN]      = { "\u2248 known Wine difference", TS_TITLE },
		[PV_DIVERGE]    = { "\u2260 REAL and SIM DIVERGE", TS_DIFFERS },
		[PV_REAL_ALONE] = { "REAL only: nothing to compare", TS_FAINT },
		[PV_SIM_ALONE]  = { "SIM only: nothing to compare", TS_FAINT }
	};

	line_text(t, how[f->verdict].style, how[f->verdict].text);
	if (f->verdict == PV_KNOWN && f->verdict_note)
		line_printf(t, TS_PLAIN, " (%s)", f->verdict_note);
}

/* Line `line` of the lab's source, as far as a trace holds it. */
static void write_source_line(struct typeset *t, const char *source, uint32_t line)
{
	const char *p = source, *end;
	char copy[400];
	size_t n;

	for (uint32_t i = 1; p && i < line; i++) {
		p = strchr(p, '\n');
		p = p ? p + 1 : NULL;
	}
	if (!p)
		return;
	p += strspn(p, " \t");
	end = p + strcspn(p, "\n");
	n = (size_t)(end - p) < sizeof copy - 1 ? (size_t)(end - p) : sizeof copy - 1;
	memcpy(copy, p, n);
	copy[n] = '\0';
	line_rest(t, TS_FAINT, ":  ");
	line_rest(t, TS_PLAIN, copy);
}

static void write_place(struct typeset *t, const struct show *s, const struct picture *f)
{
	const char *source = NULL;
	unsigned wide;

	for (int k = 0; k < SIDES; k++)
		if (show_has_side(s, k) && s->m->c->trace[k]->source)
			source = s->m->c->trace[k]->source;
	wide = line_columns(s->m->any->lab, t->ascii);
	line_cell(t, TS_FAINT, s->m->any->lab, wide < t->width / 3 ? wide : t->width / 3);
	if (f->line) {
		line_printf(t, TS_FAINT, " line %" PRIu32, f->line);
		write_source_line(t, source, f->line);
	}
	line_end(t);
}

void show_head(struct typeset *t, const struct show *s, const struct picture *f, bool brief)
{
	unsigned phase = line_columns(f->phase_text, t->ascii) + 2;

	line_printf(t, TS_TITLE, "Step %zu of %zu: %s", f->number, s->m->pictures, f->title);
	if (t->column + 2 + phase <= t->width)
		line_to(t, t->width - phase);
	else
		line_end(t);
	line_printf(t, f->phase == PH_FAILED ? TS_FAILED : TS_PLAIN, "[%s]", f->phase_text);
	line_end(t);
	write_verdict(t, f);
	if (brief && t->column + t->width / 3 < t->width)
		line_to(t, t->column + 3);
	else
		line_end(t);
	write_place(t, s, f);
	line_text(t, TS_PLAIN, f->say);
	line_end(t);
}
