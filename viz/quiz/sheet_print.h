/*
 * sheet_print.h - a quiz sheet as text and as a page for a browser.
 *
 * The text is the answer form at the same time: its first line says which quiz it
 * is, and each part has a line `1a: ___` to fill in. The page has the same words in
 * form fields, works without a network, prints on paper, and saves the answers as
 * the lines of the text. answers.h reads both.
 *
 * Invariants
 *   SHEET-PRINT-1  a line that begins with at most three blanks and could be read as an answer is an answer line:
 *       text of a trace stands behind a bar or further in
 *   SHEET-PRINT-2  nothing of a trace can be markup or act on a terminal
 *   SHEET-PRINT-3  the sheet with its key in place, given to viz grade, gets every point
 *
 * Knows of: sheet. Used by: command_quiz, mark, sheet_html, sheet_text.
 */
#ifndef VIZ_SHEET_PRINT_H
#define VIZ_SHEET_PRINT_H

#include "viz/quiz/sheet.h"

/* What the words of the questions mean. */
#define SHEET_TERMS "\"After\" a fault means: the filter has answered, and the access was tried again if the answer says so. " \
                    "\"Step\" is the step of the trace; \"picture\" the step of the lab book."

/* `key`: with the answers filled in, and the reasons. */
void sheet_text(struct ink *i, const struct sheet *s, bool key);
void sheet_html(struct ink *i, const struct sheet *s, bool key);

/* How many of the wanted questions there are, if they are fewer; NULL if all are. Kept by `s`. */
const char *sheet_shortage(struct sheet *s);

/* What to write into the field of a part: "a letter", "a number", "letters", "an address". */
const char *sheet_hint(const struct part *p);

#endif
