/*
 * lazy.h - large arrays that cost the host only what is touched of them.
 *
 * A machine may have millions of frames and use a few. So what is kept for each is
 * mapped, not allocated: it reads as zero, and the host gives memory page by page.
 *
 * Knows of: nothing. Used by: cpu/, mm/, mmu/.
 */
#ifndef FAULTLAB_SIM_LAZY_H
#define FAULTLAB_SIM_LAZY_H

#include <stddef.h>
#include <stdint.h>

/* `bytes` of zeros; NULL if the host has not that much address space, be it of 32 bits, or for 0 bytes. */
void *lazy_new(uint64_t bytes);
void lazy_free(void *memory, uint64_t bytes);           /* NULL is fine */

#endif
