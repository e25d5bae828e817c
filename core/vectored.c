/*
 * vectored.c - the lab's vectored handlers on the real side: asked by the system in its own order, and told.
 *
 * The system calls a function, and does not say for which registration. So each registration of the lab gets a
 * function of the tracer, which asks the lab's and tells what it answered. Handlers that are registered when no
 * function is left are asked all the same, and not told.
 *
 * Invariant
 *   VECTORED-1  a function that the lab has removed is given out again as late as possible: a handler
 *       that was left by an unwind stays in the system's list, and is asked, for ever
 *
 * Neighbours: tracer.h, seh.c.  Source: docs/reference/sources.md, [seh].
 */
#include "tracer.h"

#define SLOTS 64

static struct {
	PVECTORED_EXCEPTION_HANDLER handler;    /* the lab's; NULL: never given out */
	void *handle;                           /* NULL: removed */
	unsigned removed_at;                    /* the how manieth removal that was */
	bool continues;                         /* called when an exception is continued, not when it is raised */
} slot[SLOTS];
static unsigned removals;

static LONG ask(unsigned n, EXCEPTION_POINTERS *pointers)
{
	PVECTORED_EXCEPTION_HANDLER handler = slot[n].handler;
	LONG answer = handler(pointers);

	if (slot[n].continues)
		seh_continued((uintptr_t)handler, answer);
	else
		seh_answered((uintptr_t)handler, "vectored", answer == -1 ? answer : 0, pointers);
	return answer;
}

#define FUNCTION(n) static LONG CALLBACK ask_##n(EXCEPTION_POINTERS *pointers) { return ask(0##n, pointers); }
#define NAME(n)     ask_##n,
#define EIGHT(X, n) X(n##0) X(n##1) X(n##2) X(n##3) X(n##4) X(n##5) X(n##6) X(n##7)
#define ALL(X)      EIGHT(X, 0) EIGHT(X, 1) EIGHT(X, 2) EIGHT(X, 3) EIGHT(X, 4) EIGHT(X, 5) EIGHT(X, 6) EIGHT(X, 7)

ALL(FUNCTION)                   /* numbered in octal: 0##n is the slot */
static const PVECTORED_EXCEPTION_HANDLER function[SLOTS] = { ALL(NAME) };

/* A slot that was never given out, or else the one that was removed first; SLOTS: there is none. */
static unsigned free_slot(void)
{
	unsigned best = SLOTS;

	for (unsigned i = 0; i < SLOTS; i++) {
		if (!slot[i].handler)
			return i;
		if (!slot[i].handle && (best == SLOTS || slot[i].removed_at < slot[best].removed_at))
			best = i;
	}
	return best;
}

static void *add(ULONG first, PVECTORED_EXCEPTION_HANDLER handler, bool continues)
{
	PVOID (WINAPI *system)(ULONG, PVECTORED_EXCEPTION_HANDLER) =
		continues ? AddVectoredContinueHandler : AddVectoredExceptionHandler;
	unsigned n = free_slot();
	void *handle;

	if (n == SLOTS || !handler)
		return system(first, handler);
	handle = system(first, function[n]);
	if (handle) {
		slot[n].handler = handler;
		slot[n].handle = handle;
		slot[n].continues = continues;
	}
	return handle;
}

void *vectored_add(ULONG first, PVECTORED_EXCEPTION_HANDLER handler)
{
	return add(first, handler, false);
}

void *vectored_add_continue(ULONG first, PVECTORED_EXCEPTION_HANDLER handler)
{
	return add(first, handler, true);
}

static ULONG forget(void *handle, ULONG removed)
{
	for (unsigned i = 0; removed && i < SLOTS; i++)
		if (slot[i].handle == handle) {
			slot[i].handle = NULL;
			slot[i].removed_at = ++removals;
		}
	return removed;
}

ULONG vectored_remove(void *handle)
{
	return forget(handle, RemoveVectoredExceptionHandler(handle));
}

ULONG vectored_remove_continue(void *handle)
{
	return forget(handle, RemoveVectoredContinueHandler(handle));
}

unsigned vectored_count(void)
{
	unsigned count = 0;

	for (unsigned i = 0; i < SLOTS; i++)
		count += slot[i].handle && !slot[i].continues;
	return count;
}
