/*
 * heap.h - malloc and its family, on simulated memory.
 *
 * Blocks lie in the lab's address space; what is known about them lies here, on
 * the host, so a lab that writes past a block spoils its own data and nothing
 * else. The heap's reservations are not the lab's: they have no A0, A1 in the
 * trace. They are made when the first block is asked for, far above the place
 * where VirtualAlloc looks first, so that a lab without malloc has none of them
 * and one with malloc finds its own reservations where it would without.
 *
 * Small blocks come in sizes of a class; a freed one waits in its class and is
 * the next to be given out. A large block is a reservation of its own and goes
 * with free, so that a use after that faults, as on Windows.
 *
 * Invariants
 *   HEAP-1  blocks are aligned to 16 bytes and do not overlap
 *   HEAP-2  [base, committed) of the current segment is committed, [base, next) was given out
 *
 * Knows of: nt/memtype, nt/protection, win32/virtual. Used by: malloc, library.
 */
#ifndef FAULTLAB_SIM_HEAP_H
#define FAULTLAB_SIM_HEAP_H

#include <stdbool.h>
#include <stdint.h>

struct vm;
struct heap;

struct heap *heap_new(struct vm *vm);           /* NULL: the host has no memory */
void heap_destroy(struct heap *heap);           /* what the host holds; the simulated memory stays. NULL is fine */

/* A block of at least `size_bytes`, its contents undefined, or 0: no room or no commit charge left. */
uint64_t heap_alloc(struct heap *heap, uint64_t size_bytes);

/* The size that was asked for. False: there is no such block now. */
bool heap_size(const struct heap *heap, uint64_t va, uint64_t *size_bytes);

/* Give the block another size where it lies. False: it does not fit there, or there is no such block. */
bool heap_resize(struct heap *heap, uint64_t va, uint64_t size_bytes);

/* False: there is no such block now (never given, or freed already). */
bool heap_free(struct heap *heap, uint64_t va);

#endif
