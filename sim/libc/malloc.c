/*
 * malloc.c - malloc and its family: the C library's face of the heap (heap.h).
 *
 * The heap knows blocks, these functions know the lab's memory: what calloc clears and
 * realloc copies is accessed, and may fault, as on Windows.
 */
#include <stdlib.h>

#include "sim/cpu/library.h"
#include "sim/libc/heap.h"
#include "sim/libc/text.h"
#include "sim/nt/status.h"

static struct heap *heap_of(struct cpu *cpu)
{
	struct library *l = library_state(cpu);

	if (!l->heap)
		l->heap = heap_new(cpu->vm);
	if (!l->heap)
		abort();
	return l->heap;
}

/* What Windows does to a program that frees what is no block: it ends, and no handler is asked. */
static void no_such_block(struct cpu *cpu)
{
	cpu->unhandled = (struct ke_exception){ .code = STATUS_HEAP_CORRUPTION, .flags = EXCEPTION_NONCONTINUABLE,
	                                        .instruction = code_address(cpu->pc) };
	cpu->is_unhandled = true;
	record_unhandled(cpu->record, &cpu->unhandled);
	cpu_exit(cpu, STATUS_HEAP_CORRUPTION);
}

static uint64_t crt_malloc(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return heap_alloc(heap_of(cpu), arg[0]);
}

static uint64_t crt_calloc(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t size, va;

	if (__builtin_mul_overflow(arg[0], arg[1], &size))
		return 0;
	va = heap_alloc(heap_of(cpu), size);
	if (va != 0)
		cpu_fill(cpu, va, 0, size);
	return va;
}

static uint64_t crt_free(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	if (arg[0] != 0 && !heap_free(heap_of(cpu), arg[0]))
		no_such_block(cpu);
	return 0;
}

static uint64_t crt_realloc(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	struct heap *heap = heap_of(cpu);
	uint64_t old, va, size = arg[1];

	if (arg[0] == 0)
		return heap_alloc(heap, size);
	if (!heap_size(heap, arg[0], &old)) {
		no_such_block(cpu);
		return 0;
	}
	if (size == 0) {
		heap_free(heap, arg[0]);
		return 0;
	}
	if (heap_resize(heap, arg[0], size))
		return arg[0];
	va = heap_alloc(heap, size);
	if (va == 0 || !cpu_move(cpu, va, arg[0], old < size ? old : size))
		return 0;
	heap_free(heap, arg[0]);
	return va;
}

static uint64_t crt__msize(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t size = 0;

	if (!heap_size(heap_of(cpu), arg[0], &size))
		no_such_block(cpu);
	return size;
}

static uint64_t crt_strdup(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t size, va;

	if (arg[0] == 0 || !text_size(cpu, arg[0], &size))
		return 0;
	va = heap_alloc(heap_of(cpu), size + 1);
	if (va != 0)
		cpu_move(cpu, va, arg[0], size + 1);
	return va;
}

const struct library_function malloc_functions[] = {
	{ "malloc", crt_malloc }, { "calloc", crt_calloc }, { "realloc", crt_realloc }, { "free", crt_free },
	{ "_msize", crt__msize }, { "_strdup", crt_strdup }, { "strdup", crt_strdup },
	{ NULL, NULL }
};
