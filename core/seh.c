/*
 * seh.c - what the tracer sees of structured exception handling.
 *
 *   raised      first vectored handler      event `fault`
 *   filter      fl_answered()               event `filter`, at once or, if it
 *                                           continues, after the retry: stepped()
 *   no frame's  seh_answered()              event `filter` that says by whom: vectored.c, unhandled()
 *   handler     fl_handler()                event `handler`
 *   __finally   fl_finally()                event `finally`
 *   no handler  last-chance filter          event `unhandled`, process ends
 *
 * A handler asks for its exception's code after the unwind, when Wine has
 * forgotten it. fl_answered() therefore keeps the code of each exception whose
 * handler will run, and fl_handler() takes it back. Handlers that run inside
 * __finally blocks in between come and go like brackets, so a stack serves.
 *
 * Invariant
 *   SEH-1  an exception that repeats, without an event of another thread in between, is dispatched at most REPEATS times if
 *       nothing has changed, and SAME times if the reservations have not
 *
 * Neighbours: tracer.h, weave.c (writes the calls).  Source: docs/reference/sources.md, [seh].
 */
#include "tracer.h"

#include <string.h>

#include "lastfilter.h"
#include "words.h"

#define REPEATS 100
#define SAME 10000
#define CONTENTS_BYTES ((size_t)4 << 20)        /* a lab with more variables and stack is not looked into */

static void *our_handler;
static LPTOP_LEVEL_EXCEPTION_FILTER lab_filter, library_filter;

/* `by`: NULL, or who has answered that is no filter of a frame. */
static struct trace *open_filter(uint32_t line, const char *by, int answer)
{
	struct trace *t = tracer_event("filter", line);
	char name[NAME_ROOM];

	name_disposition(answer, name, sizeof name);
	trace_string(t, "disposition", name);
	if (by)
		trace_string(t, "by", by);
	return t;
}

/* Write the pending filter; `retried`: its instruction has run. */
static void flush(bool retried)
{
	struct trace *t;

	if (!tracer.self->pending)
		return;
	tracer.self->pending = false;
	t = open_filter(tracer.self->pending_line, tracer.self->pending_by, -1);
	trace_bool(t, "retried", retried);
	tracer_close();
}

static void flush_unretried(void *unused)
{
	(void)unused;
	flush(false);
}

static void flush_retried(void *unused)
{
	(void)unused;
	flush(true);
}

void seh_flush(void)
{
	aside(flush_unretried, NULL);
}

/* In the name of each of them. */
void seh_flush_all(void)
{
	struct thread *self = tracer.self;

	for (struct thread *t = threads_newest(); t; t = t->next) {
		tracer.self = t;
		tracer.trace.thread = t->number;
		if (t->pending)
			seh_flush();
	}
	tracer.self = self;
	tracer.trace.thread = self->number;
}

/* ---- the retry ---- */

#define TRAP_FLAG 0x100         /* of EFlags: a single-step exception after the next instruction */

/* The lab goes on at this context: hear of it when one instruction has run. A lab that steps itself is left alone. */
static void step_once(EXCEPTION_POINTERS *pointers)
{
	tracer.self->stepping = !(pointers->ContextRecord->EFlags & TRAP_FLAG);
	pointers->ContextRecord->EFlags |= TRAP_FLAG;
}

/* Nobody may see the flag, but for the lab that has set it itself. */
static bool stop_stepping(EXCEPTION_POINTERS *pointers)
{
	struct thread *t = threads_self();
	bool ours = t->stepping;

	t->stepping = false;
	if (ours)
		pointers->ContextRecord->EFlags &= ~(DWORD)TRAP_FLAG;
	return ours;
}

/* A single step: the retry is done. True if it was ours, and is no exception of the lab. */
static bool stepped(EXCEPTION_POINTERS *pointers)
{
	DWORD last_error = GetLastError();

	tracer_take();
	tracer.stale = true;
	aside(flush_retried, NULL);
	tracer_leave(last_error);
	return stop_stepping(pointers);
}

/* Does the record say which address was accessed, and how? */
static bool names_address(const EXCEPTION_RECORD *record)
{
	return (record->ExceptionCode == EXCEPTION_ACCESS_VIOLATION || record->ExceptionCode == EXCEPTION_GUARD_PAGE ||
	        record->ExceptionCode == EXCEPTION_IN_PAGE_ERROR) && record->NumberParameters >= 2;
}

static const char *access_of(const EXCEPTION_RECORD *record)
{
	ULONG_PTR access = record->ExceptionInformation[0];

	return access == 8 ? "execute" : access == 1 ? "write" : "read";
}

static uint64_t mix_bytes(uint64_t digest, uintptr_t from, uintptr_t to)
{
	for (const uint64_t *p = (const uint64_t *)from; p < (const uint64_t *)to; p++) {
		digest = (digest ^ *p) * 0x100000001b3u;
		digest ^= digest >> 29;
	}
	return digest;
}

static bool is_readable_data(const MEMORY_BASIC_INFORMATION *m)
{
	return m->State == MEM_COMMIT && m->Protect & (PAGE_READWRITE | PAGE_WRITECOPY | PAGE_EXECUTE_READWRITE | PAGE_EXECUTE_WRITECOPY) &&
	       !(m->Protect & PAGE_GUARD);
}

/* What can be written of [from, to). *left: how much may still be looked at; more than that, and it becomes 0. */
static uint64_t mix_range(uint64_t digest, uintptr_t from, uintptr_t to, size_t *left)
{
	MEMORY_BASIC_INFORMATION m;

	while (from < to && *left && VirtualQuery((void *)from, &m, sizeof m)) {
		uintptr_t end = (uintptr_t)m.BaseAddress + m.RegionSize;

		end = end < to ? end : to;
		if (is_readable_data(&m)) {
			*left = end - from < *left ? *left - (end - from) : 0;
			digest = *left ? mix_bytes(digest, from, end) : digest;
		}
		from = end;
	}
	return digest;
}

/* The lab's variables, static ones and those on the stack above the exception, and how often it has printed. */
static uint64_t contents(uintptr_t stack_pointer)
{
	static uint64_t never;
	size_t left = CONTENTS_BYTES;
	uint64_t digest = mix_range(tracer.outputs + 1, (uintptr_t)GetModuleHandleW(NULL), tracer.own_low, &left);

	digest = mix_range(digest, (stack_pointer + 7) & ~(uintptr_t)7, tracer.self->stack_high, &left);
	return left ? digest | 1 : (never += 2);
}

/* Is this the exception that was continued just now, with nothing changed and nobody else at work (SEH-1)? NULL: it is not, or
 * not often enough; else why the lab is stopped. */
static const char *repeats(const EXCEPTION_RECORD *record, uintptr_t stack_pointer)
{
	struct thread *t = tracer.self;
	ULONG_PTR access = names_address(record) ? record->ExceptionInformation[0] : 0;
	ULONG_PTR address = names_address(record) ? record->ExceptionInformation[1] :
	                    (ULONG_PTR)record->ExceptionAddress;
	bool same = t->last.continued && t->last.repeats && record->ExceptionCode == t->last.code &&
	            access == t->last.access && address == t->last.address && t->last.turn == tracer.turns;
	uint64_t digest, now;

	t->last.continued = false;
	t->last.code = record->ExceptionCode;
	t->last.access = access;
	t->last.address = address;
	t->last.turn = tracer.turns;
	if (!same) {
		t->last.repeats = t->last.same = 1;
		t->last.digest = t->last.contents = 0;  /* taken when it happens again: most never do */
		return NULL;
	}
	digest = view_digest();
	now = contents(stack_pointer);
	t->last.same = t->last.digest && digest != t->last.digest ? 1 : t->last.same + 1;
	t->last.repeats = t->last.same == 1 || (t->last.contents && now != t->last.contents) ? 1 : t->last.repeats + 1;
	t->last.digest = digest;
	t->last.contents = now;
	return t->last.repeats > REPEATS ? "stopped: the same exception was continued 100 times without any change of memory"
	     : t->last.same > SAME ? "stopped: the same exception was continued 10000 times" : NULL;
}

/* What was changed and changed back in between is a change, too: such a program gets on. */
void seh_changed(void)
{
	if (tracer.self->last.digest && view_digest() != tracer.self->last.digest)
		tracer.self->last.repeats = 0;
}

/* So is one that raises its exceptions itself, again and again. */
void seh_calls_raise(void)
{
	threads_self()->last.repeats = 0;
}

static void write_code(struct trace *t, const EXCEPTION_RECORD *record)
{
	trace_name(t, "code", name_exception, record->ExceptionCode);
	if (names_address(record)) {
		trace_string(t, "access", access_of(record));
		trace_hex(t, "address", record->ExceptionInformation[1]);
		places_at(&tracer.places, t, "at", record->ExceptionInformation[1]);
	}
}

static void write_parameters(struct trace *t, const EXCEPTION_RECORD *record)
{
	DWORD count = record->NumberParameters;

	if (names_address(record) || !count)
		return;
	trace_open_array(t, "parameters");
	for (DWORD i = 0; i < count && i < EXCEPTION_MAXIMUM_PARAMETERS; i++)
		trace_hex(t, NULL, record->ExceptionInformation[i]);
	trace_close_array(t);
}

/* A debugger's messages are no exceptions of the lab: thread names, OutputDebugString. */
static bool worth_telling(DWORD code)
{
	return code != 0x40010006 && code != 0x4001000a && code != 0x406d1388;
}

static void tell_fault(void *argument)
{
	const EXCEPTION_POINTERS *pointers = argument;
	const EXCEPTION_RECORD *record = pointers->ExceptionRecord;
	uint32_t line = lines_of(pointers->ContextRecord);
	const char *why = repeats(record, pointers->ContextRecord->Rsp);
	struct trace *t;

	if (why)
		tracer_stop(line, why);
	t = tracer_event("fault", line);
	write_code(t, record);
	write_parameters(t, record);
	tracer_close();
	chain_look(pointers, line);
}

static LONG CALLBACK raised(EXCEPTION_POINTERS *pointers)
{
	const EXCEPTION_RECORD *record = pointers->ExceptionRecord;
	DWORD last_error;

	if (tracer_is_inside() || !worth_telling(record->ExceptionCode))
		return EXCEPTION_CONTINUE_SEARCH;
	if (record->ExceptionCode == EXCEPTION_SINGLE_STEP && stepped(pointers))
		return EXCEPTION_CONTINUE_EXECUTION;
	stop_stepping(pointers);
	last_error = tracer_enter();
	aside(tell_fault, pointers);
	tracer_leave(last_error);
	return EXCEPTION_CONTINUE_SEARCH;
}

static void choose(uint32_t line, DWORD code)
{
	struct thread *t = tracer.self;

	if (t->chosen_count == THREADS_CHOSEN)  /* handlers that never ran: forget the oldest */
		memmove(t->chosen, t->chosen + 1, --t->chosen_count * sizeof t->chosen[0]);
	t->chosen[t->chosen_count].line = line;
	t->chosen[t->chosen_count++].code = code;
}

static DWORD take_chosen(uint32_t line)
{
	struct thread *t = tracer.self;

	while (t->chosen_count)
		if (t->chosen[--t->chosen_count].line == line)
			return t->chosen[t->chosen_count].code;
	return 0;
}

struct answer {
	uint32_t line;
	const char *by;
	int answer;
	EXCEPTION_POINTERS *pointers;
};

static void tell_answer(void *argument)
{
	const struct answer *a = argument;
	struct thread *t = tracer.self;

	t->last.continued = a->answer < 0;
	if (a->answer < 0) {
		t->pending = true;
		t->pending_line = a->line;
		t->pending_by = a->by;
		step_once(a->pointers);
		return;
	}
	t->last.repeats = a->answer > 0 ? 0 : t->last.repeats;
	open_filter(a->line, a->by, a->answer);
	tracer_close();
	if (a->answer > 0 && !a->by)
		choose(a->line, a->pointers->ExceptionRecord->ExceptionCode);
	if (!a->answer && a->by)
		chain_passed_vectored(a->pointers);
}

static void answered(const struct answer *a)
{
	DWORD last_error = tracer_enter();

	aside(tell_answer, (void *)a);
	tracer_leave(last_error);
}

void seh_answered(uint64_t address, const char *by, int answer, EXCEPTION_POINTERS *pointers)
{
	struct answer a = { lines_at(address), by, answer, pointers };

	if (!tracer_is_inside() && worth_telling(pointers->ExceptionRecord->ExceptionCode))
		answered(&a);
}

static void tell_continued(void *argument)
{
	const struct answer *a = argument;
	char name[NAME_ROOM];

	name_disposition(a->answer == -1 ? -1 : 0, name, sizeof name);
	trace_string(tracer_event("continue", a->line), "disposition", name);
	tracer_close();
}

void seh_continued(uint64_t address, int answer)
{
	struct answer a = { .line = lines_at(address), .answer = answer };
	DWORD last_error;

	if (tracer_is_inside())
		return;
	last_error = tracer_enter();
	aside(tell_continued, &a);
	tracer_leave(last_error);
}

int fl_answered(unsigned line, int answer, void *pointers);
unsigned long fl_handler(unsigned line);
void fl_finally(unsigned line, int abnormal);

/* The filter of the __except in `line` has answered. */
int fl_answered(unsigned line, int answer, void *pointers)
{
	answered(&(struct answer){ line, NULL, answer, pointers });
	return answer;
}

struct entry {
	uint32_t line;
	DWORD code;
	bool abnormal;
};

static void tell_handler(void *argument)
{
	struct entry *e = argument;

	e->code = take_chosen(e->line);
	trace_name(tracer_event("handler", e->line), "code", name_exception, e->code);
	tracer_close();
}

/* The handler in `line` was entered: the code of its exception. */
unsigned long fl_handler(unsigned line)
{
	DWORD last_error = tracer_enter();
	struct entry e = { .line = line };

	aside(tell_handler, &e);
	tracer_leave(last_error);
	return e.code;
}

static void tell_finally(void *argument)
{
	const struct entry *e = argument;

	trace_bool(tracer_event("finally", e->line), "abnormal", e->abnormal);
	tracer_close();
}

void fl_finally(unsigned line, int abnormal)
{
	DWORD last_error = tracer_enter();
	struct entry e = { .line = line, .abnormal = abnormal != 0 };

	aside(tell_finally, &e);
	tracer_leave(last_error);
}

/* ---- nobody wanted it ---- */

static void say_unhandled(uint32_t line, const EXCEPTION_RECORD *record)
{
	char name[NAME_ROOM];
	struct words text = { .used = 0 };

	name_exception(record->ExceptionCode, name, sizeof name);
	words_add(&text, ":");
	words_number(&text, line);
	words_add(&text, ": Unhandled exception 0x");
	words_digits(&text, record->ExceptionCode, 16, 8);
	words_add(&text, " (");
	words_add(&text, name);
	words_add(&text, ")");
	if (names_address(record)) {
		words_add(&text, ": ");
		words_add(&text, access_of(record));
		words_add(&text, " of address 0x");
		words_digits(&text, record->ExceptionInformation[1], 16, 16);
	}
	words_add(&text, "\n");
	tracer_say(tracer.lab, text.text, (char *)NULL);
}

void seh_tell_unhandled(uint32_t line, const EXCEPTION_RECORD *record, bool say)
{
	if (tracer.ended)
		return;
	seh_flush_all();
	tracer.ended = true;
	write_code(tracer_event("unhandled", line), record);
	tracer_close();
	if (say)
		say_unhandled(line, record);
}

void seh_overflowed(void)
{
	static const EXCEPTION_RECORD record = { .ExceptionCode = EXCEPTION_STACK_OVERFLOW };

	seh_tell_unhandled(0, &record, true);
}

struct last_word {
	EXCEPTION_POINTERS *pointers;
	LONG answer;
};

static void tell_last_word(void *argument)
{
	const struct last_word *w = argument;

	seh_tell_unhandled(lines_of(w->pointers->ContextRecord), w->pointers->ExceptionRecord, w->answer == EXCEPTION_CONTINUE_SEARCH);
}

/*
 * The system's last-chance filter: it asks the lab's own, or the C library's (lastfilter.c). The lab may have called
 * UnhandledExceptionFilter itself, from one of its filters: then the answer is all that is wanted.
 */
static LONG WINAPI unhandled(EXCEPTION_POINTERS *pointers)
{
	LPTOP_LEVEL_EXCEPTION_FILTER filter = lab_filter ? lab_filter : library_filter;
	bool by_lab = chain_asked_by_lab();
	struct last_word word = { pointers, filter ? filter(pointers) : EXCEPTION_CONTINUE_SEARCH };

	if (by_lab)
		return word.answer;
	if (lab_filter || word.answer == EXCEPTION_CONTINUE_EXECUTION)
		seh_answered((uintptr_t)filter, "last-chance", word.answer == -1 ? -1 : word.answer != 0, pointers);
	if (word.answer == EXCEPTION_CONTINUE_EXECUTION)
		return word.answer;
	tracer_enter();
	aside(tell_last_word, &word);
	TerminateProcess(GetCurrentProcess(), pointers->ExceptionRecord->ExceptionCode);
	return EXCEPTION_EXECUTE_HANDLER;
}

LPTOP_LEVEL_EXCEPTION_FILTER seh_lab_filter(LPTOP_LEVEL_EXCEPTION_FILTER filter)
{
	LPTOP_LEVEL_EXCEPTION_FILTER old = lab_filter;

	lab_filter = filter;
	return old;
}

void seh_keep_first(void)
{
	RemoveVectoredExceptionHandler(our_handler);
	our_handler = AddVectoredExceptionHandler(1, raised);
}

void seh_start(void)
{
	our_handler = AddVectoredExceptionHandler(1, raised);
	library_filter = fl_library_filter;
	fl_system_filter(unhandled);
	chain_start();
}
