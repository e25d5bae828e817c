/* stream.c - see stream.h. */
#include "sim/libc/stream.h"

#include "sim/host/input.h"
#include "sim/host/output.h"
#include "sim/libc/crt.h"

#define CTRL_Z 0x1a

static struct library_stream *state(struct cpu *cpu, uint64_t stream)
{
	struct library *l = library_state(cpu);

	return stream == STREAM_IN ? &l->stream[0] : stream == STREAM_OUT ? &l->stream[1] : stream == STREAM_ERR ? &l->stream[2] : NULL;
}

/* A use of what is no stream of ours is an access to what it points at. */
static void no_stream(struct cpu *cpu, uint64_t stream)
{
	uint64_t left;

	if (cpu_touch(cpu, stream, ACCESS_READ, &left))
		cpu_touch(cpu, stream, ACCESS_EXECUTE, &left);
}

bool stream_put(struct cpu *cpu, uint64_t stream, const char *text, size_t size_bytes)
{
	struct library_stream *s = state(cpu, stream);

	if (!s) {
		no_stream(cpu, stream);
		return false;
	}
	if (stream == STREAM_OUT) {
		record_output(cpu->record, cpu_line(cpu), text, size_bytes);
		output_write(cpu->output, text, size_bytes);
	} else if (stream == STREAM_ERR) {
		output_flush(cpu->output);
		crt_write_error(text, size_bytes);
	} else {
		s->failed = true;
		return false;
	}
	return true;
}

/* A byte of the run's input, as text. */
static int text_byte(struct cpu *cpu)
{
	int c = cpu->input ? input_byte(cpu->input) : -1;

	if (c == '\r' && input_peek(cpu->input) == '\n')
		c = input_byte(cpu->input);
	return c;
}

int stream_get(struct cpu *cpu, uint64_t stream)
{
	struct library_stream *s = state(cpu, stream);
	int c;

	if (!s) {
		no_stream(cpu, stream);
		return -1;
	}
	if (s->ungot) {
		s->ungot = false;
		return s->byte;
	}
	if (stream != STREAM_IN || s->ended) {
		s->failed |= stream != STREAM_IN;
		return -1;
	}
	output_flush(cpu->output);              /* whoever types wants to see the question first */
	c = text_byte(cpu);
	s->ended = c < 0 || c == CTRL_Z;
	return s->ended ? -1 : c;
}

void stream_unget(struct cpu *cpu, uint64_t stream, int byte)
{
	struct library_stream *s = state(cpu, stream);

	if (!s) {
		no_stream(cpu, stream);
	} else if (byte >= 0) {
		s->ungot = true;
		s->byte = (uint8_t)byte;
		s->ended = false;
	}
}

int stream_peek(struct cpu *cpu, uint64_t stream)
{
	int c = stream_get(cpu, stream);

	stream_unget(cpu, stream, c);
	return c;
}

bool stream_ended(struct cpu *cpu, uint64_t stream)
{
	const struct library_stream *s = state(cpu, stream);

	if (!s)
		no_stream(cpu, stream);
	return s && s->ended;
}

bool stream_failed(struct cpu *cpu, uint64_t stream)
{
	const struct library_stream *s = state(cpu, stream);

	if (!s)
		no_stream(cpu, stream);
	return s && s->failed;
}

void stream_clear(struct cpu *cpu, uint64_t stream)
{
	struct library_stream *s = state(cpu, stream);

	if (!s)
		no_stream(cpu, stream);
	else
		s->ended = s->failed = false;
}
