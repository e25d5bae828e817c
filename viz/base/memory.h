/*
 * memory.h - where viz's memory comes from: the C library, and if that has none, viz ends.
 *
 * Compiled into every file of viz (core/enough.h says how), so none of them includes it.
 *
 * Invariants
 *   MEMORY-1  no allocation gives NULL
 *   MEMORY-2  without memory viz says so, removes what it has half written, and ends with EXIT_NO_MEMORY
 *
 * Knows of: command, core/enough. Used by: draw/, main.
 */
#ifndef VIZ_MEMORY_H
#define VIZ_MEMORY_H

#include <stddef.h>

_Noreturn void viz_out_of_memory(size_t bytes);
#define OUT_OF_MEMORY(bytes) viz_out_of_memory(bytes)

/*
 * `undo` is called before viz ends for want of memory: it allocates nothing, and may run in any thread. NULL: there is nothing
 * to undo. What was called until now is returned: who comes later puts it back, and calls it from his own.
 */
typedef void memory_undo(void);
memory_undo *viz_memory_undo(memory_undo *undo);

/* malloc as a function, for a library that is told where to get its memory. */
void *viz_malloc(size_t bytes);

#include "core/enough.h"

#endif
