/*
 * extended.c - the instructions for long double, whose operands lie in the lab's memory. See host/extended.h.
 */
#include "sim/cpu/exec.h"

#include "sim/cpu/bits.h"
#include "sim/host/extended.h"

static bool get(struct cpu *cpu, uint64_t va, long double *v)
{
	uint8_t bytes[EXTENDED_BYTES];

	if (!cpu_load(cpu, va, sizeof bytes, bytes))
		return false;
	*v = extended_get(bytes);
	return true;
}

static bool put(struct cpu *cpu, uint64_t va, long double v)
{
	uint8_t bytes[EXTENDED_BYTES];

	extended_put(v, bytes);
	return cpu_store(cpu, va, sizeof bytes, bytes);
}

/* FISTP: what does not fit, and what is no number, gives the least one. */
static uint64_t whole(long double v, unsigned bits)
{
	long double limit = bits == 64 ? 0x1p63L : bits == 32 ? 0x1p31L : 0x1p15L;
	int64_t least = bits == 64 ? INT64_MIN : bits == 32 ? INT32_MIN : INT16_MIN;

	return (uint64_t)(v >= -limit && v < limit ? (int64_t)v : least);
}

/* As the compiler makes it of what has a sign. */
static uint64_t whole_unsigned(long double v)
{
	return v >= 0x1p63L ? whole(v - 0x1p63L, 64) ^ (uint64_t)1 << 63 : whole(v, 64);
}

/* What becomes one: the operand is a register's value. */
static bool from_register(struct cpu *cpu, const struct insn *in, const uint64_t *r)
{
	uint64_t b = r[in->b];

	return put(cpu, r[in->a], in->op == OP_F_X ? (long double)as_double(b) : in->op == OP_F32_X ? (long double)as_float(b) :
	           in->op == OP_S64_X ? (long double)(int64_t)b : (long double)b);
}

bool cpu_extended(struct cpu *cpu, const struct insn *in, uint64_t *r)
{
	long double b, c = 0;

	if (in->op >= OP_F_X && in->op <= OP_U64_X)
		return from_register(cpu, in, r);
	if (!get(cpu, r[in->b], &b) || (in->op < OP_X_F && in->op != OP_NEG_X && !get(cpu, r[in->c], &c)))
		return false;
	switch (in->op) {
	case OP_ADD_X: return put(cpu, r[in->a], extended_do('+', b, c));
	case OP_SUB_X: return put(cpu, r[in->a], extended_do('-', b, c));
	case OP_MUL_X: return put(cpu, r[in->a], extended_do('*', b, c));
	case OP_DIV_X: return put(cpu, r[in->a], extended_do('/', b, c));
	case OP_NEG_X: return put(cpu, r[in->a], -b);
	case OP_EQ_X: r[in->a] = b == c; break;
	case OP_NE_X: r[in->a] = b != c; break;
	case OP_LT_X: r[in->a] = b < c; break;
	case OP_LE_X: r[in->a] = b <= c; break;
	case OP_X_F: r[in->a] = double_bits((double)b); break;
	case OP_X_F32: r[in->a] = float_bits((float)b); break;
	case OP_X_S16: r[in->a] = whole(b, 16); break;
	case OP_X_S32: r[in->a] = whole(b, 32); break;
	case OP_X_S64: r[in->a] = whole(b, 64); break;
	default: r[in->a] = whole_unsigned(b);
	}
	return true;
}
