/*
 * task.h - which parts a task has: of all that its step has an answer to, those that were asked least.
 *
 * Invariants
 *   TASK-3  every task has 2 to TASK_PARTS parts, or one that stands for itself; every part an answer and a reason
 *   TASK-5  of all parts of a sheet at most one is free
 *
 * Knows of: ask, drawing, sheet_tell. Used by: sheet.
 */
#ifndef VIZ_TASK_H
#define VIZ_TASK_H

#include "viz/quiz/drawing.h"

/* The task about that step. False if the step has not enough to ask about. */
bool task_make(struct drawing *d, struct task *t, const struct subject *of);

#endif
