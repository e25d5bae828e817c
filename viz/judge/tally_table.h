/*
 * tally_table.h - the results of a class as a table to read, as CSV and as JSON.
 *
 * Knows of: base/ink, base/plain, base/typeset, tally. Used by: command_tally.
 */
#ifndef VIZ_TALLY_TABLE_H
#define VIZ_TALLY_TABLE_H

#include "viz/base/ink.h"
#include "viz/judge/tally.h"

void tally_put_table(struct ink *out, const struct tally *t);
void tally_put_csv(struct ink *out, const struct tally *t);
void tally_put_json(struct ink *out, const struct tally *t);

#endif
