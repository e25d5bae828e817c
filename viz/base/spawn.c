/* spawn.c - see spawn.h: what is the same on every host. */
#include "viz/base/spawn.h"

#include <stdlib.h>

unsigned spawn_seconds(const struct spawn_watch *watch)
{
	const char *patience = getenv("FAULTLAB_PATIENCE");
	long seconds = patience ? strtol(patience, NULL, 10) : 0;

	return seconds > 0 && seconds < 100000 ? (unsigned)seconds : watch && watch->seconds ? watch->seconds : SPAWN_SECONDS;
}

const char *spawn_fate(const struct spawn_watch *watch)
{
	static char text[160];

	if (watch->hung)
		snprintf(text, sizeof text, "did not end within %u seconds and was ended", watch->hung);
	else if (watch->signal)
		snprintf(text, sizeof text, "was killed by signal %d%s", watch->signal,
		         watch->signal == 9 ? ", by another process or because memory ran out" : "");
	else
		snprintf(text, sizeof text, "ended with status %d", watch->status);
	return text;
}
