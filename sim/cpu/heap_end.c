/* heap_end.c - see heap_end.h. */
#include "sim/cpu/heap_end.h"

#include "sim/nt/status.h"

static void end_process(struct cpu *cpu)
{
	cpu->unhandled = (struct ke_exception){ .code = STATUS_HEAP_CORRUPTION, .flags = EXCEPTION_NONCONTINUABLE,
	                                        .instruction = code_address(cpu->pc) };
	cpu->is_unhandled = true;
	record_unhandled(cpu->record, &cpu->unhandled);
	cpu_exit(cpu, STATUS_HEAP_CORRUPTION);
}

static void raise_fault(struct cpu *cpu, const struct fault *f)
{
	struct ke_exception e = { .code = f->status, .parameters = 2, .parameter = { f->access, f->address }, .trap = true,
	                          .fault = f->kind };

	if (cpu_raise(cpu, &e))
		record_retried(cpu->record);
}

bool heap_went_well(struct cpu *cpu, const struct heap *heap, enum heap_result result)
{
	switch (result) {
	case HEAP_DONE:
		return true;
	case HEAP_NO_ROOM:
		return false;
	case HEAP_NO_BLOCK:
	case HEAP_SPOILED:
		end_process(cpu);
		return false;
	case HEAP_FAULT:
		raise_fault(cpu, heap_fault(heap));
		return false;
	}
	return false;
}
