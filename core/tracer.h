/*
 * tracer.h - the tracer that is linked into a real lab.
 *
 * The lab runs on the real system; the tracer only listens. It gets control in
 * three ways: a hook that weave.c put into the lab's text, the first vectored
 * exception handler, and the last-chance exception filter. Each time it looks
 * at the lab's memory through VirtualQuery and QueryWorkingSetEx, writes one
 * line, and goes away again without a mark.
 *
 * A filter that answers EXCEPTION_CONTINUE_EXECUTION is remembered and written
 * when the instruction has run again, since only the retry makes the page resident:
 * the processor's trap flag gives control back right behind it. If the retry raises
 * an exception instead, the filter is written before that.
 *
 * Invariants
 *   TRACER-1  the lab sees the same last error with and without the tracer
 *   TRACER-2  the tracer's own memory comes from the top of the address space, or was
 *       taken before main: it never lies behind a reservation of the lab
 *   TRACER-3  between tracer_enter() and tracer_leave() no code of the lab runs
 *   TRACER-4  the trace ends in `exit` or `unhandled`, unless the process was killed
 *   TRACER-5  its code and data stand on no page of the lab's (own.lds), and it takes no more of the lab's stack than
 *       a small function does (aside.h): a lab may do what it likes with what is its own
 *   TRACER-6  a lab prints and returns the same with and without the tracer (tests/traced)
 *
 * What a lab can notice: its image has three sections more and another size, so addresses of its variables differ, as do
 * numbers of handles; there are more pages in use at the top of the address space; and a stack that is
 * used up by exceptions within exceptions lasts a few of them less.
 *
 * The files: tracer.c life and events, watch.c time limits, view.c the lab's memory, what.c numbers that it
 * prints, lines.c from an address to a line, seh.c exceptions, chain.c who can be asked about them, vectored.c the
 * handlers of no frame, threads.h who is who, hook.h the calls, output.c printf, library.c what the C library asks of the system, aside.h
 * the tracer's stack. Knows of: handles, names, places, printed, trace. Source: docs/reference/sources.md, [wine], [seh].
 */
#ifndef FAULTLAB_TRACER_H
#define FAULTLAB_TRACER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <windows.h>

#include "aside.h"
#include "handles.h"
#include "names.h"
#include "places.h"
#include "printed.h"
#include "threads.h"
#include "trace.h"

#define CLOCKS 4                /* system time, seconds since 1970, ticks, the performance counter */
#define STOPPED 124             /* exit code of a lab that was stopped */

struct tracer {
	struct trace trace;
	struct places places;
	struct handles handles; /* of the lab's sections */
	HANDLE file;            /* the trace; INVALID_HANDLE_VALUE: nobody wants it */
	char lab[256];          /* the lab's file name */
	bool wine;              /* page faults are not counted there */
	DWORD thread;           /* the lab's */
	HANDLE main_thread;
	uintptr_t own_low, own_high;            /* the tracer's own pages in the lab's image (own.lds); 0, 0: none */
	uint64_t start[CLOCKS]; /* the clocks when the lab started, see tracer_what() */
	uint32_t line;          /* of the newest event */
	volatile LONG inside;   /* TRACER-3: the thread in which the tracer has control; 0: in none */
	struct thread *self;    /* whose it is, or was last */
	uint64_t turns;         /* how often another thread has taken it */
	bool ended;             /* `exit` or `unhandled` was written, or is being written */
	bool closed;            /* and nothing comes after it, whatever other threads still do */
	bool stale;             /* the lab ran since the view was taken */
	uint64_t events, bytes; /* written so far */
	uint64_t outputs;       /* how often the lab has printed */
};

extern struct tracer tracer;

/* Take control: returns the lab's last error, for tracer_leave() (TRACER-1, TRACER-3). Writes a pending filter. */
DWORD tracer_enter(void);
void tracer_take(void);
bool tracer_is_inside(void);            /* it has control in this thread */
void tracer_leave(DWORD last_error);

/* Open an event; tracer_close() adds regions and counters and writes it. */
struct trace *tracer_event(const char *type, uint32_t line);
void tracer_close(void);

/* End the lab: `exit` 124 with this reason, a message, and the process is gone. */
void tracer_stop(uint32_t line, const char *reason) __attribute__((noreturn));

/* The trace cannot be written: the process is gone, with a message. */
void tracer_give_up(void) __attribute__((noreturn));

/* Write the `exit` event, once. */
void tracer_exit(uint32_t line, int64_t code);

extern uint32_t tracer_exit_line;       /* where the lab called exit(), _exit() or abort() last */

/* A number that core/run has set in the environment; 0: none. */
unsigned tracer_setting(const char *name);

/* watch.c: begin to watch the lab's thread. */
void watch_start(void);

/* The lab's thread stands still, at a moment when the tracer is not in the middle of a line (TRACER-3). From another one. */
void tracer_seize(void);

/* Memory of the tracer's own (TRACER-2), NULL if there is none; never freed by the lab. */
void *tracer_memory(size_t size_bytes);
void tracer_forget(void *memory);

/* Text on standard error, past the C library; NULL ends the list. */
void tracer_say(const char *text, ...);

/* what.c: what a number is that the lab has printed (a printed_what of printed.h). */
const char *tracer_what(void *context, uint64_t value);
void tracer_start_clocks(void);

/* output.c: the event of what was printed. */
void output_tell(uint32_t line, const char *text, size_t size_bytes);

/* library.c: stand in front of what the C library asks the system for. */
void library_start(void);

/* view.c: regions and counters of the open event, and a digest of what regions would say. */
void view_write(struct trace *t);
uint64_t view_digest(void);

/* lines.c: the line of the lab that `context` is in, found through its callers if need be; 0 if none. */
uint32_t lines_of(const CONTEXT *context);
uint32_t lines_at(uint64_t address);                    /* of an address in its code */
bool lines_known(void);                                 /* false where the lab was compiled without its table of lines */

/* vectored.c: as AddVectoredExceptionHandler and RemoveVectoredExceptionHandler do, and what the handlers answer is told. */
void *vectored_add(ULONG first, PVECTORED_EXCEPTION_HANDLER handler);
ULONG vectored_remove(void *handle);
void *vectored_add_continue(ULONG first, PVECTORED_EXCEPTION_HANDLER handler);
ULONG vectored_remove_continue(void *handle);

unsigned vectored_count(void);                          /* handlers of the lab that are registered */

/* chain.c: who can be asked about an exception that has just been told, and whether all of them have been. */
void chain_start(void);
void chain_look(const EXCEPTION_POINTERS *pointers, uint32_t line);
void chain_passed_vectored(const EXCEPTION_POINTERS *pointers);
bool chain_asked_by_lab(void);          /* the caller was not called by the system, but by a filter of the lab */

/* seh.c: the handler at `address`, which belongs to no frame, has answered as a filter would: -1, 0, 1. */
void seh_answered(uint64_t address, const char *by, int answer, EXCEPTION_POINTERS *pointers);
void seh_continued(uint64_t address, int answer);       /* a continue handler has answered */
void seh_start(void);
void seh_tell_unhandled(uint32_t line, const EXCEPTION_RECORD *record, bool say);     /* the last event */
void seh_overflowed(void);                              /* the lab has died of a stack overflow, which nobody could be told of */
void seh_keep_first(void);                              /* our vectored handler to the front again */
LPTOP_LEVEL_EXCEPTION_FILTER seh_lab_filter(LPTOP_LEVEL_EXCEPTION_FILTER filter);
void seh_flush(void);                                   /* write the pending filter of the thread that has the tracer */
void seh_flush_all(void);                               /* and of all others: the lab has ended */
void seh_changed(void);                                 /* a call of the lab that changes memory has worked */
void seh_calls_raise(void);                             /* the next exception is the lab's own */

#endif
