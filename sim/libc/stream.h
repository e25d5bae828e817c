/*
 * stream.h - the streams of stdio.h: where they are, and bytes from and to them.
 *
 * A stream is known to a lab by an address at which nothing is. Input is text: \r\n is read as \n, and what follows a
 * Ctrl-Z is not read, as a program for Windows has it. Standard output is the lab's text and goes to the recorder, as on the real
 * side; standard error goes past both.
 *
 * Knows of: cpu/library, crt, host/input, host/output. Used by: conio, desk, errors, print, scan, stdio,
 * stdlib.
 */
#ifndef FAULTLAB_SIM_STREAM_H
#define FAULTLAB_SIM_STREAM_H

#include "sim/cpu/library.h"

/* As stdin, stdout and stderr of include/stdio.h have them. */
#define STREAM_IN  0x100
#define STREAM_OUT 0x130
#define STREAM_ERR 0x160

/* False: it is none, and what it points at was accessed. */
bool stream_put(struct cpu *cpu, uint64_t stream, const char *text, size_t size_bytes);

int stream_get(struct cpu *cpu, uint64_t stream);       /* the next byte, or -1: no more, or no stream that can be read */
void stream_unget(struct cpu *cpu, uint64_t stream, int byte);
int stream_peek(struct cpu *cpu, uint64_t stream);

bool stream_ended(struct cpu *cpu, uint64_t stream);    /* feof, ferror */
bool stream_failed(struct cpu *cpu, uint64_t stream);
void stream_clear(struct cpu *cpu, uint64_t stream);

#endif
