/*
 * api_watch.c - locked pages and write watch as a lab calls them.
 *
 * Both are about pages that the kernel treats apart; win32/lock.c and
 * win32/writewatch.c know how, and here are the arrays that a lab gives them to fill.
 */
#include <stdlib.h>

#include "sim/win32/lock.h"
#include "sim/win32/writewatch.h"
#include "sim/api/api.h"

typedef uint32_t lock_function(struct vm *vm, uint64_t address, uint64_t size_bytes);

static uint64_t lock(struct cpu *cpu, const uint64_t *arg, enum call_id call, lock_function *function)
{
	struct recorder *r = cpu->record;
	uint32_t error;

	record_before(r);
	record_about(r, arg[0]);
	error = function(cpu->vm, arg[0], arg[1]);
	api_keep_error(cpu, error);
	api_tell(cpu, call, arg, error == 0, error);
	cpu_verify(cpu);
	return error == 0;
}

uint64_t api_VirtualLock(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return lock(cpu, arg, CALL_VirtualLock, win32_virtual_lock);
}

uint64_t api_VirtualUnlock(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return lock(cpu, arg, CALL_VirtualUnlock, win32_virtual_unlock);
}

/* GetWriteWatch's question and answer. */
struct watch {
	uint32_t flags;
	uint64_t base, size_bytes;
	uint64_t array, count_at, granularity_at;       /* the lab's pointers */
	uint64_t count;
	uint64_t *found;                                /* host's copy of the array; the caller frees it */
	uint32_t granularity;
};

/* Every check that the call makes, with nothing changed. */
static uint32_t check_watch(struct cpu *cpu, struct watch *w)
{
	uint64_t one = 1, first;
	uint32_t unused, error;

	error = api_get(cpu, w->count_at, &w->count, 8);
	if (error == 0)
		error = api_probe(cpu, w->count_at, 8, ACCESS_WRITE);
	if (error == 0)
		error = api_probe(cpu, w->granularity_at, 4, ACCESS_WRITE);
	if (error != 0)
		return error;
	if (w->count == 0 || w->count > UINT64_MAX / 8)
		return ERROR_INVALID_PARAMETER;
	error = win32_get_write_watch(cpu->vm, w->flags & ~WRITE_WATCH_FLAG_RESET, w->base, w->size_bytes,
	                              w->array ? &first : NULL, &one, &unused);
	return error != 0 ? error : api_probe(cpu, w->array, 8 * w->count, ACCESS_WRITE);
}

static uint32_t get_watch(struct cpu *cpu, struct watch *w)
{
	uint64_t pages = (w->base % PAGE_SIZE + w->size_bytes + PAGE_SIZE - 1) / PAGE_SIZE;
	uint32_t error = check_watch(cpu, w);

	if (error != 0)
		return error;
	if (w->count > pages)
		w->count = pages;               /* there cannot be more */
	w->found = malloc(8 * w->count);
	if (!w->found)
		return ERROR_NOT_ENOUGH_MEMORY;
	error = win32_get_write_watch(cpu->vm, w->flags, w->base, w->size_bytes, w->found, &w->count, &w->granularity);
	if (error == 0)
		error = api_put(cpu, w->array, w->found, 8 * w->count);
	if (error == 0)
		error = api_put(cpu, w->count_at, &w->count, 8);
	return error != 0 ? error : api_put(cpu, w->granularity_at, &w->granularity, 4);
}

/* Both calls answer 0, or all ones. */
static uint64_t watch_result(uint32_t error)
{
	return error == 0 ? 0 : UINT32_MAX;
}

uint64_t api_GetWriteWatch(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	struct recorder *r = cpu->record;
	struct watch w = { .flags = (uint32_t)arg[0], .base = arg[1], .size_bytes = arg[2], .array = arg[3],
	                   .count_at = arg[4], .granularity_at = arg[5] };
	uint32_t error;

	record_before(r);
	record_about(r, arg[1]);
	error = get_watch(cpu, &w);
	api_keep_error(cpu, error);
	api_tell_out(cpu, CALL_GetWriteWatch, arg, watch_result(error), error,
	             (const uint64_t[]){ (uintptr_t)w.found, w.count, w.granularity });
	free(w.found);
	cpu_verify(cpu);
	return watch_result(error);
}

uint64_t api_ResetWriteWatch(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	struct recorder *r = cpu->record;
	uint32_t error;

	record_before(r);
	record_about(r, arg[0]);
	error = win32_reset_write_watch(cpu->vm, arg[0], arg[1]);
	api_keep_error(cpu, error);
	api_tell(cpu, CALL_ResetWriteWatch, arg, watch_result(error), error);
	cpu_verify(cpu);
	return watch_result(error);
}
