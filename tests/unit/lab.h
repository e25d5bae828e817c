/*
 * lab.h - a lab given as text, compiled and run inside the test process.
 */
#ifndef FAULTLAB_TEST_LAB_H
#define FAULTLAB_TEST_LAB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct lab_result {
	bool compiled;
	char messages[8192];    /* of the compiler; the file is called lab.c */
	char output[8192];      /* what the lab printed */
	char *trace;            /* all events; free() it */
	uint32_t exit_code;
	bool is_unhandled, is_endless, out_of_budget;
	char limit[320];        /* what the simulator could not go on with, or empty */
	const char *broken;     /* an invariant that did not hold, or NULL: checked after every step */
};

void lab_run(const char *text, struct lab_result *result);

#endif
