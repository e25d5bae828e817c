/*
 * writing.h - the lab book while it is written: what its data have been given so far.
 *
 * Pictures share almost all of their drawing, and rows of facts, variables and questions come again. So each of these
 * is stored once, and a picture names them by number.
 *
 * Knows of: base/ink, base/pool, model/held, model/model. Used by: book, pictures, pieces, run.
 */
#ifndef VIZ_BOOK_WRITING_H
#define VIZ_BOOK_WRITING_H

#include "viz/base/ink.h"
#include "viz/base/pool.h"
#include "viz/model/held.h"
#include "viz/model/model.h"

#define LOOK_BACK  4            /* a before picture is most like the last before picture, not like the after one between */

struct writing {
	const struct model *m;
	const char *folder;
	struct pool piece;              /* a box with its text: the numbers of its parts, "12,5,7" */
	struct pool part;               /* a tag with what follows it */
	struct pool value;              /* rows of the facts, variables, questions: each as JSON */
	struct held held;
	bool has_variables;                      /* some picture has variables */
	/* The pieces of picture n: list[n % (LOOK_BACK + 1)]; owned. */
	struct list { uint32_t *piece; size_t count, room; } list[LOOK_BACK + 1];
	struct ink out;
	char *why;
	size_t why_room;
};

#endif
