/*
 * remarks.h - what Graphviz said while it drew, and what of it a user is told.
 *
 * A warning is a matter of the version and of the fonts, and mostly means nothing: whether a drawing is there and whole
 * is looked up elsewhere. So it is told, and decides nothing. Which fonts were found Graphviz says when it is asked to
 * be talkative (-v).
 *
 * Knows of: base/host, base/ink, base/plain, look. Used by: render.
 */
#ifndef VIZ_REMARKS_H
#define VIZ_REMARKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "viz/base/ink.h"

struct remark {
	size_t count;
	char first[400];
};

struct remarks {
	struct remark tight;            /* that a text is larger than its place: what a wide font comes to */
	struct remark other;            /* warnings and errors */
	bool without_font;              /* one of ours is not there */
	char font[100];                 /* what was taken in its place; empty: nothing was */
};

/* Read all that Graphviz said. */
void remarks_read(struct remarks *r, FILE *said);

/* For a terminal, in up to two lines, the second of which begins with the program's name; empty if there is nothing to tell. */
void remarks_tell(const struct remarks *r, struct ink *out);

/* The first warning or error alone; empty if there was none. */
void remarks_first(const struct remarks *r, struct ink *out);

#endif
