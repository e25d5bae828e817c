/* parse_hex.c - one hexadecimal address a line; blank lines and comments from # on are skipped. */
#include "sim/replay/parse.h"

#define X 255
#define ROW16 X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X
const uint8_t parse_digit[256] = {
	ROW16, ROW16, ROW16,
	0, 1, 2, 3, 4, 5, 6, 7, 8, 9, X, X, X, X, X, X,
	X, 10, 11, 12, 13, 14, 15, X, X, X, X, X, X, X, X, X, ROW16,
	X, 10, 11, 12, 13, 14, 15, X, X, X, X, X, X, X, X, X, ROW16,
	ROW16, ROW16, ROW16, ROW16, ROW16, ROW16, ROW16, ROW16,
};

static const char *skip_blanks(const char *p)
{
	while (*p == ' ' || *p == '\t' || *p == '\r')
		p++;
	return p;
}

static const char *skip_line(const char *p)
{
	while (*p != '\n')
		p++;
	return p;
}

/* The address at `p`, which is moved behind it. NULL, or what is wrong. */
static const char *take_address(const char **p, uint64_t *address)
{
	const char *q = *p;
	unsigned digits = 0;
	uint64_t value = 0;

	if (q[0] == '0' && (q[1] == 'x' || q[1] == 'X'))
		q += 2;
	while (*q == '0' && parse_digit[(uint8_t)q[1]] != X)
		q++;
	for (; parse_digit[(uint8_t)*q] != X; q++, digits++)
		value = value << 4 | parse_digit[(uint8_t)*q];
	*p = q;
	*address = value;
	if (digits == 0)
		return "not a hexadecimal address: a line has one address, with or without 0x; # begins a comment";
	if (digits > 16 || !parse_is_canonical(value))
		return "no address of an x86-64 processor: bits 47 to 63 have to be the same";
	return NULL;
}

bool parse_hex(struct lines *l, uint64_t *item, size_t room, size_t *count, const char **why)
{
	const char *p = l->at;
	size_t n = 0;

	*why = NULL;
	while (p < l->end && n < room) {
		const char *start = p;
		uint64_t address;

		p = skip_blanks(p);
		if (*p != '\n' && *p != '#') {
			*why = l->is_cut ? "a line of more than 262144 bytes is no address; is --format text right?" :
			       take_address(&p, &address);
			if (!*why) {
				item[n++] = parse_page_of(address);
				p = skip_blanks(p);
				if (*p != '\n' && *p != '#')
					*why = "something follows the address: a line has one address; # begins a comment";
			}
		}
		if (*why) {
			p = start;
			break;
		}
		p = skip_line(p) + 1;
		l->number++;
	}
	l->at = p;
	*count = n;
	return *why == NULL;
}
