/*
 * decl.c - declarations: specifiers, declarators, records, enums, typedefs, objects.
 */
#include "sim/lang/tree.h"

#include <stdlib.h>
#include <string.h>

#define MOST_OBJECT_BYTES ((uint64_t)1 << 30)

enum storage { STORAGE_NONE, STORAGE_TYPEDEF, STORAGE_EXTERN, STORAGE_STATIC };

struct specifiers { struct type *type; enum storage storage; };

struct declarator { struct name *name; struct place_in_source at; struct type *type; };

static void declarator(struct compiler *c, struct type *base, struct declarator *d, bool abstract);
static struct type *specifiers(struct compiler *c, enum storage *storage);

static bool is_typedef_name(const struct token *t)
{
	return t->kind == TOKEN_NAME && t->name->keyword == 0 && t->name->symbol != NULL &&
	       t->name->symbol->kind == SYMBOL_TYPEDEF;
}

static bool token_starts_type(const struct token *t)
{
	if (t->kind != TOKEN_NAME)
		return false;
	if (t->name->keyword == 0)
		return is_typedef_name(t);
	switch ((enum keyword)t->name->keyword) {
	case K_void: case K__Bool: case K_char: case K_short: case K_int: case K_long: case K_signed:
	case K_unsigned: case K_float: case K_double: case K__Complex: case K_const: case K_volatile:
	case K_restrict: case K__Atomic: case K_struct: case K_union: case K_enum: case K_typedef:
	case K_extern: case K_static: case K_auto: case K_register: case K_inline: case K__Noreturn:
	case K__Thread_local: case K__Alignas: case K___int64: case K___declspec: case K___attribute__:
	case K_typeof: case K___cdecl:
		return true;
	default:
		return false;
	}
}

bool starts_type(struct compiler *c)
{
	return token_starts_type(&c->token);
}

static void skip_parenthesised(struct compiler *c)
{
	int level = 0;

	do {
		if (c->token.kind == TOKEN_END)
			diag_syntax(&c->diag, c->token.at, "expected ')'");
		if (at_punct(c, '('))
			level++;
		if (at_punct(c, ')'))
			level--;
		advance(c);
	} while (level > 0);
}

/* __declspec(...), __attribute__((...)) and calling conventions say nothing that matters here,
 * but for those that change layout or sharing. */
static bool skip_attribute(struct compiler *c)
{
	if (take_keyword(c, K___cdecl))
		return true;
	if (at_keyword(c, K___declspec) || at_keyword(c, K___attribute__)) {
		struct place_in_source at = c->token.at;
		const struct token *t;

		advance(c);
		t = peek(c);
		if (t->kind == TOKEN_NAME && (strstr(t->name->text, "thread") != NULL ||
		                              strstr(t->name->text, "align") != NULL))
			diag_error(&c->diag, at, "the attribute '%s' is not supported by the simulator", t->name->text);
		if (at_punct(c, '('))
			skip_parenthesised(c);
		return true;
	}
	return false;
}

static void refuse_words(struct compiler *c)
{
	static const struct { enum keyword k; const char *what; } refused[] = {
		{ K_float, "floating point ('float')" }, { K_double, "floating point ('double')" },
		{ K__Complex, "complex numbers" }, { K__Atomic, "'_Atomic'" }, { K__Thread_local, "threads ('_Thread_local')" },
		{ K__Alignas, "'_Alignas'" }, { K_typeof, "'typeof'" }, { K__Generic, "'_Generic'" },
		{ K_asm, "inline assembly" },
	};

	for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++)
		if (at_keyword(c, refused[i].k))
			diag_syntax(&c->diag, c->token.at, "%s is not supported by the simulator", refused[i].what);
}

/* ---- records and enums ---- */

static void add_member(struct compiler *c, struct type *t, struct declarator *d, size_t *room)
{
	struct member *m;
	uint64_t unused;

	if (d->type->kind == TYPE_FUNCTION)
		diag_syntax(&c->diag, d->at, "field '%s' declared as a function", d->name ? d->name->text : "");
	if (!d->type->complete && !(d->type->kind == TYPE_ARRAY && t->kind == TYPE_STRUCT))
		diag_syntax(&c->diag, d->at, "field has incomplete type '%s'", type_text(&c->types, d->type));
	if (d->name != NULL && type_member(t, d->name, &unused) != NULL)
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
	if (t->size > MOST_OBJECT_BYTES)
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

	if (s != NULL && (!defining || s->depth == c->depth)) {
		if (s->type->kind != kind)
			diag_syntax(&c->diag, at, "use of '%s' with a tag type that does not match its declaration", tag->text);
		return s->type;
	}
	t = type_new(&c->types, kind);
	t->tag = tag;
	if (tag != NULL)
		declare(c, tag, SYMBOL_TAG, t, at);
	return t;
}

static struct type *record_specifier(struct compiler *c, enum type_kind kind)
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
		if (tag == NULL)
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

static struct type *enum_specifier(struct compiler *c)
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
		if (tag == NULL)
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
		if (name.name->symbol != NULL && name.name->symbol->depth == c->depth)
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

/* ---- specifiers ---- */

struct counts { unsigned v, boolean, character, shortness, integer, length, sign, unsignedness; };

static struct type *basic_of(struct compiler *c, const struct counts *n, struct place_in_source at)
{
	enum type_kind k;

	if (n->v + n->boolean + n->character > 1 || (n->shortness && n->length) || (n->sign && n->unsignedness) ||
	    n->length > 2 || n->shortness > 1 || ((n->v || n->boolean) && (n->integer || n->length || n->shortness ||
	    n->sign || n->unsignedness)) || (n->character && (n->integer || n->length || n->shortness)))
		diag_syntax(&c->diag, at, "invalid combination of type specifiers");
	if (n->v)
		k = TYPE_VOID;
	else if (n->boolean)
		k = TYPE_BOOL;
	else if (n->character)
		k = n->unsignedness ? TYPE_UCHAR : n->sign ? TYPE_SCHAR : TYPE_CHAR;
	else if (n->shortness)
		k = n->unsignedness ? TYPE_USHORT : TYPE_SHORT;
	else if (n->length == 2)
		k = n->unsignedness ? TYPE_ULLONG : TYPE_LLONG;
	else if (n->length == 1)
		k = n->unsignedness ? TYPE_ULONG : TYPE_LONG;
	else
		k = n->unsignedness ? TYPE_UINT : TYPE_INT;
	return type_basic(&c->types, k);
}

static struct type *specifiers(struct compiler *c, enum storage *storage)
{
	struct place_in_source at = c->token.at;
	struct counts n = { 0 };
	struct type *type = NULL;
	bool is_const = false, is_volatile = false, any = false;

	*storage = STORAGE_NONE;
	for (;;) {
		refuse_words(c);
		if (skip_attribute(c))
			continue;
		if (take_keyword(c, K_const))
			is_const = true;
		else if (take_keyword(c, K_volatile))
			is_volatile = true;
		else if (take_keyword(c, K_restrict) || take_keyword(c, K_auto) || take_keyword(c, K_register) ||
		         take_keyword(c, K_inline) || take_keyword(c, K__Noreturn))
			;
		else if (take_keyword(c, K_typedef))
			*storage = STORAGE_TYPEDEF;
		else if (take_keyword(c, K_extern))
			*storage = STORAGE_EXTERN;
		else if (take_keyword(c, K_static))
			*storage = STORAGE_STATIC;
		else if (type == NULL && take_keyword(c, K_void))
			any = (n.v = 1) != 0;
		else if (type == NULL && take_keyword(c, K__Bool))
			any = (n.boolean = 1) != 0;
		else if (type == NULL && take_keyword(c, K_char))
			any = ++n.character != 0;
		else if (type == NULL && take_keyword(c, K_short))
			any = ++n.shortness != 0;
		else if (type == NULL && take_keyword(c, K_int))
			any = ++n.integer != 0;
		else if (type == NULL && take_keyword(c, K_long))
			any = ++n.length != 0;
		else if (type == NULL && take_keyword(c, K___int64))
			any = (n.length = 2) != 0;
		else if (type == NULL && take_keyword(c, K_signed))
			any = ++n.sign != 0;
		else if (type == NULL && take_keyword(c, K_unsigned))
			any = ++n.unsignedness != 0;
		else if (!any && type == NULL && take_keyword(c, K_struct))
			type = record_specifier(c, TYPE_STRUCT);
		else if (!any && type == NULL && take_keyword(c, K_union))
			type = record_specifier(c, TYPE_UNION);
		else if (!any && type == NULL && take_keyword(c, K_enum))
			type = enum_specifier(c);
		else if (!any && type == NULL && is_typedef_name(&c->token)) {
			type = c->token.name->symbol->type;
			advance(c);
		} else
			break;
	}
	if (type == NULL && !any) {
		const struct token *t = peek(c);

		if (c->token.kind != TOKEN_NAME || c->token.name->keyword != 0)
			diag_syntax(&c->diag, at, "type specifier missing");
		if (t->kind == TOKEN_NAME || (t->kind == TOKEN_PUNCT && t->punct == '*'))
			diag_syntax(&c->diag, c->token.at, "unknown type name '%s'", c->token.name->text);
		diag_warning(&c->diag, at, "type specifier missing, defaults to 'int'");
	}
	if (type == NULL)
		type = basic_of(c, &n, at);
	return type_qualified(&c->types, type, is_const, is_volatile);
}

/* ---- declarators ---- */

static void add_param(struct compiler *c, struct type *t, struct declarator *d, size_t *room)
{
	if (t->params + 1 > *room) {
		size_t more = (*room + 8) * 2;
		struct type **param = arena_alloc(&c->arena, more * sizeof *param);
		struct name **name = arena_alloc(&c->arena, more * sizeof *name);
		struct place_in_source *at = arena_alloc(&c->arena, more * sizeof *at);

		if (t->params != 0) {
			memcpy(param, t->param, t->params * sizeof *param);
			memcpy(name, t->param_name, t->params * sizeof *name);
			memcpy(at, t->param_at, t->params * sizeof *at);
		}
		t->param = param;
		t->param_name = name;
		t->param_at = at;
		*room = more;
	}
	if (t->params >= MOST_ARGS - 1)
		diag_syntax(&c->diag, d->at, "a function cannot have more than %d parameters here", MOST_ARGS - 1);
	t->param[t->params] = d->type;
	t->param_name[t->params] = d->name;
	t->param_at[t->params++] = d->at;
}

/* A name that is no type, where a parameter should begin: f(a, b) is how C was written before 1989. */
static _Noreturn void refuse_old_style(struct compiler *c)
{
	const struct token *t = peek(c);

	if (t->kind == TOKEN_PUNCT && (t->punct == ',' || t->punct == ')') && c->token.name->keyword == 0)
		diag_syntax(&c->diag, c->token.at, "a parameter without a type ('%s') is not supported by the simulator: "
		            "declare it between the parentheses", c->token.name->text);
	diag_syntax(&c->diag, c->token.at, "unknown type name '%s'", c->token.name->text);
}

static void parameters(struct compiler *c, struct type *t)
{
	size_t room = 0;

	if (take_punct(c, ')')) {
		t->old_style = true;
		return;
	}
	if (at_keyword(c, K_void) && peek(c)->kind == TOKEN_PUNCT && peek(c)->punct == ')') {
		advance(c);
		advance(c);
		return;
	}
	for (;;) {
		enum storage storage;
		struct declarator d;
		struct type *base;

		if (take_punct(c, P_ELLIPSIS)) {
			t->variadic = true;
			break;
		}
		if (!starts_type(c)) {
			if (c->token.kind == TOKEN_NAME)
				refuse_old_style(c);
			diag_syntax(&c->diag, c->token.at, "expected parameter declarator");
		}
		base = specifiers(c, &storage);
		declarator(c, base, &d, true);
		if (d.type->kind == TYPE_ARRAY)
			d.type = type_pointer(&c->types, d.type->base);
		else if (d.type->kind == TYPE_FUNCTION)
			d.type = type_pointer(&c->types, d.type);
		else if (d.type->kind == TYPE_VOID)
			diag_syntax(&c->diag, d.at, "parameter may not have 'void' type");
		add_param(c, t, &d, &room);
		if (!take_punct(c, ','))
			break;
	}
	expect_punct(c, ')', " after the parameters");
}

/* The number between [ and ], which must be known now. */
static int64_t array_size(struct compiler *c)
{
	struct place_in_source at = c->token.at;
	struct node *n = as_value(c, assignment(c));

	if (!type_is_integer(n->type))
		diag_syntax(&c->diag, at, "size of array has non-integer type '%s'", type_text(&c->types, n->type));
	if (n->kind != NODE_NUMBER)
		diag_syntax(&c->diag, at, c->function != NULL ?
		            "variable-length arrays are not supported by the simulator: the size must be a constant" :
		            "array size is not an integer constant expression");
	return n->value;
}

/* What follows a name: [..] and (..), read from the left, applied from the right. */
static struct type *suffix(struct compiler *c, struct type *base)
{
	struct place_in_source at = c->token.at;
	struct type *t;

	if (take_punct(c, '(')) {
		t = type_new(&c->types, TYPE_FUNCTION);
		enter_nesting(c);
		open_block(c);
		parameters(c, t);
		close_block(c);
		leave_nesting(c);
		while (skip_attribute(c))
			;
		t->base = suffix(c, base);
		if (t->base->kind == TYPE_ARRAY || t->base->kind == TYPE_FUNCTION)
			diag_syntax(&c->diag, at, "function cannot return %s type '%s'",
			            t->base->kind == TYPE_ARRAY ? "array" : "function", type_text(&c->types, t->base));
		return t;
	}
	if (take_punct(c, '[')) {
		int64_t count = 0;
		bool complete = !at_punct(c, ']');

		while (take_keyword(c, K_static) || take_keyword(c, K_const) || take_keyword(c, K_restrict) ||
		       take_keyword(c, K_volatile))
			complete = !at_punct(c, ']');
		if (complete)
			count = array_size(c);
		expect_punct(c, ']', "");
		enter_nesting(c);
		base = suffix(c, base);
		leave_nesting(c);
		if (count < 0)
			diag_syntax(&c->diag, at, "array has a negative size");
		if (base->kind == TYPE_FUNCTION || base->kind == TYPE_VOID || !base->complete)
			diag_syntax(&c->diag, at, "array has incomplete element type '%s'", type_text(&c->types, base));
		if (base->size != 0 && (uint64_t)count > MOST_OBJECT_BYTES / base->size)
			diag_syntax(&c->diag, at, "array is too large");
		return type_array(&c->types, base, (uint64_t)count, complete);
	}
	while (skip_attribute(c))
		;
	return base;
}

static void declarator(struct compiler *c, struct type *base, struct declarator *d, bool abstract)
{
	enter_nesting(c);
	while (skip_attribute(c))
		;
	while (take_punct(c, '*')) {
		bool is_const = false, is_volatile = false;

		base = type_pointer(&c->types, base);
		for (;;) {
			if (take_keyword(c, K_const))
				is_const = true;
			else if (take_keyword(c, K_volatile))
				is_volatile = true;
			else if (!take_keyword(c, K_restrict) && !skip_attribute(c))
				break;
		}
		base = type_qualified(&c->types, base, is_const, is_volatile);
	}
	d->name = NULL;
	d->at = c->token.at;
	if (at_punct(c, '(') && !token_starts_type(peek(c)) && !(peek(c)->kind == TOKEN_PUNCT && peek(c)->punct == ')')) {
		/* (declarator): its type is known only after what follows it. A stand-in is filled in then. */
		struct type *inner = type_new(&c->types, TYPE_VOID), *outer;

		advance(c);
		declarator(c, inner, d, abstract);
		expect_punct(c, ')', "");
		outer = suffix(c, base);
		if (d->type == inner) {
			d->type = outer;
		} else {
			struct type *plain = outer->plain;

			*inner = *outer;
			inner->plain = plain == outer ? inner : plain;
			if (type_is_record(outer) || outer->kind == TYPE_ENUM)
				inner->plain = outer->plain;
			/* arrays of the stand-in learn its size now */
			for (struct type *t = d->type; t != inner && t->kind == TYPE_ARRAY; t = t->base) {
				uint64_t elements = 1;
				struct type *u = t;

				for (; u != inner && u->kind == TYPE_ARRAY; u = u->base)
					elements *= u->count;
				t->size = elements * u->size;
				t->align = u->align;
			}
		}
	} else {
		if (c->token.kind == TOKEN_NAME && c->token.name->keyword == 0) {
			d->name = c->token.name;
			advance(c);
		} else if (!abstract) {
			refuse_words(c);
			diag_syntax(&c->diag, c->token.at, c->token.kind == TOKEN_NAME ?
			            "expected identifier, found a keyword" : "expected identifier or '('");
		}
		d->type = suffix(c, base);
	}
	leave_nesting(c);
}

struct type *type_name(struct compiler *c)
{
	enum storage storage;
	struct declarator d;
	struct type *base = specifiers(c, &storage);

	declarator(c, base, &d, true);
	return d.type;
}

/* ---- objects ---- */

int64_t new_local(struct compiler *c, uint64_t size, uint32_t align)
{
	if (align < 8 && size >= 8)
		align = 8;
	if (size > ((uint64_t)1 << 30) || (uint64_t)c->frame_bytes + size > ((uint64_t)1 << 30))
		diag_syntax(&c->diag, c->token.at, "the function's variables are too large");
	c->frame_bytes = (int64_t)(((uint64_t)c->frame_bytes + size + align - 1) / align * align);
	return -c->frame_bytes;
}

void place_global(struct compiler *c, struct symbol *s)
{
	struct program *p = c->program;
	struct type *t = s->type;
	bool constant = t->is_const;
	uint8_t **bytes;
	size_t *used, *room, at;
	uint64_t most;

	while (t->kind == TYPE_ARRAY) {
		t = t->base;
		constant |= t->is_const;
	}
	if (s->placed || !s->type->complete)
		return;
	bytes = constant ? &p->rdata : &p->data;
	used = constant ? &p->rdata_bytes : &p->data_bytes;
	room = constant ? &p->rdata_room : &p->data_room;
	most = constant ? MOST_RDATA : MOST_DATA;
	at = (*used + s->type->align - 1) / s->type->align * s->type->align;
	if (s->type->size >= 16)
		at = (at + 15) & ~(size_t)15;
	if (s->type->size > most || at + s->type->size > most)
		diag_syntax(&c->diag, s->at, "the lab's static data is larger than %llu MiB",
		            (unsigned long long)(most >> 20));
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

	if (old != NULL && old->depth == c->depth && old->kind == SYMBOL_TYPEDEF && type_same(old->type, d->type))
		return;
	if (old != NULL && old->depth == c->depth)
		diag_error(&c->diag, d->at, "redefinition of '%s'", d->name->text);
	declare(c, d->name, SYMBOL_TYPEDEF, d->type, d->at);
}

static struct symbol *declare_function(struct compiler *c, const struct declarator *d)
{
	struct symbol *old = d->name->symbol, *s;
	unsigned depth = c->depth;

	if (old != NULL && (old->depth == 0 || old->depth == c->depth)) {
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

	if (s != NULL && s->depth == 0 && c->depth == 0) {
		if (s->kind != SYMBOL_GLOBAL || !type_same(s->type, d->type)) {
			diag_error(&c->diag, d->at, "redefinition of '%s' with a different type or kind", d->name->text);
			diag_note(&c->diag, s->at, "previous definition is here");
			s = declare(c, d->name, SYMBOL_GLOBAL, d->type, d->at);
		} else if (!s->type->complete) {
			s->type = d->type;
		}
	} else {
		unsigned depth = c->depth;

		if (storage == STORAGE_EXTERN && s != NULL && s->kind == SYMBOL_GLOBAL && s->depth == 0)
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

	if (s != NULL && s->depth == c->depth && s->kind != SYMBOL_TAG)
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
	if (d->name == NULL)
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
