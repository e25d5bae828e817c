/*
 * place.c - where an lvalue lies: at an offset from fp, at an address, or behind a register.
 *
 * Each of the three has loads and stores of its own, so that a variable takes one
 * instruction and no address is computed that need not be.
 */
#include "sim/lang/gen.h"

#include <assert.h>

struct spot gen_locate(struct compiler *c, struct node *n, unsigned reg)
{
	struct spot s = { .base = AT_REGISTER, .reg = reg, .bit = n->bit, .bits = n->bits };
	int64_t value, function;

	switch (n->kind) {
	case NODE_LOCAL:
		return (struct spot){ AT_LOCAL, 0, n->value, n->bit, n->bits };
	case NODE_GLOBAL:
		return (struct spot){ .base = AT_GLOBAL, .offset = n->value };
	case NODE_COMPOUND:
		gen_effect_at(c, n->a, reg);
		return (struct spot){ .base = AT_LOCAL, .offset = n->value };
	case NODE_MEMBER:
		if (is_lvalue(n->a)) {
			s = gen_locate(c, n->a, reg);
			s.offset += n->value;
			s.bit = n->bit;
			s.bits = n->bits;
			return s;
		}
		gen_value(c, n->a, reg);
		s.offset = n->value;
		return s;
	case NODE_DEREF:
		/* p[constant] and p->member need no addition of their own */
		if (n->a->kind == NODE_INDEX && n->a->b->kind == NODE_NUMBER &&
		    !__builtin_mul_overflow(n->a->b->value, n->a->value, &value) &&
		    value > INT32_MIN && value < INT32_MAX) {
			if (n->a->a->kind == NODE_ADDRESS) {
				s = gen_locate(c, n->a->a->a, reg);
				s.offset += value;
				return s;
			}
			gen_value(c, n->a->a, reg);
			s.offset = value;
			return s;
		}
		if (constant_value(n->a, &value, &function) && function < 0)
			return (struct spot){ .base = AT_GLOBAL, .offset = value };
		if (n->a->kind == NODE_ADDRESS)
			return gen_locate(c, n->a->a, reg);
		gen_value(c, n->a, reg);
		return s;
	default:
		gen_value(c, n, reg);   /* a record value */
		return s;
	}
}

void gen_address(struct compiler *c, const struct spot *s, unsigned reg, uint32_t line)
{
	if (s->base == AT_LOCAL)
		emit(c, OP_LEA_L, reg, 0, 0, s->offset, line);
	else if (s->base == AT_GLOBAL)
		emit(c, OP_CONST, reg, 0, 0, s->offset, line);
	else if (s->offset != 0)
		emit(c, OP_ADDI_64, reg, s->reg, 0, s->offset, line);
	else if (s->reg != reg)
		emit(c, OP_MOVE, reg, s->reg, 0, 0, line);
}

unsigned load_variant(const struct type *t)
{
	bool s = type_is_signed(t);

	switch (t->size) {
	case 1: return s ? 0 : 1;
	case 2: return s ? 2 : 3;
	case 4: return s ? 4 : 5;
	}
	return 6;
}

/* What the compiled instruction depends on. */
static unsigned compiled_as(const struct type *t)
{
	return (t->is_volatile ? INSN_VOLATILE : 0) | (type_is_floating(t) ? INSN_FRACTION : 0);
}

static unsigned store_variant(const struct type *t)
{
	return t->size == 1 ? 0 : t->size == 2 ? 1 : t->size == 4 ? 2 : 3;
}

void gen_load(struct compiler *c, const struct spot *s, const struct type *t, unsigned reg, uint32_t line)
{
	static const enum op first[] = { OP_LD_L_S8, OP_LD_G_S8, OP_LD_M_S8 };

	emit(c, (enum op)(first[s->base] + load_variant(t)), reg, s->reg, compiled_as(t), s->offset, line);
	if (!s->bits)
		return;
	emit(c, OP_SHLI_64, reg, reg, 0, 64 - s->bit - s->bits, line);
	emit(c, type_is_signed(t) ? OP_SHRI_S : OP_SHRI_U, reg, reg, 0, 64 - s->bits, line);
}

void gen_cut_bits(struct compiler *c, const struct spot *s, const struct type *t, unsigned reg, uint32_t line)
{
	emit(c, OP_SHLI_64, reg, reg, 0, 64 - s->bits, line);
	emit(c, type_is_signed(t) ? OP_SHRI_S : OP_SHRI_U, reg, reg, 0, 64 - s->bits, line);
}

/* What lies there with the field's bits replaced by those of `reg`; the register that it is in. */
static unsigned merge_bits(struct compiler *c, const struct spot *s, const struct type *t, unsigned reg, uint32_t line)
{
	uint64_t mask = s->bits == 64 ? UINT64_MAX : ((uint64_t)1 << s->bits) - 1;
	unsigned whole = (reg > s->reg ? reg : s->reg) + 1, part = whole + 1;
	struct spot all = *s;

	need_register(c, part);
	all.bits = 0;
	gen_load(c, &all, t, whole, line);
	emit(c, OP_ANDI, whole, whole, 0, (int64_t)~(mask << s->bit), line);
	emit(c, OP_ANDI, part, reg, 0, (int64_t)mask, line);
	if (s->bit != 0)
		emit(c, OP_SHLI_64, part, part, 0, s->bit, line);
	emit(c, OP_OR, whole, whole, part, 0, line);
	return whole;
}

void gen_store(struct compiler *c, const struct spot *s, const struct type *t, unsigned reg, uint32_t line)
{
	static const enum op first[] = { OP_ST_L_8, OP_ST_G_8, OP_ST_M_8 };

	assert(type_is_scalar(t));      /* a record is copied */
	if (s->bits)
		reg = merge_bits(c, s, t, reg, line);
	emit(c, (enum op)(first[s->base] + store_variant(t)), reg, s->reg, compiled_as(t), s->offset, line);
}

void gen_store_local(struct compiler *c, int64_t offset, struct type *type, unsigned reg, uint32_t line)
{
	struct spot s = { .base = AT_LOCAL, .offset = offset };

	gen_store(c, &s, type, reg, line);
}

void gen_load_local(struct compiler *c, int64_t offset, struct type *type, unsigned reg, uint32_t line)
{
	struct spot s = { .base = AT_LOCAL, .offset = offset };

	need_register(c, reg);
	gen_load(c, &s, type, reg, line);
}
