/*
 * sheet_parts.h - what the files that make the parts of a quiz sheet share.
 *
 * sheet_ask.c asks about faults, what the kernel did, and counters; sheet_call.c
 * about calls, sheet_output.c about what is printed. sheet_tell.c says where the
 * program stands, and keeps what it says from answering what is asked.
 *
 * Knows of: sheet.h, model_parts.h. Used by: the sheet_* files named above.
 */
#ifndef VIZ_SHEET_PARTS_H
#define VIZ_SHEET_PARTS_H

#include "viz/model/model_parts.h"
#include "viz/quiz/sheet.h"

struct asking {
	struct sheet *s;
	const struct subject *of;
	const struct event *e, *was;    /* the step, the step before; was: NULL at the first */
	const struct frame *after;      /* of a fault: the picture that reveals it; else NULL */
	const struct event *answer;     /* the step of that picture; else e */
};

#define TEXT(a, ...) keep_printf(&(a)->s->keep, __VA_ARGS__)

/* ---- sheet_ask.c ---- */

struct asking sheet_start(struct sheet *s, const struct subject *of);

/* The step in a sentence; NULL without memory. */
const char *sheet_said(const struct asking *a);

uint64_t sheet_page(const struct asking *a, const struct where *w);
bool in_reservation(const struct where *w);

/* End a part of that form. False if something of it is missing. */
bool settle_choice(struct part *p, const char *right);
bool settle_number(const struct asking *a, struct part *p, int64_t number, const char *ask, const char *reason);
bool settle_place(const struct asking *a, struct part *p, const struct where *w, const char *ask, const char *reason);
bool settle_words(struct part *p, enum part_form form, const char *key, const char *ask, const char *reason);

/* The first fault in a reservation that the kernel resolved unseen before this step, and how many there are. */
const struct resolved *sheet_resolved(const struct event *e, int64_t *count);

/* ---- sheet_call.c ---- */

bool ask_outcome(const struct asking *a, struct part *p);
bool ask_returned(const struct asking *a, struct part *p);
bool ask_state_after(const struct asking *a, struct part *p);
bool ask_protect(const struct asking *a, struct part *p);
bool ask_old_protect(const struct asking *a, struct part *p);
bool ask_query(const struct asking *a, struct part *p);         /* PK_QUERY_... */
bool ask_watched(const struct asking *a, struct part *p);

/* Can that call change what is committed and resident by what it is for? */
bool call_moves_pages(const struct event *e);

/* ---- sheet_output.c ---- */

bool ask_printed(const struct asking *a, struct part *p);
bool ask_prints_next(const struct asking *a, struct part *p);

/* Where the program is likely to print the answer to a part of that kind; `printed` of struct part. */
size_t sheet_printed(const struct asking *a, enum part_kind kind);

/* ---- sheet_tell.c ---- */

/* The line of the lab without its indent, and its size; NULL if it is not known. */
const char *sheet_line(const struct asking *a, size_t *size);

/* The reservation that `value`, a hexadecimal number, lies in. */
bool sheet_place_of(const struct asking *a, const char *value, struct where *w);

#endif
