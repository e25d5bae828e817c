/*
 * options.h - what `sim replay` was asked for.
 *
 * Knows of: engine, format. Used by: live, pagers, report.
 */
#ifndef FAULTLAB_SIM_REPLAY_OPTIONS_H
#define FAULTLAB_SIM_REPLAY_OPTIONS_H

#include "sim/replay/engine.h"
#include "sim/replay/format.h"

#define OPTIONS_MAX 1024               /* policies, sizes, and runs */

struct options {
	const char *trace, *events;
	enum format format;
	enum replay_policy policy[OPTIONS_MAX];
	uint64_t frames[OPTIONS_MAX];
	size_t policies, sizes;         /* one run for each pair; none with --curve alone */
	uint64_t seed;
	unsigned threads;               /* at most; 0: as many as there are cores */
	bool curve, json;
};

/* argv[0] is "replay". False after a message. */
bool options_parse(struct options *o, int argc, char **argv);

/* OPT has a curve, too: if both are asked for. */
bool options_opt_curve(const struct options *o);

void options_help(void);

#endif
