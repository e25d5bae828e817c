/*
 * mark_part.h - whether one answer is right, half right or wrong:
 *
 *   a letter       right if it is that letter, or the words of that choice; several letters: wrong
 *   letters        right in that order; half if there are as many and the first is right
 *   a number       right in decimal or as 0x…; half if it is counted in bytes where pages are asked
 *   pages          right in any order; half if one is missing or too many, and another one right
 *   a line         right if it has the same characters; blanks and capitals do not count
 *   an address     right if it lies in the page; half if it lies in another page of the same reservation
 *
 * Knows of: sheet. Used by: mark.
 */
#ifndef VIZ_MARK_PART_H
#define VIZ_MARK_PART_H

#include "viz/quiz/sheet.h"

enum mark_grade { MARK_NONE, MARK_WRONG, MARK_SEVERAL, MARK_UNREADABLE, MARK_NEAR, MARK_RIGHT };

/* One answer (NULL: none was given). */
enum mark_grade mark_part(const struct part *p, const struct trace_file *t, const char *answer);

#endif
