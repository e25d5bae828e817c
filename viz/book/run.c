/* run.c - see run.h. */
#include "viz/book/run.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "viz/base/joined.h"
#include "viz/book/data.h"
#include "viz/book/overview.h"

static void side_line(struct ink *o, const struct trace_file *t)
{
	struct ink text = { 0 };

	ink_printf(&text, t->recorded ? "%s (recorded, %s)" : "%s (%s)", t->side == SIDE_REAL ? "REAL" : "SIM", t->platform);
	data_string(o, text.text ? text.text : "");
	ink_free(&text);
}

void run_head(struct writing *w, const char *title, const char *source)
{
	const struct comparison *c = w->m->c;
	struct ink *o = &w->out, words = { 0 };

	data_member(o, "lab", w->m->any->lab);
	ink_puts(o, ",");
	data_member(o, "title", title);
	ink_puts(o, ",\"sides\":[");
	for (int s = 0, n = 0; s < SIDES; s++)
		if (c->trace[s]) {
			ink_puts(o, n++ ? "," : "");
			side_line(o, c->trace[s]);
		}
	ink_puts(o, "],");
	if (compare_say_mistake(&words, c))
		ink_puts(&words, ". ");
	compare_say_result(&words, c);
	data_member(o, "result", words.text ? words.text : "");
	ink_free(&words);
	for (int s = 0; s < SIDES && !source; s++)
		source = c->trace[s] ? c->trace[s]->source : NULL;
	ink_puts(o, ",\"source\":");
	if (source)
		data_string(o, source);
	else
		ink_puts(o, "null");
	ink_puts(o, ",\"facts\":[");
	for (int i = 0; i < LEDGER_ROWS; i++) {
		ink_puts(o, i ? "," : "");
		data_string(o, w->m->picture[0].ledger[i].fact);
	}
	ink_puts(o, "],\n");
}

static void cell(struct ink *o, const struct event *e, struct ink *words)
{
	ink_clear(words);
	if (e)
		compare_say(words, e);
	ink_puts(o, ",");
	data_string(o, e && words->text ? words->text : "-");
}

/* What is new of the output by row: a character comes with its last byte. */
static void run_output(struct ink *o, const struct comparison *c)
{
	struct ink text = { 0 };
	struct joined all = { .out = &text };
	size_t last = SIZE_MAX;

	ink_puts(o, "],\"output\":[");
	for (size_t i = 0; i <= c->rows; i++) {
		const struct event *e = i == c->rows ? NULL : c->row[i].side[0] ? c->row[i].side[0] : c->row[i].side[1];

		if (e && e->type != EV_OUTPUT)
			continue;
		if (e)
			joined_add(&all, e->text);
		else
			joined_end(&all);
		if (!e && !text.used)
			break;
		ink_printf(o, "%s[%zu,", last == SIZE_MAX ? "" : ",", e ? i : last);
		data_string(o, text.text);
		ink_puts(o, "]");
		last = e ? i : last;
		ink_clear(&text);
	}
	o->failed |= text.failed;
	ink_free(&text);
}

void run_rows(struct writing *w)
{
	const struct comparison *c = w->m->c;
	struct ink *o = &w->out, words = { 0 };
	int n = 0;

	ink_puts(o, "\"rows\":[");
	for (size_t i = 0; i < c->rows; i++) {
		const struct row *r = &c->row[i];
		const struct event *e = r->side[0] ? r->side[0] : r->side[1];

		ink_printf(o, "%s[\"%" PRIu32 "\",\"%" PRIu32 "\",\"%s\"", i ? ",\n" : "", e->step, e->line, reader_type_name(e->type));
		cell(o, r->side[0], &words);
		cell(o, r->side[1], &words);
		ink_clear(&words);
		compare_say_verdict(&words, c, r);
		ink_puts(o, ",");
		data_string(o, words.text);
		ink_puts(o, "]");
	}
	ink_puts(o, "],\"bad\":[");
	for (size_t i = 0; i < c->rows; i++)
		if (compare_differs(c->row[i].verdict))
			ink_printf(o, "%s%zu", n++ ? "," : "", i);
	ink_puts(o, "],\"known\":[");
	n = 0;
	for (size_t i = 0; i < c->rows; i++)
		if (c->row[i].verdict == CMP_KNOWN)
			ink_printf(o, "%s%zu", n++ ? "," : "", i);
	run_output(o, c);
	ink_puts(o, "],\n");
	ink_free(&words);
}

void run_overview(struct writing *w)
{
	struct overview *o = calloc(1, sizeof *o);
	struct ink svg = { 0 };

	if (!o) {
		w->out.failed = true;
		return;
	}
	overview_count(o, w->m);
	overview_draw(&svg, o, w->m);
	w->out.failed |= svg.failed;
	data_member(&w->out, "overview", svg.text ? svg.text : "");
	ink_puts(&w->out, ",\n\"kinds\":[");
	for (size_t n = 0; n < o->kinds; n++) {
		ink_puts(&w->out, n ? ",[" : "[");
		data_string(&w->out, o->kind[n].name);
		ink_printf(&w->out, ",%" PRId64 ",%" PRId64 "]", o->kind[n].count[0], o->kind[n].count[1]);
	}
	ink_puts(&w->out, "],\n");
	ink_free(&svg);
	free(o);
}

/* Steps whose diagram of the kernel's structures lies beside the book: a page cannot look for a file by itself. */
void run_structures(struct writing *w)
{
	int n = 0, wide = w->m->pictures > 9999 ? 5 : 4;

	ink_puts(&w->out, "\"structures\":[");
	for (size_t i = 0; i < w->m->pictures; i++) {
		char *path;

		if (asprintf(&path, "%s/structures/step-%0*zu.svg", w->folder, wide, w->m->picture[i].number) < 0) {
			w->out.failed = true;
			return;
		}
		if (access(path, R_OK) == 0)
			ink_printf(&w->out, "%s%zu", n++ ? "," : "", w->m->picture[i].number);
		free(path);
	}
	ink_puts(&w->out, "],\n");
}
