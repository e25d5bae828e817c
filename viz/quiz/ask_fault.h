/*
 * ask_fault.h - questions about an exception: what was raised, where and why, and who was asked about it.
 *
 * Knows of: asking. Used by: ask, ask_end.
 */
#ifndef VIZ_ASK_FAULT_H
#define VIZ_ASK_FAULT_H

#include "viz/quiz/asking.h"

bool ask_code(const struct asking *a, struct part *p);
bool ask_access(const struct asking *a, struct part *p);
bool ask_place(const struct asking *a, struct part *p);
bool ask_page(const struct asking *a, struct part *p);
bool ask_refused(const struct asking *a, struct part *p);

/* Which handlers, in which order. */
bool ask_order(const struct asking *a, struct part *p);

#endif
