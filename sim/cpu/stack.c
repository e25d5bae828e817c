/* stack.c - see stack.h. */
#include "sim/cpu/stack.h"

#define INNERMOST 8             /* calls told whatever they are; further out only those with an open block */
#define MOST      24

static void tell_call(struct trace *t, const struct cpu *cpu, const struct activation *a, size_t left_out)
{
	static const char *const kind[] = { [ACTIVATION_FILTER] = "filter", [ACTIVATION_FINALLY] = "finally" };

	trace_string(t, "function", cpu->program->function[a->function].name);
	trace_number(t, "line", cpu->program->line[a->pc]);
	if (a->kind != ACTIVATION_FUNCTION)
		trace_string(t, "kind", kind[a->kind]);
	if (left_out > 0)
		trace_number(t, "left_out", (int64_t)left_out);
}

/* The open blocks of call `i`, innermost first; `s` and `open` then stand at those of an outer call. */
static void tell_blocks(struct trace *t, const struct cpu *cpu, size_t i, struct ke_scope *s, bool *open)
{
	if (!*open || s->frame != i)
		return;
	trace_open_array(t, "blocks");
	for (; *open && s->frame == i; *open = cpu->ke.machine.next_scope(cpu->ke.machine.context, s)) {
		trace_open_object(t, NULL);
		trace_string(t, "kind", s->kind == KE_EXCEPT ? "except" : "finally");
		trace_number(t, "line", s->line);
		trace_close_object(t);
	}
	trace_close_array(t);
}

void stack_tell(void *context, struct trace *t)
{
	const struct cpu *cpu = context;
	struct ke_scope s = { .frame = SIZE_MAX };
	bool open = cpu->ke.machine.next_scope(cpu->ke.machine.context, &s);
	size_t told = 0, left_out = 0;

	trace_open_array(t, "stack");
	for (size_t i = cpu->activations; i-- > 0;) {
		while (open && s.frame == i && told == MOST)
			open = cpu->ke.machine.next_scope(cpu->ke.machine.context, &s);
		if (told == MOST || (told >= INNERMOST && i > 0 && !(open && s.frame == i))) {
			left_out++;
			continue;
		}
		trace_open_object(t, NULL);
		tell_call(t, cpu, &cpu->activation[i], left_out);
		tell_blocks(t, cpu, i, &s, &open);
		trace_close_object(t);
		left_out = 0;
		told++;
	}
	trace_close_array(t);
	if (left_out > 0)
		trace_number(t, "stack_more", (int64_t)left_out);
}

uint64_t stack_pointer(void *context)
{
	return ((const struct cpu *)context)->sp;
}
