/* command_plot.c - see plot.h. */
#include "viz/plot/plot.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "viz/base/store.h"
#include "viz/plot/gnuplot.h"
#include "viz/plot/script.h"

static const char usage[] = "usage: viz plot --out FILE.svg RESULT...\n";

static int complain(const char *what, const char *arg)
{
	fprintf(stderr, "viz: %s%s%s\n%s", what, arg ? ": " : "", arg ? arg : "", usage);
	return UNUSABLE;
}

static int read_all(struct plot *p, char **paths, int count)
{
	for (int i = 0; i < count; i++)
		if (!series_read(&p->set, paths[i], p->why, sizeof p->why))
			return UNUSABLE;
	if (p->set.files_of_events == 0 || p->set.files_of_events == p->set.files)
		return DONE;
	snprintf(p->why, sizeof p->why, "results and events are different plots: give one kind");
	return UNUSABLE;
}

static int make(struct plot *p, const char *out, char **paths, int count)
{
	struct ink svg = { 0 };
	int status = read_all(p, paths, count);

	if (status == DONE) {
		script_write(p);
		status = p->script.failed ? FAILED : gnuplot_draw(p, &svg);
		if (p->script.failed)
			snprintf(p->why, sizeof p->why, "no memory for the plot");
	}
	if (status == DONE && !store_put(out, svg.text, svg.used, p->why, sizeof p->why))
		status = FAILED;
	ink_free(&svg);
	return status;
}

int plot_main(int argc, char **argv)
{
	struct plot p = { .why = "" };
	const char *out = NULL;
	char **path = calloc((size_t)argc, sizeof *path);
	bool options = true;
	int paths = 0, status = path ? DONE : FAILED;

	for (int i = 1; !status && i < argc; i++) {
		if (options && strcmp(argv[i], "--") == 0)
			options = false;
		else if (!options || argv[i][0] != '-' || !argv[i][1])
			path[paths++] = argv[i];
		else if (strcmp(argv[i], "--out") != 0)
			status = complain("unknown option", argv[i]);
		else if (i + 1 == argc)
			status = complain("a value is missing after", argv[i]);
		else
			out = argv[++i];
	}
	if (!status && !out)
		status = complain("--out FILE.svg is missing", NULL);
	if (!status && !paths)
		status = complain("a result of sim replay is missing", NULL);
	if (!status && (status = make(&p, out, path, paths)) != DONE)
		fprintf(stderr, "viz: %s\n", p.why);
	series_free(&p.set);
	ink_free(&p.script);
	free(path);
	return status;
}
