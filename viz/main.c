/* main.c - the viz program: arguments, messages, exit status. */
#include <stdio.h>
#include <string.h>

#include "viz/compare.h"

#define VERSION "0.1.0"

enum { DONE = 0, DIVERGED = 1, FAILED = 1, UNUSABLE = 2, NO_DOT = 3 };

static const char usage[] =
	"usage: viz compare [--json] REAL SIM\n"
	"       viz --help | --version\n";

static bool load(struct trace_file *t, const char *path)
{
	char why[512];

	if (reader_read(t, path, why, sizeof why))
		return true;
	fprintf(stderr, "viz: %s\n", why);
	return false;
}

static int compare_files(const char *const path[SIDES], bool json)
{
	struct trace_file t[SIDES] = { 0 };
	struct comparison c = { 0 };
	int status = UNUSABLE;
	bool ok;

	if (load(&t[0], path[0]) && load(&t[1], path[1])) {
		ok = compare_run(&c, &t[0], &t[1]) && (json ? compare_print_json(&c, stdout) : compare_print(&c, stdout));
		status = ok ? compare_status(&c) : UNUSABLE;
		if (!ok)
			perror("viz: cannot write the comparison");
	}
	compare_free(&c);
	reader_free(&t[0]);
	reader_free(&t[1]);
	return status;
}

int main(int argc, char **argv)
{
	if (argc == 2 && strcmp(argv[1], "--help") == 0)
		return fputs(usage, stdout), 0;
	if (argc == 2 && strcmp(argv[1], "--version") == 0)
		return puts("viz " VERSION), 0;
	if (argc >= 4 && strcmp(argv[1], "compare") == 0)
		return compare_files((const char *const[]){ argv[argc - 2], argv[argc - 1] }, argc == 5);
	fputs(usage, stderr);
	return UNUSABLE;
}
