/*
 * input.h - what the lab reads: the standard input of the run, or a file in its place, byte by byte.
 *
 * Nothing is read before the lab asks, so a lab that asks nothing waits for nobody.
 */
#ifndef FAULTLAB_SIM_INPUT_H
#define FAULTLAB_SIM_INPUT_H

#include <stdbool.h>
#include <stddef.h>

struct input {
	int fd;
	unsigned char buffer[4096];
	size_t used, next;
	bool ended;
};

int input_byte(struct input *in);       /* the next one, or -1: there is no more */
int input_peek(struct input *in);       /* the same, and it stays the next one */

#endif
