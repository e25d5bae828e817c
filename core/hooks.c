/*
 * hooks.c - the Win32 calls of a lab: made as they stand, and told.
 *
 * Each hook tells a pending filter, makes the lab's call with the lab's last
 * error in place, and writes one `call` event with the arguments under the names
 * of Microsoft's documentation. While the call itself runs the tracer is not
 * inside (R3): a bad pointer in it raises the lab's own exception.
 *
 * Pointers through which a call only writes are not told as arguments: what came
 * through them is in `out`. Reservations are learnt here: one that no live place
 * covers is new, a release ends it. A mapped view is such a place as well: to map
 * is to reserve, to unmap is to release.
 *
 * Neighbours: tracer.h, hooks.h (the same prototypes, without headers).
 * Source: docs/reference/sources.md, [virtual-memory-api].
 */
#include "tracer.h"

#include <psapi.h>
#include <stdlib.h>

#pragma GCC diagnostic ignored "-Wmissing-prototypes"   /* hooks.h has them, for the lab only */

/* A call that is being told. */
struct call {
	struct trace *t;
	DWORD error;            /* the lab's last error after its call */
};

/* Before the lab's call. */
static void before(void)
{
	tracer_leave(tracer_enter());
}

/* After it: open the event and its arguments. */
static struct call after(unsigned line, const char *api)
{
	struct call c = { .error = tracer_enter() };

	c.t = tracer_event("call", line);
	trace_string(c.t, "api", api);
	trace_open_object(c.t, "args");
	return c;
}

static void pointer(struct call *c, const char *name, const void *value)
{
	trace_hex(c->t, name, (uintptr_t)value);
}

static void close_args(struct call *c)
{
	trace_close_object(c->t);
}

static void result_bool(struct call *c, BOOL result)
{
	close_args(c);
	trace_string(c->t, "result", result ? "TRUE" : "FALSE");
}

static void result_hex(struct call *c, uint64_t result)
{
	close_args(c);
	trace_hex(c->t, "result", result);
}

static void result_pointer(struct call *c, const void *result)
{
	close_args(c);
	pointer(c, "result", result);
}

static void result_decimal(struct call *c, uint64_t result)
{
	close_args(c);
	trace_decimal(c->t, "result", result);
}

static void at(struct call *c, const void *address)
{
	places_at(&tracer.places, c->t, "at", (uintptr_t)address);
}

static void write_error(struct call *c, bool failed)
{
	trace_number(c->t, "error", failed ? c->error : 0);
	trace_name(c->t, "error_name", name_error, failed ? c->error : 0);
}

static void finish(struct call *c)
{
	tracer_close();
	tracer_leave(c->error);
}

static void finish_error(struct call *c, bool failed)
{
	write_error(c, failed);
	finish(c);
}

/* A view or allocation at `address`: if no live place covers it, it is a new one. */
static void learn(const void *address)
{
	MEMORY_BASIC_INFORMATION info;
	uint64_t base, size = 0;

	if (!address || places_find(&tracer.places, (uintptr_t)address) != SIZE_MAX)
		return;
	if (!VirtualQuery(address, &info, sizeof info) || info.State == MEM_FREE)
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

static void range(struct call *c, const void *address, SIZE_T size)
{
	pointer(c, "lpAddress", address);
	trace_hex(c->t, "dwSize", size);
}

void *fl_VirtualAlloc(unsigned line, void *address, SIZE_T size, DWORD type, DWORD protect)
{
	struct call c;
	void *result;

	before();
	result = VirtualAlloc(address, size, type, protect);
	c = after(line, "VirtualAlloc");
	learn(result);
	range(&c, address, size);
	trace_name(c.t, "flAllocationType", name_alloc_type, type);
	trace_name(c.t, "flProtect", name_protect, protect);
	result_pointer(&c, result);
	if (result || address)
		at(&c, result ? result : address);
	if (result)
		seh_changed();
	finish_error(&c, !result);
	return result;
}

void *VirtualAlloc2(HANDLE process, void *address, SIZE_T size, ULONG type, ULONG protect, void *parameters,
                    ULONG count);       /* alloc2.c */

void *fl_VirtualAlloc2(unsigned line, HANDLE process, void *address, SIZE_T size, ULONG type, ULONG protect,
                       void *parameters, ULONG count)
{
	struct call c;
	void *result;

	before();
	result = VirtualAlloc2(process, address, size, type, protect, parameters, count);
	c = after(line, "VirtualAlloc2");
	learn(result);
	pointer(&c, "Process", process);
	pointer(&c, "BaseAddress", address);
	trace_hex(c.t, "Size", size);
	trace_name(c.t, "AllocationType", name_alloc_type, type);
	trace_name(c.t, "PageProtection", name_protect, protect);
	pointer(&c, "ExtendedParameters", parameters);
	trace_decimal(c.t, "ParameterCount", count);
	result_pointer(&c, result);
	if (result || address)
		at(&c, result ? result : address);
	if (result)
		seh_changed();
	finish_error(&c, !result);
	return result;
}

BOOL fl_VirtualFree(unsigned line, void *address, SIZE_T size, DWORD type)
{
	struct call c;
	BOOL result;

	before();
	result = VirtualFree(address, size, type);
	c = after(line, "VirtualFree");
	range(&c, address, size);
	trace_name(c.t, "dwFreeType", name_free_type, type);
	result_bool(&c, result);
	at(&c, address);
	if (result && type == MEM_RELEASE)
		forget(address);
	if (result)
		seh_changed();
	finish_error(&c, !result);
	return result;
}

BOOL fl_VirtualProtect(unsigned line, void *address, SIZE_T size, DWORD protect, DWORD *old)
{
	struct call c;
	BOOL result;

	before();
	result = VirtualProtect(address, size, protect, old);
	c = after(line, "VirtualProtect");
	range(&c, address, size);
	trace_name(c.t, "flNewProtect", name_protect, protect);
	result_bool(&c, result);
	at(&c, address);
	if (result)
		seh_changed();
	write_error(&c, !result);
	if (result) {
		trace_open_object(c.t, "out");
		trace_name(c.t, "lpflOldProtect", name_protect, *old);
		trace_close_object(c.t);
	}
	finish(&c);
	return result;
}

static void write_info(struct trace *t, const MEMORY_BASIC_INFORMATION *info)
{
	trace_open_object(t, "out");
	places_at(&tracer.places, t, "BaseAddress", (uintptr_t)info->BaseAddress);
	places_at(&tracer.places, t, "AllocationBase", (uintptr_t)info->AllocationBase);
	trace_name(t, "AllocationProtect", name_protect, info->AllocationProtect);
	trace_hex(t, "RegionSize", info->RegionSize);
	trace_name(t, "State", name_state, info->State);
	trace_name(t, "Protect", name_protect, info->Protect);
	trace_name(t, "Type", name_mem_type, info->Type);
	trace_close_object(t);
}

SIZE_T fl_VirtualQuery(unsigned line, const void *address, MEMORY_BASIC_INFORMATION *info, SIZE_T length)
{
	struct call c;
	SIZE_T result;

	before();
	result = VirtualQuery(address, info, length);
	c = after(line, "VirtualQuery");
	pointer(&c, "lpAddress", address);
	trace_hex(c.t, "dwLength", length);
	result_hex(&c, result);
	at(&c, address);
	write_error(&c, !result);
	if (result >= sizeof *info)
		write_info(c.t, info);
	finish(&c);
	return result;
}

/* VirtualLock and VirtualUnlock tell the same. */
static BOOL lock(unsigned line, const char *api, BOOL (WINAPI *function)(void *, SIZE_T), void *address, SIZE_T size)
{
	struct call c;
	BOOL result;

	before();
	result = function(address, size);
	c = after(line, api);
	range(&c, address, size);
	result_bool(&c, result);
	at(&c, address);
	finish_error(&c, !result);
	return result;
}

BOOL fl_VirtualLock(unsigned line, void *address, SIZE_T size)
{
	return lock(line, "VirtualLock", VirtualLock, address, size);
}

BOOL fl_VirtualUnlock(unsigned line, void *address, SIZE_T size)
{
	return lock(line, "VirtualUnlock", VirtualUnlock, address, size);
}

static void write_watched(struct call *c, void *const *addresses, ULONG_PTR count, DWORD granularity)
{
	char text[48];

	trace_open_object(c->t, "out");
	trace_open_array(c->t, "lpAddresses");
	for (ULONG_PTR i = 0; i < count && i < 256; i++) {
		places_format(&tracer.places, (uintptr_t)addresses[i], text, sizeof text);
		trace_string(c->t, NULL, text);
	}
	trace_close_array(c->t);
	trace_decimal(c->t, "lpdwCount", count);
	trace_decimal(c->t, "lpdwGranularity", granularity);
	trace_close_object(c->t);
}

UINT fl_GetWriteWatch(unsigned line, DWORD flags, void *base, SIZE_T size, void **addresses, ULONG_PTR *count,
                      DWORD *granularity)
{
	struct call c;
	UINT result;

	before();
	result = GetWriteWatch(flags, base, size, addresses, count, granularity);
	c = after(line, "GetWriteWatch");
	trace_hex(c.t, "dwFlags", flags);
	pointer(&c, "lpBaseAddress", base);
	trace_hex(c.t, "dwRegionSize", size);
	result_decimal(&c, result);
	at(&c, base);
	write_error(&c, result != 0);
	if (!result)
		write_watched(&c, addresses, *count, *granularity);
	finish(&c);
	return result;
}

UINT fl_ResetWriteWatch(unsigned line, void *base, SIZE_T size)
{
	struct call c;
	UINT result;

	before();
	result = ResetWriteWatch(base, size);
	c = after(line, "ResetWriteWatch");
	pointer(&c, "lpBaseAddress", base);
	trace_hex(c.t, "dwRegionSize", size);
	result_decimal(&c, result);
	at(&c, base);
	finish_error(&c, result != 0);
	return result;
}

void fl_GetSystemInfo(unsigned line, SYSTEM_INFO *info)
{
	struct call c;

	before();
	GetSystemInfo(info);
	c = after(line, "GetSystemInfo");
	close_args(&c);
	write_error(&c, false);
	trace_open_object(c.t, "out");
	trace_decimal(c.t, "dwPageSize", info->dwPageSize);
	trace_decimal(c.t, "dwAllocationGranularity", info->dwAllocationGranularity);
	trace_close_object(c.t);
	finish(&c);
}

DWORD fl_GetLastError(unsigned line)
{
	struct call c;

	before();
	c = after(line, "GetLastError");
	result_decimal(&c, c.error);
	finish_error(&c, false);
	return c.error;
}

void fl_SetLastError(unsigned line, DWORD code)
{
	struct call c;

	before();
	SetLastError(code);
	c = after(line, "SetLastError");
	trace_decimal(c.t, "dwErrCode", code);
	close_args(&c);
	finish_error(&c, false);
}

/* Told before it is made: it seldom returns here, but when it does, the lab goes on. */
void fl_RaiseException(unsigned line, DWORD code, DWORD flags, DWORD count, const ULONG_PTR *arguments)
{
	struct call c;

	before();
	c = after(line, "RaiseException");
	trace_hex(c.t, "dwExceptionCode", code);
	trace_hex(c.t, "dwExceptionFlags", flags);
	trace_decimal(c.t, "nNumberOfArguments", count);
	close_args(&c);
	finish_error(&c, false);
	seh_calls_raise();
	RaiseException(code, flags, count, arguments);
}

void *fl_AddVectoredExceptionHandler(unsigned line, ULONG first, PVECTORED_EXCEPTION_HANDLER handler)
{
	struct call c;
	void *result;

	before();
	result = AddVectoredExceptionHandler(first, handler);
	c = after(line, "AddVectoredExceptionHandler");
	if (first)
		seh_keep_first();
	trace_decimal(c.t, "First", first);
	pointer(&c, "Handler", (void *)(uintptr_t)handler);
	result_pointer(&c, result);
	finish_error(&c, !result);
	return result;
}

ULONG fl_RemoveVectoredExceptionHandler(unsigned line, void *handle)
{
	struct call c;
	ULONG result;

	before();
	result = RemoveVectoredExceptionHandler(handle);
	c = after(line, "RemoveVectoredExceptionHandler");
	pointer(&c, "Handle", handle);
	result_decimal(&c, result);
	finish_error(&c, !result);
	return result;
}

/* The system's filter stays ours; it asks the lab's. */
void *fl_SetUnhandledExceptionFilter(unsigned line, LPTOP_LEVEL_EXCEPTION_FILTER filter)
{
	void *result = (void *)(uintptr_t)seh_lab_filter(filter);
	struct call c;

	before();
	c = after(line, "SetUnhandledExceptionFilter");
	pointer(&c, "lpTopLevelExceptionFilter", (void *)(uintptr_t)filter);
	result_pointer(&c, result);
	finish_error(&c, false);
	return result;
}

BOOL fl_GetProcessMemoryInfo(unsigned line, HANDLE process, PROCESS_MEMORY_COUNTERS *counters, DWORD size)
{
	struct call c;
	BOOL result;

	before();
	result = GetProcessMemoryInfo(process, counters, size);
	c = after(line, "GetProcessMemoryInfo");
	pointer(&c, "Process", process);
	trace_decimal(c.t, "cb", size);
	result_bool(&c, result);
	write_error(&c, !result);
	if (result) {
		trace_open_object(c.t, "out");
		trace_decimal(c.t, "PageFaultCount", counters->PageFaultCount);
		trace_hex(c.t, "WorkingSetSize", counters->WorkingSetSize);
		trace_hex(c.t, "PagefileUsage", counters->PagefileUsage);
		trace_close_object(c.t);
	}
	finish(&c);
	return result;
}

BOOL fl_QueryWorkingSetEx(unsigned line, HANDLE process, PSAPI_WORKING_SET_EX_INFORMATION *pages, DWORD size)
{
	struct call c;
	BOOL result;

	before();
	result = QueryWorkingSetEx(process, pages, size);
	c = after(line, "QueryWorkingSetEx");
	pointer(&c, "hProcess", process);
	trace_decimal(c.t, "cb", size);
	result_bool(&c, result);
	write_error(&c, !result);
	if (result && size >= sizeof *pages) {
		trace_open_object(c.t, "out");
		trace_bool(c.t, "Valid", pages->VirtualAttributes.Valid);
		trace_close_object(c.t);
	}
	finish(&c);
	return result;
}

BOOL fl_SetProcessWorkingSetSize(unsigned line, HANDLE process, SIZE_T minimum, SIZE_T maximum)
{
	struct call c;
	BOOL result;

	before();
	result = SetProcessWorkingSetSize(process, minimum, maximum);
	c = after(line, "SetProcessWorkingSetSize");
	pointer(&c, "hProcess", process);
	trace_hex(c.t, "dwMinimumWorkingSetSize", minimum);
	trace_hex(c.t, "dwMaximumWorkingSetSize", maximum);
	result_bool(&c, result);
	finish_error(&c, !result);
	return result;
}

BOOL fl_GetProcessWorkingSetSize(unsigned line, HANDLE process, SIZE_T *minimum, SIZE_T *maximum)
{
	struct call c;
	BOOL result;

	before();
	result = GetProcessWorkingSetSize(process, minimum, maximum);
	c = after(line, "GetProcessWorkingSetSize");
	pointer(&c, "hProcess", process);
	result_bool(&c, result);
	write_error(&c, !result);
	if (result && minimum && maximum) {
		trace_open_object(c.t, "out");
		trace_hex(c.t, "lpMinimumWorkingSetSize", *minimum);
		trace_hex(c.t, "lpMaximumWorkingSetSize", *maximum);
		trace_close_object(c.t);
	}
	finish(&c);
	return result;
}

BOOL fl_EmptyWorkingSet(unsigned line, HANDLE process)
{
	struct call c;
	BOOL result;

	before();
	result = EmptyWorkingSet(process);
	c = after(line, "EmptyWorkingSet");
	pointer(&c, "hProcess", process);
	result_bool(&c, result);
	finish_error(&c, !result);
	return result;
}

HANDLE fl_GetCurrentProcess(unsigned line)
{
	HANDLE result = GetCurrentProcess();
	struct call c;

	before();
	c = after(line, "GetCurrentProcess");
	result_pointer(&c, result);
	finish_error(&c, false);
	return result;
}

void fl_ExitProcess(unsigned line, UINT code)
{
	struct call c;

	before();
	c = after(line, "ExitProcess");
	trace_decimal(c.t, "uExitCode", code);
	close_args(&c);
	write_error(&c, false);
	tracer_close();
	tracer_exit(line, code);
	tracer_leave(c.error);
	ExitProcess(code);
}

BOOL fl_TerminateProcess(unsigned line, HANDLE process, UINT code)
{
	struct call c;

	before();
	c = after(line, "TerminateProcess");
	pointer(&c, "hProcess", process);
	trace_decimal(c.t, "uExitCode", code);
	close_args(&c);
	write_error(&c, false);
	tracer_close();
	if (process == GetCurrentProcess())
		tracer_exit(line, code);
	tracer_leave(c.error);
	return TerminateProcess(process, code);
}

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

/* A section's handle, or what the lab takes for one, by its portable name. */
static void handle(struct call *c, const char *name, HANDLE value)
{
	handles_tell(&tracer.handles, c->t, name, (uintptr_t)value);
}

/*
 * A named section that exists already comes back under a second handle, with ERROR_ALREADY_EXISTS as the last
 * error: the call has worked, so `error` is 0, and the handle gets a name of its own.
 */
static void *told_mapping(unsigned line, const char *api, HANDLE file, void *attributes, DWORD protect, DWORD high,
                          DWORD low, const void *name, HANDLE result)
{
	struct call c = after(line, api);

	handle(&c, "hFile", file);
	if (result)
		handles_add(&tracer.handles, (uintptr_t)result);
	pointer(&c, "lpFileMappingAttributes", attributes);
	trace_name(c.t, "flProtect", name_section, protect);
	trace_hex(c.t, "dwMaximumSizeHigh", high);
	trace_hex(c.t, "dwMaximumSizeLow", low);
	pointer(&c, "lpName", name);
	close_args(&c);
	handle(&c, "result", result);
	finish_error(&c, !result);
	return result;
}

HANDLE fl_CreateFileMappingA(unsigned line, HANDLE file, SECURITY_ATTRIBUTES *attributes, DWORD protect, DWORD high,
                             DWORD low, const char *name)
{
	before();
	return told_mapping(line, "CreateFileMappingA", file, attributes, protect, high, low, name,
	                    CreateFileMappingA(file, attributes, protect, high, low, name));
}

HANDLE fl_CreateFileMappingW(unsigned line, HANDLE file, SECURITY_ATTRIBUTES *attributes, DWORD protect, DWORD high,
                             DWORD low, const WCHAR *name)
{
	before();
	return told_mapping(line, "CreateFileMappingW", file, attributes, protect, high, low, name,
	                    CreateFileMappingW(file, attributes, protect, high, low, name));
}

static void write_view_args(struct call *c, HANDLE mapping, DWORD access, DWORD high, DWORD low, SIZE_T size)
{
	handle(c, "hFileMappingObject", mapping);
	trace_name(c->t, "dwDesiredAccess", name_file_map, access);
	trace_hex(c->t, "dwFileOffsetHigh", high);
	trace_hex(c->t, "dwFileOffsetLow", low);
	trace_hex(c->t, "dwNumberOfBytesToMap", size);
}

/* The end of both calls that map a view; `wanted` is the address that the lab asked for. */
static void *told_view(struct call *c, void *result, void *wanted)
{
	result_pointer(c, result);
	if (result || wanted)
		at(c, result ? result : wanted);
	if (result)
		seh_changed();
	finish_error(c, !result);
	return result;
}

void *fl_MapViewOfFile(unsigned line, HANDLE mapping, DWORD access, DWORD high, DWORD low, SIZE_T size)
{
	struct call c;
	void *result;

	before();
	result = MapViewOfFile(mapping, access, high, low, size);
	c = after(line, "MapViewOfFile");
	learn(result);
	write_view_args(&c, mapping, access, high, low, size);
	return told_view(&c, result, NULL);
}

void *fl_MapViewOfFileEx(unsigned line, HANDLE mapping, DWORD access, DWORD high, DWORD low, SIZE_T size, void *base)
{
	struct call c;
	void *result;

	before();
	result = MapViewOfFileEx(mapping, access, high, low, size, base);
	c = after(line, "MapViewOfFileEx");
	learn(result);
	write_view_args(&c, mapping, access, high, low, size);
	pointer(&c, "lpBaseAddress", base);
	return told_view(&c, result, base);
}

BOOL fl_UnmapViewOfFile(unsigned line, const void *base)
{
	struct call c;
	BOOL result;

	before();
	result = UnmapViewOfFile(base);
	c = after(line, "UnmapViewOfFile");
	pointer(&c, "lpBaseAddress", base);
	result_bool(&c, result);
	at(&c, base);
	if (result) {
		forget(base);
		seh_changed();
	}
	finish_error(&c, !result);
	return result;
}

BOOL fl_FlushViewOfFile(unsigned line, const void *base, SIZE_T size)
{
	struct call c;
	BOOL result;

	before();
	result = FlushViewOfFile(base, size);
	c = after(line, "FlushViewOfFile");
	pointer(&c, "lpBaseAddress", base);
	trace_hex(c.t, "dwNumberOfBytesToFlush", size);
	result_bool(&c, result);
	at(&c, base);
	finish_error(&c, !result);
	return result;
}

BOOL fl_CloseHandle(unsigned line, HANDLE object)
{
	struct call c;
	BOOL result;

	before();
	result = CloseHandle(object);
	c = after(line, "CloseHandle");
	handle(&c, "hObject", object);
	result_bool(&c, result);
	finish_error(&c, !result);
	return result;
}

void fl_Sleep(unsigned line, DWORD milliseconds)
{
	struct call c;

	before();
	Sleep(milliseconds);
	c = after(line, "Sleep");
	trace_decimal(c.t, "dwMilliseconds", milliseconds);
	close_args(&c);
	finish_error(&c, false);
}

DWORD fl_GetTickCount(unsigned line)
{
	struct call c;
	DWORD result;

	before();
	result = GetTickCount();
	c = after(line, "GetTickCount");
	result_decimal(&c, result);
	finish_error(&c, false);
	return result;
}
