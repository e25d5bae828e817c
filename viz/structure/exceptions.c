/* exceptions.c - see exceptions.h. */
#include "viz/structure/exceptions.h"

#include <stdlib.h>
#include <string.h>

static void add_part(struct exceptions *x, struct exception_event **part, size_t *count, size_t row, const struct event *e)
{
	struct exception_event *more;

	if (*count >= HANDLERS_MAX)
		return;
	more = realloc(*part, (*count + 1) * sizeof *more);
	if (!more) {
		x->failed = true;
		return;
	}
	*part = more;
	more[(*count)++] = (struct exception_event){ row, e };
}

/* The innermost open one. */
static struct exception *innermost(const struct exceptions *x)
{
	return &x->of[x->open[x->depth - 1]];
}

static void end_innermost(struct exceptions *x, enum ending ending, size_t row, const struct event *e)
{
	struct exception *ex = innermost(x);

	x->depth--;
	ex->ending = ending;
	ex->end_row = row;
	ex->end = e;
}

/* All above `level` got no answer in the trace; then `level` itself is done with. */
static void close_down_to(struct exceptions *x, size_t level)
{
	while (x->depth > level + 1)
		end_innermost(x, END_UNTOLD, innermost(x)->row, NULL);
}

static void raised(struct exceptions *x, size_t row, const struct event *e)
{
	if (x->count == x->room) {
		size_t room = x->room ? 2 * x->room : 64;
		struct exception *more = realloc(x->of, room * sizeof *more);

		if (!more) {
			x->failed = true;
			return;
		}
		x->of = more;
		x->room = room;
	}
	x->of[x->count++] = (struct exception){ .row = row, .event = e };
	if (x->depth == NEST_MAX) {
		memmove(x->open, x->open + 1, (NEST_MAX - 1) * sizeof *x->open);
		x->depth--;
	}
	x->open[x->depth++] = x->count - 1;
}

static bool belongs(const struct exception *ex, const struct event *filter)
{
	return !filter->has_walk || !ex->event->has_walk || filter->walk_of == ex->event->walk_of;
}

static void answered(struct exceptions *x, size_t row, const struct event *e)
{
	size_t level = x->depth;
	struct exception *ex;

	while (level > 0 && (x->of[x->open[level - 1]].unwinding || !belongs(&x->of[x->open[level - 1]], e)))
		level--;
	if (level == 0)
		level = x->depth;
	if (level == 0)
		return;
	close_down_to(x, level - 1);
	ex = innermost(x);
	add_part(x, &ex->filter, &ex->filters, row, e);
	if (e->disposition_id == DISP_CONTINUE_EXECUTION) {
		end_innermost(x, END_CONTINUED, row, e);
	} else if (e->disposition_id == DISP_EXECUTE_HANDLER) {
		ex->unwinding = true;
	}
}

/* The scope that handles the inner exception had been asked about the outer one: that is over, too. */
static bool was_asked_about(const struct exception *ex, const struct event *handler)
{
	for (size_t i = 0; i < ex->filters; i++)
		if (ex->filter[i].event->line == handler->line)
			return true;
	return false;
}

static void handled(struct exceptions *x, size_t row, const struct event *e)
{
	size_t level = x->depth;

	while (level > 1 && !x->of[x->open[level - 1]].unwinding)
		level--;
	if (level == 0)
		return;
	close_down_to(x, level - 1);
	end_innermost(x, END_HANDLED, row, e);
	while (x->depth > 0 && innermost(x)->unwinding && was_asked_about(innermost(x), e))
		end_innermost(x, END_REPLACED, row, NULL);
}

static void look_at(struct exceptions *x, size_t row, const struct event *e)
{
	switch (e->type) {
	case EV_FAULT:
		raised(x, row, e);
		break;
	case EV_FILTER:
		answered(x, row, e);
		break;
	case EV_FINALLY:
		if (e->abnormal && x->depth > 0 && innermost(x)->unwinding)
			add_part(x, &innermost(x)->block, &innermost(x)->blocks, row, e);
		break;
	case EV_HANDLER:
		handled(x, row, e);
		break;
	case EV_UNHANDLED:
		if (x->depth > 0)
			end_innermost(x, END_UNHANDLED, row, e);
		break;
	case EV_CALL:
	case EV_OUTPUT:
	case EV_CONTINUE:
	case EV_EXIT:
		break;
	}
}

/* An exception was raised during another one if that one was answered only later. */
static void find_parents(struct exceptions *x, size_t rows)
{
	for (size_t i = 0; i < x->count; i++) {
		struct exception *ex = &x->of[i];

		if (ex->ending == END_NONE) {
			ex->ending = END_UNTOLD;
			ex->end_row = ex->unwinding ? rows : ex->row;
		}
	}
	for (size_t i = 1; i < x->count; i++)
		for (size_t k = i; k-- > 0 && i - k < NEST_MAX;) {
			const struct exception *p = &x->of[k];
			bool replaced = p->ending == END_REPLACED || p->ending == END_UNTOLD;

			if ((!replaced && p->end_row > x->of[i].row) || (p->ending == END_REPLACED && x->of[i].end_row == p->end_row)) {
				x->of[i].parent = k + 1;
				break;
			}
		}
}

struct exceptions *exceptions_find(const struct model *m, enum side side)
{
	struct exceptions *x = calloc(1, sizeof *x);

	if (!x)
		return NULL;
	x->side = side;
	for (size_t i = 0; i < m->c->rows && !x->failed; i++)
		if (m->c->row[i].side[side])
			look_at(x, i, m->c->row[i].side[side]);
	find_parents(x, m->c->rows);
	if (!x->failed)
		return x;
	exceptions_free(x);
	return NULL;
}

void exceptions_free(struct exceptions *x)
{
	for (size_t i = 0; x && i < x->count; i++) {
		free(x->of[i].filter);
		free(x->of[i].block);
	}
	if (x)
		free(x->of);
	free(x);
}
