/* tables.c - see tables.h. */
#include "sim/mm/tables.h"

#include "sim/mm/avail.h"

/* Entries above the leaf allow everything; A is the processor's to set. */
#define TABLE_ENTRY (PTE_P | PTE_RW | PTE_US)

static uint32_t take_table(struct vm *vm, uint64_t *entry)
{
	uint32_t pfn;

	if (!charge_take_table(&vm->charge))
		return PFN_NONE;
	pfn = avail_take(vm, entry, PFN_FOR_TABLE);
	if (pfn == PFN_NONE) {
		charge_give_table(&vm->charge);
		return PFN_NONE;
	}
	vm->pfns.of[pfn].table = true;
	vm->pfns.tables++;
	return pfn;
}

bool tables_new(struct vm *vm)
{
	uint32_t pfn;
	enum pfn_location from;

	if (!charge_take_table(&vm->charge))
		return false;
	pfn = pfn_take(&vm->pfns, NULL, PFN_FOR_TABLE, &from);  /* even of a machine too small for anything else */
	tables_init(&vm->tables, &vm->ram, pfn);
	vm->pfns.of[pfn].table = true;
	vm->pfns.tables = 1;
	return true;
}

uint64_t *tables_make(struct vm *vm, uint64_t va)
{
	uint64_t *entry = table_at(&vm->tables, vm->tables.root_pfn) + table_index(va, TABLE_ROOT);

	for (unsigned level = TABLE_ROOT; level > 0; level--) {
		if (!pte_valid(*entry)) {
			uint32_t pfn = take_table(vm, entry);

			if (pfn == PFN_NONE) {
				tables_drop_empty(vm, va >> PAGE_SHIFT, va >> PAGE_SHIFT);
				return NULL;
			}
			tables_write(vm, entry, (uint64_t)pfn << PAGE_SHIFT | TABLE_ENTRY);
		}
		entry = table_at(&vm->tables, pte_pfn(*entry)) + table_index(va, level - 1);
	}
	return entry;
}

bool tables_make_range(struct vm *vm, uint64_t first_vpn, uint64_t last_vpn)
{
	struct table_span span;

	for (uint64_t vpn = first_vpn; vpn <= last_vpn; vpn += span.pages) {
		span = table_span(&vm->tables, vpn, last_vpn);
		if (span.pte)
			continue;
		if (!tables_make(vm, vpn << PAGE_SHIFT)) {
			tables_drop_empty(vm, first_vpn, last_vpn);
			return false;
		}
		span = table_span(&vm->tables, vpn, last_vpn);
	}
	return true;
}

/* From the leaf up, as far as tables are empty. */
static void drop_at(struct vm *vm, uint64_t va)
{
	for (unsigned level = 1; level <= TABLE_ROOT; level++) {
		uint64_t *entry = table_entry(&vm->tables, va, level);
		uint32_t pfn;

		if (!entry || !pte_valid(*entry))
			continue;
		pfn = pte_pfn(*entry);
		if (vm->pfns.of[pfn].used)
			return;
		if (level == 1)
			table_walk_forget(&vm->tables, va);
		tables_write(vm, entry, 0);
		pfn_release(&vm->pfns, pfn);
		vm->pfns.tables--;
		charge_give_table(&vm->charge);
	}
}

void tables_drop_empty(struct vm *vm, uint64_t first_vpn, uint64_t last_vpn)
{
	struct table_span span;

	for (uint64_t vpn = first_vpn; vpn <= last_vpn; vpn += span.pages) {
		span = table_span(&vm->tables, vpn, last_vpn);
		drop_at(vm, vpn << PAGE_SHIFT);
	}
}

uint64_t tables_read(const struct vm *vm, uint64_t va)
{
	const uint64_t *entry = table_entry(&vm->tables, va, 0);

	return entry ? *entry : 0;
}

uint64_t tables_va_of(const struct vm *vm, const uint64_t *entry)
{
	uint64_t va = 0, within;

	for (unsigned level = 0; level <= TABLE_ROOT; level++) {
		uint64_t at = ram_address(&vm->ram, entry);

		within = at / sizeof *entry % ENTRIES_PER_TABLE;
		va |= within << (PAGE_SHIFT + 9 * level);
		entry = vm->pfns.of[at >> PAGE_SHIFT].pte;
	}
	return va;
}
