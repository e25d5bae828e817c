/* command_book.c - viz book: the pictures, and the lab book around them. See command.h. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "viz/base/host.h"
#include "viz/base/ink.h"
#include "viz/base/editor.h"
#include "viz/base/progress.h"
#include "viz/base/store.h"
#include "viz/book/book.h"
#include "viz/draw/picture_files.h"
#include "viz/model/material.h"
#include "viz/structure/structure.h"

#define SOURCE_MAX ((size_t)1 << 20)

static int run(int argc, char **argv);

const struct command book_command = {
	.name = "book",
	.usage = "--out DIR [--title TEXT] [--source LAB.c] [--structures] [--progress] TRACE...",
	.help = "frames and the lab book: DIR/index.html, DIR/frames/; --progress reports on standard\n"
	        "error how many pictures there are, and on a terminal how many are drawn",
	.shows_all = true,
	.run = run
};

struct book_options {
	const char *out, *title, *source;
	bool structures, progress;
};

/* Both into a folder of the book. */
static int write_pictures(const struct model *m, const char *out, char *why, size_t room)
{
	char *folder;
	int status;

	if (asprintf(&folder, "%s/frames", out) < 0) {
		snprintf(why, room, "no memory for the frames");
		return EXIT_FAILED;
	}
	status = picture_files_write(m, folder, true, why, room);
	free(folder);
	return status;
}

static int write_structures(const struct model *m, const char *out, char *why, size_t room)
{
	char *folder;
	int status;

	if (asprintf(&folder, "%s/structures", out) < 0) {
		snprintf(why, room, "no memory for the diagrams");
		return EXIT_FAILED;
	}
	status = structure_write_all(m, folder, true, why, room);
	free(folder);
	return status;
}

static void say_why(const char *why)
{
	if (why[0])
		fprintf(stderr, "viz: %s\n", why);
}

/* The remark about the one is mostly that about the other as well. */
static int write_book(const struct material *k, const struct book_options *a, const char *source)
{
	char pictures[1000] = "", why[1000] = "";
	int status = store_folder(a->out, pictures, sizeof pictures) ? EXIT_DONE : EXIT_FAILED;
	intptr_t lock = !status ? host_lock(a->out) : 0;

	if (a->progress)
		progress_enable();
	if (!status)
		status = write_pictures(&k->m, a->out, pictures, sizeof pictures);
	say_why(pictures);
	if (!status && a->structures) {
		status = write_structures(&k->m, a->out, why, sizeof why);
		if (status || strcmp(why, pictures))
			say_why(why);
	}
	if (!status && !book_write(&k->m, a->out, (struct book_about){ a->title, source }, why, sizeof why)) {
		status = EXIT_FAILED;
		say_why(why);
	}
	host_unlock(lock);
	return status;
}

static bool load_source(struct ink *source, const char *path)
{
	errno = 0;
	if (!path || editor_text(path, source, SOURCE_MAX))
		return true;
	fprintf(stderr, "viz: %s: cannot read the lab's source (at most 1 MiB): %s\n", path, errno ? strerror(errno) : "it is too large");
	return false;
}

static int run(int argc, char **argv)
{
	struct material k = { .trace = { NULL } };
	struct book_options a = { .out = NULL };
	struct ink source = { 0 };
	const struct option options[] = {
		{ "--out", .text = &a.out }, { "--title", .text = &a.title }, { "--source", .text = &a.source },
		{ "--structures", .flag = &a.structures }, { "--progress", .flag = &a.progress },
		INPUT_SIDES(&k.inputs), { NULL }
	};
	int status = material_arguments(&k, &book_command, options, argc, argv);

	if (!status && !a.out)
		status = command_complain(&book_command, "--out DIR is missing", NULL);
	if (!status)
		status = material_open(&k, &book_command);
	if (!status && !load_source(&source, a.source))
		status = EXIT_UNUSABLE;
	if (!status)
		status = write_book(&k, &a, source.text);
	ink_free(&source);
	return material_close(&k, status);
}
