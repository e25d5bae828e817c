/*
 * variables.c - the lab's scalars, read where they lie and compared with the last time. See variables.h.
 *
 * They are looked at without an access (vm_peek): a page that is not resident is read
 * where it is, in the page file or as zeroes, and stays there.
 */
#include "sim/cpu/variables.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define REPORTED_MAX 32         /* in one event */

bool variables_new(struct variables *v, const struct cpu *cpu)
{
	v->cpu = cpu;
	v->last = calloc(cpu->program->variables + 1, sizeof *v->last);
	return v->last != NULL;
}

void variables_free(struct variables *v)
{
	free(v->last);
	v->last = NULL;
}

static bool peek_value(const struct cpu *cpu, const struct variable *var, uint64_t va, uint64_t *value)
{
	const uint8_t *bytes = vm_peek(cpu->vm, va);

	if (!bytes || va % PAGE_SIZE + var->bytes > PAGE_SIZE)
		return false;
	*value = 0;
	memcpy(value, bytes, var->bytes);
	if (var->is_signed && var->bytes < 8 && *value >> (8 * var->bytes - 1) & 1)
		*value |= UINT64_MAX << 8 * var->bytes;
	return true;
}

#define TEXT_MOST 32           /* bytes of a string; a longer one is cut and ends in "..." */

static bool is_plain(uint8_t c)
{
	return (c >= 0x20 && c < 0x7F) || c == '\n' || c == '\t';
}

/* The string at `va`; false if there is none: nothing to read, or a byte that no text has. An empty one says nothing of a buffer. */
static bool peek_text(const struct cpu *cpu, uint64_t va, char text[TEXT_MOST + 4])
{
	size_t n = 0;

	for (; n < TEXT_MOST; n++) {
		const uint8_t *byte = vm_peek(cpu->vm, va + n);

		if (!byte || (*byte != 0 && !is_plain(*byte)))
			return false;
		if (*byte == 0)
			break;
		text[n] = (char)*byte;
	}
	memcpy(text + n, n == TEXT_MOST ? "..." : "", n == TEXT_MOST ? 4 : 1);
	return n > 0;
}

static void tell_text(struct trace *t, const struct cpu *cpu, const struct variable *var, uint64_t value)
{
	char text[TEXT_MOST + 4];

	if (var->is_text && peek_text(cpu, value, text))
		trace_string(t, "text", text);
}

static void tell_one(struct trace *t, const struct cpu *cpu, const struct variable *var, const char *function, uint64_t value, bool changed)
{
	char text[32];

	snprintf(text, sizeof text, var->is_pointer ? "0x%" PRIx64 : var->is_signed ? "%" PRId64 : "%" PRIu64, value);
	trace_open_object(t, NULL);
	trace_string(t, "name", var->name);
	trace_string(t, "value", text);
	tell_text(t, cpu, var, value);
	if (!var->global)
		trace_string(t, "function", function);
	trace_bool(t, "changed", changed);
	trace_close_object(t);
}

/* Whether its name means it at the instruction in hand, and where it lies. */
static bool is_known(const struct cpu *cpu, const struct variable *var, uint64_t *va)
{
	*va = var->global ? (uint64_t)var->place : cpu->fp + (uint64_t)var->place;
	return var->global || (var->begin <= cpu->pc && cpu->pc < var->end);
}

void variables_tell(void *context, struct trace *t)
{
	struct variables *v = context;
	const struct cpu *cpu = v->cpu;
	const struct function *f = cpu->activations > 0 ? program_function_at(cpu->program, cpu->pc) : NULL;
	unsigned reported = 0;

	for (size_t i = 0; f && i < cpu->program->variables && reported < REPORTED_MAX; i++) {
		const struct variable *var = &cpu->program->variable[i];
		struct last_report *last = &v->last[i];
		uint64_t va, value;
		bool changed;

		if (!is_known(cpu, var, &va) || !peek_value(cpu, var, va, &value))
			continue;
		changed = !last->valid || last->value != value || last->where != va;
		*last = (struct last_report){ value, va, true };
		if (var->global && !changed)
			continue;
		if (reported++ == 0)
			trace_open_array(t, "variables");
		tell_one(t, cpu, var, f->name, value, changed);
	}
	if (reported > 0)
		trace_close_array(t);
}
