/*
 * store.h - files that are either whole or not there.
 *
 * Everything viz leaves behind goes through here: written under a temporary
 * name, checked to the last byte, then renamed. A full disk or a read-only
 * folder is one sentence, and never half a picture under its final name.
 *
 * Knows of: host, ink. Used by: editor, book/, commands/, draw/, judge/, plot/, quiz/.
 */
#ifndef VIZ_STORE_H
#define VIZ_STORE_H

#include <stdbool.h>
#include <stddef.h>

#include "viz/base/ink.h"

/* Make `path` and what leads to it. False with a sentence in `why`. */
bool store_folder(const char *path, char *why, size_t room);

/* Write a whole file; an equal one is left untouched. False with a sentence in `why`, and nothing at `path` changed. */
bool store_put(const char *path, const char *bytes, size_t size, char *why, size_t room);

/* Add a file's contents to `i`; at most `most` bytes. False if it cannot be read (nothing is said). */
bool store_get(const char *path, struct ink *i, size_t most);

#endif
