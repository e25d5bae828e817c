/*
 * memory.h - where the simulator's memory comes from: the C library, and if that has none, the simulator ends.
 *
 * Compiled into every file of the simulator (core/enough.h says how), so none of them includes it.
 *
 * Invariants
 *   MEMORY-1  no allocation gives NULL
 *   MEMORY-2  without memory the simulator says so, removes what it has half written, and ends with EXIT_NO_MEMORY
 *
 * Knows of: core/enough, exit_status. Used by: exercise/, main, replay/.
 */
#ifndef FAULTLAB_SIM_MEMORY_H
#define FAULTLAB_SIM_MEMORY_H

#include <stddef.h>

_Noreturn void sim_out_of_memory(size_t bytes);
#define OUT_OF_MEMORY(bytes) sim_out_of_memory(bytes)

/*
 * `undo` is called before the simulator ends for want of memory: it allocates nothing, and may run in any thread. NULL: there is nothing
 * to undo. What was called until now is returned: who comes later puts it back, and calls it from his own.
 */
typedef void memory_undo(void);
memory_undo *sim_memory_undo(memory_undo *undo);

#include "core/enough.h"

#endif
