/* tally_table.c - see tally_table.h. */
#include "viz/judge/tally_table.h"

#include <stdio.h>
#include <string.h>

#include "viz/base/plain.h"
#include "viz/base/typeset.h"

enum { NAME_COLUMNS = 28, TABLE_COLUMNS = 120 };

static void put_number(struct ink *i, double n)
{
	long h = tally_hundredths(n);

	ink_printf(i, h % 100 == 0 ? "%ld" : h % 10 == 0 ? "%ld.%01ld" : "%ld.%02ld", h / 100, h % 10 == 0 ? h / 10 % 10 : h % 100);
}

static void cell_number(struct typeset *t, double n, unsigned columns)
{
	struct ink i = { 0 };

	put_number(&i, n);
	line_printf(t, TS_PLAIN, "%*s", (int)columns, i.text ? i.text : "");
	ink_free(&i);
}

/* As much of the text as the line has room for, from its start. */
static void put_start(struct typeset *t, const char *text)
{
	ink_puts(t->out, "  ");
	if (!line_start(t, text, t->width - t->column - 6))
		ink_puts(t->out, "...");
}

static void put_row(struct typeset *t, const struct submission *r)
{
	line_cell(t, TS_PLAIN, r->name, NAME_COLUMNS);
	if (r->graded) {
		cell_number(t, r->points, 8);
		cell_number(t, r->max, 8);
		line_printf(t, TS_PLAIN, "%5ld%%", r->max > 0 ? (long)(r->points * 100 / r->max) : 100);
		put_start(t, r->first ? r->first : "all of it");
	} else {
		put_start(t, "NOT GRADED: there is no result, look at the file `said` beside it");
	}
	line_end(t);
}

/* How many have the whole of each item, by the names of the first result that has any. */
static void put_items(struct ink *out, const struct tally *t)
{
	const json_t *items = NULL;
	size_t i;
	json_t *item;

	for (size_t k = 0; k < t->rows && !json_array_size(items); k++)
		items = t->row[k].graded ? t->row[k].items : NULL;
	if (json_array_size(items))
		ink_puts(out, "\nhave it whole\n");
	json_array_foreach(items, i, item) {
		const char *name = json_string_value(json_object_get(item, "name"));
		size_t whole = 0, of = 0;

		if (tally_max_of(item) == 0)
			continue;               /* a remark on the run, not something that was asked for */
		for (size_t k = 0; k < t->rows; k++) {
			size_t n;
			json_t *other;

			of += t->row[k].graded;
			json_array_foreach(t->row[k].items, n, other) {
				const char *its = json_string_value(json_object_get(other, "name"));

				whole += its && name && strcmp(its, name) == 0 && tally_points_of(other) == tally_max_of(other);
			}
		}
		ink_printf(out, "%6zu of %zu  ", whole, of);
		plain_text(out, name ? name : "");
		ink_puts(out, "\n");
	}
}

void tally_put_table(struct ink *out, const struct tally *t)
{
	struct typeset line = { .out = out, .width = TABLE_COLUMNS };
	double points = 0, max = 0;
	size_t graded = 0, whole = 0, none = 0;

	ink_printf(out, "%-*s%8s%8s%6s  %s\n", NAME_COLUMNS, "submission", "points", "of", "", "first thing missing");
	for (size_t i = 0; i < t->rows; i++) {
		const struct submission *r = &t->row[i];

		put_row(&line, r);
		if (!r->graded)
			continue;
		graded++;
		points += r->points;
		max += r->max;
		whole += tally_hundredths(r->points) == tally_hundredths(r->max);
		none += tally_hundredths(r->points) == 0 && r->max > 0;
	}
	put_items(out, t);
	ink_printf(out, "\n%zu submissions, %zu graded: %zu with all points, %zu with none, mean %ld%%\n", t->rows, graded, whole, none,
	           max > 0 ? (long)(points * 100 / max) : 0);
}

/* One field of CSV: quoted, and never the start of a formula. */
static void put_csv(struct ink *out, const char *text)
{
	struct ink plain = { 0 };

	plain_text(&plain, text);
	ink_puts(out, "\"");
	if (plain.text && strchr("=+-@", plain.text[0]) && plain.text[0])
		ink_puts(out, "'");
	for (const char *s = plain.text ? plain.text : ""; *s; s++)
		ink_add(out, *s == '"' ? "\"\"" : s, *s == '"' ? 2 : 1);
	ink_puts(out, "\"");
	ink_free(&plain);
}

void tally_put_csv(struct ink *out, const struct tally *t)
{
	ink_puts(out, "submission,points,of,graded,first thing missing\r\n");
	for (size_t i = 0; i < t->rows; i++) {
		put_csv(out, t->row[i].name);
		ink_puts(out, ",");
		put_number(out, t->row[i].points);
		ink_puts(out, ",");
		put_number(out, t->row[i].max);
		ink_printf(out, ",%s,", t->row[i].graded ? "yes" : "no");
		put_csv(out, t->row[i].first ? t->row[i].first : "");
		ink_puts(out, "\r\n");
	}
}

void tally_put_json(struct ink *out, const struct tally *t)
{
	ink_puts(out, "{\"submissions\":[");
	for (size_t i = 0; i < t->rows; i++) {
		ink_puts(out, i ? ",\n{\"name\":" : "\n{\"name\":");
		plain_json(out, t->row[i].name);
		ink_printf(out, ",\"graded\":%s,\"points\":", t->row[i].graded ? "true" : "false");
		put_number(out, t->row[i].points);
		ink_puts(out, ",\"most\":");
		put_number(out, t->row[i].max);
		ink_puts(out, "}");
	}
	ink_puts(out, "\n]}\n");
}
