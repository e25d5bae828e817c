/*
 * runs.h - the entries of a page table as rows: neighbours that are alike are one.
 *
 * The runs of one table at a time stand in the drawing, in order of their entries.
 *
 * Knows of: base/text, sketch. Used by: tables.
 */
#ifndef VIZ_RUNS_H
#define VIZ_RUNS_H

#include "viz/structure/sketch.h"

#define ROWS_MAX   12           /* of a table; the rest is folded */

struct entry_run {
	uint32_t first, count;
	const struct entry *entry;      /* of the first */
	int64_t owner;                  /* reservation, or -2 - index of the descriptor; -1: nobody */
	uint64_t page;                  /* of the reservation */
	bool changed, watched, kept;
	uint32_t folded;                /* runs that this row stands for, 0: it is one */
};

struct table_drawing {
	struct sketch *s;
	uint64_t watched;               /* address, NO_LINK: none */
	size_t tables, rows;            /* drawn so far; rows: of leaf tables */
	struct entry_run run[TABLE_ENTRIES];
};

/* The address that an entry of the table maps; and whether the table has an entry for `va`. */
uint64_t table_address(const struct table *t, uint32_t index);
bool table_covers(const struct table *t, uint64_t va);

/* Runs of what there is in a table, of what was there a step ago, and of the watched entry: their number. */
size_t runs_find(struct table_drawing *d, const struct table *t);

/* Cut runs that share some of their frames until they share all or none. The new number. */
size_t runs_cut_at_shared(struct table_drawing *d, size_t n);

/* At most ROWS_MAX rows and what lies between them: neighbours that nobody asks for become one. The new number. */
size_t runs_fold(struct table_drawing *d, size_t n);

/* Whose pages a run of a leaf table maps: "A0 page 4–7". */
const char *run_owner(const struct table_drawing *d, const struct entry_run *r, char *out, size_t room);

#endif
