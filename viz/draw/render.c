/* render.c - see render.h. */
#include "viz/draw/render.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "viz/draw/remarks.h"
#include "viz/draw/svg.h"
#include "viz/base/host.h"
#include "viz/base/memory.h"
#include "viz/base/progress.h"
#include "viz/base/spawn.h"
#include "viz/base/store.h"

#define SVG_MAX      ((size_t)16 << 20)
#define PROCESSES    2

struct job {
	const struct render *r;
	uint64_t *digest;               /* of each drawing's DOT */
	bool *due;                      /* its SVG is missing or of another DOT */
	size_t dues;
	struct remarks remarks;
	struct spawn_watch watch;       /* over dot */
	char *why;
	size_t room;
};

static const char *name_of(const struct job *j, size_t n)
{
	return j->r->name(j->r->context, n);
}

static bool is_wanted(const struct job *j, size_t n)
{
	return !j->r->is_wanted || j->r->is_wanted(j->r->context, n);
}

static char *path_of(const struct job *j, const char *name, const char *ending)
{
	char *p;

	return asprintf(&p, "%s/%s%s", j->r->folder, name, ending) < 0 ? NULL : p;
}

static uint64_t digest_of(const char *bytes, size_t size)
{
	uint64_t h = 0xcbf29ce484222325ull + SVG_FINISH;

	for (size_t i = 0; i < size; i++)
		h = (h ^ (unsigned char)bytes[i]) * 0x100000001b3ull;
	return h;
}

/* ---- DOT ---- */

static bool svg_is_current(const struct job *j, size_t n)
{
	char *path = path_of(j, name_of(j, n), ".svg"), head[1024], want[64];
	FILE *f = path ? fopen(path, "rb") : NULL;
	size_t got = f ? fread(head, 1, sizeof head - 1, f) : 0;

	if (f)
		fclose(f);
	free(path);
	head[got] = '\0';
	snprintf(want, sizeof want, "data-dot=\"%016" PRIx64 "\"", j->digest[n]);
	return strstr(head, want) != NULL;
}

static bool write_dot(struct job *j, size_t n, struct ink *text)
{
	char *path = path_of(j, name_of(j, n), ".dot");
	bool ok;

	ink_clear(text);
	j->r->draw(j->r->context, n, text);
	if (!path || text->failed) {
		snprintf(j->why, j->room, "no memory for the drawings");
		free(path);
		return false;
	}
	ok = store_put(path, text->text, text->used, j->why, j->room);
	j->r->describe(j->r->context, n, text);         /* the words in the SVG count as well */
	j->digest[n] = text->failed ? 0 : digest_of(text->text, text->used);
	j->due[n] = !svg_is_current(j, n);
	j->dues += j->due[n];
	free(path);
	return ok;
}

static bool write_dots(struct job *j)
{
	struct ink text = { 0 };
	bool ok = true;

	for (size_t n = 0; ok && n < j->r->count; n++)
		ok = !is_wanted(j, n) || write_dot(j, n, &text);
	ink_free(&text);
	return ok;
}

/* ---- what an earlier run left ---- */

static bool ends_in(const char *name, size_t n, const char *ending)
{
	size_t k = strlen(ending);

	return n >= k && strcmp(name + n - k, ending) == 0;
}

/* True for step-DIGITS-SLUG.dot and the like: the names that this module gives. */
static bool is_ours(const char *name)
{
	size_t n = strlen(name);

	return strncmp(name, "step-", 5) == 0 && isdigit((unsigned char)name[5]) &&
	       (ends_in(name, n, ".dot") || ends_in(name, n, ".svg") || ends_in(name, n, ".tmp"));
}

static bool is_current(const struct job *j, const char *name, bool svg)
{
	size_t number = strtoul(name + 5, NULL, 10), n;
	const char *mine;

	if (number < 1 || number > j->r->count || !is_wanted(j, number - 1))
		return false;
	mine = name_of(j, number - 1);
	n = strlen(mine);
	return strncmp(name, mine, n) == 0 &&
	       (strcmp(name + n, ".dot") == 0 || (svg && strcmp(name + n, ".svg") == 0 && !j->due[number - 1]));
}

/* RENDER-1. An SVG that is due is removed first too: it shows something else. */
static void remove_stale(const struct job *j, bool svg)
{
	DIR *d = opendir(j->r->folder);
	struct dirent *e;

	while (d && (e = readdir(d))) {
		char *path = is_ours(e->d_name) && !is_current(j, e->d_name, svg) ? path_of(j, e->d_name, "") : NULL;

		if (path)
			unlink(path);
		free(path);
	}
	if (d)
		closedir(d);
}

static void remove_due(const struct job *j)
{
	for (size_t n = 0; n < j->r->count; n++) {
		char *old = j->due[n] ? path_of(j, name_of(j, n), ".svg") : NULL;

		if (old)
			unlink(old);
		free(old);
	}
}

/* ---- Graphviz ---- */

/* Bytes of dot's own words, and of the quotes and endings around each name, with room to spare. */
enum { OWN_WORDS = 64, AROUND_NAME = 24 };

/* How many drawings one command line can name: on Windows there are more in a long lab. */
static size_t most_words(const struct job *j)
{
	size_t longest = 1, most;

	for (size_t n = 0; n < j->r->count; n++)
		if (j->due[n] && strlen(name_of(j, n)) > longest)
			longest = strlen(name_of(j, n));
	most = (spawn_room() - OWN_WORDS) / (longest + AROUND_NAME);
	return most ? most : 1;
}

/* Start dot on every `parts`-th of the due drawings from `first` up to `last`. */
static int start_dot(const struct job *j, size_t first, size_t last, size_t part, size_t parts, FILE *errors, spawn_id *id)
{
	const struct spawn how = { .folder = j->r->folder, .out = errors, .errors = errors };
	char **argv = calloc(last - first + 9, sizeof *argv);
	size_t n = 0, k = 0;
	int error = argv ? 0 : ENOMEM;

	*id = 0;
	if (argv) {
		argv[n++] = "dot";
		argv[n++] = "-v";               /* which fonts it takes: remarks.h */
		argv[n++] = "-Tsvg";
		argv[n++] = "-O";
	}
	for (size_t i = 0; !error && i < j->r->count; i++) {
		if (!j->due[i])
			continue;
		if (k >= first && k < last && k % parts == part && asprintf(&argv[n++], "./%s.dot", name_of(j, i)) < 0) {
			argv[--n] = NULL;
			error = ENOMEM;
		}
		k++;
	}
	if (!error)
		error = spawn_start(id, argv, &how);
	for (size_t i = 4; argv && i < n; i++)
		free(argv[i]);
	free(argv);
	return error;
}

/* A few times a second, while dot is at work: how many it has begun to write. */
static void count_drawn(void *job)
{
	const struct job *j = job;
	size_t drawn = 0;

	for (size_t n = 0; progress_counts() && n < j->r->count; n++) {
		char *path = j->due[n] ? path_of(j, name_of(j, n), ".dot.svg") : NULL;

		drawn += path && access(path, F_OK) == 0;
		free(path);
	}
	progress_at(drawn);
}

/* The due drawings from `first` up to `last`; false if that failed. *missing: there is no dot. */
static bool run_dots(struct job *j, size_t first, size_t last, size_t parts, FILE *errors, bool *missing)
{
	spawn_id id[PROCESSES];
	bool ok = true;

	for (size_t i = 0; i < parts; i++)
		*missing |= start_dot(j, first, last, i, parts, errors, &id[i]) == ENOENT;
	for (size_t i = 0; i < parts; i++) {
		struct spawn_watch watch = { .seconds = SPAWN_SECONDS + (unsigned)j->dues, .tick = count_drawn, .context = j };

		if (!spawn_wait(id[i], &watch) && ok) {
			j->watch = watch;
			ok = false;
		}
	}
	return ok;
}

/* What did not come about in `where`, and what Graphviz has to say of it. */
static void blame(struct job *j, const char *what, const char *where)
{
	struct ink said = { 0 };

	if (j->watch.hung || j->watch.signal)
		ink_printf(&said, "dot %s", spawn_fate(&j->watch));
	else
		remarks_first(&j->remarks, &said);
	if (!said.used && j->watch.status)
		ink_printf(&said, "dot %s", spawn_fate(&j->watch));
	if (host_disk_full(j->r->folder))
		ink_puts(&said, said.used ? "; the disk is full" : "the disk is full");
	snprintf(j->why, j->room, "%s%s%s%s", where, what, said.used ? ": " : "", said.used ? said.text : "");
	ink_free(&said);
}

static enum render_status run_dot(struct job *j)
{
	size_t parts = j->dues > j->r->many ? PROCESSES : 1, most = most_words(j) * parts;
	FILE *errors = host_temporary();
	bool ok = errors != NULL, missing = false;

	if (!ok) {
		snprintf(j->why, j->room, "no temporary file for Graphviz: %s", strerror(errno));
		return RENDER_FAILED;
	}
	progress_begin("drawing", j->dues, j->r->what);
	for (size_t first = 0; ok && first < j->dues; first += most)
		ok = run_dots(j, first, j->dues - first < most ? j->dues : first + most, parts, errors, &missing);
	if (ok)
		progress_at(j->dues);
	progress_end();
	remarks_read(&j->remarks, errors);
	fclose(errors);
	if (missing) {
		snprintf(j->why, j->room, "Graphviz is missing: no program `dot`. %s and run this again; "
		         "the .dot files are in %s", host_how_to_get("graphviz"), j->r->folder);
		return RENDER_NO_DOT;
	}
	if (!ok)
		blame(j, ": Graphviz could not draw the graphs there", j->r->folder);
	return ok ? RENDER_OK : RENDER_FAILED;
}

/* ---- SVG ---- */

static bool finish_one(struct job *j, size_t n, struct ink *raw, struct ink *done)
{
	char *from = path_of(j, name_of(j, n), ".dot.svg"), *to = path_of(j, name_of(j, n), ".svg");
	bool ok = false;

	ink_clear(raw);
	ink_clear(done);
	errno = 0;
	if (!from || !to)
		snprintf(j->why, j->room, "no memory for the drawings");
	else if (!store_get(from, raw, SVG_MAX) && errno && errno != ENOENT)
		snprintf(j->why, j->room, "%s: cannot be read: %s", from, strerror(errno));
	else if (!raw->used || !strstr(raw->text, "</svg>"))
		blame(j, ": Graphviz did not write it whole", from);
	else {
		struct ink words = { 0 };

		j->r->describe(j->r->context, n, &words);
		svg_finish(done, raw->text, raw->used, words.text, j->digest[n]);
		done->failed |= words.failed;
		ink_free(&words);
		ok = !done->failed && store_put(to, done->text, done->used, j->why, j->room);
	}
	if (from)
		unlink(from);
	free(from);
	free(to);
	return ok;
}

/* RENDER-3 */
static void remark(struct job *j)
{
	struct ink text = { 0 };

	remarks_tell(&j->remarks, &text);
	snprintf(j->why, j->room, "%s", text.used ? text.text : "");
	ink_free(&text);
}

/* What dot has drawn and nobody has made a picture of. */
static void remove_unfinished(const struct job *j)
{
	char path[8192];

	for (size_t n = 0; n < j->r->count; n++)
		if (snprintf(path, sizeof path, "%s/%s.dot.svg", j->r->folder, name_of(j, n)) < (int)sizeof path)
			unlink(path);
}

static const struct job *at_work;
static memory_undo *undo_of_caller;

static void undo(void)
{
	remove_unfinished(at_work);
	if (undo_of_caller)
		undo_of_caller();
}

static enum render_status render(struct job *j)
{
	struct ink raw = { 0 }, done = { 0 };
	enum render_status status;
	bool ok = true;

	if (!j->dues)
		return RENDER_OK;
	at_work = j;
	undo_of_caller = viz_memory_undo(undo);
	status = run_dot(j);
	for (size_t n = 0; status == RENDER_OK && ok && n < j->r->count; n++)
		ok = !j->due[n] || finish_one(j, n, &raw, &done);
	ink_free(&raw);
	ink_free(&done);
	if (status == RENDER_OK && !ok)
		status = RENDER_FAILED;
	if (status == RENDER_OK)
		remark(j);
	viz_memory_undo(undo_of_caller);
	if (status != RENDER_OK)
		remove_unfinished(j);
	return status;
}

enum render_status render_write(const struct render *r, bool svg, char *why, size_t room)
{
	struct job j = { .r = r, .why = why, .room = room };
	enum render_status status = RENDER_FAILED;

	why[0] = '\0';
	j.digest = calloc(r->count + 1, sizeof *j.digest);
	j.due = calloc(r->count + 1, sizeof *j.due);
	if (!j.digest || !j.due)
		snprintf(why, room, "no memory for the drawings");
	else if (store_folder(r->folder, why, room) && write_dots(&j)) {
		if (r->alone)
			remove_due(&j);
		else
			remove_stale(&j, svg);
		status = svg ? render(&j) : RENDER_OK;
	}
	free(j.digest);
	free(j.due);
	return status;
}
