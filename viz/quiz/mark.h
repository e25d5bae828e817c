/*
 * mark.h - how many points the answers to a sheet are worth, and what to say to each.
 *
 * A question is worth one point, shared evenly by its parts. A part is right, half
 * right or wrong:
 *
 *   a letter       right if it is that letter, or the words of that choice; several letters: wrong
 *   letters        right in that order; half if there are as many and the first is right
 *   a number       right in decimal or as 0x…; half if it is counted in bytes where pages are asked
 *   pages          right in any order; half if one is missing or too many, and another one right
 *   a line         right if it has the same characters; blanks and capitals do not count
 *   an address     right if it lies in the page; half if it lies in another page of the same reservation
 *
 * Invariants
 *   K1  the key gets every point, an empty answer none
 *   K2  a question with a part that is not right has less than its point
 *
 * Knows of: sheet.h, sheet_print.h, answers.h, results.h. Used by: quiz_main.
 */
#ifndef VIZ_MARK_H
#define VIZ_MARK_H

#include "viz/quiz/answers.h"
#include "viz/judge/results.h"
#include "viz/quiz/sheet.h"

enum mark_grade { MARK_NONE, MARK_WRONG, MARK_SEVERAL, MARK_UNREADABLE, MARK_NEAR, MARK_RIGHT };

/* One answer (NULL: none was given). */
enum mark_grade mark_part(const struct part *p, const struct trace_file *t, const char *answer);

/* Add an item for each question, with a line of feedback for each part. False without memory. */
bool mark_sheet(struct results *r, const struct sheet *s, const struct answers *a);

#endif
