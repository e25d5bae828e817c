/*
 * stmt.c - statements and function bodies, turned into code as they are read.
 *
 * A function's code:   ENTER, parameters into their variables, body, one return.
 *
 * __try body __except (f) handler:        __try body __finally block:
 *     begin: body                             begin: body
 *     end:   JUMP over                        end:   FINALLY (runs the block, comes back)
 *     filter: f, FILTER_END                          JUMP over
 *     target: CAUGHT, handler                 target: block, FINALLY_END
 *     over:                                   over:
 *
 * Filter and block run on top of whatever the stack holds then, with the frame
 * pointer of the function that owns them, as the funclets of x64 Windows do.
 * A jump out of protected regions is a JUMP_OUT, which runs their blocks first.
 */
#include "sim/lang/tree.h"

#include <string.h>

struct switch_case { int64_t value, label; };

struct switch_cases {
	struct type *type;
	struct switch_case *item;
	size_t items, room;
	int64_t default_label;          /* -1: none */
};

static void statement(struct compiler *c);

static uint32_t here(const struct compiler *c)
{
	return c->token.at.line;
}

/* Is `outer` the region `inner` or around it? Region 0 is the function itself. */
static bool region_within(const struct compiler *c, uint32_t inner, uint32_t outer)
{
	while (inner != outer && inner != 0)
		inner = c->region[inner].outer;
	return inner == outer;
}

static void gen_leave_to(struct compiler *c, int64_t label, uint32_t region, uint32_t line)
{
	if (region == c->now_region)
		gen_jump(c, label, line);
	else
		emit(c, OP_JUMP_OUT, 0, 0, 0, label, line);
}

/* ---- labels and goto ---- */

static struct label *named_label(struct compiler *c, struct name *name)
{
	struct label *l;

	for (l = c->named_label; l != NULL; l = l->next)
		if (l->name == name)
			return l;
	l = arena_alloc(&c->arena, sizeof *l);
	l->name = name;
	l->at = new_label(c);
	l->next = c->named_label;
	c->named_label = l;
	return l;
}

static bool inside_termination(const struct compiler *c)
{
	for (const struct context *x = c->context; x != NULL; x = x->outer)
		if (x->in_termination)
			return true;
	return false;
}

static _Noreturn void refuse_jump_out(struct compiler *c, struct place_in_source at)
{
	diag_syntax(&c->diag, at, "a jump out of a __finally block has undefined behavior and is not supported");
}

/* The region of the __finally block around, which a jump must not leave; 0: there is none. */
static uint32_t termination_region(const struct compiler *c)
{
	for (const struct context *x = c->context; x != NULL; x = x->outer)
		if (x->in_termination)
			return x->chain;
	return 0;
}

/* A goto may leave __try and __except blocks, but not enter one. */
static void check_goto(struct compiler *c, const struct label *l, const struct goto_use *use)
{
	if (use->within != 0 && !region_within(c, l->scope_chain, use->within))
		diag_error(&c->diag, use->at, "a jump out of a __finally block has undefined behavior and is not supported");
	else if (!region_within(c, use->region, l->scope_chain))
		diag_error(&c->diag, use->at, "cannot jump into a __try, __except or __finally block");
}

static void goto_statement(struct compiler *c)
{
	struct place_in_source at = c->token.at;
	struct goto_use *use = arena_alloc(&c->arena, sizeof *use);
	struct label *l;

	if (c->token.kind != TOKEN_NAME || c->token.name->keyword != 0)
		diag_syntax(&c->diag, c->token.at, at_punct(c, '*') ? "a computed goto is not supported by the simulator" :
		            "expected identifier");
	l = named_label(c, c->token.name);
	if (l->used.source == NULL)
		l->used = at;
	advance(c);
	*use = (struct goto_use){ c->now_region, termination_region(c), at, l->use };
	if (l->defined.source != NULL)
		check_goto(c, l, use);
	else
		l->use = use;           /* whether it is allowed is known when the label comes */
	if (c->now_region == 0)
		gen_jump(c, l->at, at.line);
	else
		emit(c, OP_JUMP_OUT, 0, 0, 0, l->at, at.line);
	expect_punct(c, ';', " after goto statement");
}

static void label_statement(struct compiler *c)
{
	struct label *l = named_label(c, c->token.name);

	if (l->defined.source != NULL)
		diag_error(&c->diag, c->token.at, "redefinition of label '%s'", l->name->text);
	l->defined = c->token.at;
	l->scope_chain = c->now_region;
	for (const struct goto_use *use = l->use; use != NULL; use = use->next)
		check_goto(c, l, use);
	put_label(c, l->at);
	advance(c);
	advance(c);
	if (at_punct(c, '}'))
		return;                 /* C23 and clang: a label may end a block */
	if (starts_type(c))
		declaration(c);
	else
		statement(c);
}

/* ---- if, loops, switch ---- */

static void if_statement(struct compiler *c)
{
	int64_t no = new_label(c), end;
	struct node *n = condition(c);

	gen_branch(c, n, false, no);
	statement(c);
	if (at_keyword(c, K_else)) {
		uint32_t line = here(c);

		advance(c);
		end = new_label(c);
		gen_jump(c, end, line);
		put_label(c, no);
		statement(c);
		put_label(c, end);
	} else {
		put_label(c, no);
	}
}

static struct context push_loop(struct compiler *c, int64_t break_label, int64_t continue_label)
{
	struct context x = { .outer = c->context, .break_label = break_label, .continue_label = continue_label,
	                     .leave_label = -1, .chain = c->now_region };
	return x;
}

static void while_statement(struct compiler *c)
{
	int64_t again = new_label(c), end = new_label(c), body = new_label(c);
	struct context x = push_loop(c, end, again);
	struct node *n = condition(c);

	/* the test stands at the end: one jump a round */
	gen_jump(c, again, n->at.line);
	put_label(c, body);
	c->context = &x;
	statement(c);
	c->context = x.outer;
	put_label(c, again);
	gen_branch(c, n, true, body);
	put_label(c, end);
}

static void do_statement(struct compiler *c)
{
	int64_t again = new_label(c), end = new_label(c), body = new_label(c);
	struct context x = push_loop(c, end, again);

	put_label(c, body);
	c->context = &x;
	statement(c);
	c->context = x.outer;
	if (!take_keyword(c, K_while))
		diag_syntax(&c->diag, c->token.at, "expected 'while' in do/while loop");
	put_label(c, again);
	gen_branch(c, condition(c), true, body);
	put_label(c, end);
	expect_punct(c, ';', " after do/while statement");
}

static void for_statement(struct compiler *c)
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
		n = as_value(c, expression(c));
		if (!type_is_scalar(n->type))
			diag_syntax(&c->diag, n->at, "the condition of 'for' must be a scalar");
		if (n->kind == NODE_ASSIGN && !n->paren)
			diag_warning(&c->diag, n->at, "using the result of an assignment as a condition (did you mean '=='?)");
	}
	expect_punct(c, ';', " in 'for' statement specifier");
	if (!at_punct(c, ')'))
		next = expression(c);
	expect_punct(c, ')', "");
	if (n != NULL)
		gen_jump(c, test, line);
	put_label(c, body);
	c->context = &x;
	statement(c);
	c->context = x.outer;
	put_label(c, again);
	if (next != NULL)
		gen_effect(c, next);
	put_label(c, test);
	if (n != NULL)
		gen_branch(c, n, true, body);
	else
		gen_jump(c, body, line);
	put_label(c, end);
	close_block(c);
}

static void switch_statement(struct compiler *c)
{
	struct switch_cases cases = { .default_label = -1 };
	int64_t choose = new_label(c), end = new_label(c), slot;
	struct context x = push_loop(c, end, -1);
	uint32_t line = here(c);
	struct node *n;

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
	for (size_t i = 0; i < cases.items; i++) {
		int64_t v = cases.item[i].value;

		if (v >= INT32_MIN && v <= INT32_MAX) {
			emit(c, OP_JEQI, 0, 0, 0, (int64_t)((uint64_t)v << 32 | (uint64_t)cases.item[i].label), line);
		} else {
			emit(c, OP_CONST, 1, 0, 0, v, line);
			emit(c, OP_JEQ, 0, 1, 0, cases.item[i].label, line);
		}
	}
	if (cases.default_label >= 0)
		gen_jump(c, cases.default_label, line);
	put_label(c, end);
}

static struct context *innermost_switch(struct compiler *c)
{
	struct context *x = c->context;

	while (x != NULL && x->cases == NULL)
		x = x->outer;
	return x;
}

static void case_statement(struct compiler *c, bool is_default)
{
	struct place_in_source at = c->token.at;
	struct context *x = innermost_switch(c);
	struct switch_cases *s;
	int64_t label = new_label(c), v = 0;

	if (x == NULL)
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
		if (at_punct(c, P_ELLIPSIS))
			diag_syntax(&c->diag, c->token.at, "a range in a case is not supported by the simulator");
		for (size_t i = 0; i < s->items; i++)
			if (s->item[i].value == v)
				diag_error(&c->diag, at, "duplicate case value '%lld'", (long long)v);
		if (s->items + 1 > s->room) {
			struct switch_case *bigger = arena_alloc(&c->arena, (s->room + 16) * 2 * sizeof *bigger);

			if (s->items != 0)
				memcpy(bigger, s->item, s->items * sizeof *bigger);
			s->item = bigger;
			s->room = (s->room + 16) * 2;
		}
		s->item[s->items++] = (struct switch_case){ v, label };
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

static void break_or_continue(struct compiler *c, bool is_break)
{
	struct place_in_source at = c->token.at;
	struct context *x = c->context;

	for (; x != NULL; x = x->outer) {
		if (x->in_termination)
			refuse_jump_out(c, at);
		if ((is_break ? x->break_label : x->continue_label) >= 0)
			break;
	}
	if (x == NULL)
		diag_syntax(&c->diag, at, "'%s' statement not in loop%s statement", is_break ? "break" : "continue",
		            is_break ? " or switch" : "");
	gen_leave_to(c, is_break ? x->break_label : x->continue_label, x->chain, at.line);
	expect_punct(c, ';', is_break ? " after break statement" : " after continue statement");
}

/* ---- return ---- */

static void return_statement(struct compiler *c, struct place_in_source at)
{
	struct type *t = c->function->type->base;
	struct node *n = NULL;

	if (inside_termination(c))
		refuse_jump_out(c, at);
	if (!at_punct(c, ';')) {
		n = expression(c);
		if (t->kind == TYPE_VOID && n->type->kind != TYPE_VOID)
			diag_error(&c->diag, at, "void function '%s' should not return a value", c->function->name->text);
	} else if (t->kind != TYPE_VOID) {
		diag_error(&c->diag, at, "non-void function '%s' should return a value", c->function->name->text);
	}
	c->function->continues |= n != NULL && !(n->kind == NODE_NUMBER && n->value >= 0);
	if (n != NULL && t->kind == TYPE_VOID) {
		gen_effect(c, n);
	} else if (n != NULL && type_is_record(t)) {
		n = convert_assign(c, n, t, "returning");
		gen_value(c, n, 0);
		gen_load_local(c, c->result_slot, type_basic(&c->types, TYPE_ULLONG), 1, at.line);
		if (t->size != 0)
			emit(c, OP_COPY, 0, 1, 0, (int64_t)t->size, at.line);
	} else if (n != NULL) {
		gen_value(c, convert_assign(c, n, t, "returning"), 0);
		if (c->now_region != 0)
			gen_store_local(c, c->result_slot, type_basic(&c->types, TYPE_ULLONG), 0, at.line);
	}
	if (c->now_region != 0) {
		int64_t out = new_label(c);

		/* the blocks in between run first; the value waits in its slot */
		emit(c, OP_JUMP_OUT, 0, 0, 0, out, at.line);
		/* the landing place must lie outside of every region of this function: at its end */
		struct label *l = arena_alloc(&c->arena, sizeof *l);

		l->at = out;
		l->next = c->named_label;
		l->defined = l->used = at;
		c->named_label = l;
	} else {
		if (t->kind == TYPE_VOID && c->function->name == c->main_name)
			emit(c, OP_CONST, 0, 0, 0, 0, at.line);         /* a void main ends with 0 */
		emit(c, OP_RETURN, 0, 0, 0, 0, at.line);
	}
	expect_punct(c, ';', " after return statement");
}

/* ---- structured exception handling ---- */

static void compound(struct compiler *c);

static uint32_t open_region(struct compiler *c)
{
	uint32_t id = (uint32_t)c->regions++;

	grow_array(&c->region, &c->region_room, c->regions, sizeof *c->region);
	c->region[id].outer = c->now_region;
	c->now_region = id;
	return id;
}

static void add_scope(struct compiler *c, struct scope s)
{
	struct program *p = c->program;

	grow_array(&p->scope, &p->scope_room, p->scopes + 1, sizeof *p->scope);
	p->scope[p->scopes++] = s;
}

/* What a constant filter does that its writer may not have meant. */
static void warn_of_constant_filter(struct compiler *c, const struct node *n)
{
	if (n->kind != NODE_NUMBER)
		return;
	if (n->value < -1 || n->value > 1)
		diag_warning(&c->diag, n->at, "a filter answers -1, 0 or 1; %lld is taken as %d", (long long)n->value,
		             n->value < 0 ? -1 : 1);
}

/* `__except (f(...))`: what f may answer is known when it has been read, perhaps further down. */
static void note_filter(struct compiler *c, const struct node *n)
{
	while (n->kind == NODE_CAST)
		n = n->a;
	if (n->kind != NODE_CALL || n->a->kind != NODE_FUNCTION)
		return;
	grow_array(&c->filter, &c->filter_room, c->filters + 1, sizeof *c->filter);
	c->filter[c->filters++] = (struct filter_use){ c->function_symbol[n->a->value], n->at };
}

static void except_part(struct compiler *c, struct scope s, int64_t over, struct place_in_source at)
{
	struct context x = { .outer = c->context, .break_label = -1, .continue_label = -1, .leave_label = -1 };
	bool outer_filter = c->in_filter;
	uint32_t outer = c->now_region;
	struct node *n;

	s.kind = SCOPE_EXCEPT;
	s.line = at.line;
	emit(c, OP_JUMP, 0, 0, 0, over, at.line);
	s.filter = (uint32_t)c->program->insns;
	expect_punct(c, '(', " after '__except'");
	c->in_filter = true;
	n = as_value(c, expression(c));
	c->in_filter = outer_filter;
	if (!type_is_integer(n->type))
		diag_syntax(&c->diag, n->at, "filter expression has non-integral type '%s'", type_text(&c->types, n->type));
	warn_of_constant_filter(c, n);
	note_filter(c, n);
	expect_punct(c, ')', "");
	gen_value(c, cast_to(c, n, type_basic(&c->types, TYPE_INT)), 0);
	emit(c, OP_FILTER_END, 0, 0, 0, 0, at.line);
	s.target = (uint32_t)c->program->insns;
	x.chain = open_region(c);
	x.in_handler = true;
	x.code_slot = new_local(c, 4, 4);
	emit(c, OP_CAUGHT, 0, 0, 0, 0, at.line);
	gen_store_local(c, x.code_slot, type_basic(&c->types, TYPE_ULONG), 0, at.line);
	add_scope(c, s);
	c->context = &x;
	if (!at_punct(c, '{'))
		diag_syntax(&c->diag, c->token.at, "expected '{' after '__except (...)'");
	compound(c);
	c->now_region = outer;
	c->context = x.outer;
}

static void finally_part(struct compiler *c, struct scope s, int64_t over, struct place_in_source at)
{
	struct context x = { .outer = c->context, .break_label = -1, .continue_label = -1, .leave_label = -1 };
	uint32_t outer = c->now_region;

	s.kind = SCOPE_FINALLY;
	s.line = at.line;
	emit(c, OP_FINALLY, 0, 0, 0, (int64_t)c->program->scopes, at.line);
	emit(c, OP_JUMP, 0, 0, 0, over, at.line);
	s.target = (uint32_t)c->program->insns;
	add_scope(c, s);
	x.chain = open_region(c);
	x.in_termination = true;
	c->context = &x;
	if (!at_punct(c, '{'))
		diag_syntax(&c->diag, c->token.at, "expected '{' after '__finally'");
	compound(c);
	c->now_region = outer;
	c->context = x.outer;
	emit(c, OP_FINALLY_END, 0, 0, 0, 0, c->token.at.line);
}

static void try_statement(struct compiler *c)
{
	int64_t over = new_label(c), leave = new_label(c);
	struct context x = { .outer = c->context, .break_label = -1, .continue_label = -1, .leave_label = leave };
	struct scope s = { .begin = (uint32_t)c->program->insns };
	struct place_in_source at;
	uint32_t outer = c->now_region;

	x.chain = open_region(c);
	c->context = &x;
	if (!at_punct(c, '{'))
		diag_syntax(&c->diag, c->token.at, "expected '{' after '__try'");
	compound(c);
	put_label(c, leave);            /* inside the range, so that __leave runs only the inner blocks */
	emit(c, OP_NOP, 0, 0, 0, 0, c->token.at.line);
	s.end = (uint32_t)c->program->insns;
	c->context = x.outer;
	c->now_region = outer;
	at = c->token.at;
	if (take_keyword(c, K___except))
		except_part(c, s, over, at);
	else if (take_keyword(c, K___finally))
		finally_part(c, s, over, at);
	else
		diag_syntax(&c->diag, c->token.at, "expected '__except' or '__finally' block");
	put_label(c, over);
}

static void leave_statement(struct compiler *c, struct place_in_source at)
{
	struct context *x = c->context;

	for (; x != NULL && x->leave_label < 0; x = x->outer)
		if (x->in_termination)
			refuse_jump_out(c, at);
	if (x == NULL)
		diag_syntax(&c->diag, at, "'__leave' statement not in __try block");
	gen_leave_to(c, x->leave_label, x->chain, at.line);
	expect_punct(c, ';', " after __leave statement");
}

/* ---- blocks ---- */

/* Go on after a statement that could not be read: past the next ';', or before the '}' that ends the block. */
static void skip_statement(struct compiler *c)
{
	int level = 0;

	while (c->token.kind != TOKEN_END) {
		if (at_punct(c, '{'))
			level++;
		if (at_punct(c, '}') && level-- == 0)
			return;
		if (at_punct(c, ';') && level == 0) {
			advance(c);
			return;
		}
		advance(c);
		if (level < 0)
			return;
	}
}

static void item(struct compiler *c)
{
	if (starts_type(c) && !(peek(c)->kind == TOKEN_PUNCT && peek(c)->punct == ':'))
		declaration(c);
	else if (at_keyword(c, K__Static_assert))
		declaration(c);
	else
		statement(c);
}

/* A block's items; an error in one is told and the next one is read, for a student wants to see all errors. */
static void items(struct compiler *c)
{
	jmp_buf sync, *outer = c->diag.sync;
	struct context *volatile context = c->context;
	volatile unsigned nesting = c->nesting, depth = c->depth;
	volatile uint32_t region = c->now_region;
	volatile bool filter = c->in_filter;

	c->diag.sync = &sync;
	while (!at_punct(c, '}')) {
		if (c->token.kind == TOKEN_END) {
			c->diag.sync = outer;
			diag_syntax(&c->diag, c->token.at, "expected '}', found the end of the file");
		}
		if (setjmp(sync) == 0) {
			item(c);
			continue;
		}
		if (c->diag.stopped || c->token.kind == TOKEN_END) {
			c->diag.sync = outer;
			longjmp(*outer, 1);
		}
		while (c->depth > depth)
			close_block(c);
		c->context = context;
		c->nesting = nesting;
		c->gen_depth = 0;
		c->now_region = region;
		c->in_filter = filter;
		skip_statement(c);
	}
	c->diag.sync = outer;
}

static void compound(struct compiler *c)
{
	expect_punct(c, '{', "");
	enter_nesting(c);
	open_block(c);
	items(c);
	close_block(c);
	leave_nesting(c);
	expect_punct(c, '}', "");
}

static void statement(struct compiler *c)
{
	struct token t = c->token;

	enter_nesting(c);
	if (t.kind == TOKEN_NAME && t.name->keyword == 0 && peek(c)->kind == TOKEN_PUNCT && peek(c)->punct == ':') {
		label_statement(c);
	} else if (at_punct(c, '{')) {
		compound(c);
	} else if (take_punct(c, ';')) {
		;
	} else if (take_keyword(c, K_if)) {
		if_statement(c);
	} else if (take_keyword(c, K_while)) {
		while_statement(c);
	} else if (take_keyword(c, K_do)) {
		do_statement(c);
	} else if (take_keyword(c, K_for)) {
		for_statement(c);
	} else if (take_keyword(c, K_switch)) {
		switch_statement(c);
	} else if (take_keyword(c, K_case)) {
		case_statement(c, false);
	} else if (take_keyword(c, K_default)) {
		case_statement(c, true);
	} else if (take_keyword(c, K_break)) {
		break_or_continue(c, true);
	} else if (take_keyword(c, K_continue)) {
		break_or_continue(c, false);
	} else if (take_keyword(c, K_return)) {
		return_statement(c, t.at);
	} else if (take_keyword(c, K_goto)) {
		goto_statement(c);
	} else if (take_keyword(c, K___try)) {
		try_statement(c);
	} else if (take_keyword(c, K___leave)) {
		leave_statement(c, t.at);
	} else if (at_keyword(c, K_asm)) {
		diag_syntax(&c->diag, t.at, "inline assembly is not supported by the simulator");
	} else if (at_keyword(c, K_else)) {
		diag_syntax(&c->diag, t.at, "'else' without a previous 'if'");
	} else if (starts_type(c)) {
		diag_syntax(&c->diag, t.at, "expected a statement: a declaration here needs { }");
	} else {
		struct node *n = expression(c);

		if (n->kind == NODE_BINARY && n->op == P_EQ && !n->paren)
			diag_warning(&c->diag, n->at, "the result of this comparison is not used (did you mean '='?)");
		gen_effect(c, n);
		expect_punct(c, ';', " after expression");
	}
	leave_nesting(c);
}

/* ---- functions ---- */

/* Parameters arrive in registers and live in memory like every variable. */
static void place_parameters(struct compiler *c, struct type *f, unsigned first, uint32_t line)
{
	for (size_t i = 0; i < f->params; i++) {
		struct type *t = f->param[i];
		struct symbol *s;
		int64_t at = new_local(c, t->size, t->align);

		if (f->param_name[i] == NULL) {
			diag_error(&c->diag, f->param_at[i], "parameter name omitted");
			continue;
		}
		if (f->param_name[i]->symbol != NULL && f->param_name[i]->symbol->depth == c->depth)
			diag_error(&c->diag, f->param_at[i], "redefinition of parameter '%s'", f->param_name[i]->text);
		s = declare(c, f->param_name[i], SYMBOL_LOCAL, t, f->param_at[i]);
		s->value = at;
		if (type_is_record(t)) {
			unsigned top = first + (unsigned)f->params;

			emit(c, OP_LEA_L, top, 0, 0, at, line);
			if (t->size != 0)
				emit(c, OP_COPY, 0, top, first + (unsigned)i, (int64_t)t->size, line);
		} else {
			gen_store_local(c, at, t, first + (unsigned)i, line);
		}
	}
}

static void check_labels(struct compiler *c)
{
	for (struct label *l = c->named_label; l != NULL; l = l->next)
		if (l->defined.source == NULL) {
			diag_error(&c->diag, l->used, "use of undeclared label '%s'", l->name->text);
			c->label_at[l->at] = 0;
		}
}

static bool never_returns(const char *name)
{
	static const char *const names[] = { "exit", "_exit", "abort", "ExitProcess", "_assert" };

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	return false;
}

/* Where an instruction may go on besides the next one (-1: nowhere), and whether to the next one. */
static int64_t successor(const struct compiler *c, const struct insn *in, bool *next)
{
	*next = in->op != OP_JUMP && in->op != OP_JUMP_OUT && in->op != OP_RETURN && in->op != OP_FILTER_END &&
	        in->op != OP_FINALLY_END && !(in->op == OP_CALL && never_returns(c->program->function[in->imm].name));
	if (in->op >= OP_JEQI && in->op <= OP_JGEI_U)
		return c->label_at[in->imm & 0xffffffff];
	if ((in->op >= OP_JUMP && in->op <= OP_JLE_U) || in->op == OP_JUMP_OUT)
		return c->label_at[in->imm];
	return -1;
}

/* Can control come to instruction `end` of the function that begins at `first`? Exceptions can come from anywhere. */
static bool reaches(struct compiler *c, size_t first, size_t first_scope, size_t end)
{
	const struct program *p = c->program;
	size_t count = p->insns - first, waiting = 0;
	uint8_t *seen = arena_alloc(&c->arena, count);
	size_t *work = arena_alloc(&c->arena, (2 * count + p->scopes - first_scope + 1) * sizeof *work);

	work[waiting++] = first;
	for (size_t i = first_scope; i < p->scopes; i++)
		if (p->scope[i].kind == SCOPE_EXCEPT)
			work[waiting++] = p->scope[i].target;
	while (waiting > 0) {
		size_t at = work[--waiting];
		int64_t jump;
		bool next;

		if (at < first || at >= p->insns || seen[at - first])
			continue;
		seen[at - first] = 1;
		jump = successor(c, &p->insn[at], &next);
		if (next)
			work[waiting++] = at + 1;
		if (jump >= 0)
			work[waiting++] = (size_t)jump;
	}
	return seen[end - first];
}

/* Where the function ends when it runs off its end, and where a return from inside a region lands. */
static void finish_body(struct compiler *c, struct symbol *s, size_t first, size_t first_scope)
{
	struct type *t = s->type->base;
	uint32_t line = c->token.at.line;
	bool landed = false;
	size_t end;

	if (s->name == c->main_name)
		emit(c, OP_CONST, 0, 0, 0, 0, line);    /* main returns 0 by itself */
	end = emit(c, OP_RETURN, 0, 0, 0, 0, line);
	if (c->diag.errors == 0 && t->kind != TYPE_VOID && s->name != c->main_name && reaches(c, first, first_scope, end))
		diag_warning(&c->diag, c->token.at, "non-void function '%s' does not return a value in all control paths",
		             s->name->text);
	for (struct label *l = c->named_label; l != NULL; l = l->next)
		if (l->name == NULL) {
			put_label(c, l->at);
			landed = true;
		}
	if (landed) {
		if (t->kind != TYPE_VOID && !type_is_record(t))
			gen_load_local(c, c->result_slot, type_basic(&c->types, TYPE_ULLONG), 0, line);
		else if (s->name == c->main_name)
			emit(c, OP_CONST, 0, 0, 0, 0, line);
		emit(c, OP_RETURN, 0, 0, 0, 0, line);
	}
}

void function_body(struct compiler *c, struct symbol *s)
{
	struct program *p = c->program;
	struct type *f = s->type;
	uint32_t index = use_function(c, s), line = here(c);
	unsigned first = type_is_record(f->base) ? 1 : 0;
	size_t enter, first_scope = p->scopes;

	if (!f->base->complete && f->base->kind != TYPE_VOID && f->base->plain->complete)
		type_copy_layout(f->base, f->base->plain);
	c->function = s;
	c->frame_bytes = 0;
	c->labels = 0;
	c->named_label = NULL;
	c->context = NULL;
	c->regions = 1;
	c->now_region = 0;
	c->in_filter = false;
	c->most_registers = 4 + (unsigned)f->params;
	enter = emit(c, OP_ENTER, 0, 0, 0, 0, line);
	p->function[index].entry = (uint32_t)enter;
	open_block(c);
	c->result_slot = new_local(c, 8, 8);
	if (first != 0)
		gen_store_local(c, c->result_slot, type_basic(&c->types, TYPE_ULLONG), 0, line);
	place_parameters(c, f, first, line);
	expect_punct(c, '{', "");
	items(c);
	finish_body(c, s, enter, first_scope);
	close_block(c);
	check_labels(c);
	if (c->diag.errors == 0)
		resolve_labels(c, enter);
	p->function[index].end = (uint32_t)p->insns;
	p->function[index].first_scope = (uint32_t)first_scope;
	p->function[index].scopes = (uint32_t)(p->scopes - first_scope);
	p->function[index].registers = c->most_registers + 1;
	p->function[index].locals_bytes = (uint32_t)((c->frame_bytes + 15) & ~(int64_t)15);
	p->insn[enter].imm = p->function[index].locals_bytes;
	c->function = NULL;
	expect_punct(c, '}', "");
}
