/*
 * tables.h - making, writing and dropping page tables.
 *
 * A table is a frame from the PFN database. Every write of an entry goes
 * through here, so that a table knows how many of its entries are in use (PAGETABLE-2)
 * and can be given back when the last allocation under it is released.
 *
 * Knows of: avail, machine. Used by: pages.
 */
#ifndef FAULTLAB_SIM_TABLES_H
#define FAULTLAB_SIM_TABLES_H

#include "sim/mm/machine.h"

/* The root table. False if there is no frame for it. */
bool tables_new(struct vm *vm);

/* The leaf entry of va, its tables made where missing; NULL if no frame is left. */
uint64_t *tables_make(struct vm *vm, uint64_t va);

/* The same for a whole range. False if frames run out; no table is added then. */
bool tables_make_range(struct vm *vm, uint64_t first_vpn, uint64_t last_vpn);

/* Write one entry, at any level. */
static inline void tables_write(struct vm *vm, uint64_t *entry, uint64_t value)
{
	struct pfn *table = &vm->pfns.of[ram_address(&vm->ram, entry) >> PAGE_SHIFT];

	table->used += (value != 0) - (*entry != 0);
	table->share += soft_names_frame(value) - soft_names_frame(*entry);
	*entry = value;
	if (vm->told_written)
		vm_tell_written(vm, entry);
}

/* Give back the tables that have become empty under a range. */
void tables_drop_empty(struct vm *vm, uint64_t first_vpn, uint64_t last_vpn);

/* The page that a leaf entry is for: found through the tables' own frames, from the leaf up. */
uint64_t tables_va_of(const struct vm *vm, const uint64_t *entry);

/* Value of the leaf entry of va; 0 if its table is absent. */
uint64_t tables_read(const struct vm *vm, uint64_t va);

#endif
