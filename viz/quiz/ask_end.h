/*
 * ask_end.h - questions about unwinding, and about the end of the run.
 *
 * Knows of: ask_fault, asking. Used by: ask.
 */
#ifndef VIZ_ASK_END_H
#define VIZ_ASK_END_H

#include "viz/quiz/asking.h"

bool ask_abnormal(const struct asking *a, struct part *p);
bool ask_end(const struct asking *a, struct part *p);
bool ask_end_code(const struct asking *a, struct part *p);

#endif
