/* progress.c - see progress.h. */
#include "viz/base/progress.h"

#include <stdio.h>
#include <unistd.h>

static bool enabled;
static struct {
	const char *doing, *what;
	size_t of, done;
} now;

void progress_enable(void) { enabled = true; }

bool progress_counts(void) { return enabled && isatty(STDERR_FILENO); }

static void count(size_t done)
{
	now.done = done;
	fprintf(stderr, "\r%s %zu of %zu %s", now.doing, done, now.of, now.what);
	fflush(stderr);
}

void progress_begin(const char *doing, size_t of, const char *what)
{
	now.doing = doing;
	now.what = what;
	now.of = of;
	if (progress_counts())
		count(0);
	else if (enabled)
		fprintf(stderr, "%s %zu %s\n", doing, of, what);
}

void progress_at(size_t done)
{
	if (progress_counts() && done != now.done && done <= now.of)
		count(done);
}

void progress_end(void)
{
	if (progress_counts())
		fputc('\n', stderr);
}
