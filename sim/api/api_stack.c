/*
 * api_stack.c - calls that look at the thread and its stack. They change nothing that a picture could show, and are not told.
 *
 * The thread's block is a page of its own, of which the head is filled in: where the stack begins and ends, and the numbers
 * of process and thread. It is made when it is first asked for.
 */
#include <string.h>

#include "sim/nt/exception.h"
#include "sim/nt/memtype.h"
#include "sim/nt/protection.h"
#include "sim/win32/virtual.h"
#include "sim/api/api.h"

#define TEB_BASE            ((uint64_t)0x7FF900000000)
#define TEB_BYTES           0x2000
#define TEB_STACK_BASE      0x08
#define TEB_STACK_LIMIT     0x10
#define TEB_SELF            0x30
#define TEB_PROCESS         0x40
#define TEB_THREAD          0x48
#define TEB_LAST_ERROR      0x68
#define TEB_DEALLOCATION    0x1478

static void put(struct cpu *cpu, uint64_t offset, uint64_t value, uint64_t size)
{
	api_put(cpu, TEB_BASE + offset, &value, size);
}

static uint64_t stack_base(struct cpu *cpu)
{
	struct vad_view v = { 0 };

	vm_vad_at(cpu->vm, vm_stack_floor(cpu->vm), &v);
	return (v.last_vpn + 1) << PAGE_SHIFT;
}

uint64_t api_NtCurrentTeb(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t va;

	if (!cpu->has_teb && win32_virtual_alloc(cpu->vm, TEB_BASE, TEB_BYTES, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE, &va) != 0)
		return 0;
	cpu->has_teb = true;
	put(cpu, TEB_STACK_BASE, stack_base(cpu), 8);
	put(cpu, TEB_STACK_LIMIT, vm_stack_limit(cpu->vm), 8);
	put(cpu, TEB_SELF, TEB_BASE, 8);
	put(cpu, TEB_PROCESS, API_PROCESS_ID, 8);
	put(cpu, TEB_THREAD, API_THREAD_ID, 8);
	put(cpu, TEB_LAST_ERROR, cpu->last_error, 4);
	put(cpu, TEB_DEALLOCATION, vm_stack_floor(cpu->vm), 8);
	return TEB_BASE;
}

/* The registers as they are after the call. */
uint64_t api_RtlCaptureContext(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint8_t context[CONTEXT_BYTES] = { 0 };

	cpu_context(cpu, code_address((uint64_t)cpu->pc + 1), context);
	cpu_write(cpu, arg[0], context, sizeof context);
	return 0;
}

/* Where each activation goes on, from the innermost. The last argument may be NULL: a sum of the addresses. */
uint64_t api_RtlCaptureStackBackTrace(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t skip = (uint32_t)arg[0], most = (uint32_t)arg[1], count = 0;
	uint32_t hash = 0;

	for (size_t i = cpu->activations; i-- > 0 && count < most;) {
		uint64_t at = code_address((uint64_t)(i + 1 == cpu->activations ? cpu->pc : cpu->activation[i].pc) + 1);

		if (cpu->activation[i].dead || cpu->activation[i].kind != ACTIVATION_FUNCTION)
			continue;
		if (skip > 0) {
			skip--;
			continue;
		}
		if (!cpu_write(cpu, arg[2] + 8 * count, &at, 8))
			return 0;
		hash += (uint32_t)at;
		count++;
	}
	if (arg[3])
		cpu_write(cpu, arg[3], &hash, 4);
	return count;
}

/* After a stack overflow there is no guard page left: the lowest committed page becomes one again. 1: there is one now. */
uint64_t api_resetstkoflw(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t low = vm_stack_floor(cpu->vm);
	struct memory_basic_information m;
	uint32_t old;
	bool wrote;

	while (win32_virtual_query(cpu->vm, low, &m) == 0 && m.state != MEM_COMMIT && low < cpu->sp)
		low = m.base + m.region_size;
	if (low >= (cpu->sp & PAGE_MASK))
		return 0;
	if (m.protect & PAGE_GUARD)
		return 1;
	return win32_virtual_protect(cpu->vm, low, PAGE_SIZE, PAGE_READWRITE | PAGE_GUARD, &old, &wrote) == 0;
}
