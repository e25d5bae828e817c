/*
 * floating.h - numbers with a fraction, as the compiler computes them: folded, converted, turned into code.
 *
 * Knows of: gen. Used by: arith, assign, convert, extended, gen, primary, unary.
 */
#ifndef FAULTLAB_SIM_FLOATING_H
#define FAULTLAB_SIM_FLOATING_H

#include "sim/lang/gen.h"

/* ---- constants: `value` is the bits that a register holds, `extended` a long double ---- */
int64_t floating_bits(double d, const struct type *t);
struct node *floating_number(struct compiler *c, long double v, struct type *t, struct place_in_source at);
struct node *floating_convert(struct compiler *c, const struct node *n, struct type *to);       /* one of the types is floating */
struct node *floating_negated(struct compiler *c, const struct node *n, struct place_in_source at);

/* Of two numbers of one type, comparisons as well; NULL: there is no such operator. */
struct node *floating_fold(struct compiler *c, unsigned op, const struct node *x, const struct node *y, struct place_in_source at);

/* ---- code ---- */

/* A value of type `from` in `reg` becomes one of type `to`; the register above may be changed. */
void gen_convert(struct compiler *c, const struct type *from, const struct type *to, unsigned reg, uint32_t line);

/* reg = x op y of type t; x and y may be changed. */
void gen_floating(struct compiler *c, unsigned op, const struct type *t, unsigned reg, unsigned x, unsigned y, uint32_t line);

/* ---- extended.c: long double, which lies in memory; a register holds its address ---- */
void gen_extended(struct compiler *c, unsigned op, unsigned reg, unsigned x, unsigned y, uint32_t line);       /* as gen_floating */
void gen_extended_number(struct compiler *c, const struct node *n, unsigned reg);
void gen_extended_negated(struct compiler *c, unsigned reg, uint32_t line);
void gen_extended_copy(struct compiler *c, unsigned reg, uint32_t line);        /* what it points to, as it is now */
void gen_extended_convert(struct compiler *c, const struct type *from, const struct type *to, unsigned reg, uint32_t line);
void gen_extended_assign(struct compiler *c, struct node *n, unsigned reg);
void gen_extended_op_assign(struct compiler *c, struct node *n, unsigned reg);  /* computed as one; the left side may be another */
void gen_extended_step(struct compiler *c, struct node *n, unsigned reg, bool wanted);

#endif
