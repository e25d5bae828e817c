/*
 * jump.c - goto and labels, break and continue, return; and what each may leave.
 *
 * A jump may leave __try bodies and handlers, whose termination blocks run first
 * (JUMP_OUT), but not enter one. One that leaves a termination block ends the unwinding.
 */
#include "sim/lang/stmt.h"

/* Is `outer` the region `inner` or around it? Region 0 is the function itself. */
static bool region_within(const struct compiler *c, uint32_t inner, uint32_t outer)
{
	while (inner != outer && inner != 0)
		inner = c->region[inner].outer;
	return inner == outer;
}

void gen_leave_to(struct compiler *c, int64_t label, uint32_t region, uint32_t line)
{
	if (region == c->now_region)
		gen_jump(c, label, line);
	else
		emit(c, OP_JUMP_OUT, 0, 0, 0, label, line);
}

static struct label *new_named_label(struct compiler *c, struct name *name)
{
	struct label *l;

	l = arena_alloc(&c->arena, sizeof *l);
	l->name = name;
	l->at = new_label(c);
	l->next = c->named_label;
	l->function = c->function;
	l->outer = name->label;
	c->named_label = name->label = l;
	return l;
}

/* The innermost of that name; what another function left in the name is none. */
static struct label *named_label(struct compiler *c, struct name *name)
{
	if (name->label && name->label->function == c->function)
		return name->label;
	return new_named_label(c, name);
}

/* __label__ a, b; at the begin of a block: labels of its own, whatever others are called. */
void local_labels(struct compiler *c)
{
	struct label *l;

	do {
		if (c->token.kind != TOKEN_NAME || c->token.name->keyword != 0)
			diag_syntax(&c->diag, c->token.at, "expected identifier");
		l = new_named_label(c, c->token.name);
		l->depth = c->depth;
		l->local_next = c->local_label;
		c->local_label = l;
		advance(c);
	} while (take_punct(c, ','));
	expect_punct(c, ';', " after the declaration");
}

void end_local_labels(struct compiler *c)
{
	for (; c->local_label && c->local_label->depth >= c->depth; c->local_label = c->local_label->local_next)
		c->local_label->name->label = c->local_label->outer;
}

static bool inside_termination(const struct compiler *c)
{
	for (const struct context *x = c->context; x; x = x->outer)
		if (x->in_termination)
			return true;
	return false;
}

void warn_of_jump_out(struct compiler *c, struct place_in_source at)
{
	diag_warning(&c->diag, at, "jump out of __finally block has undefined behavior: here it ends the unwinding, and the function goes on");
}

/* The region of the __finally block around, which a jump had better not leave; 0: there is none. */
static uint32_t termination_region(const struct compiler *c)
{
	for (const struct context *x = c->context; x; x = x->outer)
		if (x->in_termination)
			return x->chain;
	return 0;
}

/* A goto may leave __try and __except blocks, but not enter one. */
static void check_goto(struct compiler *c, const struct label *l, const struct goto_use *use)
{
	if (use->within != 0 && !region_within(c, l->scope_chain, use->within))
		warn_of_jump_out(c, use->at);
	if (!region_within(c, use->region, l->scope_chain))
		diag_error(&c->diag, use->at, "cannot jump into a __try, __except or __finally block");
}

void goto_statement(struct compiler *c)
{
	struct place_in_source at = c->token.at;
	struct goto_use *use = arena_alloc(&c->arena, sizeof *use);
	struct label *l;

	if (c->token.kind != TOKEN_NAME || c->token.name->keyword != 0)
		diag_syntax(&c->diag, c->token.at, at_punct(c, '*') ? "a computed goto is not supported by the simulator" :
		            "expected identifier");
	l = named_label(c, c->token.name);
	if (!l->used.source)
		l->used = at;
	advance(c);
	*use = (struct goto_use){ c->now_region, termination_region(c), at, l->use };
	if (l->defined.source)
		check_goto(c, l, use);
	else
		l->use = use;           /* whether it is allowed is known when the label comes */
	if (c->now_region == 0)
		gen_jump(c, l->at, at.line);
	else
		emit(c, OP_JUMP_OUT, 0, 0, 0, l->at, at.line);
	expect_punct(c, ';', " after goto statement");
}

void label_statement(struct compiler *c)
{
	struct label *l = named_label(c, c->token.name);

	if (l->defined.source)
		diag_error(&c->diag, c->token.at, "redefinition of label '%s'", l->name->text);
	l->defined = c->token.at;
	l->scope_chain = c->now_region;
	for (const struct goto_use *use = l->use; use; use = use->next)
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

void break_or_continue(struct compiler *c, bool is_break)
{
	struct place_in_source at = c->token.at;
	struct context *x = c->context;

	for (; x; x = x->outer) {
		if (x->in_termination)
			warn_of_jump_out(c, at);
		if ((is_break ? x->break_label : x->continue_label) >= 0)
			break;
	}
	if (!x)
		diag_syntax(&c->diag, at, "'%s' statement not in loop%s statement", is_break ? "break" : "continue",
		            is_break ? " or switch" : "");
	gen_leave_to(c, is_break ? x->break_label : x->continue_label, x->chain, at.line);
	expect_punct(c, ';', is_break ? " after break statement" : " after continue statement");
}

void return_statement(struct compiler *c, struct place_in_source at)
{
	struct type *t = c->function->type->base;
	struct node *n = NULL;

	if (inside_termination(c))
		warn_of_jump_out(c, at);
	if (!at_punct(c, ';')) {
		n = expression(c);
		if (t->kind == TYPE_VOID && n->type->kind != TYPE_VOID)
			diag_error(&c->diag, at, "void function '%s' should not return a value", c->function->name->text);
	} else if (t->kind != TYPE_VOID) {
		diag_error(&c->diag, at, "non-void function '%s' should return a value", c->function->name->text);
	}
	c->function->continues |= n && !(n->kind == NODE_NUMBER && n->value >= 0);
	if (n && t->kind == TYPE_VOID) {
		gen_effect(c, n);
	} else if (n && type_in_memory(t)) {
		n = convert_assign(c, n, t, "returning");
		gen_value(c, n, 0);
		gen_load_local(c, c->result_slot, type_basic(&c->types, TYPE_ULLONG), 1, at.line);
		if (t->size != 0)
			emit(c, OP_COPY, 0, 1, 0, (int64_t)type_copied(t), at.line);
	} else if (n) {
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
		if (t->kind == TYPE_VOID && is_main(c, c->function->name))
			emit(c, OP_CONST, 0, 0, 0, 0, at.line);         /* a void main ends with 0 */
		emit(c, OP_RETURN, 0, 0, 0, 0, at.line);
	}
	expect_punct(c, ';', " after return statement");
}

void check_labels(struct compiler *c)
{
	for (struct label *l = c->named_label; l; l = l->next)
		if (!l->defined.source && l->used.source) {
			diag_error(&c->diag, l->used, "use of undeclared label '%s'", l->name->text);
			c->label_at[l->at] = 0;
		}
}
