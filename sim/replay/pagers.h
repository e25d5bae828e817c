/*
 * pagers.h - all the runs that the options of a command ask for: an engine for each policy and size, then the curves.
 *
 * Knows of: options, report, runs. Used by: command, live.
 */
#ifndef FAULTLAB_SIM_REPLAY_PAGERS_H
#define FAULTLAB_SIM_REPLAY_PAGERS_H

#include "sim/replay/options.h"
#include "sim/replay/report.h"
#include "sim/replay/runs.h"

struct pagers { const struct options *options; struct run *run; size_t runs; };

/* False: the host has no memory. `event` is asked of a single run; NULL: nobody asks. pagers_free() is due either way. */
bool pagers_new(struct pagers *p, const struct options *options, bool (*event)(void *, const struct engine_event *), void *context);
void pagers_free(struct pagers *p);

/* After the end of the trace. */
struct report pagers_report(const struct pagers *p);

/* That of LRU, if it was asked for; else NULL. */
const struct curve *pagers_curve(const struct pagers *p);

#endif
