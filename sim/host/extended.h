/*
 * extended.h - a long double as Windows' programs hold it: the x87's 80 bits, in 10 bytes of memory.
 *
 * The host computes with its own long double. On an x86 processor that is the same number;
 * elsewhere it is taken apart and put together, and rounded to 64 bits of mantissa. There the four
 * operations leave what they cut in the last digit, so that rounding once more gives the x87's result.
 *
 * Used by: cpu/, lang/, libc/.
 */
#ifndef FAULTLAB_SIM_EXTENDED_H
#define FAULTLAB_SIM_EXTENDED_H

#include <stdint.h>

#define EXTENDED_BYTES 10

long double extended_get(const uint8_t bytes[EXTENDED_BYTES]);
void extended_put(long double v, uint8_t bytes[EXTENDED_BYTES]);

/* For extended_put(): '+', '-', '*' and '/'. */
long double extended_do(char operation, long double a, long double b);

#endif
