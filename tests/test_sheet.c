/* test_sheet.c - which questions a sheet asks, how they are written, read back and marked. */
#include <CUnit/CUnit.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/test_frames_traces.h"
#include "viz/mark.h"
#include "viz/sheet_print.h"

static struct trace_file t[SIDES];
static struct comparison c;
static struct model m;
static struct sheet s;

static void set_up(const char *scene, int sides, uint64_t seed, size_t wanted)
{
	scene_read(t, scene_find(scene), 3);
	CU_ASSERT_FATAL(compare_run(&c, sides & 1 ? &t[0] : NULL, sides & 2 ? &t[1] : NULL) && model_build(&m, &c));
	CU_ASSERT_FATAL(sheet_make(&s, &m, seed, wanted));
}

static void tear_down(void)
{
	sheet_free(&s);
	model_free(&m);
	compare_free(&c);
	reader_free(&t[0]);
	reader_free(&t[1]);
}

static char *as_text(bool key)
{
	struct ink i = { 0 };

	sheet_text(&i, &s, key);
	CU_ASSERT_FATAL(!i.failed);
	return i.text;
}

/* Answers as a file would give them. */
static void read_bytes(struct answers *a, const char *bytes, size_t size)
{
	char path[] = "/tmp/faultlab-answers-XXXXXX", why[300] = "";
	int fd = mkstemp(path);

	CU_ASSERT_FATAL(fd >= 0 && write(fd, bytes, size) == (ssize_t)size);
	close(fd);
	CU_ASSERT_FATAL(answers_read(a, path, why, sizeof why));
	unlink(path);
}

static int points_of(const char *text)
{
	struct answers a;
	struct results r = { 0 };
	int points;

	read_bytes(&a, text, strlen(text));
	CU_ASSERT(mark_sheet(&r, &s, &a));
	points = results_points(&r);
	results_free(&r);
	answers_free(&a);
	return points;
}

/* ---- which ---- */

static void check_scene(const char *scene, int sides)
{
	char *text, *key;

	set_up(scene, sides, 7, 12);
	for (size_t n = 0; n < s.count; n++) {
		CU_ASSERT(s.task[n].parts >= 2 && s.task[n].parts <= TASK_PARTS);
		CU_ASSERT(n == 0 || s.task[n - 1].step < s.task[n].step);
		for (int k = 0; k < s.task[n].parts; k++) {
			const struct part *p = &s.task[n].part[k];

			CU_ASSERT(p->key[0] && p->q.ask[0] && p->q.reason && p->q.reason[0]);
			CU_ASSERT((p->form == PF_CHOICE || p->form == PF_ORDER) == (p->q.choices > 1));
			CU_ASSERT(k == 0 || s.task[n].part[k - 1].kind < p->kind);
		}
	}
	CU_ASSERT(s.count >= 1);
	key = as_text(true);
	text = as_text(false);
	CU_ASSERT_EQUAL(points_of(key), 100 * (int)s.count);
	CU_ASSERT_EQUAL(points_of(text), 0);
	CU_ASSERT_EQUAL(points_of(""), 0);
	free(key);
	free(text);
	tear_down();
}

/* H3, W3 and K1, of every lab that we can think of, also where a side is missing. */
static void the_key_of_any_trace_gets_every_point(void)
{
	for (const struct scene *sc = scenes; sc->name; sc++)
		for (int sides = 1; strcmp(sc->name, "huge") && sides <= 3; sides++)
			check_scene(sc->name, sides);
}

/* H1, H2: the first ones drawn are the same, however many are wanted. */
static void a_seed_is_a_sheet(void)
{
	char *one, *again, *other;
	uint32_t step[3], found = 0;

	set_up("founding", 2, 1, 3);
	one = as_text(false);
	for (int n = 0; n < 3; n++)
		step[n] = s.task[n].step;
	tear_down();
	set_up("founding", 2, 1, 3);
	again = as_text(false);
	tear_down();
	set_up("founding", 2, 2, 3);
	other = as_text(false);
	tear_down();
	CU_ASSERT_STRING_EQUAL(one, again);
	CU_ASSERT_STRING_NOT_EQUAL(one, other);
	set_up("founding", 2, 1, 9);
	for (size_t n = 0; n < s.count; n++)
		for (int k = 0; k < 3; k++)
			found += s.task[n].step == step[k];
	CU_ASSERT_EQUAL(found, 3);
	tear_down();
	free(one);
	free(again);
	free(other);
}

/* H4 */
static void nothing_is_asked_where_the_sides_differ(void)
{
	set_up("smalldiv", 3, 1, 50);
	CU_ASSERT_PTR_NOT_NULL(s.note[1]);
	for (size_t n = 0; n < s.count; n++)
		for (size_t r = 0; r < c.rows; r++)
			CU_ASSERT(!compare_differs(c.row[r].verdict) || !c.row[r].side[1] || c.row[r].side[1]->step != s.task[n].step);
	tear_down();
}

static void a_real_trace_says_what_it_cannot_be_asked(void)
{
	set_up("founding", 1, 1, 50);
	CU_ASSERT_PTR_NOT_NULL_FATAL(s.note[0]);
	for (size_t n = 0; n < s.count; n++)
		for (int k = 0; k < s.task[n].parts; k++)
			CU_ASSERT(s.task[n].part[k].kind != PK_PRESENT && s.task[n].part[k].kind != PK_RESOLVED && s.task[n].part[k].kind != PK_ORDER);
	tear_down();
}

/* ---- marking ---- */

/* The points of the key with one answer changed. */
static int points_with(size_t n, int k, const char *answer)
{
	struct ink i = { 0 };
	char *key = as_text(true);
	int points;

	ink_printf(&i, "%s\n%zu%c: %s\n", key, n + 1, 'a' + k, answer);
	points = points_of(i.text);
	ink_free(&i);
	free(key);
	return points;
}

/* K2: whichever part is wrong, it costs its share, rounded down for the question. */
static void every_wrong_answer_costs(void)
{
	set_up("founding", 2, 3, 20);
	for (size_t n = 0; n < s.count; n++)
		for (int k = 0; k < s.task[n].parts; k++) {
			const struct part *p = &s.task[n].part[k];
			int left = 100 * (int)(s.count - 1) + 100 * (s.task[n].parts - 1) / s.task[n].parts;
			char wrong[32] = "A7+0x1000";

			if (p->form == PF_CHOICE)
				snprintf(wrong, sizeof wrong, "%c", p->q.right ? 'A' : 'B');
			else if (p->form == PF_NUMBER)
				snprintf(wrong, sizeof wrong, "%lld", (long long)p->number + 1);
			CU_ASSERT_EQUAL(points_with(n, k, wrong), left);
			CU_ASSERT_EQUAL(points_with(n, k, "zzz"), left);
		}
	tear_down();
}

static void a_near_miss_is_half_a_part(void)
{
	int seen = 0;

	set_up("founding", 2, 3, 20);
	for (size_t n = 0; n < s.count; n++)
		for (int k = 0; k < s.task[n].parts; k++)
			if (s.task[n].part[k].form == PF_PLACE) {
				int halves = 2 * s.task[n].parts;

				CU_ASSERT_EQUAL(points_with(n, k, "A0+0x7f000000"), 100 * (int)(s.count - 1) + 100 * (halves - 1) / halves);
				seen++;
			}
	CU_ASSERT(seen > 0);
	tear_down();
}

static const struct part letter = {
	.form = PF_CHOICE, .key = "B", .q = { .choice = { "COMMIT", "RESERVE", "FREE" }, .choices = 3, .right = 1 }
};
static const struct part digit = { .form = PF_CHOICE, .key = "B", .q = { .choice = { "0", "16" }, .choices = 2, .right = 1 } };
static const struct part order = { .form = PF_ORDER, .key = "BAC", .q = { .choice = { "x", "y", "z", "w" }, .choices = 4 } };
static const struct part page = { .form = PF_NUMBER, .key = "3", .number = 3, .near = 0x3000, .has_near = true };
static const struct part minus = { .form = PF_NUMBER, .key = "-1", .number = -1 };
static const struct part place = { .form = PF_PLACE, .key = "A0+0x3000", .place = { true, 0, 0x3000 } };

static const struct {
	const struct part *part;
	const char *answer;
	enum mark_grade grade;
} answered[] = {
	{ &letter, NULL, MARK_NONE }, { &letter, " ", MARK_NONE },
	{ &letter, "B", MARK_RIGHT }, { &letter, "b", MARK_RIGHT }, { &letter, "(b)", MARK_RIGHT }, { &letter, "B) RESERVE", MARK_RIGHT },
	{ &letter, "reserve", MARK_RIGHT }, { &letter, "A", MARK_WRONG }, { &letter, "commit", MARK_WRONG },
	{ &letter, "A B C", MARK_SEVERAL }, { &letter, "abc", MARK_SEVERAL }, { &letter, "B or C", MARK_SEVERAL }, { &letter, "B) COMMIT", MARK_SEVERAL },
	{ &letter, "D", MARK_UNREADABLE }, { &letter, "1", MARK_UNREADABLE }, { &letter, "", MARK_NONE },
	{ &digit, "16", MARK_RIGHT }, { &digit, "0x10", MARK_RIGHT }, { &digit, "0", MARK_WRONG },
	{ &order, "BAC", MARK_RIGHT }, { &order, "b, a, c", MARK_RIGHT }, { &order, "b->a->c", MARK_RIGHT }, { &order, "BCA", MARK_NEAR },
	{ &order, "ABC", MARK_WRONG }, { &order, "BA", MARK_WRONG }, { &order, "BACD", MARK_WRONG }, { &order, "BBB", MARK_WRONG },
	{ &order, "first y", MARK_UNREADABLE },
	{ &page, "3", MARK_RIGHT }, { &page, "0x3", MARK_RIGHT }, { &page, "page 3", MARK_RIGHT }, { &page, "3 pages.", MARK_RIGHT }, { &page, "03", MARK_RIGHT },
	{ &page, "0x3000", MARK_NEAR }, { &page, "12288", MARK_NEAR }, { &page, "4", MARK_WRONG }, { &page, "2 3 4", MARK_SEVERAL },
	{ &page, "three", MARK_UNREADABLE }, { &page, "99999999999999999999", MARK_UNREADABLE },
	{ &minus, "-1", MARK_RIGHT }, { &minus, "1", MARK_WRONG },
	{ &place, "A0+0x3000", MARK_RIGHT }, { &place, "a0 + 12288", MARK_RIGHT }, { &place, "A0+0x3fff", MARK_RIGHT }, { &place, "0x10003000", MARK_RIGHT },
	{ &place, "A0", MARK_NEAR }, { &place, "A0+0x4000", MARK_NEAR }, { &place, "A1+0x3000", MARK_WRONG }, { &place, "0x10004000", MARK_WRONG },
	{ &place, "page 3", MARK_UNREADABLE }, { &place, "A0+", MARK_UNREADABLE }, { &place, "A0+0x3000 A1+0x3000", MARK_UNREADABLE }
};

static void answers_are_marked_as_the_table_says(void)
{
	const uint64_t base[] = { 0x10000000 };
	struct trace_file here = { .page_size = 4096, .base = base, .bases = 1 };

	for (size_t i = 0; i < sizeof answered / sizeof answered[0]; i++) {
		enum mark_grade got = mark_part(answered[i].part, &here, answered[i].answer);

		if (got != answered[i].grade)
			printf("  '%s' for %s: got %d, expected %d\n", answered[i].answer, answered[i].part->key, got, answered[i].grade);
		CU_ASSERT_EQUAL(got, answered[i].grade);
	}
}

/* ---- reading ---- */

static const char *read_one(const char *bytes, size_t size, int question, char part)
{
	static struct answers a;
	static char text[ANSWER_BYTES + 8];

	read_bytes(&a, bytes, size);
	snprintf(text, sizeof text, "%s", a.text[question][part - 'a'] ? a.text[question][part - 'a'] : "none");
	answers_free(&a);
	return text;
}

static void an_answer_line_has_many_spellings(void)
{
	static const char *const lines[] = {
		"1a: B", "1a:B", "  1 a) B", "1A. B", "Q1a = B", "q1a:  _B__ ", "1a: B\r\n", "\xef\xbb\xbf" "1a: B", "x\r1a: B\r", "1a: C\n1a: B\n1a: ___\n", "1-a: B"
	};
	static const char *const none[] = { "1a B", "     1a: B", "| 1a: B", "a: B", "1: B", "1a", "100a: B", "12345678901a: B", "1ab: B", "1a:", "1a: ___" };

	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
		CU_ASSERT_STRING_EQUAL(read_one(lines[i], strlen(lines[i]), 1, 'a'), "B");
	for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
		CU_ASSERT_STRING_EQUAL(read_one(none[i], strlen(none[i]), 1, 'a'), "none");
	CU_ASSERT_STRING_EQUAL(read_one("\xff\xfe" "1\0a\0:\0 \0B\0\r\0\n\0", 16, 1, 'a'), "B");
	CU_ASSERT_STRING_EQUAL(read_one("\xfe\xff\0" "1\0a\0:\0 \0B", 12, 1, 'a'), "B");
	CU_ASSERT_STRING_EQUAL(read_one("1a: \x1b[2J\xff", 10, 1, 'a'), "\\x1b[2J\xef\xbf\xbd");
}

static void bytes_that_are_no_text_are_no_answer(void)
{
	size_t size = (size_t)4 << 20;
	char *big = malloc(size);

	CU_ASSERT_PTR_NOT_NULL_FATAL(big);
	memset(big, 'x', size);
	memcpy(big, "1a: ", 4);
	CU_ASSERT(strlen(read_one(big, size, 1, 'a')) <= ANSWER_BYTES + 3);
	memset(big, 0, size);
	CU_ASSERT_STRING_EQUAL(read_one(big, size, 1, 'a'), "none");
	for (size_t i = 0; i < size; i++)
		big[i] = (char)(i * 2654435761u >> 13);
	read_one(big, size, 1, 'a');
	free(big);
}

static void the_first_line_says_which_sheet(void)
{
	struct answers a;
	char *text;

	set_up("founding", 2, 18446744073709551615u, 5);
	text = as_text(false);
	read_bytes(&a, text, strlen(text));
	CU_ASSERT(a.has_head && a.version == SHEET_VERSION && a.seed == UINT64_MAX && a.questions == 5 && a.print == s.print);
	CU_ASSERT_STRING_EQUAL(a.lab, "lab.c");
	answers_free(&a);
	free(text);
	tear_down();
	text = "FaultLab quiz 1; seed 99999999999999999999999; questions 8; trace 0; lab x\n";
	read_bytes(&a, text, strlen(text));
	CU_ASSERT_FALSE(a.has_head);
	answers_free(&a);
}

/* ---- writing ---- */

static void a_labs_name_cannot_be_markup(void)
{
	struct ink html = { 0 };
	char *text;

	set_up("hostile", 2, 1, 20);
	text = as_text(true);
	for (const char *p = text; *p; p++)
		CU_ASSERT((unsigned char)*p >= 0x20 || *p == '\n');
	sheet_html(&html, &s, true);
	CU_ASSERT_FALSE_FATAL(html.failed);
	CU_ASSERT_PTR_NULL(strstr(html.text, "<script>alert"));
	CU_ASSERT_PTR_NULL(strstr(html.text, "<img"));
	CU_ASSERT_PTR_EQUAL(strstr(strstr(html.text, "<script>") + 1, "<script>"), NULL);
	ink_free(&html);
	free(text);
	tear_down();
}

static void a_sheet_without_its_key_has_no_answer(void)
{
	struct ink html = { 0 };

	set_up("founding", 2, 1, 20);
	sheet_html(&html, &s, false);
	CU_ASSERT_PTR_NULL(strstr(html.text, "checked>"));
	CU_ASSERT_PTR_NULL(strstr(html.text, "class=\"why\""));
	ink_free(&html);
	tear_down();
}

CU_TestInfo sheet_tests[] = {
	{ "the key of any trace gets every point", the_key_of_any_trace_gets_every_point },
	{ "a seed is a sheet", a_seed_is_a_sheet },
	{ "nothing is asked where the sides differ", nothing_is_asked_where_the_sides_differ },
	{ "a real trace says what it cannot be asked", a_real_trace_says_what_it_cannot_be_asked },
	{ "every wrong answer costs", every_wrong_answer_costs },
	{ "a near miss is half a part", a_near_miss_is_half_a_part },
	{ "answers are marked as the table says", answers_are_marked_as_the_table_says },
	{ "an answer line has many spellings", an_answer_line_has_many_spellings },
	{ "bytes that are no text are no answer", bytes_that_are_no_text_are_no_answer },
	{ "the first line says which sheet", the_first_line_says_which_sheet },
	{ "a lab's name cannot be markup", a_labs_name_cannot_be_markup },
	{ "a sheet without its key has no answer", a_sheet_without_its_key_has_no_answer },
	CU_TEST_INFO_NULL
};
