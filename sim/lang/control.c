/*
 * control.c - if, loops, switch.
 *
 * A loop's test stands at its end: one jump a round. A switch keeps its value in a
 * variable of its own and chooses after its body, when all cases are known: they are
 * sorted, so twice as many take one comparison more, in the lab and in looking for duplicates.
 */
#include "sim/lang/expr.h"
#include "sim/lang/stmt.h"

#include <stdlib.h>
#include <string.h>

#define CASES_AT_ONCE 4                 /* so few are asked one by one */

struct switch_case {
	int64_t value, last, label;     /* GNU's case 1 ... 5 has another last one */
	struct place_in_source at;
};

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

/* Compared as the type of the switch has it: the sign bit of one without a sign weighs most. */
static int64_t case_weight(bool is_signed, int64_t value)
{
	return is_signed ? value : (int64_t)((uint64_t)value ^ (uint64_t)1 << 63);
}

static int compare_cases(const struct switch_case *a, const struct switch_case *b, bool is_signed)
{
	int64_t x = case_weight(is_signed, a->value), y = case_weight(is_signed, b->value);

	if (x != y)
		return x < y ? -1 : 1;
	return a->label < b->label ? -1 : a->label > b->label;          /* as the text has them */
}

static int compare_signed(const void *a, const void *b)
{
	return compare_cases(a, b, true);
}

static int compare_unsigned(const void *a, const void *b)
{
	return compare_cases(a, b, false);
}

static int compare_places(const void *a, const void *b)
{
	const struct switch_case *x = a, *y = b;

	return x->label < y->label ? -1 : x->label > y->label;
}

/* The cases by value, each of which is asked for once. A range that is empty is none. */
static void sort_cases(struct compiler *c, struct switch_cases *s, bool is_signed)
{
	const struct switch_case *highest = NULL;
	struct switch_case *twice;
	size_t kept = 0, again = 0;

	for (size_t i = 0; i < s->items; i++)
		if (case_weight(is_signed, s->item[i].value) <= case_weight(is_signed, s->item[i].last))
			s->item[kept++] = s->item[i];
	s->items = kept;
	if (kept == 0)
		return;
	qsort(s->item, kept, sizeof *s->item, is_signed ? compare_signed : compare_unsigned);
	twice = arena_alloc(&c->arena, kept * sizeof *twice);
	for (size_t i = 0; i < kept; i++) {
		const struct switch_case *k = &s->item[i];

		if (highest && case_weight(is_signed, k->value) <= case_weight(is_signed, highest->last))
			twice[again++] = k->label < highest->label ? *highest : *k;
		if (!highest || case_weight(is_signed, k->last) > case_weight(is_signed, highest->last))
			highest = k;
	}
	qsort(twice, again, sizeof *twice, compare_places);
	for (size_t i = 0; i < again; i++)
		diag_error(&c->diag, twice[i].at, "duplicate case value '%lld'", (long long)twice[i].value);
}

/* Go to the case that register 0 asks for, and to `otherwise` if there is none; the cases are sorted. */
static void gen_choice(struct compiler *c, const struct switch_case *k, size_t cases, bool is_signed, int64_t otherwise, uint32_t line)
{
	int64_t below;

	if (cases <= CASES_AT_ONCE) {
		for (size_t i = 0; i < cases; i++)
			gen_case(c, &k[i], is_signed, line);
		gen_jump(c, otherwise, line);
		return;
	}
	below = new_label(c);
	c->registers_max = c->registers_max < 2 ? 2 : c->registers_max;
	emit(c, OP_CONST, 1, 0, 0, k[cases / 2].value, line);
	emit(c, is_signed ? OP_JLT_S : OP_JLT_U, 0, 1, 0, below, line);
	gen_choice(c, k + cases / 2, cases - cases / 2, is_signed, otherwise, line);
	put_label(c, below);
	gen_choice(c, k, cases / 2, is_signed, otherwise, line);
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
	sort_cases(c, &cases, type_is_signed(cases.type));
	gen_choice(c, cases.item, cases.items, type_is_signed(cases.type), cases.default_label >= 0 ? cases.default_label : end, line);
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
		if (s->items + 1 > s->room) {
			struct switch_case *bigger = arena_alloc(&c->arena, (s->room + 16) * 2 * sizeof *bigger);

			if (s->items != 0)
				memcpy(bigger, s->item, s->items * sizeof *bigger);
			s->item = bigger;
			s->room = (s->room + 16) * 2;
		}
		s->item[s->items++] = (struct switch_case){ v, last, label, at };
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
