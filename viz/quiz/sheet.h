/*
 * sheet.h - which questions a quiz sheet asks about a trace, and their right answers.
 *
 * A task is about one step of the trace: it says where the program stands and
 * what is known, and asks up to four parts, each a choice or a short value. Half
 * of the kinds of parts are the book's (quiz.h); the others ask what only an event
 * says. Right answers, wrong choices and reasons come from the trace; nothing here
 * is written for a lab.
 *
 * Which steps are asked is drawn by a small generator of our own from the seed.
 * The steps are sorted into groups of a kind (a write to a reserved page that the
 * filter commits, a call that fails with 487), and each group has its turn, so a
 * lab of eighty equal faults still gets a varied sheet.
 *
 * Invariants
 *   SHEET-1  same trace, seed and number: the same sheet, on every machine
 *   SHEET-2  the first n tasks that are drawn do not depend on how many are wanted
 *   SHEET-3  every task has 2 to TASK_PARTS parts, or one that stands for itself; every part an answer and a reason
 *   SHEET-4  with two traces nothing is asked about a step on which they differ
 *   SHEET-5  of all parts of a sheet at most one is free
 *   SHEET-6  what is told of a step was so before it, and does not answer a part of its task
 *
 * Knows of: base/plain, drawing, quiz, task. Used by: ask, asking, drawing, mark, mark_part, sheet_command,
 * sheet_print.
 */
#ifndef VIZ_SHEET_H
#define VIZ_SHEET_H

#include "viz/quiz/quiz.h"

enum { SHEET_VERSION = 2, SHEET_QUESTIONS_MAX = 99, SHEET_QUESTIONS_DEFAULT = 8, TASK_PARTS = 4, TASK_LINES = 8 };

/* What a part asks about; in this order within a task. */
enum part_kind {
	PK_CODE, PK_ACCESS, PK_PLACE, PK_PAGE, PK_REFUSED,                      /* the fault itself */
	PK_DISPOSITION, PK_ORDER, PK_RESOLVED, PK_EXIT, PK_STATE, PK_PRESENT,   /* what was done about it */
	PK_OUTCOME, PK_RETURNED, PK_PROTECT,                                    /* a call */
	PK_OLD_PROTECT, PK_QUERY_STATE, PK_QUERY_PROTECT, PK_QUERY_PAGES, PK_WATCHED,   /* what it wrote */
	PK_MANY, PK_FIRST_KIND, PK_FIRST_PLACE, PK_FIRST_LIST, PK_TRIMMED,      /* what the kernel did unasked */
	PK_ABNORMAL, PK_END, PK_END_CODE,
	PK_COMMITTED, PK_RESERVED, PK_WORKING_SET,                              /* counters */
	PK_PRINTED, PK_PRINTS_NEXT, PART_KINDS                                  /* output */
};

enum part_form {
	PF_CHOICE,                      /* one letter */
	PF_ORDER,                       /* letters, in order */
	PF_NUMBER,
	PF_PAGES,                       /* numbers of pages, in any order; or none */
	PF_TEXT,                        /* a line that is printed */
	PF_PLACE                        /* a portable address; any byte of the page will do */
};

struct part {
	enum part_kind kind;
	enum part_form form;
	struct question q;              /* ask, reason, and the choices of PF_CHOICE and PF_ORDER */
	const char *key;                /* the right answer as it is written: B, CA, 12, A0+0x3000, "2, 4", what is printed */
	bool is_free;                   /* the sheet itself as good as tells it */
	size_t printed;                 /* row of the comparison at which the program prints the answer, plus one; 0: it does not */
	int64_t number;
	int64_t near;                   /* PF_NUMBER: worth half, if has_near */
	bool has_near;
	struct where place;
};

struct task {
	uint32_t step, line;            /* of the trace, of the lab (0: unknown) */
	size_t picture;                 /* of the lab book, 0: none shows it */
	const char *text[TASK_LINES];   /* where the program stands; not escaped */
	int texts;
	bool free;                      /* a part is; SHEET-5 */
	bool is_code;                   /* the first text is a line of the lab */
	struct part part[TASK_PARTS];
	int parts;
};

struct sheet {
	struct keep keep;
	const struct model *m;          /* not owned; outlives the sheet */
	const struct trace_file *trace; /* the one whose values are asked */
	uint64_t seed, print;           /* print: fingerprint of what is asked and of the answers */
	size_t wanted, count;
	struct task *task;              /* by step */
	const struct picture **picture; /* of each row of the comparison, NULL: none shows it */
	const char *note[2];            /* what is not asked and why; NULL */
};

/* Make the sheet. False without memory. sheet_free() is due in both cases. */
bool sheet_make(struct sheet *s, const struct model *m, uint64_t seed, size_t wanted);
void sheet_free(struct sheet *s);

/* The first line of a sheet: version, seed, number of questions, fingerprint, lab. */
void sheet_head(struct ink *i, const struct sheet *s);

/* What a right answer says beside its letter: the text of the choice; the key itself if there is none. */
void sheet_answer(struct ink *i, const struct part *p);

struct subject {                        /* a step that can be asked about */
	size_t row;                     /* of the comparison */
	const struct picture *before;   /* the picture of a fault before its filter, else NULL */
};

/* SHEET-4: has the row one answer? */
bool sheet_is_settled(const struct sheet *s, size_t row);

/* The event of the side that is asked; NULL if that side has no such step. */
const struct event *sheet_event(const struct sheet *s, size_t row);

#endif
