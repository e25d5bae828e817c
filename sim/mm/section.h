/*
 * section.h - memory that more than one view can show: sections over the page file, and over files.
 *
 * A private page is described by the PTE that maps it. A page of a section may be
 * mapped by any number of PTEs, so what is known of it is kept in one more entry,
 * its prototype PTE, in the forms that a private PTE would have:
 *
 *   0 (demand-zero)  -> valid        section_bring_in(), the first view that touches it
 *   valid            -> transition   section_let_go(), when the last PTE that maps it is trimmed
 *   transition       -> valid        section_bring_in(): soft
 *   transition       -> page file    avail_take(), its frame is repurposed
 *   page file        -> valid        section_bring_in(): hard
 *
 * While it is valid, the frame's share count is the number of PTEs that map it, and
 * the frame's `pte` is the prototype. A view's own PTE is zero or in prototype form
 * until the page is touched through that view, and again after it was trimmed.
 *
 * A section over a file is the cache of that file, one for all who map it. Its pages come from the file (0 -> valid, by
 * section_bring_in(): hard) and are written back to it, never to the page file; one that is repurposed becomes 0 again. What
 * lies behind the end of the file is zero, and is not written. Such a section is charged nothing: the file backs it. Who
 * reads and writes the file by its handle goes through section_read_file() and section_write_file(), and so sees what the views
 * see.
 *
 * Pages are charged when the section is made, those of a reserved section when a view
 * commits them, for all views at once. A section lives as long as somebody
 * refers to it: a handle, or a view.
 *
 * Invariants (verified by vm_check)
 *   SECTION-1  a section's references are its views and its handles
 *   SECTION-2  a valid prototype names an active, shared frame that leads back to it; one in
 *       transition a frame on the standby or modified list
 *   SECTION-3  its charge is the number of its committed pages, without one that is at rest; of one over a file, 0
 *   SECTION-4  no two sections are over one file, and no page of such a one is in the page file
 *
 * Knows of: avail, host/folder, machine, nt/status, pages, writer. Used by: check, space, view, writer,
 * win32/. Source: docs/reference/sources.md, [section].
 */
#ifndef FAULTLAB_SIM_SECTION_H
#define FAULTLAB_SIM_SECTION_H

#include "sim/host/folder.h"
#include "sim/mm/machine.h"

struct section {
	struct section *next, **link;           /* of all sections of the machine; what points to this one */
	uint64_t pages;
	unsigned mask;                          /* the most that a view may be allowed to do */
	uint32_t references;
	uint32_t handles;                       /* of the references */
	unsigned caching;                       /* 0, MASK_NOCACHE or MASK_WRITECOMBINE: how its views show it */
	bool reserve;                           /* a zero prototype is a page that is not committed yet */
	uint64_t charge;                        /* committed pages */
	uint8_t *at_rest;                       /* what page 0 holds until it is touched; NULL: zeros, or it was */
	struct folder *folder;                  /* with `file`: where it is */
	struct folder_file *file;               /* what backs it; NULL: the page file */
	uint64_t **block;                       /* prototypes, PROTOTYPES_PER_BLOCK each; NULL: all of them are 0 */
};

/* A section of any size costs little until it is used. */
#define PROTOTYPES_PER_BLOCK ((uint64_t)512)

static inline uint64_t section_blocks(const struct section *section)
{
	return (section->pages + PROTOTYPES_PER_BLOCK - 1) / PROTOTYPES_PER_BLOCK;
}

static inline uint64_t section_prototype(const struct section *section, uint64_t page)
{
	const uint64_t *block = section->block[page / PROTOTYPES_PER_BLOCK];

	return block ? block[page % PROTOTYPES_PER_BLOCK] : 0;
}

static inline bool section_is_committed(const struct section *section, uint64_t page)
{
	return !section->reserve || section_prototype(section, page);
}

/* From a page on: how many pages, at most `most`, can be told to be like it at once; 1 or more. */
uint64_t section_alike(const struct section *section, uint64_t page, uint64_t most);

uint64_t section_committed(const struct section *section, uint64_t first_page, uint64_t pages);

/* Room to write down what is to become of these pages; false: the host has no memory. */
bool section_make_blocks(struct section *section, uint64_t first_page, uint64_t pages);

/* Commit what is not yet. There are blocks, and the charge was taken. */
void section_commit(struct section *section, uint64_t first_page, uint64_t pages);

void section_free(struct section *section);     /* the host's memory alone */

struct section_wish { uint64_t pages; unsigned mask; bool reserve; unsigned caching; struct folder *folder; struct folder_file *file; };

/* With one handle. NULL with *status STATUS_COMMITMENT_LIMIT or STATUS_NO_MEMORY. */
struct section *section_new(struct vm *vm, const struct section_wish *wish, uint32_t *status);

/* The section over a file; NULL: there is none. */
struct section *section_of_file(const struct vm *vm, const struct folder_file *file);

/* More pages behind its last, for a file that has grown. False: the host has no memory. */
bool section_extend(struct section *section, uint64_t pages);

/* The bytes of a file as its views show them; how many there were. Writing: false if there is no room. */
uint64_t section_read_file(const struct vm *vm, const struct folder_file *file, uint64_t at, void *to, uint64_t size_bytes);
bool section_write_file(struct vm *vm, struct folder *folder, struct folder_file *file, uint64_t at, const void *from,
                        uint64_t size_bytes);

/* A frame's bytes to the place in the file that its prototype stands for. */
void section_write_back(struct vm *vm, uint32_t pfn);

/* One reference less; without any the section and its pages are gone. */
void section_release(struct vm *vm, struct section *section);

/*
 * Make a page's prototype valid, or count one more sharer if it is. What that took:
 * FAULT_DEMAND_ZERO, FAULT_TRANSITION, FAULT_HARD, or FAULT_IN_PAGE with nothing changed.
 */
enum fault_kind section_bring_in(struct vm *vm, struct section *section, uint64_t page, uint32_t *pfn);

/* The frame of a page that one PTE maps becomes that PTE's own; the section keeps a page nobody can see any more. */
void section_give_away(struct vm *vm, uint32_t pfn, uint64_t *pte);

/* One PTE less maps the frame. `written`: that PTE had D. */
void section_let_go(struct vm *vm, uint32_t pfn, bool written);

#endif
