/* exercise.c - the same request, the same program; all features show; programs are small, end, differ. */
#include <CUnit/CUnit.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/exercise/exercise.h"
#include "sim/exercise/feature.h"
#include "tests/unit/lab.h"

extern CU_TestInfo exercise_tests[];

static struct text one, other;

static const char *make(struct text *t, uint64_t seed, int level, unsigned features)
{
	struct request request = { seed, level, features };

	exercise_make(&request, t);
	return t->bytes;
}

static size_t lines(const char *text)
{
	size_t n = 0;

	for (; *text != '\0'; text++)
		n += *text == '\n';
	return n;
}

/* Without the comment, which names the seed. */
static const char *program(const char *text)
{
	const char *end = strstr(text, "*/");

	CU_ASSERT_PTR_NOT_NULL_FATAL(end);
	return end;
}

/* ---- the tests ---- */

/* EXERCISE-4: whatever was made in between. */
static void test_same(void)
{
	for (uint64_t seed = 0; seed < 40; seed++) {
		make(&one, seed, (int)(seed % LEVELS) + 1, 0);
		make(&other, seed + 1, 1, 1u << GUARD_PAGE);
		make(&other, seed, (int)(seed % LEVELS) + 1, 0);
		CU_ASSERT_STRING_EQUAL(one.bytes, other.bytes);
	}
}

/* EXERCISE-5: the comment names what was chosen; asked for by name it gives the same program. */
static void test_chosen(void)
{
	for (uint64_t seed = 0; seed < 60; seed++) {
		const char *list;
		unsigned features = 0;

		list = strstr(make(&one, seed, 2, 0), "level 2: ");
		CU_ASSERT_PTR_NOT_NULL_FATAL(list);
		list += strlen("level 2: ");
		do {
			size_t length = strcspn(list, ",.");
			enum feature f = feature_find(list, length);

			CU_ASSERT_FATAL(f != FEATURES);
			features |= 1u << f;
			list += length + 2;
		} while (list[-2] == ',');
		CU_ASSERT_STRING_EQUAL(one.bytes, make(&other, seed, 2, features));
	}
}

/* What must stand in a program that is about this feature. */
static const char *const marks[FEATURES] = {
	[RESERVE_COMMIT] = "MEM_COMMIT, PAGE_READWRITE);", [DEMAND_COMMIT] = "commits++;",
	[DECOMMIT] = "MEM_DECOMMIT",
	[FAILED_CALLS] = "GetLastError()", [PROTECTION] = "VirtualProtect(", [GUARD_PAGE] = "PAGE_GUARD",
	[WRITE_WATCH] = "GetWriteWatch(", [WORKING_SET] = "WorkingSet", [SECTIONS] = "FILE_MAP_COPY",
	[NESTED_HANDLERS] = "inner handler", [FINALLY] = "__finally", [VECTORED] = "AddVectoredExceptionHandler(",
};

static void test_features(void)
{
	for (int f = 0; f < FEATURES; f++) {
		for (uint64_t seed = 0; seed < 30; seed++) {
			make(&one, seed, (int)(seed % LEVELS) + 1, 1u << f);
			CU_ASSERT_PTR_NOT_NULL(strstr(program(one.bytes), marks[f]));
			CU_ASSERT_PTR_NOT_NULL(strstr(one.bytes, feature_table[f].name));
		}
	}
}

/* Each is chosen by some seed, and only with features that go together with it. */
static void test_choice(void)
{
	for (int f = 0; f < FEATURES; f++) {
		int seen = 0;

		for (uint64_t seed = 0; seed < 200; seed++) {
			char name[40];

			snprintf(name, sizeof name, " %s", feature_table[f].name);
			make(&one, seed, 2, 0);
			seen += strstr(one.bytes, name) != NULL;
		}
		CU_ASSERT(seen >= 10);
		for (int g = 0; g < FEATURES; g++)
			CU_ASSERT_EQUAL(feature_table[f].friends >> g & 1, feature_table[g].friends >> f & 1);
		CU_ASSERT_EQUAL(feature_table[f].friends >> f & 1, 0);
	}
}

static bool go_together(unsigned features)
{
	for (int f = 0; f < FEATURES; f++)
		if ((features >> f & 1) && (features & ~(1u << f) & ~feature_table[f].friends) != 0)
			return false;
	return true;
}

/* EXERCISE-6, for every three features that can be asked for. */
static void test_small(void)
{
	size_t least = 1000, most = 0, ever = 0;

	for (unsigned features = 0; features < 1u << FEATURES; features++) {
		if (__builtin_popcount(features) > FEATURES_MAX)
			continue;
		for (int level = 1; level <= LEVELS; level++) {
			size_t n = lines(make(&one, features, level, features));

			least = n < least ? n : least;
			most = n > most && go_together(features) ? n : most;
			ever = n > ever ? n : ever;
		}
	}
	CU_ASSERT(least >= 30);
	CU_ASSERT(most <= EXERCISE_LINES_MAX);
	CU_ASSERT(ever <= EXERCISE_LINES_EVER);
}

enum { COLUMNS_MAX = 110, TAB = 8 };

static size_t widest_line(const char *text)
{
	size_t column = 0, widest = 0;

	for (; *text != '\0'; text++) {
		column = *text == '\n' ? 0 : *text == '\t' ? (column / TAB + 1) * TAB : column + 1;
		widest = column > widest ? column : widest;
	}
	return widest;
}

/* However little space there is. */
static void test_manners(void)
{
	for (unsigned features = 0; features < 1u << FEATURES; features++) {
		if (__builtin_popcount(features) > FEATURES_MAX)
			continue;
		for (int level = 1; level <= LEVELS; level++) {
			make(&one, features + 7, level, features);
			CU_ASSERT(widest_line(one.bytes) <= COLUMNS_MAX);
			CU_ASSERT_EQUAL(strstr(one.bytes, "area = VirtualAlloc(") != NULL,
			                strstr(one.bytes, "\tif (!area)\n\t\treturn 1;\n") != NULL);
		}
	}
}

static bool raises(uint64_t seed, unsigned features)
{
	static struct lab_result r;
	bool raised;

	make(&one, seed, (int)(seed % LEVELS) + 1, features);
	lab_run(one.bytes, &r);
	CU_ASSERT_FATAL(r.compiled);
	raised = strstr(r.trace, "\"fault\"") != NULL;
	free(r.trace);
	return raised;
}

/* Where handlers are what it is about, or what is decommitted, something raises an exception. */
static void test_raises(void)
{
	static const unsigned alone[] = { 1u << NESTED_HANDLERS, 1u << FINALLY, 1u << VECTORED, 1u << DECOMMIT };

	for (int i = 0; i < 4; i++) {
		for (uint64_t seed = 0; seed < 15; seed++) {
			CU_ASSERT(raises(seed, alone[i]));
			CU_ASSERT(alone[i] == 1u << DECOMMIT || raises(seed, alone[i] | 1u << SECTIONS));
		}
	}
}

/* Wine does not forget that a page was written when it is decommitted: nobody asks for it then. */
static void test_watch_first(void)
{
	for (uint64_t seed = 0; seed < 60; seed++) {
		const char *text = make(&one, seed, (int)(seed % LEVELS) + 1, 1u << DECOMMIT | 1u << WRITE_WATCH);
		const char *gone = strstr(strstr(text, "int main("), "MEM_DECOMMIT");

		CU_ASSERT_PTR_NOT_NULL_FATAL(gone);
		CU_ASSERT_PTR_NULL(strstr(gone, "watch("));
	}
}

static int by_text(const void *x, const void *y)
{
	return strcmp(*(char *const *)x, *(char *const *)y);
}

/* Of 100 seeds that are asked for one feature, hardly two give the same. */
static void test_distinct(void)
{
	for (int f = 0; f < FEATURES; f++) {
		char *text[100];
		int distinct = 1;

		for (int seed = 0; seed < 100; seed++)
			text[seed] = strdup(program(make(&one, (uint64_t)seed, DEFAULT_LEVEL, 1u << f)));
		qsort(text, 100, sizeof *text, by_text);
		for (int i = 1; i < 100; i++)
			distinct += strcmp(text[i], text[i - 1]) != 0;
		for (int i = 0; i < 100; i++)
			free(text[i]);
		CU_ASSERT(distinct >= 95);
	}
}

/* EXERCISE-2, EXERCISE-3: it ends by itself, with nothing unhandled, and its lines are not all alike. */
static void test_runs(void)
{
	static struct lab_result r;

	for (int f = 0; f < FEATURES; f++) {
		for (int level = 1; level <= LEVELS; level++) {
			make(&one, (uint64_t)(1000 + f), level, 1u << f | 1u << (f + 5) % FEATURES);
			lab_run(one.bytes, &r);
			CU_ASSERT_FATAL(r.compiled);
			CU_ASSERT_STRING_EQUAL(r.messages, "");
			CU_ASSERT(!r.is_unhandled && !r.is_endless && !r.out_of_budget && !r.broken);
			CU_ASSERT_EQUAL(r.exit_code, 0);
			CU_ASSERT(lines(r.output) >= 4);
			free(r.trace);
		}
	}
}

static void test_numbers(void)
{
	struct dice d;

	dice_start(&d, 1, 1);
	for (int i = 0; i < 1000; i++) {
		int n = dice_between(&d, -3, 3);

		CU_ASSERT(n >= -3 && n <= 3);
	}
	/* SplitMix64, computed by hand from its definition */
	d.state = 0;
	CU_ASSERT_EQUAL(dice_roll(&d, 1 << 30), (int)((UINT64_C(0xE220A8397B1DCDAF) >> 33) % (1u << 30)));
}

CU_TestInfo exercise_tests[] = {
	{ "the same request gives the same bytes", test_same },
	{ "what the seed chose can be asked for by name", test_chosen },
	{ "each feature appears in its programs", test_features },
	{ "the seeds choose every feature, with those it goes together with", test_choice },
	{ "no program is longer than a page or two", test_small },
	{ "every program asks whether it has its memory, and fits on the page", test_manners },
	{ "handlers and decommits see an exception", test_raises },
	{ "no page is decommitted before it is asked whether it was written", test_watch_first },
	{ "other seeds give other programs", test_distinct },
	{ "programs compile without a warning, end and handle what they raise", test_runs },
	{ "the numbers are those of SplitMix64", test_numbers },
	CU_TEST_INFO_NULL,
};
