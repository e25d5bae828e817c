/*
 * floats.c - float.h's and fenv.h's functions: what becomes of exceptions of numbers with a fraction.
 *
 * All of them read and write one register, the lab's MXCSR; Windows' words have other bits
 * for the same things. That one of them is linked makes the processor watch (cpu/floating.c).
 * Source: docs/reference/sources.md, [controlfp].
 */
#include <string.h>

#include "sim/cpu/mxcsr.h"
#include "sim/libc/crt.h"

/* _EM_ and _SW_ of float.h, with the flag that each is about. */
static const struct { uint32_t word, flag; } bits[] = {
	{ 0x00000010, MXCSR_INVALID }, { 0x00080000, MXCSR_DENORMAL }, { 0x00000008, MXCSR_DIVIDE },
	{ 0x00000004, MXCSR_OVERFLOW }, { 0x00000002, MXCSR_UNDERFLOW }, { 0x00000001, MXCSR_INEXACT },
};

#define MCW_EM          0x0008001Fu
#define MCW_RC          0x00000300u
#define MCW_DN          0x03000000u
#define MCW_PC          0x00030000u
#define MCW_IC          0x00040000u
#define EM_DENORMAL     0x00080000u
#define DN_FLUSH        0x01000000u
#define EINVAL_         22

static uint32_t word_of(uint32_t flags)
{
	uint32_t word = 0;

	for (size_t i = 0; i < sizeof bits / sizeof bits[0]; i++)
		word |= flags & bits[i].flag ? bits[i].word : 0;
	return word;
}

static uint32_t flags_of(uint32_t word)
{
	uint32_t flags = 0;

	for (size_t i = 0; i < sizeof bits / sizeof bits[0]; i++)
		flags |= word & bits[i].word ? bits[i].flag : 0;
	return flags;
}

static uint32_t control_word(uint32_t mxcsr)
{
	static const uint32_t denormals[] = { 0, 0x03000000, 0x02000000, DN_FLUSH };    /* none, operands, results, both */
	unsigned which = (mxcsr & MXCSR_ZEROS ? 1 : 0) | (mxcsr & MXCSR_FLUSH ? 2 : 0);

	return word_of(mxcsr / MXCSR_MASK_OF_FLAG) | (mxcsr & MXCSR_ROUND) / MXCSR_ROUND_ONE << 8 | denormals[which];
}

static uint32_t control(struct cpu *cpu, uint32_t value, uint32_t mask)
{
	uint32_t word = (control_word(cpu->mxcsr) & ~mask) | (value & mask), dn = word & MCW_DN;

	if (mask != 0)
		cpu->mxcsr = (cpu->mxcsr & MXCSR_FLAGS) | flags_of(word & MCW_EM) * MXCSR_MASK_OF_FLAG |
		             (word & MCW_RC) >> 8 << 13 | (dn == DN_FLUSH || dn == MCW_DN ? MXCSR_ZEROS : 0) |
		             (dn == DN_FLUSH || dn == 0x02000000 ? MXCSR_FLUSH : 0);
	return control_word(cpu->mxcsr);
}

static uint64_t run_control87(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return control(cpu, (uint32_t)arg[0], (uint32_t)arg[1]);
}

/* The mask of the denormal exception is not this function's business. */
static uint64_t run_controlfp(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return control(cpu, (uint32_t)arg[0], (uint32_t)arg[1] & ~EM_DENORMAL);
}

static uint64_t run_controlfp_s(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint32_t mask = (uint32_t)arg[2], word;

	if ((arg[1] & mask & ~(uint64_t)(MCW_EM | MCW_RC | MCW_DN | MCW_PC | MCW_IC)) != 0) {
		word = control_word(cpu->mxcsr);
		if (arg[0] != 0)
			cpu_write(cpu, arg[0], &word, sizeof word);
		return EINVAL_;
	}
	word = control(cpu, (uint32_t)arg[1], mask & ~EM_DENORMAL);
	if (arg[0] != 0)
		cpu_write(cpu, arg[0], &word, sizeof word);
	return 0;
}

static uint64_t run_statusfp(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return word_of(cpu->mxcsr);
}

static uint64_t run_clearfp(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint32_t word = word_of(cpu->mxcsr);

	cpu->mxcsr &= ~MXCSR_FLAGS;
	return word;
}

static uint64_t run_fpreset(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	cpu->mxcsr = MXCSR_DEFAULT;
	return 0;
}

/* ---- fenv.h, whose flags are the register's own ---- */

static uint64_t run_feclearexcept(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	cpu->mxcsr &= ~((uint32_t)arg[0] & MXCSR_FLAGS);
	return 0;
}

static uint64_t run_fetestexcept(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return cpu->mxcsr & (uint32_t)arg[0] & MXCSR_FLAGS;
}

static uint64_t run_feraiseexcept(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	cpu_floating_raise(cpu, (uint32_t)arg[0] & MXCSR_FLAGS);
	return 0;
}

static uint64_t run_fegetexceptflag(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint16_t flags = (uint16_t)(cpu->mxcsr & (uint32_t)arg[1] & MXCSR_FLAGS);

	cpu_write(cpu, arg[0], &flags, sizeof flags);
	return 0;
}

static uint64_t run_fesetexceptflag(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint32_t mask = (uint32_t)arg[1] & MXCSR_FLAGS;
	uint16_t flags;

	if (cpu_read(cpu, arg[0], &flags, sizeof flags))
		cpu->mxcsr = (cpu->mxcsr & ~mask) | (flags & mask);
	return 0;
}

static uint64_t run_fegetround(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return (cpu->mxcsr & MXCSR_ROUND) >> 3;
}

static uint64_t run_fesetround(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	if (((uint32_t)arg[0] & ~(MXCSR_ROUND >> 3)) != 0)
		return crt_sign32(-1);
	cpu->mxcsr = (cpu->mxcsr & ~MXCSR_ROUND) | (uint32_t)arg[0] << 3;
	return 0;
}

/* fenv_t: 28 bytes of the x87, then MXCSR. */
#define FENV_BYTES 32
#define FENV_MXCSR 28

static uint64_t run_fegetenv(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint8_t env[FENV_BYTES] = { 0x7f, 0x03 };

	memcpy(env + FENV_MXCSR, &cpu->mxcsr, 4);
	cpu_write(cpu, arg[0], env, sizeof env);
	return 0;
}

static uint64_t run_feholdexcept(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	run_fegetenv(cpu, arg, args);
	cpu->mxcsr = (cpu->mxcsr & ~MXCSR_FLAGS) | MXCSR_MASKS;
	return 0;
}

/* FE_DFL_ENV and its kin are no addresses. */
static uint64_t run_fesetenv(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint32_t mxcsr = MXCSR_DEFAULT;

	if (arg[0] == 0 || arg[0] >= (uint64_t)-2 || cpu_read(cpu, arg[0] + FENV_MXCSR, &mxcsr, 4))
		cpu->mxcsr = mxcsr & 0xffff;
	return 0;
}

static uint64_t run_feupdateenv(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint32_t raised = cpu->mxcsr & MXCSR_FLAGS;

	run_fesetenv(cpu, arg, args);
	if (!cpu->trapped)
		cpu_floating_raise(cpu, raised);
	return 0;
}

const struct library_function float_functions[] = {
	{ "_controlfp", run_controlfp }, { "_controlfp_s", run_controlfp_s }, { "_control87", run_control87 },
	{ "_statusfp", run_statusfp }, { "_status87", run_statusfp }, { "_clearfp", run_clearfp },
	{ "_clear87", run_clearfp }, { "_fpreset", run_fpreset }, { "fpreset", run_fpreset },
	{ "feclearexcept", run_feclearexcept }, { "fetestexcept", run_fetestexcept },
	{ "feraiseexcept", run_feraiseexcept }, { "fegetexceptflag", run_fegetexceptflag },
	{ "fesetexceptflag", run_fesetexceptflag }, { "fegetround", run_fegetround },
	{ "fesetround", run_fesetround }, { "fegetenv", run_fegetenv }, { "feholdexcept", run_feholdexcept },
	{ "fesetenv", run_fesetenv }, { "feupdateenv", run_feupdateenv },
	{ NULL, NULL }
};
