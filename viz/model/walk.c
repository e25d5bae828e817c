/* walk.c - see walk.h. */
#include "viz/model/walk.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "viz/model/path.h"
#include "viz/model/words.h"

static const char *entry_text(struct building *b, uint32_t index, const struct pte *p)
{
	if (p->P)
		return SAY(b, "[%" PRIu32 "]\u2192%04" PRIX64, index, p->pfn);
	return p->value ? SAY(b, "[%" PRIu32 "] = 0x%" PRIX64, index, p->value) : SAY(b, "[%" PRIu32 "] = 0", index);
}

static bool same_entry(const struct pte *a, const struct pte *b)
{
	return a->given && b->given && a->value == b->value;
}

static const struct pte *entry_at(const struct event *e, size_t level, bool before)
{
	if (!e || level >= e->walks)
		return NULL;
	return before ? &e->walk[level].before : &e->walk[level].after;
}

static void no_walk(struct building *b, struct picture *f, const char *title)
{
	f->walk_title = title;
	f->miss = -1;
	for (int i = 0; i < WALK_LEVELS; i++)
		f->entry[i] = (struct walk_entry){ .text = "-" };
	f->frame_text = "-";
	f->vad = model_has_side(b, SIDE_SIM) ? "-" : "no SIM trace: the kernel's data is not known";
	for (int r = 0; r < BIT_ROWS; r++)
		for (int c = 0; c < BIT_COLUMNS; c++)
			f->bits[r][c] = (struct bit){ "-", MK_NONE };
}

/* The walk as `now` shows it, changes against `then` marked. */
static void fill_entries(struct building *b, struct picture *f, const struct event *now, const struct event *then, bool then_before)
{
	f->miss = -1;
	f->frame_text = "none";
	for (size_t i = 0; i < WALK_LEVELS; i++) {
		const struct pte *p = entry_at(now, i, false), *old = entry_at(then, i, then_before);
		struct walk_entry *w = &f->entry[i];

		w->index = (uint32_t)(now->walk_of >> (39 - 9 * i) & 511);
		if (!p) {
			w->text = "-";
			continue;
		}
		w->reached = true;
		w->present = p->P;
		w->changed = old ? !same_entry(old, p) : then != NULL;
		w->text = entry_text(b, w->index, p);
		if (!p->P && f->miss < 0)
			f->miss = (int)i;
		if (p->P && i == WALK_LEVELS - 1) {
			f->frame_text = SAY(b, "PFN %04" PRIX64, p->pfn);
			f->frame_new = w->changed;
		}
	}
	if (f->miss < 0 && now->walks < WALK_LEVELS)
		f->miss = (int)now->walks - 1;
}

static const char *mask_name(uint64_t software_pte)
{
	static const char *const names[] = { "", " RO", " X", " XR", " RW", " WC", " XRW", " XWC" };

	return names[software_pte >> 5 & 7];
}

static const char *raw_text(struct building *b, const struct pte *p, const char *note)
{
	if (p->P || !p->means || p->means_id == PTE_ZERO)
		return SAY(b, "0x%" PRIX64 "%s", p->value, note);
	return SAY(b, "0x%" PRIX64 " %s%s", p->value, p->means, p->means_id == PTE_DEMAND_ZERO ? mask_name(p->value) : "");
}

static void bit_row(struct building *b, struct picture *f, int r, const struct pte *p, const struct pte *old, const char *note)
{
	const bool now[] = { p->NX, false, p->G, p->D, p->A, p->US, p->RW, p->P };
	const bool was[] = { old && old->NX, false, old && old->G, old && old->D, old && old->A, old && old->US, old && old->RW,
	                     old && old->P };

	for (int c = 0; c < BIT_COLUMNS - 1; c++) {
		struct bit *x = &f->bits[r][c];

		x->mark = MK_PLAIN;
		if (c == 1)
			x->text = p->P ? SAY(b, "0x%" PRIX64, p->pfn) : "ignored (P=0)";
		else
			x->text = p->P || c == 7 ? (now[c] ? "1" : "0") : "\u00b7";
		if (old && p->P && (!old->P || now[c] != was[c] || (c == 1 && p->pfn != old->pfn)))
			x->mark = MK_CHANGED;
	}
	f->bits[r][8] = (struct bit){ raw_text(b, p, note), old && p->value != old->value ? MK_CHANGED : MK_PLAIN };
}

static void bit_row_marks(struct picture *f, int r, const char *text, enum mark mark)
{
	for (int c = 0; c < BIT_COLUMNS; c++)
		f->bits[r][c] = (struct bit){ text, mark };
}

static const struct pte *leaf(const struct event *e, bool before)
{
	static const struct pte zero = { .given = true, .means = "zero", .means_id = PTE_ZERO };
	const struct pte *p = entry_at(e, WALK_LEVELS - 1, before);

	if (p && p->given)
		return p;
	return e && e->has_walk ? &zero : NULL;        /* the walk ends above: there is no such table yet */
}

static void walk_title(struct building *b, struct picture *f, const struct event *e, const char *at)
{
	f->walk_title = at ? SAY(b, "PAGE WALK of 0x%" PRIX64 " = %s", e->walk_of, words_upper(b, at))
	                   : SAY(b, "PAGE WALK of 0x%" PRIX64, e->walk_of);
	f->has_walk = true;
	f->walk_of = e->walk_of;
}

static const char *vad_words(struct building *b, const struct event *now, const struct vad *then, bool refused)
{
	const struct vad *v = &now->vad;
	char charge[64] = "";
	uint64_t vpn = now->walk_of / b->m->any->page_size;

	if (now->has_vad == VAD_NULL && b->last_vad && b->last_vad->end < vpn)
		return SAY(b, "no VAD covers %" PRIX64 "   (last VAD ends at %" PRIX64 ", charge %" PRId64 ")", vpn, b->last_vad->end,
		           b->last_vad->charge);
	if (now->has_vad == VAD_NULL)
		return SAY(b, "no VAD covers %" PRIX64, vpn);
	if (now->has_vad == VAD_ABSENT)
		return "-";
	if (then && then->charge >= 0 && then->charge != v->charge)
		snprintf(charge, sizeof charge, "  commit charge %" PRId64 "\u2192%" PRId64, then->charge, v->charge);
	else if (v->charge >= 0)
		snprintf(charge, sizeof charge, "  commit charge %" PRId64 "%s", v->charge, refused ? " = limit" : "");
	return SAY(b, "VAD %" PRIX64 "\u2013%" PRIX64 "  %s %s %s%s", v->start, v->end, v->type ? v->type : "",
	           v->mem_commit ? "COMMIT" : "RESERVE", v->protect ? words_without("PAGE_", v->protect) : "", charge);
}

const struct resolved *walk_resolved(const struct event *e, const struct event *f)
{
	for (size_t i = e->resolved_count; i-- > 0;)
		if (e->resolved[i].at.place == f->at.place && e->resolved[i].at.offset / 4096 == f->at.offset / 4096)
			return &e->resolved[i];
	return NULL;
}

const char *walk_resolved_kind(const struct event *e, const struct event *f)
{
	const struct resolved *r = walk_resolved(e, f);

	return r ? r->kind : NULL;
}

bool walk_zero_filled(const struct event *e, const struct event *f)
{
	const struct resolved *r = walk_resolved(e, f);

	return r && r->kind_id == FAULT_DEMAND_ZERO;
}

static void walk_before(struct building *b, struct picture *f, const struct story *s)
{
	const struct event *e = s->fault[SIDE_SIM];
	const struct pte *p = leaf(e, false);

	walk_title(b, f, e, e->at_text);
	fill_entries(b, f, e, NULL, false);
	bit_row(b, f, 0, p, NULL, e->has_vad == VAD_NULL ? " \u2192 no VAD" : e->has_vad ? " \u2192 ask the VAD" : "");
	bit_row_marks(f, 1, "?", MK_ASK);
	bit_row_marks(f, 2, "?", MK_ASK);
	f->vad = vad_words(b, e, NULL, false);
}

static void walk_after(struct building *b, struct picture *f, const struct story *s)
{
	const struct event *e = s->fault[SIDE_SIM], *answer = s->answer[SIDE_SIM], *call = s->call[SIDE_SIM];
	const struct event *mid = s->walked, *end = answer && answer->has_walk && answer->walk_of == e->walk_of ? answer : NULL;
	const struct event *last = end ? end : mid ? mid : e;
	bool refused = call && call_failed(call) && call->error == 1455, on = path_answer(answer) == AN_CONTINUE;
	const struct pte *p = leaf(e, false), *q = leaf(mid, false);

	walk_title(b, f, e, e->at_text);
	fill_entries(b, f, last, e, false);
	bit_row(b, f, 0, p, NULL, e->has_vad == VAD_NULL ? " \u2192 no VAD" : "");
	bit_row_marks(f, 1, "-", MK_NONE);
	bit_row_marks(f, 2, "-", MK_NONE);
	if (mid)
		bit_row(b, f, 1, q, p, refused ? " commit refused" : call && call_failed(call) ? " call failed" : "");
	if (end && on)
		bit_row(b, f, 2, leaf(end, false), q ? q : p, "");
	if (f->frame_new && walk_zero_filled(last, e))
		f->frame_text = SAY(b, "%s\nzero-filled", f->frame_text);
	f->vad = vad_words(b, last->has_vad ? last : e, e->has_vad == VAD_GIVEN ? &e->vad : NULL, refused);
	f->vad_changed = e->has_vad == VAD_GIVEN && last->has_vad == VAD_GIVEN && e->vad.charge != last->vad.charge;
}

void walk_of_fault(struct building *b, struct picture *f, const struct story *s)
{
	static const char *const rows[] = { "at fault", "committed", "retried" };
	const struct event *e = s->fault[SIDE_SIM];

	for (int r = 0; r < BIT_ROWS; r++)
		f->bit_row[r] = rows[r];
	if (!e || !e->has_walk)
		no_walk(b, f, "PAGE WALK");
	else if (f->after)
		walk_after(b, f, s);
	else
		walk_before(b, f, s);
}

void walk_of_event(struct building *b, struct picture *f, const struct event *e)
{
	static const char *const rows[] = { "before", "after", "" };

	for (int r = 0; r < BIT_ROWS; r++)
		f->bit_row[r] = rows[r];
	no_walk(b, f, "PAGE WALK");
	if (!e || !e->has_walk)
		return;
	walk_title(b, f, e, e->at_text);
	fill_entries(b, f, e, e, true);
	if (leaf(e, true))
		bit_row(b, f, 0, leaf(e, true), NULL, "");
	bit_row(b, f, 1, leaf(e, false), leaf(e, true), "");
	f->vad = vad_words(b, e, e->vad.charge_before >= 0 ? &(struct vad){ .charge = e->vad.charge_before } : NULL, false);
	f->vad_changed = e->has_vad == VAD_GIVEN && e->vad.charge_before >= 0 && e->vad.charge_before != e->vad.charge;
}
