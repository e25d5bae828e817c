/*
 * aftermath.h - what a known difference leaves behind.
 *
 * A difference that the Wine table recognises does not end with its step. The program
 * asks for the error, prints it, or asks about the page that is no longer the same on
 * both sides; a look at that step alone cannot tell this from a fault of the
 * simulator. So what each known difference has told is kept: pairs of errors and
 * answers, and pages. What differs later in exactly the same way is of the same entry.
 *
 * Invariants
 *   AFTERMATH-1  a later difference is excused only if both values are those of an earlier one that the table recognised
 *   AFTERMATH-2  of errors only the newest pair counts, as for GetLastError
 *   AFTERMATH-3  whether a call succeeded excuses what is printed before the next call and nothing later
 *
 * Knows of: base/text, compare, comparing, printed. Used by: comparing.
 */
#ifndef VIZ_AFTERMATH_H
#define VIZ_AFTERMATH_H

#include "viz/compare/compare.h"

#define AFTERMATH_PAGES 64              /* the newest */

struct aftermath_page {
	size_t place;
	uint64_t page;
	const struct wine_entry *entry;
	const char *real, *sim;         /* of the state, or of the protection */
};

struct aftermath {
	struct aftermath_page page[AFTERMATH_PAGES];
	size_t pages;                   /* that there were in all */
	size_t brief;                   /* the answer (comparing.h) that is to be forgotten with the next call; 0: none */
	int64_t error[SIDES];
	const struct wine_entry *erred; /* which entry these are of; NULL: none */
};

struct comparing;

/* The entry that an earlier step had for what differs here, or NULL. */
const struct wine_entry *aftermath_of(const struct aftermath *a, const struct event *real, const struct event *sim,
                                      const struct difference *d);

/* Take the differences of one step that are known; what they told may be printed later. */
void aftermath_note(struct comparing *w, const struct event *real, const struct event *sim);

#endif
