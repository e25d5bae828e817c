/* hooks_mapping.c - see hook.h: sections and their views. */
#include "hook.h"

/*
 * A named section that exists already comes back under a second handle, with ERROR_ALREADY_EXISTS as the last
 * error: the call has worked, so `error` is 0, and the handle gets a name of its own.
 */
HANDLE fl_CreateFileMappingA(unsigned line, HANDLE file, LPSECURITY_ATTRIBUTES attributes, DWORD protect, DWORD high,
                             DWORD low, LPCSTR name)
{
	HANDLE result;

	hook_before();
	result = CreateFileMappingA(file, attributes, protect, high, low, name);
	hook_tell(line, CALL_CreateFileMappingA, (uintptr_t)result, file, attributes, protect, high, low, name);
	return result;
}

HANDLE fl_CreateFileMappingW(unsigned line, HANDLE file, LPSECURITY_ATTRIBUTES attributes, DWORD protect, DWORD high,
                             DWORD low, LPCWSTR name)
{
	HANDLE result;

	hook_before();
	result = CreateFileMappingW(file, attributes, protect, high, low, name);
	hook_tell(line, CALL_CreateFileMappingW, (uintptr_t)result, file, attributes, protect, high, low, name);
	return result;
}

LPVOID fl_MapViewOfFile(unsigned line, HANDLE mapping, DWORD access, DWORD high, DWORD low, SIZE_T size)
{
	struct told c;
	void *result;

	hook_before();
	result = MapViewOfFile(mapping, access, high, low, size);
	c = hook_after(line, CALL_MapViewOfFile, (uintptr_t)result, mapping, access, high, low, size);
	hook_finish_change(&c);
	return result;
}

LPVOID fl_MapViewOfFileEx(unsigned line, HANDLE mapping, DWORD access, DWORD high, DWORD low, SIZE_T size, LPVOID base)
{
	struct told c;
	void *result;

	hook_before();
	result = MapViewOfFileEx(mapping, access, high, low, size, base);
	c = hook_after(line, CALL_MapViewOfFileEx, (uintptr_t)result, mapping, access, high, low, size, base);
	hook_finish_change(&c);
	return result;
}

BOOL fl_UnmapViewOfFile(unsigned line, LPCVOID base)
{
	struct told c;
	BOOL result;

	hook_before();
	result = UnmapViewOfFile(base);
	c = hook_after(line, CALL_UnmapViewOfFile, result, base);
	if (result)
		hook_forget(base);
	hook_finish_change(&c);
	return result;
}

BOOL fl_FlushViewOfFile(unsigned line, LPCVOID base, SIZE_T size)
{
	BOOL result;

	hook_before();
	result = FlushViewOfFile(base, size);
	hook_tell(line, CALL_FlushViewOfFile, result, base, size);
	return result;
}

BOOL fl_CloseHandle(unsigned line, HANDLE object)
{
	BOOL result;

	hook_before();
	result = CloseHandle(object);
	hook_tell(line, CALL_CloseHandle, result, object);
	return result;
}
