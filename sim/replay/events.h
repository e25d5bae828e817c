/*
 * events.h - one JSON line for every fault of a run.
 *
 *	{"access":17,"page":"0x4001","write":false,"kind":"hard","victim":"0x1ffe"}
 *
 * kind is demand-zero for the first touch of a page and hard for one that was evicted
 * since; victim is null while there are free frames.
 *
 * Knows of: engine, host/trace_file. Used by: command.
 */
#ifndef FAULTLAB_SIM_REPLAY_EVENTS_H
#define FAULTLAB_SIM_REPLAY_EVENTS_H

#include "sim/replay/engine.h"

/* For engine_config: `trace_file` is the open struct trace_file. False if it could not be written. */
bool events_write(void *trace_file, const struct engine_event *e);

#endif
