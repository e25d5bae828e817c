/*
 * spelling.h - the words of exception handling as Microsoft's compiler knows them.
 *
 * Textbooks write try, except, finally and leave without underscores, as
 * Microsoft's excpt.h allows; the mingw-w64 headers do not define them, and
 * their GetExceptionInformation is a cast that `->` cannot follow. Forced into
 * every compilation of a lab, traced or not.
 *
 * Used by: run.  Source: docs/sources.md, [seh].
 */
#include <excpt.h>

#undef GetExceptionInformation
#undef exception_info
#define GetExceptionInformation() ((struct _EXCEPTION_POINTERS *)_exception_info())
#define exception_info() ((struct _EXCEPTION_POINTERS *)_exception_info())

#define try __try
#define except __except
#define finally __finally
#define leave __leave
