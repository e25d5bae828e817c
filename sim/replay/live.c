/* live.c - see live.h. */
#include "sim/replay/live.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "sim/host/recording.h"
#include "sim/host/trace_file.h"
#include "sim/replay/expand.h"
#include "sim/replay/pagers.h"
#include "sim/replay/valgrind/stream.h"

#define THREADS_NAMED 64
#define NAME_ROOM     64

struct thread { uint64_t number, accesses; char name[NAME_ROOM]; };

struct process {
	struct process *next;           /* in the order in which they began */
	unsigned id, parent;
	char name[NAME_ROOM];
	bool ended, good;
	uint64_t status;
	struct pagers pagers;
	struct expand expand;
	uint64_t refs[REFS_BLOCK];
	size_t used;
	struct thread thread[THREADS_NAMED];
	size_t threads, now;
	struct trace_file *file;        /* of its runs; NULL: none */
	char *file_name;
};

struct live {
	struct options options;
	const char *out;
	struct process *first, *last;
	size_t processes;
	struct stream_block block;      /* as far as it has come */
	size_t used;
};

struct live *live_new(const struct options *options, const char *out)
{
	struct live *l = calloc(1, sizeof *l);

	l->options = *options;
	l->out = out;
	return l;
}

/* ---- one process ---- */

static bool give(struct process *p)
{
	const struct refs refs = { p->refs, p->used, REFS_TAGGED };

	for (size_t i = 0; i < p->pagers.runs && p->used > 0; i++) {
		double began = runs_now();

		if (!run_feed(&p->pagers.run[i], &refs)) {
			fprintf(stderr, "sim: process %u: %s\n", p->id, run_error(&p->pagers.run[i]));
			return false;
		}
		p->pagers.run[i].seconds += runs_now() - began;
	}
	p->used = 0;
	return true;
}

static struct thread *thread_of(struct process *p, uint64_t number)
{
	for (size_t i = 0; i < p->threads; i++)
		if (p->thread[i].number == number)
			return &p->thread[i];
	if (p->threads == THREADS_NAMED)        /* the rest together */
		return &p->thread[THREADS_NAMED - 1];
	p->thread[p->threads] = (struct thread){ .number = number };
	return &p->thread[p->threads++];
}

static bool take_runs(struct process *p, const uint64_t *item, size_t items)
{
	const uint64_t *end = item + items;

	for (size_t i = 0; i < items; i++) {
		uint64_t count = item[i] >> RUN_COUNT_SHIFT & RUN_COUNT_MAX;

		if (!count)
			p->now = (size_t)(thread_of(p, item[i] >> RUN_PAGE_SHIFT) - p->thread);
		p->thread[p->now].accesses += count;
	}
	while (item < end || p->expand.left > 0) {
		p->used += expand_items(&p->expand, &item, end, p->refs + p->used, REFS_BLOCK - p->used);
		if (p->used == REFS_BLOCK && !give(p))
			return false;
	}
	return true;
}

static bool write_runs(struct process *p, const uint64_t *item, size_t items)
{
	if (!p->file)
		return true;
	output_write(&p->file->output, (const char *)item, items * sizeof *item);
	return !p->file->output.failed || trace_file_close(p->file);    /* which says so, and leaves nothing */
}

static bool end_process(struct process *p)
{
	bool good = give(p);

	p->ended = true;
	for (size_t i = 0; good && i < p->pagers.runs; i++) {
		good = run_finish(&p->pagers.run[i]);
		if (!good)
			fprintf(stderr, "sim: process %u: %s\n", p->id, run_error(&p->pagers.run[i]));
	}
	if (p->file)
		good &= trace_file_close(p->file);
	free(p->file);
	p->file = NULL;
	return p->good = good;
}

static void free_process(struct process *p)
{
	pagers_free(&p->pagers);
	free(p->file_name);
	free(p);
}

/* ---- processes ---- */

/* The image that runs in this process now. */
static struct process *find(struct live *l, unsigned id)
{
	struct process *found = NULL;

	for (struct process *p = l->first; p; p = p->next)
		if (p->id == id && !p->ended)
			found = p;
	return found;
}

static bool open_file(struct live *l, struct process *p)
{
	size_t room = strlen(l->out) + 40;

	p->file_name = malloc(room);
	p->file = calloc(1, sizeof *p->file);
	p->file->output.fd = -1;
	if (l->processes == 0)
		snprintf(p->file_name, room, "%s", l->out);
	else
		snprintf(p->file_name, room, "%s.%zu", l->out, l->processes + 1);
	if (!trace_file_open(p->file, p->file_name)) {
		free(p->file);
		p->file = NULL;
		return false;
	}
	output_write(&p->file->output, RUNS_MAGIC, sizeof RUNS_MAGIC - 1);
	return true;
}

/* Printable, and cut to the room: names come from outside. */
static void copy_name(char *to, const uint64_t *item, size_t items)
{
	const char *from = (const char *)item;
	size_t n = 0;

	for (size_t i = 0; i < items * sizeof *item && from[i] && n + 1 < NAME_ROOM; i++)
		to[n++] = (char)((unsigned char)from[i] >= ' ' && from[i] != 0x7f ? from[i] : '?');
	to[n] = '\0';
}

static bool begin_process(struct live *l, const struct stream_block *b)
{
	struct process *p = find(l, b->head.process);

	if (p && !end_process(p))               /* exec() */
		return false;
	p = calloc(1, sizeof *p);
	p->id = b->head.process;
	p->parent = b->head.parent;
	copy_name(p->name, (const uint64_t *)b->item + 1, b->head.items - 1);
	p->now = (size_t)(thread_of(p, 1) - p->thread);
	if (!pagers_new(&p->pagers, &l->options, NULL, NULL) || (l->out && !open_file(l, p))) {
		free_process(p);
		return false;
	}
	*(l->last ? &l->last->next : &l->first) = p;
	l->last = p;
	l->processes++;
	return true;
}

static bool take_block(struct live *l, const struct stream_block *b)
{
	const uint64_t *item = (const uint64_t *)b->item;
	struct process *p = find(l, b->head.process);

	if (b->head.kind == STREAM_BEGIN)
		return begin_process(l, b);
	if (!p)
		return true;
	if (b->head.kind == STREAM_RUNS)
		return take_runs(p, item, b->head.items) && write_runs(p, item, b->head.items);
	if (b->head.kind == STREAM_THREAD)
		copy_name(thread_of(p, item[0])->name, item + 1, b->head.items - 1);
	if (b->head.kind == STREAM_END) {
		p->status = item[0];
		return end_process(p);
	}
	return true;
}

bool live_take(struct live *l, const unsigned char *bytes, size_t size_bytes)
{
	while (size_bytes > 0) {
		size_t whole = sizeof l->block.head, n;

		if (l->used >= whole)
			whole += l->block.head.items * sizeof l->block.item[0];
		n = whole - l->used < size_bytes ? whole - l->used : size_bytes;
		memcpy((unsigned char *)&l->block + l->used, bytes, n);
		l->used += n;
		bytes += n;
		size_bytes -= n;
		if (l->used < sizeof l->block.head)
			continue;
		if (l->block.head.items == 0 || l->block.head.items > STREAM_ITEMS || l->block.head.kind < STREAM_BEGIN ||
		    l->block.head.kind > STREAM_END) {
			fprintf(stderr, "sim: what came through the pipe is no recording: did the program itself write there?\n");
			return false;
		}
		if (l->used < sizeof l->block.head + l->block.head.items * sizeof l->block.item[0])
			continue;
		l->used = 0;
		if (!take_block(l, &l->block))
			return false;
	}
	return true;
}

bool live_goes_on(void *live)
{
	struct live *l = live;

	for (const struct process *p = l->first; p; p = p->next)
		if (!p->ended && recording_runs((long)p->id))
			return true;
	return false;
}

/* ---- what is told ---- */

static uint64_t accesses_of(const struct process *p)
{
	uint64_t n = 0;

	for (size_t i = 0; i < p->threads; i++)
		n += p->thread[i].accesses;
	return n;
}

static void tell_curve_so_far(const struct curve *c, FILE *out)
{
	uint64_t faults = curve_accesses(c), distinct = curve_distinct(c);

	fprintf(out, "; %" PRIu64 " pages; LRU faults", distinct);
	for (uint64_t place = 1; place <= distinct && place <= 1024; place++) {
		faults -= curve_at(c, place);
		if (place == 16 || place == 64 || place == 256 || place == 1024)
			fprintf(out, ", %" PRIu64 " frames: %" PRIu64, place, faults);
	}
}

void live_tell_state(const struct live *l, FILE *out)
{
	const struct process *p = l->last;

	if (!p)
		return;
	fprintf(out, "%s: %.0f M accesses", p->name, (double)accesses_of(p) / 1e6);
	if (!p->ended && pagers_curve(&p->pagers))
		tell_curve_so_far(pagers_curve(&p->pagers), out);
}

static void tell_threads(const struct process *p, FILE *out)
{
	if (p->threads < 2)
		return;
	fputs("threads        ", out);
	for (size_t i = 0; i < p->threads; i++)
		fprintf(out, "%s %" PRIu64 " %s (%" PRIu64 ")", i ? "," : "", p->thread[i].number,
		        *p->thread[i].name ? p->thread[i].name : i ? "without a name" : p->name, p->thread[i].accesses);
	fputs("\n", out);
}

static void tell_process(const struct live *l, const struct process *p, FILE *out)
{
	struct report r = pagers_report(&p->pagers);

	if (l->options.json) {
		report_json(&r, out);
		return;
	}
	fprintf(out, "%sprocess         %u %s", p == l->first ? "" : "\n", p->id, p->name);
	if (p != l->first)
		fprintf(out, " (of %u)", p->parent);
	fputs("\n", out);
	tell_threads(p, out);
	report_table(&r, out);
}

bool live_finish(struct live *l, FILE *out)
{
	bool good = true;

	for (struct process *p = l->first; p; p = p->next)
		good &= p->ended ? p->good : end_process(p);
	for (const struct process *p = l->first; good && p; p = p->next)
		tell_process(l, p, out);
	if (l->first)
		return good;
	fputs("sim: nothing was recorded: the program was not started\n", stderr);
	return false;
}

void live_remove_files(struct live *l)
{
	for (struct process *p = l->first; p; p = p->next)
		if (p->file)
			trace_file_remove(p->file);
}

void live_free(struct live *l)
{
	while (l && l->first) {
		struct process *p = l->first;

		l->first = p->next;
		free_process(p);
	}
	free(l);
}
