/*
 * ledger.h - the SIDE BY SIDE panel: nine rows, what each side says, and whether it is the same.
 *
 * Begun by ledger_start(), filled by one of the two or by none, ended by
 * ledger_finish(), which settles what no side told.
 *
 * Knows of: building, path, words. Used by: model.
 */
#ifndef VIZ_MODEL_LEDGER_H
#define VIZ_MODEL_LEDGER_H

#include "viz/model/building.h"

void ledger_start(struct picture *f);
void ledger_of_fault(struct building *b, struct picture *f, const struct story *s);
void ledger_of_call(struct building *b, struct picture *f, const struct event *const e[SIDES]);

/* The counters, and the last column. `e`: the events whose addresses are compared. */
void ledger_finish(struct building *b, struct picture *f, const struct event *const e[SIDES]);

#endif
