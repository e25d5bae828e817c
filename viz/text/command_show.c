/* command_show.c - viz show: chosen steps as text. See command.h. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "viz/base/terminal.h"
#include "viz/base/typeset.h"
#include "viz/model/material.h"
#include "viz/text/show.h"

static int run(int argc, char **argv);

const struct command show_command = {
	.name = "show",
	.usage = "--step N|--all [--width N] [--ascii] TRACE...",
	.help = "a step as text: what its picture says, for a terminal or a screen reader",
	.shows_all = true,
	.run = run
};

/* Columns: of the terminal, else 80. */
static unsigned width_of_terminal(void)
{
	unsigned columns, rows;

	terminal_size(&columns, &rows);
	return columns < TYPE_LEAST ? TYPE_LEAST : columns > TYPE_MAX ? TYPE_MAX : columns;
}

/* What the program did wrong itself comes before any step. */
static void write_mistake(struct ink *text, const struct show *s, const struct show_look *look)
{
	struct typeset t = { .out = text, .width = look->width, .colour = look->colour, .ascii = look->ascii };
	struct ink mistake = { 0 };

	if (compare_say_mistake(&mistake, s->m->c)) {
		line_text(&t, TS_TITLE, mistake.text ? mistake.text : "");
		line_end(&t);
		line_end(&t);
	}
	ink_free(&mistake);
}

static bool print_steps(struct show *s, const bool *chosen, const struct show_look *look)
{
	struct ink text = { 0 };
	bool ok, first = true;

	write_mistake(&text, s, look);
	ok = !text.failed && fwrite(text.text ? text.text : "", 1, text.used, stdout) == text.used;
	for (size_t i = 0; ok && i < s->m->pictures; i++) {
		if (!chosen[i])
			continue;
		ink_clear(&text);
		if (!first) {
			for (unsigned k = 0; k < look->width; k++)
				ink_puts(&text, "-");
			ink_puts(&text, "\n");
		}
		show_step(&text, s, &s->m->picture[i], look);
		ok = !text.failed && fwrite(text.text, 1, text.used, stdout) == text.used;
		first = false;
	}
	ink_free(&text);
	return ok && fflush(stdout) == 0;
}

static int print(const struct material *k, const char *steps, const struct show_look *look)
{
	struct show s = { 0 };
	int status = EXIT_DONE;
	bool *chosen = material_chosen(k, steps, &status);

	if (!chosen)
		return status;
	if (!show_open(&s, &k->m)) {
		status = material_no_memory();
	} else if (!print_steps(&s, chosen, look)) {
		fprintf(stderr, "viz: cannot write the steps: %s\n", strerror(errno));
		status = EXIT_FAILED;
	}
	show_close(&s);
	free(chosen);
	return status;
}

static int run(int argc, char **argv)
{
	struct material k = { .trace = { NULL } };
	struct show_look look = { .colour = terminal_colour() };
	uint64_t width = width_of_terminal();
	const char *steps = NULL;
	const struct option options[] = {
		{ "--step", .text = &steps }, { "--steps", .text = &steps }, { "--all", .text = &steps, .fixed = "all" },
		{ "--width", .number = &width, .min = TYPE_LEAST, .max = TYPE_MAX,
		  .wrong = "--width is a number of columns from 20 to 1000, not" },
		{ "--ascii", .flag = &look.ascii }, INPUT_SIDES(&k.inputs), { NULL }
	};
	int status = material_arguments(&k, &show_command, options, argc, argv);

	if (!status && !steps)
		status = command_complain(&show_command, "show: give --step N, or --all", NULL);
	look.width = (unsigned)width;
	if (!status)
		status = material_open(&k, &show_command);
	if (!status)
		status = print(&k, steps, &look);
	return material_close(&k, status);
}
