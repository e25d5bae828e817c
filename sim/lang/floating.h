/*
 * floating.h - numbers with a fraction, as the compiler computes them: folded, converted, turned into code.
 *
 * Knows of: gen. Used by: arith, assign, convert, gen, primary.
 */
#ifndef FAULTLAB_SIM_FLOATING_H
#define FAULTLAB_SIM_FLOATING_H

#include "sim/lang/gen.h"

/* ---- constants: `value` is the bits that a register holds ---- */
double floating_value(int64_t value, const struct type *t);
int64_t floating_bits(double d, const struct type *t);
int64_t floating_convert(int64_t value, const struct type *from, const struct type *to);        /* one of them is floating */
bool floating_fold(unsigned op, int64_t x, int64_t y, const struct type *t, int64_t *result);   /* comparisons as well */

/* ---- code ---- */

/* A value of type `from` in `reg` becomes one of type `to`. */
void gen_convert(struct compiler *c, const struct type *from, const struct type *to, unsigned reg, uint32_t line);

/* reg = x op y of type t; x and y may be changed. */
void gen_floating(struct compiler *c, unsigned op, const struct type *t, unsigned reg, unsigned x, unsigned y, uint32_t line);

#endif
