/*
 * hooks.h - what the woven text of a lab may call; forced into its compilation.
 *
 * weave.c has put these names where the lab's own calls and handlers are. Their
 * types are spelled without any header (a DWORD is an unsigned long, a SIZE_T an
 * unsigned long long), because the lab's own headers are already in its text and
 * must not come twice. Pointers to structures are void pointers here: that the
 * lab passes the right ones was checked when its unmodified text was compiled.
 *
 * Neighbours: weave.c (writes the calls), hooks.c, output.c and seh.c (take them).
 */

/* The lab's code starts here: lines.c finds the line of an address by its distance from it. */
__asm__(".text\n\t.globl fl_lab_text\nfl_lab_text:");

/* seh.c */
int fl_answered(unsigned line, int answer, void *pointers);
unsigned long fl_handler(unsigned line);
void fl_finally(unsigned line, int abnormal);
static __inline__ unsigned long fl_code_of(unsigned long code) { return code; }

/* output.c */
int fl_printf(unsigned line, const char *format, ...) __attribute__((format(printf, 2, 3)));
int fl_puts(unsigned line, const char *text);
int fl_putchar(unsigned line, int c);

/* hooks.c, named and ordered as Microsoft documents them */
void *fl_VirtualAlloc(unsigned line, void *address, unsigned long long size, unsigned long type, unsigned long protect);
void *fl_VirtualAlloc2(unsigned line, void *process, void *address, unsigned long long size, unsigned long type,
                       unsigned long protect, void *parameters, unsigned long count);
int fl_VirtualFree(unsigned line, void *address, unsigned long long size, unsigned long type);
int fl_VirtualProtect(unsigned line, void *address, unsigned long long size, unsigned long protect, unsigned long *old);
unsigned long long fl_VirtualQuery(unsigned line, const void *address, void *buffer, unsigned long long length);
int fl_VirtualLock(unsigned line, void *address, unsigned long long size);
int fl_VirtualUnlock(unsigned line, void *address, unsigned long long size);
unsigned fl_GetWriteWatch(unsigned line, unsigned long flags, void *base, unsigned long long size, void *addresses,
                          unsigned long long *count, unsigned long *granularity);
unsigned fl_ResetWriteWatch(unsigned line, void *base, unsigned long long size);
void fl_GetSystemInfo(unsigned line, void *info);
unsigned long fl_GetLastError(unsigned line);
void fl_SetLastError(unsigned line, unsigned long code);
void fl_RaiseException(unsigned line, unsigned long code, unsigned long flags, unsigned long count,
                       const unsigned long long *arguments);
void *fl_AddVectoredExceptionHandler(unsigned line, unsigned long first, void *handler);
unsigned long fl_RemoveVectoredExceptionHandler(unsigned line, void *handle);
void *fl_SetUnhandledExceptionFilter(unsigned line, void *filter);
int fl_GetProcessMemoryInfo(unsigned line, void *process, void *counters, unsigned long size);
int fl_QueryWorkingSetEx(unsigned line, void *process, void *buffer, unsigned long size);
int fl_SetProcessWorkingSetSize(unsigned line, void *process, unsigned long long minimum, unsigned long long maximum);
int fl_GetProcessWorkingSetSize(unsigned line, void *process, unsigned long long *minimum, unsigned long long *maximum);
int fl_EmptyWorkingSet(unsigned line, void *process);
void *fl_GetCurrentProcess(unsigned line);
void fl_ExitProcess(unsigned line, unsigned code) __attribute__((noreturn));
int fl_TerminateProcess(unsigned line, void *process, unsigned code);
void fl_exit(unsigned line, int code) __attribute__((noreturn));
void fl__exit(unsigned line, int code) __attribute__((noreturn));
void fl_abort(unsigned line) __attribute__((noreturn));
void *fl_CreateFileMappingA(unsigned line, void *file, void *attributes, unsigned long protect, unsigned long high,
                            unsigned long low, const char *name);
void *fl_CreateFileMappingW(unsigned line, void *file, void *attributes, unsigned long protect, unsigned long high,
                            unsigned long low, const unsigned short *name);
void *fl_MapViewOfFile(unsigned line, void *mapping, unsigned long access, unsigned long high, unsigned long low,
                       unsigned long long size);
void *fl_MapViewOfFileEx(unsigned line, void *mapping, unsigned long access, unsigned long high, unsigned long low,
                         unsigned long long size, void *base);
int fl_UnmapViewOfFile(unsigned line, const void *base);
int fl_FlushViewOfFile(unsigned line, const void *base, unsigned long long size);
int fl_CloseHandle(unsigned line, void *handle);
void fl_Sleep(unsigned line, unsigned long milliseconds);
unsigned long fl_GetTickCount(unsigned line);

/* The names that psapi.h gives the same functions. */
#define fl_K32GetProcessMemoryInfo fl_GetProcessMemoryInfo
#define fl_K32QueryWorkingSetEx fl_QueryWorkingSetEx
#define fl_K32EmptyWorkingSet fl_EmptyWorkingSet
