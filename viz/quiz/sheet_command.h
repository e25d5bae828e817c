/*
 * sheet_command.h - what the commands quiz and grade share: traces, and the sheet that is made of them.
 *
 * quiz writes a question sheet about a trace; grade makes the same sheet again from the seed and marks a filled-in one.
 *
 * Knows of: base/command, sheet. Used by: command_grade, command_quiz.
 */
#ifndef VIZ_SHEET_COMMAND_H
#define VIZ_SHEET_COMMAND_H

#include "viz/base/command.h"
#include "viz/quiz/sheet.h"

struct sheet_work {
	struct trace_file file[SIDES];
	const struct trace_file *trace[SIDES];
	struct comparison c;
	struct model m;
	struct sheet s;
};

/* Rows of a table of options: which sheet it is. `is_given`: set if the command line says so. */
#define SHEET_SEED(n, is_given) { "--seed", .number = (n), .max = UINT64_MAX, .present = (is_given), \
	.wrong = "--seed is a whole number from 0 up, not" }
#define SHEET_QUESTIONS(n, is_given) { "--questions", .number = (n), .min = 1, .max = SHEET_QUESTIONS_MAX, .present = (is_given), \
	.wrong = "--questions is a number from 1 to 99, not" }

/* "viz: TEXT". EXIT_FAILED. */
int sheet_say(const char *text);

/* The sheet about those traces. An exit status, with the reason said. sheet_close() is due in any case. */
int sheet_open(struct sheet_work *k, const char *const *path, int paths, uint64_t seed, size_t questions);
void sheet_close(struct sheet_work *k);

#endif
