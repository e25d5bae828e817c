/*
 * floating.c - float and double: constants as the compiler folds them, and the code for the others. See floating.h.
 *
 * A conversion to an integer goes by what the processor has: to 32 bits for what has no
 * more, to 64 bits for unsigned int, in two steps for unsigned 64 bits; then it is cut.
 */
#include "sim/lang/floating.h"

#include <string.h>

static double value_of(const struct node *n)
{
	uint32_t low = (uint32_t)n->value;
	double d;
	float f;

	memcpy(&f, &low, sizeof f);
	memcpy(&d, &n->value, sizeof d);
	return n->type->kind == TYPE_FLOAT ? f : d;
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

/* From a long double in one step: by way of a double it would be rounded twice. */
struct node *floating_number(struct compiler *c, long double v, struct type *t, struct place_in_source at)
{
	struct node *n = number(c, 0, t, at);

	n->extended = v;
	if (t->kind == TYPE_FLOAT)
		n->value = floating_bits((float)v, t);
	else if (t->kind == TYPE_DOUBLE)
		n->value = floating_bits((double)v, t);
	return n;
}

static int64_t to_integer(long double d, const struct type *to)
{
	if (to->kind == TYPE_BOOL)
		return d != 0;
	if (!(d > -0x1p63L - 1) || !(d < (type_is_signed(to) ? 0x1p63L : 0x1p64L)))
		return INT64_MIN;
	return d < 0x1p63L ? (int64_t)d : (int64_t)(uint64_t)d;
}

struct node *floating_convert(struct compiler *c, const struct node *n, struct type *to)
{
	long double v;

	if (n->type->kind == TYPE_EXTENDED)
		v = n->extended;
	else if (type_is_floating(n->type))
		v = value_of(n);
	else
		v = type_is_signed(n->type) ? (long double)n->value : (long double)(uint64_t)n->value;
	return type_is_floating(to) ? floating_number(c, v, to, n->at) : number(c, to_integer(v, to), to, n->at);
}

struct node *floating_negated(struct compiler *c, const struct node *n, struct place_in_source at)
{
	struct node *k = number(c, n->value ^ (n->type->kind == TYPE_FLOAT ? 0x80000000 : INT64_MIN), n->type, at);

	k->extended = -n->extended;
	return k;
}

/* Of a long double, and exactly of a double: what an operator makes of them is rounded where it is stored. */
#define FOLD(T, a, b) \
	switch (op) { \
	case '+': return floating_number(c, (T)((a) + (b)), x->type, at); \
	case '-': return floating_number(c, (T)((a) - (b)), x->type, at); \
	case '*': return floating_number(c, (T)((a) * (b)), x->type, at); \
	case '/': return floating_number(c, (T)((a) / (b)), x->type, at); \
	case P_EQ: return number(c, (a) == (b), truth, at); \
	case P_NE: return number(c, (a) != (b), truth, at); \
	case '<': return number(c, (a) < (b), truth, at); \
	case '>': return number(c, (a) > (b), truth, at); \
	case P_LE: return number(c, (a) <= (b), truth, at); \
	case P_GE: return number(c, (a) >= (b), truth, at); \
	} \
	return NULL

struct node *floating_fold(struct compiler *c, unsigned op, const struct node *x, const struct node *y, struct place_in_source at)
{
	struct type *truth = type_basic(&c->types, TYPE_INT);

	if (x->type->kind == TYPE_EXTENDED) {
		FOLD(long double, x->extended, y->extended);
	} else {
		double a = value_of(x), b = value_of(y);

		FOLD(double, a, b);
	}
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
	if (from->kind == TYPE_EXTENDED || to->kind == TYPE_EXTENDED) {
		gen_extended_convert(c, from, to, reg, line);
		return;
	}
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

	if (t->kind == TYPE_EXTENDED) {
		gen_extended(c, op, reg, x, y, line);
		return;
	}
	if (t->kind == TYPE_FLOAT) {
		emit(c, OP_F32_F, x, x, 0, 0, line);
		emit(c, OP_F32_F, y, y, 0, 0, line);
	}
	emit(c, operation(op), reg, swap ? y : x, swap ? x : y, 0, line);
	if (t->kind == TYPE_FLOAT && !is_comparison(op))
		emit(c, OP_F_F32, reg, reg, 0, 0, line);
}
