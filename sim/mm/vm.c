/* vm.c - see vm.h: the machine put together, and the views of it. */
#include "sim/mm/fault.h"
#include "sim/mm/space.h"
#include "sim/mm/view.h"
#include "sim/mm/writer.h"

#include <stdlib.h>
#include <string.h>

#define DEFAULT_COMMIT_LIMIT ((uint64_t)1 << 20)        /* 4 GiB */
#define FRAMES_IN_HAND       1                          /* a page that comes in while all else is full */
#define DEFAULT_MIN          50                         /* Windows' default working-set limits, pages */
#define DEFAULT_MAX          345

static uint64_t or_else(uint64_t value, uint64_t otherwise)
{
	return value ? value : otherwise;
}

static bool set_up(struct vm *vm, const struct vm_config *config)
{
	const struct replacer *policy = replace_find(config->policy ? config->policy : REPLACE_DEFAULT);
	uint64_t frames = or_else(config->frames, VM_DEFAULT_FRAMES);

	vm->charge.limit = or_else(config->commit_limit_pages, DEFAULT_COMMIT_LIMIT);
	vm->charge.backed = config->backed ? frames + config->pagefile_slots - FRAMES_IN_HAND : UINT64_MAX;
	vm->page_limit = or_else(config->page_limit, UINT64_MAX);
	vm->gap_hint = SPACE_FIRST_TRIED >> PAGE_SHIFT;
	vm->first_vpn = config->whole_space ? 0 : USER_LOWEST >> PAGE_SHIFT;
	vm->last_vpn = config->whole_space ? WHOLE_LAST_VPN : USER_LAST_VPN;
	vm->tells_hits = config->tells_hits;
	tlb_flush_all(&vm->tlb);
	vm->tlb.flushes = 0;                    /* it was never full */
	if (!policy || !ram_new(&vm->ram, frames))
		return false;
	vm->ram.hollow = config->hollow;
	if (!pagefile_new(&vm->pagefile, config->pagefile_slots, config->hollow) ||
	    !pfn_new(&vm->pfns, &vm->ram) || !wset_new(&vm->wset, &vm->pfns, &vm->tlb, policy))
		return false;
	vm->wset.most = or_else(config->working_set_most, UINT64_MAX);
	vm->wset.asked_min = DEFAULT_MIN;
	vm->wset.asked_max = DEFAULT_MAX;
	vm->wset.books.random = config->seed;
	return tables_new(vm);
}

struct vm *vm_new(const struct vm_config *config)
{
	static const struct vm_config defaults;
	struct vm *vm = calloc(1, sizeof *vm);

	if (vm && set_up(vm, config ? config : &defaults))
		return vm;
	vm_free(vm);
	return NULL;
}

/* With their views still there, so nothing is given back one by one. */
static void free_sections(struct vm *vm)
{
	while (vm->sections) {
		struct section *section = vm->sections;

		vm->sections = section->next;
		section_free(section);
	}
}

void vm_free(struct vm *vm)
{
	if (!vm)
		return;
	free_sections(vm);
	vad_free_all(&vm->vads);
	wset_free(&vm->wset);
	pfn_free_all(&vm->pfns);
	pagefile_free(&vm->pagefile);
	ram_free(&vm->ram);
	free(vm);
}

struct tlb *vm_tlb(struct vm *vm)
{
	return &vm->tlb;
}

void vm_on_resolved(struct vm *vm, void (*told)(void *context, const struct resolved *what), void *context)
{
	vm->told = told;
	vm->told_context = context;
}

void vm_on_moved(struct vm *vm, void (*told)(void *context, const struct moved *what))
{
	vm->told_move = told;
}

void vm_on_written(struct vm *vm, void *context, void (*told)(void *context, unsigned level, uint64_t va),
                   void (*changed)(void *context, uint64_t first_vpn, uint64_t last_vpn))
{
	vm->told_context = context;
	vm->told_written = told;
	vm->told_changed = changed;
}

/* From the table's frame up to the root: as many steps as are missing from four, so many levels it is above a leaf. */
void vm_tell_written(struct vm *vm, const uint64_t *entry)
{
	unsigned index[TABLE_LEVELS], steps = 0;
	uint64_t va = 0;

	while (entry && steps < TABLE_LEVELS) {
		uint64_t at = ram_address(&vm->ram, entry);

		index[steps++] = at / sizeof *entry % ENTRIES_PER_TABLE;
		entry = vm->pfns.of[at >> PAGE_SHIFT].pte;
	}
	for (unsigned i = 0; i < steps; i++)
		va |= (uint64_t)index[i] << (PAGE_SHIFT + 9 * (i + TABLE_LEVELS - steps));
	vm->told_written(vm->told_context, TABLE_LEVELS - steps, va);
}

void vm_tell_moved(struct vm *vm, enum move_kind kind, uint32_t pfn, enum pfn_location from, enum pfn_location to)
{
	const struct pfn *p = &vm->pfns.of[pfn];
	struct moved what = { .kind = kind, .pfn = pfn, .from = from, .to = to };

	what.has_va = p->pte && !p->table && ram_holds(&vm->ram, p->pte);       /* a prototype lies elsewhere */
	if (what.has_va)
		what.va = tables_va_of(vm, p->pte);
	what.slot = soft_slot_of(p->original);
	vm->told_move(vm->told_context, &what);
}

void vm_idle(struct vm *vm)
{
	balance_run(vm);
	writer_run(vm, UINT64_MAX);
	zeroer_run(vm);
}

/* ---- working set ---- */

static void trim_unless_held(struct vm *vm, uint32_t wsle)
{
	if (vm->wset.of[wsle].pte && !vm->wset.of[wsle].held)
		page_trim(vm, wsle);
}

void vm_empty_working_set(struct vm *vm)
{
	for (uint64_t order = 0; order < vm->pfns.used; order++)
		trim_unless_held(vm, pfn_first_use(&vm->pfns, order));
	for (uint32_t further = vm->ram.frames; further < vm->wset.unused; further++)
		trim_unless_held(vm, further);
}

void vm_ask_working_set(struct vm *vm, uint64_t min_pages, uint64_t max_pages)
{
	vm->wset.asked_min = min_pages;
	vm->wset.asked_max = max_pages;
}

void vm_asked_working_set(const struct vm *vm, uint64_t *min_pages, uint64_t *max_pages)
{
	*min_pages = vm->wset.asked_min;
	*max_pages = vm->wset.asked_max;
}

void vm_set_commit_available(struct vm *vm, size_t pages)
{
	vm->charge.limit = pages > UINT64_MAX - vm->charge.used ? UINT64_MAX : vm->charge.used + pages;
}

/* ---- the long path of an access ---- */

static bool tlb_has(struct tlb *tlb, uint64_t va, enum access access)
{
	const struct tlb_entry *e = tlb_slot(tlb, va);
	uint64_t page = va & PAGE_MASK;

	switch (access) {
	case ACCESS_READ:
		return e->read_tag == page;
	case ACCESS_WRITE:
		return e->write_tag == page;
	case ACCESS_EXECUTE:
		return e->execute_tag == page;
	}
	return false;
}

static bool canonical(const struct vm *vm, uint64_t va)
{
	return va >> PAGE_SHIFT <= vm->last_vpn || va >> 47 == 0 || va >> 47 == 0x1FFFF;
}

/* Policies that want to know of every access allow the TLB one entry, of the page used last; and one that
 * lets pages come in unreferenced takes back the A that the retried access has set. */
static uint8_t *tell_policy(struct vm *vm, uint64_t va, uint64_t *leaf, bool came)
{
	const struct replacer *policy = vm->wset.replacer;
	uint8_t *host = ram_frame(&vm->ram, pte_pfn(*leaf));

	if (policy->every_access) {
		uint32_t slot = wset_find(&vm->wset, pte_pfn(*leaf), leaf);

		if (!vm->tells_hits)
			tlb_flush_page(&vm->tlb, vm->wset.books.latest);
		vm->wset.books.latest = va;
		if (!vm->wset.of[slot].held)
			policy->touched(&vm->wset, slot);
	}
	if (came && policy->unreferenced)
		*leaf &= ~PTE_A;
	else if (!policy->counts_all || vm->tells_hits)
		tlb_fill(&vm->tlb, va, *leaf, host);
	return host + (va & ~PAGE_MASK);
}

uint8_t *vm_access(struct vm *vm, uint64_t va, enum access access, struct fault *fault)
{
	uint64_t *leaf, resolved = vm->resolved;

	if (tlb_has(&vm->tlb, va, access))
		return tlb_slot(&vm->tlb, va)->host + (va & ~PAGE_MASK);
	if (!canonical(vm, va)) {
		fault_not_canonical(vm, fault);
		return NULL;
	}
	vm->tlb.misses++;
	while (table_walk(&vm->tables, va, access, &leaf) != WALK_DONE)
		if (!fault_handle(vm, va, access, leaf, fault))
			return NULL;
	return tell_policy(vm, va, leaf, vm->resolved != resolved);
}

/* ---- views ---- */

void vm_walk(const struct vm *vm, uint64_t va, struct walk *walk)
{
	uint64_t table = vm->tables.root_pfn;

	walk->levels = 0;
	for (unsigned level = TABLE_LEVELS; level-- > 0;) {
		unsigned index = table_index(va, level);
		uint64_t entry = table_at(&vm->tables, table)[index];

		walk->level[walk->levels++] = (struct walk_level){ index, table, entry };
		if (!pte_valid(entry))
			return;
		table = pte_pfn(entry);
	}
}

bool vm_vad_at(const struct vm *vm, uint64_t va, struct vad_view *out)
{
	const struct vad *vad = vad_covering(&vm->vads, va >> PAGE_SHIFT);

	if (vad)
		vm_view_of(vad, out);
	return vad;
}

void vm_view_of(const struct vad *vad, struct vad_view *out)
{
	*out = (struct vad_view){
		.first_vpn = vad->first_vpn,
		.last_vpn = vad->last_vpn,
		.alloc_protect = mask_to_page(vad->mask),
		.type = vad_type(vad),
		.mem_commit = vad->mem_commit,
		.stack = vad->kind == VAD_STACK,
		.commit_charge = vad->commit_charge,
	};
}

/* Where what an entry holds can be read; the page of a section is asked for by its prototype. */
static const uint8_t *contents_of(const struct vm *vm, const struct vad *vad, uint64_t vpn, uint64_t entry)
{
	static const uint8_t zeros[PAGE_SIZE];
	uint64_t prototype;
	static uint8_t of_file[PAGE_SIZE];

	if (soft_names_frame(entry))
		return ram_frame(&vm->ram, pte_pfn(entry));
	switch (soft_kind(entry)) {
	case SOFT_IS_PAGE_FILE:
		return pagefile_peek(&vm->pagefile, soft_slot_of(entry));
	case SOFT_IS_ZERO:
	case SOFT_IS_PROTOTYPE:
		prototype = vad->section ? section_prototype(vad->section, view_page(vad, vpn)) : 0;
		if (vad->section && vad->section->at_rest && view_page(vad, vpn) == 0)
			return vad->section->at_rest;
		if (!prototype && vad->section && vad->section->file) {
			memset(of_file, 0, PAGE_SIZE);
			folder_read(vad->section->file, view_page(vad, vpn) << PAGE_SHIFT, of_file, PAGE_SIZE);
			return of_file;
		}
		return prototype ? contents_of(vm, vad, vpn, prototype) : zeros;
	case SOFT_IS_TRANSITION:
	case SOFT_IS_DECOMMITTED:
	case SOFT_IS_DEMAND_ZERO:
		break;
	}
	return zeros;
}

const uint8_t *vm_peek(const struct vm *vm, uint64_t va)
{
	const struct vad *vad = va <= USER_HIGHEST ? vad_covering(&vm->vads, va >> PAGE_SHIFT) : NULL;
	uint64_t entry = vad ? tables_read(vm, va) : 0;
	struct page_state state = { 0 };
	const uint8_t *page;

	if (vad)
		state = page_state(vm, vad, va >> PAGE_SHIFT, entry);
	if (!state.committed || !mask_allows(state.mask, ACCESS_READ))
		return NULL;
	page = contents_of(vm, vad, va >> PAGE_SHIFT, entry);
	return page ? page + (va & ~PAGE_MASK) : NULL;
}

unsigned vm_share_count(const struct vm *vm, uint64_t va)
{
	uint64_t entry = va <= USER_HIGHEST ? tables_read(vm, va) : 0;

	return pte_valid(entry) && vm->pfns.of[pte_pfn(entry)].shared ? vm->pfns.of[pte_pfn(entry)].share : 0;
}

bool vm_resident(const struct vm *vm, uint64_t va)
{
	return va <= USER_HIGHEST && pte_valid(tables_read(vm, va));
}

void vm_counters(const struct vm *vm, struct vm_counters *out)
{
	*out = (struct vm_counters){
		.traps = vm->traps,
		.access_violations = vm->access_violations,
		.resolved = vm->resolved,
		.demand_zero = vm->demand_zero,
		.soft = vm->soft,
		.hard = vm->hard,
		.copied = vm->copied,
		.page_table_pages = vm->pfns.tables,
		.working_set_pages = vm->wset.pages,
		.commit_pages = vm->charge.used,
		.commit_limit_pages = vm->charge.limit,
		.peak_working_set_pages = vm->wset.peak,
		.peak_commit_pages = vm->charge.peak,
		.zeroed = vm->ram.frames - vm->pfns.used + vm->pfns.list[PFN_ZEROED].count,
		.free = vm->pfns.list[PFN_FREE].count,
		.standby = vm->pfns.list[PFN_STANDBY].count,
		.modified = vm->pfns.list[PFN_MODIFIED].count,
		.active = vm->pfns.active,
		.pagefile_slots = vm->pagefile.slots,
		.pagefile_used = vm->pagefile.used,
		.pagefile_reads = vm->pagefile.reads,
		.pagefile_writes = vm->pagefile.writes,
	};
}

const char *vm_location_name(unsigned location)
{
	return location < PFN_LOCATIONS ? pfn_location_name(location) : "nowhere";
}

const char *move_kind_name(enum move_kind kind)
{
	switch (kind) {
	case MOVED_TRIMMED:
		return "trim";
	case MOVED_WRITING:
		return "write";
	case MOVED_WRITTEN:
		return "written";
	case MOVED_REPURPOSED:
		return "repurpose";
	case MOVED_ZEROED:
		return "zero";
	case MOVED_FREED:
		return "free";
	case MOVED_READING:
		return "read";
	}
	return "none";
}
