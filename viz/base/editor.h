/*
 * editor.h - a text as somebody's editor left it.
 *
 * Specifications, handouts and answers are written by people, who do not see how their
 * editor stores a text: with a byte order mark, in UTF-16 as Notepad and PowerShell do,
 * with \r\n or a lone \r at the end of a line. All of it is the same text.
 *
 * Invariants
 *   EDITOR-1  every line ends where it did, so that line numbers are those that the editor shows
 *
 * Knows of: core/letter, ink, store. Used by: book/, judge/, quiz/.
 */
#ifndef VIZ_EDITOR_H
#define VIZ_EDITOR_H

#include "viz/base/ink.h"

/*
 * Add a file's text to `i`, which is empty, in UTF-8 with lines that end in \n or \r\n; at most `most` bytes of file. What is
 * no character stays as it is. False if it cannot be read (nothing is said).
 */
bool editor_text(const char *path, struct ink *i, size_t most);

#endif
