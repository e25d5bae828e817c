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

#endif
