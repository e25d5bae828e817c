/*
 * sentence.h - the verdict, and the one sentence under the title.
 *
 * Knows of: building, path, walk, words. Used by: model, quiz/.
 */
#ifndef VIZ_MODEL_SENTENCE_H
#define VIZ_MODEL_SENTENCE_H

#include "viz/model/building.h"

/* The verdict of the rows that the picture covers. After ledger_finish(): a row of it may not accuse what they let pass. */
void sentence_verdict(struct building *b, struct picture *f);

/* The first row of the picture in which the sides differ; NULL: they agree. */
const struct row *sentence_diverging_row(const struct building *b, const struct picture *f);

/* It asks for memory to be committed; NULL does not. */
bool call_commits(const struct event *e);

const char *sentence_of_fault(struct building *b, const struct story *s);       /* before the filter has answered */
const char *sentence_of_answer(struct building *b, const struct story *s);      /* after */
const char *sentence_of_ask(struct building *b, const struct story *s);         /* the answer passes it on */
const char *sentence_of_unwinding(struct building *b, const struct event *e);   /* a __finally that runs because of an exception */
const char *sentence_of_call(struct building *b, const struct event *e);
const char *sentence_of_divergence(struct building *b, const struct row *r);

/* One side committed, the other refused. */
const char *sentence_of_refusal(struct building *b, const struct story *s);

#endif
