/* pagers.c - see pagers.h. */
#include "sim/replay/pagers.h"

#include <stdlib.h>

static size_t engines_of(const struct options *o)
{
	return o->policies * o->sizes;
}

bool pagers_new(struct pagers *p, const struct options *o, bool (*event)(void *, const struct engine_event *), void *context)
{
	size_t engines = engines_of(o);

	*p = (struct pagers){ .options = o, .runs = engines + o->curve + options_opt_curve(o) };
	p->run = calloc(p->runs, sizeof *p->run);
	if (!p->run)
		return false;
	for (size_t i = 0; i < engines; i++) {
		struct engine_config config = { .policy = o->policy[i / o->sizes], .frames = o->frames[i % o->sizes],
						.seed = o->seed, .event = event, .context = context };

		p->run[i].engine = engine_new(&config);
		if (!p->run[i].engine)
			return false;
	}
	if (o->curve)
		p->run[engines].curve = curve_new();
	if (options_opt_curve(o))
		p->run[engines + 1].optcurve = optcurve_new();
	return (!o->curve || p->run[engines].curve) &&
	       (!options_opt_curve(o) || p->run[engines + 1].optcurve);
}

void pagers_free(struct pagers *p)
{
	for (size_t i = 0; p->run && i < p->runs; i++) {
		if (p->run[i].engine)
			engine_free(p->run[i].engine);
		if (p->run[i].curve)
			curve_free(p->run[i].curve);
		optcurve_free(p->run[i].optcurve);
	}
	free(p->run);
	p->run = NULL;
}

const struct curve *pagers_curve(const struct pagers *p)
{
	return p->options->curve ? p->run[engines_of(p->options)].curve : NULL;
}

struct report pagers_report(const struct pagers *p)
{
	struct report r = { .options = p->options, .run = p->run, .curve = pagers_curve(p) };
	struct engine_counts n;

	if (options_opt_curve(p->options))
		r.optcurve = p->run[engines_of(p->options) + 1].optcurve;
	if (r.curve) {
		r.accesses = curve_accesses(r.curve);
		r.distinct_pages = curve_distinct(r.curve);
	} else {
		engine_counts(p->run[0].engine, &n);
		r.accesses = n.accesses;
		r.distinct_pages = n.distinct_pages;
	}
	return r;
}
