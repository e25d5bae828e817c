/*
 * reading.h - a trace while it is being read.
 *
 * reader.c goes from line to line; each other file reads the members of an event
 * that its name says. All of them read from a JSON object into a structure, take
 * memory from the trace's own, and end at the first thing that is wrong: they then
 * return false, and the one sentence about it is written.
 *
 * Invariant
 *   READING-1  `why` holds a sentence if and only if the reading has ended with false
 *
 * Knows of: base/ink, reader. Used by: heaps, machine, members, memory, reader.
 */
#ifndef VIZ_READING_H
#define VIZ_READING_H

#include <jansson.h>
#include <stdio.h>

#include "viz/base/ink.h"
#include "viz/trace/reader.h"

#define RUNS_MAX         65536
#define PLACES_MAX       65536
#define TABLE_MAX        1024
#define TREE_MAX         4096           /* nodes, tables */
#define WALK_TABLES      4

struct reading {
	struct trace_file *t;
	FILE *in;
	struct ink line;
	int64_t pages;                  /* of all runs that the rests of events tell */
	size_t number, bytes;           /* lines and bytes read so far */
	char block[65536];
	size_t have, at;
	bool utf8;                      /* the trace says that its strings are */
	bool at_end, newline;           /* the line just read ended in one */

	struct event *event;            /* grows; moved into keep at the end */
	size_t events, room, steps;     /* steps: events of unknown type counted too */
	uint64_t *base;
	size_t bases;
	const struct memory_at *memory;
	bool ended;
	char *why;
	size_t why_room;
};

/* members.c: what is wrong with the line at hand; always false. */
bool wrong(struct reading *r, const char *format, ...) __attribute__((format(printf, 2, 3)));
bool no_memory(struct reading *r);

/*
 * One member of object `o`: an optional one leaves *out as it is if it is not there. False if it is
 * there and something else than it should be; a needed one, if it is not there.
 */
bool opt_string(struct reading *r, const json_t *o, const char *key, const char **out);
bool need_string(struct reading *r, const json_t *o, const char *key, const char **out);
bool opt_int(struct reading *r, const json_t *o, const char *key, int64_t least, int64_t most, int64_t *out);
bool opt_hex(struct reading *r, const json_t *o, const char *key, uint64_t *out, bool *given);
bool opt_where(struct reading *r, const json_t *o, const char *key, struct where *w, const char **text);
bool opt_array(struct reading *r, const json_t *o, const char *key, size_t most, const json_t **out);
bool members(struct reading *r, json_t *o, const char *key, const struct argument **out, size_t *count);

/* The trace's own copy of a JSON string, or NULL. */
const char *kept(struct reading *r, const json_t *j);

/* memory.c: what VirtualQuery and the counters said. */
bool read_regions(struct reading *r, const json_t *o, struct event *e);
bool read_bases(struct reading *r, json_t *o);
bool read_counters(struct reading *r, const json_t *o, struct event *e);

/* machine.c: what only a simulator tells. */
bool read_walk(struct reading *r, const json_t *o, struct event *e);
bool read_vad(struct reading *r, const json_t *o, struct event *e);
bool read_resolved(struct reading *r, const json_t *o, struct event *e);
bool read_lists(struct reading *r, const json_t *o, struct event *e);
bool read_transitions(struct reading *r, const json_t *o, struct event *e);
bool read_dispatch(struct reading *r, const json_t *o, struct event *e);
bool read_stack_memory(struct reading *r, const json_t *o, struct event *e);
bool read_stack(struct reading *r, const json_t *o, struct event *e);
bool read_variables(struct reading *r, const json_t *o, struct event *e);
bool read_heaps(struct reading *r, const json_t *o, struct event *e);   /* heaps.c */
bool read_news(struct reading *r, const json_t *o, struct event *e);     /* the kernel's structures */

#endif
