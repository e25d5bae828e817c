/*
 * spec.h - what a lab has to show; spec_judge.h says whether its traces show it.
 *
 * A specification is a text file that an instructor writes. Each `need` is worth
 * points and is judged by its checks, all of which must hold. A check is a query
 * (query.h), put to the simulator's trace and, if there is one, to the real trace
 * too.
 *
 *	title  Commit on demand
 *	limit  steps 2000000                    for the machine that runs it, see viz/commands/grade/
 *	need   2 one page is committed for each fault
 *	check  count fault code=EXCEPTION_ACCESS_VIOLATION == 80
 *	on sim check  some resolved kind=demand-zero
 *	hint   The filter has to commit the page that was touched, and no more.
 *	agree  1                                the two sides must not diverge; once a need above holds, or a
 *	                                        program that does nothing would have earned this
 *
 * Invariants
 *   SPEC-1  a specification is read whole before a trace is judged; an error names file and line
 *   SPEC-2  points are whole hundredths; a specification is worth more than none
 *
 * Knows of: base/editor, core/letter, query. Used by: command_check, spec_judge.
 */
#ifndef VIZ_SPEC_H
#define VIZ_SPEC_H

#include "viz/judge/query.h"

enum limit { LIMIT_STEPS, LIMIT_SECONDS, LIMIT_MEMORY, LIMIT_OUTPUT, LIMIT_TRACE, LIMITS };

struct check {
	const char *text;               /* the query as it was written */
	const struct query *query;
	bool sim;                       /* for the simulator alone */
	struct check *next;
};

struct need {
	const char *name, *hint;        /* hint: NULL if there is none */
	int points;                     /* hundredths */
	bool agree;                     /* judged by the comparison, not by checks */
	struct check *check, **end;
	struct need *next;
};

struct spec {
	struct keep keep;
	const char *path, *title;
	int64_t limit[LIMITS];          /* -1: the default */
	struct need *need;
};

/* False with a sentence in `why`. spec_free() is due in both cases. */
bool spec_read(struct spec *s, const char *path, char *why, size_t room);
void spec_free(struct spec *s);

/* Is `n` asked for if the real side is, or is not? Who compares no sides cannot ask whether they agree. */
bool spec_asks(const struct need *n, bool real);

const char *spec_limit_name(enum limit l);      /* steps, seconds, memory (MiB), output (KiB), trace (MiB) */

#endif
