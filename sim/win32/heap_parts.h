/*
 * heap_parts.h - what the files of the heap share: segments and chunks. See heap.h.
 *
 * Knows of: heap. Used by: heap, heaps, segment.
 */
#ifndef FAULTLAB_SIM_HEAP_PARTS_H
#define FAULTLAB_SIM_HEAP_PARTS_H

#include "sim/win32/heap.h"

#define HEAP_BINS 96

/* A piece of a segment, or a large block: 16 bytes of header, then the block. */
struct chunk {
	uint64_t va, bytes;             /* with its header */
	uint64_t size;                  /* busy: as asked for */
	uint64_t hole, hole_end;        /* free: pages in it that are not committed; equal: none */
	bool busy;
	struct segment *segment;        /* NULL: a large block */
	struct chunk *before, *after;   /* by address; large blocks: by age */
	struct chunk *bin_before, *bin_after;
};

struct segment {
	uint64_t base, end, first;      /* first: its first chunk lies there */
	struct chunk *chunk;            /* the first */
	struct segment *next;
};

struct heap {
	struct heaps *heaps;
	struct heap *next;
	uint32_t options, protect;
	uint64_t handle;
	uint64_t most;                  /* bytes of a heap that cannot grow; 0: it can */
	uint64_t next_segment;          /* bytes to reserve then */
	struct segment *segment;        /* in order of creation */
	size_t segments;
	struct chunk *large;            /* newest first */
	struct chunk *bin[HEAP_BINS];   /* free chunks by size */
	struct chunk **slot;            /* busy ones, hashed by the block's address; the number of slots is a power of two */
	size_t slots, taken;
	uint64_t free_bytes;            /* of free chunks, holes aside */
	struct fault fault;
};

struct heaps {
	struct vm *vm;
	struct heap *process, *heap;    /* heap: all, in order of creation */
	uint64_t version;               /* counts the changes */
	uint64_t next_base;             /* where the next reservation is tried */
	struct heap_movable **movable;
	size_t movables, movable_room;
	uint64_t table;                 /* the handles' words in the lab's memory; 0: none yet */
};

/* A new segment's chunk: into its bin, with a header. */
void heap_adopt(struct heap *heap, struct chunk *chunk);

/* At the heaps' own place if that is free, else wherever there is room. 0: nowhere. */
uint64_t segment_reserve(struct heaps *heaps, uint64_t size_bytes, uint32_t type, uint32_t protect);

/* A segment with room for a chunk of `bytes`, `commit` bytes of it committed. NULL: no memory. */
struct segment *segment_new(struct heap *heap, uint64_t reserve, uint64_t commit, uint64_t own_bytes);

/* Commit the pages of a free chunk that [va, end) touches, and some more at a time. False: no commit charge. */
bool segment_fill(struct heap *heap, struct chunk *chunk, uint64_t end);

/* Decommit the whole pages of a free chunk. */
void segment_drain(struct heap *heap, struct chunk *chunk);

#endif
