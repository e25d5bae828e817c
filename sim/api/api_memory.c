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

uint64_t api_VirtualAlloc(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	struct recorder *r = cpu->record;
	uint64_t result = 0;
	uint32_t type = (uint32_t)arg[2], protect = (uint32_t)arg[3], error;

	record_before(r);
	record_about(r, arg[0]);
	error = win32_virtual_alloc(cpu->vm, arg[0], arg[1], type, protect, &result);
	if (error != 0)
		result = 0;
	api_keep_error(cpu, error);
	if (error == 0)
		record_reserved(r, result);
	record_changed(r);
	api_tell(cpu, CALL_VirtualAlloc, arg, result, error);
	cpu_verify(cpu);
	return result;
}

/* VirtualAlloc2's first and last arguments: this process, and no extended parameters. */
static uint32_t check_alloc2(uint64_t process, uint64_t parameters, uint32_t count)
{
	if (process != 0 && process != CURRENT_PROCESS)
		return ERROR_INVALID_HANDLE;
	return parameters != 0 || count != 0 ? ERROR_INVALID_PARAMETER : ERROR_SUCCESS;
}

uint64_t api_VirtualAlloc2(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	struct recorder *r = cpu->record;
	uint64_t result = 0;
	uint32_t type = (uint32_t)arg[3], protect = (uint32_t)arg[4], error;

	record_before(r);
	record_about(r, arg[1]);
	error = check_alloc2(arg[0], arg[5], (uint32_t)arg[6]);
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

uint64_t api_VirtualFree(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	struct recorder *r = cpu->record;
	uint32_t type = (uint32_t)arg[2], error;

	record_before(r);
	record_about(r, arg[0]);
	error = win32_virtual_free(cpu->vm, arg[0], arg[1], type);
	api_keep_error(cpu, error);
	if (error == 0 && type == MEM_RELEASE)
		record_released(r, arg[0]);
	record_changed(r);
	api_tell(cpu, CALL_VirtualFree, arg, error == 0, error);
	cpu_verify(cpu);
	return error == 0;
}

uint64_t api_VirtualProtect(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	struct recorder *r = cpu->record;
	uint32_t protect = (uint32_t)arg[2], old = 0, error;
	bool wrote = false, writable;

	record_before(r);
	record_about(r, arg[0]);
	/* the pointer is probed first: NULL or a bad one changes nothing */
	writable = api_probe(cpu, arg[3], 4, ACCESS_WRITE) == 0;
	error = win32_virtual_protect(cpu->vm, arg[0], arg[1], protect, writable ? &old : NULL, &wrote);
	if (wrote)
		api_put(cpu, arg[3], &old, 4);
	api_keep_error(cpu, error);
	record_changed(r);
	api_tell_out(cpu, CALL_VirtualProtect, arg, error == 0, error, (const uint64_t[]){ old });
	cpu_verify(cpu);
	return error == 0;
}

#define INFORMATION_BYTES 48

uint64_t api_VirtualQuery(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	struct memory_basic_information m = { 0 };
	uint8_t out[INFORMATION_BYTES] = { 0 };
	uint32_t error;

	record_before(cpu->record);
	error = arg[2] < INFORMATION_BYTES ? ERROR_BAD_LENGTH : win32_virtual_query(cpu->vm, arg[0], &m);
	if (error == 0) {
		memcpy(out, &m.base, 8);
		memcpy(out + 8, &m.allocation_base, 8);
		memcpy(out + 16, &m.allocation_protect, 4);
		memcpy(out + 24, &m.region_size, 8);
		memcpy(out + 32, &m.state, 4);
		memcpy(out + 36, &m.protect, 4);
		memcpy(out + 40, &m.type, 4);
		error = api_put(cpu, arg[1], out, sizeof out);
	}
	api_keep_error(cpu, error);
	api_tell_out(cpu, CALL_VirtualQuery, arg, error == 0 ? INFORMATION_BYTES : 0, error,
	             (const uint64_t[]){ m.base, m.allocation_base, m.allocation_protect, m.region_size, m.state, m.protect,
	                                 m.type });
	return error == 0 ? INFORMATION_BYTES : 0;
}
