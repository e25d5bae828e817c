/*
 * held.h - what the lab's variables hold at each picture.
 *
 * The simulator tells the locals of the innermost function with each event, and
 * of the globals only those that changed. A picture can cover several events, so
 * the globals are carried on here, and a change anywhere in the picture marks the
 * variable.
 *
 * Invariants
 *   HELD-1  locals are those of the picture's last event that tells any; none are carried to a picture without one
 *   HELD-2  a global is listed from the event that first tells it to the end
 *
 * Knows of: compare/compare. Used by: book/, text/.
 */
#ifndef VIZ_HELD_H
#define VIZ_HELD_H

#include "viz/compare/compare.h"

enum { HELD_MAX = 64 };

struct held {
	struct variable globals[HELD_MAX], now[HELD_MAX];       /* now: what the picture shows, locals first */
	size_t global_count, count;
};

/* Go on to the picture that covers rows first..last of `c`; h->now is then what is to be shown. Pictures come in order. */
void held_step(struct held *h, const struct comparison *c, size_t first, size_t last);

#endif
