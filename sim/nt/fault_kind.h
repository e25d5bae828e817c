/*
 * fault_kind.h - the kinds of page faults.
 *
 * The fault path decides (../mm/fault.c), an exception carries what it said, and the
 * recorder tells it: nobody guesses it again.
 *
 * Knows of: nothing. Used by: ke/, mm/.
 */
#ifndef FAULTLAB_SIM_FAULT_KIND_H
#define FAULTLAB_SIM_FAULT_KIND_H

enum fault_kind {
	FAULT_NONE,
	/* resolved by the kernel: the program never notices */
	FAULT_DEMAND_ZERO, FAULT_TRANSITION, FAULT_HARD, FAULT_COPY_ON_WRITE, FAULT_STACK_GROWTH,
	FAULT_PROTOTYPE,                /* on a view: told as demand-zero, transition or hard, as its section finds it */
	/* raised to the program */
	FAULT_NO_ACCESS,                /* free, reserved, PAGE_NOACCESS, kernel or non-canonical address */
	FAULT_PROTECTION, FAULT_NO_EXECUTE, FAULT_GUARD, FAULT_STACK_OVERFLOW,
	FAULT_IN_PAGE                   /* no frame could be had: STATUS_IN_PAGE_ERROR / NO_MEMORY */
};

/* "demand-zero", "no-access" ...: the words of docs/reference/trace.md. */
const char *fault_kind_name(enum fault_kind kind);

#endif
