/*
 * own.c - the few functions of the C library that the tracer takes along, on pages of its own (own.lds).
 *
 * Those that the compiler itself calls are in bytes.c. Used by: run.
 */
#include <stddef.h>
#include <string.h>

__attribute__((no_builtin)) size_t strlen(const char *text)
{
	size_t n = 0;

	while (text[n])
		n++;
	return n;
}

__attribute__((no_builtin)) int strcmp(const char *a, const char *b)
{
	while (*a && *a == *b) {
		a++;
		b++;
	}
	return (unsigned char)*a - (unsigned char)*b;
}

__attribute__((no_builtin)) int memcmp(const void *one, const void *other, size_t size_bytes)
{
	const unsigned char *a = one, *b = other;

	for (; size_bytes; size_bytes--, a++, b++)
		if (*a != *b)
			return *a - *b;
	return 0;
}
