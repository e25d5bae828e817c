/*
 * personality.c - the language handler of the lab's frames, as Windows has it.
 *
 * Every function with a __try block names __C_specific_handler in its unwind
 * data: the dispatcher asks it in the search pass, and again while unwinding.
 * Wine 8.0's has two faults that a student would stumble over. It forgets the
 * exception's code on the way to the handler, so GetExceptionCode() is 0 there.
 * And when a handler sits inside a __try with a __finally of the same function,
 * it runs that __finally although its block is not left. Under Wine this one is
 * used instead; on Windows the system's own is asked.
 *
 * And an exception that nobody handles: Windows reports it and ends the process while it is searching, with all calls
 * still there. Wine has no report, goes on to its own outermost handler, and runs the __finally
 * blocks of a dead program on the way. Here the program ends as soon as such an unwind begins.
 *
 * Invariants
 *   PERSONALITY-1  filters are asked from the innermost scope outwards, before any unwinding
 *   PERSONALITY-2  the unwind runs the __finally blocks inside of the target scope, once each
 *
 * Linked into every lab, traced or not. Source: docs/reference/sources.md, [seh], [wine].
 */
#define _CRTIMP /* __C_specific_handler is ours, not imported */
#include <windows.h>

#define UNWINDING (EXCEPTION_UNWINDING | EXCEPTION_EXIT_UNWIND)

typedef EXCEPTION_DISPOSITION language_handler(EXCEPTION_RECORD *, void *, CONTEXT *, DISPATCHER_CONTEXT *);
typedef LONG scope_filter(EXCEPTION_POINTERS *pointers, void *frame);
typedef void scope_termination(BOOLEAN abnormal, void *frame);

/* The tracer's, if there is one: a frame with handlers has none that wants the exception (chain.c). */
void (*fl_frame_passed)(void *frame);

/* The system's handler, NULL under Wine; found before main, since no exception is a time to look for it. */
static language_handler *system_handler;

__attribute__((constructor(101))) static void find_system_handler(void)
{
	HMODULE ntdll = GetModuleHandleW(L"ntdll.dll");

	if (!GetProcAddress(ntdll, "wine_get_version"))
		system_handler = (language_handler *)(void *)GetProcAddress(ntdll, "__C_specific_handler");
}

static BOOL covers(const SCOPE_TABLE_AMD64 *table, DWORD scope, ULONG64 distance)
{
	return table->ScopeRecord[scope].BeginAddress <= distance && distance < table->ScopeRecord[scope].EndAddress;
}

/* A filter address of 1 stands for the constant EXCEPTION_EXECUTE_HANDLER. */
static LONG ask(DWORD filter, ULONG64 image, EXCEPTION_RECORD *record, CONTEXT *context, void *frame)
{
	EXCEPTION_POINTERS pointers = { record, context };

	return filter == 1 ? EXCEPTION_EXECUTE_HANDLER : ((scope_filter *)(image + filter))(&pointers, frame);
}

/* PERSONALITY-1. A handler that is chosen is reached through the unwind: RtlUnwindEx does not come back. */
static EXCEPTION_DISPOSITION search(EXCEPTION_RECORD *record, void *frame, CONTEXT *context, DISPATCHER_CONTEXT *at)
{
	const SCOPE_TABLE_AMD64 *table = at->HandlerData;
	ULONG64 image = at->ImageBase;

	for (DWORD i = at->ScopeIndex; i < table->Count; i++) {
		DWORD target = table->ScopeRecord[i].JumpTarget;
		LONG answer;

		if (!target || !covers(table, i, at->ControlPc - image))
			continue;
		answer = ask(table->ScopeRecord[i].HandlerAddress, image, record, context, frame);
		if (answer < 0)
			return ExceptionContinueExecution;
		if (answer > 0)
			RtlUnwindEx(frame, (void *)(image + target), record, (void *)(ULONG_PTR)record->ExceptionCode,
			            at->ContextRecord, at->HistoryTable);
	}
	return ExceptionContinueSearch;
}

/* Does the unwind end in this scope or at its handler? */
static BOOL is_target(const SCOPE_TABLE_AMD64 *table, DWORD scope, ULONG64 target)
{
	return table->ScopeRecord[scope].JumpTarget ? table->ScopeRecord[scope].JumpTarget == target
	                                            : covers(table, scope, target);
}

/* Is the handler that the unwind leads to the outermost one, the system's? */
static BOOL is_systems(ULONG64 target)
{
	void *image = NULL;

	RtlPcToFileHeader((void *)target, &image);
	return image && (image == (void *)GetModuleHandleW(L"ntdll.dll") || image == (void *)GetModuleHandleW(L"kernel32.dll"));
}

/* PERSONALITY-2. The scope that comes next is noted before the block runs, in case the block itself unwinds. */
static EXCEPTION_DISPOSITION unwind(const EXCEPTION_RECORD *record, void *frame, DISPATCHER_CONTEXT *at)
{
	const SCOPE_TABLE_AMD64 *table = at->HandlerData;
	BOOL last = (record->ExceptionFlags & EXCEPTION_TARGET_UNWIND) != 0;

	for (DWORD i = at->ScopeIndex; i < table->Count; i++) {
		if (!covers(table, i, at->ControlPc - at->ImageBase))
			continue;
		if (last && is_target(table, i, at->TargetIp - at->ImageBase))
			break;
		if (table->ScopeRecord[i].JumpTarget)
			continue;
		at->ScopeIndex = i + 1;
		((scope_termination *)(at->ImageBase + table->ScopeRecord[i].HandlerAddress))(TRUE, frame);
	}
	return ExceptionContinueSearch;
}

EXCEPTION_DISPOSITION __C_specific_handler(EXCEPTION_RECORD *record, void *frame, CONTEXT *context,
                                           DISPATCHER_CONTEXT *at)
{
	EXCEPTION_DISPOSITION answer;

	if (!system_handler && record->ExceptionFlags & UNWINDING) {
		if (is_systems(at->TargetIp))
			TerminateProcess(GetCurrentProcess(), record->ExceptionCode);
		return unwind(record, frame, at);
	}
	answer = system_handler ? system_handler(record, frame, context, at) : search(record, frame, context, at);
	if (fl_frame_passed && answer == ExceptionContinueSearch && !(record->ExceptionFlags & UNWINDING))
		fl_frame_passed(frame);
	return answer;
}
