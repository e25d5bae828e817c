/*
 * decode.h - x86-64 machine code: the bytes of one instruction, taken apart.
 *
 * The table (table.c) has what programs write into a page to call it: the integer instructions that a
 * compiler uses, jumps, calls, the stack. What the processor refuses is an instruction
 * here, too (X86_INVALID, X86_PRIVILEGED): it raises what it raises. Everything else is
 * X86_UNKNOWN: not wrong, but not in the table.
 *
 * Bytes are fetched one by one, and no more than the instruction has: one that ends a
 * page must not fault on the next.
 *
 * Knows of: nothing. Used by: alu, step, table. Source: docs/reference/sources.md, [x86].
 */
#ifndef FAULTLAB_SIM_X86_DECODE_H
#define FAULTLAB_SIM_X86_DECODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define X86_BYTES_MAX 15                /* of one instruction: one more is an exception */

enum x86_op {
	X86_UNKNOWN,
	X86_INVALID, X86_PRIVILEGED, X86_TOO_LONG, X86_BREAKPOINT,
	X86_ADD, X86_OR, X86_ADC, X86_SBB, X86_AND, X86_SUB, X86_XOR, X86_CMP,          /* in the order of their opcodes */
	X86_ROL, X86_ROR, X86_RCL, X86_RCR, X86_SHL, X86_SHR, X86_SAL, X86_SAR,         /* these, too */
	X86_TEST, X86_MOV, X86_MOVZX, X86_MOVSX, X86_LEA, X86_XCHG, X86_XADD, X86_CMPXCHG, X86_BSWAP,
	X86_INC, X86_DEC, X86_NOT, X86_NEG, X86_MUL, X86_IMUL, X86_DIV, X86_IDIV,
	X86_MULTIPLY,                   /* IMUL of two or three operands */
	X86_WIDEN, X86_SIGN,            /* CBW, CWDE, CDQE; CWD, CDQ, CQO */
	X86_PUSH, X86_POP, X86_LEAVE, X86_PUSHF, X86_POPF,
	X86_CALL, X86_JUMP, X86_RETURN, /* `to` says where; a return: imm bytes more are popped */
	X86_JUMP_IF, X86_SET_IF, X86_MOVE_IF, X86_LOOP,
	X86_FLAG,                       /* CLC, STC, CMC, CLD, STD: the low bits of the opcode in imm */
	X86_MOVS, X86_STOS, X86_LODS,
	X86_NOP
};

enum x86_register { X86_RAX, X86_RCX, X86_RDX, X86_RBX, X86_RSP, X86_RBP, X86_RSI, X86_RDI };

#define X86_HIGH  16                    /* added to 0..3: AH, CH, DH, BH */
#define X86_RIP   16                    /* as a base: the instruction behind this one */
#define X86_NONE  0xff

enum x86_place { X86_NOWHERE, X86_REGISTER, X86_MEMORY, X86_IMMEDIATE };

struct x86_insn {
	enum x86_op op;
	uint8_t bytes;                  /* as many as were fetched, if it is unknown */
	uint8_t size;                   /* of its operands: 1, 2, 4, 8 */
	uint8_t from;                   /* MOVZX, MOVSX: size of the source */
	uint8_t condition;              /* 0..15; LOOP: 0..3 */
	bool repeats;                   /* REP before a string instruction */
	bool has_third;                 /* MULTIPLY: by imm */
	enum x86_place to, by;          /* destination and source; both may not be memory */
	uint8_t to_register, by_register;
	uint8_t base, index, scale;     /* of the operand in memory, X86_NONE: there is none */
	bool narrow;                    /* its address has 32 bits */
	int64_t displacement;
	int64_t imm;
};

/* The byte at offset `i` of the instruction. False: it cannot be had, and decoding ends. */
typedef bool x86_fetch(void *context, unsigned i, uint8_t *byte);

/* False: a byte could not be fetched. */
bool x86_decode(struct x86_insn *in, x86_fetch *fetch, void *context);

/* ---- the table ---- */

enum x86_form {                         /* E: register or memory by ModRM, G: register by ModRM, A: AL to RAX, I: immediate */
	FORM_NONE, FORM_E_G, FORM_G_E, FORM_A_I, FORM_E_I, FORM_E_IB, FORM_E_1, FORM_E_CL, FORM_E,
	FORM_O, FORM_O_I, FORM_A_O,     /* O: register by the opcode's low bits */
	FORM_G_E_I, FORM_G_E_IB, FORM_I, FORM_IB, FORM_IW, FORM_J, FORM_JB, FORM_GROUP
};

#define X86_BYTE   1                    /* operands of one byte, whatever the prefixes say */
#define X86_WIDE   2                    /* of eight unless a prefix says two: the stack */
#define X86_FROM1  4                    /* MOVZX, MOVSX: a source of one byte, */
#define X86_FROM2  8                    /* two, */
#define X86_FROM4  16                   /* four */
#define X86_LOCKS  32                   /* LOCK may stand before it, if it writes memory */
#define X86_STRING 64                   /* REP may */
#define X86_PLAIN  128                  /* with 66, F2 or F3 it is another instruction, which is not in the table */

struct x86_row { uint8_t op, form, flags; };

extern const struct x86_row x86_one[256], x86_two[256];         /* by opcode; two: behind 0F */

/* The row of an opcode whose ModRM names the instruction. */
struct x86_row x86_group(bool two, uint8_t opcode, unsigned reg);

#endif
