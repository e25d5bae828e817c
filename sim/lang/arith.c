/*
 * arith.c - arithmetic, comparison and indexing on registers.
 *
 * A register is canonical (code.h), so most operators need one instruction for every
 * width; the others come as 64 bits, signed 32 and unsigned 32.
 */
#include "sim/lang/floating.h"

enum width width_of(const struct type *t)
{
	return t->size == 8 ? WIDTH_64 : type_is_signed(t) ? WIDTH_S32 : WIDTH_U32;
}

void gen_extend(struct compiler *c, const struct type *to, unsigned reg, uint32_t line)
{
	static const enum op op[] = { OP_EXT_S8, OP_EXT_U8, OP_EXT_S16, OP_EXT_U16, OP_EXT_S32, OP_EXT_U32 };

	if (to->kind == TYPE_BOOL)
		emit(c, OP_TO_BOOL, reg, reg, 0, 0, line);
	else if (to->size < 8)
		emit(c, op[load_variant(to)], reg, reg, 0, 0, line);
}

bool extends_freely(const struct type *from, const struct type *to)
{
	if (to->kind == TYPE_BOOL)
		return from->kind == TYPE_BOOL;
	if (to->size == 8)
		return true;
	if (from->size > to->size)
		return false;
	if (from->size == to->size)
		return type_is_signed(from) == type_is_signed(to) || from->kind == TYPE_BOOL;
	return !type_is_signed(from) || type_is_signed(to);
}

void gen_arith(struct compiler *c, unsigned op, const struct type *t, unsigned reg, unsigned x, unsigned y,
                      uint32_t line)
{
	enum width w = width_of(t);
	bool s = type_is_signed(t);
	enum op o = OP_NOP;

	switch (op) {
	case '+': o = OP_ADD_64 + (enum op)w; break;
	case '-': o = OP_SUB_64 + (enum op)w; break;
	case '*': o = OP_MUL_64 + (enum op)w; break;
	case '/': o = !s ? OP_DIV_U : w == WIDTH_64 ? OP_DIV_S64 : OP_DIV_S32; break;
	case '%': o = !s ? OP_MOD_U : w == WIDTH_64 ? OP_MOD_S64 : OP_MOD_S32; break;
	case '&': o = OP_AND; break;
	case '|': o = OP_OR; break;
	case '^': o = OP_XOR; break;
	case P_SHL: o = OP_SHL_64 + (enum op)w; break;
	case P_SHR: o = s ? (w == WIDTH_64 ? OP_SHR_S64 : OP_SHR_S32) : w == WIDTH_64 ? OP_SHR_U64 : OP_SHR_U32; break;
	}
	emit(c, o, reg, x, y, (o == OP_DIV_U || o == OP_MOD_U) && w == WIDTH_64 ? INSN_WIDE : 0, line);
}

bool gen_arith_constant(struct compiler *c, unsigned op, const struct type *t, unsigned reg, unsigned x,
                               int64_t v, uint32_t line)
{
	enum width w = width_of(t);
	unsigned bits = (unsigned)t->size * 8;

	switch (op) {
	case '+': emit(c, OP_ADDI_64 + (enum op)w, reg, x, 0, v, line); return true;
	case '-': emit(c, OP_ADDI_64 + (enum op)w, reg, x, 0, (int64_t)-(uint64_t)v, line); return true;
	case '*': emit(c, OP_MULI_64 + (enum op)w, reg, x, 0, v, line); return true;
	case '&': emit(c, OP_ANDI, reg, x, 0, v, line); return true;
	case '|': emit(c, OP_ORI, reg, x, 0, v, line); return true;
	case '^': emit(c, OP_XORI, reg, x, 0, v, line); return true;
	case P_SHL: emit(c, OP_SHLI_64 + (enum op)w, reg, x, 0, v & (bits - 1), line); return true;
	case P_SHR: emit(c, type_is_signed(t) ? OP_SHRI_S : OP_SHRI_U, reg, x, 0, v & (bits - 1), line); return true;
	}
	return false;
}

static void gen_compare(struct compiler *c, unsigned op, const struct type *t, unsigned reg, unsigned x, unsigned y,
                        uint32_t line)
{
	bool s = type_is_signed(t);

	switch (op) {
	case P_EQ: emit(c, OP_EQ, reg, x, y, 0, line); break;
	case P_NE: emit(c, OP_NE, reg, x, y, 0, line); break;
	case '<': emit(c, s ? OP_LT_S : OP_LT_U, reg, x, y, 0, line); break;
	case '>': emit(c, s ? OP_LT_S : OP_LT_U, reg, y, x, 0, line); break;
	case P_LE: emit(c, s ? OP_LE_S : OP_LE_U, reg, x, y, 0, line); break;
	case P_GE: emit(c, s ? OP_LE_S : OP_LE_U, reg, y, x, 0, line); break;
	}
}

bool is_comparison(unsigned op)
{
	return op == P_EQ || op == P_NE || op == '<' || op == '>' || op == P_LE || op == P_GE;
}

void gen_binary(struct compiler *c, struct node *n, unsigned reg)
{
	uint32_t line = n->at.line;

	gen_value(c, n->a, reg);
	if (type_is_floating(n->common)) {
		gen_value(c, n->b, reg + 1);
		gen_floating(c, n->op, n->common, reg, reg, reg + 1, line);
		return;
	}
	if (n->b->kind == NODE_NUMBER && !is_comparison(n->op) &&
	    gen_arith_constant(c, n->op, n->common, reg, reg, n->b->value, line))
		return;
	gen_value(c, n->b, reg + 1);
	if (is_comparison(n->op))
		gen_compare(c, n->op, n->common, reg, reg, reg + 1, line);
	else
		gen_arith(c, n->op, n->common, reg, reg, reg + 1, line);
}

void gen_index(struct compiler *c, struct node *n, unsigned reg)
{
	if (n->post && n->b->kind != NODE_NUMBER) {     /* the integer stands on the left */
		gen_value(c, n->b, reg);
		gen_value(c, n->a, reg + 1);
		emit(c, OP_INDEX, reg, reg + 1, reg, n->value, n->at.line);
		return;
	}
	gen_value(c, n->a, reg);
	if (n->b->kind == NODE_NUMBER) {
		emit(c, OP_ADDI_64, reg, reg, 0, (int64_t)((uint64_t)n->b->value * (uint64_t)n->value), n->at.line);
		return;
	}
	gen_value(c, n->b, reg + 1);
	emit(c, OP_INDEX, reg, reg, reg + 1, n->value, n->at.line);
}
