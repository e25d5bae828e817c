/* vm.c - see vm.h: the machine put together, and the views of it. */
#include "fault.h"
#include "memtype.h"
#include "space.h"

#include <stdlib.h>

#define DEFAULT_FRAMES       ((uint64_t)65536)          /* 256 MiB */
#define DEFAULT_COMMIT_LIMIT ((uint64_t)1 << 20)        /* 4 GiB: memory and a page file */

struct vm *vm_new(const struct vm_config *config)
{
	struct vm *vm = calloc(1, sizeof *vm);
	uint64_t frames = config && config->frames ? config->frames : DEFAULT_FRAMES;
	uint64_t limit = config && config->commit_limit_pages ? config->commit_limit_pages
	                                                      : DEFAULT_COMMIT_LIMIT;

	if (!vm)
		return NULL;
	vm->charge.limit = limit;
	vm->gap_hint = SPACE_FIRST_TRIED >> PAGE_SHIFT;
	tlb_flush_all(&vm->tlb);
	vm->tlb.flushes = 0;                    /* it was never full */
	if (ram_new(&vm->ram, frames) && pfn_new(&vm->pfns, &vm->ram) && tables_new(vm))
		return vm;
	vm_free(vm);
	return NULL;
}

void vm_free(struct vm *vm)
{
	if (!vm)
		return;
	vad_free_all(&vm->vads);
	pfn_free_all(&vm->pfns);
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

static bool canonical(uint64_t va)
{
	return va >> 47 == 0 || va >> 47 == 0x1FFFF;
}

uint8_t *vm_access(struct vm *vm, uint64_t va, enum access access, struct fault *fault)
{
	uint64_t *leaf;

	if (tlb_has(&vm->tlb, va, access))
		return tlb_slot(&vm->tlb, va)->host + (va & ~PAGE_MASK);
	if (!canonical(va)) {
		fault_not_canonical(vm, fault);
		return NULL;
	}
	vm->tlb.misses++;
	while (table_walk(&vm->tables, va, access, &leaf) != WALK_DONE)
		if (!fault_handle(vm, va, access, fault))
			return NULL;
	tlb_fill(&vm->tlb, va, *leaf, ram_frame(&vm->ram, pte_pfn(*leaf)));
	return tlb_slot(&vm->tlb, va)->host + (va & ~PAGE_MASK);
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

static uint32_t mem_type(const struct vad *vad)
{
	return vad->kind == VAD_IMAGE ? MEM_IMAGE : MEM_PRIVATE;
}

bool vm_vad_at(const struct vm *vm, uint64_t va, struct vad_view *out)
{
	const struct vad *vad = vad_covering(&vm->vads, va >> PAGE_SHIFT);

	if (!vad)
		return false;
	*out = (struct vad_view){
		.first_vpn = vad->first_vpn,
		.last_vpn = vad->last_vpn,
		.alloc_protect = mask_to_page(vad->mask),
		.type = mem_type(vad),
		.mem_commit = vad->mem_commit,
		.stack = vad->kind == VAD_STACK,
		.commit_charge = vad->commit_charge,
	};
	return true;
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
		.page_table_pages = vm->pfns.tables,
		.working_set_pages = vm->wset.pages,
		.commit_pages = vm->charge.used,
		.commit_limit_pages = vm->charge.limit,
		.peak_working_set_pages = vm->wset.peak,
		.peak_commit_pages = vm->charge.peak,
	};
}
