/*
 * api_heap.c - the heaps as a lab calls them; win32/heap.h does the work.
 *
 * These are calls of code in the process, not of the kernel: a bad pointer is an exception, not an error, and what goes wrong
 * inside the heap ends the process. A call that fails for want of memory says so by its result and by the last error; with
 * HEAP_GENERATE_EXCEPTIONS it raises STATUS_NO_MEMORY.
 */
#include "sim/cpu/heap_end.h"
#include "sim/nt/status.h"
#include "sim/api/api.h"

#define HEAPS_KNOWN     HEAP_CREATE_ENABLE_EXECUTE | HEAP_NO_SERIALIZE | HEAP_GENERATE_EXCEPTIONS

/* The heap of a handle. What is none ends in an exception where Windows would look into it. */
static struct heap *heap_at(struct cpu *cpu, uint64_t handle)
{
	struct heap *heap = heaps_find(library_heaps(cpu), handle);
	uint64_t word;

	if (!heap && cpu_read(cpu, handle, &word, sizeof word))
		api_keep_error(cpu, ERROR_INVALID_HANDLE);
	return heap;
}

/* All of a call whose handle is no heap. */
static uint64_t no_heap(struct cpu *cpu, enum call_id call, const uint64_t *arg, uint64_t result)
{
	if (!cpu->trapped)
		api_tell(cpu, call, arg, result, ERROR_INVALID_HANDLE);
	return result;
}

uint64_t api_GetProcessHeap(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	struct heap *heap = heaps_process(library_heaps(cpu));

	return api_answer(cpu, CALL_GetProcessHeap, heap ? heap_handle(heap) : 0);
}

uint64_t api_GetProcessHeaps(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	struct heaps *heaps = library_heaps(cpu);
	uint64_t count = 0;

	record_before(cpu->record);
	heaps_process(heaps);
	while (heaps_at(heaps, count))
		count++;
	for (uint64_t i = 0; (uint32_t)arg[0] >= count && i < count; i++) {
		uint64_t handle = heap_handle(heaps_at(heaps, i));

		if (!cpu_write(cpu, arg[1] + 8 * i, &handle, 8))
			return 0;
	}
	api_tell(cpu, CALL_GetProcessHeaps, arg, count, 0);
	return count;
}

uint64_t api_HeapCreate(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	struct heap *heap;
	uint64_t handle;
	uint32_t error;

	record_before(cpu->record);
	heap = heaps_create(library_heaps(cpu), (uint32_t)arg[0] & (HEAPS_KNOWN), arg[1], arg[2]);
	handle = heap ? heap_handle(heap) : 0;
	error = heap ? ERROR_SUCCESS : ERROR_NOT_ENOUGH_MEMORY;
	api_keep_error(cpu, error);
	api_tell(cpu, CALL_HeapCreate, arg, handle, error);
	cpu_verify(cpu);
	return handle;
}

/* Nobody destroys the heap that the process needs itself. */
uint64_t api_HeapDestroy(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	struct heaps *heaps = library_heaps(cpu);
	struct heap *heap;
	uint32_t error = ERROR_SUCCESS;

	record_before(cpu->record);
	heap = heap_at(cpu, arg[0]);
	if (!heap)
		return no_heap(cpu, CALL_HeapDestroy, arg, 0);
	if (heap == heaps_process(heaps))
		error = ERROR_INVALID_HANDLE;
	else
		heaps_destroy(heaps, heap);
	api_keep_error(cpu, error);
	api_tell(cpu, CALL_HeapDestroy, arg, error == 0, error);
	cpu_verify(cpu);
	return error == 0;
}

/* ---- blocks ---- */

static void raise_no_memory(struct cpu *cpu, uint64_t size)
{
	struct ke_exception e = { .code = STATUS_NO_MEMORY, .parameters = 1, .parameter = { size }, .called = true };

	if (cpu_raise(cpu, &e))
		record_retried(cpu->record);
}

/* The end of a call that gives a block: 0 is a failure. */
static uint64_t gave(struct cpu *cpu, enum call_id call, const uint64_t *arg, uint64_t va, uint32_t flags, uint64_t size)
{
	uint32_t error = va ? ERROR_SUCCESS : ERROR_NOT_ENOUGH_MEMORY;

	if (cpu->trapped || cpu->ended)
		return 0;
	if (!va && flags & HEAP_GENERATE_EXCEPTIONS) {
		raise_no_memory(cpu, size);
		if (cpu->trapped || cpu->ended)
			return 0;
	}
	api_keep_error(cpu, error);
	api_tell(cpu, call, arg, va, error);
	cpu_verify(cpu);
	return va;
}

static uint64_t allocate(struct cpu *cpu, struct heap *heap, uint32_t flags, uint64_t size)
{
	uint64_t va = 0;

	if (!heap_went_well(cpu, heap, heap_alloc(heap, size, &va)))
		return 0;
	if (flags & HEAP_ZERO_MEMORY && !cpu_fill(cpu, va, 0, size))
		return 0;
	return va;
}

uint64_t api_HeapAlloc(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	struct heap *heap;
	uint32_t flags;

	record_before(cpu->record);
	heap = heap_at(cpu, arg[0]);
	if (!heap)
		return no_heap(cpu, CALL_HeapAlloc, arg, 0);
	flags = (uint32_t)arg[1] | heap_options(heap);
	return gave(cpu, CALL_HeapAlloc, arg, allocate(cpu, heap, flags, arg[2]), flags, arg[2]);
}

/* The block with another size, 0: there is no room. What is new is cleared if that was asked for. */
static uint64_t reallocate(struct cpu *cpu, struct heap *heap, uint32_t flags, uint64_t block, uint64_t size)
{
	uint64_t old = 0, va = block;
	enum heap_result result = heap_size(heap, block, &old);

	if (result == HEAP_DONE)
		result = heap_resize(heap, block, size);
	if (result == HEAP_NO_ROOM && !(flags & HEAP_REALLOC_IN_PLACE_ONLY)) {
		va = allocate(cpu, heap, 0, size);
		if (!va || !cpu_move(cpu, va, block, old < size ? old : size))
			return 0;
		result = heap_free(heap, block);
	}
	if (!heap_went_well(cpu, heap, result))
		return 0;
	if (flags & HEAP_ZERO_MEMORY && size > old && !cpu_fill(cpu, va + old, 0, size - old))
		return 0;
	return va;
}

uint64_t api_HeapReAlloc(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	struct heap *heap;
	uint32_t flags;

	record_before(cpu->record);
	heap = heap_at(cpu, arg[0]);
	if (!heap)
		return no_heap(cpu, CALL_HeapReAlloc, arg, 0);
	if (!arg[2]) {          /* no block: nothing is done, and no error is set */
		api_tell(cpu, CALL_HeapReAlloc, arg, 0, cpu->last_error);
		return 0;
	}
	flags = (uint32_t)arg[1] | heap_options(heap);
	return gave(cpu, CALL_HeapReAlloc, arg, reallocate(cpu, heap, flags, arg[2], arg[3]), flags, arg[3]);
}

uint64_t api_HeapFree(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	struct heap *heap;

	record_before(cpu->record);
	heap = heap_at(cpu, arg[0]);
	if (!heap)
		return no_heap(cpu, CALL_HeapFree, arg, 0);
	if (arg[2] && !heap_went_well(cpu, heap, heap_free(heap, arg[2])))
		return 0;
	api_tell(cpu, CALL_HeapFree, arg, true, 0);
	cpu_verify(cpu);
	return true;
}

uint64_t api_HeapSize(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t size = UINT64_MAX;
	struct heap *heap;
	uint32_t error;

	record_before(cpu->record);
	heap = heap_at(cpu, arg[0]);
	if (!heap)
		return no_heap(cpu, CALL_HeapSize, arg, size);
	error = heap_size(heap, arg[2], &size) == HEAP_DONE ? ERROR_SUCCESS : ERROR_INVALID_PARAMETER;
	api_keep_error(cpu, error);
	api_tell(cpu, CALL_HeapSize, arg, size, error);
	return size;
}

uint64_t api_HeapValidate(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	struct heap *heap;
	bool good;

	record_before(cpu->record);
	heap = heap_at(cpu, arg[0]);
	if (!heap)
		return no_heap(cpu, CALL_HeapValidate, arg, 0);
	good = heap_validate(heap, arg[2]) == HEAP_DONE;
	api_tell(cpu, CALL_HeapValidate, arg, good, 0);
	return good;
}

uint64_t api_HeapCompact(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	struct heap *heap;
	uint64_t size;

	record_before(cpu->record);
	heap = heap_at(cpu, arg[0]);
	if (!heap)
		return no_heap(cpu, CALL_HeapCompact, arg, 0);
	size = heap_largest_free(heap);
	if (!size)
		cpu->last_error = ERROR_SUCCESS;        /* there is no free block: so it tells that from a failure */
	api_tell(cpu, CALL_HeapCompact, arg, size, 0);
	return size;
}

/* There is one thread: it has every lock that it asks for. */
static uint64_t lock(struct cpu *cpu, const uint64_t *arg, enum call_id call)
{
	record_before(cpu->record);
	if (!heap_at(cpu, arg[0]))
		return no_heap(cpu, call, arg, 0);
	api_tell(cpu, call, arg, true, 0);
	return true;
}

uint64_t api_HeapLock(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return lock(cpu, arg, CALL_HeapLock);
}

uint64_t api_HeapUnlock(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return lock(cpu, arg, CALL_HeapUnlock);
}

/* ---- a walk ---- */

#define PROCESS_HEAP_REGION             1u
#define PROCESS_HEAP_UNCOMMITTED_RANGE  2u
#define PROCESS_HEAP_ENTRY_BUSY         4u

/* PROCESS_HEAP_ENTRY, as x64 lays it out. */
struct walk_entry {
	uint64_t data;
	uint32_t bytes;
	uint8_t overhead, region;
	uint16_t flags;
	uint32_t committed, uncommitted;
	uint64_t first, last;
};

static enum heap_entry_kind kind_of(uint16_t flags)
{
	return flags & PROCESS_HEAP_REGION ? HEAP_ENTRY_REGION : flags & PROCESS_HEAP_UNCOMMITTED_RANGE ? HEAP_ENTRY_HOLE :
	       flags & PROCESS_HEAP_ENTRY_BUSY ? HEAP_ENTRY_BUSY : HEAP_ENTRY_FREE;
}

static struct walk_entry told(const struct heap_entry *e)
{
	static const uint16_t flags[] = {
		[HEAP_ENTRY_REGION] = PROCESS_HEAP_REGION, [HEAP_ENTRY_BUSY] = PROCESS_HEAP_ENTRY_BUSY, [HEAP_ENTRY_FREE] = 0,
		[HEAP_ENTRY_HOLE] = PROCESS_HEAP_UNCOMMITTED_RANGE,
	};
	struct walk_entry w = { .data = e->va, .bytes = (uint32_t)e->bytes, .overhead = (uint8_t)e->header,
	                  .region = e->region == SIZE_MAX ? 64 : (uint8_t)e->region, .flags = flags[e->kind] };

	if (e->kind != HEAP_ENTRY_REGION)
		return w;
	w.bytes = (uint32_t)e->header;          /* of a region, what the heap keeps there for itself */
	w.overhead = 0;
	w.committed = (uint32_t)e->committed;
	w.uncommitted = (uint32_t)(e->bytes - e->committed);
	w.first = e->first;
	w.last = e->end;
	return w;
}

uint64_t api_HeapWalk(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	struct heap_entry e = { 0 };
	struct heap *heap;
	struct walk_entry w;
	uint32_t error;

	record_before(cpu->record);
	heap = heap_at(cpu, arg[0]);
	if (!heap)
		return no_heap(cpu, CALL_HeapWalk, arg, 0);
	if (!cpu_read(cpu, arg[1], &w, sizeof w))
		return 0;
	error = heap_next(heap, w.data, kind_of(w.flags), &e) ? ERROR_SUCCESS : ERROR_NO_MORE_ITEMS;
	w = told(&e);
	if (error == ERROR_SUCCESS && !cpu_write(cpu, arg[1], &w, sizeof w))
		return 0;
	api_keep_error(cpu, error);
	api_tell(cpu, CALL_HeapWalk, arg, error == 0, error);
	return error == 0;
}

/* ---- what is known of a heap ---- */

#define HEAP_COMPATIBILITY_INFORMATION  0       /* classes */
#define HEAP_TERMINATION_ON_CORRUPTION  1
#define HEAP_OPTIMIZE_RESOURCES         3
#define LOW_FRAGMENTATION               2u

/* Every heap here is one without look-aside lists or low fragmentation, and asking for that changes nothing. */
uint64_t api_HeapSetInformation(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint32_t class = (uint32_t)arg[1], value = 0, error = ERROR_SUCCESS;

	record_before(cpu->record);
	if (class == HEAP_COMPATIBILITY_INFORMATION) {
		if (!heap_at(cpu, arg[0]))
			return no_heap(cpu, CALL_HeapSetInformation, arg, 0);
		if (arg[3] < sizeof value)
			error = ERROR_INSUFFICIENT_BUFFER;
		else if (!cpu_read(cpu, arg[2], &value, sizeof value))
			return 0;
		else if (value > LOW_FRAGMENTATION)
			error = ERROR_GEN_FAILURE;
	} else if (class != HEAP_TERMINATION_ON_CORRUPTION && class != HEAP_OPTIMIZE_RESOURCES) {
		error = ERROR_INVALID_PARAMETER;
	}
	api_keep_error(cpu, error);
	api_tell(cpu, CALL_HeapSetInformation, arg, error == 0, error);
	return error == 0;
}

uint64_t api_HeapQueryInformation(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint32_t value = 0, error = ERROR_SUCCESS;
	uint64_t size = sizeof value;

	record_before(cpu->record);
	if (!heap_at(cpu, arg[0]))
		return no_heap(cpu, CALL_HeapQueryInformation, arg, 0);
	if ((uint32_t)arg[1] != HEAP_COMPATIBILITY_INFORMATION)
		error = ERROR_INVALID_PARAMETER;
	else if (arg[4] && !cpu_write(cpu, arg[4], &size, sizeof size))
		return 0;
	else if (arg[3] < sizeof value)
		error = ERROR_INSUFFICIENT_BUFFER;
	else if (!cpu_write(cpu, arg[2], &value, sizeof value))
		return 0;
	api_keep_error(cpu, error);
	api_tell(cpu, CALL_HeapQueryInformation, arg, error == 0, error);
	return error == 0;
}
