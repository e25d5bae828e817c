/*
 * three.h - three traces of a lab, each compared with each other: Windows, Wine, the simulator.
 *
 * Two traces can only say that they differ. A third one says who stands alone.
 * That matters most where the real side ran under Wine and an entry of the Wine
 * table excused the simulator: the entry claims that Windows does otherwise, and a
 * trace of Windows confirms that, or it refutes it, and then the simulator is
 * wrong or the entry is.
 *
 *                 Windows = sim                Windows = Wine
 *   listed        confirmed by the trace       REFUTED: told loudly
 *   not listed    only Wine differs            only the simulator differs: told loudly
 *
 * Any three traces can be given; nothing is confirmed or refuted unless one is of
 * Windows, one of Wine and one of the simulator.
 *
 *   pair 0: traces 0 and 1     pair 1: traces 0 and 2     pair 2: traces 1 and 2
 *
 * Invariants
 *   THREE-1  every event of every trace is in exactly one row, in its own order
 *   THREE-2  the status is that of the worst pair: no entry excuses Windows or the simulator against each other
 *
 * Knows of: base/text, compare, three_parts. Used by: inputs, three_parts.
 */
#ifndef VIZ_THREE_H
#define VIZ_THREE_H

#include "viz/compare/compare.h"

enum { THREE = 3 };

/* What the trace of Windows says of a difference between Wine and the simulator that the table lists. */
enum claim { CLAIM_NONE, CLAIM_UNTOLD, CLAIM_CONFIRMED, CLAIM_NEITHER, CLAIM_REFUTED, CLAIMS };

struct three_row {
	const struct event *event[THREE];       /* NULL: that trace has no such step */
	const struct row *pair[THREE];          /* where a pair holds these events; NULL: neither has the step */
	bool differs[THREE];                    /* that pair, listed or not */
	bool diverges[THREE];                   /* and no entry of the table excuses it */
	enum claim claim;                       /* the worst of its listed differences */
	const struct difference *claimed;       /* the one that it is about */
};

struct three {
	struct keep keep;
	const struct trace_file *trace[THREE];  /* not owned */
	const char *name[THREE];
	struct comparison pair[THREE];
	int windows, wine, sim;                 /* which trace is which; -1 if it is not these three */
	struct three_row *row;
	size_t rows;
	size_t claims[WINE_ENTRIES][CLAIMS];              /* rows in which entry n of the Wine table is so */
};

/* Compare; three_free() is due in both cases. False if there is no memory. */
bool three_run(struct three *t, const struct trace_file *const trace[THREE]);
void three_free(struct three *t);

int three_status(const struct three *t);        /* 0 each pair agrees, 1 one diverges */

/* The trace that stands alone against two that agree in this row, or -1. */
int three_alone(const struct three_row *r);

/* Do the sources of this pair differ, and is that news after the pairs before it? */
bool three_tells_edition(const struct three *t, int pair);

bool three_print(const struct three *t, FILE *out);             /* false if it cannot be written */
bool three_print_json(const struct three *t, FILE *out);

#endif
