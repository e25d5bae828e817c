/*
 * ws.c - by age, as NT's working-set manager goes about it.
 *
 * The pages stand in a line; who comes joins at its end. From time to time the
 * manager passes over all of them. A page that was used since the last pass gets
 * age 0, any other grows older by one, and the line is put in order of age, the
 * oldest first. Equals stay as they stand.
 *
 * Who has to leave is the first in the line that was not used since that pass. The
 * bit A is set between two passes and cleared by none but the pass, so the search
 * need not begin anew each time: before the cursor all pages have A.
 */
#include "sim/mm/replace/circle.h"
#include "sim/mm/replace/replacers.h"

#define AGES        8                   /* NT's ages have three bits */
#define PASS_EVERY  8                   /* of n pages with every replacement number n/8 */

struct line { uint32_t head, tail; };

static bool ws_start(struct wset *ws)
{
	ws->books.cursor = WSLE_NONE;
	return circle_start(ws);
}

static void ws_came(struct wset *ws, uint32_t slot)
{
	circle_came(ws, slot);
	if (ws->books.cursor == WSLE_NONE)
		ws->books.cursor = slot;
}

static void ws_went(struct wset *ws, uint32_t slot)
{
	if (ws->books.cursor == slot)
		ws->books.cursor = ws->of[slot].next;
	circle_went(ws, slot);
}

/* ---- the pass ---- */

static unsigned grown(struct wset *ws, uint32_t slot)
{
	struct wsle *e = &ws->of[slot];

	if (wset_accessed(ws, slot)) {
		wset_clear_accessed(ws, slot);
		e->age = 0;
	} else if (e->age < AGES - 1) {
		e->age++;
	}
	return e->age;
}

static void join(struct wset *ws, struct line *line, uint32_t head, uint32_t tail)
{
	ws->of[head].prev = line->tail;
	if (line->tail == WSLE_NONE)
		line->head = head;
	else
		ws->of[line->tail].next = head;
	line->tail = tail;
}

static void pass(struct wset *ws)
{
	struct line of_age[AGES], all = { WSLE_NONE, WSLE_NONE };
	uint32_t next;

	for (unsigned age = 0; age < AGES; age++)
		of_age[age] = all;
	for (uint32_t slot = ws->books.head; slot != WSLE_NONE; slot = next) {
		next = ws->of[slot].next;
		ws->of[slot].next = WSLE_NONE;
		join(ws, &of_age[grown(ws, slot)], slot, slot);
	}
	for (unsigned age = AGES; age-- > 0;)
		if (of_age[age].head != WSLE_NONE)
			join(ws, &all, of_age[age].head, of_age[age].tail);
	ws->books.head = ws->books.cursor = all.head;
	ws->books.tail = all.tail;
}

/* ---- the victim ---- */

static uint32_t ws_victim(struct wset *ws)
{
	struct replace_books *b = &ws->books;

	if (interrupt_is_due(ws, PASS_EVERY))
		pass(ws);
	while (b->cursor != WSLE_NONE && wset_accessed(ws, b->cursor))
		b->cursor = ws->of[b->cursor].next;
	return b->cursor != WSLE_NONE ? b->cursor : b->head;
}

const struct replacer replacer_ws = {
	.name = "ws", .start = ws_start, .came = ws_came, .went = ws_went, .victim = ws_victim,
};
