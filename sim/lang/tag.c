/*
 * tag.c - struct, union and enum: tags, members and their layout, enumerators.
 *
 * A tag may be used before it is defined; its type is completed where it stands, so
 * that all who have it see the members. Layout is that of x64 Windows: each member
 * at its own alignment, the whole padded to the largest.
 */
#include "sim/lang/decl.h"

#include <string.h>

static void add_member(struct compiler *c, struct type *t, struct declarator *d, size_t *room)
{
	struct member *m;
	uint64_t unused;

	if (d->type->kind == TYPE_FUNCTION)
		diag_syntax(&c->diag, d->at, "field '%s' declared as a function", d->name ? d->name->text : "");
	if (!d->type->complete && !(d->type->kind == TYPE_ARRAY && t->kind == TYPE_STRUCT))
		diag_syntax(&c->diag, d->at, "field has incomplete type '%s'", type_text(&c->types, d->type));
	if (d->name && type_member(t, d->name, &unused))
		diag_error(&c->diag, d->at, "duplicate member '%s'", d->name->text);
	if (t->members + 1 > *room) {
		struct member *bigger = arena_alloc(&c->arena, (*room + 16) * 2 * sizeof *bigger);

		if (t->members != 0)
			memcpy(bigger, t->member, t->members * sizeof *bigger);
		t->member = bigger;
		*room = (*room + 16) * 2;
	}
	m = &t->member[t->members++];
	m->name = d->name;
	m->type = d->type;
	if (t->kind == TYPE_UNION) {
		m->offset = 0;
		if (d->type->size > t->size)
			t->size = d->type->size;
	} else {
		m->offset = (t->size + d->type->align - 1) / d->type->align * d->type->align;
		t->size = m->offset + d->type->size;
	}
	if (d->type->align > t->align)
		t->align = d->type->align;
	if (t->size > OBJECT_BYTES_MAX)
		diag_syntax(&c->diag, d->at, "the structure is too large");
}

static void record_body(struct compiler *c, struct type *t)
{
	size_t room = 0;

	while (!at_punct(c, '}')) {
		enum storage storage;
		struct type *base;

		if (take_punct(c, ';'))
			continue;
		if (at_keyword(c, K__Static_assert)) {
			external_declaration(c);
			continue;
		}
		if (!starts_type(c))
			diag_syntax(&c->diag, c->token.at, c->token.kind == TOKEN_END ? "expected '}'" :
			            "type name requires a specifier or qualifier");
		base = specifiers(c, &storage);
		if (at_punct(c, ';') && type_is_record(base)) {
			struct declarator d = { NULL, c->token.at, base };

			add_member(c, t, &d, &room);
		}
		while (!at_punct(c, ';')) {
			struct declarator d;

			if (at_punct(c, ':'))
				diag_syntax(&c->diag, c->token.at, "bit-fields are not supported by the simulator");
			declarator(c, base, &d, false);
			if (at_punct(c, ':'))
				diag_syntax(&c->diag, c->token.at, "bit-fields are not supported by the simulator");
			add_member(c, t, &d, &room);
			if (!take_punct(c, ','))
				break;
		}
		expect_punct(c, ';', " at end of declaration list");
	}
	t->size = (t->size + t->align - 1) / t->align * t->align;
	t->complete = true;
}

/* The tag's type in this scope (for a definition) or in any (for a use). */
static struct type *tagged(struct compiler *c, enum type_kind kind, struct name *tag, struct place_in_source at,
                           bool defining)
{
	struct symbol *s = tag ? tag->tag : NULL;
	struct type *t;

	if (s && (!defining || s->depth == c->depth)) {
		if (s->type->kind != kind)
			diag_syntax(&c->diag, at, "use of '%s' with a tag type that does not match its declaration", tag->text);
		return s->type;
	}
	t = type_new(&c->types, kind);
	t->tag = tag;
	if (tag)
		declare(c, tag, SYMBOL_TAG, t, at);
	return t;
}

struct type *record_specifier(struct compiler *c, enum type_kind kind)
{
	struct place_in_source at = c->token.at;
	struct name *tag = NULL;
	struct type *t;

	while (skip_attribute(c))
		;
	if (c->token.kind == TOKEN_NAME && c->token.name->keyword == 0) {
		tag = c->token.name;
		at = c->token.at;
		advance(c);
	}
	if (!at_punct(c, '{')) {
		if (!tag)
			diag_syntax(&c->diag, c->token.at, "expected identifier or '{'");
		return tagged(c, kind, tag, at, at_punct(c, ';'));
	}
	t = tagged(c, kind, tag, at, true);
	if (t->complete)
		diag_syntax(&c->diag, at, "redefinition of '%s'", tag->text);
	advance(c);
	enter_nesting(c);
	record_body(c, t);
	leave_nesting(c);
	expect_punct(c, '}', "");
	while (skip_attribute(c))
		;
	return t;
}

struct type *enum_specifier(struct compiler *c)
{
	struct place_in_source at = c->token.at;
	struct name *tag = NULL;
	struct type *t;
	int64_t next = 0;
	bool negative = false;

	if (c->token.kind == TOKEN_NAME && c->token.name->keyword == 0) {
		tag = c->token.name;
		advance(c);
	}
	if (!at_punct(c, '{')) {
		if (!tag)
			diag_syntax(&c->diag, c->token.at, "expected identifier or '{'");
		t = tagged(c, TYPE_ENUM, tag, at, false);
		if (!t->complete)
			diag_syntax(&c->diag, at, "use of undefined enum '%s'", tag->text);
		return t;
	}
	t = tagged(c, TYPE_ENUM, tag, at, true);
	if (t->complete)
		diag_syntax(&c->diag, at, "redefinition of '%s'", tag->text);
	advance(c);
	while (!at_punct(c, '}')) {
		struct token name = c->token;
		struct symbol *s;

		if (name.kind != TOKEN_NAME || name.name->keyword != 0)
			diag_syntax(&c->diag, name.at, "expected identifier");
		advance(c);
		if (take_punct(c, '='))
			next = constant_expression(c, "enumerator value");
		if (name.name->symbol && name.name->symbol->depth == c->depth)
			diag_error(&c->diag, name.at, "redefinition of '%s'", name.name->text);
		s = declare(c, name.name, SYMBOL_CONSTANT, type_basic(&c->types, TYPE_INT), name.at);
		if (next > INT32_MAX || next < INT32_MIN)
			s->type = type_basic(&c->types, next > UINT32_MAX || next < 0 ? TYPE_LLONG : TYPE_UINT);
		s->value = next++;
		negative |= s->value < 0;
		if (!take_punct(c, ','))
			break;
	}
	expect_punct(c, '}', "");
	t->base = type_basic(&c->types, negative ? TYPE_INT : TYPE_UINT);
	t->size = t->align = 4;
	t->complete = true;
	return t;
}
