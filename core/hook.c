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

static void learn_it(void *address)
{
	learn((uintptr_t)address);
}

void hook_learn(void *address)
{
	aside(learn_it, address);
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

struct opening {
	unsigned line;
	uint64_t result, arg[CALLS_ARGS];
	struct told call;
};

static void tell(void *argument)
{
	struct opening *o = argument;
	enum call_id call = o->call.call;

	if (calls_result(call) == KIND_ADDRESS)
		learn(o->result);
	calls_tell(tracer_event("call", o->line), &tracer.places, &tracer.handles, call, o->arg, o->result,
	           o->call.failed ? o->call.error : 0);
}

/* Open the event of a call that was made; the lab's arguments are `given`. */
static struct told open_event(unsigned line, enum call_id call, uint64_t result, va_list given)
{
	struct opening o = { line, result, { 0 }, { call, tracer_enter(), calls_failed(call, result) } };

	read_args(call, given, o.arg);
	aside(tell, &o);
	return o.call;
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

struct outs {
	enum call_id call;
	const uint64_t *value;
};

static void tell_outs(void *argument)
{
	const struct outs *o = argument;

	calls_tell_out(&tracer.trace, &tracer.places, &tracer.handles, o->call, o->value);
}

void hook_out(const struct told *c, const uint64_t *value)
{
	struct outs o = { c->call, value };

	aside(tell_outs, &o);
}

void hook_finish(const struct told *c)
{
	tracer_close();
	tracer_leave(c->error);
}

static void note_change(void *unused)
{
	(void)unused;
	seh_changed();
}

void hook_finish_change(const struct told *c)
{
	if (!c->failed)
		aside(note_change, NULL);
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

BOOL hook_protect(HANDLE process, void *address, SIZE_T size, DWORD protect, DWORD *old)
{
	uintptr_t at = (uintptr_t)address;
	MEMORY_BASIC_INFORMATION m;

	if (at >= tracer.own_high || at + size <= tracer.own_low || at + size < at)
		return VirtualProtectEx(process, address, size, protect, old);
	if (at < tracer.own_low)
		return VirtualProtectEx(process, address, tracer.own_low - at, protect, old);
	VirtualQuery(address, &m, sizeof m);
	return VirtualProtectEx(process, address, 1, m.Protect, old);
}
