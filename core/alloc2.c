/*
 * alloc2.c - VirtualAlloc2 for a lab: the system's own, if it has one, else ERROR_CALL_NOT_IMPLEMENTED.
 *
 * No import library of mingw-w64 names it, so it is looked up when it is called.
 * Used by: run.
 */
#include <windows.h>

typedef void *WINAPI alloc2(HANDLE, void *, SIZE_T, ULONG, ULONG, void *, ULONG);

void *VirtualAlloc2(HANDLE process, void *address, SIZE_T size, ULONG type, ULONG protect, void *parameters,
                    ULONG count);

void *VirtualAlloc2(HANDLE process, void *address, SIZE_T size, ULONG type, ULONG protect, void *parameters,
                    ULONG count)
{
	alloc2 *function = (alloc2 *)(void *)GetProcAddress(GetModuleHandleW(L"kernelbase.dll"), "VirtualAlloc2");

	if (function)
		return function(process, address, size, type, protect, parameters, count);
	SetLastError(ERROR_CALL_NOT_IMPLEMENTED);
	return NULL;
}
