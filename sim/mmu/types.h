/*
 * types.h - the words that every part of the machine shares.
 *
 * A `va` is a byte address of the simulated program, a `vpn` its page number
 * (va >> 12), a `pfn` the number of a physical page frame. Sizes say their
 * unit in their name. Knows of: nothing.
 */
#ifndef FAULTLAB_SIM_TYPES_H
#define FAULTLAB_SIM_TYPES_H

#include <assert.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The bytes of a lab's numbers are moved as they are. */
#if defined __BYTE_ORDER__ && __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "the simulator runs on little-endian processors only, as Windows does"
#endif

/* Some systems' own headers have these names, for their own pages. */
#undef PAGE_SHIFT
#undef PAGE_SIZE
#undef PAGE_MASK

#define PAGE_SHIFT          12
#define PAGE_SIZE           ((uint64_t)1 << PAGE_SHIFT)
#define PAGE_MASK           (~(PAGE_SIZE - 1))
#define GRANULE_SIZE        ((uint64_t)0x10000)         /* allocation granularity, bytes */
#define USER_LOWEST         ((uint64_t)0x10000)
#define USER_HIGHEST        ((uint64_t)0x7FFFFFFEFFFF)  /* last usable byte */

/* What an instruction wants to do with a byte; the values are ExceptionInformation[0]. */
enum access { ACCESS_READ = 0, ACCESS_WRITE = 1, ACCESS_EXECUTE = 8 };

#endif
