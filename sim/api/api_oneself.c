/*
 * api_oneself.c - handles of the process that runs, and what can be done to it by them; privileges that it does not have.
 *
 * There is one process, so a handle is a question of rights only. Its number and its thread's are some numbers, as they are on Windows:
 * nothing is compared that depends on them.
 */
#include <string.h>

#include "sim/win32/file.h"
#include "sim/win32/mapping.h"
#include "sim/win32/virtual.h"
#include "sim/nt/memtype.h"
#include "sim/nt/protection.h"
#include "sim/api/api.h"

#define CURRENT_THREAD  (UINT64_MAX - 1)
#define CURRENT_TOKEN   (UINT64_MAX - 3)

#define QUERY_LIMITED   0x1000u

uint64_t api_GetCurrentProcessId(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return api_answer(cpu, CALL_GetCurrentProcessId, API_PROCESS_ID);
}

uint64_t api_GetCurrentThreadId(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return api_answer(cpu, CALL_GetCurrentThreadId, API_THREAD_ID);
}

uint64_t api_GetCurrentThread(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return api_answer(cpu, CALL_GetCurrentThread, CURRENT_THREAD);
}

/* The end of a call whose answer is its result and its error. */
static uint64_t done(struct cpu *cpu, enum call_id call, const uint64_t *arg, uint64_t result, uint32_t error)
{
	api_keep_error(cpu, error);
	api_tell(cpu, call, arg, error == 0 ? result : 0, error);
	return error == 0 ? result : 0;
}

uint64_t api_GetProcessId(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	record_before(cpu->record);
	return done(cpu, CALL_GetProcessId, arg, API_PROCESS_ID, api_check_process(cpu, arg[0], 0));
}

static uint64_t new_handle(struct cpu *cpu, enum object_kind kind, uint32_t access)
{
	return objects_add(&cpu->objects, &(struct object){ .kind = kind, .access = access });
}

/* Who may ask everything may ask a little. */
static uint32_t with_implied(uint32_t access)
{
	return access & PROCESS_QUERY_INFORMATION ? access | QUERY_LIMITED : access;
}

uint64_t api_OpenProcess(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t handle = 0;
	uint32_t error = (uint32_t)arg[2] == API_PROCESS_ID ? ERROR_SUCCESS : ERROR_INVALID_PARAMETER;

	record_before(cpu->record);
	if (error == 0) {
		handle = new_handle(cpu, OBJECT_PROCESS, with_implied((uint32_t)arg[0]));
		error = handle ? ERROR_SUCCESS : ERROR_NOT_ENOUGH_MEMORY;
	}
	return done(cpu, CALL_OpenProcess, arg, handle, error);
}

#define DUPLICATE_CLOSE_SOURCE  1u
#define DUPLICATE_SAME_ACCESS   2u
#define ALL_ACCESS              0x1fffffu

/* What a handle stands for, the pseudo handles made real ones. False: nothing. */
static bool object_of(const struct cpu *cpu, uint64_t handle, struct object *o)
{
	const struct object *found = objects_find(&cpu->objects, handle);

	if (found)
		*o = *found;
	else if (handle == CURRENT_PROCESS || handle == CURRENT_THREAD)
		*o = (struct object){ .kind = handle == CURRENT_PROCESS ? OBJECT_PROCESS : OBJECT_THREAD, .access = ALL_ACCESS };
	return found || handle == CURRENT_PROCESS || handle == CURRENT_THREAD;
}

static uint32_t duplicate(struct cpu *cpu, const uint64_t *arg, uint64_t *handle)
{
	uint32_t error = api_check_process(cpu, arg[0], PROCESS_DUP_HANDLE);
	struct object o;

	if (error == 0)
		error = api_check_process(cpu, arg[2], PROCESS_DUP_HANDLE);
	if (error == 0 && !object_of(cpu, arg[1], &o))
		error = ERROR_INVALID_HANDLE;
	if (error == 0 && arg[3])
		error = api_probe(cpu, arg[3], 8, ACCESS_WRITE);
	if (error != 0)
		return error;
	if (!((uint32_t)arg[6] & DUPLICATE_SAME_ACCESS) && !o.opened)
		o.access = (uint32_t)arg[4];
	*handle = objects_add(&cpu->objects, &o);
	if (!*handle)
		return ERROR_NOT_ENOUGH_MEMORY;
	if (o.section) {
		o.section->references++;
		o.section->handles++;
	}
	if (o.opened)
		o.opened->references++;
	return arg[3] ? api_put(cpu, arg[3], handle, 8) : ERROR_SUCCESS;
}

uint64_t api_DuplicateHandle(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t handle = 0;
	uint32_t error;

	record_before(cpu->record);
	error = duplicate(cpu, arg, &handle);
	if ((uint32_t)arg[6] & DUPLICATE_CLOSE_SOURCE)
		win32_close_handle(cpu->vm, &cpu->objects, arg[1]);
	api_keep_error(cpu, error);
	api_tell_out(cpu, CALL_DuplicateHandle, arg, error == 0, error, &handle);
	return error == 0;
}

/* ---- memory read and written by a handle ---- */

/* As far as both sides can be had; the rest is told by *done. */
uint32_t api_copy_memory(struct cpu *cpu, uint64_t to, uint64_t from, uint64_t size, uint64_t *done)
{
	uint8_t piece[PAGE_SIZE];

	for (*done = 0; *done < size;) {
		uint64_t n = PAGE_SIZE - (from + *done) % PAGE_SIZE;

		if (n > PAGE_SIZE - (to + *done) % PAGE_SIZE)
			n = PAGE_SIZE - (to + *done) % PAGE_SIZE;
		if (n > size - *done)
			n = size - *done;
		if (from + *done > USER_HIGHEST || to + *done > USER_HIGHEST || api_get(cpu, from + *done, piece, n) ||
		    api_put(cpu, to + *done, piece, n))
			return ERROR_PARTIAL_COPY;
		*done += n;
	}
	return ERROR_SUCCESS;
}

uint64_t api_ReadProcessMemory(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t count = 0;
	uint32_t error;

	record_before(cpu->record);
	error = api_check_process(cpu, arg[0], PROCESS_VM_READ);
	if (error == 0 && api_probe(cpu, arg[2], arg[3], ACCESS_WRITE))
		error = ERROR_NOACCESS;
	if (error == 0)
		error = api_copy_memory(cpu, arg[2], arg[1], arg[3], &count);
	if (arg[4])
		api_put(cpu, arg[4], &count, 8);
	return done(cpu, CALL_ReadProcessMemory, arg, true, error);
}

/* A page of code is opened for the write, as a debugger needs it; what is only for reading stays so. */
static uint32_t check_write(struct cpu *cpu, uint64_t va, uint64_t size)
{
	struct memory_basic_information m;

	for (uint64_t at = va & PAGE_MASK; at - (va & PAGE_MASK) < size + va % PAGE_SIZE; at += PAGE_SIZE) {
		if (win32_virtual_query(cpu->vm, at, &m) != 0 || m.state != MEM_COMMIT)
			return ERROR_INVALID_ADDRESS;
		if (m.protect & (PAGE_NOACCESS | PAGE_READONLY))
			return ERROR_NOACCESS;
	}
	return ERROR_SUCCESS;
}

static uint32_t write_memory(struct cpu *cpu, const uint64_t *arg, uint64_t *count)
{
	uint32_t error = api_check_process(cpu, arg[0], PROCESS_VM_WRITE | PROCESS_VM_OPERATION), old = 0, unused;
	bool closed, wrote;

	if (error == 0)
		error = check_write(cpu, arg[1], arg[3]);
	if (error == 0 && api_probe(cpu, arg[2], arg[3], ACCESS_READ))
		error = ERROR_NOACCESS;
	if (error != 0 || arg[3] == 0)
		return error;
	closed = api_probe(cpu, arg[1], arg[3], ACCESS_WRITE) != 0;
	if (closed)
		win32_virtual_protect(cpu->vm, arg[1], arg[3], PAGE_EXECUTE_READWRITE, &old, &wrote);
	error = api_copy_memory(cpu, arg[1], arg[2], arg[3], count);
	if (closed && old)
		win32_virtual_protect(cpu->vm, arg[1], arg[3], old, &unused, &wrote);
	return error;
}

uint64_t api_WriteProcessMemory(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t count = 0;
	uint32_t error;

	record_before(cpu->record);
	record_about(cpu->record, arg[1]);
	error = write_memory(cpu, arg, &count);
	if (arg[4])
		api_put(cpu, arg[4], &count, 8);
	record_changed(cpu->record);
	return done(cpu, CALL_WriteProcessMemory, arg, true, error);
}

/* ---- IsBadReadPtr and its kin: each page is tried, and a guard page is used up by that ---- */

static uint64_t is_bad(struct cpu *cpu, enum call_id call, const uint64_t *arg, uint64_t size, enum access access)
{
	bool bad;

	record_before(cpu->record);
	bad = size != 0 && (arg[0] == 0 || api_probe(cpu, arg[0], size, access) != 0);
	record_changed(cpu->record);
	api_tell(cpu, call, arg, bad, 0);
	return bad;
}

uint64_t api_IsBadReadPtr(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return is_bad(cpu, CALL_IsBadReadPtr, arg, arg[1], ACCESS_READ);
}

uint64_t api_IsBadWritePtr(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return is_bad(cpu, CALL_IsBadWritePtr, arg, arg[1], ACCESS_WRITE);
}

uint64_t api_IsBadCodePtr(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return is_bad(cpu, CALL_IsBadCodePtr, arg, 1, ACCESS_READ);
}

uint64_t api_IsBadStringPtrA(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	bool bad = false;
	uint8_t c = 1;

	record_before(cpu->record);
	for (uint64_t i = 0; i < arg[1] && c && !bad; i++)
		bad = arg[0] == 0 || api_get(cpu, arg[0] + i, &c, 1) != 0;
	api_tell(cpu, CALL_IsBadStringPtrA, arg, bad, 0);
	return bad;
}

/* ---- privileges: nobody has the one to lock pages ---- */

#define PRIVILEGE_BYTES 32

static const struct { const char *name; uint32_t value; } privileges[] = {
	{ "SeLockMemoryPrivilege", 4 }, { "SeIncreaseQuotaPrivilege", 5 }, { "SeSecurityPrivilege", 8 }, { "SeTakeOwnershipPrivilege", 9 },
	{ "SeBackupPrivilege", 17 }, { "SeRestorePrivilege", 18 }, { "SeShutdownPrivilege", 19 }, { "SeDebugPrivilege", 20 },
	{ "SeChangeNotifyPrivilege", 23 }, { "SeManageVolumePrivilege", 28 }, { "SeCreateGlobalPrivilege", 30 },
	{ "SeIncreaseWorkingSetPrivilege", 33 },
};

uint64_t api_OpenProcessToken(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t handle = 0;
	uint32_t error;

	record_before(cpu->record);
	error = api_check_process(cpu, arg[0], PROCESS_QUERY_INFORMATION);
	if (error == 0)
		error = api_probe(cpu, arg[2], 8, ACCESS_WRITE);
	if (error == 0) {
		handle = new_handle(cpu, OBJECT_TOKEN, (uint32_t)arg[1]);
		error = handle ? api_put(cpu, arg[2], &handle, 8) : ERROR_NOT_ENOUGH_MEMORY;
	}
	api_keep_error(cpu, error);
	api_tell_out(cpu, CALL_OpenProcessToken, arg, error == 0, error, &handle);
	return error == 0;
}

static uint64_t lookup(struct cpu *cpu, enum call_id call, const uint64_t *arg, unsigned width)
{
	uint64_t luid = 0;
	uint32_t error = ERROR_NO_SUCH_PRIVILEGE;
	char name[64] = "";

	record_before(cpu->record);
	for (size_t i = 0; i < sizeof name - 1; i++) {
		uint16_t c = 0;

		if (!cpu_read(cpu, arg[1] + i * width, &c, width))
			return 0;
		if (!c)
			break;
		name[i] = (char)c;
	}
	for (size_t i = 0; i < sizeof privileges / sizeof privileges[0]; i++)
		if (strcmp(name, privileges[i].name) == 0) {
			luid = privileges[i].value;
			error = ERROR_SUCCESS;
		}
	if (error == 0 && !cpu_write(cpu, arg[2], &luid, 8))
		return 0;
	return done(cpu, call, arg, true, error);
}

uint64_t api_LookupPrivilegeValueA(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return lookup(cpu, CALL_LookupPrivilegeValueA, arg, 1);
}

uint64_t api_LookupPrivilegeValueW(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return lookup(cpu, CALL_LookupPrivilegeValueW, arg, 2);
}

/* It works, and says by the last error that it has not done what it was asked to do: Windows' own way. */
uint64_t api_AdjustTokenPrivileges(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	const struct object *o;

	record_before(cpu->record);
	o = objects_find(&cpu->objects, arg[0]);
	if ((!o || o->kind != OBJECT_TOKEN) && arg[0] != CURRENT_TOKEN)
		return done(cpu, CALL_AdjustTokenPrivileges, arg, false, ERROR_INVALID_HANDLE);
	cpu->last_error = arg[1] || !arg[2] ? ERROR_SUCCESS : ERROR_NOT_ALL_ASSIGNED;
	return done(cpu, CALL_AdjustTokenPrivileges, arg, true, ERROR_SUCCESS);
}

/* Address windowing needs that privilege. */
static uint64_t refuse(struct cpu *cpu, enum call_id call, const uint64_t *arg, uint32_t error)
{
	record_before(cpu->record);
	return done(cpu, call, arg, false, error ? error : ERROR_PRIVILEGE_NOT_HELD);
}

uint64_t api_AllocateUserPhysicalPages(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return refuse(cpu, CALL_AllocateUserPhysicalPages, arg, api_check_process(cpu, arg[0], PROCESS_VM_OPERATION));
}

uint64_t api_FreeUserPhysicalPages(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return refuse(cpu, CALL_FreeUserPhysicalPages, arg, api_check_process(cpu, arg[0], PROCESS_VM_OPERATION));
}

uint64_t api_MapUserPhysicalPages(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return refuse(cpu, CALL_MapUserPhysicalPages, arg, ERROR_PRIVILEGE_NOT_HELD);
}
