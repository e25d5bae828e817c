/* tally.c - see tally.h. */
#include "viz/judge/tally.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "viz/base/ink.h"
#include "viz/base/store.h"

#define RESULT_MAX ((size_t)4 << 20)

long tally_hundredths(double n) { return (long)(n * 100 + (n < 0 ? -0.5 : 0.5)); }

long tally_points_of(const json_t *item) { return tally_hundredths(json_number_value(json_object_get(item, "points"))); }
long tally_max_of(const json_t *item) { return tally_hundredths(json_number_value(json_object_get(item, "most"))); }

/* The feedback of the first item that is not whole, or that is a remark on the run and worth nothing. */
static char *first_loss(const json_t *items)
{
	size_t i;
	json_t *item;

	json_array_foreach(items, i, item) {
		const char *said = json_string_value(json_object_get(item, "feedback"));

		if (said && (tally_max_of(item) == 0 || tally_points_of(item) < tally_max_of(item)))
			return strdup(said);
	}
	return NULL;
}

static void read_result(struct submission *r, const char *folder)
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
		r->max = json_number_value(json_object_get(o, "most"));
		r->first = tally_hundredths(r->points) < tally_hundredths(r->max) ? first_loss(r->items) : NULL;
	}
	json_decref(o);
	ink_free(&text);
	free(path);
}

static bool add(struct tally *t, const char *name)
{
	if (t->rows == t->room) {
		size_t room = t->room ? t->room * 2 : 64;
		struct submission *more = realloc(t->row, room * sizeof *more);

		if (!more)
			return false;
		t->row = more;
		t->room = room;
	}
	t->row[t->rows] = (struct submission){ .name = strdup(name) };
	return t->row[t->rows++].name != NULL;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct submission *)a)->name, ((const struct submission *)b)->name);
}

bool tally_read(struct tally *t, const char *folder)
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

void tally_free(struct tally *t)
{
	for (size_t i = 0; i < t->rows; i++) {
		free(t->row[i].name);
		free(t->row[i].first);
		json_decref(t->row[i].items);
	}
	free(t->row);
}
