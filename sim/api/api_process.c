/*
 * api_process.c - what a lab asks of its process and of the system.
 *
 * There is no clock: a simulated run must not depend on the host's. The tick
 * count starts at 0, each look at it takes a millisecond, and Sleep() only moves
 * it forward. So waiting for a time ends, and two runs are the same. But waiting
 * gives the processor away, and then the system's own threads have their turn.
 */
#include <string.h>

#include "sim/win32/lock.h"
#include "sim/win32/virtual.h"
#include "sim/api/api.h"

#define LARGE_PAGE_BYTES (2u << 20)     /* what an entry of a page directory can map: docs/reference/sources.md, [paging] */

uint64_t api_GetLastError(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return api_answer(cpu, CALL_GetLastError, cpu->last_error);
}

uint64_t api_SetLastError(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	record_before(cpu->record);
	cpu->last_error = (uint32_t)arg[0];
	api_tell(cpu, CALL_SetLastError, arg, 0, 0);
	return 0;
}

static uint64_t system_info(struct cpu *cpu, enum call_id call, const uint64_t *arg)
{
	uint8_t out[48] = { 9 };        /* PROCESSOR_ARCHITECTURE_AMD64 */
	uint64_t lowest = USER_LOWEST, highest = USER_HIGHEST, processors = 1;
	uint32_t page = (uint32_t)PAGE_SIZE, one = 1, amd64 = 8664, granule = (uint32_t)GRANULE_SIZE;
	uint16_t level = 6, revision = 0;

	record_before(cpu->record);
	memcpy(out + 4, &page, 4);
	memcpy(out + 8, &lowest, 8);
	memcpy(out + 16, &highest, 8);
	memcpy(out + 24, &processors, 8);
	memcpy(out + 32, &one, 4);
	memcpy(out + 36, &amd64, 4);
	memcpy(out + 40, &granule, 4);
	memcpy(out + 44, &level, 2);
	memcpy(out + 46, &revision, 2);
	if (!cpu_write(cpu, arg[0], out, sizeof out))
		return 0;
	api_tell_out(cpu, call, arg, 0, 0, (const uint64_t[]){ PAGE_SIZE, GRANULE_SIZE });
	return 0;
}

uint64_t api_GetSystemInfo(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return system_info(cpu, CALL_GetSystemInfo, arg);
}

uint64_t api_GetNativeSystemInfo(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return system_info(cpu, CALL_GetNativeSystemInfo, arg);
}

uint64_t api_GetLargePageMinimum(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return api_answer(cpu, CALL_GetLargePageMinimum, LARGE_PAGE_BYTES);
}

uint64_t api_ExitProcess(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	record_before(cpu->record);
	api_tell(cpu, CALL_ExitProcess, arg, 0, 0);
	cpu_exit(cpu, (uint32_t)arg[0]);
	return 0;
}

uint64_t api_TerminateProcess(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint32_t error = api_check_process(cpu, arg[0], PROCESS_TERMINATE);

	record_before(cpu->record);
	api_keep_error(cpu, error);
	api_tell(cpu, CALL_TerminateProcess, arg, 0, 0);
	if (error == 0)
		cpu_exit(cpu, (uint32_t)arg[1]);
	return 0;
}

uint64_t api_GetCurrentProcess(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return api_answer(cpu, CALL_GetCurrentProcess, CURRENT_PROCESS);
}

/* ---- time ---- */

uint64_t api_Sleep(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	record_before(cpu->record);
	cpu->ticks += (uint32_t)arg[0];
	vm_idle(cpu->vm);
	api_tell(cpu, CALL_Sleep, arg, 0, 0);
	return 0;
}

uint64_t api_GetTickCount(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return api_answer(cpu, CALL_GetTickCount, cpu->ticks++);
}

/* ---- psapi ---- */

#define COUNTERS_BYTES      72
#define COUNTERS_EX_BYTES   80

/* PROCESS_MEMORY_COUNTERS_EX; the quotas are those of the kernel's own pools, which are not modelled. */
static void lay_out_counters(const struct vm_counters *c, uint32_t cb, uint8_t *out)
{
	uint32_t faults = (uint32_t)c->resolved;
	uint64_t peak_ws = c->peak_working_set_pages << PAGE_SHIFT, ws = c->working_set_pages << PAGE_SHIFT;
	uint64_t commit = c->commit_pages << PAGE_SHIFT, peak_commit = c->peak_commit_pages << PAGE_SHIFT;

	memcpy(out, &cb, 4);
	memcpy(out + 4, &faults, 4);
	memcpy(out + 8, &peak_ws, 8);
	memcpy(out + 16, &ws, 8);
	memcpy(out + 56, &commit, 8);           /* PagefileUsage: Windows' old name of the commit charge */
	memcpy(out + 64, &peak_commit, 8);
	memcpy(out + 72, &commit, 8);           /* PrivateUsage */
}

static uint32_t get_counters(struct cpu *cpu, const uint64_t *arg, struct vm_counters *c)
{
	uint8_t out[COUNTERS_EX_BYTES] = { 0 };
	uint32_t cb = (uint32_t)arg[2], size = cb >= COUNTERS_EX_BYTES ? COUNTERS_EX_BYTES : COUNTERS_BYTES;

	uint32_t error = api_check_process(cpu, arg[0], PROCESS_QUERY_INFORMATION);

	if (error != 0)
		return error;
	if (cb < COUNTERS_BYTES)
		return ERROR_INSUFFICIENT_BUFFER;
	vm_counters(cpu->vm, c);
	lay_out_counters(c, size, out);
	return api_put(cpu, arg[1], out, size);
}

uint64_t api_GetProcessMemoryInfo(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	struct vm_counters c = { 0 };
	uint32_t error;

	record_before(cpu->record);
	error = get_counters(cpu, arg, &c);
	api_keep_error(cpu, error);
	api_tell_out(cpu, CALL_GetProcessMemoryInfo, arg, error == 0, error,
	             (const uint64_t[]){ c.resolved, c.working_set_pages << PAGE_SHIFT, c.commit_pages << PAGE_SHIFT });
	return error == 0;
}

#define WORKING_SET_VALID           1u
#define WORKING_SET_SHARE_COUNT     1       /* shift, 3 bits */
#define WORKING_SET_SHARED          (1u << 15)
#define WORKING_SET_PROTECTION      4       /* shift of Win32Protection, 11 bits */
#define WORKING_SET_LOCKED          (1u << 22)
#define WORKING_SET_ENTRY_BYTES     16

/* A page of a section can be shared, and is: by the one process that there is. */
static uint64_t share_bits(unsigned sharers)
{
	return sharers == 0 ? 0 : WORKING_SET_SHARED | (uint64_t)1 << WORKING_SET_SHARE_COUNT;
}

/* VirtualAttributes of one page: all zero if it is not in the working set. */
static uint64_t page_attributes(struct cpu *cpu, uint64_t va)
{
	struct memory_basic_information m;

	if (!vm_resident(cpu->vm, va) || win32_virtual_query(cpu->vm, va, &m) != 0)
		return 0;
	return WORKING_SET_VALID | share_bits(vm_share_count(cpu->vm, va)) |
	       (uint64_t)(m.protect & 0x7FF) << WORKING_SET_PROTECTION |
	       (win32_is_locked(cpu->vm, va) ? WORKING_SET_LOCKED : 0);
}

/* Entry by entry: {va, attributes} in the lab's memory. *first: the attributes of the first one. */
static uint32_t query_pages(struct cpu *cpu, const uint64_t *arg, uint64_t *first)
{
	uint64_t entries = (uint32_t)arg[2] / WORKING_SET_ENTRY_BYTES;
	uint32_t error;

	if (entries == 0)
		return ERROR_BAD_LENGTH;
	error = api_probe(cpu, arg[1], entries * WORKING_SET_ENTRY_BYTES, ACCESS_WRITE);
	if (error == 0)
		error = api_check_process(cpu, arg[0], PROCESS_QUERY_INFORMATION);
	for (uint64_t i = 0; error == 0 && i < entries; i++) {
		uint64_t at = arg[1] + i * WORKING_SET_ENTRY_BYTES, va = 0, attributes;

		error = api_get(cpu, at, &va, 8);
		attributes = page_attributes(cpu, va);
		if (i == 0)
			*first = attributes;
		if (error == 0)
			error = api_put(cpu, at + 8, &attributes, 8);
	}
	return error;
}

uint64_t api_QueryWorkingSetEx(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t first = 0;
	uint32_t error;

	record_before(cpu->record);
	error = query_pages(cpu, arg, &first);
	api_keep_error(cpu, error);
	api_tell_out(cpu, CALL_QueryWorkingSetEx, arg, error == 0, error, (const uint64_t[]){ first & WORKING_SET_VALID });
	return error == 0;
}
