/*
 * run_options.h - what `sim run` was asked for: the machine, the lab and its arguments, and the trace.
 *
 * The machine is asked for on the command line, and by the lab itself: a comment in its text may have a line
 *
 *	faultlab: --ws-max 40 --policy lru
 *
 * so that whoever has the file alone sees what it was written to show. Only options of the machine may stand
 * there, never a path; each of them holds unless the command line has the same option.
 *
 * Knows of: cpu/cpu, mm/replace/replace. Used by: main.
 */
#ifndef FAULTLAB_SIM_RUN_OPTIONS_H
#define FAULTLAB_SIM_RUN_OPTIONS_H

#include <stdbool.h>
#include <stdio.h>

#include "sim/cpu/cpu.h"

/* -1 and NULL: nothing was said. */
struct run_machine { int64_t frames, pagefile, ws_max, commit_available; const char *policy; };

struct run_options {
	const char *lab, *trace, *input;
	struct run_machine machine;
	long long max_steps;
	bool check;
	int args;
	const char **arg;               /* arg[0] is the lab itself */
};

/* argv[1] is "run". False after a message; to be freed in any case. */
bool run_options_parse(struct run_options *o, int argc, char **argv);
void run_options_free(struct run_options *o);

/* Add what the lab's text asks for. False after messages that name the line; `file` is how they call the lab. */
bool run_options_of_lab(struct run_options *o, const char *file, const char *text, FILE *out);

struct vm_config run_options_vm(const struct run_options *o);
struct record_limits run_options_limits(const struct run_options *o);

void run_options_help(FILE *out);

#endif
