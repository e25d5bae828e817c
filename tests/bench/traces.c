/*
 * traces.c - what the replay benchmark needs beside sim: traces, and what to compare with.
 *
 *	traces words N                    N lines of text to sort
 *	traces zipf|scan|loop N PAGES     a page64 trace: Zipf(1.0), one page after the other once, or round and round
 *	traces u64|oracle-general TRACE   the trace in another form; the second is libCacheSim's
 *	traces sum FILE                   seconds to add up a mapped u64 file: as fast as memory goes
 *	traces peer POLICY FRAMES TRACE N     seconds that the tests' oracle takes for the first N accesses
 *
 * Traces go to standard output. Everything is the same in every run.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "sim/replay/pageids.h"
#include "sim/replay/reader.h"
#include "tests/unit/oracle.h"

static void die(const char *why)
{
	fprintf(stderr, "traces: %s\n", why);
	exit(2);
}

static void *need(void *memory)
{
	if (memory == NULL)
		die("no memory");
	return memory;
}

static double now_seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static uint64_t dice = 1;

static uint64_t roll(void)
{
	uint64_t z = dice += UINT64_C(0x9E3779B97F4A7C15);

	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return z ^ (z >> 31);
}

static void put(uint64_t item)
{
	if (fwrite(&item, sizeof item, 1, stdout) != 1)
		die("cannot write");
}

/* ---- traces ---- */

static void words(uint64_t n)
{
	for (uint64_t i = 0; i < n; i++)
		printf("%llu %08llu line\n", (unsigned long long)(roll() % 1000000000), (unsigned long long)i);
}

/* Page of rank k with a probability of 1/k: a table of sums, searched. Ranks are scattered over the pages. */
static void zipf(uint64_t n, uint64_t pages)
{
	double *sum = need(calloc(pages + 1, sizeof *sum));

	for (uint64_t k = 1; k <= pages; k++)
		sum[k] = sum[k - 1] + 1.0 / (double)k;
	for (uint64_t i = 0; i < n; i++) {
		double at = (double)(roll() >> 11) / 9007199254740992.0 * sum[pages];
		uint64_t low = 0, high = pages;

		while (low + 1 < high) {
			uint64_t middle = (low + high) / 2;

			*(sum[middle] <= at ? &low : &high) = middle;
		}
		put(low * UINT64_C(2654435761) % pages);
	}
	free(sum);
}

static void scan(uint64_t n, uint64_t pages)
{
	for (uint64_t i = 0; i < n; i++)
		put(i % pages);
}

/* ---- other forms ---- */

/* All accesses of a trace as page number << 1 | is_write, at most `most`. */
static uint64_t *load(const char *name, size_t most, size_t *count)
{
	uint64_t *item = NULL, *block = need(calloc(REFS_BLOCK, sizeof *block));
	enum reader_status status;
	char why[READER_WHY];
	struct reader *r = reader_open(name, FORMAT_GUESS, &status, why);
	size_t room = 0;
	struct refs refs;

	if (r == NULL)
		die(why);
	*count = 0;
	while (*count < most && (status = reader_next(r, block, &refs)) == READER_BLOCK) {
		if (*count + refs.count > room) {
			room = 2 * room + REFS_BLOCK;
			item = need(realloc(item, room * sizeof *item));
		}
		for (size_t i = 0; i < refs.count; i++)
			item[(*count)++] = refs.form == REFS_TAGGED ? refs.item[i] :
								      refs.item[i] >> refs_shift(refs.form) << 1;
	}
	if (status == READER_BAD)
		die(reader_why(r));
	reader_close(r);
	free(block);
	*count = *count < most ? *count : most;
	return item;
}

static void as_u64(const char *name)
{
	size_t n;
	uint64_t *item = load(name, SIZE_MAX, &n);

	for (size_t i = 0; i < n; i++)
		put(item[i] >> 1 << 12);
	free(item);
}

/* 24 bytes an access: time, object, size, number of the object's next access or -1; see libCacheSim, oracleGeneral. */
static void as_oracle_general(const char *name)
{
	size_t n;
	uint64_t *item = load(name, SIZE_MAX, &n);
	int64_t *next = need(calloc(n, sizeof *next)), *last;
	struct pageids ids;

	if (!pageids_init(&ids))
		die("no memory");
	last = need(malloc(n * sizeof *last));
	for (size_t i = n; i-- > 0;) {
		uint32_t known = ids.count, id = pageids_id(&ids, item[i] >> 1);

		next[i] = id == known ? -1 : last[id];
		last[id] = (int64_t)i;
	}
	for (size_t i = 0; i < n; i++) {
		struct __attribute__((packed)) { uint32_t time; uint64_t object; uint32_t size; int64_t next; } row = {
			(uint32_t)(i / 1000000), item[i] >> 1, 1, next[i]
		};

		if (fwrite(&row, sizeof row, 1, stdout) != 1)
			die("cannot write");
	}
	free(item);
	free(next);
	free(last);
	pageids_free(&ids);
}

/* ---- what to compare with ---- */

static void sum(const char *name)
{
	int fd = open(name, O_RDONLY);
	volatile uint64_t result;
	uint64_t total = 0;
	struct stat st;
	double began = now_seconds();
	const uint64_t *item;

	if (fd < 0 || fstat(fd, &st) != 0)
		die("no such file");
	item = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_SHARED, fd, 0);
	if (item == MAP_FAILED)
		die("cannot map");
	for (size_t i = 0; i < (size_t)st.st_size / sizeof *item; i++)
		total += item[i];
	result = total;
	(void)result;
	printf("%.6f\n", now_seconds() - began);
}

static void peer(const char *policy, size_t frames, const char *name, size_t most)
{
	static const char *const names[] = { "fifo", "lru", "mru", "opt", "random", "clock" };
	struct oracle o;
	size_t n, p = 0;
	uint64_t *item = load(name, most, &n);
	double began = now_seconds();

	while (p < sizeof names / sizeof names[0] && strcmp(names[p], policy) != 0)
		p++;
	if (p == sizeof names / sizeof names[0] || frames == 0)
		die("no such policy or size");
	oracle_run(&o, (enum replay_policy)p, frames, 1, item, n);
	printf("%.6f\n", now_seconds() - began);
	oracle_free(&o);
	free(item);
}

static uint64_t number(const char *text)
{
	return strtoull(text, NULL, 10);
}

int main(int argc, char **argv)
{
	const char *what = argc > 2 ? argv[1] : "";

	if (strcmp(what, "words") == 0)
		words(number(argv[2]));
	else if (strcmp(what, "u64") == 0)
		as_u64(argv[2]);
	else if (strcmp(what, "oracle-general") == 0)
		as_oracle_general(argv[2]);
	else if (strcmp(what, "sum") == 0)
		sum(argv[2]);
	else if (strcmp(what, "zipf") == 0 && argc == 4)
		zipf(number(argv[2]), number(argv[3]));
	else if ((strcmp(what, "scan") == 0 || strcmp(what, "loop") == 0) && argc == 4)
		scan(number(argv[2]), number(argv[3]));
	else if (strcmp(what, "peer") == 0 && argc == 6)
		peer(argv[2], number(argv[3]), argv[4], number(argv[5]));
	else
		die("usage: see the head of tests/bench/traces.c");
	return fflush(stdout) == 0 ? 0 : 2;
}
