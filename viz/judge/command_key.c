/* command_key.c - viz key: the answers to a handout's questions, taken from traces. See command.h. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "viz/base/command.h"
#include "viz/base/editor.h"
#include "viz/judge/key.h"

#define HANDOUT_MAX ((size_t)1 << 20)

static int run(int argc, char **argv);

const struct command key_command = {
	.name = "key",
	.usage = "[--questions] HANDOUT.md [NAME=]TRACE...",
	.help = "the answers to a handout's questions, taken from traces; --questions leaves them out",
	.run = run
};

static bool load(struct key *k, const char *arg)
{
	struct named *t = &k->trace[k->traces];
	const char *equal = strchr(arg, '='), *slash = strchr(arg, '/');
	char why[600];

	if (equal && slash && slash < equal)
		equal = NULL;
	if (!reader_read(&t->file, equal ? equal + 1 : arg, why, sizeof why)) {
		fprintf(stderr, "viz: %s\n", why);
		return false;
	}
	t->name = equal ? keep_copy(&k->keep, arg, (size_t)(equal - arg)) : t->file.lab;
	for (size_t i = 0; t->name && i < k->traces; i++)
		if (k->trace[i].file.side == t->file.side && strcmp(k->trace[i].name, t->name) == 0) {
			k->traces++;
			return command_complain(&key_command, "two traces of one side have the same name, so one needs another (NAME=TRACE)", arg), false;
		}
	k->traces++;
	return t->name != NULL;
}

static int make(struct key *k)
{
	struct ink text = { 0 };

	if (!editor_text(k->path, &text, HANDOUT_MAX) || !text.used || memchr(text.text, '\0', text.used)) {
		fprintf(stderr, "viz: %s: cannot be read as a handout (a text of at most 1 MiB): %s\n", k->path, errno ? strerror(errno) : "empty, binary or too large");
		k->status = KEY_UNUSABLE;
	} else if (!key_write(k, text.text)) {
		k->status = KEY_UNUSABLE;
	} else if (k->status < KEY_UNUSABLE &&
	           (k->out.failed || fwrite(k->out.text, 1, k->out.used, stdout) != k->out.used || fflush(stdout))) {
		fprintf(stderr, "viz: cannot write the key: %s\n", strerror(errno));
		k->status = KEY_UNUSABLE;
	}
	ink_free(&text);
	return k->status;
}

static int read_all(struct key *k, int argc, char **argv)
{
	const char *word[1 + KEY_TRACES];
	const struct option options[] = { { "--questions", .flag = &k->questions }, { NULL } };
	struct operands o = { .word = word, .room = 1 + KEY_TRACES, .too_many = "too many traces" };
	int status = command_read(&key_command, options, &o, argc, argv);

	k->path = o.count ? word[0] : NULL;
	for (int i = 1; !status && i < o.count; i++)
		if (!load(k, word[i]))
			status = EXIT_UNUSABLE;
	if (!status && (!k->path || (!k->traces && !k->questions)))
		status = command_complain(&key_command, k->path ? "a trace is missing" : "a handout is missing", NULL);
	return status;
}

static int run(int argc, char **argv)
{
	struct key *k = calloc(1, sizeof *k);
	int status;

	if (!k)
		return EXIT_UNUSABLE;
	status = read_all(k, argc, argv);
	if (!status)
		status = make(k);
	for (size_t i = 0; i < KEY_TRACES; i++)
		reader_free(&k->trace[i].file);
	keep_free(&k->keep);
	ink_free(&k->out);
	free(k);
	return status;
}
