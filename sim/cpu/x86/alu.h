/*
 * alu.h - the arithmetic of x86-64 with its flags: numbers in, numbers out, no memory.
 *
 * Operands of `size` bytes (1, 2, 4, 8) are the low bytes of what is given; a result has
 * zeros above them. A flag that an instruction leaves undefined is some value here, too.
 *
 * Knows of: decode. Used by: native, step. Source: docs/reference/sources.md, [x86].
 */
#ifndef FAULTLAB_SIM_X86_ALU_H
#define FAULTLAB_SIM_X86_ALU_H

#include "sim/cpu/x86/decode.h"

#define FLAG_CARRY     0x001u
#define FLAG_PARITY    0x004u
#define FLAG_ADJUST    0x010u
#define FLAG_ZERO      0x040u
#define FLAG_SIGN      0x080u
#define FLAG_TRAP      0x100u
#define FLAG_DIRECTION 0x400u
#define FLAG_OVERFLOW  0x800u
#define FLAGS_OF_POPF  0x244DD5u        /* what POPF may change: those above, and NT, AC, ID */

uint64_t x86_cut(uint64_t value, unsigned size);                /* zeros above `size` bytes */
uint64_t x86_extend(uint64_t value, unsigned size);             /* its sign above them */

/* ADD to CMP, TEST. CMP and TEST give the flags; their result is not to be written. */
uint64_t x86_binary(enum x86_op op, uint32_t *flags, unsigned size, uint64_t a, uint64_t b);

/* ROL to SAR, by `count` as it stands in CL or behind the opcode. */
uint64_t x86_shift(enum x86_op op, uint32_t *flags, unsigned size, uint64_t a, unsigned count);

/* INC, DEC, NOT, NEG. */
uint64_t x86_unary(enum x86_op op, uint32_t *flags, unsigned size, uint64_t a);

/* a * b in both halves; the flags say whether the upper one matters. */
void x86_multiply(bool is_signed, uint32_t *flags, unsigned size, uint64_t a, uint64_t b, uint64_t *high, uint64_t *low);

/* *high:*low / b becomes the remainder and the quotient. False: it does not fit, or b is 0. */
bool x86_divide(bool is_signed, unsigned size, uint64_t *high, uint64_t *low, uint64_t b);

/* Does condition 0..15 of a jump hold? */
bool x86_condition(unsigned condition, uint32_t flags);

#endif
