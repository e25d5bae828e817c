/*
 * spawn.c - see viz/base/spawn.h: by CreateProcess.
 *
 * Windows hands a program one line of text, which the program splits again: words
 * are quoted as the C library of the other side takes the quotes off.
 * A program is looked for in PATH only, never in the current folder, and Graphviz
 * also where its installer puts it, for that installer leaves PATH alone by default.
 * Source: docs/reference/sources.md, [command-line].
 */
#include "viz/base/spawn.h"

#include <errno.h>
#include <io.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

#include "viz/base/ink.h"

#define LINE_BYTES_MAX 32000u                /* CreateProcess takes 32767 characters */

/* ---- the command line ---- */

/* Backslashes count only before a quote: there, and at the end of a word, they are doubled. */
static void put_word(struct ink *line, const char *word)
{
	size_t slashes = 0;

	ink_puts(line, line->used ? " \"" : "\"");
	for (; *word; word++) {
		if (*word == '"')
			for (slashes++; slashes; slashes--)
				ink_puts(line, "\\");
		slashes = *word == '\\' ? slashes + 1 : 0;
		ink_add(line, word, 1);
	}
	for (; slashes; slashes--)
		ink_puts(line, "\\");
	ink_puts(line, "\"");
}

static bool is_there(const char *path)
{
	DWORD is = GetFileAttributesA(path);

	return is != INVALID_FILE_ATTRIBUTES && !(is & FILE_ATTRIBUTE_DIRECTORY);
}

/* In one of the folders of PATH. */
static bool find_in_path(const char *program, char *path, size_t room)
{
	const char *folder = getenv("PATH");

	while (folder && *folder) {
		size_t n = strcspn(folder, ";"), quote = *folder == '"';

		if (n > 2 * quote && snprintf(path, room, "%.*s\\%s.exe", (int)(n - 2 * quote), folder + quote, program) < (int)room &&
		    is_there(path))
			return true;
		folder += n + (folder[n] == ';');
	}
	return false;
}

static bool find_graphviz(const char *program, char *path, size_t room)
{
	static const char *const roots[] = { "ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA" };

	for (size_t i = 0; strcmp(program, "dot") == 0 && i < sizeof roots / sizeof roots[0]; i++) {
		const char *root = getenv(roots[i]);

		if (root && snprintf(path, room, "%s\\%sGraphviz\\bin\\dot.exe", root, i == 2 ? "Programs\\" : "") < (int)room &&
		    is_there(path))
			return true;
	}
	return false;
}

static bool is_path(const char *program)
{
	return strpbrk(program, "/\\:") != NULL;
}

static bool find_program(const char *program, char *path, size_t room)
{
	if (is_path(program))
		return snprintf(path, room, "%s", program) < (int)room && is_there(path);
	return find_in_path(program, path, room) || find_graphviz(program, path, room);
}

/* ---- its streams ---- */

/* A handle that the child inherits; NULL: the null device. */
static HANDLE inheritable(FILE *f)
{
	SECURITY_ATTRIBUTES inherit = { sizeof inherit, NULL, TRUE };
	HANDLE copy = INVALID_HANDLE_VALUE;

	if (!f)
		return CreateFileA("NUL", GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE, &inherit,
		                   OPEN_EXISTING, 0, NULL);
	DuplicateHandle(GetCurrentProcess(), (HANDLE)_get_osfhandle(_fileno(f)), GetCurrentProcess(), &copy, 0, TRUE,
	                DUPLICATE_SAME_ACCESS);
	return copy;
}

int spawn_start(volatile spawn_id *id, char *const argv[], const struct spawn *how)
{
	STARTUPINFOA start = { .cb = sizeof start, .dwFlags = STARTF_USESTDHANDLES };
	PROCESS_INFORMATION made;
	struct ink line = { 0 };
	char path[4096];
	BOOL good;

	*id = 0;
	if (!find_program(argv[0], path, sizeof path))
		return ENOENT;
	put_word(&line, path);
	for (argv++; *argv; argv++)
		put_word(&line, *argv);
	if (line.failed || line.used > LINE_BYTES_MAX) {
		ink_free(&line);
		return line.failed ? ENOMEM : E2BIG;
	}
	if (how->dateless)
		SetEnvironmentVariableA("SOURCE_DATE_EPOCH", "0");
	start.hStdInput = inheritable(how->in);
	start.hStdOutput = inheritable(how->out);
	start.hStdError = inheritable(how->errors);
	good = CreateProcessA(path, line.text, NULL, NULL, TRUE, 0, NULL, how->folder, &start, &made);
	CloseHandle(start.hStdInput);
	CloseHandle(start.hStdOutput);
	CloseHandle(start.hStdError);
	ink_free(&line);
	if (!good)
		return GetLastError() == ERROR_FILE_NOT_FOUND ? ENOENT : EACCES;
	CloseHandle(made.hThread);
	*id = (spawn_id)made.hProcess;
	return 0;
}

bool spawn_wait(spawn_id id, struct spawn_watch *watch)
{
	struct spawn_watch nobody = { 0 };
	DWORD status = 1;

	watch = watch ? watch : &nobody;
	watch->status = 1, watch->signal = 0, watch->hung = 0;
	if (!id)
		return false;
	for (unsigned left = spawn_seconds(watch) * 10; WaitForSingleObject((HANDLE)id, 100) == WAIT_TIMEOUT; left--) {
		if (!left) {
			watch->hung = spawn_seconds(watch);
			TerminateProcess((HANDLE)id, 1);
			WaitForSingleObject((HANDLE)id, INFINITE);
			break;
		}
		if (watch->tick)
			watch->tick(watch->context);
	}
	GetExitCodeProcess((HANDLE)id, &status);
	CloseHandle((HANDLE)id);
	watch->status = (int)status;
	return !watch->hung && status == 0;
}

/* Ctrl-C reaches all programs of a console anyway. */
void spawn_signal(spawn_id id, int signal)
{
	if (id)
		TerminateProcess((HANDLE)id, 128u + (unsigned)signal);
}

size_t spawn_room(void)
{
	return LINE_BYTES_MAX - 4096;
}
