/*
 * code.c - what is done with a finished program besides running it. See code.h.
 */
#include "sim/lang/code.h"

#include <stdlib.h>

/* Functions are few and looked up only when an event is written, so a linear search does. */
const struct function *program_function_at(const struct program *p, size_t insn)
{
	for (size_t i = 0; i < p->functions; i++)
		if (p->function[i].entry <= insn && insn < p->function[i].end)
			return &p->function[i];
	return NULL;
}

size_t program_function_entry(const struct program *p, uint64_t address)
{
	uint64_t insn = (address - TEXT_BASE) / TEXT_STEP;

	if (address < TEXT_BASE || insn >= p->insns || (address - TEXT_BASE) % TEXT_STEP != 0)
		return SIZE_MAX;
	for (size_t i = 0; i < p->functions; i++)
		if (p->function[i].entry == insn)
			return i;
	return SIZE_MAX;
}

void program_free(struct program *p)
{
	for (size_t i = 0; i < p->functions; i++)
		free((char *)p->function[i].name);
	free((char *)p->name);
	free((char *)p->source_text);
	for (size_t i = 0; i < p->variables; i++)
		free((char *)p->variable[i].name);
	free(p->variable);
	free(p->insn);
	free(p->line);
	free(p->function);
	free(p->scope);
	free(p->rdata);
	free(p->data);
	free(p->fixup);
}
