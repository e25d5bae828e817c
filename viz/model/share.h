/*
 * share.h - the panel of a page that was copied on write: which views see which frame now.
 *
 * It stands in the place of the frame lists, in a step in which a view of a section got a page of its own.
 *
 * Invariants
 *   SHARE-1  a frame is stated only for a page that is resident, and as the trace told it last
 *
 * Knows of: building, words. Used by: model.
 */
#ifndef VIZ_MODEL_SHARE_H
#define VIZ_MODEL_SHARE_H

#include "viz/model/building.h"

/* After lists_of_picture(). has_share stays false if nothing was copied, or if the trace does not tell all that takes. */
void share_of_picture(struct building *b, struct picture *f);

#endif
