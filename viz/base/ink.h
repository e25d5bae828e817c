/*
 * ink.h - text that grows while it is written.
 *
 * A failed growth is remembered in `failed` and makes all later writing a no-op,
 * so callers check once.
 *
 * Knows of: nothing. Used by: editor, joined, plain, spawn, store, typeset, book/, compare/, draw/, judge/,
 * plot/, quiz/, trace/.
 */
#ifndef VIZ_INK_H
#define VIZ_INK_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

struct ink {
	char *text;                     /* owned, NUL-terminated once something was added */
	size_t used, room;
	bool failed;
};

void ink_add(struct ink *i, const char *bytes, size_t size);
void ink_puts(struct ink *i, const char *string);
void ink_printf(struct ink *i, const char *format, ...) __attribute__((format(printf, 2, 3)));
void ink_vprintf(struct ink *i, const char *format, va_list args);
void ink_clear(struct ink *i);          /* empty, room kept */
void ink_free(struct ink *i);

#endif
