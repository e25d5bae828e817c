/*
 * report.h - the result of a replay, as a table or as JSON.
 *
 * Knows of: options, runs. Used by: pagers.
 */
#ifndef FAULTLAB_SIM_REPLAY_REPORT_H
#define FAULTLAB_SIM_REPLAY_REPORT_H

#include <stdio.h>

#include "sim/replay/options.h"
#include "sim/replay/runs.h"

struct report {
	const struct options *options;
	const struct run *run;          /* policies * sizes of them, policy after policy; then the curves', if asked for */
	const struct curve *curve;      /* or NULL */
	const struct optcurve *optcurve;        /* or NULL */
	uint64_t accesses, distinct_pages;
};

/* Print it; the caller looks at the stream for errors. */
void report_table(const struct report *r, FILE *out);
void report_json(const struct report *r, FILE *out);

#endif
