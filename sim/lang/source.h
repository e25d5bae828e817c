/*
 * source.h - the bytes of a lab's file, before they are read as C.
 *
 * The file comes from somebody's editor. The real side's compiler takes UTF-8 with a byte
 * order mark or without, lines that end in \n, \r\n or a lone \r, and bytes that are no
 * character inside of comments and plain strings. What it does not take, UTF-16 above all,
 * is refused by both sides in the same words: core/run has them as well.
 *
 * Invariants
 *   SOURCE-1  no byte is added or removed, so lines and columns stay those of the file
 *
 * Knows of: diag. Used by: compile, pp, main. Source: docs/reference/sources.md, [clang-source].
 */
#ifndef FAULTLAB_SIM_SOURCE_H
#define FAULTLAB_SIM_SOURCE_H

#include "sim/lang/diag.h"

/* Make the text of `s` ready to be read; false after a message, if it is none. */
bool source_accept(struct diag *d, struct source *s, char *text);

/* Let every line end in \n. */
void source_split(char *text, size_t size_bytes);

#endif
