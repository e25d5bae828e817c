/* ask_fault.c - see ask_fault.h. */
#include "viz/quiz/ask_fault.h"

#include <inttypes.h>
#include <string.h>

#define HANDLERS 4                      /* that an order can be asked of: QUIZ_CHOICES */

/* ---- the fault itself ---- */

bool ask_code(const struct asking *a, struct part *p)
{
	static const char *const common[] = { CODE_AV, CODE_GUARD, "EXCEPTION_INT_DIVIDE_BY_ZERO", "EXCEPTION_STACK_OVERFLOW",
	                                      "EXCEPTION_IN_PAGE_ERROR" };
	const struct trace_file *t = a->s->trace;

	if ((!is_fault(a) && a->e->type != EV_UNHANDLED) || !a->e->code)
		return false;
	p->q.ask = is_fault(a) ? "Which exception is raised?" : "Which exception ends the program?";
	p->q.reason = sheet_said(a);
	quiz_add(&p->q, a->e->code);
	for (size_t i = 0; i < t->events && p->q.choices < QUIZ_CHOICES - 1; i++)
		if (t->event[i].type == EV_FAULT)
			quiz_add(&p->q, t->event[i].code);
	for (size_t i = 0; i < sizeof common / sizeof common[0]; i++)
		quiz_add(&p->q, common[i]);
	return settle_choice(p, a->e->code);
}

bool ask_access(const struct asking *a, struct part *p)
{
	static const char *const all[] = { "read", "write", "execute" };

	if (!is_fault(a) || !a->e->access || !event_is_memory_fault(a->e))
		return false;
	p->is_free = a->e->line && a->s->trace->source;         /* the line shows it */
	p->q.ask = "What did the program try to do with the address?";
	p->q.reason = sheet_said(a);
	quiz_add(&p->q, a->e->access);
	for (int i = 0; i < 3; i++)
		quiz_add(&p->q, all[i]);
	return settle_choice(p, a->e->access);
}

bool ask_place(const struct asking *a, struct part *p)
{
	if (!is_fault(a) || !event_is_memory_fault(a->e) || !in_reservation(&a->e->at))
		return false;
	return settle_place(a, p, &a->e->at, "Which address is touched? Any byte of the page will do, as A0+0x1000.",
	                    TEXT(a, "%s That is A%" PRId64 "+0x%" PRIx64 ".", sheet_said(a), a->e->at.place, a->e->at.offset));
}

bool ask_page(const struct asking *a, struct part *p)
{
	if (!is_fault(a) || !event_is_memory_fault(a->e) || !in_reservation(&a->e->at))
		return false;
	p->near = (int64_t)(a->e->at.offset - a->e->at.offset % a->s->trace->page_size);
	p->has_near = p->near > 0;
	return settle_number(a, p, (int64_t)sheet_page(a, &a->e->at), "Which page of its reservation is touched? The first one is page 0.",
	                     TEXT(a, "%s That is offset 0x%" PRIx64 ", and a page has 0x%" PRIx32 " bytes.", sheet_said(a),
	                          a->e->at.offset, a->s->trace->page_size));
}

bool ask_refused(const struct asking *a, struct part *p)
{
	static const struct meaning all[] = {
		{ "no-access", "no access: the page is free, reserved only, or PAGE_NOACCESS" },
		{ "protection", "protection: the page is there, but does not allow this" },
		{ "guard", "guard: the page is a guard page, touched for the first time" },
		{ "no-execute", "no-execute: the page holds data, and was to be run" },
		{ "in-page", "in-page: memory and page file are full" }
	};

	if (!is_fault(a))
		return false;
	p->q.ask = "Why is the access refused?";
	p->q.reason = sheet_said(a);
	return choose_meaning(p, all, sizeof all / sizeof all[0], a->e->kind);
}

/* ---- who was asked about it ---- */

static bool same_handler(const struct handler *x, const struct handler *y)
{
	return x->line == y->line && same(x->function, y->function) && same(x->kind, y->kind);
}

static const char *name_of_handler(const struct asking *a, const struct handler *h)
{
	return TEXT(a, "%s%s%s, line %" PRIu32, h->kind ? h->kind : "handler", h->function ? " of " : "",
	            h->function ? h->function : "", h->line);
}

/* Handlers of other exceptions, for those who take every handler to be asked each time. */
static size_t add_other_handlers(const struct asking *a, const struct handler **of, size_t count)
{
	const struct trace_file *t = a->s->trace;

	for (size_t i = 0; i < t->events; i++)
		for (size_t k = 0; k < t->event[i].handlers; k++) {
			bool is_new = true;

			for (size_t n = 0; n < count; n++)
				is_new &= !same_handler(of[n], &t->event[i].handler[k]);
			if (count == HANDLERS)
				return count;
			if (is_new)
				of[count++] = &t->event[i].handler[k];
		}
	return count;
}

static const char *answers_in_order(const struct asking *a)
{
	struct ink i = { 0 };
	const char *text;

	for (size_t k = 0; k < a->answer->handlers; k++) {
		const struct handler *h = &a->answer->handler[k];

		ink_printf(&i, "%s%s (line %" PRIu32 ") answers %s", k ? ", then " : "", h->function ? h->function : "a handler", h->line,
		           words_without("EXCEPTION_", h->answer ? h->answer : "nothing"));
	}
	text = i.failed ? NULL : TEXT(a, "Vectored handlers are asked first, then filters from the inside to the outside. Here %s.", i.text);
	ink_free(&i);
	return text;
}

bool ask_order(const struct asking *a, struct part *p)
{
	const struct handler *of[HANDLERS];
	const char *name[HANDLERS];
	size_t asked = a->answer->handlers, count;
	char key[HANDLERS + 1] = "";

	if (!(is_fault(a) && path_answer(a->answer) == AN_CONTINUE) && a->e->type != EV_HANDLER)
		return false;
	if (asked < 2 || asked > HANDLERS)
		return false;
	for (size_t i = 0; i < asked; i++) {
		of[i] = &a->answer->handler[i];
		for (size_t k = 0; k < i; k++)
			if (same_handler(of[i], of[k]))
				return false;
	}
	count = add_other_handlers(a, of, asked);
	p->q.ask = "Which handlers have been asked about the exception, in which order? Give the letters, such as BA.";
	p->q.reason = answers_in_order(a);
	for (size_t i = 0; i < count; i++)
		if (!(name[i] = name_of_handler(a, of[i])) || !quiz_add(&p->q, name[i]))
			return false;
	if (!quiz_settle(&p->q, name[0], false))
		return false;
	for (size_t i = 0; i < asked; i++)
		for (int k = 0; k < p->q.choices; k++)
			if (strcmp(p->q.choice[k], name[i]) == 0)
				key[i] = (char)('A' + k);
	p->form = PF_ORDER;
	p->key = TEXT(a, "%s", key);
	return p->key != NULL;
}
