/*
 * host.c - see sim/host/host.h: on Windows.
 *
 * The names of files are UTF-8 because the program's manifest says so (program.manifest).
 * Source: docs/reference/sources.md, [utf8-code-page].
 */
#include "sim/host/host.h"

#include <errno.h>
#include <io.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <windows.h>

void sim_host_start(void)
{
	_fmode = _O_BINARY;
	for (int fd = 0; fd <= 2; fd++)
		_setmode(fd, _O_BINARY);
}

void sim_host_on_interrupt(void (*handler)(int signal))
{
	signal(SIGINT, handler);
	signal(SIGTERM, handler);
}

/* Nobody can shorten a file that is mapped. */
void sim_host_on_shrunk_file(void (*handler)(int signal))
{
	(void)handler;
}

/* ---- processor time: asked for every second ---- */

struct limit { unsigned seconds; volatile sig_atomic_t *out_of_time; };

/* Ticks of 100 ns. */
static uint64_t ticks(FILETIME t)
{
	return (uint64_t)t.dwHighDateTime << 32 | t.dwLowDateTime;
}

static DWORD WINAPI watch_time(void *context)
{
	struct limit *limit = context;
	FILETIME created, ended, kernel, user;

	do
		Sleep(1000);
	while (!GetProcessTimes(GetCurrentProcess(), &created, &ended, &kernel, &user) ||
	       ticks(kernel) + ticks(user) < limit->seconds * UINT64_C(10000000));
	*limit->out_of_time = 1;
	return 0;
}

void sim_host_limit_time(unsigned seconds, volatile sig_atomic_t *flag)
{
	static struct limit limit;
	HANDLE thread;

	limit = (struct limit){ seconds, flag };
	thread = CreateThread(NULL, 65536, watch_time, &limit, STACK_SIZE_PARAM_IS_A_RESERVATION, NULL);
	if (thread)
		CloseHandle(thread);
}

/* ---- a deep stack: reserved, and committed as it grows ---- */

struct deep { void (*body)(void *); void *context; };

static DWORD WINAPI run_deep(void *context)
{
	struct deep *d = context;

	d->body(d->context);
	return 0;
}

bool sim_host_call_deep(void (*body)(void *), void *context, size_t stack_bytes)
{
	struct deep d = { body, context };
	HANDLE thread = CreateThread(NULL, stack_bytes, run_deep, &d, STACK_SIZE_PARAM_IS_A_RESERVATION, NULL);
	bool good = thread && WaitForSingleObject(thread, INFINITE) == WAIT_OBJECT_0;

	if (thread)
		CloseHandle(thread);
	return good;
}

/* ---- files ---- */

unsigned sim_host_nesting_max(void)
{
	return 0;
}

bool sim_host_replace(const char *from, const char *to)
{
	if (MoveFileExA(from, to, MOVEFILE_REPLACE_EXISTING))
		return true;
	errno = GetLastError() == ERROR_DISK_FULL ? ENOSPC : GetLastError() == ERROR_PATH_NOT_FOUND ? ENOENT : EACCES;
	return false;
}

const char *sim_host_name_of(const char *path)
{
	const char *name = path;

	for (const char *p = path; *p; p++)
		if (*p == '/' || *p == '\\' || (*p == ':' && p == path + 1))
			name = p + 1;
	return name;
}

unsigned sim_host_processors(void)
{
	SYSTEM_INFO info;

	GetSystemInfo(&info);
	return info.dwNumberOfProcessors > 1 ? info.dwNumberOfProcessors : 1;
}

/* The programs that unpack are not everybody's here. */
int sim_host_unpack(const char *program, int from, long *process)
{
	(void)program;
	(void)from;
	(void)process;
	errno = ENOSYS;
	return -1;
}

bool sim_host_unpacked(long process)
{
	(void)process;
	return false;
}
