/* sheet_ask.c - see sheet.h. One part of a task, from the event and the memory around it. */
#include "viz/quiz/sheet_parts.h"

#include <inttypes.h>
#include <string.h>

#define HANDLERS 4                      /* that an order can be asked of: QUIZ_CHOICES */

const struct event *sheet_event(const struct sheet *s, size_t row)
{
	return s->m->c->row[row].side[s->trace->side];
}

struct asking sheet_start(struct sheet *s, const struct subject *of)
{
	struct asking a = { .s = s, .of = of, .e = sheet_event(s, of->row) };

	a.was = a.e > s->trace->event ? a.e - 1 : NULL;
	a.after = of->before ? quiz_reveals(s->m, of->before) : NULL;
	a.answer = a.after ? sheet_event(s, a.after->row) : NULL;
	if (!a.answer) {
		a.after = NULL;
		a.answer = a.e;
	}
	return a;
}

/* ---- reasons ---- */

/* The words of the pictures, for a call that no picture shows by itself: one within a filter. */
static const char *said_of_call(const struct asking *a)
{
	struct model words = { .any = a->s->trace, .keep = a->s->keep };
	struct building b = { .m = &words, .c = a->s->m->c };
	const char *text = sentence_of_call(&b, a->e);

	a->s->keep = words.keep;
	return b.no_memory ? NULL : text;
}

/* The sentence of the picture that shows the step, else the step in a few words. */
const char *sheet_said(const struct asking *a)
{
	const struct frame *f = a->s->picture[a->of->row];
	struct ink i = { 0 };
	const char *text;

	if (f && f->say)
		return f->say;
	if (a->e->type == EV_CALL && a->e->api)
		return said_of_call(a);
	compare_say(&i, a->e);
	text = i.failed ? NULL : TEXT(a, "%s: %s.", reader_type_name(a->e->type), i.text ? i.text : "");
	ink_free(&i);
	return text;
}

static const char *said_after(const struct asking *a)
{
	return a->after && a->after->say ? a->after->say : sheet_said(a);
}

uint64_t sheet_page(const struct asking *a, const struct where *w)
{
	return w->offset / a->s->trace->page_size;
}

bool in_reservation(const struct where *w)
{
	return w->known && w->place >= 0;
}

/* ---- forms ---- */

bool settle_choice(struct part *p, const char *right)
{
	p->form = PF_CHOICE;
	if (!p->q.ask || !right || !quiz_settle(&p->q, right, false))
		return false;
	return true;
}

bool settle_number(const struct asking *a, struct part *p, int64_t number, const char *ask, const char *reason)
{
	p->form = PF_NUMBER;
	p->number = number;
	p->q.ask = ask;
	p->q.reason = reason;
	p->key = TEXT(a, "%" PRId64, number);
	return p->key && ask && reason;
}

bool settle_place(const struct asking *a, struct part *p, const struct where *w, const char *ask, const char *reason)
{
	p->form = PF_PLACE;
	p->place = *w;
	p->q.ask = ask;
	p->q.reason = reason;
	p->key = TEXT(a, "A%" PRId64 "+0x%" PRIx64, w->place, w->offset);
	return p->key && ask && reason;
}

bool settle_words(struct part *p, enum part_form form, const char *key, const char *ask, const char *reason)
{
	p->form = form;
	p->q.ask = ask;
	p->q.reason = reason;
	p->key = key;
	return key && ask && reason;
}

static bool is_fault(const struct asking *a)
{
	return a->e->type == EV_FAULT;
}

/* ---- the fault itself ---- */

static bool ask_code(const struct asking *a, struct part *p)
{
	static const char *const common[] = { CODE_AV, CODE_GUARD, "EXCEPTION_INT_DIVIDE_BY_ZERO", "EXCEPTION_STACK_OVERFLOW", "EXCEPTION_IN_PAGE_ERROR" };
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

static bool ask_access(const struct asking *a, struct part *p)
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

static bool ask_place(const struct asking *a, struct part *p)
{
	if (!is_fault(a) || !event_is_memory_fault(a->e) || !in_reservation(&a->e->at))
		return false;
	return settle_place(a, p, &a->e->at, "Which address is touched? Any byte of the page will do, as A0+0x1000.",
	                    TEXT(a, "%s That is A%" PRId64 "+0x%" PRIx64 ".", sheet_said(a), a->e->at.place, a->e->at.offset));
}

static bool ask_page(const struct asking *a, struct part *p)
{
	if (!is_fault(a) || !event_is_memory_fault(a->e) || !in_reservation(&a->e->at))
		return false;
	p->near = (int64_t)(a->e->at.offset - a->e->at.offset % a->s->trace->page_size);
	p->has_near = p->near > 0;
	return settle_number(a, p, (int64_t)sheet_page(a, &a->e->at), "Which page of its reservation is touched? The first one is page 0.",
	                     TEXT(a, "%s That is offset 0x%" PRIx64 ", and a page has 0x%" PRIx32 " bytes.", sheet_said(a), a->e->at.offset, a->s->trace->page_size));
}

struct meaning { const char *word, *words; };

/* The word of the trace in full, then those that it could be mixed up with. */
static bool choose_meaning(struct part *p, const struct meaning *all, size_t count, const char *word)
{
	const char *right = NULL;

	for (size_t i = 0; i < count; i++)
		if (words_are(word, all[i].word))
			right = all[i].words;
	if (!right)
		return false;
	quiz_add(&p->q, right);
	for (size_t i = 0; i < count; i++)
		quiz_add(&p->q, all[i].words);
	return settle_choice(p, right);
}

static bool ask_refused(const struct asking *a, struct part *p)
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

/* ---- what was done about it ---- */

/* A question of the book. On a sheet no picture stands beside it, so its sentence comes with the reason. */
static bool ask_of_book(const struct asking *a, struct part *p, enum quiz_kind kind)
{
	if (!a->after || !quiz_ask(&p->q, &a->s->keep, a->s->m, a->of->before, kind))
		return false;
	p->form = PF_CHOICE;
	p->q.reason = TEXT(a, "%s %s", said_after(a), p->q.reason);
	return p->q.reason != NULL;
}

static bool same_handler(const struct asked *x, const struct asked *y)
{
	return x->line == y->line && same(x->function, y->function) && same(x->kind, y->kind);
}

static const char *name_of_handler(const struct asking *a, const struct asked *h)
{
	return TEXT(a, "%s%s%s, line %" PRIu32, h->kind ? h->kind : "handler", h->function ? " of " : "", h->function ? h->function : "", h->line);
}

/* Handlers of other exceptions, for those who take every handler to be asked each time. */
static size_t add_other_handlers(const struct asking *a, const struct asked **of, size_t count)
{
	const struct trace_file *t = a->s->trace;

	for (size_t i = 0; i < t->events; i++)
		for (size_t k = 0; k < t->event[i].askeds; k++) {
			bool is_new = true;

			for (size_t n = 0; n < count; n++)
				is_new &= !same_handler(of[n], &t->event[i].asked[k]);
			if (count == HANDLERS)
				return count;
			if (is_new)
				of[count++] = &t->event[i].asked[k];
		}
	return count;
}

static const char *answers_in_order(const struct asking *a)
{
	struct ink i = { 0 };
	const char *text;

	for (size_t k = 0; k < a->answer->askeds; k++) {
		const struct asked *h = &a->answer->asked[k];

		ink_printf(&i, "%s%s (line %" PRIu32 ") answers %s", k ? ", then " : "", h->function ? h->function : "a handler", h->line,
		           words_without("EXCEPTION_", h->answer ? h->answer : "nothing"));
	}
	text = i.failed ? NULL : TEXT(a, "Vectored handlers are asked first, then filters from the inside to the outside. Here %s.", i.text);
	ink_free(&i);
	return text;
}

static bool ask_order(const struct asking *a, struct part *p)
{
	const struct asked *of[HANDLERS];
	const char *name[HANDLERS];
	size_t asked = a->answer->askeds, count;
	char key[HANDLERS + 1] = "";

	if (!(is_fault(a) && path_answer(a->answer) == AN_CONTINUE) && a->e->type != EV_HANDLER)
		return false;
	if (asked < 2 || asked > HANDLERS)
		return false;
	for (size_t i = 0; i < asked; i++) {
		of[i] = &a->answer->asked[i];
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

static const struct meaning resolutions[] = {
	{ "demand-zero", "demand-zero: the first touch, it gets a zeroed page" },
	{ "transition", "soft fault: the page is still in memory, and is put back" },
	{ "hard", "hard fault: the page is read from the page file" },
	{ "copy-on-write", "copy-on-write: it gets a copy of a shared page" },
	{ "stack-growth", "stack growth: the guard page moves down" }
};
#define RESOLUTIONS (sizeof resolutions / sizeof resolutions[0])

static bool ask_resolved(const struct asking *a, struct part *p)
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
	for (size_t i = 0; i < e->resolveds && e->type != EV_FILTER && e->type != EV_HANDLER; i++)
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
static bool ask_many(const struct asking *a, struct part *p)
{
	int64_t n;

	if (!sheet_resolved(a->e, &n) || a->e->resolved_more)
		return false;
	return settle_number(a, p, n, "How many page faults in the reservations has the kernel resolved since the step before, unseen by the program?",
	                     TEXT(a, "%" PRId64 ": each page is brought in when it is touched and not resident.", n));
}

static bool ask_first_kind(const struct asking *a, struct part *p)
{
	if (!first_resolved(a))
		return false;
	p->q.ask = "Of which kind was the first fault in a reservation that the kernel resolved since the step before?";
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
static bool ask_first_place(const struct asking *a, struct part *p)
{
	const struct resolved *r = first_resolved(a);

	if (!r || points_there(a, &r->at))
		return false;
	return settle_place(a, p, &r->at, "Where was the first fault in a reservation that the kernel resolved since the step before? As A0+0x1000.",
	                    told_of_first(a));
}

static bool ask_first_list(const struct asking *a, struct part *p)
{
	static const char *const all[] = { "zeroed", "free", "standby", "modified", "active" };
	const struct resolved *r = first_resolved(a);

	if (!r || !r->from)
		return false;
	p->is_free = words_are(r->kind, "demand-zero") && words_are(r->from, "zeroed");         /* the kind says so */
	p->q.ask = "On which list was the frame that the first fault in a reservation was given?";
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

static bool ask_trimmed(const struct asking *a, struct part *p)
{
	int64_t n = 0;

	for (size_t i = 0; i < a->e->transitions; i++)
		n += words_are(a->e->transition[i].kind, "trim") && is_portable(a->e->transition[i].at);
	if (!n || a->e->transitions_more)
		return false;
	return settle_number(a, p, n, "How many pages of the reservations have left the working set since the step before?",
	                     TEXT(a, "%" PRId64 " page%s trimmed: out of the working set, contents and charge stay.", n, n == 1 ? " was" : "s were"));
}

/* ---- unwinding, and the end ---- */

static bool ask_abnormal(const struct asking *a, struct part *p)
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

static bool ask_end(const struct asking *a, struct part *p)
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

static bool ask_end_code(const struct asking *a, struct part *p)
{
	if (a->e->type == EV_UNHANDLED)
		return ask_code(a, p);
	if (a->e->type != EV_EXIT)
		return false;
	p->is_free = a->e->exit_code == 0;
	return settle_number(a, p, a->e->exit_code, "With which exit code?", TEXT(a, "The last event of the trace says exit code %" PRId64 ".", a->e->exit_code));
}

/* ---- counters ---- */

/* The sentence of a picture counts the faults in image and stack too; a counter does not. */
static const char *said_of_counter(const struct asking *a)
{
	int64_t ours;

	sheet_resolved(a->e, &ours);
	if (is_fault(a) || a->e->type == EV_FILTER || a->e->type == EV_HANDLER || (size_t)ours == a->e->resolveds || a->e->resolved_more)
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
	return settle_number(a, p, is, TEXT(a, "%s", what), is == was ? TEXT(a, "%s It stays at %" PRId64 ".", said_of_counter(a), is)
	                     : TEXT(a, "%s Before: %" PRId64 ", after: %" PRId64 " (%+" PRId64 ").", said_of_counter(a), was, is, is - was));
}

static bool ask_committed(const struct asking *a, struct part *p)
{
	if (is_fault(a))
		return ask_of_book(a, p, QUIZ_COMMITTED);
	return ask_counter(a, p, CN_COMMIT, "How many pages are committed after this step?");
}

static bool ask_reserved(const struct asking *a, struct part *p)
{
	if (is_fault(a) || !ask_counter(a, p, CN_RESERVED, "How many pages do the reservations have after this step, committed or not?"))
		return false;
	p->is_free |= a->was && a->was->counter[CN_RESERVED] == p->number;
	return true;
}

static bool ask_working_set(const struct asking *a, struct part *p)
{
	if (is_fault(a) && !a->after)
		return false;
	return ask_counter(a, p, CN_WORKING_SET, is_fault(a) ? "How many pages are in the working set when that is done?"
	                   : "How many pages are in the working set after this step?");
}

/* ---- which ---- */

static bool ask_kind(const struct asking *a, struct part *p)
{
	switch (p->kind) {
	case PK_CODE:        return is_fault(a) && ask_code(a, p);
	case PK_ACCESS:      return ask_access(a, p);
	case PK_PLACE:       return ask_place(a, p);
	case PK_PAGE:        return ask_page(a, p);
	case PK_REFUSED:     return ask_refused(a, p);
	case PK_DISPOSITION: return ask_of_book(a, p, QUIZ_DISPOSITION);
	case PK_ORDER:       return ask_order(a, p);
	case PK_RESOLVED:    return ask_resolved(a, p);
	case PK_EXIT:        return ask_of_book(a, p, QUIZ_EXIT);
	case PK_STATE:       return is_fault(a) ? ask_of_book(a, p, QUIZ_STATE) : ask_state_after(a, p);
	case PK_PRESENT:     return ask_of_book(a, p, QUIZ_PRESENT);
	case PK_OUTCOME:     return ask_outcome(a, p);
	case PK_RETURNED:    return ask_returned(a, p);
	case PK_PROTECT:     return ask_protect(a, p);
	case PK_OLD_PROTECT: return ask_old_protect(a, p);
	case PK_QUERY_STATE:
	case PK_QUERY_PROTECT:
	case PK_QUERY_PAGES: return ask_query(a, p);
	case PK_WATCHED:     return ask_watched(a, p);
	case PK_MANY:        return ask_many(a, p);
	case PK_FIRST_KIND:  return ask_first_kind(a, p);
	case PK_FIRST_PLACE: return ask_first_place(a, p);
	case PK_FIRST_LIST:  return ask_first_list(a, p);
	case PK_TRIMMED:     return ask_trimmed(a, p);
	case PK_ABNORMAL:    return ask_abnormal(a, p);
	case PK_END:         return ask_end(a, p);
	case PK_END_CODE:    return ask_end_code(a, p);
	case PK_COMMITTED:   return ask_committed(a, p);
	case PK_RESERVED:    return ask_reserved(a, p);
	case PK_WORKING_SET: return ask_working_set(a, p);
	case PK_PRINTED:     return ask_printed(a, p);
	case PK_PRINTS_NEXT: return ask_prints_next(a, p);
	case PART_KINDS:     break;
	}
	return false;
}

bool sheet_ask(struct part *p, struct sheet *s, const struct subject *of, enum part_kind kind)
{
	struct asking a = sheet_start(s, of);

	*p = (struct part){ .kind = kind };
	if (!ask_kind(&a, p))
		return false;
	if (p->form == PF_CHOICE)
		p->key = TEXT(&a, "%c", 'A' + p->q.right);
	if (p->form != PF_TEXT)
		p->printed = sheet_printed(&a, kind);
	return p->key != NULL;
}

void sheet_words_of_kind(struct ink *i, const struct sheet *s, const struct subject *of)
{
	const struct asking a = sheet_start((struct sheet *)s, of);
	const struct event *e = a.e;
	int64_t count;
	const struct resolved *r = sheet_resolved(e, &count);
	const char *words[] = {
		reader_type_name(e->type), e->api, e->type == EV_CALL ? call_type(e) : e->code, e->access, e->kind,
		a.after ? path_answer_words(path_answer(a.answer)) : NULL, a.after ? walk_resolved_kind(a.answer, e) : NULL,
		r ? r->kind : NULL, r ? r->from : NULL
	};

	for (size_t k = 0; k < sizeof words / sizeof words[0]; k++)
		ink_printf(i, "%s;", words[k] ? words[k] : "");
	ink_printf(i, "%" PRId64 ";%d", e->error, e->abnormal);
}
