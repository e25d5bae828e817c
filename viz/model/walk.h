/*
 * walk.h - the PAGE WALK panel: the tables, the entry at its moments, the descriptor.
 *
 * Only the simulator tells it. Without its trace, or in a step that is about no
 * address, the panel is there and empty (has_walk is false).
 *
 * Knows of: building, path, words. Used by: model, sentence, quiz/.
 */
#ifndef VIZ_MODEL_WALK_H
#define VIZ_MODEL_WALK_H

#include "viz/model/building.h"

/* How the simulator resolved the last fault on the page of `f`, NULL if it had none to resolve; and the word for it. */
const struct resolved *walk_resolved(const struct event *e, const struct event *f);
const char *walk_resolved_kind(const struct event *e, const struct event *f);

/* Event `e` tells that the access of `f` was given a zeroed page. */
bool walk_zero_filled(const struct event *e, const struct event *f);

/* Three moments of the entry: at the fault, when the filter had committed, when the access was retried. */
void walk_of_fault(struct building *b, struct picture *f, const struct story *s);

/* Two: before and after; `e` is the simulator's event, NULL if it has none. */
void walk_of_event(struct building *b, struct picture *f, const struct event *e);

#endif
