#include "sim/replay/source.h"

#include "sim/host/host.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool source_open(struct source *s, const char *name)
{
	struct stat st;
	off_t at;

	*s = (struct source){ .name = name, .fd = STDIN_FILENO };
	if (strcmp(name, "-") != 0)
		s->fd = open(name, O_RDONLY | O_CLOEXEC);
	if (s->fd < 0 || fstat(s->fd, &st) != 0)
		return false;
	if (S_ISDIR(st.st_mode)) {
		errno = EISDIR;
		return false;
	}
	s->head = malloc(SOURCE_HEAD_BYTES);
	if (s->head == NULL)
		return false;
	at = lseek(s->fd, 0, SEEK_CUR);
	s->is_regular = S_ISREG(st.st_mode) && at >= 0;
	if (s->is_regular) {
		s->start = (uint64_t)at;
		s->end = st.st_size > at ? (uint64_t)st.st_size : s->start;
	}
	return true;
}

void source_close(struct source *s)
{
	if (s->fd > STDIN_FILENO)
		close(s->fd);
	s->fd = -1;
	free(s->head);
	s->head = NULL;
}

static ssize_t read_some(struct source *s, void *to, size_t room)
{
	ssize_t n;

	do
		n = read(s->fd, to, room);
	while (n < 0 && errno == EINTR);
	if (n < 0)
		s->error = errno;
	return n;
}

bool source_look(struct source *s)
{
	while (s->used < SOURCE_HEAD_BYTES) {
		ssize_t n = read_some(s, s->head + s->used, SOURCE_HEAD_BYTES - s->used);

		if (n < 0)
			return false;
		if (n == 0)
			break;
		s->used += (size_t)n;
	}
	return true;
}

ssize_t source_read(struct source *s, void *to, size_t room)
{
	size_t n = s->used - s->taken;

	if (n == 0)
		return read_some(s, to, room);
	if (n > room)
		n = room;
	memcpy(to, s->head + s->taken, n);
	s->taken += n;
	return (ssize_t)n;
}

ssize_t source_fill(struct source *s, void *to, size_t room)
{
	size_t done = 0;

	while (done < room) {
		ssize_t n = source_read(s, (char *)to + done, room - done);

		if (n < 0)
			return -1;
		if (n == 0)
			break;
		done += (size_t)n;
	}
	return (ssize_t)done;
}

bool source_shrank(const struct source *s)
{
	struct stat st;

	return s->is_regular && fstat(s->fd, &st) == 0 && (uint64_t)st.st_size < s->end;
}
