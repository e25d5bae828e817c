/* ledger.c - see ledger.h. */
#include "viz/model/ledger.h"

#include <inttypes.h>
#include <string.h>

#include "viz/model/path.h"
#include "viz/model/words.h"

static void set(struct ledger_row *l, int side, const char *value, enum mark mark)
{
	l->value[side] = value;
	l->mark[side] = mark;
}

/* Fill what no side said yet, and decide whether the sides agree on the row. */
static void settle(const struct building *b, struct ledger_row *l, bool comparable)
{
	for (int k = 0; k < SIDES; k++)
		if (!l->value[k])
			set(l, k, model_has_side(b, k) ? "-" : "no trace", model_has_side(b, k) ? MK_NONE : MK_SILENT);
	if (l->same != SAME_BLANK)
		return;
	if (l->mark[0] == MK_ASK || (l->mark[0] == MK_NONE && l->mark[1] == MK_NONE))
		return;
	if (l->mark[0] == MK_SILENT || l->mark[1] == MK_SILENT || l->mark[0] == MK_NONE || l->mark[1] == MK_NONE || !comparable) {
		l->same = SAME_NA;
		return;
	}
	l->same = same(l->value[0], l->value[1]) ? SAME_YES : SAME_NO;
}

static const char *state_word(const struct span *s)
{
	return !s ? "FREE" : s->state == PG_RESERVED ? "RESERVE" : s->protect_flags & FLAG_PAGE_GUARD ? "COMMIT GUARD" : "COMMIT";
}

/* "37 (+1)"; a difference in change is a divergence, a difference in total is not. */
static void counter_row(struct building *b, struct ledger_row *l, const int64_t now[SIDES], const int64_t drawn[SIDES], bool comparable)
{
	int64_t change[SIDES];

	for (int k = 0; k < SIDES; k++) {
		change[k] = now[k] - (drawn[k] < 0 ? 0 : drawn[k]);
		if (!model_has_side(b, k))
			continue;
		if (now[k] < 0)
			set(l, k, "not reported", MK_SILENT);
	}
	if (model_has_side(b, 0) && model_has_side(b, 1) && now[0] >= 0 && now[1] >= 0)
		l->same = !comparable ? SAME_NA : change[0] == change[1] ? SAME_YES : SAME_NO;
	for (int k = 0; k < SIDES; k++) {
		if (!model_has_side(b, k) || now[k] < 0)
			continue;
		if (change[k] || l->same == SAME_NO)
			set(l, k, SAY(b, "%" PRId64 " (%+" PRId64 ")", now[k], change[k]), change[k] ? MK_CHANGED : MK_PLAIN);
		else
			set(l, k, SAY(b, "%" PRId64, now[k]), MK_PLAIN);
	}
}

static void counter_rows(struct building *b, struct picture *f)
{
	static const enum counter which[] = { CN_COMMIT, CN_WORKING_SET, COUNTERS, CN_TRAPS };

	for (int i = 0; i < 4; i++) {
		int64_t now[SIDES], drawn[SIDES];

		for (int k = 0; k < SIDES; k++) {
			now[k] = which[i] == COUNTERS ? b->now[k].avs : b->now[k].counter[which[i]];
			drawn[k] = which[i] == COUNTERS ? b->drawn[k].avs : b->drawn[k].counter[which[i]];
		}
		counter_row(b, &f->ledger[5 + i], now, drawn, !f->two_moments);
	}
}

void ledger_of_fault(struct building *b, struct picture *f, const struct story *s)
{
	for (int k = 0; k < SIDES; k++) {
		const struct event *e = s->fault[k], *a = s->answer[k];
		const struct span *was, *is;

		if (!e)
			continue;
		set(&f->ledger[0], k, words_code(b, e->code), MK_PLAIN);
		if (f->after && a)
			set(&f->ledger[4], k, path_answer_words(path_answer(a)), path_answer(a) == AN_CONTINUE ? MK_PLAIN : MK_CHANGED);
		else if (!f->after)
			set(&f->ledger[4], k, "?", MK_ASK);
		if (!event_is_memory_fault(e))
			continue;
		set(&f->ledger[1], k, e->access_id == ACCESS_READ ? "READ" : e->access_id == ACCESS_EXECUTE ? "EXECUTE" : "WRITE",
		    MK_PLAIN);
		set(&f->ledger[2], k, words_upper(b, e->at_text), MK_PLAIN);
		if (!event_in_reservation(e))
			continue;
		was = reader_page(s->before[k], e->at.place, event_page(b, e));
		is = reader_page(b->now[k].memory, e->at.place, event_page(b, e));
		set(&f->ledger[3], k, state_word(is), f->after && strcmp(state_word(was), state_word(is)) ? MK_CHANGED : MK_PLAIN);
	}
}

void ledger_of_call(struct building *b, struct picture *f, const struct event *const e[SIDES])
{
	for (int k = 0; k < SIDES; k++) {
		const struct memory_at *before = b->drawn[k].memory;

		if (!e[k] || !event_in_reservation(e[k]))
			continue;
		set(&f->ledger[2], k, words_upper(b, e[k]->at_text), MK_PLAIN);
		if (f->place == e[k]->at.place) {
			const char *is = state_word(reader_page(e[k]->memory, e[k]->at.place, event_page(b, e[k])));
			const char *was = state_word(reader_page(before, e[k]->at.place, event_page(b, e[k])));

			set(&f->ledger[3], k, is, strcmp(is, was) ? MK_CHANGED : MK_PLAIN);
		}
	}
}

void ledger_start(struct picture *f)
{
	static const struct { const char *fact, *why; } rows[LEDGER_ROWS] = {
		{ "exception", "The exception code that the handlers are asked about." },
		{ "access", "What the program tried to do with the address." },
		{ "address", "The address as reservation and offset: the same on both sides, wherever they put it." },
		{ "state", "What VirtualQuery says of the page." },
		{ "disposition", "What the filter answered." },
		{ "committed", "Pages of the lab's reservations that VirtualQuery calls committed." },
		{ "working set", "Pages of the lab's reservations that are in memory now." },
		{ "AVs so far", "Access violations that reached the program." },
		{ "page faults", "Page faults that the CPU raised: the violations and those that the kernel resolved alone." }
	};

	for (int i = 0; i < LEDGER_ROWS; i++) {
		f->ledger[i] = (struct ledger_row){ .fact = rows[i].fact, .why = rows[i].why };
	}
}

static bool address_comparable(const struct event *const e[SIDES])
{
	return !e[0] || !e[1] || !e[0]->at.known || !e[1]->at.known || where_is_named(&e[0]->at) || where_is_named(&e[1]->at) ||
	       e[0]->at.offset < 65536 || e[1]->at.offset < 65536;
}

void ledger_finish(struct building *b, struct picture *f, const struct event *const e[SIDES])
{
	counter_rows(b, f);
	for (int i = 0; i < LEDGER_ROWS; i++) {
		struct ledger_row *l = &f->ledger[i];

		settle(b, l, i != 2 || address_comparable(e));
		if (l->same == SAME_NO)
			l->mark[0] = l->mark[1] = MK_DIFFERS;
	}
}
