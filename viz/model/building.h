/*
 * building.h - a model while it is made: what is known up to the row at hand, and the fault that is being told.
 *
 * model.c chooses the moments and asks each panel in turn; a panel fills its part
 * of struct picture from the events of the moment and the memory as it was.
 *
 * Knows of: model. Used by: chain, heap, ledger, lists, path, sentence, share, space, walk, words.
 */
#ifndef VIZ_MODEL_BUILDING_H
#define VIZ_MODEL_BUILDING_H

#include "viz/model/model.h"

struct now {                            /* what is known of one side at a moment */
	const struct memory_at *memory;
	int64_t counter[COUNTERS];
	int64_t avs;
};

/* A fault and what was done about it. */
struct story {
	size_t fault_row, answer_row;
	size_t number;
	const struct event *fault[SIDES], *answer[SIDES], *call[SIDES];    /* call: the last one of the filter */
	const struct memory_at *before[SIDES];
	const struct event *first[SIDES];       /* the answer of whoever was asked first; NULL: nobody, or not told */
	const struct event *walked;     /* sim: last event of the filter with the walk of this address */
	bool answered;
};

struct building {
	struct model *m;
	const struct comparison *c;
	const char *lab;                /* file name, on one line */
	struct now now[SIDES];          /* up to the row at hand */
	struct now drawn[SIDES];        /* at the picture before */
	size_t next_row;                /* first row that no picture covers yet */
	int64_t place;                  /* reservation drawn last */
	const struct vad *last_vad;
	struct vad vad;
	struct story unwinding;         /* the exception whose handler is still to run; not answered: there is none */
	bool no_memory;
};

/* There is a trace of this side (model.c). */
bool model_has_side(const struct building *b, int s);

#endif
