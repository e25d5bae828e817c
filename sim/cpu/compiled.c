/* compiled.c - see compiled.h. */
#include "sim/cpu/compiled.h"

#include <string.h>

#include "sim/cpu/native.h"
#include "sim/cpu/stepping.h"
#include "sim/nt/exception.h"
#include "sim/nt/status.h"

#define TRAP_FLAG 1             /* in the second byte of EFlags */
#define UNKNOWN 100             /* more than any instruction has */

enum { RAX, RCX, RDX, RSP = 4, RBP, RIP = 16, NONE = 99 };

/* One instruction as compiled. */
struct compiled {
	unsigned bytes;                 /* 0: not known */
	unsigned address, value;        /* register of the base address, of the value stored or the divisor; NONE */
	bool divides;
	bool keeps;                     /* skipped, a load leaves its address where the value would be */
};

/* ---- what stands where ---- */

static bool in_family(const struct insn *in, enum op first, enum op last)
{
	return in->op >= first && in->op <= last;
}

static uint32_t pc_of(const struct ke_exception *e)
{
	return (uint32_t)((e->instruction - TEXT_BASE) / TEXT_STEP);
}

/* Within a __try the compiler treats every variable as volatile. */
static bool in_try(const struct program *p, uint32_t pc)
{
	const struct function *f = program_function_at(p, pc);

	for (uint32_t i = 0; f && i < f->scopes; i++)
		if (pc >= p->scope[f->first_scope + i].begin && pc < p->scope[f->first_scope + i].end)
			return true;
	return false;
}

static unsigned size_of_load(const struct insn *in, enum op first)
{
	static const uint8_t size[] = { 1, 1, 2, 2, 4, 4, 8 };

	return size[in->op - first];
}

static bool is_image(uint64_t va)
{
	return va >= IMAGE_BASE && va < DATA_BASE + DATA_MAX;
}

/* Is the address base + index * scale, with a scale that an instruction can have? Then it is one there. */
static bool is_indexed(const struct insn *in)
{
	const struct insn *before = in - 1;

	return before->op == OP_INDEX && before->a == in->b &&
	       (before->imm == 1 || before->imm == 2 || before->imm == 4 || before->imm == 8);
}

/* The instruction that made register `reg` for the one at `in`: the last before it in this expression. NULL: not found. */
static const struct insn *maker(const struct insn *in, unsigned reg)
{
	/* a function begins with ENTER, so this never leaves the program */
	for (unsigned i = 1; i <= 8 && in[-(int)i].op != OP_ENTER; i++)
		if (in[-(int)i].a == reg)
			return in - i;
	return NULL;
}

/* What is added to the base, which of an indexed one the base has in itself here: p->name[i]. */
static int64_t offset_of(const struct insn *in, bool *known)
{
	const struct insn *base = is_indexed(in) ? maker(in - 1, in->b) : NULL;

	*known = !base || base->op != OP_LEA_L;         /* of a local array: from RSP or RBP, and who knows how far */
	return in->imm + (base && base->op == OP_ADDI_64 && base->b == base->a ? base->imm : 0);
}

static unsigned displacement(int64_t d)
{
	return d == 0 ? 0 : d >= INT8_MIN && d <= INT8_MAX ? 1 : 4;
}

/* Bytes of ModRM and what belongs to it; *address: the register that holds the base, if a handler can change it. */
static unsigned operand(const struct insn *in, bool by_register, bool tried, unsigned *address)
{
	bool known;

	*address = NONE;
	if (by_register) {
		int64_t offset = offset_of(in, &known);

		*address = known ? RAX : NONE;
		return !known ? UNKNOWN : 1 + is_indexed(in) + displacement(offset);
	}
	if (is_image((uint64_t)in->imm))
		return 5;
	return tried ? 6 : 1;
}

/* The instruction behind takes what this one loads as its right operand. */
static bool is_second(const struct insn *in)
{
	const struct insn *next = in + 1;

	return in_family(next, OP_ADD_64, OP_LE_U) && next->c == in->a && next->b != in->a;
}

static bool is_compared(const struct insn *in)
{
	return in_family(in + 1, OP_JUMP_ZERO, OP_JGEI_U) && in[1].a == in->a;
}

static bool is_stored(const struct insn *in, unsigned variant)
{
	const struct insn *next = in + 1;

	return (next->op == OP_ST_L_8 + (int)variant || next->op == OP_ST_G_8 + (int)variant || next->op == OP_ST_M_8 + (int)variant) &&
	       next->a == in->a;
}

static struct compiled load(const struct program *p, uint32_t pc, enum op first)
{
	const struct insn *in = &p->insn[pc];
	bool tried = in_try(p, pc) || in->c & INSN_VOLATILE, by_register = first == OP_LD_M_S8;
	unsigned size = size_of_load(in, first);
	struct compiled c = { .value = NONE, .keeps = !is_second(in) };

	c.bytes = 1 + operand(in, by_register, in_try(p, pc), &c.address);
	if (in->c & INSN_FRACTION)
		c.bytes += 2, c.keeps = false;
	else if (size == 8 || (size == 4 && is_stored(in, 3) && in->op - first == 4))
		c.bytes++;
	else if (size == 2 || (size == 1 && !is_stored(in, 0) && !is_compared(in) && !(in->c & INSN_VOLATILE)))
		c.bytes++;
	if (c.address != NONE && is_second(in))
		c.address = RCX;
	/* without volatile, add eax, [rcx] and cmp [rax], 3 are one instruction, of which half cannot be skipped */
	if (!tried && ((is_second(in) && size >= 4) || is_compared(in)))
		c.bytes = 0;
	return c;
}

static struct compiled store(const struct program *p, uint32_t pc, enum op first)
{
	const struct insn *in = &p->insn[pc];
	unsigned size = 1u << (in->op - first);
	bool tried = in_try(p, pc), by_register = first == OP_ST_M_8;
	/* a float is stored as the integer that its bits are, but only where it is volatile */
	bool fraction = in->c & INSN_FRACTION && !(in->c & INSN_CONSTANT && tried), constant = in->c & INSN_CONSTANT && !fraction;
	struct compiled c = { .value = NONE };

	c.bytes = 1 + operand(in, by_register, tried, &c.address);
	if (constant)
		c.bytes += size == 8 ? 4 : size;
	if (fraction)
		c.bytes += 2;
	else if (size == 8 || size == 2)
		c.bytes++;
	if (!constant && !fraction)
		c.value = by_register && is_indexed(in) ? RDX : RCX;
	return c;
}

/* idiv ecx; but idiv [b] of a variable that is read where no __try is around. */
static struct compiled division(const struct program *p, uint32_t pc)
{
	const struct insn *in = &p->insn[pc];
	const struct insn *from = in[-1].a == in->c ? in - 1 : in - 2;
	unsigned wide = in->op == OP_DIV_S64 || in->op == OP_MOD_S64 || (in->imm & INSN_WIDE);
	struct compiled c = { .bytes = 2 + wide, .address = NONE, .value = RCX, .divides = true };

	if (from->a != in->c || in_try(p, pc) || from->c & INSN_VOLATILE)
		return c;
	/* how far it is from RSP, and so how long the instruction, is the compiler's affair */
	if (in_family(from, OP_LD_L_S32, OP_LD_L_64) || in_family(from, OP_LD_M_S32, OP_LD_M_64)) {
		c.bytes = 0;
		c.value = NONE;
	} else if (in_family(from, OP_LD_G_S32, OP_LD_G_64)) {
		c.bytes = 6 + wide;
		c.value = NONE;
	}
	return c;
}

/* An exception that the program called for by a function has the instruction of that function. */
static struct compiled compiled_at(const struct cpu *cpu, const struct ke_exception *e)
{
	const struct program *p = cpu->program;
	uint32_t pc = pc_of(e);
	const struct insn *in = &p->insn[pc];

	struct compiled c;

	if (e->elsewhere || e->called || pc >= p->insns || pc < 2)
		return (struct compiled){ 0, NONE, NONE, false, false };
	if (in_family(in, OP_LD_M_S8, OP_LD_M_64))
		c = load(p, pc, OP_LD_M_S8);
	else if (in_family(in, OP_LD_G_S8, OP_LD_G_64))
		c = load(p, pc, OP_LD_G_S8);
	else if (in_family(in, OP_ST_M_8, OP_ST_M_64))
		c = store(p, pc, OP_ST_M_8);
	else if (in_family(in, OP_ST_G_8, OP_ST_G_64))
		c = store(p, pc, OP_ST_G_8);
	else if (in_family(in, OP_DIV_S64, OP_MOD_U))
		c = division(p, pc);
	else
		c = (struct compiled){ in->op == OP_CALL_LIB ? e->compiled_bytes : 0, NONE, NONE, false, false };
	if (c.bytes >= UNKNOWN)
		c.bytes = 0;
	return c;
}

/* ---- registers ---- */

static bool is_narrow_division(const struct insn *in)
{
	return in->op == OP_DIV_S32 || in->op == OP_MOD_S32 || ((in->op == OP_DIV_U || in->op == OP_MOD_U) && !(in->imm & INSN_WIDE));
}

static bool is_signed_division(const struct insn *in)
{
	return in->op != OP_DIV_U && in->op != OP_MOD_U;
}

/* RDX before a division: the sign of the dividend. */
static uint64_t above(const struct insn *in, uint64_t dividend)
{
	uint64_t sign = is_signed_division(in) && (int64_t)dividend < 0 ? UINT64_MAX : 0;

	return is_narrow_division(in) ? (uint32_t)sign : sign;
}

static void put(uint8_t *context, unsigned reg, uint64_t value)
{
	if (reg != NONE)
		memcpy(context + CONTEXT_RAX + (size_t)8 * reg, &value, 8);
}

/* How far the register of the bytecode is from the one that the compiled instruction has for a base. */
static uint64_t from_base(const struct insn *in, const uint64_t *r)
{
	bool known;

	return (is_indexed(in) ? r[in[-1].c] * (uint64_t)in[-1].imm : 0) + (uint64_t)(offset_of(in, &known) - in->imm);
}

static bool is_by_register(const struct insn *in)
{
	return in_family(in, OP_LD_M_S8, OP_LD_M_64) || in_family(in, OP_ST_M_8, OP_ST_M_64);
}

static void show_compiled(const struct cpu *cpu, const struct ke_exception *e, uint8_t *context)
{
	const struct compiled c = compiled_at(cpu, e);
	const struct insn *in = &cpu->program->insn[pc_of(e)];
	const uint64_t *r = cpu->activation[e->raised_in].window;
	bool narrow;

	if (c.address != NONE)
		put(context, c.address, is_by_register(in) ? r[in->b] - from_base(in, r) : (uint64_t)in->imm);
	if (c.address != NONE && is_by_register(in) && is_indexed(in))
		put(context, c.address + 1, r[in[-1].c]);
	if (c.address == RCX)
		put(context, RAX, r[in[1].b]);          /* what is there already */
	if (c.divides) {
		narrow = is_narrow_division(in);
		put(context, RAX, narrow ? (uint32_t)r[in->b] : r[in->b]);
		put(context, RDX, above(in, r[in->b]));
		put(context, c.value, narrow ? (uint32_t)r[in->c] : r[in->c]);
	} else if (c.value != NONE) {
		narrow = in->op != OP_ST_M_64 && in->op != OP_ST_G_64;
		put(context, c.value, narrow ? (uint32_t)r[in->a] : r[in->a]);
	}
}

void compiled_show(const struct cpu *cpu, const struct ke_exception *e, uint8_t *context)
{
	cpu_context(cpu, e->address, context);
	if (e->registers) {
		native_show(e->registers, context);
		return;
	}
	show_compiled(cpu, e, context);
	if (e->trap_flag)
		context[CONTEXT_EFLAGS + 1] |= TRAP_FLAG;
}

/* ---- going on ---- */

static void go_to(struct cpu *cpu, const struct ke_exception *e, uint32_t pc)
{
	cpu->trapped = true;
	cpu->land_activation = e->raised_in;
	cpu->land_at = pc;
}

/* Does the instruction go on to the next one whatever it finds? Not if the exception came from a function that it calls. */
static bool is_straight(const struct cpu *cpu, const struct ke_exception *e)
{
	const struct insn *in = &cpu->program->insn[pc_of(e)];

	return !e->elsewhere && !e->called && e->code != STATUS_SINGLE_STEP &&
	       (in_family(in, OP_LD_L_S8, OP_ST_M_64) || in_family(in, OP_DIV_S64, OP_MOD_U));
}

static void run_again(struct cpu *cpu, const struct ke_exception *e, bool steps)
{
	go_to(cpu, e, pc_of(e));
	stepping_ask(cpu, steps);
}

/* As a 32-bit register is read: by its sign, if the type has one. */
static uint64_t canonical(bool narrow, bool is_signed, uint64_t value)
{
	return !narrow ? value : is_signed ? (uint64_t)(int64_t)(int32_t)value : (uint32_t)value;
}

/* A skipped load leaves its address in EAX: all of it where the value would have been widened there. */
static uint64_t kept(const struct insn *in, uint64_t value)
{
	switch (in->op) {
	case OP_LD_M_64: case OP_LD_G_64:   return value;
	case OP_LD_M_U32: case OP_LD_G_U32: return (uint32_t)value;
	case OP_LD_M_S32: case OP_LD_G_S32: return is_stored(in, 3) ? value : (uint64_t)(int64_t)(int32_t)value;
	case OP_LD_M_S8: case OP_LD_G_S8:   return is_compared(in) ? (uint64_t)(int64_t)(int8_t)value : (uint64_t)(int64_t)(int32_t)value;
	case OP_LD_M_U8: case OP_LD_G_U8:   return is_compared(in) ? (uint8_t)value : (uint64_t)(int64_t)(int32_t)value;
	default:                            return (uint64_t)(int64_t)(int32_t)value;
	}
}

/* What a skipped instruction leaves in its result: whatever its register held. */
static void skip(struct cpu *cpu, const struct ke_exception *e, const struct compiled *c)
{
	uint32_t pc = pc_of(e);
	const struct insn *in = &cpu->program->insn[pc];
	uint64_t *r = cpu->activation[e->raised_in].window;

	if (c->divides) {
		bool rest = in->op == OP_MOD_S32 || in->op == OP_MOD_S64 || in->op == OP_MOD_U;

		r[in->a] = canonical(is_narrow_division(in), is_signed_division(in), rest ? above(in, r[in->b]) : r[in->b]);
	} else if (c->keeps) {
		r[in->a] = kept(in, c->address == NONE ? 0 : r[in->b] - from_base(in, r));
	}
	go_to(cpu, e, pc + 1);
	record_retried(cpu->record);
}

/* A register that the compiled instruction uses, changed: it runs again with that. False: it is none of these. */
static bool change(struct cpu *cpu, const struct ke_exception *e, const struct compiled *c, unsigned reg, uint64_t value)
{
	const struct insn *in = &cpu->program->insn[pc_of(e)];
	uint64_t *r = cpu->activation[e->raised_in].window;

	if (c->divides && reg == c->value)
		r[in->c] = canonical(is_narrow_division(in), is_signed_division(in), value);
	else if (!c->divides && reg == c->value)
		r[in->a] = value;
	else if (!c->divides && reg == c->address && is_by_register(in))
		r[in->b] = value + from_base(in, r);
	else
		return false;
	run_again(cpu, e, false);
	return true;
}

/* The trap flag is set: one instruction, and then EXCEPTION_SINGLE_STEP. */
static void single_step(struct cpu *cpu, const struct ke_exception *e)
{
	if (is_straight(cpu, e))
		run_again(cpu, e, true);
	else
		cpu_limit(cpu, "the handler of the exception at line %u set the trap flag: the simulator can run a load, a store or a "
		          "division by itself, but the statement's other instructions are not those of the compiled lab",
		          cpu->program->line[pc_of(e)]);
}

/* Go to a function of the lab, as a jump does: nobody has called it, and nothing says where it returns to. */
static void jump(struct cpu *cpu, const struct ke_exception *e, size_t function, const uint64_t *reg)
{
	const struct function *f = &cpu->program->function[function];
	const struct activation *top = &cpu->activation[e->raised_in];
	struct activation a = {
		.kind = ACTIVATION_FUNCTION, .function = (uint32_t)function, .args = CALL_IN_REGISTERS, .pc = f->entry,
		.return_to = UINT32_MAX,
		.fp = cpu->fp, .sp = reg[RSP], .window = top->window + cpu->program->function[top->function].registers,
	};

	if (!cpu_push_activation(cpu, a))
		return;
	a.window[0] = reg[RCX];
	a.window[1] = reg[RDX];
	a.window[2] = reg[8];
	a.window[3] = reg[9];
	go_to(cpu, e, f->entry);
	cpu->land_activation++;
	record_retried(cpu->record);
}

static void refuse(struct cpu *cpu, const struct ke_exception *e, const struct compiled *c, unsigned reg, int64_t by)
{
	static const char *const name[] = { "RAX", "RCX", "RDX", "RBX", "RSP", "RBP", "RSI", "RDI", "R8", "R9", "R10", "R11", "R12", "R13",
	                                    "R14", "R15", "RIP" };
	uint32_t line = cpu->program->line[pc_of(e)];

	if (reg != RIP)
		cpu_limit(cpu, "the handler of the exception at line %u changed %s in its context and continued: the simulator "
		          "cannot go on with that%s", line, name[reg], c->address == NONE && c->value == NONE ?
		          "" : ", for the compiled instruction does not use it");
	else if (c->bytes != 0 && by > 0 && by < 16)
		cpu_limit(cpu, "the handler of the exception at line %u added %d to RIP and continued: the compiled instruction has "
		          "%u bytes there, so the program would go on in the middle of one", line, (int)by, c->bytes);
	else
		cpu_limit(cpu, "the handler of the exception at line %u changed RIP in its context and continued: the simulator "
		          "cannot go on from there (docs/reference/language.md says from where it can)", line);
}

static void take_compiled(struct cpu *cpu, const struct ke_exception *e, const uint8_t *context)
{
	const struct compiled c = compiled_at(cpu, e);
	uint64_t now[RIP + 1], then[RIP + 1];
	uint8_t shown[CONTEXT_BYTES] = { 0 };
	size_t function;

	cpu->sp = e->stack;
	compiled_show(cpu, e, shown);
	memcpy(now, context + CONTEXT_RAX, CONTEXT_REGISTERS_BYTES);
	memcpy(now + RIP, context + CONTEXT_RIP, 8);
	memcpy(then, shown + CONTEXT_RAX, CONTEXT_REGISTERS_BYTES);
	memcpy(then + RIP, shown + CONTEXT_RIP, 8);
	function = now[RIP] == then[RIP] ? SIZE_MAX : program_function_entry(cpu->program, now[RIP]);
	for (unsigned reg = 0; reg < RIP && !cpu->ended && function == SIZE_MAX; reg++)
		if (now[reg] != then[reg] && !change(cpu, e, &c, reg, now[reg]))
			refuse(cpu, e, &c, reg, 0);
	if (cpu->ended)
		return;
	if (context[CONTEXT_EFLAGS + 1] & TRAP_FLAG) {
		single_step(cpu, e);
		return;
	}
	if (now[RIP] == then[RIP])
		return;
	if (function != SIZE_MAX && !e->elsewhere)
		jump(cpu, e, function, now);
	else if (c.bytes != 0 && now[RIP] - then[RIP] == c.bytes)
		skip(cpu, e, &c);
	else
		refuse(cpu, e, &c, RIP, (int64_t)(now[RIP] - then[RIP]));
}

void compiled_take(struct cpu *cpu, const struct ke_exception *e)
{
	uint8_t context[CONTEXT_BYTES];

	if (!cpu_read(cpu, e->record - CONTEXT_BYTES, context, sizeof context))
		return;
	if (e->registers)
		native_take(e->registers, context);
	else
		take_compiled(cpu, e, context);
	if (cpu->watches_floats)
		memcpy(&cpu->mxcsr, context + CONTEXT_SEGMENTS, 4);
}
