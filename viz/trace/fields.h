/*
 * fields.h - the facts of a trace by name, for those who ask about them in words.
 *
 * A trace is gone through item by item: its events, and before each event what
 * the system did by itself since the one before (a fault that it resolved, a
 * frame that moved), which the trace tells as parts of the event. An item has
 * fields, by the names of docs/reference/trace.md: "api", "args.dwSize", "counters.commit_pages",
 * and a few that are worked out here: the state of the page that is meant, and
 * "change.commit_pages", by how much a counter differs from the event before. What an
 * event tells in sorts and counts instead of one by one are items as well: one for
 * each page that it names, and where it names none, one for the whole sort.
 * docs/teach/grading.md lists all.
 *
 * A value is a text, and a number too if it reads as one, decimal or hexadecimal.
 *
 * Knows of: reader. Used by: judge/.
 */
#ifndef VIZ_FIELDS_H
#define VIZ_FIELDS_H

#include "viz/trace/reader.h"

/* What an item can be: the types of event in reader.h's order, then the parts. ANY is every event. */
enum item_type { ITEM_RESOLVED = EV_UNHANDLED + 1, ITEM_TRANSITION, ITEM_ANY, ITEM_TYPES };

struct item {
	const struct event *event;              /* whose part it is, or which it is */
	const struct resolved *resolved;        /* only for ITEM_RESOLVED */
	const struct transition *transition;    /* only for ITEM_TRANSITION */
	int type;

	/* Of those that are not told one by one; else NULL. What the part above points to is then in here: it must not be copied. */
	const struct rest *rest;
	int64_t count;                          /* how many of them this item is; else 1 */
	struct resolved made_resolved;
	struct transition made_transition;
	char at[48];
};

struct items {                                  /* a way through a trace */
	const struct trace_file *trace;
	size_t event, part;                     /* the next one */
	int64_t page;                           /* of a run of pages */
};

struct value {
	const char *text;
	bool is_number;
	int64_t number;
	char room[32];                          /* where `text` may stand */
};

struct field {                                  /* which fact */
	int of;                                 /* index in the table of fields.c */
	const char *member;                     /* "dwSize" of "args.dwSize", else NULL */
};

bool items_next(struct items *i, struct item *item);

/* The type of that name ("call", "resolved", "event"), or -1. */
int item_type(const char *name, size_t length);
bool item_is(const struct item *i, int type);
const char *item_type_name(int type);

/* The field of that name; `name` has to outlive it. False if there is none. */
bool field_find(struct field *f, const char *name);
bool field_only_sim(const struct field *f);     /* the real side has no way to know it */

/* False if the item has no such fact. `previous`: the event before, or NULL. */
bool field_value(const struct field *f, const struct item *i, const struct event *previous, struct value *v);

/* The item is of a sort whose facts the trace tells, but not this one: it may have any value. */
bool field_hidden(const struct field *f, const struct item *i);

/* Read a text as a number if it is one. */
void value_of_text(struct value *v, const char *text);

#endif
