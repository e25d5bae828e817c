/* command_compare.c - viz compare: two traces step beside step, and whether they agree; or three. See command.h. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "viz/compare/inputs.h"

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
static int compare_two(const struct inputs *in, bool json)
{
	int first = !compare_in_order(&in->file[0], &in->file[1]), status;
	struct comparison c;

	if (compare_run(&c, &in->file[first], &in->file[!first])) {
		inputs_warn_edition(&c);
		status = printed(json ? compare_print_json(&c, stdout) : compare_print(&c, stdout), compare_status(&c));
	} else {
		status = no_memory();
	}
	compare_free(&c);
	return status;
}

static int compare_three(const struct inputs *in, bool json)
{
	const struct trace_file *const trace[THREE] = { &in->file[0], &in->file[1], &in->file[2] };
	struct three t = { 0 };
	int status;

	if (three_run(&t, trace)) {
		for (int p = 0; p < THREE; p++)
			if (three_tells_edition(&t, p))
				inputs_warn_edition(&t.pair[p]);
		status = printed(json ? three_print_json(&t, stdout) : three_print(&t, stdout), three_status(&t));
	} else {
		status = no_memory();
	}
	three_free(&t);
	return status;
}

static int run(int argc, char **argv)
{
	struct inputs in = { .paths = 0 };
	bool json = false;
	const struct option options[] = { { "--json", .flag = &json }, INPUT_SIDES(&in), { NULL } };
	int status = inputs_arguments(&in, &compare_command, options, argc, argv);

	if (!status && inputs_count(&in) != SIDES && inputs_count(&in) != THREE)
		status = command_complain(&compare_command, "compare needs two traces, or three", NULL);
	if (!status && !inputs_read(&in))
		status = EXIT_UNUSABLE;
	if (!status)
		status = in.files == THREE ? compare_three(&in, json) : compare_two(&in, json);
	inputs_free(&in);
	return status;
}
