/* memory.c - see memory.h. */
#include "sim/host/memory.h"

#include "sim/host/exit_status.h"

#include <stdio.h>
#include <unistd.h>

static void (*undo_half_written)(void);

void sim_memory_undo(void (*undo)(void))
{
	undo_half_written = undo;
}

void sim_out_of_memory(size_t bytes)
{
	void (*undo)(void) = undo_half_written;
	char text[200];
	int size = snprintf(text, sizeof text, "sim: the host has no memory left (%zu bytes more were wanted); "
	                    "end other programs, or raise the limit (ulimit -v)\n", bytes);

	if (undo) {
		undo_half_written = NULL;               /* which may fail, too */
		undo();
	}
	if (write(STDERR_FILENO, text, (size_t)size) < 0)
		_exit(EXIT_NO_MEMORY);
	_exit(EXIT_NO_MEMORY);
}
