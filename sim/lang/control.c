/*
 * control.c - if, loops, switch.
 *
 * A loop's test stands at its end: one jump a round. A switch keeps its value in a
 * variable of its own and chooses after its body, when all cases are known.
 */
#include "sim/lang/expr.h"
#include "sim/lang/stmt.h"

#include <string.h>

struct switch_case { int64_t value, last, label; };    /* GNU's case 1 ... 5 has another last one */

struct switch_cases {
	struct type *type;
	struct switch_case *item;
	size_t items, room;
	int64_t default_label;          /* -1: none */
};

void if_statement(struct compiler *c)
{
	int64_t end = -1, no;

	open_block(c);          /* what is declared in a condition is known in its statement only */
	for (;;) {              /* a long row of else if is not nested in its text, so it is not here */
		struct node *n = condition(c);

		no = new_label(c);
		gen_branch(c, n, false, no);
		statement(c);
		if (!at_keyword(c, K_else))
			break;
		if (end < 0)
			end = new_label(c);
		gen_jump(c, end, here(c));
		put_label(c, no);
		advance(c);
		if (!take_keyword(c, K_if)) {
			no = -1;
			statement(c);
			break;
		}
	}
	if (no >= 0)
		put_label(c, no);
	if (end >= 0)
		put_label(c, end);
	close_block(c);
}

static struct context push_loop(struct compiler *c, int64_t break_label, int64_t continue_label)
{
	struct context x = { .outer = c->context, .break_label = break_label, .continue_label = continue_label,
	                     .leave_label = -1, .chain = c->now_region };
	return x;
}

void while_statement(struct compiler *c)
{
	int64_t again = new_label(c), end = new_label(c), body = new_label(c);
	struct context x = push_loop(c, end, again);
	struct node *n;

	open_block(c);
	n = condition(c);
	/* the test stands at the end: one jump a round */
	gen_jump(c, again, n->at.line);
	put_label(c, body);
	c->context = &x;
	statement(c);
	c->context = x.outer;
	put_label(c, again);
	gen_branch(c, n, true, body);
	put_label(c, end);
	close_block(c);
}

void do_statement(struct compiler *c)
{
	int64_t again = new_label(c), end = new_label(c), body = new_label(c);
	struct context x = push_loop(c, end, again);

	open_block(c);
	put_label(c, body);
	c->context = &x;
	statement(c);
	c->context = x.outer;
	if (!take_keyword(c, K_while))
		diag_syntax(&c->diag, c->token.at, "expected 'while' in do/while loop");
	put_label(c, again);
	gen_branch(c, condition(c), true, body);
	put_label(c, end);
	close_block(c);
	expect_punct(c, ';', " after do/while statement");
}

void for_statement(struct compiler *c)
{
	int64_t again = new_label(c), end = new_label(c), body = new_label(c), test = new_label(c);
	struct context x = push_loop(c, end, again);
	struct node *n = NULL, *next = NULL;
	uint32_t line = here(c);

	expect_punct(c, '(', " after 'for'");
	open_block(c);
	if (starts_type(c)) {
		declaration(c);
	} else {
		if (!at_punct(c, ';'))
			gen_effect(c, expression(c));
		expect_punct(c, ';', " in 'for' statement specifier");
	}
	if (!at_punct(c, ';')) {
		n = as_scalar(c, expression(c));
		if (n->kind == NODE_ASSIGN && !n->paren)
			diag_warning(&c->diag, n->at, "using the result of an assignment as a condition (did you mean '=='?)");
	}
	expect_punct(c, ';', " in 'for' statement specifier");
	if (!at_punct(c, ')'))
		next = expression(c);
	expect_punct(c, ')', "");
	if (n)
		gen_jump(c, test, line);
	put_label(c, body);
	c->context = &x;
	statement(c);
	c->context = x.outer;
	put_label(c, again);
	if (next)
		gen_effect(c, next);
	put_label(c, test);
	if (n)
		gen_branch(c, n, true, body);
	else
		gen_jump(c, body, line);
	put_label(c, end);
	close_block(c);
}

/* The value is in register 0. */
static void gen_case(struct compiler *c, const struct switch_case *k, bool is_signed, uint32_t line)
{
	int64_t v = k->value, over;

	if (k->last != v) {
		over = new_label(c);
		c->registers_max = c->registers_max < 2 ? 2 : c->registers_max;
		emit(c, OP_CONST, 1, 0, 0, v, line);
		emit(c, is_signed ? OP_JLT_S : OP_JLT_U, 0, 1, 0, over, line);
		emit(c, OP_CONST, 1, 0, 0, k->last, line);
		emit(c, is_signed ? OP_JLE_S : OP_JLE_U, 0, 1, 0, k->label, line);
		put_label(c, over);
	} else if (v >= INT32_MIN && v <= INT32_MAX) {
		emit(c, OP_JEQI, 0, 0, 0, (int64_t)((uint64_t)v << 32 | (uint64_t)k->label), line);
	} else {
		emit(c, OP_CONST, 1, 0, 0, v, line);
		emit(c, OP_JEQ, 0, 1, 0, k->label, line);
	}
}

void switch_statement(struct compiler *c)
{
	struct switch_cases cases = { .default_label = -1 };
	int64_t choose = new_label(c), end = new_label(c), slot;
	struct context x = push_loop(c, end, -1);
	uint32_t line = here(c);
	struct node *n;

	open_block(c);
	expect_punct(c, '(', " after 'switch'");
	n = as_value(c, expression(c));
	expect_punct(c, ')', "");
	if (!type_is_integer(n->type))
		diag_syntax(&c->diag, n->at, "statement requires expression of integer type ('%s' invalid)",
		            type_text(&c->types, n->type));
	cases.type = type_promoted(&c->types, n->type);
	slot = new_local(c, 8, 8);
	gen_value(c, cast_to(c, n, cases.type), 0);
	gen_store_local(c, slot, type_basic(&c->types, TYPE_LLONG), 0, line);
	gen_jump(c, choose, line);
	x.cases = &cases;
	x.continue_label = -1;
	c->context = &x;
	statement(c);
	c->context = x.outer;
	gen_jump(c, end, line);
	put_label(c, choose);
	gen_load_local(c, slot, type_basic(&c->types, TYPE_LLONG), 0, line);
	for (size_t i = 0; i < cases.items; i++)
		gen_case(c, &cases.item[i], type_is_signed(cases.type), line);
	if (cases.default_label >= 0)
		gen_jump(c, cases.default_label, line);
	put_label(c, end);
	close_block(c);
}

static struct context *innermost_switch(struct compiler *c)
{
	struct context *x = c->context;

	while (x && !x->cases)
		x = x->outer;
	return x;
}

static bool overlap(const struct switch_case *k, int64_t first, int64_t last, bool is_signed)
{
	return is_signed ? k->value <= last && first <= k->last :
	       (uint64_t)k->value <= (uint64_t)last && (uint64_t)first <= (uint64_t)k->last;
}

void case_statement(struct compiler *c, bool is_default)
{
	struct place_in_source at = c->token.at;
	struct context *x = innermost_switch(c);
	struct switch_cases *s;
	int64_t label = new_label(c), v = 0, last;

	if (!x)
		diag_syntax(&c->diag, at, "'%s' statement not in switch statement", is_default ? "default" : "case");
	if (x->chain != c->now_region)
		diag_syntax(&c->diag, at, "'%s' would jump into a __try, __except or __finally block", is_default ? "default" : "case");
	s = x->cases;
	if (is_default) {
		if (s->default_label >= 0)
			diag_error(&c->diag, at, "multiple default labels in one switch");
		s->default_label = label;
	} else {
		v = constant_expression(c, "case value");
		v = number(c, v, s->type, at)->value;
		last = take_punct(c, P_ELLIPSIS) ? number(c, constant_expression(c, "case value"), s->type, at)->value : v;
		if (type_is_signed(s->type) ? last < v : (uint64_t)last < (uint64_t)v)
			diag_warning(&c->diag, at, "empty case range specified");
		for (size_t i = 0; i < s->items; i++)
			if (overlap(&s->item[i], v, last, type_is_signed(s->type)))
				diag_error(&c->diag, at, "duplicate case value '%lld'", (long long)v);
		if (s->items + 1 > s->room) {
			struct switch_case *bigger = arena_alloc(&c->arena, (s->room + 16) * 2 * sizeof *bigger);

			if (s->items != 0)
				memcpy(bigger, s->item, s->items * sizeof *bigger);
			s->item = bigger;
			s->room = (s->room + 16) * 2;
		}
		s->item[s->items++] = (struct switch_case){ v, last, label };
	}
	expect_punct(c, ':', is_default ? " after 'default'" : " after 'case'");
	put_label(c, label);
	if (at_punct(c, '}'))
		return;
	if (starts_type(c))
		declaration(c);
	else
		statement(c);
}
