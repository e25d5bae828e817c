/* command_tally.c - see tally.h. */
#include "viz/judge/tally.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "viz/base/store.h"
#include "viz/judge/tally_table.h"

enum { DONE = 0, INCOMPLETE = 1, UNUSABLE = 2 };

static int complain(const char *what, const char *arg)
{
	fprintf(stderr, "viz: tally: %s%s%s\nusage: viz tally [--out DIR] FOLDER\n", what, arg ? ": " : "", arg ? arg : "");
	return UNUSABLE;
}

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
	int status = DONE;

	tally_put_table(&table, t);
	if (out && !(put_file(out, "summary.txt", t, tally_put_table) && put_file(out, "summary.csv", t, tally_put_csv) &&
	             put_file(out, "summary.json", t, tally_put_json)))
		status = UNUSABLE;
	else if (table.failed || fwrite(table.text, 1, table.used, stdout) != table.used || fflush(stdout)) {
		fprintf(stderr, "viz: cannot write the table: %s\n", strerror(errno));
		status = UNUSABLE;
	}
	for (size_t i = 0; i < t->rows && status == DONE; i++)
		if (!t->row[i].graded)
			status = INCOMPLETE;
	ink_free(&table);
	return status;
}

int tally_main(int argc, char **argv)
{
	const char *out = NULL, *folder = NULL;
	struct tally t = { 0 };
	bool options = true;
	int status = UNUSABLE;

	for (int i = 1; i < argc; i++) {
		if (options && strcmp(argv[i], "--") == 0)
			options = false;
		else if (options && strcmp(argv[i], "--out") == 0 && i + 1 < argc)
			out = argv[++i];
		else if (options && argv[i][0] == '-' && argv[i][1])
			return complain("unknown option, or its value is missing", argv[i]);
		else if (folder)
			return complain("one folder at a time", argv[i]);
		else
			folder = argv[i];
	}
	if (!folder)
		return complain("a folder of results is missing", NULL);
	if (tally_read(&t, folder))
		status = publish(&t, out);
	tally_free(&t);
	return status;
}
