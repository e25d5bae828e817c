/* hooks_process.c - see hook.h: what a lab asks of its process and of the system, and how it ends. */
#include "hook.h"

#include <stdlib.h>

/* ---- calls that only have an answer ---- */

#define FL_ANSWER(type, name, kind, fails, varies) \
type fl_##name(unsigned line) \
{ \
	type result; \
	\
	hook_before(); \
	result = name(); \
	hook_tell(line, CALL_##name, (uintptr_t)result); \
	return result; \
}
#include "api.h"

/* ---- process and system ---- */

void fl_SetLastError(unsigned line, DWORD code)
{
	hook_before();
	SetLastError(code);
	hook_tell(line, CALL_SetLastError, 0, code);
}

void fl_GetSystemInfo(unsigned line, LPSYSTEM_INFO info)
{
	struct told c;

	hook_before();
	GetSystemInfo(info);
	c = hook_after(line, CALL_GetSystemInfo, 0, info);
	hook_out(&c, (const uint64_t[]){ info->dwPageSize, info->dwAllocationGranularity });
	hook_finish(&c);
}

void fl_GetNativeSystemInfo(unsigned line, LPSYSTEM_INFO info)
{
	struct told c;

	hook_before();
	GetNativeSystemInfo(info);
	c = hook_after(line, CALL_GetNativeSystemInfo, 0, info);
	hook_out(&c, (const uint64_t[]){ info->dwPageSize, info->dwAllocationGranularity });
	hook_finish(&c);
}

void fl_Sleep(unsigned line, DWORD milliseconds)
{
	hook_before();
	Sleep(milliseconds);
	hook_tell(line, CALL_Sleep, 0, milliseconds);
}

/* The end of the process is told before it comes. */
void fl_ExitProcess(unsigned line, UINT code)
{
	struct told c;

	hook_before();
	c = hook_after(line, CALL_ExitProcess, 0, code);
	tracer_close();
	tracer_exit(line, code);
	tracer_leave(c.error);
	ExitProcess(code);
}

BOOL fl_TerminateProcess(unsigned line, HANDLE process, UINT code)
{
	struct told c;

	hook_before();
	c = hook_after(line, CALL_TerminateProcess, 0, process, code);
	tracer_close();
	if (process == GetCurrentProcess())
		tracer_exit(line, code);
	tracer_leave(c.error);
	return TerminateProcess(process, code);
}

/* ---- working set ---- */

BOOL fl_GetProcessMemoryInfo(unsigned line, HANDLE process, PPROCESS_MEMORY_COUNTERS counters, DWORD size)
{
	struct told c;
	BOOL result;

	hook_before();
	result = GetProcessMemoryInfo(process, counters, size);
	c = hook_after(line, CALL_GetProcessMemoryInfo, result, process, counters, size);
	if (result)
		hook_out(&c, (const uint64_t[]){ counters->PageFaultCount, counters->WorkingSetSize, counters->PagefileUsage });
	hook_finish(&c);
	return result;
}

BOOL fl_QueryWorkingSetEx(unsigned line, HANDLE process, PVOID pages, DWORD size)
{
	const PSAPI_WORKING_SET_EX_INFORMATION *first = pages;
	struct told c;
	BOOL result;

	hook_before();
	result = QueryWorkingSetEx(process, pages, size);
	c = hook_after(line, CALL_QueryWorkingSetEx, result, process, pages, size);
	if (result && size >= sizeof *first)
		hook_out(&c, (const uint64_t[]){ first->VirtualAttributes.Valid });
	hook_finish(&c);
	return result;
}

BOOL fl_EmptyWorkingSet(unsigned line, HANDLE process)
{
	BOOL result;

	hook_before();
	result = EmptyWorkingSet(process);
	hook_tell(line, CALL_EmptyWorkingSet, result, process);
	return result;
}

BOOL fl_SetProcessWorkingSetSize(unsigned line, HANDLE process, SIZE_T minimum, SIZE_T maximum)
{
	BOOL result;

	hook_before();
	result = SetProcessWorkingSetSize(process, minimum, maximum);
	hook_tell(line, CALL_SetProcessWorkingSetSize, result, process, minimum, maximum);
	return result;
}

BOOL fl_GetProcessWorkingSetSize(unsigned line, HANDLE process, PSIZE_T minimum, PSIZE_T maximum)
{
	struct told c;
	BOOL result;

	hook_before();
	result = GetProcessWorkingSetSize(process, minimum, maximum);
	c = hook_after(line, CALL_GetProcessWorkingSetSize, result, process, minimum, maximum);
	if (result && minimum && maximum)
		hook_out(&c, (const uint64_t[]){ *minimum, *maximum });
	hook_finish(&c);
	return result;
}

/* ---- the C library's ways to end: no events of their own, library.c tells of the end ---- */

void fl_exit(unsigned line, int code);
void fl__exit(unsigned line, int code);
void fl_abort(unsigned line);

void fl_exit(unsigned line, int code)
{
	tracer_exit_line = line;
	exit(code);
}

void fl__exit(unsigned line, int code)
{
	tracer_exit_line = line;
	_exit(code);
}

void fl_abort(unsigned line)
{
	tracer_exit_line = line;
	abort();
}
