/* export.c - see export.h. */
#include "viz/draw/export.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "viz/draw/picture_files.h"
#include "viz/base/host.h"
#include "viz/base/memory.h"
#include "viz/base/spawn.h"
#include "viz/base/store.h"

enum { FAILED = 1, UNUSABLE = 2, MISSING = 3, PROCESSES = 2 };
enum export_kind { EX_PDF, EX_PNG, EX_WEBP, EX_FOLDER, EX_UNKNOWN };

#define RESULT   "result"               /* in the hidden folder */
#define STILL    { "1920", "1080" }     /* a projector's pixels */
#define MOVING   { "1280", "720" }
#define EACH_MS  "1200"                 /* of the moving one */

struct job {
	const struct model *m;
	const bool *chosen;
	size_t count;
	const char *out;
	char *work;                     /* the hidden folder */
	struct spawn_watch watch;       /* over the program that was waited for last */
	char *why;
	size_t room;
};

static volatile sig_atomic_t caught;
static volatile spawn_id child[PROCESSES];

static int fail(struct job *j, int status, const char *what, const char *more)
{
	snprintf(j->why, j->room, "%s%s%s", what, more ? ": " : "", more ? more : "");
	return status;
}

/* ---- a stranger's program ---- */

static void note_signal(int sig)
{
	caught = sig;
	for (int i = 0; i < PROCESSES; i++)
		spawn_signal(child[i], sig);
}

/* Start it in place `i`; its errno, or 0, when it runs. */
static int start(const struct job *j, int i, char *const argv[], FILE *errors)
{
	const struct spawn how = { .folder = j->work, .out = errors, .errors = errors, .dateless = true };      /* EXPORT-2 */

	return spawn_start(&child[i], argv, &how);
}

static bool wait_for(struct job *j, int i)
{
	bool ok;

	j->watch.seconds = SPAWN_SECONDS + (unsigned)j->count;
	ok = spawn_wait(child[i], &j->watch);

	child[i] = 0;
	return ok;
}

static int blame(struct job *j, const char *program, const char *package, int error, FILE *errors)
{
	char line[300] = "";

	if (error == ENOENT) {
		snprintf(j->why, j->room, "%s is missing. %s and run this again", program, host_how_to_get(package));
		return MISSING;
	}
	rewind(errors);
	if (error || j->watch.hung || j->watch.signal || !fgets(line, sizeof line, errors))
		snprintf(line, sizeof line, "%s%s", error ? "" : "it ", error ? strerror(error) : spawn_fate(&j->watch));
	line[strcspn(line, "\n")] = '\0';
	snprintf(j->why, j->room, "%s could not do it: %s", program, line);
	return FAILED;
}

/* One run; `argv` ends with NULL. */
static int run(struct job *j, const char *package, char *const argv[])
{
	FILE *errors = host_temporary();
	int error, status = 0;

	if (!errors)
		return fail(j, FAILED, "no temporary file", strerror(errno));
	error = start(j, 0, argv, errors);
	if (!wait_for(j, 0) || error)
		status = blame(j, argv[0], package, error, errors);
	fclose(errors);
	return status;
}

/* ---- what is made ---- */

/* "NAME.ENDING" of picture i, to be freed. */
static char *file_of(const struct job *j, size_t i, const char *ending)
{
	char *text;

	return asprintf(&text, "%s.%s", j->m->picture[i].name, ending) < 0 ? NULL : text;
}

/* `first` words, the chosen files with that ending, `last` words and NULL; NULL if there is no memory. */
static char **words_with_files(const struct job *j, const char *const *first, const char *ending, const char *const *last)
{
	char **argv = calloc(j->count + 24, sizeof *argv);
	size_t n = 0;
	bool ok = argv != NULL;

	for (; ok && *first; first++)
		ok = (argv[n++] = strdup(*first)) != NULL;
	for (size_t i = 0; ok && i < j->m->pictures; i++)
		if (j->chosen[i])
			ok = (argv[n++] = file_of(j, i, ending)) != NULL;
	for (; ok && *last; last++)
		ok = (argv[n++] = strdup(*last)) != NULL;
	if (ok)
		return argv;
	for (size_t i = 0; argv && i < n; i++)
		free(argv[i]);
	free(argv);
	return NULL;
}

static int run_on_files(struct job *j, const char *package, const char *const *first, const char *ending, const char *const *last)
{
	char **argv = words_with_files(j, first, ending, last);
	int status = argv ? run(j, package, argv) : fail(j, FAILED, "no memory for the pictures", NULL);

	for (size_t i = 0; argv && argv[i]; i++)
		free(argv[i]);
	free(argv);
	return status;
}

static int make_pdf(struct job *j)
{
	static const char *const first[] = { "rsvg-convert", "--format=pdf", "--output=" RESULT, NULL }, *const last[] = { NULL };

	return run_on_files(j, "librsvg2-bin", first, "svg", last);
}

/* The chosen pictures as PNGs, two at a time. */
static int make_pngs(struct job *j, const char *const size[2])
{
	FILE *errors = host_temporary();
	int status = errors ? 0 : fail(j, FAILED, "no temporary file", strerror(errno));
	size_t n = 0;

	for (size_t i = 0; !status && !caught && i < j->m->pictures; i++) {
		char *from, *to, *argv[] = { "rsvg-convert", "--width", (char *)size[0], "--height", (char *)size[1], "--output",
		                             NULL, NULL, NULL };
		int slot = (int)(n % PROCESSES), error;

		if (!j->chosen[i])
			continue;
		if (n++ >= PROCESSES && !wait_for(j, slot)) {
			status = blame(j, argv[0], "librsvg2-bin", 0, errors);
			break;
		}
		argv[6] = to = file_of(j, i, "png");
		argv[7] = from = file_of(j, i, "svg");
		error = from && to ? start(j, slot, argv, errors) : ENOMEM;
		if (error)
			status = blame(j, argv[0], "librsvg2-bin", error, errors);
		free(from);
		free(to);
	}
	for (int i = 0; i < PROCESSES; i++)
		if (child[i] > 0 && !wait_for(j, i) && !status)
			status = blame(j, "rsvg-convert", "librsvg2-bin", 0, errors);
	if (errors)
		fclose(errors);
	return status;
}

static int make_webp(struct job *j)
{
	static const char *const size[] = MOVING, *const first[] = { "img2webp", "-loop", "0", "-lossless", "-d", EACH_MS, NULL };
	static const char *const last[] = { "-o", RESULT, NULL };
	int status = make_pngs(j, size);

	return status || caught ? status : run_on_files(j, "webp", first, "png", last);
}

/* ---- the hidden folder ---- */

static char *in(const char *folder, const char *name)
{
	char *path;

	return asprintf(&path, "%s/%s", folder, name) < 0 ? NULL : path;
}

static void remove_in(const char *folder, const char *name)
{
	char path[8192];

	if (snprintf(path, sizeof path, "%s/%s", folder, name) < (int)sizeof path)
		unlink(path);
}

static void empty(const char *folder)
{
	DIR *d = opendir(folder);
	struct dirent *e;

	while (d && (e = readdir(d)))
		if (strcmp(e->d_name, ".") && strcmp(e->d_name, ".."))
			remove_in(folder, e->d_name);
	if (d)
		closedir(d);
	rmdir(folder);
}

static const char *at_work;

/* Without memory nobody comes back to do it. */
static void empty_work(void)
{
	empty(at_work);
}

/* Beside the result, so that a rename is enough in the end. What leads to a folder is made, as for pictures and books. */
static int make_work(struct job *j, enum export_kind kind)
{
	char *parent = NULL;
	int status = 0;

	if (asprintf(&parent, "%.*s", (int)(host_name_of(j->out) - j->out), j->out) < 0)
		parent = NULL;
	if (!parent || asprintf(&j->work, "%s.faultlab-XXXXXX", parent) < 0) {
		j->work = NULL;
		status = fail(j, FAILED, "no memory for the pictures", NULL);
	} else if (kind == EX_FOLDER && *parent && !store_folder(parent, j->why, j->room)) {
		status = FAILED;
	} else if (!host_make_hidden(j->work)) {
		status = fail(j, FAILED, j->out, strerror(errno));
	}
	if (status) {
		free(j->work);
		j->work = NULL;
	}
	free(parent);
	return status;
}

static int publish(struct job *j, const char *name, const char *to)
{
	char *from = in(j->work, name);
	struct stat st;
	int status = 0;

	if (!from || stat(from, &st) != 0 || !st.st_size)
		status = fail(j, FAILED, to, host_disk_full(j->work) ? "was not drawn whole: the disk is full" : "was not drawn whole");
	else if (!host_replace(from, to))
		status = fail(j, FAILED, to, strerror(errno));
	free(from);
	return status;
}

/* A picture of an earlier export: step-DIGITS-SLUG.png. */
static bool is_picture(const char *name)
{
	size_t n = strlen(name);

	return strncmp(name, "step-", 5) == 0 && isdigit((unsigned char)name[5]) && n > 4 && strcmp(name + n - 4, ".png") == 0;
}

static void remove_pictures(const char *folder)
{
	DIR *d = opendir(folder);
	struct dirent *e;

	while (d && (e = readdir(d)))
		if (is_picture(e->d_name))
			remove_in(folder, e->d_name);
	if (d)
		closedir(d);
}

static int publish_all(struct job *j)
{
	int status = store_folder(j->out, j->why, j->room) ? 0 : FAILED;

	if (!status)
		remove_pictures(j->out);
	for (size_t i = 0; !status && i < j->m->pictures; i++) {
		char *name = j->chosen[i] ? file_of(j, i, "png") : NULL, *to = name ? in(j->out, name) : NULL;

		if (j->chosen[i])
			status = to ? publish(j, name, to) : fail(j, FAILED, "no memory for the pictures", NULL);
		free(name);
		free(to);
	}
	return status;
}

/* ---- the whole ---- */

static enum export_kind kind_of(const char *out)
{
	const char *name = host_name_of(out), *dot = strrchr(name, '.');
	struct stat st;

	if (!dot || !*name || dot == name || (stat(out, &st) == 0 && S_ISDIR(st.st_mode)))
		return EX_FOLDER;
	if (strcasecmp(dot, ".png") == 0)
		return EX_PNG;
	return strcasecmp(dot, ".pdf") == 0 ? EX_PDF : strcasecmp(dot, ".webp") == 0 ? EX_WEBP : EX_UNKNOWN;
}

static int make(struct job *j, enum export_kind kind)
{
	static const char *const still[] = STILL;
	enum render_status drawn = picture_files_write_some(j->m, j->chosen, j->work, true, j->why, j->room);
	char *name = NULL;
	int status = 0;

	if (drawn == RENDER_NO_DOT)
		return blame(j, "Graphviz", "graphviz", ENOENT, NULL);
	if (drawn != RENDER_OK || caught)
		return FAILED;
	status = kind == EX_PDF ? make_pdf(j) : kind == EX_WEBP ? make_webp(j) : make_pngs(j, still);
	if (status || caught)
		return status;
	if (kind == EX_FOLDER)
		return publish_all(j);
	for (size_t i = 0; kind == EX_PNG && !name && i < j->m->pictures; i++)
		if (j->chosen[i])
			name = file_of(j, i, "png");
	status = publish(j, name ? name : RESULT, j->out);
	free(name);
	return status;
}

static char *without_slashes(const char *path)
{
	char *copy = strdup(path);
	size_t n = copy ? strlen(copy) : 0;

	while (n > 1 && host_is_slash(copy[n - 1]))
		copy[--n] = '\0';
	return copy;
}

int export_write(const struct model *m, const bool *chosen, const char *out, char *why, size_t room)
{
	enum export_kind kind = kind_of(out);
	char *place = without_slashes(out);
	struct job j = { .m = m, .chosen = chosen, .out = place, .why = why, .room = room };
	int status;

	for (size_t i = 0; i < m->pictures; i++)
		j.count += chosen[i];
	if (!place || !*place || kind == EX_UNKNOWN) {
		free(place);
		return fail(&j, UNUSABLE, out, "is made neither as .pdf, .png or .webp nor as a folder; end a folder's name with /");
	}
	if (kind == EX_PNG && j.count > 1) {
		free(place);
		return fail(&j, UNUSABLE, out, "is one picture, but more steps are chosen; give --steps N, or a folder");
	}
	host_on_interrupt(note_signal);
	status = make_work(&j, kind);
	if (!status) {
		at_work = j.work;
		viz_memory_undo(empty_work);
		status = make(&j, kind);
		viz_memory_undo(NULL);
		empty(j.work);
	}
	host_on_interrupt(NULL);
	free(j.work);
	free(place);
	if (caught)
		raise(caught);
	return caught ? fail(&j, FAILED, out, "interrupted") : status;
}
