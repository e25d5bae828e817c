/* material.c - see material.h. */
#include "viz/model/material.h"

#include <stdio.h>
#include <stdlib.h>

#include "viz/model/choose.h"

int material_no_memory(void)
{
	fputs("viz: no memory for the frames\n", stderr);
	return EXIT_FAILED;
}

int material_arguments(struct material *k, const struct command *c, const struct option *options, int argc, char **argv)
{
	int status = inputs_arguments(&k->inputs, c, options, argc, argv), count = inputs_count(&k->inputs);

	if (!status && (count < 1 || count > SIDES))
		status = command_complain(c, "one or two traces are needed", NULL);
	return status;
}

/* Two traces to be drawn are the two sides of a picture. */
static bool take_sides(struct material *k, const struct command *c)
{
	for (int i = 0; i < k->inputs.files; i++) {
		const struct trace_file *t = &k->inputs.file[i], **place = &k->trace[t->side];

		if (*place) {
			fprintf(stderr, "viz: %s (%s) and %s (%s) are both traces of the %s side, and %s takes one of each side; "
			        "viz compare compares any two\n", (*place)->path, (*place)->platform, t->path, t->platform,
			        t->side == SIDE_REAL ? "real" : "sim", c->name);
			return false;
		}
		*place = t;
	}
	return true;
}

int material_open(struct material *k, const struct command *c)
{
	if (!inputs_read(&k->inputs) || !take_sides(k, c))
		return EXIT_UNUSABLE;
	if (!compare_run(&k->c, k->trace[SIDE_REAL], k->trace[SIDE_SIM])) {
		fputs("viz: no memory to compare\n", stderr);
		return EXIT_UNUSABLE;
	}
	inputs_warn_edition(&k->c);
	return model_build(&k->m, &k->c) ? EXIT_DONE : material_no_memory();
}

int material_close(struct material *k, int status)
{
	if (k->m.cut && status <= EXIT_FAILED)
		fprintf(stderr, "viz: note: the lab has more steps than are drawn; the first %d are\n", MODEL_PICTURES_MAX);
	model_free(&k->m);
	compare_free(&k->c);
	inputs_free(&k->inputs);
	return status;
}

bool *material_chosen(const struct material *k, const char *steps, int *status)
{
	bool *chosen = calloc(k->m.pictures + 1, sizeof *chosen);
	char why[200];

	if (!chosen) {
		*status = material_no_memory();
	} else if (!choose_steps(&k->m, steps, chosen, why, sizeof why)) {
		fprintf(stderr, "viz: %s\n", why);
		*status = EXIT_UNUSABLE;
		free(chosen);
		chosen = NULL;
	}
	return chosen;
}
