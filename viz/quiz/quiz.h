/*
 * quiz.h - what the picture before an answer asks the class, made from the picture after it.
 *
 * Nothing here is written for a lab: the right answer is what the trace says of
 * the picture after, the wrong ones are what other steps of the same lab say, or
 * what the same words could mean, and the reason is the sentence that the picture
 * gives for the fact, with its values. Where both sides have an answer it is
 * REAL's, and a divergence is told in the reason.
 *
 * Invariants
 *   QUIZ-1  choices are distinct, at least two, and one of them is right
 *   QUIZ-2  their order does not depend on which one is right
 *
 * Knows of: draw/picture, model/model, model/path. Used by: sheet, book/.
 */
#ifndef VIZ_QUIZ_H
#define VIZ_QUIZ_H

#include "viz/model/model.h"

enum { QUIZ_ASKS = 3, QUIZ_CHOICES = 4 };

enum quiz_kind { QUIZ_STATE, QUIZ_DISPOSITION, QUIZ_COMMITTED, QUIZ_PRESENT, QUIZ_EXIT, QUIZ_KINDS };

struct question {
	const char *ask, *reason;
	const char *choice[QUIZ_CHOICES];
	int choices, right;
};

/* The picture that reveals `before`, or NULL if it is after an answer itself or nothing follows it. */
const struct picture *quiz_reveals(const struct model *m, const struct picture *before);

/* One question of that kind, zeroed before. False if the pictures have no answer to it, or without memory. */
bool quiz_ask(struct question *q, struct keep *k, const struct model *m, const struct picture *before, enum quiz_kind kind);

/* For those who make questions of their own: add a choice unless it is there or there is no room; then QUIZ-1 and QUIZ-2.
 * quiz_settle() is false if there are fewer than two choices or no reason. */
bool quiz_add(struct question *q, const char *choice);
bool quiz_settle(struct question *q, const char *right, bool numbers);

/*
 * Up to QUIZ_ASKS questions; which facts are asked changes from fault to fault. Texts live in `k` or in the
 * model. The number of questions; 0 also without memory.
 */
int quiz_make(struct question q[QUIZ_ASKS], struct keep *k, const struct model *m, const struct picture *before);

#endif
