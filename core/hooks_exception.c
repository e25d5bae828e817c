/* hooks_exception.c - see hook.h: raising exceptions, and the handlers that belong to no frame. */
#include "hook.h"

/* Told before it is made: it seldom returns here, but when it does, the lab goes on. */
void fl_RaiseException(unsigned line, DWORD code, DWORD flags, DWORD count, const ULONG_PTR *arguments)
{
	hook_before();
	hook_tell(line, CALL_RaiseException, 0, code, flags, count, arguments);
	seh_calls_raise();
	RaiseException(code, flags, count, arguments);
}

PVOID fl_AddVectoredExceptionHandler(unsigned line, ULONG first, PVECTORED_EXCEPTION_HANDLER handler)
{
	struct told c;
	void *result;

	hook_before();
	result = vectored_add(first, handler);
	c = hook_after(line, CALL_AddVectoredExceptionHandler, (uintptr_t)result, first, handler);
	if (first)
		seh_keep_first();
	hook_finish(&c);
	return result;
}

ULONG fl_RemoveVectoredExceptionHandler(unsigned line, PVOID handle)
{
	ULONG result;

	hook_before();
	result = vectored_remove(handle);
	hook_tell(line, CALL_RemoveVectoredExceptionHandler, result, handle);
	return result;
}

/* Wine registers these and never calls them. */
PVOID fl_AddVectoredContinueHandler(unsigned line, ULONG first, PVECTORED_EXCEPTION_HANDLER handler)
{
	void *result;

	hook_before();
	result = vectored_add_continue(first, handler);
	hook_tell(line, CALL_AddVectoredContinueHandler, (uintptr_t)result, first, handler);
	return result;
}

ULONG fl_RemoveVectoredContinueHandler(unsigned line, PVOID handle)
{
	ULONG result;

	hook_before();
	result = vectored_remove_continue(handle);
	hook_tell(line, CALL_RemoveVectoredContinueHandler, result, handle);
	return result;
}

/* The system's filter stays ours; it asks the lab's. */
LPTOP_LEVEL_EXCEPTION_FILTER fl_SetUnhandledExceptionFilter(unsigned line, LPTOP_LEVEL_EXCEPTION_FILTER filter)
{
	LPTOP_LEVEL_EXCEPTION_FILTER result = seh_lab_filter(filter);

	hook_before();
	hook_tell(line, CALL_SetUnhandledExceptionFilter, (uintptr_t)result, filter);
	return result;
}

/* The system's own, which asks the filter that seh.c has set, and that one asks the lab's. */
LONG fl_UnhandledExceptionFilter(unsigned line, EXCEPTION_POINTERS *pointers)
{
	LONG result;

	hook_before();
	result = UnhandledExceptionFilter(pointers);
	hook_tell(line, CALL_UnhandledExceptionFilter, (uint32_t)result, pointers);
	return result;
}
