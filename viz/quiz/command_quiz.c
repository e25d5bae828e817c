/* command_quiz.c - see quiz_main.h. */
#include "viz/quiz/quiz_main.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "viz/base/store.h"
#include "viz/quiz/sheet_command.h"
#include "viz/quiz/sheet_print.h"

static int write_file(const char *folder, const char *name, const struct ink *text)
{
	char *path, why[600] = "";
	bool ok;

	if (text->failed || asprintf(&path, "%s/%s", folder, name) < 0)
		return sheet_say("no memory for the sheet");
	ok = store_put(path, text->text, text->used, why, sizeof why);
	free(path);
	return ok ? DONE : sheet_say(why);
}

static int write_folder(const struct work *k, const struct wish *w)
{
	static const struct { const char *name; bool html, key; } files[] = {
		{ "quiz.txt", false, false }, { "quiz.html", true, false }, { "key.txt", false, true }
	};
	char why[600] = "";
	int status = store_folder(w->out, why, sizeof why) ? DONE : sheet_say(why);

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

static int write_stream(const struct work *k, const struct wish *w)
{
	struct ink text = { 0 };
	int status = DONE;

	if (w->html)
		sheet_html(&text, &k->s, w->key);
	else
		sheet_text(&text, &k->s, w->key);
	if (text.failed) {
		status = sheet_say("no memory for the sheet");
	} else if (fwrite(text.text, 1, text.used, stdout) != text.used || fflush(stdout) != 0) {
		fprintf(stderr, "viz: cannot write the sheet: %s\n", strerror(errno));
		status = FAILED;
	}
	ink_free(&text);
	return status;
}

/* What the sheet says of itself is said to whoever makes it as well. */
static void tell_notes(struct work *k)
{
	const char *const notes[] = { sheet_shortage(&k->s), k->s.note[0], k->s.note[1] };

	for (int i = 0; i < 3; i++)
		if (notes[i])
			fprintf(stderr, "viz: note: %s\n", notes[i]);
}

static int quiz(struct work *k, const struct wish *w)
{
	int status = sheet_load(k, w, w->seed, (size_t)w->questions);

	if (!status)
		status = w->out ? write_folder(k, w) : write_stream(k, w);
	if (!status)
		tell_notes(k);
	return status;
}

int quiz_main(int argc, char **argv)
{
	struct wish w = { .seed = 1, .questions = SHEET_USUAL };

	return sheet_run(&w, argc, argv, quiz);
}
