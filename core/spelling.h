/*
 * spelling.h - the words of exception handling as Microsoft's compiler knows them.
 *
 * Textbooks write try, except, finally and leave without underscores, as
 * Microsoft's excpt.h allows; the mingw-w64 headers do not define them, and
 * their GetExceptionInformation is a cast that `->` cannot follow. Forced into
 * every compilation of a lab, traced or not.
 *
 * Used by: run.  Source: docs/reference/sources.md, [seh].
 */
#include <excpt.h>

#undef GetExceptionInformation
#undef exception_info
#define GetExceptionInformation() ((struct _EXCEPTION_POINTERS *)_exception_info())
#define exception_info() ((struct _EXCEPTION_POINTERS *)_exception_info())

/* As calls only: a lab may have a variable of that name. */
#undef exception_code
#undef abnormal_termination
#undef GetExceptionCode
#undef AbnormalTermination
#define exception_code() _exception_code()
#define abnormal_termination() _abnormal_termination()
#define GetExceptionCode() _exception_code()
#define AbnormalTermination() _abnormal_termination()

/* For a lab that has one of them as a name, weave.c looks where each stands. */
#ifndef FL_SPELLED
#define try __try
#define except __except
#define finally __finally
#define leave __leave
#endif

/* mingw-w64 has an `extern` in it, and no `static` goes with that. */
#undef __forceinline
#define __forceinline __inline__ __attribute__((__always_inline__))

/* Windows 10 has it; older mingw-w64 headers do not say so (alloc2.c finds it when the lab runs). */
#if __MINGW64_VERSION_MAJOR < 11
void *VirtualAlloc2(void *, void *, unsigned long long, unsigned long, unsigned long, void *, unsigned long);
#define MEM_COALESCE_PLACEHOLDERS 0x00000001
#define MEM_PRESERVE_PLACEHOLDER 0x00000002
#define MEM_REPLACE_PLACEHOLDER 0x00004000
#define MEM_RESERVE_PLACEHOLDER 0x00040000
#endif
