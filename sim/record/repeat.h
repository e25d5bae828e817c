/*
 * repeat.h - a lab whose filter continues for ever: the same exception, and nothing has changed in between.
 *
 * Knows of: memory, record. Used by: record.
 */
#ifndef FAULTLAB_SIM_RECORD_REPEAT_H
#define FAULTLAB_SIM_RECORD_REPEAT_H

#include "sim/record/record.h"

/*
 * False if this exception has come often enough: more than REPEATS_MAX times with nothing changed in between, neither the
 * reservations nor the lab's variables nor what it has printed; or more than SAME_MAX times with the reservations as they were.
 * What stands in the lab's reservations and heaps is not looked at.
 */
bool repeat_count(struct recorder *r, const struct ke_exception *e);

#endif
