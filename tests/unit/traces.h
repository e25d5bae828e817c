/*
 * traces.h - traces for the tests of viz: of labs that never ran, and of those that a test writes out.
 *
 * A scene says what the lab does (how many pages, what goes wrong); the module
 * plays it against a toy memory and writes the trace that either side would
 * give. So viz is tested without a compiler for Windows, Wine or the simulator,
 * and with situations that those never produce.
 */
#ifndef TEST_TRACES_H
#define TEST_TRACES_H

#include <stdbool.h>

#include "viz/trace/reader.h"

struct scene {
	const char *name;
	int pages;                      /* of the reservation A0 */
	int touch;                      /* pages written, one after the other */
	int limit[2];                   /* commit limit of the real and the simulated side; 0: none */
	bool past_end;                  /* then one write past the end, refused by the filter */
	bool guard;                     /* the filter commits with PAGE_GUARD first: two exceptions a page */
	bool read;                      /* faults are reads */
	bool unhandled;                 /* the lab has no __try: the first fault kills it */
	bool second;                    /* a second reservation, released at the end */
	bool free_pages;                /* decommit and release at the end */
	bool mute[2];                   /* this side does not say what is resident */
	const char *lab;                /* file name; NULL: lab.c */
	const char *output;             /* printed at each fault, if not NULL (JSON text) */
	const char *source;             /* JSON text of the lab, if not NULL */
};

extern const struct scene scenes[];     /* ends with a NULL name */
const struct scene *scene_find(const char *name);

/* Write the trace of `side` (0 real, 1 sim) to `path`; false if it cannot be written. */
bool scene_write(const struct scene *s, int side, const char *path);

/* A trace that is written out as text, as viz reads it, for reader_free(); the test ends if it cannot be read. */
void trace_read(struct trace_file *t, const char *text);

/* The same; false with what viz says of it if it cannot be read. */
bool trace_try(struct trace_file *t, const char *text, char *why, size_t room);

/* A file with these bytes, for those who read files; `path` gets its name. */
enum { TRACE_PATH = 64 };
void file_put(char path[TRACE_PATH], const char *bytes, size_t size);

/* The traces of `sides` (1 real, 2 sim, 3 both) as viz reads them, for reader_free(); the test ends if it cannot. */
void scene_read(struct trace_file *t, const struct scene *s, int sides);

#endif
