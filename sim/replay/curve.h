/*
 * curve.h - the faults of LRU for every number of frames, from one pass.
 *
 * LRU keeps its pages in the order of their last use, whatever the number of frames:
 * with m frames it holds the first m of that one list, the stack. So an access hits
 * with m frames exactly if its page is at place m of the stack or nearer (Mattson,
 * Gecsei, Slutz, Traiger 1970). Counting places gives all sizes at once:
 *
 *	faults(m) = first touches + accesses whose page was at a place beyond m
 *
 * No stack is kept. Time is the number of the access, repeats of one page not
 * counted; a bit is set at the time of each page's last access, and a page's place is
 * the number of bits from its own time on:
 *
 *	time   0                                        flushed          now
 *	bits   |0|0|1|0|1| ... |1|0|0|1|0|1| ... |1|1|0|1|0|1|1|1|0|1|1|1|
 *	       '---- in memory, counted by a Fenwick tree ---'---- far ---'---- near ----'
 *	                                                  two registers: the last 64 to 128
 *
 * Nearly all accesses of a program are answered from the register `near`. When the
 * time reaches the end of the bits, it is compacted: the pages get the times 0, 1, 2 ...
 * in their order. So memory is bounded by the number of different pages.
 *
 * Invariants:
 *   CURVE-1  exactly one bit is set for each page, at last[id]
 *   CURVE-2  tree counts the bits of the words before `flushed`, and of no others
 *
 * Knows of: pageids, refs. Used by: runs. Source: docs/reference/sources.md, [stack-distance].
 */
#ifndef FAULTLAB_SIM_REPLAY_CURVE_H
#define FAULTLAB_SIM_REPLAY_CURVE_H

#include <stdbool.h>

#include "sim/replay/pageids.h"
#include "sim/replay/refs.h"

struct curve;

struct curve *curve_new(void);                                  /* NULL: the host has no memory */
bool curve_feed(struct curve *c, const struct refs *refs);      /* false: the host has no memory, or too many pages */
uint64_t curve_accesses(const struct curve *c);
uint64_t curve_distinct(const struct curve *c);

/* Accesses of which the page was at this place of the stack; places are 1 .. curve_distinct(). */
uint64_t curve_at(const struct curve *c, uint64_t place);
void curve_free(struct curve *c);

#endif
