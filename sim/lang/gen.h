/*
 * gen.h - what the parts of code generation share.
 *
 * gen_value(n, r) leaves the value of n in register r and may use any register
 * above r; a record's value is its address. Operands are evaluated from the left
 * to the right, but the right side of an assignment before the left unless they
 * are records, as the compiler on the real side does.
 *
 * Knows of: floating, tree. Used by: branch, emit, floating, held, place.
 */
#ifndef FAULTLAB_SIM_GEN_H
#define FAULTLAB_SIM_GEN_H

#include "sim/lang/tree.h"

/* ---- emit.c ---- */
void need_register(struct compiler *c, unsigned reg);

/* ---- place.c ---- */
struct spot {
	enum { AT_LOCAL, AT_GLOBAL, AT_REGISTER } base;
	unsigned reg;
	int64_t offset;
	uint8_t bit, bits;              /* of a bit-field in what lies there; 0 bits: all of it */
};

/* Where an lvalue is; an address that must be computed goes to `reg`. */
struct spot gen_locate(struct compiler *c, struct node *n, unsigned reg);
void gen_address(struct compiler *c, const struct spot *s, unsigned reg, uint32_t line);
void gen_load(struct compiler *c, const struct spot *s, const struct type *t, unsigned reg, uint32_t line);

/* A bit-field is stored by way of the two registers above `reg` and the spot's. */
void gen_store(struct compiler *c, const struct spot *s, const struct type *t, unsigned reg, uint32_t line);
void gen_cut_bits(struct compiler *c, const struct spot *s, const struct type *t, unsigned reg, uint32_t line); /* to the field's width */
unsigned load_variant(const struct type *t);    /* which of the loads of one family */

/* ---- arith.c ---- */
enum width { WIDTH_64, WIDTH_S32, WIDTH_U32 };

enum width width_of(const struct type *t);
bool is_comparison(unsigned op);
void gen_extend(struct compiler *c, const struct type *to, unsigned reg, uint32_t line);

/* A canonical `from` is a canonical `to` as it stands. */
bool extends_freely(const struct type *from, const struct type *to);

/* reg = x op y of type t. */
void gen_arith(struct compiler *c, unsigned op, const struct type *t, unsigned reg, unsigned x, unsigned y, uint32_t line);

/* The same with a constant on the right; false if there is no such instruction. */
bool gen_arith_constant(struct compiler *c, unsigned op, const struct type *t, unsigned reg, unsigned x, int64_t v,
                        uint32_t line);
void gen_binary(struct compiler *c, struct node *n, unsigned reg);
void gen_index(struct compiler *c, struct node *n, unsigned reg);

/* ---- assign.c; `wanted`: the value goes to `reg` as well ---- */
void gen_assign(struct compiler *c, struct node *n, unsigned reg, bool wanted);
void gen_op_assign(struct compiler *c, struct node *n, unsigned reg, bool wanted);
void gen_step(struct compiler *c, struct node *n, unsigned reg, bool wanted);

/* ---- branch.c ---- */
void gen_truth(struct compiler *c, struct node *n, unsigned reg);
void gen_condition(struct compiler *c, struct node *n, unsigned reg, bool wanted);

/* ---- held.c ---- */
void gen_held(struct compiler *c, const struct node *n, unsigned reg);  /* registers below `reg` stay */

/* ---- gen.c ---- */

/* The value is not wanted; registers below `reg` are. */
void gen_effect_at(struct compiler *c, struct node *n, unsigned reg);

#endif
