/*
 * host.c - see viz/base/host.h: on Windows.
 *
 * The names of files are UTF-8 because the program's manifest says so. So is what is written;
 * a console is told so for as long as we run. Source: docs/reference/sources.md, [utf8-code-page].
 */
#include "viz/base/host.h"

#include <errno.h>
#include <io.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

static UINT code_page;                  /* of the console, as it was found */

static void give_code_page_back(void)
{
	SetConsoleOutputCP(code_page);
}

void host_start(void)
{
	DWORD mode;

	_fmode = _O_BINARY;
	for (int fd = 0; fd <= 2; fd++)
		_setmode(fd, _O_BINARY);
	if (!GetConsoleMode(GetStdHandle(STD_OUTPUT_HANDLE), &mode) && !GetConsoleMode(GetStdHandle(STD_ERROR_HANDLE), &mode))
		return;
	code_page = GetConsoleOutputCP();
	if (code_page && code_page != CP_UTF8 && SetConsoleOutputCP(CP_UTF8))
		atexit(give_code_page_back);
}

void host_on_interrupt(void (*handler)(int signal))
{
	signal(SIGINT, handler ? handler : SIG_DFL);
	signal(SIGTERM, handler ? handler : SIG_DFL);
}

/* ---- names ---- */

bool host_is_slash(char c)
{
	return c == '/' || c == '\\';
}

const char *host_name_of(const char *path)
{
	const char *name = path;

	for (const char *p = path; *p; p++)
		if (host_is_slash(*p) || (*p == ':' && p == path + 1))
			name = p + 1;
	return name;
}

/* ---- files and folders ---- */

static bool fail(void)
{
	DWORD error = GetLastError();

	errno = error == ERROR_DISK_FULL || error == ERROR_HANDLE_DISK_FULL ? ENOSPC :
	        error == ERROR_FILE_NOT_FOUND || error == ERROR_PATH_NOT_FOUND || error == ERROR_INVALID_NAME ? ENOENT :
	        error == ERROR_ALREADY_EXISTS || error == ERROR_FILE_EXISTS ? EEXIST : EACCES;
	return false;
}

/* A drive or a server on the way cannot be made; whether the whole way is there is seen at its end. */
bool host_make_folder(const char *path)
{
	return CreateDirectoryA(path, NULL) || GetLastError() != ERROR_DISK_FULL || fail();
}

bool host_folder_usable(const char *path)
{
	DWORD is = GetFileAttributesA(path);

	if (is == INVALID_FILE_ATTRIBUTES)
		return fail();
	errno = ENOTDIR;
	return is & FILE_ATTRIBUTE_DIRECTORY;
}

bool host_disk_full(const char *folder)
{
	ULARGE_INTEGER room;

	return GetDiskFreeSpaceExA(folder, &room, NULL, NULL) && room.QuadPart == 0;
}

bool host_make_hidden(char *path)
{
	char *end = path + strlen(path) - 6;
	unsigned n = GetCurrentProcessId();

	for (int i = 0; i < 100; i++, n += 7919) {
		snprintf(end, 7, "%06x", n & 0xffffff);
		if (CreateDirectoryA(path, NULL)) {
			SetFileAttributesA(path, FILE_ATTRIBUTE_HIDDEN);
			return true;
		}
		if (GetLastError() != ERROR_ALREADY_EXISTS)
			break;
	}
	return fail();
}

bool host_replace(const char *from, const char *to)
{
	return MoveFileExA(from, to, MOVEFILE_REPLACE_EXISTING) || fail();
}

/* Gone with its last handle. The C library's tmpfile() wants to write to the drive's root. */
/* A mutex with the folder's name: Windows lets nobody else look into a folder that is open to one alone. */
intptr_t host_lock(const char *folder)
{
	char full[4096] = "", name[64];
	unsigned long long h = 0xcbf29ce484222325ull;
	HANDLE mutex;

	GetFullPathNameA(folder, sizeof full, full, NULL);
	for (const char *s = full; *s; s++)
		h = (h ^ (unsigned char)*s) * 0x100000001b3ull;
	snprintf(name, sizeof name, "Local\\faultlab-%llx", h);
	mutex = CreateMutexA(NULL, FALSE, name);
	if (mutex)
		WaitForSingleObject(mutex, INFINITE);
	return (intptr_t)mutex;
}

void host_unlock(intptr_t lock)
{
	if (!lock)
		return;
	ReleaseMutex((HANDLE)lock);
	CloseHandle((HANDLE)lock);
}

FILE *host_temporary(void)
{
	char folder[MAX_PATH + 1], path[MAX_PATH + 1];
	HANDLE file;
	int fd;

	if (!GetTempPathA(sizeof folder, folder) || !GetTempFileNameA(folder, "viz", 0, path)) {
		fail();
		return NULL;
	}
	file = CreateFileA(path, GENERIC_READ | GENERIC_WRITE | DELETE, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, NULL,
	                   CREATE_ALWAYS, FILE_ATTRIBUTE_TEMPORARY | FILE_FLAG_DELETE_ON_CLOSE, NULL);
	fd = file == INVALID_HANDLE_VALUE ? -1 : _open_osfhandle((intptr_t)file, _O_RDWR | _O_BINARY);
	return fd < 0 ? fail(), NULL : _fdopen(fd, "w+b");
}

const char *host_how_to_get(const char *package)
{
	static const struct { const char *package, *text; } known[] = {
		{ "graphviz", "Install Graphviz (winget install Graphviz.Graphviz, or from graphviz.org)" },
		{ "gnuplot-nox", "Install gnuplot (winget install gnuplot.gnuplot) and let its installer add it to PATH" },
		{ "fonts-dejavu-core", "It is at dejavu-fonts.github.io" },
		{ "librsvg2-bin", "It is part of librsvg, which MSYS2 has for Windows; put it on PATH" },
		{ "webp", "It is part of libwebp, which Google has for Windows; put it on PATH" },
	};

	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
		if (strcmp(known[i].package, package) == 0)
			return known[i].text;
	return "Install it";
}
