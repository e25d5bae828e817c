/*
 * cpu.c - the processor itself: its activations, its beginning and end. See cpu.h.
 *
 *   memory.c    loads, stores and what is longer; faults become exceptions
 *   exec.c      the instruction loop
 *   native.c    x86 code that a lab writes and calls, by x86/
 *   machine.c   what exception dispatch asks of a processor
 *   boot.c      image, stack, arguments, main
 *   variables.c what the lab's variables hold, for the trace
 *
 * An activation is pushed for a call, a filter, a termination block; the stack in
 * the lab's own memory is kept beside it, as compiled code would, so that a lab that
 * overflows or overwrites it finds what it would find on Windows.
 */
#include "sim/nt/status.h"
#include "sim/host/exit_status.h"
#include "sim/host/host.h"
#include "sim/host/lazy.h"
#include "sim/cpu/exec.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/cpu/library.h"
#include "sim/cpu/native.h"

#define REGISTERS           ((size_t)1 << 21)
#define REGISTERS_SPARE     8192                /* the widest window and then some */

uint32_t cpu_line(const struct cpu *cpu)
{
	return cpu->program->line[cpu->pc];
}

void cpu_verify(struct cpu *cpu)
{
	const char *why;

	if (!cpu->check || cpu->broken || vm_check(cpu->vm, &why) == 0)
		return;
	cpu->broken = why;
	cpu_exit(cpu, EXIT_BROKEN);
}

bool cpu_raise(struct cpu *cpu, struct ke_exception *e)
{
	assert(cpu->activations > 0);
	assert(!cpu->trapped);                  /* CPU-2: who is told to give up raises nothing more */
	e->instruction = code_address(cpu->pc);
	if (!e->elsewhere)
		e->address = e->instruction;
	cpu->activation[cpu->activations - 1].pc = cpu->pc;
	cpu_verify(cpu);
	return !cpu->ended && ke_raise(&cpu->ke, e) == KE_CONTINUE && !cpu->trapped;
}

/* ---- activations ---- */

bool cpu_push_activation(struct cpu *cpu, struct activation a)
{
	if (a.window + REGISTERS_SPARE > cpu->registers_end) {
		struct ke_exception e = { .code = STATUS_STACK_OVERFLOW, .parameters = 2, .parameter = { 1, cpu->sp } };

		cpu_raise(cpu, &e);
		if (!cpu->trapped)
			cpu_exit(cpu, STATUS_STACK_OVERFLOW);   /* continuing cannot help here */
		return false;
	}
	if (cpu->activations == cpu->activation_room) {
		size_t room = cpu->activation_room ? cpu->activation_room * 2 : 64;
		struct activation *bigger = realloc(cpu->activation, room * sizeof *bigger);

		if (!bigger) {
			cpu_exit(cpu, STATUS_STACK_OVERFLOW);
			return false;
		}
		cpu->activation = bigger;
		cpu->activation_room = room;
	}
	cpu->activation[cpu->activations++] = a;
	return true;
}

static uint64_t *free_window(const struct cpu *cpu)
{
	const struct activation *top = &cpu->activation[cpu->activations - 1];

	return top->window + cpu->program->function[top->function].registers;
}

/* Run further down on the host's stack, which may end before the lab's does. */
static bool run_nested(struct cpu *cpu, uint32_t pc, uint64_t *value)
{
	unsigned most = sim_host_nesting_max();
	bool good;

	if (most && cpu->nested >= most) {
		cpu_limit(cpu, "%u callbacks, filters and termination blocks are inside one another, and here is no room for more", cpu->nested);
		return false;
	}
	cpu->nested++;
	good = cpu_run(cpu, pc, value);
	cpu->nested--;
	return good;
}

bool cpu_run_funclet(struct cpu *cpu, enum activation_kind kind, size_t owner, uint32_t begin, bool abnormal, uint64_t *value)
{
	uint64_t sp = cpu->sp, fp = cpu->fp, back = code_address(cpu->pc);
	uint32_t pc = cpu->pc;
	struct activation funclet = {
		.kind = kind, .abnormal = abnormal, .function = cpu->activation[owner].function, .pc = begin, .begin = begin,
		.fp = cpu->activation[owner].fp, .sp = sp - 64, .window = free_window(cpu),
	};
	bool good;

	assert(kind != ACTIVATION_FUNCTION && owner < cpu->activations);
	/* the call of the funclet takes room like any call: nesting must end somewhere */
	if (!cpu_store(cpu, sp - 8, 8, &back) || !cpu_probe_stack(cpu, sp, sp - 64) || !cpu_push_activation(cpu, funclet))
		return false;
	cpu->sp = funclet.sp;
	cpu->fp = funclet.fp;
	good = run_nested(cpu, begin, value);
	if (good) {
		cpu->sp = sp;
		cpu->fp = fp;
		cpu->pc = pc;
	}
	return good;
}

struct ke_scope cpu_scope(const struct cpu *cpu, size_t activation, size_t ordinal)
{
	const struct function *f = &cpu->program->function[cpu->activation[activation].function];
	const struct scope *s = &cpu->program->scope[f->first_scope + ordinal];

	return (struct ke_scope){ s->kind == SCOPE_EXCEPT ? KE_EXCEPT : KE_FINALLY, activation, ordinal, s->line, f->name };
}

bool cpu_run_finally(struct cpu *cpu, size_t owner, size_t scope, bool abnormal)
{
	const struct function *f = &cpu->program->function[cpu->activation[owner].function];
	struct ke_scope s = cpu_scope(cpu, owner, scope - f->first_scope);
	uint64_t unused;

	cpu->ke.watch.finally(cpu->ke.watch.context, &s, abnormal);
	return cpu_run_funclet(cpu, ACTIVATION_FINALLY, owner, cpu->program->scope[scope].target, abnormal, &unused);
}

bool cpu_call(struct cpu *cpu, uint64_t address, const uint64_t *arg, unsigned args, uint64_t *result)
{
	const struct program *p = cpu->program;
	uint64_t sp = cpu->sp, fp = cpu->fp, back = code_address(UINT32_MAX);
	uint32_t pc = cpu->pc;
	struct activation callee = {
		.kind = ACTIVATION_FUNCTION, .return_to = UINT32_MAX, .args = (uint16_t)args, .fp = fp, .sp = sp - 8,
		.window = cpu->activations ? free_window(cpu) : cpu->registers,
	};

	assert(args <= ARGS_MAX);
	for (callee.function = 0; callee.function < p->functions; callee.function++)
		if (code_address(p->function[callee.function].entry) == address)
			break;
	if (callee.function == p->functions)
		return native_call(cpu, address, arg, args, 0, result);
	if (!cpu_store(cpu, sp - 8, 8, &back))
		return false;
	callee.pc = p->function[callee.function].entry;
	if (!cpu_push_activation(cpu, callee))
		return false;
	memcpy(callee.window, arg, args * sizeof *arg);
	cpu->sp = sp - 8;
	if (!run_nested(cpu, callee.pc, result))
		return false;
	cpu->sp = sp;
	cpu->fp = fp;
	cpu->pc = pc;
	return true;
}

void cpu_limit(struct cpu *cpu, const char *format, ...)
{
	va_list rest;

	va_start(rest, format);
	if (cpu->limit[0] == '\0')
		vsnprintf(cpu->limit, sizeof cpu->limit, format, rest);
	va_end(rest);
	cpu_exit(cpu, EXIT_ENDLESS);
}

void cpu_exit(struct cpu *cpu, uint32_t code)
{
	if (!cpu->ended)
		cpu->exit_code = code;
	cpu->ended = cpu->trapped = true;
}

/* ---- life ---- */

struct cpu *cpu_new(const struct program *program, struct vm *vm, struct recorder *record)
{
	struct cpu *cpu = calloc(1, sizeof *cpu);

	if (!cpu)
		return NULL;
	cpu->registers = lazy_new(REGISTERS * sizeof *cpu->registers);
	if (!cpu->registers) {
		free(cpu);
		return NULL;
	}
	cpu->registers_end = cpu->registers + REGISTERS;
	cpu->program = program;
	cpu->vm = vm;
	cpu->tlb = vm_tlb(vm);
	cpu->record = record;
	cpu->budget = INT64_MAX;
	machine_attach(cpu);
	return cpu;
}

void cpu_free(struct cpu *cpu)
{
	lazy_free(cpu->registers, REGISTERS * sizeof *cpu->registers);
	free(cpu->activation);
	vectored_free(&cpu->ke.vectored);
	vectored_free(&cpu->ke.continuing);
	library_free(cpu->library);
	objects_free(&cpu->objects);
	free(cpu);
}
