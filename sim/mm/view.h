/*
 * view.h - a view: a stretch of the address space that shows a section.
 *
 *               touched                       written, copy-on-write
 *   PROTOTYPE -----------> VALID (shared) ------------------------------> VALID (private)
 *       ^                    |                                             as in pages.h
 *       +--------------------+  trimmed
 *
 *   PROTOTYPE -> shared     view_map_page()    the section's page, with this view's rights
 *   shared -> private       view_copy_page()   a frame of its own; others keep the old one
 *   shared -> PROTOTYPE     view_drop_page()   the mask is kept in the entry
 *
 * A copy-on-write view is charged for all its pages when it is mapped, for each of
 * them may become private.
 *
 * Knows of: avail, nt/status, pages, section, space. Used by: fault, loader, pages, vm, win32/. Source:
 * docs/reference/sources.md, [section].
 */
#ifndef FAULTLAB_SIM_VIEW_H
#define FAULTLAB_SIM_VIEW_H

#include "sim/mm/section.h"

/* Show `pages` pages of a section from `first_page` on, at the first gap (0) or at a granule. */
uint32_t view_map(struct vm *vm, struct section *section, uint64_t first_page, uint64_t pages, unsigned mask,
                  uint64_t at_vpn, struct vad **made);

/* The page of the section that a view shows at vpn. */
static inline uint64_t view_page(const struct vad *vad, uint64_t vpn)
{
	return vad->first_page + vpn - vad->first_vpn;
}

/* A fault on a page that the view does not map now: what it came to, FAULT_IN_PAGE with nothing changed. */
enum fault_kind view_map_page(struct vm *vm, const struct vad *vad, uint64_t vpn, uint64_t *pte);

/* A write to a page that is shared until it is written. False: no frame can be had. */
bool view_copy_page(struct vm *vm, const struct vad *vad, uint64_t vpn, uint64_t *pte);

/* No longer valid; `entry` is what the PTE is then. */
void view_drop_page(struct vm *vm, uint64_t vpn, uint64_t *pte, uint64_t entry);

#endif
