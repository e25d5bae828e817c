/*
 * ended.c - a lab says that it has begun, and one of which no trace is wanted that it has come to its end.
 *
 * A start can fail before the lab's first instruction, and seldom it fails once and not again. core/run puts a file there that
 * the lab removes before main; while the file is there nothing of the lab has run, and it can be started again. (Removed, not
 * made: that goes on a full disk as well.)
 *
 * A program of Wine's whose server is ended under it ends with 0, as if all were well. So core/run wants to see another file,
 * which is made when main has returned or exit was called; a program that ended otherwise, with 0, is looked at more closely.
 *
 * Linked into every lab. Used by: run.
 */
#include <stdlib.h>
#include <windows.h>

/* The file that the variable names; false if there is no such variable, as when the lab is started by hand. */
static BOOL named_by(const WCHAR *variable, WCHAR path[1024])
{
	DWORD length = GetEnvironmentVariableW(variable, path, 1024);

	return length && length < 1024;
}

static void say_ended(void)
{
	WCHAR path[1024];
	HANDLE file;

	if (!named_by(L"FAULTLAB_ENDED", path))
		return;
	file = CreateFileW(path, GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, FILE_ATTRIBUTE_NORMAL, NULL);
	if (file != INVALID_HANDLE_VALUE)
		CloseHandle(file);
}

__attribute__((constructor(102))) static void start(void)
{
	WCHAR path[1024];

	if (named_by(L"FAULTLAB_UNBEGUN", path))
		DeleteFileW(path);
	atexit(say_ended);
}
