/*
 * chain.c - the frames that the system will ask about an exception, and the end of an exception that it cannot end.
 *
 * As a rule the search comes to the outermost frame, which is the system's and asks the last-chance filter. A program
 * that has written over a return address has no way there: the search goes as far as the frames make sense, and
 * then the system ends the process without asking anybody. So the frames are looked through before the search
 * begins. If they end too early, the trace is ended when the last one who can be asked does not want the
 * exception: a frame with handlers (personality.c tells of it), or a vectored handler, or nobody at all.
 *
 * Only the frames of the first thread are looked through: where those of another one begin, the tracer has not seen.
 *
 * Neighbours: tracer.h, personality.c.  Source: docs/reference/sources.md, [x64-unwind], [seh].
 */
#include "tracer.h"

#define MAX_FRAMES 4096

extern void (*fl_frame_passed)(void *frame);

struct walk {
	CONTEXT context;
	DWORD64 image;
	DWORD64 frame;          /* whose handler is asked */
	bool handler;           /* it has one */
};

static DWORD64 outermost;       /* the system's frame, at which a search ends */

static struct {
	bool broken;
	DWORD64 last_frame;     /* the last one with a handler; 0: none */
	unsigned vectored;      /* handlers of the lab that have not answered */
	uint32_t line;
	EXCEPTION_RECORD record;
} search;

/* To the next frame; false where the system would stop. */
static bool step(struct walk *w)
{
	PRUNTIME_FUNCTION function;
	void *data;

	if (w->context.Rsp < tracer.self->stack_low || w->context.Rsp > tracer.self->stack_high - 8 || w->context.Rsp & 7)
		return false;
	function = RtlLookupFunctionEntry(w->context.Rip, &w->image, NULL);
	w->frame = w->context.Rsp;
	w->handler = false;
	if (function) {
		w->handler = RtlVirtualUnwind(UNW_FLAG_EHANDLER, w->image, w->context.Rip, function, &w->context, &data,
		                              &w->frame, NULL) != NULL;
	} else {
		w->context.Rip = *(DWORD64 *)w->context.Rsp;
		w->context.Rsp += 8;
	}
	return w->frame >= tracer.self->stack_low && w->frame <= tracer.self->stack_high;
}

static void nobody_left(void)
{
	search.broken = false;
	seh_tell_unhandled(search.line, &search.record, true);
}

void chain_look(const EXCEPTION_POINTERS *pointers, uint32_t line)
{
	struct walk w = { .context = *pointers->ContextRecord };

	if (tracer.self->number != 1)
		return;
	search.broken = outermost != 0;
	search.last_frame = 0;
	search.vectored = vectored_count();
	search.line = line;
	search.record = *pointers->ExceptionRecord;
	for (int i = 0; i < MAX_FRAMES && search.broken && step(&w); i++) {
		search.broken = w.frame != outermost;
		if (w.handler)
			search.last_frame = w.frame;
	}
	if (search.broken && !search.last_frame && !search.vectored)
		nobody_left();
}

void chain_passed_vectored(const EXCEPTION_POINTERS *pointers)
{
	if (tracer.self->number == 1 && search.broken && search.vectored &&
	    pointers->ExceptionRecord->ExceptionCode == search.record.ExceptionCode && --search.vectored == 0 && !search.last_frame)
		nobody_left();
}

static void end_search(void *unused)
{
	(void)unused;
	nobody_left();
}

static void passed_frame(void *frame)
{
	if (!search.broken || (DWORD64)(uintptr_t)frame != search.last_frame || tracer_is_inside() ||
	    GetCurrentThreadId() != tracer.thread)
		return;
	tracer_enter();
	aside(end_search, NULL);
	tracer_leave(GetLastError());
}

struct caller {
	struct walk walk;
	HMODULE system;
	bool lab;
};

static void find_caller(void *argument)
{
	struct caller *c = argument;

	while (step(&c->walk) && c->walk.image != (uintptr_t)c->system && !c->lab)
		c->lab = lines_at(c->walk.context.Rip - 1) != 0;
}

bool chain_asked_by_lab(void)
{
	static struct caller c;
	bool lab;

	tracer_take();
	c = (struct caller){ .system = GetModuleHandleW(L"ntdll.dll") };
	RtlCaptureContext(&c.walk.context);
	aside(find_caller, &c);
	lab = c.lab;
	tracer_leave(GetLastError());
	return lab;
}

/* Called from the start-up code, below the frame that is looked for. */
void chain_start(void)
{
	struct walk w = { .frame = 0 };

	RtlCaptureContext(&w.context);
	for (int i = 0; i < MAX_FRAMES && step(&w); i++)
		if (w.handler)
			outermost = w.frame;
	fl_frame_passed = passed_frame;
}
