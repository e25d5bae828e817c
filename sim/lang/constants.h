/*
 * constants.h - the numbers of Windows' headers, as tables that are looked up and not read.
 *
 * Windows.h has thousands of them, and a lab says a dozen. So they stand in tables, include/NAME.txt: a line for each,
 * its name and what it is defined as, in the order of their bytes. A header of ours names a table where another one
 * would have the definitions (#include <faultlab/winerror>); from there on a name of the table is a macro as soon as
 * a lab says it, and the others cost nothing.
 *
 * Invariants
 *   CONSTANTS-1  a table is sorted, and no name is in it twice
 *   CONSTANTS-2  our own headers use none of them: only names of a lab's text are looked up
 *
 * tests/e2e/headers.sh holds them against the real side's headers. Knows of: diag. Used by: pp.
 */
#ifndef FAULTLAB_SIM_CONSTANTS_H
#define FAULTLAB_SIM_CONSTANTS_H

#include "sim/lang/diag.h"

#define CONSTANT_BYTES 64               /* of a definition, with its zero */

/* What `name` is defined as. False: it is not in the table. */
bool constants_find(const struct source *table, const char *name, size_t size_bytes, char value[CONSTANT_BYTES]);

#endif
