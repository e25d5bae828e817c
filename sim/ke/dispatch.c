#include "dispatch.h"

/* The unwind pass: the termination blocks between the exception and `target`, then the handler. */
static enum ke_outcome unwind_to(struct ke *ke, const struct ke_scope *target, uint32_t code)
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
	m->land(m->context, target, code);
	ke->watch.handler(ke->watch.context, target, code);
	return KE_UNWOUND;
}

static enum ke_outcome raise_noncontinuable(struct ke *ke, const struct ke_exception *e)
{
	struct ke_exception worse = {
		.code = STATUS_NONCONTINUABLE_EXCEPTION, .flags = EXCEPTION_NONCONTINUABLE,
		.instruction = e->instruction,
	};

	return ke_raise(ke, &worse);
}

/* The search pass. KE_CONTINUE: a filter said so. */
static enum ke_outcome search(struct ke *ke, struct ke_exception *e, bool *taken)
{
	struct ke_machine *m = &ke->machine;
	struct ke_scope s = { .frame = SIZE_MAX };
	enum ke_outcome outcome;
	int32_t value;

	*taken = true;
	while (m->next_scope(m->context, &s)) {
		if (s.kind != KE_EXCEPT)
			continue;
		outcome = m->filter(m->context, &s, e, &value);
		if (outcome != KE_CONTINUE)
			return outcome;
		ke->watch.answered(ke->watch.context, e, &s, value);
		if (value < 0)
			return e->flags & EXCEPTION_NONCONTINUABLE ? raise_noncontinuable(ke, e) : KE_CONTINUE;
		if (value > 0)
			return unwind_to(ke, &s, e->code);
	}
	*taken = false;
	return KE_CONTINUE;
}

static enum ke_outcome nobody(struct ke *ke, const struct ke_exception *e)
{
	ke->watch.unhandled(ke->watch.context, e);
	ke->machine.end(ke->machine.context, e->code);
	return KE_ENDED;
}

enum ke_outcome ke_raise(struct ke *ke, struct ke_exception *e)
{
	enum ke_outcome outcome;
	bool taken;

	if (!ke->watch.raised(ke->watch.context, e)) {
		ke->watch.stopped(ke->watch.context, e);
		ke->machine.end(ke->machine.context, 124);
		return KE_ENDED;
	}
	if (!ke->machine.push(ke->machine.context, e))
		return nobody(ke, e);
	e->outer = ke->current;
	ke->current = e;
	outcome = search(ke, e, &taken);
	ke->current = e->outer;
	if (!taken)
		return nobody(ke, e);
	if (outcome == KE_CONTINUE)
		ke->machine.pop(ke->machine.context, e);
	return outcome;
}
