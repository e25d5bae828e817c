/*
 * material.h - what the commands that show steps work on: the traces of their command line, compared, and the model.
 *
 * One trace, or one of each side.
 *
 * Knows of: choose, compare/inputs, model. Used by: book/, draw/, structure/, text/.
 */
#ifndef VIZ_MATERIAL_H
#define VIZ_MATERIAL_H

#include "viz/compare/inputs.h"
#include "viz/model/model.h"

struct material {
	struct inputs inputs;
	const struct trace_file *trace[SIDES];
	struct comparison c;
	struct model m;
};

/* Read the arguments, of which the operands are the traces. An exit status. */
int material_arguments(struct material *k, const struct command *c, const struct option *options, int argc, char **argv);

/* Read, compare, build. An exit status, with the reason said. */
int material_open(struct material *k, const struct command *c);

/* Free all of it, also what was never opened. Returns `status`; says before if not all steps were drawn. */
int material_close(struct material *k, int status);

/* The pictures that `steps` chooses, to be freed; NULL with *status, and the reason said. */
bool *material_chosen(const struct material *k, const char *steps, int *status);

/* Says it. EXIT_FAILED. */
int material_no_memory(void);

#endif
