/*
 * library.c - what the C library asks the system for, on behalf of a lab: to end the process, and to write.
 *
 * A lab ends in many ways that no hook sees: a failed assert, abort with a handler for its signal, what the library
 * itself finds to be wrong. And it prints by many functions. All of it comes down to a few calls that the library makes of
 * the system, through the table of its imports. There the tracer stands in front: one place for all of them. The line is
 * that of the caller in the lab (lines.c).
 *
 * Neighbours: tracer.h.  Source: docs/reference/sources.md, [pe].
 */
#include "tracer.h"

#include <io.h>
#include <stdio.h>
#include <string.h>

static HANDLE output;

static void tell_end(void *code)
{
	tracer_exit(lines_known() ? lines_of(&tracer.self->caller) : tracer_exit_line, *(int32_t *)code);
}

/* The process is about to end with this code. */
static void ends(UINT code)
{
	DWORD last_error;

	if (tracer.ended)
		return;
	RtlCaptureContext(&threads_self()->caller);
	last_error = tracer_enter();
	aside(tell_end, &code);
	tracer_leave(last_error);
}

static void WINAPI exit_process(UINT code)
{
	ends(code);
	ExitProcess(code);
}

static BOOL WINAPI terminate_process(HANDLE process, UINT code)
{
	if (process == GetCurrentProcess())
		ends(code);
	return TerminateProcess(process, code);
}

static void find_line(void *line)
{
	*(uint32_t *)line = lines_of(&tracer.self->caller);
}

static BOOL WINAPI write_file(HANDLE file, LPCVOID text, DWORD size_bytes, LPDWORD written, LPOVERLAPPED overlapped)
{
	BOOL result = WriteFile(file, text, size_bytes, written, overlapped);
	struct thread *self = threads_self();
	DWORD last_error;
	uint32_t line;

	if (!result || file != output || tracer_is_inside() || self->telling)
		return result;
	RtlCaptureContext(&self->caller);
	last_error = tracer_enter();
	aside(find_line, &line);
	tracer_leave(last_error);
	output_tell(line, text, *written);
	return result;
}

static const struct {
	const char *name;
	void *function;
} front[] = {
	{ "ExitProcess", (void *)exit_process }, { "TerminateProcess", (void *)terminate_process }, { "WriteFile", (void *)write_file },
	{ "CreateThread", (void *)threads_create }, { "SuspendThread", (void *)threads_suspend },
	{ "TerminateThread", (void *)threads_terminate },
};

static void put(void **entry, void *function)
{
	DWORD old;

	if (!VirtualProtect(entry, sizeof *entry, PAGE_READWRITE, &old))
		return;
	*entry = function;
	VirtualProtect(entry, sizeof *entry, old, &old);
}

static void stand_in_front(const char *name, void **entry)
{
	for (size_t i = 0; i < sizeof front / sizeof front[0]; i++)
		if (!strcmp(name, front[i].name))
			put(entry, front[i].function);
}

static void look_through(HMODULE module)
{
	const char *image = (const char *)module;
	const IMAGE_NT_HEADERS64 *header = (const void *)(image + ((const IMAGE_DOS_HEADER *)image)->e_lfanew);
	DWORD at = header->OptionalHeader.DataDirectory[IMAGE_DIRECTORY_ENTRY_IMPORT].VirtualAddress;
	const IMAGE_IMPORT_DESCRIPTOR *from = (const void *)(image + at);

	for (; at && from->Name; from++) {
		const ULONGLONG *name = (const void *)(image + from->OriginalFirstThunk);
		void **entry = (void **)(image + from->FirstThunk);

		for (; from->OriginalFirstThunk && *name; name++, entry++)
			if (!(*name & IMAGE_ORDINAL_FLAG64))
				stand_in_front(((const IMAGE_IMPORT_BY_NAME *)(image + *name))->Name, entry);
	}
}

void library_start(void)
{
	static const WCHAR *const libraries[] = { L"msvcrt.dll", L"ucrtbase.dll" };

	output = (HANDLE)_get_osfhandle(1);
	for (size_t i = 0; i < sizeof libraries / sizeof libraries[0]; i++) {
		HMODULE module = GetModuleHandleW(libraries[i]);

		if (module)
			look_through(module);
	}
}
