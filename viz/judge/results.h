/*
 * results.h - what a grader says: items with points, and a line of feedback each.
 *
 * Everything here that grades (a quiz, a lab's trace against a specification)
 * adds one item for each thing that it looked at, and prints all of them in the
 * form that is asked for: a table to read, JSON, or the file that Gradescope's
 * autograder harness takes. Points are whole hundredths, so sums are exact and
 * print the same on every machine: 2, 1.5, 0.25.
 *
 * Names and feedback may quote traces and students' answers. They are kept as they
 * came, and made harmless when they are printed (plain.h).
 *
 * Invariants
 *   RESULTS-1  0 <= points <= max, of every item and so of the total
 *   RESULTS-2  same items, same bytes
 *
 * Knows of: base/host, base/plain, base/store. Used by: spec_judge, quiz/. Source: docs/reference/sources.md,
 * [gradescope].
 */
#ifndef VIZ_RESULTS_H
#define VIZ_RESULTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct result {
	char *name, *feedback;          /* owned; a newline in the feedback begins another line of it */
	int points, max;                /* in hundredths of a point; RESULTS-1 */
};

struct results {                        /* zeroed: nothing looked at yet */
	char *title;                    /* owned, NULL: there is none; results_title() sets it */
	struct result *of;              /* owned, in the order in which they were added */
	size_t count, room;
	bool failed;                    /* an item is missing for want of memory: nothing will be printed */
};

/* Copy `title`. False without memory. */
bool results_title(struct results *r, const char *title);

/* Add an item with copies of both texts; NULL counts as "". False without memory; the items before stay. */
bool results_add(struct results *r, int points, int max, const char *name, const char *feedback);

int results_points(const struct results *r);
int results_max(const struct results *r);

/*
 * Print all of it. False if it cannot be written whole (errno says why), or if an item is missing (ENOMEM).
 * Text: a line an item with its points, its feedback below, the total last.
 */
bool results_text(const struct results *r, FILE *to);
bool results_json(const struct results *r, FILE *to);

/* Gradescope's results.json; it may show the student all of it at once ("visible"). */
bool results_gradescope(const struct results *r, FILE *to);

/* The same, shown when `visibility` says, one of the format's words: visible, after_due_date, after_published, hidden. */
bool results_gradescope_when(const struct results *r, const char *visibility, FILE *to);

/* What `how` prints as a file that is whole or not there. False with a sentence in `why`. */
bool results_put(const struct results *r, bool (*how)(const struct results *, FILE *), const char *path, char *why, size_t room);

void results_free(struct results *r);

#endif
