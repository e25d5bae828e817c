/* alu.c - see alu.h. */
#include "sim/cpu/x86/alu.h"

uint64_t x86_cut(uint64_t value, unsigned size)
{
	return size == 8 ? value : value & (((uint64_t)1 << 8 * size) - 1);
}

static unsigned top_bit(uint64_t value, unsigned size)
{
	return value >> (8 * size - 1) & 1;
}

uint64_t x86_extend(uint64_t value, unsigned size)
{
	value = x86_cut(value, size);
	return size < 8 && top_bit(value, size) ? value | ~(uint64_t)0 << 8 * size : value;
}

static void set(uint32_t *flags, uint32_t flag, bool is)
{
	*flags = is ? *flags | flag : *flags & ~flag;
}

static void set_of_result(uint32_t *flags, unsigned size, uint64_t result)
{
	unsigned ones = 0;

	for (unsigned i = 0; i < 8; i++)
		ones += result >> i & 1;
	set(flags, FLAG_PARITY, ones % 2 == 0);
	set(flags, FLAG_ZERO, result == 0);
	set(flags, FLAG_SIGN, top_bit(result, size));
}

static uint64_t add(uint32_t *flags, unsigned size, uint64_t a, uint64_t b, unsigned carry)
{
	uint64_t sum = x86_cut(a + b + carry, size);

	set(flags, FLAG_CARRY, sum < a || (carry && sum == a));
	set(flags, FLAG_ADJUST, (a ^ b ^ sum) & 0x10);
	set(flags, FLAG_OVERFLOW, top_bit((a ^ sum) & (b ^ sum), size));
	set_of_result(flags, size, sum);
	return sum;
}

static uint64_t subtract(uint32_t *flags, unsigned size, uint64_t a, uint64_t b, unsigned borrow)
{
	uint64_t difference = x86_cut(a - b - borrow, size);

	set(flags, FLAG_CARRY, a < b || (borrow && a == b));
	set(flags, FLAG_ADJUST, (a ^ b ^ difference) & 0x10);
	set(flags, FLAG_OVERFLOW, top_bit((a ^ b) & (a ^ difference), size));
	set_of_result(flags, size, difference);
	return difference;
}

static uint64_t logic(uint32_t *flags, unsigned size, uint64_t result)
{
	set(flags, FLAG_CARRY | FLAG_OVERFLOW | FLAG_ADJUST, false);
	set_of_result(flags, size, result);
	return result;
}

uint64_t x86_binary(enum x86_op op, uint32_t *flags, unsigned size, uint64_t a, uint64_t b)
{
	unsigned carry = *flags & FLAG_CARRY;

	a = x86_cut(a, size);
	b = x86_cut(b, size);
	switch ((int)op) {
	case X86_ADD: return add(flags, size, a, b, 0);
	case X86_ADC: return add(flags, size, a, b, carry);
	case X86_SBB: return subtract(flags, size, a, b, carry);
	case X86_OR:  return logic(flags, size, a | b);
	case X86_XOR: return logic(flags, size, a ^ b);
	case X86_AND: case X86_TEST: return logic(flags, size, a & b);
	default:      return subtract(flags, size, a, b, 0);    /* SUB, CMP */
	}
}

/* One step to the left or to the right; `in` comes in at the other end. Returns what falls out. */
static unsigned step_left(uint64_t *a, unsigned size, unsigned in)
{
	unsigned out = top_bit(*a, size);

	*a = x86_cut(*a << 1, size) | in;
	return out;
}

static unsigned step_right(uint64_t *a, unsigned size, unsigned in)
{
	unsigned out = *a & 1;

	*a = *a >> 1 | (uint64_t)in << (8 * size - 1);
	return out;
}

static unsigned step(enum x86_op op, unsigned carry, uint64_t *a, unsigned size)
{
	switch ((int)op) {
	case X86_ROL: return step_left(a, size, top_bit(*a, size));
	case X86_ROR: return step_right(a, size, *a & 1);
	case X86_RCL: return step_left(a, size, carry);
	case X86_RCR: return step_right(a, size, carry);
	case X86_SHR: return step_right(a, size, 0);
	case X86_SAR: return step_right(a, size, top_bit(*a, size));
	default:      return step_left(a, size, 0);             /* SHL, SAL */
	}
}

uint64_t x86_shift(enum x86_op op, uint32_t *flags, unsigned size, uint64_t a, unsigned count)
{
	bool to_left = op == X86_ROL || op == X86_RCL || op == X86_SHL || op == X86_SAL;
	unsigned carry = *flags & FLAG_CARRY;

	a = x86_cut(a, size);
	count &= size == 8 ? 63 : 31;
	if (count == 0)
		return a;
	/* the overflow flag is defined for a shift by one: did the sign change? That is so at the first step */
	for (unsigned i = 0; i < count; i++) {
		unsigned sign = top_bit(a, size);

		carry = step(op, carry, &a, size);
		if (i == 0)
			set(flags, FLAG_OVERFLOW, to_left ? top_bit(a, size) != carry : top_bit(a, size) != sign);
	}
	set(flags, FLAG_CARRY, carry);
	if (op >= X86_SHL)
		set_of_result(flags, size, a);
	return a;
}

uint64_t x86_unary(enum x86_op op, uint32_t *flags, unsigned size, uint64_t a)
{
	uint32_t carry = *flags & FLAG_CARRY;
	uint64_t result;

	a = x86_cut(a, size);
	if (op == X86_NOT)
		return x86_cut(~a, size);
	if (op == X86_NEG)
		return subtract(flags, size, 0, a, 0);
	result = op == X86_INC ? add(flags, size, a, 1, 0) : subtract(flags, size, a, 1, 0);
	set(flags, FLAG_CARRY, carry);
	return result;
}

/* 64 by 64 bits, in halves of 32. */
static void multiply64(uint64_t a, uint64_t b, uint64_t *high, uint64_t *low)
{
	uint64_t al = (uint32_t)a, ah = a >> 32, bl = (uint32_t)b, bh = b >> 32;
	uint64_t middle = ah * bl + (al * bl >> 32), other = al * bh + (uint32_t)middle;

	*high = ah * bh + (middle >> 32) + (other >> 32);
	*low = a * b;
}

void x86_multiply(bool is_signed, uint32_t *flags, unsigned size, uint64_t a, uint64_t b, uint64_t *high, uint64_t *low)
{
	uint64_t x = is_signed ? x86_extend(a, size) : x86_cut(a, size), y = is_signed ? x86_extend(b, size) : x86_cut(b, size);
	bool matters;

	if (size == 8) {
		multiply64(x, y, high, low);
		if (is_signed)
			*high -= (x >> 63 ? y : 0) + (y >> 63 ? x : 0);
	} else {
		*low = x86_cut(x * y, size);
		*high = x86_cut(x * y >> 8 * size, size);
	}
	matters = is_signed ? *high != x86_cut(top_bit(*low, size) ? ~(uint64_t)0 : 0, size) : *high != 0;
	set_of_result(flags, size, *low);
	set(flags, FLAG_CARRY | FLAG_OVERFLOW, matters);
}

/* high:low / b, bit by bit; high < b. */
static void divide64(uint64_t high, uint64_t low, uint64_t b, uint64_t *quotient, uint64_t *rest)
{
	for (unsigned i = 0; i < 64; i++) {
		unsigned out = (unsigned)(high >> 63);

		high = high << 1 | low >> 63;
		low <<= 1;
		if (out || high >= b) {
			high -= b;
			low |= 1;
		}
	}
	*quotient = low;
	*rest = high;
}

static void negate(uint64_t *high, uint64_t *low)
{
	*low = -*low;
	*high = ~*high + (*low == 0);
}

bool x86_divide(bool is_signed, unsigned size, uint64_t *high, uint64_t *low, uint64_t b)
{
	uint64_t h = x86_cut(*high, size), l = x86_cut(*low, size), limit, quotient, rest;
	bool negative = is_signed && top_bit(h, size), other = is_signed && top_bit(b, size);

	/* 128 bits in h:l */
	if (size < 8) {
		l |= h << 8 * size;
		if (negative)
			l = x86_extend(l, 2 * size);
		h = negative ? ~(uint64_t)0 : 0;
	}
	b = is_signed ? x86_extend(b, size) : x86_cut(b, size);
	if (negative)
		negate(&h, &l);
	if (other)
		b = -b;
	if (b == 0 || h >= b)
		return false;
	divide64(h, l, b, &quotient, &rest);
	limit = !is_signed ? x86_cut(~(uint64_t)0, size) : ((uint64_t)1 << (8 * size - 1)) - (negative == other);
	if (quotient > limit)
		return false;
	*low = x86_cut(negative != other ? -quotient : quotient, size);
	*high = x86_cut(negative ? -rest : rest, size);
	return true;
}

bool x86_condition(unsigned condition, uint32_t flags)
{
	bool c = flags & FLAG_CARRY, z = flags & FLAG_ZERO, s = flags & FLAG_SIGN, o = flags & FLAG_OVERFLOW;
	const bool is[] = { o, c, z, c || z, s, flags & FLAG_PARITY, s != o, z || s != o };

	return is[condition >> 1 & 7] != (condition & 1);
}
