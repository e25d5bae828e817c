/* given.c - see given.h. */
#include "viz/compare/given.h"

#include <stdio.h>

#include "viz/base/ink.h"

int given_arguments(struct given *g, const struct command *c, const struct option *options, int argc, char **argv)
{
	struct operands o = { .word = g->path, .room = THREE, .too_many = "more than three traces" };
	int status = command_read(c, options, &o, argc, argv);

	g->paths = o.count;
	return status;
}

int given_count(const struct given *g)
{
	return g->paths + (g->side[SIDE_REAL] != NULL) + (g->side[SIDE_SIM] != NULL);
}

/* Read one trace; `side` < 0: the one that it says. */
static bool load(struct given *g, const char *path, int side)
{
	struct trace_file *t = &g->file[g->files];
	char why[600];

	if (!reader_read(t, path, why, sizeof why)) {
		fprintf(stderr, "viz: %s\n", why);
		return false;
	}
	g->files++;
	if (side < 0 || (int)t->side == side)
		return true;
	fprintf(stderr, "viz: %s: is a trace of the %s side; give one of each side\n", path, t->side == SIDE_REAL ? "real" : "sim");
	return false;
}

bool given_read(struct given *g)
{
	for (int s = 0; s < SIDES; s++)
		if (g->side[s] && !load(g, g->side[s], s))
			return false;
	for (int i = 0; i < g->paths; i++)
		if (!load(g, g->path[i], -1))
			return false;
	return true;
}

void given_free(struct given *g)
{
	for (int i = 0; i < g->files; i++)
		reader_free(&g->file[i]);
}

void given_warn_edition(const struct comparison *c)
{
	struct ink i = { 0 };

	if (compare_same_edition(c))
		return;
	compare_say_edition(&i, c);
	fprintf(stderr, "viz: note: %s\n", i.text ? i.text : "the traces are not of one text of a lab");
	ink_free(&i);
}
