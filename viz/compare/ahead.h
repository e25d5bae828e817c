/*
 * ahead.h - pages that Wine keeps resident when Windows would not.
 *
 * The causes of that outlast the step that shows them, so a look at one step
 * cannot tell them from a fault of the simulator; this module keeps the history.
 *
 *   guard       the page's guard has rung. Wine opens the page before it raises the
 *               exception, Windows maps it when it is touched again.
 *   opened      a call gave a page that nobody could reach a protection that lets
 *               the program in. Wine maps it at once.
 *   trimmed     a call of the lab (EmptyWorkingSet, SetProcessWorkingSetSize)
 *               took the page out of the simulated working set, and it was not
 *               touched since. Wine answers such a call and does nothing.
 *   neighbour   Linux maps the pages around a page of a view that is read, up to
 *               sixteen that lie in one block of 64 KiB, and Wine reports them.
 *
 * And one thing that is no page outlasts its step as well: how much longer the text of an error is on Windows (core/texts.h), for
 * a program makes room by that.
 *
 * Invariants
 *   AHEAD-1  a page that was opened was closed in the step before: by its guard, or with a call in between by any protection
 *   AHEAD-2  a trimmed page was resident on both sides, or the simulator told of the
 *       fault that brought it in, after or at the call that took it out
 *   AHEAD-3  a neighbour lies in a view, in a block of which the lab has touched a page
 *   AHEAD-4  what the simulator has resident is none of them
 *
 * Knows of: trace/reader. Used by: wine.
 */
#ifndef VIZ_AHEAD_H
#define VIZ_AHEAD_H

#include "viz/trace/reader.h"

enum ahead_why { AHEAD_UNKNOWN, AHEAD_GUARD, AHEAD_OPENED, AHEAD_TRIMMED, AHEAD_NEIGHBOUR, AHEAD_WHYS };

struct ahead_place;

struct ahead {
	struct ahead_place *place;      /* what is known of each reservation; owned */
	size_t places;
	bool protects, emptied;         /* the step at hand is a call that changes protections; empties the working set */
	bool limited;                   /* a call has set a limit, so pages can leave at any time */
	uint64_t *fault;                /* since then: pages that the simulator brought in, hashed; owned */
	size_t faults, room;
	bool cut;                       /* it has told of so many faults that some were left out, or is no simulator and tells of none */
	int64_t pages[AHEAD_WHYS];      /* ahead for that reason, after the step at hand */
	int64_t before[AHEAD_WHYS];     /* and before it */
	uint64_t decommitted;           /* a bit for each of the first 64 reservations of which pages were decommitted */
	int64_t text_longer;            /* characters that the simulator's text of an error had more than Wine's, when it was asked last */
	bool failed;                    /* no memory */
};

/* Take one step of both sides; before: their memory at the end of the step before. */
void ahead_step(struct ahead *a, const struct event *real, const struct event *sim, const struct memory_at *const before[SIDES]);

/* Why this page, resident on the real side and committed in the simulator, is so after the step at hand. */
enum ahead_why ahead_why(const struct ahead *a, size_t place, uint64_t page);

void ahead_free(struct ahead *a);

#endif
