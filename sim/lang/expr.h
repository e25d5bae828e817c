/*
 * expr.h - what the parts of expression reading share: conversions, operators, primaries.
 *
 * Knows of: tree. Used by: atomic, builtin, control, convert, postfix, primary, unary.
 */
#ifndef FAULTLAB_SIM_EXPR_H
#define FAULTLAB_SIM_EXPR_H

#include "sim/lang/tree.h"

/* ---- convert.c: types, conversions, folding ---- */
struct type *basic_type(struct compiler *c, enum type_kind k);
struct node *as_scalar(struct compiler *c, struct node *n);      /* decayed; anything but a number or pointer is refused */
struct type *promoted_bits(struct compiler *c, const struct node *n);    /* integer promotion, which knows bit-fields */
uint64_t element_size(struct compiler *c, struct node *pointer); /* bytes that one step of it moves */
_Noreturn void bad_operands(struct compiler *c, struct place_in_source at, struct node *a, struct node *b);
bool is_null_constant(const struct node *n);
bool pointers_agree(const struct type *a, const struct type *b);

/* ---- primary.c: literals, names, compound literals ---- */
struct node *primary_expression(struct compiler *c);
struct node *compound_literal(struct compiler *c, struct type *type, struct place_in_source at);

/* ---- builtin.c ---- */
bool is_builtin(const struct name *name);       /* one that no declaration can describe */
struct node *builtin(struct compiler *c, const struct name *name, struct place_in_source at);   /* behind its name */

/* ---- postfix.c ---- */
struct node *postfix(struct compiler *c, struct node *n);
struct node *deref(struct compiler *c, struct node *n, struct place_in_source at);
struct node *step(struct compiler *c, struct node *n, int by, bool post, struct place_in_source at);   /* ++, -- */
void check_modifiable(struct compiler *c, struct node *n, struct place_in_source at);

/* ---- atomic.c: of an NODE_OP_ASSIGN ---- */
bool atomic_is_one_step(const struct compiler *c, const struct node *n);
struct node *atomic_step(struct compiler *c, struct node *n);

/* ---- expr.c ---- */
struct node *op_assign(struct compiler *c, unsigned op, struct node *a, struct node *b, struct place_in_source at);

/* ---- unary.c ---- */
struct node *unary(struct compiler *c);

#endif
