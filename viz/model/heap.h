/*
 * heap.h - the panel of the heaps: what is reserved, what is committed, and where the blocks lie in it.
 *
 * It stands in the place of the page walk, in a step in which the lab calls a heap, and is told as lines: a segment, its pages, and
 * some of the committed ones close to, a character for 64 bytes.
 *
 * Invariants
 *   HEAPS-1  what is stated of the heaps is what the trace told last at that step or before
 *
 * Knows of: building, words. Used by: model.
 */
#ifndef VIZ_MODEL_HEAP_H
#define VIZ_MODEL_HEAP_H

#include "viz/model/building.h"

/* Is the event a call to a heap that makes, moves or frees something? */
bool heap_is_called(const struct event *e);

/* has_heap stays false if the step is no such call, or the trace tells no heaps. */
void heap_of_picture(struct building *b, struct picture *f);

/* "The heap gives out block B0: 100 bytes." */
const char *heap_sentence(struct building *b, const struct event *e);

#endif
