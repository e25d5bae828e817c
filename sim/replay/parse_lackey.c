/*
 * parse_lackey.c - the text of valgrind --tool=lackey --trace-mem=yes.
 *
 *	I  04001f90,3           an instruction of 3 bytes is fetched
 *	 L 1ffeffe7e0,8         load         S  store       M  modify: one access, a write
 *
 * Lines of valgrind itself (==PID==, --PID--, **PID**) and blank lines are skipped. If they are of two processes, the
 * trace is refused: a program that forks leaves the accesses of both in one log, and no line of an access says whose
 * it is.
 * The common shape is parsed without a look at where the line ends: a digit is
 * never read past '\n', because '\n' is no digit.
 *
 * Source: docs/reference/sources.md, [lackey].
 */
#include <string.h>

#include "sim/replay/parse.h"

#define LARGEST_ACCESS 4096             /* bytes; so an access touches two pages at most */
#define LONGEST_DIGITS 16

static const char bad_line[] = "not a line of valgrind --tool=lackey --trace-mem=yes (like \" L 1ffeffe7e0,8\"); if the "
			       "program's own output got in between, record with --log-file=FILE";

static const char two_writers[] = "lines of two processes, and no line of an access names its process; record each by itself with "
				  "--log-file=NAME.%p, or the first alone with --child-silent-after-fork=yes";

/* The process that valgrind names at the head of its own line; 0 if it names none. */
static uint64_t writer_of(const char *p)
{
	uint64_t pid = 0;

	for (p += 2; *p >= '0' && *p <= '9'; p++)
		pid = pid < UINT32_MAX ? pid * 10 + (uint64_t)(*p - '0') : pid;
	return p[0] == p[1] && (*p == '=' || *p == '-' || *p == '*') ? pid : 0;
}

/* Lines of a second process are an error. */
static bool same_writer(struct lines *l, const char *line)
{
	uint64_t writer = line[0] == line[1] ? writer_of(line) : 0;

	if (writer && !l->writer)
		l->writer = writer;
	return !writer || writer == l->writer;
}

static bool is_skipped(const char *p)
{
	if (p[0] == p[1] && (*p == '=' || *p == '-' || *p == '*'))
		return true;
	while (*p == ' ' || *p == '\t' || *p == '\r')
		p++;
	return *p == '\n';
}

/* The number of bytes behind the comma, up to the end of the line; 0 if it is none. */
static uint64_t take_size(const char **p)
{
	const char *q = *p;
	uint64_t size = 0;

	for (; *q >= '0' && *q <= '9'; q++)
		size = size <= LARGEST_ACCESS ? size * 10 + (uint64_t)(*q - '0') : size;
	while (*q == '\r' || *q == ' ')
		q++;
	*p = q;
	return *q == '\n' ? size : 0;
}

/* What is wrong with an access, if anything is. */
static const char *judge(uint64_t address, unsigned digits, uint64_t size)
{
	if (digits == 0 || size == 0)
		return bad_line;
	if (size > LARGEST_ACCESS)
		return "an access of more than 4096 bytes, which no instruction makes";
	if (digits > LONGEST_DIGITS || !parse_is_canonical(address) || !parse_is_canonical(address + size - 1) ||
	    address + size - 1 < address)
		return "no address of an x86-64 processor: bits 47 to 63 have to be the same";
	return NULL;
}

/* One access of the line at `p`, which is moved to the line's end. NULL with 1 or 2 items, or what is wrong. */
static inline const char *take_access(const char **p, uint64_t *item, size_t *n)
{
	const char *q = *p, *first;
	uint64_t address = 0, size, write, page, last;
	uint8_t digit;
	unsigned digits;

	if (q[0] == 'I' && q[1] == ' ' && q[2] == ' ')
		write = 0;
	else if (q[0] == ' ' && q[2] == ' ' && (q[1] == 'L' || q[1] == 'S' || q[1] == 'M'))
		write = q[1] != 'L';
	else
		return bad_line;
	first = q += 3;
	while ((digit = parse_digit[(uint8_t)*q]) != 255) {
		address = address << 4 | digit;
		q++;
	}
	digits = q - first > LONGEST_DIGITS ? LONGEST_DIGITS + 1 : (unsigned)(q - first);
	if (*q++ != ',')
		return bad_line;
	if (q[0] >= '1' && q[0] <= '9' && q[1] == '\n') {
		size = (uint64_t)(*q++ - '0');
	} else {
		size = take_size(&q);
	}
	*p = q;
	if (digits == 0 || size - 1 >= LARGEST_ACCESS || ((address | (address + size - 1)) >> 47 != 0) ||
	    digits > LONGEST_DIGITS) {
		const char *why = judge(address, digits, size);

		if (why)
			return why;
	}
	page = parse_page_of(address);
	last = parse_page_of(address + size - 1);
	item[0] = page << 1 | write;
	item[1] = last << 1 | write;
	*n = page == last ? 1 : 2;
	return NULL;
}

bool parse_lackey(struct lines *l, uint64_t *item, size_t room, size_t *count, const char **why)
{
	const char *p = l->at, *start;
	uint64_t number = l->number;
	size_t n = 0, taken;

	*why = NULL;
	while (p < l->end && n + 2 <= room) {
		start = p;
		*why = take_access(&p, item + n, &taken);
		if (!*why) {
			n += taken;
		} else if (is_skipped(start)) {
			*why = same_writer(l, start) ? NULL : two_writers;
			p = memchr(start, '\n', (size_t)(l->end - start));
		}
		if (!*why && l->is_cut && !is_skipped(start))
			*why = bad_line;
		if (*why) {
			p = start;
			break;
		}
		p++;
		number++;
	}
	l->at = p;
	l->number = number;
	*count = n;
	return *why == NULL;
}
