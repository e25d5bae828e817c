/*
 * Exceptions of whole labs, in the corners where a simulator could hang, crash or
 * forget something: handlers that fault, handlers that never repair, no stack left.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <CUnit/CUnit.h>
#include <CUnit/TestDB.h>

#include "tests/unit/lab.h"

#define HEAD "#include <windows.h>\n#include <psapi.h>\n#include <stdio.h>\n"

static struct lab_result lab;

static void run(const char *text)
{
	lab_run(text, &lab);
	free(lab.trace);
	if (!lab.compiled)
		printf("  %s\n", lab.messages);
	CU_ASSERT_TRUE_FATAL(lab.compiled);
	CU_ASSERT_PTR_NULL(lab.broken);
}

static void prints(const char *text, const char *output)
{
	run(text);
	if (strcmp(lab.output, output) != 0)
		printf("  printed '%s'\n", lab.output);
	CU_ASSERT_STRING_EQUAL(lab.output, output);
}

/* A vectored handler that continues without repairing is stopped as a filter is. */
static void a_vectored_handler_that_never_repairs_is_stopped(void)
{
	run(HEAD "static LONG h(EXCEPTION_POINTERS *p) { return -1; }\n"
	         "int main(void) { AddVectoredExceptionHandler(1, h); *(char *)16 = 1; return 0; }");
	CU_ASSERT_TRUE(lab.is_endless);
	CU_ASSERT_EQUAL(lab.exit_code, 124);
}

/* Faults at the same place are no repetition if the program gets on in between. */
static void a_lab_that_gets_on_may_fault_at_one_place_for_long(void)
{
	prints(HEAD "static char *p;\n"
	            "static int allow(void) { DWORD old; VirtualProtect(p, 1, PAGE_READWRITE, &old); return -1; }\n"
	            "int main(void) { DWORD old; int i; p = VirtualAlloc(NULL, 1, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE);\n"
	            "for (i = 0; i < 300; i++) { VirtualProtect(p, 1, PAGE_READONLY, &old);\n"
	            "__try { *p = 1; } __except (allow()) { } } printf(\"%d \", i);\n"
	            "for (i = 0; i < 300; i++) { VirtualProtect(p, 1, PAGE_READWRITE | PAGE_GUARD, &old);\n"
	            "__try { *p = 1; } __except (-1) { } } printf(\"%d \", i);\n"
	            "for (i = 0; i < 300; i++) __try { RaiseException(1, 0, 0, NULL); } __except (-1) { } printf(\"%d\", i); return 0; }",
	       "300 300 300");
}

/* A filter that commits what is committed changes nothing, however successful its call is. */
static void a_call_that_changes_nothing_does_not_hide_a_repetition(void)
{
	run(HEAD "static char *p;\n"
	         "static int deny(void) { VirtualAlloc(p, 1, MEM_COMMIT, PAGE_READONLY); return -1; }\n"
	         "int main(void) { p = VirtualAlloc(NULL, 1, MEM_RESERVE | MEM_COMMIT, PAGE_READONLY);\n"
	         "__try { *p = 1; } __except (deny()) { } return 0; }");
	CU_ASSERT_TRUE(lab.is_endless);
}

/* Each fault in a filter asks the same filter again, deeper on the stack, until there is none left. */
static void a_filter_that_always_faults_runs_out_of_stack(void)
{
	run(HEAD "static int f(void) { return *(volatile int *)16; }\n"
	         "int main(void) { __try { *(char *)32 = 1; } __except (f()) { } return 0; }");
	CU_ASSERT_TRUE(lab.is_unhandled);
	CU_ASSERT_FALSE(lab.is_endless);
}

static void a_vectored_handler_that_always_faults_runs_out_of_stack(void)
{
	run(HEAD "static LONG h(EXCEPTION_POINTERS *p) { return *(volatile int *)16; }\n"
	         "int main(void) { AddVectoredExceptionHandler(1, h); *(char *)32 = 1; return 0; }");
	CU_ASSERT_TRUE(lab.is_unhandled);
}

static void a_last_filter_that_always_faults_runs_out_of_stack(void)
{
	run(HEAD "static LONG h(EXCEPTION_POINTERS *p) { return *(volatile int *)16; }\n"
	         "int main(void) { SetUnhandledExceptionFilter(h); *(char *)32 = 1; return 0; }");
	CU_ASSERT_TRUE(lab.is_unhandled);
}

/* The guard page gives one warning, with room to handle it; behind it there is no second one. */
static void the_stack_overflows_once(void)
{
	prints(HEAD "static int deep(int n) { volatile char room[512]; room[0] = (char)n; return deep(n + 1) + room[0]; }\n"
	            "static int say(DWORD code) { printf(\"%lX \", code); return 1; }\n"
	            "int main(void) { for (;;) __try { deep(0); } __except (say(GetExceptionCode())) { printf(\"handled \"); } }",
	       "C00000FD handled ");
	CU_ASSERT_TRUE(lab.is_unhandled);
	CU_ASSERT_EQUAL(lab.exit_code, 0xC0000005u);
}

/* The stack may end under the record of another exception: that is an overflow, too. */
static void an_exception_without_room_becomes_an_overflow(void)
{
	prints(HEAD "static int n;\n"
	            "static LONG h(EXCEPTION_POINTERS *p) { if (p->ExceptionRecord->ExceptionCode == 0xC00000FD) { printf(\"overflow\"); ExitProcess(3); }\n"
	            "n++; RaiseException(7, 0, 0, NULL); return 0; }\n"
	            "int main(void) { AddVectoredExceptionHandler(1, h); RaiseException(7, 0, 0, NULL); return 0; }", "overflow");
	CU_ASSERT_EQUAL(lab.exit_code, 3);
}

/* A handler outside of the filter's dispatch abandons both exceptions. */
static void an_exception_in_a_filter_may_be_handled_further_out(void)
{
	prints(HEAD "static int bad(DWORD code) { if (code == 0xE0000001) RaiseException(0xE0000002, 0, 0, NULL); return 0; }\n"
	            "int main(void) { __try { __try { RaiseException(0xE0000001, 0, 0, NULL); }\n"
	            "__except (bad(GetExceptionCode())) { printf(\"inner\"); } }\n"
	            "__except (1) { printf(\"%lX\", GetExceptionCode()); } return 0; }", "E0000002");
}

/* 16 is EXCEPTION_NESTED_CALL, set while the interrupted frames are asked. */
static void a_nested_exception_says_so(void)
{
	prints(HEAD "static int n;\n"
	            "static int f(EXCEPTION_POINTERS *p) { printf(\"%lu \", p->ExceptionRecord->ExceptionFlags);\n"
	            "if (n++ == 0) RaiseException(1, 0, 0, NULL); return n > 2; }\n"
	            "static int g(EXCEPTION_POINTERS *p) { printf(\"out %lu\", p->ExceptionRecord->ExceptionFlags); return 1; }\n"
	            "static void in(void) { __try { RaiseException(2, 0, 0, NULL); } __except (f(GetExceptionInformation())) { } }\n"
	            "int main(void) { __try { in(); } __except (g(GetExceptionInformation())) { } return 0; }",
	       "0 16 out 0");
}

/* A system call checks its pointers: the error is 998, and no handler hears of it. */
static void a_bad_pointer_to_a_system_call_is_an_error(void)
{
	prints(HEAD "static LONG h(EXCEPTION_POINTERS *p) { printf(\"never\"); return 0; }\n"
	            "int main(void) { char *bad = VirtualAlloc(NULL, 65536, MEM_RESERVE, PAGE_READWRITE);\n"
	            "char *w = VirtualAlloc(NULL, 4096, MEM_RESERVE | MEM_COMMIT | MEM_WRITE_WATCH, PAGE_READWRITE);\n"
	            "PVOID at[4]; ULONG_PTR n = 4; DWORD g;\n"
	            "AddVectoredExceptionHandler(1, h);\n"
	            "VirtualQuery(w, (void *)bad, 48); printf(\"%lu \", GetLastError()); SetLastError(0);\n"
	            "VirtualProtect(w, 1, PAGE_READONLY, (void *)bad); printf(\"%lu \", GetLastError()); SetLastError(0);\n"
	            "GetWriteWatch(0, w, 4096, (void *)bad, &n, &g); printf(\"%lu \", GetLastError()); SetLastError(0);\n"
	            "GetWriteWatch(0, w, 4096, at, (void *)bad, &g); printf(\"%lu \", GetLastError()); SetLastError(0);\n"
	            "GetWriteWatch(0, w, 4096, at, &n, (void *)-1); printf(\"%lu \", GetLastError()); SetLastError(0);\n"
	            "QueryWorkingSetEx(GetCurrentProcess(), bad, 32); printf(\"%lu \", GetLastError()); SetLastError(0);\n"
	            "GetProcessMemoryInfo(GetCurrentProcess(), (void *)bad, 80); printf(\"%lu\", GetLastError()); return 0; }",
	       "998 998 998 998 998 998 998");
}

/* The array may be larger than what is written, but all of it must be there. */
static void get_write_watch_wants_its_whole_array(void)
{
	prints(HEAD "int main(void) { DWORD g; ULONG_PTR n = 1000;\n"
	            "char *w = VirtualAlloc(NULL, 8192, MEM_RESERVE | MEM_COMMIT | MEM_WRITE_WATCH, PAGE_READWRITE);\n"
	            "PVOID *at = VirtualAlloc(NULL, 8192, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE);\n"
	            "w[4096] = 1;\n"
	            "printf(\"%u \", GetWriteWatch(0, w, 8192, at, &n, &g)); printf(\"%d %d \", (int)n, at[0] == w + 4096);\n"
	            "n = 1025; printf(\"%d \", GetWriteWatch(1, w, 8192, at, &n, &g)); printf(\"%lu \", GetLastError());\n"
	            "n = 0x2000000000000001; printf(\"%d \", GetWriteWatch(1, w, 8192, at, &n, &g)); printf(\"%lu \", GetLastError());\n"
	            "n = 1; printf(\"%d \", GetWriteWatch(1, w, 8192, at, &n, &g)); printf(\"%d\", (int)n); return 0; }",
	       "0 1 1 -1 998 -1 87 0 1");
}

/* Code that a lab wrote into a page: an endless run of nops ends with its region, or with the budget. */
static void written_code_cannot_run_away(void)
{
	prints(HEAD "#include <string.h>\n"
	            "int main(void) { char *p = VirtualAlloc(NULL, 65536, MEM_RESERVE | MEM_COMMIT, PAGE_EXECUTE_READWRITE);\n"
	            "memset(p, 0x90, 65536);\n"
	            "__try { ((void (*)(void))p)(); } __except (printf(\"%d at %d\", (int)GetExceptionInformation()->ExceptionRecord->ExceptionInformation[0],\n"
	            "(int)(GetExceptionInformation()->ExceptionRecord->ExceptionInformation[1] - (ULONG_PTR)p)), 1) { } return 0; }",
	       "8 at 65536");
	run(HEAD "static LONG h(EXCEPTION_POINTERS *p) { return -1; }\n"
	         "int main(void) { AddVectoredExceptionHandler(1, h); __debugbreak(); return 0; }");
	CU_ASSERT_TRUE(lab.is_endless);
}

/* The handler makes the page executable, and the same call goes on. */
static void a_call_is_retried_after_repair(void)
{
	prints(HEAD "static char *p;\n"
	            "static int repair(void) { DWORD old; VirtualProtect(p, 1, PAGE_EXECUTE_READ, &old); return -1; }\n"
	            "int main(void) { p = VirtualAlloc(NULL, 4096, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE);\n"
	            "p[0] = (char)0x8D; p[1] = 4; p[2] = 0x11; p[3] = (char)0xC3;\n"
	            "__try { printf(\"%d\", ((int (*)(int, int))p)(40, 2)); } __except (repair()) { } return 0; }", "42");
}

#define CODE(bytes) "static char *p; static int f(void) { return 1; }\n" \
	"int main(void) { p = VirtualAlloc(NULL, 4096, MEM_RESERVE | MEM_COMMIT, PAGE_EXECUTE_READWRITE);\n" \
	"memcpy(p, " bytes ", sizeof " bytes "); *(void **)(p + 64) = (char *)f + 4; __try { ((void (*)(void))p)(); } __except (1) { printf(\"blamed\"); }\n" \
	"return 0; }"

/* What the simulator cannot do is its own fault: no exception of the lab, and the message has the bytes or the place. */
static void code_beyond_the_simulator_is_no_exception(void)
{
	prints(HEAD CODE("\"\\x90\\x0F\\xA2\\xC3\""), "");
	CU_ASSERT_EQUAL(lab.exit_code, 124);
	CU_ASSERT_PTR_NOT_NULL(strstr(lab.limit, "begins with 0F A2 C3 00"));
	prints(HEAD CODE("\"\\xFF\\x25\\x3A\\0\\0\\0\""), "");
	CU_ASSERT_PTR_NOT_NULL(strstr(lab.limit, "into the middle of a function"));
	prints(HEAD CODE("\"\\x31\\xED\\xC3\""), "");
	CU_ASSERT_PTR_NOT_NULL(strstr(lab.limit, "another RSP or RBP"));
	prints(HEAD "static int f(void) { return 1; }\n"
	            "int main(void) { void *p = VirtualAlloc(NULL, 4096, MEM_RESERVE | MEM_COMMIT, PAGE_EXECUTE_READWRITE);\n"
	            "memcpy(p, (void *)f, 16); __try { ((int (*)(void))p)(); } __except (1) { printf(\"blamed\"); } return 0; }", "");
	CU_ASSERT_PTR_NOT_NULL(strstr(lab.limit, "is a copy of a function of the lab"));
	prints(HEAD CODE("\"\\xEB\\xFE\""), "");
	CU_ASSERT_TRUE(lab.out_of_budget);
}

/* A vectored handler may be such code as well: xor eax, eax; ret is EXCEPTION_CONTINUE_SEARCH. */
static void a_handler_may_be_written_code(void)
{
	prints(HEAD "int main(void) { char *p = VirtualAlloc(NULL, 4096, MEM_RESERVE | MEM_COMMIT, PAGE_EXECUTE_READWRITE);\n"
	            "p[0] = 0x31; p[1] = (char)0xC0; p[2] = (char)0xC3;\n"
	            "AddVectoredExceptionHandler(0, (PVECTORED_EXCEPTION_HANDLER)p);\n"
	            "__try { *(char *)16 = 1; } __except (1) { printf(\"handled\"); } return 0; }", "handled");
}

/* A handler changes `what` in the context of what `statement` raises, and continues; `p` is a guard page. */
static void changes(const char *what, const char *statement, const char *output, const char *limit)
{
	char text[2048];

	snprintf(text, sizeof text, HEAD "static int nothing(void) { return 1; }\n"
	         "static int f(EXCEPTION_POINTERS *e) { CONTEXT *c = e->ContextRecord; c->%s; return -1; }\n"
	         "int main(void) { int a = 7, b = 0; char *p = VirtualAlloc(NULL, 1, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE | PAGE_GUARD);\n"
	         "__try { %s; printf(\"after %%d\", a); } __except (f(GetExceptionInformation())) { } return 0; }", what, statement);
	prints(text, output);
	if (!strstr(lab.limit, limit))
		printf("  says '%s'\n", lab.limit);
	CU_ASSERT_PTR_NOT_NULL(strstr(lab.limit, limit));
	if (*limit != '\0')
		CU_ASSERT_EQUAL(lab.exit_code, 124);
}

/* What the compiled lab's instruction allows, the simulator does; what it cannot follow, it says, instead of going astray. */
static void a_changed_context_is_followed_or_refused(void)
{
	changes("Rip += 3", "*p = 1", "after 7", "");
	changes("Rip += 2", "*p = 1", "", "added 2 to RIP and continued: the compiled instruction has 3 bytes there");
	changes("Rip += 4", "*p = 1", "", "has 3 bytes there");
	changes("Rip = 16", "*p = 1", "", "changed RIP");
	changes("Rip += 2", "a = 70 / b", "after 70", "");
	changes("Rcx = 2", "a = 70 / b", "after 35", "");
	changes("Rbx = 2", "*p = 1", "", "changed RBX");
	changes("Rsp -= 8", "*p = 1", "", "changed RSP");
	changes("Rcx = 2", "*p = 1", "", "changed RCX");
	changes("Rip += 1", "RaiseException(1, 0, 0, NULL)", "", "changed RIP");
	changes("Rip += 3", "memset(p, 0, 1)", "", "changed RIP");
	changes("Rip += 1", "__debugbreak()", "after 7", "");
	changes("EFlags |= e->ExceptionRecord->ExceptionCode == EXCEPTION_GUARD_PAGE ? 0x100 : 0", "*p = 1", "after 7", "");
	changes("EFlags |= 0x100", "*p = 1", "", "set the trap flag");  /* for what follows as well */
	changes("EFlags |= 0x100", "memset(p, 0, 1)", "", "set the trap flag");
	changes("Rip = (DWORD64)nothing", "*p = 1", "", "changed RIP"); /* it returns to nobody, and raises an exception there */
}

/* A copy goes byte by byte, whichever way: the first byte that cannot be had is the one that faults. */
static void a_copy_faults_where_a_loop_would(void)
{
	prints(HEAD "#include <string.h>\n"
	            "static char *p;\n"
	            "static int say(EXCEPTION_POINTERS *i) { printf(\"%d:%d \", (int)i->ExceptionRecord->ExceptionInformation[0],\n"
	            "(int)(i->ExceptionRecord->ExceptionInformation[1] - (ULONG_PTR)p)); return 1; }\n"
	            "static void copy(int to, int from, int n) { __try { memmove(p + to, p + from, n); } __except (say(GetExceptionInformation())) { } }\n"
	            "int main(void) { DWORD old; p = VirtualAlloc(NULL, 6 * 4096, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE);\n"
	            "VirtualFree(p + 4096, 4096, MEM_DECOMMIT); VirtualProtect(p + 3 * 4096, 4096, PAGE_READONLY, &old);\n"
	            "p[4090] = 'a'; copy(3 * 4096 - 2, 4090, 100); copy(3 * 4096 - 10, 4090, 100); printf(\"%c \", p[3 * 4096 - 10]);\n"
	            "copy(3 * 4096 - 200, 3 * 4096 - 300, 300); copy(4096 * 2 - 50, 4096 * 2 - 100, 200); return 0; }",
	       "1:12288 0:4096 a 1:12387 0:8191 ");
}

/* A handler that an unwind left still holds itself: it is asked until it is removed twice. */
static void a_vectored_handler_left_by_an_unwind_stays(void)
{
	prints(HEAD "static int n;\n"
	            "static LONG h(EXCEPTION_POINTERS *p) { if (n++ == 0) RaiseException(2, 0, 0, NULL); return 0; }\n"
	            "static void r(void) { __try { RaiseException(1, 0, 0, NULL); } __except (1) { printf(\"%d \", n); } }\n"
	            "int main(void) { PVOID v = AddVectoredExceptionHandler(0, h); r(); r();\n"
	            "printf(\"%lu \", RemoveVectoredExceptionHandler(v)); r(); printf(\"%lu \", RemoveVectoredExceptionHandler(v)); r();\n"
	            "printf(\"%lu\", RemoveVectoredExceptionHandler(v)); return 0; }",
	       "2 3 1 4 1 4 0");
}

/* A lab that waits for the clock ends, and two runs see the same times. */
static void waiting_for_a_time_ends(void)
{
	prints(HEAD "int main(void) { DWORD t = GetTickCount(); while (GetTickCount() - t < 100) ; Sleep(1000);\n"
	            "printf(\"%lu\", GetTickCount() - t); return 0; }", "1101");
}

CU_TestInfo exceptions_tests[] = {
	{ "a vectored handler that never repairs is stopped", a_vectored_handler_that_never_repairs_is_stopped },
	{ "a lab that gets on may fault at one place for long", a_lab_that_gets_on_may_fault_at_one_place_for_long },
	{ "a call that changes nothing does not hide a repetition", a_call_that_changes_nothing_does_not_hide_a_repetition },
	{ "a filter that always faults runs out of stack", a_filter_that_always_faults_runs_out_of_stack },
	{ "a vectored handler that always faults runs out of stack", a_vectored_handler_that_always_faults_runs_out_of_stack },
	{ "a last filter that always faults runs out of stack", a_last_filter_that_always_faults_runs_out_of_stack },
	{ "the stack overflows once", the_stack_overflows_once },
	{ "an exception without room becomes an overflow", an_exception_without_room_becomes_an_overflow },
	{ "an exception in a filter may be handled further out", an_exception_in_a_filter_may_be_handled_further_out },
	{ "a nested exception says so", a_nested_exception_says_so },
	{ "a bad pointer to a system call is an error", a_bad_pointer_to_a_system_call_is_an_error },
	{ "GetWriteWatch wants its whole array", get_write_watch_wants_its_whole_array },
	{ "written code cannot run away", written_code_cannot_run_away },
	{ "a call is retried after repair", a_call_is_retried_after_repair },
	{ "a handler may be written code", a_handler_may_be_written_code },
	{ "code beyond the simulator is no exception", code_beyond_the_simulator_is_no_exception },
	{ "a copy faults where a loop would", a_copy_faults_where_a_loop_would },
	{ "a vectored handler left by an unwind stays", a_vectored_handler_left_by_an_unwind_stays },
	{ "a changed context is followed or refused", a_changed_context_is_followed_or_refused },
	{ "waiting for a time ends", waiting_for_a_time_ends },
	CU_TEST_INFO_NULL
};
