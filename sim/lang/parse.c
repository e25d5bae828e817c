/*
 * parse.c - what all readers of the language stand on: the token in hand and the one behind it, scopes.
 *
 * A name carries its innermost meaning (lex.h); what a block declares is undone when
 * it is closed, in the opposite order. Where a scalar variable lies, and for which
 * instructions, is noted in the program for those who watch it run.
 */
#include "core/letter.h"
#include "sim/lang/tree.h"

#include <assert.h>
#include <string.h>

/* A character that no token of C has: the message says which, for some look like one that has. */
static void complain_of(struct compiler *c, const struct token *t)
{
	uint32_t l;

	letter_take(t->text, t->size_bytes, &l);
	if (letter_is_byte(l))
		diag_error(&c->diag, t->at, "the file is not valid UTF-8 here: save it as UTF-8");
	else
		diag_error(&c->diag, t->at, "unexpected character <U+%04X>%s", (unsigned)l,
		           l >= 0x2018 && l <= 0x201f ? ": a quote of a word processor, where C wants ' or \"" :
		           (l >= 0x2010 && l <= 0x2015) || l == 0x2212 ? ": a dash of a word processor, where C wants -" : "");
}

static void next_token(struct compiler *c)
{
	for (;;) {
		pp_next(c->pp, &c->token);
		if (c->token.kind != TOKEN_OTHER || (unsigned char)*c->token.text < 0x80)
			return;
		complain_of(c, &c->token);
	}
}

void advance(struct compiler *c)
{
	c->braces += at_punct(c, '{');
	c->braces -= at_punct(c, '}') && c->braces > 0;
	c->parens += at_punct(c, '(');
	c->parens -= at_punct(c, ')') && c->parens > 0;
	c->before = c->token.at;
	c->before.column += c->token.size_bytes;
	if (c->peeked) {
		c->token = c->ahead;
		c->peeked = false;
	} else {
		next_token(c);
	}
}

const struct token *peek(struct compiler *c)
{
	if (!c->peeked) {
		pp_next(c->pp, &c->ahead);
		c->peeked = true;
	}
	return &c->ahead;
}

bool at_word(const struct compiler *c, const char *word)
{
	const struct token *t = &c->token;

	return t->kind == TOKEN_NAME && t->name->keyword == 0 && strcmp(t->name->text, word) == 0;
}

void excuse(struct compiler *c)
{
	const struct token *t = &c->token;

	if (t->kind == TOKEN_NAME && t->name->keyword == 0 && !t->name->symbol && peek(c)->kind == TOKEN_PUNCT &&
	    strchr(";,=[(", peek(c)->punct < 128 ? (int)peek(c)->punct : ' '))
		t->name->excused = true;
}

bool at_punct(const struct compiler *c, unsigned punct)
{
	return c->token.kind == TOKEN_PUNCT && c->token.punct == punct;
}

bool take_punct(struct compiler *c, unsigned punct)
{
	if (!at_punct(c, punct))
		return false;
	advance(c);
	return true;
}

bool at_keyword(const struct compiler *c, enum keyword k)
{
	return c->token.kind == TOKEN_NAME && c->token.name->keyword == k;
}

bool take_keyword(struct compiler *c, enum keyword k)
{
	if (!at_keyword(c, k))
		return false;
	advance(c);
	return true;
}

void expect_punct(struct compiler *c, unsigned punct, const char *where)
{
	if (take_punct(c, punct))
		return;
	if (c->token.kind == TOKEN_END)
		diag_syntax(&c->diag, c->token.at, "expected '%c'%s, found the end of the file", (int)punct, where);
	if (c->token.kind == TOKEN_OTHER)
		diag_syntax(&c->diag, c->token.at, "unexpected '%.*s' in the program", (int)c->token.size_bytes, c->token.text);
	if (punct == ';')               /* it is missing where the text before it ends */
		diag_syntax(&c->diag, c->before, "expected ';'%s", where);
	diag_syntax(&c->diag, c->token.at, "expected '%c'%s", (int)punct, where);
}

void enter_nesting(struct compiler *c)
{
	if (++c->nesting > NESTING_MAX) {
		c->nesting = 0;
		diag_syntax(&c->diag, c->token.at, "nested more than %d deep", NESTING_MAX);
	}
}

void leave_nesting(struct compiler *c)
{
	assert(c->nesting > 0);
	c->nesting--;
}

struct symbol *declare(struct compiler *c, struct name *name, enum symbol_kind kind, struct type *type,
                       struct place_in_source at)
{
	struct symbol *s = arena_alloc(&c->arena, sizeof *s);

	assert(name && type);
	s->kind = kind;
	s->name = name;
	s->type = type;
	s->at = at;
	s->depth = c->depth;
	s->born = c->program->insns;
	if (kind == SYMBOL_TAG) {
		s->outer = name->tag;
		name->tag = s;
	} else {
		s->outer = name->symbol;
		name->symbol = s;
	}
	if (c->depth > 0) {
		grow_array(&c->scope, &c->scope_room, c->scopes + 1, sizeof *c->scope);
		c->scope[c->scopes++] = s;
	}
	return s;
}

#define VARIABLES_MAX 1024     /* every event goes through all of them */

void note_variable(struct compiler *c, const struct symbol *s)
{
	struct program *p = c->program;
	bool local = s->kind == SYMBOL_LOCAL;

	if (p->variables >= VARIABLES_MAX || (local && s->align > STACK_ALIGN) || !s->name ||
	    !type_is_scalar(s->type) || type_is_floating(s->type) || !s->at.source || s->at.source->system)
		return;
	grow_array(&p->variable, &p->variable_room, p->variables + 1, sizeof *p->variable);
	p->variable[p->variables++] = (struct variable){
		.name = strdup(s->name->text), .begin = local ? (uint32_t)s->born : 0,
		.end = local ? (uint32_t)p->insns : UINT32_MAX, .global = !local, .place = s->value,
		.bytes = (uint8_t)s->type->size, .is_signed = type_is_signed(s->type),
		.is_pointer = s->type->kind == TYPE_POINTER,
		.is_text = s->type->kind == TYPE_POINTER && s->type->base->kind == TYPE_CHAR,
	};
}

void open_block(struct compiler *c)
{
	c->depth++;
}

/* In the order of their declaration; those of an inner block were noted when it was closed. */
static void note_block(struct compiler *c)
{
	size_t first = c->scopes;

	while (first > 0 && c->scope[first - 1]->depth == c->depth)
		first--;
	for (size_t i = first; i < c->scopes; i++)
		if (c->scope[i]->kind == SYMBOL_LOCAL)
			note_variable(c, c->scope[i]);
}

void close_block(struct compiler *c)
{
	assert(c->depth > 0);
	note_block(c);
	while (c->scopes > 0 && c->scope[c->scopes - 1]->depth == c->depth) {
		struct symbol *s = c->scope[--c->scopes];

		if (s->kind == SYMBOL_TAG)
			s->name->tag = s->outer;
		else
			s->name->symbol = s->outer;
	}
	c->depth--;
}
