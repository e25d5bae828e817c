/*
 * native.c - x86 instructions from the lab's memory: fetched, looked up in a table, carried out. See native.h.
 *
 * Bytes are fetched one by one, and no more than the instruction has: one that ends a
 * page must not fault on the next.
 */
#include "sim/cpu/native.h"

#include <string.h>

#include "sim/host/exit_status.h"
#include "sim/nt/status.h"

#define LONGEST 5               /* bytes of an instruction in the table */

enum what { RET, NOP, INT3, HLT, LOAD_IMMEDIATE, CLEAR, LOAD_ECX, ADD_ECX_EDX, ADD_EDX };

static const struct { enum what what; uint8_t size, opcode_bytes, opcode[3]; } table[] = {
	{ RET, 1, 1, { 0xC3 } },
	{ NOP, 1, 1, { 0x90 } },
	{ INT3, 1, 1, { 0xCC } },
	{ HLT, 1, 1, { 0xF4 } },
	{ LOAD_IMMEDIATE, 5, 1, { 0xB8 } },
	{ CLEAR, 2, 2, { 0x31, 0xC0 } },
	{ CLEAR, 2, 2, { 0x33, 0xC0 } },
	{ LOAD_ECX, 2, 2, { 0x89, 0xC8 } },
	{ LOAD_ECX, 2, 2, { 0x8B, 0xC1 } },
	{ ADD_ECX_EDX, 3, 3, { 0x8D, 0x04, 0x11 } },
	{ ADD_EDX, 2, 2, { 0x01, 0xD0 } },
};
#define ROWS (sizeof table / sizeof table[0])

struct native { struct cpu *cpu; uint64_t at; uint32_t eax, ecx, edx; };

static bool raise_at(const struct native *n, struct ke_exception e)
{
	e.elsewhere = true;
	e.address = n->at;
	return cpu_raise(n->cpu, &e);
}

/* Fetch byte `i` of the instruction. False: trapped; a handler that continues has it fetched again. */
static bool fetch(const struct native *n, unsigned i, uint8_t *byte)
{
	struct fault f;
	const uint8_t *host;

	while (!(host = vm_access(n->cpu->vm, n->at + i, ACCESS_EXECUTE, &f))) {
		struct ke_exception e = { .code = f.status, .parameters = 2, .parameter = { f.access, f.address },
		                          .trap = true, .fault = f.kind };

		if (!raise_at(n, e))
			return false;
	}
	*byte = *host;
	return true;
}

/* The row whose opcode begins with these bytes; ROWS: there is none. */
static size_t row_of(const uint8_t *bytes, unsigned known)
{
	for (size_t i = 0; i < ROWS; i++) {
		unsigned n = known < table[i].opcode_bytes ? known : table[i].opcode_bytes;

		if (memcmp(table[i].opcode, bytes, n) == 0)
			return i;
	}
	return ROWS;
}

/* Fetch as many bytes as the instruction has, and no more. False: trapped. */
static bool decode(const struct native *n, uint8_t *bytes, size_t *row)
{
	*row = 0;
	for (unsigned i = 0; i < LONGEST; i++) {
		if (!fetch(n, i, &bytes[i]))
			return false;
		*row = row_of(bytes, i + 1);
		if (*row == ROWS || table[*row].size == i + 1)
			break;
	}
	return true;
}

static bool raise_code(const struct native *n, uint32_t code, uint32_t parameters)
{
	return raise_at(n, (struct ke_exception){ .code = code, .parameters = parameters });
}

/* One instruction that is neither a return nor a fault. */
static void execute(struct native *n, enum what what, const uint8_t *bytes)
{
	if (what == LOAD_IMMEDIATE)
		memcpy(&n->eax, bytes + 1, 4);
	else if (what == CLEAR)
		n->eax = 0;
	else if (what == LOAD_ECX)
		n->eax = n->ecx;
	else if (what == ADD_ECX_EDX)
		n->eax = n->ecx + n->edx;
	else if (what == ADD_EDX)
		n->eax += n->edx;
}

/* False: trapped. A fault that is continued leaves `at` where it is: the instruction runs again. */
static bool step(struct native *n, bool *returned)
{
	uint8_t bytes[LONGEST];
	size_t row;

	if (!decode(n, bytes, &row))
		return false;
	if (row == ROWS)
		return raise_code(n, STATUS_ILLEGAL_INSTRUCTION, 0);
	if (table[row].what == INT3)
		return raise_code(n, STATUS_BREAKPOINT, 1);
	if (table[row].what == HLT)
		return raise_code(n, STATUS_PRIVILEGED_INSTRUCTION, 0);
	*returned = table[row].what == RET;
	execute(n, table[row].what, bytes);
	n->at += table[row].size;
	record_retried(n->cpu->record);         /* if it was one */
	return true;
}

bool native_call(struct cpu *cpu, uint64_t address, const uint64_t *arg, unsigned args, uint64_t *result)
{
	struct native n = { cpu, address, 0, args > 0 ? (uint32_t)arg[0] : 0, args > 1 ? (uint32_t)arg[1] : 0 };
	uint64_t back = code_address((uint64_t)cpu->pc + 1);
	bool returned = false;

	if (!cpu_store(cpu, cpu->sp - 8, 8, &back))
		return false;
	while (!returned) {
		if (--cpu->budget < 0) {
			cpu->out_of_budget = true;
			cpu_exit(cpu, EXIT_ENDLESS);
			return false;
		}
		if (!step(&n, &returned))
			return false;
	}
	*result = (uint64_t)(int64_t)(int32_t)n.eax;
	return true;
}
