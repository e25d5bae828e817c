/*
 * heap.h - heaps of blocks over VirtualAlloc, as RtlAllocateHeap has them.
 *
 * A heap is no matter of the kernel: it is code of the process that asks the kernel for memory in large pieces and gives it out in
 * small ones. It reserves a segment, commits pages of it as they are needed, and cuts blocks out of them. A block
 * that is freed joins its free neighbours and waits; its pages stay committed, until there is so much free that
 * whole pages of it are worth to be decommitted. A block too large for a segment is a reservation of its own, and goes with free.
 *
 * What a block looks like is known twice: here, on the host, where no lab can spoil it, and in 16 bytes before each block in
 * the lab's memory, as on Windows. A lab that writes past its block spoils those, and is found out when they are looked at.
 *
 * The heap's reservations are not the lab's: they have no A0, A1 in a trace. They are made when the first block is asked
 * for, far above the place where VirtualAlloc looks first, so that a lab without a heap has none of them and one with
 * a heap finds its own reservations where it would without.
 *
 * Invariants
 *   HEAP-1  blocks are aligned to 16 bytes; the chunks of a segment lie side by side and cover it, and no two free ones are neighbours
 *   HEAP-2  a page of a segment is committed, unless it lies in the hole of a free chunk
 *
 * heap.c has the chunks, segment.c the memory below them, heaps.c the heaps of the process and the handles of Global- and LocalAlloc.
 *
 * Knows of: heap_parts, mm/vm, nt/memtype, virtual. Used by: heap_parts, cpu/, library, record/. Source:
 * docs/reference/sources.md, [heap].
 */
#ifndef FAULTLAB_SIM_HEAP_H
#define FAULTLAB_SIM_HEAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sim/mm/vm.h"

struct heap;
struct heaps;           /* all of the process */

#define HEAP_NO_SERIALIZE           0x1u
#define HEAP_GROWABLE               0x2u
#define HEAP_GENERATE_EXCEPTIONS    0x4u
#define HEAP_ZERO_MEMORY            0x8u
#define HEAP_REALLOC_IN_PLACE_ONLY  0x10u
#define HEAP_CREATE_ENABLE_EXECUTE  0x40000u

#define HEAP_HEADER_BYTES   16          /* before a block */
#define HEAP_LARGE_BYTES    0xFEFD8u    /* a block of more is a reservation of its own, */
#define HEAP_LARGE_HEADER   0x40        /* and begins there in it */

enum heap_result {
	HEAP_DONE,
	HEAP_NO_ROOM,           /* no address space, no commit charge, or more than the heap may hold */
	HEAP_NO_BLOCK,          /* there is no such block now: never given, or freed already */
	HEAP_SPOILED,           /* what stands before the block, or the next one, is not what the heap has written there */
	HEAP_FAULT              /* the heap's own access failed: heap_fault() says how */
};

/* ---- the heaps of a process ---- */

struct heaps *heaps_new(struct vm *vm);         /* NULL: the host has no memory */
void heaps_free(struct heaps *heaps);           /* what the host holds; the simulated memory stays. NULL is fine */

/* The heap that every process has; NULL: there is no memory for it. */
struct heap *heaps_process(struct heaps *heaps);

/* A heap with `initial` bytes committed; `most` bytes is all that it may ever have, 0: it grows. NULL: no memory. */
struct heap *heaps_create(struct heaps *heaps, uint32_t options, uint64_t initial, uint64_t most);
void heaps_destroy(struct heaps *heaps, struct heap *heap);

/* The heap whose handle this is, or NULL. */
struct heap *heaps_find(const struct heaps *heaps, uint64_t handle);

/* Another number after each change of any heap. */
uint64_t heaps_version(const struct heaps *heaps);

/* Heap `n` in order of creation, or NULL. */
struct heap *heaps_at(const struct heaps *heaps, size_t n);

/* ---- one heap ---- */

uint64_t heap_handle(const struct heap *heap);
uint32_t heap_options(const struct heap *heap);
bool heap_is_fixed(const struct heap *heap);
const struct fault *heap_fault(const struct heap *heap);

/* A block of at least `size_bytes`, its contents undefined. */
enum heap_result heap_alloc(struct heap *heap, uint64_t size_bytes, uint64_t *va);

/* The size that was asked for. */
enum heap_result heap_size(struct heap *heap, uint64_t va, uint64_t *size_bytes);

/* Give the block another size where it lies. HEAP_NO_ROOM: it does not fit there. */
enum heap_result heap_resize(struct heap *heap, uint64_t va, uint64_t size_bytes);

enum heap_result heap_free(struct heap *heap, uint64_t va);

/* Is everything as it should be: one block and what is around it, or with 0 all of them? */
enum heap_result heap_validate(struct heap *heap, uint64_t va);

/* The largest block that could be given out without another commit. */
uint64_t heap_largest_free(const struct heap *heap);

/* ---- what lies in it, in order of address ---- */

enum heap_entry_kind { HEAP_ENTRY_REGION, HEAP_ENTRY_BUSY, HEAP_ENTRY_FREE, HEAP_ENTRY_HOLE };

struct heap_entry {
	enum heap_entry_kind kind;
	uint64_t va, bytes;             /* of the block; of the region: all that is reserved */
	uint64_t header;                /* bytes before (or, of a region, inside) that are the heap's own */
	uint64_t committed, first;      /* REGION: bytes; the first block may lie here */
	uint64_t end;                   /* REGION */
	size_t region;                  /* number of the segment; SIZE_MAX: a large block has its own */
};

/* Each entry once; `told` answers false to end it. */
void heap_each(const struct heap *heap, bool (*told)(void *context, const struct heap_entry *entry), void *context);

/* The entry after the one of kind `kind` at `va`; va 0: the first. False: that was the last. */
bool heap_next(const struct heap *heap, uint64_t va, enum heap_entry_kind kind, struct heap_entry *entry);

/* ---- handles of movable blocks (GlobalAlloc, LocalAlloc) ---- */

struct heap_movable {
	uint64_t handle;        /* an address whose low bits say that it is no block */
	bool live;
	uint64_t block;         /* 0: discarded */
	uint32_t locks;
	uint32_t flags;
};

struct heap_movable *heaps_movable_new(struct heaps *heaps);                    /* NULL: no memory */
struct heap_movable *heaps_movable(const struct heaps *heaps, uint64_t handle); /* NULL: there is none */
struct heap_movable *heaps_movable_of(const struct heaps *heaps, uint64_t block);
void heaps_movable_free(struct heap_movable *movable);

/* The handle's own word in the lab's memory says where the block is. */
void heaps_movable_point(struct heaps *heaps, struct heap_movable *movable, uint64_t block);

#endif
