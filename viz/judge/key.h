/*
 * key.h - the key to a handout's questions, taken from traces.
 *
 * The questions of a handout carry, in comments that a page does not show, what
 * has to be asked of a trace to answer them:
 *
 *	2. How many alarms are there?
 *	   <!-- answer: count fault code=EXCEPTION_GUARD_PAGE -->
 *	   <!-- because: Each store that reaches a page with the guard bit raises once. -->
 *
 * The key is the same text with the answers in place of the comments: the value,
 * where it is to be seen, and the reason. A query in braces within a reason is
 * replaced by its value. So a key cannot say what the lab no longer does.
 *
 * `answer NAME:` and `{NAME: query}` ask the traces of another lab or run: those that
 * were given as NAME=TRACE, else those whose lab is NAME. Without a name the first trace's
 * name is meant. Of a query that the real side can answer, both sides have to give the same;
 * `answer on sim:` and `{on sim: query}`, with a name after it or without, ask the simulator alone,
 * where the real side is known to differ from Windows.
 * Other comments are left out; viz/commands/keys finds in them which runs a handout asks for.
 *
 * Invariants
 *   KEY-1  no answer is left out: what cannot be answered is an error with file and line
 *   KEY-2  same handout, same traces, same bytes
 *
 * Knows of: base/ink, base/keep, base/plain, query, trace/reader. Used by: command_key.
 */
#ifndef VIZ_KEY_H
#define VIZ_KEY_H

#include "viz/base/ink.h"
#include "viz/base/keep.h"
#include "viz/trace/reader.h"

enum { KEY_TRACES = 64 };
enum key_status { KEY_DONE, KEY_DOUBTFUL, KEY_UNUSABLE };       /* exit statuses; doubtful: an answer is missing, or the sides differ */

struct named {
	struct trace_file file;
	const char *name;               /* NAME= of the command line, or the lab's */
};

struct key {
	const char *path, *text;        /* the handout */
	bool questions;                 /* without the answers */
	struct named trace[KEY_TRACES];
	size_t traces;
	struct keep keep;
	struct ink out;
	int status;
};

/* Add the key to a handout to k->out: what stands under "## Questions", up to the next heading; the title before it.
 * Cuts `text` up. False if it is no handout, which was said; k->status says whether all was answered. */
bool key_write(struct key *k, char *text);

#endif
