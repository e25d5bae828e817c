/*
 * trees.h - what a trace has told of the VAD tree and of the page tables, and what is news.
 *
 * Both trees are small when a lab runs and change by little at a step. So an
 * event tells only the nodes and entries that are other than the trace said
 * before, and a reader that starts at the first event knows both trees whole
 * at every one. A and D, which the processor sets behind everybody's back, are
 * no news.
 *
 * Invariants
 *   TREES-1  what was told, put together, is the machine at the event told last
 *   TREES-2  an event without news has neither member
 *   TREES-3  past VADS_MAX descriptors or TABLES_MAX tables the trace says so, once, and tells no more of them
 *
 * Knows of: core/names, core/trace, mm/vm. Used by: record.
 */
#ifndef FAULTLAB_SIM_TREES_H
#define FAULTLAB_SIM_TREES_H

#include "core/trace.h"
#include "sim/mm/vm.h"

#define VADS_MAX   1024
#define TABLES_MAX 256

struct told_table;

struct trees {
	struct vad_node *vad;                   /* in ascending order; owned */
	size_t vads;
	uint64_t root;
	struct told_table *table;               /* owned */
	size_t tables;
	bool vads_ended, tables_ended;          /* TREES-3 */
};

/* Nothing told yet. False if the host has no memory. */
bool trees_init(struct trees *trees);
void trees_free(struct trees *trees);

/* The members `vads` and `tables` of the open event. */
void trees_tell(struct trees *trees, struct trace *t, const struct vm *vm);

#endif
