/* lab.c - see lab.h. */
#include "tests/unit/lab.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sim/lang/compile.h"
#include "sim/cpu/cpu.h"
#include "sim/cpu/library.h"
#include "sim/cpu/stack.h"
#include "sim/host/output.h"
#include "sim/run_options.h"

struct sink { char *text; size_t used, room; };

static bool keep(void *context, const char *line, size_t size_bytes)
{
	struct sink *s = context;

	if (s->used + size_bytes + 1 > s->room) {
		s->room = (s->used + size_bytes) * 2 + 1;
		s->text = realloc(s->text, s->room);
	}
	memcpy(s->text + s->used, line, size_bytes);
	s->used += size_bytes;
	s->text[s->used] = '\0';
	return true;
}

static uint32_t line_of(void *context, uint64_t address)
{
	const struct program *p = context;
	uint64_t insn = (address - TEXT_BASE) / TEXT_STEP;

	return insn < p->insns ? p->line[insn] : 0;
}

static const char *function_of(void *context, uint64_t address)
{
	const struct function *f = program_function_at(context, (address - TEXT_BASE) / TEXT_STEP);

	return f ? f->name : NULL;
}

/* A small machine, or the one that a line of the lab asks for. */
static struct vm_config machine_of(const char *text)
{
	struct run_options asked = { .machine = { -1, -1, -1, -1, NULL } };
	struct vm_config config = { .frames = 4096 };

	if (!run_options_of_lab(&asked, "lab.c", text, stderr))
		abort();
	if (asked.machine.frames >= 0 || asked.machine.ws_max >= 0 || asked.machine.policy)
		config = run_options_vm(&asked);
	return config;
}

static void run(struct program *program, const char *text, struct lab_result *r, struct sink *sink)
{
	static struct recorder record;
	static struct output output;
	static const char *const arg[] = { "lab.c", NULL };
	const struct vm_config config = machine_of(text);
	struct vm *vm = vm_new(&config);
	struct cpu *cpu = cpu_new(program, vm, &record);
	char name[] = "/tmp/faultlab-output-XXXXXX";
	const char *why;
	ssize_t n;

	memset(&record, 0, sizeof record);
	memset(&output, 0, sizeof output);
	output.fd = mkstemp(name);
	unlink(name);
	cpu->output = &output;
	cpu->check = true;
	cpu->budget = 50000000;
	if (!cpu_boot(cpu, &why))
		abort();
	record_start(&record, vm, keep, sink);
	record.tell_stack = stack_tell;
	record.stack = cpu;
	record.line_of = line_of;
	record.function_of = function_of;
	record.context = program;
	record_begin(&record, "lab.c", NULL, 0, NULL);
	cpu_start(cpu, 1, arg);
	if (!cpu->is_unhandled)
		record_exit(&record, cpu->exit_code, cpu->is_endless ? "endless" : NULL);
	output_flush(&output);
	n = pread(output.fd, r->output, sizeof r->output - 1, 0);
	r->output[n > 0 ? n : 0] = '\0';
	close(output.fd);
	r->exit_code = cpu->exit_code;
	r->is_unhandled = cpu->is_unhandled;
	r->is_endless = cpu->is_endless;
	r->out_of_budget = cpu->out_of_budget;
	r->broken = cpu->broken;
	memcpy(r->limit, cpu->limit, sizeof r->limit);
	record_free(&record);
	cpu_free(cpu);
	vm_free(vm);
}

void lab_run(const char *text, struct lab_result *r)
{
	char folder[] = "/tmp/faultlab-test-XXXXXX", path[64];
	struct program program;
	struct sink sink = { 0 };
	FILE *file, *out;

	memset(r, 0, sizeof *r);
	if (!mkdtemp(folder))
		abort();
	snprintf(path, sizeof path, "%s/lab.c", folder);
	file = fopen(path, "w");
	fputs(text, file);
	fclose(file);
	out = fmemopen(r->messages, sizeof r->messages, "w");
	r->compiled = compile_lab(path, out, library_find, &program);
	fclose(out);
	unlink(path);
	rmdir(folder);
	if (r->compiled)
		run(&program, text, r, &sink);
	r->trace = sink.text;
	program_free(&program);
}
