/* command_tally.c - viz tally: the results of a class in one table. See command.h. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "viz/base/command.h"
#include "viz/base/store.h"
#include "viz/judge/tally_table.h"

static int run(int argc, char **argv);

const struct command tally_command = {
	.name = "tally",
	.usage = "[--out DIR] FOLDER",
	.help = "a class in one table, from the results that viz/commands/grade/class leaves in FOLDER",
	.run = run
};

enum { INCOMPLETE = EXIT_FAILED };      /* some submission has no result */

static bool put_file(const char *folder, const char *name, const struct tally *t, void (*how)(struct ink *, const struct tally *))
{
	struct ink text = { 0 };
	char why[600], *path = NULL;
	bool ok = asprintf(&path, "%s/%s", folder, name) >= 0;

	how(&text, t);
	if (!ok || text.failed)
		snprintf(why, sizeof why, "no memory for %s", name);
	ok = ok && !text.failed && store_folder(folder, why, sizeof why) && store_put(path, text.text, text.used, why, sizeof why);
	if (!ok)
		fprintf(stderr, "viz: %s\n", why);
	ink_free(&text);
	free(path);
	return ok;
}

static int publish(const struct tally *t, const char *out)
{
	struct ink table = { 0 };
	int status = EXIT_DONE;

	tally_put_table(&table, t);
	if (out && !(put_file(out, "summary.txt", t, tally_put_table) && put_file(out, "summary.csv", t, tally_put_csv) &&
	             put_file(out, "summary.json", t, tally_put_json)))
		status = EXIT_UNUSABLE;
	else if (table.failed || fwrite(table.text, 1, table.used, stdout) != table.used || fflush(stdout)) {
		fprintf(stderr, "viz: cannot write the table: %s\n", strerror(errno));
		status = EXIT_UNUSABLE;
	}
	for (size_t i = 0; i < t->rows && status == EXIT_DONE; i++)
		if (!t->row[i].graded)
			status = INCOMPLETE;
	ink_free(&table);
	return status;
}

static int run(int argc, char **argv)
{
	const char *out = NULL, *folder = NULL;
	struct tally t = { 0 };
	const struct option options[] = { { "--out", .text = &out }, { NULL } };
	struct operands o = { .word = &folder, .room = 1, .too_many = "one folder at a time" };
	int status = command_read(&tally_command, options, &o, argc, argv);

	if (!status && !folder)
		status = command_complain(&tally_command, "a folder of results is missing", NULL);
	if (!status)
		status = tally_read(&t, folder) ? publish(&t, out) : EXIT_UNUSABLE;
	tally_free(&t);
	return status;
}
