/*
 * dispatch.c - the dispatch of an exception: who was asked, who answered what, what was unwound.
 *
 * A step shows of an exception (exceptions.h) only what had happened by then.
 */
#include "viz/structure/graphs.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "viz/structure/exceptions.h"

#define SHOWN_MAX   3           /* exceptions inside each other that are drawn */

/* ---- drawing one ---- */

struct chain {                          /* a row of nodes that arrows join */
	struct sketch *s;
	char last[48];
	const char *word;               /* on the next arrow */
	bool fresh;                     /* what is being added happened in this step */
	bool unwinding;
	size_t length;
};

static const char *short_answer(const struct handler *a)
{
	switch (a->answer_id) {
	case DISP_CONTINUE_EXECUTION:
		return "CONTINUE EXECUTION (\u20131)";
	case DISP_CONTINUE_SEARCH:
		return "CONTINUE SEARCH (0)";
	case DISP_EXECUTE_HANDLER:
		return "EXECUTE HANDLER (1)";
	case DISP_NONE:
	case DISP_OTHER:
		break;
	}
	return a->answer ? a->answer : "no answer in the trace";
}

static void link_up(struct chain *c, const char *id)
{
	char edge[64];

	snprintf(edge, sizeof edge, "then_%.48s", id);
	if (c->last[0])
		arrow(c->s, c->last, id, edge, c->fresh ? "way chg" : "way", c->word,
		      c->fresh ? LOOK_LINK_CHANGED : c->unwinding ? LOOK_UNWOUND : LOOK_ASKED, NULL);
	snprintf(c->last, sizeof c->last, "%.40s", id);
	c->length++;
}

static void add(struct chain *c, const char *id, struct card card, const char *why)
{
	card.changed |= c->fresh && !card.pending;
	card_close(c->s, &card, why);
	link_up(c, id);
}

static void where_is(char *out, size_t room, const char *function, uint32_t line)
{
	if (function && line)
		snprintf(out, room, "%.40s(), line %" PRIu32, function, line);
	else if (function)
		snprintf(out, room, "%.40s()", function);
	else if (line)
		snprintf(out, room, "line %" PRIu32, line);
	else
		snprintf(out, room, "place not in the trace");
}

static void add_exception(struct chain *c, const struct exception *ex, bool meanwhile)
{
	const struct event *e = ex->event;
	const char *code = strncmp(e->code, "EXCEPTION_", 10) ? e->code : e->code + 10;
	char id[48], where[96];

	snprintf(id, sizeof id, "exception_%" PRIu32, e->step);
	where_is(where, sizeof where, e->function, e->line);
	c->fresh = ex->row >= c->s->first_row;
	card_open(c->s, id);
	card_line(c->s, LINE_HEAD, "%s%s", c->fresh ? "\u0394 " : "", code);
	if (e->access)
		card_line(c->s, LINE_MONO, "%s %s", e->access, e->at_text ? e->at_text : "");
	card_line(c->s, LINE_TEXT, "%s", where);
	if (e->kind)
		card_line(c->s, LINE_TEXT, "because: %s", e->kind);
	if (meanwhile)
		card_line(c->s, LINE_TEXT, "while the one above is handled");
	add(c, id, (struct card){ .state = CARD_PLAIN, .class = "exception" }, "The exception, raised for the first time.");
}

static void add_handler(struct chain *c, size_t n, const struct handler *a, uint32_t step)
{
	char id[48], where[96];

	snprintf(id, sizeof id, "asked_%" PRIu32 "_%zu", step, n);
	where_is(where, sizeof where, a->function, a->line);
	card_open(c->s, id);
	card_line(c->s, LINE_HEAD, "%s%zu  %s", c->fresh ? "\u0394 " : "", n + 1, a->kind_id == HANDLER_VECTORED ? "vectored handler" :
	          a->kind_id == HANDLER_LAST_CHANCE ? "last-chance filter" : "filter of __except");
	card_line(c->s, LINE_TEXT, "%s", where);
	card_line(c->s, LINE_HEAD, "%s", short_answer(a));
	c->word = n == 0 ? "ask first" : "ask next";
	add(c, id, (struct card){ .state = CARD_PLAIN, .class = "asked" },
	    "A handler that the dispatcher asked in the search pass; nothing is unwound yet.");
}

/* The handlers asked so far; those that had been asked before this step are no news. */
static void add_search(struct chain *c, const struct exception *ex)
{
	const struct event *last = NULL, *handler = ex->ending == END_HANDLED && ex->end_row <= c->s->row ? ex->end : NULL;
	size_t known = 0, n = 0;

	for (size_t i = 0; i < ex->filters && ex->filter[i].row <= c->s->row; i++) {
		last = ex->filter[i].event;
		if (ex->filter[i].row < c->s->first_row)
			known = last->handlers ? last->handlers : i + 1;
	}
	if (handler && handler->handlers && (!last || handler->handlers > last->handlers))
		last = handler;
	if (last && last->handlers) {
		for (; n < last->handlers && n < HANDLERS_MAX; n++) {
			c->fresh = n >= known;
			add_handler(c, n, &last->handler[n], ex->event->step);
		}
	} else {
		for (; n < ex->filters && ex->filter[n].row <= c->s->row; n++) {
			const struct event *e = ex->filter[n].event;

			c->fresh = n >= known;
			add_handler(c, n,
			            &(struct handler){ .line = e->line, .answer = e->disposition, .answer_id = e->disposition_id },
			            ex->event->step);
		}
	}
}

static void add_unwinding(struct chain *c, const struct exception *ex)
{
	char id[48], where[96];

	c->unwinding = true;
	for (size_t i = 0; i < ex->blocks && ex->block[i].row <= c->s->row; i++) {
		const struct event *e = ex->block[i].event;

		snprintf(id, sizeof id, "unwound_%" PRIu32, e->step);
		where_is(where, sizeof where, e->function, e->line);
		c->fresh = ex->block[i].row >= c->s->first_row;
		c->word = "unwind";
		card_open(c->s, id);
		card_line(c->s, LINE_HEAD, "%s__finally runs", c->fresh ? "\u0394 " : "");
		card_line(c->s, LINE_TEXT, "%s", where);
		card_line(c->s, LINE_TEXT, "its frame is unwound");
		add(c, id, (struct card){ .state = CARD_PLAIN, .class = "unwound" },
		    "The unwind pass leaves this establisher frame; its termination block runs first.");
	}
}

static void add_end(struct chain *c, const struct exception *ex)
{
	bool over = ex->ending != END_UNTOLD && ex->end_row <= c->s->row;
	char id[48], where[96];
	struct card card = { .state = CARD_PLAIN, .rounded = true, .class = "end" };

	snprintf(id, sizeof id, "end_%" PRIu32, ex->event->step);
	c->fresh = over && ex->end_row >= c->s->first_row;
	card_open(c->s, id);
	if (!over) {
		card_line(c->s, LINE_HEAD, "?");
		card_line(c->s, LINE_TEXT, ex->ending == END_UNTOLD ? "answer not in the trace" : "not yet");
		c->word = NULL;
		card.pending = true;
		add(c, id, card, NULL);
		return;
	}
	switch (ex->ending) {
	case END_CONTINUED:
		c->word = "go on";
		card_line(c->s, LINE_HEAD, "%sretry", c->fresh ? "\u0394 " : "");
		card_line(c->s, LINE_TEXT, "%s", ex->event->access ? "the same access runs again" : "the program goes on");
		break;
	case END_HANDLED:
		where_is(where, sizeof where, ex->end->function, ex->end->line);
		c->word = "land";
		card_line(c->s, LINE_HEAD, "%s__except block", c->fresh ? "\u0394 " : "");
		card_line(c->s, LINE_TEXT, "%s", where);
		card_line(c->s, LINE_TEXT, "all frames below are gone");
		break;
	case END_UNHANDLED:
		c->word = "nobody";
		card.failed = true;
		card_line(c->s, LINE_HEAD, "\u2717 unhandled");
		card_line(c->s, LINE_TEXT, "the process ends");
		break;
	case END_REPLACED:
		c->word = "lost";
		card.failed = true;
		card_line(c->s, LINE_HEAD, "\u2717 replaced");
		card_line(c->s, LINE_TEXT, "by the exception below");
		break;
	case END_NONE:
	case END_UNTOLD:
		break;
	}
	add(c, id, card, NULL);
}

static size_t draw_one(struct sketch *s, size_t index, bool meanwhile)
{
	const struct exception *ex = &s->exceptions->of[index];
	struct chain c = { .s = s };

	add_exception(&c, ex, meanwhile);
	add_search(&c, ex);
	add_unwinding(&c, ex);
	add_end(&c, ex);
	return c.length;
}

/* ---- the graph ---- */

/* The exception that this step is about: the last one raised that had not ended before the step. SIZE_MAX: none. */
static size_t in_hand(const struct sketch *s)
{
	const struct exceptions *x = s->exceptions;

	for (size_t i = x->count; i-- > 0;) {
		if (x->of[i].row > s->row)
			continue;
		if (x->of[i].end_row >= s->first_row || x->of[i].row >= s->first_row)
			return i;
	}
	return SIZE_MAX;
}

void draw_dispatch(struct sketch *s, struct anchors *a)
{
	size_t i = in_hand(s), shown[SHOWN_MAX], n = 0;
	char note[96], from[48], to[48], id[80];

	if (i == SIZE_MAX) {
		cluster_open(s, "dispatch", CLUSTER_MARGIN, "EXCEPTION DISPATCH", NULL);
		remark(s, "dispatch_none", "no exception in this step");
		cluster_close(s);
		snprintf(a->first, sizeof a->first, "dispatch_none");
		a->depth = 1;
		return;
	}
	for (size_t k = i + 1; k > 0 && n < SHOWN_MAX; k = s->exceptions->of[k - 1].parent)
		shown[n++] = k - 1;
	snprintf(note, sizeof note, "exception %zu of %zu, %s", i + 1, s->exceptions->count, s->side == SIDE_SIM ? "as SIM records it" :
	         "as REAL records it: filters only");
	cluster_open(s, "dispatch", CLUSTER_MARGIN, "EXCEPTION DISPATCH", note);
	a->depth = 0;
	for (size_t k = n; k-- > 0;) {
		size_t length = draw_one(s, shown[k], k < n - 1);

		if (length > a->depth)
			a->depth = length;
		if (k == n - 1)
			snprintf(a->first, sizeof a->first, "exception_%" PRIu32, s->exceptions->of[shown[k]].event->step);
	}
	for (size_t k = n; k-- > 1;) {
		snprintf(from, sizeof from, "exception_%" PRIu32, s->exceptions->of[shown[k]].event->step);
		snprintf(to, sizeof to, "exception_%" PRIu32, s->exceptions->of[shown[k - 1]].event->step);
		snprintf(id, sizeof id, "during_%s", to);
		arrow(s, from, to, id, "during", NULL, LOOK_DURING, NULL);
	}
	cluster_close(s);
}
