/*
 * spawn.c - see viz/base/spawn.h: in a browser page there is one other program, Graphviz, and the page has it. It is
 * called like a function, and is done when spawn_start() returns.
 */
#include "viz/base/spawn.h"

#include <errno.h>

/* Of the page: 0 if the program ended well, else an errno (viz/web/worker.js). */
__attribute__((import_module("faultlab"), import_name("start")))
int web_start(char *const argv[], const char *folder, int errors);

int spawn_start(volatile spawn_id *id, char *const argv[], const struct spawn *how)
{
	int error;

	fflush(how->errors);
	error = web_start(argv, how->folder ? how->folder : "", fileno(how->errors));
	*id = !error;
	return error;
}

bool spawn_wait(spawn_id id, struct spawn_watch *watch)
{
	if (watch) {
		watch->status = id ? 0 : 1;
		watch->signal = 0;
		watch->hung = 0;
	}
	return id != 0;
}

void spawn_signal(spawn_id id, int signal)
{
	(void)id, (void)signal;
}

/* Every word stands in our own memory. */
size_t spawn_room(void)
{
	return (size_t)1 << 20;
}
