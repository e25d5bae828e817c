/*
 * mistake.c - see compare.h: what went wrong in the program itself, before anybody asks whether the two sides agree.
 *
 * A student looks at a run because it did not do what it should. That both sides agree on it is no help then:
 * they agree that VirtualAlloc has failed a hundred times. So the run is read for what no program wants, in this order:
 *
 *   it was stopped                        a call that kept failing is named, else the reason
 *   it died of an exception               which one, where; and the call that had failed before it
 *   it touched what is in no reservation  though it went on
 *   it ended, and kept reservations       which were never released
 *
 * A lab may do these things on purpose; then the sentence says what there is to see.
 */
#include "viz/compare/compare.h"

#include <inttypes.h>
#include <string.h>

#include "viz/compare/report.h"

#define LEAKS_NAMED 3

/* ---- words ---- */

static const char *address_of(const struct event *call)
{
	const char *address = reader_arg(call, "lpAddress");

	if (!address)
		address = reader_arg(call, "BaseAddress");
	return address ? address : reader_arg(call, "lpBaseAddress");
}

/* An address of the lab by its portable name, any other as it was given. */
static void say_call(struct ink *i, const struct event *call)
{
	const char *address = address_of(call);

	compare_say_word(i, call->api);
	ink_puts(i, "(");
	if (address)
		compare_say_word(i, where_is_named(&call->at) ? call->at_text : address);
	ink_puts(i, ")");
}

static void say_error(struct ink *i, const struct event *call)
{
	ink_printf(i, " with error %" PRId64, call->error);
	if (call->error_name) {
		ink_puts(i, " (");
		compare_say_word(i, call->error_name);
		ink_puts(i, ")");
	}
}

static void say_line(struct ink *i, const char *word, uint32_t line)
{
	if (line)
		ink_printf(i, "%s line %" PRIu32, word, line);
}

static bool is_outside(const struct event *e)
{
	return e->at.known && !where_is_named(&e->at);
}

static void say_exception(struct ink *i, const struct event *e)
{
	compare_say_word(i, e->code);
	if (!e->access || !e->at_text)
		return;
	ink_puts(i, ", ");
	compare_say_word(i, e->access);
	ink_puts(i, strcmp(e->access, "write") ? " of " : " to ");
	compare_say_word(i, e->at_text);
	if (is_outside(e))
		ink_puts(i, ", outside every reservation");
}

/* ---- what is looked for ---- */

static bool is_failure(const struct event *e)
{
	return e->type == EV_CALL && e->error && address_of(e);
}

/* The call that failed last, and how often it did so at this place: what a loop or a filter without end keeps doing. */
static const struct event *last_failure(const struct trace_file *t, size_t *times)
{
	const struct event *last = NULL;

	*times = 0;
	for (size_t n = t->events; n-- > 0;) {
		const struct event *e = &t->event[n];

		if (is_failure(e) && (!last || (e->api_id == last->api_id && e->line == last->line && e->error == last->error))) {
			last = last ? last : e;
			++*times;
		}
	}
	return last;
}

static uint32_t last_line(const struct trace_file *t, const struct event *end)
{
	uint32_t line = end->line;

	for (size_t n = t->events; !line && n-- > 0;)
		line = t->event[n].type == EV_FAULT || t->event[n].type == EV_CALL || t->event[n].type == EV_OUTPUT ? t->event[n].line : 0;
	return line;
}

static void say_stopped(struct ink *i, const struct trace_file *t, const struct event *end)
{
	size_t times;
	const struct event *call = last_failure(t, &times);

	ink_puts(i, "stopped");
	if (call && times > 1) {
		say_line(i, " at", call->line);
		ink_puts(i, ": ");
		say_call(i, call);
		ink_printf(i, " failed %zu times", times);
		say_error(i, call);
		return;
	}
	say_line(i, " at", last_line(t, end));
	ink_puts(i, ": ");
	compare_say_word(i, end->reason);
}

static void say_unhandled(struct ink *i, const struct trace_file *t, const struct event *end)
{
	size_t times;
	const struct event *call = last_failure(t, &times);

	ink_puts(i, "died");
	say_line(i, " at", last_line(t, end));
	ink_puts(i, " of an exception that nobody handled: ");
	say_exception(i, end);
	if (!call)
		return;
	ink_puts(i, "; before that ");
	say_call(i, call);
	say_line(i, " in", call->line);
	ink_puts(i, " failed");
	say_error(i, call);
}

/* A fault that the program has answered; one that it raised itself is none. */
static const struct event *stray(const struct trace_file *t)
{
	for (size_t n = 0; n < t->events; n++) {
		const struct event *e = &t->event[n];

		if (e->type == EV_FAULT && !e->raised && e->code_id == EXC_ACCESS_VIOLATION && is_outside(e))
			return e;
	}
	return NULL;
}

/* The call that made a reservation. */
static uint32_t line_of_place(const struct trace_file *t, size_t place)
{
	for (size_t n = 0; n < t->events; n++)
		for (size_t k = 0; k < t->event[n].changed_places; k++)
			if (t->event[n].changed_place[k] == place)
				return t->event[n].line;
	return 0;
}

static bool is_leak(const struct memory_at *m, size_t place)
{
	return m->place[place] && m->place[place]->live;
}

static size_t count_leaks(const struct memory_at *m)
{
	size_t n = 0;

	for (size_t place = 0; place < m->places; place++)
		n += is_leak(m, place);
	return n;
}

static void say_leaks(struct ink *i, const struct trace_file *t, const struct memory_at *m, size_t leaks)
{
	size_t named = 0;

	for (size_t place = 0; place < m->places && named < LEAKS_NAMED; place++) {
		if (!is_leak(m, place))
			continue;
		ink_printf(i, "%sA%zu (%" PRIu64 " page%s", named++ ? ", " : "", place, m->place[place]->pages,
		           m->place[place]->pages == 1 ? "" : "s");
		say_line(i, ", made in", line_of_place(t, place));
		ink_puts(i, ")");
	}
	if (leaks > named)
		ink_printf(i, " and %zu more", leaks - named);
	ink_puts(i, leaks == 1 ? " is never released" : " are never released");
}

/* A program that ended by itself. */
static bool say_left(struct ink *i, const struct trace_file *t, const struct event *end)
{
	const struct event *e = stray(t);
	size_t leaks = count_leaks(end->memory);

	if (e) {
		ink_puts(i, "an exception");
		say_line(i, " in", e->line);
		ink_puts(i, ": ");
		say_exception(i, e);
	}
	ink_puts(i, e && leaks ? "; " : "");
	if (leaks)
		say_leaks(i, t, end->memory, leaks);
	return e || leaks;
}

static bool say_of(struct ink *i, const struct trace_file *t)
{
	const struct event *end = &t->event[t->events - 1];

	if (end->type == EV_EXIT && end->reason)
		return say_stopped(i, t, end), true;
	for (size_t n = t->events; n-- > 0 && n + 2 >= t->events;)      /* an exit may follow */
		if (t->event[n].type == EV_UNHANDLED)
			return say_unhandled(i, t, &t->event[n]), true;
	return say_left(i, t, end);
}

bool compare_say_mistake(struct ink *i, const struct comparison *c)
{
	const struct trace_file *t = c->trace[SIDE_SIM] ? c->trace[SIDE_SIM] : c->trace[SIDE_REAL];

	return t->events && say_of(i, t);
}
