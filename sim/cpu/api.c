/*
 * api.c - the Win32 calls of a lab: arguments in, trace event out.
 *
 * What a call does to the address space is decided in ../win32/; here its
 * arguments are taken from registers and memory, its last error is kept, and it
 * is told to the recorder.
 */
#include <string.h>

#include "../win32/virtual.h"
#include "library.h"
#include "output.h"

#define MEM_RESERVE_    0x2000u
#define MEM_RELEASE_    0x8000u

/* A call that failed leaves its error; one that worked leaves the last error alone. */
static void keep_error(struct cpu *cpu, uint32_t error)
{
	if (error != 0)
		cpu->last_error = error;
}

static uint64_t api_VirtualAlloc(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	struct recorder *r = cpu->record;
	uint64_t result = 0;
	uint32_t type = (uint32_t)arg[2], protect = (uint32_t)arg[3], error;

	record_before(r);
	record_about(r, arg[0]);
	error = win32_virtual_alloc(cpu->vm, arg[0], arg[1], type, protect, &result);
	if (error != 0)
		result = 0;
	keep_error(cpu, error);
	if (error == 0)
		record_reserved(r, result);
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

static uint64_t api_VirtualFree(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	struct recorder *r = cpu->record;
	uint32_t type = (uint32_t)arg[2], error;

	record_before(r);
	record_about(r, arg[0]);
	error = win32_virtual_free(cpu->vm, arg[0], arg[1], type);
	keep_error(cpu, error);
	if (error == 0 && (type & MEM_RELEASE_))
		record_released(r, arg[0]);
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

/* A system call looks at its pointers before it works: a bad one is an error, not an exception. */
static bool kernel_write(struct cpu *cpu, uint64_t va, const void *from, uint64_t size)
{
	const uint8_t *in = from;
	struct fault f;

	for (uint64_t at = va; at < va + size; at = (at & PAGE_MASK) + PAGE_SIZE)
		if (vm_access(cpu->vm, at, ACCESS_WRITE, &f) == NULL)
			return false;
	while (size > 0) {
		uint64_t n = PAGE_SIZE - va % PAGE_SIZE;
		uint8_t *host = vm_access(cpu->vm, va, ACCESS_WRITE, &f);

		if (host == NULL)
			return false;
		if (n > size)
			n = size;
		memcpy(host, in, n);
		va += n;
		in += n;
		size -= n;
	}
	return true;
}

#define ERROR_NOACCESS_ 998u

static uint64_t api_VirtualProtect(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	struct recorder *r = cpu->record;
	uint32_t protect = (uint32_t)arg[2], old = 0, error;
	struct fault f;
	bool wrote = false, writable;

	record_before(r);
	record_about(r, arg[0]);
	/* the pointer is probed first: NULL or a bad one changes nothing */
	writable = arg[3] != 0 && vm_access(cpu->vm, arg[3], ACCESS_WRITE, &f) != NULL;
	error = win32_virtual_protect(cpu->vm, arg[0], arg[1], protect, writable ? &old : NULL, &wrote);
	if (wrote)
		kernel_write(cpu, arg[3], &old, 4);
	keep_error(cpu, error);
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

#define ERROR_BAD_LENGTH_ 24u
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

static uint64_t api_VirtualQuery(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	struct recorder *r = cpu->record;
	struct memory_basic_information m = { 0 };
	uint8_t out[INFORMATION_BYTES] = { 0 };
	uint32_t error;

	record_before(r);
	error = arg[2] < INFORMATION_BYTES ? ERROR_BAD_LENGTH_ : win32_virtual_query(cpu->vm, arg[0], &m);
	if (error == 0) {
		memcpy(out, &m.base, 8);
		memcpy(out + 8, &m.allocation_base, 8);
		memcpy(out + 16, &m.allocation_protect, 4);
		memcpy(out + 24, &m.region_size, 8);
		memcpy(out + 32, &m.state, 4);
		memcpy(out + 36, &m.protect, 4);
		memcpy(out + 40, &m.type, 4);
		if (!kernel_write(cpu, arg[1], out, sizeof out))
			error = ERROR_NOACCESS_;
	}
	keep_error(cpu, error);
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

static uint64_t api_GetLastError(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	struct recorder *r = cpu->record;

	record_before(r);
	if (record_call(r, "GetLastError", cpu_line(cpu))) {
		record_result_decimal(r, cpu->last_error);
		record_error(r, false, 0, 0);
		record_done(r);
	}
	return cpu->last_error;
}

static uint64_t api_SetLastError(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	struct recorder *r = cpu->record;

	record_before(r);
	cpu->last_error = (uint32_t)arg[0];
	if (record_call(r, "SetLastError", cpu_line(cpu))) {
		trace_decimal(&r->trace, "dwErrCode", (uint32_t)arg[0]);
		record_no_result(r);
		record_error(r, false, 0, 0);
		record_done(r);
	}
	return 0;
}

static uint64_t api_GetSystemInfo(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	struct recorder *r = cpu->record;
	uint8_t out[48] = { 9 };        /* PROCESSOR_ARCHITECTURE_AMD64 */
	uint64_t lowest = USER_LOWEST, highest = USER_HIGHEST, processors = 1;
	uint32_t page = (uint32_t)PAGE_SIZE, one = 1, amd64 = 8664, granule = (uint32_t)GRANULE_SIZE;
	uint16_t level = 6, revision = 0;

	record_before(r);
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
	if (record_call(r, "GetSystemInfo", cpu_line(cpu))) {
		record_no_result(r);
		record_error(r, false, 0, 0);
		trace_open_object(&r->trace, "out");
		trace_decimal(&r->trace, "dwPageSize", PAGE_SIZE);
		trace_decimal(&r->trace, "dwAllocationGranularity", GRANULE_SIZE);
		trace_close_object(&r->trace);
		record_done(r);
	}
	return 0;
}

static uint64_t api_ExitProcess(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	struct recorder *r = cpu->record;

	record_before(r);
	if (record_call(r, "ExitProcess", cpu_line(cpu))) {
		trace_decimal(&r->trace, "uExitCode", (uint32_t)arg[0]);
		record_no_result(r);
		record_error(r, false, 0, 0);
		record_done(r);
	}
	cpu_exit(cpu, (uint32_t)arg[0]);
	return 0;
}

static uint64_t api_RaiseException(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	struct recorder *r = cpu->record;
	/* the caller's 0x10000000 is the system's own bit: it is cleared */
	struct ke_exception e = { .code = (uint32_t)arg[0] & ~0x10000000u, .flags = (uint32_t)arg[1] & EXCEPTION_NONCONTINUABLE };

	record_before(r);
	if (arg[3] != 0) {
		e.parameters = (uint32_t)arg[2] > EXCEPTION_MOST_PARAMETERS ? EXCEPTION_MOST_PARAMETERS : (uint32_t)arg[2];
		if (!cpu_read(cpu, arg[3], e.parameter, 8 * (uint64_t)e.parameters))
			return 0;
	}
	if (record_call(r, "RaiseException", cpu_line(cpu))) {
		trace_name(&r->trace, "dwExceptionCode", name_exception, (uint32_t)arg[0]);
		trace_hex(&r->trace, "dwExceptionFlags", (uint32_t)arg[1]);
		trace_decimal(&r->trace, "nNumberOfArguments", (uint32_t)arg[2]);
		record_no_result(r);
		record_error(r, false, 0, 0);
		record_done(r);
	}
	cpu_raise(cpu, &e);
	return 0;
}

const struct library_function win32_functions[] = {
	{ "VirtualAlloc", api_VirtualAlloc }, { "VirtualFree", api_VirtualFree },
	{ "VirtualProtect", api_VirtualProtect }, { "VirtualQuery", api_VirtualQuery },
	{ "GetLastError", api_GetLastError }, { "SetLastError", api_SetLastError },
	{ "GetSystemInfo", api_GetSystemInfo }, { "ExitProcess", api_ExitProcess },
	{ "RaiseException", api_RaiseException },
	{ NULL, NULL }
};
