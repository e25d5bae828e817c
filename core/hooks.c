/*
 * hooks.c - the Win32 calls of a lab on the real side: made as they stand, and told.
 *
 * Each hook tells a pending filter, makes the lab's call with the lab's last error in place, and writes one `call`
 * event. How that is told says the call's row in api.h. While the call itself runs the tracer is not inside (R3): a
 * bad pointer in it raises the lab's own exception.
 *
 * Reservations are learnt here: a place that a call gives and that no live place covers is new, a release ends it. A
 * mapped view is such a place as well: to map is to reserve, to unmap is to release.
 *
 * Neighbours: tracer.h, calls.h, hooks.h (the same prototypes, without headers). The other side: sim/api/.
 * Source: docs/reference/sources.md, [virtual-memory-api].
 */
#include "tracer.h"

#include <psapi.h>
#include <stdarg.h>
#include <stdlib.h>

#include "calls.h"

/* Older headers know neither VirtualAlloc2 (spelling.h) nor its parameters. */
#define MEM_EXTENDED_PARAMETER void
#if __MINGW64_VERSION_MAJOR < 11
PVOID VirtualAlloc2(HANDLE, PVOID, SIZE_T, ULONG, ULONG, void *, ULONG);        /* alloc2.c */
#endif

/* The hooks, with the types of Microsoft's headers; what hooks.h has in their place is as wide. */
#define FL_KIND(kind, type) typedef type fl_##kind;
#define FL_ARG(type, name, kind) type name
#define FL_ARGS(...) , __VA_ARGS__
#define FL_CALL(type, name, kind, fails, varies, args) type fl_##name(unsigned line args);
#include "api.h"

#define FL_ARG(type, name, kind) char (*name)[sizeof(type) == sizeof(fl_##kind) ? 1 : -1]
#define FL_NO_ARGS void
#define FL_CALL(type, name, kind, fails, varies, args) void fl_width_of_##name(args);
#include "api.h"

/* ---- what all hooks do ---- */

/* A call that is being told. */
struct told {
	enum call_id call;
	DWORD error;            /* the lab's last error after its call */
	bool failed;
};

/* Before the lab's call. */
static void before(void)
{
	tracer_leave(tracer_enter());
}

/* A view or allocation at `address`: if no live place covers it, it is a new one. */
static void learn(uint64_t address)
{
	MEMORY_BASIC_INFORMATION info;
	uint64_t base, size = 0;

	if (!address || places_find(&tracer.places, address) != SIZE_MAX)
		return;
	if (!VirtualQuery((void *)(uintptr_t)address, &info, sizeof info) || info.State == MEM_FREE)
		return;
	base = (uintptr_t)info.AllocationBase;
	while (VirtualQuery((void *)(uintptr_t)(base + size), &info, sizeof info) &&
	       (uintptr_t)info.AllocationBase == base && info.State != MEM_FREE)
		size += info.RegionSize;
	places_add(&tracer.places, base, size);
}

static void forget(const void *address)
{
	size_t number = places_find(&tracer.places, (uintptr_t)address);

	if (number != SIZE_MAX)
		places_release(&tracer.places, number);
}

static void read_args(enum call_id call, va_list given, uint64_t *arg)
{
#define FL_KIND(kind, type) [KIND_##kind] = sizeof(type),
	static const size_t width[] = {
#include "api.h"
	};

	for (unsigned i = 0; calls_arg(call, i) != KINDS; i++)
		arg[i] = width[calls_arg(call, i)] == 8 ? va_arg(given, uint64_t) : va_arg(given, unsigned);
}

/* Open its event, with all but what came through pointers. */
static struct told open_event(unsigned line, enum call_id call, uint64_t result, va_list given)
{
	struct told c = { .call = call, .error = tracer_enter(), .failed = calls_failed(call, result) };
	uint64_t arg[CALLS_ARGS];

	read_args(call, given, arg);
	if (calls_result(call) == KIND_ADDRESS)
		learn(result);
	calls_tell(tracer_event("call", line), &tracer.places, &tracer.handles, call, arg, result, c.failed ? c.error : 0);
	return c;
}

/* After the lab's call: its event is open. The lab's arguments follow, as they are. */
static struct told after(unsigned line, enum call_id call, uint64_t result, ...)
{
	struct told c;
	va_list given;

	va_start(given, result);
	c = open_event(line, call, result, given);
	va_end(given);
	return c;
}

/* What came through pointers. */
static void out(const struct told *c, const uint64_t *value)
{
	calls_tell_out(&tracer.trace, &tracer.places, &tracer.handles, c->call, value);
}

static void finish(const struct told *c)
{
	tracer_close();
	tracer_leave(c->error);
}

/* The same of a call that has worked and changed memory by it. */
static void finish_change(const struct told *c)
{
	if (!c->failed)
		seh_changed();
	finish(c);
}

/* after() and finish() of a call about which there is no more to tell. */
static void tell(unsigned line, enum call_id call, uint64_t result, ...)
{
	struct told c;
	va_list given;

	va_start(given, result);
	c = open_event(line, call, result, given);
	va_end(given);
	finish(&c);
}

/* ---- calls that only have an answer ---- */

#define FL_ANSWER(type, name, kind, fails, varies) \
type fl_##name(unsigned line) \
{ \
	type result; \
	\
	before(); \
	result = name(); \
	tell(line, CALL_##name, (uintptr_t)result); \
	return result; \
}
#include "api.h"

/* ---- memory ---- */

LPVOID fl_VirtualAlloc(unsigned line, LPVOID address, SIZE_T size, DWORD type, DWORD protect)
{
	struct told c;
	void *result;

	before();
	result = VirtualAlloc(address, size, type, protect);
	c = after(line, CALL_VirtualAlloc, (uintptr_t)result, address, size, type, protect);
	finish_change(&c);
	return result;
}

PVOID fl_VirtualAlloc2(unsigned line, HANDLE process, PVOID address, SIZE_T size, ULONG type, ULONG protect,
                       MEM_EXTENDED_PARAMETER *parameters, ULONG count)
{
	struct told c;
	void *result;

	before();
	result = VirtualAlloc2(process, address, size, type, protect, parameters, count);
	c = after(line, CALL_VirtualAlloc2, (uintptr_t)result, process, address, size, type, protect, parameters, count);
	finish_change(&c);
	return result;
}

BOOL fl_VirtualFree(unsigned line, LPVOID address, SIZE_T size, DWORD type)
{
	struct told c;
	BOOL result;

	before();
	result = VirtualFree(address, size, type);
	c = after(line, CALL_VirtualFree, result, address, size, type);
	if (result && type == MEM_RELEASE)
		forget(address);
	finish_change(&c);
	return result;
}

BOOL fl_VirtualProtect(unsigned line, LPVOID address, SIZE_T size, DWORD protect, PDWORD old)
{
	struct told c;
	BOOL result;

	before();
	result = VirtualProtect(address, size, protect, old);
	c = after(line, CALL_VirtualProtect, result, address, size, protect, old);
	if (result)
		out(&c, (const uint64_t[]){ *old });
	finish_change(&c);
	return result;
}

SIZE_T fl_VirtualQuery(unsigned line, LPCVOID address, PMEMORY_BASIC_INFORMATION info, SIZE_T length)
{
	struct told c;
	SIZE_T result;

	before();
	result = VirtualQuery(address, info, length);
	c = after(line, CALL_VirtualQuery, result, address, info, length);
	if (result >= sizeof *info)
		out(&c, (const uint64_t[]){ (uintptr_t)info->BaseAddress, (uintptr_t)info->AllocationBase, info->AllocationProtect,
		                            info->RegionSize, info->State, info->Protect, info->Type });
	finish(&c);
	return result;
}

BOOL fl_VirtualLock(unsigned line, LPVOID address, SIZE_T size)
{
	BOOL result;

	before();
	result = VirtualLock(address, size);
	tell(line, CALL_VirtualLock, result, address, size);
	return result;
}

BOOL fl_VirtualUnlock(unsigned line, LPVOID address, SIZE_T size)
{
	BOOL result;

	before();
	result = VirtualUnlock(address, size);
	tell(line, CALL_VirtualUnlock, result, address, size);
	return result;
}

UINT fl_GetWriteWatch(unsigned line, DWORD flags, PVOID base, SIZE_T size, PVOID *addresses, ULONG_PTR *count,
                      LPDWORD granularity)
{
	struct told c;
	UINT result;

	before();
	result = GetWriteWatch(flags, base, size, addresses, count, granularity);
	c = after(line, CALL_GetWriteWatch, result, flags, base, size, addresses, count, granularity);
	if (!result)
		out(&c, (const uint64_t[]){ (uintptr_t)addresses, *count, *granularity });
	finish(&c);
	return result;
}

UINT fl_ResetWriteWatch(unsigned line, LPVOID base, SIZE_T size)
{
	UINT result;

	before();
	result = ResetWriteWatch(base, size);
	tell(line, CALL_ResetWriteWatch, result, base, size);
	return result;
}

/* ---- sections and their views ---- */

/*
 * A named section that exists already comes back under a second handle, with ERROR_ALREADY_EXISTS as the last
 * error: the call has worked, so `error` is 0, and the handle gets a name of its own.
 */
HANDLE fl_CreateFileMappingA(unsigned line, HANDLE file, LPSECURITY_ATTRIBUTES attributes, DWORD protect, DWORD high,
                             DWORD low, LPCSTR name)
{
	HANDLE result;

	before();
	result = CreateFileMappingA(file, attributes, protect, high, low, name);
	tell(line, CALL_CreateFileMappingA, (uintptr_t)result, file, attributes, protect, high, low, name);
	return result;
}

HANDLE fl_CreateFileMappingW(unsigned line, HANDLE file, LPSECURITY_ATTRIBUTES attributes, DWORD protect, DWORD high,
                             DWORD low, LPCWSTR name)
{
	HANDLE result;

	before();
	result = CreateFileMappingW(file, attributes, protect, high, low, name);
	tell(line, CALL_CreateFileMappingW, (uintptr_t)result, file, attributes, protect, high, low, name);
	return result;
}

LPVOID fl_MapViewOfFile(unsigned line, HANDLE mapping, DWORD access, DWORD high, DWORD low, SIZE_T size)
{
	struct told c;
	void *result;

	before();
	result = MapViewOfFile(mapping, access, high, low, size);
	c = after(line, CALL_MapViewOfFile, (uintptr_t)result, mapping, access, high, low, size);
	finish_change(&c);
	return result;
}

LPVOID fl_MapViewOfFileEx(unsigned line, HANDLE mapping, DWORD access, DWORD high, DWORD low, SIZE_T size, LPVOID base)
{
	struct told c;
	void *result;

	before();
	result = MapViewOfFileEx(mapping, access, high, low, size, base);
	c = after(line, CALL_MapViewOfFileEx, (uintptr_t)result, mapping, access, high, low, size, base);
	finish_change(&c);
	return result;
}

BOOL fl_UnmapViewOfFile(unsigned line, LPCVOID base)
{
	struct told c;
	BOOL result;

	before();
	result = UnmapViewOfFile(base);
	c = after(line, CALL_UnmapViewOfFile, result, base);
	if (result)
		forget(base);
	finish_change(&c);
	return result;
}

BOOL fl_FlushViewOfFile(unsigned line, LPCVOID base, SIZE_T size)
{
	BOOL result;

	before();
	result = FlushViewOfFile(base, size);
	tell(line, CALL_FlushViewOfFile, result, base, size);
	return result;
}

BOOL fl_CloseHandle(unsigned line, HANDLE object)
{
	BOOL result;

	before();
	result = CloseHandle(object);
	tell(line, CALL_CloseHandle, result, object);
	return result;
}

/* ---- exceptions ---- */

/* Told before it is made: it seldom returns here, but when it does, the lab goes on. */
void fl_RaiseException(unsigned line, DWORD code, DWORD flags, DWORD count, const ULONG_PTR *arguments)
{
	before();
	tell(line, CALL_RaiseException, 0, code, flags, count, arguments);
	seh_calls_raise();
	RaiseException(code, flags, count, arguments);
}

PVOID fl_AddVectoredExceptionHandler(unsigned line, ULONG first, PVECTORED_EXCEPTION_HANDLER handler)
{
	struct told c;
	void *result;

	before();
	result = AddVectoredExceptionHandler(first, handler);
	c = after(line, CALL_AddVectoredExceptionHandler, (uintptr_t)result, first, handler);
	if (first)
		seh_keep_first();
	finish(&c);
	return result;
}

ULONG fl_RemoveVectoredExceptionHandler(unsigned line, PVOID handle)
{
	ULONG result;

	before();
	result = RemoveVectoredExceptionHandler(handle);
	tell(line, CALL_RemoveVectoredExceptionHandler, result, handle);
	return result;
}

/* The system's filter stays ours; it asks the lab's. */
LPTOP_LEVEL_EXCEPTION_FILTER fl_SetUnhandledExceptionFilter(unsigned line, LPTOP_LEVEL_EXCEPTION_FILTER filter)
{
	LPTOP_LEVEL_EXCEPTION_FILTER result = seh_lab_filter(filter);

	before();
	tell(line, CALL_SetUnhandledExceptionFilter, (uintptr_t)result, filter);
	return result;
}

/* ---- process and system ---- */

void fl_SetLastError(unsigned line, DWORD code)
{
	before();
	SetLastError(code);
	tell(line, CALL_SetLastError, 0, code);
}

void fl_GetSystemInfo(unsigned line, LPSYSTEM_INFO info)
{
	struct told c;

	before();
	GetSystemInfo(info);
	c = after(line, CALL_GetSystemInfo, 0, info);
	out(&c, (const uint64_t[]){ info->dwPageSize, info->dwAllocationGranularity });
	finish(&c);
}

void fl_Sleep(unsigned line, DWORD milliseconds)
{
	before();
	Sleep(milliseconds);
	tell(line, CALL_Sleep, 0, milliseconds);
}

/* The end of the process is told before it comes. */
void fl_ExitProcess(unsigned line, UINT code)
{
	struct told c;

	before();
	c = after(line, CALL_ExitProcess, 0, code);
	tracer_close();
	tracer_exit(line, code);
	tracer_leave(c.error);
	ExitProcess(code);
}

BOOL fl_TerminateProcess(unsigned line, HANDLE process, UINT code)
{
	struct told c;

	before();
	c = after(line, CALL_TerminateProcess, 0, process, code);
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

	before();
	result = GetProcessMemoryInfo(process, counters, size);
	c = after(line, CALL_GetProcessMemoryInfo, result, process, counters, size);
	if (result)
		out(&c, (const uint64_t[]){ counters->PageFaultCount, counters->WorkingSetSize, counters->PagefileUsage });
	finish(&c);
	return result;
}

BOOL fl_QueryWorkingSetEx(unsigned line, HANDLE process, PVOID pages, DWORD size)
{
	const PSAPI_WORKING_SET_EX_INFORMATION *first = pages;
	struct told c;
	BOOL result;

	before();
	result = QueryWorkingSetEx(process, pages, size);
	c = after(line, CALL_QueryWorkingSetEx, result, process, pages, size);
	if (result && size >= sizeof *first)
		out(&c, (const uint64_t[]){ first->VirtualAttributes.Valid });
	finish(&c);
	return result;
}

BOOL fl_EmptyWorkingSet(unsigned line, HANDLE process)
{
	BOOL result;

	before();
	result = EmptyWorkingSet(process);
	tell(line, CALL_EmptyWorkingSet, result, process);
	return result;
}

BOOL fl_SetProcessWorkingSetSize(unsigned line, HANDLE process, SIZE_T minimum, SIZE_T maximum)
{
	BOOL result;

	before();
	result = SetProcessWorkingSetSize(process, minimum, maximum);
	tell(line, CALL_SetProcessWorkingSetSize, result, process, minimum, maximum);
	return result;
}

BOOL fl_GetProcessWorkingSetSize(unsigned line, HANDLE process, PSIZE_T minimum, PSIZE_T maximum)
{
	struct told c;
	BOOL result;

	before();
	result = GetProcessWorkingSetSize(process, minimum, maximum);
	c = after(line, CALL_GetProcessWorkingSetSize, result, process, minimum, maximum);
	if (result && minimum && maximum)
		out(&c, (const uint64_t[]){ *minimum, *maximum });
	finish(&c);
	return result;
}

/* ---- the C library's ways to end: no events of their own ---- */

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
	tracer_enter();
	tracer_exit(line, code);
	_exit(code);
}

void fl_abort(unsigned line)
{
	tracer_enter();
	tracer_exit(line, 3);
	abort();
}
