/* command_key.c - see key.h. */
#include "viz/judge/key.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "viz/base/store.h"

#define HANDOUT_MAX ((size_t)1 << 20)

static int complain(const char *what, const char *arg)
{
	fprintf(stderr, "viz: key: %s%s%s\nusage: viz key [--questions] HANDOUT.md [NAME=]TRACE...\n", what, arg ? ": " : "", arg ? arg : "");
	return KEY_UNUSABLE;
}

static bool load(struct key *k, const char *arg)
{
	struct named *t = &k->trace[k->traces];
	const char *equal = strchr(arg, '='), *slash = strchr(arg, '/');
	char why[600];

	if (equal && slash && slash < equal)
		equal = NULL;
	if (k->traces == KEY_TRACES)
		return complain("too many traces", arg), false;
	if (!reader_read(&t->file, equal ? equal + 1 : arg, why, sizeof why)) {
		fprintf(stderr, "viz: %s\n", why);
		return false;
	}
	t->name = equal ? keep_copy(&k->keep, arg, (size_t)(equal - arg)) : t->file.lab;
	for (size_t i = 0; t->name && i < k->traces; i++)
		if (k->trace[i].file.side == t->file.side && strcmp(k->trace[i].name, t->name) == 0) {
			k->traces++;
			return complain("two traces of one side have the same name, so one needs another (NAME=TRACE)", arg), false;
		}
	k->traces++;
	return t->name != NULL;
}

static int make(struct key *k)
{
	struct ink text = { 0 };

	if (!store_get(k->path, &text, HANDOUT_MAX) || !text.used || memchr(text.text, '\0', text.used)) {
		fprintf(stderr, "viz: %s: cannot be read as a handout (a text of at most 1 MiB): %s\n", k->path, errno ? strerror(errno) : "empty, binary or too large");
		k->status = KEY_UNUSABLE;
	} else if (!key_write(k, text.text)) {
		k->status = KEY_UNUSABLE;
	} else if (k->status < KEY_UNUSABLE && (k->out.failed || fwrite(k->out.text, 1, k->out.used, stdout) != k->out.used || fflush(stdout))) {
		fprintf(stderr, "viz: cannot write the key: %s\n", strerror(errno));
		k->status = KEY_UNUSABLE;
	}
	ink_free(&text);
	return k->status;
}

int key_main(int argc, char **argv)
{
	struct key *k = calloc(1, sizeof *k);
	bool options = true;
	int status = 0;

	for (int i = 1; k && !status && i < argc; i++) {
		if (options && strcmp(argv[i], "--") == 0)
			options = false;
		else if (options && strcmp(argv[i], "--questions") == 0)
			k->questions = true;
		else if (options && argv[i][0] == '-' && argv[i][1])
			status = complain("unknown option", argv[i]);
		else if (!k->path)
			k->path = argv[i];
		else if (!load(k, argv[i]))
			status = KEY_UNUSABLE;
	}
	if (!k)
		return KEY_UNUSABLE;
	if (!status && (!k->path || (!k->traces && !k->questions)))
		status = complain(k->path ? "a trace is missing" : "a handout is missing", NULL);
	if (!status)
		status = make(k);
	for (size_t i = 0; i < KEY_TRACES; i++)
		reader_free(&k->trace[i].file);
	keep_free(&k->keep);
	ink_free(&k->out);
	free(k);
	return status;
}
