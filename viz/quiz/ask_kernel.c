/* ask_kernel.c - see ask_kernel.h. */
#include "viz/quiz/ask_kernel.h"

#include <inttypes.h>

#include "viz/quiz/sheet_tell.h"

static const struct meaning resolutions[] = {
	{ "demand-zero", "demand-zero: the first touch, it gets a zeroed page" },
	{ "transition", "soft fault: the page is still in memory, and is put back" },
	{ "hard", "hard fault: the page is read from the page file" },
	{ "copy-on-write", "copy-on-write: it gets a copy of a shared page" },
	{ "stack-growth", "stack growth: the guard page moves down" }
};
#define RESOLUTIONS (sizeof resolutions / sizeof resolutions[0])

bool ask_resolved(const struct asking *a, struct part *p)
{
	if (!a->after || path_answer(a->answer) != AN_CONTINUE)
		return false;
	p->q.ask = "How does the kernel resolve the access when it is tried again?";
	p->q.reason = said_after(a);
	return choose_meaning(p, resolutions, RESOLUTIONS, walk_resolved_kind(a->answer, a->e));
}

/* ---- what the kernel did unasked ---- */

const struct resolved *sheet_resolved(const struct event *e, int64_t *count)
{
	const struct resolved *first = NULL;

	*count = 0;
	for (size_t i = 0; i < e->resolved_count && e->type != EV_FILTER && e->type != EV_HANDLER; i++)
		if (in_reservation(&e->resolved[i].at)) {
			first = first ? first : &e->resolved[i];
			++*count;
		}
	return first;
}

static const struct resolved *first_resolved(const struct asking *a)
{
	int64_t count;

	return sheet_resolved(a->e, &count);
}

static const char *told_of_first(const struct asking *a)
{
	const struct resolved *r = first_resolved(a);

	return TEXT(a, "The first in a reservation: %s, %s of A%" PRId64 "+0x%" PRIx64 ", a frame from the %s list.", r->kind ? r->kind : "?",
	            r->access ? r->access : "access", r->at.place, r->at.offset, r->from ? r->from : "?");
}

/* Pages of the image and the stack are not counted: nothing on the sheet tells of them. */
bool ask_many(const struct asking *a, struct part *p)
{
	int64_t n;

	if (!sheet_resolved(a->e, &n) || a->e->resolved_more)
		return false;
	return settle_number(a, p, n, "Since the previous step, how many page faults in the reservations did the kernel resolve without the program?",
	                     TEXT(a, "%" PRId64 ": each page is brought in when it is touched and not resident.", n));
}

bool ask_first_kind(const struct asking *a, struct part *p)
{
	if (!first_resolved(a))
		return false;
	p->q.ask = "Since the previous step, of which kind was the first fault in a reservation that the kernel resolved?";
	p->q.reason = told_of_first(a);
	return choose_meaning(p, resolutions, RESOLUTIONS, first_resolved(a)->kind);
}

static bool points_there(const struct asking *a, const struct where *w)
{
	struct where at;

	for (size_t i = 0; i < a->e->variables; i++)
		if (sheet_place_of(a, a->e->variable[i].value, &at) && at.place == w->place && sheet_page(a, &at) == sheet_page(a, w))
			return true;
	return false;
}

/* A variable that points there would answer it, and without the variable nobody could know which access is meant. */
bool ask_first_place(const struct asking *a, struct part *p)
{
	const struct resolved *r = first_resolved(a);

	if (!r || points_there(a, &r->at))
		return false;
	return settle_place(a, p, &r->at, "Since the previous step, where was the first fault in a reservation that the kernel resolved? Write it as A0+0x1000.",
	                    told_of_first(a));
}

bool ask_first_list(const struct asking *a, struct part *p)
{
	static const char *const all[] = { "zeroed", "free", "standby", "modified", "active" };
	const struct resolved *r = first_resolved(a);

	if (!r || !r->from)
		return false;
	p->is_free = r->kind_id == FAULT_DEMAND_ZERO && r->from_id == LIST_ZEROED;         /* the kind says so */
	p->q.ask = "On which list was the frame that the first fault in a reservation received?";
	p->q.reason = told_of_first(a);
	quiz_add(&p->q, r->from);
	for (int i = 0; i < 5; i++)
		quiz_add(&p->q, all[i]);
	return settle_choice(p, r->from);
}

static bool is_portable(const char *at)
{
	struct where w;

	return at && reader_parse_where(at, &w) && in_reservation(&w);
}

bool ask_trimmed(const struct asking *a, struct part *p)
{
	int64_t n = 0;

	for (size_t i = 0; i < a->e->transitions; i++)
		n += a->e->transition[i].kind_id == MOVE_TRIM && is_portable(a->e->transition[i].at);
	if (!n || a->e->transitions_more)
		return false;
	return settle_number(a, p, n, "Since the previous step, how many pages of the reservations left the working set?",
	                     TEXT(a, "%" PRId64 " page%s trimmed: out of the working set, contents and charge stay.", n, n == 1 ? " was" : "s were"));
}
