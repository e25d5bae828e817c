/* pictures.c - see pictures.h. */
#include "viz/book/pictures.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "viz/base/store.h"
#include "viz/book/data.h"
#include "viz/book/pieces.h"
#include "viz/quiz/quiz.h"

#define SVG_MAX    ((size_t)16 << 20)
#define FULL_EVERY 32           /* pictures; a jump then has at most so many changes to apply */

static size_t changes(const struct list *a, const struct list *b)
{
	size_t n = 0;

	for (size_t i = 0; i < a->count; i++)
		n += a->piece[i] != b->piece[i];
	return n;
}

/* Which picture before this one, of those that start from the same full list, has the fewest other pieces; 0: none is like it. */
static size_t nearest(const struct writing *w, size_t n)
{
	const struct list *now = &w->list[n % (LOOK_BACK + 1)];
	size_t best = 0, fewest = now->count / 2;

	for (size_t back = 1; back <= LOOK_BACK && back <= n % FULL_EVERY; back++) {
		const struct list *l = &w->list[(n - back) % (LOOK_BACK + 1)];

		if (l->count != now->count || changes(now, l) >= fewest)
			continue;
		best = back;
		fewest = changes(now, l);
	}
	return best;
}

static void picture_list(struct writing *w, size_t n)
{
	const struct list *now = &w->list[n % (LOOK_BACK + 1)];
	size_t back = nearest(w, n);
	const struct list *base = &w->list[(n - back) % (LOOK_BACK + 1)];
	bool first = true;

	if (back)
		ink_printf(&w->out, "\"back\":%zu,\"change\":[", back);
	else
		ink_puts(&w->out, "\"full\":[");
	for (size_t i = 0; i < now->count; i++) {
		if (back && now->piece[i] == base->piece[i])
			continue;
		ink_puts(&w->out, first ? "" : ",");
		if (back)
			ink_printf(&w->out, "%zu,", i);
		ink_printf(&w->out, "%" PRIu32, now->piece[i]);
		first = false;
	}
	ink_puts(&w->out, "]");
}

/* Add the number of what `json` holds, a value that other pictures may have as well; empties `json`. */
static void put_value(struct writing *w, struct ink *o, struct ink *json)
{
	uint32_t n = json->failed ? POOL_NO_MEMORY : pool_number(&w->value, json->text, json->used);

	w->out.failed |= n == POOL_NO_MEMORY;
	ink_printf(o, "%s%" PRIu32, o->used && strchr("[,{:", o->text[o->used - 1]) ? "" : ",", n);
	ink_clear(json);
}

static void picture_ledger(struct writing *w, const struct picture *f)
{
	static const char *const signs[] = { "", "=", "\u2260", "n/a" };
	struct ink row = { 0 };

	ink_puts(&w->out, "\"ledger\":[");
	for (int i = 0; i < LEDGER_ROWS; i++) {
		ink_puts(&row, "[");
		data_string(&row, f->ledger[i].value[0]);
		ink_puts(&row, ",");
		data_string(&row, f->ledger[i].value[1]);
		ink_printf(&row, ",\"%s\"]", signs[f->ledger[i].same]);
		put_value(w, &w->out, &row);
	}
	ink_puts(&w->out, "],");
	ink_free(&row);
}

/* The variables that are held now; those that the picture changed again in a second list. */
static void picture_held(struct writing *w, const struct picture *f)
{
	struct ink one = { 0 }, changed = { 0 };

	held_step(&w->held, w->m->c, f->first_row, f->row);
	ink_puts(&w->out, "\"held\":[");
	for (size_t i = 0; i < w->held.count; i++) {
		const struct variable *v = &w->held.now[i];

		ink_puts(&one, "[");
		data_string(&one, v->function ? v->function : "");
		ink_puts(&one, ",");
		data_string(&one, v->name);
		ink_puts(&one, ",");
		data_string(&one, v->value);
		ink_puts(&one, "]");
		put_value(w, &w->out, &one);
		if (v->changed)
			ink_printf(&changed, "%s%zu", changed.used ? "," : "", i);
	}
	ink_printf(&w->out, "],\"new\":[%s],", changed.text ? changed.text : "");
	w->has_variables |= w->held.count > 0;
	w->out.failed |= changed.failed;
	ink_free(&one);
	ink_free(&changed);
}

/* [what is asked, choices, which is right, reason]: the first two and the last by number. */
static void picture_quiz(struct writing *w, const struct picture *f)
{
	struct question q[QUIZ_ASKS];
	struct keep k = { 0 };
	struct ink text = { 0 };
	int count = quiz_make(q, &k, w->m, f);

	for (int n = 0; n < count; n++) {
		ink_puts(&w->out, n ? ",[" : "\"quiz\":[[");
		data_string(&text, q[n].ask);
		put_value(w, &w->out, &text);
		for (int i = 0; i < q[n].choices; i++) {
			ink_puts(&text, i ? "," : "[");
			data_string(&text, q[n].choice[i]);
		}
		ink_puts(&text, "]");
		put_value(w, &w->out, &text);
		ink_printf(&w->out, ",%d", q[n].right);
		data_string(&text, q[n].reason);
		put_value(w, &w->out, &text);
		ink_puts(&w->out, "]");
	}
	ink_puts(&w->out, count ? "]," : "");
	ink_free(&text);
	keep_free(&k);
}

static bool one_picture(struct writing *w, size_t n, struct ink *svg, struct ink *piece)
{
	const struct picture *f = &w->m->picture[n];
	struct list *l = &w->list[n % (LOOK_BACK + 1)];
	char *path;
	bool ok;

	if (asprintf(&path, "%s/frames/%s.svg", w->folder, f->name) < 0)
		return false;
	ink_clear(svg);
	l->count = 0;
	ok = store_get(path, svg, SVG_MAX) && svg->used && pieces_cut(w, l, svg->text, piece);
	if (!ok)
		snprintf(w->why, w->why_room, "%s: is not the frame that was drawn; run this again", path);
	free(path);
	if (!ok)
		return false;
	ink_puts(&w->out, n ? ",\n{" : "{");
	data_member(&w->out, "title", f->title);
	ink_puts(&w->out, ",");
	data_member(&w->out, "phase", f->phase_text);
	ink_puts(&w->out, ",");
	data_member(&w->out, "say", f->say);
	ink_printf(&w->out, ",\"line\":%" PRIu32 ",\"row\":%zu,\"fault\":%zu,\"after\":%s,\"bad\":%s,\"known\":%s,", f->line, f->row, f->fault,
	           f->after ? "true" : "false", f->verdict == PV_DIVERGE ? "true" : "false", f->verdict == PV_KNOWN ? "true" : "false");
	picture_ledger(w, f);
	picture_held(w, f);
	picture_quiz(w, f);
	picture_list(w, n);
	ink_puts(&w->out, "}");
	return true;
}

bool pictures_put(struct writing *w)
{
	struct ink svg = { 0 }, piece = { 0 };
	bool ok = true;

	ink_puts(&w->out, "\"frames\":[");
	for (size_t n = 0; ok && n < w->m->pictures; n++)
		ok = one_picture(w, n, &svg, &piece);
	ink_printf(&w->out, "],\n\"variables\":%s,\"values\":[", w->has_variables ? "true" : "false");
	for (size_t n = 0; n < w->value.count; n++)
		ink_printf(&w->out, "%s%s", n ? ",\n" : "", w->value.entry[n].text);
	ink_puts(&w->out, "],\n\"pieces\":[");
	for (size_t n = 0; n < w->piece.count; n++)
		ink_printf(&w->out, "%s[%s]", n ? "," : "", w->piece.entry[n].text);
	ink_puts(&w->out, "],\n\"parts\":[");
	for (size_t n = 0; n < w->part.count; n++) {
		ink_puts(&w->out, n ? ",\n" : "\n");
		data_text(&w->out, w->part.entry[n].text, w->part.entry[n].size);
	}
	ink_puts(&w->out, "]");
	ink_free(&svg);
	ink_free(&piece);
	return ok;
}
