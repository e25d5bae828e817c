/*
 * machine.c - the processor's side of exception dispatch.
 *
 * ke/dispatch.c knows whom to ask and in which order; here is what that takes of
 * a machine: record and context pushed onto the lab's own stack, the scopes of
 * the live activations, filters and termination blocks run, the place to land.
 * The recorder hears of each step.
 */
#include "sim/cpu/compiled.h"
#include "sim/cpu/stepping.h"

#include <assert.h>
#include <string.h>

#include "sim/host/exit_status.h"
#include "sim/nt/exception.h"

#define DISPATCHER_BYTES    0x400               /* what the dispatcher itself takes of the stack */

/* ---- what exception dispatch asks of the machine ---- */

static void put64(uint8_t *at, uint64_t v)
{
	memcpy(at, &v, 8);
}

#define BLOCK_BYTES (CONTEXT_BYTES + RECORD_BYTES + POINTERS_BYTES)         /* CONTEXT, EXCEPTION_RECORD, EXCEPTION_POINTERS */

void cpu_context(const struct cpu *cpu, uint64_t address, uint8_t *context)
{
	/* MxCsr; then Cs, Ds, Es, Fs, Gs, Ss of a 64-bit process, and EFlags, as Windows sets them */
	static const uint16_t segments[] = { 0, 0, 0x33, 0x2B, 0x2B, 0x53, 0x2B, 0x2B, 0x246, 0 };
	uint32_t flags = CONTEXT_OF_CALL;

	memcpy(context + CONTEXT_FLAGS, &flags, 4);
	memcpy(context + CONTEXT_SEGMENTS, segments, sizeof segments);
	memcpy(context + CONTEXT_SEGMENTS, &cpu->mxcsr, 4);
	memcpy(context + CONTEXT_FLTSAVE_MXCSR, &cpu->mxcsr, 4);
	put64(context + CONTEXT_RSP, cpu->sp);
	put64(context + CONTEXT_RBP, cpu->fp);
	put64(context + CONTEXT_RIP, address);
}

static void lay_out_record(const struct ke_exception *e, uint8_t *record)
{
	memcpy(record + RECORD_CODE, &e->code, 4);
	memcpy(record + RECORD_FLAGS, &e->flags, 4);
	put64(record + RECORD_ADDRESS, e->address);
	memcpy(record + RECORD_PARAMETERS, &e->parameters, 4);
	for (size_t i = 0; i < e->parameters; i++)
		put64(record + RECORD_INFORMATION + 8 * i, e->parameter[i]);
}

/* The stack grows page by page: touch what is needed from above. */
static enum ke_push make_room(struct cpu *cpu, struct ke_exception *e, uint64_t low)
{
	struct fault f;

	for (uint64_t page = cpu->sp & PAGE_MASK; page >= (low & PAGE_MASK); page -= PAGE_SIZE) {
		if (vm_access(cpu->vm, page, ACCESS_WRITE, &f))
			continue;
		e->stack = f.address;
		return f.status == STATUS_STACK_OVERFLOW ? KE_STACK_OVERFLOW : KE_NO_STACK;
	}
	e->stack = cpu->sp;
	return KE_PUSHED;
}

static enum ke_push machine_push(void *context, struct ke_exception *e)
{
	struct cpu *cpu = context;
	uint8_t block[BLOCK_BYTES] = { 0 };
	uint64_t at = (cpu->sp - 0x80 - sizeof block) & ~(uint64_t)15;
	enum ke_push room = make_room(cpu, e, at - DISPATCHER_BYTES);

	if (room != KE_PUSHED)
		return room;
	e->raised_in = cpu->activations - 1;
	e->asking = SIZE_MAX;
	e->record = at + CONTEXT_BYTES;
	e->pointers = e->record + RECORD_BYTES;
	e->trap_flag = stepping_give_up(cpu);
	compiled_show(cpu, e, block);
	if (!e->called)
		memcpy(block + CONTEXT_FLAGS, &(uint32_t){ CONTEXT_OF_TRAP }, 4);
	lay_out_record(e, block + CONTEXT_BYTES);
	put64(block + CONTEXT_BYTES + RECORD_BYTES, e->record);
	put64(block + CONTEXT_BYTES + RECORD_BYTES + 8, at);
	if (!cpu_poke(cpu, at, block, sizeof block))
		return KE_NO_STACK;
	cpu->sp = at - DISPATCHER_BYTES;
	return KE_PUSHED;
}

static void machine_pop(void *context, struct ke_exception *e)
{
	struct cpu *cpu = context;

	if (!cpu->ended)
		compiled_take(cpu, e);
	cpu->sp = e->stack;
}

static bool covers(const struct cpu *cpu, const struct activation *a, const struct scope *s)
{
	return a->pc >= s->begin && a->pc < s->end &&
	       (a->kind == ACTIVATION_FUNCTION || s->begin >= a->begin);
}

static bool machine_next_scope(void *context, struct ke_scope *scope)
{
	const struct cpu *cpu = context;
	size_t i = scope->frame, ordinal = scope->ordinal + 1;

	if (i == SIZE_MAX) {
		i = cpu->activations - 1;
		ordinal = 0;
	}
	for (;; ordinal = 0) {
		const struct activation *a = &cpu->activation[i];
		const struct function *fn = &cpu->program->function[a->function];

		if (ordinal < a->inner_scopes)
			ordinal = a->inner_scopes;
		for (; a->kind != ACTIVATION_FILTER && !a->dead && ordinal < fn->scopes; ordinal++)
			if (covers(cpu, a, &cpu->program->scope[fn->first_scope + ordinal])) {
				*scope = cpu_scope(cpu, i, ordinal);
				return true;
			}
		if (i-- == 0)
			return false;
	}
}

static const struct scope *scope_of(const struct cpu *cpu, const struct ke_scope *s)
{
	const struct function *f = &cpu->program->function[cpu->activation[s->frame].function];

	return &cpu->program->scope[f->first_scope + s->ordinal];
}

/* Why a funclet did not come back. */
static enum ke_outcome outcome(const struct cpu *cpu)
{
	return cpu->ended ? KE_ENDED : KE_UNWOUND;
}

/* Is this establisher frame being asked already, by the dispatch in which this exception was raised? */
static bool is_nested(const struct ke_exception *e, size_t frame)
{
	for (const struct ke_exception *o = e->outer; o; o = o->outer)
		if (o->asking != SIZE_MAX && frame >= o->asking && frame <= o->raised_in)
			return true;
	return false;
}

/* The record in memory says so as long as such frames are asked. */
static void mark_nested(struct cpu *cpu, struct ke_exception *e, size_t frame)
{
	uint32_t flags = (e->flags & ~EXCEPTION_NESTED_CALL) | (is_nested(e, frame) ? EXCEPTION_NESTED_CALL : 0);

	if (flags != e->flags)
		cpu_poke(cpu, e->record + RECORD_FLAGS, (const uint8_t *)&flags, 4);
	e->flags = flags;
}

static enum ke_outcome machine_filter(void *context, const struct ke_scope *scope, struct ke_exception *e, int32_t *value)
{
	struct cpu *cpu = context;
	uint64_t result;
	bool back;

	mark_nested(cpu, e, scope->frame);
	e->asking = scope->frame;
	back = cpu_run_funclet(cpu, ACTIVATION_FILTER, scope->frame, scope_of(cpu, scope)->filter, false, &result);
	e->asking = SIZE_MAX;
	if (!back)
		return outcome(cpu);
	*value = (int32_t)result;
	return KE_CONTINUE;
}

static enum ke_outcome machine_call(void *context, uint64_t handler, struct ke_exception *e, int32_t *value)
{
	struct cpu *cpu = context;
	uint64_t result;

	if (!cpu_call(cpu, handler, &e->pointers, 1, &result))
		return outcome(cpu);
	*value = (int32_t)result;
	return KE_CONTINUE;
}

static enum ke_outcome machine_finally(void *context, const struct ke_scope *scope)
{
	struct cpu *cpu = context;
	uint64_t unused;

	for (size_t i = scope->frame + 1; i < cpu->activations; i++)
		cpu->activation[i].dead = true;
	cpu->activation[scope->frame].inner_scopes = (uint32_t)scope->ordinal + 1;
	if (!cpu_run_funclet(cpu, ACTIVATION_FINALLY, scope->frame, scope_of(cpu, scope)->target, true, &unused))
		return outcome(cpu);
	return KE_CONTINUE;
}

static void machine_land(void *context, const struct ke_scope *scope, uint32_t code)
{
	struct cpu *cpu = context;

	assert(scope->frame < cpu->activations);
	cpu->trapped = true;
	cpu->land_activation = scope->frame;
	cpu->land_at = scope_of(cpu, scope)->target;
	cpu->land_code = code;
}

static void machine_end(void *context, uint32_t code)
{
	cpu_exit(context, code);
}

/* ---- the watcher: everything goes to the recorder ---- */

static bool watch_raised(void *context, const struct ke_exception *e)
{
	return record_raised(((struct cpu *)context)->record, e);
}

static void watch_answered(void *context, const struct ke_exception *e, const struct ke_asked *asked)
{
	record_answered(((struct cpu *)context)->record, e, asked);
}

static void watch_continuing(void *context, bool begins)
{
	record_continuing(((struct cpu *)context)->record, begins);
}

static void watch_continued(void *context, uint64_t handler, enum disposition answer)
{
	record_continued(((struct cpu *)context)->record, handler, answer);
}

static void watch_handler(void *context, const struct ke_exception *e, const struct ke_scope *s)
{
	record_handler(((struct cpu *)context)->record, e, s);
}

static void watch_finally(void *context, const struct ke_scope *s, bool abnormal)
{
	record_finally(((struct cpu *)context)->record, s, abnormal);
}

static void watch_unhandled(void *context, const struct ke_exception *e, bool quiet)
{
	struct cpu *cpu = context;

	cpu->unhandled = *e;
	cpu->is_unhandled = true;
	cpu->is_quiet = quiet;
	record_unhandled(cpu->record, e);
}

static void watch_stopped(void *context, const struct ke_exception *e)
{
	struct cpu *cpu = context;

	cpu->unhandled = *e;
	cpu->is_endless = true;
	cpu_exit(cpu, EXIT_ENDLESS);
}

void machine_attach(struct cpu *cpu)
{
	cpu->ke.machine = (struct ke_machine){ cpu, machine_push, machine_pop, machine_next_scope, machine_filter,
	                                       machine_call, machine_finally, machine_land, machine_end };
	cpu->ke.watch = (struct ke_watch){ cpu, watch_raised, watch_answered, watch_continuing, watch_continued, watch_handler,
	                                   watch_finally, watch_unhandled, watch_stopped };
}
