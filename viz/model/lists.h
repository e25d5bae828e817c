/*
 * lists.h - the panel of frame lists and page file: which list gained, which lost, and by what.
 *
 * It stands in the place of the page walk, which has the place first: so in a step that moves frames behind
 * the program's back and is about no address of its own, as a working set that was emptied, a sleep, or the
 * output after a loop that paged.
 *
 * Knows of: building, words. Used by: model.
 */
#ifndef VIZ_MODEL_LISTS_H
#define VIZ_MODEL_LISTS_H

#include "viz/model/building.h"

/* Frames were moved behind the program's back: worth a picture of its own. NULL: no. */
bool lists_under_pressure(const struct event *e);

/* After walk_of_event(). has_lists stays false if there is a walk, or if nothing moved that anybody was pressed for. */
void lists_of_picture(struct building *b, struct picture *f);

#endif
