/* command_step.c - viz step: go through the steps in a terminal. See command.h. */
#include <stdlib.h>

#include "viz/base/terminal.h"
#include "viz/model/material.h"
#include "viz/text/show.h"
#include "viz/text/step.h"

static int run(int argc, char **argv);

const struct command step_command = {
	.name = "step",
	.usage = "[--step N] [--ascii] TRACE...",
	.help = "go through the steps in a terminal, with the arrow keys; ? lists the keys",
	.shows_all = true,
	.run = run
};

/* From the first of the chosen steps. */
static int go(const struct material *k, const char *steps, bool ascii)
{
	struct show s = { 0 };
	size_t first = 0;
	int status = EXIT_DONE;
	bool *chosen = material_chosen(k, steps, &status);

	if (!chosen)
		return status;
	while (!chosen[first])
		first++;
	status = show_open(&s, &k->m) ? step_run(&s, first, ascii) : material_no_memory();
	show_close(&s);
	free(chosen);
	return status;
}

static int run(int argc, char **argv)
{
	struct material k = { .trace = { NULL } };
	const char *steps = "all";
	bool ascii = false;
	const struct option options[] = {
		{ "--step", .text = &steps }, { "--steps", .text = &steps }, { "--ascii", .flag = &ascii },
		INPUT_SIDES(&k.inputs), { NULL }
	};
	int status = material_arguments(&k, &step_command, options, argc, argv);

	if (!status && !terminal_usable())
		status = EXIT_UNUSABLE;
	if (!status)
		status = material_open(&k, &step_command);
	if (!status)
		status = go(&k, steps, ascii);
	return material_close(&k, status);
}
