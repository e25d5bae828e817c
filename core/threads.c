/* threads.c - see threads.h. */
#include "tracer.h"

static struct thread first, tracers_own;
static struct thread *volatile newest = &first;
static volatile LONG numbers = 1;
static DWORD tracers_id;
static bool started;

static HANDLE (WINAPI *system_create)(SECURITY_ATTRIBUTES *, SIZE_T, LPTHREAD_START_ROUTINE, void *, DWORD, DWORD *);
static DWORD (WINAPI *system_suspend)(HANDLE);
static BOOL (WINAPI *system_terminate)(HANDLE, DWORD);

static struct thread *add(DWORD id)
{
	struct thread *t = tracer_memory(sizeof *t), *old;

	if (!t)
		tracer_give_up();
	t->id = id;
	t->number = (uint32_t)InterlockedIncrement(&numbers);
	do {
		old = newest;
		t->next = old;
	} while (InterlockedCompareExchangePointer((void *volatile *)&newest, t, old) != old);
	return t;
}

/* All that is reserved for the stack of the caller, which is not aside. */
static void find_stack(struct thread *t)
{
	MEMORY_BASIC_INFORMATION m;
	uintptr_t high = (uintptr_t)((NT_TIB *)NtCurrentTeb())->StackBase;

	VirtualQuery((void *)(high - 1), &m, sizeof m);
	t->stack_low = (uintptr_t)m.AllocationBase;
	t->stack_high = high;
}

/* The newest of that id: the system gives the id of a thread that has ended to another one. */
struct thread *threads_self(void)
{
	DWORD id = GetCurrentThreadId();
	struct thread *t = newest;

	if (id == tracers_id)
		return &tracers_own;
	while (t && t->id != id)
		t = t->next;
	if (!t)
		t = add(id);
	if (!t->stack_high)
		find_stack(t);
	return t;
}

struct thread *threads_newest(void)
{
	return newest;
}

bool threads_own_stack(uint64_t address)
{
	for (const struct thread *t = newest; t; t = t->next)
		if (address >= t->stack_low && address <= t->stack_high && t->stack_high)
			return true;
	return false;
}

static void *kernel32(const char *name)
{
	return (void *)GetProcAddress(GetModuleHandleW(L"kernel32.dll"), name);
}

void threads_begin(void)
{
	system_create = (HANDLE (WINAPI *)(SECURITY_ATTRIBUTES *, SIZE_T, LPTHREAD_START_ROUTINE, void *, DWORD, DWORD *))
		kernel32("CreateThread");
	system_suspend = (DWORD (WINAPI *)(HANDLE))kernel32("SuspendThread");
	system_terminate = (BOOL (WINAPI *)(HANDLE, DWORD))kernel32("TerminateThread");
	first.id = GetCurrentThreadId();
	first.number = tracers_own.number = 1;
	find_stack(&first);
	tracers_own.stack_low = first.stack_low;
	tracers_own.stack_high = first.stack_high;
}

void threads_start(void)
{
	started = true;
}

void threads_is_tracer(void)
{
	tracers_id = GetCurrentThreadId();
}

HANDLE WINAPI threads_create(SECURITY_ATTRIBUTES *security, SIZE_T stack, LPTHREAD_START_ROUTINE start, void *argument,
                             DWORD flags, DWORD *id)
{
	DWORD own = 0, error;
	HANDLE thread;

	if (!started)
		return system_create(security, stack, start, argument, flags, id);
	thread = system_create(security, stack, start, argument, flags | CREATE_SUSPENDED, &own);
	if (!thread)
		return NULL;
	error = GetLastError();
	add(own);
	if (id)
		*id = own;
	if (!(flags & CREATE_SUSPENDED))
		ResumeThread(thread);
	SetLastError(error);
	return thread;
}

/* THREADS-2. Nobody else has the tracer while this call has it; one that does this to itself has it neither. */
static bool take_from(HANDLE thread)
{
	DWORD error = GetLastError();
	bool other = GetThreadId(thread) != GetCurrentThreadId() && !tracer_is_inside();

	if (other)
		tracer_take();
	SetLastError(error);
	return other;
}

DWORD WINAPI threads_suspend(HANDLE thread)
{
	bool taken = take_from(thread);
	DWORD result = system_suspend(thread);

	if (taken)
		tracer_leave(GetLastError());
	return result;
}

BOOL WINAPI threads_terminate(HANDLE thread, DWORD code)
{
	bool taken = take_from(thread);
	BOOL result = system_terminate(thread, code);

	if (taken)
		tracer_leave(GetLastError());
	return result;
}

/* The lab's own calls; those of the C library are led here by library.c. */
HANDLE (WINAPI *__imp_CreateThread)(SECURITY_ATTRIBUTES *, SIZE_T, LPTHREAD_START_ROUTINE, void *, DWORD, DWORD *) = threads_create;
DWORD (WINAPI *__imp_SuspendThread)(HANDLE) = threads_suspend;
BOOL (WINAPI *__imp_TerminateThread)(HANDLE, DWORD) = threads_terminate;
