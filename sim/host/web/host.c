/*
 * host.c - see sim/host/host.h: in a browser page, over WASI. One thread, no signal, no other program, no clock of the
 * processor: what would need them says that it is not there, and the page sets a limit of steps instead.
 */
#include "sim/host/host.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

void sim_host_start(void)
{
}

void sim_host_on_interrupt(void (*handler)(int signal))
{
	(void)handler;
}

void sim_host_on_shrunk_file(void (*handler)(int signal))
{
	(void)handler;
}

void sim_host_limit_time(unsigned seconds, volatile sig_atomic_t *flag)
{
	(void)seconds, (void)flag;
}

/* The one stack that there is was made as deep when the program was linked. */
bool sim_host_call_deep(void (*body)(void *), void *context, size_t stack_bytes)
{
	(void)stack_bytes;
	body(context);
	return true;
}

/*
 * The engine has a stack of its own beside, of a size that a page can neither choose nor ask for, and what overflows it
 * loses the trace. 700 fit into the megabyte of Chromium and node.
 */
unsigned sim_host_nesting_max(void)
{
	return 300;
}

bool sim_host_replace(const char *from, const char *to)
{
	return rename(from, to) == 0;
}

const char *sim_host_name_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

unsigned sim_host_processors(void)
{
	return 1;
}

int sim_host_unpack(const char *program, int from, long *process)
{
	(void)program, (void)from, (void)process;
	errno = ENOSYS;
	return -1;
}

bool sim_host_unpacked(long process)
{
	(void)process;
	return false;
}
