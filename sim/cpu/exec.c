/*
 * exec.c - the instruction loop.
 *
 * cpu_run() runs one activation and what it calls; a filter, a termination block or a
 * callback is a cpu_run() of its own, further down on the host's stack. Whatever can
 * raise an exception first says where it is (HERE). If the answer is to continue, the
 * instruction goes on or runs again; if it is to unwind, the loop goes to `trap`: it
 * lands here if the landing place is one of its own activations, and else returns
 * false, so that the loop around it lands.
 */
#include "sim/cpu/exec.h"
#include "sim/cpu/library.h"
#include "sim/cpu/modules.h"
#include "sim/cpu/native.h"
#include "sim/cpu/stepping.h"

#include <string.h>

#include "sim/cpu/bits.h"
#include "sim/host/exit_status.h"

/*
 * The loop is threaded: each instruction jumps to the next one's code by a table
 * of labels, so that the host's branch predictor sees one jump an instruction.
 * A TLB hit is the short path of every access; everything else leaves the loop's
 * registers alone and goes to cpu_load() or cpu_store().
 */
#define NEXT        do { ip++; goto *label[ip->op]; } while (0)
#define HERE        (cpu->pc = (uint32_t)(ip - code))
#define LIKELY(x)   __builtin_expect(!!(x), 1)

#define READ(ctype, va, into) do { \
	uint64_t va_ = (va); \
	const uint8_t *host_ = tlb_read(tlb, va_, sizeof(ctype)); \
	ctype got_; \
	if (LIKELY(host_ != NULL)) { \
		memcpy(&got_, host_, sizeof got_); \
	} else { \
		HERE; \
		if (!cpu_load(cpu, va_, sizeof got_, &got_)) \
			goto trap; \
	} \
	(into) = (uint64_t)(int64_t)got_; \
} while (0)

#define WRITE(ctype, va, value) do { \
	uint64_t va_ = (va); \
	uint8_t *host_ = tlb_write(tlb, va_, sizeof(ctype)); \
	ctype put_ = (ctype)(value); \
	if (LIKELY(host_ != NULL)) { \
		memcpy(host_, &put_, sizeof put_); \
	} else { \
		HERE; \
		if (!cpu_store(cpu, va_, sizeof put_, &put_)) \
			goto trap; \
	} \
} while (0)

#define LOAD_FAMILY(P, va) \
	P##_S8:  READ(int8_t, va, A); NEXT; \
	P##_U8:  READ(uint8_t, va, A); NEXT; \
	P##_S16: READ(int16_t, va, A); NEXT; \
	P##_U16: READ(uint16_t, va, A); NEXT; \
	P##_S32: READ(int32_t, va, A); NEXT; \
	P##_U32: READ(uint32_t, va, A); NEXT; \
	P##_64:  READ(uint64_t, va, A); NEXT

#define STORE_FAMILY(P, va, value) \
	P##_8:  WRITE(uint8_t, va, value); NEXT; \
	P##_16: WRITE(uint16_t, va, value); NEXT; \
	P##_32: WRITE(uint32_t, va, value); NEXT; \
	P##_64: WRITE(uint64_t, va, value); NEXT

#define A r[ip->a]
#define BB r[ip->b]
#define C r[ip->c]
#define SA ((int64_t)A)
#define SB ((int64_t)BB)
#define SC ((int64_t)C)
#define IMM ((uint64_t)ip->imm)
#define S32(x) ((uint64_t)(int64_t)(int32_t)(x))
#define U32(x) ((uint64_t)(uint32_t)(x))

/* Every jump back pays for the instructions of the round, so a lab that never ends is noticed. */
#define GOTO(target) do { \
	const struct insn *to_ = code + (target); \
	if (to_ <= ip && (cpu->budget -= ip - to_ + 1) < 0) \
		goto exhausted; \
	ip = to_; \
	goto *label[ip->op]; \
} while (0)
#define JUMP_IF(condition, target) do { if (condition) GOTO(target); NEXT; } while (0)
/* As Windows starts a program: every exception masked, rounding to the nearest; else the long way. */
#define FLOATING(result) do { \
	if (!LIKELY(!cpu->watches_floats)) \
		goto floating; \
	A = (result); \
	NEXT; \
} while (0)
#define LOW(imm)  ((uint32_t)(imm))
#define HIGH(imm) ((imm) >> 32)

static bool raise_code(struct cpu *cpu, uint32_t code)
{
	struct ke_exception e = { .code = code };

	return cpu_raise(cpu, &e);
}

/* INT_MIN / -1 and n / 0: what the processor's IDIV would raise; 0: nothing. */
static uint32_t division_fault(int64_t a, int64_t b, int64_t least)
{
	return b == 0 ? STATUS_INTEGER_DIVIDE_BY_ZERO : b == -1 && a == least ? STATUS_INTEGER_OVERFLOW : 0;
}

/* The return address in memory is no longer the one that the call put there: go where it says, as a CPU would. */
static bool smashed_return(struct cpu *cpu, uint64_t address)
{
	struct fault f;
	struct ke_exception e = { .code = STATUS_ILLEGAL_INSTRUCTION, .elsewhere = true, .address = address };

	if (!vm_access(cpu->vm, address, ACCESS_EXECUTE, &f)) {
		e.code = f.status;
		e.parameters = 2;
		e.parameter[0] = f.access;
		e.parameter[1] = f.address;
		e.trap = true;
		e.fault = f.kind;
	}
	return cpu_raise(cpu, &e);
}

/* Does a jump to `target` leave the termination block that runs on top? */
static bool leaves_block(const struct cpu *cpu, uint32_t target)
{
	const struct activation *top = &cpu->activation[cpu->activations - 1];
	const struct function *f = &cpu->program->function[top->function];

	for (uint32_t i = 0; top->kind == ACTIVATION_FINALLY && i < f->scopes; i++) {
		const struct scope *s = &cpu->program->scope[f->first_scope + i];

		if (s->kind == SCOPE_FINALLY && s->target == top->begin)
			return target < s->target || target >= s->target_end;
	}
	return false;
}

/* Whatever the block was run for ends here: the function that it is a part of makes the jump itself. */
static bool leave_block(struct cpu *cpu)
{
	size_t owner = cpu->activations - 1;
	uint64_t fp = cpu->activation[owner].fp;

	do
		owner--;
	while (cpu->activation[owner].fp != fp || cpu->activation[owner].kind == ACTIVATION_FILTER);
	cpu->trapped = true;
	cpu->land_activation = owner;
	cpu->land_at = cpu->pc;
	return false;
}

/* Run the termination blocks between the instruction in hand and `target`. */
static bool jump_out(struct cpu *cpu, uint32_t target)
{
	size_t top = cpu->activations - 1;
	const struct function *f = &cpu->program->function[cpu->activation[top].function];
	uint32_t pc = cpu->pc;
	bool good = true;

	if (leaves_block(cpu, target))
		return leave_block(cpu);
	for (uint32_t i = 0; good && i < f->scopes; i++) {
		const struct scope *s = &cpu->program->scope[f->first_scope + i];

		if (s->kind != SCOPE_FINALLY || pc < s->begin || pc >= s->end || (target >= s->begin && target < s->end) ||
		    (cpu->activation[top].kind == ACTIVATION_FINALLY && s->begin < cpu->activation[top].begin))
			continue;
		cpu->activation[top].pc = pc;
		cpu->activation[top].inner_scopes = i + 1;
		good = cpu_run_finally(cpu, top, f->first_scope + i, true);
	}
	if (good)
		cpu->activation[top].inner_scopes = 0;
	return good;
}

static double widened(uint64_t bits)
{
	return as_float(bits);
}

/* CVTTSD2SI: what does not fit, and what is no number, gives the least one. */
static uint64_t to_s64(double d)
{
	return d >= -0x1p63 && d < 0x1p63 ? (uint64_t)(int64_t)d : (uint64_t)INT64_MIN;
}

static uint64_t to_s32(double d)
{
	return d > -0x1p31 - 1 && d < 0x1p31 ? S32((int32_t)d) : S32(INT32_MIN);
}

/* As the compiler makes it of two of these. */
static uint64_t to_u64(double d)
{
	uint64_t low = to_s64(d);

	return low | ((uint64_t)((int64_t)low >> 63) & to_s64(d - 0x1p63));
}

bool cpu_run(struct cpu *cpu, uint32_t pc, uint64_t *value)
{
	static const void *const label[] = {
#define X(name) &&name,
		OPS(X)
#undef X
	};
	const struct insn *const code = cpu->program->insn, *ip = code + pc;
	struct tlb *const tlb = cpu->tlb;
	const size_t base = cpu->activations;
	uint64_t *r = cpu->activation[base - 1].window;
	uint64_t fp = cpu->activation[base - 1].fp;
	uint32_t fault;

	goto *label[ip->op];

NOP:
	NEXT;
CONST:
	A = IMM;
	NEXT;
MOVE:
	A = BB;
	NEXT;
LEA_L:
	A = fp + IMM;
	NEXT;

	LOAD_FAMILY(LD_L, fp + IMM);
	LOAD_FAMILY(LD_G, IMM);
	LOAD_FAMILY(LD_M, BB + IMM);
	STORE_FAMILY(ST_L, fp + IMM, A);
	STORE_FAMILY(ST_G, IMM, A);
	STORE_FAMILY(ST_M, BB + IMM, A);

ADD_64: A = BB + C; NEXT;
ADD_S32: A = S32(BB + C); NEXT;
ADD_U32: A = U32(BB + C); NEXT;
SUB_64: A = BB - C; NEXT;
SUB_S32: A = S32(BB - C); NEXT;
SUB_U32: A = U32(BB - C); NEXT;
MUL_64: A = BB * C; NEXT;
MUL_S32: A = S32(BB * C); NEXT;
MUL_U32: A = U32(BB * C); NEXT;

DIV_S64:
	if ((fault = division_fault(SB, SC, INT64_MIN)) != 0)
		goto cpu_fault;
	A = (uint64_t)(SB / SC);
	NEXT;
DIV_S32:
	if ((fault = division_fault(SB, SC, INT32_MIN)) != 0)
		goto cpu_fault;
	A = (uint64_t)(SB / SC);
	NEXT;
DIV_U:
	if ((fault = division_fault(0, SC, 1)) != 0)
		goto cpu_fault;
	A = BB / C;
	NEXT;
MOD_S64:
	if ((fault = division_fault(SB, SC, INT64_MIN)) != 0)
		goto cpu_fault;
	A = (uint64_t)(SB % SC);
	NEXT;
MOD_S32:
	if ((fault = division_fault(SB, SC, INT32_MIN)) != 0)
		goto cpu_fault;
	A = (uint64_t)(SB % SC);
	NEXT;
MOD_U:
	if ((fault = division_fault(0, SC, 1)) != 0)
		goto cpu_fault;
	A = BB % C;
	NEXT;

AND: A = BB & C; NEXT;
OR: A = BB | C; NEXT;
XOR: A = BB ^ C; NEXT;
SHL_64: A = BB << (C & 63); NEXT;
SHL_S32: A = S32(BB << (C & 31)); NEXT;
SHL_U32: A = U32(BB << (C & 31)); NEXT;
SHR_S64: A = (uint64_t)(SB >> (C & 63)); NEXT;
SHR_S32: A = (uint64_t)(SB >> (C & 31)); NEXT;
SHR_U64: A = BB >> (C & 63); NEXT;
SHR_U32: A = BB >> (C & 31); NEXT;
EQ: A = BB == C; NEXT;
NE: A = BB != C; NEXT;
LT_S: A = SB < SC; NEXT;
LE_S: A = SB <= SC; NEXT;
LT_U: A = BB < C; NEXT;
LE_U: A = BB <= C; NEXT;
ADDI_64: A = BB + IMM; NEXT;
ADDI_S32: A = S32(BB + IMM); NEXT;
ADDI_U32: A = U32(BB + IMM); NEXT;
MULI_64: A = BB * IMM; NEXT;
MULI_S32: A = S32(BB * IMM); NEXT;
MULI_U32: A = U32(BB * IMM); NEXT;
ANDI: A = BB & IMM; NEXT;
ORI: A = BB | IMM; NEXT;
XORI: A = BB ^ IMM; NEXT;
SHLI_64: A = BB << IMM; NEXT;
SHLI_S32: A = S32(BB << IMM); NEXT;
SHLI_U32: A = U32(BB << IMM); NEXT;
SHRI_S: A = (uint64_t)(SB >> IMM); NEXT;
SHRI_U: A = BB >> IMM; NEXT;
NEG_64: A = -BB; NEXT;
NEG_S32: A = S32(-BB); NEXT;
NEG_U32: A = U32(-BB); NEXT;
NOT_64: A = ~BB; NEXT;
NOT_U32: A = U32(~BB); NEXT;
IS_ZERO: A = BB == 0; NEXT;
EXT_S8: A = (uint64_t)(int64_t)(int8_t)BB; NEXT;
EXT_U8: A = (uint8_t)BB; NEXT;
EXT_S16: A = (uint64_t)(int64_t)(int16_t)BB; NEXT;
EXT_U16: A = (uint16_t)BB; NEXT;
EXT_S32: A = S32(BB); NEXT;
EXT_U32: A = U32(BB); NEXT;
TO_BOOL: A = BB != 0; NEXT;
ADD_F: FLOATING(double_bits(as_double(BB) + as_double(C)));
SUB_F: FLOATING(double_bits(as_double(BB) - as_double(C)));
MUL_F: FLOATING(double_bits(as_double(BB) * as_double(C)));
DIV_F: FLOATING(double_bits(as_double(BB) / as_double(C)));
EQ_F: FLOATING(as_double(BB) == as_double(C));
NE_F: FLOATING(as_double(BB) != as_double(C));
LT_F: FLOATING(as_double(BB) < as_double(C));
LE_F: FLOATING(as_double(BB) <= as_double(C));
F32_F: FLOATING(double_bits(widened(BB)));
F_F32: FLOATING(float_bits((float)as_double(BB)));
S64_F: FLOATING(double_bits((double)SB));
U64_F: FLOATING(double_bits((double)BB));
S64_F32: FLOATING(float_bits((float)SB));
U64_F32: FLOATING(float_bits((float)BB));
F_S32: FLOATING(to_s32(as_double(BB)));
F_S64: FLOATING(to_s64(as_double(BB)));
F_U64: FLOATING(to_u64(as_double(BB)));
INDEX: A = BB + C * IMM; NEXT;

JUMP: GOTO(ip->imm);
JUMP_ZERO: JUMP_IF(A == 0, ip->imm);
JUMP_NONZERO: JUMP_IF(A != 0, ip->imm);
JEQ: JUMP_IF(A == BB, ip->imm);
JNE: JUMP_IF(A != BB, ip->imm);
JLT_S: JUMP_IF(SA < SB, ip->imm);
JLE_S: JUMP_IF(SA <= SB, ip->imm);
JLT_U: JUMP_IF(A < BB, ip->imm);
JLE_U: JUMP_IF(A <= BB, ip->imm);
JEQI: JUMP_IF(SA == HIGH(ip->imm), LOW(ip->imm));
JNEI: JUMP_IF(SA != HIGH(ip->imm), LOW(ip->imm));
JLTI_S: JUMP_IF(SA < HIGH(ip->imm), LOW(ip->imm));
JLEI_S: JUMP_IF(SA <= HIGH(ip->imm), LOW(ip->imm));
JGTI_S: JUMP_IF(SA > HIGH(ip->imm), LOW(ip->imm));
JGEI_S: JUMP_IF(SA >= HIGH(ip->imm), LOW(ip->imm));
JLTI_U: JUMP_IF(A < (uint64_t)HIGH(ip->imm), LOW(ip->imm));
JLEI_U: JUMP_IF(A <= (uint64_t)HIGH(ip->imm), LOW(ip->imm));
JGTI_U: JUMP_IF(A > (uint64_t)HIGH(ip->imm), LOW(ip->imm));
JGEI_U: JUMP_IF(A >= (uint64_t)HIGH(ip->imm), LOW(ip->imm));

INC_L32: {
	uint64_t v;

	READ(int32_t, fp + IMM, v);
	WRITE(int32_t, fp + IMM, v + (uint64_t)(int16_t)ip->a);
	NEXT;
}
INC_L64: {
	uint64_t v;

	READ(uint64_t, fp + IMM, v);
	WRITE(uint64_t, fp + IMM, v + (uint64_t)(int16_t)ip->a);
	NEXT;
}
COPY:
	HERE;
	if (!cpu_move(cpu, BB, C, IMM))
		goto trap;
	NEXT;
CLEAR:
	HERE;
	if (!cpu_fill(cpu, BB, 0, IMM))
		goto trap;
	NEXT;

ALLOCA: {
	struct activation *top = &cpu->activation[cpu->activations - 1];
	uint64_t above = C == 0 || top->kind != ACTIVATION_FUNCTION ? cpu->sp :
	                C == 1 ? fp - cpu->program->function[top->function].locals_bytes - STACK_SHADOW_BYTES : C - STACK_SHADOW_BYTES;
	uint64_t low = (above - BB) & ~(uint64_t)15;

	HERE;
	if (!cpu_probe_stack(cpu, above, low < above ? low : 0))
		goto trap;
	cpu->sp = cpu->activation[cpu->activations - 1].sp = low;
	A = low + STACK_SHADOW_BYTES;
	NEXT;
}

ENTER: {
	uint64_t sp = cpu->sp - 8, low = sp - IMM - STACK_SHADOW_BYTES;

	WRITE(uint64_t, sp, fp);
	if (low >> PAGE_SHIFT != sp >> PAGE_SHIFT) {
		HERE;
		if (!cpu_probe_stack(cpu, sp, low))
			goto trap;
	}
	fp = cpu->fp = sp;
	cpu->sp = low;
	cpu->activation[cpu->activations - 1].fp = fp;
	cpu->activation[cpu->activations - 1].sp = low;
	NEXT;
}

SPILL:
	for (unsigned i = 0; i < cpu->activation[cpu->activations - 1].args; i++)
		WRITE(uint64_t, fp + IMM + 8 * (uint64_t)i, r[i]);
	NEXT;

CALL_REG: {
	size_t f = program_function_entry(cpu->program, BB);

	if (f == SIZE_MAX) {
		uint64_t result;
		int library = module_function_at(cpu, BB);

		HERE;
		cpu->activation[cpu->activations - 1].pc = cpu->pc;
		if (library >= 0) {
			result = library_at(library)->run(cpu, &A, ip->c);
			if (cpu->trapped)
				goto trap;
			A = result;
			if (cpu->out_of_time && *cpu->out_of_time)
				goto exhausted;
			NEXT;
		}
		if (!native_call(cpu, BB, &A, ip->c, ip->imm, &result))
			goto trap;
		A = result;
		NEXT;
	}
	fault = (uint32_t)f;
	goto enter_function;
}
CALL:
	fault = (uint32_t)ip->imm;
enter_function: {
	const struct function *f = &cpu->program->function[fault];
	struct activation callee = { .kind = ACTIVATION_FUNCTION, .function = fault, .return_to = (uint32_t)(ip + 1 - code),
	                             .args = ip->c, .fp = fp, .window = r + ip->a };

	if ((cpu->budget -= 8) < 0)
		goto exhausted;
	WRITE(uint64_t, cpu->sp - 8, code_address(callee.return_to));
	HERE;
	cpu->activation[cpu->activations - 1].pc = cpu->pc;
	cpu->sp -= 8;
	callee.sp = cpu->sp;
	callee.pc = f->entry;
	if (!cpu_push_activation(cpu, callee))
		goto trap;
	r = callee.window;
	ip = code + f->entry;
	goto *label[ip->op];
}
CALL_LIB:
	HERE;
	cpu->activation[cpu->activations - 1].pc = cpu->pc;
	{
		unsigned args = ip->c == ARGS_OF_CALLER ? cpu->activation[cpu->activations - 1].args : ip->c;
		uint64_t result = library_at((int)ip->imm)->run(cpu, &A, args);

		if (cpu->trapped)
			goto trap;
		A = result;
	}
	/* what a call does within is not paid for, so a loop of large ones is ended by the clock */
	if (cpu->out_of_time && *cpu->out_of_time)
		goto exhausted;
	NEXT;

RETURN: {
	struct activation *top = &cpu->activation[cpu->activations - 1];
	uint64_t back;

	READ(uint64_t, fp + 8, back);
	if (back != code_address(top->return_to)) {
		HERE;
		if (smashed_return(cpu, back))
			goto *label[ip->op];
		goto trap;
	}
	*value = top->window[0] = A;
	cpu->activations--;
	if (cpu->activations < base) {
		cpu->sp = fp + 16;
		return true;
	}
	ip = code + top->return_to;
	top--;
	r = top->window;
	fp = cpu->fp = top->fp;
	cpu->sp = top->sp;
	goto *label[ip->op];
}

JUMP_OUT:
	HERE;
	if (!jump_out(cpu, (uint32_t)ip->imm))
		goto trap;
	GOTO(ip->imm);
FINALLY: {
	size_t top = cpu->activations - 1;

	HERE;
	cpu->activation[top].pc = cpu->pc;
	if (!cpu_run_finally(cpu, top, (size_t)ip->imm, false))
		goto trap;
	NEXT;
}
FINALLY_END:
	*value = 0;
	cpu->activations--;
	return true;
FILTER_END:
	*value = A;
	cpu->activations--;
	return true;

CAUGHT:
	A = cpu->land_code;
	NEXT;
EXC_CODE:
	A = cpu->ke.current ? cpu->ke.current->code : 0;
	NEXT;
EXC_INFO:
	A = cpu->ke.current ? cpu->ke.current->pointers : 0;
	NEXT;
ABNORMAL:
	A = cpu->activation[cpu->activations - 1].abnormal;
	NEXT;
/* Numbers with a fraction that take more than one line: in files of their own. */
floating:
	HERE;
	if (!cpu_floating(cpu, ip, r))
		goto trap;
	NEXT;
ADD_X: SUB_X: MUL_X: DIV_X: NEG_X: EQ_X: NE_X: LT_X: LE_X: X_F: X_F32: X_S16: X_S32: X_S64: X_U64: F_X: F32_X: S64_X: U64_X:
	HERE;
	if (!cpu_extended(cpu, ip, r))
		goto trap;
	NEXT;

UNREACHABLE:
	fault = STATUS_ILLEGAL_INSTRUCTION;
	goto cpu_fault;

/* Never compiled: it stands for the next instruction while one runs by itself. */
STEPPED:
	HERE;
	if (!stepping_stop(cpu))
		goto trap;
	goto *label[ip->op];

cpu_fault:
	HERE;
	if (raise_code(cpu, fault))
		goto *label[ip->op];            /* continued: the same instruction again */
	goto trap;

exhausted:
	HERE;
	cpu->out_of_budget = true;
	cpu_exit(cpu, EXIT_ENDLESS);
trap:
	if (cpu->ended || cpu->land_activation + 1 < base)
		return false;
	cpu->trapped = false;
	cpu->activations = cpu->land_activation + 1;
	{
		struct activation *top = &cpu->activation[cpu->land_activation];

		r = top->window;
		fp = cpu->fp = top->fp;
		cpu->sp = top->sp;
		top->inner_scopes = 0;
		ip = code + cpu->land_at;
	}
	if (cpu->step.asked)
		stepping_begin(cpu);
	goto *label[ip->op];
}
