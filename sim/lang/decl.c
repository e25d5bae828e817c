/*
 * decl.c - what a declaration declares: typedefs, functions, globals, locals.
 *
 * Specifiers and declarators say the type (specifier.c, tag.c, declarator.c); here a
 * name gets it, and a place among the locals or in the image.
 */
#include "sim/lang/decl.h"

#include <assert.h>
#include <string.h>

int64_t local_behind(int64_t bytes, uint64_t size, uint32_t align)
{
	assert(align > 0 && (align & (align - 1)) == 0);
	if (align < 8 && size >= 8)
		align = 8;
	return (int64_t)(((uint64_t)bytes + size + align - 1) / align * align);
}

int64_t new_local(struct compiler *c, uint64_t size, uint32_t align)
{
	if (size > ((uint64_t)1 << 30) || (uint64_t)c->locals_bytes + size > ((uint64_t)1 << 30))
		diag_syntax(&c->diag, c->token.at, "the function's variables are too large");
	c->locals_bytes = local_behind(c->locals_bytes, size, align);
	return -c->locals_bytes;
}

void place_global(struct compiler *c, struct symbol *s, uint64_t size)
{
	struct program *p = c->program;
	struct type *t = s->type;
	bool constant = t->is_const;
	uint8_t **bytes;
	size_t *used, *room, at, align = s->type->align;
	uint64_t limit;

	assert(s->kind == SYMBOL_GLOBAL);
	while (t->kind == TYPE_ARRAY) {
		t = t->base;
		constant |= t->is_const;
	}
	if (s->late && s->type->complete)
		s->placed = s->late = false;
	if (s->placed || !s->type->complete)
		return;
	if (size < s->type->size)
		size = s->type->size;
	bytes = constant ? &p->rdata : &p->data;
	used = constant ? &p->rdata_bytes : &p->data_bytes;
	room = constant ? &p->rdata_room : &p->data_room;
	limit = constant ? RDATA_MAX : DATA_MAX;
	if (s->align > align)
		align = s->align;
	if (size >= 16 && align < 16)
		align = 16;
	at = (*used + align - 1) / align * align;
	if (size > limit || at + size > limit)
		diag_syntax(&c->diag, s->at, "the lab's static data is larger than %llu MiB",
		            (unsigned long long)(limit >> 20));
	grow_array(bytes, room, at + size, 1);
	if (at + size > *used)
		memset(*bytes + *used, 0, at + size - *used);
	*used = at + size;
	s->value = (int64_t)((constant ? RDATA_BASE : DATA_BASE) + at);
	s->placed = true;
	if (!constant)
		note_variable(c, s);
}

static const struct late *late_of(const struct compiler *c, const struct symbol *s)
{
	for (size_t i = 0; s->name && i < c->late->items; i++)
		if (strcmp(c->late->item[i].name, s->name->text) == 0)
			return &c->late->item[i];
	return NULL;
}

void place_late(struct compiler *c, struct symbol *s)
{
	const struct late *known = s->type->kind == TYPE_ARRAY || type_is_record(s->type) ? late_of(c, s) : NULL;
	struct type *declared = s->type, *whole = type_new(&c->types, TYPE_STRUCT);

	if (known) {            /* room for it as it will be */
		whole->size = known->size_bytes;
		whole->align = known->align;
		whole->complete = true;
		for (const struct type *t = declared; t; t = t->kind == TYPE_ARRAY ? t->base : NULL)
			whole->is_const |= t->is_const;
		s->type = whole;
		place_global(c, s, 0);
		s->type = declared;
	} else if (s->name && s->name->linked == s && (s->type->kind == TYPE_ARRAY || type_is_record(s->type))) {
		s->placed = s->late = s->was_late = true;
		s->value = DATA_BASE;
	}
}

void collect_late(struct compiler *c)
{
	for (struct symbol *s = c->linked; s; s = s->next_linked) {
		struct late l = { NULL, s->type->size, s->align > s->type->align ? s->align : s->type->align };

		if (!s->was_late || !s->type->complete)
			continue;
		l.name = strdup(s->name->text);
		grow_array(&c->late->item, &c->late->room, c->late->items + 1, sizeof *c->late->item);
		c->late->item[c->late->items++] = l;
	}
}

static void declare_typedef(struct compiler *c, const struct declarator *d)
{
	struct symbol *old = d->name->symbol;

	if (old && old->depth == c->depth && old->kind == SYMBOL_TYPEDEF && type_same(old->type, d->type))
		return;
	if (old && old->depth == c->depth)
		diag_error(&c->diag, d->at, "redefinition of '%s'", d->name->text);
	declare(c, d->name, SYMBOL_TYPEDEF, type_aligned(&c->types, d->type, d->attributes.align), d->at);
}

/* The object or function of that name that has linkage, made if this is the first to speak of it. */
static struct symbol *linked_symbol(struct compiler *c, const struct declarator *d, enum symbol_kind kind, enum storage storage)
{
	struct symbol *s = d->name->linked;

	if (!s) {
		s = arena_alloc(&c->arena, sizeof *s);
		*s = (struct symbol){ .kind = kind, .name = d->name, .type = d->type, .at = d->at };
		s->value = kind == SYMBOL_FUNCTION ? -1 : 0;
		s->internal = storage == STORAGE_STATIC;
		s->next_linked = c->linked;
		c->linked = d->name->linked = s;
		return s;
	}
	if (s->kind != kind)
		diag_syntax(&c->diag, d->at, "redefinition of '%s' as a different kind of symbol", d->name->text);
	if (!type_same(s->type, d->type) && !s->at.source->system) {
		diag_error(&c->diag, d->at, "conflicting types for '%s'", d->name->text);
		diag_note(&c->diag, s->at, "previous declaration is here");
	}
	if (storage == STORAGE_STATIC && !s->internal && !s->at.source->system)
		diag_error(&c->diag, d->at, "static declaration of '%s' follows non-static declaration", d->name->text);
	else if (storage == STORAGE_NONE && kind == SYMBOL_GLOBAL && s->internal)
		diag_error(&c->diag, d->at, "non-static declaration of '%s' follows static declaration", d->name->text);
	return s;
}

/* What the name means where it was declared: the object itself, not a block's declaration of it. */
static struct symbol *meant(struct symbol *s)
{
	return s && s->object ? s->object : s;
}

/* A declaration with linkage in this scope: it shows the one object, past whatever hides it. */
static void show_linked(struct compiler *c, const struct declarator *d, struct symbol *s)
{
	struct symbol *now = d->name->symbol;

	if (now && now->depth == c->depth && meant(now) != s)
		diag_syntax(&c->diag, d->at, "redefinition of '%s' as a different kind of symbol", d->name->text);
	if (meant(now) == s)
		return;
	if (c->depth == 0)
		d->name->symbol = s;
	else
		declare(c, d->name, s->kind, d->type->complete || s->kind == SYMBOL_FUNCTION ? d->type : s->type, d->at)->object = s;
}

static struct symbol *declare_function(struct compiler *c, const struct declarator *d, enum storage storage)
{
	struct symbol *s = linked_symbol(c, d, SYMBOL_FUNCTION, storage);

	if (s->type->old_style || s->at.source->system || !d->type->old_style)
		s->type = d->type;
	show_linked(c, d, s);
	return s;
}

static void check_object(struct compiler *c, const struct declarator *d)
{
	if (d->type->plain->excused)
		diag_give_up(&c->diag);
	if (d->type->vla_slot)
		diag_syntax(&c->diag, d->at, "an array of computed size must be a local variable without initializer");
	if (d->type->kind == TYPE_VOID)
		diag_syntax(&c->diag, d->at, "variable has incomplete type 'void'");
	if (!d->type->complete && !(d->type->kind == TYPE_ARRAY))
		diag_syntax(&c->diag, d->at, "variable has incomplete type '%s'", type_text(&c->types, d->type));
}

/* Its initialiser, or the place that it has without one. */
static void define_global(struct compiler *c, const struct declarator *d, struct symbol *s, enum storage storage)
{
	if (!at_punct(c, '=') || !type_is_flexible(s->type))
		place_global(c, s, 0);          /* before its initialiser, which may take its address */
	if (take_punct(c, '=')) {
		if (s->defined)
			diag_error(&c->diag, d->at, "redefinition of '%s'", d->name->text);
		if (storage == STORAGE_EXTERN && c->depth > 0)
			diag_error(&c->diag, d->at, "declaration of block scope identifier with linkage cannot have an initializer");
		s->defined = true;
		initialise_global(c, s);
	} else if (storage != STORAGE_EXTERN) {
		s->tentative = true;
		check_object(c, d);
	}
}

static void declare_global(struct compiler *c, const struct declarator *d, enum storage storage)
{
	struct symbol *s = linked_symbol(c, d, SYMBOL_GLOBAL, storage);

	if (!completed_type(s->type)->complete)
		s->type = d->type;
	if (d->attributes.align > s->align)
		s->align = d->attributes.align;
	show_linked(c, d, s);
	define_global(c, d, s, storage);
}

static void check_new_in_block(struct compiler *c, const struct declarator *d)
{
	if (d->name->symbol && d->name->symbol->depth == c->depth)
		diag_error(&c->diag, d->at, "redefinition of '%s'", d->name->text);
}

static void declare_static_local(struct compiler *c, const struct declarator *d)
{
	struct symbol *s;

	check_new_in_block(c, d);
	s = declare(c, d->name, SYMBOL_GLOBAL, d->type, d->at);
	s->align = d->attributes.align;
	define_global(c, d, s, STORAGE_STATIC);
}

void complete_linked(struct compiler *c)
{
	for (struct symbol *s = c->linked; s; s = s->next_linked)
		if (s->kind == SYMBOL_GLOBAL && s->tentative && !s->type->complete && s->type->kind == TYPE_ARRAY) {
			s->type = type_array(&c->types, s->type->base, 1, true);
			place_global(c, s, 0);
		}
}

void check_linked(struct compiler *c)
{
	for (const struct symbol *s = c->linked; s; s = s->next_linked)
		if (s->kind == SYMBOL_GLOBAL && s->used && !s->defined && !s->tentative && !s->at.source->system)
			diag_error(&c->diag, s->at, "'%s' is declared here and used, but nowhere defined", s->name->text);
}

struct node *local_node(struct compiler *c, const struct symbol *s, struct place_in_source at)
{
	struct node *n = new_node(c, NODE_LOCAL, s->type, at), *d;
	struct type *number_type = type_basic(&c->types, TYPE_ULLONG);

	n->value = s->value;
	n->align = s->align;
	if (s->type->vla_slot) {
		n->type = type_pointer(&c->types, s->type);
		d = new_node(c, NODE_DEREF, s->type, at);
		d->a = n;
		return d;
	}
	if (s->align <= STACK_ALIGN)
		return n;
	/* fp is a multiple of STACK_ALIGN only: the next one of `align` is found where it is needed */
	d = new_node(c, NODE_ADDRESS, number_type, at);
	d->a = n;
	d = new_binary(c, '+', d, number(c, s->align - STACK_ALIGN, number_type, at), at);
	d = new_binary(c, '&', d, number(c, -(int64_t)s->align, number_type, at), at);
	n = new_node(c, NODE_DEREF, s->type, at);
	n->align = s->align;
	n->a = cast_to(c, d, type_pointer(&c->types, s->type));
	return n;
}

/* The array of computed size that was declared last and is still known: the next one lies below it. NULL: none. */
static const struct symbol *array_above(const struct compiler *c)
{
	for (size_t i = c->scopes; i-- > 0;)
		if (c->scope[i]->kind == SYMBOL_LOCAL && c->scope[i]->type->vla_slot && c->scope[i]->value != 0)
			return c->scope[i];
	return NULL;
}

/* Its local is a pointer to bytes of the stack, which are taken anew whenever the declaration is reached. */
static void declare_computed(struct compiler *c, struct declarator *d)
{
	const struct symbol *above = array_above(c);
	struct type *word = type_basic(&c->types, TYPE_ULLONG);
	uint32_t line = d->at.line;
	struct symbol *s = declare(c, d->name, SYMBOL_LOCAL, d->type, d->at);

	if (at_punct(c, '='))
		diag_syntax(&c->diag, d->at, "variable-sized object may not be initialized");
	s->value = new_local(c, 8, 8);
	gen_load_local(c, d->type->vla_slot, word, 0, line);
	if (above)
		gen_load_local(c, above->value, word, 1, line);
	else
		emit(c, OP_CONST, 1, 0, 0, 1, line);
	emit(c, OP_ALLOCA, 0, 0, 1, 0, line);
	gen_store_local(c, s->value, word, 0, line);
}

static void declare_local(struct compiler *c, struct declarator *d)
{
	struct symbol *s;

	check_new_in_block(c, d);
	if (d->type->vla_slot) {
		declare_computed(c, d);
		return;
	}
	s = declare(c, d->name, SYMBOL_LOCAL, d->type, d->at);
	s->align = d->attributes.align > d->type->align ? d->attributes.align : d->type->align;
	if (d->type->complete)
		s->value = s->align > STACK_ALIGN ? new_local(c, d->type->size + s->align - STACK_ALIGN, STACK_ALIGN) :
		           new_local(c, d->type->size, s->align);
	else if (s->align > STACK_ALIGN)
		diag_syntax(&c->diag, d->at, "an array of this alignment needs its size, for the simulator");
	if (take_punct(c, '=')) {
		/* int a[] = ...: the size comes from the initialiser, so the place is known only then. */
		struct node *target = local_node(c, s, d->at);

		check_object(c, d);
		gen_effect(c, initialise_local(c, target, &s->type));
		if (target->kind == NODE_LOCAL)
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
		struct symbol *s = declare_function(c, d, storage);

		if (d->type->named_only && c->depth == 0 && starts_type(c))
			types_of_names(c, d->type);
		if (d->type->named_only && !at_punct(c, '{'))
			diag_syntax(&c->diag, d->at, "a parameter list without types is only allowed in a function definition");
		if (at_punct(c, '{')) {
			if (c->depth > 0 || !first)
				diag_syntax(&c->diag, c->token.at, "function definition is not allowed here");
			if (s->defined)
				diag_syntax(&c->diag, d->at, "redefinition of '%s'", d->name->text);
			s->at = d->at;
			s->type = d->type;
			s->defined = true;
			function_body(c, s);
			return true;
		}
	} else if (c->depth == 0 || storage == STORAGE_EXTERN) {
		declare_global(c, d, storage);
	} else if (storage == STORAGE_STATIC) {
		declare_static_local(c, d);
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
	struct attributes attributes;
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
	base = specifiers(c, &storage, &attributes);
	if (take_punct(c, ';'))
		return;
	for (;; first = false) {
		struct declarator d = { .attributes = attributes };

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
