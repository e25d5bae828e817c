/*
 * dispatch.h - exception dispatch: from a raised exception to the one who takes it.
 *
 * The order is that of x64 Windows:
 *
 *   record and context go onto the stack
 *    `- vectored handlers, in the order of their list
 *        `- search pass: the filters of the frames, innermost first, nothing unwound yet
 *            `- the filter that SetUnhandledExceptionFilter has set
 *                `- the process dies of it
 *
 * Whoever answers CONTINUE_EXECUTION ends it: the instruction runs again. Before that the vectored
 * continue handlers are called, until one of them answers the same. A frame's
 * filter that answers EXECUTE_HANDLER starts the unwind pass: the termination blocks
 * of every frame in between, again from the innermost, then the handler. An exception
 * that may not be continued, but is, raises another one in its place; only vectored
 * handlers are believed. If the stack ends while the record is put onto it, that is
 * an exception of its own, which takes the first one's place; a stack that cannot be
 * written at all leaves nobody to ask.
 *
 * This module knows neither bytecode nor memory. It walks frames and calls
 * filters through `ke_machine`, and tells what happens through `ke_watch`.
 *
 * Invariants
 *   DISPATCH-1  a termination block runs at most once for one entry of its __try
 *   DISPATCH-2  between the fault and the last filter's answer nothing is unwound
 *   DISPATCH-3  `current` is the innermost exception whose dispatch has not ended
 *
 * Knows of: disposition, mmu/types, nt/exception, nt/fault_kind, nt/status, vectored. Used by: cpu/, record/.
 * Source: docs/reference/sources.md, [seh].
 */
#ifndef FAULTLAB_SIM_DISPATCH_H
#define FAULTLAB_SIM_DISPATCH_H

#include "sim/mmu/types.h"
#include "sim/nt/exception.h"
#include "sim/nt/fault_kind.h"
#include "sim/nt/status.h"
#include "sim/ke/disposition.h"
#include "sim/ke/vectored.h"

#define KE_ASKED_MAX                   32      /* handlers remembered of one exception */

enum ke_scope_kind { KE_EXCEPT, KE_FINALLY };

/* One protected region that is open somewhere on the stack; `frame` and `ordinal` are the machine's own. */
struct ke_scope {
	enum ke_scope_kind kind;
	size_t frame, ordinal;
	uint32_t line;                          /* of __except or __finally */
	const char *function;
};

enum ke_asked_kind { KE_ASKED_FILTER, KE_ASKED_VECTORED, KE_ASKED_LAST };

/* Somebody was asked about an exception: the filter of a scope, or a function. */
struct ke_asked {
	enum ke_asked_kind kind;
	struct ke_scope scope;                  /* KE_ASKED_FILTER */
	uint64_t handler;                       /* else: address of the function */
	enum disposition answer;
};

struct ke_exception {
	uint32_t code, flags;
	uint64_t instruction;                   /* the program's instruction that it belongs to */
	bool elsewhere;                         /* raised at `address`, which is no instruction of the program */
	uint64_t address;                       /* ExceptionAddress */
	bool trap_flag;                         /* the machine's own: it was set; */
	uint8_t compiled_bytes;                 /* of the compiled instruction, if a library function raises for one; */
	void *registers;                        /* whose they are, if not the program's own */
	uint32_t parameters;
	uint64_t parameter[EXCEPTION_PARAMETERS_MAX];
	bool called;                            /* by RaiseException: to continue it is to return from the call */
	bool trap;                              /* a page fault, which the memory manager has counted already */
	enum fault_kind fault;                  /* what the fault path said of the access; FAULT_NONE: nobody looked at any page */
	uint64_t record, pointers;              /* va of EXCEPTION_RECORD and EXCEPTION_POINTERS once pushed */
	uint64_t stack;                         /* the machine's own: stack pointer before the push, */
	size_t raised_in, asking;               /* innermost frame then, frame whose filter is running now */
	const struct ke_exception *outer;       /* the exception during whose dispatch this one was raised */
	struct ke_asked asked[KE_ASKED_MAX];   /* in order */
	size_t asks;
};

enum ke_outcome {
	KE_CONTINUE,                            /* run the instruction again */
	KE_UNWOUND,                             /* the machine stands at a handler, possibly of an outer activation */
	KE_ENDED                                /* the process is over */
};

enum ke_push {
	KE_PUSHED,
	KE_STACK_OVERFLOW,                      /* the push ran over the stack's guard page, at e->stack */
	KE_NO_STACK                             /* the stack cannot be written */
};

struct ke_machine {
	void *context;
	/* Put record, context and pointers onto the stack. */
	enum ke_push (*push)(void *context, struct ke_exception *e);
	void (*pop)(void *context, struct ke_exception *e);
	/* The innermost open scope (scope->frame == SIZE_MAX on entry), then the next outer one. False: no more. */
	bool (*next_scope)(void *context, struct ke_scope *scope);
	/* Run the filter; what it answered in *value. Not KE_CONTINUE: it never came back. */
	enum ke_outcome (*filter)(void *context, const struct ke_scope *scope, struct ke_exception *e, int32_t *value);
	/* Call a function of the program with the pointers of the exception, in the same way. */
	enum ke_outcome (*call)(void *context, uint64_t handler, struct ke_exception *e, int32_t *value);
	/* Run the termination block as part of the unwind pass. */
	enum ke_outcome (*finally)(void *context, const struct ke_scope *scope);
	/* Stand at the handler of the scope; everything above its frame is gone. */
	void (*land)(void *context, const struct ke_scope *scope, uint32_t code);
	void (*end)(void *context, uint32_t code);      /* the process ends with this status */
};

struct ke_watch {
	void *context;
	bool (*raised)(void *context, const struct ke_exception *e);    /* false: stop the lab (it repeats for ever) */
	void (*answered)(void *context, const struct ke_exception *e, const struct ke_asked *asked);
	void (*continuing)(void *context, bool begins);                 /* the continue handlers are called now, or have been */
	void (*continued)(void *context, uint64_t handler, enum disposition answer);
	void (*handler)(void *context, const struct ke_exception *e, const struct ke_scope *scope);
	void (*finally)(void *context, const struct ke_scope *scope, bool abnormal);
	void (*unhandled)(void *context, const struct ke_exception *e, bool quiet);     /* quiet: the last filter has dealt with it */
	void (*stopped)(void *context, const struct ke_exception *e);   /* raised() said false: end the process */
};

struct ke {
	struct ke_machine machine;
	struct ke_watch watch;
	struct vectored_list vectored, continuing;      /* asked first; called when an exception is continued */
	uint64_t last_filter;                   /* SetUnhandledExceptionFilter's, or 0 */
	const struct ke_exception *current;     /* DISPATCH-3 */
};

enum ke_outcome ke_raise(struct ke *ke, struct ke_exception *e);

#endif
