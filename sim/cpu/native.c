/* native.c - see native.h. */
#include "sim/cpu/native.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "sim/cpu/library.h"
#include "sim/cpu/modules.h"
#include "sim/cpu/x86/alu.h"
#include "sim/cpu/x86/step.h"
#include "sim/host/exit_status.h"
#include "sim/nt/exception.h"
#include "sim/nt/status.h"

#define FLAGS_AT_START  0x246u
#define BYTES_TOLD      8               /* of an instruction that is not in the table */
#define STACK_ARGS_MAX  16              /* of a function with `...`: as many as are looked for on the stack */

struct native {
	struct cpu *cpu;
	struct x86 x;
	uint64_t fraction[CALL_IN_REGISTERS];   /* XMM0 to XMM3: nothing in the table changes them */
	bool trapped;                   /* an exception unwinds */
	uint64_t back, back_sp;         /* where the code returns to: address, RSP then */
};

/* ---- exceptions ---- */

/* Raise an exception of the instruction in hand. If it is continued, the registers are those of its CONTEXT. */
static void raise_at(struct native *n, struct ke_exception e)
{
	e.elsewhere = true;
	e.address = n->x.rip;
	e.registers = &n->x;
	n->cpu->sp = n->x.reg[X86_RSP];
	n->trapped = !cpu_raise(n->cpu, &e);
}

static void raise_code(struct native *n, uint32_t code, uint32_t parameters)
{
	raise_at(n, (struct ke_exception){ .code = code, .parameters = parameters });
}

/* What the processor calls a general protection fault, Windows reads as an access to the last address. */
static void raise_protection(struct native *n)
{
	raise_at(n, (struct ke_exception){ .code = STATUS_ACCESS_VIOLATION, .parameters = 2, .parameter = { 0, UINT64_MAX } });
}

void native_show(const void *registers, uint8_t *context)
{
	const struct x86 *x = registers;

	memcpy(context + CONTEXT_RAX, x->reg, sizeof x->reg);
	memcpy(context + CONTEXT_RIP, &x->rip, 8);
	memcpy(context + CONTEXT_EFLAGS, &x->flags, 4);
}

void native_take(void *registers, const uint8_t *context)
{
	struct x86 *x = registers;
	uint32_t mask = FLAGS_OF_POPF;

	memcpy(x->reg, context + CONTEXT_RAX, sizeof x->reg);
	memcpy(&x->rip, context + CONTEXT_RIP, 8);
	memcpy(&x->flags, context + CONTEXT_EFLAGS, 4);
	x->flags = (x->flags & mask) | (FLAGS_AT_START & ~mask);
}

/* ---- memory ---- */

static uint8_t *touch(struct native *n, uint64_t va, enum access access)
{
	struct fault f;
	uint8_t *host = vm_access(n->cpu->vm, va, access, &f);

	if (!host) {
		struct ke_exception e = { .code = f.status, .parameters = 2, .parameter = { f.access, f.address }, .trap = true,
		                          .fault = f.kind };

		if (f.kind == FAULT_IN_PAGE)
			e.parameter[e.parameters++] = STATUS_NO_MEMORY;
		raise_at(n, e);
	}
	return host;
}

/* One page of an access; the host's pointer is good until the next. */
static bool piece(struct native *n, uint64_t va, unsigned size, enum x86_use use, uint8_t *bytes)
{
	uint8_t *host = touch(n, va, use == X86_FETCH ? ACCESS_EXECUTE : use == X86_READ ? ACCESS_READ : ACCESS_WRITE);

	if (!host)
		return false;
	if (use == X86_WRITE)
		memcpy(host, bytes, size);
	else
		memcpy(bytes, host, size);
	return true;
}

/* A store into two pages writes nothing unless both take it. */
static bool memory(void *context, uint64_t va, unsigned size, enum x86_use use, void *bytes)
{
	struct native *n = context;
	uint64_t left = PAGE_SIZE - va % PAGE_SIZE;

	if (left >= size)
		return piece(n, va, size, use, bytes);
	if (use != X86_READ && (!touch(n, va, ACCESS_WRITE) || !touch(n, va + left, ACCESS_WRITE)))
		return false;
	return piece(n, va, (unsigned)left, use, bytes) &&
	       piece(n, va + left, size - (unsigned)left, use, (uint8_t *)bytes + left);
}

/* Eight bytes of the stack, without an exception; what cannot be read is 0. */
static uint64_t peek(const struct native *n, uint64_t va)
{
	uint64_t value = 0;

	for (unsigned i = 0; i < 8; i++) {
		const uint8_t *page = vm_peek(n->cpu->vm, (va + i) & PAGE_MASK);

		if (page)
			value |= (uint64_t)page[(va + i) % PAGE_SIZE] << 8 * i;
	}
	return value;
}

/* ---- what the simulator cannot do ---- */

static void unknown(struct native *n)
{
	char text[BYTES_TOLD * 3 + 1] = "", *end = text;
	unsigned fill = 0;

	for (unsigned i = 0; i < BYTES_TOLD; i++) {
		const uint8_t *page = vm_peek(n->cpu->vm, (n->x.rip + i) & PAGE_MASK);

		if (!page)
			break;
		end += sprintf(end, " %02X", page[(n->x.rip + i) % PAGE_SIZE]);
		fill += page[(n->x.rip + i) % PAGE_SIZE] == TEXT_FILL;
	}
	if (fill == BYTES_TOLD)
		cpu_limit(n->cpu, "at 0x%llx is a copy of a function of the lab: the simulator has no machine code of these",
		          (unsigned long long)n->x.rip);
	else
		cpu_limit(n->cpu, "the code at 0x%llx begins with%s: the simulator does not know this instruction "
		          "(docs/reference/language.md says which it knows)", (unsigned long long)n->x.rip, text);
	n->trapped = true;
}

static void lost(struct native *n, const char *where)
{
	cpu_limit(n->cpu, "the code that the lab has written goes to 0x%llx, %s: the simulator cannot go on there",
	          (unsigned long long)n->x.rip, where);
	n->trapped = true;
}

/* ---- the lab's functions, called by code ---- */

static bool is_fraction(int64_t kinds, unsigned i)
{
	return (kinds >> 2 * i & 3) == CALL_FRACTION;
}

/* How many arguments to hand over: what the function takes, and of one with `...` some more. */
static unsigned arguments(const struct native *n, size_t function, uint64_t *arg)
{
	const struct function *f = function == SIZE_MAX ? NULL : &n->cpu->program->function[function];
	unsigned args = f && !f->variadic && f->library < 0 ? f->params : CALL_IN_REGISTERS + STACK_ARGS_MAX;
	static const uint8_t reg[] = { X86_RCX, X86_RDX, 8, 9 };

	for (unsigned i = 0; i < args; i++)
		arg[i] = i >= CALL_IN_REGISTERS ? peek(n, n->x.reg[X86_RSP] + 8 + 8 * (uint64_t)i) :
		         f && is_fraction(f->kinds, i) ? n->fraction[i] : n->x.reg[reg[i]];
	return args;
}

/* The code is at the first byte of a function, with the return address on top of the stack. False: trapped. */
static bool call_lab(struct native *n, size_t function, int library)
{
	uint64_t arg[ARGS_MAX], result, back = peek(n, n->x.reg[X86_RSP]);
	unsigned args = arguments(n, function, arg);
	uint32_t pc = n->cpu->pc;

	n->cpu->sp = n->x.reg[X86_RSP] + 8;
	if (library >= 0) {
		n->cpu->activation[n->cpu->activations - 1].pc = pc;
		result = library_at(library)->run(n->cpu, arg, args);
		if (n->cpu->trapped)
			return false;
	} else if (!cpu_call(n->cpu, n->x.rip, arg, args, &result)) {
		return false;
	}
	n->cpu->pc = pc;
	n->x.reg[X86_RAX] = result;
	if (function != SIZE_MAX && n->cpu->program->function[function].kinds & CALL_FRACTION_RESULT)
		n->fraction[0] = result;
	n->x.reg[X86_RSP] += 8;
	n->x.rip = back;
	return true;
}

/* ---- the code ---- */

static bool in_text(const struct native *n)
{
	return n->x.rip - TEXT_BASE < n->cpu->program->insns * (uint64_t)TEXT_STEP;
}

/* Is the code back where it was called? With its stack and frame pointer as they were, or the caller cannot go on. */
static bool returned(struct native *n)
{
	if (n->x.rip != n->back)
		return false;
	if (n->x.reg[X86_RSP] == n->back_sp && n->x.reg[X86_RBP] == n->cpu->fp)
		return true;
	cpu_limit(n->cpu, "the code that the lab has written returns with another RSP or RBP than it was called with: "
	          "no caller can go on with that");
	n->trapped = true;
	return false;
}

/* The code stands where there is none: at a function of the lab or of a library, or astray. */
static void enter(struct native *n)
{
	size_t function = program_function_entry(n->cpu->program, n->x.rip);
	int library = module_function_at(n->cpu, n->x.rip);

	if (function != SIZE_MAX || library >= 0)
		n->trapped = !call_lab(n, function, library);
	else
		lost(n, in_text(n) ? "into the middle of a function of the lab" : "where a system library would be");
}

static void single_step(struct native *n)
{
	n->x.flags &= ~FLAG_TRAP;
	raise_code(n, STATUS_SINGLE_STEP, 0);
}

static void step(struct native *n)
{
	bool traps = n->x.flags & FLAG_TRAP;

	switch (x86_step(&n->x, memory, n)) {
	case X86_DONE:
		record_retried(n->cpu->record);         /* if it was one */
		if (traps)
			single_step(n);
		break;
	case X86_REFUSED:
		break;
	case X86_BY_ZERO:
		raise_code(n, STATUS_INTEGER_DIVIDE_BY_ZERO, 0);
		break;
	case X86_NO_ROOM:
		raise_code(n, STATUS_INTEGER_OVERFLOW, 0);
		break;
	case X86_IS_INVALID:
		raise_code(n, STATUS_ILLEGAL_INSTRUCTION, 0);
		break;
	case X86_IS_PRIVILEGED:
		raise_code(n, STATUS_PRIVILEGED_INSTRUCTION, 0);
		break;
	case X86_IS_BREAKPOINT:
		raise_code(n, STATUS_BREAKPOINT, 1);
		break;
	case X86_IS_TOO_LONG:
		raise_protection(n);
		break;
	case X86_IS_UNKNOWN:
		unknown(n);
		break;
	}
}

static bool may_go_on(struct cpu *cpu)
{
	if (--cpu->budget >= 0 && !(cpu->out_of_time && *cpu->out_of_time))
		return true;
	cpu->out_of_budget = true;
	cpu_exit(cpu, EXIT_ENDLESS);
	return false;
}

/* Stack as a caller lays it: home space, further arguments above it, the return address on top. */
static bool lay_out_call(struct native *n, const uint64_t *arg, unsigned args, int64_t kinds)
{
	static const uint8_t reg[] = { X86_RCX, X86_RDX, 8, 9 };
	uint64_t above = args > CALL_IN_REGISTERS ? 8 * (uint64_t)(args - CALL_IN_REGISTERS) : 0;
	uint64_t sp = (n->cpu->sp - above) & ~(uint64_t)15;

	for (unsigned i = 0; i < args; i++) {
		uint64_t at = sp + 8 * (uint64_t)i;     /* the home space is there already */

		if (i >= CALL_IN_REGISTERS && !cpu_store(n->cpu, at, 8, &arg[i]))
			return false;
		if (i < CALL_IN_REGISTERS)
			n->x.reg[reg[i]] = n->fraction[i] = (kinds >> 2 * i & 3) == CALL_NARROW ? (uint32_t)arg[i] : arg[i];
	}
	n->back_sp = sp;
	n->x.reg[X86_RSP] = sp - 8;
	return cpu_store(n->cpu, sp - 8, 8, &n->back);
}

bool native_call(struct cpu *cpu, uint64_t address, const uint64_t *arg, unsigned args, int64_t kinds, uint64_t *result)
{
	struct native n = { .cpu = cpu, .back = code_address((uint64_t)cpu->pc + 1), .x = { .rip = address, .flags = FLAGS_AT_START } };
	uint64_t sp = cpu->sp;

	n.x.reg[X86_RAX] = address;
	n.x.reg[X86_RBP] = cpu->fp;
	if (!lay_out_call(&n, arg, args, kinds))
		return false;
	while (!returned(&n)) {
		if (n.trapped || !may_go_on(cpu))
			return false;
		if (in_text(&n) || module_around(cpu, n.x.rip) > IMAGE_BASE)
			enter(&n);
		else
			step(&n);
	}
	cpu->sp = sp;
	*result = kinds & CALL_FRACTION_RESULT ? n.fraction[0] : n.x.reg[X86_RAX];
	return true;
}
