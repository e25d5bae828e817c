/* stepping.c - see stepping.h. */
#include "sim/cpu/stepping.h"

#include "sim/nt/status.h"

void stepping_ask(struct cpu *cpu, bool raises)
{
	cpu->step.asked = true;
	cpu->step.raises = raises;
}

void stepping_begin(struct cpu *cpu)
{
	struct insn *next = &cpu->program->insn[cpu->land_at + 1];

	cpu->step.asked = false;
	cpu->step.at = cpu->land_at + 1;
	cpu->step.op = next->op;
	next->op = OP_STEPPED;
}

bool stepping_give_up(struct cpu *cpu)
{
	bool raises = cpu->step.at != 0 && cpu->step.raises;

	if (cpu->step.at != 0)
		cpu->program->insn[cpu->step.at].op = cpu->step.op;
	cpu->step.at = 0;
	return raises;
}

bool stepping_stop(struct cpu *cpu)
{
	struct ke_exception e = { .code = STATUS_SINGLE_STEP };
	bool raises = stepping_give_up(cpu);

	record_retried(cpu->record);
	if (raises && !cpu_raise(cpu, &e))
		return false;
	record_retried(cpu->record);            /* of the step's own handler: before the next instruction changes anything */
	return true;
}
