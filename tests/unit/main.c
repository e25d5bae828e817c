/*
 * main.c - runs the unit tests.
 *
 * A suite is a file of this folder that exports `CU_TestInfo NAME_tests[]`, ended
 * by CU_TEST_INFO_NULL. That one line registers it: the Makefile gathers these
 * lines into SUITES, so there is no list to keep in step.
 *
 * A test that dies (an assertion of the code, a sanitizer, a signal) is named
 * before the process goes. Status: 0 all passed, 1 a failure, 2 wrong use.
 */
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <CUnit/CUnit.h>
#include <CUnit/TestDB.h>
#include <CUnit/TestRun.h>

#define SUITE(name) extern CU_TestInfo name##_tests[];
SUITES
#undef SUITE

#define SUITE(name) { #name, NULL, NULL, NULL, NULL, name##_tests },
static CU_SuiteInfo suites[] = { SUITES CU_SUITE_INFO_NULL };
#undef SUITE

static char running[256] = "no test";   /* "suite: test", for the last words */
static bool verbose;

static void note_start(const CU_pTest test, const CU_pSuite suite)
{
	snprintf(running, sizeof running, "%s: %s", suite->pName, test->pName);
	if (verbose) {
		printf("  %s\n", running);
		fflush(stdout);
	}
}

/* Only what a signal handler may do. */
static void last_words(int number)
{
	static const char what[] = "FAIL died in ";
	ssize_t said;

	said = write(STDERR_FILENO, what, sizeof what - 1);
	said = write(STDERR_FILENO, running, strlen(running));
	said = write(STDERR_FILENO, "\n", 1);
	(void)said;
	signal(number, SIG_DFL);
	raise(number);
}

static void show_failure(const CU_FailureRecord *failure)
{
	if (failure->pTest)
		printf("FAIL %s: %s\n", failure->pSuite->pName, failure->pTest->pName);
	else
		printf("FAIL %s\n", failure->pSuite ? failure->pSuite->pName : "no suite");
	printf("     %s:%u: %s\n", failure->strFileName ? failure->strFileName : "?",
	       failure->uiLineNumber, failure->strCondition ? failure->strCondition : "?");
}

static void list(void)
{
	for (const CU_SuiteInfo *s = suites; s->pName; s++)
		for (const CU_TestInfo *t = s->pTests; t->pName; t++)
			printf("%s: %s\n", s->pName, t->pName);
}

static bool wanted(const char *name, char **names, int count)
{
	for (int i = 0; i < count; i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	return count == 0;
}

/* Run the suites of these names (none: all); how many there were. */
static unsigned run(char **names, int count)
{
	unsigned found = 0;

	for (const CU_SuiteInfo *s = suites; s->pName; s++) {
		if (!wanted(s->pName, names, count))
			continue;
		CU_run_suite(CU_get_suite(s->pName));
		for (CU_pFailureRecord f = CU_get_failure_list(); f; f = f->pNext)
			show_failure(f);
		found++;
	}
	return found;
}

/* CUnit forgets its counts with every suite it is told to run, so they are added up here. */
static unsigned tests_run, tests_failed, asserts;

static void note_suite(const CU_pSuite suite, const CU_pFailureRecord failures)
{
	const CU_RunSummary *sum = CU_get_run_summary();

	(void)suite;
	(void)failures;
	tests_run += sum->nTestsRun;
	tests_failed += sum->nTestsFailed;
	asserts += sum->nAsserts;
}

static int usage(FILE *out, int status)
{
	fputs("usage: unit [-v] [--list] [SUITE...]\n"
	      "Runs the unit tests of these suites, or all. -v names every test as it starts.\n", out);
	return status;
}

/* The registry, ready to run; false if CUnit refuses it. */
static bool set_up(void)
{
	if (CU_initialize_registry() != CUE_SUCCESS || CU_register_suites(suites) != CUE_SUCCESS) {
		fprintf(stderr, "unit: %s\n", CU_get_error_msg());
		return false;
	}
	CU_set_test_start_handler(note_start);
	CU_set_suite_complete_handler(note_suite);
	signal(SIGABRT, last_words);
	signal(SIGSEGV, last_words);
	return true;
}

int main(int argc, char **argv)
{
	const char *option = argc > 1 && argv[1][0] == '-' ? argv[1] : "";
	int names = argc - 1 - (option[0] != '\0');
	unsigned found;

	if (strcmp(option, "--help") == 0)
		return usage(stdout, 0);
	if (strcmp(option, "--list") == 0) {
		list();
		return 0;
	}
	verbose = strcmp(option, "-v") == 0;
	if (option[0] != '\0' && !verbose)
		return usage(stderr, 2);
	if (!set_up())
		return 2;

	found = run(argv + argc - names, names);
	CU_cleanup_registry();
	if (found == 0 || found < (unsigned)names) {
		fprintf(stderr, "unit: no such suite; --list names them\n");
		return 2;
	}
	printf("unit: %u suites, %u tests, %u assertions, %u tests failed\n", found, tests_run, asserts, tests_failed);
	return tests_failed != 0;
}
