/*
 * assign.c - assignment in its three forms: =, op= and ++.
 *
 * The right side comes first, unless it is a record. A store narrows by itself, so a
 * value that nobody else wants is not narrowed before it.
 */
#include "sim/lang/floating.h"

/* A record or an array: here the left side comes first, and its address stays in `reg`. */
static void gen_assign_record(struct compiler *c, struct node *n, unsigned reg)
{
	struct type *t = n->a->type;
	uint32_t line = n->at.line;
	struct spot to = gen_locate(c, n->a, reg), from;

	gen_address(c, &to, reg, line);
	need_register(c, reg + 1);
	if (t->kind == TYPE_ARRAY) {
		from = gen_locate(c, n->b, reg + 1);
		gen_address(c, &from, reg + 1, line);
	} else {
		gen_value(c, n->b, reg + 1);
	}
	if (t->size != 0)
		emit(c, OP_COPY, 0, reg, reg + 1, (int64_t)t->size, line);
}

/* A value about to be stored in `type` needs no narrowing of its own: the store does it. */
static struct node *without_narrowing(struct node *n, const struct type *type)
{
	while (n->kind == NODE_CAST && type_is_integer(n->type) && n->type->kind != TYPE_BOOL &&
	       type_is_integer(n->a->type) && n->type->size >= type->size && n->a->type->size >= type->size &&
	       type->kind != TYPE_BOOL)
		n = n->a;
	return n;
}

/* Does the compiled store have the value in itself? A double is loaded first. */
static bool is_immediate(const struct node *n, const struct type *t)
{
	if (n->kind != NODE_NUMBER || n->type->kind == TYPE_EXTENDED || t->size != n->type->size)
		return n->kind == NODE_NUMBER && !type_is_floating(t) && !type_is_floating(n->type);
	return t->size < 8 || (!type_is_floating(t) && n->value == (int32_t)n->value);
}

void gen_assign(struct compiler *c, struct node *n, unsigned reg, bool wanted)
{
	struct type *t = n->a->type;
	uint32_t line = n->at.line;
	struct spot s;

	if (type_is_record(t) || t->kind == TYPE_ARRAY) {
		gen_assign_record(c, n, reg);
		return;
	}
	if (t->kind == TYPE_EXTENDED) {
		gen_extended_assign(c, n, reg);
		return;
	}
	gen_value(c, wanted ? n->b : without_narrowing(n->b, t), reg);
	need_register(c, reg + 1);
	s = gen_locate(c, n->a, reg + 1);
	gen_store(c, &s, t, reg, line);
	if (!s.bits && is_immediate(without_narrowing(n->b, t), t))
		c->program->insn[c->program->insns - 1].c |= INSN_CONSTANT;
	if (s.bits && wanted)
		gen_cut_bits(c, &s, t, reg, line);
}

void gen_op_assign(struct compiler *c, struct node *n, unsigned reg, bool wanted)
{
	struct type *t = n->a->type;
	uint32_t line = n->at.line;
	bool floating = type_is_floating(n->common), constant = n->b->kind == NODE_NUMBER && !floating;
	struct spot s;

	if (n->common->kind == TYPE_EXTENDED) {
		gen_extended_op_assign(c, n, reg);
		return;
	}
	if (!constant)
		gen_value(c, n->b, reg);
	need_register(c, reg + 2);
	s = gen_locate(c, n->a, reg + 1);
	gen_load(c, &s, t, reg + 2, line);
	if (t->kind == TYPE_POINTER) {
		if (constant)
			emit(c, OP_ADDI_64, reg, reg + 2, 0, (int64_t)((uint64_t)n->b->value * (uint64_t)n->value), line);
		else
			emit(c, OP_INDEX, reg, reg + 2, reg, n->value, line);
	} else if (floating) {
		gen_convert(c, t, n->common, reg + 2, line);
		gen_floating(c, n->op, n->common, reg, reg + 2, reg, line);
		gen_convert(c, n->common, t, reg, line);
	} else {
		if (!extends_freely(t, n->common))
			gen_extend(c, n->common, reg + 2, line);
		if (!constant || !gen_arith_constant(c, n->op, n->common, reg, reg + 2, n->b->value, line)) {
			if (constant)
				gen_value(c, n->b, reg);
			gen_arith(c, n->op, n->common, reg, reg + 2, reg, line);
		}
		if ((wanted || t->kind == TYPE_BOOL) && !extends_freely(n->common, t))
			gen_extend(c, t, reg, line);
	}
	gen_store(c, &s, t, reg, line);
	if (s.bits && wanted)
		gen_cut_bits(c, &s, t, reg, line);
}

void gen_step(struct compiler *c, struct node *n, unsigned reg, bool wanted)
{
	struct type *t = n->type;
	uint32_t line = n->at.line;
	struct spot s;
	unsigned sum = n->post && wanted ? reg + 2 : reg;

	if (t->kind == TYPE_EXTENDED) {
		gen_extended_step(c, n, reg, wanted);
		return;
	}
	need_register(c, reg + 2);
	s = gen_locate(c, n->a, reg + 1);
	if (!wanted && !s.bits && !type_is_floating(t) && s.base == AT_LOCAL && n->value >= INT16_MIN && n->value <= INT16_MAX &&
	    (t->size == 8 || (t->size == 4 && type_is_signed(t)))) {
		emit(c, t->size == 8 ? OP_INC_L64 : OP_INC_L32, (uint16_t)(int16_t)n->value, 0, 0, s.offset, line);
		return;
	}
	gen_load(c, &s, t, reg, line);
	if (type_is_floating(t)) {
		need_register(c, reg + 4);
		emit(c, OP_MOVE, reg + 2, reg, 0, 0, line);
		emit(c, OP_CONST, reg + 3, 0, 0, floating_bits((double)n->value, t), line);
		gen_floating(c, '+', t, sum, reg + 2, reg + 3, line);
		gen_store(c, &s, t, sum, line);
		return;
	}
	emit(c, OP_ADDI_64 + (enum op)width_of(t), sum, reg, 0, n->value, line);
	if (t->size < 4)
		gen_extend(c, t, sum, line);
	gen_store(c, &s, t, sum, line);
	if (s.bits && wanted && !n->post)
		gen_cut_bits(c, &s, t, sum, line);
}
