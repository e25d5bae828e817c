/*
 * space.h - reserving and releasing stretches of the address space.
 *
 * A program's reservations start on 64 KiB boundaries. Where it does not care,
 * the first gap from 0x10A0000 upwards is taken, which is where the first
 * allocation of a small Windows program tends to lie; then the gaps below that,
 * the stack's surroundings; with top-down the highest gap. `vm->gap_hint` says up
 * to where a search would only meet taken granules, so that a program that allocates
 * again and again does not pay for what it has.
 *
 * Invariants (verified by vm_check)
 *   SPACE-1  from SPACE_FIRST_TRIED up to the gap hint no granule begins with a free page
 *
 * Knows of: nt/status, pages, section. Used by: check, loader, view, vm, replay/, win32/.
 */
#ifndef FAULTLAB_SIM_SPACE_H
#define FAULTLAB_SIM_SPACE_H

#include "sim/mm/pages.h"

#define SPACE_FIRST_TRIED ((uint64_t)0x10A0000)

/* The first page of the next granule, if vpn is not itself one. */
static inline uint64_t granule_up(uint64_t vpn)
{
	uint64_t pages = GRANULE_SIZE >> PAGE_SHIFT;

	return (vpn + pages - 1) & ~(pages - 1);
}

/* First page of a gap of `pages` pages that starts on a 64 KiB boundary; 0: there is none. */
uint64_t space_find_gap(struct vm *vm, uint64_t pages, bool top_down);

/* What a new VAD is like; range and flags of struct vad. */
struct reservation {
	uint64_t first_vpn, last_vpn;
	enum vad_kind kind;
	unsigned mask;
	bool mem_commit;                        /* charge all of it, with no PTE written */
	bool watched;                           /* MEM_WRITE_WATCH */
	struct section *section;                /* a view of it, from first_page on; see view.h */
	uint64_t first_page;
};

/* STATUS_SUCCESS, or STATUS_CONFLICTING_ADDRESSES, _COMMITMENT_LIMIT, _NO_MEMORY with nothing changed. */
uint32_t space_reserve(struct vm *vm, const struct reservation *wanted, struct vad **made);

/* The VAD with all its pages. */
void space_release(struct vm *vm, struct vad *vad);

#endif
