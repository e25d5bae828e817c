/*
 * sheet_tell.h - where the program stands at a step, and no more than that.
 *
 * Invariants
 *   SHEET-TELL-6  what is told of a step was so before it, and does not answer a part of its task
 *
 * Knows of: asking, trace/signature. Used by: ask_call, ask_kernel, ask_output, task.
 */
#ifndef VIZ_SHEET_TELL_H
#define VIZ_SHEET_TELL_H

#include "viz/quiz/asking.h"

/* Where the program stands at that step. After its parts: what answers them is left out. */
void sheet_tell(struct task *t, struct sheet *s, const struct subject *of);

/* The line of the lab without its indent, and its size; NULL if it is not known. */
const char *sheet_line(const struct asking *a, size_t *size);

/* The reservation that `value`, a hexadecimal number, lies in. */
bool sheet_place_of(const struct asking *a, const char *value, struct where *w);

#endif
