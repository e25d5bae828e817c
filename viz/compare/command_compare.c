/* command_compare.c - viz compare: two traces step beside step, and whether they agree; or three. See command.h. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "viz/compare/given.h"

static int run(int argc, char **argv);

const struct command compare_command = {
	.name = "compare",
	.usage = "[--json] TRACE TRACE [TRACE]",
	.help = "print two traces step beside step, and whether they agree: REAL and SIM, or two\n"
	        "of one side; with three, such as WINDOWS WINE SIM, each with each other",
	.shows_all = true,
	.run = run
};

static int no_memory(void)
{
	fputs("viz: no memory to compare\n", stderr);
	return EXIT_UNUSABLE;
}

/* The comparison was printed, or could not be. */
static int printed(bool ok, int status)
{
	if (ok)
		return status;
	fprintf(stderr, "viz: cannot write the comparison: %s\n", strerror(errno));
	return EXIT_FAILED;
}

/* Two stand in the order that they need. */
static int compare_two(const struct given *g, bool json)
{
	int first = !compare_in_order(&g->file[0], &g->file[1]), status;
	struct comparison c;

	if (compare_run(&c, &g->file[first], &g->file[!first])) {
		given_warn_edition(&c);
		status = printed(json ? compare_print_json(&c, stdout) : compare_print(&c, stdout), compare_status(&c));
	} else {
		status = no_memory();
	}
	compare_free(&c);
	return status;
}

static int compare_three(const struct given *g, bool json)
{
	const struct trace_file *const trace[THREE] = { &g->file[0], &g->file[1], &g->file[2] };
	struct three t = { 0 };
	int status;

	if (three_run(&t, trace)) {
		for (int p = 0; p < THREE; p++)
			if (three_tells_edition(&t, p))
				given_warn_edition(&t.pair[p]);
		status = printed(json ? three_print_json(&t, stdout) : three_print(&t, stdout), three_status(&t));
	} else {
		status = no_memory();
	}
	three_free(&t);
	return status;
}

static int run(int argc, char **argv)
{
	struct given g = { .paths = 0 };
	bool json = false;
	const struct option options[] = { { "--json", .flag = &json }, GIVEN_SIDES(&g), { NULL } };
	int status = given_arguments(&g, &compare_command, options, argc, argv);

	if (!status && given_count(&g) != SIDES && given_count(&g) != THREE)
		status = command_complain(&compare_command, "compare needs two traces, or three", NULL);
	if (!status && !given_read(&g))
		status = EXIT_UNUSABLE;
	if (!status)
		status = g.files == THREE ? compare_three(&g, json) : compare_two(&g, json);
	given_free(&g);
	return status;
}
