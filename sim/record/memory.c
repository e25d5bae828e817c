/* memory.c - see memory.h. */
#include "sim/record/memory.h"

#include <string.h>

#include "sim/nt/memtype.h"
#include "sim/nt/protection.h"
#include "sim/win32/virtual.h"

#define RUNS_MAX 1024           /* as on the real side: a more ragged run is told by its count only */

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
		if (now && !before && (*runs)++ < RUNS_MAX) {
			run[*runs - 1][0] = (uint32_t)i;
			run[*runs - 1][1] = 0;
		}
		if (now && *runs <= RUNS_MAX)
			run[*runs - 1][1]++;
		before = now;
	}
	if (resident == 0 || (uint64_t)resident == pages || *runs > RUNS_MAX)
		*runs = 0;
	return resident;
}

void memory_tell_runs(void *context, const struct place *place, places_emit *emit, void *emitter)
{
	struct recorder *r = context;
	uint32_t resident_run[RUNS_MAX][2];
	size_t resident_runs;
	struct memory_basic_information m;

	for (uint64_t at = place->base; at < place->base + place->size; at += m.region_size) {
		struct place_run run;

		if (win32_virtual_query(r->vm, at, &m) != 0 || m.region_size == 0)
			return;
		if (m.region_size > place->base + place->size - at)
			m.region_size = place->base + place->size - at;
		run = (struct place_run){ at - place->base, m.region_size, m.state, m.protect, m.allocation_protect,
		                          m.type, -1 };
		resident_runs = 0;
		if (m.state == MEM_COMMIT)
			run.resident = residency(r->vm, at, m.region_size, resident_run, &resident_runs);
		emit(emitter, &run, (const uint32_t (*)[2])resident_run, resident_runs);
	}
}

void memory_tell(struct recorder *r)
{
	struct trace *t = &r->trace;
	struct vm_counters c;

	places_regions(&r->places, t, memory_tell_runs, r);
	vm_counters(r->vm, &c);
	c.traps -= r->trap_in_hand;
	c.access_violations -= r->trap_in_hand;
	trace_open_object(t, "counters");
	trace_number(t, "page_faults", (int64_t)c.resolved);
	trace_number(t, "commit_pages", (int64_t)r->places.committed);
	trace_number(t, "working_set_pages", (int64_t)r->places.resident);
	trace_number(t, "reserved_pages", (int64_t)r->places.reserved);
	trace_number(t, "traps", (int64_t)c.traps);
	trace_number(t, "access_violations", (int64_t)c.access_violations);
	trace_number(t, "demand_zero", (int64_t)c.demand_zero);
	trace_number(t, "soft_faults", (int64_t)c.soft);
	trace_number(t, "hard_faults", (int64_t)c.hard);
	trace_number(t, "copy_on_write", (int64_t)c.copied);
	trace_number(t, "page_table_pages", (int64_t)c.page_table_pages);
	trace_number(t, "charged_pages", (int64_t)(c.commit_pages - r->charged_before));
	trace_close_object(t);
}

/* ---- the stack's own region, which is no reservation of the lab ---- */

static const char *stack_word(const struct vm *vm, uint64_t va)
{
	struct memory_basic_information m;

	if (win32_virtual_query(vm, va, &m) != 0 || m.state != MEM_COMMIT)
		return "reserved";
	return m.protect & PAGE_GUARD ? "guard" : vm_resident(vm, va) ? "resident" : "committed";
}

static void tell_run(struct trace *t, uint64_t first, uint64_t count, const char *word)
{
	trace_open_array(t, NULL);
	trace_number(t, NULL, (int64_t)first);
	trace_number(t, NULL, (int64_t)count);
	trace_string(t, NULL, word);
	trace_close_array(t);
}

void memory_tell_stack(struct recorder *r, uint64_t va)
{
	struct trace *t = &r->trace;
	struct vad_view v;
	const char *word = NULL;
	uint64_t from = 0, pages;

	if (!vm_vad_at(r->vm, va, &v) || !v.stack)
		return;
	pages = v.last_vpn - v.first_vpn + 1;
	trace_open_object(t, "stack_memory");
	trace_hex(t, "base", v.first_vpn << PAGE_SHIFT);
	trace_number(t, "pages", (int64_t)pages);
	trace_open_array(t, "runs");
	for (uint64_t i = 0; i < pages; i++) {
		const char *now = stack_word(r->vm, (v.first_vpn + i) << PAGE_SHIFT);

		if (word != NULL && strcmp(now, word) != 0) {
			tell_run(t, from, i - from, word);
			from = i;
		}
		word = now;
	}
	tell_run(t, from, pages - from, word);
	trace_close_array(t);
	trace_close_object(t);
}
