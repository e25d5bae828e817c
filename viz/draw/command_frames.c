/* command_frames.c - viz frames: a picture a step, as files. See command.h. */
#include <stdio.h>

#include "viz/base/host.h"
#include "viz/base/store.h"
#include "viz/draw/picture_files.h"
#include "viz/model/material.h"

static int run(int argc, char **argv);

const struct command frames_command = {
	.name = "frames",
	.usage = "--out DIR [--svg] TRACE...",
	.help = "draw every step: DIR/step-NNNN-SLUG.dot, with --svg rendered as well",
	.shows_all = true,
	.run = run
};

static int write_pictures(const struct material *k, const char *out, bool svg)
{
	char why[1000] = "";
	int status = store_folder(out, why, sizeof why) ? EXIT_DONE : EXIT_FAILED;
	intptr_t lock = !status ? host_lock(out) : 0;

	if (!status)
		status = picture_files_write(&k->m, out, svg, why, sizeof why);
	host_unlock(lock);
	if (why[0])
		fprintf(stderr, "viz: %s\n", why);
	return status;
}

static int run(int argc, char **argv)
{
	struct material k = { .trace = { NULL } };
	const char *out = NULL;
	bool svg = false;
	const struct option options[] = {
		{ "--out", .text = &out }, { "--svg", .flag = &svg }, INPUT_SIDES(&k.inputs), { NULL }
	};
	int status = material_arguments(&k, &frames_command, options, argc, argv);

	if (!status && !out)
		status = command_complain(&frames_command, "--out DIR is missing", NULL);
	if (!status)
		status = material_open(&k, &frames_command);
	if (!status)
		status = write_pictures(&k, out, svg);
	return material_close(&k, status);
}
