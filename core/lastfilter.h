/*
 * lastfilter.h - the C library's own last-chance filter.
 *
 * Knows of: nothing. Used by: seh.
 */
#ifndef FAULTLAB_LASTFILTER_H
#define FAULTLAB_LASTFILTER_H

#include <windows.h>

extern LPTOP_LEVEL_EXCEPTION_FILTER fl_library_filter;

/* The system's SetUnhandledExceptionFilter. */
LPTOP_LEVEL_EXCEPTION_FILTER WINAPI fl_system_filter(LPTOP_LEVEL_EXCEPTION_FILTER filter);

#endif
