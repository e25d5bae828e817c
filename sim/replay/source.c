/* source.c - see source.h. */
#include "sim/replay/source.h"

#include "sim/host/host.h"
#include "sim/replay/packed.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool source_open(struct source *s, const char *name)
{
	struct stat st;
	off_t at;

	*s = (struct source){ .name = name, .fd = STDIN_FILENO, .packed = -1 };
	if (strcmp(name, "-") != 0)
		s->fd = open(name, O_RDONLY | O_CLOEXEC);
	if (s->fd < 0 || fstat(s->fd, &st) != 0)
		return false;
	if (S_ISDIR(st.st_mode)) {
		errno = EISDIR;
		return false;
	}
	s->head = malloc(SOURCE_HEAD_BYTES);
	if (!s->head)
		return false;
	at = lseek(s->fd, 0, SEEK_CUR);
	s->is_regular = S_ISREG(st.st_mode) && at >= 0;
	if (s->is_regular) {
		s->start = (uint64_t)at;
		s->end = st.st_size > at ? (uint64_t)st.st_size : s->start;
	}
	return true;
}

bool source_unpack(struct source *s)
{
	unsigned char head[PACKED_HEAD];
	ssize_t n = s->is_regular ? read(s->fd, head, sizeof head) : 0;
	int fd;

	if (n > 0)
		lseek(s->fd, (off_t)s->start, SEEK_SET);
	s->packer = n > 0 ? packed_by(head, (size_t)n) : NULL;
	if (!s->packer)
		return true;
	fd = sim_host_unpack(s->packer, s->fd, &s->process);
	if (fd < 0) {
		snprintf(s->why, sizeof s->why, "is packed by %s, which %s; unpack it first", s->packer,
		         errno == ENOENT ? "is not installed" : "cannot be started here");
		return false;
	}
	s->packed = s->fd;
	s->fd = fd;
	s->is_regular = false;
	return true;
}

const char *source_why(const struct source *s)
{
	return *s->why ? s->why : strerror(s->error);
}

void source_close(struct source *s)
{
	if (s->fd > STDIN_FILENO)
		close(s->fd);
	if (s->packed > STDIN_FILENO)
		close(s->packed);
	if (s->process)
		sim_host_unpacked(s->process);
	s->fd = s->packed = -1;
	s->process = 0;
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
	if (n == 0 && s->process) {             /* a damaged file may end anywhere: its unpacker knows */
		bool good = sim_host_unpacked(s->process);

		s->process = 0;
		if (!good) {
			snprintf(s->why, sizeof s->why, "%s could not unpack it: it is damaged or cut", s->packer);
			return -1;
		}
	}
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
