/*
 * trace.h - one event becomes one JSON line, written with one write.
 *
 * Both sides of FaultLab tell their story through this module: the tracer that
 * is linked into a real lab, and the simulator. An event is opened, filled
 * member by member, and closed; only then does the whole line reach the sink,
 * in one call, so a reader never sees half of an event and a real lab pays for
 * one system call only. docs/reference/trace.md says which event has which members.
 *
 * Invariants
 *   TRACE-1  between trace_event() and trace_end() nothing is given to the sink
 *   TRACE-2  a line is valid UTF-8 and valid JSON whatever bytes the strings hold, and no byte of them is lost (letter.h)
 *   TRACE-3  step numbers are 0, 1, 2, ... without a gap
 *   TRACE-4  a line holds nothing that acts on a terminal, the newline at its end aside
 *
 * Portable C11; no allocation of its own beyond `grow`. Knows of: letter. Used by: calls, handles, places,
 * printed, tracer, sim/record/.
 */
#ifndef FAULTLAB_TRACE_H
#define FAULTLAB_TRACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct trace {
	/* Takes one whole line of `size_bytes`, newline included; false if it could not be written. */
	bool (*sink)(void *context, const char *line, size_t size_bytes);
	/* Gives a block of at least `size_bytes` holding the old contents, or NULL; like realloc. */
	void *(*grow)(void *context, void *old, size_t old_bytes, size_t size_bytes);
	void *context;          /* handed to both, never looked at */

	char *line;             /* the event being built; owned, from `grow` */
	size_t used, room;      /* bytes */
	uint32_t step;          /* number that the next event gets */
	uint32_t thread;        /* whose event it will be: the lab's threads from 1, in order of creation; 0 is 1 */
	bool open;              /* between trace_event() and trace_end() */
	bool comma;             /* the next member needs one */
	bool failed;            /* the sink or `grow` refused once; nothing is written after that */
};

/* Start an empty trace. Nothing is written yet. */
void trace_init(struct trace *t, bool (*sink)(void *, const char *, size_t),
                void *(*grow)(void *, void *, size_t, size_t), void *context);

/* Open the first line: type, schema, side ("real" or "sim"), lab, platform, page size and
 * granularity are filled in; the caller may add members and calls trace_end(). */
void trace_begin(struct trace *t, const char *side, const char *lab, const char *platform);

/* Open an event: type, step, line, and the thread unless it is the first, are filled in. `line` is a line of the lab, 0 if unknown. */
void trace_event(struct trace *t, const char *type, uint32_t line);

/* Close the event and hand the line to the sink. False if it, or an earlier one, was refused. */
bool trace_end(struct trace *t);

/* Forget the open event, if there is one: it was never opened. */
void trace_drop(struct trace *t);

/* Members. `key` is NULL inside an array. Strings may hold any bytes (TRACE-2); NULL is written as null. */
void trace_string(struct trace *t, const char *key, const char *value);
void trace_bytes(struct trace *t, const char *key, const char *value, size_t size_bytes);
void trace_number(struct trace *t, const char *key, int64_t value);
void trace_decimal(struct trace *t, const char *key, uint64_t value);       /* "487" */
void trace_hex(struct trace *t, const char *key, uint64_t value);           /* "0x1e7" */
void trace_bool(struct trace *t, const char *key, bool value);
void trace_null(struct trace *t, const char *key);
void trace_open_object(struct trace *t, const char *key);
void trace_close_object(struct trace *t);
void trace_open_array(struct trace *t, const char *key);
void trace_close_array(struct trace *t);

/* A constant by its name, flags joined by '|' (names.h); `name` is names_...()'s table function. */
void trace_name(struct trace *t, const char *key,
                size_t (*name)(uint32_t value, char *out, size_t room), uint32_t value);

/* Give the buffer back through grow(context, line, room, 0). */
void trace_free(struct trace *t);

#endif
