/*
 * source.h - the bytes of a trace: a file, or what comes through a pipe.
 *
 * The first bytes can be looked at before they are read, to guess the format. A
 * regular file can also be mapped, a window at a time: nothing is copied, and the
 * resident set does not grow with the file. A file that was packed by gzip, xz or
 * zstd is unpacked on the way by that program, and is no regular file then.
 *
 * Knows of: host/host, packed. Used by: binary, lines.
 */
#ifndef FAULTLAB_SIM_REPLAY_SOURCE_H
#define FAULTLAB_SIM_REPLAY_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#define SOURCE_HEAD_BYTES 65536

struct source {
	int fd;
	const char *name;               /* as the user gave it */
	bool is_regular;
	uint64_t start, end;            /* of a regular file: where reading begins, where the file ended when opened */
	unsigned char *head;            /* looked at, not read yet: head[taken .. used) */
	size_t taken, used;
	int error;                      /* errno of a read that failed */
	const char *packer;             /* the program that unpacks; NULL: none */
	int packed;                     /* the file that it unpacks */
	long process;                   /* 0: none runs */
	char why[160];                  /* what is wrong with a packed file; "": nothing */
};

/* Open `name`; "-" is standard input. False with errno set; source_close() is due either way. */
bool source_open(struct source *s, const char *name);

/* If the file, not read yet, looks packed: read what it unpacks to. False if that cannot be; source_why() says why. */
bool source_unpack(struct source *s);

/* After any false or -1: why, for a person. */
const char *source_why(const struct source *s);
void source_close(struct source *s);

/* Fill the head as far as the trace goes. False with `error` set. */
bool source_look(struct source *s);

/* Read up to `room` bytes; 0 at the end, -1 with `error` set. */
ssize_t source_read(struct source *s, void *to, size_t room);

/* Read until `room` is full or the trace ends; how many bytes, or -1 with `error` set. */
ssize_t source_fill(struct source *s, void *to, size_t room);

/* Has a regular file become shorter than it was when it was opened? */
bool source_shrank(const struct source *s);

#endif
