/*
 * exceptions.h - the exceptions of a run: who was asked about each, what it unwound, how it ended.
 *
 * Which answer belongs to which exception is found once, over the whole trace:
 * exceptions nest (in a filter, in a __finally block), and one that a vectored
 * handler continues leaves no answer behind.
 *
 * Knows of: model/model. Used by: dispatch, structure.
 */
#ifndef VIZ_EXCEPTIONS_H
#define VIZ_EXCEPTIONS_H

#include "viz/model/model.h"

#define NEST_MAX    64
#define HANDLERS_MAX 24         /* handlers and blocks of one exception that are drawn */

enum ending { END_NONE, END_CONTINUED, END_HANDLED, END_UNHANDLED, END_REPLACED, END_UNTOLD };

struct exception_event { size_t row; const struct event *event; };

struct exception {
	size_t row;                     /* of the comparison: the fault */
	const struct event *event;
	size_t parent;                  /* index + 1 of the exception during which it was raised; 0: none */
	struct exception_event *filter; /* filter events, in order; owned */
	size_t filters;
	struct exception_event *block; /* __finally blocks that its unwinding ran; owned */
	size_t blocks;
	bool unwinding;
	enum ending ending;
	size_t end_row;
	const struct event *end;
};

struct exceptions {
	enum side side;
	struct exception *of;           /* owned */
	size_t count, room;
	size_t open[NEST_MAX], depth;   /* while they are found: indices, innermost last */
	bool failed;
};

/* All exceptions of the comparison's teller, once for all pictures. NULL: no memory. */
struct exceptions *exceptions_find(const struct model *m, enum side side);
void exceptions_free(struct exceptions *x);

#endif
