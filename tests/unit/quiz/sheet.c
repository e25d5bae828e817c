/* sheet.c - which questions a sheet asks, how they are written, read back and marked. */
#include <CUnit/CUnit.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/unit/traces.h"
#include "viz/quiz/mark.h"
#include "viz/quiz/mark_part.h"
#include "viz/quiz/ask.h"
#include "viz/quiz/sheet_print.h"
#include "viz/quiz/sheet_tell.h"

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
	char path[TRACE_PATH], why[300] = "";

	file_put(path, bytes, size);
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
	int gifts = 0;

	set_up(scene, sides, 7, 12);
	for (size_t n = 0; n < s.count; n++) {
		CU_ASSERT(s.task[n].parts >= 1 && s.task[n].parts <= TASK_PARTS);
		CU_ASSERT(n == 0 || s.task[n - 1].step < s.task[n].step);
		for (int k = 0; k < s.task[n].parts; k++) {
			const struct part *p = &s.task[n].part[k];

			CU_ASSERT(p->key[0] && p->q.ask[0] && p->q.reason && p->q.reason[0]);
			CU_ASSERT((p->form == PF_CHOICE || p->form == PF_ORDER) == (p->q.choices > 1));
			CU_ASSERT(k == 0 || s.task[n].part[k - 1].kind < p->kind);
			gifts += p->is_free;
		}
	}
	CU_ASSERT(gifts <= 1);                  /* SHEET-5 */
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

/* SHEET-3, SHEET-PRINT-3 and MARK-1, of every lab that we can think of, also where a side is missing. */
static void the_key_of_any_trace_gets_every_point(void)
{
	for (const struct scene *sc = scenes; sc->name; sc++)
		for (int sides = 1; strcmp(sc->name, "huge") && sides <= 3; sides++)
			check_scene(sc->name, sides);
}

/* SHEET-1, SHEET-2: the first ones drawn are the same, however many are wanted. */
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

/* SHEET-4 */
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
			CU_ASSERT(s.task[n].part[k].kind != PK_PRESENT && s.task[n].part[k].kind != PK_RESOLVED &&
			          s.task[n].part[k].kind != PK_ORDER);
	tear_down();
}

/* ---- what is asked of a step, and what is told ---- */

#define REGIONS(state, resident) \
	"\"regions\":[{\"at\":\"A0+0x0\",\"size\":\"0x8000\",\"state\":\"MEM_" state "\"" resident "}]"
#define COUNTERS(committed, resident) \
	"\"counters\":{\"page_faults\":9,\"commit_pages\":" committed ",\"working_set_pages\":" resident ",\"reserved_pages\":" committed "}"
#define HERE "\"at\":\"A0+0x2000\",\"error\":0,\"error_name\":\"NO_ERROR\""

/* One lab that does a bit of everything; a line is a step. */
enum { ALLOC, FAULT, CAUGHT, STORED, WATCH, AGAIN, PROTECT, QUERY, TRIM, OTHERS, BROKEN, REST, ADDRESS, DULL, REFUSED, FREE, LAST };
static const char everything[] =
	"{\"type\":\"begin\",\"schema\":1,\"side\":\"sim\",\"lab\":\"lab.c\",\"platform\":\"FaultLab sim\",\"page_size\":4096,\"granularity\":65536,"
	"\"source\":\"area = alloc(n);\\nprintf(x);\\nwatch(flags, &count, i);\\nfree(area);\\nputs(\\\"7 days\\\");\\n\"}\n"
	"{\"type\":\"call\",\"step\":0,\"line\":1,\"api\":\"VirtualAlloc\",\"args\":{\"lpAddress\":\"0x0\",\"dwSize\":\"0x8000\","
	"\"flAllocationType\":\"MEM_RESERVE|MEM_COMMIT\",\"flProtect\":\"PAGE_READWRITE\"},\"result\":\"0x10a0000\",\"at\":\"A0+0x0\",\"error\":0,"
	"\"bases\":{\"A0\":\"0x10a0000\"}," REGIONS("COMMIT", ",\"protect\":\"PAGE_READWRITE\",\"resident\":0") "," COUNTERS("8", "0") "}\n"
	"{\"type\":\"fault\",\"step\":1,\"line\":0,\"code\":\"EXCEPTION_ACCESS_VIOLATION\",\"access\":\"write\",\"address\":\"0x10a4010\",\"at\":\"A0+0x4010\","
	"\"kind\":\"protection\"," COUNTERS("8", "0") ",\"resolved\":[{\"kind\":\"hard\",\"access\":\"read\",\"at\":\"A0+0x4000\",\"pfn\":\"0x3\",\"from\":\"zeroed\"}],"
	"\"variables\":[{\"name\":\"i\",\"value\":\"4\",\"function\":\"f\",\"changed\":true},{\"name\":\"at\",\"value\":\"0x10a4020\",\"function\":\"f\",\"changed\":true}]}\n"
	"{\"type\":\"handler\",\"step\":2,\"line\":0,\"code\":\"EXCEPTION_ACCESS_VIOLATION\"," COUNTERS("8", "0") "}\n"
	"{\"type\":\"output\",\"step\":3,\"line\":2,\"text\":\"  3 stores\\n\"," COUNTERS("8", "2") ","
	"\"resolved\":[{\"kind\":\"transition\",\"access\":\"write\",\"at\":\"0x1ff000\",\"pfn\":\"0x1\",\"from\":\"modified\"},"
	"{\"kind\":\"demand-zero\",\"access\":\"write\",\"at\":\"A0+0x2000\",\"pfn\":\"0x2\",\"from\":\"zeroed\"},"
	"{\"kind\":\"demand-zero\",\"access\":\"write\",\"at\":\"A0+0x4010\",\"pfn\":\"0x3\",\"from\":\"zeroed\"}],"
	"\"variables\":[{\"name\":\"i\",\"value\":\"3\",\"function\":\"f\",\"changed\":true},{\"name\":\"n\",\"value\":\"5\",\"function\":\"f\",\"changed\":true},"
	"{\"name\":\"name\",\"value\":\"0x14200006b\",\"function\":\"f\",\"changed\":true},{\"name\":\"none\",\"value\":\"0x0\",\"function\":\"f\",\"changed\":true},"
	"{\"name\":\"at\",\"value\":\"0x10a4020\",\"function\":\"f\",\"changed\":true}]}\n"
	"{\"type\":\"call\",\"step\":4,\"line\":3,\"api\":\"GetWriteWatch\",\"args\":{\"lpBaseAddress\":\"0x10a2000\"},\"result\":\"0\"," HERE ","
	"\"out\":{\"lpAddresses\":[\"A0+0x2000\",\"A0+0x4000\"],\"lpdwCount\":\"2\"}," COUNTERS("8", "2") ","
	"\"variables\":[{\"name\":\"flags\",\"value\":\"1\",\"function\":\"w\",\"changed\":true},{\"name\":\"count\",\"value\":\"2\",\"function\":\"w\",\"changed\":true},"
	"{\"name\":\"i\",\"value\":\"6\",\"function\":\"w\",\"changed\":true},{\"name\":\"other\",\"value\":\"6\",\"function\":\"w\",\"changed\":true}]}\n"
	"{\"type\":\"call\",\"step\":5,\"line\":3,\"api\":\"GetWriteWatch\",\"args\":{\"lpBaseAddress\":\"0x10a2000\"},\"result\":\"0\"," HERE ","
	"\"out\":{\"lpAddresses\":[],\"lpdwCount\":\"0\"}," COUNTERS("8", "2") ","
	"\"variables\":[{\"name\":\"flags\",\"value\":\"0\",\"function\":\"w\",\"changed\":true},{\"name\":\"count\",\"value\":\"2\",\"function\":\"w\",\"changed\":false},"
	"{\"name\":\"i\",\"value\":\"6\",\"function\":\"w\",\"changed\":false},{\"name\":\"other\",\"value\":\"6\",\"function\":\"w\",\"changed\":false}]}\n"
	"{\"type\":\"call\",\"step\":6,\"line\":0,\"api\":\"VirtualProtect\",\"args\":{\"lpAddress\":\"0x10a2000\",\"flNewProtect\":\"PAGE_READWRITE\"},"
	"\"result\":\"TRUE\"," HERE ",\"out\":{\"lpflOldProtect\":\"PAGE_EXECUTE\"}," COUNTERS("8", "2") "}\n"
	"{\"type\":\"call\",\"step\":7,\"line\":0,\"api\":\"VirtualQuery\",\"args\":{\"lpAddress\":\"0x10a2000\"},\"result\":\"0x30\"," HERE ","
	"\"out\":{\"BaseAddress\":\"A0+0x2000\",\"RegionSize\":\"0x6000\",\"State\":\"MEM_RESERVE\",\"Protect\":\"0x0\"}," COUNTERS("8", "2") "}\n"
	"{\"type\":\"call\",\"step\":8,\"line\":0,\"api\":\"EmptyWorkingSet\",\"args\":{},\"result\":\"TRUE\",\"error\":0," COUNTERS("8", "0") ","
	"\"transitions\":[{\"kind\":\"trim\",\"at\":\"0x1ff000\",\"pfn\":\"0x1\",\"from\":\"active\",\"to\":\"modified\"},"
	"{\"kind\":\"trim\",\"at\":\"A0+0x2000\",\"pfn\":\"0x2\",\"from\":\"active\",\"to\":\"modified\"}]}\n"
	"{\"type\":\"output\",\"step\":9,\"line\":0,\"text\":\"b: refused, code 0xC0000005\\n\"," COUNTERS("8", "0") ","
	"\"resolved\":[{\"kind\":\"transition\",\"access\":\"write\",\"at\":\"0x1ff000\",\"pfn\":\"0x1\",\"from\":\"modified\"}]}\n"
	"{\"type\":\"output\",\"step\":10,\"line\":0,\"text\":\"written 1:\"," COUNTERS("8", "0") "}\n"
	"{\"type\":\"output\",\"step\":11,\"line\":0,\"text\":\" 2\\n\"," COUNTERS("8", "0") "}\n"
	"{\"type\":\"output\",\"step\":12,\"line\":0,\"text\":\"at 0x10a2000\\n\"," COUNTERS("8", "0") "}\n"
	"{\"type\":\"output\",\"step\":13,\"line\":5,\"text\":\"7 days\\n\"," COUNTERS("8", "0") "}\n"
	"{\"type\":\"call\",\"step\":14,\"line\":0,\"api\":\"VirtualProtect\",\"args\":{\"lpAddress\":\"0x10a2000\",\"flNewProtect\":\"PAGE_READONLY\"},"
	"\"result\":\"FALSE\",\"at\":\"A0+0x2000\",\"error\":487,\"error_name\":\"ERROR_INVALID_ADDRESS\","
	"\"out\":{\"lpflOldProtect\":\"PAGE_NOACCESS\"}," COUNTERS("8", "0") "}\n"
	"{\"type\":\"call\",\"step\":15,\"line\":4,\"api\":\"VirtualFree\",\"args\":{\"lpAddress\":\"0x10a0000\",\"dwFreeType\":\"MEM_RELEASE\"},"
	"\"result\":\"TRUE\",\"at\":\"A0+0x0\",\"error\":0," REGIONS("FREE", "") "," COUNTERS("0", "0") "}\n"
	"{\"type\":\"exit\",\"step\":16,\"line\":0,\"code\":0," COUNTERS("0", "0") "}\n";

static void set_up_everything(void)
{
	trace_read(&t[1], everything);
	CU_ASSERT_FATAL(t[1].events == LAST + 1);
	CU_ASSERT_FATAL(compare_run(&c, NULL, &t[1]) && model_build(&m, &c));
	CU_ASSERT_FATAL(sheet_make(&s, &m, 1, 20));
}

/* The part of that kind at that step; its key is "" if there is none. */
static struct part part_of(size_t step, enum part_kind kind)
{
	const struct subject of = { step, NULL };
	struct part p;

	if (!sheet_ask(&p, &s, &of, kind))
		p = (struct part){ .kind = kind, .key = "" };
	return p;
}

static const char *answer_of(size_t step, enum part_kind kind)
{
	struct part p = part_of(step, kind);

	return p.form == PF_CHOICE && p.key[0] ? p.q.choice[p.q.right] : p.key;
}

/* Everything that is told of a step, when that kind is asked (PART_KINDS: nothing is). */
static const char *told(size_t step, enum part_kind kind)
{
	static char text[2000];
	const struct subject of = { step, NULL };
	struct task task = { .parts = 0 };

	if (kind < PART_KINDS)
		task.part[task.parts++] = part_of(step, kind);
	sheet_tell(&task, &s, &of);
	text[0] = '\0';
	for (int i = 0; i < task.texts; i++)
		snprintf(text + strlen(text), sizeof text - strlen(text), "%s\n", task.text[i]);
	return text;
}

static bool has_choice(const struct part *p, const char *words)
{
	for (int i = 0; i < p->q.choices; i++)
		if (strstr(p->q.choice[i], words))
			return true;
	return false;
}

static void a_call_is_asked_what_it_wrote(void)
{
	set_up_everything();
	CU_ASSERT_STRING_EQUAL(answer_of(WATCH, PK_WATCHED), "2, 4");
	CU_ASSERT_STRING_EQUAL(answer_of(AGAIN, PK_WATCHED), "none");
	CU_ASSERT_STRING_EQUAL(answer_of(PROTECT, PK_OLD_PROTECT), "PAGE_EXECUTE");
	CU_ASSERT_STRING_EQUAL(answer_of(QUERY, PK_QUERY_STATE), "MEM_RESERVE");
	CU_ASSERT_STRING_EQUAL(answer_of(QUERY, PK_QUERY_PROTECT), "0: there is none");
	CU_ASSERT_STRING_EQUAL(answer_of(QUERY, PK_QUERY_PAGES), "6");
	CU_ASSERT_EQUAL(part_of(QUERY, PK_QUERY_PAGES).near, 0x6000);
	CU_ASSERT_EQUAL(part_of(PROTECT, PK_OLD_PROTECT).printed, OTHERS + 1);
	CU_ASSERT_EQUAL(part_of(PROTECT, PK_OUTCOME).printed, 0);
	CU_ASSERT_STRING_EQUAL(answer_of(PROTECT, PK_WATCHED), "");
	CU_ASSERT_STRING_EQUAL(answer_of(REFUSED, PK_OLD_PROTECT), "");
	CU_ASSERT_STRING_EQUAL(answer_of(WATCH, PK_STATE), "");         /* it changes none */
	tear_down();
}

static void a_line_is_asked_if_it_can_be_predicted_and_written(void)
{
	set_up_everything();
	CU_ASSERT_STRING_EQUAL(answer_of(STORED, PK_PRINTED), "3 stores");
	CU_ASSERT_STRING_EQUAL(answer_of(OTHERS, PK_PRINTED), "b: refused, code 0xC0000005");
	CU_ASSERT_STRING_EQUAL(answer_of(BROKEN, PK_PRINTED), "");      /* no end of line */
	CU_ASSERT_STRING_EQUAL(answer_of(REST, PK_PRINTED), "");        /* no beginning */
	CU_ASSERT_STRING_EQUAL(answer_of(ADDRESS, PK_PRINTED), "");     /* differs from system to system */
	CU_ASSERT_STRING_EQUAL(answer_of(DULL, PK_PRINTED), "");        /* stands in the lab */
	CU_ASSERT_STRING_EQUAL(answer_of(ALLOC, PK_PRINTS_NEXT), "");   /* a fault comes first */
	CU_ASSERT_STRING_EQUAL(answer_of(FAULT, PK_PRINTS_NEXT), "3 stores");
	CU_ASSERT_STRING_EQUAL(answer_of(FREE, PK_PRINTS_NEXT), "");
	CU_ASSERT_STRING_EQUAL(answer_of(OTHERS, PK_PRINTS_NEXT), "");
	tear_down();
}

static void only_pages_of_reservations_are_counted(void)
{
	set_up_everything();
	CU_ASSERT_STRING_EQUAL(answer_of(STORED, PK_MANY), "2");
	CU_ASSERT_STRING_EQUAL(answer_of(STORED, PK_FIRST_PLACE), "A0+0x2000");
	CU_ASSERT_STRING_EQUAL(answer_of(STORED, PK_FIRST_LIST), "zeroed");
	CU_ASSERT_STRING_EQUAL(answer_of(OTHERS, PK_MANY), "");
	CU_ASSERT_STRING_EQUAL(answer_of(OTHERS, PK_FIRST_KIND), "");
	CU_ASSERT_STRING_EQUAL(answer_of(TRIM, PK_TRIMMED), "1");
	CU_ASSERT_PTR_NULL(strstr(told(STORED, PART_KINDS), "resolved"));
	tear_down();
}

/* SHEET-6 */
static void what_is_told_does_not_answer(void)
{
	set_up_everything();
	CU_ASSERT_PTR_NOT_NULL(strstr(told(STORED, PART_KINDS), "Variables: i = 3, n = 5, none = NULL, at = A0+0x4020."));
	CU_ASSERT_PTR_NOT_NULL(strstr(told(STORED, PK_PRINTED), "Variables: n = 5, none = NULL, at = A0+0x4020."));
	CU_ASSERT_PTR_NULL(strstr(told(WATCH, PK_WATCHED), "Variables"));       /* told for the first time when it is over */
	CU_ASSERT_PTR_NOT_NULL(strstr(told(AGAIN, PK_WATCHED), "Variables: i = 6.\n"));
	CU_ASSERT_PTR_NOT_NULL(strstr(told(AGAIN, PK_WATCHED), "lpBaseAddress 0x10a2000 (A0+0x2000)."));
	CU_ASSERT_PTR_NOT_NULL(strstr(told(FAULT, PK_CODE), "Variables: i = 4, at = A0+0x4020."));
	CU_ASSERT_PTR_NOT_NULL(strstr(told(FAULT, PK_PLACE), "Variables: i = 4.\n"));
	CU_ASSERT_PTR_NOT_NULL(strstr(told(FAULT, PK_PAGE), "Variables: i = 4.\n"));
	CU_ASSERT_STRING_EQUAL(answer_of(FAULT, PK_MANY), "1");
	CU_ASSERT_STRING_EQUAL(answer_of(FAULT, PK_FIRST_PLACE), "");   /* `at` says it */
	CU_ASSERT_PTR_NOT_NULL(strstr(told(REST, PART_KINDS), "output 4 of the run."));
	tear_down();
}

/* SHEET-5: each of these has its answer on the sheet already. */
static void what_is_free_is_known(void)
{
	static const struct { size_t step; enum part_kind kind; bool is_free; } parts[] = {
		{ ALLOC, PK_OUTCOME, true }, { ALLOC, PK_STATE, true }, { ALLOC, PK_PROTECT, true },
		{ ALLOC, PK_COMMITTED, false }, { ALLOC, PK_RESERVED, false },
		{ STORED, PK_COMMITTED, true }, { STORED, PK_RESERVED, true },
		{ STORED, PK_WORKING_SET, false }, { STORED, PK_FIRST_KIND, false },
		{ PROTECT, PK_STATE, true }, { PROTECT, PK_PROTECT, true },
		{ PROTECT, PK_COMMITTED, true }, { PROTECT, PK_OLD_PROTECT, false },
		{ TRIM, PK_WORKING_SET, false }, { TRIM, PK_RESERVED, true }, { FAULT, PK_ACCESS, false }, { FAULT, PK_FIRST_LIST, false },
		{ STORED, PK_FIRST_LIST, true }, { PROTECT, PK_OUTCOME, false }, { REFUSED, PK_OUTCOME, false },
		{ REFUSED, PK_WORKING_SET, true }, { FREE, PK_STATE, false }, { FREE, PK_COMMITTED, true }, { FREE, PK_RESERVED, true },
		{ LAST, PK_END, true }, { LAST, PK_END_CODE, true }, { LAST, PK_COMMITTED, true }
	};
	int gifts = 0;

	set_up_everything();
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
		struct part p = part_of(parts[i].step, parts[i].kind);

		if (p.is_free != parts[i].is_free || !p.key[0])
			printf("  step %zu, part %d: %s\n", parts[i].step, parts[i].kind, p.q.ask ? p.q.ask : "is not asked");
		CU_ASSERT(p.key[0] && p.is_free == parts[i].is_free);
	}
	for (size_t n = 0; n < s.count; n++)
		for (int k = 0; k < s.task[n].parts; k++)
			gifts += s.task[n].part[k].is_free;
	CU_ASSERT(s.count >= 5 && gifts <= 1);
	tear_down();
}

static bool asks(const struct task *task, enum part_kind kind)
{
	for (int k = 0; k < task->parts; k++)
		if (task->part[k].kind == kind)
			return true;
	return false;
}

/* SHEET-3, SHEET-5, whatever is drawn: nor does one part answer another, and no line is asked for twice. */
static void no_part_is_answered_by_another(void)
{
	int alone = 0;

	set_up_everything();
	for (uint64_t seed = 1; seed <= 40; seed++) {
		bool printed[LAST + 1] = { false };
		int gifts = 0;

		sheet_free(&s);
		CU_ASSERT_FATAL(sheet_make(&s, &m, seed, 20));
		for (size_t n = 0; n < s.count; n++) {
			const struct task *task = &s.task[n];

			CU_ASSERT_FALSE(asks(task, PK_OUTCOME) &&
			                (asks(task, PK_OLD_PROTECT) || asks(task, PK_WATCHED) || asks(task, PK_QUERY_STATE)));
			CU_ASSERT_FALSE(asks(task, PK_PRINTS_NEXT) &&
			                (asks(task, PK_OLD_PROTECT) || asks(task, PK_WATCHED) || asks(task, PK_QUERY_PAGES)));
			alone += task->parts == 1;
			CU_ASSERT(task->parts > 1 || asks(task, PK_OLD_PROTECT) || asks(task, PK_WATCHED) ||
			          asks(task, PK_PRINTED) || asks(task, PK_QUERY_STATE));
			for (int k = 0; k < task->parts; k++) {
				const struct part *p = &task->part[k];

				gifts += p->is_free;
				CU_ASSERT_FALSE(p->printed && printed[p->printed - 1]);
			}
			for (int k = 0; k < task->parts; k++)
				if (task->part[k].printed)
					printed[task->part[k].printed - 1] = true;
		}
		CU_ASSERT(gifts <= 1);
	}
	CU_ASSERT(alone > 0);
	tear_down();
}

static void a_wrong_outcome_is_one_that_the_function_has(void)
{
	struct part p;

	set_up_everything();
	p = part_of(TRIM, PK_OUTCOME);
	CU_ASSERT(p.q.choices == 2 && has_choice(&p, "ERROR_INVALID_HANDLE (6)"));
	p = part_of(FREE, PK_OUTCOME);
	CU_ASSERT(p.q.choices == 3 && has_choice(&p, "(487)") && has_choice(&p, "(87)"));
	/* Not "fault": others are resolved. */
	CU_ASSERT_PTR_NOT_NULL(strstr(part_of(LAST, PK_COMMITTED).q.reason, "after 1 exception."));
	p = part_of(ALLOC, PK_OUTCOME);
	CU_ASSERT(p.q.choices == 4 && has_choice(&p, "ERROR_COMMITMENT_LIMIT (1455)"));
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

/* MARK-2: whichever part is wrong, it costs its share, rounded down for the question. */
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
static const struct part list = { .form = PF_PAGES, .key = "2, 4, 5" };
static const struct part no_list = { .form = PF_PAGES, .key = "none" };
static const struct part line = { .form = PF_TEXT, .key = "e: refused, code 0xC0000005" };
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
	{ &letter, "A B C", MARK_SEVERAL }, { &letter, "abc", MARK_SEVERAL },
	{ &letter, "B or C", MARK_SEVERAL }, { &letter, "B) COMMIT", MARK_SEVERAL },
	{ &letter, "D", MARK_UNREADABLE }, { &letter, "1", MARK_UNREADABLE }, { &letter, "", MARK_NONE },
	{ &digit, "16", MARK_RIGHT }, { &digit, "0x10", MARK_RIGHT }, { &digit, "0", MARK_WRONG },
	{ &order, "BAC", MARK_RIGHT }, { &order, "b, a, c", MARK_RIGHT }, { &order, "b->a->c", MARK_RIGHT }, { &order, "BCA", MARK_NEAR },
	{ &order, "ABC", MARK_WRONG }, { &order, "BA", MARK_WRONG }, { &order, "BACD", MARK_WRONG }, { &order, "BBB", MARK_WRONG },
	{ &order, "first y", MARK_UNREADABLE },
	{ &page, "3", MARK_RIGHT }, { &page, "0x3", MARK_RIGHT }, { &page, "page 3", MARK_RIGHT },
	{ &page, "3 pages.", MARK_RIGHT }, { &page, "03", MARK_RIGHT },
	{ &page, "0x3000", MARK_NEAR }, { &page, "12288", MARK_NEAR }, { &page, "4", MARK_WRONG }, { &page, "2 3 4", MARK_SEVERAL },
	{ &page, "three", MARK_UNREADABLE }, { &page, "99999999999999999999", MARK_UNREADABLE },
	{ &list, "2, 4, 5", MARK_RIGHT }, { &list, "5 4 2 4", MARK_RIGHT },
	{ &list, "pages 2, 4 and 5.", MARK_RIGHT }, { &list, "2; 4-5", MARK_RIGHT },
	{ &list, "2 4", MARK_NEAR }, { &list, "2 4 5 6", MARK_NEAR }, { &list, "2", MARK_WRONG },
	{ &list, "2 4 6", MARK_WRONG }, { &list, "none", MARK_WRONG },
	{ &list, "two", MARK_UNREADABLE }, { &list, "5-2", MARK_UNREADABLE },
	{ &list, "0-99999999", MARK_UNREADABLE }, { &list, ",", MARK_UNREADABLE },
	{ &no_list, "none", MARK_RIGHT }, { &no_list, "No pages", MARK_RIGHT }, { &no_list, "0", MARK_WRONG },
	{ &line, "e: refused, code 0xC0000005", MARK_RIGHT }, { &line, "E: refused,   code 0xc0000005", MARK_RIGHT },
	{ &line, "\" e: refused, code 0xC0000005 \"", MARK_RIGHT }, { &line, "\"e: refused, code 0xC0000005\\n\"", MARK_RIGHT },
	{ &line, "e: refused, code 0xC000000", MARK_WRONG }, { &line, "e: refused, code 0xC00000055", MARK_WRONG },
	{ &line, "e:refused, code 0xC0000005", MARK_WRONG },
	{ &line, "\"", MARK_WRONG }, { &line, "\"\"", MARK_WRONG }, { &line, "\\n", MARK_WRONG },
	{ &minus, "-1", MARK_RIGHT }, { &minus, "1", MARK_WRONG },
	{ &place, "A0+0x3000", MARK_RIGHT }, { &place, "a0 + 12288", MARK_RIGHT },
	{ &place, "A0+0x3fff", MARK_RIGHT }, { &place, "0x10003000", MARK_RIGHT },
	{ &place, "A0", MARK_NEAR }, { &place, "A0+0x4000", MARK_NEAR },
	{ &place, "A1+0x3000", MARK_WRONG }, { &place, "0x10004000", MARK_WRONG },
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
		"1a: B", "1a:B", "  1 a) B", "1A. B", "Q1a = B", "q1a:  _B__ ", "1a: B\r\n",
		"\xef\xbb\xbf" "1a: B", "x\r1a: B\r", "1a: C\n1a: B\n1a: ___\n", "1-a: B",
		"1a:\u00a0B", "\u00a01a\u202f:\u3000B\u00a0\n", "1a:\u200b B\ufeff",          /* pasted from a word processor */
		"\uff11\uff41\uff1a\uff22"                                                   /* typed where letters are wide */
	};
	static const char *const none[] = { "1a B", "     1a: B", "| 1a: B", "a: B", "1: B", "1a", "100a: B", "12345678901a: B",
	                                    "1ab: B", "1a:", "1a: ___" };

	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
		CU_ASSERT_STRING_EQUAL(read_one(lines[i], strlen(lines[i]), 1, 'a'), "B");
	for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
		CU_ASSERT_STRING_EQUAL(read_one(none[i], strlen(none[i]), 1, 'a'), "none");
	CU_ASSERT_STRING_EQUAL(read_one("\xff\xfe" "1\0a\0:\0 \0B\0\r\0\n\0", 16, 1, 'a'), "B");
	CU_ASSERT_STRING_EQUAL(read_one("\xfe\xff\0" "1\0a\0:\0 \0B", 12, 1, 'a'), "B");
	CU_ASSERT_STRING_EQUAL(read_one("1a: \x1b[2J\xff", 10, 1, 'a'), "\\x1b[2J\\xff");
	CU_ASSERT_STRING_EQUAL(read_one("1a: \u22121 \u201cx\u201d", 16, 1, 'a'), "-1 \"x\"");
	CU_ASSERT_STRING_EQUAL(read_one("\xff\xfe" "1\0a\0:\0\xa0\0\x3d\xd8\0\xde", 14, 1, 'a'), "\U0001f600");
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
	text = "FaultLab quiz 2; seed 99999999999999999999999; questions 8; trace 0; lab x\n";
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
	{ "a call is asked what it wrote", a_call_is_asked_what_it_wrote },
	{ "a line is asked if it can be predicted and written", a_line_is_asked_if_it_can_be_predicted_and_written },
	{ "only pages of reservations are counted", only_pages_of_reservations_are_counted },
	{ "what is told does not answer", what_is_told_does_not_answer },
	{ "what is free is known", what_is_free_is_known },
	{ "no part is answered by another", no_part_is_answered_by_another },
	{ "a wrong outcome is one that the function has", a_wrong_outcome_is_one_that_the_function_has },
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
