#include "sim/record/record.h"

#include <stdlib.h>
#include <string.h>

#include "sim/win32/virtual.h"

#define MEM_COMMIT_     0x1000u
#define MEM_RESERVE_    0x2000u
#define MEM_PRIVATE_    0x20000u
#define MEM_MAPPED_     0x40000u
#define STATUS_IN_PAGE_ERROR_ 0xC0000006u

/* ---- a lab that does not end must not fill the disk: what is told counts as operations of the lab ---- */

#define OPERATIONS_A_BYTE       8
#define OPERATIONS_A_PLACE      256     /* as long as it takes to ask for its pages and write none of it */

static void end_event(struct recorder *r)
{
	trace_end(&r->trace);
	if (r->budget)
		*r->budget -= (int64_t)(r->trace.used * OPERATIONS_A_BYTE + r->asked.places * OPERATIONS_A_PLACE + r->places.count);
	r->asked = (struct record_asked){ 0 };
}

/* ---- memory as VirtualQuery tells it ---- */

#define MOST_RUNS 512

/* Which pages of a committed run are resident, as pairs [first, count]; returns how many pages are. */
static int64_t residency(const struct vm *vm, uint64_t base, uint64_t size, uint32_t (*run)[2], size_t *runs)
{
	uint64_t pages = size >> PAGE_SHIFT;
	int64_t resident = 0;
	bool before = false;

	*runs = 0;
	for (uint64_t i = 0; i < pages; i++) {
		bool now = vm_resident(vm, base + (i << PAGE_SHIFT));

		resident += now;
		if (now && before && *runs <= MOST_RUNS && *runs > 0) {
			run[*runs - 1][1]++;
		} else if (now && *runs < MOST_RUNS) {
			run[*runs][0] = (uint32_t)i;
			run[(*runs)++][1] = 1;
		}
		before = now;
	}
	if (resident == 0 || (uint64_t)resident == pages)
		*runs = 0;
	return resident;
}

static void tell_runs(void *context, const struct place *place, places_emit *emit, void *emitter)
{
	struct recorder *r = context;
	uint32_t resident_run[MOST_RUNS][2];
	size_t resident_runs;
	struct memory_basic_information m;

	r->asked.places++;
	r->asked.reserved += place->size >> PAGE_SHIFT;
	for (uint64_t at = place->base; at < place->base + place->size; at += m.region_size) {
		struct place_run run;

		if (win32_virtual_query(r->vm, at, &m) != 0 || m.region_size == 0)
			return;
		if (m.region_size > place->base + place->size - at)
			m.region_size = place->base + place->size - at;
		run = (struct place_run){ at - place->base, m.region_size, m.state, m.protect, m.allocation_protect,
		                          m.type, -1 };
		resident_runs = 0;
		if (m.state == MEM_COMMIT_) {
			run.resident = residency(r->vm, at, m.region_size, resident_run, &resident_runs);
			r->asked.committed += m.region_size >> PAGE_SHIFT;
			r->asked.resident += (uint64_t)run.resident;
		}
		emit(emitter, &run, (const uint32_t (*)[2])resident_run, resident_runs);
	}
}

static void tell_memory(struct recorder *r)
{
	struct trace *t = &r->trace;
	struct vm_counters c;

	r->asked = (struct record_asked){ 0 };
	places_regions(&r->places, t, tell_runs, r);
	vm_counters(r->vm, &c);
	c.traps -= r->trap_in_hand;
	c.access_violations -= r->trap_in_hand;
	trace_open_object(t, "counters");
	trace_number(t, "page_faults", (int64_t)c.resolved);
	trace_number(t, "commit_pages", (int64_t)r->asked.committed);
	trace_number(t, "working_set_pages", (int64_t)r->asked.resident);
	trace_number(t, "reserved_pages", (int64_t)r->asked.reserved);
	trace_number(t, "traps", (int64_t)c.traps);
	trace_number(t, "access_violations", (int64_t)c.access_violations);
	trace_number(t, "demand_zero", (int64_t)c.demand_zero);
	trace_number(t, "soft_faults", (int64_t)c.soft);
	trace_number(t, "hard_faults", (int64_t)c.hard);
	trace_number(t, "copy_on_write", (int64_t)c.copied);
	trace_number(t, "page_table_pages", (int64_t)c.page_table_pages);
	trace_close_object(t);
}

/* ---- what only the simulator knows ---- */

static void tell_entry(struct trace *t, const char *key, uint64_t entry)
{
	trace_open_object(t, key);
	trace_hex(t, "value", entry);
	trace_number(t, "P", entry & 1);
	if ((entry & 1) == 0) {
		trace_string(t, "means", pte_meaning(entry));
	} else {
		trace_number(t, "RW", entry >> 1 & 1);
		trace_number(t, "US", entry >> 2 & 1);
		trace_number(t, "A", entry >> 5 & 1);
		trace_number(t, "D", entry >> 6 & 1);
		trace_number(t, "G", entry >> 8 & 1);
		trace_number(t, "NX", entry >> 63);
		trace_hex(t, "pfn", entry >> PAGE_SHIFT & 0xFFFFFFFFFull);
	}
	trace_close_object(t);
}

static void tell_walk(struct trace *t, const struct walk *before, const struct walk *now)
{
	static const char *const level[] = { "PML4", "PDPT", "PD", "PT" };

	trace_open_array(t, "walk");
	for (unsigned i = 0; i < now->levels; i++) {
		const struct walk_level *l = &now->level[i];

		trace_open_object(t, NULL);
		trace_string(t, "level", level[i]);
		trace_number(t, "index", l->index);
		trace_hex(t, "table", l->table_pfn);
		tell_entry(t, "before", i < before->levels ? before->level[i].entry : 0);
		tell_entry(t, "after", l->entry);
		trace_close_object(t);
	}
	trace_close_array(t);
}

static void tell_vad(struct recorder *r, uint64_t va, size_t *charge)
{
	struct trace *t = &r->trace;
	struct vad_view v;

	if (!vm_vad_at(r->vm, va, &v)) {
		*charge = 0;
		trace_null(t, "vad");
		return;
	}
	trace_open_object(t, "vad");
	trace_hex(t, "start", v.first_vpn);
	trace_hex(t, "end", v.last_vpn);
	trace_string(t, "type", v.type == MEM_PRIVATE_ ? "Private" : v.type == MEM_MAPPED_ ? "Mapped" : "Image");
	trace_name(t, "protect", name_protect, v.alloc_protect);
	trace_bool(t, "mem_commit", v.mem_commit);
	trace_number(t, "commit_charge_before", (int64_t)*charge);
	trace_number(t, "commit_charge", (int64_t)v.commit_charge);
	trace_close_object(t);
	*charge = v.commit_charge;
}

/* From here on `va` is watched: what it is now will be `before` in the next event about it. */
static void watch(struct recorder *r, uint64_t va)
{
	struct vad_view v;

	r->watched = va;
	vm_walk(r->vm, va, &r->watched_walk);
	r->watched_charge = vm_vad_at(r->vm, va, &v) ? v.commit_charge : 0;
}

static void tell_address(struct recorder *r, uint64_t va)
{
	struct walk now;

	if (va >> PAGE_SHIFT != r->watched >> PAGE_SHIFT)
		watch(r, va);
	vm_walk(r->vm, va, &now);
	trace_hex(&r->trace, "walk_of", va);
	tell_walk(&r->trace, &r->watched_walk, &now);
	r->watched_walk = now;
	tell_vad(r, va, &r->watched_charge);
}

static void tell_resolved(struct recorder *r)
{
	static const char *const access[] = { "read", "write" };
	struct trace *t = &r->trace;

	if (r->resolved_count == 0)
		return;
	trace_open_array(t, "resolved");
	for (size_t i = 0; i < r->resolved_count; i++) {
		const struct resolved *f = &r->resolved[i];

		trace_open_object(t, NULL);
		trace_string(t, "kind", fault_kind_name(f->kind));
		trace_string(t, "access", f->access == ACCESS_EXECUTE ? "execute" : access[f->access]);
		places_at(&r->places, t, "at", f->va);
		trace_hex(t, "pfn", f->pfn);
		if (f->kind != FAULT_STACK_GROWTH)
			trace_string(t, "from", vm_location_name(f->from));
		trace_close_object(t);
	}
	trace_close_array(t);
	if (r->resolved_more != 0)
		trace_number(t, "resolved_more", (int64_t)r->resolved_more);
	r->resolved_count = 0;
	r->resolved_more = 0;
}

static void tell_moved(struct recorder *r)
{
	struct trace *t = &r->trace;

	if (r->moved_count == 0)
		return;
	trace_open_array(t, "transitions");
	for (size_t i = 0; i < r->moved_count; i++) {
		const struct moved *m = &r->moved[i];

		trace_open_object(t, NULL);
		trace_string(t, "kind", move_kind_name(m->kind));
		if (m->has_va)
			places_at(&r->places, t, "at", m->va);
		trace_hex(t, "pfn", m->pfn);
		trace_string(t, "from", vm_location_name(m->from));
		trace_string(t, "to", vm_location_name(m->to));
		if (m->slot != 0)
			trace_number(t, "slot", m->slot);
		trace_close_object(t);
	}
	trace_close_array(t);
	if (r->moved_more != 0)
		trace_number(t, "transitions_more", (int64_t)r->moved_more);
	r->moved_count = 0;
	r->moved_more = 0;
}

static void tell_lists(struct trace *t, const char *key, const struct vm_counters *c)
{
	trace_open_object(t, key);
	trace_number(t, "zeroed", (int64_t)c->zeroed);
	trace_number(t, "free", (int64_t)c->free);
	trace_number(t, "standby", (int64_t)c->standby);
	trace_number(t, "modified", (int64_t)c->modified);
	trace_number(t, "active", (int64_t)c->active);
	trace_number(t, "page_file", (int64_t)c->pagefile_used);
	trace_close_object(t);
}

static bool same_lists(const struct vm_counters *a, const struct vm_counters *b)
{
	return a->zeroed == b->zeroed && a->free == b->free && a->standby == b->standby &&
	       a->modified == b->modified && a->active == b->active && a->pagefile_used == b->pagefile_used;
}

/* All that happened since the event before: faults resolved, steps of the system, lists and trees. */
static void tell_frames(struct recorder *r)
{
	struct vm_counters now;

	tell_resolved(r);
	tell_moved(r);
	if (r->tell_variables != NULL)
		r->tell_variables(r->variables, &r->trace);
	vm_counters(r->vm, &now);
	if (!r->lists_told || !same_lists(&now, &r->told)) {
		trace_open_object(&r->trace, "lists");
		tell_lists(&r->trace, "before", &r->told);
		tell_lists(&r->trace, "after", &now);
		trace_close_object(&r->trace);
		r->told = now;
		r->lists_told = true;
	}
	trees_tell(&r->trees, &r->trace, r->vm);
}

static const char *disposition(int32_t value)
{
	return value < 0 ? "EXCEPTION_CONTINUE_EXECUTION" : value == 0 ? "EXCEPTION_CONTINUE_SEARCH" :
	       "EXCEPTION_EXECUTE_HANDLER";
}

static void tell_handler(struct recorder *r, const struct ke_asked *asked)
{
	static const char *const kind[] = { "filter", "vectored", "last-chance" };
	bool scope = asked->kind == KE_ASKED_FILTER;
	const char *function = scope ? asked->scope.function : r->function_of(r->context, asked->handler);

	trace_string(&r->trace, "kind", kind[asked->kind]);
	if (function != NULL)
		trace_string(&r->trace, "function", function);
	trace_number(&r->trace, "line", scope ? asked->scope.line : r->line_of(r->context, asked->handler));
	trace_string(&r->trace, "answer", disposition(asked->answer));
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

/* ---- events ---- */

static bool is_memory(const struct ke_exception *e)
{
	return (e->code == STATUS_ACCESS_VIOLATION || e->code == STATUS_GUARD_PAGE_VIOLATION ||
	        e->code == STATUS_IN_PAGE_ERROR_ || e->code == STATUS_STACK_OVERFLOW) && e->parameters >= 2;
}

/* While an exception is being dispatched, its own address is the one that events are about. */
static void focus(struct recorder *r, const struct ke_exception *e)
{
	r->dispatching = is_memory(e);
	r->fault_va = is_memory(e) ? e->parameter[1] : UINT64_MAX;
}

static void tell_filter(struct recorder *r, const struct ke_exception *e, const struct ke_scope *scope, int32_t value)
{
	trace_event(&r->trace, "filter", scope->line);
	trace_string(&r->trace, "disposition", disposition(value));
	tell_memory(r);
	if (r->dispatching)
		tell_address(r, r->fault_va);
	tell_frames(r);
	tell_asked(r, e);
	end_event(r);
}

void record_before(struct recorder *r)
{
	if (!r->on || !r->pending)
		return;
	r->pending = false;
	focus(r, &r->pending_of);
	tell_filter(r, &r->pending_of, &r->pending_scope, -1);
	r->dispatching = false;
}

/* During the dispatch of a fault its own address stays the watched one. */
void record_about(struct recorder *r, uint64_t address)
{
	if (r->on && !r->dispatching)
		watch(r, address);
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
	tell_memory(r);
	if (r->dispatching)
		tell_address(r, r->fault_va);
	else if (calls_address(call, arg, result, &address))
		tell_address(r, address);
	tell_frames(r);
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

/* What was changed and changed back is a change: such a program gets on. */
void record_changed(struct recorder *r)
{
	if (r->repeats > 0 && !r->changed)
		r->changed = places_digest(&r->places, tell_runs, r) != r->repeat_digest;
}

void record_output(struct recorder *r, uint32_t line, const char *text, size_t size_bytes)
{
	if (!r->on)
		return;
	record_before(r);
	trace_event(&r->trace, "output", line);
	trace_bytes(&r->trace, "text", text, size_bytes);
	tell_memory(r);
	tell_frames(r);
	end_event(r);
}

void record_exit(struct recorder *r, uint32_t code, const char *reason)
{
	if (!r->on)
		return;
	record_before(r);
	trace_event(&r->trace, "exit", 0);
	trace_number(&r->trace, "code", code);
	if (reason != NULL)
		trace_string(&r->trace, "reason", reason);
	tell_memory(r);
	tell_frames(r);
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
	if (is_memory(e)) {
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

/* Why the access was refused. The page tables still show it: nothing was changed for a violation. */
static const char *kind_of(struct recorder *r, const struct ke_exception *e)
{
	struct memory_basic_information m;

	if (e->code == STATUS_GUARD_PAGE_VIOLATION)
		return "guard";
	if (e->code == STATUS_STACK_OVERFLOW)
		return "stack-overflow";
	if (e->code == STATUS_IN_PAGE_ERROR_)
		return "in-page";
	if (win32_virtual_query(r->vm, e->parameter[1], &m) != 0 || m.state != MEM_COMMIT_ || (m.protect & 1))
		return "no-access";
	return e->parameter[0] == ACCESS_EXECUTE ? "no-execute" : "protection";
}

/* True if this exception repeats the one before in every respect and nothing has changed in between. */
static bool repeats(struct recorder *r, const struct ke_exception *e)
{
	uint64_t access = is_memory(e) ? e->parameter[0] : 0, address = is_memory(e) ? e->parameter[1] : 0;
	bool same = r->continued && !r->changed && !e->called && r->repeat_code == e->code && r->repeat_access == access &&
	            r->repeat_address == address && r->repeat_instruction == e->instruction;
	uint64_t digest = places_digest(&r->places, tell_runs, r);

	if (same && digest == r->repeat_digest)
		return true;
	r->changed = false;
	r->repeat_code = e->code;
	r->repeat_access = access;
	r->repeat_address = address;
	r->repeat_instruction = e->instruction;
	r->repeat_digest = digest;
	return false;
}

bool record_raised(struct recorder *r, const struct ke_exception *e)
{
	r->trap_in_hand = e->trap;
	record_before(r);
	r->trap_in_hand = false;
	r->repeats = repeats(r, e) ? r->repeats + 1 : 1;
	if (r->repeats > MOST_REPEATS)
		return false;
	r->continued = false;
	focus(r, e);
	if (!r->on)
		return true;
	trace_event(&r->trace, "fault", r->line_of(r->context, e->instruction));
	tell_exception(r, e);
	tell_memory(r);
	if (is_memory(e)) {
		trace_string(&r->trace, "kind", kind_of(r, e));
		watch(r, r->fault_va);
		tell_address(r, r->fault_va);
		trace_open_object(&r->trace, "tlb");
		trace_string(&r->trace, "lookup", "miss");
		trace_number(&r->trace, "misses", (int64_t)vm_tlb(r->vm)->misses);
		trace_number(&r->trace, "fills", (int64_t)vm_tlb(r->vm)->fills);
		trace_number(&r->trace, "flushes", (int64_t)vm_tlb(r->vm)->flushes);
		trace_close_object(&r->trace);
	}
	tell_frames(r);
	trace_string(&r->trace, "function", r->function_of(r->context, e->instruction));
	end_event(r);
	return true;
}

/* The retry comes first: the filter is written before the next event (R1). */
static void answered_continue(struct recorder *r, const struct ke_exception *e, const struct ke_asked *asked)
{
	r->continued = true;
	r->dispatching = false;
	if (asked->kind != KE_ASKED_FILTER)
		return;
	r->pending = true;
	r->pending_of = *e;
	r->pending_scope = asked->scope;
}

void record_answered(struct recorder *r, const struct ke_exception *e, const struct ke_asked *asked)
{
	bool filter = asked->kind == KE_ASKED_FILTER;

	record_before(r);
	focus(r, e);
	if (filter ? asked->answer < 0 : asked->answer == -1) {
		answered_continue(r, e, asked);
		return;
	}
	if (r->on && filter)
		tell_filter(r, e, &asked->scope, asked->answer);
	if (filter && asked->answer > 0)
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
	tell_memory(r);
	tell_frames(r);
	tell_asked(r, e);
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
	tell_memory(r);
	tell_frames(r);
	end_event(r);
}

void record_unhandled(struct recorder *r, const struct ke_exception *e)
{
	if (!r->on)
		return;
	record_before(r);
	trace_event(&r->trace, "unhandled", r->line_of(r->context, e->instruction));
	tell_exception(r, e);
	tell_memory(r);
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

static void told(void *context, const struct resolved *what)
{
	struct recorder *r = context;

	if (r->resolved_count < MOST_RESOLVED)
		r->resolved[r->resolved_count++] = *what;
	else
		r->resolved_more++;
}

static void told_move(void *context, const struct moved *what)
{
	struct recorder *r = context;

	if (r->moved_count < MOST_RESOLVED)
		r->moved[r->moved_count++] = *what;
	else
		r->moved_more++;
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
	if (!r->on)
		return;
	if (!trees_init(&r->trees))
		r->trees.vads_ended = r->trees.tables_ended = true;
	vm_on_resolved(vm, told, r);
	vm_on_moved(vm, told_move);
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
	r->resolved_count = 0;          /* what the loader touched is not the lab's */
	r->resolved_more = 0;
	r->moved_count = 0;
	r->moved_more = 0;
	vm_counters(r->vm, &r->told);
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
