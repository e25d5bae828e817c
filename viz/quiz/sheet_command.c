/* sheet_command.c - see sheet_command.h. */
#include "viz/quiz/sheet_command.h"

#include <stdio.h>

int sheet_say(const char *text)
{
	fprintf(stderr, "viz: %s\n", text);
	return EXIT_FAILED;
}

static bool load(struct sheet_work *k, const char *path)
{
	struct trace_file t;
	char why[600];

	if (!reader_read(&t, path, why, sizeof why)) {
		sheet_say(why);
		return false;
	}
	if (k->trace[t.side]) {
		fprintf(stderr, "viz: %s: is a second trace of the %s side; give one of each side\n", path, t.side == SIDE_REAL ? "real" : "sim");
		reader_free(&t);
		return false;
	}
	k->file[t.side] = t;
	k->trace[t.side] = &k->file[t.side];
	return true;
}

int sheet_open(struct sheet_work *k, const char *const *path, int paths, uint64_t seed, size_t questions)
{
	for (int i = 0; i < paths; i++)
		if (!load(k, path[i]))
			return EXIT_UNUSABLE;
	if (!compare_run(&k->c, k->trace[SIDE_REAL], k->trace[SIDE_SIM]) || !model_build(&k->m, &k->c) ||
	    !sheet_make(&k->s, &k->m, seed, questions))
		return sheet_say("no memory for the questions");
	return EXIT_DONE;
}

void sheet_close(struct sheet_work *k)
{
	sheet_free(&k->s);
	model_free(&k->m);
	compare_free(&k->c);
	for (int s = 0; s < SIDES; s++)
		reader_free(&k->file[s]);
}
