/*
 * try.c - structured exception handling.
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
 * A jump out of protected regions is a JUMP_OUT, which runs their blocks first. One out of
 * a termination block ends what that was run for, and the function goes on.
 */
#include "sim/lang/stmt.h"

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

	s.line = pp_line(c->pp, (struct place_in_source){ c->token.at.source, s.line, 1 });
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
	size_t scope = c->program->scopes;

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
	c->program->scope[scope].target_end = (uint32_t)c->program->insns;
}

static bool take_word(struct compiler *c, const char *word)
{
	if (!at_word(c, word))
		return false;
	advance(c);
	return true;
}

void try_statement(struct compiler *c)
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
	if (take_keyword(c, K___except) || take_word(c, "except"))
		except_part(c, s, over, at);
	else if (take_keyword(c, K___finally) || take_word(c, "finally"))
		finally_part(c, s, over, at);
	else
		diag_syntax(&c->diag, c->token.at, "expected '__except' or '__finally' block");
	put_label(c, over);
}

void leave_statement(struct compiler *c, struct place_in_source at)
{
	struct context *x = c->context;

	for (; x && x->leave_label < 0; x = x->outer)
		if (x->in_termination)
			warn_of_jump_out(c, at);
	if (!x)
		diag_syntax(&c->diag, at, "'__leave' statement not in __try block");
	gen_leave_to(c, x->leave_label, x->chain, at.line);
	expect_punct(c, ';', " after __leave statement");
}
