/*
 * handles.h - portable handles: H0 instead of 0x54.
 *
 * What number a system gives to a new section object is its own affair. A
 * trace therefore names the lab's sections by the order of their creation, as
 * places.h names its reservations. A handle that was closed keeps its name, so
 * that a use after CloseHandle reads the same on both sides, until the system
 * gives the number to a newer one.
 *
 * Invariants
 *   HANDLES-1  name Hn belongs to the n-th handle for ever
 *   HANDLES-2  of several handles with one number, the newest is meant
 *
 * Portable C11; memory comes from the trace's `grow`. Knows of: digits, trace. Used by: calls, tracer,
 * sim/record/.
 */
#ifndef FAULTLAB_HANDLES_H
#define FAULTLAB_HANDLES_H

#include "trace.h"

struct handles {
	struct trace *trace;    /* for `grow` */
	uint64_t *value;        /* of handle n; owned */
	size_t count, room;
};

void handles_init(struct handles *h, struct trace *trace);
void handles_free(struct handles *h);

/* The next name for a new handle; returns its number, SIZE_MAX if there is no memory for it. */
size_t handles_add(struct handles *h, uint64_t value);

/* Does the number have a name? */
bool handles_known(const struct handles *h, uint64_t value);

/*
 * How a trace writes `value` into `out` (room 32 is always enough); returns its length: "H0", "0x0" for NULL,
 * "INVALID_HANDLE_VALUE" for -1, hexadecimal for what the lab never got from CreateFileMapping.
 */
size_t handles_format(const struct handles *h, uint64_t value, char *out, size_t room);

/* Member `key` in that form. */
void handles_tell(const struct handles *h, struct trace *t, const char *key, uint64_t value);

#endif
