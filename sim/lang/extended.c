/*
 * extended.c - code for long double: 80 bits, which no register here holds.
 *
 * A register holds the address of such a value, as it does for a record. What an operator
 * makes, and what is taken from a variable, goes to a local of its own: so a value stays what
 * it was when the variable changes. Only the 10 bytes that count are moved, as the x87 does.
 *
 * Source: docs/reference/sources.md, [x64-abi].
 */
#include "sim/lang/floating.h"

#include "sim/host/extended.h"

#define ROOM 16

/* The address of new room for a value. */
static void gen_room(struct compiler *c, unsigned reg, uint32_t line)
{
	need_register(c, reg);
	emit(c, OP_LEA_L, reg, 0, 0, new_local(c, ROOM, ROOM), line);
}

void gen_extended_copy(struct compiler *c, unsigned reg, uint32_t line)
{
	gen_room(c, reg + 1, line);
	emit(c, OP_COPY, 0, reg + 1, reg, EXTENDED_BYTES, line);
	emit(c, OP_MOVE, reg, reg + 1, 0, 0, line);
}

void gen_extended_number(struct compiler *c, const struct node *n, unsigned reg)
{
	uint8_t bytes[ROOM] = { 0 };

	extended_put(n->extended, bytes);
	emit(c, OP_CONST, reg, 0, 0, (int64_t)(RDATA_BASE + find_literal(c, bytes, ROOM, ROOM)), n->at.line);
}

static void gen_zero(struct compiler *c, unsigned reg, uint32_t line)
{
	struct node zero = { .at = { .line = line } };

	need_register(c, reg);
	gen_extended_number(c, &zero, reg);
}

void gen_extended_negated(struct compiler *c, unsigned reg, uint32_t line)
{
	gen_room(c, reg + 1, line);
	emit(c, OP_NEG_X, reg + 1, reg, 0, 0, line);
	emit(c, OP_MOVE, reg, reg + 1, 0, 0, line);
}

void gen_extended(struct compiler *c, unsigned op, unsigned reg, unsigned x, unsigned y, uint32_t line)
{
	unsigned room = (x > y ? x : y) + 1;
	bool swap = op == '>' || op == P_GE;
	enum op o = op == '+' ? OP_ADD_X : op == '-' ? OP_SUB_X : op == '*' ? OP_MUL_X : op == '/' ? OP_DIV_X : op == P_EQ ? OP_EQ_X :
	            op == P_NE ? OP_NE_X : op == '<' || op == '>' ? OP_LT_X : OP_LE_X;

	if (is_comparison(op)) {
		emit(c, o, reg, swap ? y : x, swap ? x : y, 0, line);
		return;
	}
	room = room > reg ? room : reg + 1;
	gen_room(c, room, line);
	emit(c, o, room, x, y, 0, line);
	emit(c, OP_MOVE, reg, room, 0, 0, line);
}

/* As the x87 does: a whole number of 16, 32 or 64 bits with a sign, of which the low part is taken. */
static void gen_to_integer(struct compiler *c, const struct type *to, unsigned reg, uint32_t line)
{
	enum op o = to->size == 8 ? (type_is_signed(to) ? OP_X_S64 : OP_X_U64) :
	            to->size == 4 ? (type_is_signed(to) ? OP_X_S32 : OP_X_S64) :
	            to->size == 2 && !type_is_signed(to) ? OP_X_S32 : OP_X_S16;

	emit(c, o, reg, reg, 0, 0, line);
	gen_extend(c, to, reg, line);
}

void gen_extended_convert(struct compiler *c, const struct type *from, const struct type *to, unsigned reg, uint32_t line)
{
	if (to->kind == TYPE_EXTENDED) {
		gen_room(c, reg + 1, line);
		emit(c, from->kind == TYPE_FLOAT ? OP_F32_X : from->kind == TYPE_DOUBLE ? OP_F_X :
		     type_is_signed(from) ? OP_S64_X : OP_U64_X, reg + 1, reg, 0, 0, line);
		emit(c, OP_MOVE, reg, reg + 1, 0, 0, line);
	} else if (to->kind == TYPE_BOOL) {
		gen_zero(c, reg + 1, line);
		emit(c, OP_NE_X, reg, reg, reg + 1, 0, line);
	} else if (type_is_floating(to)) {
		emit(c, to->kind == TYPE_FLOAT ? OP_X_F32 : OP_X_F, reg, reg, 0, 0, line);
	} else {
		gen_to_integer(c, to, reg, line);
	}
}

/* What `from` points to goes to the place; its address stays in `reg`. */
static void gen_put(struct compiler *c, const struct spot *s, unsigned reg, unsigned from, uint32_t line)
{
	need_register(c, reg);
	gen_address(c, s, reg, line);
	emit(c, OP_COPY, 0, reg, from, EXTENDED_BYTES, line);
}

void gen_extended_assign(struct compiler *c, struct node *n, unsigned reg)
{
	struct spot s;

	gen_value(c, n->b, reg);
	need_register(c, reg + 1);
	s = gen_locate(c, n->a, reg + 1);
	gen_put(c, &s, reg + 2, reg, n->at.line);
}

void gen_extended_op_assign(struct compiler *c, struct node *n, unsigned reg)
{
	struct type *t = n->a->type;
	uint32_t line = n->at.line;
	struct spot s;

	gen_value(c, n->b, reg);
	need_register(c, reg + 2);
	s = gen_locate(c, n->a, reg + 1);
	if (t->kind == TYPE_EXTENDED) {
		gen_address(c, &s, reg + 2, line);
	} else {
		gen_load(c, &s, t, reg + 2, line);
		gen_extended_convert(c, t, n->common, reg + 2, line);
	}
	gen_extended(c, n->op, reg, reg + 2, reg, line);
	if (t->kind == TYPE_EXTENDED) {
		gen_put(c, &s, reg + 2, reg, line);
	} else {
		gen_extended_convert(c, n->common, t, reg, line);
		gen_store(c, &s, t, reg, line);
	}
}

void gen_extended_step(struct compiler *c, struct node *n, unsigned reg, bool wanted)
{
	uint32_t line = n->at.line;
	struct node *by = number(c, n->value, n->type, n->at);
	struct spot s;

	need_register(c, reg + 3);
	s = gen_locate(c, n->a, reg + 1);
	gen_address(c, &s, reg, line);
	if (n->post && wanted) {        /* above the place's register, which is still needed */
		gen_room(c, reg + 2, line);
		emit(c, OP_COPY, 0, reg + 2, reg, EXTENDED_BYTES, line);
		emit(c, OP_MOVE, reg, reg + 2, 0, 0, line);
	}
	gen_extended_number(c, by, reg + 3);
	gen_extended(c, '+', reg + 2, reg, reg + 3, line);
	gen_put(c, &s, reg + 3, reg + 2, line);
	if (!n->post)
		emit(c, OP_MOVE, reg, reg + 2, 0, 0, line);
}
