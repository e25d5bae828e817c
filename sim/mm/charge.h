/*
 * charge.h - the commit charge: pages that the system has promised to back.
 *
 * A reservation promises nothing; to commit a page is to promise that there
 * will be memory or page file for it when it is first touched. The promise is
 * counted here before any PTE changes, so that it is the call that fails, in
 * time to say so, and not some later touch. Page tables need memory as well and
 * are charged when they are made, to the machine but not to the program's limit.
 *
 * Invariants (verified by vm_check)
 *   CHARGE-1  used <= limit, and peak is no less than used
 *   CHARGE-2  used == sum of the commit charge of all VADs and sections
 *   CHARGE-3  a VAD's commit charge == its committed pages, counted from its PTEs
 *   CHARGE-4  used + tables <= backed, and tables == page-table pages in use
 *
 * Knows of: mmu/types. Used by: machine. Source: docs/reference/sources.md, [commit].
 */
#ifndef FAULTLAB_SIM_CHARGE_H
#define FAULTLAB_SIM_CHARGE_H

#include "sim/mmu/types.h"

struct charge {                                 /* all counted in pages */
	uint64_t used, limit, peak;
	uint64_t tables;
	uint64_t backed;                        /* memory and page file together */
};

/* Promise `pages` more; false, with nothing changed, if that is over a limit. */
bool charge_take(struct charge *charge, uint64_t pages);

/* Take back a promise of `pages`; the caller must have made it (asserted). */
void charge_give(struct charge *charge, uint64_t pages);

/* The same for one page table. */
bool charge_take_table(struct charge *charge);
void charge_give_table(struct charge *charge);

#endif
