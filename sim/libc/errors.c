/* errors.c - see errors.h: errno, strerror and perror. */
#include "sim/libc/errors.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/libc/crt.h"
#include "sim/libc/stream.h"

#define FL_ERRNO(number, windows, wine) [number] = windows,
static const char *const texts[] = {
#include "core/texts.h"
};
#define TEXTS (sizeof texts / sizeof texts[0])

void errors_set(struct cpu *cpu, uint32_t number)
{
	cpu_write(cpu, cpu->runtime + RUNTIME_ERRNO, &number, sizeof number);
}

const char *errors_text(uint32_t number)
{
	return texts[number < TEXTS ? number : TEXTS - 1];
}

static uint64_t run__errno(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return cpu->runtime + RUNTIME_ERRNO;
}

static uint64_t run_strerror(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	const char *text = errors_text((uint32_t)arg[0]);

	cpu_write(cpu, cpu->runtime + RUNTIME_TEXT, text, strlen(text) + 1);
	return cpu->runtime + RUNTIME_TEXT;
}

/* Buffer, room, number: cut to what fits. */
static uint64_t run_strerror_s(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	const char *text = errors_text((uint32_t)arg[2]);
	uint64_t n = strlen(text);

	if (arg[0] == 0 || arg[1] == 0) {
		errors_set(cpu, ERRNO_INVALID);
		return ERRNO_INVALID;
	}
	if (n >= arg[1])
		n = arg[1] - 1;
	if (cpu_write(cpu, arg[0], text, n))
		cpu_fill(cpu, arg[0] + n, 0, 1);
	return 0;
}

static uint64_t run_perror(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint32_t number;
	uint64_t size = 0;
	char *text = arg[0] ? crt_fetch(cpu, arg[0], &size) : NULL, line[64];

	if ((arg[0] && !text) || !cpu_read(cpu, cpu->runtime + RUNTIME_ERRNO, &number, sizeof number)) {
		free(text);
		return 0;
	}
	if (size > 0) {
		stream_put(cpu, STREAM_ERR, text, size);
		stream_put(cpu, STREAM_ERR, ": ", 2);
	}
	snprintf(line, sizeof line, "%s\n", errors_text(number));
	stream_put(cpu, STREAM_ERR, line, strlen(line));
	free(text);
	return 0;
}

const struct library_function error_functions[] = {
	{ "_errno", run__errno }, { "strerror", run_strerror }, { "strerror_s", run_strerror_s }, { "perror", run_perror },
	{ NULL, NULL }
};
