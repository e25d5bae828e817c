/*
 * vectored.h - the vectored handlers of the process, in the order of asking.
 *
 * They belong to no frame and are asked before any. A handler may remove itself
 * or others, or add some, while it is being asked. An entry counts who holds it:
 * its registration, and each dispatch that stands on it; it stays in the list, and
 * is asked, until nobody does. So a handler that is left by an unwind holds itself
 * for ever, and needs a second removal, as on Windows.
 *
 * Invariants
 *   VECTORED-1  an entry is asked while 1 + standing > removals, and then never again
 *   VECTORED-2  its memory is freed only when nobody stands on it
 *   VECTORED-3  a handle is never given twice
 *
 * Used by: dispatch. Source: docs/reference/sources.md, [seh].
 */
#ifndef FAULTLAB_SIM_VECTORED_H
#define FAULTLAB_SIM_VECTORED_H

#include <stdbool.h>
#include <stdint.h>

struct vectored {
	uint64_t handler;               /* address of the lab's function */
	uint64_t handle;
	unsigned standing;              /* dispatches that stand on it */
	unsigned removals;
	struct vectored *next;
};

struct vectored_list { struct vectored *first; uint64_t handles; };

/* The handle, 0: no memory. */
uint64_t vectored_add(struct vectored_list *list, bool first, uint64_t handler);
bool vectored_remove(struct vectored_list *list, uint64_t handle);
void vectored_free(struct vectored_list *list);

/* Step from `from` (NULL: the start) to the next that may be asked; NULL: no more. Whoever got an
 * entry stands on it until it steps on or leaves. */
struct vectored *vectored_step(struct vectored_list *list, struct vectored *from);
void vectored_leave(struct vectored_list *list, struct vectored *entry);

#endif
