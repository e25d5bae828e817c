/* hooks_file.c - see hook.h: files, where a call writes more than its row can say, and what is written by a handle to the output. */
#include "hook.h"

#include <stdio.h>

void output_tell(uint32_t line, const char *text, size_t size_bytes);

/* The standard output by its handle is output like any other, behind what the C library still holds. */
static bool is_output(HANDLE file)
{
	return file == GetStdHandle(STD_OUTPUT_HANDLE);
}

static void finish(struct told *c, BOOL worked, const DWORD *count)
{
	if (worked)
		hook_out(c, (const uint64_t[]){ count ? *count : 0 });
	hook_finish(c);
}

BOOL fl_ReadFile(unsigned line, HANDLE file, LPVOID buffer, DWORD size, LPDWORD count, LPOVERLAPPED overlapped)
{
	struct told c;
	BOOL result;

	hook_before();
	result = ReadFile(file, buffer, size, count, overlapped);
	c = hook_after(line, CALL_ReadFile, result, file, buffer, size, count, overlapped);
	finish(&c, result, count);
	return result;
}

BOOL fl_WriteFile(unsigned line, HANDLE file, LPCVOID buffer, DWORD size, LPDWORD count, LPOVERLAPPED overlapped)
{
	bool output = is_output(file);
	struct told c;
	BOOL result;

	hook_before();
	if (output)
		fflush(stdout);
	result = WriteFile(file, buffer, size, count, overlapped);
	c = hook_after(line, CALL_WriteFile, result, file, buffer, size, count, overlapped);
	finish(&c, result, count);
	if (result && output)
		output_tell(line, buffer, size);
	return result;
}

BOOL fl_SetFilePointerEx(unsigned line, HANDLE file, LARGE_INTEGER distance, PLARGE_INTEGER at, DWORD method)
{
	BOOL result;

	hook_before();
	result = SetFilePointerEx(file, distance, at, method);
	hook_tell(line, CALL_SetFilePointerEx, result, file, distance.QuadPart, at, method);
	return result;
}

/* A pipe or a file is no console, and yet the text is for who reads the output: the lab sees it work. */
static BOOL write_console(HANDLE file, const char *text, DWORD bytes)
{
	DWORD written;

	fflush(stdout);
	return WriteFile(file, text, bytes, &written, NULL);
}

BOOL fl_WriteConsoleA(unsigned line, HANDLE file, const VOID *text, DWORD size, LPDWORD count, LPVOID reserved)
{
	BOOL result;

	hook_before();
	result = write_console(file, text, size);
	if (result && count)
		*count = size;
	hook_tell(line, CALL_WriteConsoleA, result, file, text, size, count, reserved);
	if (result && is_output(file))
		output_tell(line, text, size);
	return result;
}

BOOL fl_WriteConsoleW(unsigned line, HANDLE file, const VOID *text, DWORD size, LPDWORD count, LPVOID reserved)
{
	char bytes[4096];
	const WCHAR *from = text;
	BOOL result = TRUE;
	DWORD done, n;

	hook_before();
	for (done = 0; result && done < size; done += n) {
		n = size - done < sizeof bytes ? size - done : sizeof bytes;
		for (DWORD i = 0; i < n; i++)
			bytes[i] = from[done + i] < 0x100 ? (char)from[done + i] : '?';
		result = write_console(file, bytes, n);
		if (result && is_output(file))
			output_tell(line, bytes, n);
	}
	if (result && count)
		*count = size;
	hook_tell(line, CALL_WriteConsoleW, result, file, text, size, count, reserved);
	return result;
}
