/* runs.c - see runs.h. */
#include "sim/replay/runs.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "sim/host/host.h"
#include "sim/replay/ring.h"

struct team {
	struct reader *reader;
	struct run *run;
	size_t runs;
	unsigned threads;
	struct ring ring;               /* if the trace is parsed */
	pthread_mutex_t lock;           /* guards status and why */
	enum reader_status status;      /* the first that went wrong; READER_END if nothing did */
	char *why;
};

struct worker {
	struct team *team;
	unsigned number;                /* feeds the runs number, number + threads, ... */
	pthread_t thread;
};

double runs_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* ---- one run ---- */

bool run_feed(struct run *run, const struct refs *refs)
{
	if (run->engine)
		return engine_feed(run->engine, refs);
	return run->curve ? curve_feed(run->curve, refs) : optcurve_feed(run->optcurve, refs);
}

bool run_finish(struct run *run)
{
	if (run->engine)
		return engine_finish(run->engine);
	return !run->optcurve || optcurve_finish(run->optcurve);
}

const char *run_error(const struct run *run)
{
	const char *why = run->engine ? engine_error(run->engine) : NULL;

	return why ? why : "the host has no memory left";
}

/* ---- what went wrong ---- */

static bool team_goes_on(struct team *t)
{
	bool good;

	pthread_mutex_lock(&t->lock);
	good = t->status == READER_END;
	pthread_mutex_unlock(&t->lock);
	return good;
}

static void team_fails(struct team *t, enum reader_status status, const char *why)
{
	pthread_mutex_lock(&t->lock);
	if (t->status == READER_END) {
		t->status = status;
		snprintf(t->why, READER_WHY, "%s", why);
	}
	pthread_mutex_unlock(&t->lock);
}

static void reader_fails(struct team *t, const struct reader *r, enum reader_status status)
{
	team_fails(t, status, status == READER_BAD ? reader_why(r) : "the host has no memory left");
}

/* ---- one thread's runs ---- */

/* A block for all runs of a worker; NULL: the trace is over. */
static bool feed_all(struct worker *w, const struct refs *refs)
{
	struct team *t = w->team;

	for (size_t i = w->number; i < t->runs; i += t->threads) {
		struct run *run = &t->run[i];
		double began = runs_now();
		bool good = refs ? run_feed(run, refs) : run_finish(run);

		run->seconds += runs_now() - began;
		if (!good) {
			team_fails(t, READER_NO_MEMORY, run_error(run));
			return false;
		}
	}
	return true;
}

/* Walk a trace with a reader of one's own. */
static void walk(struct worker *w, struct reader *reader)
{
	uint64_t *room = malloc(REFS_BLOCK * sizeof *room);
	enum reader_status status = room ? READER_BLOCK : READER_NO_MEMORY;
	struct refs refs;

	while (status == READER_BLOCK && team_goes_on(w->team)) {
		status = reader_next(reader, room, &refs);
		if (status == READER_BLOCK && !feed_all(w, &refs))
			break;
	}
	if (status == READER_END)
		feed_all(w, NULL);
	else if (status != READER_BLOCK)
		reader_fails(w->team, reader, status);
	free(room);
}

static void *walk_thread(void *context)
{
	struct worker *w = context;
	struct reader *twin = reader_twin(w->team->reader);

	if (!twin) {
		team_fails(w->team, READER_NO_MEMORY, "the host has no memory left");
		return NULL;
	}
	walk(w, twin);
	reader_close(twin);
	return NULL;
}

/* Take the blocks that the calling thread parses. */
static void *ring_thread(void *context)
{
	struct worker *w = context;
	const struct refs *refs;

	for (uint64_t n = 0; (refs = ring_take(&w->team->ring, n)); n++) {
		bool good = feed_all(w, refs);

		ring_done(&w->team->ring, n);
		if (!good) {
			ring_stop(&w->team->ring);
			return NULL;
		}
	}
	if (team_goes_on(w->team))
		feed_all(w, NULL);
	return NULL;
}

static void parse_into_ring(struct team *t)
{
	enum reader_status status = READER_BLOCK;
	struct ring_slot *slot;

	while (status == READER_BLOCK && (slot = ring_next(&t->ring))) {
		status = reader_next(t->reader, slot->room, &slot->refs);
		if (status == READER_BLOCK)
			ring_put(&t->ring);
	}
	if (status != READER_END && status != READER_BLOCK)
		reader_fails(t, t->reader, status);
	ring_end(&t->ring);
}

/* ---- the team ---- */

static unsigned start(struct worker *w, unsigned from, unsigned to, void *(*body)(void *))
{
	for (unsigned i = from; i < to; i++) {
		if (pthread_create(&w[i].thread, NULL, body, &w[i]) != 0) {
			team_fails(w[i].team, READER_NO_MEMORY, "the host gives no thread; try --threads 1");
			return i;
		}
	}
	return to;
}

static void join(struct worker *w, unsigned from, unsigned to)
{
	for (unsigned i = from; i < to; i++)
		pthread_join(w[i].thread, NULL);
}

static void walk_mapped(struct team *t, struct worker *w)
{
	unsigned started = start(w, 1, t->threads, walk_thread);

	if (started == t->threads)
		walk(&w[0], t->reader);
	join(w, 1, started);
}

static void walk_parsed(struct team *t, struct worker *w)
{
	unsigned started;

	if (t->threads == 1 && sim_host_processors() == 1) {    /* nobody to read ahead */
		walk(&w[0], t->reader);
		return;
	}
	if (!ring_init(&t->ring, t->threads)) {
		team_fails(t, READER_NO_MEMORY, "the host has no memory left");
		return;
	}
	started = start(w, 0, t->threads, ring_thread);
	if (started == t->threads)
		parse_into_ring(t);
	else
		ring_stop(&t->ring);
	join(w, 0, started);
	ring_free(&t->ring);
}

enum reader_status runs_walk(struct reader *reader, struct run *run, size_t runs, unsigned threads, char *why)
{
	struct team t = { .reader = reader, .run = run, .runs = runs, .status = READER_END, .why = why };
	struct worker *w;
	double began = runs_now();

	t.threads = threads < runs ? threads : (unsigned)runs;
	pthread_mutex_init(&t.lock, NULL);
	w = calloc(t.threads, sizeof *w);
	for (unsigned i = 0; w && i < t.threads; i++)
		w[i] = (struct worker){ .team = &t, .number = i };
	if (!w)
		team_fails(&t, READER_NO_MEMORY, "the host has no memory left");
	else if (t.threads == 1)
		walk(&w[0], reader);
	else if (reader_is_mapped(reader))
		walk_mapped(&t, w);
	else
		walk_parsed(&t, w);
	if (runs == 1)
		run->seconds = runs_now() - began;
	free(w);
	pthread_mutex_destroy(&t.lock);
	return t.status;
}
