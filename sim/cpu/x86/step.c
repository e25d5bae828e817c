/*
 * step.c - see step.h.
 *
 * Each instruction first reads all it needs and writes memory, for these may be refused;
 * only then does it change a register.
 */
#include "sim/cpu/x86/step.h"

#include "sim/cpu/x86/alu.h"

struct step {
	struct x86 *x;
	x86_memory *memory;
	void *context;
	struct x86_insn in;
	uint64_t next;                  /* address behind the instruction */
};

static bool fetch(void *context, unsigned i, uint8_t *byte)
{
	struct step *s = context;

	return s->memory(s->context, s->x->rip + i, 1, X86_FETCH, byte);
}

/* ---- operands ---- */

static uint64_t get_register(const struct x86 *x, unsigned reg, unsigned size)
{
	if (reg >= X86_HIGH)
		return x->reg[reg - X86_HIGH] >> 8 & 0xff;
	return x86_cut(x->reg[reg], size);
}

/* Four bytes clear the upper half, one or two leave the rest. */
static void set_register(struct x86 *x, unsigned reg, unsigned size, uint64_t value)
{
	if (reg >= X86_HIGH)
		x->reg[reg - X86_HIGH] = (x->reg[reg - X86_HIGH] & ~(uint64_t)0xff00) | (value & 0xff) << 8;
	else if (size >= 4)
		x->reg[reg] = x86_cut(value, size);
	else
		x->reg[reg] = (x->reg[reg] & ~(((uint64_t)1 << 8 * size) - 1)) | x86_cut(value, size);
}

static uint64_t address(const struct step *s)
{
	const struct x86_insn *in = &s->in;
	uint64_t va = (uint64_t)in->displacement;

	if (in->base == X86_RIP)
		va += s->next;
	else if (in->base != X86_NONE)
		va += s->x->reg[in->base];
	if (in->index != X86_NONE)
		va += s->x->reg[in->index] << in->scale;
	return in->narrow ? x86_cut(va, 4) : va;
}

static bool load(struct step *s, uint64_t va, unsigned size, enum x86_use use, uint64_t *value)
{
	*value = 0;
	return s->memory(s->context, va, size, use, value);
}

static bool store(struct step *s, uint64_t va, unsigned size, uint64_t value)
{
	return s->memory(s->context, va, size, X86_WRITE, &value);
}

/* `use` is how a place in memory is read. */
static bool get(struct step *s, enum x86_place place, unsigned reg, unsigned size, enum x86_use use, uint64_t *value)
{
	*value = 0;
	if (place == X86_MEMORY)
		return load(s, address(s), size, use, value);
	*value = place == X86_REGISTER ? get_register(s->x, reg, size) : (uint64_t)s->in.imm;
	return true;
}

static bool get_to(struct step *s, enum x86_use use, uint64_t *value)
{
	return get(s, s->in.to, s->in.to_register, s->in.size, use, value);
}

static bool get_by(struct step *s, unsigned size, uint64_t *value)
{
	return get(s, s->in.by, s->in.by_register, size, X86_READ, value);
}

static bool put(struct step *s, uint64_t value)
{
	if (s->in.to == X86_MEMORY)
		return store(s, address(s), s->in.size, value);
	set_register(s->x, s->in.to_register, s->in.size, value);
	return true;
}

static enum x86_end ended(bool good)
{
	return good ? X86_DONE : X86_REFUSED;
}

/* ---- arithmetic ---- */

static enum x86_end binary(struct step *s)
{
	enum x86_op op = s->in.op;
	bool reads_only = op == X86_CMP || op == X86_TEST;
	uint32_t flags = s->x->flags;
	uint64_t a, b, result;

	if (!get_to(s, reads_only ? X86_READ : X86_CHANGE, &a) || !get_by(s, s->in.size, &b))
		return X86_REFUSED;
	result = x86_binary(op, &flags, s->in.size, a, b);
	if (!reads_only && !put(s, result))
		return X86_REFUSED;
	s->x->flags = flags;
	return X86_DONE;
}

static enum x86_end shift(struct step *s)
{
	uint32_t flags = s->x->flags;
	uint64_t a, count, result;

	if (!get_to(s, X86_CHANGE, &a) || !get_by(s, 1, &count))
		return X86_REFUSED;
	result = x86_shift(s->in.op, &flags, s->in.size, a, (unsigned)(count & 0xff));
	if (!put(s, result))
		return X86_REFUSED;
	s->x->flags = flags;
	return X86_DONE;
}

static enum x86_end unary(struct step *s)
{
	uint32_t flags = s->x->flags;
	uint64_t a;

	if (!get_to(s, X86_CHANGE, &a) || !put(s, x86_unary(s->in.op, &flags, s->in.size, a)))
		return X86_REFUSED;
	s->x->flags = flags;
	return X86_DONE;
}

/* RDX:RAX, or AX, where the operand is a byte. */
static void set_both(struct step *s, uint64_t high, uint64_t low)
{
	unsigned size = s->in.size;

	set_register(s->x, X86_RAX, size, low);
	set_register(s->x, size == 1 ? X86_HIGH + X86_RAX : X86_RDX, size, high);
}

static enum x86_end multiply_wide(struct step *s)
{
	uint64_t a, high, low;

	if (!get_to(s, X86_READ, &a))
		return X86_REFUSED;
	x86_multiply(s->in.op == X86_IMUL, &s->x->flags, s->in.size, s->x->reg[X86_RAX], a, &high, &low);
	set_both(s, high, low);
	return X86_DONE;
}

static enum x86_end divide(struct step *s)
{
	unsigned size = s->in.size;
	uint64_t b, high = get_register(s->x, size == 1 ? X86_HIGH + X86_RAX : X86_RDX, size);
	uint64_t low = get_register(s->x, X86_RAX, size);

	if (!get_to(s, X86_READ, &b))
		return X86_REFUSED;
	if (b == 0)
		return X86_BY_ZERO;
	if (!x86_divide(s->in.op == X86_IDIV, size, &high, &low, b))
		return X86_NO_ROOM;
	set_both(s, high, low);
	return X86_DONE;
}

/* Of two operands, or of three: then the second is what follows in the code. */
static enum x86_end multiply(struct step *s)
{
	uint64_t a, b = (uint64_t)s->in.imm, high, low;

	if (!get_by(s, s->in.size, &a))
		return X86_REFUSED;
	if (!s->in.has_third)
		b = get_register(s->x, s->in.to_register, s->in.size);
	x86_multiply(true, &s->x->flags, s->in.size, a, b, &high, &low);
	return ended(put(s, low));
}

/* ---- moves ---- */

static enum x86_end move(struct step *s)
{
	uint64_t value;

	return ended(get_by(s, s->in.size, &value) && put(s, value));
}

static enum x86_end move_extended(struct step *s)
{
	uint64_t value;

	if (!get_by(s, s->in.from, &value))
		return X86_REFUSED;
	return ended(put(s, s->in.op == X86_MOVSX ? x86_extend(value, s->in.from) : value));
}

static enum x86_end move_if(struct step *s)
{
	uint64_t value;

	if (!get_by(s, s->in.size, &value))
		return X86_REFUSED;
	if (!x86_condition(s->in.condition, s->x->flags))
		value = get_register(s->x, s->in.to_register, s->in.size);
	return ended(put(s, value));
}

static enum x86_end exchange(struct step *s)
{
	uint64_t a, b;

	if (!get_to(s, X86_CHANGE, &a) || !get_by(s, s->in.size, &b) || !put(s, b))
		return X86_REFUSED;
	set_register(s->x, s->in.by_register, s->in.size, a);
	return X86_DONE;
}

static enum x86_end exchange_add(struct step *s)
{
	uint32_t flags = s->x->flags;
	uint64_t a, b, sum;

	if (!get_to(s, X86_CHANGE, &a) || !get_by(s, s->in.size, &b))
		return X86_REFUSED;
	sum = x86_binary(X86_ADD, &flags, s->in.size, a, b);
	if (s->in.to == X86_MEMORY && !put(s, sum))
		return X86_REFUSED;
	set_register(s->x, s->in.by_register, s->in.size, a);
	if (s->in.to == X86_REGISTER)
		put(s, sum);
	s->x->flags = flags;
	return X86_DONE;
}

/* Equal or not, the place is written. */
static enum x86_end compare_exchange(struct step *s)
{
	uint32_t flags = s->x->flags;
	uint64_t a, b, old = get_register(s->x, X86_RAX, s->in.size);
	bool equal;

	if (!get_to(s, X86_CHANGE, &a) || !get_by(s, s->in.size, &b))
		return X86_REFUSED;
	x86_binary(X86_CMP, &flags, s->in.size, old, a);
	equal = flags & FLAG_ZERO;
	if (!put(s, equal ? b : a))
		return X86_REFUSED;
	if (!equal)
		set_register(s->x, X86_RAX, s->in.size, a);
	s->x->flags = flags;
	return X86_DONE;
}

static enum x86_end swap_bytes(struct step *s)
{
	uint64_t value = get_register(s->x, s->in.to_register, s->in.size), swapped = 0;

	for (unsigned i = 0; i < s->in.size; i++)
		swapped = swapped << 8 | (value >> 8 * i & 0xff);
	return ended(put(s, swapped));
}

static enum x86_end widen(struct step *s)
{
	unsigned size = s->in.size;
	uint64_t value = s->x->reg[X86_RAX];

	if (s->in.op == X86_WIDEN)
		set_register(s->x, X86_RAX, size, x86_extend(value, size / 2));
	else
		set_register(s->x, X86_RDX, size, x86_extend(value, size) >> 63 ? ~(uint64_t)0 : 0);
	return X86_DONE;
}

/* ---- the stack, and where to go ---- */

static bool push(struct step *s, unsigned size, uint64_t value)
{
	if (!store(s, s->x->reg[X86_RSP] - size, size, value))
		return false;
	s->x->reg[X86_RSP] -= size;
	return true;
}

static enum x86_end pop(struct step *s)
{
	uint64_t value, sp = s->x->reg[X86_RSP];

	if (!load(s, sp, s->in.size, X86_READ, &value))
		return X86_REFUSED;
	s->x->reg[X86_RSP] = sp + s->in.size;           /* an address in the operand counts from here */
	if (put(s, value))
		return X86_DONE;
	s->x->reg[X86_RSP] = sp;
	return X86_REFUSED;
}

static enum x86_end leave(struct step *s)
{
	uint64_t value, bp = s->x->reg[X86_RBP];

	if (!load(s, bp, s->in.size, X86_READ, &value))
		return X86_REFUSED;
	set_register(s->x, X86_RBP, s->in.size, value);
	s->x->reg[X86_RSP] = bp + s->in.size;
	return X86_DONE;
}

static enum x86_end pop_flags(struct step *s)
{
	uint64_t value;
	uint32_t mask = s->in.size == 2 ? FLAGS_OF_POPF & 0xffff : FLAGS_OF_POPF;

	if (!load(s, s->x->reg[X86_RSP], s->in.size, X86_READ, &value))
		return X86_REFUSED;
	s->x->reg[X86_RSP] += s->in.size;
	s->x->flags = (s->x->flags & ~mask) | ((uint32_t)value & mask);
	return X86_DONE;
}

/* The target of a jump or a call. */
static bool target(struct step *s, uint64_t *to)
{
	*to = s->next + (uint64_t)s->in.imm;
	return s->in.to == X86_IMMEDIATE || get_to(s, X86_READ, to);
}

static enum x86_end transfer(struct step *s)
{
	uint64_t to;

	if (s->in.op == X86_RETURN) {
		if (!load(s, s->x->reg[X86_RSP], 8, X86_READ, &to))
			return X86_REFUSED;
		s->x->reg[X86_RSP] += 8 + (uint64_t)s->in.imm;
	} else if (!target(s, &to) || (s->in.op == X86_CALL && !push(s, 8, s->next))) {
		return X86_REFUSED;
	}
	s->next = to;
	return X86_DONE;
}

static void jump_if(struct step *s, bool condition)
{
	if (condition)
		s->next += (uint64_t)s->in.imm;
}

static void loop(struct step *s)
{
	uint64_t *rcx = &s->x->reg[X86_RCX];
	bool zero = s->x->flags & FLAG_ZERO;

	if (s->in.condition == 3)
		jump_if(s, *rcx == 0);
	else
		jump_if(s, --*rcx != 0 && (s->in.condition == 2 || zero == (s->in.condition == 1)));
}

static void change_flag(struct step *s)
{
	uint32_t flag = s->in.imm >= 0xFC ? FLAG_DIRECTION : FLAG_CARRY;

	if (s->in.imm == 0xF5)
		s->x->flags ^= flag;
	else if (s->in.imm & 1)
		s->x->flags |= flag;
	else
		s->x->flags &= ~flag;
}

/* One element; with REP the instruction comes again until RCX is 0. */
static enum x86_end string(struct step *s)
{
	struct x86 *x = s->x;
	uint64_t value = x->reg[X86_RAX], step = x->flags & FLAG_DIRECTION ? -(uint64_t)s->in.size : s->in.size;

	if (s->in.repeats && x->reg[X86_RCX] == 0)
		return X86_DONE;
	if (s->in.op != X86_STOS && !load(s, x->reg[X86_RSI], s->in.size, X86_READ, &value))
		return X86_REFUSED;
	if (s->in.op != X86_LODS && !store(s, x->reg[X86_RDI], s->in.size, value))
		return X86_REFUSED;
	if (s->in.op == X86_LODS)
		set_register(x, X86_RAX, s->in.size, value);
	else
		x->reg[X86_RDI] += step;
	if (s->in.op != X86_STOS)
		x->reg[X86_RSI] += step;
	if (s->in.repeats && --x->reg[X86_RCX] != 0)
		s->next = x->rip;
	return X86_DONE;
}

/* ---- all of them ---- */

static enum x86_end carry_out(struct step *s)
{
	uint64_t value;

	switch (s->in.op) {
	case X86_UNKNOWN:    return X86_IS_UNKNOWN;
	case X86_INVALID:    return X86_IS_INVALID;
	case X86_PRIVILEGED: return X86_IS_PRIVILEGED;
	case X86_TOO_LONG:   return X86_IS_TOO_LONG;
	case X86_BREAKPOINT: return X86_IS_BREAKPOINT;
	case X86_ADD: case X86_OR: case X86_ADC: case X86_SBB: case X86_AND: case X86_SUB: case X86_XOR: case X86_CMP: case X86_TEST:
		return binary(s);
	case X86_ROL: case X86_ROR: case X86_RCL: case X86_RCR: case X86_SHL: case X86_SHR: case X86_SAL: case X86_SAR:
		return shift(s);
	case X86_INC: case X86_DEC: case X86_NOT: case X86_NEG:
		return unary(s);
	case X86_MUL: case X86_IMUL:
		return multiply_wide(s);
	case X86_DIV: case X86_IDIV:
		return divide(s);
	case X86_MULTIPLY:   return multiply(s);
	case X86_MOV:        return move(s);
	case X86_MOVZX: case X86_MOVSX:
		return move_extended(s);
	case X86_MOVE_IF:    return move_if(s);
	case X86_LEA:        return ended(put(s, address(s)));
	case X86_XCHG:       return exchange(s);
	case X86_XADD:       return exchange_add(s);
	case X86_CMPXCHG:    return compare_exchange(s);
	case X86_BSWAP:      return swap_bytes(s);
	case X86_WIDEN: case X86_SIGN:
		return widen(s);
	case X86_PUSH:       return ended(get_to(s, X86_READ, &value) && push(s, s->in.size, value));
	case X86_POP:        return pop(s);
	case X86_LEAVE:      return leave(s);
	case X86_PUSHF:      return ended(push(s, s->in.size, s->x->flags));
	case X86_POPF:       return pop_flags(s);
	case X86_CALL: case X86_JUMP: case X86_RETURN:
		return transfer(s);
	case X86_JUMP_IF:
		jump_if(s, x86_condition(s->in.condition, s->x->flags));
		return X86_DONE;
	case X86_SET_IF:     return ended(put(s, x86_condition(s->in.condition, s->x->flags)));
	case X86_LOOP:
		loop(s);
		return X86_DONE;
	case X86_FLAG:
		change_flag(s);
		return X86_DONE;
	case X86_MOVS: case X86_STOS: case X86_LODS:
		return string(s);
	case X86_NOP:
		return X86_DONE;
	}
	return X86_IS_UNKNOWN;
}

enum x86_end x86_step(struct x86 *x, x86_memory *memory, void *context)
{
	struct step s = { .x = x, .memory = memory, .context = context };
	enum x86_end end;

	if (!x86_decode(&s.in, fetch, &s))
		return X86_REFUSED;
	s.next = x->rip + s.in.bytes;
	end = carry_out(&s);
	if (end == X86_DONE)
		x->rip = s.next;
	return end;
}
