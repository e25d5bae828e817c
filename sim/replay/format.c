/* format.c - see format.h. */
#include "sim/replay/format.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>

#include "sim/replay/refs.h"
#include "sim/replay/valgrind/stream.h"

#define HEAD_ITEMS      8               /* of a binary trace, looked at to call it binary */
#define LOWEST_ADDRESS  0x10000         /* neither NT nor Linux lets a program have memory below it */

bool format_named(const char *name, enum format *out)
{
	static const char *const names[] = { [FORMAT_LACKEY] = "lackey", [FORMAT_U64] = "u64",
		                             [FORMAT_RUNS] = "runs", [FORMAT_PAGE64] = "page64",
		                             [FORMAT_TEXT] = "text", [FORMAT_PAGES] = "pages" };

	for (int f = FORMAT_LACKEY; f < FORMATS; f++) {
		if (strcmp(name, names[f]) == 0) {
			*out = (enum format)f;
			return true;
		}
	}
	return false;
}

static bool is_binary(const unsigned char *bytes, size_t size)
{
	size_t items = size / 8 < HEAD_ITEMS ? size / 8 : HEAD_ITEMS;

	for (size_t i = 0; i < items; i++)
		if (bytes[i * 8 + 7] != 0x00 && bytes[i * 8 + 7] != 0xff)
			return false;
	if (items == 0)
		return memchr(bytes, 0x00, size) || memchr(bytes, 0xff, size);
	return true;
}

static bool ends_in(const char *name, const char *end)
{
	size_t n = strlen(name), m = strlen(end);

	return n >= m && strcmp(name + n - m, end) == 0;
}

enum format format_of_ending(const char *name)
{
	return ends_in(name, ".page64") ? FORMAT_PAGE64 : ends_in(name, ".u64") ? FORMAT_U64 : FORMAT_GUESS;
}

/* Addresses or page numbers? */
static enum format guess_binary(const unsigned char *bytes, size_t size, const char *name)
{
	bool only_borders = true, any_low = false, any_high = false;

	for (size_t i = 0; i + 8 <= size; i += 8) {
		uint64_t item;

		memcpy(&item, bytes + i, 8);
		only_borders &= item % 4096 == 0;
		any_low |= item < LOWEST_ADDRESS;
		any_high |= item >= REFS_PAGES;
	}
	if (any_high || only_borders)
		return FORMAT_U64;
	return any_low ? FORMAT_PAGE64 : format_of_ending(name);
}

/* `I  04001f90,3`: a letter, blanks, digits, a comma. */
static bool is_lackey_line(const char *p, const char *end)
{
	while (p < end && *p == ' ')
		p++;
	if (p == end || !memchr("ILSM", *p, 4) || ++p == end || *p != ' ')
		return false;
	while (p < end && *p == ' ')
		p++;
	while (p < end && isxdigit((unsigned char)*p))
		p++;
	return p < end && *p == ',';
}

static bool is_valgrind_line(const char *p, const char *end)
{
	return end - p >= 2 && p[0] == p[1] && (*p == '=' || *p == '-' || *p == '*');
}

/* `7 0 1 2 0 3`: two decimal numbers at least, and nothing else but what may stand between them. */
static bool is_reference_string(const char *p, const char *end)
{
	size_t numbers = 0;

	for (; p < end && *p != '#'; p++) {
		if (isdigit((unsigned char)*p))
			numbers += p + 1 == end || !isdigit((unsigned char)p[1]);
		else if (!isspace((unsigned char)*p) && *p != ',' && *p != ';')
			return false;
	}
	return numbers >= 2;
}

static enum format guess_text(const char *p, const char *end)
{
	while (p < end) {
		const char *eol = memchr(p, '\n', (size_t)(end - p));

		if (!eol)
			eol = end;
		if (is_valgrind_line(p, eol) || is_lackey_line(p, eol))
			return FORMAT_LACKEY;
		while (p < eol && isspace((unsigned char)*p))
			p++;
		if (p < eol && *p != '#')
			return is_reference_string(p, eol) ? FORMAT_PAGES : FORMAT_TEXT;
		p = eol + 1;
	}
	return FORMAT_TEXT;
}

enum format format_guess(const unsigned char *bytes, size_t size_bytes, const char *name)
{
	if (size_bytes >= sizeof RUNS_MAGIC - 1 && memcmp(bytes, RUNS_MAGIC, sizeof RUNS_MAGIC - 1) == 0)
		return FORMAT_RUNS;
	if (is_binary(bytes, size_bytes))
		return guess_binary(bytes, size_bytes, name);
	return guess_text((const char *)bytes, (const char *)bytes + size_bytes);
}
