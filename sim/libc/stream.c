/* stream.c - see stream.h. */
#include "sim/libc/stream.h"

#include "sim/cpu/exec.h"
#include "sim/host/input.h"
#include "sim/host/output.h"
#include "sim/libc/crt.h"

#define CTRL_Z 0x1a

struct library_stream *stream_state(struct cpu *cpu, uint64_t stream)
{
	struct library *l = library_state(cpu);
	uint64_t n = (stream - STREAM_IN) / STREAM_STEP, left;

	if (n < LIBRARY_STREAMS && stream == STREAM_IN + n * STREAM_STEP && (n < 3 || l->stream[n].file))
		return &l->stream[n];
	/* a use of what is no stream of ours is an access to what it points at */
	if (cpu_touch(cpu, stream, ACCESS_READ, &left))
		cpu_touch(cpu, stream, ACCESS_EXECUTE, &left);
	return NULL;
}

uint64_t stream_open(struct cpu *cpu, struct folder_file *file, struct stream_mode mode)
{
	struct library *l = library_state(cpu);

	for (uint64_t n = 3; n < LIBRARY_STREAMS; n++)
		if (!l->stream[n].file) {
			l->stream[n] = (struct library_stream){ .file = file, .read = mode.read, .write = mode.write, .append = mode.append,
			                                        .text = mode.text };
			return STREAM_IN + n * STREAM_STEP;
		}
	folder_close(l->folder, file);
	return 0;
}

bool stream_close(struct cpu *cpu, uint64_t stream)
{
	struct library_stream *s = stream_state(cpu, stream);

	if (!s || !s->file)
		return false;
	folder_close(library_state(cpu)->folder, s->file);
	*s = (struct library_stream){ .file = NULL };
	return true;
}

/* ---- output ---- */

static bool put_file(struct cpu *cpu, struct library_stream *s, const char *text, size_t size_bytes)
{
	struct folder *folder = library_state(cpu)->folder;
	bool good = s->write;

	if (s->append)
		s->at = folder_size(s->file);
	for (size_t i = 0, n; good && i < size_bytes; i += n) {
		bool line_end = s->text && text[i] == '\n';

		for (n = 1; !line_end && i + n < size_bytes && !(s->text && text[i + n] == '\n'); n++)
			;
		good = folder_write(folder, s->file, s->at, line_end ? "\r\n" : text + i, line_end ? 2 : n);
		s->at += line_end ? 2 : n;
	}
	s->ungot = false;
	s->failed |= !good;
	return good;
}

bool stream_put(struct cpu *cpu, uint64_t stream, const char *text, size_t size_bytes)
{
	struct library_stream *s = stream_state(cpu, stream);

	if (!s)
		return false;
	cpu->budget -= (int64_t)size_bytes * STEPS_A_PRINTED_BYTE;
	if (s->file)
		return put_file(cpu, s, text, size_bytes);
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

/* ---- input ---- */

/* A byte of the file, or of the run's input; -1: there is none. */
static int raw_byte(struct cpu *cpu, struct library_stream *s)
{
	uint8_t c;

	if (!s->file)
		return cpu->input ? input_byte(cpu->input) : -1;
	return folder_read(s->file, s->at, &c, 1) == 1 ? (s->at++, c) : -1;
}

static int raw_peek(struct cpu *cpu, struct library_stream *s)
{
	uint8_t c;

	if (!s->file)
		return cpu->input ? input_peek(cpu->input) : -1;
	return folder_read(s->file, s->at, &c, 1) == 1 ? c : -1;
}

int stream_get(struct cpu *cpu, uint64_t stream)
{
	struct library_stream *s = stream_state(cpu, stream);
	bool text;
	int c;

	if (!s)
		return -1;
	if (s->ungot) {
		s->ungot = false;
		return s->byte;
	}
	if (s->file ? !s->read : stream != STREAM_IN) {
		s->failed = true;
		return -1;
	}
	if (s->ended && !s->file)
		return -1;
	if (!s->file)
		output_flush(cpu->output);      /* whoever types wants to see the question first */
	text = s->file ? s->text : !s->binary;
	c = raw_byte(cpu, s);
	if (text && c == '\r' && raw_peek(cpu, s) == '\n')
		c = raw_byte(cpu, s);
	s->ended = c < 0 || (text && c == CTRL_Z);
	return s->ended ? -1 : c;
}

void stream_unget(struct cpu *cpu, uint64_t stream, int byte)
{
	struct library_stream *s = stream_state(cpu, stream);

	if (s && byte >= 0) {
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

void library_output(struct cpu *cpu, bool error, const char *text, size_t size_bytes)
{
	stream_put(cpu, error ? STREAM_ERR : STREAM_OUT, text, size_bytes);
}

int library_input(struct cpu *cpu)
{
	return stream_get(cpu, STREAM_IN);
}
