/*
 * area.h - what the maker of an exercise knows of the lab's memory.
 *
 * Only as much as it takes to choose a page that makes an access interesting.
 * What a filter of the lab will repair is not followed, so this is a guess: no
 * exercise may depend on it to end, or to be accepted. One thing is sure:
 *
 *   EXERCISE-1  a page that may be a guard page when the lab gets there has `guard` set
 *
 * for Wine and Windows differ about guard pages that are decommitted.
 *
 * Knows of: dice. Used by: draft.
 */
#ifndef FAULTLAB_SIM_EXERCISE_AREA_H
#define FAULTLAB_SIM_EXERCISE_AREA_H

#include "sim/exercise/dice.h"

enum { PAGE_BYTES = 4096, AREA_PAGES_MAX = 13 };       /* so that a page behind it is free: slots have 16 */

enum opening { CLOSED, READABLE, WRITABLE };

struct area_page { bool committed, guard; enum opening opening; };

struct area {
	int bytes, pages;               /* 0: the lab has none */
	struct area_page page[AREA_PAGES_MAX];
};

struct range { int from, bytes; };

/* Which pages are wanted. */
enum wanted { ANY_PAGE, COMMITTED_PAGE, RESERVED_PAGE, UNGUARDED_PAGE, OPEN_PAGE };

int range_first(struct range r);
int range_last(struct range r);

void area_commit(struct area *a, struct range r);
void area_decommit(struct area *a, struct range r);
void area_protect(struct area *a, struct range r, enum opening opening, bool guard);

/* The first of `length` pages in a row that are all as wanted, any such place alike; -1: there is none. */
int area_find(const struct area *a, struct dice *d, int length, enum wanted wanted);

#endif
