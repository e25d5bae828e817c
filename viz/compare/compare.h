/*
 * compare.h - the two traces of a lab, step beside step.
 *
 * Both sides ran the same source, so their events come in the same order until
 * the first difference. Events are paired by what they are (type, function,
 * exception and place); each pair is then compared fact by fact. After a
 * difference in what happens next, the pairing finds the next events that fit
 * again, so that the table stays useful to its end.
 *
 * What counts as the same: portable addresses, never raw ones above 64 KiB;
 * counters by their change; memory by what VirtualQuery says of each page;
 * residency and counters only where both sides report them; in texts neither addresses
 * nor what the machine answered (printed.h). `line` is shown,
 * not compared: an optimising compiler and the interpreter may differ there.
 *
 * Two traces of one side can be compared as well: Windows with Wine, a simulator
 * with the one before a change. They take the places of the sides in their order,
 * and are called by their platforms, or by their files where those are the same.
 *
 * Invariants
 *   COMPARE-1  every event of both traces is in exactly one row, those of one thread in its order, and those of the first trace in theirs
 *   COMPARE-2  a row's verdict is CMP_AGREE only if both sides are there and some fact was compared
 *   COMPARE-3  status is 1 if and only if some row is CMP_DIVERGE, CMP_REAL_ONLY or CMP_SIM_ONLY
 *   COMPARE-4  a difference is excused only if the first trace is of Wine and the second is not
 *   COMPARE-5  what differs and was not compared is said to be so: in the row, and by their number in the result
 *
 * Knows of: base/ink, base/text, comparing, printed, trace/edition, trace/reader, wine. Used by: aftermath,
 * comparing, inputs, mistake, report, three, wine, judge/, model/.
 */
#ifndef VIZ_COMPARE_H
#define VIZ_COMPARE_H

#include <stdio.h>

#include "viz/base/ink.h"
#include "viz/trace/reader.h"
#include "viz/compare/wine.h"

enum verdict {
	CMP_AGREE,
	CMP_KNOWN,                      /* differs as Wine is known to */
	CMP_DIVERGE,
	CMP_REAL_ONLY, CMP_SIM_ONLY,    /* the other side, or the other one of two, has no such step */
	CMP_ALONE                       /* there is no other trace; or the step is about what lies outside the lab's memory */
};

enum fact_kind {
	FACT_FUNCTION, FACT_ERROR, FACT_RESULT, FACT_CODE, FACT_ACCESS, FACT_DISPOSITION, FACT_ABNORMAL, FACT_TEXT,
	FACT_EXIT_CODE, FACT_ADDRESS,
	FACT_IN, FACT_OUT,              /* a member of a call's arguments, and of what came back */
	FACT_STATE, FACT_PROTECT, FACT_ALLOC_PROTECT, FACT_TYPE, FACT_PAGES,    /* of a page */
	FACT_COUNTER,                   /* by how much it changed */
	FACT_LINE, FACT_ARGUMENT        /* of the lab: its source, what it was given */
};

struct fact {
	enum fact_kind what;
	const char *member;             /* of FACT_IN and FACT_OUT; else NULL */
	size_t place;                   /* the page: reservation, */
	uint64_t offset;                /* and bytes from its base */
	enum counter counter;
	size_t number;                  /* of the line or the argument, from 1 */
};

struct difference {
	struct fact about;              /* what differs, for code */
	const char *fact;               /* and for people: "disposition", "A0+0x24000 state", ... */
	const char *real, *sim;         /* both values as texts */
	int64_t value[SIDES];           /* and as numbers, of FACT_STATE (enum page_state) and FACT_COUNTER */
	const struct wine_entry *known; /* NULL: a divergence */
};

/* What was not compared though it is not the same, for it is each machine's own affair. */
struct skip {
	const char *fact;               /* "text", "result", ... */
	const char *real, *sim;
	const char *why;                /* "GetTickCount", "stack", "outside the lab's memory" */
};

struct row {
	const struct event *side[SIDES];        /* NULL: that side has no such step */
	enum verdict verdict;
	const struct difference *diff;
	const struct skip *skip;
	size_t diffs, skips;
	const char *alone;              /* CMP_ALONE beside another trace: why; NULL: it lies outside the lab's memory */
};

struct comparison {
	struct keep keep;
	const struct trace_file *trace[SIDES];  /* NULL: no such trace; not owned */
	struct row *row;
	size_t rows;
	size_t skips;                           /* of all rows */
	size_t first;                           /* first row that diverges; `rows` if none does */
	size_t known[WINE_ENTRIES];                       /* rows recognised by entry n of the Wine table */
	bool sides;                             /* one is real, one simulated; else two of one side */
	const char *name[SIDES];                /* REAL and SIM, or what tells the two apart */
	const struct difference *edition;       /* first line in which the sources differ; NULL: they do not, or nothing is known */
	const struct difference *argument;      /* first argument of the lab in which the runs differ; NULL: in none */
};

/*
 * Compare; either trace may be NULL, not both. Two of one side are to be compare_in_order().
 * False if there is no memory. compare_free() is due in both cases.
 */
bool compare_run(struct comparison *c, const struct trace_file *real, const struct trace_file *sim);
void compare_free(struct comparison *c);

/* May `a` stand before `b`? The real side does before the simulated one, and Wine before Windows. */
bool compare_in_order(const struct trace_file *a, const struct trace_file *b);

/* What tells these traces apart, fit to head a column: the platforms, else the names of the files, their paths, their order. */
void compare_names(const struct trace_file *const *trace, size_t count, const char **name);

bool compare_same_fact(const struct fact *a, const struct fact *b);      /* values aside */
bool compare_differs(enum verdict v);           /* a divergence, however it shows */
uint32_t compare_threads(const struct comparison *c);   /* the highest number of one, on either side */
int compare_status(const struct comparison *c); /* 0 agree, 1 diverge */

/* One event in a few words: "VirtualAlloc A0+0x0 -> ok", "write A0+0x0 ACCESS_VIOLATION". */
void compare_say(struct ink *i, const struct event *e);

/* The verdict of a row with the first differing fact: "= agree", "≠ disposition: CONTINUE… / EXECUTE…". */
void compare_say_verdict(struct ink *i, const struct comparison *c, const struct row *r);

/* The last line of the report: "REAL and SIM agree: 243 steps, 80 exceptions on each side, 160 page faults (SIM)". */
void compare_say_result(struct ink *i, const struct comparison *c);

/*
 * What the program did wrong itself, in one sentence without an end, as the simulator's trace tells it, or the only one:
 * "stopped at line 19: VirtualAlloc(0x1) failed 100 times with error 87 (ERROR_INVALID_PARAMETER)". False: there is nothing to say.
 */
bool compare_say_mistake(struct ink *i, const struct comparison *c);

/* Are the traces of one lab, one text of it and one list of arguments, as far as they say? If not: what differs, and where first. */
bool compare_same_edition(const struct comparison *c);
void compare_say_edition(struct ink *i, const struct comparison *c);

bool compare_print(const struct comparison *c, FILE *out);      /* the step table; false if it cannot be written */
bool compare_print_json(const struct comparison *c, FILE *out);

#endif
