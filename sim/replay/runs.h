/*
 * runs.h - the runs that a replay was asked for: one trace, several pagers.
 *
 * A run is an engine or a curve. One run is fed by the reader directly, in the
 * calling thread. Several are dealt out to threads, which go through the trace block
 * by block, each feeding all of its runs before it goes on, so a block is read from
 * the cache. If the trace is mapped every thread walks it for itself; if it has to be
 * parsed, the calling thread does that and hands the blocks round in a ring.
 *
 * Knows of: curve, engine, host/host, optcurve, reader, ring. Used by: pagers, record, report.
 */
#ifndef FAULTLAB_SIM_REPLAY_RUNS_H
#define FAULTLAB_SIM_REPLAY_RUNS_H

#include "sim/replay/curve.h"
#include "sim/replay/engine.h"
#include "sim/replay/optcurve.h"
#include "sim/replay/reader.h"

struct run {
	struct engine *engine;          /* one of the three */
	struct curve *curve;
	struct optcurve *optcurve;
	double seconds;                 /* alone: from the first access to the last; else what its own feeding took */
};

/* A block for one run, and the end of the trace. False: run_error() says why. */
bool run_feed(struct run *run, const struct refs *refs);
bool run_finish(struct run *run);
const char *run_error(const struct run *run);

/* Seconds of a clock that only goes on. */
double runs_now(void);

/* Feed all runs with the whole trace. READER_END if that worked; else `why` has room for READER_WHY. */
enum reader_status runs_walk(struct reader *reader, struct run *run, size_t runs, unsigned threads, char *why);

#endif
