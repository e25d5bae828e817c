/* command_plot.c - viz plot: what sim replay counts, as curves. See command.h. */
#include <stdio.h>
#include <stdlib.h>

#include "viz/base/command.h"
#include "viz/base/store.h"
#include "viz/plot/gnuplot.h"
#include "viz/plot/script.h"

static int run(int argc, char **argv);

const struct command plot_command = {
	.name = "plot",
	.usage = "--out FILE.svg RESULT...",
	.help = "page faults over memory size, from what sim replay --json prints, over time,\n"
	        "from what its --events writes, or over a lab's pages, from faults.json of make sweep",
	.run = run
};

static int read_all(struct plot *p, const char *const *paths, int count)
{
	for (int i = 0; i < count; i++)
		if (!series_read(&p->set, paths[i], p->why, sizeof p->why))
			return EXIT_UNUSABLE;
	if ((p->set.files_of_events == 0 || p->set.files_of_events == p->set.files) &&
	    (p->set.files_of_pages == 0 || p->set.files_of_pages == p->set.files))
		return EXIT_DONE;
	snprintf(p->why, sizeof p->why, "results, events and sweeps are different plots: give one kind");
	return EXIT_UNUSABLE;
}

static int make(struct plot *p, const char *out, const char *const *paths, int count)
{
	struct ink svg = { 0 };
	int status = read_all(p, paths, count);

	if (status == EXIT_DONE) {
		script_write(p);
		status = p->script.failed ? EXIT_FAILED : gnuplot_draw(p, &svg);
		if (p->script.failed)
			snprintf(p->why, sizeof p->why, "no memory for the plot");
	}
	if (status == EXIT_DONE && !store_put(out, svg.text, svg.used, p->why, sizeof p->why))
		status = EXIT_FAILED;
	ink_free(&svg);
	return status;
}

static int run(int argc, char **argv)
{
	struct plot p = { .why = "" };
	const char *out = NULL;
	const struct option options[] = { { "--out", .text = &out }, { NULL } };
	struct operands paths = { .word = calloc((size_t)argc, sizeof *paths.word), .room = argc };
	int status = paths.word ? command_read(&plot_command, options, &paths, argc, argv) : EXIT_FAILED;

	if (!status && !out)
		status = command_complain(&plot_command, "--out FILE.svg is missing", NULL);
	if (!status && !paths.count)
		status = command_complain(&plot_command, "a result of sim replay is missing", NULL);
	if (!status && (status = make(&p, out, paths.word, paths.count)))
		fprintf(stderr, "viz: %s\n", p.why);
	series_free(&p.set);
	ink_free(&p.script);
	free(paths.word);
	return status;
}
