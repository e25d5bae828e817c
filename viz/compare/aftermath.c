/* aftermath.c - see aftermath.h. */
#include "viz/compare/aftermath.h"

#include <stdlib.h>
#include <string.h>

#include "viz/base/text.h"
#include "viz/compare/comparing.h"
#include "viz/compare/printed.h"

#define PAGE 4096

static bool about_page(const struct difference *d)
{
	return d->about.what == FACT_STATE || d->about.what == FACT_PROTECT;
}

static const struct aftermath_page *find_page(const struct aftermath *a, size_t place, uint64_t page, const struct difference *as)
{
	size_t known = a->pages < AFTERMATH_PAGES ? a->pages : AFTERMATH_PAGES;

	for (size_t i = 0; i < known; i++) {
		const struct aftermath_page *p = &a->page[(a->pages - 1 - i) % AFTERMATH_PAGES];

		if (p->place == place && p->page == page && (!as || (same(p->real, as->real) && same(p->sim, as->sim))))
			return p;
	}
	return NULL;
}

static bool asks_for_error(const struct event *e)
{
	return e->type == EV_CALL && same(e->api, "GetLastError");
}

/* What VirtualQuery or VirtualProtect says of a page whose protection is known to differ, or of the run that it cuts. */
static const struct wine_entry *answer_about_page(const struct aftermath *a, const struct event *real, const struct difference *d)
{
	bool size = same(d->about.member, "RegionSize");
	bool protect = same(d->about.member, "Protect") || same(d->about.member, "lpflOldProtect");
	const struct aftermath_page *p;
	uint64_t page = real->at.offset / PAGE;

	if (!real->at.known || real->at.place < 0 || !(size || protect))
		return NULL;
	p = find_page(a, (size_t)real->at.place, page, protect ? d : NULL);
	if (!p && size) {                       /* a run ends on one side where such a page begins */
		uint64_t ends[] = { strtoull(d->real, NULL, 0) / PAGE, strtoull(d->sim, NULL, 0) / PAGE };

		p = find_page(a, (size_t)real->at.place, page + (ends[0] < ends[1] ? ends[0] : ends[1]), NULL);
	}
	return p ? p->entry : NULL;
}

const struct wine_entry *aftermath_of(const struct aftermath *a, const struct event *real, const struct event *sim,
                                      const struct difference *d)
{
	if (asks_for_error(real) && d->about.what == FACT_RESULT && a->erred)
		return strtoll(d->real, NULL, 0) == a->error[SIDE_REAL] && strtoll(d->sim, NULL, 0) == a->error[SIDE_SIM] ? a->erred : NULL;
	if (about_page(d)) {
		const struct aftermath_page *p = find_page(a, d->about.place, d->about.offset / PAGE, d);

		return p ? p->entry : NULL;
	}
	return d->about.what == FACT_OUT && real->type == EV_CALL && sim->type == EV_CALL ? answer_about_page(a, real, d) : NULL;
}

static void note_page(struct aftermath *a, const struct difference *d)
{
	if (!find_page(a, d->about.place, d->about.offset / PAGE, d))
		a->page[a->pages++ % AFTERMATH_PAGES] =
			(struct aftermath_page){ d->about.place, d->about.offset / PAGE, d->known, d->real, d->sim };
}

/* An error is printed as it is, and where only one side has one, so is whether the call succeeded. */
static void note_error(struct comparing *w, const struct difference *d)
{
	struct aftermath *a = &w->after;

	a->error[SIDE_REAL] = strtoll(d->real, NULL, 0);
	a->error[SIDE_SIM] = strtoll(d->sim, NULL, 0);
	a->erred = d->known;
	printed_answered(w, d->known->id, d->real, d->sim);
	a->brief = w->answers;
	if (!a->error[SIDE_REAL] != !a->error[SIDE_SIM])
		printed_answered(w, d->known->id, a->error[SIDE_REAL] ? "0" : "1", a->error[SIDE_SIM] ? "0" : "1");
}

/* A program prints at once whether a call succeeded. Kept for longer, a 0 beside a 1 would excuse too much. */
static void forget_success(struct comparing *w)
{
	struct answer *newest = &w->answer[w->after.brief % ANSWERS];

	if (w->after.brief && w->after.brief < w->answers && w->answers - w->after.brief <= ANSWERS)
		newest->of[SIDE_REAL] = newest->of[SIDE_SIM] = 0;
	w->after.brief = 0;
}

void aftermath_note(struct comparing *w, const struct event *real, const struct event *sim)
{
	if (real->type == EV_CALL && !asks_for_error(real))
		forget_success(w);
	if (real->type == EV_CALL && !asks_for_error(real) && (real->error || sim->error))
		w->after.erred = NULL;
	for (size_t i = 0; i < w->diffs; i++) {
		const struct difference *d = &w->diff[i];

		if (!d->known)
			continue;
		if (about_page(d))
			note_page(&w->after, d);
		else if (d->about.what == FACT_ERROR)
			note_error(w, d);
		else if (d->about.what == FACT_OUT)
			printed_answered(w, d->known->id, d->real, d->sim);
	}
}
