/*
 * api_native.c - the system calls below VirtualAlloc, as a lab calls them that has looked them up.
 *
 * They take addresses and sizes through pointers, give them back rounded, and answer with an NTSTATUS; the last error is none of
 * their business.
 */
#include "sim/win32/native.h"
#include "sim/win32/virtual.h"
#include "sim/nt/memtype.h"
#include "sim/nt/status.h"
#include "sim/api/api.h"

static uint64_t answer(uint32_t status)
{
	return (uint64_t)(int64_t)(int32_t)status;
}

static uint32_t status_of(uint32_t error)
{
	switch (error) {
	case ERROR_SUCCESS:        return STATUS_SUCCESS;
	case ERROR_INVALID_HANDLE: return STATUS_INVALID_HANDLE;
	case ERROR_ACCESS_DENIED:  return STATUS_ACCESS_DENIED;
	default:                   return STATUS_ACCESS_VIOLATION;
	}
}

/* The range at the two pointers, which must be writable. */
static uint32_t get_range(struct cpu *cpu, uint64_t process, uint64_t base_at, uint64_t size_at, uint64_t *base, uint64_t *size)
{
	uint32_t error = api_get(cpu, base_at, base, 8);

	if (error == 0)
		error = api_probe(cpu, base_at, 8, ACCESS_WRITE);
	if (error == 0)
		error = api_get(cpu, size_at, size, 8);
	if (error == 0)
		error = api_probe(cpu, size_at, 8, ACCESS_WRITE);
	return status_of(error ? error : api_check_process(cpu, process, PROCESS_VM_OPERATION));
}

/* The end of a call that gives them back. */
static uint64_t put_range(struct cpu *cpu, enum call_id call, const uint64_t *arg, uint32_t status, uint64_t size_at,
                          const uint64_t *out)
{
	bool worked = !(status & 0x80000000u);

	if (worked) {
		api_put(cpu, arg[1], &out[0], 8);
		api_put(cpu, size_at, &out[1], 8);
	}
	record_changed(cpu->record);
	api_tell_out(cpu, call, arg, answer(status), 0, worked ? out : NULL);
	cpu_verify(cpu);
	return answer(status);
}

uint64_t api_NtAllocateVirtualMemory(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t out[2] = { 0 };
	uint32_t status;

	record_before(cpu->record);
	status = get_range(cpu, arg[0], arg[1], arg[3], &out[0], &out[1]);
	record_about(cpu->record, out[0]);
	if (status == STATUS_SUCCESS)
		status = nt_allocate_virtual_memory(cpu->vm, &out[0], arg[2], &out[1], (uint32_t)arg[4], (uint32_t)arg[5]);
	if (status == STATUS_SUCCESS)
		record_reserved(cpu->record, out[0]);
	return put_range(cpu, CALL_NtAllocateVirtualMemory, arg, status, arg[3], out);
}

uint64_t api_NtFreeVirtualMemory(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t out[2] = { 0 };
	uint32_t status;

	record_before(cpu->record);
	status = get_range(cpu, arg[0], arg[1], arg[2], &out[0], &out[1]);
	record_about(cpu->record, out[0]);
	if (status == STATUS_SUCCESS)
		status = nt_free_virtual_memory(cpu->vm, &out[0], &out[1], (uint32_t)arg[3]);
	if (status == STATUS_SUCCESS && (uint32_t)arg[3] == MEM_RELEASE)
		record_released(cpu->record, out[0]);
	return put_range(cpu, CALL_NtFreeVirtualMemory, arg, status, arg[2], out);
}

uint64_t api_NtProtectVirtualMemory(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t out[3] = { 0 };
	uint32_t status, old = 0;

	record_before(cpu->record);
	status = get_range(cpu, arg[0], arg[1], arg[2], &out[0], &out[1]);
	if (status == STATUS_SUCCESS)
		status = status_of(api_probe(cpu, arg[4], 4, ACCESS_WRITE));
	record_about(cpu->record, out[0]);
	if (status == STATUS_SUCCESS)
		status = nt_protect_virtual_memory(cpu->vm, &out[0], &out[1], (uint32_t)arg[3], &old);
	if (status == STATUS_SUCCESS)
		api_put(cpu, arg[4], &old, 4);
	out[2] = old;
	return put_range(cpu, CALL_NtProtectVirtualMemory, arg, status, arg[2], out);
}

/* MemoryBasicInformation is the one class that there is. */
uint64_t api_NtQueryVirtualMemory(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	struct memory_basic_information m = { 0 };
	uint64_t length = INFORMATION_BYTES;
	uint32_t status, error;

	record_before(cpu->record);
	if ((uint32_t)arg[2] != 0) {
		status = STATUS_INVALID_INFO_CLASS;
	} else if (arg[4] < INFORMATION_BYTES) {
		status = STATUS_INFO_LENGTH_MISMATCH;
	} else {
		status = status_of(api_check_process(cpu, arg[0], PROCESS_QUERY_INFORMATION));
		error = status == STATUS_SUCCESS ? api_put_query(cpu, arg[1], arg[3], &m) : ERROR_SUCCESS;
		if (error != 0)
			status = error == ERROR_INVALID_PARAMETER ? STATUS_INVALID_PARAMETER : STATUS_ACCESS_VIOLATION;
		if (status == STATUS_SUCCESS && arg[5])
			api_put(cpu, arg[5], &length, 8);
	}
	api_tell(cpu, CALL_NtQueryVirtualMemory, arg, answer(status), 0);
	return answer(status);
}

uint64_t api_NtReadVirtualMemory(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t done = 0;
	uint32_t error;

	record_before(cpu->record);
	error = api_check_process(cpu, arg[0], PROCESS_VM_READ);
	if (error == 0)
		error = api_copy_memory(cpu, arg[2], arg[1], arg[3], &done);
	if (arg[4])
		api_put(cpu, arg[4], &done, 8);
	error = error == ERROR_PARTIAL_COPY ? STATUS_PARTIAL_COPY : status_of(error);
	api_tell(cpu, CALL_NtReadVirtualMemory, arg, answer(error), 0);
	return answer(error);
}

uint64_t api_NtWriteVirtualMemory(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t done = 0;
	uint32_t error;

	record_before(cpu->record);
	error = api_check_process(cpu, arg[0], PROCESS_VM_WRITE);
	if (error == 0)
		error = api_copy_memory(cpu, arg[1], arg[2], arg[3], &done);
	if (arg[4])
		api_put(cpu, arg[4], &done, 8);
	error = error == ERROR_PARTIAL_COPY ? STATUS_PARTIAL_COPY : status_of(error);
	record_changed(cpu->record);
	api_tell(cpu, CALL_NtWriteVirtualMemory, arg, answer(error), 0);
	return answer(error);
}
