/* reader.c - see reader.h. */
#include "sim/replay/reader.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/replay/binary.h"
#include "sim/replay/expand.h"
#include "sim/replay/lines.h"
#include "sim/replay/packed.h"
#include "sim/replay/parse.h"
#include "sim/replay/valgrind/stream.h"

#define ITEMS_READ 8192

struct reader {
	struct source *source;          /* a twin has its original's */
	struct source own;
	enum format format;
	struct lines lines;
	struct binary binary;
	struct expand expand;           /* FORMAT_RUNS */
	uint64_t *items;                /* read, of which these are left: */
	const uint64_t *item, *end;
	bool any;                       /* there was at least one access */
	char why[READER_WHY];
};

static bool is_text(const struct reader *r)
{
	return r->format == FORMAT_LACKEY || r->format == FORMAT_TEXT || r->format == FORMAT_PAGES;
}

static enum reader_status bad(struct reader *r, const char *form, ...)
{
	int n = snprintf(r->why, sizeof r->why, "%.600s", r->source->name);
	va_list args;

	va_start(args, form);
	vsnprintf(r->why + n, sizeof r->why - (size_t)n, form, args);
	va_end(args);
	return READER_BAD;
}

static enum reader_status unreadable(struct reader *r, const char *why)
{
	return bad(r, ": %s", why ? why : source_why(r->source));
}

/* ---- opening ---- */

/* A number of a binary trace may look like a packed file's first bytes; only where the name says so is it one. */
static bool may_be_packed(const char *name, enum format format)
{
	return packed_name_size(name) < strlen(name) || (format != FORMAT_U64 && format != FORMAT_PAGE64 && !format_of_ending(name));
}

/* The guess is made of what lines.h makes of a text: without a mark, and ASCII. */
static enum format guess(const unsigned char *head, size_t used, const char *name)
{
	int wide = lines_wide(head, used);
	unsigned char text[4096];
	size_t n = 0;

	for (size_t i = 2; wide >= 0 && i + 1 < used && n < sizeof text; i += 2) {
		if (head[i + 1 - (size_t)wide])
			return format_guess(head, used, name);
		text[n++] = head[i + (size_t)wide];
	}
	if (wide >= 0)
		return format_guess(text, n, name);
	if (used >= 3 && memcmp(head, "\xef\xbb\xbf", 3) == 0)
		return format_guess(head + 3, used - 3, name);
	return format_guess(head, used, name);
}

static enum reader_status find_format(struct reader *r, enum format format)
{
	char name[READER_WHY];
	const char *packer;

	r->format = format;
	if (format != FORMAT_GUESS)
		return READER_BLOCK;
	if (!source_look(r->source))
		return unreadable(r, NULL);
	if (r->source->used == 0)
		return bad(r, ": the trace is empty");
	packer = r->source->packer ? NULL : packed_by(r->source->head, r->source->used);
	if (packer && !format_of_ending(r->source->name))
		return bad(r, ": this is packed by %s; unpack it on the way: %s -dc FILE | sim replay -", packer, packer);
	snprintf(name, sizeof name, "%.*s", (int)packed_name_size(r->source->name), r->source->name);
	r->format = guess(r->source->head, r->source->used, name);
	if (r->format == FORMAT_GUESS)
		return bad(r, ": these may be addresses as well as page numbers; say --format u64 or --format page64");
	return READER_BLOCK;
}

/* Behind the magic number. */
static enum reader_status begin_runs(struct reader *r)
{
	char magic[sizeof RUNS_MAGIC - 1];

	r->items = malloc(ITEMS_READ * sizeof *r->items);
	if (!r->items)
		return READER_NO_MEMORY;
	if (source_fill(r->source, magic, sizeof magic) != (ssize_t)sizeof magic || memcmp(magic, RUNS_MAGIC, sizeof magic) != 0)
		return bad(r, ": this does not begin as a file of runs does; is it one that `sim record --out` has written?");
	return READER_BLOCK;
}

static enum reader_status set_up(struct reader *r, const char *name, enum format format)
{
	enum reader_status status;

	r->source = &r->own;
	if (!source_open(&r->own, name)) {
		r->own.error = errno;
		r->own.name = name;
		return unreadable(r, NULL);
	}
	if (may_be_packed(name, format) && !source_unpack(r->source))
		return unreadable(r, NULL);
	status = find_format(r, format);
	if (status != READER_BLOCK)
		return status;
	if (r->format == FORMAT_RUNS)
		return begin_runs(r);
	if (!is_text(r))
		binary_init(&r->binary, r->source, r->format == FORMAT_PAGE64);
	else if (!lines_init(&r->lines, r->source))
		return READER_NO_MEMORY;
	return READER_BLOCK;
}

struct reader *reader_open(const char *name, enum format format, enum reader_status *status, char *why)
{
	struct reader *r = calloc(1, sizeof *r);

	snprintf(why, READER_WHY, "the host has no memory left");
	*status = r != NULL ? set_up(r, name, format) : READER_NO_MEMORY;
	if (*status == READER_BLOCK)
		return r;
	if (*status == READER_BAD)
		snprintf(why, READER_WHY, "%s", r->why);
	if (r)
		reader_close(r);
	return NULL;
}

bool reader_is_mapped(const struct reader *r)
{
	return !is_text(r) && r->format != FORMAT_RUNS && r->binary.is_mapped;
}

struct reader *reader_twin(const struct reader *r)
{
	struct reader *twin = reader_is_mapped(r) ? calloc(1, sizeof *twin) : NULL;

	if (twin) {
		twin->source = r->source;
		twin->format = r->format;
		binary_init(&twin->binary, twin->source, r->format == FORMAT_PAGE64);
	}
	return twin;
}

void reader_close(struct reader *r)
{
	lines_free(&r->lines);
	binary_free(&r->binary);
	free(r->items);
	if (r->source == &r->own)
		source_close(&r->own);
	free(r);
}

/* ---- reading ---- */

static enum reader_status next_text(struct reader *r, uint64_t *room, struct refs *out)
{
	bool (*const parse)(struct lines *, uint64_t *, size_t, size_t *, const char **) =
		r->format == FORMAT_LACKEY ? parse_lackey : r->format == FORMAT_PAGES ? parse_pages : parse_hex;
	struct lines *l = &r->lines;
	size_t count = 0, some;
	const char *why;

	while (count + 2 <= REFS_BLOCK) {
		int more = l->at < l->end ? 1 : lines_more(l);

		if (more < 0)
			return unreadable(r, NULL);
		if (more == 0)
			break;
		if (!parse(l, room + count, REFS_BLOCK - count, &some, &why))
			return bad(r, ":%llu: %s", (unsigned long long)l->number, why);
		count += some;
	}
	*out = (struct refs){ room, count, r->format == FORMAT_LACKEY ? REFS_TAGGED : REFS_PAGE };
	return count > 0 ? READER_BLOCK : READER_END;
}

static enum reader_status next_binary(struct reader *r, uint64_t *room, struct refs *out)
{
	const char *why;

	switch (binary_next(&r->binary, room, out, &why)) {
	case BINARY_BLOCK:
		return READER_BLOCK;
	case BINARY_END:
		return READER_END;
	case BINARY_MALFORMED:
		return bad(r, ": offset %llu: %s", (unsigned long long)r->binary.at, why);
	case BINARY_UNREADABLE:
		break;
	}
	return unreadable(r, why);
}

static enum reader_status next_runs(struct reader *r, uint64_t *room, struct refs *out)
{
	size_t count = 0;

	while (count < REFS_BLOCK) {
		ssize_t n;

		count += expand_items(&r->expand, &r->item, r->end, room + count, REFS_BLOCK - count);
		if (count == REFS_BLOCK)
			break;
		n = source_fill(r->source, r->items, ITEMS_READ * sizeof *r->items);
		if (n < 0)
			return unreadable(r, NULL);
		if (n % (ssize_t)sizeof *r->items != 0)
			return bad(r, ": the last item is cut: the size is no multiple of 8; was the file copied whole?");
		if (n == 0)
			break;
		r->item = r->items;
		r->end = r->items + (size_t)n / sizeof *r->items;
	}
	*out = (struct refs){ room, count, REFS_TAGGED };
	return count > 0 ? READER_BLOCK : READER_END;
}

enum reader_status reader_next(struct reader *r, uint64_t *room, struct refs *out)
{
	enum reader_status status = is_text(r) ? next_text(r, room, out) : r->format == FORMAT_RUNS ? next_runs(r, room, out) :
	                            next_binary(r, room, out);

	if (status == READER_END && !r->any)
		return bad(r, ": there is no access in this trace");
	r->any |= status == READER_BLOCK;
	return status;
}

const char *reader_why(const struct reader *r)
{
	return r->why;
}

enum format reader_format(const struct reader *r)
{
	return r->format;
}
