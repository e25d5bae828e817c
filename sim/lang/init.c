/*
 * init.c - initialisers: { } lists, designators, elided braces, strings.
 *
 * Reading gives a list of items in the order of the text, each a value for a part of
 * the object; only then is it decided which of them count (initial.c), and the object
 * gets its bytes (static) or its assignments (automatic). What no item mentions is zero.
 *
 * Two things make earlier items of a part void without giving a value: a part that gets
 * a braced list begins anew, and so does a union of which another member is named.
 */
#include "sim/lang/init.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define STEPS_MAX 32            /* of one designator */
#define COPIES_MAX 4000000      /* items that ranges of designators make */

static void element(struct init *in, struct part part);

static struct item *new_item(struct init *in, struct part part, enum item_kind kind)
{
	uint64_t begin = part.offset * 8 + part.bit, bits = part.bits ? part.bits : part.type->size * 8;
	struct item *it;

	grow_array(&in->item, &in->room, in->items + 1, sizeof *in->item);
	it = &in->item[in->items];
	*it = (struct item){ .kind = kind, .part = part, .begin = begin, .end = begin + bits, .order = in->items };
	in->items++;
	if (part.offset + part.type->size > in->extent)
		in->extent = part.offset + part.type->size;
	return it;
}

static void add(struct init *in, struct part part, struct node *value)
{
	new_item(in, part, ITEM_VALUE)->value = value;
}

/* ---- parts of an object ---- */

/* The first member from `i` on that can have a value: a bit-field without a name cannot. */
static uint64_t real_member(const struct type *t, uint64_t i)
{
	while (i < t->members && !t->member[i].name && !type_is_record(t->member[i].type))
		i++;
	return i;
}

/* How many parts an aggregate has for a list without designators; an array without a size: as many as there are. */
static uint64_t parts_of(const struct type *t)
{
	if (t->kind == TYPE_ARRAY)
		return t->complete ? t->count : UINT64_MAX;
	if (t->kind == TYPE_UNION)
		return real_member(t, 0) < t->members ? real_member(t, 0) + 1 : 0;
	return t->members;
}

/* Part `i` of an aggregate. Of a union, it is the one that counts from now on. */
static struct part part_at(struct init *in, struct part whole, uint64_t i)
{
	struct type *t = whole.type;
	const struct member *m;

	if (t->kind == TYPE_ARRAY)
		return (struct part){ t->base, whole.offset + i * t->base->size, 0, 0 };
	if (t->kind == TYPE_UNION)
		new_item(in, whole, ITEM_CHOICE)->choice = i;
	m = &t->member[i];
	return (struct part){ m->type, whole.offset + m->offset, m->bit, m->bits };
}

static bool is_char_array(const struct type *t)
{
	enum type_kind k = t->kind == TYPE_ARRAY ? t->base->kind : TYPE_VOID;

	return k == TYPE_CHAR || k == TYPE_SCHAR || k == TYPE_UCHAR || k == TYPE_USHORT || k == TYPE_UINT;
}

/* ---- values ---- */

static bool is_string(const struct node *n)
{
	return n->kind == NODE_GLOBAL && n->text;
}

/* char s[] = "text": the bytes come from the literal. */
static void string_item(struct init *in, struct part part, struct node *text)
{
	struct compiler *c = in->c;
	struct type *type = part.type;
	uint64_t count = text->type->count, fit = type->complete && type->count < count ? type->count : count;
	bool wide = text->type->base->size > 1;
	struct node *n;

	if (type->base->size != text->type->base->size)
		diag_syntax(&c->diag, text->at, "initializing %s array with %s string literal", type->base->size == 1 ? "char" : "wide",
		            !wide ? "non-wide" : type->base->size == 1 ? "wide" : "incompatible wide");
	if (type->complete && count - 1 > type->count)
		diag_warning(&c->diag, text->at, "initializer-string for char array is too long");
	if (!type->complete && count > in->length)
		in->length = count;
	n = new_node(c, NODE_GLOBAL, type_array(&c->types, type->base, fit, true), text->at);
	n->value = text->value;
	part.type = n->type;
	if (type->complete)             /* what the text does not fill is zero, whatever was there */
		new_item(in, (struct part){ type, part.offset, 0, 0 }, ITEM_TEXT);
	add(in, part, n);
}

/* An initialiser for which there is no room is read, and means nothing. */
static void skip_initializer(struct init *in)
{
	struct compiler *c = in->c;

	in->pending = NULL;
	if (!take_punct(c, '{')) {
		assignment(c);
		return;
	}
	enter_nesting(c);
	while (!at_punct(c, '}')) {
		while (take_punct(c, '.') || take_punct(c, '[')) {
			if (c->token.kind == TOKEN_NAME)
				advance(c);
			else
				constant_expression(c, "array designator");
			take_punct(c, ']');
			take_punct(c, '=');
		}
		skip_initializer(in);
		if (!take_punct(c, ','))
			break;
	}
	leave_nesting(c);
	expect_punct(c, '}', " at the end of the initializer");
}

/* What a list still holds when its object is full: the compiler on the real side takes it with a warning, too. */
static void excess_elements(struct init *in, const char *what)
{
	struct compiler *c = in->c;

	if (at_punct(c, '}'))
		return;
	diag_warning(&c->diag, c->token.at, "excess elements in %s initializer are ignored", what);
	for (;;) {
		if (at_punct(c, '.') || at_punct(c, '['))
			while (!at_punct(c, '=') && !at_punct(c, '}') && c->token.kind != TOKEN_END)
				advance(c);
		take_punct(c, '=');
		skip_initializer(in);
		if (!take_punct(c, ',') || at_punct(c, '}'))
			return;
	}
}

static bool more_elements(struct compiler *c)
{
	const struct token *t;

	if (!at_punct(c, ','))
		return false;
	t = peek(c);
	return !(t->kind == TOKEN_PUNCT && (t->punct == '}' || t->punct == '.' || t->punct == '['));
}

/* An aggregate whose braces were left out takes as many elements as it has, and needs one to begin with. */
static void elided(struct init *in, struct part whole)
{
	uint64_t count = parts_of(whole.type);

	enter_nesting(in->c);
	new_item(in, whole, ITEM_ELIDED);
	for (uint64_t i = type_is_record(whole.type) ? real_member(whole.type, 0) : 0, given = 0; i < count; i++) {
		if (type_is_record(whole.type) && (i = real_member(whole.type, i)) >= count)
			break;
		if (given++ > 0) {
			if (!more_elements(in->c))
				break;
			advance(in->c);
		}
		element(in, part_at(in, whole, i));
	}
	if (in->pending && count == 0)
		diag_syntax(&in->c->diag, in->pending->at, "initializer for aggregate with no elements");
	leave_nesting(in->c);
}

/* ---- designators ---- */

/* Where a designator leads: one step for each .member and [index]; a range stands for `count` steps, `stride` bytes apart. */
struct step { struct part whole; uint64_t index, count, stride; size_t first; };        /* first item within the step */
struct path { struct step step[STEPS_MAX]; size_t steps; };

static void add_step(struct init *in, struct path *path, struct part whole, uint64_t index, uint64_t count)
{
	if (path->steps == STEPS_MAX)
		diag_syntax(&in->c->diag, in->c->token.at, "nested more than %d deep", STEPS_MAX);
	path->step[path->steps++] = (struct step){ whole, index, count, whole.type->kind == TYPE_ARRAY ? whole.type->base->size : 0,
	                                           in->items };
}

static int64_t designated_index(struct init *in, const struct type *t)
{
	struct compiler *c = in->c;
	struct place_in_source at = c->token.at;
	int64_t i = constant_expression(c, "array designator");

	if (t->kind != TYPE_ARRAY || i < 0 || (t->complete && (uint64_t)i >= t->count) || i > ((int64_t)1 << 30))
		diag_syntax(&c->diag, at, "array designator index is out of bounds, or not of an array");
	return i;
}

static struct part step_to_element(struct init *in, struct path *path, struct part whole)
{
	struct compiler *c = in->c;
	struct place_in_source at = c->token.at;
	int64_t first = designated_index(in, whole.type), last = first;

	if (take_punct(c, P_ELLIPSIS))
		last = designated_index(in, whole.type);
	if (last < first)
		diag_syntax(&c->diag, at, "array designator range [%lld, %lld] is empty", (long long)first, (long long)last);
	expect_punct(c, ']', "");
	add_step(in, path, whole, (uint64_t)first, (uint64_t)(last - first) + 1);
	return part_at(in, whole, (uint64_t)first);
}

/* The member of that name, through the anonymous records that it stands in. */
static struct part step_to_member(struct init *in, struct path *path, struct part whole)
{
	struct compiler *c = in->c;
	const struct name *name = c->token.name;
	uint64_t unused;

	if (c->token.kind != TOKEN_NAME || !type_is_record(whole.type) || !type_member(whole.type, name, &unused))
		diag_syntax(&c->diag, c->token.at, "field designator does not refer to any field in type '%s'",
		            type_text(&c->types, whole.type));
	advance(c);
	for (;;) {
		const struct member *m = whole.type->member;

		while (m->name != name && (m->name || !type_is_record(m->type) || !type_member(m->type, name, &unused)))
			m++;
		add_step(in, path, whole, (uint64_t)(m - whole.type->member), 1);
		whole = part_at(in, whole, (uint64_t)(m - whole.type->member));
		if (m->name)
			return whole;
	}
}

/* .member and [index] up to '=': the part that they name; or member: as GNU C once had it. */
static struct part designator(struct init *in, struct part whole, struct path *path)
{
	struct compiler *c = in->c;
	bool bracket = false;

	path->steps = 0;
	if (c->token.kind == TOKEN_NAME) {
		whole.type = completed_type(whole.type);
		whole = step_to_member(in, path, whole);
		expect_punct(c, ':', "");
		return whole;
	}
	while (at_punct(c, '.') || at_punct(c, '[')) {
		bracket = at_punct(c, '[');
		whole.type = completed_type(whole.type);
		if (take_punct(c, '['))
			whole = step_to_element(in, path, whole);
		else {
			advance(c);
			whole = step_to_member(in, path, whole);
		}
	}
	if (!take_punct(c, '=') && !bracket)    /* [2] 5 is how GNU C had it before there was another way */
		expect_punct(c, '=', " after the designator");
	return whole;
}

/* What was read for the first element of a range holds for the others: its items, again for each. */
static void repeat(struct init *in, const struct step *s)
{
	size_t items = in->items - s->first;

	in->copies += items * (s->count - 1);
	if (in->copies > COPIES_MAX)
		diag_syntax(&in->c->diag, in->c->token.at, "the range of a designator is too large for the simulator");
	for (uint64_t k = 1; k < s->count; k++)
		for (size_t i = 0; i < items; i++) {
			struct item from = in->item[s->first + i], *to;

			from.part.offset += k * s->stride;
			to = new_item(in, from.part, from.kind);
			to->value = from.value;
			to->choice = from.choice;
		}
}

/* After .a.b = 1 the next value is for what follows b in a. */
static void go_on_inside(struct init *in, const struct path *path)
{
	for (size_t i = path->steps; i-- > 1;) {
		const struct step *s = &path->step[i];
		uint64_t count = s->whole.type->kind == TYPE_UNION ? 0 : parts_of(s->whole.type);

		for (uint64_t k = s->index + s->count; k < count && more_elements(in->c); k++) {
			if (type_is_record(s->whole.type) && (k = real_member(s->whole.type, k)) >= count)
				break;
			advance(in->c);
			element(in, part_at(in, s->whole, k));
		}
	}
}

/* One designated initialiser; the index behind it in the list's own aggregate. */
static uint64_t designated(struct init *in, struct part whole)
{
	struct path path;
	struct part part = designator(in, whole, &path);

	element(in, part);
	for (size_t i = path.steps; i-- > 0;) {
		const struct step *s = &path.step[i];

		if (s->count == 1)
			continue;
		repeat(in, s);
		/* an outer step of a range names its last element from now on */
		for (size_t k = i + 1; k < path.steps; k++)
			path.step[k].whole.offset += (s->count - 1) * s->stride;
	}
	go_on_inside(in, &path);
	return path.step[0].index + path.step[0].count;
}

/* ---- lists ---- */

static bool at_designator(struct compiler *c)
{
	if (at_punct(c, '.') || at_punct(c, '['))
		return true;
	return c->token.kind == TOKEN_NAME && peek(c)->kind == TOKEN_PUNCT && peek(c)->punct == ':';
}

/* { ... } of an array or a record: it begins anew. */
static void braced(struct init *in, struct part whole, bool outermost)
{
	struct compiler *c = in->c;
	struct type *type = whole.type;
	uint64_t next = 0, count = parts_of(type);

	expect_punct(c, '{', "");
	if (!outermost)
		new_item(in, whole, ITEM_ANEW);
	if (is_char_array(type) && c->token.kind == TOKEN_STRING) {
		in->pending = assignment(c);
		if (is_string(in->pending)) {
			string_item(in, whole, in->pending);
			in->pending = NULL;
			next = count;
			if (!take_punct(c, ',') || at_punct(c, '}')) {
				expect_punct(c, '}', "");
				return;
			}
			excess_elements(in, "char array");
		}
	}
	enter_nesting(c);
	while (!at_punct(c, '}') || in->pending) {
		if (!in->pending && at_designator(c)) {
			next = designated(in, whole);
		} else {
			if (type_is_record(type))
				next = real_member(type, next);
			if (next >= count) {
				excess_elements(in, type->kind == TYPE_ARRAY ? "array" : "struct");
				break;
			}
			element(in, part_at(in, whole, next++));
		}
		if (outermost && next > in->length)
			in->length = next;
		if (!take_punct(c, ','))
			break;
	}
	leave_nesting(c);
	expect_punct(c, '}', " at the end of the initializer");
}

/* { value } of a scalar; { } is zero. */
static void braced_scalar(struct init *in, struct part part)
{
	struct compiler *c = in->c;

	advance(c);
	if (at_punct(c, '}')) {
		add(in, part, cast_to(c, number(c, 0, type_basic(&c->types, TYPE_INT), c->token.at), part.type));
	} else {
		element(in, part);
		if (take_punct(c, ','))
			excess_elements(in, "scalar");
	}
	expect_punct(c, '}', "");
}

/* Can the value be the whole of the part, as it stands? */
static bool is_whole(const struct type *type, const struct node *value)
{
	return (type_is_record(type) || (type->kind == TYPE_ARRAY && value->literal && !is_string(value))) &&
	       type_same(type, value->type);
}

static void element(struct init *in, struct part part)
{
	struct compiler *c = in->c;
	struct type *type = part.type = completed_type(part.type);
	struct node *value;

	if (!in->pending && at_punct(c, '{')) {
		if (type_is_scalar(type))
			braced_scalar(in, part);
		else
			braced(in, part, false);
		return;
	}
	if (!in->pending)
		in->pending = assignment(c);
	value = in->pending;
	if (!(is_char_array(type) && is_string(value)) && !is_whole(type, value) && !type_is_scalar(type)) {
		elided(in, part);
		return;
	}
	in->pending = NULL;
	if (type->kind == TYPE_ARRAY && is_string(value))
		string_item(in, part, value);
	else
		add(in, part, type_is_scalar(type) ? convert_assign(c, value, type, "initializing") : value);
}

/* Anything but a list: a value, a text, or a record. */
static void unbraced(struct init *in, struct type *t)
{
	struct compiler *c = in->c;

	if (t->kind == TYPE_ARRAY || type_is_record(t)) {
		in->pending = assignment(c);
		if (t->kind == TYPE_ARRAY && !(is_char_array(t) && is_string(in->pending)) && !is_whole(t, in->pending))
			diag_syntax(&c->diag, in->pending->at, "array initializer must be an initializer list%s",
			            is_char_array(t) ? " or string literal" : "");
		if (type_is_record(t))
			convert_assign(c, in->pending, t, "initializing");
		if (t->kind == TYPE_ARRAY && !t->complete && !is_string(in->pending))
			in->length = in->pending->type->count;
	}
	if (t->kind == TYPE_ARRAY && !t->complete && !is_string(in->pending))
		t = in->pending->type;
	element(in, (struct part){ t, 0, 0, 0 });
}

void read_initializer(struct init *in, struct type **type)
{
	struct compiler *c = in->c;
	struct type *t = completed_type(*type);

	in->braced = at_punct(c, '{') && !type_is_scalar(t);
	if (in->braced)
		braced(in, (struct part){ t, 0, 0, 0 }, true);
	else
		unbraced(in, t);
	if (in->pending)
		diag_syntax(&c->diag, in->pending->at, "excess elements in initializer");
	if (!t->complete) {
		if (t->kind != TYPE_ARRAY)
			diag_syntax(&c->diag, c->token.at, "variable has incomplete type '%s'", type_text(&c->types, t));
		*type = type_array(&c->types, t->base, in->length, true);
	}
}
