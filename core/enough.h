/*
 * enough.h - an allocation that fails ends the program, and nobody has to remember that it can.
 *
 * A program that goes on without the memory that it wanted tells something that is not so: a list that is cut, a name that is
 * missing, a lab that is refused what Windows would give it. So in sim and in viz the C library's allocating functions are these:
 * each gives what it was asked for, or calls OUT_OF_MEMORY(bytes), which leaves nothing half-written, says so, and does not
 * return. Every file of the two programs is compiled with the header of its program, which comes here
 * (sim/host/memory.h, viz/base/memory.h; the Makefile's -include).
 *
 * Who can go on without, and tells the truth then, says (malloc)(size) and looks at what it gets.
 *
 * All inline. Used by: sim/host/, viz/base/.
 */
#ifndef FAULTLAB_ENOUGH_H
#define FAULTLAB_ENOUGH_H

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static inline void *enough_checked(void *memory, size_t bytes)
{
	if (!memory && bytes)
		OUT_OF_MEMORY(bytes);
	return memory;
}

static inline void *enough_malloc(size_t bytes)
{
	return enough_checked(malloc(bytes), bytes);
}

static inline void *enough_calloc(size_t count, size_t bytes)
{
	size_t all;

	return enough_checked(calloc(count, bytes), __builtin_mul_overflow(count, bytes, &all) ? (size_t)-1 : all);
}

static inline void *enough_realloc(void *old, size_t bytes)
{
	return enough_checked(realloc(old, bytes), bytes);
}

static inline char *enough_strdup(const char *text)
{
	return enough_checked(strdup(text), strlen(text) + 1);
}

/* Of a format that is good, only memory can be missing. */
static inline int enough_vasprintf(char **text, const char *format, va_list arguments)
{
	int length = vasprintf(text, format, arguments);

	if (length < 0)
		OUT_OF_MEMORY(strlen(format));
	return length;
}

__attribute__((format(printf, 2, 3))) static inline int enough_asprintf(char **text, const char *format, ...)
{
	va_list arguments;
	int length;

	va_start(arguments, format);
	length = enough_vasprintf(text, format, arguments);
	va_end(arguments);
	return length;
}

#define malloc(bytes) enough_malloc(bytes)
#define calloc(count, bytes) enough_calloc(count, bytes)
#define realloc(old, bytes) enough_realloc(old, bytes)
#undef strdup
#define strdup(text) enough_strdup(text)
#define asprintf(...) enough_asprintf(__VA_ARGS__)
#define vasprintf(text, format, arguments) enough_vasprintf(text, format, arguments)

#endif
