/*
 * api_exception.c - raising exceptions, and the handlers that belong to no frame.
 *
 * RaiseException is a call that uses stack of its own before dispatch begins; vectored
 * handlers and the last filter are kept by ke/, here they get and lose their handles.
 */
#include "sim/api/api.h"
#include "sim/cpu/exec.h"

#define RAISE_BYTES 0x700       /* stack of RaiseException itself: it builds the record and the context */

uint64_t api_RaiseException(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	struct ke_exception e = { .code = (uint32_t)arg[0], .flags = (uint32_t)arg[1] & EXCEPTION_NONCONTINUABLE,
	                          .called = true };

	record_before(cpu->record);
	if (arg[3] != 0) {
		e.parameters = (uint32_t)arg[2] > EXCEPTION_PARAMETERS_MAX ? EXCEPTION_PARAMETERS_MAX : (uint32_t)arg[2];
		if (!cpu_read(cpu, arg[3], e.parameter, 8 * (uint64_t)e.parameters))
			return 0;
	}
	api_tell(cpu, CALL_RaiseException, arg, 0, 0);
	if (cpu_probe_stack(cpu, cpu->sp, cpu->sp - RAISE_BYTES) && cpu_raise(cpu, &e))
		record_retried(cpu->record);
	return 0;
}

/* No event of its own: the compiler makes an instruction of it. */
uint64_t api_debugbreak(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	struct ke_exception e;

	do
		e = (struct ke_exception){ .code = STATUS_BREAKPOINT, .parameters = 1, .compiled_bytes = 1 };
	while (cpu_raise(cpu, &e));
	return 0;
}

static uint64_t add_handler(struct cpu *cpu, enum call_id call, struct vectored_list *list, const uint64_t *arg)
{
	uint64_t handle;

	record_before(cpu->record);
	handle = vectored_add(list, (uint32_t)arg[0] != 0, arg[1]);
	api_tell(cpu, call, arg, handle, handle ? 0 : ERROR_NOT_ENOUGH_MEMORY);
	return handle;
}

static uint64_t remove_handler(struct cpu *cpu, enum call_id call, struct vectored_list *list, const uint64_t *arg)
{
	bool removed;

	record_before(cpu->record);
	removed = vectored_remove(list, arg[0]);
	/* a handler that is not there sets no error: the last one stays */
	api_tell(cpu, call, arg, removed, removed ? 0 : cpu->last_error);
	return removed;
}

uint64_t api_AddVectoredExceptionHandler(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return add_handler(cpu, CALL_AddVectoredExceptionHandler, &cpu->ke.vectored, arg);
}

uint64_t api_RemoveVectoredExceptionHandler(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return remove_handler(cpu, CALL_RemoveVectoredExceptionHandler, &cpu->ke.vectored, arg);
}

uint64_t api_AddVectoredContinueHandler(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return add_handler(cpu, CALL_AddVectoredContinueHandler, &cpu->ke.continuing, arg);
}

uint64_t api_RemoveVectoredContinueHandler(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return remove_handler(cpu, CALL_RemoveVectoredContinueHandler, &cpu->ke.continuing, arg);
}

uint64_t api_SetUnhandledExceptionFilter(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t old = cpu->ke.last_filter;

	record_before(cpu->record);
	cpu->ke.last_filter = arg[0];
	api_tell(cpu, CALL_SetUnhandledExceptionFilter, arg, old, 0);
	return old;
}

/* The last filter has the word. If it has none, the error is reported, which there is nobody here for, and the handler is to run. */
uint64_t api_UnhandledExceptionFilter(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t answer = 0;

	record_before(cpu->record);
	if (cpu->ke.last_filter && !cpu_call(cpu, cpu->ke.last_filter, arg, 1, &answer))
		return 0;
	if ((int32_t)answer == 0)
		answer = 1;
	record_before(cpu->record);
	api_tell(cpu, CALL_UnhandledExceptionFilter, arg, (uint32_t)answer, 0);
	return answer;
}
