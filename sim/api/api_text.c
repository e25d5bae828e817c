/*
 * api_text.c - FormatMessage: a text of the system, or of the lab, with what is to be inserted.
 *
 * The texts are Windows' own, in English (core/texts.h), of the errors that calls here and their neighbours give. A
 * number that the table does not have has no text, and the call says so, as it does of a number that Windows does not have.
 * Inserts are strings, characters and integers, with the flags and widths of printf.
 * Source: docs/reference/sources.md, [format-message].
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/cpu/heap_end.h"
#include "sim/api/api.h"

#define ALLOCATE_BUFFER 0x100u          /* flags */
#define IGNORE_INSERTS  0x200u
#define FROM_STRING     0x400u
#define FROM_HMODULE    0x800u
#define FROM_SYSTEM     0x1000u
#define ARGUMENT_ARRAY  0x2000u
#define WIDTH_MASK      0xffu

#define ERROR_MR_MID_NOT_FOUND        317u

#define UNITS_MAX ((size_t)1 << 16)     /* of a text */

/* A text that grows: 16-bit units, whatever the lab's are. */
struct message { uint16_t *unit; size_t used, room; bool full; };

/* A call: where its inserts are, and how wide its characters. */
struct request { struct cpu *cpu; uint32_t flags; uint64_t inserts; unsigned width; uint32_t error; };

static void add(struct message *m, uint16_t unit)
{
	if (m->used == m->room && m->room < UNITS_MAX) {
		uint16_t *bigger = realloc(m->unit, (m->room = 2 * m->room + 256) * sizeof *m->unit);

		if (!bigger)
			abort();
		m->unit = bigger;
	}
	m->full |= m->used == m->room;
	if (!m->full)
		m->unit[m->used++] = unit;
}

static void add_bytes(struct message *m, const char *text)
{
	for (; *text != '\0'; text++)
		add(m, (uint8_t)*text);
}

/* ---- the text ---- */

static const char *system_text(uint32_t number)
{
	switch (number) {
#define FL_TEXT(number, windows, wine) case number: return windows;
#include "core/texts.h"
	}
	return NULL;
}

/* A text of the lab. False: it cannot be read. */
static bool read_text(struct request *r, uint64_t va, unsigned width, struct message *m)
{
	uint16_t unit;

	for (;; va += width) {
		unit = 0;
		if (!cpu_read(r->cpu, va, &unit, width))
			return false;
		if (unit == 0)
			return true;
		add(m, unit);
	}
}

/* Where the text comes from, as units. False: there is none; the error says why. */
static bool source_text(struct request *r, const uint64_t *arg, struct message *m)
{
	const char *text;

	if (r->flags & FROM_STRING)
		return read_text(r, arg[1], r->width, m);
	r->error = r->flags & (FROM_SYSTEM | FROM_HMODULE) ? ERROR_MR_MID_NOT_FOUND : ERROR_INVALID_PARAMETER;
	text = r->flags & FROM_SYSTEM ? system_text((uint32_t)arg[2]) : NULL;
	if (!text)
		return false;
	r->error = 0;
	add_bytes(m, text);
	add_bytes(m, "\r\n");
	return true;
}

/* ---- inserts ---- */

/* The n-th value, from 1: an array, or a list of arguments, whose address is given by its address. */
static bool insert_value(struct request *r, unsigned n, uint64_t *value)
{
	uint64_t list = r->inserts;

	if (list == 0) {
		r->error = ERROR_INVALID_PARAMETER;
		return false;
	}
	if (!(r->flags & ARGUMENT_ARRAY) && !cpu_read(r->cpu, list, &list, 8))
		return false;
	return cpu_read(r->cpu, list + 8 * (uint64_t)(n - 1), value, 8);
}

/* Is the text of this printf conversion wide? */
static bool is_wide(const char *spec, unsigned width)
{
	size_t n = strlen(spec);
	char size = n > 1 ? spec[n - 2] : ' ';

	if (size == 'h' || size == 'l' || size == 'w')
		return size != 'h';
	return (spec[n - 1] == 's') == (width == 2);
}

static void add_padded(struct message *m, const char *spec, const struct message *text)
{
	bool left = strchr(spec, '-') != NULL;
	size_t width = (size_t)strtoul(spec + strspn(spec, "%-0 +#"), NULL, 10), most = text->used;
	const char *point = strchr(spec, '.');

	if (point && (size_t)strtoul(point + 1, NULL, 10) < most)
		most = (size_t)strtoul(point + 1, NULL, 10);
	for (size_t i = most; !left && i < width && i < UNITS_MAX; i++)
		add(m, ' ');
	for (size_t i = 0; i < most; i++)
		add(m, text->unit[i]);
	for (size_t i = most; left && i < width && i < UNITS_MAX; i++)
		add(m, ' ');
}

static bool insert_text(struct request *r, struct message *m, const char *spec, uint64_t value)
{
	struct message text = { 0 };
	bool good = true;

	if (value == 0)
		add_bytes(&text, "(null)");
	else
		good = read_text(r, value, is_wide(spec, r->width) ? 2 : 1, &text);
	if (good)
		add_padded(m, spec, &text);
	free(text.unit);
	return good;
}

/* The conversion with the size that it asks for; "" if it is none for integers. */
static void insert_integer(struct message *m, const char *spec, uint64_t value)
{
	size_t n = strlen(spec);
	bool large = strstr(spec, "I64") || strstr(spec, "ll"), is_signed = spec[n - 1] == 'd' || spec[n - 1] == 'i';
	char own[48], text[200];
	size_t flags = 1 + strspn(spec + 1, "-+ #0.123456789");

	snprintf(own, sizeof own, "%.*s%s%c", (int)flags, spec, "ll", spec[n - 1]);
	if (!large)
		value = is_signed ? (uint64_t)(int64_t)(int32_t)value : (uint32_t)value;
	snprintf(text, sizeof text, own, (long long)value);
	add_bytes(m, text);
}

static bool insert(struct request *r, struct message *m, unsigned n, const char *spec)
{
	char kind = spec[strlen(spec) - 1];
	uint64_t value;

	if (!insert_value(r, n, &value))
		return false;
	if (kind == 's' || kind == 'S')
		return insert_text(r, m, spec, value);
	if (kind == 'c' || kind == 'C')
		add(m, (uint16_t)(r->width == 2 ? value : (uint8_t)value));
	else if (strchr("diuxXo", kind))
		insert_integer(m, spec, value);
	else
		r->error = ERROR_INVALID_PARAMETER;
	return r->error == 0;
}

/* %1 or %1!spec! at text[*i], which is the first digit. */
static bool read_insert(struct request *r, struct message *m, const struct message *text, size_t *i)
{
	char spec[16] = "%s";
	unsigned n = 0;

	for (unsigned digits = 0; digits < 2 && *i < text->used && text->unit[*i] >= '0' && text->unit[*i] <= '9'; digits++, ++*i)
		n = 10 * n + (text->unit[*i] - '0');
	if (*i < text->used && text->unit[*i] == '!') {
		size_t used = 1;

		for (++*i; *i < text->used && text->unit[*i] != '!' && used < sizeof spec - 1; ++*i)
			spec[used++] = text->unit[*i] < 0x80 ? (char)text->unit[*i] : '?';
		spec[used] = '\0';
		if (*i == text->used || text->unit[*i] != '!' || used < 2 || strchr(spec, '*')) {
			r->error = ERROR_INVALID_PARAMETER;
			return false;
		}
		++*i;
	}
	return insert(r, m, n, spec);
}

/* What follows a %. */
static bool escape(struct request *r, struct message *m, const struct message *text, size_t *i, bool *ended)
{
	uint16_t c = text->unit[*i];

	if (c >= '1' && c <= '9')
		return read_insert(r, m, text, i);
	++*i;
	*ended = c == '0';
	if (c == 'n')
		add_bytes(m, "\r\n");
	else if (c == 'r')
		add(m, '\r');
	else if (c == 't')
		add(m, '\t');
	else if (c == 'b')
		add(m, ' ');
	else if (c != '0')
		add(m, c);
	return true;
}

/* ---- the whole ---- */

/* Without a width, lines end where the text says; with the largest one, nowhere. */
static void add_line_end(const struct request *r, struct message *m, const struct message *text, size_t *i)
{
	if (text->unit[*i] == '\r' && *i + 1 < text->used && text->unit[*i + 1] == '\n')
		++*i;
	++*i;
	add_bytes(m, (r->flags & WIDTH_MASK) == WIDTH_MASK ? " " : "\r\n");
}

static bool compose(struct request *r, const struct message *text, struct message *m)
{
	bool ended = false;

	for (size_t i = 0; i < text->used && !ended;) {
		uint16_t c = text->unit[i];

		if (c == '\r' || c == '\n') {
			add_line_end(r, m, text, &i);
		} else if (c == '%' && !(r->flags & IGNORE_INSERTS) && i + 1 < text->used) {
			i++;
			if (!escape(r, m, text, &i, &ended))
				return false;
		} else {
			add(m, c);
			i++;
		}
	}
	return !m->full;
}

/* A block of the process's heap, as LocalAlloc gives it: LocalFree takes it back. */
static uint64_t take_block(struct cpu *cpu, uint64_t size_bytes)
{
	struct heap *heap = heaps_process(library_heaps(cpu));
	uint64_t va = 0;

	return heap && heap_went_well(cpu, heap, heap_alloc(heap, size_bytes, &va)) ? va : 0;
}

/* Where the text goes, which may be a new block. 0: nowhere, the error says why or an exception unwinds. */
static uint64_t place(struct request *r, const uint64_t *arg, const struct message *m)
{
	uint64_t va = arg[4], units = m->used + 1;

	if (!(r->flags & ALLOCATE_BUFFER)) {
		r->error = va == 0 ? ERROR_INVALID_PARAMETER : units > (uint32_t)arg[5] ? ERROR_INSUFFICIENT_BUFFER : 0;
		return r->error == 0 ? va : 0;
	}
	if (units < (uint32_t)arg[5])
		units = (uint32_t)arg[5];
	va = arg[4] == 0 ? 0 : take_block(r->cpu, units * r->width);
	if (va == 0)
		r->error = ERROR_NOT_ENOUGH_MEMORY;
	return va != 0 && cpu_write(r->cpu, arg[4], &va, 8) ? va : 0;
}

static uint64_t write_text(struct request *r, const uint64_t *arg, const struct message *m)
{
	uint64_t va = place(r, arg, m);

	for (size_t i = 0; va != 0 && i <= m->used; i++)
		if (!cpu_write(r->cpu, va + i * r->width, &(uint16_t){ i < m->used ? m->unit[i] : 0 }, r->width))
			return 0;
	return va != 0 ? m->used : 0;
}

static uint64_t format_message(struct cpu *cpu, enum call_id call, const uint64_t *arg, unsigned width)
{
	struct request r = { cpu, (uint32_t)arg[0], arg[6], width, 0 };
	struct message text = { 0 }, m = { 0 };
	uint64_t result = 0;

	record_before(cpu->record);
	if (source_text(&r, arg, &text) && compose(&r, &text, &m))
		result = write_text(&r, arg, &m);
	free(text.unit);
	free(m.unit);
	if (cpu->trapped)
		return 0;
	api_keep_error(cpu, r.error);
	api_tell(cpu, call, arg, result, r.error);
	return result;
}

uint64_t api_FormatMessageA(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return format_message(cpu, CALL_FormatMessageA, arg, 1);
}

uint64_t api_FormatMessageW(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return format_message(cpu, CALL_FormatMessageW, arg, 2);
}
