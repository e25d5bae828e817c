/*
 * what.c - what a number is that the lab has printed: an address of its stack, its heap, of an image, or the time.
 *
 * The system is asked, so nothing has to be watched. A clock's value counts if it lies between the start of the lab
 * and now. What the lab reserved itself is not told here, for it has a portable form.
 *
 * Neighbours: printed.h, tracer.h.
 */
#include "tracer.h"

#define SECONDS_1601_TO_1970 11644473600ull

static void clocks(uint64_t now[CLOCKS])
{
	FILETIME time;

	GetSystemTimeAsFileTime(&time);
	now[0] = (uint64_t)time.dwHighDateTime << 32 | time.dwLowDateTime;
	now[1] = now[0] / 10000000 - SECONDS_1601_TO_1970;
	now[2] = GetTickCount64();
	QueryPerformanceCounter((LARGE_INTEGER *)&now[3]);
}

void tracer_start_clocks(void)
{
	clocks(tracer.start);
}

static bool is_time(uint64_t value)
{
	uint64_t now[CLOCKS];

	clocks(now);
	for (int i = 0; i < CLOCKS; i++)
		if (value >= tracer.start[i] && value <= now[i])
			return true;
	return false;
}

const char *tracer_what(void *context, uint64_t value)
{
	MEMORY_BASIC_INFORMATION m;

	(void)context;
	if (is_time(value))
		return "time";
	if (threads_own_stack(value))
		return "stack";
	if (places_find(&tracer.places, value) != SIZE_MAX ||
	    VirtualQuery((void *)(uintptr_t)value, &m, sizeof m) != sizeof m || m.State == MEM_FREE)
		return NULL;
	return m.Type == MEM_IMAGE ? "image" : m.Type == MEM_PRIVATE ? "heap" : "system";
}
