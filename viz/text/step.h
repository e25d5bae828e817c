/*
 * step.h - going through the steps of a lab in a terminal, key by key.
 *
 * Here are the keys and where they lead; what is then to be seen is screen.h.
 *
 * Knows of: base/terminal, screen, show. Used by: command_step.
 */
#ifndef VIZ_STEP_H
#define VIZ_STEP_H

#include "viz/text/show.h"

/* Begin at picture `first`, until the user has enough. The exit status. */
int step_run(struct show *s, size_t first, bool ascii);

#endif
