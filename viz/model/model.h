/*
 * model.h - what each picture of a lab has to say, as facts and words.
 *
 * A picture is one moment worth looking at: a fault gives two (before the filter
 * has answered, and after), every other step that changes memory, the handler
 * and the end give one. This module decides which moments those are and states
 * everything that the picture of one shows; it knows nothing of boxes, colours
 * or files. picture.h draws from it, book.h tells it in HTML.
 *
 * Invariants
 *   MODEL-1  pictures are in the order of the comparison's rows; picture n has number n + 1
 *   MODEL-2  every row that diverges is covered by exactly one picture that says DIVERGE
 *   MODEL-3  nothing is stated that the traces do not say; what is absent has its own mark
 *
 * Knows of: chain, compare/compare, heap, ledger, lists, path, sentence, share, space, walk, words. Used by:
 * building, choose, material, book/, draw/, quiz/, structure/, text/.
 */
#ifndef VIZ_MODEL_H
#define VIZ_MODEL_H

#include "viz/compare/compare.h"

enum { LENS_PAGES = 16, HOPS = 5, LEDGER_ROWS = 9, WALK_LEVELS = 4, BIT_ROWS = 3, BIT_COLUMNS = 9, CHAIN_ROWS = 9 };

enum picture_verdict { PV_AGREE, PV_KNOWN, PV_DIVERGE, PV_REAL_ALONE, PV_SIM_ALONE };
enum picture_phase { PH_BEFORE, PH_AFTER, PH_FAILED, PH_PLAIN };

/* How a box shows that there is nothing, or nothing yet, to show. */
enum mark {
	MK_PLAIN,
	MK_CHANGED,             /* by this step */
	MK_DIFFERS,             /* between the sides */
	MK_ASK,                 /* not yet: "?" */
	MK_NONE,                /* does not apply: "-" */
	MK_SILENT               /* this side does not report it */
};

enum same { SAME_BLANK, SAME_YES, SAME_NO, SAME_NA };

struct hop {
	const char *head, *text;        /* text: up to three lines */
	bool reached;                   /* by some side */
	bool differs;
	const char *by_side[SIDES];     /* of a text that is "R: this\nS: that", these two; else NULL */
};

struct ledger_row {
	const char *fact, *why;         /* why: one sentence for the tooltip */
	const char *value[SIDES];
	enum mark mark[SIDES];
	enum same same;
};

struct walk_entry {
	bool reached, present, changed;
	uint32_t index;
	const char *text;               /* "[160]→3A10", "[160] = 0", "-" */
};

struct bit {
	const char *text;
	enum mark mark;
};

#define LIST_LINES 5
#define HEAP_LINES 12

struct list_box {
	const char *name, *count;       /* "standby", "12 (+3)" */
	const char *came;               /* "written 3", empty if nothing came */
	bool changed;
};

enum { SHARE_VIEWS = 4, SHARE_LINES = 2 };

struct share_view {
	const char *name, *rights, *frame;      /* "A0 page 1", "RW", "frame 0012" */
	uint64_t pfn;
	bool is_there;                  /* resident in this view, and its frame is known */
	bool is_private;                /* a copy */
	bool is_new;                    /* by this step */
};

struct share {
	const char *title, *section;    /* section: the frame of the section's own page; NULL: no view that shows it says */
	struct share_view view[SHARE_VIEWS];
	size_t views;
	const char *line[SHARE_LINES];
};

struct chain_row {                      /* somebody who is or may be asked about an exception, or has something to do when it is unwound */
	const char *who, *block, *search, *unwind;
	bool now;                       /* this step is about it */
	bool gone;                      /* it has been unwound */
	bool dull;                      /* a call without a __try: the first to be left out */
};

struct picture {
	size_t number;
	char name[64];                  /* step-0075-fault037-b */
	const char *graph;              /* step 75: fault 37 of 80, after */
	const char *title, *phase_text, *say;
	enum picture_phase phase;
	enum picture_verdict verdict;
	const char *verdict_note;       /* id of the known difference, or NULL */
	size_t row;                     /* of the comparison: the event that the picture shows */
	size_t first_row;               /* rows first_row..row are covered by this picture (MODEL-2) */
	uint32_t line;                  /* of the lab; 0: unknown */
	size_t fault;                   /* number of the fault, 0 if it is none */
	bool after;

	/* address space */
	const char *space;              /* panel title */
	int64_t place;                  /* reservation drawn, -1: none yet */
	uint64_t pages, lens_first;
	const struct memory_at *memory[SIDES]; /* NULL: this side has no trace */
	bool late[SIDES];               /* an old trace: not the moment of the retry, but that of the next event */
	const char *stack;              /* not a reservation is drawn, but the stack's own region: why the real side shows none; or NULL */
	bool two_moments;               /* beside one that knows it */
	bool has_focus;
	uint64_t focus;                 /* page at fault */
	const char *focus_word;         /* WRITE, READ, EXEC */

	/* exception path */
	const char *path_title;
	struct hop hop[HOPS];
	int reached[SIDES];             /* hops that this side's arrows reach; -1: side is missing */
	int exit[SIDES];                /* 0 retry, 1 handler, -1 neither */
	const char *exit_text[2];
	bool exit_failed;

	/* page walk */
	const char *walk_title;
	bool has_walk;
	uint64_t walk_of;
	struct walk_entry entry[WALK_LEVELS];
	int miss;                       /* level at which the walk stops, -1: it ends in a frame */
	const char *frame_text;
	bool frame_new;
	const char *bit_row[BIT_ROWS];
	struct bit bits[BIT_ROWS][BIT_COLUMNS];
	const char *vad;
	bool vad_changed;

	/* frame lists, in the place of the page walk (lists.c) */
	bool has_lists;
	struct list_box list[FRAME_LISTS];
	const char *list_line[LIST_LINES], *list_rest, *list_say;

	/* the heaps, in the place of the page walk (heap.c) */
	bool has_heap;
	const char *heap_line[HEAP_LINES];

	/* who shares a page that was copied, in the place of the frame lists (share.c) */
	bool has_share;
	struct share share;

	/* search and unwinding, in the place of the page walk (chain.c) */
	bool has_chain;
	const char *chain_title;
	struct chain_row chain[CHAIN_ROWS];
	size_t chain_rows;
	bool chain_matters;             /* there is more to it than one filter that was asked and took it */

	struct ledger_row ledger[LEDGER_ROWS];
};

struct model {
	struct keep keep;
	const struct comparison *c;     /* not owned */
	const struct trace_file *any;   /* the real trace, or the only one */
	struct picture *picture;
	size_t pictures;
	size_t faults;                  /* distinct faults of both sides together */
	bool cut;                       /* more steps than MODEL_FRAMES_MAX; the rest is not drawn */
};

#define MODEL_PICTURES_MAX 20000

/* Build the pictures of a comparison. False if there is no memory. model_free() is due in both cases. */
bool model_build(struct model *m, const struct comparison *c);
void model_free(struct model *m);

/* The picture's facts as one text: sentence, what differs, the nine rows. For readers who cannot see it. */
void model_describe(struct ink *i, const struct picture *f);

#endif
