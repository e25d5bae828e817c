/* terminal.c - see viz/base/terminal.h: a browser page has none. */
#include "viz/base/terminal.h"

#include <errno.h>
#include <stdio.h>

bool terminal_usable(void)
{
	fputs("viz: step needs a terminal; this is a page\n", stderr);
	return false;
}

bool terminal_colour(void)
{
	return false;
}

bool terminal_enter(void)
{
	errno = ENOTTY;
	return false;
}

void terminal_leave(void)
{
}

int terminal_key(void)
{
	return TK_GONE;
}

bool terminal_hurried(void)
{
	return false;
}

bool terminal_resized(void)
{
	return false;
}

void terminal_size(unsigned *columns, unsigned *rows)
{
	*columns = 80;
	*rows = 24;
}

void terminal_put(const char *text, size_t size)
{
	(void)text, (void)size;
}
