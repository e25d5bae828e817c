/*
 * text.h - texts held against each other.
 *
 * A text that is not said is NULL, in a trace as in what is made of it: it is the
 * same as another one that is not said, and no flag is in it.
 *
 * Knows of: nothing. Used by: compare/, judge/, model/, structure/, trace/.
 */
#ifndef VIZ_TEXT_H
#define VIZ_TEXT_H

#include <stdbool.h>

/* Both NULL, or the same bytes. */
bool same(const char *a, const char *b);

/* Is `flag` among the parts of "A|B|C", each taken whole, so that PAGE_READ is none of PAGE_READWRITE? */
bool has_flag(const char *flags, const char *flag);

#endif
