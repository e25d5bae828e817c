/* #if and its arithmetic, defined, elif, nesting, skipped nonsense. */
#include <stdio.h>
#include <limits.h>

#define ONE 1
#define ZERO 0
#define NOTHING
#define FN(x) x

#if ONE + 2 * 3 == 7 && (1 ? 2 : 3) == 2 && !ZERO && ~0 == -1
#define R1 1
#else
#define R1 0
#endif
#if -1 > 0u && 1 << 62 > 0 && 0x7fffffffffffffff + 0 > 0 && (2147483647 + 1 > 0)
#define R2 1
#else
#define R2 0
#endif
#if undefined_name || UNDEFINED == 1
#define R3 0
#elif defined ONE && defined(ZERO) && !defined(undefined_name) && defined NOTHING
#define R3 1
#else
#define R3 2
#endif
#if 'a' == 97 && '\n' == 10 && '\377' < 0 && '\0' == 0
#define R4 1
#else
#define R4 0
#endif
#if 0
this isn't read " at all '
#if 1
#error never
#else
#endif
#elif FN(1) == 1
#define R5 1
#endif
#ifdef NOTHING
#ifndef NOTHING
#define R6 0
#else
#define R6 1
#endif
#endif
#if (0 && 1 / 0) || (1 || 1 % 0)
#define R7 1
#endif
#if 10 / 3 * 3 + 10 % 3 == 10 && (5 & 6) == 4 && (5 | 6) == 7 && (5 ^ 6) == 3 && 1 << 4 >> 2 == 4
#define R8 1
#endif
#if defined(_WIN32) && defined(_WIN64) && !defined(__linux__) && __STDC__
#define R9 1
#endif
#undef ONE
#ifndef ONE
#define R10 1
#endif
#if INT_MAX == 2147483647 && LONG_MAX == INT_MAX && -INT_MAX - 1 == INT_MIN
#define R11 1
#endif
#if 1 //comment
#define R12 1 /* a comment
 over lines */ + 0
#endif
# /* the null directive */
#
#define __EMPTY

int main(void)
{
	printf("%d%d%d%d%d%d%d%d%d%d%d%d\n", R1, R2, R3, R4, R5, R6, R7, R8, R9, R10, R11, R12);
	printf("%d %s\n", __COUNTER__, __func__);
	printf("%d\n", __COUNTER__);
	return 0;
}
