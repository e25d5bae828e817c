/* report.c - see report.h. */
#include "sim/replay/report.h"

#include <inttypes.h>

/* Up to here the JSON curve has a point for every size; beyond only where the faults change. */
#define EVERY_POINT 65536

static double rate(double part, double whole)
{
	return whole > 0 ? part / whole : 0;
}

/* ---- the curve ---- */

/*
 * Call `point` for every size from 1 to the number of pages. A size's faults are those
 * of the size before it without the accesses at that place of the stack.
 */
struct walk { const struct report *r; FILE *out; bool opt, any; uint64_t next, last; };

static void each_size(struct walk *w, void (*point)(struct walk *, uint64_t frames, uint64_t faults))
{
	uint64_t faults = w->r->accesses;

	for (uint64_t frames = 1; frames <= w->r->distinct_pages; frames++) {
		faults -= w->opt ? optcurve_at(w->r->optcurve, frames) : curve_at(w->r->curve, frames);
		point(w, frames, faults);
	}
}

static void json_point(struct walk *w, uint64_t frames, uint64_t faults)
{
	bool is_last = frames == w->r->distinct_pages;

	if (w->any && !is_last && faults == w->last && w->r->distinct_pages > EVERY_POINT)
		return;
	fprintf(w->out, "%s[%" PRIu64 ",%" PRIu64 "]", w->any ? "," : "", frames, faults);
	w->any = true;
	w->last = faults;
}

/* 1, 2, 3, 4, 6, 8, 12, 16, 24 ... and the last: as many as one can read. */
static void table_point(struct walk *w, uint64_t frames, uint64_t faults)
{
	bool is_power = (frames & (frames - 1)) == 0;

	if (frames != w->next && frames != w->r->distinct_pages)
		return;
	fprintf(w->out, "  %12" PRIu64 "  %14" PRIu64 "  %9.4f %%\n", frames, faults,
		100 * rate((double)faults, (double)w->r->accesses));
	w->next += frames < 4 ? 1 : is_power ? frames / 2 : frames / 3;
}

/* ---- the table ---- */

static void table_run(const struct report *r, size_t i, FILE *out)
{
	const struct options *o = r->options;
	struct engine_counts n;

	engine_counts(r->run[i].engine, &n);
	fprintf(out, "%-10s %12" PRIu64 "  %14" PRIu64 "  %9.4f %%  %14" PRIu64 "  %12.1f\n",
		engine_policy_name(o->policy[i / o->sizes]), o->frames[i % o->sizes], n.faults,
		100 * rate((double)n.faults, (double)n.accesses), n.evictions,
		rate((double)n.accesses, r->run[i].seconds) / 1e6);
}

static void table_curve(const struct report *r, bool opt, double seconds, FILE *out)
{
	struct walk w = { .r = r, .out = out, .opt = opt, .next = 1 };

	fprintf(out, "\n%s, from one pass for every size (%.1f M accesses/s; --json has all):\n  %12s  %14s  %11s\n",
		opt ? "OPT" : "LRU", rate((double)r->accesses, seconds) / 1e6, "frames", "faults", "fault rate");
	each_size(&w, table_point);
}

void report_table(const struct report *r, FILE *out)
{
	size_t runs = r->options->policies * r->options->sizes;

	fprintf(out, "accesses        %" PRIu64 "\ndistinct pages  %" PRIu64 "\n", r->accesses, r->distinct_pages);
	if (runs > 0)
		fprintf(out, "\n%-10s %12s  %14s  %11s  %14s  %12s\n", "policy", "frames", "faults", "fault rate", "evictions",
			"M accesses/s");
	for (size_t i = 0; i < runs; i++)
		table_run(r, i, out);
	if (r->curve)
		table_curve(r, false, r->run[runs].seconds, out);
	if (r->optcurve)
		table_curve(r, true, r->run[runs + 1].seconds, out);
}

/* ---- JSON ---- */

static void json_run(const struct report *r, size_t i, FILE *out)
{
	const struct options *o = r->options;
	struct engine_counts n;

	engine_counts(r->run[i].engine, &n);
	fprintf(out,
		"%s{\"policy\":\"%s\",\"frames\":%" PRIu64 ",\"faults\":%" PRIu64 ",\"evictions\":%" PRIu64
		",\"seconds\":%.6f}",
		i ? "," : "", engine_policy_name(o->policy[i / o->sizes]), o->frames[i % o->sizes], n.faults,
		n.evictions, r->run[i].seconds);
}

static void json_curve(const struct report *r, bool opt, FILE *out)
{
	struct walk w = { .r = r, .out = out, .opt = opt };

	fprintf(out, ",\"%s\":[", opt ? "opt_curve" : "curve");
	each_size(&w, json_point);
	fputs("]", out);
}

void report_json(const struct report *r, FILE *out)
{
	fprintf(out, "{\"accesses\":%" PRIu64 ",\"distinct_pages\":%" PRIu64 ",\"runs\":[", r->accesses,
		r->distinct_pages);
	for (size_t i = 0; i < r->options->policies * r->options->sizes; i++)
		json_run(r, i, out);
	fputs("]", out);
	if (r->curve)
		json_curve(r, false, out);
	if (r->optcurve)
		json_curve(r, true, out);
	fputs("}\n", out);
}
