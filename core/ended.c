/*
 * ended.c - a lab of which no trace is wanted says that it has come to its end.
 *
 * A program of Wine's whose server is ended under it ends with 0, as if all were well. So core/run wants to see a file, which is
 * made when main has returned or exit was called; a program that ended otherwise, with 0, is looked at more closely.
 *
 * Linked into every lab. Used by: run.
 */
#include <stdlib.h>
#include <windows.h>

static void say_so(void)
{
	WCHAR path[1024];
	DWORD length = GetEnvironmentVariableW(L"FAULTLAB_ENDED", path, 1024);
	HANDLE file;

	if (!length || length >= 1024)
		return;
	file = CreateFileW(path, GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, FILE_ATTRIBUTE_NORMAL, NULL);
	if (file != INVALID_HANDLE_VALUE)
		CloseHandle(file);
}

__attribute__((constructor(102))) static void start(void)
{
	atexit(say_so);
}
