/*
 * api_global.c - GlobalAlloc, LocalAlloc and what belongs to them: the process's heap under the names of 16-bit Windows.
 *
 * A fixed block is its address. A movable one is a handle, and says where it is when it is locked; no heap has
 * moved a block behind a program's back for thirty years, but the handles are still there. Both families are one.
 */
#include "sim/cpu/heap_end.h"
#include "sim/api/api.h"

#define MOVEABLE        0x2u
#define ZEROINIT        0x40u
#define MODIFY          0x80u
#define DISCARDED       0x4000u
#define LOCKS           0xFFu

static struct heap *process_heap(struct cpu *cpu)
{
	return heaps_process(library_heaps(cpu));
}

/* A block, or 0. */
static uint64_t allocate(struct cpu *cpu, uint64_t size, uint32_t flags)
{
	struct heap *heap = process_heap(cpu);
	uint64_t va = 0;

	if (!heap || !heap_went_well(cpu, heap, heap_alloc(heap, size, &va)))
		return 0;
	return flags & ZEROINIT && !cpu_fill(cpu, va, 0, size) ? 0 : va;
}

static void release(struct cpu *cpu, uint64_t va)
{
	struct heap *heap = process_heap(cpu);

	if (va && heap)
		heap_went_well(cpu, heap, heap_free(heap, va));
}

static struct heap_movable *movable(struct cpu *cpu, uint64_t handle)
{
	return heaps_movable(library_heaps(cpu), handle);
}

static bool is_block(struct cpu *cpu, uint64_t va)
{
	uint64_t size;
	struct heap *heap = process_heap(cpu);

	return heap && va && heap_size(heap, va, &size) == HEAP_DONE;
}

static bool stopped(const struct cpu *cpu)
{
	return cpu->trapped || cpu->ended;
}

static uint64_t done(struct cpu *cpu, enum call_id call, const uint64_t *arg, uint64_t result, uint32_t error)
{
	if (stopped(cpu))
		return 0;
	api_keep_error(cpu, error);
	api_tell(cpu, call, arg, result, error);
	cpu_verify(cpu);
	return result;
}

/* ---- alloc, realloc, free ---- */

static uint64_t alloc_movable(struct cpu *cpu, uint64_t size, uint32_t flags)
{
	struct heaps *heaps = library_heaps(cpu);
	struct heap_movable *m = heaps_movable_new(heaps);
	uint64_t va = m && size ? allocate(cpu, size, flags) : 0;

	if (m && size && !va) {
		heaps_movable_free(m);
		m = NULL;
	}
	if (!m)
		return 0;
	heaps_movable_point(heaps, m, va);
	return m->handle;
}

static uint64_t alloc(struct cpu *cpu, const uint64_t *arg, enum call_id call)
{
	uint32_t flags = (uint32_t)arg[0];
	uint64_t result;

	record_before(cpu->record);
	result = flags & MOVEABLE ? alloc_movable(cpu, arg[1], flags) : allocate(cpu, arg[1], flags);
	return done(cpu, call, arg, result, result ? ERROR_SUCCESS : ERROR_NOT_ENOUGH_MEMORY);
}

/* The block with another size; 0: no room. */
static uint64_t resize(struct cpu *cpu, uint64_t block, uint64_t size, uint32_t flags, bool may_move)
{
	struct heap *heap = process_heap(cpu);
	uint64_t old = 0, va = block;
	enum heap_result result = heap_size(heap, block, &old);

	if (result == HEAP_DONE)
		result = heap_resize(heap, block, size);
	if (result == HEAP_NO_ROOM && may_move) {
		va = allocate(cpu, size, 0);
		if (!va || !cpu_move(cpu, va, block, old < size ? old : size))
			return 0;
		result = heap_free(heap, block);
	}
	if (!heap_went_well(cpu, heap, result))
		return 0;
	if (flags & ZEROINIT && size > old && !cpu_fill(cpu, va + old, 0, size - old))
		return 0;
	return va;
}

static uint64_t realloc_movable(struct cpu *cpu, struct heap_movable *m, uint64_t size, uint32_t flags, uint32_t *error)
{
	struct heaps *heaps = library_heaps(cpu);
	uint64_t va;

	if (flags & MODIFY)
		return m->handle;
	if (!size) {                    /* discarded, if nobody holds it */
		*error = m->locks ? ERROR_INVALID_HANDLE : ERROR_SUCCESS;
		if (m->locks)
			return 0;
		release(cpu, m->block);
		heaps_movable_point(heaps, m, 0);
		return m->handle;
	}
	va = m->block ? resize(cpu, m->block, size, flags, !m->locks || flags & MOVEABLE) : allocate(cpu, size, flags);
	*error = va ? ERROR_SUCCESS : ERROR_NOT_ENOUGH_MEMORY;
	if (va)
		heaps_movable_point(heaps, m, va);
	return va ? m->handle : 0;
}

static uint64_t reallocate(struct cpu *cpu, const uint64_t *arg, enum call_id call)
{
	uint32_t flags = (uint32_t)arg[2], error = ERROR_SUCCESS;
	struct heap_movable *m;
	uint64_t result = 0;

	record_before(cpu->record);
	m = movable(cpu, arg[0]);
	if (m) {
		result = realloc_movable(cpu, m, arg[1], flags, &error);
	} else if (!is_block(cpu, arg[0])) {
		error = ERROR_INVALID_HANDLE;
	} else if (flags & MODIFY) {
		error = flags & MOVEABLE ? ERROR_INVALID_PARAMETER : ERROR_SUCCESS;
		result = error ? 0 : arg[0];
	} else {
		result = resize(cpu, arg[0], arg[1], flags, flags & MOVEABLE);
		error = result ? ERROR_SUCCESS : ERROR_NOT_ENOUGH_MEMORY;
	}
	return done(cpu, call, arg, result, error);
}

/* What is no block gives an error here: these calls look before they free. */
static uint64_t free_block(struct cpu *cpu, const uint64_t *arg, enum call_id call)
{
	struct heap_movable *m;
	bool found;

	record_before(cpu->record);
	m = movable(cpu, arg[0]);
	found = m || !arg[0] || is_block(cpu, arg[0]);
	if (m) {
		release(cpu, m->block);
		heaps_movable_free(m);
	} else if (found) {
		release(cpu, arg[0]);
	}
	return done(cpu, call, arg, found ? 0 : arg[0], found ? ERROR_SUCCESS : ERROR_INVALID_HANDLE);
}

/* ---- locks and questions ---- */

static uint64_t lock(struct cpu *cpu, const uint64_t *arg, enum call_id call)
{
	struct heap_movable *m;
	uint64_t result = 0;
	uint32_t error = ERROR_SUCCESS;

	record_before(cpu->record);
	m = movable(cpu, arg[0]);
	if (m) {
		result = m->block;
		error = result ? ERROR_SUCCESS : ERROR_DISCARDED;
		m->locks += result && m->locks < LOCKS;
	} else {
		result = is_block(cpu, arg[0]) ? arg[0] : 0;
		error = result ? ERROR_SUCCESS : ERROR_INVALID_HANDLE;
	}
	return done(cpu, call, arg, result, error);
}

/* FALSE with no error: now it is unlocked. A fixed block: GlobalUnlock says TRUE, LocalUnlock that it is not locked. */
static uint64_t unlock(struct cpu *cpu, const uint64_t *arg, enum call_id call)
{
	struct heap_movable *m;
	bool result = false;

	record_before(cpu->record);
	m = movable(cpu, arg[0]);
	if (m && m->locks) {
		result = --m->locks > 0;
		if (!result)
			cpu->last_error = ERROR_SUCCESS;
	} else if (!m && call == CALL_GlobalUnlock && is_block(cpu, arg[0])) {
		result = true;
	} else {
		cpu->last_error = m || is_block(cpu, arg[0]) ? ERROR_NOT_LOCKED : ERROR_INVALID_HANDLE;
	}
	return done(cpu, call, arg, result, ERROR_SUCCESS);
}

static uint64_t size_of(struct cpu *cpu, const uint64_t *arg, enum call_id call)
{
	struct heap_movable *m;
	uint64_t size = 0, block;
	bool found;

	record_before(cpu->record);
	m = movable(cpu, arg[0]);
	block = m ? m->block : arg[0];
	found = is_block(cpu, block);
	if (found)
		heap_size(process_heap(cpu), block, &size);
	return done(cpu, call, arg, size, size ? ERROR_SUCCESS : m || found ? cpu->last_error : ERROR_INVALID_HANDLE);
}

static uint64_t flags_of(struct cpu *cpu, const uint64_t *arg, enum call_id call)
{
	struct heap_movable *m;
	uint32_t flags = 0;

	record_before(cpu->record);
	m = movable(cpu, arg[0]);
	if (m) {
		flags = m->locks | (m->block ? 0 : DISCARDED);
	} else if (!is_block(cpu, arg[0])) {
		flags = 0x8000;         /* GMEM_INVALID_HANDLE */
		cpu->last_error = ERROR_INVALID_HANDLE;
	}
	return done(cpu, call, arg, flags, ERROR_SUCCESS);
}

static uint64_t handle_of(struct cpu *cpu, const uint64_t *arg, enum call_id call)
{
	struct heap_movable *m;
	uint64_t result;

	record_before(cpu->record);
	m = heaps_movable_of(library_heaps(cpu), arg[0]);
	result = m ? m->handle : is_block(cpu, arg[0]) ? arg[0] : 0;
	return done(cpu, call, arg, result, result ? ERROR_SUCCESS : ERROR_INVALID_HANDLE);
}

/* Both families are the same calls. */
#define BOTH(name, work) \
uint64_t api_Global##name(struct cpu *cpu, const uint64_t *arg, unsigned args) \
{ \
	return work(cpu, arg, CALL_Global##name); \
} \
uint64_t api_Local##name(struct cpu *cpu, const uint64_t *arg, unsigned args) \
{ \
	return work(cpu, arg, CALL_Local##name); \
}

BOTH(Alloc, alloc)
BOTH(ReAlloc, reallocate)
BOTH(Free, free_block)
BOTH(Lock, lock)
BOTH(Unlock, unlock)
BOTH(Size, size_of)
BOTH(Flags, flags_of)
BOTH(Handle, handle_of)
