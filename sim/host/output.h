/*
 * output.h - what the lab prints: gathered, written in large pieces, and checked.
 */
#ifndef FAULTLAB_SIM_OUTPUT_H
#define FAULTLAB_SIM_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>

struct output {
	int fd;
	char buffer[1 << 16];
	size_t used;
	bool by_line;           /* somebody reads along: what has ended with a newline is written at once */
	bool failed;            /* a write failed; nothing more is written */
	int error;              /* errno of that */
};

void output_write(struct output *o, const char *text, size_t size_bytes);
bool output_flush(struct output *o);

#endif
