/*
 * api.h - what the files of Win32 calls share: the kernel's look at pointers, the error.
 *
 * A call takes its arguments from registers, lets ../win32/ do the work, keeps
 * the last error and tells the recorder. A system call looks at the pointers that
 * it is given before it works: a bad one is an error of the call, not an exception.
 *
 * Knows of: library.h. Used by: api_*.c.
 */
#ifndef FAULTLAB_SIM_API_H
#define FAULTLAB_SIM_API_H

#include "sim/win32/status.h"
#include "sim/cpu/library.h"

#define ERROR_INVALID_HANDLE_       6u
#define ERROR_INSUFFICIENT_BUFFER_  122u
#define CURRENT_PROCESS             UINT64_MAX          /* the handle that GetCurrentProcess gives */

typedef uint64_t api_function(struct cpu *cpu, const uint64_t *arg, unsigned args);

api_function api_VirtualAlloc, api_VirtualAlloc2, api_VirtualFree, api_VirtualProtect, api_VirtualQuery;
api_function api_VirtualLock, api_VirtualUnlock, api_GetWriteWatch, api_ResetWriteWatch;
api_function api_GetLastError, api_SetLastError, api_GetSystemInfo, api_GetCurrentProcess, api_ExitProcess;
api_function api_TerminateProcess, api_Sleep, api_GetTickCount, api_GetProcessMemoryInfo, api_QueryWorkingSetEx;
api_function api_EmptyWorkingSet, api_SetProcessWorkingSetSize, api_GetProcessWorkingSetSize;
api_function api_CreateFileMappingA, api_CreateFileMappingW, api_MapViewOfFile, api_MapViewOfFileEx;
api_function api_UnmapViewOfFile, api_FlushViewOfFile, api_CloseHandle;
api_function api_RaiseException, api_debugbreak, api_AddVectoredExceptionHandler;
api_function api_RemoveVectoredExceptionHandler, api_SetUnhandledExceptionFilter;

/* A call that failed leaves its error; one that worked leaves the last error alone. */
void api_keep_error(struct cpu *cpu, uint32_t error);

/* Can the kernel read or write every byte? ERROR_SUCCESS, ERROR_NOACCESS, or a guard page's own code. */
uint32_t api_probe(struct cpu *cpu, uint64_t va, uint64_t size_bytes, enum access access);

/* Copy between the kernel and the lab's memory; the error as above, and then nothing was copied. */
uint32_t api_get(struct cpu *cpu, uint64_t va, void *to, uint64_t size_bytes);
uint32_t api_put(struct cpu *cpu, uint64_t va, const void *from, uint64_t size_bytes);

#endif
