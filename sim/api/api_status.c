/*
 * api_status.c - what a lab asks of the machine's memory, and the advice that it gives about its pages.
 *
 * The numbers are those of the simulated machine; of a real one they are others, and nothing of them is compared.
 */
#include "sim/win32/virtual.h"
#include "sim/nt/memtype.h"
#include "sim/nt/protection.h"
#include "sim/api/api.h"

static uint64_t done(struct cpu *cpu, enum call_id call, const uint64_t *arg, uint32_t error)
{
	api_keep_error(cpu, error);
	api_tell(cpu, call, arg, error == 0, error);
	return error == 0;
}

/* ---- how much there is ---- */

#define STATUS_BYTES    64
#define ADDRESSES       ((uint64_t)1 << 47)

struct memory_status { uint32_t length, load; uint64_t physical, available, pagefile, pagefile_available, virtual, virtual_available; };

/* What Windows calls the page file here is the commit limit, and what is left of it. */
static struct memory_status memory_status(struct cpu *cpu)
{
	struct vm_counters c;
	uint64_t frames, free;

	vm_counters(cpu->vm, &c);
	free = c.zeroed + c.free + c.standby;
	frames = free + c.modified + c.active + c.page_table_pages;
	return (struct memory_status){ .load = (uint32_t)(frames ? 100 - 100 * free / frames : 0), .physical = frames << PAGE_SHIFT,
	        .available = free << PAGE_SHIFT, .pagefile = c.commit_limit_pages << PAGE_SHIFT,
	        .pagefile_available = (c.commit_limit_pages - c.commit_pages) << PAGE_SHIFT, .virtual = ADDRESSES,
	        .virtual_available = ADDRESSES - (c.commit_pages << PAGE_SHIFT) };
}

uint64_t api_GlobalMemoryStatus(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	struct memory_status s;

	record_before(cpu->record);
	s = memory_status(cpu);
	s.length = sizeof s;
	if (cpu_write(cpu, arg[0], &s, sizeof s))
		api_tell(cpu, CALL_GlobalMemoryStatus, arg, 0, 0);
	return 0;
}

uint64_t api_GlobalMemoryStatusEx(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	struct { struct memory_status s; uint64_t extended; } out = { 0 };
	uint32_t length, error = ERROR_SUCCESS;

	record_before(cpu->record);
	if (!cpu_read(cpu, arg[0], &length, sizeof length))
		return 0;
	if (length != STATUS_BYTES)
		error = ERROR_INVALID_PARAMETER;
	out.s = memory_status(cpu);
	out.s.length = STATUS_BYTES;
	if (error == 0 && !cpu_write(cpu, arg[0], &out, sizeof out))
		return 0;
	return done(cpu, CALL_GlobalMemoryStatusEx, arg, error);
}

/* PERFORMANCE_INFORMATION: all in pages. */
uint64_t api_GetPerformanceInfo(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	struct { uint32_t cb, padding; uint64_t value[10]; uint32_t handles, processes, threads, end; } out = { 0 };
	struct vm_counters c;
	uint32_t error;

	record_before(cpu->record);
	vm_counters(cpu->vm, &c);
	out.cb = sizeof out;
	out.value[0] = c.commit_pages;
	out.value[1] = c.commit_limit_pages;
	out.value[2] = c.peak_commit_pages;
	out.value[4] = c.zeroed + c.free + c.standby;
	out.value[3] = out.value[4] + c.modified + c.active + c.page_table_pages;
	out.value[9] = PAGE_SIZE;
	out.processes = out.threads = 1;
	error = (uint32_t)arg[1] < sizeof out ? ERROR_BAD_LENGTH : api_put(cpu, arg[0], &out, sizeof out);
	return done(cpu, CALL_GetPerformanceInfo, arg, error);
}

uint64_t api_GetNumaHighestNodeNumber(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint32_t node = 0;

	record_before(cpu->record);
	return done(cpu, CALL_GetNumaHighestNodeNumber, arg, api_put(cpu, arg[0], &node, 4));
}

/* ---- the working set, page by page ---- */

#define SHARED_BIT      ((uint64_t)1 << 8)
#define READ_WRITE_CODE 4u

static uint64_t block_of(struct cpu *cpu, uint64_t va)
{
	return va | (vm_share_count(cpu->vm, va) ? SHARED_BIT : 0) | READ_WRITE_CODE;
}

/* Every resident page of every descriptor: its address, and in the low bits what it is. */
uint64_t api_QueryWorkingSet(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t count = 0, room = (uint32_t)arg[2] / 8;
	struct vm_counters c;
	uint32_t error;

	record_before(cpu->record);
	error = api_check_process(cpu, arg[0], PROCESS_QUERY_INFORMATION);
	vm_counters(cpu->vm, &c);
	if (error == 0 && room == 0)
		error = ERROR_BAD_LENGTH;
	for (uint64_t va = 0; error == 0 && va < ADDRESSES;) {
		struct memory_basic_information m;

		if (win32_virtual_query(cpu->vm, va, &m) != 0)
			break;
		for (uint64_t at = va; error == 0 && m.state == MEM_COMMIT && at < va + m.region_size; at += PAGE_SIZE) {
			uint64_t block = block_of(cpu, at);

			if (!vm_resident(cpu->vm, at))
				continue;
			count++;
			if (count < room)
				error = api_put(cpu, arg[1] + 8 * count, &block, 8);
		}
		va += m.region_size;
	}
	if (error == 0)
		error = api_put(cpu, arg[1], &count, 8);
	if (error == 0 && count >= room)
		error = ERROR_BAD_LENGTH;
	return done(cpu, CALL_QueryWorkingSet, arg, error);
}

/* ---- advice ---- */

/* Region by region: a range may be the whole address space. */
static void bring_in(struct cpu *cpu, uint64_t va, uint64_t end)
{
	struct memory_basic_information m;
	struct fault f;

	for (uint64_t at = va & PAGE_MASK; at < end && win32_virtual_query(cpu->vm, at, &m) == 0; at = m.base + m.region_size) {
		bool good = m.state == MEM_COMMIT && !(m.protect & (PAGE_NOACCESS | PAGE_GUARD));

		for (uint64_t page = at; good && page < end && page < m.base + m.region_size; page += PAGE_SIZE)
			vm_access(cpu->vm, page, ACCESS_READ, &f);
	}
}

/* Bring in what can be brought in. It is advice: what is not committed is passed over. */
static uint32_t prefetch(struct cpu *cpu, const uint64_t *arg)
{
	uint32_t error = api_check_process(cpu, arg[0], PROCESS_QUERY_INFORMATION);
	struct { uint64_t va, bytes; } range;

	if (error == 0 && (!arg[1] || (uint32_t)arg[3]))
		error = ERROR_INVALID_PARAMETER;
	for (uint64_t i = 0; error == 0 && i < arg[1]; i++) {
		error = api_get(cpu, arg[2] + i * sizeof range, &range, sizeof range);
		if (error == 0 && (!range.bytes || range.va > USER_HIGHEST || range.bytes - 1 > USER_HIGHEST - range.va))
			error = ERROR_INVALID_PARAMETER;
		if (error == 0)
			bring_in(cpu, range.va, range.va + range.bytes);
	}
	return error;
}

uint64_t api_PrefetchVirtualMemory(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t result;

	record_before(cpu->record);
	result = done(cpu, CALL_PrefetchVirtualMemory, arg, prefetch(cpu, arg));
	cpu_verify(cpu);
	return result;
}

/* Whole pages, all of them committed and private. */
static uint32_t check_pages(struct cpu *cpu, uint64_t va, uint64_t size)
{
	struct memory_basic_information m;

	if (va % PAGE_SIZE || size % PAGE_SIZE || !size || va > USER_HIGHEST || size - 1 > USER_HIGHEST - va)
		return ERROR_INVALID_PARAMETER;
	for (uint64_t at = va; at < va + size; at = m.base + m.region_size)
		if (win32_virtual_query(cpu->vm, at, &m) != 0 || m.state != MEM_COMMIT || m.type != MEM_PRIVATE)
			return ERROR_INVALID_PARAMETER;
	return ERROR_SUCCESS;
}

/* What is offered may be taken and what is discarded is of no use: nothing is taken here, which is allowed. */
static uint64_t advise(struct cpu *cpu, enum call_id call, const uint64_t *arg)
{
	uint32_t error;

	record_before(cpu->record);
	record_about(cpu->record, arg[0]);
	error = check_pages(cpu, arg[0], arg[1]);
	api_tell(cpu, call, arg, error, 0);
	return error;
}

uint64_t api_OfferVirtualMemory(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return advise(cpu, CALL_OfferVirtualMemory, arg);
}

uint64_t api_ReclaimVirtualMemory(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return advise(cpu, CALL_ReclaimVirtualMemory, arg);
}

uint64_t api_DiscardVirtualMemory(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return advise(cpu, CALL_DiscardVirtualMemory, arg);
}

/* ---- the stack ---- */

uint64_t api_GetCurrentThreadStackLimits(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t low = vm_stack_floor(cpu->vm), high;
	struct vad_view v = { 0 };

	record_before(cpu->record);
	vm_vad_at(cpu->vm, low, &v);
	high = (v.last_vpn + 1) << PAGE_SHIFT;
	if (!cpu_write(cpu, arg[0], &low, 8) || !cpu_write(cpu, arg[1], &high, 8))
		return 0;
	api_tell_out(cpu, CALL_GetCurrentThreadStackLimits, arg, 0, 0, (const uint64_t[]){ low, high });
	return 0;
}

/* The guarantee is remembered and given back: a handler of a stack overflow has a page here in any case. */
uint64_t api_SetThreadStackGuarantee(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint32_t wanted, before = cpu->stack_guarantee;

	record_before(cpu->record);
	if (!cpu_read(cpu, arg[0], &wanted, 4) || !cpu_write(cpu, arg[0], &before, 4))
		return 0;
	if (wanted)
		cpu->stack_guarantee = (wanted + (uint32_t)PAGE_SIZE - 1) & (uint32_t)PAGE_MASK;
	return done(cpu, CALL_SetThreadStackGuarantee, arg, ERROR_SUCCESS);
}
