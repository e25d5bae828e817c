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
 *   Y1  no answer is left out: what cannot be answered is an error with file and line
 *   Y2  same handout, same traces, same bytes
 *
 * Knows of: query.h. Used by: main.
 */
#ifndef VIZ_KEY_H
#define VIZ_KEY_H

/* argv[0] is "key". The exit status: 0; 1 an answer is missing, or the two sides give different ones; 2 unusable input. */
int key_main(int argc, char **argv);

#endif
