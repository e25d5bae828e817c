/*
 * three_parts.h - which pair is of which traces, for those who make three of them and those who tell them.
 *
 * Knows of: three. Used by: three, three_report.
 */
#ifndef VIZ_THREE_PARTS_H
#define VIZ_THREE_PARTS_H

#include "viz/compare/three.h"

extern const int three_members[THREE][SIDES];   /* the two traces of a pair */

int three_pair_of(int a, int b);
int three_place_in(const struct three *t, int p, int n);        /* the side that trace n takes in pair p */

/* Are both events of this pair there, and beside each other in its own comparison? */
bool three_holds(const struct three_row *r, int p);

/* The difference of a row that is about the same fact, or NULL. */
const struct difference *three_find(const struct row *r, const struct difference *like);

#endif
