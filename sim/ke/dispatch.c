/* dispatch.c - see dispatch.h. */
#include "sim/ke/dispatch.h"

/* The unwind pass: the termination blocks between the exception and `target`, then the handler. */
static enum ke_outcome unwind_to(struct ke *ke, const struct ke_scope *target, const struct ke_exception *e)
{
	struct ke_machine *m = &ke->machine;
	struct ke_scope s = { .frame = SIZE_MAX };
	enum ke_outcome outcome;

	while (m->next_scope(m->context, &s) && !(s.frame == target->frame && s.ordinal == target->ordinal)) {
		if (s.kind != KE_FINALLY)
			continue;
		ke->watch.finally(ke->watch.context, &s, true);
		outcome = m->finally(m->context, &s);
		if (outcome != KE_CONTINUE)
			return outcome;         /* an exception inside took over */
	}
	m->land(m->context, target, e->code);
	ke->watch.handler(ke->watch.context, e, target);
	return KE_UNWOUND;
}

static enum ke_outcome raise_noncontinuable(struct ke *ke, const struct ke_exception *e)
{
	struct ke_exception worse = {
		.code = STATUS_NONCONTINUABLE_EXCEPTION, .flags = EXCEPTION_NONCONTINUABLE,
		.instruction = e->instruction, .elsewhere = e->elsewhere, .address = e->address, .registers = e->registers,
	};

	return ke_raise(ke, &worse);
}

/* The guard page is gone by now, so this comes once: the next push that fails finds no stack. */
static enum ke_outcome raise_overflow(struct ke *ke, const struct ke_exception *e)
{
	struct ke_exception worse = {
		.code = STATUS_STACK_OVERFLOW, .instruction = e->instruction, .elsewhere = e->elsewhere,
		.address = e->address, .registers = e->registers,
		.parameters = 2, .parameter = { 1, e->stack }, .fault = FAULT_STACK_OVERFLOW,
	};

	return ke_raise(ke, &worse);
}

static enum ke_outcome go_on(struct ke *ke, const struct ke_exception *e)
{
	return e->flags & EXCEPTION_NONCONTINUABLE ? raise_noncontinuable(ke, e) : KE_CONTINUE;
}

static void answered(struct ke *ke, struct ke_exception *e, const struct ke_asked *asked)
{
	if (e->asks < KE_ASKED_MAX)
		e->asked[e->asks++] = *asked;
	ke->watch.answered(ke->watch.context, e, asked);
}

/* The handlers of no frame. */
static enum ke_outcome ask_vectored(struct ke *ke, struct ke_exception *e, bool *taken)
{
	struct vectored *entry = NULL;

	while ((entry = vectored_step(&ke->vectored, entry)) != NULL) {
		struct ke_asked asked = { .kind = KE_ASKED_VECTORED, .handler = entry->handler };
		int32_t value = 0;
		enum ke_outcome outcome = ke->machine.call(ke->machine.context, entry->handler, e, &value);

		asked.answer = disposition_of_vectored(value);
		*taken = outcome != KE_CONTINUE || asked.answer == CONTINUE_EXECUTION;
		if (outcome == KE_CONTINUE)
			answered(ke, e, &asked);
		if (outcome != KE_CONTINUE)
			return outcome;         /* an unwind out of the handler: nobody comes back to leave it */
		if (*taken) {
			vectored_leave(&ke->vectored, entry);
			return outcome;
		}
	}
	return KE_CONTINUE;
}

/* The search pass. KE_CONTINUE: a filter said so. */
static enum ke_outcome search(struct ke *ke, struct ke_exception *e, bool *taken)
{
	struct ke_machine *m = &ke->machine;
	struct ke_scope s = { .frame = SIZE_MAX };

	*taken = true;
	while (m->next_scope(m->context, &s)) {
		struct ke_asked asked = { .kind = KE_ASKED_FILTER, .scope = s };
		enum ke_outcome outcome;
		int32_t value;

		if (s.kind != KE_EXCEPT)
			continue;
		outcome = m->filter(m->context, &s, e, &value);
		if (outcome != KE_CONTINUE)
			return outcome;
		asked.answer = disposition_of_filter(value);
		answered(ke, e, &asked);
		switch (asked.answer) {
		case CONTINUE_EXECUTION:
			return go_on(ke, e);
		case EXECUTE_HANDLER:
			return unwind_to(ke, &s, e);
		case CONTINUE_SEARCH:
			break;
		}
	}
	*taken = false;
	return KE_CONTINUE;
}

static enum ke_outcome nobody(struct ke *ke, const struct ke_exception *e, bool quiet)
{
	ke->watch.unhandled(ke->watch.context, e, quiet);
	ke->machine.end(ke->machine.context, e->code);
	return KE_ENDED;
}

/* No frame wants it. The program's own last filter may still continue, or say that it has dealt with it. */
static enum ke_outcome last_chance(struct ke *ke, struct ke_exception *e)
{
	struct ke_asked asked = { .kind = KE_ASKED_LAST, .handler = ke->last_filter };
	enum ke_outcome outcome;
	int32_t value;

	if (ke->last_filter == 0)
		return nobody(ke, e, false);
	outcome = ke->machine.call(ke->machine.context, ke->last_filter, e, &value);
	if (outcome != KE_CONTINUE)
		return outcome;
	asked.answer = disposition_of_last(value);
	answered(ke, e, &asked);
	return asked.answer == CONTINUE_EXECUTION ? go_on(ke, e) : nobody(ke, e, asked.answer == EXECUTE_HANDLER);
}

/* The exception is over, and its instruction is to run again: the continue handlers first. */
static enum ke_outcome call_continue_handlers(struct ke *ke, struct ke_exception *e)
{
	enum ke_outcome outcome = KE_CONTINUE;
	enum disposition answer = CONTINUE_SEARCH;
	struct vectored *entry = NULL;
	int32_t value;

	if (!ke->continuing.first)
		return KE_CONTINUE;
	ke->watch.continuing(ke->watch.context, true);
	while (outcome == KE_CONTINUE && answer == CONTINUE_SEARCH && (entry = vectored_step(&ke->continuing, entry)) != NULL) {
		outcome = ke->machine.call(ke->machine.context, entry->handler, e, &value);
		if (outcome != KE_CONTINUE)
			break;                  /* an unwind out of the handler: nobody comes back to leave it */
		answer = disposition_of_vectored(value);
		ke->watch.continued(ke->watch.context, entry->handler, answer);
		if (answer != CONTINUE_SEARCH)
			vectored_leave(&ke->continuing, entry);
	}
	ke->watch.continuing(ke->watch.context, false);
	return outcome;
}

static enum ke_outcome dispatch(struct ke *ke, struct ke_exception *e)
{
	bool taken = false;
	enum ke_outcome outcome = ask_vectored(ke, e, &taken);

	if (!taken)
		outcome = search(ke, e, &taken);
	return taken ? outcome : last_chance(ke, e);
}

enum ke_outcome ke_raise(struct ke *ke, struct ke_exception *e)
{
	enum ke_outcome outcome;

	e->outer = ke->current;
	if (!ke->watch.raised(ke->watch.context, e)) {
		ke->watch.stopped(ke->watch.context, e);
		return KE_ENDED;
	}
	switch (ke->machine.push(ke->machine.context, e)) {
	case KE_NO_STACK:
		return nobody(ke, e, false);
	case KE_STACK_OVERFLOW:
		return raise_overflow(ke, e);
	case KE_PUSHED:
		break;
	}
	ke->current = e;
	outcome = dispatch(ke, e);
	if (outcome == KE_CONTINUE)
		outcome = call_continue_handlers(ke, e);
	ke->current = e->outer;
	if (outcome == KE_CONTINUE)
		ke->machine.pop(ke->machine.context, e);
	return outcome;
}
