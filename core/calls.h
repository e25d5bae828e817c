/*
 * calls.h - what a trace says of a Win32 call, by the rows of api.h.
 *
 * Each side makes the call in its own way, and then hands over what the call was
 * given and what came of it. Names, spelling and order are decided here, so a real
 * and a simulated call cannot be told differently.
 *
 * Portable C11. Knows of: api, handles, names, places, trace. Used by: hook, sim/record/.
 */
#ifndef FAULTLAB_CALLS_H
#define FAULTLAB_CALLS_H

#include "handles.h"
#include "places.h"
#include "trace.h"

#define CALLS_ARGS 7            /* the most that a call has */

#define FL_KIND(kind, type) KIND_##kind,
enum calls_kind {
#include "api.h"
	KINDS
};

#define FL_CALL(type, name, kind, fails, varies, args) CALL_##name,
enum call_id {
#include "api.h"
	CALLS
};

/* The kind of argument `n`, KINDS if the call has no such argument; the kind of its result. */
enum calls_kind calls_arg(enum call_id call, unsigned n);
enum calls_kind calls_result(enum call_id call);

/* Does this result say that the call has failed? */
bool calls_failed(enum call_id call, uint64_t result);

/* The address that the call is about, as `at` tells it: what it made, else what it was given. False: it is about none. */
bool calls_address(enum call_id call, const uint64_t *arg, uint64_t result, uint64_t *address);

/*
 * The members of an open `call` event: api, args, result, at, error, error_name. `arg` holds all the call's arguments,
 * in order; bits above the width of an argument do not count. `error` is 0 if the call has worked. A new handle
 * and a new block of a heap get their names.
 */
void calls_tell(struct trace *t, struct places *p, struct handles *h, enum call_id call, const uint64_t *arg,
                uint64_t result, uint32_t error);

/* The member `out`: as many values as the call has rows in api.h, in their order. A new handle among them gets its name. */
void calls_tell_out(struct trace *t, const struct places *p, struct handles *h, enum call_id call, const uint64_t *value);

#endif
