/* hooks_oneself.c - see hook.h: what a lab does to its own process by a handle, or below Win32. */
#include "hook.h"

/* ---- memory by the handle of the process ---- */

LPVOID fl_VirtualAllocEx(unsigned line, HANDLE process, LPVOID address, SIZE_T size, DWORD type, DWORD protect)
{
	struct told c;
	void *result;

	hook_before();
	result = VirtualAllocEx(process, address, size, type, protect);
	c = hook_after(line, CALL_VirtualAllocEx, (uintptr_t)result, process, address, size, type, protect);
	hook_finish_change(&c);
	return result;
}

LPVOID fl_VirtualAllocExNuma(unsigned line, HANDLE process, LPVOID address, SIZE_T size, DWORD type, DWORD protect, DWORD node)
{
	struct told c;
	void *result;

	hook_before();
	result = VirtualAllocExNuma(process, address, size, type, protect, node);
	c = hook_after(line, CALL_VirtualAllocExNuma, (uintptr_t)result, process, address, size, type, protect, node);
	hook_finish_change(&c);
	return result;
}

BOOL fl_VirtualFreeEx(unsigned line, HANDLE process, LPVOID address, SIZE_T size, DWORD type)
{
	struct told c;
	BOOL result;

	hook_before();
	result = VirtualFreeEx(process, address, size, type);
	c = hook_after(line, CALL_VirtualFreeEx, result, process, address, size, type);
	if (result && type == MEM_RELEASE)
		hook_forget(address);
	hook_finish_change(&c);
	return result;
}

BOOL fl_VirtualProtectEx(unsigned line, HANDLE process, LPVOID address, SIZE_T size, DWORD protect, PDWORD old)
{
	struct told c;
	BOOL result;

	hook_before();
	result = hook_protect(process, address, size, protect, old);
	c = hook_after(line, CALL_VirtualProtectEx, result, process, address, size, protect, old);
	if (result)
		hook_out(&c, (const uint64_t[]){ *old });
	hook_finish_change(&c);
	return result;
}

SIZE_T fl_VirtualQueryEx(unsigned line, HANDLE process, LPCVOID address, PMEMORY_BASIC_INFORMATION info, SIZE_T length)
{
	struct told c;
	SIZE_T result;

	hook_before();
	result = VirtualQueryEx(process, address, info, length);
	c = hook_after(line, CALL_VirtualQueryEx, result, process, address, info, length);
	if (result >= sizeof *info)
		hook_out(&c, (const uint64_t[]){ (uintptr_t)info->BaseAddress, (uintptr_t)info->AllocationBase,
		                                 info->AllocationProtect, info->RegionSize, info->State, info->Protect, info->Type });
	hook_finish(&c);
	return result;
}

/* ---- below Win32: the address and the size are given and taken by pointers ---- */

/* A new reservation is learnt, and one that is gone forgotten, by what the call wrote. */
static void finish_native(struct told *c, NTSTATUS status, const uint64_t *out)
{
	if (status >= 0)
		hook_out(c, out);
	c->failed = status < 0;
	hook_finish_change(c);
}

NTSTATUS fl_NtAllocateVirtualMemory(unsigned line, HANDLE process, PVOID *base, ULONG_PTR zero_bits, PSIZE_T size, ULONG type,
                                    ULONG protect)
{
	struct told c;
	NTSTATUS result;

	hook_before();
	result = NtAllocateVirtualMemory(process, base, zero_bits, size, type, protect);
	c = hook_after(line, CALL_NtAllocateVirtualMemory, (uint64_t)result, process, base, zero_bits, size, type, protect);
	if (result >= 0)
		hook_learn(*base);
	finish_native(&c, result, (const uint64_t[]){ result >= 0 ? (uintptr_t)*base : 0, result >= 0 ? *size : 0 });
	return result;
}

NTSTATUS fl_NtFreeVirtualMemory(unsigned line, HANDLE process, PVOID *base, PSIZE_T size, ULONG type)
{
	struct told c;
	NTSTATUS result;

	hook_before();
	result = NtFreeVirtualMemory(process, base, size, type);
	c = hook_after(line, CALL_NtFreeVirtualMemory, (uint64_t)result, process, base, size, type);
	if (result >= 0 && type == MEM_RELEASE)
		hook_forget(*base);
	finish_native(&c, result, (const uint64_t[]){ result >= 0 ? (uintptr_t)*base : 0, result >= 0 ? *size : 0 });
	return result;
}

NTSTATUS fl_NtProtectVirtualMemory(unsigned line, HANDLE process, PVOID *base, PSIZE_T size, ULONG protect, PULONG old)
{
	struct told c;
	NTSTATUS result;

	hook_before();
	result = NtProtectVirtualMemory(process, base, size, protect, old);
	c = hook_after(line, CALL_NtProtectVirtualMemory, (uint64_t)result, process, base, size, protect, old);
	finish_native(&c, result, (const uint64_t[]){ result >= 0 ? (uintptr_t)*base : 0, result >= 0 ? *size : 0,
	                                              result >= 0 ? *old : 0 });
	return result;
}

/* ---- doubtful questions: they try, and catch the exception themselves. It is none of the lab's ---- */

#define IS_BAD(call, id, line, ...) \
	DWORD last_error; \
	BOOL result; \
	\
	hook_before(); \
	last_error = tracer_enter(); \
	result = call(__VA_ARGS__); \
	tracer_leave(last_error); \
	hook_tell(line, id, result, __VA_ARGS__); \
	return result;

BOOL fl_IsBadReadPtr(unsigned line, const VOID *p, UINT_PTR size)
{
	IS_BAD(IsBadReadPtr, CALL_IsBadReadPtr, line, p, size)
}

BOOL fl_IsBadWritePtr(unsigned line, LPVOID p, UINT_PTR size)
{
	IS_BAD(IsBadWritePtr, CALL_IsBadWritePtr, line, p, size)
}

BOOL fl_IsBadCodePtr(unsigned line, FARPROC p)
{
	IS_BAD(IsBadCodePtr, CALL_IsBadCodePtr, line, p)
}

BOOL fl_IsBadStringPtrA(unsigned line, LPCSTR p, UINT_PTR size)
{
	IS_BAD(IsBadStringPtrA, CALL_IsBadStringPtrA, line, p, size)
}

/* ---- handles ---- */

BOOL fl_DuplicateHandle(unsigned line, HANDLE source_process, HANDLE source, HANDLE target_process, LPHANDLE target, DWORD access,
                        BOOL inherit, DWORD options)
{
	struct told c;
	BOOL result;

	hook_before();
	result = DuplicateHandle(source_process, source, target_process, target, access, inherit, options);
	c = hook_after(line, CALL_DuplicateHandle, result, source_process, source, target_process, target, access, inherit, options);
	if (result)
		hook_out(&c, (const uint64_t[]){ target ? (uintptr_t)*target : 0 });
	hook_finish(&c);
	return result;
}

BOOL fl_OpenProcessToken(unsigned line, HANDLE process, DWORD access, PHANDLE token)
{
	struct told c;
	BOOL result;

	hook_before();
	result = OpenProcessToken(process, access, token);
	c = hook_after(line, CALL_OpenProcessToken, result, process, access, token);
	if (result)
		hook_out(&c, (const uint64_t[]){ (uintptr_t)*token });
	hook_finish(&c);
	return result;
}

/* ---- calls without a result ---- */

void fl_GetCurrentThreadStackLimits(unsigned line, PULONG_PTR low, PULONG_PTR high)
{
	struct told c;

	hook_before();
	GetCurrentThreadStackLimits(low, high);
	c = hook_after(line, CALL_GetCurrentThreadStackLimits, 0, low, high);
	hook_out(&c, (const uint64_t[]){ *low, *high });
	hook_finish(&c);
}

void fl_GlobalMemoryStatus(unsigned line, LPMEMORYSTATUS status)
{
	hook_before();
	GlobalMemoryStatus(status);
	hook_tell(line, CALL_GlobalMemoryStatus, 0, status);
}
