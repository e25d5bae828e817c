/*
 * sheet_command.h - what the commands quiz and grade share: arguments, traces, and the sheet that is made of them.
 *
 * Knows of: sheet.h, answers.h, results.h. Used by: command_quiz, command_grade.
 */
#ifndef VIZ_SHEET_COMMAND_H
#define VIZ_SHEET_COMMAND_H

#include "viz/judge/results.h"
#include "viz/quiz/answers.h"
#include "viz/quiz/sheet.h"

enum { DONE = 0, FAILED = 1, FEWER = 1, UNUSABLE = 2 };

struct wish {
	bool grade;
	bool html, key, json;
	const char *out, *gradescope;
	bool has_seed, has_questions;
	uint64_t seed, questions, pass;
	const char *path[SIDES + 1];
	int paths;
};

struct work {
	struct trace_file file[SIDES];
	const struct trace_file *trace[SIDES];
	struct comparison c;
	struct model m;
	struct sheet s;
	struct answers a;
	struct results r;
};

/* A message; the status to end with: UNUSABLE with the usage below it, FAILED. */
int sheet_complain(const char *what, const char *arg);
int sheet_say(const char *text);

/* The sheet about the traces of the command line. DONE, or a status with the reason said. */
int sheet_load(struct work *k, const struct wish *w, uint64_t seed, size_t questions);

/* Read the arguments, and run the command with them. */
int sheet_run(struct wish *w, int argc, char **argv, int (*command)(struct work *, const struct wish *));

#endif
