/* record.c - see record.h. */
#include "sim/record/record.h"

#include <stdlib.h>
#include <string.h>

#include "core/printed.h"
#include "sim/nt/memtype.h"
#include "sim/record/heaps.h"
#include "sim/record/machine.h"
#include "sim/record/memory.h"
#include "sim/record/repeat.h"

/* ---- a lab that does not end must not fill the disk: what is told counts as operations of the lab ---- */

#define OPERATIONS_A_BYTE       8
#define OPERATIONS_A_PLACE      256     /* as long as it takes to ask for its pages and write none of it */

static void end_event(struct recorder *r)
{
	if (r->continuing)
		trace_bool(&r->trace, "continuing", true);
	trace_end(&r->trace);
	if (r->budget)
		*r->budget -= (int64_t)(r->trace.used * OPERATIONS_A_BYTE + r->places.asked * OPERATIONS_A_PLACE);
	r->places.asked = 0;
}

/* ---- events ---- */

static const char *const asked_kind[] = { "filter", "vectored", "last-chance" };

static const char *function_of(struct recorder *r, const struct ke_asked *asked)
{
	return asked->kind == KE_ASKED_FILTER ? asked->scope.function : r->function_of(r->context, asked->handler);
}

static uint32_t line_of(struct recorder *r, const struct ke_asked *asked)
{
	return asked->kind == KE_ASKED_FILTER ? asked->scope.line : r->line_of(r->context, asked->handler);
}

static void tell_handler(struct recorder *r, const struct ke_asked *asked)
{
	const char *function = function_of(r, asked);

	trace_string(&r->trace, "kind", asked_kind[asked->kind]);
	if (function != NULL)
		trace_string(&r->trace, "function", function);
	trace_number(&r->trace, "line", line_of(r, asked));
	trace_string(&r->trace, "answer", disposition_name(asked->answer));
}

static void tell_asked(struct recorder *r, const struct ke_exception *e)
{
	trace_open_array(&r->trace, "dispatch");
	for (size_t i = 0; i < e->asks; i++) {
		trace_open_object(&r->trace, NULL);
		tell_handler(r, &e->asked[i]);
		trace_close_object(&r->trace);
	}
	trace_close_array(&r->trace);
}

bool record_is_memory(const struct ke_exception *e)
{
	return (e->code == STATUS_ACCESS_VIOLATION || e->code == STATUS_GUARD_PAGE_VIOLATION ||
	        e->code == STATUS_IN_PAGE_ERROR || e->code == STATUS_STACK_OVERFLOW) && e->parameters >= 2;
}

/* While a fault is being dispatched, its own address is the one that events are about. */
static void focus(struct recorder *r, const struct ke_exception *e)
{
	r->dispatching = e->fault != FAULT_NONE;
	r->fault_va = e->fault ? e->parameter[1] : UINT64_MAX;
}

static void tell_filter(struct recorder *r, const struct ke_exception *e, const struct ke_asked *asked)
{
	trace_event(&r->trace, "filter", line_of(r, asked));
	trace_string(&r->trace, "disposition", disposition_name(asked->answer));
	if (asked->kind != KE_ASKED_FILTER)
		trace_string(&r->trace, "by", asked_kind[asked->kind]);
	if (asked->answer == CONTINUE_EXECUTION && !r->untold)
		trace_bool(&r->trace, "retried", r->retried);
	memory_tell(r);
	if (r->dispatching)
		machine_tell_address(r, r->fault_va);
	machine_tell(r);
	tell_asked(r, e);
	end_event(r);
}

void record_before(struct recorder *r)
{
	if (!r->on || !r->pending)
		return;
	r->pending = false;
	focus(r, &r->pending_of);
	tell_filter(r, &r->pending_of, &r->pending_asked);
	r->dispatching = false;
}

void record_retried(struct recorder *r)
{
	r->retried = true;
	record_before(r);
	r->retried = false;
}

/* During the dispatch of a fault its own address stays the watched one. */
void record_about(struct recorder *r, uint64_t address)
{
	if (r->on && !r->dispatching)
		machine_watch(r, address);
}

void record_call(struct recorder *r, enum call_id call, uint32_t line, const uint64_t *arg, uint64_t result, uint32_t error,
                 const uint64_t *out)
{
	uint64_t address;

	if (!r->on)
		return;
	trace_event(&r->trace, "call", line);
	calls_tell(&r->trace, &r->places, &r->handles, call, arg, result, error);
	if (out)
		calls_tell_out(&r->trace, &r->places, &r->handles, call, out);
	memory_tell(r);
	if (r->dispatching)
		machine_tell_address(r, r->fault_va);
	else if (calls_address(call, arg, result, &address))
		machine_tell_address(r, address);
	machine_tell(r);
	heaps_tell(r);
	end_event(r);
}

void record_reserved(struct recorder *r, uint64_t address)
{
	struct vad_view v;

	if (places_find(&r->places, address) == SIZE_MAX && vm_vad_at(r->vm, address, &v))
		places_add(&r->places, v.first_vpn << PAGE_SHIFT, (v.last_vpn - v.first_vpn + 1) << PAGE_SHIFT);
}

void record_released(struct recorder *r, uint64_t address)
{
	size_t n = places_find(&r->places, address);

	if (n != SIZE_MAX)
		places_release(&r->places, n);
}

/* What a number is that the lab has printed (printed.h). */
static const char *what_is(void *context, uint64_t value)
{
	const struct recorder *r = context;
	struct vad_view v;

	if (value == RECORD_NOW)
		return "time";
	if (places_find(&r->places, value) != SIZE_MAX || !vm_vad_at(r->vm, value, &v))
		return NULL;
	return v.stack ? "stack" : v.type == MEM_IMAGE ? "image" : v.type == MEM_PRIVATE ? "heap" : "system";
}

void record_output(struct recorder *r, uint32_t line, const char *text, size_t size_bytes)
{
	r->outputs++;
	if (!r->on)
		return;
	record_before(r);
	trace_event(&r->trace, "output", line);
	trace_bytes(&r->trace, "text", text, size_bytes);
	printed_tell(&r->trace, text, size_bytes, what_is, r);
	memory_tell(r);
	machine_tell(r);
	end_event(r);
}

void record_exit(struct recorder *r, uint32_t code, const char *reason)
{
	if (!r->on)
		return;
	record_before(r);
	trace_event(&r->trace, "exit", 0);
	trace_number(&r->trace, "code", (int32_t)code);
	if (reason != NULL)
		trace_string(&r->trace, "reason", reason);
	memory_tell(r);
	machine_tell(r);
	end_event(r);
}

/* ---- exceptions ---- */

static const char *access_name(uint64_t kind)
{
	return kind == ACCESS_WRITE ? "write" : kind == ACCESS_EXECUTE ? "execute" : "read";
}

static void tell_exception(struct recorder *r, const struct ke_exception *e)
{
	struct trace *t = &r->trace;

	trace_name(t, "code", name_exception, e->code);
	if (record_is_memory(e)) {
		trace_string(t, "access", access_name(e->parameter[0]));
		trace_hex(t, "address", e->parameter[1]);
		places_at(&r->places, t, "at", e->parameter[1]);
	} else if (e->parameters > 0) {
		trace_open_array(t, "parameters");
		for (uint32_t i = 0; i < e->parameters; i++)
			trace_hex(t, NULL, e->parameter[i]);
		trace_close_array(t);
	}
}

bool record_raised(struct recorder *r, const struct ke_exception *e)
{
	r->trap_in_hand = e->trap;
	record_before(r);
	r->trap_in_hand = false;
	if (!repeat_count(r, e))
		return false;
	r->continued = false;
	focus(r, e);
	if (!r->on)
		return true;
	trace_event(&r->trace, "fault", r->line_of(r->context, e->instruction));
	tell_exception(r, e);
	memory_tell(r);
	if (e->fault) {                         /* else the program raised it, and nobody looked at a page */
		trace_string(&r->trace, "kind", fault_kind_name(e->fault));
		machine_watch(r, r->fault_va);
		machine_tell_address(r, r->fault_va);
		trace_open_object(&r->trace, "tlb");
		trace_string(&r->trace, "lookup", "miss");
		trace_number(&r->trace, "misses", (int64_t)vm_tlb(r->vm)->misses);
		trace_number(&r->trace, "fills", (int64_t)vm_tlb(r->vm)->fills);
		trace_number(&r->trace, "flushes", (int64_t)vm_tlb(r->vm)->flushes);
		trace_close_object(&r->trace);
	}
	machine_tell(r);
	trace_string(&r->trace, "function", r->function_of(r->context, e->instruction));
	if (r->tell_stack != NULL)
		r->tell_stack(r->stack, &r->trace);
	end_event(r);
	return true;
}

/* The retry comes first: the filter is written before the next event (RECORD-1). */
static void answered_continue(struct recorder *r, const struct ke_exception *e, const struct ke_asked *asked)
{
	r->continued = true;
	r->dispatching = false;
	r->pending = true;
	r->pending_of = *e;
	r->pending_asked = *asked;
}

void record_answered(struct recorder *r, const struct ke_exception *e, const struct ke_asked *asked)
{
	bool filter = asked->kind == KE_ASKED_FILTER;

	record_before(r);
	focus(r, e);
	if (asked->answer == CONTINUE_EXECUTION) {
		answered_continue(r, e, asked);
		return;
	}
	if (r->on)
		tell_filter(r, e, asked);
	if (filter && asked->answer == EXECUTE_HANDLER)
		r->dispatching = false;
}

void record_handler(struct recorder *r, const struct ke_exception *e, const struct ke_scope *scope)
{
	r->dispatching = false;
	if (!r->on)
		return;
	record_before(r);
	trace_event(&r->trace, "handler", scope->line);
	trace_name(&r->trace, "code", name_exception, e->code);
	trace_string(&r->trace, "function", scope->function);
	memory_tell(r);
	machine_tell(r);
	tell_asked(r, e);
	end_event(r);
}

/* The filter that continues is written before them, and nothing is said of the retry, which comes later. */
void record_continuing(struct recorder *r, bool begins)
{
	if (begins) {
		r->untold = true;
		record_before(r);
		r->untold = false;
		r->continuing++;
		return;
	}
	record_before(r);
	r->continuing--;
}

void record_continued(struct recorder *r, uint64_t handler, enum disposition answer)
{
	const char *function = r->function_of(r->context, handler);

	record_before(r);
	if (!r->on)
		return;
	trace_event(&r->trace, "continue", r->line_of(r->context, handler));
	trace_string(&r->trace, "disposition", disposition_name(answer));
	if (function)
		trace_string(&r->trace, "function", function);
	memory_tell(r);
	machine_tell(r);
	end_event(r);
}

void record_finally(struct recorder *r, const struct ke_scope *scope, bool abnormal)
{
	if (!r->on)
		return;
	record_before(r);
	trace_event(&r->trace, "finally", scope->line);
	trace_bool(&r->trace, "abnormal", abnormal);
	trace_string(&r->trace, "function", scope->function);
	memory_tell(r);
	machine_tell(r);
	end_event(r);
}

void record_unhandled(struct recorder *r, const struct ke_exception *e)
{
	if (!r->on)
		return;
	record_before(r);
	trace_event(&r->trace, "unhandled", r->line_of(r->context, e->instruction));
	tell_exception(r, e);
	memory_tell(r);
	end_event(r);
}

/* ---- life ---- */

static void *grow(void *context, void *old, size_t old_bytes, size_t size_bytes)
{
	(void)context;
	(void)old_bytes;
	if (size_bytes == 0) {
		free(old);
		return NULL;
	}
	return realloc(old, size_bytes);
}

/* The reservation that holds `va`, or SIZE_MAX: mostly the one that was asked for last. */
static size_t place_of(struct recorder *r, uint64_t va)
{
	size_t n = r->place;

	if (n >= r->places.count || !r->places.place[n].live || va - r->places.place[n].base >= r->places.place[n].size)
		n = places_find(&r->places, va);
	return r->place = n;
}

static void told(void *context, const struct resolved *what)
{
	struct recorder *r = context;

	if (r->resolved_count < RESOLVED_MAX)
		r->resolved[r->resolved_count++] = *what;
	else
		rest_add(&r->resolved_rest, &(struct rest_sort){ (uint8_t)what->kind, (uint8_t)what->access, what->from, 0,
		                                                 place_of(r, what->va) }, true, what->va);
}

static void told_move(void *context, const struct moved *what)
{
	struct recorder *r = context;

	if (r->moved_count < RESOLVED_MAX)
		r->moved[r->moved_count++] = *what;
	else
		rest_add(&r->moved_rest, &(struct rest_sort){ (uint8_t)what->kind, 0, what->from, what->to,
		                                              what->has_va ? place_of(r, what->va) : SIZE_MAX }, what->has_va, what->va);
}

/* RECORD-3 */
static void told_changed(void *context, uint64_t first_vpn, uint64_t last_vpn)
{
	struct recorder *r = context;
	uint64_t end = (last_vpn + 1) << PAGE_SHIFT;

	for (size_t i = places_above(&r->places, first_vpn << PAGE_SHIFT); i < r->places.live; i++) {
		size_t number = r->places.by_base[i];

		if (r->places.place[number].base >= end)
			return;
		places_touch(&r->places, number);
	}
}

static void told_written(void *context, unsigned level, uint64_t va)
{
	struct recorder *r = context;
	size_t number;

	trees_written(&r->trees, level, va);
	number = level == 0 ? place_of(r, va) : SIZE_MAX;
	if (number != SIZE_MAX)
		places_touch(&r->places, number);
}

static bool no_sink(void *context, const char *line, size_t size_bytes)
{
	(void)context;
	(void)line;
	(void)size_bytes;
	return true;
}

void record_start(struct recorder *r, struct vm *vm, bool (*trace_sink)(void *, const char *, size_t), void *sink_context)
{
	r->vm = vm;
	r->on = trace_sink != NULL;
	r->limits = (struct record_limits){ -1, -1, -1, NULL };
	trace_init(&r->trace, trace_sink ? trace_sink : no_sink, grow, sink_context);
	places_init(&r->places, &r->trace);
	handles_init(&r->handles, &r->trace);
	r->trees.vads_ended = r->trees.tables_ended = !r->on;
	if (!r->on)
		return;
	if (!trees_init(&r->trees))
		r->trees.vads_ended = r->trees.tables_ended = true;
	vm_on_resolved(vm, told, r);
	vm_on_moved(vm, told_move);
	record_watch(r);
}

void record_watch(struct recorder *r)
{
	vm_on_written(r->vm, r, told_written, told_changed);
	r->watching = true;
}

void record_free(struct recorder *r)
{
	places_free(&r->places);
	handles_free(&r->handles);
	trees_free(&r->trees);
	trace_free(&r->trace);
}

/* With these the simulator's residency is not to be compared with a real system's. */
static void tell_limits(struct recorder *r)
{
	const struct record_limits *l = &r->limits;

	if (l->frames < 0 && l->pagefile < 0 && l->ws_max < 0 && l->policy == NULL)
		return;
	trace_open_object(&r->trace, "limits");
	if (l->frames >= 0)
		trace_number(&r->trace, "frames", l->frames);
	if (l->pagefile >= 0)
		trace_number(&r->trace, "pagefile", l->pagefile);
	if (l->ws_max >= 0)
		trace_number(&r->trace, "ws_max", l->ws_max);
	if (l->policy != NULL)
		trace_string(&r->trace, "policy", l->policy);
	trace_close_object(&r->trace);
}

void record_begin(struct recorder *r, const char *lab, const char *source, int args, const char *const *arg)
{
	if (!r->on)
		return;
	r->resolved_count = r->moved_count = 0;         /* what the loader touched is not the lab's */
	rest_clear(&r->resolved_rest);
	rest_clear(&r->moved_rest);
	vm_counters(r->vm, &r->told);
	r->charged_before = r->told.commit_pages;
	trace_begin(&r->trace, "sim", lab, "FaultLab sim");
	tell_limits(r);
	if (args > 0) {
		trace_open_array(&r->trace, "args");
		for (int i = 0; i < args; i++)
			trace_string(&r->trace, NULL, arg[i]);
		trace_close_array(&r->trace);
	}
	if (source != NULL && strlen(source) <= (1u << 20))
		trace_string(&r->trace, "source", source);
	trace_end(&r->trace);
}
