/*
 * stmt.c - statements and blocks, turned into code as they are read.
 *
 * What a statement is, its first word says; control.c, jump.c and try.c read the
 * rest. An error is reported and reading goes on with the next statement.
 */
#include "sim/lang/stmt.h"

/*
 * Go on after a statement that could not be read, `level` braces deep in it, `round` parentheses in a
 * loop's: past its ';' or its last '}', or before the '}' that ends the block. An else belongs to it; a
 * declaration goes on to its ';'.
 */
static void skip_statement(struct compiler *c, int level, int round, bool declares, bool loop)
{
	while (c->token.kind != TOKEN_END) {
		if (at_punct(c, '{'))
			level++;
		if (at_punct(c, '}') && level-- == 0)
			return;
		if (declares && level == 0)
			excuse(c);
		round += loop && at_punct(c, '(');
		round -= round > 0 && at_punct(c, ')');
		if (level == 0 && ((at_punct(c, ';') && round == 0) || (at_punct(c, '}') && !declares))) {
			advance(c);
			if (!take_keyword(c, K_else))
				return;
			continue;
		}
		advance(c);
	}
}

static void item(struct compiler *c)
{
	if (starts_type(c) && !(peek(c)->kind == TOKEN_PUNCT && peek(c)->punct == ':'))
		declaration(c);
	else if (at_keyword(c, K__Static_assert))
		declaration(c);
	else if (take_keyword(c, K___label__))
		local_labels(c);
	else {
		c->at_item = true;
		statement(c);
	}
}

/* A block's items; an error in one is reported and the next one is read, for a student wants to see all errors. */
void items(struct compiler *c)
{
	jmp_buf sync, *outer = c->diag.sync;
	struct context *volatile context = c->context;
	volatile unsigned nesting = c->nesting, depth = c->depth, block = c->block_depth;
	volatile uint32_t region = c->now_region;
	volatile bool filter = c->in_filter, declares = false, loop = false;
	volatile unsigned braces = c->braces, parens = c->parens;

	c->diag.sync = &sync;
	while (!at_punct(c, '}')) {
		if (c->token.kind == TOKEN_END) {
			c->diag.sync = outer;
			diag_syntax(&c->diag, c->token.at, "expected '}', found the end of the file");
		}
		if (setjmp(sync) == 0) {
			declares = starts_type(c) || peek(c)->kind == TOKEN_NAME || (peek(c)->kind == TOKEN_PUNCT && peek(c)->punct == '*');
			loop = at_keyword(c, K_for);
			braces = c->braces;
			parens = c->parens;
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
		c->in_parameters = c->unevaluated = 0;
		c->sizes = NULL;
		c->block_depth = block;
		c->in_static_initializer = false;
		skip_statement(c, (int)(c->braces - braces), loop ? (int)(c->parens - parens) : 0, declares, loop);
	}
	c->diag.sync = outer;
}

void compound(struct compiler *c)
{
	expect_punct(c, '{', "");
	enter_nesting(c);
	open_block(c);
	items(c);
	end_local_labels(c);
	close_block(c);
	leave_nesting(c);
	expect_punct(c, '}', "");
}

/* try and leave without underscores, as Microsoft's old books have them: words only where nothing else can be meant. */
static bool old_word(struct compiler *c)
{
	struct place_in_source at = c->token.at;
	unsigned next = at_word(c, "try") ? '{' : at_word(c, "leave") ? ';' : 0;

	if (next == 0 || peek(c)->kind != TOKEN_PUNCT || peek(c)->punct != next)
		return false;
	advance(c);
	if (next == '{')
		try_statement(c);
	else
		leave_statement(c, at);
	return true;
}

/* The last statement of a statement expression: its value is kept. */
static void keep_value(struct compiler *c, struct node *n)
{
	struct node *local;

	n = as_value(c, n);
	if (n->type->kind == TYPE_VOID) {
		gen_effect(c, n);
		return;
	}
	local = new_node(c, NODE_LOCAL, completed_type(n->type->plain), n->at);
	local->value = new_local(c, n->type->size, n->type->align);
	gen_effect(c, new_assign(c, local, n));
	c->block_value = local;
}

static void expression_statement(struct compiler *c, bool own)
{
	struct node *n = expression(c);

	if (n->kind == NODE_BINARY && n->op == P_EQ && !n->paren)
		diag_warning(&c->diag, n->at, "the result of this comparison is not used (did you mean '='?)");
	if (!own || c->depth != c->block_depth || !at_punct(c, ';') || peek(c)->kind != TOKEN_PUNCT || peek(c)->punct != '}')
		gen_effect(c, n);
	else
		keep_value(c, n);
	expect_punct(c, ';', " after expression");
}

struct node *statement_expression(struct compiler *c)
{
	struct place_in_source at = c->token.at;
	struct node *outer_value = c->block_value, *code, *value;
	unsigned outer_depth = c->block_depth, parameters = c->in_parameters;
	bool constant = c->in_static_initializer;
	struct held_mark mark;

	if (!c->function)
		diag_syntax(&c->diag, at, "statement expression not allowed at file scope");
	mark = held_begin(c);
	emit(c, OP_NOP, 0, 0, 0, 0, at.line);
	c->block_value = NULL;
	c->block_depth = c->depth + 1;
	c->in_parameters = 0;
	c->in_static_initializer = false;
	compound(c);
	value = c->block_value;
	code = held_end(c, &mark, at);
	c->block_value = outer_value;
	c->block_depth = outer_depth;
	c->in_parameters = parameters;
	c->in_static_initializer = constant;
	return value ? after_code(c, code, value) : code;
}

void statement(struct compiler *c)
{
	struct token t = c->token;
	bool own = c->at_item;

	c->at_item = false;
	enter_nesting(c);
	if (old_word(c)) {
		;
	} else if (t.kind == TOKEN_NAME && t.name->keyword == 0 && peek(c)->kind == TOKEN_PUNCT && peek(c)->punct == ':') {
		c->at_item = own;       /* what it stands before may be the last of a statement expression */
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
		expression_statement(c, own);
	}
	leave_nesting(c);
}
