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
 * Knows of: results.h's JSON, plain.h, store.h. Used by: main.
 */
#ifndef VIZ_TALLY_H
#define VIZ_TALLY_H

/* argv[0] is "tally". The exit status: 0; 1 some submission has no result; 2 unusable input. */
int tally_main(int argc, char **argv);

#endif
