/* space.c - see space.h. */
#include "viz/model/space.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "viz/model/words.h"

static uint64_t pages_of_place(const struct picture *f, int64_t place)
{
	uint64_t pages = 0;

	for (int k = 0; k < SIDES; k++)
		if (f->memory[k] && place >= 0 && (uint64_t)place < f->memory[k]->places && f->memory[k]->place[place] &&
		    f->memory[k]->place[place]->pages > pages)
			pages = f->memory[k]->place[place]->pages;
	return pages;
}

static size_t live_places(const struct picture *f)
{
	size_t n = 0, most = 0;

	for (int k = 0; k < SIDES; k++) {
		n = 0;
		for (size_t i = 0; f->memory[k] && i < f->memory[k]->places; i++)
			n += f->memory[k]->place[i] && f->memory[k]->place[i]->live;
		if (n > most)
			most = n;
	}
	return most;
}

static uint64_t base_of(const struct trace_file *t, int64_t place)
{
	return t && place >= 0 && (uint64_t)place < t->bases ? t->base[place] : 0;
}

static void space_title(struct building *b, struct picture *f)
{
	struct ink i = { 0 };
	size_t live = live_places(f);

	if (f->place < 0) {
		f->space = "ADDRESS SPACE   no reservation yet";
		return;
	}
	ink_printf(&i, "ADDRESS SPACE   A%" PRId64, f->place);
	if (live > 1)
		ink_printf(&i, " (one of %zu reservations)", live);
	ink_printf(&i, " = %" PRIu64 " page%s \u00d7 %" PRIu32 " KiB", f->pages, f->pages == 1 ? "" : "s", b->m->any->page_size / 1024);
	for (int k = 0; k < SIDES; k++)
		if (f->late[k])
			ink_printf(&i, "   %s as of the next event: the retry is not recorded", k == SIDE_REAL ? "REAL" : "SIM");
	for (int k = 0; k < SIDES && !f->late[0] && !f->late[1]; k++)
		if (b->c->trace[k] && base_of(b->c->trace[k], f->place))
			ink_printf(&i, "   %s at 0x%" PRIX64, k == SIDE_REAL ? "REAL" : "SIM", base_of(b->c->trace[k], f->place));
	f->space = i.failed ? words_say(b, NULL) : words_say(b, keep_copy(&b->m->keep, i.text, i.used));
	ink_free(&i);
}

void space_fill(struct building *b, struct picture *f, const struct event *e)
{
	for (int k = 0; k < SIDES; k++)
		f->memory[k] = model_has_side(b, k) ? b->now[k].memory : NULL;
	if (event_in_reservation(e) && pages_of_place(f, e->at.place))
		b->place = e->at.place;
	f->place = b->place;
	f->pages = pages_of_place(f, f->place);
	if (!f->pages)
		f->place = -1;
	if (event_in_reservation(e) && e->at.place == f->place) {
		uint64_t page = event_page(b, e);

		f->lens_first = page - page % LENS_PAGES;
		if (e->type == EV_FAULT) {
			f->has_focus = true;
			f->focus = page;
			f->focus_word = e->access_id == ACCESS_READ ? "READ" : e->access_id == ACCESS_EXECUTE ? "EXEC" : "WRITE";
		}
	}
	space_title(b, f);
}

/* A stack grows downwards, so its guard page is the edge that moves: the lens stands there. */
static uint64_t edge_of(const struct spans *s)
{
	for (size_t i = 0; i < s->count; i++)
		if (s->span[i].state != PG_RESERVED)
			return s->span[i].first;
	return 0;
}

void space_of_stack(struct building *b, struct picture *f, const struct event *sim)
{
	const struct trace_file *real = b->c->trace[SIDE_REAL];
	const struct spans *s = sim && sim->stack_memory ? sim->stack_memory->place[0] : NULL;

	if (!s || f->has_focus || event_in_reservation(sim))
		return;
	f->stack = real && strncmp(real->platform, "Wine ", 5) == 0 ? "Wine commits the whole stack at once: nothing grows" : real ? "not recorded" : "no trace";
	f->place = 0;
	f->pages = s->pages;
	f->memory[SIDE_REAL] = NULL;
	f->memory[SIDE_SIM] = sim->stack_memory;
	f->lens_first = edge_of(s) - edge_of(s) % LENS_PAGES;
	f->space = SAY(b, "ADDRESS SPACE   the stack = %" PRIu64 " pages \u00d7 %" PRIu32 " KiB   "
	               "SIM at 0x%" PRIX64 "   its guard page is page %" PRIu64,
	               s->pages, b->m->any->page_size / 1024, sim->stack_base, edge_of(s));
}
