/* tally.c - see tally.h. */
#include "viz/judge/tally.h"

#include <dirent.h>
#include <errno.h>
#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "viz/base/plain.h"
#include "viz/base/store.h"
#include "viz/base/typeset.h"

#define RESULT_MAX ((size_t)4 << 20)
enum { DONE = 0, INCOMPLETE = 1, UNUSABLE = 2, NAME_COLUMNS = 28, TABLE_COLUMNS = 120 };

struct row {
	char *name;
	bool graded;
	double points, most;            /* as JSON has them; whole hundredths */
	char *first;                    /* what is said of the first item that lost points; NULL: none did */
	json_t *items;                  /* owned */
};

struct tally {
	struct row *row;
	size_t rows, room;
};

static int complain(const char *what, const char *arg)
{
	fprintf(stderr, "viz: tally: %s%s%s\nusage: viz tally [--out DIR] FOLDER\n", what, arg ? ": " : "", arg ? arg : "");
	return UNUSABLE;
}

/* ---- reading ---- */

static long hundredths(double n) { return (long)(n * 100 + (n < 0 ? -0.5 : 0.5)); }

static long points_of(const json_t *item) { return hundredths(json_number_value(json_object_get(item, "points"))); }
static long most_of(const json_t *item) { return hundredths(json_number_value(json_object_get(item, "most"))); }

/* The feedback of the first item that is not whole, or that is a remark on the run and worth nothing. */
static char *first_loss(const json_t *items)
{
	size_t i;
	json_t *item;

	json_array_foreach(items, i, item) {
		const char *said = json_string_value(json_object_get(item, "feedback"));

		if (said && (most_of(item) == 0 || points_of(item) < most_of(item)))
			return strdup(said);
	}
	return NULL;
}

static void read_result(struct row *r, const char *folder)
{
	struct ink text = { 0 };
	json_error_t error;
	json_t *o = NULL;
	char *path;

	if (asprintf(&path, "%s/%s/result.json", folder, r->name) < 0)
		return;
	if (store_get(path, &text, RESULT_MAX) && text.used)
		o = json_loadb(text.text, text.used, 0, &error);
	r->items = json_incref(json_object_get(o, "items"));
	r->graded = json_is_array(r->items) && json_is_number(json_object_get(o, "points")) && json_is_number(json_object_get(o, "most"));
	if (r->graded) {
		r->points = json_number_value(json_object_get(o, "points"));
		r->most = json_number_value(json_object_get(o, "most"));
		r->first = hundredths(r->points) < hundredths(r->most) ? first_loss(r->items) : NULL;
	}
	json_decref(o);
	ink_free(&text);
	free(path);
}

static bool add(struct tally *t, const char *name)
{
	if (t->rows == t->room) {
		size_t room = t->room ? t->room * 2 : 64;
		struct row *more = realloc(t->row, room * sizeof *more);

		if (!more)
			return false;
		t->row = more;
		t->room = room;
	}
	t->row[t->rows] = (struct row){ .name = strdup(name) };
	return t->row[t->rows++].name != NULL;
}

static int by_name(const void *a, const void *b) { return strcmp(((const struct row *)a)->name, ((const struct row *)b)->name); }

static bool read_folder(struct tally *t, const char *folder)
{
	DIR *dir = opendir(folder);
	struct dirent *d;
	bool ok = dir != NULL;

	if (!dir)
		fprintf(stderr, "viz: %s: cannot be read as a folder of results: %s\n", folder, strerror(errno));
	while (ok && (d = readdir(dir)))
		if (d->d_name[0] != '.' || (d->d_name[1] && strcmp(d->d_name, "..")))
			ok = add(t, d->d_name);
	if (dir)
		closedir(dir);
	if (t->rows)
		qsort(t->row, t->rows, sizeof *t->row, by_name);
	for (size_t i = 0; ok && i < t->rows; i++)
		read_result(&t->row[i], folder);
	return ok;
}

static void free_tally(struct tally *t)
{
	for (size_t i = 0; i < t->rows; i++) {
		free(t->row[i].name);
		free(t->row[i].first);
		json_decref(t->row[i].items);
	}
	free(t->row);
}

/* ---- writing ---- */

static void put_number(struct ink *i, double n)
{
	long h = hundredths(n);

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
	struct ink plain = { 0 };
	size_t most = t->width - t->column - 6, n;

	plain_text(&plain, text);
	n = plain.used;
	if (plain.text && n > most) {
		for (n = most; n && ((unsigned char)plain.text[n] & 0xc0) == 0x80; n--)
			;
		plain.text[n] = '\0';
	}
	ink_printf(t->out, "  %s%s", plain.text ? plain.text : "", n < plain.used ? "..." : "");
	ink_free(&plain);
}

static void put_row(struct typeset *t, const struct row *r)
{
	line_cell(t, TS_PLAIN, r->name, NAME_COLUMNS);
	if (r->graded) {
		cell_number(t, r->points, 8);
		cell_number(t, r->most, 8);
		line_printf(t, TS_PLAIN, "%5ld%%", r->most > 0 ? (long)(r->points * 100 / r->most) : 100);
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

		for (size_t k = 0; k < t->rows; k++) {
			size_t n;
			json_t *other;

			of += t->row[k].graded;
			json_array_foreach(t->row[k].items, n, other) {
				const char *its = json_string_value(json_object_get(other, "name"));

				whole += its && name && strcmp(its, name) == 0 && points_of(other) == most_of(other);
			}
		}
		ink_printf(out, "%6zu of %zu  ", whole, of);
		plain_text(out, name ? name : "");
		ink_puts(out, "\n");
	}
}

static void put_table(struct ink *out, const struct tally *t)
{
	struct typeset line = { .out = out, .width = TABLE_COLUMNS };
	double points = 0, most = 0;
	size_t graded = 0, whole = 0, none = 0;

	ink_printf(out, "%-*s%8s%8s%6s  %s\n", NAME_COLUMNS, "submission", "points", "of", "", "first thing missing");
	for (size_t i = 0; i < t->rows; i++) {
		const struct row *r = &t->row[i];

		put_row(&line, r);
		if (!r->graded)
			continue;
		graded++;
		points += r->points;
		most += r->most;
		whole += hundredths(r->points) == hundredths(r->most);
		none += hundredths(r->points) == 0 && r->most > 0;
	}
	put_items(out, t);
	ink_printf(out, "\n%zu submissions, %zu graded: %zu with all points, %zu with none, mean %ld%%\n", t->rows, graded, whole, none,
	           most > 0 ? (long)(points * 100 / most) : 0);
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

static void put_csv_table(struct ink *out, const struct tally *t)
{
	ink_puts(out, "submission,points,of,graded,first thing missing\r\n");
	for (size_t i = 0; i < t->rows; i++) {
		put_csv(out, t->row[i].name);
		ink_puts(out, ",");
		put_number(out, t->row[i].points);
		ink_puts(out, ",");
		put_number(out, t->row[i].most);
		ink_printf(out, ",%s,", t->row[i].graded ? "yes" : "no");
		put_csv(out, t->row[i].first ? t->row[i].first : "");
		ink_puts(out, "\r\n");
	}
}

static void put_json_table(struct ink *out, const struct tally *t)
{
	ink_puts(out, "{\"submissions\":[");
	for (size_t i = 0; i < t->rows; i++) {
		ink_puts(out, i ? ",\n{\"name\":" : "\n{\"name\":");
		plain_json(out, t->row[i].name);
		ink_printf(out, ",\"graded\":%s,\"points\":", t->row[i].graded ? "true" : "false");
		put_number(out, t->row[i].points);
		ink_puts(out, ",\"most\":");
		put_number(out, t->row[i].most);
		ink_puts(out, "}");
	}
	ink_puts(out, "\n]}\n");
}

static bool put_file(const char *folder, const char *name, const struct tally *t, void (*how)(struct ink *, const struct tally *))
{
	struct ink text = { 0 };
	char why[600], *path = NULL;
	bool ok = asprintf(&path, "%s/%s", folder, name) >= 0;

	how(&text, t);
	if (!ok || text.failed)
		snprintf(why, sizeof why, "no memory for %s", name);
	ok = ok && !text.failed && store_folder(folder, why, sizeof why) && store_put(path, text.text, text.used, why, sizeof why);
	if (!ok)
		fprintf(stderr, "viz: %s\n", why);
	ink_free(&text);
	free(path);
	return ok;
}

static int publish(const struct tally *t, const char *out)
{
	struct ink table = { 0 };
	int status = DONE;

	put_table(&table, t);
	if (out && !(put_file(out, "summary.txt", t, put_table) && put_file(out, "summary.csv", t, put_csv_table) &&
	             put_file(out, "summary.json", t, put_json_table)))
		status = UNUSABLE;
	else if (table.failed || fwrite(table.text, 1, table.used, stdout) != table.used || fflush(stdout)) {
		fprintf(stderr, "viz: cannot write the table: %s\n", strerror(errno));
		status = UNUSABLE;
	}
	for (size_t i = 0; i < t->rows && status == DONE; i++)
		if (!t->row[i].graded)
			status = INCOMPLETE;
	ink_free(&table);
	return status;
}

int tally_main(int argc, char **argv)
{
	const char *out = NULL, *folder = NULL;
	struct tally t = { 0 };
	bool options = true;
	int status = UNUSABLE;

	for (int i = 1; i < argc; i++) {
		if (options && strcmp(argv[i], "--") == 0)
			options = false;
		else if (options && strcmp(argv[i], "--out") == 0 && i + 1 < argc)
			out = argv[++i];
		else if (options && argv[i][0] == '-' && argv[i][1])
			return complain("unknown option, or its value is missing", argv[i]);
		else if (folder)
			return complain("one folder at a time", argv[i]);
		else
			folder = argv[i];
	}
	if (!folder)
		return complain("a folder of results is missing", NULL);
	if (read_folder(&t, folder))
		status = publish(&t, out);
	free_tally(&t);
	return status;
}
