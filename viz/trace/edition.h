/*
 * edition.h - whether two traces tell of the same text of a lab.
 *
 * A recorded trace is handed out, and the lab is changed later: then both runs
 * are right and still differ. Each trace holds the text that was run, so the
 * first line that is not the same can be named. How lines end does not count: a
 * checkout under Windows may end them with CR and LF.
 *
 * Knows of: base/keep. Used by: compare/.
 */
#ifndef VIZ_EDITION_H
#define VIZ_EDITION_H

#include <stdbool.h>

#include "viz/base/keep.h"

struct edition {
	size_t line;                    /* the first one that differs, from 1 */
	const char *text[2];            /* that line in either text; NULL: the text ends before it */
	size_t size[2], same;           /* bytes of it, and how many at its start are the same */
};

/* Do they differ, and where? A text that is NULL is not known, and differs from none. */
bool edition_differs(const char *a, const char *b, struct edition *e);

/* That line of text 0 or 1 from shortly before the difference, "nothing" if it has none. NULL: no memory. */
const char *edition_text(struct keep *k, const struct edition *e, int which);

#endif
