/*
 * command.h - a command of viz: its name, what --help says of it, and what it does.
 *
 * Each stands with its help and its options in a file of its own, command_NAME.c, in the room that does its work, and
 * has one line in the table of viz/main.c. That is where a new one goes, too: such a file, and such a line.
 *
 * Its options are a table (struct option), so that all commands read their arguments alike: options and operands in any
 * order, the last one of two counts, and behind -- everything is an operand.
 *
 * Knows of: nothing. Used by: memory, compare/, judge/, main, plot/, quiz/.
 */
#ifndef VIZ_COMMAND_H
#define VIZ_COMMAND_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

/* Failed: a file could not be written; or what was asked is not so: sides diverge, points are missing, a check does not hold.
 * Without memory viz ends at once (memory.h). */
enum exit_status { EXIT_DONE, EXIT_FAILED, EXIT_UNUSABLE, EXIT_MISSING, EXIT_NO_MEMORY = 71 };

struct command {
	const char *name;
	const char *usage;              /* what may follow the name */
	const char *forms;              /* usage lines that only who got it wrong is shown; NULL: none */
	bool shows_all;                 /* who got it wrong is shown the usage of all commands */
	const char *help;               /* lines, without a newline at the end */
	int (*run)(int argc, char **argv);      /* argv[0] is the name; an exit status */
};

struct option {
	const char *name;               /* NULL ends a table */
	bool *flag;                     /* set to true; or, if it takes a value, */
	const char **text;              /* where that goes, */
	const char *fixed;              /* if the option itself stands for this value; or */
	uint64_t *number;               /* where it goes as a whole number, */
	uint64_t min, max;
	const char *wrong;              /* what is said if it is none from min to max; the value follows */
	bool *present;                    /* set to true as well; NULL */
};

struct operands {
	const char **word;
	int room, count;
	const char *too_many;           /* what is said if there are more than `room`; the first that is too much follows */
};

/* How the usage of all commands is shown: main alone knows them. Without it each shows its own. */
extern void (*command_put_all)(FILE *to);

/* "viz: WHAT: ARG" (NULL: none) and the usage. EXIT_UNUSABLE. */
int command_complain(const struct command *c, const char *what, const char *arg);

/* Read the arguments behind argv[0]. EXIT_DONE, or EXIT_UNUSABLE with the reason said. */
int command_read(const struct command *c, const struct option *options, struct operands *o, int argc, char **argv);

#endif
