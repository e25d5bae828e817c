/*
 * step.h - going through the steps of a lab in a terminal, key by key.
 *
 * The screen is made of the panels of show.h. Title, sentence and address space
 * stay at the top; the other panels stand below in a page that scrolls. Each
 * panel keeps the height that its largest step needs, so that from step to step
 * nothing moves but what changed.
 *
 * Invariants
 *   P1  each screen is written at once, and is not larger than the terminal
 *
 * Knows of: show.h, typeset.h, terminal.h. Used by: command_step.
 */
#ifndef VIZ_STEP_H
#define VIZ_STEP_H

#include "viz/text/show.h"

/* Begin at picture `first`, until the user has enough. The exit status. */
int step_run(struct show *s, size_t first, bool ascii);

#endif
