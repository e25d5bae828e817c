/*
 * texts.h - two texts that differ in nothing but in how Windows and Wine call an error.
 *
 * Knows of: core/texts. Used by: wine.
 */
#ifndef VIZ_TEXTS_H
#define VIZ_TEXTS_H

#include <stdbool.h>

/* Is `wine` the text `windows` with Wine's words in place of Windows'? False for equal texts. */
bool texts_differ_in_words(const char *wine, const char *windows);

#endif
