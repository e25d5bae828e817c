/*
 * repeat.h - a lab whose filter continues for ever: the same exception, and nothing has changed in between.
 *
 * Knows of: memory, record. Used by: record.
 */
#ifndef FAULTLAB_SIM_RECORD_REPEAT_H
#define FAULTLAB_SIM_RECORD_REPEAT_H

#include "sim/record/record.h"

/* True if this exception repeats the one before in every respect and nothing has changed in between. */
bool repeat_seen(struct recorder *r, const struct ke_exception *e);

#endif
