/*
 * api_memory.c - VirtualAlloc and its family as a lab calls them.
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
	if (record_call(r, "VirtualAlloc", cpu_line(cpu))) {
		trace_hex(&r->trace, "lpAddress", arg[0]);
		trace_hex(&r->trace, "dwSize", arg[1]);
		trace_name(&r->trace, "flAllocationType", name_alloc_type, type);
		trace_name(&r->trace, "flProtect", name_protect, protect);
		record_result_hex(r, result);
		record_error(r, error == 0 || arg[0] != 0, error == 0 ? result : arg[0], error);
		record_done(r);
	}
	cpu_verify(cpu);
	return result;
}

/* VirtualAlloc2's first and last arguments: this process, and no extended parameters. */
static uint32_t check_alloc2(uint64_t process, uint64_t parameters, uint32_t count)
{
	if (process != 0 && process != CURRENT_PROCESS)
		return ERROR_INVALID_HANDLE_;
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
	if (record_call(r, "VirtualAlloc2", cpu_line(cpu))) {
		trace_hex(&r->trace, "Process", arg[0]);
		trace_hex(&r->trace, "BaseAddress", arg[1]);
		trace_hex(&r->trace, "Size", arg[2]);
		trace_name(&r->trace, "AllocationType", name_alloc_type, type);
		trace_name(&r->trace, "PageProtection", name_protect, protect);
		trace_hex(&r->trace, "ExtendedParameters", arg[5]);
		trace_decimal(&r->trace, "ParameterCount", (uint32_t)arg[6]);
		record_result_hex(r, result);
		record_error(r, error == 0 || arg[1] != 0, error == 0 ? result : arg[1], error);
		record_done(r);
	}
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
	if (record_call(r, "VirtualFree", cpu_line(cpu))) {
		trace_hex(&r->trace, "lpAddress", arg[0]);
		trace_hex(&r->trace, "dwSize", arg[1]);
		trace_name(&r->trace, "dwFreeType", name_free_type, type);
		record_result_bool(r, error == 0);
		record_error(r, true, arg[0], error);
		record_done(r);
	}
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
	if (record_call(r, "VirtualProtect", cpu_line(cpu))) {
		trace_hex(&r->trace, "lpAddress", arg[0]);
		trace_hex(&r->trace, "dwSize", arg[1]);
		trace_name(&r->trace, "flNewProtect", name_protect, protect);
		record_result_bool(r, error == 0);
		record_error(r, true, arg[0], error);
		if (error == 0) {
			trace_open_object(&r->trace, "out");
			trace_name(&r->trace, "lpflOldProtect", name_protect, old);
			trace_close_object(&r->trace);
		}
		record_done(r);
	}
	cpu_verify(cpu);
	return error == 0;
}

#define INFORMATION_BYTES 48

static void tell_information(struct recorder *r, const struct memory_basic_information *m)
{
	trace_open_object(&r->trace, "out");
	places_at(&r->places, &r->trace, "BaseAddress", m->base);
	places_at(&r->places, &r->trace, "AllocationBase", m->allocation_base);
	trace_name(&r->trace, "AllocationProtect", name_protect, m->allocation_protect);
	trace_hex(&r->trace, "RegionSize", m->region_size);
	trace_name(&r->trace, "State", name_state, m->state);
	trace_name(&r->trace, "Protect", name_protect, m->protect);
	trace_name(&r->trace, "Type", name_mem_type, m->type);
	trace_close_object(&r->trace);
}

uint64_t api_VirtualQuery(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	struct recorder *r = cpu->record;
	struct memory_basic_information m = { 0 };
	uint8_t out[INFORMATION_BYTES] = { 0 };
	uint32_t error;

	record_before(r);
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
	if (record_call(r, "VirtualQuery", cpu_line(cpu))) {
		trace_hex(&r->trace, "lpAddress", arg[0]);
		trace_hex(&r->trace, "dwLength", arg[2]);
		record_result_hex(r, error == 0 ? INFORMATION_BYTES : 0);
		record_error(r, true, arg[0], error);
		if (error == 0)
			tell_information(r, &m);
		record_done(r);
	}
	return error == 0 ? INFORMATION_BYTES : 0;
}
