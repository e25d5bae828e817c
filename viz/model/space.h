/*
 * space.h - the ADDRESS SPACE panel: which reservation is drawn, and where the lens stands.
 *
 * Knows of: building, words. Used by: model.
 */
#ifndef VIZ_MODEL_SPACE_H
#define VIZ_MODEL_SPACE_H

#include "viz/model/building.h"

/* Draw the reservation that `e` is about, else the one drawn last; the lens stands on the pages around the fault. */
void space_fill(struct building *b, struct picture *f, const struct event *e);

/* The stack has grown since the picture before, and the step is about no reservation: its own region in the lanes. */
void space_of_stack(struct building *b, struct picture *f, const struct event *sim);

#endif
