/* output.c - see output.h. */
#include "sim/host/output.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

bool output_flush(struct output *o)
{
	size_t done = 0;

	while (!o->failed && done < o->used) {
		ssize_t n = write(o->fd, o->buffer + done, o->used - done);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			o->failed = true;
			o->error = errno;
		} else {
			done += (size_t)n;
		}
	}
	o->used = 0;
	return !o->failed;
}

void output_write(struct output *o, const char *text, size_t size_bytes)
{
	bool line = o->by_line && memchr(text, '\n', size_bytes);

	while (size_bytes > 0 && !o->failed) {
		size_t n = sizeof o->buffer - o->used;

		if (n > size_bytes)
			n = size_bytes;
		memcpy(o->buffer + o->used, text, n);
		o->used += n;
		text += n;
		size_bytes -= n;
		if (o->used == sizeof o->buffer)
			output_flush(o);
	}
	if (line)
		output_flush(o);
}
