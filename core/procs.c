/*
 * procs.c - GetProcAddress for a lab that is traced: what it gets is a function that tells, like the hook that it stands for.
 *
 * A program that looks VirtualAlloc2 up, or NtAllocateVirtualMemory, calls it through the pointer, and no word of it is in the text that
 * weave.c could hook. So there is a function with the call's own arguments for every row of api.h; its line is that of the
 * place where it was called.
 *
 * Neighbours: hook.h, lines.c.
 */
#include "hook.h"

#include <string.h>

#include "each.h"

#define LINE lines_at((uintptr_t)__builtin_return_address(0) - 1)

/* The names are put together here, before a macro of the headers can get at them. */
#define PROC(type, proc, hook, ...) \
static type WINAPI proc(EACH(PARAMETER, __VA_ARGS__)) \
{ \
	return hook(LINE, EACH(NAME, __VA_ARGS__)); \
}
#define PROC_WITHOUT(type, proc, hook) \
static type WINAPI proc(void) \
{ \
	return hook(LINE); \
}

#define FL_ARG(type, name, kind) (type, name)
#define FL_CALL(type, name, kind, fails, varies, args) PROC(type, proc_##name, fl_##name, args)
#define FL_ANSWER(type, name, kind, fails, varies) PROC_WITHOUT(type, proc_##name, fl_##name)
#include "api.h"

static const struct { const char *name; void *proc; } procs[] = {
#define FL_CALL(type, name, kind, fails, varies, args) { #name, proc_##name },
#define FL_ALIAS(name, call) { #name, proc_##call },
#include "api.h"
};

static FARPROC telling(FARPROC found, LPCSTR name)
{
	for (size_t i = 0; found && (uintptr_t)name >> 16 && i < sizeof procs / sizeof procs[0]; i++)
		if (!strcmp(procs[i].name, name))
			return (FARPROC)procs[i].proc;
	return found;
}

FARPROC fl_GetProcAddress(unsigned line, HMODULE module, LPCSTR name)
{
	FARPROC result;

	hook_before();
	result = GetProcAddress(module, name);
	hook_tell(line, CALL_GetProcAddress, (uintptr_t)result, module, name);
	return telling(result, name);
}
