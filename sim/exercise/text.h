/*
 * text.h - text that grows at its end. A program of an exercise is small: there is room for any (asserted).
 *
 * Knows of: nothing. Used by: draft, exercise.
 */
#ifndef FAULTLAB_SIM_EXERCISE_TEXT_H
#define FAULTLAB_SIM_EXERCISE_TEXT_H

#include <stddef.h>

enum { TEXT_ROOM = 16384 };

struct text { char bytes[TEXT_ROOM]; size_t used; };    /* bytes[used] is the final '\0' */

void text_add(struct text *t, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Add the words of `line` as lines of at most `columns`, each begun with `prefix`. */
void text_wrap(struct text *t, const char *prefix, size_t columns, const char *line);

#endif
