/*
 * ask.h - one part of a task: which question there is for each kind, from the event and the memory around it.
 *
 * Where a new question goes: a kind in enum part_kind (sheet.h; the place there is its place within a task), a function
 * ask_... in the file of its subject that ends in one of asking.h's settle_..., and a line in the switch of ask.c:
 *
 *   ask_fault      the exception, and who was asked about it
 *   ask_kernel     what the kernel did, asked and unasked
 *   ask_call       what comes of a call, and what it wrote
 *   ask_output     what is printed
 *   ask_counters   pages that are committed, reserved, resident
 *   ask_end        unwinding, and the end
 *
 * If another kind has the same answer, the two are a row of the table in task.c; an answer of a new form (sheet.h's
 * enum part_form) has to be read by mark_part.c. A question that a picture of the book asks as well belongs to quiz.c.
 *
 * Knows of: ask_call, ask_counters, ask_end, ask_fault, ask_kernel, ask_output, sheet. Used by: drawing,
 * task.
 */
#ifndef VIZ_ASK_H
#define VIZ_ASK_H

#include "viz/quiz/sheet.h"

/* Fill in that part of a task. False if the step has no answer to it, or without memory. */
bool sheet_ask(struct part *p, struct sheet *s, const struct subject *of, enum part_kind kind);

/* Two subjects with the same words are of a kind. */
void sheet_words_of_kind(struct ink *i, const struct sheet *s, const struct subject *of);

#endif
