/*
 * reader.h - one trace file, read whole and checked, as C structures.
 *
 * docs/reference/trace.md is the format. A trace comes from a stranger as often as from
 * our own tools, so nothing in it is believed: every line is bounded in length
 * and depth, every table in size, and the first thing that is wrong ends the
 * reading with one sentence that names file, line, fault and remedy. Members
 * and event types that are not known here are passed over, the latter with a
 * note.
 *
 * Invariants (of a trace that was read without error)
 *   READER-1  steps ascend by one, but for events of unknown type, which are left out
 *   READER-2  the last event is EV_EXIT or EV_UNHANDLED: the trace was not cut
 *   READER-3  every string is valid UTF-8 and NUL-terminated; an absent one is NULL
 *   READER-4  spans of a place ascend, do not overlap, and no two neighbours are equal
 *   READER-5  event[i].memory is what the trace has said of memory up to and with i
 *   READER-6  what an event does not tell one by one adds up: the counts of resolved_rest are resolved_more, and so of transitions
 *   READER-7  a member X_id is the number of the word X in its list of words.h, X_flags the set of its flags
 *   READER-8  1 <= event[i].thread <= threads <= READER_THREADS
 *
 * Knows of: base/keep, base/text, core/letter, reading, words. Used by: fields, kernel, reading, compare/,
 * draw/, judge/.
 */
#ifndef VIZ_READER_H
#define VIZ_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "viz/base/keep.h"
#include "viz/trace/words.h"

#define READER_THREADS 100000     /* that one lab may have made */

enum side { SIDE_REAL, SIDE_SIM, SIDES };

enum event_type {
	EV_CALL, EV_FAULT, EV_FILTER, EV_HANDLER, EV_FINALLY, EV_OUTPUT, EV_EXIT, EV_UNHANDLED, EV_CONTINUE
};

/* State of a page as a trace can tell it; MIXED: some of the run's pages are resident, not said which. */
enum page_state { PG_FREE, PG_RESERVED, PG_COMMITTED, PG_RESIDENT, PG_MIXED };

enum counter {
	CN_PAGE_FAULTS, CN_COMMIT, CN_WORKING_SET, CN_RESERVED,
	CN_TRAPS, CN_ACCESS_VIOLATIONS, CN_DEMAND_ZERO, CN_TABLES, CN_SOFT, CN_HARD, CN_COPIES, CN_CHARGE, COUNTERS
};

/* When the event of a filter that continues was written: NOT_SAID by traces that know no other moment than the next event. */
enum retry { RETRY_NOT_SAID, RETRY_FAILED, RETRY_DONE };

/* A portable address: reservation number and offset; WHERE_BLOCK - n and the offset in block n of a heap; or -1 and an
 * absolute address. */
#define WHERE_BLOCK ((int64_t)-2)
struct where {
	bool known;
	int64_t place;
	uint64_t offset;                /* bytes */
};

/* Is it told by a name, and which? A of a reservation, B of a block. */
static inline bool where_is_named(const struct where *w)
{
	return w->known && w->place != -1;
}

static inline char where_letter(const struct where *w)
{
	return w->place >= 0 ? 'A' : 'B';
}

static inline int64_t where_number(const struct where *w)
{
	return w->place >= 0 ? w->place : WHERE_BLOCK - w->place;
}

struct page_run { uint64_t first, count; };

/* A block of a heap; name and at: as the lab got it by a call. */
struct heap_block {
	struct where at;
	const char *name;
	uint64_t offset, size;          /* bytes; offset in its segment */
	int64_t pages;                  /* of a large block */
};

struct heap_segment {
	const char *heap;               /* H0 */
	uint64_t base, own;             /* own: bytes at the start that are the heap's */
	int64_t pages, blocks_more;
	const struct page_run *committed;
	size_t runs;
	const struct heap_block *block;
	size_t blocks;
};

/* All heaps after an event that changed one of them. */
struct heap_news {
	const struct heap_segment *segment;
	size_t segments;
	const struct heap_block *large;
	size_t larges;
};

struct argument {                       /* of args and out, in the trace's order */
	const char *name, *value;
};

struct span {                           /* pages of one reservation that are alike */
	uint64_t first, count;          /* pages from the reservation's base */
	enum page_state state;
	bool resident_known;            /* the trace said whether they are in the working set */
	const char *protect, *alloc_protect, *type;     /* NULL if not said */
	uint32_t protect_flags;
	enum mem_type type_id;
};

struct spans {                          /* what the trace said of one reservation */
	bool live;                      /* not released */
	uint64_t pages;
	size_t count;
	const struct span *span;
};

struct memory_at {                      /* all reservations at one moment; NULL: not told of yet */
	size_t places;
	const struct spans *const *place;
};

struct pte {                            /* an entry of a page table */
	bool given;
	uint64_t value, pfn;
	bool P, RW, US, A, D, G, NX;
	const char *means;              /* only if P is clear */
	enum pte_form means_id;
};

struct walk_level {
	const char *level;              /* PML4, PDPT, PD, PT */
	uint32_t index;
	uint64_t table;
	struct pte before, after;
};

struct vad {
	uint64_t start, end;            /* page numbers, both inclusive */
	const char *type, *protect;
	bool mem_commit;
	int64_t charge_before, charge;  /* pages; -1 if not said */
};

struct resolved {
	const char *kind, *access, *from;       /* from: the list that the frame was on; NULL if not said */
	enum fault_kind kind_id;
	enum list_name from_id;
	struct where at;
	uint64_t pfn;
};

/* Where a page's frame can be, and last the page file: what `lists` counts. */
enum frame_list { FL_ACTIVE, FL_ZEROED, FL_FREE, FL_STANDBY, FL_MODIFIED, FL_PAGE_FILE, FRAME_LISTS };

struct lists {
	bool given;
	int64_t before[FRAME_LISTS], after[FRAME_LISTS];        /* -1: not said */
};

struct transition {                     /* what happened to one frame, but for what a fault did */
	const char *kind, *from, *to;
	enum move kind_id;
	enum list_name from_id, to_id;
	const char *at;                 /* portable address of its page, NULL if it holds none */
	uint64_t pfn;
	int64_t slot;                   /* in the page file, -1: none */
};

/* Faults or transitions of one sort that an event does not tell one by one. */
struct rest {
	const char *kind, *access, *from, *to;  /* NULL: not said, or of several */
	enum fault_kind fault_id;
	enum move move_id;
	enum list_name from_id, to_id;
	struct where at;                /* known: the first of `count` neighbouring pages */
	bool down;                      /* each of them below the one before */
	int64_t place;                  /* of those whose pages are not known; -1: none, or several */
	int64_t count;                  /* 1 at least */
};

struct variable {                       /* of the lab, as the simulator holds it */
	const char *name, *value, *function;    /* function: NULL for a global; value: with the string that it points to */
	bool changed;                   /* since the event before */
};

#define NO_LINK UINT64_MAX
struct vad_node {                       /* a descriptor in its tree; links are first pages */
	uint64_t start, end, left, right;
	const char *kind, *protect;
	enum vad_kind kind_id;
	bool mem_commit;
	int64_t charge, balance;
};

struct table_run {                      /* entries of a page table that are alike */
	uint32_t first, count;
	const char *means, *rights;     /* rights: NULL if not said */
	enum pte_form means_id;
	uint64_t number;                /* of the first one: frame, or page of the page file; NO_LINK if none */
};

struct table_news {
	uint32_t level;                 /* 0 PT ... 3 PML4 */
	uint64_t va, pfn;
	bool gone;
	const struct table_run *run;
	size_t runs;
};

struct kernel_news {                    /* what an event tells of the structures behind the program's back */
	bool has_vads, vads_end;        /* end: they are too many from here on */
	uint64_t root;
	const struct vad_node *vad;
	const uint64_t *gone;
	size_t vads, gones;
	bool has_tables, tables_end;
	const struct table_news *table;
	size_t tables;
};

struct handler {                        /* that the dispatcher asked */
	const char *kind, *function, *answer;
	enum handler_kind kind_id;
	enum disposition answer_id;
	uint32_t line;
};

struct call_block {                     /* of a __try that is open in a call; innermost first */
	bool is_finally;
	uint32_t line;                  /* of __except or __finally */
};

struct call {                           /* under way when an exception was raised */
	const char *function, *kind;    /* kind: "filter" or "finally" of that function, NULL: the function itself */
	uint32_t line;
	int64_t left_out;               /* calls between the one before and this, which the trace does not tell */
	const struct call_block *block;
	size_t blocks;
};

struct event {
	enum event_type type;
	uint32_t step, line;
	uint32_t thread;                /* of the lab that did it; 1: the first */
	size_t file_line;

	const char *api, *result, *error_name;
	enum api api_id;
	uint32_t allocation_flags, protect_flags;       /* what the call asks for: MEM_, PAGE_ and SEC_ */
	enum mem_state state_id;        /* what VirtualQuery answered */
	uint32_t answer_flags;          /* the protection that the call tells of: PAGE_ */
	int64_t error;
	const struct argument *arg, *out;
	size_t args, outs;

	struct where at;
	const char *at_text;
	const char *code, *access;
	enum exception_code code_id;
	enum access access_id;
	uint64_t address;               /* raw, of this side only */
	bool has_address;
	const char *disposition, *text, *reason, *function, *kind;
	enum disposition disposition_id;
	bool continuing;                /* during the calls of continue handlers, or the answer of one */
	enum retry retried;             /* of a filter that continues */
	const char *by;                 /* of a filter: who answered, if it was no __except's */
	enum handler_kind by_id;
	enum fault_kind kind_id;
	const struct argument *machine; /* of a text: words of it that are the machine's own numbers, and what they are */
	size_t machines;
	bool raised;                    /* a fault: by RaiseException, so no access was refused and nobody looked at a page */
	bool abnormal;
	int64_t exit_code;

	const struct memory_at *memory;         /* memory after this event; never NULL */
	const uint32_t *changed_place;  /* reservations that this event's `regions` names */
	size_t changed_places;
	int64_t counter[COUNTERS];      /* -1: not reported */

	bool has_walk;
	uint64_t walk_of;
	const struct walk_level *walk;
	size_t walks;
	enum { VAD_ABSENT, VAD_NULL, VAD_GIVEN } has_vad;
	struct vad vad;
	const struct resolved *resolved;
	size_t resolved_count;
	int64_t resolved_more;          /* not told one by one: what these add up to */
	const struct rest *resolved_rest;
	size_t resolved_rests;
	const struct transition *transition;
	size_t transitions;
	int64_t transitions_more;       /* the same of transitions */
	const struct rest *transitions_rest;
	size_t transitions_rests;
	struct lists lists;
	const struct handler *handler;          /* that were asked, in order */
	size_t handlers;
	const struct call *stack;       /* of a fault: innermost first */
	size_t stacks;
	const struct memory_at *stack_memory;   /* the stack's own region as place 0; NULL: not told */
	uint64_t stack_base;
	const struct variable *variable;
	size_t variables;
	const struct kernel_news *news; /* NULL: there is none */
	const struct heap_news *heaps;  /* NULL: nothing new of them */
	bool has_variables;             /* the event tells them, perhaps that there are none */
};

struct trace_file {
	struct keep keep;
	const char *path;               /* a copy: a report names the trace by it */
	enum side side;
	const char *lab, *platform, *source;    /* source: NULL if the trace has none */
	bool recorded;
	const char *recorded_by;                /* "FaultLab 0.1.0"; NULL if not said */
	const char *const *arg;                 /* what the lab was given besides its name */
	size_t args;
	const char *limits;                     /* "ws_max 40, frames 64": memory that the run was given; NULL: all it asked for */
	uint32_t page_size, granularity;
	const uint64_t *base;                   /* of reservation n on this side; 0: not said */
	size_t bases;
	const struct event *event;
	size_t events;
	size_t faults;                          /* EV_FAULT events */
	uint32_t threads;                       /* the highest number of one; 1 where the lab made none */
	bool tells_by;                          /* it has an answer of a handler that belongs to no frame */
	const char *note;                       /* something passed over, or NULL */
};

/*
 * Read `path` into *t. True, or false with one sentence in `why` (room bytes);
 * *t is then empty. reader_free() is due in both cases.
 */
bool reader_read(struct trace_file *t, const char *path, char *why, size_t room);
void reader_free(struct trace_file *t);

const char *reader_type_name(enum event_type type);
const char *reader_counter_name(enum counter c);
const char *reader_list_name(enum frame_list l);         /* active, zeroed, free, standby, modified, page file */
const char *reader_state_name(enum page_state s);       /* free, reserved, committed, resident, mixed */

/* The span that holds page `page` of reservation `place`, or NULL (free, released or never told). */
const struct span *reader_page(const struct memory_at *memory, int64_t place, uint64_t page);

/* The value of argument `name`, and of what came back under that name; NULL if there is none. */
const char *reader_arg(const struct event *e, const char *name);
const char *reader_out(const struct event *e, const char *name);

/* "A0+0x1000", "0x10a1000" or "487": true if it is one, with the parts. */
bool reader_parse_where(const char *text, struct where *w);
bool reader_parse_hex(const char *text, uint64_t *value);

#endif
