/*
 * path.h - the EXCEPTION PATH panel: five hops and two exits, of a fault or of a call.
 *
 * Each of the three fills hops, exits and how far each side gets. A text in which
 * the sides differ tells both, and its hop says that it differs.
 *
 * Knows of: building, words. Used by: chain, ledger, model, sentence, walk, book/, quiz/.
 */
#ifndef VIZ_MODEL_PATH_H
#define VIZ_MODEL_PATH_H

#include "viz/model/building.h"

/* What came of an exception, as the event that answers it says. */
enum answer { AN_NONE, AN_CONTINUE, AN_SEARCH, AN_HANDLER, AN_UNHANDLED, AN_STOPPED };

enum answer path_answer(const struct event *e);                         /* NULL: AN_NONE */
bool path_ends_quietly(const struct event *e);                          /* the last filter has dealt with it: the process ends */
const char *path_answer_words(enum answer a);                           /* as the ledger has it: CONTINUE -1 */
int path_exit(enum answer a);                                           /* 0 retry, 1 handler, -1 neither */

/* What a call does to memory; PLAIN: nothing that has a name. */
enum call_kind {
	CALL_PLAIN, CALL_RESERVE, CALL_RESERVE_COMMIT, CALL_COMMIT, CALL_PROTECT, CALL_DECOMMIT, CALL_SPLIT, CALL_COALESCE,
	CALL_RELEASE, CALL_MAP, CALL_UNMAP, CALL_TRIM, CALL_WATCH
};

enum call_kind path_call_kind(const struct event *e);
const char *path_call_name(enum call_kind kind);                        /* "reserve + commit", "trim"; NULL of PLAIN */
const char *path_call_slug(const struct event *e);                      /* as part of a file's name */

enum handler_kind path_kind(const struct event *const answer[SIDES]);   /* of the handler that answered; NONE: no handler did */

/* Who answered: "filter", "vectored handler fix", "last filter". */
const char *path_who(struct building *b, const struct event *const answer[SIDES]);

void path_of_fault(struct building *b, struct picture *f, const struct story *s);
void path_of_call(struct building *b, struct picture *f, const struct event *const e[SIDES]);

/* The end, a handler, output: one hop is reached, with `what` in it. */
void path_of_event(struct building *b, struct picture *f, const struct event *const e[SIDES], const char *what);

#endif
