/*
 * lastfilter.c - the C library's own last-chance filter, of which a lab is not to know.
 *
 * mingw-w64's start-up code sets a filter that makes signals of exceptions. What a lab gets back when it sets its first
 * one would be that; it is NULL, as in a program that Microsoft's compiler has made of the same text. The library's filter
 * stays in force while the lab has none.
 *
 * Stands in front of the system's function in every lab, traced or not. Used by: run.
 */
#include "lastfilter.h"

LPTOP_LEVEL_EXCEPTION_FILTER fl_library_filter;
static BOOL known;

LPTOP_LEVEL_EXCEPTION_FILTER WINAPI fl_system_filter(LPTOP_LEVEL_EXCEPTION_FILTER filter)
{
	LPTOP_LEVEL_EXCEPTION_FILTER (WINAPI *set)(LPTOP_LEVEL_EXCEPTION_FILTER) =
		(LPTOP_LEVEL_EXCEPTION_FILTER (WINAPI *)(LPTOP_LEVEL_EXCEPTION_FILTER))(void *)
		GetProcAddress(GetModuleHandleW(L"kernel32.dll"), "SetUnhandledExceptionFilter");

	return set(filter);
}

/* The first who calls is the start-up code. */
static LPTOP_LEVEL_EXCEPTION_FILTER WINAPI set_filter(LPTOP_LEVEL_EXCEPTION_FILTER filter)
{
	LPTOP_LEVEL_EXCEPTION_FILTER old;

	if (!known) {
		known = TRUE;
		fl_library_filter = filter;
		return fl_system_filter(filter);
	}
	old = fl_system_filter(filter ? filter : fl_library_filter);
	return old == fl_library_filter ? NULL : old;
}

LPTOP_LEVEL_EXCEPTION_FILTER (WINAPI *__imp_SetUnhandledExceptionFilter)(LPTOP_LEVEL_EXCEPTION_FILTER) = set_filter;
