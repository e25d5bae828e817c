/*
 * drawing.h - which steps a sheet asks about: all that can be, in groups of a kind, and a generator that draws from them.
 *
 * Knows of: ask, ask_kernel, ask_output, sheet. Used by: sheet, task. Source: docs/reference/sources.md,
 * [splitmix64].
 */
#ifndef VIZ_DRAWING_H
#define VIZ_DRAWING_H

#include "viz/quiz/sheet.h"

#define GROUPS 256                      /* kinds of steps; what is beyond shares the last one */

struct group {
	uint64_t words;                 /* digest of what its steps have in common */
	size_t first, count;            /* in drawing.subject */
	int turns;                      /* steps that it may give in a round */
	unsigned failures;
};

struct drawing {
	struct sheet *s;
	uint64_t state;                 /* of the generator */
	struct subject *subject;        /* owned; sorted by group */
	size_t subjects;
	struct group group[GROUPS];
	size_t groups;
	unsigned asked[PART_KINDS];     /* so far: what was asked least comes first */
	bool gave_free;                 /* SHEET-5 */
	bool no_memory;
};

/* 0 to n - 1. The remainder prefers small numbers by less than one in 2^40 here. */
size_t drawing_below(struct drawing *d, size_t n);

/* A digest of bytes, to be started with MIX_START. */
#define MIX_START UINT64_C(0xcbf29ce484222325)
uint64_t drawing_mix(uint64_t h, const char *bytes, size_t size);

/* Every step that can be asked about, sorted by group; the order within a group is the trace's. */
void drawing_gather(struct drawing *d);
void drawing_shuffle(struct drawing *d);

#endif
