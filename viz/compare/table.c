/* table.c - see compare.h and report.h: a comparison as the table of its steps. */
#include "viz/compare/report.h"

#include <inttypes.h>
#include <string.h>

#include "core/letter.h"
#include "viz/base/plain.h"

size_t compare_columns(const char *text)
{
	size_t columns = 0;
	uint32_t c;

	for (; *text; columns += letter_columns(c))
		text += letter_take(text, strnlen(text, LETTER_BYTES), &c);
	return columns;
}

void compare_cell(struct ink *i, const char *text, size_t width)
{
	size_t n = compare_columns(text);

	ink_puts(i, text);
	for (; n < width; n++)
		ink_puts(i, " ");
	ink_puts(i, "  ");
}

const char *compare_said(struct ink *scratch, const struct event *e)
{
	ink_clear(scratch);
	if (e)
		compare_say(scratch, e);
	else
		ink_puts(scratch, "-");
	return scratch->text ? scratch->text : "";
}

static void print_row(struct ink *i, const struct comparison *c, const struct row *r, const size_t width[SIDES], struct ink *scratch)
{
	const struct event *any = r->side[SIDE_REAL] ? r->side[SIDE_REAL] : r->side[SIDE_SIM];

	ink_printf(i, "%5" PRIu32 "  %5" PRIu32 "  ", compare_row_step(r), any->line);
	if (compare_threads(c) > 1)
		ink_printf(i, "%6" PRIu32 "  ", any->thread);
	ink_printf(i, "%-9s  ", reader_type_name(any->type));
	for (int s = 0; s < SIDES; s++)
		compare_cell(i, compare_said(scratch, r->side[s]), width[s]);
	compare_say_verdict(i, c, r);
	ink_puts(i, "\n");
}

static void widths(const struct comparison *c, size_t width[SIDES], struct ink *scratch)
{
	for (int s = 0; s < SIDES; s++)
		width[s] = c->sides ? 4 : compare_columns(c->name[s]);
	for (size_t i = 0; i < c->rows; i++)
		for (int s = 0; s < SIDES; s++) {
			size_t n = compare_columns(compare_said(scratch, c->row[i].side[s]));

			if (n > width[s])
				width[s] = n;
		}
}

static void print_known(struct ink *i, const struct comparison *c)
{
	for (const struct wine_entry *w = wine_table; w->id; w++)
		if (c->known[w - wine_table])
			ink_printf(i, "known Wine difference %s, %zu step%s: %s (%s; %s)\n", w->id, c->known[w - wine_table],
			           c->known[w - wine_table] == 1 ? "" : "s", w->what, w->why, w->source);
}

static void print_notes(struct ink *i, const struct comparison *c)
{
	for (int s = 0; s < SIDES; s++)
		if (c->trace[s] && c->trace[s]->note)
			ink_printf(i, "note: %s\n", c->trace[s]->note);
	compare_say_limits(i, c);
	if (compare_threads(c) > 1 && c->trace[SIDE_REAL] && c->trace[SIDE_SIM])
		ink_puts(i, "note: thread N is compared with thread N; memory and counters where all threads have done the same on both sides\n");
}

void compare_say_trace(struct ink *i, const char *name, size_t width, const struct trace_file *t)
{
	compare_cell(i, name, width);
	ink_puts(i, strcmp(name, t->platform) ? t->platform : t->path);
	if (t->recorded_by)
		ink_printf(i, " (recorded by %s)", t->recorded_by);
	else if (t->recorded)
		ink_puts(i, " (recorded)");
	ink_puts(i, "\n");
}

/* Names of platforms, paths and labs are in it as well: all of it has to be harmless. */
bool compare_put(struct ink *i, FILE *out)
{
	struct ink plain = { 0 };
	bool ok;

	if (!i->failed)
		plain_lines(&plain, i->text);
	ok = !i->failed && !plain.failed && fwrite(plain.text, 1, plain.used, out) == plain.used && fflush(out) == 0;
	ink_free(&plain);
	ink_free(i);
	return ok;
}

static void print_head(struct ink *i, const struct comparison *c)
{
	size_t a = compare_columns(c->name[0]), b = compare_columns(c->name[1]);
	struct ink mistake = { 0 };

	if (compare_say_mistake(&mistake, c))
		ink_printf(i, "program: %s\n", mistake.text ? mistake.text : "");
	ink_free(&mistake);
	for (int s = 0; s < SIDES; s++)
		if (c->trace[s])
			compare_say_trace(i, c->name[s], a > b ? a : b, c->trace[s]);
	if (compare_same_edition(c))
		return;
	ink_puts(i, "note: ");
	compare_say_edition(i, c);
	ink_puts(i, "\n");
}

bool compare_print(const struct comparison *c, FILE *out)
{
	struct ink i = { 0 }, scratch = { 0 };
	size_t width[SIDES];

	print_head(&i, c);
	widths(c, width, &scratch);
	ink_puts(&i, compare_threads(c) > 1 ? " step   line  thread  event      " : " step   line  event      ");
	for (int s = 0; s < SIDES; s++)
		compare_cell(&i, c->name[s], width[s]);
	ink_puts(&i, "verdict\n");
	for (size_t k = 0; k < c->rows; k++)
		print_row(&i, c, &c->row[k], width, &scratch);
	print_known(&i, c);
	print_notes(&i, c);
	compare_say_result(&i, c);
	ink_puts(&i, "\n");
	ink_free(&scratch);
	return compare_put(&i, out);
}
