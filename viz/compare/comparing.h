/*
 * comparing.h - two traces while they are being compared.
 *
 * pair.c finds which events belong beside each other, compare.c makes the rows of
 * them, facts.c finds in what the two events of a row differ. What two traces are
 * to each other (do they speak of the same memory? is one of Wine?) compare.c says.
 *
 * Invariant
 *   COMPARING-1  `diff` holds the differences of the row at hand and of no other
 *
 * Knows of: aftermath, compare. Used by: aftermath, compare, facts, pair, printed, say.
 */
#ifndef VIZ_COMPARING_H
#define VIZ_COMPARING_H

#include "viz/compare/aftermath.h"
#include "viz/compare/compare.h"

#define DIFFS_MAX     64                /* of one row; more say nothing new */
#define LATE_MAX      64

#define SKIPS_MAX     16                /* of one row; more say nothing new */
#define ANSWERS       256               /* remembered, the newest: see printed.h */
#define TIMES         16                /* of them, that a lab may take the difference of */

struct answer { const char *api; uint64_t of[SIDES]; };

struct comparing {
	struct comparison *c;
	uint64_t *sign[SIDES];          /* what each event is, as a number */
	bool *outside[SIDES];           /* it is about what lies outside the lab's memory (printed.h) */
	size_t work;
	struct difference diff[DIFFS_MAX];
	size_t diffs;
	const struct event *before[SIDES];      /* last event taken from each side */
	int64_t counter[SIDES][COUNTERS];       /* last value reported; -1: none yet */
	uint32_t late_place[LATE_MAX];   /* reservations that one side has told of while printing */
	size_t late_places;
	struct skip skip[SKIPS_MAX];    /* COMPARING-1, too */
	size_t skips;
	struct answer answer[ANSWERS];  /* of calls whose answers are not compared, round and round */
	size_t answers;                 /* that there were in all */
	size_t printed_work;
	bool free_memory;               /* the call in hand asks about memory that is free, */
	bool heap_memory;               /* or about a block of a heap: how much lies around it is the heap's affair */
	struct ahead ahead;             /* pages that Wine has resident for a known reason */
	struct aftermath after;         /* what known differences have left behind */
	bool threaded;                  /* a side has a second thread */
	size_t done[SIDES], reached[SIDES];     /* how many events of a side are in rows, and how far in its trace */
	bool apart;                     /* the sides have not done the same up to this row: other threads stand elsewhere */
	bool late_all;                  /* more reservations than late_place holds */
	bool failed;
};

/* pair.c */
bool make_signs(struct comparing *w);
bool pair_up(struct comparing *w);      /* every event into a row; false: no memory */

/* compare.c: a row of these two, either of which may be NULL. False if there is no memory. */
bool add_row(struct comparing *w, const struct event *real, const struct event *sim);

void excuse_row(struct comparing *w);                   /* the last one: it is no divergence */

bool same_limits(const struct comparison *c);           /* the runs were given the same memory */
bool residency_counts(const struct comparison *c);
bool table_applies(const struct comparison *c);         /* the known differences between Wine and Windows count */
bool is_windows(const struct trace_file *t);

/* compare.c: this fact of the row at hand was not compared, and why. Texts outlive the comparison. */
void skip_fact(struct comparing *w, const char *fact, const char *real, const char *sim, const char *why);

/* facts.c: a fact in words, or NULL if there is no memory. */
const char *say_fact(struct keep *k, const struct fact *f);

/* What differs goes into w->diff. */
void compare_own(struct comparing *w, const struct event *real, const struct event *sim);       /* what its type tells */
void compare_at(struct comparing *w, const struct event *real, const struct event *sim);
/* One tells of the retry, the other, an old trace, of the next event. */
bool other_moment(const struct event *real, const struct event *sim);
void compare_memory(struct comparing *w, const struct event *real, const struct event *sim);
void compare_counters(struct comparing *w, const struct event *real, const struct event *sim);

#endif
