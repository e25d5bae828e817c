/* inputs.c - see inputs.h. */
#include "viz/compare/inputs.h"

#include <stdio.h>

#include "viz/base/ink.h"

int inputs_arguments(struct inputs *in, const struct command *c, const struct option *options, int argc, char **argv)
{
	struct operands o = { .word = in->path, .room = THREE, .too_many = "more than three traces" };
	int status = command_read(c, options, &o, argc, argv);

	in->paths = o.count;
	return status;
}

int inputs_count(const struct inputs *in)
{
	return in->paths + (in->side[SIDE_REAL] != NULL) + (in->side[SIDE_SIM] != NULL);
}

/* Read one trace; `side` < 0: the one that it says. */
static bool load(struct inputs *in, const char *path, int side)
{
	struct trace_file *t = &in->file[in->files];
	char why[600];

	if (!reader_read(t, path, why, sizeof why)) {
		fprintf(stderr, "viz: %s\n", why);
		return false;
	}
	in->files++;
	if (side < 0 || (int)t->side == side)
		return true;
	fprintf(stderr, "viz: %s: is a trace of the %s side; give one of each side\n", path, t->side == SIDE_REAL ? "real" : "sim");
	return false;
}

bool inputs_read(struct inputs *in)
{
	for (int s = 0; s < SIDES; s++)
		if (in->side[s] && !load(in, in->side[s], s))
			return false;
	for (int i = 0; i < in->paths; i++)
		if (!load(in, in->path[i], -1))
			return false;
	return true;
}

void inputs_free(struct inputs *in)
{
	for (int i = 0; i < in->files; i++)
		reader_free(&in->file[i]);
}

void inputs_warn_edition(const struct comparison *c)
{
	struct ink i = { 0 };

	if (compare_same_edition(c))
		return;
	compare_say_edition(&i, c);
	fprintf(stderr, "viz: note: %s\n", i.text ? i.text : "the traces are not of one text of a lab");
	ink_free(&i);
}
