/*
 * given.h - the traces that a command line names, read.
 *
 * TRACE... is one trace, whose first line says its side, or several; --real FILE and --sim FILE say the side too, and
 * come before the others.
 *
 * Knows of: command.h, reader.h, compare.h, three.h. Used by: command_compare, work.
 */
#ifndef VIZ_GIVEN_H
#define VIZ_GIVEN_H

#include "viz/base/command.h"
#include "viz/compare/compare.h"
#include "viz/compare/three.h"

struct given {
	const char *side[SIDES];        /* --real, --sim */
	const char *path[THREE];        /* TRACE... */
	int paths;
	struct trace_file file[THREE];  /* those that are read, in the order above */
	int files;
};

/* Two rows of a table of options. */
#define GIVEN_SIDES(g) { "--real", .text = &(g)->side[SIDE_REAL] }, { "--sim", .text = &(g)->side[SIDE_SIM] }

/* Read the arguments, of which the operands are traces. An exit status. */
int given_arguments(struct given *g, const struct command *c, const struct option *options, int argc, char **argv);

/* How many are named. */
int given_count(const struct given *g);

/* Read them. False with the reason said. given_free() is due in both cases. */
bool given_read(struct given *g);
void given_free(struct given *g);

/* Say what was wrong with the traces before they were run: they are of two labs, or of two versions of one. */
void given_warn_edition(const struct comparison *c);

#endif
