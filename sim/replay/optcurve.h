/*
 * optcurve.h - the faults of the optimal policy for every number of frames.
 *
 * OPT keeps its pages in a list as well: with m frames it holds the first m of it.
 * The list is not by last use but by a duel at each place (Mattson, Gecsei, Slutz,
 * Traiger 1970). The page that is accessed comes to the top. The one that was there
 * has to go down and meets the next: the page that is used sooner keeps the place,
 * the other one goes on down, until the place is reached that the accessed page left.
 *
 *	place      1    2    3    4    5          x is accessed, at place 5
 *	next use   7    9    3   20    x
 *	           x    7    3    9   20          9 and 20 were farther than what came down
 *
 * A duel is lost only by a page whose next use is farther than all that came down
 * before it. So what moves is few: a page goes from each such place to the next one.
 * They are found by maxima over 16, 16 * 16, ... places; the pages between stay.
 *
 * The next uses have to be known, so the trace is kept (future.h). Then one pass does
 * it for all sizes.
 *
 * Invariant: maximum[level][i] is the largest next use at places i * 16^level + 0 .. 16^level - 1.
 *
 * Knows of: future, refs. Used by: runs. Source: docs/reference/sources.md, [stack-distance].
 */
#ifndef FAULTLAB_SIM_REPLAY_OPTCURVE_H
#define FAULTLAB_SIM_REPLAY_OPTCURVE_H

#include <stdbool.h>

#include "sim/replay/refs.h"

struct optcurve;

struct optcurve *optcurve_new(void);                                    /* NULL: the host has no memory */
bool optcurve_feed(struct optcurve *c, const struct refs *refs);        /* false: the host has no memory */
bool optcurve_finish(struct optcurve *c);                               /* after the last block; the same */
uint64_t optcurve_accesses(const struct optcurve *c);
uint64_t optcurve_distinct(const struct optcurve *c);

/* Accesses of which the page was at this place of the list; places are 1 .. optcurve_distinct(). */
uint64_t optcurve_at(const struct optcurve *c, uint64_t place);
void optcurve_free(struct optcurve *c);

#endif
