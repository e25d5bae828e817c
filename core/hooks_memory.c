/* hooks_memory.c - see hook.h: the calls that reserve, commit and look at memory. */
#include "hook.h"

LPVOID fl_VirtualAlloc(unsigned line, LPVOID address, SIZE_T size, DWORD type, DWORD protect)
{
	struct told c;
	void *result;

	hook_before();
	result = VirtualAlloc(address, size, type, protect);
	c = hook_after(line, CALL_VirtualAlloc, (uintptr_t)result, address, size, type, protect);
	hook_finish_change(&c);
	return result;
}

PVOID fl_VirtualAlloc2(unsigned line, HANDLE process, PVOID address, SIZE_T size, ULONG type, ULONG protect,
                       MEM_EXTENDED_PARAMETER *parameters, ULONG count)
{
	struct told c;
	void *result;

	hook_before();
	result = VirtualAlloc2(process, address, size, type, protect, parameters, count);
	c = hook_after(line, CALL_VirtualAlloc2, (uintptr_t)result, process, address, size, type, protect, parameters, count);
	hook_finish_change(&c);
	return result;
}

BOOL fl_VirtualFree(unsigned line, LPVOID address, SIZE_T size, DWORD type)
{
	struct told c;
	BOOL result;

	hook_before();
	result = VirtualFree(address, size, type);
	c = hook_after(line, CALL_VirtualFree, result, address, size, type);
	if (result && type == MEM_RELEASE)
		hook_forget(address);
	hook_finish_change(&c);
	return result;
}

BOOL fl_VirtualProtect(unsigned line, LPVOID address, SIZE_T size, DWORD protect, PDWORD old)
{
	struct told c;
	BOOL result;

	hook_before();
	result = hook_protect(GetCurrentProcess(), address, size, protect, old);
	c = hook_after(line, CALL_VirtualProtect, result, address, size, protect, old);
	if (result)
		hook_out(&c, (const uint64_t[]){ *old });
	hook_finish_change(&c);
	return result;
}

SIZE_T fl_VirtualQuery(unsigned line, LPCVOID address, PMEMORY_BASIC_INFORMATION info, SIZE_T length)
{
	struct told c;
	SIZE_T result;

	hook_before();
	result = VirtualQuery(address, info, length);
	c = hook_after(line, CALL_VirtualQuery, result, address, info, length);
	if (result >= sizeof *info)
		hook_out(&c, (const uint64_t[]){ (uintptr_t)info->BaseAddress, (uintptr_t)info->AllocationBase,
		                                 info->AllocationProtect, info->RegionSize, info->State, info->Protect, info->Type });
	hook_finish(&c);
	return result;
}

BOOL fl_VirtualLock(unsigned line, LPVOID address, SIZE_T size)
{
	BOOL result;

	hook_before();
	result = VirtualLock(address, size);
	hook_tell(line, CALL_VirtualLock, result, address, size);
	return result;
}

BOOL fl_VirtualUnlock(unsigned line, LPVOID address, SIZE_T size)
{
	BOOL result;

	hook_before();
	result = VirtualUnlock(address, size);
	hook_tell(line, CALL_VirtualUnlock, result, address, size);
	return result;
}

UINT fl_GetWriteWatch(unsigned line, DWORD flags, PVOID base, SIZE_T size, PVOID *addresses, ULONG_PTR *count,
                      LPDWORD granularity)
{
	struct told c;
	UINT result;

	hook_before();
	result = GetWriteWatch(flags, base, size, addresses, count, granularity);
	c = hook_after(line, CALL_GetWriteWatch, result, flags, base, size, addresses, count, granularity);
	if (!result)
		hook_out(&c, (const uint64_t[]){ (uintptr_t)addresses, *count, *granularity });
	hook_finish(&c);
	return result;
}

UINT fl_ResetWriteWatch(unsigned line, LPVOID base, SIZE_T size)
{
	UINT result;

	hook_before();
	result = ResetWriteWatch(base, size);
	hook_tell(line, CALL_ResetWriteWatch, result, base, size);
	return result;
}
