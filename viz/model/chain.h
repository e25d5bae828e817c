/*
 * chain.h - the panel of the search and the unwinding: who is asked about an exception, in which order, and what is left behind.
 *
 * It stands in the place of the page walk, in the steps that are about handlers and not about a page: a handler
 * that passes the exception on, an answer that leaves calls behind, a termination block, a handler that runs.
 * The rows are in the order of asking: vectored handlers, then the calls as they stood when the exception was raised,
 * innermost first, with each open block of a __try, then the last filter. Nobody leaves the list: who is gone is said to be.
 *
 * Invariants
 *   CHAIN-1  before somebody has answered to execute a handler, no row is unwound (DISPATCH-2 of the simulator, in the picture)
 *   CHAIN-2  a row says what the traces say of it, or that it is not known yet
 *
 * Knows of: building, path, words. Used by: model.
 */
#ifndef VIZ_MODEL_CHAIN_H
#define VIZ_MODEL_CHAIN_H

#include "viz/model/building.h"

/* The panel of the exception of `s` as it is at `row`, at or after it. has_chain stays false if there is nothing to show. */
void chain_of(struct building *b, struct picture *f, const struct story *s, size_t row);

#endif
