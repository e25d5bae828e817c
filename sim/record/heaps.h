/*
 * heaps.h - the heaps in an event: what is reserved and committed, and where the blocks lie.
 *
 * It is told with the call after which it has changed, once the lab has asked a heap for a block: docs/reference/trace.md, `heaps`.
 *
 * Knows of: record, win32/heap. Used by: record.
 */
#ifndef FAULTLAB_SIM_RECORD_HEAPS_H
#define FAULTLAB_SIM_RECORD_HEAPS_H

struct recorder;

void heaps_tell(struct recorder *r);

#endif
