/*
 * aside.h - the tracer's work on a stack of its own.
 *
 * A lab may look at its stack, fill it, protect what lies below its own frames, or have used it up. The tracer gets
 * control in the middle of all this, and what it does is no part of the lab: so it takes as little of the lab's stack as a
 * small function, and does the rest elsewhere. The system is told of the change as it is when fibers switch.
 *
 * No exception may leave the function that is called, and no code of the lab runs in it (TRACER-3).
 *
 * Knows of: nothing. Used by: tracer.
 */
#ifndef FAULTLAB_ASIDE_H
#define FAULTLAB_ASIDE_H

#include <stdbool.h>

/* Before anything else; false if there is no memory for it, and everything is done on the lab's stack then. */
bool aside_start(void);

/* Call work(argument) there, by the thread that has the tracer; on the same stack as before if this is it already. */
void aside(void (*work)(void *), void *argument);

#endif
