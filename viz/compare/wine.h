/*
 * wine.h - where Wine is known to differ from Windows.
 *
 * The simulator follows Windows. When the real side ran under Wine, a step can
 * differ without anybody being wrong in this project, and a student must not
 * be sent after it. Each such case is one entry of one table: an id, what
 * differs, why, where that is known from, and a matcher that recognises
 * exactly this case by both values. What no entry recognises is a divergence.
 *
 * Invariants
 *   WINE-1  a matcher looks at both sides' values; none accepts "anything else"
 *   WINE-2  ids are unique and never reused
 *
 * Knows of: ahead, base/text, compare, texts, trace/reader. Used by: compare.
 */
#ifndef VIZ_WINE_H
#define VIZ_WINE_H

#include <stdbool.h>
#include <stddef.h>

#include "viz/compare/ahead.h"
#include "viz/trace/reader.h"

struct difference;

#define WINE_ENTRIES 64         /* at most in the table */

struct wine_entry {
	const char *id, *what, *why, *source;
	/*
	 * Both events of the step (never NULL), each side's memory before it (SIDE_REAL, SIDE_SIM), the pages that
	 * Wine has resident for a reason, and the fact.
	 */
	bool (*matches)(const struct event *real, const struct event *sim, const struct memory_at *const *before,
	                const struct ahead *ahead, const struct difference *d);
};

/* The entry of steps that only the simulator can have: no fact of a pair tells of it. */
extern const char wine_continue_handlers[];

extern const struct wine_entry wine_table[];    /* ends with a NULL id */

/* The entry that recognises this difference, or NULL. */
const struct wine_entry *wine_find(const struct event *real, const struct event *sim, const struct memory_at *const *before,
                                   const struct ahead *ahead, const struct difference *d);

/* True if that platform is Wine, native or not. */
bool wine_is(const char *platform);

#endif
