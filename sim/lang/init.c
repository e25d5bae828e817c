/*
 * init.c - initialisers: { } lists, designators, elided braces, strings.
 *
 * Reading gives a list of items, each a value with its type and offset in the
 * object; only then does the object get its bytes (static) or its assignments
 * (automatic). What no item mentions is zero.
 */
#include "sim/lang/tree.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define STEPS_MAX 32           /* of one designator */

struct item { uint64_t offset; struct type *type; struct node *value; };

struct init {
	struct compiler *c;
	struct item *item;
	size_t items, room;
	struct node *pending;           /* read already, not yet placed: braces were left out */
	uint64_t length;                /* elements of an array whose size comes from here */
	uint64_t next;                  /* offset behind the item added last */
	bool braced;
};

static void element(struct init *in, struct type *type, uint64_t offset);

/* What was said before of the same bytes no longer counts, and is not evaluated. */
static void forget(struct init *in, uint64_t offset, uint64_t size)
{
	size_t kept = 0;

	for (size_t i = 0; i < in->items; i++) {
		const struct item *it = &in->item[i];

		if (it->offset < offset || it->offset + it->type->size > offset + size)
			in->item[kept++] = *it;
	}
	in->items = kept;
}

static void add(struct init *in, struct type *type, uint64_t offset, struct node *value)
{
	if (in->items > 0 && offset < in->next)
		forget(in, offset, type->size);
	in->next = offset + type->size;
	grow_array(&in->item, &in->room, in->items + 1, sizeof *in->item);
	in->item[in->items++] = (struct item){ offset, type, value };
}

static bool is_char_array(const struct type *t)
{
	return t->kind == TYPE_ARRAY && type_is_integer(t->base) && t->base->size <= 2;
}

bool at_initializer_string(const struct compiler *c)
{
	return c->token.kind == TOKEN_STRING;
}

/* char s[] = "text": the bytes come from the literal. */
static void string_item(struct init *in, struct type *type, uint64_t offset)
{
	struct compiler *c = in->c;
	struct place_in_source at = c->token.at;
	uint64_t count, fit;
	bool wide;
	uint64_t address = string_literal(c, &count, &wide);
	struct node *n;

	if ((type->base->size == 2) != wide)
		diag_syntax(&c->diag, at, "initializing %s array with %s string literal", wide ? "char" : "wide",
		            wide ? "wide" : "non-wide");
	fit = type->complete && type->count < count ? type->count : count;
	if (type->complete && count - 1 > type->count)
		diag_warning(&c->diag, at, "initializer-string for char array is too long");
	if (!type->complete && count > in->length)
		in->length = count;
	n = new_node(c, NODE_GLOBAL, type_array(&c->types, type->base, fit, true), at);
	n->value = (int64_t)address;
	add(in, n->type, offset, n);
}

static bool more_elements(struct compiler *c)
{
	const struct token *t;

	if (!at_punct(c, ','))
		return false;
	t = peek(c);
	return !(t->kind == TOKEN_PUNCT && (t->punct == '}' || t->punct == '.' || t->punct == '['));
}

/* An aggregate whose braces were left out takes as many elements as it has. */
static void elided(struct init *in, struct type *type, uint64_t offset)
{
	uint64_t count = type->kind == TYPE_ARRAY ? type->count : type->kind == TYPE_UNION ? type->members > 0 :
	                 type->members;

	enter_nesting(in->c);
	for (uint64_t i = 0; i < count; i++) {
		if (i > 0) {
			if (!more_elements(in->c))
				break;
			advance(in->c);
		}
		if (type->kind == TYPE_ARRAY)
			element(in, type->base, offset + i * type->base->size);
		else
			element(in, type->member[i].type, offset + type->member[i].offset);
	}
	leave_nesting(in->c);
}

/* Where a designator leads: one step for each .member and [index]. */
struct step { struct type *type; uint64_t offset, index; };
struct path { struct step step[STEPS_MAX]; size_t steps; };

static void add_step(struct compiler *c, struct path *path, struct type *type, uint64_t offset, uint64_t index)
{
	if (path->steps == STEPS_MAX)
		diag_syntax(&c->diag, c->token.at, "nested more than %d deep", STEPS_MAX);
	path->step[path->steps++] = (struct step){ type, offset, index };
}

/* The index of the member of that name, or of the anonymous one that has it. */
static uint64_t member_index(const struct type *t, const struct name *name)
{
	uint64_t unused;

	for (size_t i = 0; i < t->members; i++) {
		const struct member *m = &t->member[i];

		if (m->name == name || (!m->name && type_is_record(m->type) && type_member(m->type, name, &unused)))
			return i;
	}
	return 0;
}

/* .member and [index] up to '='. Changes *type and *offset to what they name. */
static void designator(struct init *in, struct type **type, uint64_t *offset, struct path *path)
{
	struct compiler *c = in->c;

	path->steps = 0;

	while (at_punct(c, '.') || at_punct(c, '[')) {
		if (take_punct(c, '[')) {
			struct place_in_source at = c->token.at;
			int64_t i = constant_expression(c, "array designator");

			if (at_punct(c, P_ELLIPSIS))
				diag_syntax(&c->diag, c->token.at, "a range in a designator is not supported by the simulator");
			expect_punct(c, ']', "");
			if ((*type)->kind != TYPE_ARRAY || i < 0 || ((*type)->complete && (uint64_t)i >= (*type)->count) ||
			    i > ((int64_t)1 << 30))
				diag_syntax(&c->diag, at, "array designator index is out of bounds, or not of an array");
			add_step(c, path, *type, *offset, (uint64_t)i);
			*offset += (uint64_t)i * (*type)->base->size;
			*type = (*type)->base;
		} else {
			const struct member *m;
			uint64_t at = 0;

			advance(c);
			if (c->token.kind != TOKEN_NAME || !type_is_record(*type) ||
			    !(m = type_member(*type, c->token.name, &at)))
				diag_syntax(&c->diag, c->token.at, "field designator does not refer to any field in type '%s'",
				            type_text(&c->types, *type));
			add_step(c, path, *type, *offset, member_index(*type, c->token.name));
			advance(c);
			*offset += at;
			*type = m->type;
		}
	}
	expect_punct(c, '=', " after the designator");
}

/* After .a.b = 1 the next value is for what follows b in a. */
static void go_on_inside(struct init *in, const struct path *path)
{
	for (size_t i = path->steps; i-- > 1;) {
		const struct step *s = &path->step[i];
		uint64_t count = s->type->kind == TYPE_ARRAY ? s->type->count : s->type->kind == TYPE_UNION ? 0 : s->type->members;

		for (uint64_t k = s->index + 1; k < count && more_elements(in->c); k++) {
			advance(in->c);
			if (s->type->kind == TYPE_ARRAY)
				element(in, s->type->base, s->offset + k * s->type->base->size);
			else
				element(in, s->type->member[k].type, s->offset + s->type->member[k].offset);
		}
	}
}

/* { ... } of an array or a record. */
static void braced(struct init *in, struct type *type, uint64_t offset, bool outermost)
{
	struct compiler *c = in->c;
	uint64_t next = 0, count = type->kind == TYPE_ARRAY ? type->count : type->members;

	expect_punct(c, '{', "");
	if (is_char_array(type) && at_initializer_string(c)) {
		string_item(in, type, offset);
		take_punct(c, ',');
		expect_punct(c, '}', "");
		return;
	}
	enter_nesting(c);
	if (type->kind == TYPE_UNION && count > 1)
		count = 1;
	while (!at_punct(c, '}')) {
		struct type *what = type;
		uint64_t where = offset;
		struct path path = { .steps = 0 };

		if (at_punct(c, '.') || at_punct(c, '[')) {
			designator(in, &what, &where, &path);
			next = path.step[0].index;
		} else if (next >= count && (type->kind != TYPE_ARRAY || type->complete)) {
			diag_syntax(&c->diag, c->token.at, "excess elements in %s initializer",
			            type->kind == TYPE_ARRAY ? "array" : "struct");
		} else if (type->kind == TYPE_ARRAY) {
			what = type->base;
			where += next * what->size;
		} else {
			what = type->member[next].type;
			where += type->member[next].offset;
		}
		element(in, what, where);
		go_on_inside(in, &path);
		next++;
		if (outermost && next > in->length)
			in->length = next;
		if (!take_punct(c, ','))
			break;
	}
	leave_nesting(c);
	expect_punct(c, '}', " at the end of the initializer");
}

static void element(struct init *in, struct type *type, uint64_t offset)
{
	struct compiler *c = in->c;

	if (!type->complete && type->plain->complete)
		type_copy_layout(type, type->plain);
	if (!in->pending && at_punct(c, '{')) {
		if (type_is_scalar(type)) {
			advance(c);
			element(in, type, offset);
			take_punct(c, ',');
			expect_punct(c, '}', "");
		} else {
			braced(in, type, offset, false);
		}
		return;
	}
	if (!in->pending && is_char_array(type) && at_initializer_string(c)) {
		string_item(in, type, offset);
		return;
	}
	if (!in->pending)
		in->pending = assignment(c);
	if (type_is_record(type) && type_same(type, in->pending->type)) {
		add(in, type, offset, in->pending);
		in->pending = NULL;
	} else if (type_is_record(type) || type->kind == TYPE_ARRAY) {
		elided(in, type, offset);
	} else {
		struct node *value = in->pending;

		in->pending = NULL;
		add(in, type, offset, convert_assign(c, value, type, "initializing"));
	}
}

/* Read the initialiser of an object of type *type; an array without a size gets one. */
static void read_initializer(struct init *in, struct type **type)
{
	struct compiler *c = in->c;
	struct type *t = *type;

	if (!t->complete && t->plain->complete)
		type_copy_layout(t, t->plain);
	in->braced = at_punct(c, '{') && !type_is_scalar(t);
	if (in->braced) {
		braced(in, t, 0, true);
	} else if (t->kind == TYPE_ARRAY && !(is_char_array(t) && at_initializer_string(c))) {
		diag_syntax(&c->diag, c->token.at, "array initializer must be an initializer list%s",
		            is_char_array(t) ? " or string literal" : "");
	} else {
		element(in, t, 0);
	}
	if (in->pending)
		diag_syntax(&c->diag, in->pending->at, "excess elements in initializer");
	if (!t->complete) {
		if (t->kind != TYPE_ARRAY)
			diag_syntax(&c->diag, c->token.at, "variable has incomplete type '%s'", type_text(&c->types, t));
		*type = type_array(&c->types, t->base, in->length, true);
	}
}

/* ---- static objects: bytes ---- */

static uint8_t *image_bytes(struct program *p, uint64_t address)
{
	assert(address >= RDATA_BASE && address < DATA_BASE + p->data_bytes);
	return address >= DATA_BASE ? p->data + (address - DATA_BASE) : p->rdata + (address - RDATA_BASE);
}

static void put_static(struct compiler *c, uint64_t address, const struct item *it)
{
	struct program *p = c->program;
	int64_t value, function;

	if (it->type->kind == TYPE_ARRAY) {     /* a string; its literal may have moved the bytes: look again */
		memmove(image_bytes(p, address), image_bytes(p, (uint64_t)it->value->value), it->type->size);
		return;
	}
	if (!constant_value(it->value, &value, &function) || type_is_record(it->type)) {
		diag_error(&c->diag, it->value->at, "initializer element is not a compile-time constant");
		return;
	}
	if (function >= 0) {
		if (it->type->size != 8) {
			diag_error(&c->diag, it->value->at, "initializer element is not a compile-time constant");
			return;
		}
		grow_array(&p->fixup, &p->fixup_room, p->fixups + 1, sizeof *p->fixup);
		p->fixup[p->fixups++] = (struct fixup){ address, (uint32_t)function };
	}
	memcpy(image_bytes(p, address), &value, it->type->size);
}

void initialise_global(struct compiler *c, struct symbol *s)
{
	struct init in = { .c = c };

	read_initializer(&in, &s->type);
	place_global(c, s);
	for (size_t i = 0; i < in.items; i++)
		put_static(c, (uint64_t)s->value + in.item[i].offset, &in.item[i]);
	free(in.item);
}

/* ---- automatic objects: assignments ---- */

/* `first`, then `second` (NULL: nothing more). */
static struct node *before(struct compiler *c, struct node *first, struct node *second)
{
	struct node *n;

	if (!second)
		return first;
	n = new_node(c, NODE_COMMA, second->type, second->at);
	n->a = first;
	n->b = second;
	return n;
}

/* Values are computed in the order of their places, whatever the order of the designators. */
static void sort_items(struct init *in)
{
	for (size_t i = 1; i < in->items; i++) {
		struct item it = in->item[i];
		size_t k = i;

		for (; k > 0 && in->item[k - 1].offset > it.offset; k--)
			in->item[k] = in->item[k - 1];
		in->item[k] = it;
	}
}

struct node *initialise_local(struct compiler *c, struct node *target, struct type **type)
{
	struct init in = { .c = c };
	struct node *all = NULL;

	read_initializer(&in, type);
	sort_items(&in);
	if (target->value == 0)
		target->value = new_local(c, (*type)->size, (*type)->align);
	target->type = *type;
	for (size_t i = in.items; i-- > 0;) {
		struct node *place = new_node(c, NODE_LOCAL, in.item[i].type->plain, in.item[i].value->at);

		place->value = target->value + (int64_t)in.item[i].offset;
		all = before(c, new_assign(c, place, in.item[i].value), all);
	}
	if (in.braced || (*type)->kind == TYPE_ARRAY) {
		struct node *clear = new_node(c, NODE_CLEAR, type_basic(&c->types, TYPE_VOID), target->at);

		clear->a = target;
		all = before(c, clear, all);
	}
	free(in.item);
	return all;
}
