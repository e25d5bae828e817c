/*
 * parse_pages.c - the reference string of a textbook: decimal page numbers, `7 0 1 2 0 3 0 4`.
 *
 * In one line or in many, between blanks, commas or semicolons; blank lines and comments from # on are skipped.
 */
#include "sim/replay/parse.h"

static bool is_between(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == ',' || c == ';';
}

/* The page number at `p`, which is moved behind it. NULL, or what is wrong. */
static const char *take_page(const char **p, uint64_t *page)
{
	const char *q = *p;
	uint64_t value = 0;

	for (; *q >= '0' && *q <= '9'; q++)
		value = value < REFS_PAGES ? value * 10 + (uint64_t)(*q - '0') : value;
	if (q == *p || (!is_between(*q) && *q != '\n' && *q != '#'))
		return "not a decimal page number: they stand between blanks, commas or line ends; # begins a comment";
	if (value >= REFS_PAGES)
		return "no page of an x86-64 processor: they are below 2^36";
	*p = q;
	*page = value;
	return NULL;
}

bool parse_pages(struct lines *l, uint64_t *item, size_t room, size_t *count, const char **why)
{
	const char *p = l->at;
	size_t n = 0;

	*why = l->is_cut ? "a line of more than 262144 bytes: break it somewhere between two numbers" : NULL;
	while (!*why && p < l->end && n < room) {
		if (is_between(*p)) {
			p++;
		} else if (*p == '#' || *p == '\n') {
			while (*p != '\n')
				p++;
			p++;
			l->number++;
		} else {
			*why = take_page(&p, &item[n]);
			n += !*why;
		}
	}
	l->at = p;
	*count = n;
	return !*why;
}
