/*
 * api_memory.c - VirtualAlloc and its family as a lab calls them.
 *
 * win32/virtual.c does the work; what is left is the lab's side of it: pointers are
 * looked at first, the last error is set, and the recorder is told before and after.
 */
#include <string.h>

#include "sim/nt/memtype.h"
#include "sim/win32/placeholder.h"
#include "sim/win32/virtual.h"
#include "sim/api/api.h"

/* A call with or without the handle of a process before its arguments: `at` points behind it, `error` says what is wrong with it. */
static uint64_t alloc(struct cpu *cpu, enum call_id call, const uint64_t *arg, const uint64_t *at, uint32_t error)
{
	struct recorder *r = cpu->record;
	uint64_t result = 0;

	record_about(r, at[0]);
	if (error == 0)
		error = win32_virtual_alloc(cpu->vm, at[0], at[1], (uint32_t)at[2], (uint32_t)at[3], &result);
	if (error != 0)
		result = 0;
	api_keep_error(cpu, error);
	if (error == 0)
		record_reserved(r, result);
	record_changed(r);
	api_tell(cpu, call, arg, result, error);
	cpu_verify(cpu);
	return result;
}

uint64_t api_VirtualAlloc(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	record_before(cpu->record);
	return alloc(cpu, CALL_VirtualAlloc, arg, arg, ERROR_SUCCESS);
}

uint64_t api_VirtualAllocEx(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	record_before(cpu->record);
	return alloc(cpu, CALL_VirtualAllocEx, arg, arg + 1, api_check_process(cpu, arg[0], PROCESS_VM_OPERATION));
}

/* There is one node; a wish for another one is only a wish. */
uint64_t api_VirtualAllocExNuma(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	record_before(cpu->record);
	return alloc(cpu, CALL_VirtualAllocExNuma, arg, arg + 1, api_check_process(cpu, arg[0], PROCESS_VM_OPERATION));
}

/* VirtualAlloc2's first and last arguments: this process, and no extended parameters. */
static uint32_t check_alloc2(struct cpu *cpu, uint64_t process, uint64_t parameters, uint32_t count)
{
	uint32_t error = process ? api_check_process(cpu, process, PROCESS_VM_OPERATION) : ERROR_SUCCESS;

	if (error != 0)
		return error;
	return parameters != 0 || count != 0 ? ERROR_INVALID_PARAMETER : ERROR_SUCCESS;
}

uint64_t api_VirtualAlloc2(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	struct recorder *r = cpu->record;
	uint64_t result = 0;
	uint32_t type = (uint32_t)arg[3], protect = (uint32_t)arg[4], error;

	record_before(r);
	record_about(r, arg[1]);
	error = check_alloc2(cpu, arg[0], arg[5], (uint32_t)arg[6]);
	if (error == 0)
		error = win32_virtual_alloc2(cpu->vm, arg[1], arg[2], type, protect, &result);
	if (error != 0)
		result = 0;
	api_keep_error(cpu, error);
	if (error == 0)
		record_reserved(r, result);
	record_changed(r);
	api_tell(cpu, CALL_VirtualAlloc2, arg, result, error);
	cpu_verify(cpu);
	return result;
}

static uint64_t free_range(struct cpu *cpu, enum call_id call, const uint64_t *arg, const uint64_t *at, uint32_t error)
{
	struct recorder *r = cpu->record;
	uint32_t type = (uint32_t)at[2];

	record_about(r, at[0]);
	if (error == 0)
		error = win32_virtual_free(cpu->vm, at[0], at[1], type);
	api_keep_error(cpu, error);
	if (error == 0 && type == MEM_RELEASE)
		record_released(r, at[0]);
	record_changed(r);
	api_tell(cpu, call, arg, error == 0, error);
	cpu_verify(cpu);
	return error == 0;
}

uint64_t api_VirtualFree(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	record_before(cpu->record);
	return free_range(cpu, CALL_VirtualFree, arg, arg, ERROR_SUCCESS);
}

uint64_t api_VirtualFreeEx(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	record_before(cpu->record);
	return free_range(cpu, CALL_VirtualFreeEx, arg, arg + 1, api_check_process(cpu, arg[0], PROCESS_VM_OPERATION));
}

static uint64_t protect(struct cpu *cpu, enum call_id call, const uint64_t *arg, const uint64_t *at, uint32_t error)
{
	struct recorder *r = cpu->record;
	uint32_t old = 0;
	bool wrote = false, writable;

	record_about(r, at[0]);
	/* the pointer is probed first: NULL or a bad one changes nothing */
	writable = api_probe(cpu, at[3], 4, ACCESS_WRITE) == 0;
	if (error == 0)
		error = win32_virtual_protect(cpu->vm, at[0], at[1], (uint32_t)at[2], writable ? &old : NULL, &wrote);
	if (wrote)
		api_put(cpu, at[3], &old, 4);
	api_keep_error(cpu, error);
	record_changed(r);
	api_tell_out(cpu, call, arg, error == 0, error, (const uint64_t[]){ old });
	cpu_verify(cpu);
	return error == 0;
}

uint64_t api_VirtualProtect(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	record_before(cpu->record);
	return protect(cpu, CALL_VirtualProtect, arg, arg, ERROR_SUCCESS);
}

uint64_t api_VirtualProtectEx(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	record_before(cpu->record);
	return protect(cpu, CALL_VirtualProtectEx, arg, arg + 1, api_check_process(cpu, arg[0], PROCESS_VM_OPERATION));
}

uint32_t api_put_query(struct cpu *cpu, uint64_t va, uint64_t to, struct memory_basic_information *m)
{
	uint8_t out[INFORMATION_BYTES] = { 0 };
	uint32_t error = win32_virtual_query(cpu->vm, va, m);

	if (error != 0)
		return error;
	memcpy(out, &m->base, 8);
	memcpy(out + 8, &m->allocation_base, 8);
	memcpy(out + 16, &m->allocation_protect, 4);
	memcpy(out + 24, &m->region_size, 8);
	memcpy(out + 32, &m->state, 4);
	memcpy(out + 36, &m->protect, 4);
	memcpy(out + 40, &m->type, 4);
	return api_put(cpu, to, out, sizeof out);
}

static uint64_t query(struct cpu *cpu, enum call_id call, const uint64_t *arg, const uint64_t *at, uint32_t error)
{
	struct memory_basic_information m = { 0 };

	if (error == 0)
		error = at[2] < INFORMATION_BYTES ? ERROR_BAD_LENGTH : api_put_query(cpu, at[0], at[1], &m);
	api_keep_error(cpu, error);
	api_tell_out(cpu, call, arg, error == 0 ? INFORMATION_BYTES : 0, error,
	             (const uint64_t[]){ m.base, m.allocation_base, m.allocation_protect, m.region_size, m.state, m.protect,
	                                 m.type });
	return error == 0 ? INFORMATION_BYTES : 0;
}

uint64_t api_VirtualQuery(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	record_before(cpu->record);
	return query(cpu, CALL_VirtualQuery, arg, arg, ERROR_SUCCESS);
}

uint64_t api_VirtualQueryEx(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	record_before(cpu->record);
	return query(cpu, CALL_VirtualQueryEx, arg, arg + 1, api_check_process(cpu, arg[0], PROCESS_QUERY_INFORMATION));
}
