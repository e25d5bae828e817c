/*
 * query.h - one question about a trace, in one line of words.
 *
 *	count fault code=EXCEPTION_ACCESS_VIOLATION == 80
 *	max event counters.commit_pages
 *	first call api=VirtualFree args.dwFreeType=MEM_RELEASE at
 *	order call api=VirtualAlloc then fault then handler
 *	each fault then filter disposition=EXCEPTION_CONTINUE_EXECUTION
 *
 * A specification of a lab is made of them, and so are the answers to a lab's
 * questions: what is asked of a trace stands in the course's files, not in C.
 *
 *	query  = value [OP right] | truth
 *	value  = count SEL | distinct SEL FIELD | first|last|min|max|sum|list SEL FIELD
 *	truth  = some SEL | no SEL | each SEL has COND... | each SEL then SEL | order SEL then SEL [then SEL]...
 *	SEL    = TYPE [COND...] [after SEL] [before SEL]
 *	COND   = FIELD OP TEXT          without spaces, or with the text in quotes
 *	OP     = = != < <= > >= ~       ~: one of the joined constants, whole; a part of any other text
 *	right  = TEXT | value
 *
 * `after` means later than the first item that fits, `before` earlier than it. If no item fits,
 * nothing is after it, and everything is before it. A selection has one of each at most.
 * A comparison is one of numbers if both sides read as numbers, else of texts.
 *
 * Invariants
 *   QUERY-1  what a trace does not tell makes a comparison false, never true: also !=
 *   QUERY-2  `each` of nothing is false: who was to do something eighty times and did nothing has not done it
 *   QUERY-3  a trace is gone through a bounded number of times, whatever it holds
 *   QUERY-4  what a trace tells in sorts and counts is counted whole; where a sort leaves open whether its items fit, they do
 *            not, and `hidden` says how many there are
 *
 * Knows of: trace/fields. Used by: command_ask, key, query_tree, spec.
 */
#ifndef VIZ_QUERY_H
#define VIZ_QUERY_H

#include "viz/trace/fields.h"

struct query;

/* What was found. Texts live in the keep that was passed, or in the query. */
struct found {
	bool is_truth, truth;           /* a check; a query without a comparison is a value */
	bool known;                     /* the trace has what was asked for */
	const char *value;              /* "80"; NULL if not known, and for a truth without a count */
	const char *right;              /* what it was compared with, NULL if with nothing */
	size_t matches;                 /* items that fit; of `each`, those that kept the promise */
	size_t of;                      /* of `each`: how many there are */
	size_t hidden;                  /* that may fit as well, or not: the trace tells too little of them (QUERY-4) */
	/*
	 * Of the items that fit; for first, last, min and max of those that have the value; of `each`, `first` broke the promise.
	 */
	const struct event *first, *last;
};

/* NULL with a sentence in `why`, which names the word that is wrong. */
const struct query *query_parse(struct keep *k, const char *text, char *why, size_t room);

/* It asks for what only the simulator knows. */
bool query_only_sim(const struct query *q);
bool query_is_check(const struct query *q);

/* False without memory. */
bool query_ask(const struct query *q, const struct trace_file *t, struct keep *k, struct found *f);

#endif
