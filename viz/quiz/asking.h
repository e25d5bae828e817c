/*
 * asking.h - what a question about a step is made with: the step, the words for it, and the end of a part by its form.
 *
 * Knows of: model/path, model/sentence, model/walk, model/words, sheet. Used by: ask_call, ask_counters,
 * ask_end, ask_fault, ask_kernel, ask_output, sheet_tell.
 */
#ifndef VIZ_ASKING_H
#define VIZ_ASKING_H

#include "viz/model/path.h"
#include "viz/model/sentence.h"
#include "viz/model/walk.h"
#include "viz/model/words.h"
#include "viz/quiz/sheet.h"

struct asking {
	struct sheet *s;
	const struct subject *of;
	const struct event *e, *was;    /* the step, the step before; was: NULL at the first */
	const struct picture *after;    /* of a fault: the picture that reveals it; else NULL */
	const struct event *answer;     /* the step of that picture; else e */
};

#define TEXT(a, ...) keep_printf(&(a)->s->keep, __VA_ARGS__)

struct asking sheet_start(struct sheet *s, const struct subject *of);

bool is_fault(const struct asking *a);
uint64_t sheet_page(const struct asking *a, const struct where *w);
bool in_reservation(const struct where *w);

/* The step in a sentence; NULL without memory. After: of a fault, the sentence of the picture that reveals it. */
const char *sheet_said(const struct asking *a);
const char *said_after(const struct asking *a);

/* End a part of that form. False if something of it is missing. */
bool settle_choice(struct part *p, const char *right);
bool settle_number(const struct asking *a, struct part *p, int64_t number, const char *ask, const char *reason);
bool settle_place(const struct asking *a, struct part *p, const struct where *w, const char *ask, const char *reason);
bool settle_words(struct part *p, enum part_form form, const char *key, const char *ask, const char *reason);

struct meaning { const char *word, *words; };

/* A choice: the word of the trace in full, then those that it could be mixed up with. False if the word is none of them. */
bool choose_meaning(struct part *p, const struct meaning *all, size_t count, const char *word);

/* A question of the book. On a sheet no picture stands beside it, so its sentence comes with the reason. */
bool ask_of_book(const struct asking *a, struct part *p, enum quiz_kind kind);

#endif
