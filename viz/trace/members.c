/* members.c - see reading.h: the members of a JSON object, one by one. */
#include "viz/trace/reading.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "viz/base/joined.h"
#include "viz/base/plain.h"

/* ---- saying what is wrong ---- */

/* What a trace holds is part of the sentence: as it may be shown, as much of it as there is room for. */
bool wrong(struct reading *r, const char *format, ...)
{
	struct ink said = { 0 }, shown = { 0 };
	va_list args;

	ink_printf(&said, "%s:%zu: ", r->t->path, r->number);
	va_start(args, format);
	ink_vprintf(&said, format, args);
	va_end(args);
	if (!said.failed)
		plain_text(&shown, said.text);
	snprintf(r->why, r->why_room, "%s", shown.failed || !shown.text ? "no memory" : shown.text);
	ink_free(&said);
	ink_free(&shown);
	return false;
}

bool no_memory(struct reading *r)
{
	return wrong(r, "the trace is too large: no memory left for it; record a shorter run");
}

/* ---- members ---- */

static bool is_ascii(const char *s, size_t n)
{
	for (size_t k = 0; k < n; k++)
		if (s[k] <= 0)
			return false;
	return true;
}

/* Before traces were in UTF-8, each character was the byte of that number; a text with others is somebody else's. */
static bool is_bytes(const char *s, size_t n)
{
	uint32_t c;

	for (size_t at = 0; at < n;) {
		at += letter_take(s + at, n - at, &c);
		if (c > 0xff)
			return false;
	}
	return true;
}

/* READER-3: bytes that make a character are that character, a zero is a sign that C strings can carry. */
static void settle(struct joined *j, const char *s, size_t n, bool bytes)
{
	uint32_t c;

	for (size_t at = 0; at < n;) {
		at += letter_take(s + at, n - at, &c);
		if (letter_is_byte(c) || c == 0 || (bytes && c >= 0x80))
			joined_byte(j, (unsigned char)(c & 0xff));
		else
			joined_letter(j, c);
	}
	joined_end(j);
}

const char *kept(struct reading *r, const json_t *j)
{
	size_t n = json_string_length(j);
	const char *s = json_string_value(j);
	struct ink i = { 0 };
	char *copy;

	if (is_ascii(s, n))
		return keep_copy(&r->t->keep, s, n);
	settle(&(struct joined){ .out = &i }, s, n, !r->utf8 && is_bytes(s, n));
	copy = i.failed ? NULL : keep_copy(&r->t->keep, i.text, i.used);
	ink_free(&i);
	return copy;
}

/* Optional string: false only if it is there and something else. */
bool opt_string(struct reading *r, const json_t *o, const char *key, const char **out)
{
	const json_t *j = json_object_get(o, key);

	if (!j || json_is_null(j))
		return true;
	if (!json_is_string(j))
		return wrong(r, "member \"%s\" is not a string", key);
	*out = kept(r, j);
	return *out || no_memory(r);
}

bool need_string(struct reading *r, const json_t *o, const char *key, const char **out)
{
	if (!opt_string(r, o, key, out))
		return false;
	return *out || wrong(r, "member \"%s\" is missing", key);
}

bool opt_int(struct reading *r, const json_t *o, const char *key, int64_t least, int64_t most, int64_t *out)
{
	const json_t *j = json_object_get(o, key);

	if (!j)
		return true;
	if (!json_is_integer(j))
		return wrong(r, "member \"%s\" is not a whole number", key);
	*out = json_integer_value(j);
	if (*out < least || *out > most)
		return wrong(r, "member \"%s\" is out of range", key);
	return true;
}

bool reader_parse_hex(const char *text, uint64_t *value)
{
	char *end;

	if (strncmp(text, "0x", 2) || !text[2] || strlen(text) > 18 || strspn(text + 2, "0123456789abcdefABCDEF") != strlen(text + 2))
		return false;
	*value = strtoull(text + 2, &end, 16);
	return *end == '\0';
}

bool reader_parse_where(const char *text, struct where *w)
{
	char *end;
	unsigned long n;

	*w = (struct where){ .place = -1 };
	if (text[0] == '0')
		return w->known = reader_parse_hex(text, &w->offset);
	if ((text[0] != 'A' && text[0] != 'B') || text[1] < '0' || text[1] > '9')
		return false;
	n = strtoul(text + 1, &end, 10);
	if (*end != '+' || n >= PLACES_MAX || !reader_parse_hex(end + 1, &w->offset))
		return false;
	w->place = text[0] == 'A' ? (int64_t)n : WHERE_BLOCK - (int64_t)n;
	return w->known = true;
}

bool opt_hex(struct reading *r, const json_t *o, const char *key, uint64_t *out, bool *given)
{
	const json_t *j = json_object_get(o, key);

	if (!j)
		return true;
	if (!json_is_string(j) || !reader_parse_hex(json_string_value(j), out))
		return wrong(r, "member \"%s\" is not a hexadecimal string like \"0x10a0000\"", key);
	if (given)
		*given = true;
	return true;
}

bool opt_where(struct reading *r, const json_t *o, const char *key, struct where *w, const char **text)
{
	const char *s = NULL;

	if (!opt_string(r, o, key, &s) || !s)
		return !s && !json_object_get(o, key);
	if (!reader_parse_where(s, w))
		return wrong(r, "member \"%s\" is not an address like \"A0+0x1000\"", key);
	if (text)
		*text = s;
	return true;
}

bool opt_array(struct reading *r, const json_t *o, const char *key, size_t most, const json_t **out)
{
	const json_t *j = json_object_get(o, key);

	*out = NULL;
	if (!j)
		return true;
	if (!json_is_array(j))
		return wrong(r, "member \"%s\" is not an array", key);
	if (json_array_size(j) > most)
		return wrong(r, "member \"%s\" has more than %zu entries", key, most);
	*out = j;
	return true;
}

/* Any JSON value as one text; strings as they are. */
static const char *as_text(struct reading *r, const json_t *j)
{
	char *dump;
	const char *copy;

	if (json_is_string(j))
		return kept(r, j);
	dump = json_dumps(j, JSON_ENCODE_ANY | JSON_COMPACT);
	copy = dump ? keep_copy(&r->t->keep, dump, strlen(dump)) : NULL;
	free(dump);
	return copy;
}

bool members(struct reading *r, json_t *o, const char *key, const struct argument **out, size_t *count)
{
	json_t *j = json_object_get(o, key), *value;
	struct argument *m;
	const char *name;

	if (!j || json_is_null(j))
		return true;
	if (!json_is_object(j))
		return wrong(r, "member \"%s\" is not an object", key);
	if (json_object_size(j) > TABLE_MAX)
		return wrong(r, "member \"%s\" has more than %d members", key, TABLE_MAX);
	m = keep_alloc(&r->t->keep, json_object_size(j), sizeof *m);
	if (!m)
		return no_memory(r);
	*out = m;
	json_object_foreach(j, name, value) {
		m->name = keep_copy(&r->t->keep, name, strlen(name));
		m->value = as_text(r, value);
		if (!m->name || !m->value)
			return no_memory(r);
		m++;
		++*count;
	}
	return true;
}

static const char *find(const struct argument *m, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(m[i].name, name) == 0)
			return m[i].value;
	return NULL;
}

const char *reader_arg(const struct event *e, const char *name)
{
	return find(e->arg, e->args, name);
}

const char *reader_out(const struct event *e, const char *name)
{
	return find(e->out, e->outs, name);
}
