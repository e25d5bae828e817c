/*
 * measure.c - how long a command takes, and how much memory.
 *
 * usage: measure RUNS COMMAND [ARGUMENT...]
 *
 * Runs the command RUNS times after one run that is not counted, its output
 * thrown away, and prints one line: median wall time, its smallest value and the
 * largest resident set of the runs. The median, because a benchmark on a shared
 * machine has outliers on one side only; the peak from wait4, because that is the
 * kernel's own account. A command that fails in a way not announced by
 * MEASURE_STATUS (default 0) ends the measuring: a time of a failure is no time.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define RUNS_MAX 1000

static double now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1e3 + t.tv_nsec / 1e6;
}

static void become(char **command)
{
	int null = open("/dev/null", O_RDWR);

	dup2(null, STDIN_FILENO);
	dup2(null, STDOUT_FILENO);
	execvp(command[0], command);
	fprintf(stderr, "measure: %s: %s\n", command[0], strerror(errno));
	_exit(127);
}

/* One run: its wall time in ms and peak resident set in KiB; ends the program if it went wrong. */
static double run_once(char **command, int expected, long *peak_kib)
{
	struct rusage used;
	double began = now_ms();
	pid_t child = fork();
	int status;

	if (child == 0)
		become(command);
	if (child < 0 || wait4(child, &status, 0, &used) < 0) {
		perror("measure");
		exit(2);
	}
	if (!WIFEXITED(status) || WEXITSTATUS(status) != expected) {
		fprintf(stderr, "measure: %s ended with status 0x%x, expected %d\n", command[0], status, expected);
		exit(1);
	}
	if (used.ru_maxrss > *peak_kib)
		*peak_kib = used.ru_maxrss;
	return now_ms() - began;
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

int main(int argc, char **argv)
{
	static double ms[RUNS_MAX];
	const char *status = getenv("MEASURE_STATUS");
	int runs = argc > 2 ? atoi(argv[1]) : 0;
	int expected = status != NULL ? atoi(status) : 0;
	long peak_kib = 0;

	if (runs < 1 || runs > RUNS_MAX) {
		fprintf(stderr, "usage: measure RUNS COMMAND [ARGUMENT...]\n");
		return 2;
	}
	run_once(argv + 2, expected, &peak_kib);
	for (int i = 0; i < runs; i++)
		ms[i] = run_once(argv + 2, expected, &peak_kib);
	qsort(ms, (size_t)runs, sizeof ms[0], by_size);
	printf("median_ms %.2f min_ms %.2f peak_kib %ld\n", ms[runs / 2], ms[0], peak_kib);
	return 0;
}
