/*
 * branch.c - conditions become jumps: comparisons, && and ||, ?:.
 *
 * A truth value is made only where one is wanted; elsewhere a comparison and its jump
 * are one instruction, and && and || are the order of the jumps.
 */
#include "sim/lang/gen.h"

static unsigned swapped(unsigned op)
{
	switch (op) {
	case '<': return '>';
	case '>': return '<';
	case P_LE: return P_GE;
	case P_GE: return P_LE;
	}
	return op;
}

static unsigned negated(unsigned op)
{
	switch (op) {
	case '<': return P_GE;
	case '>': return P_LE;
	case P_LE: return '>';
	case P_GE: return '<';
	case P_EQ: return P_NE;
	}
	return P_EQ;
}

static void gen_compare_jump(struct compiler *c, struct node *n, bool when, int64_t label, unsigned r)
{
	unsigned op = when ? n->op : negated(n->op);
	bool s = type_is_signed(n->common);
	struct node *a = n->a, *b = n->b;
	uint32_t line = n->at.line;

	if (a->kind == NODE_NUMBER) {
		a = n->b;
		b = n->a;
		op = swapped(op);
	}
	gen_value(c, a, r);
	if (b->kind == NODE_NUMBER && b->value >= INT32_MIN && b->value <= INT32_MAX) {
		enum op o = op == P_EQ ? OP_JEQI : op == P_NE ? OP_JNEI : op == '<' ? (s ? OP_JLTI_S : OP_JLTI_U) :
		            op == P_LE ? (s ? OP_JLEI_S : OP_JLEI_U) : op == '>' ? (s ? OP_JGTI_S : OP_JGTI_U) :
		            s ? OP_JGEI_S : OP_JGEI_U;

		emit(c, o, r, 0, 0, (int64_t)((uint64_t)b->value << 32 | (uint64_t)label), line);
		return;
	}
	gen_value(c, b, r + 1);
	switch (op) {
	case P_EQ: emit(c, OP_JEQ, r, r + 1, 0, label, line); break;
	case P_NE: emit(c, OP_JNE, r, r + 1, 0, label, line); break;
	case '<': emit(c, s ? OP_JLT_S : OP_JLT_U, r, r + 1, 0, label, line); break;
	case P_LE: emit(c, s ? OP_JLE_S : OP_JLE_U, r, r + 1, 0, label, line); break;
	case '>': emit(c, s ? OP_JLT_S : OP_JLT_U, r + 1, r, 0, label, line); break;
	default: emit(c, s ? OP_JLE_S : OP_JLE_U, r + 1, r, 0, label, line);
	}
}

static void branch_from(struct compiler *c, struct node *n, bool when, int64_t label, unsigned reg);

void gen_branch(struct compiler *c, struct node *n, bool when, int64_t label)
{
	branch_from(c, n, when, label, 0);
}

static void branch_from(struct compiler *c, struct node *n, bool when, int64_t label, unsigned reg)
{
	switch (n->kind) {
	case NODE_NOT:
		branch_from(c, n->a, !when, label, reg);
		return;
	case NODE_AND: case NODE_OR:
		if ((n->kind == NODE_AND) == when) {
			int64_t over = new_label(c);

			branch_from(c, n->a, !when, over, reg);
			branch_from(c, n->b, when, label, reg);
			put_label(c, over);
		} else {
			branch_from(c, n->a, when, label, reg);
			branch_from(c, n->b, when, label, reg);
		}
		return;
	case NODE_BINARY:
		if (is_comparison(n->op) && !type_is_floating(n->common)) {        /* not < is not >= where one is no number */
			gen_compare_jump(c, n, when, label, reg);
			return;
		}
		break;
	case NODE_NUMBER:
		if ((n->value != 0) == when)
			gen_jump(c, label, n->at.line);
		return;
	default:
		break;
	}
	gen_value(c, n, reg);
	emit(c, when ? OP_JUMP_NONZERO : OP_JUMP_ZERO, reg, 0, 0, label, n->at.line);
}

void gen_truth(struct compiler *c, struct node *n, unsigned reg)
{
	int64_t no = new_label(c), end = new_label(c);

	branch_from(c, n, false, no, reg);
	emit(c, OP_CONST, reg, 0, 0, 1, n->at.line);
	gen_jump(c, end, n->at.line);
	put_label(c, no);
	emit(c, OP_CONST, reg, 0, 0, 0, n->at.line);
	put_label(c, end);
}

void gen_condition(struct compiler *c, struct node *n, unsigned reg, bool wanted)
{
	int64_t no = new_label(c), end = new_label(c);

	branch_from(c, n->a, false, no, reg);
	if (wanted)
		gen_value(c, n->b, reg);
	else
		gen_effect_at(c, n->b, reg);
	gen_jump(c, end, n->at.line);
	put_label(c, no);
	if (wanted)
		gen_value(c, n->c, reg);
	else
		gen_effect_at(c, n->c, reg);
	put_label(c, end);
}
