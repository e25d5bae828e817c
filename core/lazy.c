/*
 * lazy.c - functions that a program names among its imports only if it uses them.
 *
 * The hooks call functions of ADVAPI32, and some that Wine does not have. Were they among the program's imports, every lab would
 * load that library with the tracer, or get pages with stand-ins for what is missing, and its memory would lie otherwise
 * than without. So they are looked up when a lab calls them. What is missing then raises what Wine's stand-in raises.
 *
 * Neighbours: hooks_plain.c, hooks_oneself.c (call them). Used by: run.
 */
#define _ADVAPI32_              /* not imported: here are the pointers that an import would be */
#include <windows.h>

#define MISSING 0x80000100      /* EXCEPTION_WINE_STUB */

static void *function(const WCHAR *library, const char *name)
{
	void *found = (void *)GetProcAddress(LoadLibraryW(library), name);

	if (!found)
		RaiseException(MISSING, EXCEPTION_NONCONTINUABLE, 0, NULL);
	return found;
}

#define LAZY(type, library, name, parameters, arguments) \
static type WINAPI lazy_##name parameters \
{ \
	return ((type (WINAPI *) parameters)function(library, #name)) arguments; \
} \
type (WINAPI *__imp_##name) parameters = lazy_##name;

LAZY(BOOL, L"advapi32.dll", OpenProcessToken, (HANDLE process, DWORD access, PHANDLE token), (process, access, token))
LAZY(BOOL, L"advapi32.dll", LookupPrivilegeValueA, (LPCSTR system, LPCSTR name, PLUID luid), (system, name, luid))
LAZY(BOOL, L"advapi32.dll", LookupPrivilegeValueW, (LPCWSTR system, LPCWSTR name, PLUID luid), (system, name, luid))
LAZY(BOOL, L"advapi32.dll", AdjustTokenPrivileges, (HANDLE token, BOOL none, PTOKEN_PRIVILEGES privileges, DWORD size,
     PTOKEN_PRIVILEGES before, PDWORD needed), (token, none, privileges, size, before, needed))
LAZY(DWORD, L"kernel32.dll", DiscardVirtualMemory, (PVOID address, SIZE_T size), (address, size))
LAZY(DWORD, L"kernel32.dll", OfferVirtualMemory, (PVOID address, SIZE_T size, int priority), (address, size, priority))
LAZY(DWORD, L"kernel32.dll", ReclaimVirtualMemory, (const void *address, SIZE_T size), (address, size))
