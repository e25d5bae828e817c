/*
 * trees.h - what a trace has told of the VAD tree and of the page tables, and what is news.
 *
 * Both trees are small when a lab runs and change by little at a step. So an
 * event tells only the nodes and entries that are other than the trace said
 * before, and a reader that starts at the first event knows both trees whole
 * at every one. A and D, which the processor sets behind everybody's back, are
 * no news. Whoever writes an entry says so (trees_written): only those tables are looked at, and the nodes
 * only when the tree has another version.
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

#define TOUCHED_MAX 512         /* more tables than that between two events, and all are looked at */
#define SEEN        64          /* a power of two */

struct told_table;
struct table_key { unsigned level; uint64_t va; };

struct trees {
	struct vad_node *vad;                   /* in ascending order; owned */
	size_t vads;
	uint64_t root;
	struct told_table *table;               /* owned */
	size_t tables;
	uint64_t version;                       /* of the nodes that were told */
	struct table_key touched[TOUCHED_MAX];  /* written since they were told */
	size_t touches;
	bool touched_all;                       /* or any other */
	struct table_key seen[SEEN];            /* some that are in `touched`: those that were written last */
	bool is_seen[SEEN];
	bool vads_ended, tables_ended;          /* TREES-3 */
};

/* Nothing told yet. False if the host has no memory. */
bool trees_init(struct trees *trees);
void trees_free(struct trees *trees);

/* An entry of a table of `level` was written, the one that translates `va`. */
void trees_written(struct trees *r, unsigned level, uint64_t va);

/* The members `vads` and `tables` of the open event. */
void trees_tell(struct trees *trees, struct trace *t, const struct vm *vm);

#endif
