/*
 * ask_call.h - questions about a call: what comes of it, and what it wrote into the program's variables.
 *
 * Knows of: asking, sheet_tell. Used by: ask, ask_counters.
 */
#ifndef VIZ_ASK_CALL_H
#define VIZ_ASK_CALL_H

#include "viz/quiz/asking.h"

bool ask_outcome(const struct asking *a, struct part *p);
bool ask_returned(const struct asking *a, struct part *p);
bool ask_state_after(const struct asking *a, struct part *p);
bool ask_protect(const struct asking *a, struct part *p);
bool ask_old_protect(const struct asking *a, struct part *p);
bool ask_query(const struct asking *a, struct part *p);         /* PK_QUERY_... */
bool ask_watched(const struct asking *a, struct part *p);

/* Can that call change what is committed and resident by what it is for? */
bool call_moves_pages(const struct event *e);

#endif
