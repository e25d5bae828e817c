/*
 * main.c - the command line of sim: arguments in, exit status out.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sim/lang/compile.h"
#include "sim/lang/source.h"
#include "sim/cpu/cpu.h"
#include "sim/cpu/library.h"
#include "sim/host/input.h"
#include "sim/host/output.h"
#include "sim/cpu/stack.h"
#include "sim/cpu/variables.h"
#include "sim/exercise/command.h"
#include "sim/host/exit_status.h"
#include "sim/host/host.h"
#include "sim/host/memory.h"
#include "sim/replay/command.h"
#include "sim/replay/record.h"
#include "sim/host/trace_file.h"
#include "sim/run_options.h"

#ifndef FAULTLAB_VERSION
#define FAULTLAB_VERSION    "development"
#endif
#define HOST_STACK_BYTES    ((size_t)256 << 20)
#define SECONDS_MAX        600         /* of processor time */

static struct trace_file trace_file = { .output = { .fd = -1 } };

static void remove_trace(void)
{
	trace_file_remove(&trace_file);
}

static void interrupted(int signal)
{
	remove_trace();
	_exit(128 + signal);
}

static volatile sig_atomic_t out_of_time;       /* ends the lab as --max-steps does, with its trace whole */

/* ---- one run ---- */

struct run { struct cpu *cpu; const struct run_options *options; };

static void run_deep(void *context)
{
	struct run *run = context;

	cpu_start(run->cpu, run->options->args, run->options->arg);
}

/* The lab runs on a stack of its own size: its nested filters and callbacks nest on the host, too. */
static bool run_lab(struct cpu *cpu, const struct run_options *o)
{
	struct run run = { cpu, o };

	return sim_host_call_deep(run_deep, &run, HOST_STACK_BYTES);
}

static const char *access_verb(uint64_t kind)
{
	return kind == ACCESS_WRITE ? "writing" : kind == ACCESS_EXECUTE ? "executing" : "reading";
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

/* Say how the lab ended, if it did not end by itself; the reason for the trace. same: an endless filter changes something. */
static const char *explain_end(const struct cpu *cpu, const struct run_options *o, bool same, char *reason, size_t room)
{
	const struct ke_exception *e = &cpu->unhandled;
	uint32_t line = cpu->is_unhandled || cpu->is_endless ? line_of((void *)cpu->program, e->instruction) :
	                cpu->program->line[cpu->pc];
	char name[NAME_ROOM], place[64] = "";

	if (cpu->is_unhandled || cpu->is_endless) {
		name_exception(e->code, name, sizeof name);
		if (record_is_memory(e))
			snprintf(place, sizeof place, " %s 0x%llx", access_verb(e->parameter[0]),
			         (unsigned long long)e->parameter[1]);
	}
	if (cpu->is_unhandled && cpu->is_quiet)
		return NULL;
	if (cpu->is_unhandled) {
		fprintf(stderr, "%s:%u: unhandled exception 0x%08X (%s)%s: the process is terminated\n", o->lab, line,
		        e->code, name, place);
		return NULL;
	}
	if (cpu->is_endless)
		snprintf(reason, room, "%s%s was raised %d times at line %u with %s changed in between: the filter "
		         "continues without removing the cause", name, place, same ? SAME_MAX : REPEATS_MAX, line,
		         same ? "no reservation" : "nothing");
	else if (cpu->limit[0] != '\0')
		snprintf(reason, room, "%s", cpu->limit);
	else if (cpu->out_of_budget && out_of_time)
		snprintf(reason, room, "the lab did not end within its processor time (line %u)", line);
	else if (cpu->out_of_budget)
		snprintf(reason, room, "the lab did not end within %lld steps (line %u)", o->max_steps, line);
	else
		return NULL;
	fprintf(stderr, "%s:%u: stopped: %s\n", o->lab, line, reason);
	return reason;
}

static int finish(struct cpu *cpu, const struct run_options *o, struct recorder *record)
{
	char reason[NAME_ROOM + 400];
	const char *why;
	bool written = output_flush(cpu->output);

	why = explain_end(cpu, o, record->same > SAME_MAX, reason, sizeof reason);
	if (!cpu->is_unhandled)
		record_exit(record, cpu->exit_code, why);
	if (!written)
		fprintf(stderr, "sim: the lab's output could not be written: %s\n", strerror(cpu->output->error));
	if (!trace_file_close(&trace_file) || !written)
		return EXIT_FAILED;
	if (cpu->broken) {
		fprintf(stderr, "sim: the model is broken at line %u: %s\n", cpu->program->line[cpu->pc], cpu->broken);
		return EXIT_BROKEN;
	}
	return (int)(cpu->exit_code & 0xff);
}

/* False after a message. */
static bool open_input(struct input *in, const struct run_options *o)
{
	struct stat st;

	*in = (struct input){ .fd = STDIN_FILENO };
	if (!o->input)
		return true;
	in->fd = open(o->input, O_RDONLY | O_CLOEXEC);
	if (in->fd >= 0 && fstat(in->fd, &st) == 0 && !S_ISDIR(st.st_mode))
		return true;
	fprintf(stderr, "sim: the input %s cannot be read: %s\n", o->input, in->fd < 0 ? strerror(errno) : "it is a folder");
	return false;
}

static int simulate(const struct run_options *o, const struct program *program)
{
	static struct recorder record;
	static struct output output;
	static struct input input;
	static struct variables variables;
	const struct vm_config config = run_options_vm(o);
	struct vm *vm = vm_new(&config);
	struct cpu *cpu = vm ? cpu_new(program, vm, &record) : NULL;
	const char *why = "the host has no memory left";
	int status = EXIT_BAD_INPUT;

	if (!cpu) {
		fprintf(stderr, "sim: %s: the host has no memory for this machine; "
		        "ask for fewer --frames, or raise the limit (ulimit -v)\n", o->lab);
		vm_free(vm);
		return EXIT_NO_MEMORY;
	}
	if (!open_input(&input, o)) {
		status = EXIT_BAD_INPUT;
	} else if (!cpu_boot(cpu, &why)) {
		fprintf(stderr, "sim: %s: %s\n", o->lab, why);
	} else if (o->trace && !trace_file_open(&trace_file, o->trace)) {
		status = EXIT_FAILED;
	} else {
		output.fd = o->trace && strcmp(o->trace, "-") == 0 ? STDERR_FILENO : STDOUT_FILENO;
		output.by_line = isatty(output.fd);
		cpu->output = &output;
		cpu->input = &input;
		cpu->check = o->check;
		cpu->budget = o->max_steps;
		record_start(&record, vm, o->trace ? trace_file_sink : NULL, &trace_file);
		record.limits = run_options_limits(o);
		record.budget = &cpu->budget;
		cpu->out_of_time = &out_of_time;
		sim_host_limit_time(SECONDS_MAX, &out_of_time);
		if (o->trace && variables_new(&variables, cpu)) {
			record.tell_variables = variables_tell;
			record.variables = &variables;
		}
		record.tell_stack = stack_tell;
		record.stack_pointer = stack_pointer;
		record.stack = cpu;
		record.data_base = DATA_BASE;
		record.line_of = line_of;
		record.function_of = function_of;
		record.context = (void *)program;
		if (o->machine.commit_available >= 0)
			vm_set_commit_available(vm, (size_t)o->machine.commit_available);
		record_begin(&record, program->name, program->source_text, o->args - 1, o->arg + 1);
		if (run_lab(cpu, o)) {
			status = finish(cpu, o, &record);
		} else {
			trace_file_remove(&trace_file);
			fputs("sim: the host gives no thread for the lab; raise the limit on memory (ulimit -v)\n", stderr);
			status = EXIT_FAILED;
		}
		record_free(&record);
		variables_free(&variables);
	}
	cpu_free(cpu);
	vm_free(vm);
	return status;
}

/* The trace has the source as it is; who looks for a line of it wants lines. */
static bool machine_of_lab(struct run_options *o, const struct program *program)
{
	char *text = strdup(program->source_text);
	bool good = text != NULL;

	if (good) {
		source_split(text, strlen(text));
		good = run_options_of_lab(o, o->lab, text, stderr);
	}
	free(text);
	return good;
}

static int run(int argc, char **argv)
{
	struct run_options o;
	struct program program;
	int status = EXIT_BAD_INPUT;

	if (run_options_parse(&o, argc, argv) && compile_lab(o.lab, stderr, library_find, &program) && machine_of_lab(&o, &program))
		status = simulate(&o, &program);
	run_options_free(&o);
	return status;
}

int main(int argc, char **argv)
{
	bool is_replay = argc > 1 && strcmp(argv[1], "replay") == 0;
	bool is_record = argc > 1 && strcmp(argv[1], "record") == 0;
	bool is_exercise = argc > 1 && strcmp(argv[1], "exercise") == 0;

	sim_host_start();
	sim_host_on_interrupt(interrupted);
	sim_memory_undo(remove_trace);
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
		if (strcmp(argv[i], "--help") == 0 && !is_replay && !is_record && !is_exercise) {
			run_options_help(stdout);
			return fflush(stdout) == 0 ? 0 : EXIT_FAILED;
		}
		if (strcmp(argv[i], "--version") == 0) {
			puts("sim (FaultLab) " FAULTLAB_VERSION);
			return fflush(stdout) == 0 ? 0 : EXIT_FAILED;
		}
	}
	if (is_replay)
		return replay_main(argc - 1, argv + 1);
	if (is_record)
		return record_main(argc - 1, argv + 1);
	if (is_exercise)
		return exercise_main(argc - 1, argv + 1);
	if (argc < 2 || strcmp(argv[1], "run") != 0) {
		fprintf(stderr, "sim: %s%s; see sim --help\n", argc < 2 ? "no command" : "unknown command ",
		        argc < 2 ? "" : argv[1]);
		return EXIT_BAD_INPUT;
	}
	return run(argc, argv);
}
