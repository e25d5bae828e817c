/*
 * exit_status.h - how the simulator itself ends; a lab that ends has the exit code that it chose.
 *
 * Knows of: nothing. Used by: memory, cpu/, exercise/, lang/, main, replay/.
 */
#ifndef FAULTLAB_SIM_EXIT_STATUS_H
#define FAULTLAB_SIM_EXIT_STATUS_H

enum {
	EXIT_DONE      = 0,
	EXIT_FAILED    = 1,             /* the host: a full disk, a file that cannot be written */
	EXIT_BAD_INPUT = 2,
	EXIT_BROKEN    = 70,            /* an invariant of the model does not hold */
	EXIT_NO_MEMORY = 71,            /* the host gave none (memory.h) */
	EXIT_ENDLESS   = 124            /* the lab did not end, or cannot go on in here */
};

#endif
