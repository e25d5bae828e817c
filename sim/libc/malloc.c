/*
 * malloc.c - malloc and its family: the C library's face of the process's heap (win32/heap.h).
 *
 * The heap knows blocks, these functions know the lab's memory: what calloc clears and
 * realloc copies is accessed, and may fault, as on Windows.
 */
#include <stdlib.h>

#include "sim/cpu/heap_end.h"
#include "sim/cpu/library.h"
#include "sim/libc/text.h"
#include "sim/libc/unit.h"

/* The process's heap; NULL: there is no memory for it. */
static struct heap *heap_of(struct cpu *cpu)
{
	return heaps_process(library_heaps(cpu));
}

static uint64_t allocate(struct cpu *cpu, uint64_t size)
{
	struct heap *heap = heap_of(cpu);
	uint64_t va = 0;

	return heap && heap_went_well(cpu, heap, heap_alloc(heap, size, &va)) ? va : 0;
}

static bool size_of(struct cpu *cpu, uint64_t va, uint64_t *size)
{
	struct heap *heap = heap_of(cpu);

	return heap && heap_went_well(cpu, heap, heap_size(heap, va, size));
}

static void release(struct cpu *cpu, uint64_t va)
{
	struct heap *heap = heap_of(cpu);

	if (heap && va)
		heap_went_well(cpu, heap, heap_free(heap, va));
}

static uint64_t crt_malloc(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return allocate(cpu, arg[0]);
}

static uint64_t crt_calloc(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t size, va;

	if (__builtin_mul_overflow(arg[0], arg[1], &size))
		return 0;
	va = allocate(cpu, size);
	if (va != 0)
		cpu_fill(cpu, va, 0, size);
	return va;
}

static uint64_t crt_free(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	release(cpu, arg[0]);
	return 0;
}

static uint64_t reallocate(struct cpu *cpu, uint64_t block, uint64_t size)
{
	uint64_t old, va;

	if (!size_of(cpu, block, &old))
		return 0;
	if (heap_resize(heap_of(cpu), block, size) == HEAP_DONE)
		return block;
	va = allocate(cpu, size);
	if (va == 0 || !cpu_move(cpu, va, block, old < size ? old : size))
		return 0;
	release(cpu, block);
	return va;
}

static uint64_t crt_realloc(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	if (arg[0] == 0)
		return allocate(cpu, arg[1]);
	if (arg[1] != 0)
		return reallocate(cpu, arg[0], arg[1]);
	release(cpu, arg[0]);
	return 0;
}

static uint64_t crt__msize(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t size = 0;

	size_of(cpu, arg[0], &size);
	return size;
}

/* In its place, or not at all. */
static uint64_t crt__expand(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t old;

	if (arg[0] == 0 || !size_of(cpu, arg[0], &old))
		return 0;
	return heap_resize(heap_of(cpu), arg[0], arg[1]) == HEAP_DONE ? arg[0] : 0;
}

static uint64_t crt_strdup(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t size, va;

	if (arg[0] == 0 || !text_size(cpu, arg[0], &size))
		return 0;
	va = allocate(cpu, size + 1);
	if (va != 0)
		cpu_move(cpu, va, arg[0], size + 1);
	return va;
}

static uint64_t crt__wcsdup(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t length, va;

	if (arg[0] == 0 || !unit_length(cpu, arg[0], 2, UINT64_MAX, &length))
		return 0;
	va = allocate(cpu, 2 * (length + 1));
	if (va != 0)
		cpu_move(cpu, va, arg[0], 2 * (length + 1));
	return va;
}

/* ---- aligned blocks: the address of the block around one stands just before it ---- */

#define WORD sizeof(uint64_t)

static uint64_t allocate_aligned(struct cpu *cpu, uint64_t size, uint64_t alignment)
{
	uint64_t room, block, va;

	if (alignment == 0 || alignment & (alignment - 1))
		return 0;
	if (alignment < WORD)
		alignment = WORD;
	if (__builtin_add_overflow(size, alignment + WORD, &room))
		return 0;
	block = allocate(cpu, room);
	if (block == 0)
		return 0;
	va = (block + WORD + alignment - 1) & ~(alignment - 1);
	return cpu_write(cpu, va - WORD, &block, WORD) ? va : 0;
}

static uint64_t crt__aligned_malloc(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return allocate_aligned(cpu, arg[0], arg[1]);
}

static uint64_t crt__aligned_free(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t block;

	if (arg[0] != 0 && cpu_read(cpu, arg[0] - WORD, &block, WORD))
		release(cpu, block);
	return 0;
}

static uint64_t crt__aligned_realloc(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t block, room, old, va;

	if (arg[0] == 0)
		return allocate_aligned(cpu, arg[1], arg[2]);
	if (arg[1] == 0)
		return crt__aligned_free(cpu, arg, args);
	if (!cpu_read(cpu, arg[0] - WORD, &block, WORD) || !size_of(cpu, block, &room))
		return 0;
	va = allocate_aligned(cpu, arg[1], arg[2]);
	old = room - (arg[0] - block);
	if (va == 0 || !cpu_move(cpu, va, arg[0], old < arg[1] ? old : arg[1]))
		return 0;
	release(cpu, block);
	return va;
}

/* ---- the heap looked at ---- */

#define HEAPEMPTY    (-1)
#define HEAPOK       (-2)
#define HEAPBADNODE  (-4)
#define HEAPEND      (-5)
#define FREE_ENTRY   0
#define USED_ENTRY   1

static uint64_t status(int64_t v)
{
	return (uint64_t)v;
}

static uint64_t crt__heapchk(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	struct heap *heap = heap_of(cpu);

	return status(heap && heap_validate(heap, 0) == HEAP_DONE ? HEAPOK : HEAPBADNODE);
}

static uint64_t crt__heapmin(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return 0;
}

/* _HEAPINFO: the entry's address, its size, whether it is used. */
static uint64_t crt__heapwalk(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	struct heap *heap = heap_of(cpu);
	struct { uint64_t at, size; int32_t used, padding; } info;
	struct heap_entry e = { 0 };
	bool more;

	if (!cpu_read(cpu, arg[0], &info, sizeof info))
		return 0;
	if (!heap)
		return status(HEAPEMPTY);
	more = heap_next(heap, info.at, HEAP_ENTRY_BUSY, &e);
	while (more && (e.kind == HEAP_ENTRY_REGION || e.kind == HEAP_ENTRY_HOLE))
		more = heap_next(heap, e.va, e.kind, &e);
	if (!more)
		return status(HEAPEND);
	info.at = e.va;
	info.size = e.bytes;
	info.used = e.kind == HEAP_ENTRY_BUSY ? USED_ENTRY : FREE_ENTRY;
	cpu_write(cpu, arg[0], &info, sizeof info);
	return status(HEAPOK);
}

const struct library_function malloc_functions[] = {
	{ "malloc", crt_malloc }, { "calloc", crt_calloc }, { "realloc", crt_realloc }, { "free", crt_free },
	{ "_msize", crt__msize }, { "_expand", crt__expand }, { "_strdup", crt_strdup }, { "strdup", crt_strdup },
	{ "_wcsdup", crt__wcsdup },
	{ "_aligned_malloc", crt__aligned_malloc }, { "_aligned_realloc", crt__aligned_realloc },
	{ "_aligned_free", crt__aligned_free },
	{ "_heapchk", crt__heapchk }, { "_heapmin", crt__heapmin }, { "_heapwalk", crt__heapwalk },
	{ NULL, NULL }
};
