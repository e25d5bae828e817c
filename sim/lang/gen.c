/*
 * gen.c - trees become instructions: a node is handed to those who know its kind.
 *
 * What gen_value and its kin promise about registers is said in gen.h.
 */
#include "sim/lang/floating.h"

/* What the arguments in registers are, for code that has no types (CALL_REG). */
static int64_t kinds_of(const struct node *n)
{
	unsigned at = type_in_memory(n->type) ? 1 : 0;
	int64_t kinds = type_is_floating(n->type) ? CALL_FRACTION_RESULT : 0;

	for (size_t i = 0; i < n->args && at < CALL_IN_REGISTERS; i++, at++) {
		const struct type *t = n->arg[i]->type;

		if (type_is_floating(t))
			kinds |= (int64_t)CALL_FRACTION << 2 * at;
		else if (type_is_scalar(t) && t->size <= 4)
			kinds |= (int64_t)CALL_NARROW << 2 * at;
	}
	return kinds;
}

static void gen_call(struct compiler *c, struct node *n, unsigned reg)
{
	uint32_t line = n->at.line;
	bool direct = n->a->kind == NODE_FUNCTION;
	unsigned first = direct ? reg : reg + 1, arg = first;

	if (!direct)
		gen_value(c, n->a, reg);
	if (type_in_memory(n->type)) {
		need_register(c, arg);
		emit(c, OP_LEA_L, arg++, 0, 0, n->value, line);
	}
	for (size_t i = 0; i < n->args; i++)
		gen_value(c, n->arg[i], arg++);
	need_register(c, arg);
	if (direct) {
		c->function_symbol[n->a->value]->used = true;
		emit(c, OP_CALL, first, 0, arg - first, n->a->value, line);
	}
	else {
		emit(c, OP_CALL_REG, first, reg, arg - first, kinds_of(n), line);
		if (type_is_scalar(n->type) && !type_is_floating(n->type))
			gen_extend(c, n->type, first, line);    /* code that the lab has written may leave anything above */
	}
	if (type_in_memory(n->type))
		emit(c, OP_LEA_L, reg, 0, 0, n->value, line);
	else if (!direct && n->type->kind != TYPE_VOID)
		emit(c, OP_MOVE, reg, first, 0, 0, line);
}

static void gen_cast(struct compiler *c, struct node *n, unsigned reg)
{
	if (n->type->kind == TYPE_VOID) {
		gen_effect_at(c, n->a, reg);
		return;
	}
	gen_value(c, n->a, reg);
	if (type_is_floating(n->type) || type_is_floating(n->a->type))
		gen_convert(c, n->a->type, n->type, reg, n->at.line);
	else if (type_is_scalar(n->type) && !extends_freely(n->a->type, n->type))
		gen_extend(c, n->type, reg, n->at.line);
}

static void gen_lvalue(struct compiler *c, struct node *n, unsigned reg)
{
	struct spot s = gen_locate(c, n, reg);

	if (type_in_memory(n->type) || n->type->kind == TYPE_ARRAY)
		gen_address(c, &s, reg, n->at.line);
	if (n->type->kind == TYPE_EXTENDED)
		gen_extended_copy(c, reg, n->at.line);
	else if (!type_is_record(n->type) && n->type->kind != TYPE_ARRAY)
		gen_load(c, &s, n->type, reg, n->at.line);
}

/* A long sum or a long list of initialisers is a deep tree, though its text is not nested. */
static void go_deeper(struct compiler *c, const struct node *n)
{
	if (++c->gen_depth <= TREE_DEPTH_MAX)
		return;
	c->gen_depth = 0;
	diag_syntax(&c->diag, n->at, "the expression has more than %d operators in a chain", TREE_DEPTH_MAX);
}

void gen_value(struct compiler *c, struct node *n, unsigned reg)
{
	uint32_t line = n->at.line;
	struct spot s;

	need_register(c, reg + 2);
	go_deeper(c, n);
	switch (n->kind) {
	case NODE_NUMBER:
		if (n->type->kind == TYPE_EXTENDED)
			gen_extended_number(c, n, reg);
		else
			emit(c, OP_CONST, reg, 0, 0, n->value, line);
		break;
	case NODE_LOCAL: case NODE_GLOBAL: case NODE_DEREF: case NODE_MEMBER: case NODE_COMPOUND:
		gen_lvalue(c, n, reg);
		break;
	case NODE_FUNCTION:
		c->function_symbol[n->value]->used = true;
		grow_array(&c->function_use, &c->function_use_room, c->function_uses + 1, sizeof *c->function_use);
		c->function_use[c->function_uses++] = emit(c, OP_CONST, reg, 0, 0, n->value, line);
		break;
	case NODE_ADDRESS:
		s = gen_locate(c, n->a, reg);
		gen_address(c, &s, reg, line);
		break;
	case NODE_ASSIGN:
		gen_assign(c, n, reg, true);
		break;
	case NODE_OP_ASSIGN:
		gen_op_assign(c, n, reg, true);
		break;
	case NODE_STEP:
		gen_step(c, n, reg, true);
		break;
	case NODE_BINARY:
		gen_binary(c, n, reg);
		break;
	case NODE_INDEX:
		gen_index(c, n, reg);
		break;
	case NODE_DIFFERENCE:
		gen_value(c, n->a, reg);
		gen_value(c, n->b, reg + 1);
		emit(c, OP_SUB_64, reg, reg, reg + 1, 0, line);
		if (n->value != 1) {
			emit(c, OP_CONST, reg + 1, 0, 0, n->value, line);
			emit(c, OP_DIV_S64, reg, reg, reg + 1, 0, line);
		}
		break;
	case NODE_AND: case NODE_OR:
		gen_truth(c, n, reg);
		break;
	case NODE_NOT:
		gen_value(c, n->a, reg);
		emit(c, OP_IS_ZERO, reg, reg, 0, 0, line);
		break;
	case NODE_NEGATE:
		gen_value(c, n->a, reg);
		if (n->type->kind == TYPE_EXTENDED)
			gen_extended_negated(c, reg, line);
		else if (type_is_floating(n->type))
			emit(c, OP_XORI, reg, reg, 0, floating_bits(-0.0, n->type), line);
		else
			emit(c, OP_NEG_64 + (enum op)width_of(n->type), reg, reg, 0, 0, line);
		break;
	case NODE_COMPLEMENT:
		gen_value(c, n->a, reg);
		emit(c, width_of(n->type) == WIDTH_U32 ? OP_NOT_U32 : OP_NOT_64, reg, reg, 0, 0, line);
		break;
	case NODE_CONDITION:
		gen_condition(c, n, reg, true);
		break;
	case NODE_COMMA:
		gen_effect_at(c, n->a, reg);
		gen_value(c, n->b, reg);
		break;
	case NODE_CAST:
		gen_cast(c, n, reg);
		break;
	case NODE_CALL:
		gen_call(c, n, reg);
		break;
	case NODE_CLEAR:
		s = gen_locate(c, n->a, reg);
		gen_address(c, &s, reg, line);
		emit(c, OP_CLEAR, 0, reg, 0, (int64_t)n->a->type->size, line);
		break;
	case NODE_ALLOCA:
		gen_value(c, n->a, reg);
		emit(c, OP_CONST, reg + 1, 0, 0, 0, line);
		emit(c, OP_ALLOCA, reg, reg, reg + 1, 0, line);
		break;
	case NODE_CODE:
		gen_held(c, n, reg);
		break;
	case NODE_EXC_CODE:
		emit(c, OP_EXC_CODE, reg, 0, 0, 0, line);
		break;
	case NODE_EXC_INFO:
		emit(c, OP_EXC_INFO, reg, 0, 0, 0, line);
		break;
	case NODE_ABNORMAL:
		emit(c, OP_ABNORMAL, reg, 0, 0, 0, line);
		break;
	}
	c->gen_depth--;
}

void gen_effect_at(struct compiler *c, struct node *n, unsigned reg)
{
	need_register(c, reg + 2);
	go_deeper(c, n);
	switch (n->kind) {
	case NODE_ASSIGN:
		gen_assign(c, n, reg, false);
		break;
	case NODE_OP_ASSIGN:
		gen_op_assign(c, n, reg, false);
		break;
	case NODE_STEP:
		gen_step(c, n, reg, false);
		break;
	case NODE_COMMA:
		for (; n->kind == NODE_COMMA; n = n->b)         /* chains of initialisers lean to the right */
			gen_effect_at(c, n->a, reg);
		gen_effect_at(c, n, reg);
		break;
	case NODE_CONDITION:
		gen_condition(c, n, reg, false);
		break;
	case NODE_NUMBER: case NODE_FUNCTION:
		break;
	default:
		gen_value(c, n, reg);   /* even a bare `*p;` is an access */
	}
	c->gen_depth--;
}

void gen_effect(struct compiler *c, struct node *n)
{
	gen_effect_at(c, n, 0);
}
