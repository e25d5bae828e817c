/* chain.c - see chain.h. */
#include "viz/model/chain.h"

#include <inttypes.h>
#include <string.h>

#include "viz/model/path.h"
#include "viz/model/words.h"

#define ASKED_MAX 32
#define LINES_MAX 64            /* rows before the uninteresting ones are left out */

struct answerer { enum handler_kind kind; const char *function; uint32_t line; enum answer answer; };

struct told {                           /* of one exception, up to a row */
	struct answerer by[ASKED_MAX];
	size_t asked;
	size_t frames;                  /* of these, filters of frames */
	bool chosen, landed, dead;      /* a handler was chosen; it runs; nobody was found */
	bool continued;                 /* continue handlers are called */
	size_t ran;                     /* termination blocks of the unwinding */
	bool running;                   /* the last of them is the step at hand */
};

/* ---- what the events say ---- */

static enum handler_kind kind_of(const struct event *e)
{
	return e->by ? e->by_id : HANDLER_FILTER;
}

static void take_answer(struct told *t, const struct row *r)
{
	const struct event *e = either_side(r->side), *sim = r->side[SIDE_SIM];
	enum answer a = path_ends_quietly(e) ? AN_UNHANDLED : path_answer(e);

	if (t->asked < ASKED_MAX)
		t->by[t->asked++] = (struct answerer){ kind_of(e), sim && sim->handlers ? sim->handler[sim->handlers - 1].function : NULL,
		                                       e->line, a };
	t->frames += kind_of(e) == HANDLER_FILTER;
	t->chosen |= a == AN_HANDLER;
}

/* A continue handler has answered: behind all others, for nothing is searched any more. */
static void take_continue(struct told *t, const struct event *e)
{
	if (t->asked < ASKED_MAX)
		t->by[t->asked++] = (struct answerer){ HANDLER_CONTINUE, e->function, e->line,
		                                       e->disposition_id == DISP_CONTINUE_EXECUTION ? AN_CONTINUE : AN_SEARCH };
	t->continued = true;
}

/* Exceptions that were raised meanwhile have events of their own, which are passed over. */
static void collect(const struct building *b, const struct story *s, size_t row, struct told *t)
{
	size_t depth = 0;

	for (size_t i = s->fault_row + 1; i <= row; i++) {
		const struct row *r = &b->c->row[i];
		const struct event *e = either_side(r->side);
		bool answers = e->type == EV_FILTER;

		if (e->type == EV_FAULT) {
			depth++;
		} else if (depth) {
			depth -= (answers && path_answer(e) != AN_SEARCH) || e->type == EV_HANDLER;
		} else if (answers) {
			take_answer(t, r);
		} else if (e->type == EV_CONTINUE) {
			take_continue(t, e);
		} else if (t->chosen && e->type == EV_FINALLY && e->abnormal) {
			t->ran++;
			t->running = i == row;
		}
		t->landed |= !depth && t->chosen && e->type == EV_HANDLER;
		t->dead |= !depth && e->type == EV_UNHANDLED;
	}
}

/* ---- rows ---- */

static const char *answer_words(enum answer a)
{
	switch (a) {
	case AN_CONTINUE:
		return "CONTINUE_EXECUTION (-1)";
	case AN_SEARCH:
		return "CONTINUE_SEARCH (0)";
	case AN_HANDLER:
		return "EXECUTE_HANDLER (1)";
	case AN_UNHANDLED:
		return "dealt with: the process ends";
	case AN_NONE:
	case AN_STOPPED:
		break;
	}
	return "-";
}

struct lines { struct chain_row row[LINES_MAX]; size_t count; };

static struct chain_row *add(struct lines *l, struct chain_row row)
{
	if (l->count < LINES_MAX)
		l->row[l->count++] = row;
	return &l->row[l->count - 1];
}

static const char *asked_words(struct building *b, size_t number, enum answer a)
{
	return SAY(b, "%zu. %s", number, answer_words(a));
}

static void add_frameless(struct building *b, struct lines *l, const struct told *t, enum handler_kind kind, const char *what)
{
	for (size_t i = 0; i < t->asked; i++) {
		const struct answerer *a = &t->by[i];

		if (a->kind != kind)
			continue;
		add(l, (struct chain_row){ .who = a->function ? a->function : SAY(b, "line %" PRIu32, a->line), .block = what,
		                           .search = asked_words(b, i + 1, a->answer), .unwind = "-",
		                           .now = i + 1 == t->asked && !t->ran && !t->landed });
	}
}

/* What has been asked so far as the n-th filter of a frame, and as the how manieth of all; NULL: it has not. */
static const struct answerer *frame_asked(const struct told *t, size_t n, size_t *number)
{
	for (size_t i = 0; i < t->asked; i++)
		if (t->by[i].kind == HANDLER_FILTER && n-- == 0) {
			*number = i + 1;
			return &t->by[i];
		}
	return NULL;
}

struct progress { size_t excepts, finallys; bool past; };       /* blocks seen from the innermost on; past: the chosen one was among them */

/* The unwinding has come past this place: the handler runs, or a termination block further out has begun. */
static bool is_gone(const struct told *t, const struct progress *p)
{
	return t->chosen && !p->past && (t->landed || p->finallys < t->ran);
}

static const char *gone_words(const struct told *t, const struct progress *p)
{
	return !t->chosen ? "" : p->past ? "stays" : is_gone(t, p) ? "unwound" : "to be unwound";
}

static void add_except(struct building *b, struct lines *l, const struct told *t, struct progress *p, struct chain_row row)
{
	size_t number = 0;
	const struct answerer *a = p->past ? NULL : frame_asked(t, p->excepts++, &number);
	bool taker = a && a->answer == AN_HANDLER;

	row.search = a ? asked_words(b, number, a->answer) : t->chosen || t->dead ? "not asked" : "not asked yet";
	row.unwind = taker ? (t->landed ? "its handler runs now" : "its handler will run") : gone_words(t, p);
	row.gone = !taker && is_gone(t, p);
	row.now = (a && number == t->asked && !t->ran && !t->landed) || (taker && t->landed);
	p->past |= taker;
	add(l, row);
}

static void add_finally(struct lines *l, const struct told *t, struct progress *p, struct chain_row row)
{
	size_t n = ++p->finallys;

	row.search = "runs only in an unwinding";
	row.unwind = !t->chosen ? "" : p->past ? "stays" : n > t->ran ? "will run" : n == t->ran && t->running ? "runs now" : "has run";
	row.gone = t->chosen && !p->past && (n < t->ran || (n == t->ran && !t->running));
	row.now = t->chosen && !p->past && n == t->ran && t->running;
	add(l, row);
}

static void add_call(struct building *b, struct lines *l, const struct told *t, struct progress *p, const struct call *c)
{
	const char *who = c->kind ? SAY(b, "%s of %s, line %" PRIu32, c->kind, c->function, c->line)
	                          : SAY(b, "%s, line %" PRIu32, c->function, c->line);

	if (c->left_out)
		add(l, (struct chain_row){ .who = SAY(b, "%" PRId64 " more calls", c->left_out), .block = "no __try", .search = "-",
		                           .unwind = gone_words(t, p), .dull = true, .gone = is_gone(t, p) });
	for (size_t i = 0; i < c->blocks; i++) {
		const char *kind = c->block[i].is_finally ? "finally" : "except";
		struct chain_row row = { .who = who, .block = SAY(b, "__%s, line %" PRIu32, kind, c->block[i].line) };

		if (c->block[i].is_finally)
			add_finally(l, t, p, row);
		else
			add_except(b, l, t, p, row);
	}
	if (!c->blocks)
		add(l, (struct chain_row){ .who = who, .block = "no __try", .search = "-", .unwind = gone_words(t, p), .dull = true,
		                           .gone = is_gone(t, p) });
}

/* The simulator knows the calls. Of the real side alone: who was asked. */
static void add_frames(struct building *b, struct lines *l, const struct told *t, const struct event *fault)
{
	struct progress p = { 0 };

	for (size_t i = 0; fault && i < fault->stacks; i++)
		add_call(b, l, t, &p, &fault->stack[i]);
	for (size_t i = 0; (!fault || !fault->stacks) && i < t->asked; i++)
		if (t->by[i].kind == HANDLER_FILTER)
			add_except(b, l, t, &p, (struct chain_row){ .who = t->by[i].function ? t->by[i].function : "a call",
			                                            .block = SAY(b, "__except, line %" PRIu32, t->by[i].line) });
}

/* Rows of calls without a block go first, then the last ones; what is left out is counted in the last row. */
static void show_rows(struct building *b, struct picture *f, const struct lines *l)
{
	size_t over = l->count > CHAIN_ROWS ? l->count - CHAIN_ROWS : 0, left = 0;
	size_t to_cut = over ? over + 1 : 0;

	for (size_t i = 0; i < l->count; i++) {
		bool cut = left < to_cut && l->row[i].dull;

		left += cut;
		if (!cut && f->chain_rows < CHAIN_ROWS - (over > 0))
			f->chain[f->chain_rows++] = l->row[i];
	}
	if (over)
		f->chain[f->chain_rows++] = (struct chain_row){ .who = SAY(b, "and %zu more", l->count - CHAIN_ROWS + 1), .block = "",
		                                                .search = "", .unwind = "" };
}

void chain_of(struct building *b, struct picture *f, const struct story *s, size_t row)
{
	struct told t = { 0 };
	struct lines l = { .count = 0 };

	collect(b, s, row, &t);
	add_frameless(b, &l, &t, HANDLER_VECTORED, "vectored handler");
	add_frames(b, &l, &t, s->fault[SIDE_SIM]);
	add_frameless(b, &l, &t, HANDLER_LAST_CHANCE, "last filter");
	add_frameless(b, &l, &t, HANDLER_CONTINUE, "continue handler");
	show_rows(b, f, &l);
	f->chain_title = t.landed ? "SEARCH, THEN UNWIND   the handler runs" : t.ran ? "SEARCH, THEN UNWIND   unwinding"
	               : t.continued ? "SEARCH, THEN UNWIND   it is continued: nothing is unwound" : t.chosen ? "SEARCH, THEN UNWIND   a handler was found" : t.dead ? "SEARCH, THEN UNWIND   no handler was found"
	               : "SEARCH, THEN UNWIND   searching: nothing is unwound yet";
	f->chain_matters = t.asked > 1;
	for (size_t i = 0; i < l.count; i++)
		f->chain_matters |= t.chosen && strcmp(l.row[i].unwind, "will run") == 0;
	for (size_t i = 0; s->fault[SIDE_SIM] && i < s->fault[SIDE_SIM]->stacks; i++)
		f->chain_matters |= s->fault[SIDE_SIM]->stack[i].kind != NULL;
	f->has_chain = f->chain_rows > 0 && (t.asked > 0 || t.dead);
}
