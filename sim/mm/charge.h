/*
 * charge.h - the commit charge: pages that the system has promised to back.
 *
 * A reservation promises nothing; to commit a page is to promise that there
 * will be memory or page file for it when it is first touched. The promise is
 * counted here before any PTE changes, so that it is the call that fails, in
 * time to say so, and not some later touch.
 *
 * Invariants (verified by vm_check)
 *   C1  used <= limit, and peak is no less than used
 *   C2  used == sum of the commit charge of all VADs
 *   C3  a VAD's commit charge == its committed pages, counted from its PTEs
 *
 * Knows of: types.h. Used by: space, pages. Source: docs/sources.md, [commit].
 */
#ifndef FAULTLAB_SIM_CHARGE_H
#define FAULTLAB_SIM_CHARGE_H

#include "../mmu/types.h"

struct charge { uint64_t used, limit, peak; };  /* all counted in pages */

/* Promise `pages` more; false, with nothing changed, if that is over the limit. */
bool charge_take(struct charge *charge, uint64_t pages);

/* Take back a promise of `pages`; the caller must have made it (asserted). */
void charge_give(struct charge *charge, uint64_t pages);

#endif
