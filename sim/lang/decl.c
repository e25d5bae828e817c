/*
 * decl.c - what a declaration declares: typedefs, functions, globals, locals.
 *
 * Specifiers and declarators say the type (specifier.c, tag.c, declarator.c); here a
 * name gets it, and a place among the locals or in the image.
 */
#include "sim/lang/decl.h"

#include <assert.h>
#include <string.h>

int64_t new_local(struct compiler *c, uint64_t size, uint32_t align)
{
	assert(align > 0 && (align & (align - 1)) == 0);
	if (align < 8 && size >= 8)
		align = 8;
	if (size > ((uint64_t)1 << 30) || (uint64_t)c->locals_bytes + size > ((uint64_t)1 << 30))
		diag_syntax(&c->diag, c->token.at, "the function's variables are too large");
	c->locals_bytes = (int64_t)(((uint64_t)c->locals_bytes + size + align - 1) / align * align);
	return -c->locals_bytes;
}

void place_global(struct compiler *c, struct symbol *s)
{
	struct program *p = c->program;
	struct type *t = s->type;
	bool constant = t->is_const;
	uint8_t **bytes;
	size_t *used, *room, at;
	uint64_t limit;

	assert(s->kind == SYMBOL_GLOBAL);
	while (t->kind == TYPE_ARRAY) {
		t = t->base;
		constant |= t->is_const;
	}
	if (s->placed || !s->type->complete)
		return;
	bytes = constant ? &p->rdata : &p->data;
	used = constant ? &p->rdata_bytes : &p->data_bytes;
	room = constant ? &p->rdata_room : &p->data_room;
	limit = constant ? RDATA_MAX : DATA_MAX;
	at = (*used + s->type->align - 1) / s->type->align * s->type->align;
	if (s->type->size >= 16)
		at = (at + 15) & ~(size_t)15;
	if (s->type->size > limit || at + s->type->size > limit)
		diag_syntax(&c->diag, s->at, "the lab's static data is larger than %llu MiB",
		            (unsigned long long)(limit >> 20));
	grow_array(bytes, room, at + s->type->size, 1);
	memset(*bytes + *used, 0, at + s->type->size - *used);
	*used = at + s->type->size;
	s->value = (int64_t)((constant ? RDATA_BASE : DATA_BASE) + at);
	s->placed = true;
	if (!constant)
		note_variable(c, s);
}

static void declare_typedef(struct compiler *c, const struct declarator *d)
{
	struct symbol *old = d->name->symbol;

	if (old && old->depth == c->depth && old->kind == SYMBOL_TYPEDEF && type_same(old->type, d->type))
		return;
	if (old && old->depth == c->depth)
		diag_error(&c->diag, d->at, "redefinition of '%s'", d->name->text);
	declare(c, d->name, SYMBOL_TYPEDEF, d->type, d->at);
}

static struct symbol *declare_function(struct compiler *c, const struct declarator *d)
{
	struct symbol *old = d->name->symbol, *s;
	unsigned depth = c->depth;

	if (old && (old->depth == 0 || old->depth == c->depth)) {
		if (old->kind != SYMBOL_FUNCTION)
			diag_syntax(&c->diag, d->at, "redefinition of '%s' as a different kind of symbol", d->name->text);
		if (!type_same(old->type, d->type) && !old->at.source->system) {
			diag_error(&c->diag, d->at, "conflicting types for '%s'", d->name->text);
			diag_note(&c->diag, old->at, "previous declaration is here");
		}
		if (old->type->old_style || old->at.source->system || !d->type->old_style)
			old->type = d->type;
		return old;
	}
	c->depth = 0;                   /* functions are known everywhere */
	s = declare(c, d->name, SYMBOL_FUNCTION, d->type, d->at);
	c->depth = depth;
	s->value = -1;
	return s;
}

static void check_object(struct compiler *c, const struct declarator *d)
{
	if (d->type->kind == TYPE_VOID)
		diag_syntax(&c->diag, d->at, "variable has incomplete type 'void'");
	if (!d->type->complete && !(d->type->kind == TYPE_ARRAY))
		diag_syntax(&c->diag, d->at, "variable has incomplete type '%s'", type_text(&c->types, d->type));
}

static void declare_global(struct compiler *c, const struct declarator *d, enum storage storage)
{
	struct symbol *s = d->name->symbol;

	if (s && s->depth == 0 && c->depth == 0) {
		if (s->kind != SYMBOL_GLOBAL || !type_same(s->type, d->type)) {
			diag_error(&c->diag, d->at, "redefinition of '%s' with a different type or kind", d->name->text);
			diag_note(&c->diag, s->at, "previous definition is here");
			s = declare(c, d->name, SYMBOL_GLOBAL, d->type, d->at);
		} else if (!s->type->complete) {
			s->type = d->type;
		}
	} else {
		unsigned depth = c->depth;

		if (storage == STORAGE_EXTERN && s && s->kind == SYMBOL_GLOBAL && s->depth == 0)
			return;
		if (storage == STORAGE_EXTERN)
			c->depth = 0;
		s = declare(c, d->name, SYMBOL_GLOBAL, d->type, d->at);
		c->depth = depth;
	}
	place_global(c, s);
	if (take_punct(c, '=')) {
		if (s->defined)
			diag_error(&c->diag, d->at, "redefinition of '%s'", d->name->text);
		s->defined = true;
		initialise_global(c, s);
	} else if (storage == STORAGE_NONE || storage == STORAGE_STATIC) {
		check_object(c, d);
		if (!s->type->complete) {       /* int a[]; alone is one element */
			s->type = type_array(&c->types, s->type->base, 1, true);
			place_global(c, s);
		}
	}
}

static void declare_local(struct compiler *c, struct declarator *d)
{
	struct symbol *s = d->name->symbol;

	if (s && s->depth == c->depth && s->kind != SYMBOL_TAG)
		diag_error(&c->diag, d->at, "redefinition of '%s'", d->name->text);
	s = declare(c, d->name, SYMBOL_LOCAL, d->type, d->at);
	if (d->type->complete)
		s->value = new_local(c, d->type->size, d->type->align);
	if (take_punct(c, '=')) {
		struct node *target;

		if (!d->type->complete) {
			/* int a[] = ...: the size comes from the initialiser, so the place is known only then;
			 * the tree names it through a stand-in whose value is set below. */
			target = new_node(c, NODE_LOCAL, d->type, d->at);
		} else {
			target = new_node(c, NODE_LOCAL, d->type, d->at);
			target->value = s->value;
		}
		check_object(c, d);
		gen_effect(c, initialise_local(c, target, &s->type));
		s->value = target->value;
	} else {
		check_object(c, d);
		if (!d->type->complete)
			diag_syntax(&c->diag, d->at, "definition of variable with array type needs an explicit size "
			            "or an initializer");
	}
}

/* One declared name with its initialiser. True if it was a function body. */
static bool declared(struct compiler *c, struct declarator *d, enum storage storage, bool first)
{
	if (!d->name)
		diag_syntax(&c->diag, d->at, "expected identifier");
	if (storage == STORAGE_TYPEDEF) {
		declare_typedef(c, d);
	} else if (d->type->kind == TYPE_FUNCTION) {
		struct symbol *s = declare_function(c, d);

		if (at_punct(c, '{')) {
			if (c->depth > 0 || !first)
				diag_syntax(&c->diag, c->token.at, "function definition is not allowed here");
			if (s->defined)
				diag_syntax(&c->diag, d->at, "redefinition of '%s'", d->name->text);
			if (d->type->variadic)
				diag_syntax(&c->diag, d->at, "a function with '...' cannot be defined: varargs are not "
				            "supported by the simulator");
			s->at = d->at;
			s->type = d->type;
			s->defined = true;
			function_body(c, s);
			return true;
		}
	} else if (c->depth == 0 || storage == STORAGE_STATIC || storage == STORAGE_EXTERN) {
		declare_global(c, d, storage);
	} else {
		declare_local(c, d);
	}
	return false;
}

/* main() { ... } without a type, as old books have it. */
static bool implicit_int(struct compiler *c)
{
	return c->depth == 0 && c->token.kind == TOKEN_NAME && c->token.name->keyword == 0 &&
	       peek(c)->kind == TOKEN_PUNCT && peek(c)->punct == '(';
}

static void any_declaration(struct compiler *c)
{
	enum storage storage;
	struct type *base;
	bool first = true;

	if (take_punct(c, ';'))
		return;
	if (take_keyword(c, K__Static_assert)) {
		struct place_in_source at = c->token.at;
		int64_t value;

		expect_punct(c, '(', "");
		value = constant_expression(c, "static assertion");
		if (take_punct(c, ',') && c->token.kind == TOKEN_STRING) {
			if (value == 0)
				diag_error(&c->diag, at, "static assertion failed: %.*s", (int)c->token.size_bytes, c->token.text);
			while (c->token.kind == TOKEN_STRING)
				advance(c);
		} else if (value == 0) {
			diag_error(&c->diag, at, "static assertion failed");
		}
		expect_punct(c, ')', "");
		expect_punct(c, ';', " after static assertion");
		return;
	}
	if (!starts_type(c) && !implicit_int(c)) {
		refuse_words(c);
		if (c->token.kind == TOKEN_NAME && c->token.name->keyword == 0)
			diag_syntax(&c->diag, c->token.at, "unknown type name '%s'", c->token.name->text);
		diag_syntax(&c->diag, c->token.at, "expected a declaration");
	}
	base = specifiers(c, &storage);
	if (take_punct(c, ';'))
		return;
	for (;; first = false) {
		struct declarator d;

		declarator(c, base, &d, false);
		if (declared(c, &d, storage, first))
			return;
		if (!take_punct(c, ','))
			break;
	}
	expect_punct(c, ';', " after the declaration");
}

void declaration(struct compiler *c)
{
	any_declaration(c);
}

void external_declaration(struct compiler *c)
{
	any_declaration(c);
}
