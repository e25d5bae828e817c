/* command_structure.c - viz structure: the data structures behind a step as graphs. See command.h. */
#include <stdio.h>
#include <string.h>

#include "viz/base/host.h"
#include "viz/model/material.h"
#include "viz/structure/structure.h"

static int run(int argc, char **argv);

const struct command structure_command = {
	.name = "structure",
	.usage = "--step N --out FILE.dot [--svg] [--part PART] TRACE...",
	.help = "the data structures behind a step as graphs: the tree of descriptors, the page\n"
	        "tables, the lists of frames, the dispatch of an exception",
	.shows_all = true,
	.run = run
};

static bool is_dot_file(const char *out)
{
	size_t n = strlen(out);

	return n >= 4 && strcmp(out + n - 4, ".dot") == 0 && strlen(host_name_of(out)) >= 5;
}

static int check(const char *step, const char *part, const char *out)
{
	if (!out)
		return command_complain(&structure_command, "--out FILE.dot is missing", NULL);
	if (!step)
		return command_complain(&structure_command, "--step N is missing", NULL);
	if (part && structure_part_of(part) == ST_PARTS)
		return command_complain(&structure_command, "--part is none of all, vads, tables, frames, dispatch", part);
	if (!is_dot_file(out))
		return command_complain(&structure_command, "--out is not the name of a .dot file", out);
	return EXIT_DONE;
}

static int write_graph(const struct material *k, const char *step, const char *part, const char *out, bool svg)
{
	char why[1000] = "";
	size_t n = structure_step(&k->m, step);
	int status;

	if (n == 0 && k->m.pictures) {
		fprintf(stderr, "viz: no step %s: the steps are 1 to %zu, or names like %s\n", step, k->m.pictures, k->m.picture[0].name);
		return EXIT_UNUSABLE;
	}
	if (n == 0) {
		fputs("viz: the traces have no step to draw\n", stderr);
		return EXIT_UNUSABLE;
	}
	status = structure_write(&k->m, n, part ? structure_part_of(part) : ST_ALL, out, svg, why, sizeof why);
	if (why[0])
		fprintf(stderr, "viz: %s\n", why);
	return status;
}

static int run(int argc, char **argv)
{
	struct material k = { .trace = { NULL } };
	const char *step = NULL, *part = NULL, *out = NULL;
	bool svg = false;
	const struct option options[] = {
		{ "--step", .text = &step }, { "--steps", .text = &step }, { "--part", .text = &part }, { "--out", .text = &out },
		{ "--svg", .flag = &svg }, INPUT_SIDES(&k.inputs), { NULL }
	};
	int status = material_arguments(&k, &structure_command, options, argc, argv);

	if (!status)
		status = check(step, part, out);
	if (!status)
		status = material_open(&k, &structure_command);
	if (!status)
		status = write_graph(&k, step, part, out, svg);
	return material_close(&k, status);
}
