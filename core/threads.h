/*
 * threads.h - the threads of a real lab, as its trace numbers them.
 *
 * A thread gets its number when it is created: the tracer stands in front of CreateThread, for the lab and for the C library,
 * makes the thread suspended, writes down who it is, and lets it run. One that comes into being otherwise gets the next number
 * with its first event. What the tracer remembers between two moments of one thread is here, a block a thread.
 *
 * One thread at a time has the tracer (tracer_take()). A thread that were suspended or ended while it has it would keep it for
 * ever; so the tracer stands in front of SuspendThread and TerminateThread, too, and takes itself before it lets them work.
 *
 * Invariants
 *   THREADS-1  the first thread is 1, and no two threads have one number
 *   THREADS-2  nobody is suspended or ended by another thread of the lab while it has the tracer
 *
 * Knows of: tracer. Used by: tracer.
 */
#ifndef FAULTLAB_THREADS_H
#define FAULTLAB_THREADS_H

#include <stdbool.h>
#include <stdint.h>
#include <windows.h>

#define THREADS_MOST 100000             /* a trace has no higher number */
#define THREADS_CHOSEN 256

struct thread {
	struct thread *next;            /* created before it */
	DWORD id;
	uint32_t number;
	uintptr_t stack_low, stack_high;        /* the bounds of its stack; 0: it has not been here */

	bool telling;           /* a hook tells of what it prints: library.c is not to */
	bool pending;           /* a filter continues: its event is still to be written */
	uint32_t pending_line;
	const char *pending_by; /* who answered: NULL is a filter */
	bool stepping;          /* and the trap flag, which the lab has not set, stands in the context that goes on */

	struct {                /* its newest exception (SEH-1) */
		DWORD code;
		ULONG_PTR access, address;
		uint64_t digest, contents;      /* 0: not asked yet */
		unsigned same;  /* how often it came with the reservations as they were */
		uint64_t turn;  /* tracer.turns then */
		unsigned repeats;
		bool continued;
	} last;
	struct {
		uint32_t line;
		DWORD code;
	} chosen[THREADS_CHOSEN];       /* handlers that will run, innermost last */
	unsigned chosen_count;
	CONTEXT caller;         /* of the C library; not on the lab's stack, it is large */
};

/* The caller's. The tracer's own thread speaks for the first one, and remembers nothing. */
struct thread *threads_self(void);
struct thread *threads_newest(void);            /* and by `next` all of them */
bool threads_own_stack(uint64_t address);       /* does it lie in the stack of one that has been here? */

void threads_begin(void);                       /* in the first thread, before all else */
void threads_start(void);                       /* from here on threads are the lab's */
void threads_is_tracer(void);                   /* the caller is none of the lab's */

HANDLE WINAPI threads_create(SECURITY_ATTRIBUTES *security, SIZE_T stack, LPTHREAD_START_ROUTINE start, void *argument,
                             DWORD flags, DWORD *id);
DWORD WINAPI threads_suspend(HANDLE thread);
BOOL WINAPI threads_terminate(HANDLE thread, DWORD code);

#endif
