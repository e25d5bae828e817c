/*
 * mark.h - how many points the answers to a sheet are worth, and what to say to each.
 *
 * A question is worth one point, shared evenly by its parts. What a part is worth, mark_part.h says.
 *
 * Invariants
 *   MARK-1  the key gets every point, an empty answer none
 *   MARK-2  a question with a part that is not right has less than its point
 *
 * Knows of: answers, base/plain, judge/results, mark_part, sheet, sheet_print. Used by: command_grade.
 */
#ifndef VIZ_MARK_H
#define VIZ_MARK_H

#include "viz/quiz/answers.h"
#include "viz/judge/results.h"
#include "viz/quiz/sheet.h"

/* Add an item for each question, with a line of feedback for each part. False without memory. */
bool mark_sheet(struct results *r, const struct sheet *s, const struct answers *a);

#endif
