/*
 * initial.c - which initialisers count, and how an object gets them.
 *
 * C11 6.7.9: a later initialiser of a part overrides the earlier ones of the same
 * part, which are not evaluated either; the others are carried out in the order of the
 * parts, whatever the order of the designators. Parts are nested or apart, so after
 * sorting by place one sweep with a stack of what lies around finds the void ones.
 */
#include "sim/host/extended.h"
#include "sim/lang/init.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* ---- which items count ---- */

/* By place; what lies around stands before what lies within. */
static int by_place(const void *a, const void *b)
{
	const struct item *x = a, *y = b;

	if (x->begin != y->begin)
		return x->begin < y->begin ? -1 : 1;
	if (x->end != y->end)
		return x->end > y->end ? -1 : 1;
	return (x->order > y->order) - (x->order < y->order);
}

/* A range of bits, and the last item that makes earlier ones within it void, or those of a range around. */
struct around { uint64_t end; size_t order; };

/* The items [first, last) say something of one and the same range: the order of the last one that voids what was before. */
static size_t last_void(const struct item *item, size_t first, size_t last)
{
	size_t order = 0;
	bool one_value = false;         /* it has one value as a whole, not a list */

	for (size_t i = first; i < last; i++) {
		const struct item *it = &item[i];
		size_t k = i;

		if (it->kind == ITEM_ELIDED) {
			order = one_value ? it->order : order;
			one_value = false;
			continue;
		}
		if (it->kind != ITEM_CHOICE) {
			one_value = it->kind == ITEM_TEXT || (it->kind == ITEM_VALUE && !type_is_scalar(it->part.type));
			order = it->order;
			continue;
		}
		/* of a union: only if the choice before it was another */
		while (k > first && !(item[k - 1].kind == ITEM_CHOICE && item[k - 1].part.type == it->part.type))
			k--;
		if (k > first && item[k - 1].choice != it->choice && it->order > order)
			order = it->order;
	}
	return order;
}

/* Keep the values that count, in the order of their places. */
static void settle(struct init *in)
{
	struct around *stack;
	size_t depth = 0, kept = 0;

	if (in->items == 0)
		return;
	stack = arena_alloc(&in->c->arena, (in->items + 1) * sizeof *stack);
	qsort(in->item, in->items, sizeof *in->item, by_place);
	for (size_t i = 0, next; i < in->items; i = next) {
		uint64_t begin = in->item[i].begin, end = in->item[i].end;
		size_t order;

		for (next = i; next < in->items && in->item[next].begin == begin && in->item[next].end == end; next++)
			;
		while (depth > 0 && (stack[depth - 1].end <= begin || stack[depth - 1].end < end))
			depth--;
		order = last_void(in->item, i, next);
		if (depth > 0 && stack[depth - 1].order > order)
			order = stack[depth - 1].order;
		stack[depth++] = (struct around){ end, order };
		for (size_t k = i; k < next; k++)
			if (in->item[k].kind == ITEM_VALUE && in->item[k].order >= order)
				in->item[kept++] = in->item[k];
	}
	in->items = kept;
}

/* ---- static objects: bytes ---- */

static uint8_t *image_bytes(struct program *p, uint64_t address)
{
	assert(address >= RDATA_BASE && address < DATA_BASE + p->data_bytes);
	return address >= DATA_BASE ? p->data + (address - DATA_BASE) : p->rdata + (address - RDATA_BASE);
}

static void add_fixup(struct program *p, uint64_t address, uint32_t function)
{
	grow_array(&p->fixup, &p->fixup_room, p->fixups + 1, sizeof *p->fixup);
	p->fixup[p->fixups++] = (struct fixup){ address, function };
}

/* The bytes of a string, or of a compound literal with the functions that it names. */
static void copy_static(struct compiler *c, uint64_t to, uint64_t from, uint64_t size)
{
	struct program *p = c->program;

	memmove(image_bytes(p, to), image_bytes(p, from), size);
	for (size_t i = 0, fixups = p->fixups; i < fixups; i++)
		if (p->fixup[i].address >= from && p->fixup[i].address < from + size)
			add_fixup(p, to + (p->fixup[i].address - from), p->fixup[i].function);
}

static void put_bits(struct program *p, uint64_t address, const struct part *part, uint64_t value)
{
	uint64_t mask = part->bits == 64 ? UINT64_MAX : ((uint64_t)1 << part->bits) - 1, unit = 0;
	uint8_t *bytes = image_bytes(p, address);

	memcpy(&unit, bytes, part->type->size);
	unit = (unit & ~(mask << part->bit)) | (value & mask) << part->bit;
	memcpy(bytes, &unit, part->type->size);
}

static void put_static(struct compiler *c, uint64_t address, const struct item *it)
{
	struct program *p = c->program;
	const struct type *type = it->part.type;
	struct node *from = it->value;
	int64_t value, function = -1;
	bool constant = false;

	if (type->size == 0)
		return;
	while (from->kind == NODE_CAST && from->type->size == from->a->type->size && from->a->literal)
		from = from->a;
	if (from->kind == NODE_GLOBAL && (from->literal || from->type->kind == TYPE_ARRAY) && from->type->size == type->size &&
	    !it->part.bits) {
		copy_static(c, address, (uint64_t)from->value, type->size);
		return;
	}
	if (type->kind == TYPE_EXTENDED && it->value->kind == NODE_NUMBER) {
		extended_put(it->value->extended, image_bytes(p, address));
		return;
	}
	if (!type_is_record(type))
		constant = constant_value(it->value, &value, &function) && (function < 0 || type->size == 8);
	if (!constant) {
		diag_error(&c->diag, it->value->at, "initializer element is not a compile-time constant");
		return;
	}
	if (function >= 0) {
		c->function_symbol[function]->used = true;
		add_fixup(p, address, (uint32_t)function);
	}
	if (it->part.bits)
		put_bits(p, address, &it->part, (uint64_t)value);
	else
		memcpy(image_bytes(p, address), &value, type->size);
}

void initialise_global(struct compiler *c, struct symbol *s)
{
	struct init in = { .c = c };
	bool outer = c->in_static_initializer;

	c->in_static_initializer = true;
	read_initializer(&in, &s->type);
	c->in_static_initializer = outer;
	settle(&in);
	place_global(c, s, in.extent);
	for (size_t i = 0; i < in.items; i++)
		put_static(c, (uint64_t)s->value + in.item[i].part.offset, &in.item[i]);
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

static struct node *assign_part(struct compiler *c, struct node *target, const struct item *it)
{
	bool local = target->kind == NODE_LOCAL;
	struct node *place = new_node(c, local ? NODE_LOCAL : NODE_MEMBER, it->part.type->plain, it->value->at);

	place->a = local ? NULL : target;
	place->value = (local ? target->value : 0) + (int64_t)it->part.offset;
	place->bit = it->part.bit;
	place->bits = it->part.bits;
	return new_assign(c, place, it->value);
}

struct node *initialise_local(struct compiler *c, struct node *target, struct type **type)
{
	struct init in = { .c = c };
	struct node *all = NULL;

	read_initializer(&in, type);
	settle(&in);
	if (in.extent > (*type)->size)
		diag_syntax(&c->diag, target->at, "initialization of flexible array member is not allowed");
	if (target->kind == NODE_LOCAL && target->value == 0)
		target->value = new_local(c, (*type)->size, (*type)->align);
	target->type = *type;
	for (size_t i = in.items; i-- > 0;)
		all = before(c, assign_part(c, target, &in.item[i]), all);
	if (in.braced || (*type)->kind == TYPE_ARRAY) {
		struct node *clear = new_node(c, NODE_CLEAR, type_basic(&c->types, TYPE_VOID), target->at);

		clear->a = target;
		all = before(c, clear, all);
	}
	free(in.item);
	return all;
}
