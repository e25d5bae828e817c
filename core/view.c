/*
 * view.c - the lab's memory as the system tells it.
 *
 * VirtualQuery gives the runs of each reservation, QueryWorkingSetEx says which
 * committed pages are resident. Both are asked anew whenever the lab ran, for
 * it can touch memory without telling anybody. The counters are sums over the
 * same answers: those of GetProcessMemoryInfo count the C library's pages and
 * the tracer's as well, and Wine has no page-fault count at all.
 *
 * Residency costs one query a page, so a lab with more than MAX_ASKED committed
 * pages is told without it.
 *
 * Neighbours: tracer.h.  Source: docs/reference/sources.md, [VirtualQuery], [QueryWorkingSetEx].
 */
#include "tracer.h"

#include <psapi.h>

/* By their imports, and not by the pieces of code in between, which stand among the lab's. */
extern BOOL (WINAPI *__imp_K32QueryWorkingSetEx)(HANDLE, PVOID, DWORD);
extern BOOL (WINAPI *__imp_K32GetProcessMemoryInfo)(HANDLE, PPROCESS_MEMORY_COUNTERS, DWORD);

#define PAGE 4096u
#define MAX_ASKED 65536u        /* pages, in one view */
#define BATCH 1024u             /* pages asked in one call */
#define MAX_RUNS 1024u          /* resident runs of one run; a more ragged one is told by its count only */

static struct {
	uint64_t commit_pages, working_set_pages, reserved_pages, asked;
	bool unsure;            /* the working set is not known */
} sum;

static PSAPI_WORKING_SET_EX_INFORMATION batch[BATCH];
static uint32_t resident_run[MAX_RUNS][2];

struct residency {
	uint64_t pages, runs;
	bool last;              /* the page before was resident */
};

static void note_page(struct residency *r, uint64_t page, bool resident)
{
	if (resident && !r->last) {
		if (r->runs < MAX_RUNS) {
			resident_run[r->runs][0] = (uint32_t)page;
			resident_run[r->runs][1] = 0;
		}
		r->runs++;
	}
	if (resident && r->runs <= MAX_RUNS)
		resident_run[r->runs - 1][1]++;
	r->pages += resident;
	r->last = resident;
}

/* Which pages of a committed run are resident; false if the system does not say. */
static bool ask_residency(uint64_t address, uint64_t pages, struct residency *r)
{
	for (uint64_t done = 0; done < pages;) {
		uint64_t count = pages - done < BATCH ? pages - done : BATCH;

		for (uint64_t i = 0; i < count; i++)
			batch[i].VirtualAddress = (void *)(uintptr_t)(address + (done + i) * PAGE);
		if (!__imp_K32QueryWorkingSetEx(GetCurrentProcess(), batch, (DWORD)(count * sizeof batch[0])))
			return false;
		for (uint64_t i = 0; i < count; i++)
			note_page(r, done + i, batch[i].VirtualAttributes.Valid);
		done += count;
	}
	return true;
}

/* A committed run: counted, and told with its residency where that can be had. */
static void tell_committed(struct place_run *run, uint64_t address, places_emit *emit, void *emitter)
{
	struct residency r = { 0 };
	uint64_t pages = run->size / PAGE;
	bool ragged;

	sum.commit_pages += pages;
	sum.asked += pages;
	if (sum.asked > MAX_ASKED || !ask_residency(address, pages, &r)) {
		sum.unsure = true;
		emit(emitter, run, NULL, 0);
		return;
	}
	sum.working_set_pages += r.pages;
	run->resident = (int64_t)r.pages;
	ragged = r.pages && r.pages < pages && r.runs <= MAX_RUNS;
	emit(emitter, run, ragged ? (const uint32_t (*)[2])resident_run : NULL, ragged ? r.runs : 0);
}

static void ask_runs(void *context, const struct place *place, places_emit *emit, void *emitter)
{
	uint64_t end = place->base + place->size, address = place->base;
	MEMORY_BASIC_INFORMATION info;

	(void)context;
	sum.reserved_pages += place->size / PAGE;
	while (address < end && VirtualQuery((void *)(uintptr_t)address, &info, sizeof info)) {
		struct place_run run = { .offset = address - place->base, .resident = -1 };

		run.size = info.RegionSize < end - address ? info.RegionSize : end - address;
		run.state = info.State;
		run.protect = info.State == MEM_COMMIT ? info.Protect : 0;
		run.alloc_protect = info.AllocationProtect;
		run.type = info.Type;
		if (info.State == MEM_COMMIT)
			tell_committed(&run, address, emit, emitter);
		else
			emit(emitter, &run, NULL, 0);
		address += run.size;
	}
}

static void write_page_faults(struct trace *t)
{
	static DWORD before_main;
	static bool known;
	PROCESS_MEMORY_COUNTERS counters;

	if (tracer.wine || !__imp_K32GetProcessMemoryInfo(GetCurrentProcess(), &counters, sizeof counters))
		return;
	if (!known)
		before_main = counters.PageFaultCount;
	known = true;
	trace_number(t, "page_faults", counters.PageFaultCount - before_main);
}

static void write_counters(struct trace *t)
{
	trace_open_object(t, "counters");
	write_page_faults(t);
	trace_number(t, "commit_pages", (int64_t)sum.commit_pages);
	if (!sum.unsure)
		trace_number(t, "working_set_pages", (int64_t)sum.working_set_pages);
	trace_number(t, "reserved_pages", (int64_t)sum.reserved_pages);
	trace_close_object(t);
}

void view_write(struct trace *t)
{
	if (tracer.stale) {
		sum.commit_pages = sum.working_set_pages = sum.reserved_pages = sum.asked = 0;
		sum.unsure = false;
		places_touch_all(&tracer.places);       /* the lab can touch memory without telling anybody */
		places_regions(&tracer.places, t, ask_runs, NULL);
		tracer.stale = false;
	}
	write_counters(t);
}

uint64_t view_digest(void)
{
	tracer.stale = true;    /* the sums are used up */
	places_touch_all(&tracer.places);
	return places_digest(&tracer.places, ask_runs, NULL);
}
