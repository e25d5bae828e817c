/* recording.c - see sim/host/recording.h: there is no Valgrind here. */
#include "sim/host/recording.h"

#include <stdio.h>

bool recording_start(struct recording *r, char *const *argv, char *why, size_t room)
{
	(void)argv;
	*r = (struct recording){ .fd = -1 };
	snprintf(why, room, "Valgrind, which records a program, runs on Linux only; a trace that was recorded there can be replayed here");
	return false;
}

long recording_read(struct recording *r, void *to, size_t size_bytes, bool (*goes_on)(void *context), void *context)
{
	(void)r, (void)to, (void)size_bytes, (void)goes_on, (void)context;
	return -1;
}

bool recording_runs(long process)
{
	(void)process;
	return false;
}

void recording_end(struct recording *r)
{
	(void)r;
}
