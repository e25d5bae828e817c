/* command_export.c - viz export: chosen pictures as a PDF, as PNG, or as one animated WebP. See command.h. */
#include <stdio.h>
#include <stdlib.h>

#include "viz/draw/export.h"
#include "viz/model/material.h"

static int run(int argc, char **argv);

const struct command export_command = {
	.name = "export",
	.usage = "--out FILE.pdf|FILE.png|FILE.webp|DIR [--steps LIST] TRACE...",
	.help = "chosen pictures as a PDF (a step a page), as PNG (1920 x 1080; one file, or\n"
	        "a folder of them), or as one animated WebP",
	.shows_all = true,
	.run = run
};

static int write_chosen(const struct material *k, const char *steps, const char *out)
{
	int status = EXIT_DONE;
	bool *chosen = material_chosen(k, steps, &status);
	char why[1000] = "";

	if (!chosen)
		return status;
	status = export_write(&k->m, chosen, out, why, sizeof why);
	if (why[0])
		fprintf(stderr, "viz: %s\n", why);
	free(chosen);
	return status;
}

static int run(int argc, char **argv)
{
	struct material k = { .trace = { NULL } };
	const char *out = NULL, *steps = "all";
	const struct option options[] = {
		{ "--out", .text = &out }, { "--step", .text = &steps }, { "--steps", .text = &steps },
		INPUT_SIDES(&k.inputs), { NULL }
	};
	int status = material_arguments(&k, &export_command, options, argc, argv);

	if (!status && !out)
		status = command_complain(&export_command, "--out is missing: FILE.pdf, FILE.png, FILE.webp or a folder", NULL);
	if (!status)
		status = material_open(&k, &export_command);
	if (!status)
		status = write_chosen(&k, steps, out);
	return material_close(&k, status);
}
