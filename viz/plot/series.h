/*
 * series.h - what a plot shows: lines of points, read from the results of sim replay.
 *
 * Three kinds of file are told apart by their content: the object that `sim replay --json`
 * prints (faults over frames, one line a policy, and the curves), the one that viz/commands/sweep
 * makes (faults over the pages of a lab), and the lines of `sim replay --events` (faults over
 * time). All come from outside and are read
 * defensively; nothing of their text reaches a plot but names of a small alphabet.
 * The same goes for the names of the files.
 *
 * Invariants
 *   SERIES-1  the points of a series are in ascending order of x
 *   SERIES-2  a series of events has at most SERIES_POINTS points, however many faults there were
 *
 * Knows of: base/host, base/ink, base/keep. Used by: script.
 */
#ifndef VIZ_SERIES_H
#define VIZ_SERIES_H

#include <stdbool.h>

#include "viz/base/keep.h"

#define SERIES_POINTS 4096
#define SERIES_NAME   32

enum series_kind {
	SERIES_POLICY,          /* faults of a policy over frames or pages, a point a run */
	SERIES_LRU_CURVE,       /* for every number of frames */
	SERIES_OPT_CURVE,
	SERIES_FAULTS,          /* faults so far over accesses */
	SERIES_HARD,            /* hard faults so far */
};

struct point { double x, y; };

struct series {
	enum series_kind kind;
	char name[SERIES_NAME]; /* the policy */
	char label[SERIES_NAME];        /* the file's name, what is odd in it replaced */
	int file;               /* in order of reading */
	double accesses;        /* of the whole run; 0 if that is not known */
	struct point *point;    /* owned by the set */
	size_t points, room;
};

struct series_set {
	struct series *series;
	size_t count;
	int files, files_of_events, files_of_pages;
};

/* Add what a file holds. False with a sentence in `why`. */
bool series_read(struct series_set *s, const char *path, char *why, size_t room);
void series_free(struct series_set *s);

#endif
