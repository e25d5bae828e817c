/*
 * setjmp.c - setjmp and longjmp, which unwinds as Windows does: the termination blocks in between run.
 *
 * A buffer holds what the processor needs to find the activation again, at the places
 * that x64 Windows has for them: the frame, the stack, the instruction to go on with.
 */
#include "sim/cpu/exec.h"
#include "sim/cpu/library.h"
#include "sim/libc/crt.h"

#define BUFFER_FRAME 0
#define BUFFER_BEGIN 1          /* Rbx: of a filter or block, its first instruction */
#define BUFFER_RSP   2
#define BUFFER_RBP   3
#define BUFFER_RIP   10
#define BUFFER_WORDS 32

#define STATUS_BAD_STACK 0xC0000028u

static uint64_t crt_setjmp(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	const struct activation *top = &cpu->activation[cpu->activations - 1];
	uint64_t buffer[BUFFER_WORDS] = { 0 };

	buffer[BUFFER_FRAME] = buffer[BUFFER_RBP] = top->fp;
	buffer[BUFFER_BEGIN] = top->begin;
	buffer[BUFFER_RSP] = cpu->sp;
	buffer[BUFFER_RIP] = code_address((uint64_t)cpu->pc + 1);
	cpu_write(cpu, arg[0], buffer, sizeof buffer);
	return 0;
}

/* The activation that filled the buffer, if it is still there; SIZE_MAX: it is not. */
static size_t find_target(const struct cpu *cpu, const uint64_t *buffer, uint32_t pc)
{
	for (size_t i = cpu->activations; i-- > 0;) {
		const struct activation *a = &cpu->activation[i];
		const struct function *f = &cpu->program->function[a->function];

		if (!a->dead && a->fp == buffer[BUFFER_FRAME] && a->begin == buffer[BUFFER_BEGIN] && pc > f->entry && pc < f->end)
			return i;
	}
	return SIZE_MAX;
}

static bool covers(const struct activation *a, const struct scope *s, uint32_t pc)
{
	return s->kind == SCOPE_FINALLY && pc >= s->begin && pc < s->end && (a->kind == ACTIVATION_FUNCTION || s->begin >= a->begin);
}

/* Run the blocks of one activation that is left, or of the target those that do not hold instruction `keep`. */
static bool unwind_activation(struct cpu *cpu, size_t index, bool is_target, uint32_t keep)
{
	const struct function *f = &cpu->program->function[cpu->activation[index].function];

	for (uint32_t i = cpu->activation[index].inner_scopes; i < f->scopes; i++) {
		const struct scope *s = &cpu->program->scope[f->first_scope + i];
		const struct activation *a = &cpu->activation[index];

		if (a->kind == ACTIVATION_FILTER || !covers(a, s, a->pc) || (is_target && covers(a, s, keep)))
			continue;
		cpu->activation[index].inner_scopes = i + 1;
		if (!cpu_run_finally(cpu, index, f->first_scope + i, true))
			return false;
	}
	return true;
}

static uint64_t crt_longjmp(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t buffer[BUFFER_WORDS];
	uint32_t pc;
	size_t target;

	if (!cpu_read(cpu, arg[0], buffer, sizeof buffer))
		return 0;
	pc = (uint32_t)((buffer[BUFFER_RIP] - TEXT_BASE) / TEXT_STEP) - 1;
	target = buffer[BUFFER_RIP] < TEXT_BASE || pc >= cpu->program->insns ? SIZE_MAX : find_target(cpu, buffer, pc);
	if (target == SIZE_MAX) {
		struct ke_exception e = { .code = STATUS_BAD_STACK };

		cpu_raise(cpu, &e);
		if (!cpu->trapped)
			cpu_exit(cpu, STATUS_BAD_STACK);
		return 0;
	}
	for (size_t i = cpu->activations; i-- > target;) {
		if (!cpu->activation[i].dead && !unwind_activation(cpu, i, i == target, pc))
			return 0;
		cpu->activation[i].dead = i != target;
	}
	cpu->activation[target].window[cpu->program->insn[pc].a] = crt_sign32((int32_t)arg[1] == 0 ? 1 : (int32_t)arg[1]);
	cpu->trapped = true;
	cpu->land_activation = target;
	cpu->land_at = pc + 1;
	return 0;
}

const struct library_function setjmp_functions[] = {
	{ "setjmp", crt_setjmp }, { "longjmp", crt_longjmp },
	{ NULL, NULL }
};
