/*
 * floating.c - float and double: constants as the compiler folds them, and the code for the others. See floating.h.
 *
 * A conversion to an integer goes by what the processor has: to 32 bits for what has no
 * more, to 64 bits for unsigned int, in two steps for unsigned 64 bits; then it is cut.
 */
#include "sim/lang/floating.h"

#include <string.h>

double floating_value(int64_t value, const struct type *t)
{
	uint32_t low = (uint32_t)value;
	double d;
	float f;

	memcpy(&f, &low, sizeof f);
	memcpy(&d, &value, sizeof d);
	return t->kind == TYPE_FLOAT ? f : d;
}

int64_t floating_bits(double d, const struct type *t)
{
	float f = (float)d;
	uint32_t low;
	int64_t bits;

	memcpy(&low, &f, sizeof low);
	memcpy(&bits, &d, sizeof bits);
	return t->kind == TYPE_FLOAT ? low : bits;
}

static int64_t to_integer(double d, const struct type *to)
{
	if (to->kind == TYPE_BOOL)
		return d != 0;
	if (!(d > -0x1p63 - 1) || !(d < (type_is_signed(to) ? 0x1p63 : 0x1p64)))
		return INT64_MIN;
	return d < 0x1p63 ? (int64_t)d : (int64_t)(uint64_t)d;
}

int64_t floating_convert(int64_t value, const struct type *from, const struct type *to)
{
	if (type_is_floating(from))
		return type_is_floating(to) ? floating_bits(floating_value(value, from), to) : to_integer(floating_value(value, from), to);
	if (to->kind == TYPE_FLOAT) {
		float f = type_is_signed(from) ? (float)value : (float)(uint64_t)value;

		return floating_bits(f, to);
	}
	return floating_bits(type_is_signed(from) ? (double)value : (double)(uint64_t)value, to);
}

bool floating_fold(unsigned op, int64_t x, int64_t y, const struct type *t, int64_t *result)
{
	double a = floating_value(x, t), b = floating_value(y, t);

	switch (op) {
	case '+': *result = floating_bits(a + b, t); return true;
	case '-': *result = floating_bits(a - b, t); return true;
	case '*': *result = floating_bits(a * b, t); return true;
	case '/': *result = floating_bits(a / b, t); return true;
	case P_EQ: *result = a == b; return true;
	case P_NE: *result = a != b; return true;
	case '<': *result = a < b; return true;
	case '>': *result = a > b; return true;
	case P_LE: *result = a <= b; return true;
	case P_GE: *result = a >= b; return true;
	}
	return false;
}

static void gen_from_floating(struct compiler *c, const struct type *to, unsigned reg, uint32_t line)
{
	if (to->kind == TYPE_BOOL)      /* zero but for the sign: false */
		emit(c, OP_SHLI_64, reg, reg, 0, 1, line);
	else if (to->size == 8)
		emit(c, type_is_signed(to) ? OP_F_S64 : OP_F_U64, reg, reg, 0, 0, line);
	else if (to->size == 4 && !type_is_signed(to))
		emit(c, OP_F_S64, reg, reg, 0, 0, line);
	else
		emit(c, OP_F_S32, reg, reg, 0, 0, line);
	gen_extend(c, to, reg, line);
}

void gen_convert(struct compiler *c, const struct type *from, const struct type *to, unsigned reg, uint32_t line)
{
	if (from->kind == to->kind)
		return;
	if (!type_is_floating(from) && !type_is_floating(to)) {
		if (!extends_freely(from, to))
			gen_extend(c, to, reg, line);
		return;
	}
	if (!type_is_floating(from)) {
		bool s = type_is_signed(from);

		emit(c, to->kind == TYPE_FLOAT ? (s ? OP_S64_F32 : OP_U64_F32) : s ? OP_S64_F : OP_U64_F, reg, reg, 0, 0, line);
		return;
	}
	if (from->kind == TYPE_FLOAT)
		emit(c, OP_F32_F, reg, reg, 0, 0, line);
	if (to->kind == TYPE_FLOAT)
		emit(c, OP_F_F32, reg, reg, 0, 0, line);
	else if (to->kind != TYPE_DOUBLE)
		gen_from_floating(c, to, reg, line);
}

static enum op operation(unsigned op)
{
	switch (op) {
	case '+': return OP_ADD_F;
	case '-': return OP_SUB_F;
	case '*': return OP_MUL_F;
	case '/': return OP_DIV_F;
	case P_EQ: return OP_EQ_F;
	case P_NE: return OP_NE_F;
	case '<': case '>': return OP_LT_F;
	}
	return OP_LE_F;
}

void gen_floating(struct compiler *c, unsigned op, const struct type *t, unsigned reg, unsigned x, unsigned y, uint32_t line)
{
	bool swap = op == '>' || op == P_GE;

	if (t->kind == TYPE_FLOAT) {
		emit(c, OP_F32_F, x, x, 0, 0, line);
		emit(c, OP_F32_F, y, y, 0, 0, line);
	}
	emit(c, operation(op), reg, swap ? y : x, swap ? x : y, 0, line);
	if (t->kind == TYPE_FLOAT && !is_comparison(op))
		emit(c, OP_F_F32, reg, reg, 0, 0, line);
}
