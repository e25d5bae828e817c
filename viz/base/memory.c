/* memory.c - see memory.h. */
#include "viz/base/memory.h"

#include "viz/base/command.h"

#include <stdio.h>
#include <unistd.h>

static memory_undo *undo_half_written;

memory_undo *viz_memory_undo(memory_undo *undo)
{
	memory_undo *before = undo_half_written;

	undo_half_written = undo;
	return before;
}

void viz_out_of_memory(size_t bytes)
{
	memory_undo *undo = undo_half_written;
	char text[200];
	int size = snprintf(text, sizeof text, "viz: the host has no memory left (%zu bytes more were wanted); "
	                    "end other programs, or raise the limit (ulimit -v)\n", bytes);

	if (undo) {
		undo_half_written = NULL;               /* which may fail, too */
		undo();
	}
	if (write(STDERR_FILENO, text, (size_t)size) < 0)
		_exit(EXIT_NO_MEMORY);
	_exit(EXIT_NO_MEMORY);
}

void *viz_malloc(size_t bytes)
{
	return enough_malloc(bytes);
}
