/*
 * declarator.c - what stands around a declared name: `*`, [..], (parameters).
 *
 * Read from the left and applied from the inside outwards. A parenthesised
 * declarator is read with a stand-in for its type, filled in when what follows is known.
 */
#include "sim/lang/decl.h"

#include <string.h>

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
	if (t->params >= ARGS_MAX - 1)
		diag_syntax(&c->diag, d->at, "a function cannot have more than %d parameters here", ARGS_MAX - 1);
	t->param[t->params] = d->type;
	t->param_name[t->params] = d->name;
	t->param_at[t->params++] = d->at;
}

/* f(a, b): names alone, as C was written before 1989; their types follow, before the body. True if it is such a list. */
static bool names_alone(struct compiler *c, struct type *t, size_t *room)
{
	const struct token *next = peek(c);

	if (c->token.kind != TOKEN_NAME || starts_type(c) || c->token.name->keyword != 0 || next->kind != TOKEN_PUNCT ||
	    (next->punct != ',' && next->punct != ')'))
		return false;
	t->old_style = t->named_only = true;
	do {
		struct declarator d = { .name = c->token.name, .at = c->token.at, .type = type_basic(&c->types, TYPE_INT) };

		if (c->token.kind != TOKEN_NAME || c->token.name->keyword != 0)
			diag_syntax(&c->diag, c->token.at, "expected identifier");
		add_param(c, t, &d, room);
		advance(c);
	} while (take_punct(c, ','));
	expect_punct(c, ')', " after the parameters");
	return true;
}

/* What a parameter of this type is. */
static struct type *as_parameter(struct compiler *c, struct type *t, struct place_in_source at)
{
	if (t->kind == TYPE_ARRAY) {
		struct type *p = type_pointer(&c->types, t->base);

		p->length = t->length;  /* means nothing, but is computed */
		return p;
	}
	if (t->kind == TYPE_FUNCTION)
		return type_pointer(&c->types, t);
	if (t->kind == TYPE_VOID)
		diag_syntax(&c->diag, at, "parameter may not have 'void' type");
	return t;
}

void types_of_names(struct compiler *c, struct type *f)
{
	while (!at_punct(c, '{')) {
		enum storage storage;
		struct attributes attributes;
		struct type *base = specifiers(c, &storage, &attributes);

		do {
			struct declarator d = { 0 };
			size_t i = 0;

			declarator(c, base, &d, false);
			while (i < f->params && f->param_name[i] != d.name)
				i++;
			if (i == f->params)
				diag_syntax(&c->diag, d.at, "parameter named '%s' is missing", d.name ? d.name->text : "");
			f->param[i] = as_parameter(c, d.type, d.at);
		} while (take_punct(c, ','));
		expect_punct(c, ';', " after the declaration");
	}
}

static void parameters(struct compiler *c, struct type *t)
{
	int64_t bytes = RESULT_SLOT_BYTES;      /* where each will lie, if this is a definition */
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
	if (names_alone(c, t, &room))
		return;
	for (;;) {
		enum storage storage;
		struct declarator d = { 0 };
		struct type *base;

		if (take_punct(c, P_ELLIPSIS)) {
			t->variadic = true;
			break;
		}
		if (!starts_type(c)) {
			if (c->token.kind == TOKEN_NAME && c->token.name->keyword == 0)
				diag_syntax(&c->diag, c->token.at, "unknown type name '%s'", c->token.name->text);
			diag_syntax(&c->diag, c->token.at, "expected parameter declarator");
		}
		base = specifiers(c, &storage, &d.attributes);
		declarator(c, base, &d, true);
		d.type = as_parameter(c, d.type, d.at);
		bytes = local_behind(bytes, d.type->size, d.type->align);
		if (d.name && !(d.name->symbol && d.name->symbol->depth == c->depth))      /* a size behind it may name it */
			declare(c, d.name, SYMBOL_LOCAL, d.type, (struct place_in_source){ 0 })->value = -bytes;
		add_param(c, t, &d, &room);
		if (!take_punct(c, ','))
			break;
	}
	expect_punct(c, ')', " after the parameters");
}

/* What stands between [ and ]: a number, or what is computed where the declaration stands (*length). */
static int64_t array_size(struct compiler *c, struct node **length)
{
	struct place_in_source at = c->token.at;
	struct node *n = as_value(c, assignment(c));

	if (!type_is_integer(n->type))
		diag_syntax(&c->diag, at, "size of array has non-integer type '%s'", type_text(&c->types, n->type));
	if (n->kind == NODE_NUMBER)
		return n->value;
	*length = n;
	return 0;
}

/* An array whose size is computed: its bytes are kept in a local, for as long as the type is known. */
static struct type *computed_array(struct compiler *c, struct type *base, struct node *length, struct place_in_source at)
{
	struct type *t, *bytes = type_basic(&c->types, TYPE_ULLONG);
	struct node *n = cast_to(c, length, bytes);

	if (c->in_parameters) {         /* computed when the function begins */
		t = type_array(&c->types, base, 0, false);
		t->length = length;
		return t;
	}
	if (!c->function)
		diag_syntax(&c->diag, at, "array size is not an integer constant expression");
	n = new_binary(c, '*', n, size_node(c, base, at), at);
	t = type_array(&c->types, base, 0, true);
	t->vla_slot = new_local(c, 8, 8);
	gen_value(c, n, 0);
	gen_store_local(c, t->vla_slot, bytes, 0, at.line);
	return t;
}

void compute_sizes(struct compiler *c, struct type *t)
{
	struct type *bytes = type_basic(&c->types, TYPE_ULLONG);
	struct node *n;

	if (t->kind != TYPE_POINTER && t->kind != TYPE_ARRAY)
		return;
	compute_sizes(c, t->base);
	if (t->kind == TYPE_POINTER && t->length)
		gen_effect(c, t->length);
	if (t->kind == TYPE_POINTER || !t->length || t->vla_slot)
		return;
	n = new_binary(c, '*', cast_to(c, t->length, bytes), size_node(c, t->base, t->length->at), t->length->at);
	t->vla_slot = new_local(c, 8, 8);
	t->complete = true;
	gen_value(c, n, 0);
	gen_store_local(c, t->vla_slot, bytes, 0, n->at.line);
}

static bool ends_in_stand_in(const struct type *t)
{
	while (t->kind == TYPE_ARRAY)
		t = t->base;
	return t->stand_in;
}

/* What follows a name: [..] and (..), read from the left, applied from the right. */
static struct type *suffix(struct compiler *c, struct type *base, struct attributes *a)
{
	struct place_in_source at = c->token.at;
	struct type *t;

	if (take_punct(c, '(')) {
		t = type_new(&c->types, TYPE_FUNCTION);
		enter_nesting(c);
		open_block(c);
		c->in_parameters++;
		parameters(c, t);
		c->in_parameters--;
		close_block(c);
		leave_nesting(c);
		while (take_attribute(c, a))
			;
		t->base = suffix(c, base, a);
		if (t->base->kind == TYPE_ARRAY || t->base->kind == TYPE_FUNCTION)
			diag_syntax(&c->diag, at, "function cannot return %s type '%s'",
			            t->base->kind == TYPE_ARRAY ? "array" : "function", type_text(&c->types, t->base));
		return t;
	}
	if (take_punct(c, '[')) {
		int64_t count = 0;
		struct node *length = NULL;
		bool complete = !at_punct(c, ']');

		while (take_keyword(c, K_static) || take_keyword(c, K_const) || take_keyword(c, K_restrict) ||
		       take_keyword(c, K_volatile) || take_keyword(c, K__Atomic))
			complete = !at_punct(c, ']');
		if (at_punct(c, '*') && peek(c)->kind == TOKEN_PUNCT && peek(c)->punct == ']') {
			advance(c);             /* [*]: of some size, in a prototype */
			length = number(c, 1, type_basic(&c->types, TYPE_ULLONG), at);
			complete = false;
		}
		if (complete)
			count = array_size(c, &length);
		expect_punct(c, ']', "");
		enter_nesting(c);
		base = suffix(c, base, a);
		leave_nesting(c);
		if (count < 0)
			diag_syntax(&c->diag, at, "array has a negative size");
		if (length && ends_in_stand_in(base))
			diag_syntax(&c->diag, at, "a computed size in parentheses is not supported by the simulator: "
			            "leave the parentheses out");
		if (!ends_in_stand_in(base) &&
		    (base->kind == TYPE_FUNCTION || base->kind == TYPE_VOID || (!base->complete && !base->length)))
			diag_syntax(&c->diag, at, "array has incomplete element type '%s'", type_text(&c->types, base));
		if (base->size != 0 && (uint64_t)count > OBJECT_BYTES_MAX / base->size)
			diag_syntax(&c->diag, at, "array is too large");
		if (length || (complete && (base->vla_slot || base->length)))
			return computed_array(c, base, length ? length : number(c, count, type_basic(&c->types, TYPE_ULLONG), at), at);
		return type_array(&c->types, base, (uint64_t)count, complete);
	}
	while (take_attribute(c, a))
		;
	return base;
}

/* Behind a ( that stands where a name may: does it hold parameters? A calling convention belongs to the declarator. */
static bool starts_parameters(struct compiler *c)
{
	const struct token *t = peek(c);
	enum keyword k = t->kind == TOKEN_NAME ? (enum keyword)t->name->keyword : K_NONE;

	return token_starts_type(t) && k != K___cdecl && k != K___attribute__ && k != K___declspec;
}

void declarator(struct compiler *c, struct type *base, struct declarator *d, bool abstract)
{
	enter_nesting(c);
	while (take_attribute(c, &d->attributes))
		;
	while (take_punct(c, '*')) {
		bool is_const = false, is_volatile = false;

		base = type_pointer(&c->types, base);
		for (;;) {
			if (take_keyword(c, K_const))
				is_const = true;
			else if (take_keyword(c, K_volatile))
				is_volatile = true;
			else if (take_keyword(c, K__Atomic))
				base = type_atomic(&c->types, base);
			else if (!take_keyword(c, K_restrict) && !take_attribute(c, &d->attributes))
				break;
		}
		base = type_qualified(&c->types, base, is_const, is_volatile);
	}
	d->name = NULL;
	d->at = c->token.at;
	if (at_punct(c, '(') && !starts_parameters(c) && !(peek(c)->kind == TOKEN_PUNCT && peek(c)->punct == ')')) {
		/* (declarator): its type is known only after what follows it. A stand-in is filled in then. */
		struct type *inner = type_new(&c->types, TYPE_VOID), *outer;

		inner->stand_in = true;
		advance(c);
		declarator(c, inner, d, abstract);
		expect_punct(c, ')', "");
		outer = suffix(c, base, &d->attributes);
		if (d->type == inner) {
			d->type = outer;
		} else {
			struct type *plain = outer->plain;

			if (d->type->kind == TYPE_ARRAY && ends_in_stand_in(d->type) &&
			    (!outer->complete || outer->vla_slot || outer->length))
				diag_syntax(&c->diag, d->at, "array has incomplete element type '%s'", type_text(&c->types, outer));
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
		d->type = suffix(c, base, &d->attributes);
	}
	leave_nesting(c);
}

struct type *type_name(struct compiler *c)
{
	enum storage storage;
	struct declarator d;
	struct held_mark mark = held_begin(c);
	struct place_in_source at = c->token.at;
	struct type *base = specifiers(c, &storage, &d.attributes);

	declarator(c, base, &d, true);
	c->sizes = held_end(c, &mark, at);
	return d.type;
}

struct node *take_sizes(struct compiler *c)
{
	struct node *n = c->sizes;

	c->sizes = NULL;
	return n;
}
