/* kinds.c - see kinds.h. */
#include "viz/book/kinds.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "viz/draw/palette.h"
#include "viz/model/path.h"
#include "viz/model/words.h"

static void add_kind(struct overview *o, const struct model *m, const char *name, int side, int64_t count, bool sim_only)
{
	struct overview_kind *k = o->kind;

	while (k < o->kind + o->kinds && strcmp(k->name, name))
		k++;
	if (k == o->kind + OVERVIEW_KINDS) {
		o->more++;
		return;
	}
	if (k == o->kind + o->kinds) {
		o->kinds++;
		snprintf(k->name, sizeof k->name, "%s", name);
		for (int s = 0; s < SIDES; s++)
			k->count[s] = !m->c->trace[s] || (sim_only && s == SIDE_REAL) ? -1 : 0;
	}
	k->count[side] += count;
}

static const char *kind_name(const struct event *e, char *name, size_t room)
{
	const char *kind;

	switch (e->type) {
	case EV_CALL:
		kind = call_type(e) ? path_call_name(path_call_kind(e)) : NULL;
		snprintf(name, room, "%.40s%s%.20s", e->api, kind ? ": " : "", kind ? kind : "");
		return name;
	case EV_FAULT:
		snprintf(name, room, "%.50s%s%.10s", words_without("EXCEPTION_", e->code), e->access ? ", " : "",
		         e->access ? e->access : "");
		return name;
	case EV_FILTER:
		snprintf(name, room, "filter: %.50s", words_without("EXCEPTION_", e->disposition));
		return name;
	case EV_CONTINUE:
		snprintf(name, room, "continue handler: %.50s", words_without("EXCEPTION_", e->disposition));
		return name;
	case EV_HANDLER:
		return "__except block";
	case EV_FINALLY:
		return e->abnormal ? "__finally, unwinding" : "__finally, at its end";
	case EV_OUTPUT:
		return "output";
	case EV_EXIT:
		return e->reason ? "stopped" : "exit";
	case EV_UNHANDLED:
		return "unhandled exception";
	}
	return "";
}

void overview_count(struct overview *o, const struct model *m)
{
	static const enum event_type order[] = { EV_CALL, EV_FAULT, EV_FILTER, EV_CONTINUE, EV_HANDLER, EV_FINALLY, EV_OUTPUT,
	                                         EV_UNHANDLED, EV_EXIT };
	char name[72];

	*o = (struct overview){ 0 };
	for (size_t t = 0; t < sizeof order / sizeof order[0]; t++)
		for (size_t i = 0; i < m->c->rows; i++)
			for (int s = 0; s < SIDES; s++) {
				const struct event *e = m->c->row[i].side[s];

				if (e && e->type == order[t])
					add_kind(o, m, kind_name(e, name, sizeof name), s, 1, false);
			}
	for (size_t i = 0; i < m->c->rows; i++) {
		const struct event *e = m->c->row[i].side[SIDE_SIM];

		for (size_t n = 0; e && n < e->resolved_count; n++) {
			snprintf(name, sizeof name, "kernel resolved: %.40s", e->resolved[n].kind ? e->resolved[n].kind : "fault");
			add_kind(o, m, name, SIDE_SIM, 1, true);
		}
		for (size_t n = 0; e && n < e->resolved_rests; n++) {
			const struct rest *r = &e->resolved_rest[n];

			snprintf(name, sizeof name, "kernel resolved: %.40s", r->kind ? r->kind : "not said how");
			add_kind(o, m, name, SIDE_SIM, r->count, true);
		}
	}
}

static void draw_count(struct page *p, double x, double y, int64_t count, bool differs)
{
	char text[24];

	snprintf(text, sizeof text, count < 0 ? "n/a" : "%" PRId64, count);
	canvas_words(p, x, y, 11, differs ? " text-anchor=\"end\" font-weight=\"bold\"" : count < 0 ? " text-anchor=\"end\" fill=\"" GREY_TXT "\"" :
	      " text-anchor=\"end\"", text, 44);
}

void kinds_draw(struct page *p, const struct overview *o)
{
	size_t shown = o->kinds + (o->more > 0) <= KIND_ROWS ? o->kinds : KIND_ROWS - 1;
	char text[48];

	canvas_panel(p, SIDE_X - 8, 58, SIDE_W + 16, 288, "BY KIND");
	canvas_tag(p, COLUMN_REAL - 38, 62, SIDE_REAL);
	canvas_tag(p, COLUMN_SIM - 36, 62, SIDE_SIM);
	for (size_t n = 0; n < shown; n++) {
		const struct overview_kind *k = &o->kind[n];
		double y = KIND_TOP + (double)n * KIND_PITCH;
		bool differs = k->count[0] >= 0 && k->count[1] >= 0 && k->count[0] != k->count[1];

		canvas_words(p, SIDE_X, y, 10.5, "", k->name, COLUMN_REAL - SIDE_X - 34);
		draw_count(p, COLUMN_REAL, y, k->count[0], differs);
		draw_count(p, COLUMN_SIM, y, k->count[1], differs);
		if (differs)
			canvas_words(p, COLUMN_SIM + 6, y, 12, " font-weight=\"bold\"", "\u2260", 16);
	}
	if (shown == o->kinds && !o->more)
		return;
	snprintf(text, sizeof text, "\u2026 and %zu more kinds", o->kinds - shown + o->more);
	canvas_words(p, SIDE_X, KIND_TOP + (double)shown * KIND_PITCH, 10.5, " fill=\"" GREY_TXT "\"", text, SIDE_W);
}
