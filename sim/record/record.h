/*
 * record.h - the simulator's story, told as a trace.
 *
 * Between the model and core's trace writer: it watches calls, exceptions and
 * output, asks the model what VirtualQuery would say and what no program can
 * see, and writes the events of docs/reference/trace.md. It is also the one that notices
 * a lab whose filter continues for ever. Nothing in the model depends on it.
 *
 * Invariants
 *   RECORD-1  an event's memory is the memory at that moment; a filter that continues is
 *       written when its instruction has run again, or just before the event that comes instead
 *   RECORD-2  reservations are known whether a trace is written or not
 *   RECORD-3  while one is written, and from the first exception on, the machine tells of every entry and descriptor that is
 *       written, so that only what may have changed is asked again
 *
 * record.c writes the events; memory.c, machine.c and trees.c tell what is in them, repeat.c looks for the endless.
 *
 * Knows of: core/calls, core/handles, core/names, core/places, core/printed, heaps, ke/dispatch, machine,
 * memory, mm/vm, nt/memtype, repeat, rest, trees. Used by: heaps, machine, memory, repeat, cpu/.
 */
#ifndef FAULTLAB_SIM_RECORD_H
#define FAULTLAB_SIM_RECORD_H

#include "core/handles.h"
#include "core/names.h"
#include "core/places.h"
#include "core/calls.h"
#include "sim/ke/dispatch.h"
#include "sim/mm/vm.h"
#include "sim/record/rest.h"
#include "sim/record/trees.h"

#define REPEATS_MAX    100     /* same exception, nothing changed: the next one ends the lab */
#define SAME_MAX       10000   /* same exception, and the reservations have not changed */
#define RECORD_NOW     946684800       /* what time() says: there is no clock, and it is always the same second */
#define RESOLVED_MAX   256     /* told one by one in an event */

/* What the machine was given less of than it has by itself; -1 and NULL: nothing was said. */
struct record_limits { int64_t frames, pagefile, ws_max; const char *policy; };

struct heaps;
struct recorder {
	struct trace trace;
	struct places places;
	struct handles handles;
	struct vm *vm;
	bool on;                        /* a trace is being written */
	int64_t *budget;                /* lab operations left, of which telling takes some; NULL: no limit */

	/* RECORD-1: the filter's answer that waits for its retry */
	bool pending;
	struct ke_asked pending_asked;
	unsigned continuing;            /* continue handlers are being called: so many dispatches deep */
	struct ke_exception pending_of; /* as it was when the filter answered */
	bool retried;                   /* it is written because the retry is done */
	bool untold;                    /* it is written before anybody knows of the retry */

	/* the exception being dispatched */
	bool trap_in_hand;              /* its trap is counted, but its event is not written yet */
	bool dispatching;
	uint64_t fault_va;

	/* what the event before said of the watched address: `before` of the next one */
	uint64_t watched;
	struct walk watched_walk;
	size_t watched_charge;

	struct resolved resolved[RESOLVED_MAX];
	size_t resolved_count;
	struct rest resolved_rest;
	struct moved moved[RESOLVED_MAX];      /* frames from list to list, in order */
	size_t moved_count;
	struct rest moved_rest;
	size_t place;                           /* that was asked for last */
	struct vm_counters told;                /* the lists as the event before told them */
	bool lists_told;                        /* in some event */
	uint64_t charged_before;                /* pages that were charged when main started */
	struct trees trees;
	bool watching;                          /* RECORD-3 */

	const struct heaps *heaps;              /* of the lab; NULL: it has none yet */
	uint64_t heaps_told;                    /* their version then */

	/* endless filters */
	uint32_t repeat_code;
	uint64_t repeat_access, repeat_address, repeat_digest, repeat_instruction;
	uint64_t repeat_contents;       /* 0: not asked yet */
	uint64_t data_base;             /* where the lab's variables begin */
	uint64_t outputs;               /* how often the lab has printed */
	unsigned repeats, same;         /* nothing has changed; the reservations have not */
	bool changed;                   /* a call has changed memory since the last exception */
	bool continued;                 /* the last answer to the last exception was to continue */

	struct record_limits limits;

	void (*tell_variables)(void *context, struct trace *t);         /* NULL: nobody knows any */
	void *variables;
	void (*tell_stack)(void *context, struct trace *t);             /* NULL: nobody knows any */
	uint64_t (*stack_pointer)(void *context);
	void *stack;

	uint32_t (*line_of)(void *context, uint64_t code_address);      /* line of a code address */
	const char *(*function_of)(void *context, uint64_t code_address);
	void *context;
};

/* `trace_sink` NULL: no trace, only what RECORD-2 needs. */
void record_start(struct recorder *r, struct vm *vm, bool (*trace_sink)(void *, const char *, size_t), void *sink_context);
void record_free(struct recorder *r);
void record_begin(struct recorder *r, const char *lab, const char *source, int args, const char *const *arg);

/* A call: record_before() and, if it is about an address, record_about() before it takes effect; then record_call(), which tells
 * it as core/calls.h says. `out`: what it wrote through pointers, NULL if nothing. */
void record_before(struct recorder *r);
void record_about(struct recorder *r, uint64_t address);
void record_call(struct recorder *r, enum call_id call, uint32_t line, const uint64_t *arg, uint64_t result, uint32_t error,
                 const uint64_t *out);

/* Reservations come and go (RECORD-2). */
void record_reserved(struct recorder *r, uint64_t address);
void record_released(struct recorder *r, uint64_t address);

/* From now on the machine tells (RECORD-3). */
void record_watch(struct recorder *r);

/* A call may have changed memory: an exception that comes again after that is no repetition. */
void record_changed(struct recorder *r);

void record_output(struct recorder *r, uint32_t line, const char *text, size_t size_bytes);
void record_exit(struct recorder *r, uint32_t code, const char *reason);

/* The watcher of exception dispatch. */
bool record_raised(struct recorder *r, const struct ke_exception *e);
void record_answered(struct recorder *r, const struct ke_exception *e, const struct ke_asked *asked);
void record_retried(struct recorder *r);       /* what was continued has run: the moment of the filter's event (RECORD-1) */
void record_handler(struct recorder *r, const struct ke_exception *e, const struct ke_scope *scope);
/* The continue handlers are called now, or have been; one of them has answered. */
void record_continuing(struct recorder *r, bool begins);
void record_continued(struct recorder *r, uint64_t handler, enum disposition answer);
void record_finally(struct recorder *r, const struct ke_scope *scope, bool abnormal);
void record_unhandled(struct recorder *r, const struct ke_exception *e);

/* An exception about memory: its first two parameters are the access and the address. */
bool record_is_memory(const struct ke_exception *e);

#endif
