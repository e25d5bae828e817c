/* share.c - see share.h. */
#include "viz/model/share.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "viz/model/words.h"

#define LOOK_BACK 4096                  /* rows in which a frame is looked for */
#define ROWS_MOST 20000                 /* later in a run the panel is not stated: views are looked for from the begin */

/* A view of a section: where, and which page of the section its first one is. */
struct view { int64_t place; uint64_t first; };

static const struct event *sim_event(const struct building *b, size_t row)
{
	return b->c->row[row].side[SIDE_SIM];
}

/* ---- what was copied ---- */

static bool is_copy(const struct resolved *r)
{
	return r->kind_id == FAULT_COPY_ON_WRITE && r->at.known && r->at.place >= 0;
}

/* The first copy of the picture, and how many there are. */
static const struct resolved *first_copy(const struct building *b, const struct picture *f, size_t *copies)
{
	const struct resolved *first = NULL;

	*copies = 0;
	for (size_t row = f->first_row; row <= f->row; row++) {
		const struct event *e = sim_event(b, row);

		for (size_t i = 0; e && i < e->resolved_count; i++)
			if (is_copy(&e->resolved[i]) && ++*copies == 1)
				first = &e->resolved[i];
	}
	return first;
}

/* ---- views ---- */

static bool maps_a_view(const struct event *e)
{
	return e && e->type == EV_CALL && !e->error && e->at.known && e->at.place >= 0 &&
	       (e->api_id == API_MAP_VIEW_OF_FILE || e->api_id == API_MAP_VIEW_OF_FILE_EX);
}

static uint64_t number(const char *text)
{
	return text ? strtoull(text, NULL, 0) : 0;
}

/* The page of the section that a view begins with; a view that begins within 4 GiB is enough for a lab. */
static uint64_t first_page(const struct event *e)
{
	return number(reader_arg(e, "dwFileOffsetLow")) >> 12;
}

static bool is_live(const struct building *b, int64_t place)
{
	const struct span *s = reader_page(b->now[SIDE_SIM].memory, place, 0);

	return s && s->type_id == TYPE_MAPPED;
}

static const struct event *call_of(const struct building *b, size_t rows, int64_t place)
{
	for (size_t row = 0; row < rows; row++) {
		const struct event *e = sim_event(b, row);

		if (maps_a_view(e) && e->at.place == place)
			return e;
	}
	return NULL;
}

/* The live views of one section that have this page of it, in order of mapping; as many as the panel has room for. */
static size_t views_of(const struct building *b, size_t rows, const char *section, uint64_t page, struct view *view)
{
	size_t n = 0;

	for (size_t row = 0; row < rows && n < SHARE_VIEWS; row++) {
		const struct event *e = sim_event(b, row);
		const char *handle = maps_a_view(e) ? reader_arg(e, "hFileMappingObject") : NULL;

		if (!handle || strcmp(handle, section) || !is_live(b, e->at.place) || first_page(e) > page ||
		    !reader_page(b->now[SIDE_SIM].memory, e->at.place, page - first_page(e)))
			continue;
		view[n++] = (struct view){ e->at.place, first_page(e) };
	}
	return n;
}

/* ---- frames ---- */

/* The last fault that was resolved for this page; NULL: not in the rows that are looked at. */
static const struct resolved *last_fault(const struct building *b, size_t row, int64_t place, uint64_t page)
{
	for (size_t back = 0; back < LOOK_BACK && back <= row; back++) {
		const struct event *e = sim_event(b, row - back);

		if (e && e->resolved_rests)
			return NULL;            /* it may be among those that are not told one by one */
		for (size_t i = e ? e->resolved_count : 0; i-- > 0;) {
			const struct resolved *r = &e->resolved[i];

			if (r->at.known && r->at.place == place && r->at.offset >> 12 == page && r->kind_id != FAULT_STACK_GROWTH)
				return r;
		}
	}
	return NULL;
}

static void fill_view(struct building *b, struct share_view *out, size_t row, const struct view *v, uint64_t page)
{
	const struct span *s = reader_page(b->now[SIDE_SIM].memory, v->place, page - v->first);
	const struct resolved *r = s->state == PG_RESIDENT ? last_fault(b, row, v->place, page - v->first) : NULL;

	*out = (struct share_view){ .is_there = r != NULL, .is_private = r && r->kind_id == FAULT_COPY_ON_WRITE, .pfn = r ? r->pfn : 0 };
	out->name = SAY(b, "A%" PRId64 " page %" PRIu64, v->place, page - v->first);
	out->rights = words_protect(s->protect);
	out->frame = r ? SAY(b, "frame %04" PRIX64, r->pfn) : "no frame in it yet";
}

/* Pages of this view that are copies by now. False: some faults were not told one by one. */
static bool copied_pages(const struct building *b, size_t row, int64_t place, uint64_t *pages)
{
	*pages = 0;

	for (size_t i = 0; i <= row; i++) {
		const struct event *e = sim_event(b, i);

		if (e && e->resolved_rests)
			return false;
		for (size_t k = 0; e && k < e->resolved_count; k++)
			*pages += is_copy(&e->resolved[k]) && e->resolved[k].at.place == place;
	}
	return true;
}

static const char *others(struct building *b, const struct picture *f, int64_t place)
{
	const struct spans *s = b->now[SIDE_SIM].memory->place[place];
	uint64_t copied;

	if (!s || !copied_pages(b, f->row, place, &copied))
		return "";
	if (s->pages <= copied)
		return SAY(b, "Every page of A%" PRId64 " is a copy by now.", place);
	return SAY(b, "%" PRIu64 " of the %" PRIu64 " pages of A%" PRId64 " %s still the section's.", s->pages - copied, s->pages, place,
	           s->pages - copied == 1 ? "is" : "are");
}

void share_of_picture(struct building *b, struct picture *f)
{
	struct share *s = &f->share;
	struct view view[SHARE_VIEWS];
	size_t copies;
	const struct resolved *copy = first_copy(b, f, &copies);
	const struct event *call = copy && is_live(b, copy->at.place) ? call_of(b, f->row + 1, copy->at.place) : NULL;
	const char *section = call ? reader_arg(call, "hFileMappingObject") : NULL;
	uint64_t page = copy ? (copy->at.offset >> 12) + (call ? first_page(call) : 0) : 0;

	if (!section || f->has_walk || f->row >= ROWS_MOST)
		return;
	s->views = views_of(b, f->row + 1, section, page, view);
	for (size_t i = 0; i < s->views; i++) {
		fill_view(b, &s->view[i], f->row, &view[i], page);
		s->view[i].is_new = view[i].place == copy->at.place && s->view[i].is_private;
		if (s->view[i].is_there && !s->view[i].is_private && !s->section)
			s->section = s->view[i].frame;
		f->has_share |= s->view[i].is_new;
	}
	s->title = SAY(b, "WHO SEES WHICH FRAME: PAGE %" PRIu64 " OF SECTION %s", page, section);
	s->line[0] = SAY(b, "A write to page %" PRIu64 " of A%" PRId64 " copied its 4096 bytes into a new private frame.%s", copy->at.offset >> 12,
	                 copy->at.place, copies > 1 ? SAY(b, " %zu more copies in this step.", copies - 1) : "");
	s->line[1] = others(b, f, copy->at.place);
}
