/* command.c - see command.h. */
#include "viz/base/command.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

void (*command_put_all)(FILE *to);

int command_complain(const struct command *c, const char *what, const char *arg)
{
	fprintf(stderr, "viz: %s%s%s\n", what, arg ? ": " : "", arg ? arg : "");
	if (c->shows_all && command_put_all)
		command_put_all(stderr);
	else
		fprintf(stderr, "usage: viz %s %s\n%s", c->name, c->usage, c->forms ? c->forms : "");
	return EXIT_UNUSABLE;
}

static const struct option *find_option(const struct option *o, const char *name)
{
	while (o->name && strcmp(o->name, name))
		o++;
	return o->name ? o : NULL;
}

static bool read_number(const struct option *o, const char *text)
{
	char *end;

	errno = 0;
	*o->number = strtoull(text, &end, 10);
	return text[0] >= '0' && text[0] <= '9' && !*end && !errno && *o->number >= o->min && *o->number <= o->max;
}

/* Options that stand for themselves. */
static bool take_alone(const struct option *o)
{
	if (o->flag)
		*o->flag = true;
	else if (o->fixed)
		*o->text = o->fixed;
	return o->flag || o->fixed;
}

/* The option at argv[*i], which is then its last word. */
static int read_option(const struct command *c, const struct option *options, int argc, char **argv, int *i)
{
	const struct option *o = find_option(options, argv[*i]);

	if (!o)
		return command_complain(c, "unknown option", argv[*i]);
	if (o->present)
		*o->present = true;
	if (take_alone(o))
		return EXIT_DONE;
	if (*i + 1 >= argc)
		return command_complain(c, "a value is missing after", argv[*i]);
	++*i;
	/* "DIR/frames" of an empty DIR would be a folder of the whole machine. */
	if (strcmp(o->name, "--out") == 0 && !argv[*i][0])
		return command_complain(c, "--out is empty; give a file or a folder", NULL);
	if (o->text)
		*o->text = argv[*i];
	else if (!read_number(o, argv[*i]))
		return command_complain(c, o->wrong, argv[*i]);
	return EXIT_DONE;
}

int command_read(const struct command *c, const struct option *options, struct operands *o, int argc, char **argv)
{
	bool is_option = true;
	int status = EXIT_DONE;

	for (int i = 1; !status && i < argc; i++) {
		if (is_option && strcmp(argv[i], "--") == 0)
			is_option = false;
		else if (is_option && argv[i][0] == '-' && argv[i][1])
			status = read_option(c, options, argc, argv, &i);
		else if (o->count == o->room)
			status = command_complain(c, o->too_many, argv[i]);
		else
			o->word[o->count++] = argv[i];
	}
	return status;
}
