/* command_quiz.c - viz quiz: a sheet of questions about a trace. See command.h. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "viz/base/ink.h"
#include "viz/base/store.h"
#include "viz/quiz/sheet_command.h"
#include "viz/quiz/sheet_print.h"

static int run(int argc, char **argv);

const struct command quiz_command = {
	.name = "quiz",
	.usage = "[--seed N] [--questions N] [--html] [--key] [--out DIR] TRACE...",
	.help = "a sheet of questions about the trace, to print or to fill in",
	.run = run
};

struct quiz_options {
	bool html, key;
	const char *out;
	uint64_t seed, questions;
};

static int write_file(const char *folder, const char *name, const struct ink *text)
{
	char *path, why[600] = "";
	bool ok;

	if (text->failed || asprintf(&path, "%s/%s", folder, name) < 0)
		return sheet_say("no memory for the sheet");
	ok = store_put(path, text->text, text->used, why, sizeof why);
	free(path);
	return ok ? EXIT_DONE : sheet_say(why);
}

static int write_folder(const struct sheet_work *k, const struct quiz_options *w)
{
	static const struct { const char *name; bool html, key; } files[] = {
		{ "quiz.txt", false, false }, { "quiz.html", true, false }, { "key.txt", false, true }
	};
	char why[600] = "";
	int status = store_folder(w->out, why, sizeof why) ? EXIT_DONE : sheet_say(why);

	for (int i = 0; !status && i < 2 + w->key; i++) {
		struct ink text = { 0 };

		if (files[i].html)
			sheet_html(&text, &k->s, files[i].key);
		else
			sheet_text(&text, &k->s, files[i].key);
		status = write_file(w->out, files[i].name, &text);
		ink_free(&text);
	}
	return status;
}

static int write_stream(const struct sheet_work *k, const struct quiz_options *w)
{
	struct ink text = { 0 };
	int status = EXIT_DONE;

	if (w->html)
		sheet_html(&text, &k->s, w->key);
	else
		sheet_text(&text, &k->s, w->key);
	if (text.failed) {
		status = sheet_say("no memory for the sheet");
	} else if (fwrite(text.text, 1, text.used, stdout) != text.used || fflush(stdout) != 0) {
		fprintf(stderr, "viz: cannot write the sheet: %s\n", strerror(errno));
		status = EXIT_FAILED;
	}
	ink_free(&text);
	return status;
}

/* What the sheet says of itself is said to whoever makes it as well. */
static void tell_notes(struct sheet_work *k)
{
	const char *const notes[] = { sheet_shortage(&k->s), k->s.note[0], k->s.note[1] };

	for (int i = 0; i < 3; i++)
		if (notes[i])
			fprintf(stderr, "viz: note: %s\n", notes[i]);
}

static int quiz(struct sheet_work *k, const struct quiz_options *w, const struct operands *traces)
{
	int status = sheet_open(k, traces->word, traces->count, w->seed, (size_t)w->questions);

	if (!status)
		status = w->out ? write_folder(k, w) : write_stream(k, w);
	if (!status)
		tell_notes(k);
	return status;
}

static int run(int argc, char **argv)
{
	struct sheet_work k = { .trace = { NULL } };
	struct quiz_options w = { .seed = 1, .questions = SHEET_QUESTIONS_DEFAULT };
	const struct option options[] = {
		SHEET_SEED(&w.seed, NULL), SHEET_QUESTIONS(&w.questions, NULL), { "--html", .flag = &w.html },
		{ "--key", .flag = &w.key }, { "--out", .text = &w.out }, { NULL }
	};
	const char *path[SIDES];
	struct operands traces = { .word = path, .room = SIDES, .too_many = "too many files" };
	int status = command_read(&quiz_command, options, &traces, argc, argv);

	if (!status && !traces.count)
		status = command_complain(&quiz_command, "a trace is missing", NULL);
	if (!status && w.out && w.html)
		status = command_complain(&quiz_command, "--html is for standard output; --out DIR writes both the text and the page", NULL);
	if (!status)
		status = quiz(&k, &w, &traces);
	sheet_close(&k);
	return status;
}
