/*
 * bytes.c - the memory functions of a lab, byte by byte in the order of addresses.
 *
 * A library's memset may begin in the middle or write the end first, so a fault
 * in it names an address that depends on the library's version. These touch
 * memory in the one order that a reader expects, and that the simulator follows:
 * upwards, and memmove downwards only where it must.
 *
 * A call of constant size, the copy of a structure and a braced list come here as well. A compiler writes these out in place, in
 * steps and an order of its own, unless it is a thread sanitizer: that leaves all of them to functions with the names below. Nothing
 * else of the sanitizer is asked for (core/run).
 *
 * Volatile, so that the compiler does not make calls to themselves of the loops.
 * Linked into every lab, traced or not. Used by: run.
 */
#include <stddef.h>

void *memset(void *to, int value, size_t size_bytes)
{
	volatile unsigned char *out = to;

	for (size_t i = 0; i < size_bytes; i++)
		out[i] = (unsigned char)value;
	return to;
}

void *memcpy(void *restrict to, const void *restrict from, size_t size_bytes)
{
	volatile unsigned char *out = to;
	const volatile unsigned char *in = from;

	for (size_t i = 0; i < size_bytes; i++)
		out[i] = in[i];
	return to;
}

void *memmove(void *to, const void *from, size_t size_bytes)
{
	volatile unsigned char *out = to;
	const volatile unsigned char *in = from;

	if ((size_t)(out - in) >= size_bytes)
		return memcpy(to, from, size_bytes);
	for (size_t i = size_bytes; i-- > 0;)
		out[i] = in[i];
	return to;
}

void *__tsan_memset(void *to, int value, size_t size_bytes) __attribute__((alias("memset")));
void *__tsan_memcpy(void *restrict to, const void *restrict from, size_t size_bytes) __attribute__((alias("memcpy")));
void *__tsan_memmove(void *to, const void *from, size_t size_bytes) __attribute__((alias("memmove")));

void __tsan_init(void)          /* called before main, by every object file */
{
}
