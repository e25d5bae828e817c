/* input.c - see input.h. */
#include "sim/host/input.h"

#include <errno.h>
#include <unistd.h>

static bool fill(struct input *in)
{
	while (in->next == in->used && !in->ended) {
		ssize_t n = read(in->fd, in->buffer, sizeof in->buffer);

		if (n < 0 && errno == EINTR)
			continue;
		in->ended = n <= 0;
		in->next = 0;
		in->used = n > 0 ? (size_t)n : 0;
	}
	return in->next < in->used;
}

int input_peek(struct input *in)
{
	return fill(in) ? in->buffer[in->next] : -1;
}

int input_byte(struct input *in)
{
	return fill(in) ? in->buffer[in->next++] : -1;
}
