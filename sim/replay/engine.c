/*
 * engine.c - references driven through the machine that also runs labs.
 *
 * The machine is struct vm, with its four levels of tables, its TLB and its fault
 * path. It differs from a lab's in what nobody would look at: frames have no
 * contents, one VAD commits the whole address space, and only `frames` of the
 * frames may hold pages, for page tables are not what a policy is compared by.
 * A page that has to leave goes the whole way: trimmed, written, repurposed.
 *
 * A TLB hit is the short path, as it is for the processor of a lab. It stands for
 * a reference that changes nothing: the bits A and D are set already (tlb.h). Only
 * policies that go by each access have something to note, and that is a store.
 * The loop is made once for each form of reference and each thing to note.
 */
#include "sim/replay/engine.h"

#include <stdlib.h>

#include "sim/mm/machine.h"
#include "sim/mm/replace/circle.h"
#include "sim/mm/space.h"
#include "sim/nt/status.h"
#include "sim/replay/future.h"

#define FRAMES_MAX ((uint64_t)1 << 26)         /* 256 GiB: more than any trace touches */
#define FEW_TABLES  ((uint64_t)1 << 14)         /* if the host limits the address space, as one of 32 bits does */
#define TABLES_MAX (SIZE_MAX > UINT32_MAX ? (uint64_t)1 << 22 : FEW_TABLES)    /* frames for page tables, used as far as they are needed */
#define MISSES_MUCH 8                           /* one reference in so many: then it pays to look ahead, */
#define LOOK_AHEAD  16                          /* so far */

static const char *const names[REPLAY_POLICIES] = {
	[REPLAY_FIFO] = "fifo", [REPLAY_LRU] = "lru", [REPLAY_MRU] = "mru", [REPLAY_OPT] = "opt",
	[REPLAY_RANDOM] = "random", [REPLAY_CLOCK] = "clock", [REPLAY_CLOCK_REF] = "clock-ref",
	[REPLAY_NRU] = "nru", [REPLAY_AGING] = "aging", [REPLAY_LFU] = "lfu", [REPLAY_WS] = "ws",
};

const char *engine_policy_name(enum replay_policy policy)
{
	return names[policy];
}

/* What a hit has to note. */
enum note { NOTE_NOTHING, NOTE_TIME, NOTE_COUNT, NOTE_ORDER };

struct engine {
	struct engine_config config;
	struct vm *vm;
	struct future *future;                  /* opt: the references, kept until all are known */
	enum note note;
	bool misses_much;                       /* the block before did, so the next one will */
	uint64_t accesses;                      /* so far; while a block is fed: before it */
	uint64_t at;                            /* events: number of the access */
	bool evicted;                           /* events: a page was, since the last one */
	uint64_t victim;
	const char *error;
};

/* ---- life ---- */

static bool commit_everything(struct vm *vm)
{
	struct reservation all = { .last_vpn = WHOLE_LAST_VPN, .kind = VAD_PRIVATE, .mask = MASK_READWRITE, .mem_commit = true };
	struct vad *vad;

	return space_reserve(vm, &all, &vad) == STATUS_SUCCESS;
}

static struct vm *new_machine(const struct engine_config *config)
{
	uint64_t frames = config->frames < FRAMES_MAX ? config->frames : FRAMES_MAX;
	struct vm *vm = NULL;

	for (uint64_t tables = TABLES_MAX; !vm && tables >= FEW_TABLES; tables /= 2)
		vm = vm_new(&(struct vm_config){
			.frames = frames + tables, .page_limit = frames, .pagefile_slots = PAGEFILE_SLOTS_MAX,
			.commit_limit_pages = UINT64_MAX, .policy = names[config->policy], .seed = config->seed,
			.hollow = true, .whole_space = true, .tells_hits = true });
	if (vm && commit_everything(vm))
		return vm;
	vm_free(vm);
	return NULL;
}

/* ---- events ---- */

static void note_victim(void *context, const struct moved *what)
{
	struct engine *e = context;

	if (what->kind != MOVED_REPURPOSED)
		return;
	e->evicted = true;
	e->victim = what->va >> PAGE_SHIFT;
}

static void note_fault(void *context, const struct resolved *what)
{
	struct engine *e = context;
	struct engine_event event = {
		.access = e->at, .page = what->va >> PAGE_SHIFT, .hard = what->kind == FAULT_HARD,
		.write = what->access == ACCESS_WRITE, .evicted = e->evicted, .victim = e->victim,
	};

	e->evicted = false;
	if (!e->error && !e->config.event(e->config.context, &event))
		e->error = "the events could not be written";
}

static enum note note_for(enum replay_policy policy)
{
	switch (policy) {
	case REPLAY_LRU:
		return NOTE_TIME;
	case REPLAY_LFU:
		return NOTE_COUNT;
	case REPLAY_MRU:
		return NOTE_ORDER;
	case REPLAY_FIFO:
	case REPLAY_OPT:
	case REPLAY_RANDOM:
	case REPLAY_CLOCK:
	case REPLAY_CLOCK_REF:
	case REPLAY_NRU:
	case REPLAY_AGING:
	case REPLAY_WS:
		break;
	}
	return NOTE_NOTHING;
}

struct engine *engine_new(const struct engine_config *config)
{
	struct engine *e = calloc(1, sizeof *e);

	if (!e)
		return NULL;
	e->config = *config;
	e->note = note_for(config->policy);
	e->vm = new_machine(config);
	if (e->vm && config->policy == REPLAY_OPT)
		e->future = future_new(config->event != NULL);
	if (!e->vm || (config->policy == REPLAY_OPT && !e->future)) {
		engine_free(e);
		return NULL;
	}
	if (config->event) {
		vm_on_resolved(e->vm, note_fault, e);
		vm_on_moved(e->vm, note_victim);
	}
	return e;
}

void engine_free(struct engine *e)
{
	if (!e)
		return;
	vm_free(e->vm);
	future_free(e->future);
	free(e);
}

/* ---- references ---- */

/* Not in the TLB: the machine walks its tables, and resolves what faults on the way. */
static __attribute__((noinline)) bool miss(struct engine *e, uint64_t va, bool write, uint64_t number)
{
	struct fault fault;

	e->at = number;
	e->vm->wset.books.now = number;
	if (vm_access(e->vm, va, write ? ACCESS_WRITE : ACCESS_READ, &fault))
		return !e->error;
	e->error = "the pages of the trace lie too far apart for the page tables that a replay can have";
	return false;
}

/* The stamps never move, so the caller has them at hand. */
static inline void note_hit(struct engine *e, uint64_t pfn, uint64_t *stamp, enum note note, uint64_t number)
{
	if (note == NOTE_ORDER)
		circle_to_tail(&e->vm->wset, pfn);
	if (note == NOTE_TIME || note == NOTE_COUNT)
		stamp[pfn] = number + 1;
	if (note == NOTE_COUNT)
		e->vm->wset.books.count[pfn]++;
}

static inline uint64_t va_of(uint64_t item, enum refs_form form)
{
	return form == REFS_ADDRESS ? item & PAGE_MASK : item >> refs_shift(form) << PAGE_SHIFT;
}

static inline bool feed(struct engine *e, const uint64_t *item, size_t count, enum refs_form form, enum note note,
                        bool misses_much)
{
	struct tlb *tlb = vm_tlb(e->vm);
	const uint8_t *ram = e->vm->ram.bytes;
	uint64_t *stamp = e->vm->wset.books.stamp, number = e->accesses;

	for (size_t i = 0; i < count; i++) {
		bool write = form == REFS_TAGGED && item[i] & 1;
		uint64_t va = va_of(item[i], form);
		const struct tlb_entry *entry = tlb_slot(tlb, va);

		if (misses_much && i + LOOK_AHEAD < count)
			__builtin_prefetch(table_entry(&e->vm->tables, va_of(item[i + LOOK_AHEAD], form), 0));
		if (__builtin_expect((write ? entry->write_tag : entry->read_tag) == va, 1))
			note_hit(e, (uint64_t)(entry->host - ram) >> PAGE_SHIFT, stamp, note, number + i);
		else if (!miss(e, va, write, number + i))
			return false;
	}
	return true;
}

static inline bool feed_form(struct engine *e, const struct refs *refs, enum refs_form form, enum note note)
{
	return e->misses_much ? feed(e, refs->item, refs->count, form, note, true) :
	                        feed(e, refs->item, refs->count, form, note, false);
}

static inline bool feed_noting(struct engine *e, const struct refs *refs, enum note note)
{
	switch (refs->form) {
	case REFS_ADDRESS:
		return feed_form(e, refs, REFS_ADDRESS, note);
	case REFS_PAGE:
		return feed_form(e, refs, REFS_PAGE, note);
	case REFS_TAGGED:
		return feed_form(e, refs, REFS_TAGGED, note);
	}
	return false;
}

static bool feed_any(struct engine *e, const struct refs *refs)
{
	switch (e->note) {
	case NOTE_NOTHING:
		return feed_noting(e, refs, NOTE_NOTHING);
	case NOTE_TIME:
		return feed_noting(e, refs, NOTE_TIME);
	case NOTE_COUNT:
		return feed_noting(e, refs, NOTE_COUNT);
	case NOTE_ORDER:
		return feed_noting(e, refs, NOTE_ORDER);
	}
	return false;
}

/* What the next block will be like, by the one before. */
static void expect_the_same(struct engine *e, uint64_t misses, uint64_t faults, uint64_t count)
{
	struct wset *ws = &e->vm->wset;

	e->misses_much = misses > count / MISSES_MUCH;
	if (!ws->replacer->expect)
		return;
	if (faults > count / MISSES_MUCH)
		ws->replacer->expect(ws, true);
	else if (faults < count / MISSES_MUCH / 2)
		ws->replacer->expect(ws, false);
	e->note = ws->replacer->by_order ? NOTE_ORDER : NOTE_TIME;
}

bool engine_feed(struct engine *e, const struct refs *refs)
{
	uint64_t misses = e->vm->tlb.misses, faults = e->vm->resolved;
	bool good = e->future ? future_note(e->future, refs) : feed_any(e, refs);

	expect_the_same(e, e->vm->tlb.misses - misses, e->vm->resolved - faults, refs->count);
	if (!good && !e->error)
		e->error = "the host has no memory left";
	e->accesses += refs->count;
	return good;
}

/* ---- opt: once the future is known ---- */

static bool play(void *context, const struct future_ref *ref)
{
	struct engine *e = context;
	struct wset *ws = &e->vm->wset;
	uint64_t va = ref->page << PAGE_SHIFT;
	const struct tlb_entry *entry = tlb_slot(vm_tlb(e->vm), va);

	ws->books.future = ref->next_use;
	if ((ref->write ? entry->write_tag : entry->read_tag) != va)
		return miss(e, va, ref->write, ref->number);
	ws->replacer->touched(ws, ram_address(&e->vm->ram, entry->host) >> PAGE_SHIFT);
	return true;
}

bool engine_finish(struct engine *e)
{
	bool good = !e->future || future_play(e->future, play, e);

	if (!good && !e->error)
		e->error = "the host has no memory left";
	return good;
}

/* ---- what came of it ---- */

void engine_counts(const struct engine *e, struct engine_counts *out)
{
	const struct vm *vm = e->vm;

	*out = (struct engine_counts){
		.accesses = e->accesses,
		.distinct_pages = vm->demand_zero,
		.faults = vm->demand_zero + vm->hard,
		.evictions = vm->demand_zero + vm->hard - vm->wset.pages,
	};
}

const char *engine_error(const struct engine *e)
{
	return e->error;
}
