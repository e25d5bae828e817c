/* ask_end.c - see ask_end.h. */
#include "viz/quiz/ask_end.h"

#include <inttypes.h>

#include "viz/quiz/ask_fault.h"

bool ask_abnormal(const struct asking *a, struct part *p)
{
	const char *right = a->e->abnormal ? "TRUE" : "FALSE";

	if (a->e->type != EV_FINALLY)
		return false;
	p->q.ask = "What does AbnormalTermination() say in this __finally block?";
	p->q.reason = a->e->abnormal ? "The block is run by the unwinding of an exception or a jump out of it, so it is TRUE."
	            : "The __try block came to its end by itself, so it is FALSE.";
	quiz_add(&p->q, "TRUE");
	quiz_add(&p->q, "FALSE");
	return settle_choice(p, right);
}

bool ask_end(const struct asking *a, struct part *p)
{
	static const char *const all[] = {
		"by itself: main returns, or the program exits", "by an exception that no handler takes", "it is stopped, for it would not end"
	};
	int right = a->e->type == EV_UNHANDLED ? 1 : a->e->reason ? 2 : 0;

	if (a->e->type != EV_EXIT && a->e->type != EV_UNHANDLED)
		return false;
	p->is_free = right == 0;
	p->q.ask = "How does the run end?";
	p->q.reason = a->e->reason ? a->e->reason : right ? TEXT(a, "Nobody takes %s.", a->e->code ? a->e->code : "the exception")
	            : TEXT(a, "It ends by itself with exit code %" PRId64 ".", a->e->exit_code);
	for (int i = 0; i < 3; i++)
		quiz_add(&p->q, all[i]);
	return settle_choice(p, all[right]);
}

bool ask_end_code(const struct asking *a, struct part *p)
{
	if (a->e->type == EV_UNHANDLED)
		return ask_code(a, p);
	if (a->e->type != EV_EXIT)
		return false;
	p->is_free = a->e->exit_code == 0;
	return settle_number(a, p, a->e->exit_code, "With which exit code?", TEXT(a, "The last event of the trace says exit code %" PRId64 ".", a->e->exit_code));
}
