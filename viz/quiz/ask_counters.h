/*
 * ask_counters.h - questions about how many pages are committed, reserved and resident after a step.
 *
 * Knows of: ask_call, ask_kernel, asking. Used by: ask.
 */
#ifndef VIZ_ASK_COUNTERS_H
#define VIZ_ASK_COUNTERS_H

#include "viz/quiz/asking.h"

bool ask_committed(const struct asking *a, struct part *p);
bool ask_reserved(const struct asking *a, struct part *p);
bool ask_working_set(const struct asking *a, struct part *p);

#endif
