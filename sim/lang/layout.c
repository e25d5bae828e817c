/*
 * layout.c - where the members of a structure or union lie, as clang has it for 64-bit Windows with mingw.
 *
 * Each member lies at its own alignment, the whole is padded to the largest. Bit-fields
 * are Microsoft's: one goes into the unit of its declared type that the one before it
 * has begun, if that is of the same size and has room, and begins a new unit otherwise.
 * A bit-field of no width closes the unit, counted from the last bit that is taken; behind anything else it means
 * nothing.
 *
 * #pragma pack puts a limit on what a member asks for, alignment attributes included;
 * a packed structure or member asks for nothing. What an attribute asks for the whole
 * structure holds in any case.
 *
 * Source: docs/reference/sources.md, [x64-abi].
 */
#include "sim/lang/decl.h"

struct layout {
	struct type *type;
	const struct attributes *attributes;
	uint32_t limit;                 /* of #pragma pack, bytes; 0: none */
	uint64_t end, most;             /* bytes used so far, and at most on the way: a bit-field of no width may go back */
	uint64_t unit_begin, unit_size; /* bytes, of the unit that the last bit-field lies in; size 0: it was none */
	unsigned unit_left;             /* bits free in it */
};

static uint64_t round_up(uint64_t n, uint64_t align)
{
	return (n + align - 1) / align * align;
}

static void at_least(uint32_t *align, uint32_t wanted)
{
	if (wanted > *align)
		*align = wanted;
}

static uint32_t limited(const struct layout *l, uint32_t align)
{
	return l->limit != 0 && align > l->limit ? l->limit : align;
}

static void grow(struct layout *l, uint64_t end)
{
	if (end > l->end)
		l->end = end;
	if (end > l->most)
		l->most = end;
}

static void place_member(struct layout *l, struct member *m, const struct attributes *a)
{
	uint32_t align = l->attributes->packed || a->packed ? 1 : m->type->align;

	l->unit_size = l->unit_left = 0;
	at_least(&align, a->align);
	align = limited(l, align);
	m->offset = l->type->kind == TYPE_UNION ? 0 : round_up(l->end, align);
	grow(l, m->offset + (m->type->complete ? m->type->size : 0));
	at_least(&l->type->align, align);
}

/* In a union every bit-field has a unit of its own, which asks for no alignment. */
static void place_bits_in_union(struct layout *l, struct member *m)
{
	m->offset = 0;
	m->bit = 0;
	grow(l, m->bits ? m->type->size : 1);
}

static void place_bits(struct layout *l, struct member *m, const struct attributes *a)
{
	uint32_t size = (uint32_t)m->type->size, align = size;

	if (l->unit_size != size || l->unit_left < m->bits) {
		if (l->unit_size == 0 && m->bits == 0)
			align = 1;
		l->unit_size = l->unit_left = 0;
	}
	at_least(&align, a->align);
	if (m->bits != 0)
		align = limited(l, align);
	if (m->bits == 0) {
		m->offset = round_up(l->end * 8 - l->unit_left, (uint64_t)align * 8) / 8;
		l->end = m->offset;
		grow(l, l->end);
		l->unit_size = l->unit_left = 0;
	} else {
		if (l->unit_left == 0) {
			l->unit_begin = round_up(l->end, align);
			l->unit_left = size * 8;
			grow(l, l->unit_begin + size);
		}
		m->offset = l->unit_begin;
		m->bit = (uint8_t)(size * 8 - l->unit_left);
		l->unit_left -= m->bits;
		l->unit_size = size;
	}
	at_least(&l->type->align, align);
}

void lay_out(struct type *t, unsigned pack, const struct attributes *a, const struct attributes *of_member)
{
	struct layout l = { .type = t, .attributes = a, .limit = pack };

	at_least(&t->align, a->align);
	for (size_t i = 0; i < t->members; i++) {
		struct member *m = &t->member[i];

		if (!m->is_bits)
			place_member(&l, m, &of_member[i]);
		else if (t->kind == TYPE_UNION)
			place_bits_in_union(&l, m);
		else
			place_bits(&l, m, &of_member[i]);
	}
	t->size = round_up(l.most, t->align);
}
