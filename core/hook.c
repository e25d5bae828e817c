/* hook.c - see hook.h: what all hooks do. */
#include "hook.h"

#include <stdarg.h>

void hook_before(void)
{
	tracer_leave(tracer_enter());
}

/* A view or allocation at `address`: if no live place covers it, it is a new one. */
static void learn(uint64_t address)
{
	MEMORY_BASIC_INFORMATION info;
	uint64_t base, size = 0;

	if (!address || places_find(&tracer.places, address) != SIZE_MAX)
		return;
	if (!VirtualQuery((void *)(uintptr_t)address, &info, sizeof info) || info.State == MEM_FREE)
		return;
	base = (uintptr_t)info.AllocationBase;
	while (VirtualQuery((void *)(uintptr_t)(base + size), &info, sizeof info) &&
	       (uintptr_t)info.AllocationBase == base && info.State != MEM_FREE)
		size += info.RegionSize;
	places_add(&tracer.places, base, size);
}

void hook_forget(const void *address)
{
	size_t number = places_find(&tracer.places, (uintptr_t)address);

	if (number != SIZE_MAX)
		places_release(&tracer.places, number);
}

static void read_args(enum call_id call, va_list given, uint64_t *arg)
{
#define FL_KIND(kind, type) [KIND_##kind] = sizeof(type),
	static const size_t width[] = {
#include "api.h"
	};

	for (unsigned i = 0; calls_arg(call, i) != KINDS; i++)
		arg[i] = width[calls_arg(call, i)] == 8 ? va_arg(given, uint64_t) : va_arg(given, unsigned);
}

/* Open the event of a call that was made; the lab's arguments are `given`. */
static struct told open_event(unsigned line, enum call_id call, uint64_t result, va_list given)
{
	struct told c = { .call = call, .error = tracer_enter(), .failed = calls_failed(call, result) };
	uint64_t arg[CALLS_ARGS];

	read_args(call, given, arg);
	if (calls_result(call) == KIND_ADDRESS)
		learn(result);
	calls_tell(tracer_event("call", line), &tracer.places, &tracer.handles, call, arg, result, c.failed ? c.error : 0);
	return c;
}

struct told hook_after(unsigned line, enum call_id call, uint64_t result, ...)
{
	struct told c;
	va_list given;

	va_start(given, result);
	c = open_event(line, call, result, given);
	va_end(given);
	return c;
}

void hook_out(const struct told *c, const uint64_t *value)
{
	calls_tell_out(&tracer.trace, &tracer.places, &tracer.handles, c->call, value);
}

void hook_finish(const struct told *c)
{
	tracer_close();
	tracer_leave(c->error);
}

void hook_finish_change(const struct told *c)
{
	if (!c->failed)
		seh_changed();
	hook_finish(c);
}

void hook_tell(unsigned line, enum call_id call, uint64_t result, ...)
{
	struct told c;
	va_list given;

	va_start(given, result);
	c = open_event(line, call, result, given);
	va_end(given);
	hook_finish(&c);
}
