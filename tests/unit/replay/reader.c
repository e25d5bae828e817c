/* reader.c - what a trace file says is what the engine gets, and what is malformed is named. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <CUnit/CUnit.h>

#include "sim/replay/reader.h"

#define MOST 70000

/* What a reader made of some bytes: items as page number << 1 | is_write. */
struct heard {
	uint64_t item[MOST];
	size_t items, blocks;
	enum refs_form form;            /* of the last block */
	enum format format;
	enum reader_status status;
	char why[READER_WHY];
};

static struct heard heard;
static char path[64];

static void note(const struct refs *refs)
{
	heard.blocks++;
	heard.form = refs->form;
	CU_ASSERT_TRUE(refs->count > 0 && refs->count <= REFS_BLOCK);
	for (size_t i = 0; i < refs->count && heard.items < MOST; i++)
		heard.item[heard.items++] = refs->form == REFS_TAGGED ? refs->item[i] :
								       refs->item[i] >> refs_shift(refs->form) << 1;
}

static void listen(const char *name, enum format format)
{
	static uint64_t room[REFS_BLOCK];
	struct reader *r;
	struct refs refs;

	memset(&heard, 0, sizeof heard);
	r = reader_open(name, format, &heard.status, heard.why);
	if (!r)
		return;
	heard.format = reader_format(r);
	while ((heard.status = reader_next(r, room, &refs)) == READER_BLOCK)
		note(&refs);
	if (heard.status == READER_BAD)
		snprintf(heard.why, sizeof heard.why, "%s", reader_why(r));
	reader_close(r);
}

/* Read these bytes from a file whose name ends so. */
static void hear_named(const char *ending, enum format format, const void *bytes, size_t size)
{
	int fd;

	snprintf(path, sizeof path, "/tmp/faultlab-XXXXXX%s", ending);
	fd = mkstemps(path, (int)strlen(ending));
	CU_ASSERT_TRUE_FATAL(fd >= 0 && write(fd, bytes, size) == (ssize_t)size);
	close(fd);
	listen(path, format);
	unlink(path);
}

static void hear(enum format format, const void *bytes, size_t size)
{
	hear_named("", format, bytes, size);
}

static void hear_text(enum format format, const char *text)
{
	hear(format, text, strlen(text));
}

/* The same bytes through a pipe. */
static void hear_piped(enum format format, const void *bytes, size_t size)
{
	char name[32];
	int end[2];

	CU_ASSERT_TRUE_FATAL(pipe(end) == 0 && size < 60000 && write(end[1], bytes, size) == (ssize_t)size);
	close(end[1]);
	snprintf(name, sizeof name, "/dev/fd/%d", end[0]);
	listen(name, format);
	close(end[0]);
}

static bool heard_items(size_t n, const uint64_t *want)
{
	return heard.status == READER_END && heard.items == n && memcmp(heard.item, want, n * sizeof *want) == 0;
}
#define HEARD(...) \
	heard_items(sizeof((uint64_t[]){ __VA_ARGS__ }) / sizeof(uint64_t), (uint64_t[]){ __VA_ARGS__ })

/* Was it refused, with a sentence that holds this? */
static bool refused(const char *part)
{
	bool good = heard.status == READER_BAD && strstr(heard.why, part);

	if (!good)
		printf("  status %d, \"%s\" lacks \"%s\"\n", heard.status, heard.why, part);
	return good;
}

/* ---- lackey ---- */

static void lackey_reads_fetches_loads_stores_and_modifications(void)
{
	hear_text(FORMAT_LACKEY, "I  04001f90,3\n L 1ffeffe7e0,8\n S 04222cac,4\n M 0421c7cc,4\n");
	CU_ASSERT_TRUE(HEARD(0x4001 << 1, UINT64_C(0x1ffeffe) << 1, 0x4222 << 1 | 1, 0x421c << 1 | 1));
	CU_ASSERT_EQUAL(heard.form, REFS_TAGGED);
}

/* A modification reads and writes, but it is one instruction and one access. */
static void an_access_across_a_page_border_touches_both_pages(void)
{
	hear_text(FORMAT_LACKEY, " S 00001fff,2\n L 00001fff,1\nI  00001ffc,15\n M 1ff8,8\n");
	CU_ASSERT_TRUE(HEARD(3, 5, 2, 2, 4, 3));
}

static void what_valgrind_says_itself_is_skipped(void)
{
	hear_text(FORMAT_LACKEY, "==7== Lackey, an example tool\n--7-- warning\n**7** said\n\n  \nI  1000,1\n==7== \n");
	CU_ASSERT_TRUE(HEARD(2));
}

/* A fork leaves the accesses of two processes in one log, and nothing says whose is whose. */
static void the_log_of_two_processes_is_refused(void)
{
	hear_text(FORMAT_LACKEY, "==7== Lackey\n L 1000,8\n--7-- a remark\n**7** a message\n L 2000,8\n");
	CU_ASSERT_TRUE(HEARD(2, 4));
	hear_text(FORMAT_LACKEY, "==7== Lackey\n L 1000,8\n==8== Lackey\n L 2000,8\n");
	CU_ASSERT_TRUE(refused(":3: lines of two processes"));
	hear_text(FORMAT_LACKEY, " L 1000,8\n==77== bye\n--7-- bye\n");
	CU_ASSERT_TRUE(refused(":3: lines of two processes"));
	hear_text(FORMAT_LACKEY, "==7==\n L 1000,8\n== no number\n==8 is none either\n==99999999999999999999\n L 2000,8\n");
	CU_ASSERT_TRUE(HEARD(2, 4));
}

static void lines_may_end_as_under_windows_and_the_last_need_not_end(void)
{
	hear_text(FORMAT_LACKEY, "I  1000,1\r\n L 2000,10\r\n\r\n S 3000,4");
	CU_ASSERT_TRUE(HEARD(2, 4, 7));
	hear_text(FORMAT_TEXT, "1000\r\n0x2000\r\n\r\n3000");
	CU_ASSERT_TRUE(HEARD(2, 4, 6));
}

static const struct { const char *name, *text, *why; } bad_lackey[] = {
	{ "no letter", "I  1000,1\n 1000,1\n", ":2: not a line of valgrind" },
	{ "another letter", "X  1000,1\n", ":1: not a line of valgrind" },
	{ "one blank too few", "I 1000,1\n", ":1: not a line" },
	{ "no digits", "I  ,1\n", ":1: not a line" },
	{ "no size", "I  1000\n", ":1: not a line" },
	{ "an empty size", "I  1000,\n", ":1: not a line" },
	{ "size 0", "I  1000,0\n", ":1: not a line" },
	{ "a size that is no number", "I  1000,1x\n", ":1: not a line" },
	{ "a size no instruction has", " L 1000,4097\n", ":1: an access of more than 4096 bytes" },
	{ "a huge size", " L 1000,99999999999999999999999\n", ":1: an access of more than 4096 bytes" },
	{ "no canonical address", " L 800000000000,1\n", ":1: no address" },
	{ "one that leaves its half", " L 7fffffffffff,2\n", ":1: no address" },
	{ "one that leaves the space", " L ffffffffffffffff,2\n", ":1: no address" },
	{ "too many digits", " L 00000000000001000,2\n", ":1: no address" },
	{ "output of the program", "I  1000,1\nHello\nI  1000,1\n", ":2: not a line of valgrind" },
	{ "only valgrind's lines", "==1== \n==1== \n", ": there is no access in this trace" },
};

static void malformed_lackey_lines_are_named(void)
{
	for (size_t i = 0; i < sizeof bad_lackey / sizeof bad_lackey[0]; i++) {
		hear_text(FORMAT_LACKEY, bad_lackey[i].text);
		if (!refused(bad_lackey[i].why))
			printf("  row '%s'\n", bad_lackey[i].name);
		CU_ASSERT_PTR_NOT_NULL(strstr(heard.why, bad_lackey[i].why));
	}
}

static void the_kernels_half_loses_its_sign_extension(void)
{
	hear_text(FORMAT_LACKEY, " S ffff800000000000,8\n L fffffffffffff000,1\n");
	CU_ASSERT_TRUE(HEARD(UINT64_C(0x800000000) << 1 | 1, UINT64_C(0xfffffffff) << 1));
	hear_text(FORMAT_TEXT, "ffff800000001000\n");
	CU_ASSERT_TRUE(HEARD(UINT64_C(0x800000001) << 1));
}

/* ---- text ---- */

static void text_takes_addresses_blank_lines_and_comments(void)
{
	hear_text(FORMAT_TEXT, "# of a textbook\n\n0x1000\n  2FFF  # second\nABCDE000\n\t0X0\n00000000000000003000\n");
	CU_ASSERT_TRUE(HEARD(2, 4, 0xabcde << 1, 0, 6));
	CU_ASSERT_EQUAL(heard.form, REFS_PAGE);
}

static const struct { const char *name, *text, *why; } bad_text[] = {
	{ "a word", "1000\nhello\n", ":2: not a hexadecimal address" },
	{ "a sign", "-1000\n", ":1: not a hexadecimal address" },
	{ "nothing but 0x", "0x\n", ":1: not a hexadecimal address" },
	{ "two addresses", "1000 2000\n", ":1: something follows the address" },
	{ "a comma", "1000,8\n", ":1: something follows the address" },
	{ "no canonical address", "\n\n800000000000\n", ":3: no address" },
	{ "17 digits", "11111111111111111\n", ":1: no address" },
	{ "only comments", "# a\n# b\n", ": there is no access" },
};

static void malformed_text_lines_are_named(void)
{
	for (size_t i = 0; i < sizeof bad_text / sizeof bad_text[0]; i++) {
		hear_text(FORMAT_TEXT, bad_text[i].text);
		if (!refused(bad_text[i].why))
			printf("  row '%s'\n", bad_text[i].name);
		CU_ASSERT_PTR_NOT_NULL(strstr(heard.why, bad_text[i].why));
	}
}

/* As a textbook prints it: in one line or many, with commas or without. */
static void a_reference_string_may_stand_in_one_line_or_in_many(void)
{
	hear_text(FORMAT_PAGES, "# of a textbook\n7 0, 1;2\t0\r\n\n  3   # and so on\n04");
	CU_ASSERT_TRUE(HEARD(14, 0, 2, 4, 0, 6, 8));
	CU_ASSERT_EQUAL(heard.form, REFS_PAGE);
	hear_text(FORMAT_PAGES, "68719476735 0");
	CU_ASSERT_TRUE(HEARD(2 * (REFS_PAGES - 1), 0));
}

static const struct { const char *name, *text, *why; } bad_pages[] = {
	{ "a word", "1 2\n3 four\n", ":2: not a decimal page number" },
	{ "a hexadecimal digit", "1 2a\n", ":1: not a decimal page number" },
	{ "a sign", "1 -2\n", ":1: not a decimal page number" },
	{ "2^36", "1 68719476736\n", ":1: no page" },
	{ "more than 64 bits", "1 99999999999999999999999\n", ":1: no page" },
	{ "only comments", "# 1 2\n", ": there is no access" },
};

static void malformed_reference_strings_are_named(void)
{
	for (size_t i = 0; i < sizeof bad_pages / sizeof bad_pages[0]; i++) {
		hear_text(FORMAT_PAGES, bad_pages[i].text);
		if (!refused(bad_pages[i].why))
			printf("  row '%s'\n", bad_pages[i].name);
		CU_ASSERT_PTR_NOT_NULL(strstr(heard.why, bad_pages[i].why));
	}
}

static void a_nul_byte_is_malformed_and_not_the_end(void)
{
	hear(FORMAT_TEXT, "1000\n20\0" "00\n", 11);
	CU_ASSERT_TRUE(refused(":2: something follows"));
	hear(FORMAT_LACKEY, "I  1000,1\n\0\n", 12);
	CU_ASSERT_TRUE(refused(":2: not a line"));
}

/* A comment may be longer than everything that is read at once; an address may not. */
static void a_huge_line_costs_no_more_memory_than_a_short_one(void)
{
	size_t size = 1000000;
	char *text = malloc(size);

	memset(text, 'a', size);
	hear(FORMAT_TEXT, text, size);
	CU_ASSERT_TRUE(refused(":1: a line of more than"));
	hear(FORMAT_LACKEY, text, size);
	CU_ASSERT_TRUE(refused(":1: not a line"));
	hear(FORMAT_PAGES, text, size);
	CU_ASSERT_TRUE(refused(":1: a line of more than"));
	text[0] = '#';
	memcpy(text + size - 7, "\n1000\n\n", 7);
	hear(FORMAT_TEXT, text, size);
	CU_ASSERT_TRUE(HEARD(2));
	memcpy(text, "==1== ", 6);
	memcpy(text + size - 12, "\nI  1000,1\nx", 12);
	hear(FORMAT_LACKEY, text, size);
	CU_ASSERT_TRUE(refused(":3: not a line"));
	CU_ASSERT_EQUAL(heard.items, 0);
	free(text);
}

/* ---- binary ---- */

static void addresses_of_user_space_are_handed_out_as_they_lie(void)
{
	const uint64_t item[] = { 0x1000, 0x7ffffffff123, 0 };

	hear(FORMAT_U64, item, sizeof item);
	CU_ASSERT_TRUE(HEARD(2, UINT64_C(0x7ffffffff) << 1, 0));
	CU_ASSERT_EQUAL(heard.form, REFS_ADDRESS);
	hear_piped(FORMAT_U64, item, sizeof item);
	CU_ASSERT_TRUE(HEARD(2, UINT64_C(0x7ffffffff) << 1, 0));
	CU_ASSERT_EQUAL(heard.form, REFS_ADDRESS);
}

static void a_block_with_a_kernel_address_is_handed_out_as_pages(void)
{
	const uint64_t item[] = { 0x1000, UINT64_C(0xffff800000002fff) };

	hear(FORMAT_U64, item, sizeof item);
	CU_ASSERT_TRUE(HEARD(2, UINT64_C(0x800000002) << 1));
	CU_ASSERT_EQUAL(heard.form, REFS_PAGE);
	hear_piped(FORMAT_U64, item, sizeof item);
	CU_ASSERT_TRUE(HEARD(2, UINT64_C(0x800000002) << 1));
}

static void page_numbers_may_carry_their_sign_extension(void)
{
	const uint64_t item[] = { 1, UINT64_C(0xfffffffff), UINT64_C(0xffff800000002), UINT64_C(0xfffffff800000003) };

	hear(FORMAT_PAGE64, item, sizeof item);
	CU_ASSERT_TRUE(HEARD(2, UINT64_C(0xfffffffff) << 1, UINT64_C(0x800000002) << 1, UINT64_C(0x800000003) << 1));
}

static void malformed_items_are_named_by_their_offset(void)
{
	uint64_t item[3] = { 0x1000, UINT64_C(0x800000000000), 0 };

	hear(FORMAT_U64, item, sizeof item);
	CU_ASSERT_TRUE(refused(": offset 8: no address"));
	hear_piped(FORMAT_U64, item, sizeof item);
	CU_ASSERT_TRUE(refused(": offset 8: no address"));
	item[1] = UINT64_C(1) << 36;
	hear(FORMAT_PAGE64, item, sizeof item);
	CU_ASSERT_TRUE(refused(": offset 8: no page number"));
	item[1] = UINT64_C(0xfffffff700000000);
	hear(FORMAT_PAGE64, item, sizeof item);
	CU_ASSERT_TRUE(refused(": offset 8: no page number"));
}

static void a_cut_item_is_malformed(void)
{
	const uint64_t item[2] = { 0x1000, 0x2000 };

	hear(FORMAT_U64, item, 11);
	CU_ASSERT_TRUE(refused(": offset 8: the last item is cut"));
	hear_piped(FORMAT_U64, item, 11);
	CU_ASSERT_TRUE(refused(": offset 8: the last item is cut"));
	hear(FORMAT_PAGE64, item, 3);
	CU_ASSERT_TRUE(refused(": offset 0: the last item is cut"));
}

static void an_empty_trace_is_refused_in_every_format(void)
{
	for (int f = FORMAT_GUESS; f < FORMATS; f++) {
		hear((enum format)f, "", 0);
		CU_ASSERT_EQUAL(heard.status, READER_BAD);
		hear_piped((enum format)f, "", 0);
		CU_ASSERT_EQUAL(heard.status, READER_BAD);
	}
	listen("/tmp/faultlab-is-not-there", FORMAT_GUESS);
	CU_ASSERT_TRUE(refused("No such file"));
	listen("/tmp", FORMAT_GUESS);
	CU_ASSERT_TRUE(refused("/tmp: Is a directory"));
}

/* ---- blocks ---- */

/* One block, one item more, several, in every format. */
static void no_access_is_lost_where_a_block_ends(void)
{
	static const size_t counts[] = { REFS_BLOCK - 1, REFS_BLOCK, REFS_BLOCK + 1, 3 * REFS_BLOCK + 5 };
	uint64_t *item = calloc(MOST, sizeof *item), *page = calloc(MOST, sizeof *page);
	char *lackey = malloc(MOST * 24), *text = malloc(MOST * 24), *pages = malloc(MOST * 24);

	for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
		size_t n = counts[i], used = 0, told = 0, listed = 0;

		for (size_t k = 0; k < n; k++) {
			page[k] = 0x12345 + k * 7 % 5003;
			item[k] = page[k] << 12 | (k & 0xfff);
			used += (size_t)sprintf(text + used, "%llx\n", (unsigned long long)item[k]);
			told += (size_t)sprintf(lackey + told, " L %llx,1\n", (unsigned long long)item[k]);
			listed += (size_t)sprintf(pages + listed, "%llu%c", (unsigned long long)page[k], k % 9 ? ' ' : '\n');
			page[k] <<= 1;
		}
		hear(FORMAT_U64, item, n * 8);
		CU_ASSERT_TRUE(heard_items(n, page));
		hear(FORMAT_TEXT, text, used);
		CU_ASSERT_TRUE(heard_items(n, page));
		hear(FORMAT_LACKEY, lackey, told);
		CU_ASSERT_TRUE(heard_items(n, page));
		hear(FORMAT_PAGES, pages, listed);
		CU_ASSERT_TRUE(heard_items(n, page));
		CU_ASSERT_TRUE(heard.blocks <= n / REFS_BLOCK + 1);
	}
	free(item);
	free(page);
	free(lackey);
	free(pages);
	free(text);
}

/* Every access crosses a border, so a block has room for one line less than it seems. */
static void two_pages_of_one_access_fit_where_a_block_ends(void)
{
	size_t lines = REFS_BLOCK, used = 0;
	char *text = malloc(lines * 16 + 16);

	used += (size_t)sprintf(text, " L 1000,1\n");
	for (size_t i = 0; i < lines; i++)
		used += (size_t)sprintf(text + used, " S 2fff,2\n");
	hear(FORMAT_LACKEY, text, used);
	CU_ASSERT_EQUAL(heard.status, READER_END);
	CU_ASSERT_EQUAL(heard.items, 1 + 2 * lines);
	CU_ASSERT_EQUAL(heard.item[0], 2);
	CU_ASSERT_EQUAL(heard.item[2 * lines - 1], 5);
	CU_ASSERT_EQUAL(heard.item[2 * lines], 7);
	free(text);
}

static void a_twin_reads_the_same_from_the_beginning(void)
{
	static uint64_t room[REFS_BLOCK];
	const uint64_t item[] = { 0x1000, 0x2000 };
	enum reader_status status;
	struct reader *r, *twin;
	struct refs refs;
	char why[READER_WHY];
	char twins[] = "/tmp/faultlab-twin-XXXXXX";
	int fd = mkstemp(twins);

	CU_ASSERT_FATAL(fd >= 0 && write(fd, item, sizeof item) == (ssize_t)sizeof item);
	close(fd);
	r = reader_open(twins, FORMAT_U64, &status, why);
	CU_ASSERT_PTR_NOT_NULL_FATAL(r);
	CU_ASSERT_EQUAL(reader_next(r, room, &refs), READER_BLOCK);
	twin = reader_twin(r);
	CU_ASSERT_PTR_NOT_NULL_FATAL(twin);
	CU_ASSERT_EQUAL(reader_next(twin, room, &refs), READER_BLOCK);
	CU_ASSERT_EQUAL(refs.count, 2);
	CU_ASSERT_EQUAL(refs.item[1], 0x2000);
	reader_close(twin);
	CU_ASSERT_EQUAL(reader_next(r, room, &refs), READER_END);
	reader_close(r);
	unlink(twins);
}

/* ---- guessing ---- */

static enum format guess(const char *ending, const void *bytes, size_t size)
{
	hear_named(ending, FORMAT_GUESS, bytes, size);
	return heard.format;
}

static void a_text_is_known_by_its_first_line_that_says_something(void)
{
	CU_ASSERT_EQUAL(guess("", "==12== Lackey\nI  1000,3\n", 24), FORMAT_LACKEY);
	CU_ASSERT_EQUAL(guess("", "\nI  1000,3\n", 11), FORMAT_LACKEY);
	CU_ASSERT_EQUAL(guess("", " L 1000,3\n", 10), FORMAT_LACKEY);
	CU_ASSERT_EQUAL(guess("", "# x\n1000\n", 9), FORMAT_TEXT);
	CU_ASSERT_EQUAL(guess("", "10\n", 3), FORMAT_TEXT);
	CU_ASSERT_EQUAL(guess(".u64", "0x1000\n", 7), FORMAT_TEXT);
	CU_ASSERT_EQUAL(guess("", "# x\n7 0 1\n", 10), FORMAT_PAGES);
	CU_ASSERT_EQUAL(guess("", "7,0", 3), FORMAT_PAGES);
	CU_ASSERT_EQUAL(guess("", "7 # 0\n", 6), FORMAT_TEXT);
	CU_ASSERT_EQUAL(guess("", "7f 0\n", 5), FORMAT_TEXT);
}

/* PowerShell writes UTF-16 with a mark, some editors UTF-8 with one. */
static void a_text_may_begin_with_a_mark_and_be_utf_16(void)
{
	hear(FORMAT_GUESS, "\xef\xbb\xbf" "7 0 1", 8);
	CU_ASSERT_TRUE(HEARD(14, 0, 2));
	CU_ASSERT_EQUAL(heard.format, FORMAT_PAGES);
	hear(FORMAT_GUESS, "\xff\xfe" "1\0" "0\0" "0\0" "0\0" "\r\0" "\n\0" "2\0" "0\0" "0\0" "0\0", 22);
	CU_ASSERT_TRUE(HEARD(2, 4));
	CU_ASSERT_EQUAL(heard.format, FORMAT_TEXT);
	hear_piped(FORMAT_GUESS, "\xfe\xff" "\0" "7\0 \0" "1\0\n", 10);
	CU_ASSERT_TRUE(HEARD(14, 2));
	hear(FORMAT_TEXT, "\xff\xfe" "1\0" "\x30\x04", 6);
	CU_ASSERT_TRUE(refused(":1: something follows"));
	hear(FORMAT_TEXT, "\xff\xfe", 2);
	CU_ASSERT_TRUE(refused(": there is no access"));
	hear(FORMAT_TEXT, "\xff\xfe" "1", 3);
	CU_ASSERT_TRUE(refused(": there is no access"));
}

/* What begins like UTF-16 may be an address as well. */
static void a_binary_trace_that_begins_like_a_mark_is_no_text(void)
{
	const uint64_t real[] = { 0x7f001234feff, 0x7f0012350000 };

	hear(FORMAT_GUESS, real, sizeof real);
	CU_ASSERT_EQUAL(heard.format, FORMAT_U64);
	CU_ASSERT_TRUE(HEARD(0x7f001234f << 1, 0x7f0012350 << 1));
}

static void addresses_and_page_numbers_are_told_apart_by_what_makes_sense(void)
{
	const uint64_t real[] = { 0x4001f90, 0x1ffeffe7e0 }, borders[] = { 0x1000, 0x2000, 0x3000 };
	const uint64_t pages[] = { 1, 2, 3, 4, 1, 2, 5 }, either[] = { 0x12345, 0x4001f90 };

	CU_ASSERT_EQUAL(guess("", real, sizeof real), FORMAT_U64);
	CU_ASSERT_EQUAL(guess(".page64", real, sizeof real), FORMAT_U64);
	CU_ASSERT_EQUAL(guess("", borders, sizeof borders), FORMAT_U64);
	CU_ASSERT_EQUAL(guess("", pages, sizeof pages), FORMAT_PAGE64);
	CU_ASSERT_EQUAL(guess(".u64", pages, sizeof pages), FORMAT_PAGE64);
	CU_ASSERT_EQUAL(guess(".u64", either, sizeof either), FORMAT_U64);
	CU_ASSERT_EQUAL(guess(".page64", either, sizeof either), FORMAT_PAGE64);
}

static void what_may_be_either_is_not_guessed(void)
{
	const uint64_t either[] = { 0x12345, 0x4001f90 };

	hear(FORMAT_GUESS, either, sizeof either);
	CU_ASSERT_TRUE(refused("say --format u64 or --format page64"));
}

CU_TestInfo replay_reader_tests[] = {
	{ "lackey: fetches, loads, stores and modifications", lackey_reads_fetches_loads_stores_and_modifications },
	{ "lackey: an access across a page border touches both pages", an_access_across_a_page_border_touches_both_pages },
	{ "lackey: what valgrind says itself is skipped", what_valgrind_says_itself_is_skipped },
	{ "lackey: the log of two processes is refused", the_log_of_two_processes_is_refused },
	{ "lines may end as under Windows, and the last need not end", lines_may_end_as_under_windows_and_the_last_need_not_end },
	{ "lackey: malformed lines are named", malformed_lackey_lines_are_named },
	{ "the kernel's half loses its sign extension", the_kernels_half_loses_its_sign_extension },
	{ "text: addresses, blank lines and comments", text_takes_addresses_blank_lines_and_comments },
	{ "text: malformed lines are named", malformed_text_lines_are_named },
	{ "pages: in one line or in many", a_reference_string_may_stand_in_one_line_or_in_many },
	{ "pages: malformed numbers are named", malformed_reference_strings_are_named },
	{ "a NUL byte is malformed and not the end", a_nul_byte_is_malformed_and_not_the_end },
	{ "a huge line costs no more memory than a short one", a_huge_line_costs_no_more_memory_than_a_short_one },
	{ "u64: addresses of user space are handed out as they lie", addresses_of_user_space_are_handed_out_as_they_lie },
	{ "u64: a block with a kernel address is handed out as pages", a_block_with_a_kernel_address_is_handed_out_as_pages },
	{ "page64: numbers may carry their sign extension", page_numbers_may_carry_their_sign_extension },
	{ "malformed items are named by their offset", malformed_items_are_named_by_their_offset },
	{ "a cut item is malformed", a_cut_item_is_malformed },
	{ "an empty trace is refused in every format", an_empty_trace_is_refused_in_every_format },
	{ "no access is lost where a block ends", no_access_is_lost_where_a_block_ends },
	{ "two pages of one access fit where a block ends", two_pages_of_one_access_fit_where_a_block_ends },
	{ "a twin reads the same from the beginning", a_twin_reads_the_same_from_the_beginning },
	{ "a text is known by its first line that says something", a_text_is_known_by_its_first_line_that_says_something },
	{ "a text may begin with a mark, and be UTF-16", a_text_may_begin_with_a_mark_and_be_utf_16 },
	{ "a binary trace that begins like a mark is no text", a_binary_trace_that_begins_like_a_mark_is_no_text },
	{ "addresses and page numbers are told apart by what makes sense", addresses_and_page_numbers_are_told_apart_by_what_makes_sense },
	{ "what may be either is not guessed", what_may_be_either_is_not_guessed },
	CU_TEST_INFO_NULL,
};
