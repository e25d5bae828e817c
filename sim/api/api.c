/*
 * api.c - the list of the Win32 calls that a lab finds, and what they share. See api.h.
 *
 * The list is made of core/api.h, the one table of calls that both sides go by; each
 * call is a function of the file that its family has.
 */
#include "sim/api/api.h"

#include <string.h>

void api_tell_out(struct cpu *cpu, enum call_id call, const uint64_t *arg, uint64_t result, uint32_t error, const uint64_t *out)
{
	record_call(cpu->record, call, cpu_line(cpu), arg, result, error, error == 0 ? out : NULL);
}

void api_tell(struct cpu *cpu, enum call_id call, const uint64_t *arg, uint64_t result, uint32_t error)
{
	api_tell_out(cpu, call, arg, result, error, NULL);
}

uint64_t api_answer(struct cpu *cpu, enum call_id call, uint64_t result)
{
	record_before(cpu->record);
	api_tell(cpu, call, NULL, result, ERROR_SUCCESS);
	return result;
}

void api_keep_error(struct cpu *cpu, uint32_t error)
{
	if (error != 0)
		cpu->last_error = error;
}

uint32_t api_check_process(const struct cpu *cpu, uint64_t handle, uint32_t right)
{
	const struct object *o;

	if (handle == CURRENT_PROCESS)
		return ERROR_SUCCESS;
	o = objects_find(&cpu->objects, handle);
	if (!o || o->kind != OBJECT_PROCESS)
		return ERROR_INVALID_HANDLE;
	return (o->access & right) == right ? ERROR_SUCCESS : ERROR_ACCESS_DENIED;
}

uint32_t api_probe(struct cpu *cpu, uint64_t va, uint64_t size_bytes, enum access access)
{
	struct fault f;

	if (size_bytes == 0)
		return ERROR_SUCCESS;
	if (va + size_bytes - 1 < va)
		return ERROR_NOACCESS;
	for (uint64_t at = va; at - va < size_bytes; at = (at & PAGE_MASK) + PAGE_SIZE)
		if (!vm_access(cpu->vm, at, access, &f))
			return win32_error(f.status);
	return ERROR_SUCCESS;
}

/* Copy page by page what was probed before; false if a page went away in between. */
static bool transfer(struct cpu *cpu, uint64_t va, uint8_t *bytes, uint64_t size_bytes, enum access access)
{
	struct fault f;

	while (size_bytes > 0) {
		uint64_t n = PAGE_SIZE - va % PAGE_SIZE;
		uint8_t *host = vm_access(cpu->vm, va, access, &f);

		if (!host)
			return false;
		if (n > size_bytes)
			n = size_bytes;
		memcpy(access == ACCESS_WRITE ? host : bytes, access == ACCESS_WRITE ? bytes : host, n);
		va += n;
		bytes += n;
		size_bytes -= n;
	}
	return true;
}

uint32_t api_get(struct cpu *cpu, uint64_t va, void *to, uint64_t size_bytes)
{
	uint32_t error = api_probe(cpu, va, size_bytes, ACCESS_READ);

	if (error == ERROR_SUCCESS && !transfer(cpu, va, to, size_bytes, ACCESS_READ))
		error = ERROR_NOACCESS;
	return error;
}

uint32_t api_put(struct cpu *cpu, uint64_t va, const void *from, uint64_t size_bytes)
{
	uint32_t error = api_probe(cpu, va, size_bytes, ACCESS_WRITE);

	if (error == ERROR_SUCCESS && !transfer(cpu, va, (uint8_t *)(uintptr_t)from, size_bytes, ACCESS_WRITE))
		error = ERROR_NOACCESS;
	return error;
}

/* The rows of core/api.h, and a breakpoint, which is no call: the compiler makes an instruction of it. */
#define FL_CALL(type, name, kind, fails, varies, args) { #name, api_##name },
#define FL_ALIAS(name, call) { #name, api_##call },
const struct library_function win32_functions[] = {
#include "core/api.h"
	{ "__debugbreak", api_debugbreak }, { "DebugBreak", api_debugbreak },
	{ "NtCurrentTeb", api_NtCurrentTeb }, { "RtlCaptureContext", api_RtlCaptureContext },
	{ "_resetstkoflw", api_resetstkoflw },
	{ "RtlCaptureStackBackTrace", api_RtlCaptureStackBackTrace }, { "CaptureStackBackTrace", api_RtlCaptureStackBackTrace },
	{ NULL, NULL }
};
