/*
 * wset.h - the working set: the pages of the process with a valid PTE.
 *
 * A page enters when a fault is resolved for it and leaves when its PTE stops
 * being valid. Page tables are not counted.
 *
 * Invariants (verified by vm_check)
 *   W1  pages == number of valid leaf PTEs, and peak is no less
 *
 * Knows of: types.h. Used by: pages. Source: docs/sources.md, [working-set].
 */
#ifndef FAULTLAB_SIM_WSET_H
#define FAULTLAB_SIM_WSET_H

#include "../mmu/types.h"

struct wset { uint64_t pages, peak; };

void wset_insert(struct wset *wset);
void wset_remove(struct wset *wset);

#endif
