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


struct part {
	uint64_t va;
	const uint8_t *bytes;                   /* NULL: there are none, only what the part is filled with */
	uint64_t size;
	uint8_t fill;
	uint32_t protect;
};

/* How many bytes of the part the page has, and whether there is anything in it but zeros. */
static uint64_t bytes_in_page(const struct part *part, uint64_t at, bool *empty)
{
	uint64_t n = !part->bytes || at >= part->size ? 0 : part->size - at < PAGE_SIZE ? part->size - at : PAGE_SIZE;

	*empty = part->fill == 0;
	for (uint64_t i = 0; *empty && i < n; i++)
		*empty = part->bytes[at + i] == 0;
	return n;
}

/* Map one part of the image and fill it. Variables that begin as zeros need no memory before they are used. */
static bool load_part(struct cpu *cpu, const struct part *part)
{
	uint64_t pages = (part->size + PAGE_SIZE - 1) & PAGE_MASK;
	bool variables = part->protect == PAGE_WRITECOPY, empty;

	assert(part->va % PAGE_SIZE == 0);
	if (part->size == 0)
		return true;
	if (!vm_commit_image(cpu->vm, part->va, pages, part->protect))
		return false;
	for (uint64_t at = 0; at < pages; at += PAGE_SIZE) {
		uint64_t n = bytes_in_page(part, at, &empty);
		uint8_t *host;

		if (variables && empty && at > 0)
			continue;
		host = vm_bring_in(cpu->vm, part->va + at);
		if (!host)
			return false;
		if (n > 0)
			memcpy(host, part->bytes + at, n);
		memset(host + n, part->fill, PAGE_SIZE - n);
	}
	if (variables)
		vm_write_image(cpu->vm, part->va);      /* the C runtime has its variables there, and has used them */
	return true;
}

static void put16(uint8_t *at, unsigned v)
{
	at[0] = (uint8_t)v;
	at[1] = (uint8_t)(v >> 8);
}

static void put32(uint8_t *at, uint64_t v)
{
	put16(at, (unsigned)v & 0xFFFF);
	put16(at + 2, (unsigned)(v >> 16) & 0xFFFF);
}

#define PE_AT           0x80            /* where the DOS header says that the PE header begins */
#define OPTIONAL_BYTES  0xF0
#define SECTION_BYTES   40

/* What a program that reads its own header looks for: docs/reference/sources.md, [image]. */
static void lay_out_header(uint8_t *page, const struct part *part, size_t parts, uint64_t image_bytes)
{
	static const char *const name[] = { ".text", ".rdata", ".data" };
	static const uint32_t characteristics[] = { 0x60000020, 0x40000040, 0xC0000040 };
	uint8_t *pe = page + PE_AT, *optional = pe + 24, *section = optional + OPTIONAL_BYTES;

	memcpy(page, "MZ", 2);
	put32(page + 0x3C, PE_AT);
	memcpy(pe, "PE\0\0", 4);
	put16(pe + 4, 0x8664);
	put16(pe + 6, (unsigned)parts);
	put16(pe + 20, OPTIONAL_BYTES);
	put16(pe + 22, 0x22);                   /* executable, takes large addresses */
	put16(optional, 0x20B);
	put32(optional + 16, TEXT_BASE - IMAGE_BASE);
	put32(optional + 20, TEXT_BASE - IMAGE_BASE);
	put32(optional + 24, IMAGE_BASE & 0xFFFFFFFF);
	put32(optional + 28, IMAGE_BASE >> 32);
	put32(optional + 32, PAGE_SIZE);        /* SectionAlignment, FileAlignment */
	put32(optional + 36, 0x200);
	put16(optional + 40, 6);                /* MajorOperatingSystemVersion, MajorSubsystemVersion */
	put16(optional + 48, 6);
	put32(optional + 56, image_bytes);
	put32(optional + 60, PAGE_SIZE);        /* SizeOfHeaders */
	put16(optional + 68, 3);                /* a console program */
	put32(optional + 72, 1 << 20);          /* the stack: reserved, committed */
	put32(optional + 80, PAGE_SIZE);
	put32(optional + 108, 16);
	for (size_t i = 0; i < parts; i++, section += SECTION_BYTES) {
		memcpy(section, name[i], strlen(name[i]));
		put32(section + 8, part[i].size);
		put32(section + 12, part[i].va - IMAGE_BASE);
		put32(section + 36, characteristics[i]);
	}
}

/* The program's image: header, code, constants, variables. */
static bool load_image(struct cpu *cpu)
{
	const struct program *p = cpu->program;
	const struct part part[] = {
		{ TEXT_BASE, NULL, p->insns * TEXT_STEP, TEXT_FILL, PAGE_EXECUTE_READ },
		{ RDATA_BASE, p->rdata, p->rdata_bytes, 0, PAGE_READONLY },
		{ DATA_BASE, p->data, p->data_bytes, 0, PAGE_WRITECOPY },
	};
	uint64_t end = DATA_BASE + (p->data_bytes ? p->data_bytes : 1);
	uint64_t bytes = ((end + PAGE_SIZE - 1) & PAGE_MASK) - IMAGE_BASE;
	uint8_t header[PAGE_SIZE] = { 0 };

	lay_out_header(header, part, 3, bytes);
	return vm_reserve_image(cpu->vm, IMAGE_BASE, bytes, header) && load_part(cpu, &part[0]) &&
	       load_part(cpu, &part[1]) && load_part(cpu, &part[2]);
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
	if (!load_image(cpu) || !vm_map_shared_data(cpu->vm))
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
