/*
 * tally.h - the results of a class in one table.
 *
 * viz/commands/grade/class leaves a folder for each submission, with the result.json that
 * `viz check` wrote into it. Here they become a table for the eye, a CSV file for the
 * register, JSON for programs, and below it how many got which part: that tells the
 * lecturer what to explain again.
 *
 * Names of folders are what students called their files: they are sorted as bytes,
 * printed harmlessly, and a spreadsheet never takes one for a formula.
 *
 * Knows of: base/ink, base/store. Used by: tally_table.
 */
#ifndef VIZ_TALLY_H
#define VIZ_TALLY_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

struct submission {
	char *name;
	bool graded;
	double points, max;             /* as JSON has them; whole hundredths */
	char *first;                    /* what is said of the first item that lost points; NULL: none did */
	json_t *items;                  /* owned */
};

struct tally {
	struct submission *row;
	size_t rows, room;
};

/* The results of all folders in `folder`. False if it cannot be read, which was said. tally_free() is due in both cases. */
bool tally_read(struct tally *t, const char *folder);
void tally_free(struct tally *t);

/* Points as whole hundredths: of a number, and of an item's. */
long tally_hundredths(double n);
long tally_points_of(const json_t *item);
long tally_max_of(const json_t *item);

#endif
