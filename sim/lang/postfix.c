/*
 * postfix.c - what follows a primary expression: [..], (..), `.`, `->`, ++ and --.
 *
 * They bind from the left, so each takes the tree so far as its operand. a[i] becomes
 * *(a + i) and p->m becomes (*p).m, as the language defines them.
 */
#include "sim/lang/expr.h"

#include <string.h>

/* A function that changes memory is meant to repair something, if it serves as a filter. */
static void note_repair(struct compiler *c, const char *called)
{
	if (strcmp(called, "VirtualAlloc") == 0 || strcmp(called, "VirtualProtect") == 0)
		c->function->repairs = true;
}

/*
 * A record for which there is no parameter: its bytes, if they are 1, 2, 4 or 8, and else the address of a copy.
 * Where a function without a prototype takes it as a parameter, it takes an address in any case.
 */
static struct node *unnamed_record(struct compiler *c, struct node *record)
{
	static const enum type_kind kind[] = { [1] = TYPE_UCHAR, [2] = TYPE_USHORT, [4] = TYPE_UINT, [8] = TYPE_ULLONG };
	struct type *t = completed_type(record->type->plain);
	struct node *copy = new_node(c, NODE_COMPOUND, t, record->at), *local = new_node(c, NODE_LOCAL, t, record->at), *n;

	local->value = copy->value = new_local(c, t->size < 8 ? 8 : t->size, t->align < 8 ? 8 : t->align);
	copy->a = new_assign(c, local, record);
	n = new_node(c, NODE_ADDRESS, type_pointer(&c->types, t), record->at);
	n->a = copy;
	if (t->size > 8 || t->size == 0 || (t->size & (t->size - 1)) != 0)
		return cast_to(c, n, basic_type(c, TYPE_ULLONG));
	return deref(c, cast_to(c, n, type_pointer(&c->types, basic_type(c, kind[t->size]))), record->at);
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
	if (callee->kind == NODE_FUNCTION && c->function)
		note_repair(c, c->function_symbol[callee->value]->name->text);
	enter_nesting(c);
	while (!at_punct(c, ')')) {
		struct node *a = assignment(c);

		if (n->args < f->params && !f->old_style) {
			a = convert_assign(c, a, f->param[n->args], "passing to parameter of type");
		} else {
			a = as_value(c, a);
			if (type_in_memory(a->type))
				a = unnamed_record(c, a);
			if (!type_is_scalar(a->type))
				diag_syntax(&c->diag, a->at, "cannot pass '%s' as an argument here",
				            type_text(&c->types, a->type));
			if (type_is_integer(a->type))
				a = cast_to(c, a, type_promoted(&c->types, a->type));
			if (a->type->kind == TYPE_FLOAT)
				a = cast_to(c, a, basic_type(c, TYPE_DOUBLE));
		}
		if (n->args + 1 > room) {
			struct node **bigger = arena_alloc(&c->arena, (room + 8) * 2 * sizeof *bigger);

			if (n->args != 0)
				memcpy(bigger, arg, n->args * sizeof *bigger);
			arg = bigger;
			room = (room + 8) * 2;
		}
		arg[n->args++] = a;
		if (n->args > ARGS_MAX - 1)
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
	if (type_in_memory(n->type)) {
		completed_type(n->type);
		n->value = new_local(c, n->type->size, n->type->align < 8 ? 8 : n->type->align);
	}
	return n;
}

struct node *deref(struct compiler *c, struct node *n, struct place_in_source at)
{
	struct node *d;

	n = as_value(c, n);
	if (n->type->kind != TYPE_POINTER)
		diag_syntax(&c->diag, at, "indirection requires pointer operand ('%s' invalid)",
		            type_text(&c->types, n->type));
	if (n->type->base->kind == TYPE_FUNCTION)
		return n;
	if (!completed_type(n->type->base)->complete && n->type->base->kind == TYPE_ENUM)
		diag_syntax(&c->diag, at, "incomplete type '%s' where a complete type is required", type_text(&c->types, n->type->base));
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
	if (!record->type->complete && record->type->plain->excused)
		diag_give_up(&c->diag);
	if (!record->type->complete)
		diag_syntax(&c->diag, at, "incomplete definition of type '%s'", type_text(&c->types, record->type));
	if (c->token.kind != TOKEN_NAME)
		diag_syntax(&c->diag, c->token.at, "expected identifier");
	m = type_member(record->type, c->token.name, &offset);
	if (!m)
		diag_syntax(&c->diag, c->token.at, "no member named '%s' in '%s'", c->token.name->text,
		            type_text(&c->types, record->type));
	advance(c);
	completed_type(m->type);
	t = type_qualified(&c->types, m->type, record->type->is_const, record->type->is_volatile);
	n = new_node(c, NODE_MEMBER, t, at);
	n->a = record;
	n->value = (int64_t)offset;
	n->bit = m->bit;
	n->bits = m->bits;
	return n;
}

void check_modifiable(struct compiler *c, struct node *n, struct place_in_source at)
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

struct node *step(struct compiler *c, struct node *n, int by, bool post, struct place_in_source at)
{
	struct node *s;

	check_modifiable(c, n, at);
	if (!type_is_scalar(n->type))
		diag_syntax(&c->diag, at, "cannot increment value of type '%s'", type_text(&c->types, n->type));
	if ((n->type->kind == TYPE_POINTER && n->type->base->vla_slot) || (n->type->is_atomic && type_is_integer(n->type)) ||
	    (n->type->is_atomic && n->type->kind == TYPE_POINTER)) {
		struct node *one = number(c, by, basic_type(c, n->type->kind == TYPE_POINTER ? TYPE_LLONG : TYPE_INT), at);

		s = op_assign(c, '+', n, one, at);
		return post ? cast_to(c, new_binary(c, '-', s, one, at), n->type->plain) : s;
	}
	s = new_node(c, NODE_STEP, n->type->plain, at);
	s->a = n;
	s->value = n->type->kind == TYPE_POINTER ? by * (int64_t)element_size(c, n) : by;
	s->post = post;
	s->bits = post ? 0 : n->bits;
	return s;
}

struct node *postfix(struct compiler *c, struct node *n)
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
