/*
 * fault.c - the fault path.
 *
 *   The processor walked and stopped: an entry was not present, or forbade it.
 *
 *   address above user space ......................................... no-access
 *   entry present
 *    |- write, no RW but copy-on-write: a copy is made ............... (resolved)
 *    |- write, no RW ................................................. protection
 *    `- fetch, NX .................................................... no-execute
 *   entry absent: ask the VAD, then the entry
 *    |- no VAD ....................................................... no-access
 *    |- reserved: decommitted, or zero and not mem_commit ............ no-access
 *    `- committed, by the entry or by the VAD
 *        |- guard: its bit is cleared
 *        |   |- in the stack, room left: the page below is the guard . (resolved)
 *        |   |- in the stack, no room ................................ stack overflow
 *        |   `- anywhere else ........................................ guard
 *        |- PAGE_NOACCESS ............................................ no-access
 *        |- mask forbids the write or the fetch ...................... protection, no-execute
 *        |- transition: the frame comes back ......................... (resolved)
 *        |- page file: a frame, and the page is read into it ......... (resolved)
 *        |- demand-zero: a zeroed frame .............................. (resolved)
 *        |- prototype: one of these three, for the section's page .... (resolved)
 *        `- no frame can be had for any of these ..................... in-page error
 *
 * What is resolved is tried again by the processor, which walks afresh. What is
 * not becomes an exception of the program, and nothing but a guard bit has changed.
 * Guard comes before the access check: any first touch of a guard page tells of it.
 * An access that the mask forbids is refused before a frame is spent on it.
 */
#include "sim/mm/fault.h"

#include "sim/nt/status.h"
#include "sim/mm/view.h"

/* ---- classify ---- */

static enum fault_kind classify_valid(uint64_t entry, enum access access)
{
	if (access == ACCESS_WRITE && !(entry & PTE_RW))
		return entry & PTE_COW ? FAULT_COPY_ON_WRITE : FAULT_PROTECTION;
	if (access == ACCESS_EXECUTE && entry & PTE_NX)
		return FAULT_NO_EXECUTE;
	return FAULT_NONE;
}

static enum fault_kind classify_mask(unsigned mask, enum access access)
{
	if (mask_is_guard(mask))
		return FAULT_GUARD;
	if (!(mask & MASK_ACCESS))
		return FAULT_NO_ACCESS;
	if (!mask_allows(mask, access))
		return access == ACCESS_EXECUTE ? FAULT_NO_EXECUTE : FAULT_PROTECTION;
	return FAULT_NONE;
}

/* A zero entry knows nothing: the page is what its VAD says. */
static unsigned mask_of(const struct vad *vad, uint64_t entry)
{
	if (entry)
		return soft_mask(entry);
	return vad->mem_commit ? vad->mask : MASK_DECOMMITTED;
}

enum fault_kind fault_classify(const struct vad *vad, uint64_t entry, enum access access)
{
	enum fault_kind refused;

	if (!vad)
		return FAULT_NO_ACCESS;
	if (pte_valid(entry))
		return classify_valid(entry, access);
	refused = classify_mask(mask_of(vad, entry), access);
	if (refused != FAULT_NONE)
		return refused;
	switch (soft_kind(entry)) {
	case SOFT_IS_TRANSITION:
		return FAULT_TRANSITION;
	case SOFT_IS_PAGE_FILE:
		return FAULT_HARD;
	case SOFT_IS_PROTOTYPE:
		return FAULT_PROTOTYPE;
	case SOFT_IS_ZERO:
		return vad->section ? FAULT_PROTOTYPE : FAULT_DEMAND_ZERO;
	case SOFT_IS_DECOMMITTED:
	case SOFT_IS_DEMAND_ZERO:
		break;
	}
	return FAULT_DEMAND_ZERO;
}

/* ---- resolve ---- */

struct trap {
	struct vm *vm;
	struct vad *vad;
	uint64_t va;
	enum access access;
	uint64_t *pte;                          /* NULL: there is no table */
	struct fault *fault;
};

static bool raise_fault(const struct trap *t, enum fault_kind kind, uint32_t status)
{
	t->vm->access_violations++;
	*t->fault = (struct fault){ kind, status, t->access, t->va };
	return false;
}

static bool resolve(const struct trap *t, enum fault_kind kind)
{
	struct vm *vm = t->vm;

	vm->resolved++;
	vm->demand_zero += kind == FAULT_DEMAND_ZERO;
	vm->soft += kind == FAULT_TRANSITION;
	vm->hard += kind == FAULT_HARD;
	vm->copied += kind == FAULT_COPY_ON_WRITE;
	if (vm->told) {
		uint64_t entry = t->pte ? *t->pte : 0;
		struct resolved what = { kind, t->access, t->va, pte_valid(entry) ? pte_pfn(entry) : 0, vm->taken_from };

		vm->told(vm->told_context, &what);
	}
	return true;
}

/* Committed and untouched: only now does the page cost memory. A page under write watch is born
 * clean unless it is being written, for D is what tells of the write. */
static bool demand_zero(struct trap *t)
{
	bool dirty = !t->vad->watch || t->access == ACCESS_WRITE;

	if (!t->pte)
		t->pte = tables_make(t->vm, t->va);
	if (!t->pte)
		return raise_fault(t, FAULT_IN_PAGE, STATUS_IN_PAGE_ERROR);
	if (!page_zero(t->vm, t->va >> PAGE_SHIFT, t->pte, mask_of(t->vad, *t->pte), dirty)) {
		tables_drop_empty(t->vm, t->va >> PAGE_SHIFT, t->va >> PAGE_SHIFT);
		return raise_fault(t, FAULT_IN_PAGE, STATUS_IN_PAGE_ERROR);
	}
	return resolve(t, FAULT_DEMAND_ZERO);
}

/* Still in memory, only not valid: the same frame comes back, nothing is read. */
static bool transition(const struct trap *t)
{
	page_activate(t->vm, t->va >> PAGE_SHIFT, t->pte);
	if (t->vad->watch && t->access != ACCESS_WRITE)
		*t->pte &= ~PTE_D;
	return resolve(t, FAULT_TRANSITION);
}

/* The frame was needed for something else; what the page held is in its slot. */
static bool hard(const struct trap *t)
{
	if (!page_read(t->vm, t->va >> PAGE_SHIFT, t->pte))
		return raise_fault(t, FAULT_IN_PAGE, STATUS_IN_PAGE_ERROR);
	return resolve(t, FAULT_HARD);
}

/* A page of a view: its section knows whether it is in memory. */
static bool prototype(struct trap *t)
{
	enum fault_kind kind = FAULT_IN_PAGE;

	if (!t->pte)
		t->pte = tables_make(t->vm, t->va);
	if (t->pte)
		kind = view_map_page(t->vm, t->vad, t->va >> PAGE_SHIFT, t->pte);
	if (kind != FAULT_IN_PAGE)
		return resolve(t, kind);
	tables_drop_empty(t->vm, t->va >> PAGE_SHIFT, t->va >> PAGE_SHIFT);
	return raise_fault(t, FAULT_IN_PAGE, STATUS_IN_PAGE_ERROR);
}

/* Shared until now; from here on the view has a page of its own. */
static bool copy_on_write(const struct trap *t)
{
	if (!view_copy_page(t->vm, t->vad, t->va >> PAGE_SHIFT, t->pte))
		return raise_fault(t, FAULT_IN_PAGE, STATUS_IN_PAGE_ERROR);
	return resolve(t, FAULT_COPY_ON_WRITE);
}

/* A guard page anywhere in the stack's range was touched and is stack now; the page below becomes the guard, whoever
 * had set this one. The two lowest pages of the reservation are never given out, and a growth that cannot be charged
 * is the end of the stack as well. */
static bool grow_stack(const struct trap *t)
{
	struct stack *stack = &t->vm->stack;
	uint64_t page = t->va & PAGE_MASK, next = page - PAGE_SIZE, vpn = next >> PAGE_SHIFT;

	stack->limit = page;
	if (next <= stack->floor + PAGE_SIZE ||
	    pages_commit(t->vm, t->vad, vpn, vpn, MASK_READWRITE | MASK_GUARD) != STATUS_SUCCESS)
		return raise_fault(t, FAULT_STACK_OVERFLOW, STATUS_STACK_OVERFLOW);
	return resolve(t, FAULT_STACK_GROWTH);
}

/* A guard page warns once. The bit goes first, so that the touch after this one passes. */
static bool guard(struct trap *t)
{
	uint64_t *pte = t->pte = t->pte ? t->pte : tables_make(t->vm, t->va);
	unsigned mask;

	if (!pte)
		return raise_fault(t, FAULT_IN_PAGE, STATUS_IN_PAGE_ERROR);
	mask = page_mask_for(t->vad, mask_of(t->vad, *pte) & ~MASK_MODIFIER);
	page_protect(t->vm, t->vad, pte, t->va >> PAGE_SHIFT, mask);
	if (t->vad->kind == VAD_STACK)
		return grow_stack(t);
	return raise_fault(t, FAULT_GUARD, STATUS_GUARD_PAGE_VIOLATION);
}

/* A page of a reserved section that nobody has committed is as if this view had decommitted it. */
static uint64_t what_the_entry_says(const struct trap *t)
{
	uint64_t entry = t->pte ? *t->pte : 0;

	if (t->vad && t->vad->section && !pte_valid(entry) &&
	    !page_state(t->vm, t->vad, t->va >> PAGE_SHIFT, entry).committed)
		return SOFT_DECOMMITTED;
	return entry;
}

bool fault_handle(struct vm *vm, uint64_t va, enum access access, uint64_t *pte, struct fault *fault)
{
	struct trap t = { vm, NULL, va, access, pte, fault };
	enum fault_kind kind;

	vm->traps++;
	if (va >> PAGE_SHIFT <= vm->last_vpn)
		t.vad = vad_find(&vm->vads, va >> PAGE_SHIFT);
	kind = fault_classify(t.vad, what_the_entry_says(&t), access);
	switch (kind) {
	case FAULT_DEMAND_ZERO:
		return demand_zero(&t);
	case FAULT_TRANSITION:
		return transition(&t);
	case FAULT_HARD:
		return hard(&t);
	case FAULT_PROTOTYPE:
		return prototype(&t);
	case FAULT_COPY_ON_WRITE:
		return copy_on_write(&t);
	case FAULT_GUARD:
		return guard(&t);
	case FAULT_NONE:                        /* somebody was faster: try again */
	case FAULT_STACK_GROWTH:
		return resolve(&t, kind);
	case FAULT_NO_ACCESS:
	case FAULT_PROTECTION:
	case FAULT_NO_EXECUTE:
	case FAULT_STACK_OVERFLOW:
	case FAULT_IN_PAGE:
		break;
	}
	return raise_fault(&t, kind, STATUS_ACCESS_VIOLATION);
}

void fault_not_canonical(struct vm *vm, struct fault *fault)
{
	vm->traps++;                            /* a trap of another vector, counted with the rest */
	vm->access_violations++;
	*fault = (struct fault){ FAULT_NO_ACCESS, STATUS_ACCESS_VIOLATION, ACCESS_READ, UINT64_MAX };
}
