/*
 * print.c - printf and its family: to standard output, to a stream, into a buffer; of bytes and of 16-bit units.
 *
 * The functions differ in three things only: whose printf they are (format.h), where the text goes, and what
 * becomes of one that does not fit.
 */
#include <stdlib.h>

#include "sim/libc/crt.h"
#include "sim/libc/errors.h"
#include "sim/libc/format.h"
#include "sim/libc/stream.h"

/* ---- to a stream ---- */

/* Units as bytes, as far as they have one in the C locale. True: all of them. */
static bool narrow(char *text, size_t *size)
{
	uint16_t *unit = malloc(*size * sizeof *unit + 1);
	size_t units = unit ? format_unpack(text, *size, unit) : 0, n = 0;

	while (n < units && unit[n] <= 0xff) {
		text[n] = (char)unit[n];
		n++;
	}
	free(unit);
	*size = n;
	return n == units;
}

/* `arg` begins with the format. */
static uint64_t print(struct cpu *cpu, enum format_style style, uint64_t stream, const uint64_t *arg, unsigned args)
{
	char *text;
	size_t size, printed;
	bool good;

	if (args == 0 || !format_text(cpu, style, arg[0], arg + 1, args - 1, &text, &size))
		return 0;
	printed = size;
	good = !format_is_wide(style) || narrow(text, &printed);
	good &= stream_put(cpu, stream, text ? text : "", printed);
	free(text);
	return crt_sign32(good ? (int64_t)printed : -1);
}

/* ---- into a buffer ---- */

/*
 * What becomes of a text that does not fit into `room` characters with its zero:
 *   CUT      is cut, and the answer is how long it was
 *   OPEN     is cut; one that just fits has no zero; a longer one is answered by -1
 *   REFUSED  the buffer is empty then, and the answer -1
 *   ENDED    is cut, and the answer -1
 */
enum too_long { CUT, OPEN, REFUSED, ENDED };

struct buffer { uint64_t va, room; enum format_style style; enum too_long too_long; };

static unsigned unit_bytes(const struct buffer *b)
{
	return format_is_wide(b->style) ? 2 : 1;
}

static void end_at(struct cpu *cpu, const struct buffer *b, uint64_t at)
{
	cpu_fill(cpu, b->va + at * unit_bytes(b), 0, unit_bytes(b));
}

static uint64_t put(struct cpu *cpu, const struct buffer *b, const void *text, size_t size)
{
	size_t fits = size < b->room ? size : b->room > 0 && b->too_long != OPEN ? b->room - 1 : b->room;

	if (size >= b->room && b->too_long == REFUSED) {
		if (b->room > 0)
			end_at(cpu, b, 0);
		errors_set(cpu, ERRNO_RANGE);
		return crt_sign32(-1);
	}
	if (!cpu_write(cpu, b->va, text, fits * unit_bytes(b)))
		return 0;
	if (fits < b->room)
		end_at(cpu, b, fits);
	if (b->too_long == OPEN ? size > b->room : b->too_long == ENDED && size >= b->room)
		return crt_sign32(-1);
	return crt_sign32((int64_t)size);
}

static uint64_t store(struct cpu *cpu, const struct buffer *b, const uint64_t *arg, unsigned args)
{
	uint16_t *unit = NULL;
	uint64_t result;
	char *text;
	size_t size;

	if (args == 0 || !format_text(cpu, b->style, arg[0], arg + 1, args - 1, &text, &size))
		return 0;
	if (format_is_wide(b->style)) {
		unit = malloc(size * sizeof *unit + 1);
		size = unit ? format_unpack(text, size, unit) : 0;
	}
	result = b->va == 0 && b->room == 0 ? crt_sign32((int64_t)size) : put(cpu, b, unit ? (void *)unit : text, size);
	free(unit);
	free(text);
	return result;
}

/* _snprintf_s(buffer, room, count, ...): no more than `count` characters; all ones: as many as fit. */
static uint64_t store_secure(struct cpu *cpu, enum format_style style, const uint64_t *arg, unsigned args)
{
	bool all = arg[2] == UINT64_MAX, fits = arg[2] < arg[1];
	struct buffer b = { arg[0], fits ? arg[2] + 1 : arg[1], style, all || fits ? ENDED : REFUSED };

	if (arg[0] == 0 || arg[1] == 0) {
		errors_set(cpu, ERRNO_INVALID);
		return crt_sign32(-1);
	}
	return store(cpu, &b, arg + 3, args > 3 ? args - 3 : 0);
}

/* ---- a va_list in place of arguments: its slots are read as far as the format can ask for ---- */

static bool slots(struct cpu *cpu, uint64_t format, bool wide, uint64_t list, uint64_t *arg, unsigned *args)
{
	uint16_t unit = 1, last = 0;

	for (unsigned width = wide ? 2 : 1; unit != 0; format += width, last = unit) {
		unit = 0;
		if (!cpu_read(cpu, format, &unit, width))
			return false;
		*args += *args < ARGS_MAX && (unit == '%' || unit == '*') && !(unit == '%' && last == '%');
	}
	return cpu_read(cpu, list, arg, *args * sizeof *arg);
}

uint64_t crt_with_list(struct cpu *cpu, const uint64_t *arg, unsigned fixed, bool wide,
                         uint64_t (*run)(struct cpu *cpu, const uint64_t *arg, unsigned args))
{
	uint64_t all[ARGS_MAX + 4];
	unsigned args = 0;

	for (unsigned i = 0; i < fixed; i++)
		all[i] = arg[i];
	if (!slots(cpu, arg[fixed - 1], wide, arg[fixed], all + fixed, &args))
		return 0;
	return run(cpu, all, fixed + args);
}

/* ---- the functions: (name, style, stream), (name, style, room, too_long); each also with a v ---- */

#define TO_OUTPUT(X) \
	X(printf, FORMAT_NEW) X(printf_s, FORMAT_OLD) X(wprintf, FORMAT_WIDE) X(wprintf_s, FORMAT_WIDE_OLD) X(_cprintf, FORMAT_OLD)
#define TO_STREAM(X) \
	X(fprintf, FORMAT_NEW) X(fprintf_s, FORMAT_OLD) X(fwprintf, FORMAT_WIDE) X(fwprintf_s, FORMAT_WIDE_OLD)
#define TO_BUFFER(X) \
	X(snprintf, FORMAT_NEW, CUT) X(_snprintf, FORMAT_OLD, OPEN) X(sprintf_s, FORMAT_OLD, REFUSED) \
	X(swprintf, FORMAT_WIDE, ENDED) X(snwprintf, FORMAT_WIDE, ENDED) \
	X(_snwprintf, FORMAT_WIDE_OLD, OPEN) X(swprintf_s, FORMAT_WIDE_OLD, REFUSED)

#define X(name, style) \
	static uint64_t run_##name(struct cpu *cpu, const uint64_t *arg, unsigned args) \
	{ \
		return print(cpu, style, STREAM_OUT, arg, args); \
	} \
	static uint64_t run_v##name(struct cpu *cpu, const uint64_t *arg, unsigned args) \
	{ \
		return crt_with_list(cpu, arg, 1, format_is_wide(style), run_##name); \
	}
TO_OUTPUT(X)
#undef X
#define X(name, style) \
	static uint64_t run_##name(struct cpu *cpu, const uint64_t *arg, unsigned args) \
	{ \
		return print(cpu, style, arg[0], arg + 1, args > 1 ? args - 1 : 0); \
	} \
	static uint64_t run_v##name(struct cpu *cpu, const uint64_t *arg, unsigned args) \
	{ \
		return crt_with_list(cpu, arg, 2, format_is_wide(style), run_##name); \
	}
TO_STREAM(X)
#undef X
#define X(name, style, too_long) \
	static uint64_t run_##name(struct cpu *cpu, const uint64_t *arg, unsigned args) \
	{ \
		return store(cpu, &(struct buffer){ arg[0], arg[1], style, too_long }, arg + 2, args > 2 ? args - 2 : 0); \
	} \
	static uint64_t run_v##name(struct cpu *cpu, const uint64_t *arg, unsigned args) \
	{ \
		return crt_with_list(cpu, arg, 3, format_is_wide(style), run_##name); \
	}
TO_BUFFER(X)
#undef X

static uint64_t run_sprintf(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return store(cpu, &(struct buffer){ arg[0], UINT64_MAX, FORMAT_NEW, CUT }, arg + 1, args > 1 ? args - 1 : 0);
}

static uint64_t run_vsprintf(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return crt_with_list(cpu, arg, 2, false, run_sprintf);
}

static uint64_t run__snprintf_s(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return store_secure(cpu, FORMAT_OLD, arg, args);
}

static uint64_t run__snwprintf_s(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return store_secure(cpu, FORMAT_WIDE_OLD, arg, args);
}

static uint64_t run__vsnprintf_s(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return crt_with_list(cpu, arg, 4, false, run__snprintf_s);
}

static uint64_t run__vsnwprintf_s(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return crt_with_list(cpu, arg, 4, true, run__snwprintf_s);
}

/* How long the text would be. */
static uint64_t run__scprintf(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return store(cpu, &(struct buffer){ 0, 0, FORMAT_OLD, CUT }, arg, args);
}

static uint64_t run__scwprintf(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return store(cpu, &(struct buffer){ 0, 0, FORMAT_WIDE_OLD, CUT }, arg, args);
}

static uint64_t run__vscprintf(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return crt_with_list(cpu, arg, 1, false, run__scprintf);
}

static uint64_t run__vscwprintf(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return crt_with_list(cpu, arg, 1, true, run__scwprintf);
}

const struct library_function print_functions[] = {
#define X(name, style) { #name, run_##name }, { "v" #name, run_v##name },
	TO_OUTPUT(X) TO_STREAM(X)
#undef X
#define X(name, style, too_long) { #name, run_##name }, { "v" #name, run_v##name },
	TO_BUFFER(X)
#undef X
	{ "cprintf", run__cprintf }, { "_vsnprintf", run_v_snprintf }, { "_vsnwprintf", run_v_snwprintf },
	{ "sprintf", run_sprintf }, { "vsprintf", run_vsprintf },
	{ "_snprintf_s", run__snprintf_s }, { "_vsnprintf_s", run__vsnprintf_s },
	{ "_snwprintf_s", run__snwprintf_s }, { "_vsnwprintf_s", run__vsnwprintf_s },
	{ "_scprintf", run__scprintf }, { "_vscprintf", run__vscprintf },
	{ "_scwprintf", run__scwprintf }, { "_vscwprintf", run__vscwprintf },
	{ NULL, NULL }
};
