/*
 * stream.h - the streams of stdio.h: where they are, and bytes from and to them.
 *
 * A stream is known to a lab by an address at which nothing is. Input is text: \r\n is read as \n, and what follows a
 * Ctrl-Z is not read, as a program for Windows has it; so are files that are not opened as binary, into which \n is written
 * as \r\n. Standard output is the lab's text and goes to the recorder, as on the real side; standard error goes past both.
 * Files are those of the run (host/folder.h).
 *
 * Knows of: cpu/exec, cpu/library, crt, host/folder, host/input, host/output. Used by: conio, desk, errors,
 * file, print, scan, stdio, stdlib.
 */
#ifndef FAULTLAB_SIM_STREAM_H
#define FAULTLAB_SIM_STREAM_H

#include "sim/cpu/library.h"
#include "sim/host/folder.h"

/* As stdin, stdout and stderr of include/stdio.h have them. */
#define STREAM_IN  0x100
#define STREAM_OUT 0x130
#define STREAM_ERR 0x160
#define STREAM_STEP (STREAM_OUT - STREAM_IN)

/* What a stream is opened for. */
struct stream_mode { bool read, write, append, text; };

/* A stream on an open file, which it closes; 0: too many are open. */
uint64_t stream_open(struct cpu *cpu, struct folder_file *file, struct stream_mode mode);

/* False: it is none, and what it points at was accessed; or it is a standard one. */
bool stream_close(struct cpu *cpu, uint64_t stream);

/* False: it is none, and what it points at was accessed; it is not to be written; or there is no room. */
bool stream_put(struct cpu *cpu, uint64_t stream, const char *text, size_t size_bytes);

int stream_get(struct cpu *cpu, uint64_t stream);       /* the next byte, or -1: no more, or no stream that can be read */
void stream_unget(struct cpu *cpu, uint64_t stream, int byte);
int stream_peek(struct cpu *cpu, uint64_t stream);

/* The state of a stream. NULL: it is none, and what it points at was accessed. */
struct library_stream *stream_state(struct cpu *cpu, uint64_t stream);

#endif
