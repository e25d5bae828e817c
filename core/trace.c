/* trace.c - see trace.h. Hand-made conversions: printf costs more than the lab itself under Wine. */
#include "trace.h"
#include "letter.h"

#include <assert.h>
#include <string.h>

#define FIRST_ROOM 4096 /* bytes; most events fit */

void trace_init(struct trace *t, bool (*sink)(void *, const char *, size_t),
                void *(*grow)(void *, void *, size_t, size_t), void *context)
{
	*t = (struct trace){ .sink = sink, .grow = grow, .context = context };
}

void trace_free(struct trace *t)
{
	if (t->line)
		t->grow(t->context, t->line, t->room, 0);
	t->line = NULL;
	t->used = t->room = 0;
}

/* Room for `more` bytes, or false with `failed` set. */
static bool make_room(struct trace *t, size_t more)
{
	size_t room = t->room ? t->room : FIRST_ROOM;
	char *line;

	if (t->failed)
		return false;
	if (more <= t->room - t->used)
		return true;
	while (room - t->used < more && room <= SIZE_MAX / 2)
		room *= 2;
	line = room - t->used < more ? NULL : t->grow(t->context, t->line, t->room, room);
	if (!line) {
		t->failed = true;
		return false;
	}
	t->line = line;
	t->room = room;
	return true;
}

static void put(struct trace *t, const char *text, size_t size_bytes)
{
	if (!make_room(t, size_bytes))
		return;
	memcpy(t->line + t->used, text, size_bytes);
	t->used += size_bytes;
}

static void put_char(struct trace *t, char c)
{
	put(t, &c, 1);
}

/* \u00f6; what lies above U+FFFF as the pair of UTF-16 that JSON wants. */
static size_t escape_number(uint32_t c, char *out)
{
	static const char digits[] = "0123456789abcdef";
	size_t n = 0;

	if (c > 0xffff) {
		n = escape_number(0xd800 + ((c - 0x10000) >> 10), out);
		c = 0xdc00 + (c & 0x3ff);
	}
	out[n++] = '\\';
	out[n++] = 'u';
	for (int at = 12; at >= 0; at -= 4)
		out[n++] = digits[c >> at & 15];
	return n;
}

/* One ASCII character, in at most six bytes; returns its length. */
static size_t escape(char c, char *out)
{
	char letter = 0;

	switch (c) {
	case '"':
	case '\\': letter = c; break;
	case '\n': letter = 'n'; break;
	case '\r': letter = 'r'; break;
	case '\t': letter = 't'; break;
	}
	if (!letter && (c < ' ' || c == 0x7f))
		return escape_number((uint32_t)c, out);
	out[0] = '\\';
	out[letter != 0] = letter ? letter : c;
	return letter ? 2 : 1;
}

/* One character beyond ASCII: as it is, or by its number if it must not reach a terminal or stands for a byte. */
static size_t put_letter(const char *text, size_t size_bytes, char *out, size_t *written)
{
	uint32_t c;
	size_t n = letter_read(text, size_bytes, &c);

	if (letter_is_byte(c) || letter_is_control(c)) {
		*written += escape_number(c, out);
		return n;
	}
	memcpy(out, text, n);
	*written += n;
	return n;
}

/* A quoted string; TRACE-2 whatever the bytes are. */
static void put_quoted(struct trace *t, const char *text, size_t size_bytes)
{
	if (size_bytes > (SIZE_MAX - 2) / 6) {
		t->failed = true;
		return;
	}
	if (!make_room(t, 6 * size_bytes + 2))
		return;
	t->line[t->used++] = '"';
	for (size_t i = 0; i < size_bytes;) {
		if ((unsigned char)text[i] < 0x80)
			t->used += escape(text[i++], t->line + t->used);
		else
			i += put_letter(text + i, size_bytes - i, t->line + t->used, &t->used);
	}
	t->line[t->used++] = '"';
}

/* The comma that is due, and `"key":`. */
static void put_key(struct trace *t, const char *key)
{
	assert(t->open);
	if (t->comma)
		put_char(t, ',');
	t->comma = true;
	if (!key)
		return;
	put_quoted(t, key, strlen(key));
	put_char(t, ':');
}

/* Decimal digits of `value`, right-aligned in digits[20]; returns where they start. */
static size_t decimal(uint64_t value, char digits[20])
{
	size_t i = 20;

	do
		digits[--i] = (char)('0' + value % 10);
	while (value /= 10);
	return i;
}

static void put_decimal(struct trace *t, uint64_t value)
{
	char digits[20];
	size_t start = decimal(value, digits);

	put(t, digits + start, sizeof digits - start);
}

static void open_line(struct trace *t, const char *type)
{
	assert(!t->open);
	t->used = 0;
	t->open = true;
	t->comma = false;
	put_char(t, '{');
	trace_string(t, "type", type);
}

void trace_begin(struct trace *t, const char *side, const char *lab, const char *platform)
{
	open_line(t, "begin");
	trace_number(t, "schema", 1);
	trace_string(t, "side", side);
	trace_string(t, "lab", lab);
	trace_string(t, "platform", platform);
	trace_number(t, "page_size", 4096);
	trace_number(t, "granularity", 65536);
	trace_string(t, "encoding", "utf-8");
}

void trace_event(struct trace *t, const char *type, uint32_t line)
{
	open_line(t, type);
	trace_number(t, "step", t->step++);
	if (t->thread > 1)
		trace_number(t, "thread", t->thread);
	trace_number(t, "line", line);
}

bool trace_end(struct trace *t)
{
	assert(t->open);
	put(t, "}\n", 2);
	t->open = false;
	if (!t->failed && !t->sink(t->context, t->line, t->used))
		t->failed = true;
	return !t->failed;
}

void trace_drop(struct trace *t)
{
	t->step -= t->open;
	t->open = false;
}

void trace_bytes(struct trace *t, const char *key, const char *value, size_t size_bytes)
{
	put_key(t, key);
	put_quoted(t, value, size_bytes);
}

void trace_string(struct trace *t, const char *key, const char *value)
{
	if (value)
		trace_bytes(t, key, value, strlen(value));
	else
		trace_null(t, key);
}

void trace_number(struct trace *t, const char *key, int64_t value)
{
	put_key(t, key);
	if (value < 0)
		put_char(t, '-');
	put_decimal(t, value < 0 ? 0 - (uint64_t)value : (uint64_t)value);
}

void trace_decimal(struct trace *t, const char *key, uint64_t value)
{
	put_key(t, key);
	put_char(t, '"');
	put_decimal(t, value);
	put_char(t, '"');
}

void trace_hex(struct trace *t, const char *key, uint64_t value)
{
	char text[20];
	size_t i = sizeof text;

	text[--i] = '"';
	do
		text[--i] = "0123456789abcdef"[value & 15];
	while (value >>= 4);
	text[--i] = 'x';
	text[--i] = '0';
	put_key(t, key);
	put_char(t, '"');
	put(t, text + i, sizeof text - i);
}

void trace_bool(struct trace *t, const char *key, bool value)
{
	put_key(t, key);
	put(t, value ? "true" : "false", value ? 4 : 5);
}

void trace_null(struct trace *t, const char *key)
{
	put_key(t, key);
	put(t, "null", 4);
}

static void open_with(struct trace *t, const char *key, char bracket)
{
	put_key(t, key);
	put_char(t, bracket);
	t->comma = false;
}

static void close_with(struct trace *t, char bracket)
{
	put_char(t, bracket);
	t->comma = true;
}

void trace_open_object(struct trace *t, const char *key)
{
	open_with(t, key, '{');
}

void trace_close_object(struct trace *t)
{
	close_with(t, '}');
}

void trace_open_array(struct trace *t, const char *key)
{
	open_with(t, key, '[');
}

void trace_close_array(struct trace *t)
{
	close_with(t, ']');
}

void trace_name(struct trace *t, const char *key,
                size_t (*name)(uint32_t value, char *out, size_t room), uint32_t value)
{
	char text[256];

	name(value, text, sizeof text);
	trace_string(t, key, text);
}
