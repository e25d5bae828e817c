/*
 * type.c - the types of C and what the language says of them: sizes, sameness, conversions. See type.h.
 *
 * A basic type exists once. All others are made where they are needed and compared by
 * their structure, except for struct, union and enum, which are the same only as one.
 */
#include "sim/lang/type.h"

#include "sim/host/extended.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

void types_init(struct types *ts, struct arena *arena)
{
	static const uint8_t size[TYPE_ENUM] = { 0, 4, 8, 16, 1, 1, 1, 1, 2, 2, 4, 4, 4, 4, 8, 8 };

	ts->arena = arena;
	for (int k = 0; k < TYPE_ENUM; k++) {
		struct type *t = &ts->basic[k];

		memset(t, 0, sizeof *t);
		t->kind = (enum type_kind)k;
		t->size = size[k];
		t->align = size[k] ? size[k] : 1;
		t->complete = k != TYPE_VOID;
		t->plain = t;
	}
}

struct type *type_basic(struct types *ts, enum type_kind kind)
{
	assert(kind < TYPE_ENUM);
	return &ts->basic[kind];
}

struct type *type_new(struct types *ts, enum type_kind kind)
{
	struct type *t = arena_alloc(ts->arena, sizeof *t);

	t->kind = kind;
	t->align = 1;
	t->plain = t;
	return t;
}

struct type *type_pointer(struct types *ts, struct type *to)
{
	struct type *t = type_new(ts, TYPE_POINTER);

	t->base = to;
	t->size = t->align = 8;
	t->complete = true;
	return t;
}

struct type *type_array(struct types *ts, struct type *of, uint64_t count, bool complete)
{
	struct type *t = type_new(ts, TYPE_ARRAY);

	t->base = of;
	t->count = count;
	t->size = of->size * count;
	t->align = of->align;
	t->complete = complete;
	return t;
}

void type_copy_layout(struct type *to, const struct type *from)
{
	to->complete = from->complete;
	to->size = from->size;
	to->align = from->align;
	to->member = from->member;
	to->members = from->members;
	to->base = from->base;
}

struct type *type_qualified(struct types *ts, struct type *t, bool is_const, bool is_volatile)
{
	struct type *q;

	if ((t->is_const || !is_const) && (t->is_volatile || !is_volatile))
		return t;
	q = arena_alloc(ts->arena, sizeof *q);
	*q = *t;
	q->is_const |= is_const;
	q->is_volatile |= is_volatile;
	return q;
}

struct type *type_atomic(struct types *ts, struct type *t)
{
	struct type *a = arena_alloc(ts->arena, sizeof *a);

	*a = *type_qualified(ts, t, false, true);
	a->is_atomic = true;
	return a;
}

struct type *type_aligned(struct types *ts, struct type *t, uint32_t align)
{
	struct type *a;

	if (align <= t->align)
		return t;
	a = arena_alloc(ts->arena, sizeof *a);
	*a = *t;
	a->align = align;
	return a;
}

bool type_is_integer(const struct type *t)
{
	return t->kind >= TYPE_BOOL && t->kind <= TYPE_ENUM;
}

bool type_is_floating(const struct type *t)
{
	return t->kind == TYPE_FLOAT || t->kind == TYPE_DOUBLE || t->kind == TYPE_EXTENDED;
}

bool type_is_arithmetic(const struct type *t)
{
	return type_is_integer(t) || type_is_floating(t);
}

bool type_is_scalar(const struct type *t)
{
	return type_is_arithmetic(t) || t->kind == TYPE_POINTER;
}

bool type_is_record(const struct type *t)
{
	return t->kind == TYPE_STRUCT || t->kind == TYPE_UNION;
}

bool type_in_memory(const struct type *t)
{
	return type_is_record(t) || t->kind == TYPE_EXTENDED;
}

uint64_t type_copied(const struct type *t)
{
	return t->kind == TYPE_EXTENDED ? EXTENDED_BYTES : t->size;
}

bool type_is_signed(const struct type *t)
{
	switch (t->kind) {
	case TYPE_CHAR: case TYPE_SCHAR: case TYPE_SHORT: case TYPE_INT: case TYPE_LONG: case TYPE_LLONG:
		return true;
	case TYPE_ENUM:
		return t->base && type_is_signed(t->base);
	default:
		return false;
	}
}

bool type_same(const struct type *a, const struct type *b)
{
	if (a->plain == b->plain)
		return true;
	if (a->kind != b->kind)
		return false;
	switch (a->kind) {
	case TYPE_POINTER:
		return type_same(a->base, b->base);
	case TYPE_ARRAY:
		if (a->vla_slot || b->vla_slot)
			return type_same(a->base, b->base);
		return type_same(a->base, b->base) && (a->count == b->count || !a->complete || !b->complete);
	case TYPE_FUNCTION:
		if (!type_same(a->base, b->base))
			return false;
		if (a->old_style || b->old_style)
			return true;
		if (a->params != b->params || a->variadic != b->variadic)
			return false;
		for (size_t i = 0; i < a->params; i++)
			if (!type_same(a->param[i], b->param[i]))
				return false;
		return true;
	case TYPE_STRUCT: case TYPE_UNION: case TYPE_ENUM:
		return false;
	default:
		return true;
	}
}

bool type_compatible(const struct type *a, const struct type *b)
{
	if (a->is_const != b->is_const || a->is_volatile != b->is_volatile)
		return false;
	if (a->kind == TYPE_ENUM && b->kind != TYPE_ENUM)
		a = a->base;
	else if (b->kind == TYPE_ENUM && a->kind != TYPE_ENUM)
		b = b->base;
	if (!a || !b || a->kind != b->kind)
		return false;
	if (a->kind == TYPE_POINTER)
		return type_compatible(a->base, b->base);
	if (a->kind == TYPE_ARRAY)
		return type_compatible(a->base, b->base) && (a->count == b->count || !a->complete || !b->complete);
	return type_same(a, b);
}

struct type *type_promoted(struct types *ts, struct type *t)
{
	if (t->kind == TYPE_ENUM)
		return t->base ? t->base->plain : type_basic(ts, TYPE_UINT);
	if (t->kind >= TYPE_BOOL && t->kind < TYPE_INT)
		return type_basic(ts, TYPE_INT);
	return t->plain;
}

struct type *type_common(struct types *ts, struct type *a, struct type *b)
{
	assert(type_is_arithmetic(a) && type_is_arithmetic(b));
	if (a->kind == TYPE_EXTENDED || b->kind == TYPE_EXTENDED)
		return type_basic(ts, TYPE_EXTENDED);
	if (a->kind == TYPE_DOUBLE || b->kind == TYPE_DOUBLE)
		return type_basic(ts, TYPE_DOUBLE);
	if (a->kind == TYPE_FLOAT || b->kind == TYPE_FLOAT)
		return type_basic(ts, TYPE_FLOAT);
	a = type_promoted(ts, a);
	b = type_promoted(ts, b);
	/* The kinds stand in the order of rank; an unsigned one follows its signed one. */
	if (a->kind == b->kind)
		return a;
	if (a->kind > b->kind) {
		struct type *swap = a;

		a = b;
		b = swap;
	}
	/* b has the higher kind. A long cannot hold every unsigned int: both become unsigned long. */
	if (type_is_signed(b) && !type_is_signed(a) && a->size == b->size)
		return type_basic(ts, (enum type_kind)(b->kind + 1));
	return b;
}

bool type_is_flexible(const struct type *t)
{
	return t->kind == TYPE_STRUCT && t->members > 0 && t->member[t->members - 1].type->kind == TYPE_ARRAY &&
	       !t->member[t->members - 1].type->complete;
}

const struct member *type_member(const struct type *t, const struct name *name, uint64_t *offset)
{
	for (size_t i = 0; i < t->members; i++) {
		const struct member *m = &t->member[i];
		const struct member *inner;

		if (m->name == name) {
			*offset = m->offset;
			return m;
		}
		if (!m->name && type_is_record(m->type)) {
			inner = type_member(m->type, name, offset);
			if (inner) {
				*offset += m->offset;
				return inner;
			}
		}
	}
	return NULL;
}

static void write_type(const struct type *t, char *out, size_t room, const char *inner)
{
	static const char *const name[] = {
		"void", "float", "double", "long double", "_Bool", "char", "signed char", "unsigned char", "short", "unsigned short", "int",
		"unsigned int", "long", "unsigned long", "long long", "unsigned long long",
	};
	char text[256];
	size_t n = 0;

	switch (t->kind) {
	case TYPE_POINTER:
		snprintf(text, sizeof text, t->base->kind == TYPE_ARRAY || t->base->kind == TYPE_FUNCTION ?
		         "(*%s%s)" : "*%s%s", t->is_const ? "const " : "", inner);
		write_type(t->base, out, room, text);
		return;
	case TYPE_ARRAY:
		if (t->complete)
			snprintf(text, sizeof text, "%s[%llu]", inner, (unsigned long long)t->count);
		else
			snprintf(text, sizeof text, "%s[]", inner);
		write_type(t->base, out, room, text);
		return;
	case TYPE_FUNCTION:
		n = (size_t)snprintf(text, sizeof text, "%s(", inner);
		for (size_t i = 0; i < t->params && n < sizeof text - 64; i++) {
			char one[64];

			write_type(t->param[i], one, sizeof one, "");
			n += (size_t)snprintf(text + n, sizeof text - n, "%s%s", i ? ", " : "", one);
		}
		snprintf(text + (n < sizeof text - 8 ? n : sizeof text - 8), 8, "%s)", t->variadic ? ", ..." : "");
		write_type(t->base, out, room, text);
		return;
	case TYPE_STRUCT: case TYPE_UNION: case TYPE_ENUM:
		snprintf(text, sizeof text, "%s %s", t->kind == TYPE_STRUCT ? "struct" :
		         t->kind == TYPE_UNION ? "union" : "enum", t->tag ? t->tag->text : "(anonymous)");
		break;
	default:
		snprintf(text, sizeof text, "%s", name[t->kind]);
	}
	snprintf(out, room, "%s%s%s%s%s", t->is_const ? "const " : "", t->is_volatile ? "volatile " : "", text,
	         inner[0] ? " " : "", inner);
}

const char *type_text(struct types *ts, const struct type *t)
{
	char text[300];

	write_type(t, text, sizeof text, "");
	return arena_copy(ts->arena, text, strlen(text));
}
