/*
 * inputs.h - the traces that a command line names, read.
 *
 * TRACE... is one trace, whose first line says its side, or several; --real FILE and --sim FILE say the side too, and
 * come before the others.
 *
 * Knows of: base/command, base/ink, compare, three. Used by: command_compare, model/.
 */
#ifndef VIZ_INPUTS_H
#define VIZ_INPUTS_H

#include "viz/base/command.h"
#include "viz/compare/compare.h"
#include "viz/compare/three.h"

struct inputs {
	const char *side[SIDES];        /* --real, --sim */
	const char *path[THREE];        /* TRACE... */
	int paths;
	struct trace_file file[THREE];  /* those that are read, in the order above */
	int files;
};

/* Two rows of a table of options. */
#define INPUT_SIDES(in) { "--real", .text = &(in)->side[SIDE_REAL] }, { "--sim", .text = &(in)->side[SIDE_SIM] }

/* Read the arguments, of which the operands are traces. An exit status. */
int inputs_arguments(struct inputs *in, const struct command *c, const struct option *options, int argc, char **argv);

/* How many are named. */
int inputs_count(const struct inputs *in);

/* Read them. False with the reason said. inputs_free() is due in both cases. */
bool inputs_read(struct inputs *in);
void inputs_free(struct inputs *in);

/* Say what was wrong with the traces before they were run: they are of two labs, or of two versions of one. */
void inputs_warn_edition(const struct comparison *c);

#endif
