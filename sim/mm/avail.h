/*
 * avail.h - where a frame comes from when one is needed.
 *
 *   1  the zeroed and the free list, and frames never used
 *   2  the standby list, oldest first: its PTE gets the page-file form (repurposed)
 *   3  the modified list, once the modified page writer has cleaned some
 *   4  the working set, once the replacement policy has named a page to trim
 *
 * Each step feeds the one before, so one loop does it all. It gives up only when
 * nothing can be trimmed or what is trimmed could not be written: the page file is
 * full and no page in memory holds a slot. Tables never take the last frames: a
 * program whose pages could not come in would not get on either.
 *
 * Knows of: machine, pages, writer. Used by: pages, section, tables, view. Source: docs/reference/sources.md,
 * [pfn].
 */
#ifndef FAULTLAB_SIM_AVAIL_H
#define FAULTLAB_SIM_AVAIL_H

#include "sim/mm/machine.h"

#define FRAMES_LEFT_TO_PAGES 2          /* one for the page at hand, one for what it is copied from */

/* An active frame that the entry at `pte` names; PFN_NONE: there is none to be had. */
uint32_t avail_take(struct vm *vm, uint64_t *pte, enum pfn_use use);

/* The working set loses the page that the policy names. False: all are held, or could not be written. */
bool avail_trim_one(struct vm *vm);

/* Before a page enters the working set: if that is at its limit, one leaves. */
void avail_make_room(struct vm *vm);

#endif
