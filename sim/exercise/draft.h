/*
 * draft.h - an exercise while it is being made: what is drawn so far, and the statements of its main.
 *
 * The scenes (scene.h) write into it, one after the other, all about the same
 * memory `area` where they can, so that they get into each other's way as they do
 * in real programs. What they need besides, a function or a clause of the filter,
 * they ask for in `needs`; program.h puts it all together.
 *
 * Invariants
 *   EXERCISE-2  every access of the lab stands in a __try whose outermost filter answers
 *               EXCEPTION_EXECUTE_HANDLER to whatever it cannot repair
 *   EXERCISE-3  a filter continues only after it has removed the cause
 * so that every exercise ends by itself, whatever the dice say.
 *
 * Knows of: area, dice, request, text. Used by: feature, functions, program, scene.
 */
#ifndef FAULTLAB_SIM_EXERCISE_DRAFT_H
#define FAULTLAB_SIM_EXERCISE_DRAFT_H

#include "sim/exercise/area.h"
#include "sim/exercise/dice.h"
#include "sim/exercise/request.h"
#include "sim/exercise/text.h"

/* Functions of the lab, and clauses of its filter. */
enum need {
	NEED_STORE = 1 << 0, NEED_LOAD = 1 << 1, NEED_FILL = 1 << 2, NEED_LOOK = 1 << 3, NEED_TELL = 1 << 4,
	NEED_PROTECT = 1 << 5, NEED_WATCH = 1 << 6, NEED_COUNTERS = 1 << 7, NEED_HANDLER = 1 << 8,
	NEED_OLD = 1 << 9, NEED_SECTION = 1 << 10, NEED_TOUCH = 1 << 14, NEED_COUNTED = 1 << 15,
	CLAUSE_GUARD = 1 << 11, CLAUSE_PROTECT = 1 << 12, CLAUSE_COMMIT = 1 << 13,
};

/* An access of the lab, not yet written down. `essential`: the scene is about it, so it is not left out. */
struct access { const char *base; int offset; bool is_store, essential; };

struct access draft_load(const char *base, int offset);
struct access draft_store(const char *base, int offset);

/* What the inner of two handlers goes by. */
enum inner { INNER_BY_PLACE, INNER_BY_VALUE, INNER_BY_CODE, INNER_NEVER };

/* How a block with __finally is left before its end. */
enum early { EARLY_NOT, EARLY_LEAVE, EARLY_RETURN };

enum watcher { WATCHER_TELLS, WATCHER_REPAIRS, WATCHER_PAIR };

/* How much is left out for the program to stay small: each takes away what the one before it does, too. */
enum lean { FULL, SPARE, NO_HELPERS, NO_LOADS, ONE_ACCESS, FEW, LEANEST = FEW };

struct draft {
	const struct request *request;
	struct dice dice;
	struct text body;
	struct area area;
	unsigned needs;
	int letter;                     /* of the next access or call: 'a', 'b', ... */
	enum lean lean;

	/* drawn for the filter and the functions */
	bool guard_goes_on, guard_moves, code_told;
	int commit_bytes, commits_most; /* of one repair; 0: as often as it takes */
	enum inner inner;
	int inner_page, inner_divisor;
	bool inner_accepts, finally_outside;
	enum early early;
	int early_divisor;
	enum watcher watcher;
	bool watcher_first;
};

bool draft_has(const struct draft *d, enum feature feature);

/* Is it to be at least as lean as that? */
bool draft_is(const struct draft *d, enum lean lean);

/* A statement of main, in one line. */
void draft_line(struct draft *d, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* An empty line, where none is yet. */
void draft_gap(struct draft *d);

/* The next letter as a C string literal's contents: valid until the next call but three. */
const char *draft_letter(struct draft *d);

/* "area + 3 * PAGE + 100", "2 * PAGE - 1": as one would write it. Valid until the next call but seven. */
const char *draft_place(const char *base, int offset);
const char *draft_size(int bytes);

/* `pages` pages from `first` on: at level 1 exactly these, above that any bytes that touch just them. */
struct range draft_range(struct draft *d, int first, int pages);

/* Commit these pages, read-write, and know of it. */
void draft_commit(struct draft *d, struct range r);

/* A call of VirtualProtect that prints the old protection; where space is short only if `telling`. */
void draft_protect(struct draft *d, struct range r, const char *protection, bool telling);

/* A look at the whole reservation, if there is space. */
void draft_look(struct draft *d);

/*
 * Write these accesses down in an order that is drawn, as far as the exercise can carry them: `limit` of them,
 * those that tell something before all others. The value of such a store leaves no block early.
 */
void draft_touch(struct draft *d, struct access *access, int accesses, int limit);

#endif
