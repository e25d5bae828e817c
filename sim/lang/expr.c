/*
 * expr.c - operators: postfix, unary, binary, conditional, assignment.
 *
 * Precedence is climbed by level; what each operator asks of its operands is
 * checked on the way, and convert.c makes the node.
 */
#include "sim/lang/expr.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* ---- postfix ---- */

/* A function that changes memory is meant to repair something, if it serves as a filter. */
static void note_repair(struct compiler *c, const char *called)
{
	if (strcmp(called, "VirtualAlloc") == 0 || strcmp(called, "VirtualProtect") == 0)
		c->function->repairs = true;
}

static struct node *call(struct compiler *c, struct node *callee)
{
	struct node *n = new_node(c, NODE_CALL, NULL, callee->at);
	struct type *f;
	size_t room = 0;
	struct node **arg = NULL;

	callee = as_value(c, callee);
	if (callee->type->kind != TYPE_POINTER || callee->type->base->kind != TYPE_FUNCTION)
		diag_syntax(&c->diag, callee->at, "called object type '%s' is not a function or function pointer",
		            type_text(&c->types, callee->type));
	f = callee->type->base;
	n->a = callee;
	n->type = f->base->plain;
	if (callee->kind == NODE_FUNCTION && c->function != NULL)
		note_repair(c, c->function_symbol[callee->value]->name->text);
	enter_nesting(c);
	while (!at_punct(c, ')')) {
		struct node *a = assignment(c);

		if (n->args < f->params) {
			a = convert_assign(c, a, f->param[n->args], "passing to parameter of type");
		} else {
			a = as_value(c, a);
			if (!type_is_scalar(a->type))
				diag_syntax(&c->diag, a->at, "cannot pass '%s' as an argument here",
				            type_text(&c->types, a->type));
			if (type_is_integer(a->type))
				a = cast_to(c, a, type_promoted(&c->types, a->type));
		}
		if (n->args + 1 > room) {
			struct node **bigger = arena_alloc(&c->arena, (room + 8) * 2 * sizeof *bigger);

			if (n->args != 0)
				memcpy(bigger, arg, n->args * sizeof *bigger);
			arg = bigger;
			room = (room + 8) * 2;
		}
		arg[n->args++] = a;
		if (n->args > MOST_ARGS - 1)
			diag_syntax(&c->diag, a->at, "too many arguments in one call");
		if (!take_punct(c, ','))
			break;
	}
	leave_nesting(c);
	if (!f->old_style && (n->args < f->params || (n->args > f->params && !f->variadic)))
		diag_error(&c->diag, c->token.at, "too %s arguments to function call, expected %s%zu, have %zu",
		           n->args < f->params ? "few" : "many", f->variadic ? "at least " : "", f->params, n->args);
	expect_punct(c, ')', " after the arguments");
	n->arg = arg;
	if (type_is_record(n->type)) {
		completed_type(n->type);
		n->value = new_local(c, n->type->size, n->type->align < 8 ? 8 : n->type->align);
	}
	return n;
}

static struct node *deref(struct compiler *c, struct node *n, struct place_in_source at)
{
	struct node *d;

	n = as_value(c, n);
	if (n->type->kind != TYPE_POINTER)
		diag_syntax(&c->diag, at, "indirection requires pointer operand ('%s' invalid)",
		            type_text(&c->types, n->type));
	if (n->type->base->kind == TYPE_FUNCTION)
		return n;
	completed_type(n->type->base);
	if (n->kind == NODE_ADDRESS && n->a->type->kind != TYPE_ARRAY)
		return n->a;
	d = new_node(c, NODE_DEREF, n->type->base, at);
	d->a = n;
	return d;
}

static struct node *member(struct compiler *c, struct node *record, struct place_in_source at)
{
	struct node *n;
	const struct member *m;
	uint64_t offset = 0;
	struct type *t;

	completed_type(record->type);
	if (!type_is_record(record->type))
		diag_syntax(&c->diag, at, "member reference base type '%s' is not a structure or union",
		            type_text(&c->types, record->type));
	if (!record->type->complete)
		diag_syntax(&c->diag, at, "incomplete definition of type '%s'", type_text(&c->types, record->type));
	if (c->token.kind != TOKEN_NAME)
		diag_syntax(&c->diag, c->token.at, "expected identifier");
	m = type_member(record->type, c->token.name, &offset);
	if (m == NULL)
		diag_syntax(&c->diag, c->token.at, "no member named '%s' in '%s'", c->token.name->text,
		            type_text(&c->types, record->type));
	advance(c);
	completed_type(m->type);
	t = type_qualified(&c->types, m->type, record->type->is_const, record->type->is_volatile);
	n = new_node(c, NODE_MEMBER, t, at);
	n->a = record;
	n->value = (int64_t)offset;
	return n;
}

static void check_modifiable(struct compiler *c, struct node *n, struct place_in_source at)
{
	if (!is_lvalue(n))
		diag_syntax(&c->diag, at, "expression is not assignable");
	if (n->type->kind == TYPE_ARRAY)
		diag_syntax(&c->diag, at, "array type '%s' is not assignable", type_text(&c->types, n->type));
	if (n->type->is_const)
		diag_syntax(&c->diag, at, "cannot assign to an object of const-qualified type '%s'",
		            type_text(&c->types, n->type));
	if (!completed_type(n->type)->complete)
		diag_syntax(&c->diag, at, "incomplete type '%s' is not assignable", type_text(&c->types, n->type));
}

static struct node *step(struct compiler *c, struct node *n, int by, bool post, struct place_in_source at)
{
	struct node *s;

	check_modifiable(c, n, at);
	if (!type_is_scalar(n->type))
		diag_syntax(&c->diag, at, "cannot increment value of type '%s'", type_text(&c->types, n->type));
	s = new_node(c, NODE_STEP, n->type->plain, at);
	s->a = n;
	s->value = n->type->kind == TYPE_POINTER ? by * (int64_t)element_size(c, n) : by;
	s->post = post;
	return s;
}

static struct node *postfix(struct compiler *c, struct node *n)
{
	for (;;) {
		struct place_in_source at = c->token.at;

		if (take_punct(c, '[')) {
			struct node *index;

			enter_nesting(c);
			index = expression(c);
			leave_nesting(c);
			expect_punct(c, ']', "");
			n = as_value(c, n);
			index = as_value(c, index);
			if (n->type->kind != TYPE_POINTER && index->type->kind != TYPE_POINTER)
				diag_syntax(&c->diag, at, "subscripted value is not an array or pointer");
			n = deref(c, new_binary(c, '+', n, index, at), at);
		} else if (take_punct(c, '(')) {
			n = call(c, n);
		} else if (take_punct(c, '.')) {
			n = member(c, n, at);
		} else if (take_punct(c, P_ARROW)) {
			n = member(c, deref(c, n, at), at);
		} else if (take_punct(c, P_INC)) {
			n = step(c, n, 1, true, at);
		} else if (take_punct(c, P_DEC)) {
			n = step(c, n, -1, true, at);
		} else {
			return n;
		}
	}
}

/* ---- unary ---- */

static struct node *unary(struct compiler *c);

static struct node *cast(struct compiler *c, struct type *type, struct place_in_source at)
{
	struct node *n = as_value(c, unary(c)), *k;

	if (type->kind == TYPE_VOID) {
		k = new_node(c, NODE_CAST, type, at);
		k->a = n;
		return k;
	}
	if (type_is_record(type) && type_same(type, n->type))
		return n;
	if (!type_is_scalar(type) || !type_is_scalar(n->type))
		diag_syntax(&c->diag, at, "cannot cast '%s' to '%s'", type_text(&c->types, n->type),
		            type_text(&c->types, type));
	/* a cast result is no lvalue, even to the same type */
	if (n->type->plain == type->plain && is_lvalue(n)) {
		k = new_node(c, NODE_CAST, type->plain, at);
		k->a = n;
		return k;
	}
	return cast_to(c, n, type);
}

/* The next token after '(' begins a type: `(` is still the current one. */
static bool parenthesised_type(struct compiler *c)
{
	struct token here = c->token;
	bool yes;

	if (!at_punct(c, '('))
		return false;
	c->token = *peek(c);
	yes = starts_type(c);
	c->token = here;
	return yes;
}

static struct node *size_of(struct compiler *c, struct place_in_source at, bool align)
{
	size_t insns = c->program->insns;
	struct type *t;

	if (parenthesised_type(c)) {
		advance(c);
		t = type_name(c);
		expect_punct(c, ')', "");
		if (at_punct(c, '{'))
			t = postfix(c, compound_literal(c, t, at))->type;
	} else {
		t = unary(c)->type;
	}
	assert(insns == c->program->insns);     /* the operand is not evaluated */
	completed_type(t);
	if (t->kind == TYPE_FUNCTION || t->kind == TYPE_VOID)
		return number(c, 1, basic_type(c, TYPE_ULLONG), at);
	if (!t->complete)
		diag_syntax(&c->diag, at, "invalid application of '%s' to an incomplete type '%s'",
		            align ? "_Alignof" : "sizeof", type_text(&c->types, t));
	return number(c, (int64_t)(align ? t->align : t->size), basic_type(c, TYPE_ULLONG), at);
}

static struct node *offset_of(struct compiler *c, struct place_in_source at)
{
	struct type *t;
	uint64_t sum = 0;

	expect_punct(c, '(', " after offsetof");
	t = type_name(c);
	expect_punct(c, ',', "");
	for (;;) {
		const struct member *m;
		uint64_t offset = 0;

		completed_type(t);
		if (!type_is_record(t) || !t->complete || c->token.kind != TOKEN_NAME)
			diag_syntax(&c->diag, c->token.at, "offsetof requires a structure or union and a member");
		m = type_member(t, c->token.name, &offset);
		if (m == NULL)
			diag_syntax(&c->diag, c->token.at, "no member named '%s' in '%s'", c->token.name->text,
			            type_text(&c->types, t));
		advance(c);
		sum += offset;
		t = m->type;
		while (take_punct(c, '[')) {
			int64_t index = constant_expression(c, "array index");

			expect_punct(c, ']', "");
			if (t->kind != TYPE_ARRAY)
				diag_syntax(&c->diag, c->token.at, "offsetof: not an array");
			t = t->base;
			sum += (uint64_t)index * t->size;
		}
		if (!take_punct(c, '.'))
			break;
	}
	expect_punct(c, ')', "");
	return number(c, (int64_t)sum, basic_type(c, TYPE_ULLONG), at);
}

static struct node *address_of(struct compiler *c, struct place_in_source at)
{
	struct node *n = unary(c), *k;

	if (n->type->kind == TYPE_FUNCTION)
		return as_value(c, n);
	if (n->kind == NODE_FUNCTION)
		return n;
	if (!is_lvalue(n))
		diag_syntax(&c->diag, at, "cannot take the address of an rvalue of type '%s'", type_text(&c->types, n->type));
	if (n->kind == NODE_DEREF) {
		k = cast_to(c, n->a, type_pointer(&c->types, n->type));
		if (k == n->a && is_lvalue(k)) {
			k = new_node(c, NODE_CAST, n->a->type, at);
			k->a = n->a;
		}
		return k;
	}
	k = new_node(c, NODE_ADDRESS, type_pointer(&c->types, n->type), at);
	k->a = n;
	return k;
}

static struct node *sign(struct compiler *c, unsigned op, struct place_in_source at)
{
	struct node *n = as_value(c, unary(c)), *k;
	struct type *t;

	if (!type_is_integer(n->type))
		diag_syntax(&c->diag, at, "invalid argument type '%s' to unary expression", type_text(&c->types, n->type));
	t = type_promoted(&c->types, n->type);
	n = cast_to(c, n, t);
	if (n->kind == NODE_NUMBER)
		return number(c, op == '-' ? (int64_t)-(uint64_t)n->value : op == '~' ? ~n->value : n->value, t, at);
	if (op == '+')
		k = new_node(c, NODE_CAST, t, at);
	else
		k = new_node(c, op == '-' ? NODE_NEGATE : NODE_COMPLEMENT, t, at);
	k->a = n;
	return k;
}

static struct node *logical_not(struct compiler *c, struct place_in_source at)
{
	struct node *n = as_scalar(c, unary(c)), *k;

	if (n->kind == NODE_NUMBER)
		return number(c, n->value == 0, basic_type(c, TYPE_INT), at);
	k = new_node(c, NODE_NOT, basic_type(c, TYPE_INT), at);
	k->a = n;
	return k;
}

static struct node *unary(struct compiler *c)
{
	struct place_in_source at = c->token.at;
	struct node *n;

	enter_nesting(c);
	if (parenthesised_type(c)) {
		struct type *type;

		advance(c);
		type = type_name(c);
		expect_punct(c, ')', "");
		n = at_punct(c, '{') ? postfix(c, compound_literal(c, type, at)) : cast(c, type, at);
	} else if (take_punct(c, '&')) {
		n = address_of(c, at);
	} else if (take_punct(c, '*')) {
		n = deref(c, unary(c), at);
	} else if (take_punct(c, '-')) {
		n = sign(c, '-', at);
	} else if (take_punct(c, '+')) {
		n = sign(c, '+', at);
	} else if (take_punct(c, '~')) {
		n = sign(c, '~', at);
	} else if (take_punct(c, '!')) {
		n = logical_not(c, at);
	} else if (take_punct(c, P_INC)) {
		n = step(c, unary(c), 1, false, at);
	} else if (take_punct(c, P_DEC)) {
		n = step(c, unary(c), -1, false, at);
	} else if (at_keyword(c, K_sizeof) || at_keyword(c, K__Alignof)) {
		bool align = at_keyword(c, K__Alignof);

		advance(c);
		n = size_of(c, at, align);
	} else if (take_keyword(c, K___builtin_offsetof)) {
		n = offset_of(c, at);
	} else if (at_punct(c, P_AND)) {
		diag_syntax(&c->diag, at, "taking the address of a label is not supported by the simulator");
	} else {
		n = postfix(c, primary_expression(c));
	}
	leave_nesting(c);
	return n;
}

/* ---- binary, conditional, assignment ---- */

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

static struct node *conditional(struct compiler *c)
{
	struct node *a = binary_chain(c, 1), *b, *d, *n;
	struct place_in_source at = c->token.at;
	struct type *t;

	if (!take_punct(c, '?'))
		return a;
	a = as_scalar(c, a);
	if (at_punct(c, ':'))
		diag_syntax(&c->diag, at, "the GNU form 'a ?: b' is not supported by the simulator");
	enter_nesting(c);
	b = as_value(c, expression(c));
	expect_punct(c, ':', "");
	d = as_value(c, conditional(c));
	leave_nesting(c);
	if (type_is_integer(b->type) && type_is_integer(d->type)) {
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
		t = b->type->base->kind == TYPE_VOID ? b->type->plain : d->type->base->kind == TYPE_VOID ? d->type->plain :
		    b->type->plain;
	} else {
		diag_syntax(&c->diag, at, "incompatible operand types ('%s' and '%s')", type_text(&c->types, b->type),
		            type_text(&c->types, d->type));
	}
	if (a->kind == NODE_NUMBER && t->kind != TYPE_VOID && !type_is_record(t))
		return cast_to(c, a->value ? b : d, t);
	n = new_node(c, NODE_CONDITION, t, at);
	n->a = a;
	n->b = type_is_scalar(t) ? cast_to(c, b, t) : b;
	n->c = type_is_scalar(t) ? cast_to(c, d, t) : d;
	return n;
}

struct node *new_assign(struct compiler *c, struct node *target, struct node *value)
{
	struct node *n = new_node(c, NODE_ASSIGN, target->type->plain, target->at);

	n->a = target;
	n->b = value;
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

static struct node *op_assign(struct compiler *c, unsigned op, struct node *a, struct node *b, struct place_in_source at)
{
	struct node *n = new_node(c, NODE_OP_ASSIGN, a->type->plain, at);

	check_modifiable(c, a, at);
	b = as_value(c, b);
	if (a->type->kind == TYPE_POINTER && (op == '+' || op == '-') && type_is_integer(b->type)) {
		n->value = (op == '-' ? -1 : 1) * (int64_t)element_size(c, a);
		n->common = a->type->plain;
		n->b = cast_to(c, b, basic_type(c, type_is_signed(b->type) ? TYPE_LLONG : TYPE_ULLONG));
	} else {
		if (!type_is_integer(a->type) || !type_is_integer(b->type))
			bad_operands(c, at, a, b);
		n->common = op == P_SHL || op == P_SHR ? type_promoted(&c->types, a->type) :
		            type_common(&c->types, a->type, b->type);
		n->b = op == P_SHL || op == P_SHR ? cast_to(c, b, type_promoted(&c->types, b->type)) :
		       cast_to(c, b, n->common);
	}
	n->op = op;
	n->a = a;
	return n;
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
