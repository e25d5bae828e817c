/*
 * run_options.h - what `sim run` was asked for: the machine, the lab and its arguments, and the trace.
 *
 * Knows of: cpu/cpu, mm/replace/replace. Used by: main.
 */
#ifndef FAULTLAB_SIM_RUN_OPTIONS_H
#define FAULTLAB_SIM_RUN_OPTIONS_H

#include <stdbool.h>
#include <stdio.h>

#include "sim/cpu/cpu.h"

struct run_options {
	const char *lab, *trace;
	struct vm_config vm;
	struct record_limits limits;
	long long commit_available;     /* pages; -1: no limit of its own */
	long long max_steps;
	bool check;
	int args;
	const char **arg;               /* arg[0] is the lab itself */
};

/* argv[1] is "run". False after a message; to be freed in any case. */
bool run_options_parse(struct run_options *o, int argc, char **argv);
void run_options_free(struct run_options *o);

void run_options_help(FILE *out);

#endif
