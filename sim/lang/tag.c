/*
 * tag.c - struct, union and enum: tags, members and their layout, enumerators.
 *
 * A tag may be used before it is defined; its type is completed where it stands, so
 * that all who have it see the members. Layout is that of x64 Windows: each member
 * at its own alignment, the whole padded to the largest.
 */
#include "sim/lang/decl.h"

#include <string.h>

/* The members of a record while they are read; the attributes of each count when it is laid out. */
struct body { struct type *type; struct attributes *attributes; size_t room; };

static void check_member(struct compiler *c, const struct type *t, const struct declarator *d)
{
	uint64_t unused;

	if (d->type->vla_slot)
		diag_syntax(&c->diag, d->at, "fields must have a constant size");
	if (d->type->kind == TYPE_FUNCTION)
		diag_syntax(&c->diag, d->at, "field '%s' declared as a function", d->name ? d->name->text : "");
	if (!d->type->complete && !(d->type->kind == TYPE_ARRAY && t->kind == TYPE_STRUCT))
		diag_syntax(&c->diag, d->at, "field has incomplete type '%s'", type_text(&c->types, d->type));
	if (d->name && type_member(t, d->name, &unused))
		diag_error(&c->diag, d->at, "duplicate member '%s'", d->name->text);
	if (t->members > 0 && type_is_flexible(t))
		diag_error(&c->diag, d->at, "flexible array member '%s' is not at the end of struct",
		           t->member[t->members - 1].name ? t->member[t->members - 1].name->text : "");
}

static struct member *add_member(struct compiler *c, struct body *b, const struct declarator *d)
{
	struct type *t = b->type;
	struct member *m;

	check_member(c, t, d);
	if (t->members + 1 > b->room) {
		size_t room = (b->room + 16) * 2;
		struct member *bigger = arena_alloc(&c->arena, room * sizeof *bigger);
		struct attributes *attributes = arena_alloc(&c->arena, room * sizeof *attributes);

		if (t->members != 0) {
			memcpy(bigger, t->member, t->members * sizeof *bigger);
			memcpy(attributes, b->attributes, t->members * sizeof *attributes);
		}
		t->member = bigger;
		b->attributes = attributes;
		b->room = room;
	}
	b->attributes[t->members] = d->attributes;
	m = &t->member[t->members++];
	*m = (struct member){ .name = d->name, .type = d->type };
	return m;
}

/* : width */
static void bit_field(struct compiler *c, struct body *b, struct declarator *d)
{
	struct place_in_source at = c->token.at;
	const char *name = d->name ? d->name->text : "";
	struct member *m;
	int64_t bits;

	advance(c);
	if (!type_is_integer(d->type))
		diag_syntax(&c->diag, d->at, "bit-field '%s' has non-integral type '%s'", name, type_text(&c->types, d->type));
	bits = constant_expression(c, "width of a bit-field");
	if (bits < 0)
		diag_syntax(&c->diag, at, "bit-field '%s' has negative width (%lld)", name, (long long)bits);
	if (bits == 0 && d->name)
		diag_syntax(&c->diag, at, "named bit-field '%s' has zero width", name);
	if ((uint64_t)bits > (d->type->kind == TYPE_BOOL ? 1 : d->type->size * 8))
		diag_syntax(&c->diag, at, "width of bit-field '%s' (%lld bits) exceeds the width of its type", name, (long long)bits);
	m = add_member(c, b, d);
	m->is_bits = true;
	m->bits = (uint8_t)bits;
	while (take_attribute(c, &b->attributes[b->type->members - 1]))
		;
}

/* One line of members. */
static void member_declaration(struct compiler *c, struct body *b)
{
	enum storage storage;
	struct attributes attributes;
	struct type *base;

	if (!starts_type(c))
		diag_syntax(&c->diag, c->token.at, c->token.kind == TOKEN_END ? "expected '}'" : c->token.kind == TOKEN_NAME &&
		            c->token.name->keyword == 0 ? "unknown type name '%s'" : "type name requires a specifier or qualifier",
		            c->token.kind == TOKEN_NAME ? c->token.name->text : "");
	base = specifiers(c, &storage, &attributes);
	if (at_punct(c, ';') && type_is_record(base) && (!base->tag || base->complete)) {
		struct declarator d = { NULL, c->token.at, base, attributes };

		if (!base->tag)
			add_member(c, b, &d);
	}
	while (!at_punct(c, ';')) {
		struct declarator d = { NULL, c->token.at, base, attributes };

		if (!at_punct(c, ':'))
			declarator(c, base, &d, false);
		if (at_punct(c, ':'))
			bit_field(c, b, &d);
		else
			add_member(c, b, &d);
		if (!take_punct(c, ','))
			break;
	}
	expect_punct(c, ';', " at end of declaration list");
}

static void record_body(struct compiler *c, struct body *b)
{
	while (!at_punct(c, '}')) {
		if (take_punct(c, ';'))
			continue;
		if (at_keyword(c, K__Static_assert))
			external_declaration(c);
		else
			member_declaration(c, b);
	}
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
	struct attributes attributes = { 0 };
	struct name *tag = NULL;
	struct type *t;
	struct body b = { 0 };
	unsigned pack;

	while (take_attribute(c, &attributes))
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
	t = b.type = tagged(c, kind, tag, at, true);
	if (t->complete)
		diag_syntax(&c->diag, at, "redefinition of '%s'", tag->text);
	pack = pp_pack(c->pp);
	t->excused = true;
	t->members = 0;         /* of a body that could not be read, there may be some */
	advance(c);
	enter_nesting(c);
	record_body(c, &b);
	leave_nesting(c);
	expect_punct(c, '}', "");
	while (take_attribute(c, &attributes))
		;
	lay_out(t, pack, &attributes, b.attributes);
	if (t->size > OBJECT_BYTES_MAX)
		diag_syntax(&c->diag, at, "the structure is too large");
	t->complete = true;
	t->excused = false;
	return t;
}

/* What a list of enumerators needs: the least value, and the largest. */
struct span { int64_t least; uint64_t most; struct symbol *large; };       /* large: those that no int holds */

/* The type of an enumerator: int, as long as that holds it. */
static struct type *constant_type(struct compiler *c, int64_t value, bool is_unsigned)
{
	if (is_unsigned && (uint64_t)value > INT64_MAX)
		return type_basic(&c->types, TYPE_ULLONG);
	if (value > INT32_MAX || value < INT32_MIN)
		return type_basic(&c->types, value > UINT32_MAX || value < 0 ? TYPE_LLONG : TYPE_UINT);
	return type_basic(&c->types, TYPE_INT);
}

static void enumerators(struct compiler *c, struct span *span)
{
	int64_t next = 0;
	bool is_unsigned = false;

	while (!at_punct(c, '}')) {
		struct token name = c->token;
		struct symbol *s;
		struct attributes unused = { 0 };

		if (name.kind != TOKEN_NAME || name.name->keyword != 0)
			diag_syntax(&c->diag, name.at, "expected identifier");
		advance(c);
		while (take_attribute(c, &unused))
			;
		if (take_punct(c, '=')) {
			struct node *n = constant_node(c, "enumerator value");

			next = n->value;
			is_unsigned = !type_is_signed(n->type);
		}
		if (name.name->symbol && name.name->symbol->depth == c->depth)
			diag_error(&c->diag, name.at, "redefinition of '%s'", name.name->text);
		s = declare(c, name.name, SYMBOL_CONSTANT, constant_type(c, next, is_unsigned), name.at);
		s->value = next;
		if (s->type->kind != TYPE_INT) {
			s->next_linked = span->large;
			span->large = s;
		}
		if (next < 0 && !is_unsigned)
			span->least = next < span->least ? next : span->least;
		else
			span->most = (uint64_t)next > span->most ? (uint64_t)next : span->most;
		next++;
		if (!take_punct(c, ','))
			break;
	}
}

/* An enumeration is an unsigned int, an int if one of them is negative, and eight bytes if one needs them; packed: one or two. */
static enum type_kind enum_base(const struct span *s, bool packed)
{
	bool wide = s->most > UINT32_MAX || s->least < INT32_MIN || (s->least < 0 && s->most > INT32_MAX);

	if (packed && s->least < 0 && s->least >= INT16_MIN && s->most <= INT16_MAX)
		return s->least >= INT8_MIN && s->most <= INT8_MAX ? TYPE_SCHAR : TYPE_SHORT;
	if (packed && s->least >= 0 && s->most <= UINT16_MAX)
		return s->most <= UINT8_MAX ? TYPE_UCHAR : TYPE_USHORT;
	if (s->least < 0)
		return wide ? TYPE_LLONG : TYPE_INT;
	return wide ? TYPE_ULLONG : TYPE_UINT;
}

static void complete_enum(struct type *t, struct type *base)
{
	t->base = base;
	t->size = base->size;
	t->align = base->align;
	t->complete = true;
}

struct type *enum_specifier(struct compiler *c)
{
	struct place_in_source at = c->token.at;
	struct attributes attributes = { 0 };
	struct span span = { 0 };
	struct name *tag = NULL;
	struct type *t;

	while (take_attribute(c, &attributes))
		;
	if (c->token.kind == TOKEN_NAME && c->token.name->keyword == 0) {
		tag = c->token.name;
		at = c->token.at;
		advance(c);
	}
	if (!at_punct(c, '{')) {
		if (!tag)
			diag_syntax(&c->diag, c->token.at, "expected identifier or '{'");
		return tagged(c, TYPE_ENUM, tag, at, at_punct(c, ';'));
	}
	t = tagged(c, TYPE_ENUM, tag, at, true);
	if (t->complete)
		diag_syntax(&c->diag, at, "redefinition of '%s'", tag->text);
	advance(c);
	enumerators(c, &span);
	expect_punct(c, '}', "");
	while (take_attribute(c, &attributes))
		;
	complete_enum(t, type_basic(&c->types, enum_base(&span, attributes.packed)));
	for (struct symbol *s = span.large; s; s = s->next_linked)
		s->type = t->base;
	return t;
}
