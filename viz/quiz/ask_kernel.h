/*
 * ask_kernel.h - questions about what the kernel did: how it resolved an access, and what it did unasked.
 *
 * Only a trace of the simulator tells it.
 *
 * Knows of: asking, sheet_tell. Used by: ask, ask_counters, drawing.
 */
#ifndef VIZ_ASK_KERNEL_H
#define VIZ_ASK_KERNEL_H

#include "viz/quiz/asking.h"

bool ask_resolved(const struct asking *a, struct part *p);
bool ask_many(const struct asking *a, struct part *p);
bool ask_first_kind(const struct asking *a, struct part *p);
bool ask_first_place(const struct asking *a, struct part *p);
bool ask_first_list(const struct asking *a, struct part *p);
bool ask_trimmed(const struct asking *a, struct part *p);

/* The first fault in a reservation that the kernel resolved unseen before this step, and how many there are. */
const struct resolved *sheet_resolved(const struct event *e, int64_t *count);

#endif
