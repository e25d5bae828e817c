/* book.c - see book.h. */
#include "viz/book.h"

bool book_write(const struct model *m, const char *out, const char *source, char *why, size_t room)
{
	return true;
}
