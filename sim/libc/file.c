/*
 * file.c - the part of stdio.h that is about files: opening and closing them, going to a place, removing them.
 *
 * They are files of the run alone (host/folder.h).
 */
#include <stdlib.h>
#include <string.h>

#include "sim/libc/crt.h"
#include "sim/libc/errors.h"
#include "sim/libc/stream.h"

#define NO_FILE      2          /* errno */
#define FILE_EXISTS  17
#define MANY_OPEN    24
#define IN_USE       13

/* ---- open ---- */

/* r, w or a, then +, b and t in any order, and what Windows has beside that and changes nothing. False: no mode. */
static bool read_mode(const char *text, struct stream_mode *mode)
{
	while (*text == ' ')
		text++;
	*mode = (struct stream_mode){ *text == 'r', *text == 'w' || *text == 'a', *text == 'a', true };
	if (!mode->read && !mode->write)
		return false;
	while (*++text != '\0' && *text != ',') {
		if (*text == '+')
			mode->read = mode->write = true;
		else if (*text == 'b')
			mode->text = false;
		else if (!strchr("tcnNSRTDx ", *text))
			return false;
	}
	return true;
}

/* An open stream; 0 with errno's number. */
static uint64_t open_file(struct cpu *cpu, const char *name, const char *mode_text, uint32_t *error)
{
	struct folder *folder = library_folder(cpu);
	struct folder_file *file;
	struct stream_mode mode;
	uint64_t stream;
	char kind = mode_text[strspn(mode_text, " ")];

	*error = ERRNO_INVALID;
	if (!read_mode(mode_text, &mode) || *name == '\0')
		return 0;
	*error = strchr(mode_text, 'x') && folder_has(folder, name) ? FILE_EXISTS : NO_FILE;
	file = *error == FILE_EXISTS ? NULL : folder_open(folder, name, kind != 'r');
	if (!file)
		return 0;
	if (kind == 'w')
		folder_cut(folder, file, 0);
	*error = 0;
	stream = stream_open(cpu, file, mode);
	if (!stream)
		*error = MANY_OPEN;
	return stream;
}

/* Texts of bytes, or of 16-bit units; the caller frees it. NULL: trapped. */
static char *fetch(struct cpu *cpu, uint64_t va, bool wide)
{
	uint64_t size;

	return wide ? crt_fetch_wide(cpu, va) : crt_fetch(cpu, va, &size);
}

static uint64_t open_named(struct cpu *cpu, uint64_t name_va, uint64_t mode_va, bool wide, uint32_t *error)
{
	char *name = fetch(cpu, name_va, wide), *mode = name ? fetch(cpu, mode_va, wide) : NULL;
	uint64_t stream = 0;

	*error = 0;
	if (mode)
		stream = open_file(cpu, name, mode, error);
	if (*error != 0)
		errors_set(cpu, *error);
	free(name);
	free(mode);
	return stream;
}

static uint64_t run_fopen(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint32_t error;

	return open_named(cpu, arg[0], arg[1], false, &error);
}

static uint64_t run__wfopen(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint32_t error;

	return open_named(cpu, arg[0], arg[1], true, &error);
}

/* Where the stream goes, name, mode. */
static uint64_t open_secure(struct cpu *cpu, const uint64_t *arg, bool wide)
{
	uint64_t stream;
	uint32_t error = ERRNO_INVALID;

	if (arg[0] == 0 || arg[1] == 0 || arg[2] == 0) {
		errors_set(cpu, error);
		return error;
	}
	stream = open_named(cpu, arg[1], arg[2], wide, &error);
	if (!cpu->trapped)
		cpu_write(cpu, arg[0], &stream, sizeof stream);
	return error;
}

static uint64_t run_fopen_s(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return open_secure(cpu, arg, false);
}

static uint64_t run__wfopen_s(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return open_secure(cpu, arg, true);
}

static uint64_t run_tmpfile(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	struct folder_file *file = folder_open_nameless(library_folder(cpu));

	return file ? stream_open(cpu, file, (struct stream_mode){ true, true, false, false }) : 0;
}

static uint64_t run_fclose(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	struct library_stream *s = stream_state(cpu, arg[0]);

	if (s && s->file)
		stream_close(cpu, arg[0]);
	return 0;
}

/* ---- places in a file ---- */

/* Streams without a file have no places. */
static struct library_stream *with_file(struct cpu *cpu, uint64_t stream)
{
	struct library_stream *s = stream_state(cpu, stream);

	if (s && !s->file) {
		errors_set(cpu, ERRNO_INVALID);
		return NULL;
	}
	return s;
}

static uint64_t seek(struct cpu *cpu, uint64_t stream, int64_t offset, int whence)
{
	struct library_stream *s = with_file(cpu, stream);
	int64_t from;

	if (!s)
		return crt_sign32(-1);
	from = whence == 0 ? 0 : whence == 1 ? (int64_t)s->at - s->ungot : (int64_t)folder_size(s->file);
	if (whence < 0 || whence > 2 || from + offset < 0) {
		errors_set(cpu, ERRNO_INVALID);
		return crt_sign32(-1);
	}
	s->at = (uint64_t)(from + offset);
	s->ended = s->ungot = false;
	return 0;
}

static uint64_t run_fseek(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return seek(cpu, arg[0], (int32_t)arg[1], (int)arg[2]);
}

static uint64_t run__fseeki64(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return seek(cpu, arg[0], (int64_t)arg[1], (int)arg[2]);
}

static uint64_t run_ftell(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	const struct library_stream *s = with_file(cpu, arg[0]);

	return s ? s->at - s->ungot : UINT64_MAX;
}

static uint64_t run_rewind(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	struct library_stream *s = stream_state(cpu, arg[0]);

	if (s) {
		s->at = 0;
		s->ended = s->failed = s->ungot = false;
	}
	return 0;
}

static uint64_t run_fgetpos(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	const struct library_stream *s = with_file(cpu, arg[0]);
	uint64_t at = s ? s->at - s->ungot : 0;

	return s && cpu_write(cpu, arg[1], &at, sizeof at) ? 0 : crt_sign32(-1);
}

static uint64_t run_fsetpos(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	int64_t at;

	return cpu_read(cpu, arg[1], &at, sizeof at) ? seek(cpu, arg[0], at, 0) : 0;
}

/* ---- names ---- */

static uint64_t done(struct cpu *cpu, bool good, bool exists)
{
	if (!good)
		errors_set(cpu, exists ? IN_USE : NO_FILE);
	return good ? 0 : crt_sign32(-1);
}

static uint64_t run_remove(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	char *name = fetch(cpu, arg[0], false);
	bool exists = name && folder_has(library_folder(cpu), name), good = exists && folder_remove(library_folder(cpu), name);

	free(name);
	return name ? done(cpu, good, exists) : 0;
}

static uint64_t run_rename(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	char *from = fetch(cpu, arg[0], false), *to = from ? fetch(cpu, arg[1], false) : NULL;
	bool exists = to && folder_has(library_folder(cpu), from), good = exists && folder_rename(library_folder(cpu), from, to);
	bool trapped = !to;

	if (exists && !good && folder_has(library_folder(cpu), to))
		errors_set(cpu, FILE_EXISTS);
	else if (!trapped && !good)
		done(cpu, false, exists);
	free(from);
	free(to);
	return good || trapped ? 0 : crt_sign32(-1);
}

const struct library_function file_functions[] = {
	{ "fopen", run_fopen }, { "fopen_s", run_fopen_s }, { "_wfopen", run__wfopen }, { "_wfopen_s", run__wfopen_s },
	{ "tmpfile", run_tmpfile }, { "fclose", run_fclose },
	{ "fseek", run_fseek }, { "_fseeki64", run__fseeki64 }, { "ftell", run_ftell }, { "_ftelli64", run_ftell },
	{ "rewind", run_rewind }, { "fgetpos", run_fgetpos }, { "fsetpos", run_fsetpos },
	{ "remove", run_remove }, { "_unlink", run_remove }, { "unlink", run_remove }, { "rename", run_rename },
	{ NULL, NULL }
};
