/*
 * expr.c - operators between operands: binary, conditional, assignment, comma.
 *
 * Precedence is climbed by level; what each operator asks of its operands is
 * checked on the way, and convert.c makes the node.
 */
#include "sim/lang/expr.h"

#include <string.h>

static int level_of(const struct token *t)
{
	if (t->kind != TOKEN_PUNCT)
		return -1;
	switch (t->punct) {
	case P_OR: return 1;
	case P_AND: return 2;
	case '|': return 3;
	case '^': return 4;
	case '&': return 5;
	case P_EQ: case P_NE: return 6;
	case '<': case '>': case P_LE: case P_GE: return 7;
	case P_SHL: case P_SHR: return 8;
	case '+': case '-': return 9;
	case '*': case '/': case '%': return 10;
	}
	return -1;
}

static struct node *logical(struct compiler *c, unsigned op, struct node *a, struct node *b, struct place_in_source at)
{
	struct node *n;

	a = as_scalar(c, a);
	b = as_scalar(c, b);
	if (a->kind == NODE_NUMBER && b->kind == NODE_NUMBER)
		return number(c, op == P_AND ? a->value && b->value : a->value || b->value, basic_type(c, TYPE_INT), at);
	n = new_node(c, op == P_AND ? NODE_AND : NODE_OR, basic_type(c, TYPE_INT), at);
	n->a = a;
	n->b = b;
	return n;
}

static struct node *binary_chain(struct compiler *c, int level)
{
	struct node *a = unary(c);

	for (;;) {
		unsigned op = c->token.punct;
		struct place_in_source at = c->token.at;
		int mine = level_of(&c->token);
		struct node *b;

		if (mine < level)
			return a;
		advance(c);
		enter_nesting(c);
		b = binary_chain(c, mine + 1);
		leave_nesting(c);
		a = op == P_AND || op == P_OR ? logical(c, op, a, b, at) : new_binary(c, op, a, b, at);
	}
}

/* Of two pointers: to void if one of them is, with the qualifiers of both. */
static struct type *common_pointer(struct compiler *c, struct type *a, struct type *b)
{
	struct type *to = a->base->kind == TYPE_VOID ? a->base : b->base->kind == TYPE_VOID ? b->base :
	                  a->base->kind == TYPE_ARRAY && !a->base->complete ? b->base : a->base, *q;

	if (to->kind == TYPE_FUNCTION)
		return a->plain;
	q = type_qualified(&c->types, to, a->base->is_const || b->base->is_const, a->base->is_volatile || b->base->is_volatile);
	return q == a->base ? a->plain : q == b->base ? b->plain : type_pointer(&c->types, q);
}

/* a ?: b, where a is computed once: what stands for it from now on, and what has to run before. */
static struct node *once(struct compiler *c, struct node **a, struct node **code)
{
	struct node *n = as_value(c, *a), *local;

	if (n->kind == NODE_NUMBER || !c->function)
		return n;
	local = new_node(c, NODE_LOCAL, n->type->plain, n->at);
	local->value = new_local(c, n->type->size, n->type->align);
	*code = new_assign(c, local, n);
	*a = local;
	return local;
}

struct node *conditional(struct compiler *c)
{
	struct node *a = binary_chain(c, 1), *b = NULL, *d, *n, *code = NULL;
	struct place_in_source at = c->token.at;
	struct type *t;

	if (!take_punct(c, '?'))
		return a;
	if (at_punct(c, ':'))
		b = once(c, &a, &code);
	a = as_scalar(c, a);
	enter_nesting(c);
	if (!b)
		b = as_value(c, expression(c));
	expect_punct(c, ':', "");
	d = as_value(c, conditional(c));
	leave_nesting(c);
	if (type_is_arithmetic(b->type) && type_is_arithmetic(d->type)) {
		t = type_common(&c->types, b->type, d->type);
		b = cast_to(c, b, t);
		d = cast_to(c, d, t);
	} else if (b->type->kind == TYPE_VOID || d->type->kind == TYPE_VOID) {
		t = basic_type(c, TYPE_VOID);
	} else if (type_is_record(b->type) && type_same(b->type, d->type)) {
		t = b->type->plain;
	} else if (b->type->kind == TYPE_POINTER && is_null_constant(d)) {
		t = b->type->plain;
	} else if (d->type->kind == TYPE_POINTER && is_null_constant(b)) {
		t = d->type->plain;
	} else if (b->type->kind == TYPE_POINTER && d->type->kind == TYPE_POINTER) {
		if (!pointers_agree(b->type, d->type))
			diag_warning(&c->diag, at, "pointer type mismatch in conditional expression");
		t = common_pointer(c, b->type, d->type);
	} else if ((b->type->kind == TYPE_POINTER && type_is_integer(d->type)) ||
	           (type_is_integer(b->type) && d->type->kind == TYPE_POINTER)) {
		diag_warning(&c->diag, at, "pointer/integer type mismatch in conditional expression ('%s' and '%s')",
		             type_text(&c->types, b->type), type_text(&c->types, d->type));
		t = b->type->kind == TYPE_POINTER ? b->type->plain : d->type->plain;
	} else {
		diag_syntax(&c->diag, at, "incompatible operand types ('%s' and '%s')", type_text(&c->types, b->type),
		            type_text(&c->types, d->type));
	}
	if (a->kind == NODE_NUMBER && t->kind != TYPE_VOID && !type_is_record(t))
		return after_code(c, code, cast_to(c, a->value ? b : d, t));
	n = new_node(c, NODE_CONDITION, t, at);
	n->a = a;
	n->b = type_is_scalar(t) ? cast_to(c, b, t) : b;
	n->c = type_is_scalar(t) ? cast_to(c, d, t) : d;
	return after_code(c, code, n);
}

struct node *new_assign(struct compiler *c, struct node *target, struct node *value)
{
	struct node *n = new_node(c, NODE_ASSIGN, target->type->plain, target->at);

	n->a = target;
	n->b = value;
	n->bits = target->bits;
	return n;
}

static unsigned compound_op(const struct token *t)
{
	if (t->kind != TOKEN_PUNCT)
		return 0;
	switch (t->punct) {
	case P_MUL_SET: return '*';
	case P_DIV_SET: return '/';
	case P_MOD_SET: return '%';
	case P_ADD_SET: return '+';
	case P_SUB_SET: return '-';
	case P_SHL_SET: return P_SHL;
	case P_SHR_SET: return P_SHR;
	case P_AND_SET: return '&';
	case P_XOR_SET: return '^';
	case P_OR_SET: return '|';
	}
	return 0;
}

struct node *op_assign(struct compiler *c, unsigned op, struct node *a, struct node *b, struct place_in_source at)
{
	struct node *n = new_node(c, NODE_OP_ASSIGN, a->type->plain, at);

	check_modifiable(c, a, at);
	b = as_value(c, b);
	if (a->type->kind == TYPE_POINTER && (op == '+' || op == '-') && type_is_integer(b->type)) {
		bool computed = a->type->base->vla_slot != 0;

		n->value = (op == '-' ? -1 : 1) * (computed ? 1 : (int64_t)element_size(c, a));
		n->common = a->type->plain;
		n->b = cast_to(c, b, basic_type(c, type_is_signed(b->type) ? TYPE_LLONG : TYPE_ULLONG));
		if (computed)
			n->b = new_binary(c, '*', n->b, cast_to(c, size_node(c, a->type->base, at), n->b->type), at);
	} else {
		if (!type_is_arithmetic(a->type) || !type_is_arithmetic(b->type) ||
		    (!strchr("+-*/", (int)op) && (type_is_floating(a->type) || type_is_floating(b->type))))
			bad_operands(c, at, a, b);
		n->common = promoted_bits(c, a);
		if (op != P_SHL && op != P_SHR)
			n->common = type_common(&c->types, n->common, b->type);
		n->b = op == P_SHL || op == P_SHR ? cast_to(c, b, type_promoted(&c->types, b->type)) :
		       cast_to(c, b, n->common);
	}
	n->op = op;
	n->a = a;
	n->bits = a->bits;
	return atomic_is_one_step(c, n) ? atomic_step(c, n) : n;
}

struct node *assignment(struct compiler *c)
{
	struct node *a = conditional(c), *b;
	struct place_in_source at = c->token.at;
	unsigned op;

	if (take_punct(c, '=')) {
		check_modifiable(c, a, at);
		enter_nesting(c);
		b = convert_assign(c, assignment(c), a->type, "assigning to");
		leave_nesting(c);
		a = new_assign(c, a, b);
		a->at = at;
	} else if ((op = compound_op(&c->token)) != 0) {
		advance(c);
		enter_nesting(c);
		b = assignment(c);
		leave_nesting(c);
		a = op_assign(c, op, a, b, at);
	}
	return a;
}

struct node *expression(struct compiler *c)
{
	struct node *a = assignment(c);

	while (at_punct(c, ',')) {
		struct node *n = new_node(c, NODE_COMMA, NULL, c->token.at);

		advance(c);
		n->a = a;
		n->b = as_value(c, assignment(c));
		n->type = n->b->type->plain;
		a = n;
	}
	return a;
}

struct node *condition(struct compiler *c)
{
	struct node *n;

	expect_punct(c, '(', "");
	n = as_scalar(c, expression(c));
	if (n->kind == NODE_ASSIGN && !n->paren)
		diag_warning(&c->diag, n->at, "using the result of an assignment as a condition (did you mean '=='?)");
	expect_punct(c, ')', "");
	return n;
}
