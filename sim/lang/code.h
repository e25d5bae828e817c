/*
 * code.h - the program that the CPU runs: instructions, scopes, image.
 *
 * The machine has 64-bit registers for temporaries, one window of them a
 * function call, and keeps every variable in simulated memory, as compiled code
 * does without optimisation. A register holds an integer in canonical form:
 * extended to 64 bits by the sign or by zero, as its type says. So comparing,
 * and most of the arithmetic, needs one instruction for every width. A double is
 * held as its bits, a float as its 32; arithmetic is that of doubles, for what a
 * float operation rounds from a double's result is what it gives by itself.
 *
 * An instruction is 16 bytes. Each stands for a simulated code address, four
 * bytes apart, from TEXT_BASE on; a function pointer and ExceptionAddress are
 * such addresses.
 *
 * A `__try` costs nothing to enter: it is a scope, a range of instructions with
 * a filter and a handler or a termination block, innermost first in the table,
 * exactly the shape of the scope table that x64 Windows uses.
 *
 * Knows of: nothing. Used by: compile, tree, cpu/.
 */
#ifndef FAULTLAB_SIM_CODE_H
#define FAULTLAB_SIM_CODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define IMAGE_BASE   0x140000000u
#define TEXT_BASE    (IMAGE_BASE + 0x1000)
#define RDATA_BASE   (IMAGE_BASE + 0x2000000)   /* literals and constants: read-only */
#define DATA_BASE    (IMAGE_BASE + 0x4000000)   /* variables */
#define TEXT_STEP    4                          /* bytes of code address an instruction */
#define TEXT_FILL   0x62                        /* what lies there: no instruction that native.c knows */
#define INSNS_MAX   ((RDATA_BASE - TEXT_BASE) / TEXT_STEP)
#define RDATA_MAX   ((uint64_t)DATA_BASE - RDATA_BASE)
#define ARGS_MAX    127                        /* of one call */
#define CALL_IN_REGISTERS 4                     /* CALL_REG: arguments of which imm says what they are, two bits each */
#define CALL_FRACTION_RESULT ((int64_t)1 << 2 * CALL_IN_REGISTERS)
#define ARGS_OF_CALLER 0xffff                   /* CALL_LIB: as many as this function was called with */
#define DATA_MAX    ((uint64_t)64 * 1024 * 1024)

/*
 * X(name): a, b, c are registers unless said otherwise; L, G and M name the place
 * of an operand in memory: L at fp+imm, G at address imm, M at register b + imm.
 */
#define LOADS(X, P)  X(P##_S8) X(P##_U8) X(P##_S16) X(P##_U16) X(P##_S32) X(P##_U32) X(P##_64)
#define STORES(X, P) X(P##_8) X(P##_16) X(P##_32) X(P##_64)
#define OPS(X) \
	X(NOP) X(CONST) X(MOVE) X(LEA_L)                /* a = imm; a = b; a = fp+imm */ \
	LOADS(X, LD_L) LOADS(X, LD_G) LOADS(X, LD_M)    /* a = memory */ \
	STORES(X, ST_L) STORES(X, ST_G) STORES(X, ST_M) /* memory = a */ \
	X(ADD_64) X(ADD_S32) X(ADD_U32) X(SUB_64) X(SUB_S32) X(SUB_U32)         /* a = b op c */ \
	X(MUL_64) X(MUL_S32) X(MUL_U32) \
	X(DIV_S64) X(DIV_S32) X(DIV_U) X(MOD_S64) X(MOD_S32) X(MOD_U) \
	X(AND) X(OR) X(XOR) \
	X(SHL_64) X(SHL_S32) X(SHL_U32) X(SHR_S64) X(SHR_S32) X(SHR_U64) X(SHR_U32) \
	X(EQ) X(NE) X(LT_S) X(LE_S) X(LT_U) X(LE_U) \
	X(ADDI_64) X(ADDI_S32) X(ADDI_U32) X(MULI_64) X(MULI_S32) X(MULI_U32)   /* a = b op imm */ \
	X(ANDI) X(ORI) X(XORI) X(SHLI_64) X(SHLI_S32) X(SHLI_U32) X(SHRI_S) X(SHRI_U) \
	X(NEG_64) X(NEG_S32) X(NEG_U32) X(NOT_64) X(NOT_U32) X(IS_ZERO)         /* a = op b */ \
	X(EXT_S8) X(EXT_U8) X(EXT_S16) X(EXT_U16) X(EXT_S32) X(EXT_U32) X(TO_BOOL) \
	X(ADD_F) X(SUB_F) X(MUL_F) X(DIV_F) X(EQ_F) X(NE_F) X(LT_F) X(LE_F)     /* a = b op c, doubles */ \
	X(F32_F) X(F_F32) X(S64_F) X(U64_F) X(S64_F32) X(U64_F32)               /* a = b, from one to the other; F: double */ \
	X(F_S32) X(F_S64) X(F_U64) \
	X(ADD_X) X(SUB_X) X(MUL_X) X(DIV_X) X(NEG_X)    /* at address a: those at addresses b and c; X: long double */ \
	X(EQ_X) X(NE_X) X(LT_X) X(LE_X) X(X_F) X(X_F32) X(X_S16) X(X_S32) X(X_S64) X(X_U64)     /* a = of those at b (and c) */ \
	X(F_X) X(F32_X) X(S64_X) X(U64_X)               /* at address a: b */ \
	X(INDEX)                                        /* a = b + c * imm */ \
	X(JUMP) X(JUMP_ZERO) X(JUMP_NONZERO)            /* to instruction imm (if a) */ \
	X(JEQ) X(JNE) X(JLT_S) X(JLE_S) X(JLT_U) X(JLE_U)               /* if a op b to imm */ \
	X(JEQI) X(JNEI) X(JLTI_S) X(JLEI_S) X(JGTI_S) X(JGEI_S) \
	X(JLTI_U) X(JLEI_U) X(JGTI_U) X(JGEI_U)         /* if a op (imm >> 32) to low half of imm */ \
	X(INC_L32) X(INC_L64)                           /* [fp+imm] += (int16) a, a signed int or 64 bits */ \
	X(COPY)                                         /* imm bytes from address c to address b */ \
	X(CLEAR)                                        /* imm bytes at address b become zero */ \
	X(ALLOCA)                                       /* a = b bytes of stack below c; 0: below all, 1: below the locals */ \
	X(ENTER)                                        /* imm bytes of locals; probes the stack */ \
	X(CALL) X(CALL_REG) X(CALL_LIB)                 /* function imm / at address b / library imm; a: first argument
	                                                   and result, c: number of arguments; CALL_REG: imm, enum call_kind */ \
	X(SPILL)                                        /* all arguments to 8 bytes each from [fp+imm] on */ \
	X(RETURN)                                       /* with the value in a */ \
	X(JUMP_OUT)                                     /* to imm, running the __finally blocks in between */ \
	X(FINALLY)                                      /* run termination block of scope imm, then go on */ \
	X(FINALLY_END) X(FILTER_END)                    /* a: the filter's value */ \
	X(CAUGHT) X(EXC_CODE) X(EXC_INFO) X(ABNORMAL)   /* a = code in a handler, in a filter; pointers; flag */ \
	X(UNREACHABLE) X(STEPPED)                       /* in the place of another one (cpu/stepping.h) */

enum call_kind { CALL_WIDE, CALL_NARROW /* 4 bytes or fewer */, CALL_FRACTION };

/*
 * What the compiled instruction depends on, of a load or a store in c, of DIV_U and MOD_U in imm; for a handler that
 * looks at registers (cpu/compiled.h). The processor does not.
 */
enum { INSN_VOLATILE = 1, INSN_FRACTION = 2, INSN_CONSTANT = 4 /* stored as an immediate value */, INSN_WIDE = 8 };

enum op {
#define X(name) OP_##name,
	OPS(X)
#undef X
	OP_COUNT
};

struct insn {
	uint16_t op, a, b, c;
	int64_t imm;
};

enum scope_kind { SCOPE_EXCEPT, SCOPE_FINALLY };

struct scope {
	uint32_t begin, end;            /* instructions covered, end not included */
	uint32_t filter;                /* EXCEPT: first instruction of the filter expression */
	uint32_t target;                /* EXCEPT: of the handler; FINALLY: of the termination block */
	uint32_t target_end;            /* FINALLY: one past the block's last instruction */
	uint32_t line;                  /* of __except or __finally */
	enum scope_kind kind;
};

struct function {
	const char *name;
	uint32_t entry;                 /* first instruction; UINT32_MAX until it is defined */
	uint32_t end;                   /* one past the last */
	uint32_t locals_bytes;          /* multiple of 16 */
	uint32_t registers;             /* of its window */
	uint32_t params;                /* how many it takes, an address for its result included */
	bool variadic;
	int64_t kinds;                  /* of them, as CALL_REG's imm has it */
	uint32_t first_scope, scopes;   /* in program.scope, innermost first */
	int library;                    /* index of a library function, -1 if it is the lab's own */
};

struct fixup { uint64_t address; uint32_t function; };  /* 8 bytes of data get a function's address */

/* A variable that a debugger could show: a scalar, where it lies and where its name means it. */
struct variable {
	const char *name;
	uint32_t begin, end;            /* instructions, end not included; a global: all */
	bool global;
	int64_t place;                  /* address of a global, offset from fp of a local */
	uint8_t bytes;                  /* 1, 2, 4, 8 */
	bool is_signed, is_pointer;
	bool is_text;                   /* a pointer to characters */
};

struct program {
	const char *name;               /* the lab's file name */
	const char *source_text;        /* for the trace */
	struct insn *insn;
	uint32_t *line;                 /* of each instruction */
	size_t insns, insn_room, line_room;
	struct function *function;
	size_t functions, function_room;
	struct scope *scope;
	size_t scopes, scope_room;
	uint8_t *rdata, *data;
	size_t rdata_bytes, rdata_room, data_bytes, data_room;
	struct fixup *fixup;
	size_t fixups, fixup_room;
	struct variable *variable;      /* in order of declaration */
	size_t variables, variable_room;
	uint32_t main;                  /* function index */
	unsigned main_params;
	bool main_is_wide;              /* wmain: its arguments are of 16-bit characters */
};

static inline uint64_t code_address(uint64_t insn)
{
	return TEXT_BASE + insn * TEXT_STEP;
}

/* Function that contains an instruction; NULL if none. */
const struct function *program_function_at(const struct program *p, size_t insn);

/* Index of the function that starts at a code address, or SIZE_MAX. */
size_t program_function_entry(const struct program *p, uint64_t address);

void program_free(struct program *p);

#endif
