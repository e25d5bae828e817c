/*
 * unary.c - what stands before an operand: casts, sizeof, & and *, signs, ++ and --.
 *
 * A parenthesis is a cast or a compound literal if a type begins behind it, and else
 * an expression. What sizeof reads is typed and dropped: no code is made of it.
 */
#include "sim/lang/expr.h"
#include "sim/lang/floating.h"

#include <assert.h>

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
	if (!completed_type(type)->complete && type->kind == TYPE_ENUM)
		diag_syntax(&c->diag, at, "cast to incomplete type '%s'", type_text(&c->types, type));
	if (!type_is_scalar(type) || !type_is_scalar(n->type))
		diag_syntax(&c->diag, at, "cannot cast '%s' to '%s'", type_text(&c->types, n->type),
		            type_text(&c->types, type));
	if ((type_is_floating(type) && n->type->kind == TYPE_POINTER) || (type->kind == TYPE_POINTER && type_is_floating(n->type)))
		diag_syntax(&c->diag, at, "cannot cast '%s' to '%s'", type_text(&c->types, n->type), type_text(&c->types, type));
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
	struct node *first = NULL;      /* what has to run before the size is known */
	struct type *t;

	if (parenthesised_type(c)) {
		advance(c);
		t = type_name(c);
		first = take_sizes(c);
		expect_punct(c, ')', "");
		if (at_punct(c, '{'))
			t = postfix(c, compound_literal(c, t, at))->type;
	} else {
		struct node *n;

		c->unevaluated++;
		n = unary(c);
		c->unevaluated--;
		if (n->bits && n->kind == NODE_MEMBER)
			diag_syntax(&c->diag, at, "invalid application of '%s' to bit-field", align ? "_Alignof" : "sizeof");
		t = n->type;
		if (align && n->align > t->align)       /* an object that was declared with more than its type needs */
			return number(c, n->align, basic_type(c, TYPE_ULLONG), at);
		if (t->vla_slot && !align)
			first = as_value(c, n);
	}
	assert(insns == c->program->insns);     /* the operand is not evaluated */
	completed_type(t);
	if (t->kind == TYPE_FUNCTION || t->kind == TYPE_VOID)
		return number(c, 1, basic_type(c, TYPE_ULLONG), at);
	if (t->vla_slot && !align)
		return after_code(c, first, cast_to(c, size_node(c, t, at), basic_type(c, TYPE_ULLONG)));
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
		if (!m)
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
	if (n->bits)
		diag_syntax(&c->diag, at, "address of bit-field requested");
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

	if (op != '~' && type_is_floating(n->type)) {
		if (n->kind == NODE_NUMBER && op == '-')
			return floating_negated(c, n, at);
		k = new_node(c, op == '-' ? NODE_NEGATE : NODE_CAST, n->type->plain, at);
		k->a = n;
		return k;
	}
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

struct node *unary(struct compiler *c)
{
	struct place_in_source at = c->token.at;
	struct node *n;

	enter_nesting(c);
	if (parenthesised_type(c)) {
		struct type *type;
		struct node *sizes;

		advance(c);
		type = type_name(c);
		sizes = take_sizes(c);
		expect_punct(c, ')', "");
		n = after_code(c, sizes, at_punct(c, '{') ? postfix(c, compound_literal(c, type, at)) : cast(c, type, at));
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
