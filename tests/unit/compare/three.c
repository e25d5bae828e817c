/* three.c - who stands alone among three traces, and what Windows says of a listed difference. */
#include <CUnit/CUnit.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "tests/unit/traces.h"
#include "viz/compare/three.h"

enum { WINDOWS, WINE, SIM };
#define MOST 4
#define DONE "\"type\":\"exit\",\"code\":0"

struct trio {
	struct trace_file t[THREE];
	struct three three;
};

static const char *const sides[] = { "real", "real", "sim" };
static const char *const platforms[] = { "Windows 10.0.19045", "Wine 8.0", "FaultLab sim" };

/* The trace of a run with these events, and an exit behind them. */
static void read_run(struct trace_file *t, const char *side, const char *platform, const char *more, const char *const *event)
{
	char text[8192];
	int used = snprintf(text, sizeof text, "{\"type\":\"begin\",\"schema\":1,\"side\":\"%s\",\"lab\":\"l.c\",\"platform\":\"%s\"%s}\n",
	                    side, platform, more), n = 0;

	for (; n < MOST && event[n]; n++)
		used += snprintf(text + used, sizeof text - (size_t)used, "{\"step\":%d,\"line\":1,%s}\n", n, event[n]);
	snprintf(text + used, sizeof text - (size_t)used, "{\"step\":%d,\"line\":0," DONE "}\n", n);
	trace_read(t, text);
	CU_ASSERT_EQUAL_FATAL(t->events, (size_t)n + 1);
}

/* Compare them in the order a, b, c; the traces stay where they are. */
static void compare_three(struct trio *x, int a, int b, int c)
{
	const struct trace_file *const trace[THREE] = { &x->t[a], &x->t[b], &x->t[c] };

	CU_ASSERT_FATAL(three_run(&x->three, trace));
}

static void done(struct trio *x)
{
	three_free(&x->three);
	for (int n = 0; n < THREE; n++)
		reader_free(&x->t[n]);
}

/* What is printed, or the same as JSON; to be freed. */
static char *printed(const struct three *t, bool (*print)(const struct three *, FILE *))
{
	char *text = NULL;
	size_t size;
	FILE *f = open_memstream(&text, &size);

	CU_ASSERT(print(t, f));
	fclose(f);
	return text;
}

static void report_has(const struct three *t, const char *want)
{
	char *text = printed(t, three_print);

	if (!strstr(text, want))
		printf("  lacks '%s':\n%s", want, text);
	CU_ASSERT_PTR_NOT_NULL(strstr(text, want));
	free(text);
}

/* ---- one step ---- */

#define FREE(error) "\"type\":\"call\",\"api\":\"VirtualFree\",\"args\":{\"lpAddress\":\"0x9990000\",\"dwSize\":\"0x0\"," \
	"\"dwFreeType\":\"MEM_RELEASE\"},\"result\":\"FALSE\",\"error\":" error
#define SAYS(text) "\"type\":\"output\",\"text\":\"" text "\""

/* The first row of three traces that do this; free-error is listed: Wine 87, Windows 487. */
static const struct {
	const char *name, *did[THREE];
	int alone;                      /* -1: nobody does */
	enum claim claim;
	int status;
	const char *said;               /* is in the report */
} steps[] = {
	{ "all agree", { FREE("487"), FREE("487"), FREE("487") }, -1, CLAIM_NONE, 0,
	  "Windows 10.0.19045, Wine 8.0 and FaultLab sim agree: 2 steps\n" },
	{ "Windows confirms", { FREE("487"), FREE("87"), FREE("487") }, WINE, CLAIM_CONFIRMED, 0,
	  "known Wine difference free-error, confirmed by the Windows trace: error: Wine 8.0 \"87\", the others \"487\"\n" },
	{ "Windows refutes", { FREE("87"), FREE("87"), FREE("487") }, SIM, CLAIM_REFUTED, 1,
	  "!! known Wine difference free-error REFUTED by the Windows trace: error: FaultLab sim \"487\", the others \"87\"\n" },
	{ "Windows has a third way", { FREE("5"), FREE("87"), FREE("487") }, -1, CLAIM_NEITHER, 1,
	  "known Wine difference free-error, 1 step done in a third way in the Windows trace: " },
	{ "Wine differs and no entry says so", { FREE("487"), FREE("5"), FREE("487") }, WINE, CLAIM_NONE, 1,
	  "agree against Wine 8.0 at 1 step, first at step 0: the table of known Wine differences has no entry for it\n" },
	{ "the simulator differs", { FREE("5"), FREE("5"), FREE("487") }, SIM, CLAIM_NONE, 1,
	  "!! Windows 10.0.19045 and Wine 8.0 agree against FaultLab sim at 1 step, first at step 0: the simulator is wrong there\n" },
	{ "Windows differs", { FREE("5"), FREE("487"), FREE("487") }, WINDOWS, CLAIM_NONE, 1,
	  "\u2260 only Windows 10.0.19045 differs: error: Windows 10.0.19045 \"5\", the others \"487\"\n" },
	{ "as the entry says, but Windows is the odd one", { FREE("87"), FREE("487"), FREE("487") }, WINDOWS, CLAIM_NONE, 1,
	  "Wine 8.0 and FaultLab sim agree against Windows 10.0.19045 at 1 step, first at step 0\n" },
	{ "Windows did something else there", { "\"type\":\"call\",\"api\":\"VirtualLock\",\"error\":0", FREE("87"), FREE("487") }, -1, CLAIM_UNTOLD, 1,
	  "known Wine difference free-error, 1 step not recorded by the Windows trace: " },
	{ "each does otherwise", { SAYS("a"), SAYS("b"), SAYS("c") }, -1, CLAIM_NONE, 1,
	  "DIVERGE at step 0 (output): \u2260 text: Wine 8.0 \"b\", Windows 10.0.19045 \"a\"; text: " },
};

static void one_step_of_three_is_judged(void)
{
	static const int orders[][THREE] = { { 0, 1, 2 }, { 0, 2, 1 }, { 1, 0, 2 }, { 1, 2, 0 }, { 2, 0, 1 }, { 2, 1, 0 } };

	for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
		struct trio x;

		for (int n = 0; n < THREE; n++)
			read_run(&x.t[n], sides[n], platforms[n], "", (const char *const[MOST]){ steps[i].did[n] });
		for (size_t o = 0; o < sizeof orders / sizeof orders[0]; o++) {
			const struct three_row *r;
			int alone;

			compare_three(&x, orders[o][0], orders[o][1], orders[o][2]);
			CU_ASSERT_EQUAL_FATAL(x.three.rows, 2);
			r = &x.three.row[0];
			alone = three_alone(r);
			alone = alone < 0 ? -1 : orders[o][alone];
			if (alone != steps[i].alone || r->claim != steps[i].claim)
				printf("  step '%s', order %zu: alone %d, claim %d\n", steps[i].name, o, alone, r->claim);
			CU_ASSERT_EQUAL(alone, steps[i].alone);
			CU_ASSERT_EQUAL(r->claim, steps[i].claim);
			CU_ASSERT_EQUAL(three_status(&x.three), steps[i].status);
			if (o == 0)
				report_has(&x.three, steps[i].said);
			three_free(&x.three);
		}
		done(&x);
	}
}

/* ---- pages: each pair names only the first one in which it differs ---- */

#define PRIVATE "\"state\":\"MEM_COMMIT\",\"protect\":\"PAGE_READWRITE\",\"type\":\"MEM_PRIVATE\""
#define GUARDED "\"state\":\"MEM_COMMIT\",\"protect\":\"PAGE_READWRITE|PAGE_GUARD\",\"type\":\"MEM_PRIVATE\""
#define COPY(protect) "\"state\":\"MEM_COMMIT\",\"protect\":\"" protect "\",\"type\":\"MEM_MAPPED\",\"resident\":0"
#define RUN(at, size, what) "{\"at\":\"A0+" at "\",\"size\":\"" size "\"," what "}"
#define MEM(runs) "\"type\":\"handler\",\"regions\":[" runs "]"
#define OUT(runs) SAYS("x") ",\"regions\":[" runs "]"
#define EMPTY(runs) "\"type\":\"call\",\"api\":\"EmptyWorkingSet\",\"args\":{},\"result\":\"TRUE\",\"error\":0,\"regions\":[" runs "]"
#define START RUN("0x0", "0x1000", PRIVATE ",\"resident\":0") "," RUN("0x1000", "0x1000", PRIVATE ",\"resident\":1") "," \
	RUN("0x2000", "0x1000", GUARDED ",\"resident\":0")
#define NOW(first, second) RUN("0x0", "0x1000", PRIVATE ",\"resident\":" first) "," \
	RUN("0x1000", "0x1000", PRIVATE ",\"resident\":" second) "," RUN("0x2000", "0x1000", GUARDED ",\"resident\":0")

static const struct {
	const char *name, *did[THREE][MOST];
	enum claim claim;               /* of the second step */
	int status;
	const char *limits;             /* of the simulator */
} pages[] = {
	{ "Windows empties the working set as well",
	  { { MEM(START), EMPTY(NOW("0", "0")) }, { MEM(START), EMPTY(NOW("0", "1")) }, { MEM(START), EMPTY(NOW("0", "0")) } },
	  CLAIM_CONFIRMED, 0, "" },
	{ "Windows does not",
	  { { MEM(START), EMPTY(NOW("0", "1")) }, { MEM(START), EMPTY(NOW("0", "1")) }, { MEM(START), EMPTY(NOW("0", "0")) } },
	  CLAIM_REFUTED, 1, "" },
	{ "a page before it that Windows alone has does not hide that it refutes",
	  { { MEM(START), EMPTY(NOW("1", "1")) }, { MEM(START), EMPTY(NOW("0", "1")) }, { MEM(START), EMPTY(NOW("0", "0")) } },
	  CLAIM_REFUTED, 1, "" },
	{ "nor that it confirms",
	  { { MEM(START), EMPTY(NOW("1", "0")) }, { MEM(START), EMPTY(NOW("0", "1")) }, { MEM(START), EMPTY(NOW("0", "0")) } },
	  CLAIM_CONFIRMED, 1, "" },
	{ "Windows does not say what is resident",
	  { { MEM(START), EMPTY(RUN("0x0", "0x3000", PRIVATE)) }, { MEM(START), EMPTY(NOW("0", "1")) },
	    { MEM(START), EMPTY(NOW("0", "0")) } },
	  CLAIM_UNTOLD, 1, "" },
	{ "Windows has decommitted it",
	  { { MEM(START), EMPTY(RUN("0x0", "0x3000", "\"state\":\"MEM_RESERVE\",\"protect\":\"0x0\"")) }, { MEM(START), EMPTY(NOW("0", "1")) },
	    { MEM(START), EMPTY(NOW("0", "0")) } }, CLAIM_NEITHER, 1, "" },
	{ "Windows has released it",
	  { { MEM(START), EMPTY("{\"at\":\"A0+0x0\",\"size\":\"0x3000\",\"state\":\"MEM_FREE\"}") }, { MEM(START), EMPTY(NOW("0", "1")) },
	    { MEM(START), EMPTY(NOW("0", "0")) } }, CLAIM_NEITHER, 1, "" },
	{ "with other memory nothing is said of it",
	  { { MEM(START), EMPTY(NOW("0", "1")) }, { MEM(START), EMPTY(NOW("0", "1")) }, { MEM(START), EMPTY(NOW("0", "0")) } },
	  CLAIM_NONE, 0, ",\"limits\":{\"ws_max\":9}" },
	{ "a copied page: Windows tells it as the simulator does",
	  { { SAYS("x"), MEM(RUN("0x0", "0x1000", COPY("PAGE_READWRITE"))) },
	    { SAYS("x"), MEM(RUN("0x0", "0x1000", COPY("PAGE_WRITECOPY"))) },
	    { SAYS("x"), MEM(RUN("0x0", "0x1000", COPY("PAGE_READWRITE"))) } }, CLAIM_CONFIRMED, 0, "" },
	{ "Windows tells it as Wine does",
	  { { SAYS("x"), MEM(RUN("0x0", "0x1000", COPY("PAGE_WRITECOPY"))) },
	    { SAYS("x"), MEM(RUN("0x0", "0x1000", COPY("PAGE_WRITECOPY"))) },
	    { SAYS("x"), MEM(RUN("0x0", "0x1000", COPY("PAGE_READWRITE"))) } }, CLAIM_REFUTED, 1, "" },
	{ "Windows tells it otherwise",
	  { { SAYS("x"), MEM(RUN("0x0", "0x1000", COPY("PAGE_READONLY"))) },
	    { SAYS("x"), MEM(RUN("0x0", "0x1000", COPY("PAGE_WRITECOPY"))) },
	    { SAYS("x"), MEM(RUN("0x0", "0x1000", COPY("PAGE_READWRITE"))) } }, CLAIM_NEITHER, 1, "" },
	{ "what is held against Windows and the simulator in a step is what differs there",
	  { { MEM(RUN("0x0", "0x1000", COPY("PAGE_WRITECOPY"))), "\"type\":\"handler\"" },
	    { MEM(RUN("0x0", "0x1000", COPY("PAGE_WRITECOPY"))), MEM(RUN("0x0", "0x1000", COPY("PAGE_WRITECOPY"))) },
	    { MEM(RUN("0x0", "0x1000", COPY("PAGE_READWRITE"))), "\"type\":\"handler\"" } }, CLAIM_UNTOLD, 1, "" },
	{ "a Windows that did not look while it printed refutes nothing",
	  { { MEM(RUN("0x0", "0x1000", COPY("PAGE_WRITECOPY"))), SAYS("x"), MEM(RUN("0x0", "0x1000", COPY("PAGE_READWRITE"))) },
	    { MEM(RUN("0x0", "0x1000", COPY("PAGE_WRITECOPY"))), OUT(RUN("0x0", "0x1000", COPY("PAGE_WRITECOPY"))),
	      MEM(RUN("0x0", "0x1000", COPY("PAGE_WRITECOPY"))) },
	    { MEM(RUN("0x0", "0x1000", COPY("PAGE_WRITECOPY"))), OUT(RUN("0x0", "0x1000", COPY("PAGE_READWRITE"))),
	      MEM(RUN("0x0", "0x1000", COPY("PAGE_READWRITE"))) } },
	  CLAIM_UNTOLD, 0, "" },
	{ "nor does it confirm",
	  { { MEM(RUN("0x0", "0x1000", COPY("PAGE_READWRITE"))), SAYS("x") },
	    { MEM(RUN("0x0", "0x1000", COPY("PAGE_WRITECOPY"))), OUT(RUN("0x0", "0x1000", COPY("PAGE_WRITECOPY"))) },
	    { MEM(RUN("0x0", "0x1000", COPY("PAGE_READWRITE"))), OUT(RUN("0x0", "0x1000", COPY("PAGE_READWRITE"))) } },
	  CLAIM_UNTOLD, 0, "" },
};

static void a_page_is_judged_by_what_each_trace_says_of_that_page(void)
{
	for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++) {
		struct trio x;

		for (int n = 0; n < THREE; n++)
			read_run(&x.t[n], sides[n], platforms[n], n == SIM ? pages[i].limits : "", pages[i].did[n]);
		compare_three(&x, WINDOWS, WINE, SIM);
		CU_ASSERT_FATAL(x.three.rows > 2);
		if (x.three.row[1].claim != pages[i].claim || three_status(&x.three) != pages[i].status)
			printf("  page '%s': claim %d, status %d\n", pages[i].name, x.three.row[1].claim, three_status(&x.three));
		CU_ASSERT_EQUAL(x.three.row[1].claim, pages[i].claim);
		CU_ASSERT_EQUAL(three_status(&x.three), pages[i].status);
		done(&x);
	}
}

/* ---- steps that are missing ---- */

/* Each letter a step; a row is told as three letters, '-' where the trace has none. */
static const struct {
	const char *did[THREE], *rows;
	int status;
} missing[] = {
	{ { "abc", "abc", "abc" }, "aaa bbb ccc", 0 },
	{ { "abcd", "acd", "abcd" }, "aaa b-b ccc ddd", 1 },
	{ { "abcd", "abcd", "acd" }, "aaa bb- ccc ddd", 1 },
	{ { "acd", "abcd", "acd" }, "aaa -b- ccc ddd", 1 },
	{ { "acd", "acd", "abcd" }, "aaa --b ccc ddd", 1 },
	{ { "abc", "abcde", "abcd" }, "aaa bbb ccc -dd -e-", 1 },
	{ { "cde", "abcde", "bcde" }, "-a- -bb ccc ddd eee", 1 },
	{ { "", "a", "" }, "-a-", 1 },
	{ { "", "", "" }, "", 0 },
};

static void read_letters(struct trace_file *t, int n, const char *letters)
{
	char text[4096];
	int used = snprintf(text, sizeof text, "{\"type\":\"begin\",\"schema\":1,\"side\":\"%s\",\"lab\":\"l.c\",\"platform\":\"%s\"}\n",
	                    sides[n], platforms[n]), k = 0;

	for (; letters[k]; k++)
		used += snprintf(text + used, sizeof text - (size_t)used, "{\"type\":\"output\",\"step\":%d,\"line\":1,\"text\":\"%c\"}\n", k, letters[k]);
	snprintf(text + used, sizeof text - (size_t)used, "{\"type\":\"exit\",\"step\":%d,\"line\":0,\"code\":0}\n", k);
	trace_read(t, text);
}

static void a_step_that_one_lacks_is_seen(void)
{
	for (size_t i = 0; i < sizeof missing / sizeof missing[0]; i++) {
		struct trio x;
		char got[256] = "";
		size_t used = 0;

		for (int n = 0; n < THREE; n++)
			read_letters(&x.t[n], n, missing[i].did[n]);
		compare_three(&x, WINDOWS, WINE, SIM);
		for (size_t k = 0; k + 1 < x.three.rows; k++) {
			if (k)
				got[used++] = ' ';
			for (int n = 0; n < THREE; n++)
				got[used++] = x.three.row[k].event[n] ? x.three.row[k].event[n]->text[0] : '-';
		}
		CU_ASSERT_STRING_EQUAL(got, missing[i].rows);
		if (strcmp(got, missing[i].rows))
			printf("  %s instead of %s\n", got, missing[i].rows);
		CU_ASSERT_EQUAL(three_status(&x.three), missing[i].status);
		done(&x);
	}
}

/* THREE-1, whatever the three have in common. */
static void no_event_is_lost(void)
{
	static const char *const third[] = { "small", "diverge", "two" };

	for (const struct scene *s = scenes; s->name; s++)
		for (size_t i = 0; i < sizeof third / sizeof third[0]; i++) {
			struct trio x;
			struct trace_file spare[SIDES];
			size_t seen[THREE] = { 0 };
			char *text;

			scene_read(x.t, s, 3);
			scene_read(spare, scene_find(third[i]), 3);
			x.t[2] = spare[0];
			reader_free(&spare[1]);
			compare_three(&x, 0, 1, 2);
			for (size_t k = 0; k < x.three.rows; k++)
				for (int n = 0; n < THREE; n++)
					if (x.three.row[k].event[n] && x.three.row[k].event[n] != &x.t[n].event[seen[n]++])
						CU_FAIL("an event out of its order");
			for (int n = 0; n < THREE; n++)
				CU_ASSERT_EQUAL(seen[n], x.t[n].events);
			text = printed(&x.three, three_print);
			CU_ASSERT_PTR_NOT_NULL(strstr(text, three_status(&x.three) ? " DIVERGE at step " : " agree: "));
			free(text);
			done(&x);
		}
}

/* Number i of all words of a and b with at most three letters. */
static const char *word(int i, char out[4])
{
	int letters = 0, first = 0, n = 1;

	for (; i >= first + n; n *= 2, letters++)
		first += n;
	for (int k = 0; k < letters; k++)
		out[k] = (char)('a' + ((i - first) >> k & 1));
	out[letters] = '\0';
	return out;
}

static size_t row_with(const struct three *t, int n, const struct event *e)
{
	for (size_t k = 0; k < t->rows; k++)
		if (t->row[k].event[n] == e)
			return k;
	return SIZE_MAX;
}

static bool third_within(const struct three *t, size_t from, size_t to)
{
	for (size_t k = from; k <= to; k++)
		if (t->row[k].event[SIM])
			return true;
	return false;
}

/* What the first two have in common is one step, where no step of the third one comes between. */
static bool common_steps_are_kept(const struct three *t)
{
	for (size_t k = 0; k < t->pair[0].rows; k++) {
		const struct row *r = &t->pair[0].row[k];
		const struct event *windows = r->side[SIDE_SIM], *wine = r->side[SIDE_REAL];
		size_t a = windows ? row_with(t, WINDOWS, windows) : SIZE_MAX, b = wine ? row_with(t, WINE, wine) : SIZE_MAX;

		if (windows && wine && a != b && !third_within(t, a < b ? a : b, a < b ? b : a))
			return false;
	}
	return true;
}

/* A row in which two do not the same says so of that pair; and the status is 1 if and only if some row diverges. */
static bool rows_are_true(const struct three *t)
{
	bool diverges = false;

	for (size_t k = 0; k < t->rows; k++) {
		const struct three_row *r = &t->row[k];

		for (int b = 1; b < THREE; b++)
			for (int a = 0; a < b; a++) {
				const struct event *x = r->event[a], *y = r->event[b];
				bool alike = (!x && !y) || (x && y && x->type == y->type &&
				                            (x->type != EV_OUTPUT || strcmp(x->text, y->text) == 0));

				if (!alike && !(r->diverges[a + b - 1] && r->differs[a + b - 1]))
					return false;
				diverges |= r->diverges[a + b - 1];
			}
	}
	return diverges == three_status(t);
}

static void rows_are_true_whatever_is_missing(void)
{
	enum { WORDS = 15 };
	static struct trace_file t[THREE][WORDS];

	for (int n = 0; n < THREE; n++)
		for (int i = 0; i < WORDS; i++)
			read_letters(&t[n][i], n, word(i, (char[4]){ 0 }));
	for (int i = 0; i < WORDS * WORDS * WORDS; i++) {
		const struct trace_file *const trace[THREE] = { &t[0][i / WORDS / WORDS], &t[1][i / WORDS % WORDS], &t[2][i % WORDS] };
		struct three three;
		size_t seen[THREE] = { 0 };

		CU_ASSERT_FATAL(three_run(&three, trace));
		for (size_t k = 0; k < three.rows; k++)
			for (int n = 0; n < THREE; n++)
				if (three.row[k].event[n] && three.row[k].event[n] != &trace[n]->event[seen[n]++])
					CU_FAIL("an event out of its order");
		CU_ASSERT(seen[0] == trace[0]->events && seen[1] == trace[1]->events && seen[2] == trace[2]->events);
		CU_ASSERT(rows_are_true(&three));
		CU_ASSERT(common_steps_are_kept(&three));
		three_free(&three);
	}
	for (int n = 0; n < THREE; n++)
		for (int i = 0; i < WORDS; i++)
			reader_free(&t[n][i]);
}

/* ---- the rest of the report ---- */

static void nothing_is_claimed_without_windows_wine_and_a_simulator(void)
{
	static const struct {
		const char *side[THREE], *platform[THREE], *error[THREE];
		int status;
		const char *said;
	} others[] = {
		{ { "real", "real", "sim" }, { "Wine 9.0", "Wine 8.0", "FaultLab sim" }, { FREE("87"), FREE("87"), FREE("487") }, 0,
		  "known Wine difference free-error, 1 step of Wine 8.0 and FaultLab sim: " },
		{ { "real", "real", "real" }, { "Windows 10", "Wine 8.0", "Windows 11" }, { FREE("487"), FREE("87"), FREE("487") }, 0,
		  "known Wine difference free-error, 1 step of Wine 8.0 and Windows 11: " },
		{ { "real", "sim", "sim" }, { "Windows 10", "a", "b" }, { FREE("87"), FREE("487"), FREE("487") }, 1,
		  "note: a and b agree against Windows 10 at 1 step" },
		{ { "sim", "sim", "sim" }, { "Windows 10", "Wine 8.0", "FaultLab sim" }, { FREE("487"), FREE("87"), FREE("487") }, 1,
		  "note: Windows 10 and FaultLab sim agree against Wine 8.0 at 1 step, first at step 0\n" },
	};

	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
		struct trio x;

		for (int n = 0; n < THREE; n++)
			read_run(&x.t[n], others[i].side[n], others[i].platform[n], "", (const char *const[MOST]){ others[i].error[n] });
		compare_three(&x, 0, 1, 2);
		CU_ASSERT_EQUAL(x.three.row[0].claim, CLAIM_NONE);
		CU_ASSERT_EQUAL(three_status(&x.three), others[i].status);
		report_has(&x.three, others[i].said);
		done(&x);
	}
}

static void a_version_that_differs_is_told_once(void)
{
	static const struct {
		const char *source[THREE];
		bool told[THREE];
	} versions[] = {
		{ { "a", "a", "a" }, { false, false, false } },
		{ { "a", "a", "b" }, { false, true, false } },
		{ { "a", "b", "a" }, { true, false, false } },
		{ { "b", "a", "a" }, { true, true, false } },
		{ { "a", "b", "c" }, { true, true, true } },
	};

	for (size_t i = 0; i < sizeof versions / sizeof versions[0]; i++) {
		struct trio x;

		for (int n = 0; n < THREE; n++) {
			char source[40];

			snprintf(source, sizeof source, ",\"source\":\"%s\"", versions[i].source[n]);
			read_run(&x.t[n], sides[n], platforms[n], source, (const char *const[MOST]){ SAYS("x") });
		}
		compare_three(&x, 0, 1, 2);
		for (int p = 0; p < THREE; p++)
			CU_ASSERT_EQUAL(three_tells_edition(&x.three, p), versions[i].told[p]);
		CU_ASSERT_EQUAL(three_status(&x.three), 0);
		done(&x);
	}
}

static void json_says_the_same(void)
{
	struct trio x;
	char *text;
	json_t *o, *step;

	for (int n = 0; n < THREE; n++)
		read_run(&x.t[n], sides[n], platforms[n], n == SIM ? ",\"args\":[\"a\"]" : "",
		         (const char *const[MOST]){ n == SIM ? FREE("487") : FREE("87") });
	compare_three(&x, SIM, WINE, WINDOWS);
	text = printed(&x.three, three_print_json);
	o = json_loads(text, 0, NULL);
	CU_ASSERT_PTR_NOT_NULL_FATAL(o);
	CU_ASSERT_STRING_EQUAL(json_string_value(json_object_get(o, "result")), "diverge");
	CU_ASSERT_EQUAL(json_integer_value(json_object_get(json_object_get(json_object_get(o, "known"), "free-error"), "refuted")), 1);
	step = json_array_get(json_object_get(o, "steps"), 0);
	CU_ASSERT_EQUAL(json_integer_value(json_object_get(step, "alone")), 0);
	CU_ASSERT_STRING_EQUAL(json_string_value(json_object_get(json_object_get(step, "known"), "windows")), "refuted");
	CU_ASSERT_STRING_EQUAL(json_string_value(json_object_get(json_array_get(json_object_get(step, "pairs"), 0), "verdict")), "known");
	step = json_array_get(json_object_get(o, "pairs"), 0);          /* of the simulator and Wine, which stands first */
	CU_ASSERT_EQUAL(json_integer_value(json_object_get(step, "first")), 1);
	CU_ASSERT_EQUAL(json_integer_value(json_object_get(step, "second")), 0);
	CU_ASSERT_STRING_EQUAL(json_string_value(json_object_get(json_object_get(step, "arguments_differ"), "second")), "a");
	json_decref(o);
	free(text);
	done(&x);
}

CU_TestInfo three_tests[] = {
	{ "one step of three is judged", one_step_of_three_is_judged },
	{ "a page is judged by what each trace says of that page", a_page_is_judged_by_what_each_trace_says_of_that_page },
	{ "a step that one lacks is seen", a_step_that_one_lacks_is_seen },
	{ "rows are true whatever is missing", rows_are_true_whatever_is_missing },
	{ "no event is lost", no_event_is_lost },
	{ "nothing is claimed without Windows, Wine and a simulator", nothing_is_claimed_without_windows_wine_and_a_simulator },
	{ "a version that differs is told once", a_version_that_differs_is_told_once },
	{ "JSON says the same", json_says_the_same },
	CU_TEST_INFO_NULL
};
