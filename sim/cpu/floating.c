/*
 * floating.c - numbers with a fraction, watched: exceptions, their flags, and how results are rounded.
 *
 * Windows starts a program with these exceptions masked and rounding to the nearest, and a
 * lab that never asks for anything else never comes here: exec.c computes in one line.
 * A lab in which a function of floats.c is linked may, so its instructions are carried out
 * here, one by one, with the host's processor set as the lab's MXCSR says.
 *
 * On an x86 processor that is the register itself. Elsewhere the host's fenv.h serves, which knows
 * no flag for an operand that is denormal.
 */
#include "sim/nt/status.h"
#include "sim/cpu/exec.h"

#include <math.h>

#include "sim/cpu/bits.h"
#include "sim/cpu/mxcsr.h"

#if defined __SSE2__

#include <xmmintrin.h>

#define HOST_DEFAULT 0x1f80u

static void begin(uint32_t mxcsr)
{
	_mm_setcsr((mxcsr & (MXCSR_ROUND | MXCSR_FLUSH | MXCSR_ZEROS)) | MXCSR_MASKS);
}

/* The flags that were raised. */
static uint32_t end(void)
{
	uint32_t flags = _mm_getcsr() & MXCSR_FLAGS;

	_mm_setcsr(HOST_DEFAULT);
	return flags;
}

#elif defined __wasm__          /* which has neither flags nor modes: see cpu_floating() */

#define IS_BLIND true

static void begin(uint32_t mxcsr)
{
	(void)mxcsr;
}

static uint32_t end(void)
{
	return 0;
}

#else

#include <fenv.h>

static void begin(uint32_t mxcsr)
{
	static const int round[] = { FE_TONEAREST, FE_DOWNWARD, FE_UPWARD, FE_TOWARDZERO };

	feclearexcept(FE_ALL_EXCEPT);
	fesetround(round[(mxcsr & MXCSR_ROUND) / MXCSR_ROUND_ONE]);
}

static uint32_t end(void)
{
	int raised = fetestexcept(FE_ALL_EXCEPT);

	fesetround(FE_TONEAREST);
	return (raised & FE_INVALID ? MXCSR_INVALID : 0) | (raised & FE_DIVBYZERO ? MXCSR_DIVIDE : 0) |
	       (raised & FE_OVERFLOW ? MXCSR_OVERFLOW : 0) | (raised & FE_UNDERFLOW ? MXCSR_UNDERFLOW : 0) |
	       (raised & FE_INEXACT ? MXCSR_INEXACT : 0);
}

#endif

#ifndef IS_BLIND
#define IS_BLIND false
#endif

/* Whole numbers are cut, whatever is set; what does not fit is invalid and gives the least one. */
static uint64_t whole(double d, bool is_int, uint32_t *flags)
{
	bool fits = is_int ? d > -0x1p31 - 1 && d < 0x1p31 : d >= -0x1p63 && d < 0x1p63;

	if (!fits) {
		*flags |= MXCSR_INVALID;
		return is_int ? (uint64_t)(int64_t)INT32_MIN : (uint64_t)INT64_MIN;
	}
	if ((double)(int64_t)d != d)
		*flags |= MXCSR_INEXACT;
	return (uint64_t)(int64_t)d;
}

static uint64_t compute(const struct insn *in, const uint64_t *r, uint32_t *flags)
{
	uint64_t b = r[in->b], c = r[in->c];
	volatile double x = as_double(b), y = as_double(c), d = 0;      /* volatile: nothing may move over begin() and end() */
	volatile float f = 0;

	switch (in->op) {
	case OP_ADD_F: d = x + y; return double_bits(d);
	case OP_SUB_F: d = x - y; return double_bits(d);
	case OP_MUL_F: d = x * y; return double_bits(d);
	case OP_DIV_F: d = x / y; return double_bits(d);
	case OP_EQ_F: return x == y;
	case OP_NE_F: return x != y;
	case OP_LT_F: case OP_LE_F:
		if (x != x || y != y)
			*flags |= MXCSR_INVALID;
		return in->op == OP_LT_F ? x < y : x <= y;
	case OP_F32_F: f = as_float(b); d = (double)f; return double_bits(d);
	case OP_F_F32: f = (float)x; return float_bits(f);
	case OP_S64_F: d = (double)(int64_t)b; return double_bits(d);
	case OP_U64_F: d = (double)b; return double_bits(d);
	case OP_S64_F32: f = (float)(int64_t)b; return float_bits(f);
	case OP_U64_F32: f = (float)b; return float_bits(f);
	case OP_F_S32: return whole(x, true, flags);
	case OP_F_S64: return whole(x, false, flags);
	default: return x >= 0x1p63 ? whole(x - 0x1p63, false, flags) ^ (uint64_t)1 << 63 : whole(x, false, flags);
	}
}

static uint32_t code_of(uint32_t raised)
{
	return raised & MXCSR_INVALID ? STATUS_FLOAT_INVALID_OPERATION : raised & MXCSR_DIVIDE ? STATUS_FLOAT_DIVIDE_BY_ZERO :
	       raised & MXCSR_DENORMAL ? STATUS_FLOAT_DENORMAL_OPERAND : raised & MXCSR_OVERFLOW ? STATUS_FLOAT_OVERFLOW :
	       raised & MXCSR_UNDERFLOW ? STATUS_FLOAT_UNDERFLOW : STATUS_FLOAT_INEXACT_RESULT;
}

bool cpu_floating_raise(struct cpu *cpu, uint32_t flags)
{
	uint32_t raised = flags & ~(cpu->mxcsr / MXCSR_MASK_OF_FLAG) & MXCSR_FLAGS;
	struct ke_exception e = { .code = code_of(raised), .parameters = 2 };

	cpu->mxcsr |= flags;
	e.parameter[1] = cpu->mxcsr;
	return raised == 0 || cpu_raise(cpu, &e);
}

/*
 * Is what overflows exact but for its size? With the exception unmasked the flag of the inexact result goes by that:
 * computed again with smaller numbers.
 */
static bool is_exact(const struct insn *in, const uint64_t *r)
{
	volatile double x = as_double(r[in->b]), y = as_double(r[in->c]), d;
	volatile float f;

	begin(MXCSR_DEFAULT);
	switch (in->op) {
	case OP_ADD_F: d = x / 4 + y / 4; break;
	case OP_SUB_F: d = x / 4 - y / 4; break;
	case OP_MUL_F: d = x * 0x1p-600 * y; break;
	case OP_DIV_F: d = x * 0x1p-600 / y; break;
	default:
		f = (float)ldexp(x, -ilogb(x));
		d = f;
	}
	(void)d;
	return !(end() & MXCSR_INEXACT);
}

bool cpu_floating(struct cpu *cpu, const struct insn *in, uint64_t *r)
{
	if (IS_BLIND) {
		cpu_limit(cpu, "this lab asks about exceptions or the rounding of numbers with a fraction, of which a browser tells nothing: "
		          "run it with FaultLab itself, outside of the page");
		return false;
	}
	for (;;) {              /* a filter that continues has the instruction done once more */
		uint32_t more = 0, flags;
		uint64_t result;

		begin(cpu->mxcsr);
		result = compute(in, r, &more);
		flags = end() | more;
		if (in->op >= OP_F_S32 && in->op <= OP_F_U64)
			flags = more;
		if ((flags & MXCSR_OVERFLOW) && !(cpu->mxcsr & MXCSR_OVERFLOW * MXCSR_MASK_OF_FLAG) && is_exact(in, r))
			flags &= ~MXCSR_INEXACT;
		if (!(flags & ~(cpu->mxcsr / MXCSR_MASK_OF_FLAG) & MXCSR_FLAGS)) {
			cpu->mxcsr |= flags;
			r[in->a] = result;
			return true;
		}
		if (!cpu_floating_raise(cpu, flags))
			return false;
	}
}
