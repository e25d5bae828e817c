/*
 * Exception dispatch against a machine of cardboard: a list of open scopes,
 * innermost first, each with the answer that its filter will give.
 */
#include <stdio.h>
#include <string.h>

#include <CUnit/CUnit.h>
#include <CUnit/TestDB.h>

#include "sim/ke/dispatch.h"

struct cardboard {
	struct ke ke;
	const char *scopes;     /* a letter a scope: s(earch), c(ontinue), h(andler), f(inally), n(ested fault) */
	char log[256];          /* what happened, in order */
	bool stack_gone, stack_ends;
	unsigned nested;
	uint64_t self;          /* handle of handler 'r' */
};

static void note(struct cardboard *m, const char *what, size_t scope)
{
	size_t n = strlen(m->log);

	snprintf(m->log + n, sizeof m->log - n, "%s%zu ", what, scope);
}

static enum ke_push push(void *context, struct ke_exception *e)
{
	struct cardboard *m = context;

	if (m->stack_ends) {
		m->stack_ends = false;
		return KE_STACK_OVERFLOW;
	}
	return m->stack_gone ? KE_NO_STACK : KE_PUSHED;
}

static void pop(void *context, struct ke_exception *e)
{
	note(context, "pop", 0);
}

static bool next_scope(void *context, struct ke_scope *s)
{
	struct cardboard *m = context;
	size_t next = s->frame == SIZE_MAX ? 0 : s->frame + 1;

	if (m->scopes[next] == '\0')
		return false;
	*s = (struct ke_scope){ m->scopes[next] == 'f' ? KE_FINALLY : KE_EXCEPT, next, 0, 1, "f" };
	return true;
}

static enum ke_outcome filter(void *context, const struct ke_scope *s, struct ke_exception *e, int32_t *value)
{
	struct cardboard *m = context;
	char kind = m->scopes[s->frame];

	note(m, "filter", s->frame);
	if (kind == 'n' && m->nested-- > 0) {
		struct ke_exception inner = { .code = STATUS_INTEGER_DIVIDE_BY_ZERO };

		return ke_raise(&m->ke, &inner);
	}
	*value = kind == 's' ? 0 : kind == 'c' ? -1 : 1;
	return KE_CONTINUE;
}

/* A function of the program is a letter: its answer, as for scopes; r removes itself, and answers s. */
static enum ke_outcome call(void *context, uint64_t handler_at, struct ke_exception *e, int32_t *value)
{
	struct cardboard *m = context;

	note(m, "call-", (size_t)(handler_at - 'a'));
	if (handler_at == 'r')
		CU_ASSERT_TRUE(vectored_remove(&m->ke.vectored, m->self));
	*value = handler_at == 'c' ? -1 : handler_at == 'h' ? 1 : 0;
	return KE_CONTINUE;
}

static enum ke_outcome finally(void *context, const struct ke_scope *s)
{
	note(context, "finally", s->frame);
	return KE_CONTINUE;
}

static void land(void *context, const struct ke_scope *s, uint32_t code)
{
	note(context, code == STATUS_ACCESS_VIOLATION ? "land" : "land-other", s->frame);
}

static void end(void *context, uint32_t code)
{
	note(context, "end", code & 0xff);
}

static bool raised(void *context, const struct ke_exception *e)
{
	return true;
}

static bool refused(void *context, const struct ke_exception *e)
{
	return false;
}

static void answered(void *context, const struct ke_exception *e, const struct ke_asked *asked)
{
}

static void continuing(void *context, bool begins)
{
	note(context, "continuing", begins);
}

static void continued(void *context, uint64_t handler_at, enum disposition answer)
{
	note(context, "continued-", (size_t)(handler_at - 'a'));
}

static void handler(void *context, const struct ke_exception *e, const struct ke_scope *s)
{
}

static void told_finally(void *context, const struct ke_scope *s, bool abnormal)
{
	CU_ASSERT_TRUE(abnormal);
}

static void unhandled(void *context, const struct ke_exception *e, bool quiet)
{
	note(context, quiet ? "quiet" : "unhandled", 0);
}

static void stopped(void *context, const struct ke_exception *e)
{
	note(context, "stopped", 0);
}

static enum ke_outcome dispatch(struct cardboard *m, const char *scopes, uint32_t flags)
{
	struct ke_exception e = { .code = STATUS_ACCESS_VIOLATION, .flags = flags };

	m->scopes = scopes;
	m->ke.machine = (struct ke_machine){ m, push, pop, next_scope, filter, call, finally, land, end };
	if (!m->ke.watch.raised)
		m->ke.watch.raised = raised;
	m->ke.watch = (struct ke_watch){ m, m->ke.watch.raised, answered, continuing, continued, handler, told_finally,
	                                unhandled, stopped };
	return ke_raise(&m->ke, &e);
}

static void continue_execution_ends_the_search(void)
{
	struct cardboard m = { .log = "" };

	CU_ASSERT_EQUAL(dispatch(&m, "sch", 0), KE_CONTINUE);
	CU_ASSERT_STRING_EQUAL(m.log, "filter0 filter1 pop0 ");
}

/* The whole search comes before any __finally; then the blocks run from the inside, up to the handler's frame. */
static void search_comes_before_unwind(void)
{
	struct cardboard m = { .log = "" };

	CU_ASSERT_EQUAL(dispatch(&m, "fsfhf", 0), KE_UNWOUND);
	CU_ASSERT_STRING_EQUAL(m.log, "filter1 filter3 finally0 finally2 land3 ");
}

/* Nobody wants it: nothing is unwound, the process ends with the code. */
static void unhandled_ends_the_process_without_unwinding(void)
{
	struct cardboard m = { .log = "" };

	CU_ASSERT_EQUAL(dispatch(&m, "fs", 0), KE_ENDED);
	CU_ASSERT_STRING_EQUAL(m.log, "filter1 unhandled0 end5 ");
}

/* Continuing what cannot be continued raises a new exception, which the same filters are asked about. */
static void a_noncontinuable_exception_cannot_be_continued(void)
{
	struct cardboard m = { .log = "" };

	CU_ASSERT_EQUAL(dispatch(&m, "sh", EXCEPTION_NONCONTINUABLE), KE_UNWOUND);
	CU_ASSERT_STRING_EQUAL(m.log, "filter0 filter1 land1 ");
	m.log[0] = '\0';
	m.nested = 0;
	CU_ASSERT_EQUAL(dispatch(&m, "nh", EXCEPTION_NONCONTINUABLE), KE_UNWOUND);
}

/* A filter that faults itself is asked again, about its own exception. */
static void a_fault_in_a_filter_is_dispatched_from_the_top(void)
{
	struct cardboard m = { .nested = 1 };

	CU_ASSERT_EQUAL(dispatch(&m, "nh", 0), KE_UNWOUND);
	CU_ASSERT_STRING_EQUAL(m.log, "filter0 filter0 land-other0 ");
	CU_ASSERT_PTR_NULL(m.ke.current);
}

static void without_stack_no_handler_runs(void)
{
	struct cardboard m = { .stack_gone = true };

	CU_ASSERT_EQUAL(dispatch(&m, "h", 0), KE_ENDED);
	CU_ASSERT_STRING_EQUAL(m.log, "unhandled0 end5 ");
}

/* The first exception is lost: the overflow that came of it is what the filters hear of. */
static void a_stack_that_ends_during_dispatch_is_an_exception(void)
{
	struct cardboard m = { .stack_ends = true };

	CU_ASSERT_EQUAL(dispatch(&m, "h", 0), KE_UNWOUND);
	CU_ASSERT_STRING_EQUAL(m.log, "filter0 land-other0 ");
}

static void the_watcher_can_stop_what_repeats(void)
{
	struct cardboard m = { .log = "" };

	m.ke.watch.raised = refused;
	CU_ASSERT_EQUAL(dispatch(&m, "c", 0), KE_ENDED);
	CU_ASSERT_STRING_EQUAL(m.log, "stopped0 ");
}

/* Vectored handlers come before every frame, "first" ones before the others; only -1 is an answer. */
static void vectored_handlers_are_asked_before_the_frames(void)
{
	struct cardboard m = { .log = "" };

	vectored_add(&m.ke.vectored, false, 's');
	vectored_add(&m.ke.vectored, false, 'h');
	vectored_add(&m.ke.vectored, true, 'x');
	CU_ASSERT_EQUAL(dispatch(&m, "h", 0), KE_UNWOUND);
	CU_ASSERT_STRING_EQUAL(m.log, "call-23 call-18 call-7 filter0 land0 ");
	m.log[0] = '\0';
	vectored_add(&m.ke.vectored, true, 'c');
	CU_ASSERT_EQUAL(dispatch(&m, "h", 0), KE_CONTINUE);
	CU_ASSERT_STRING_EQUAL(m.log, "call-2 pop0 ");
	vectored_free(&m.ke.vectored);
}

/* Only when the exception is continued, from the first on, until one answers that it is enough; whoever has continued it. */
static void continue_handlers_are_called_when_it_goes_on(void)
{
	struct cardboard m = { .log = "" };

	vectored_add(&m.ke.continuing, false, 'c');
	vectored_add(&m.ke.continuing, false, 'x');
	vectored_add(&m.ke.continuing, true, 's');
	CU_ASSERT_EQUAL(dispatch(&m, "c", 0), KE_CONTINUE);
	CU_ASSERT_STRING_EQUAL(m.log, "filter0 continuing1 call-18 continued-18 call-2 continued-2 continuing0 pop0 ");
	m.log[0] = '\0';
	CU_ASSERT_EQUAL(dispatch(&m, "h", 0), KE_UNWOUND);
	CU_ASSERT_STRING_EQUAL(m.log, "filter0 land0 ");
	m.log[0] = '\0';
	vectored_add(&m.ke.vectored, false, 'c');
	CU_ASSERT_EQUAL(dispatch(&m, "h", 0), KE_CONTINUE);
	CU_ASSERT_STRING_EQUAL(m.log, "call-2 continuing1 call-18 continued-18 call-2 continued-2 continuing0 pop0 ");
	vectored_free(&m.ke.vectored);
	vectored_free(&m.ke.continuing);
}

/* A vectored handler is believed even about an exception that may not be continued. */
static void a_vectored_handler_may_continue_anything(void)
{
	struct cardboard m = { .log = "" };

	vectored_add(&m.ke.vectored, false, 'c');
	CU_ASSERT_EQUAL(dispatch(&m, "h", EXCEPTION_NONCONTINUABLE), KE_CONTINUE);
	CU_ASSERT_STRING_EQUAL(m.log, "call-2 pop0 ");
	vectored_free(&m.ke.vectored);
}

static void a_vectored_handler_may_remove_itself(void)
{
	struct cardboard m = { .log = "" };

	m.self = vectored_add(&m.ke.vectored, false, 'r');
	vectored_add(&m.ke.vectored, false, 's');
	dispatch(&m, "c", 0);
	CU_ASSERT_STRING_EQUAL(m.log, "call-17 call-18 filter0 pop0 ");
	CU_ASSERT_FALSE(vectored_remove(&m.ke.vectored, m.self));
	m.log[0] = '\0';
	dispatch(&m, "c", 0);
	CU_ASSERT_STRING_EQUAL(m.log, "call-18 filter0 pop0 ");
	vectored_free(&m.ke.vectored);
}

/* The filter of SetUnhandledExceptionFilter comes when nobody else is left. */
static void the_last_filter_is_asked_last(void)
{
	struct cardboard m = { .log = "" };

	m.ke.last_filter = 's';
	CU_ASSERT_EQUAL(dispatch(&m, "fs", 0), KE_ENDED);
	CU_ASSERT_STRING_EQUAL(m.log, "filter1 call-18 unhandled0 end5 ");
	m.log[0] = '\0';
	m.ke.last_filter = 'h';
	CU_ASSERT_EQUAL(dispatch(&m, "fs", 0), KE_ENDED);
	CU_ASSERT_STRING_EQUAL(m.log, "filter1 call-7 quiet0 end5 ");
	m.log[0] = '\0';
	m.ke.last_filter = 'c';
	CU_ASSERT_EQUAL(dispatch(&m, "fs", 0), KE_CONTINUE);
	CU_ASSERT_STRING_EQUAL(m.log, "filter1 call-2 pop0 ");
}

/* A filter is read by its sign; of a vectored handler only -1 counts, and the last filter may deal with it and end. */
static void an_answer_is_read_by_who_gives_it(void)
{
	static const struct { int32_t answer; enum disposition filter, vectored, last; } rows[] = {
		{ 0, CONTINUE_SEARCH, CONTINUE_SEARCH, CONTINUE_SEARCH },
		{ 1, EXECUTE_HANDLER, CONTINUE_SEARCH, EXECUTE_HANDLER },
		{ -1, CONTINUE_EXECUTION, CONTINUE_EXECUTION, CONTINUE_EXECUTION },
		{ -2, CONTINUE_EXECUTION, CONTINUE_SEARCH, EXECUTE_HANDLER },
		{ INT32_MIN, CONTINUE_EXECUTION, CONTINUE_SEARCH, EXECUTE_HANDLER },
		{ INT32_MAX, EXECUTE_HANDLER, CONTINUE_SEARCH, EXECUTE_HANDLER },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		CU_ASSERT_EQUAL(disposition_of_filter(rows[i].answer), rows[i].filter);
		CU_ASSERT_EQUAL(disposition_of_vectored(rows[i].answer), rows[i].vectored);
		CU_ASSERT_EQUAL(disposition_of_last(rows[i].answer), rows[i].last);
	}
	CU_ASSERT_STRING_EQUAL(disposition_name(CONTINUE_EXECUTION), "EXCEPTION_CONTINUE_EXECUTION");
}

CU_TestInfo dispatch_tests[] = {
	{ "an answer is read by who gives it", an_answer_is_read_by_who_gives_it },
	{ "vectored handlers are asked before the frames", vectored_handlers_are_asked_before_the_frames },
	{ "continue handlers are called when it goes on", continue_handlers_are_called_when_it_goes_on },
	{ "a vectored handler may continue anything", a_vectored_handler_may_continue_anything },
	{ "a vectored handler may remove itself", a_vectored_handler_may_remove_itself },
	{ "the last filter is asked last", the_last_filter_is_asked_last },
	{ "continue execution ends the search", continue_execution_ends_the_search },
	{ "search comes before unwind", search_comes_before_unwind },
	{ "unhandled ends the process without unwinding", unhandled_ends_the_process_without_unwinding },
	{ "a noncontinuable exception cannot be continued", a_noncontinuable_exception_cannot_be_continued },
	{ "a fault in a filter is dispatched from the top", a_fault_in_a_filter_is_dispatched_from_the_top },
	{ "without stack no handler runs", without_stack_no_handler_runs },
	{ "a stack that ends during dispatch is an exception", a_stack_that_ends_during_dispatch_is_an_exception },
	{ "the watcher can stop what repeats", the_watcher_can_stop_what_repeats },
	CU_TEST_INFO_NULL
};
