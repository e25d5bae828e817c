/*
 * boot.c - what the loader and the C runtime do before main: the image and the
 * stack are mapped, the arguments laid above main's activation, main is called.
 */
#include "sim/cpu/exec.h"
#include "sim/cpu/library.h"

#include <assert.h>
#include <string.h>

#include "core/letter.h"
#include "sim/nt/protection.h"
#include "sim/cpu/mxcsr.h"

#define STACK_RESERVE_BYTES ((uint64_t)1 << 20)
#define STACK_COMMIT_BYTES  ((uint64_t)16 << 10)
#define STACK_START_BYTES   ((uint64_t)0x400)   /* what the C runtime has used before main */


/* Map one part of the image and fill it; `fill` where there are no bytes. */
static bool load_part(struct cpu *cpu, uint64_t va, const uint8_t *bytes, uint64_t size, uint8_t fill, uint32_t protect)
{
	uint64_t pages = (size + PAGE_SIZE - 1) & PAGE_MASK;
	struct fault f;

	assert(va % PAGE_SIZE == 0);
	if (size == 0)
		return true;
	if (!vm_load_image(cpu->vm, va, pages, PAGE_READWRITE))
		return false;
	for (uint64_t at = 0; at < pages; at += PAGE_SIZE) {
		uint8_t *host = vm_access(cpu->vm, va + at, ACCESS_WRITE, &f);
		uint64_t n = !bytes || at >= size ? 0 : size - at < PAGE_SIZE ? size - at : PAGE_SIZE;

		if (!host)
			return false;
		if (n > 0)
			memcpy(host, bytes + at, n);
		if (fill != 0)
			memset(host + n, fill, PAGE_SIZE - n);
	}
	vm_seal_image(cpu->vm, va, pages, protect);
	return true;
}

static void fix_up(const struct program *p)
{
	for (size_t i = 0; i < p->fixups; i++) {
		uint64_t at = p->fixup[i].address;
		uint64_t value = code_address(p->function[p->fixup[i].function].entry);

		assert(p->fixup[i].function < p->functions && p->function[p->fixup[i].function].entry < p->insns);
		memcpy(at >= DATA_BASE ? p->data + (at - DATA_BASE) : p->rdata + (at - RDATA_BASE), &value, 8);
	}
}

bool cpu_boot(struct cpu *cpu, const char **why)
{
	const struct program *p = cpu->program;
	uint64_t top;

	fix_up(p);
	*why = "the lab's code and data do not fit into the machine's frames (see --frames)";
	if (!load_part(cpu, TEXT_BASE, NULL, p->insns * TEXT_STEP, 0xCC, PAGE_EXECUTE_READ) ||
	    !load_part(cpu, RDATA_BASE, p->rdata, p->rdata_bytes, 0, PAGE_READONLY) ||
	    !load_part(cpu, DATA_BASE, p->data, p->data_bytes, 0, PAGE_READWRITE))
		return false;
	*why = "there is no room for the stack";
	top = vm_create_stack(cpu->vm, STACK_RESERVE_BYTES, STACK_COMMIT_BYTES);
	if (top == 0)
		return false;
	cpu->sp = cpu->fp = top - STACK_START_BYTES;
	cpu->runtime = top - STACK_START_BYTES + 0x100;
	cpu->mxcsr = MXCSR_DEFAULT;
	for (size_t i = 0; i < p->functions; i++)
		cpu->watches_floats |= p->function[i].library >= 0 && library_asks_for_floats(p->function[i].library);
	return true;
}

/* An argument as the lab's main takes it, with its zero: the bytes. `to` NULL: only how many. */
static uint64_t lay_argument(const char *text, bool wide, uint8_t *to)
{
	uint64_t n = 0, left = strlen(text) + 1;

	if (!wide) {
		if (to)
			memcpy(to, text, left);
		return left;
	}
	while (left > 0) {
		uint32_t c;
		size_t used = letter_take(text, left, &c);
		uint32_t high = c > 0xffff ? 0xd800 + ((c - 0x10000) >> 10) : c, low = 0xdc00 + ((c - 0x10000) & 0x3ff);

		for (unsigned unit = 0; unit < 1u + (c > 0xffff); unit++, n += 2)
			if (to)
				memcpy(to + n, &(uint16_t){ (uint16_t)(unit ? low : high) }, 2);
		text += used;
		left -= used;
	}
	return n;
}

/* argc and argv as the C runtime lays them out: strings and pointers above main's activation. */
static bool put_arguments(struct cpu *cpu, int argc, const char *const *argv, uint64_t *where)
{
	static uint8_t bytes_of[STACK_COMMIT_BYTES / 2];
	bool wide = cpu->program->main_is_wide;
	uint64_t bytes = ((uint64_t)argc + 1) * 8, at;
	uint64_t sp;

	for (int i = 0; i < argc; i++)
		bytes += lay_argument(argv[i], wide, NULL);
	sp = (cpu->sp - bytes) & ~(uint64_t)15;
	if (bytes > STACK_COMMIT_BYTES / 2 || !cpu_probe_stack(cpu, cpu->sp, sp))
		return false;
	at = sp + ((uint64_t)argc + 1) * 8;
	for (int i = 0; i < argc; i++) {
		uint64_t n = lay_argument(argv[i], wide, bytes_of);

		if (!cpu_poke(cpu, sp + 8 * (uint64_t)i, (const uint8_t *)&at, 8) || !cpu_poke(cpu, at, bytes_of, n))
			return false;
		at += n;
	}
	*where = sp;
	cpu->sp = cpu->fp = sp;
	return true;
}

void cpu_start(struct cpu *cpu, int argc, const char *const *argv)
{
	const struct program *p = cpu->program;
	uint64_t arg[3] = { (uint64_t)argc }, result = 0;

	assert(argc >= 0 && cpu->sp != 0);      /* booted */
	assert(cpu->activations == 0);
	cpu->argc = argc;
	cpu->argv = argv;
	/* before main there is no activation to fault in; the arguments fit or are refused */
	if (!put_arguments(cpu, argc, argv, &arg[1])) {
		cpu_exit(cpu, 1);
		return;
	}
	arg[2] = arg[1] + 8 * (uint64_t)argc;   /* the environment is empty: the zero behind the arguments is all of it */
	cpu->sp -= 0x20;
	if (cpu_call(cpu, code_address(p->function[p->main].entry), arg, 3, &result) && library_at_exit(cpu))
		cpu_exit(cpu, (uint32_t)result);
}
