/*
 * vad.h - virtual address descriptors: which addresses are taken, and for what.
 *
 * One VAD is one allocation: a reservation of VirtualAlloc, an image, a stack.
 * They hang in an AVL tree by page number. Page tables exist only where pages
 * were committed; the VADs alone say what is reserved, so a reservation of any
 * size costs one node. `hint` is the VAD found last, asked first.
 *
 * Invariants (verified by vm_check)
 *   VAD-1  VADs are in order, do not overlap, and lie in user space
 *   VAD-2  the tree is linked both ways, its heights are right, no two sisters differ by more than 1
 *   VAD-3  a VAD starts on a 64 KiB boundary, unless it is an image or was cut from another one
 *   VAD-4  the hint is NULL or a VAD of the tree
 *
 * Knows of: mmu/types, nt/memtype. Used by: machine. Source: docs/reference/sources.md, [vad].
 */
#ifndef FAULTLAB_SIM_VAD_H
#define FAULTLAB_SIM_VAD_H

#include "sim/mmu/types.h"

struct section;

enum vad_kind {
	VAD_PRIVATE, VAD_STACK, VAD_IMAGE,
	VAD_PHYSICAL,                           /* MEM_PHYSICAL: only AWE could map pages here */
	VAD_PLACEHOLDER,
	VAD_MAPPED,                             /* a view of a section */
	VAD_SHARED_DATA                         /* the page that the kernel shows to every process */
};

struct vad {
	struct vad *left, *right, *parent;
	int height;                             /* a leaf: 1 */
	uint64_t first_vpn, last_vpn;           /* inclusive */
	enum vad_kind kind;
	unsigned mask;                          /* protection given at the reservation */
	bool mem_commit;                        /* a zero PTE in the range is a committed page */
	bool from_placeholder;                  /* replaced one: may start on any page, and become one again */
	bool cut;                               /* what a native release left: may start on any page */
	uint64_t commit_charge;                 /* pages */
	struct section *section;                /* of a view, an image, shared data; else NULL */
	uint64_t first_page;                    /* of a view: of the section */
	uint8_t *watch;                         /* write watch: one latched bit a page; NULL: not watched */
};

struct vad_tree {
	struct vad *root;
	struct vad *hint;                       /* found last */
	size_t count;
	uint64_t version;                       /* another one: something in it is other than it was */
};

/* MEM_PRIVATE, MEM_MAPPED or MEM_IMAGE: what VirtualQuery calls it. */
uint32_t vad_type(const struct vad *vad);

static inline uint64_t vad_pages(const struct vad *vad)
{
	return vad->last_vpn - vad->first_vpn + 1;
}

/* Write watch: the bitmap for a VAD (NULL: no memory), and one page's bit in it. */
uint8_t *vad_new_watch(const struct vad *vad);

static inline bool vad_watch_noted(const struct vad *vad, uint64_t vpn)
{
	uint64_t page = vpn - vad->first_vpn;

	return vad->watch[page / 8] >> page % 8 & 1;
}

static inline void vad_watch_note(struct vad *vad, uint64_t vpn)
{
	uint64_t page = vpn - vad->first_vpn;

	vad->watch[page / 8] |= 1 << page % 8;
}

static inline void vad_watch_forget(struct vad *vad, uint64_t vpn)
{
	uint64_t page = vpn - vad->first_vpn;

	vad->watch[page / 8] &= ~(1 << page % 8);
}

/* The VAD that covers vpn, NULL: the page is free. Remembers it as the hint. */
struct vad *vad_find(struct vad_tree *tree, uint64_t vpn);

/* The same without the hint, for those who only look. */
struct vad *vad_covering(const struct vad_tree *tree, uint64_t vpn);

/* The lowest VAD that ends at or after vpn: the one that covers it, else the next above. */
struct vad *vad_at_or_after(const struct vad_tree *tree, uint64_t vpn);

struct vad *vad_first(const struct vad_tree *tree);
struct vad *vad_last(const struct vad_tree *tree);
struct vad *vad_next(const struct vad *vad);
struct vad *vad_previous(const struct vad *vad);

/* Whether no VAD touches any of the pages. */
bool vad_is_free(const struct vad_tree *tree, uint64_t first_vpn, uint64_t last_vpn);

/* Link a node that the caller allocated with malloc; its range must be free (asserted). */
void vad_insert(struct vad_tree *tree, struct vad *vad);

/* Unlink; the node stays the caller's. */
void vad_remove(struct vad_tree *tree, struct vad *vad);

/* Free every node. */
void vad_free_all(struct vad_tree *tree);

#endif
