/*
 * kernel.h - the kernel's structures as a simulator's trace tells them, at one event.
 *
 * A trace tells what is new; this module puts it together, from the first event
 * on: the tree of descriptors, the page tables with all their entries, the counts
 * of the frame lists. Nothing is guessed: what a trace does not tell has its own
 * mark, and a picture of it says so.
 *
 * Invariants
 *   KERNEL-1  nodes ascend by their first page; a tree whose links make no tree is not told (`vads` is false)
 *   KERNEL-2  a table is there once for each level and address
 *
 * Knows of: base/text, reader. Used by: structure/.
 */
#ifndef VIZ_KERNEL_H
#define VIZ_KERNEL_H

#include "viz/trace/reader.h"

#define TABLE_ENTRIES 512

struct entry {
	const char *means, *rights;     /* means NULL: zero, and always was */
	enum pte_form means_id;
	uint64_t number;                /* frame or page of the page file; NO_LINK: none */
};

struct table {
	uint32_t level;                 /* 0 PT ... 3 PML4 */
	uint64_t va, pfn;
	struct entry entry[TABLE_ENTRIES];
};

struct kernel {
	bool vads;                      /* told */
	struct vad_node *vad;           /* owned */
	size_t vad_count, vad_room;
	uint64_t root;                  /* NO_LINK: none */
	bool tables;                    /* told */
	struct table **table;           /* by level from the root down, then by address; owned */
	size_t table_count, table_room;
	bool lists;                     /* told */
	int64_t list[FRAME_LISTS];            /* -1: not told */
	bool failed;                    /* no memory */
};

/* The state before the first event of `t`, whose first `lists` says what they were until then. */
void kernel_start(struct kernel *k, const struct trace_file *t);
void kernel_advance(struct kernel *k, const struct event *e);
void kernel_free(struct kernel *k);

/* The descriptor that begins at, or covers, page `vpn`; NULL: none. */
const struct vad_node *kernel_vad(const struct kernel *k, uint64_t start);
const struct vad_node *kernel_vad_of(const struct kernel *k, uint64_t vpn);

const struct table *kernel_table(const struct kernel *k, uint32_t level, uint64_t va);

/* Bytes that one entry of a table of this level stands for. */
uint64_t kernel_reach(uint32_t level);

bool kernel_same_entry(const struct entry *a, const struct entry *b);

#endif
