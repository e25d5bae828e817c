/*
 * ask_output.h - questions about what is printed: lines that are short enough to be written down.
 *
 * Knows of: asking, base/joined, sheet_tell. Used by: ask, drawing.
 */
#ifndef VIZ_ASK_OUTPUT_H
#define VIZ_ASK_OUTPUT_H

#include "viz/quiz/asking.h"

bool ask_printed(const struct asking *a, struct part *p);
bool ask_prints_next(const struct asking *a, struct part *p);

/* Where the program is likely to print the answer to a part of that kind; `printed` of struct part. */
size_t sheet_printed(const struct asking *a, enum part_kind kind);

/* Is there a line that this step prints and that can be asked about? */
bool sheet_can_ask_output(const struct sheet *s, size_t row);

#endif
