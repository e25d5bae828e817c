/*
 * answers.h - what a student has filled in, read from the sheet or from its answer lines alone.
 *
 * An answer line is a number, a letter, a sign and the answer: `1a: B`. Around that
 * much is forgiven: `1 a) b`, `Q1a = B`, up to three blanks before it, lines that end
 * as under Windows, a byte order mark, UTF-16 as Notepad and PowerShell write it.
 * Every other line is passed over. Nothing in the file is believed to be text: a
 * line of megabytes or of zeros is only a line that is no answer.
 *
 * Invariants
 *   ANSWERS-1  of two answers to a part the last one counts; an empty one does not count
 *   ANSWERS-2  an answer has at most ANSWER_BYTES; what is longer is cut and marked
 *   ANSWERS-3  answers are valid UTF-8 without control characters
 *
 * Knows of: base/editor, base/keep, base/plain, core/letter. Used by: mark.
 */
#ifndef VIZ_ANSWERS_H
#define VIZ_ANSWERS_H

#include <stdbool.h>
#include <stdint.h>

#include "viz/base/keep.h"

enum { ANSWER_QUESTIONS = 99, ANSWER_PARTS = 26, ANSWER_BYTES = 200 };
#define ANSWERS_MAX ((size_t)32 << 20)  /* bytes of a file */

struct answers {
	struct keep keep;
	bool has_head;                  /* the first line of a sheet was found */
	unsigned version;               /* of the format; these four only with has_head */
	uint64_t seed, print;
	size_t questions;
	const char *lab;
	size_t given;                   /* answer lines with something on them */
	const char *text[ANSWER_QUESTIONS + 1][ANSWER_PARTS];   /* question 1 is [1]; NULL: not answered */
	size_t line[ANSWER_QUESTIONS + 1][ANSWER_PARTS];
};

/* Read a file. True, also if it has no answer; false with a sentence in `why`. answers_free() is due in both cases. */
bool answers_read(struct answers *a, const char *path, char *why, size_t room);
void answers_free(struct answers *a);

#endif
