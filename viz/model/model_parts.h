/*
 * model_parts.h - what the panels of a picture share while they are being stated.
 *
 * model.c chooses the moments and asks each panel in turn; a panel fills its part
 * of struct frame from the events of the moment and the memory as it was.
 *
 * Knows of: model.h. Used by: model, words, path, space, walk, ledger, sentence; overview, quiz and sheet_ask take words from it.
 */
#ifndef VIZ_MODEL_PARTS_H
#define VIZ_MODEL_PARTS_H

#include "viz/base/text.h"
#include "viz/model/model.h"

#define CODE_AV    "EXCEPTION_ACCESS_VIOLATION"
#define CODE_GUARD "EXCEPTION_GUARD_PAGE"
#define LENS_PAGES 16

struct now {                            /* what is known of one side at a moment */
	const struct view *view;
	int64_t counter[COUNTERS];
	int64_t avs;
};

struct building {
	struct model *m;
	const struct comparison *c;
	const char *lab;                /* file name, on one line */
	struct now now[SIDES];          /* up to the row at hand */
	struct now drawn[SIDES];        /* at the frame before */
	size_t next_row;                /* first row that no frame covers yet */
	int64_t place;                  /* reservation drawn last */
	const struct vad *last_vad;
	struct vad vad;
	bool no_memory;
};

/* A fault and what was done about it. */
struct story {
	size_t fault_row, answer_row;
	size_t number;
	const struct event *fault[SIDES], *answer[SIDES], *call[SIDES];    /* call: the last one of the filter */
	const struct view *before[SIDES];
	const struct event *walked;     /* sim: last event of the filter with the walk of this address */
	bool answered;
};

/* Text that lives as long as the model; never NULL. */
#define SAY(b, ...) words_say((b), keep_printf(&(b)->m->keep, __VA_ARGS__))

enum reason { RE_FREE, RE_RESERVED, RE_NOACCESS, RE_READONLY, RE_EXECUTE, RE_GUARD, RE_REFUSED, RE_RAISED };
enum answer { AN_NONE, AN_CONTINUE, AN_SEARCH, AN_HANDLER, AN_UNHANDLED, AN_STOPPED };

/* model.c */
bool model_has_side(const struct building *b, int s);

/* words.c */
const char *words_say(struct building *b, const char *text);
bool words_are(const char *x, const char *y);
const char *words_without(const char *prefix, const char *text);
const char *words_upper(struct building *b, const char *text);
const struct event *either_side(const struct event *const e[SIDES]);
uint64_t event_page(const struct building *b, const struct event *e);
bool event_in_reservation(const struct event *e);
const char *words_verb(const struct event *f);
const char *words_noun(const struct event *f);
bool event_is_memory_fault(const struct event *f);
const char *words_code(struct building *b, const char *code);
enum reason words_reason(const struct building *b, const struct event *f, const struct view *before);
const char *words_of_kernel(enum reason r);
const char *words_of_reason(enum reason r);
const char *call_type(const struct event *e);
bool call_type_has(const struct event *e, const char *flag);
bool call_failed(const struct event *e);
uint64_t call_pages(const struct building *b, const struct event *e);
const char *words_of_range(struct building *b, const struct event *e);
const char *words_of_call(struct building *b, const struct event *e);
const char *words_of_outcome(struct building *b, const struct event *e);

/* path.c */
const char *path_answer_words(enum answer a);    /* as the ledger has it: CONTINUE -1 */
enum answer path_answer(const struct event *e);
int path_exit(enum answer a);
void path_of_fault(struct building *b, struct frame *f, const struct story *s);
const char *path_call_kind(const struct event *e);
const char *path_call_slug(const struct event *e);
void path_of_call(struct building *b, struct frame *f, const struct event *const e[SIDES]);
void path_of_event(struct building *b, struct frame *f, const struct event *const e[SIDES],
	      const char *what);

/* space.c */
void space_fill(struct building *b, struct frame *f, const struct event *e);

/* walk.c */
/* Event `e` tells that the access of `f` was given a zeroed page. */
/* How the simulator resolved the last fault on the page of `f`, NULL if it had none to resolve. */
const char *walk_resolved_kind(const struct event *e, const struct event *f);
bool walk_zero_filled(const struct event *e, const struct event *f);
void walk_of_fault(struct building *b, struct frame *f, const struct story *s);
void walk_of_event(struct building *b, struct frame *f, const struct event *e);

/* lists.c: after the walk, which has the place first */
bool lists_are_news(const struct event *e);     /* frames were moved behind the program's back */
void lists_of_frame(struct building *b, struct frame *f);

/* ledger.c */
void ledger_of_fault(struct building *b, struct frame *f, const struct story *s);
void ledger_of_call(struct building *b, struct frame *f, const struct event *const e[SIDES]);
void ledger_start(struct frame *f);
void ledger_finish(struct building *b, struct frame *f, const struct event *const e[SIDES]);

/* sentence.c */
const struct row *sentence_diverging_row(const struct building *b, const struct frame *f);
void sentence_verdict(struct building *b, struct frame *f);
const char *sentence_of_divergence(struct building *b, const struct row *r);
const char *sentence_of_refusal(struct building *b, const struct story *s);
bool call_commits(const struct event *e);
const char *sentence_of_answer(struct building *b, const struct story *s);
const char *sentence_of_fault(struct building *b, const struct story *s);
const char *sentence_of_call(struct building *b, const struct event *e);

#endif
