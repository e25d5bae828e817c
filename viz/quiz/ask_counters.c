/* ask_counters.c - see ask_counters.h. */
#include "viz/quiz/ask_counters.h"

#include <inttypes.h>

#include "viz/quiz/ask_call.h"
#include "viz/quiz/ask_kernel.h"

/* The sentence of a picture counts the faults in image and stack too; a counter does not. */
static const char *said_of_counter(const struct asking *a)
{
	int64_t ours;

	sheet_resolved(a->e, &ours);
	if (is_fault(a) || a->e->type == EV_FILTER || a->e->type == EV_HANDLER ||
	    (size_t)ours == a->e->resolved_count || a->e->resolved_more)
		return said_after(a);
	return TEXT(a, "%s Of these %" PRId64 " %s in the reservations.", said_after(a), ours, ours == 1 ? "was" : "were");
}

/* What the step has no part in is copied from the line above the question; so is what is left when all is released. */
static bool is_free_counter(const struct asking *a, enum counter c, int64_t was, int64_t is)
{
	if (is_fault(a))
		return false;
	if (a->e->type == EV_EXIT || a->e->type == EV_UNHANDLED || a->e->counter[CN_RESERVED] == 0)
		return true;
	return is == was && (!call_moves_pages(a->e) || (a->e->error && c == CN_WORKING_SET));
}

static bool ask_counter(const struct asking *a, struct part *p, enum counter c, const char *what)
{
	int64_t is = a->answer->counter[c], was = a->was ? a->was->counter[c] : 0;

	if (is < 0)
		return false;
	if (was < 0)
		was = 0;
	p->is_free = is_free_counter(a, c, was, is);
	return settle_number(a, p, is, TEXT(a, "%s", what), is == was ?
	                     TEXT(a, "%s It stays at %" PRId64 ".", said_of_counter(a), is) :
	                     TEXT(a, "%s Before: %" PRId64 ", after: %" PRId64 " (%+" PRId64 ").", said_of_counter(a),
	                          was, is, is - was));
}

bool ask_committed(const struct asking *a, struct part *p)
{
	if (is_fault(a))
		return ask_of_book(a, p, QUIZ_COMMITTED);
	return ask_counter(a, p, CN_COMMIT, "How many pages are committed after this step?");
}

bool ask_reserved(const struct asking *a, struct part *p)
{
	if (is_fault(a) || !ask_counter(a, p, CN_RESERVED, "How many pages do the reservations have after this step, committed or not?"))
		return false;
	p->is_free |= a->was && a->was->counter[CN_RESERVED] == p->number;
	return true;
}

bool ask_working_set(const struct asking *a, struct part *p)
{
	if (is_fault(a) && !a->after)
		return false;
	return ask_counter(a, p, CN_WORKING_SET, is_fault(a) ? "How many pages are in the working set when that is done?"
	                   : "How many pages are in the working set after this step?");
}
