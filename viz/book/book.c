/* book.c - see book.h. */
#include "viz/book/book.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "viz/book/book_files.h"
#include "viz/draw/dot.h"
#include "viz/model/held.h"
#include "viz/book/overview.h"
#include "viz/base/pool.h"
#include "viz/quiz/quiz.h"
#include "viz/base/store.h"

#define SVG_MAX    ((size_t)16 << 20)
#define FULL_EVERY 32           /* frames; a jump then has at most so many changes to apply */
#define LOOK_BACK  4            /* a before picture is most like the last before picture, not like the after one between */

struct writing {
	const struct model *m;
	const char *folder;
	struct pool piece;              /* a box with its text: the numbers of its parts, "12,5,7" */
	struct pool part;               /* a tag with what follows it */
	struct pool value;              /* rows of the facts, variables, questions: each as JSON */
	struct held held;
	bool told;                      /* some frame has variables */
	struct list { uint32_t *piece; size_t count, room; } list[LOOK_BACK + 1];      /* pieces of frame n: list[n % (LOOK_BACK + 1)]; owned */
	struct ink out;
	char *why;
	size_t why_room;
};

/* ---- JSON ---- */

/* B1: nothing that a script element could take for its end, for a comment or for another script. */
static bool must_escape(const char *p, const char *end)
{
	unsigned char c = (unsigned char)*p;

	if (c == '<' && p + 1 < end)
		return p[1] == '/' || p[1] == '!' || p[1] == 's' || p[1] == 'S';
	return c < 0x20 || c == '"' || c == '\\';
}

static void json_text(struct ink *i, const char *text, size_t size)
{
	const char *end = text + size, *from = text;

	ink_puts(i, "\"");
	for (const char *p = text; p < end; p++) {
		if (!must_escape(p, end))
			continue;
		ink_add(i, from, (size_t)(p - from));
		from = p + 1;
		if (*p == '<' && p[1] == '/')
			ink_puts(i, "<\\");
		else if (*p == '"' || *p == '\\')
			ink_printf(i, "\\%c", *p);
		else if (*p == '\n')
			ink_puts(i, "\\n");
		else
			ink_printf(i, "\\u%04x", (unsigned char)*p);
	}
	ink_add(i, from, (size_t)(end - from));
	ink_puts(i, "\"");
}

static void json_string(struct ink *i, const char *text)
{
	json_text(i, text, strlen(text));
}

static void json_member(struct ink *i, const char *name, const char *text)
{
	ink_printf(i, "\"%s\":", name);
	json_string(i, text);
}

/* ---- pieces ---- */

/* A piece is mostly drawn as others are: the same tags around another text. So it is told by its parts. */
static bool take_apart(struct writing *w, const struct ink *piece, struct ink *list)
{
	const char *end = piece->text + piece->used;

	ink_clear(list);
	for (const char *p = piece->text, *next; p < end; p = next) {
		uint32_t n;

		next = memchr(p, '>', (size_t)(end - p));
		next = next ? next + 1 : end;
		n = pool_number(&w->part, p, (size_t)(next - p));
		if (n == POOL_NO_MEMORY)
			return false;
		ink_printf(list, "%s%" PRIu32, list->used ? "," : "", n);
		next += next < end && *next == '\n';
	}
	return !list->failed;
}

static bool add_piece(struct writing *w, struct list *l, const struct ink *piece)
{
	struct ink parts = { 0 };
	uint32_t n = take_apart(w, piece, &parts) ? pool_number(&w->piece, parts.text, parts.used) : POOL_NO_MEMORY;

	ink_free(&parts);
	if (n == POOL_NO_MEMORY)
		return false;
	if (l->count == l->room) {
		size_t room = l->room ? l->room * 2 : 512;
		uint32_t *more = realloc(l->piece, room * sizeof *more);

		if (!more)
			return false;
		l->piece = more;
		l->room = room;
	}
	l->piece[l->count++] = n;
	return true;
}

/* What the page says for all pieces at once. */
static const char *skip(const char *p)
{
	static const char family[] = " font-family=\"DejaVu Sans,Verdana,sans-serif\"";

	if (strncmp(p, family, sizeof family - 1) == 0)
		return p + sizeof family - 1;
	return p;
}

/* Titles name the node only, and a browser would show them as tooltips. */
static const char *skip_title(const char *p)
{
	const char *end = strncmp(p, "<title>", 7) == 0 ? strstr(p, "</title>") : NULL;

	if (!end)
		return p;
	return end[8] == '\n' ? end + 9 : end + 8;
}

/* One child of the picture's group: from `<g` to its `</g>`. Returns what follows, NULL if it does not end. */
static const char *take_group(const char *p, struct ink *piece)
{
	int depth = 0;

	ink_clear(piece);
	for (;;) {
		const char *next = strpbrk(p, "< ");

		if (!next)
			return NULL;
		ink_add(piece, p, (size_t)(next - p));
		p = next;
		if (strncmp(p, "<g ", 3) == 0)
			depth++;
		if (strncmp(p, "</g>", 4) == 0 && --depth == 0) {
			ink_add(piece, p, 4);
			return p + 4;
		}
		next = *p == '<' ? skip_title(p) : skip(p);
		if (next == p)
			ink_add(piece, p++, 1);
		p = next > p ? next : p;
	}
}

static bool cut_up(struct writing *w, struct list *l, const char *svg, struct ink *piece)
{
	const char *p = strstr(svg, "<g id=\"frame\"");

	for (p = p ? strchr(p, '>') : NULL; p; ) {
		p = strchr(p, '<');
		if (!p || strncmp(p, "</g>", 4) == 0)
			return p != NULL;
		if (strncmp(p, "<g ", 3)) {             /* comment, title, background */
			p = skip_title(p) > p ? skip_title(p) : strncmp(p, "<!--", 4) == 0 ? strstr(p, "-->") : strchr(p, '>');
			continue;
		}
		p = take_group(p, piece);
		if (p && (piece->failed || !add_piece(w, l, piece)))
			return false;
	}
	return false;
}

/* ---- frames ---- */

static size_t changes(const struct list *a, const struct list *b)
{
	size_t n = 0;

	for (size_t i = 0; i < a->count; i++)
		n += a->piece[i] != b->piece[i];
	return n;
}

/* Which frame before this one, of those that start from the same full list, has the fewest other pieces; 0: none is like it. */
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

static void frame_list(struct writing *w, size_t n)
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

/* Add the number of what `json` holds, a value that other frames may have as well; empties `json`. */
static void put_value(struct writing *w, struct ink *o, struct ink *json)
{
	uint32_t n = json->failed ? POOL_NO_MEMORY : pool_number(&w->value, json->text, json->used);

	w->out.failed |= n == POOL_NO_MEMORY;
	ink_printf(o, "%s%" PRIu32, o->used && strchr("[,{:", o->text[o->used - 1]) ? "" : ",", n);
	ink_clear(json);
}

static void frame_ledger(struct writing *w, const struct frame *f)
{
	static const char *const signs[] = { "", "=", "\u2260", "n/a" };
	struct ink row = { 0 };

	ink_puts(&w->out, "\"ledger\":[");
	for (int i = 0; i < LEDGER_ROWS; i++) {
		ink_puts(&row, "[");
		json_string(&row, f->ledger[i].value[0]);
		ink_puts(&row, ",");
		json_string(&row, f->ledger[i].value[1]);
		ink_printf(&row, ",\"%s\"]", signs[f->ledger[i].same]);
		put_value(w, &w->out, &row);
	}
	ink_puts(&w->out, "],");
	ink_free(&row);
}

/* The variables that are held now; those that the frame changed again in a second list. */
static void frame_held(struct writing *w, const struct frame *f)
{
	struct ink one = { 0 }, changed = { 0 };

	held_step(&w->held, w->m->c, f->first_row, f->row);
	ink_puts(&w->out, "\"held\":[");
	for (size_t i = 0; i < w->held.count; i++) {
		const struct variable *v = &w->held.now[i];

		ink_puts(&one, "[");
		json_string(&one, v->function ? v->function : "");
		ink_puts(&one, ",");
		json_string(&one, v->name);
		ink_puts(&one, ",");
		json_string(&one, v->value);
		ink_puts(&one, "]");
		put_value(w, &w->out, &one);
		if (v->changed)
			ink_printf(&changed, "%s%zu", changed.used ? "," : "", i);
	}
	ink_printf(&w->out, "],\"new\":[%s],", changed.text ? changed.text : "");
	w->told |= w->held.count > 0;
	w->out.failed |= changed.failed;
	ink_free(&one);
	ink_free(&changed);
}

/* [what is asked, choices, which is right, reason]: the first two and the last by number. */
static void frame_quiz(struct writing *w, const struct frame *f)
{
	struct question q[QUIZ_ASKS];
	struct keep k = { 0 };
	struct ink text = { 0 };
	int count = quiz_make(q, &k, w->m, f);

	for (int n = 0; n < count; n++) {
		ink_puts(&w->out, n ? ",[" : "\"quiz\":[[");
		json_string(&text, q[n].ask);
		put_value(w, &w->out, &text);
		for (int i = 0; i < q[n].choices; i++) {
			ink_puts(&text, i ? "," : "[");
			json_string(&text, q[n].choice[i]);
		}
		ink_puts(&text, "]");
		put_value(w, &w->out, &text);
		ink_printf(&w->out, ",%d", q[n].right);
		json_string(&text, q[n].reason);
		put_value(w, &w->out, &text);
		ink_puts(&w->out, "]");
	}
	ink_puts(&w->out, count ? "]," : "");
	ink_free(&text);
	keep_free(&k);
}

static bool one_frame(struct writing *w, size_t n, struct ink *svg, struct ink *piece)
{
	const struct frame *f = &w->m->frame[n];
	struct list *l = &w->list[n % (LOOK_BACK + 1)];
	char *path;
	bool ok;

	if (asprintf(&path, "%s/frames/%s.svg", w->folder, f->name) < 0)
		return false;
	ink_clear(svg);
	l->count = 0;
	ok = store_get(path, svg, SVG_MAX) && svg->used && cut_up(w, l, svg->text, piece);
	if (!ok)
		snprintf(w->why, w->why_room, "%s: is not the frame that was drawn; run this again", path);
	free(path);
	if (!ok)
		return false;
	ink_puts(&w->out, n ? ",\n{" : "{");
	json_member(&w->out, "title", f->title);
	ink_puts(&w->out, ",");
	json_member(&w->out, "phase", f->phase_text);
	ink_puts(&w->out, ",");
	json_member(&w->out, "say", f->say);
	ink_printf(&w->out, ",\"line\":%" PRIu32 ",\"row\":%zu,\"fault\":%zu,\"after\":%s,\"bad\":%s,\"known\":%s,", f->line, f->row, f->fault,
	           f->after ? "true" : "false", f->verdict == FV_DIVERGE ? "true" : "false", f->verdict == FV_KNOWN ? "true" : "false");
	frame_ledger(w, f);
	frame_held(w, f);
	frame_quiz(w, f);
	frame_list(w, n);
	ink_puts(&w->out, "}");
	return true;
}

static bool all_frames(struct writing *w)
{
	struct ink svg = { 0 }, piece = { 0 };
	bool ok = true;

	ink_puts(&w->out, "\"frames\":[");
	for (size_t n = 0; ok && n < w->m->frames; n++)
		ok = one_frame(w, n, &svg, &piece);
	ink_printf(&w->out, "],\n\"variables\":%s,\"values\":[", w->told ? "true" : "false");
	for (size_t n = 0; n < w->value.count; n++)
		ink_printf(&w->out, "%s%s", n ? ",\n" : "", w->value.entry[n].text);
	ink_puts(&w->out, "],\n\"pieces\":[");
	for (size_t n = 0; n < w->piece.count; n++)
		ink_printf(&w->out, "%s[%s]", n ? "," : "", w->piece.entry[n].text);
	ink_puts(&w->out, "],\n\"parts\":[");
	for (size_t n = 0; n < w->part.count; n++) {
		ink_puts(&w->out, n ? ",\n" : "\n");
		json_text(&w->out, w->part.entry[n].text, w->part.entry[n].size);
	}
	ink_puts(&w->out, "]");
	ink_free(&svg);
	ink_free(&piece);
	return ok;
}

/* ---- the rest of the data ---- */

static void side_line(struct ink *o, const struct trace_file *t)
{
	struct ink text = { 0 };

	ink_printf(&text, t->recorded ? "%s (recorded, %s)" : "%s (%s)", t->side == SIDE_REAL ? "REAL" : "SIM", t->platform);
	json_string(o, text.text ? text.text : "");
	ink_free(&text);
}

static void head(struct writing *w, const char *source)
{
	const struct comparison *c = w->m->c;
	struct ink *o = &w->out, words = { 0 };

	json_member(o, "lab", w->m->any->lab);
	ink_puts(o, ",\"sides\":[");
	for (int s = 0, n = 0; s < SIDES; s++)
		if (c->trace[s]) {
			ink_puts(o, n++ ? "," : "");
			side_line(o, c->trace[s]);
		}
	ink_puts(o, "],");
	compare_say_result(&words, c);
	json_member(o, "result", words.text ? words.text : "");
	ink_free(&words);
	for (int s = 0; s < SIDES && !source; s++)
		source = c->trace[s] ? c->trace[s]->source : NULL;
	ink_puts(o, ",\"source\":");
	if (source)
		json_string(o, source);
	else
		ink_puts(o, "null");
	ink_puts(o, ",\"facts\":[");
	for (int i = 0; i < LEDGER_ROWS; i++) {
		ink_puts(o, i ? "," : "");
		json_string(o, w->m->frame[0].ledger[i].fact);
	}
	ink_puts(o, "],\n");
}

static void cell(struct ink *o, const struct event *e, struct ink *words)
{
	ink_clear(words);
	if (e)
		compare_say(words, e);
	ink_puts(o, ",");
	json_string(o, e && words->text ? words->text : "-");
}

static void rows(struct writing *w)
{
	const struct comparison *c = w->m->c;
	struct ink *o = &w->out, words = { 0 };
	int n = 0;

	ink_puts(o, "\"rows\":[");
	for (size_t i = 0; i < c->rows; i++) {
		const struct row *r = &c->row[i];
		const struct event *e = r->side[0] ? r->side[0] : r->side[1];

		ink_printf(o, "%s[\"%" PRIu32 "\",\"%" PRIu32 "\",\"%s\"", i ? ",\n" : "", e->step, e->line, reader_type_name(e->type));
		cell(o, r->side[0], &words);
		cell(o, r->side[1], &words);
		ink_clear(&words);
		compare_say_verdict(&words, c, r);
		ink_puts(o, ",");
		json_string(o, words.text);
		ink_puts(o, "]");
	}
	ink_puts(o, "],\"bad\":[");
	for (size_t i = 0; i < c->rows; i++)
		if (compare_differs(c->row[i].verdict))
			ink_printf(o, "%s%zu", n++ ? "," : "", i);
	ink_puts(o, "],\"known\":[");
	n = 0;
	for (size_t i = 0; i < c->rows; i++)
		if (c->row[i].verdict == CMP_KNOWN)
			ink_printf(o, "%s%zu", n++ ? "," : "", i);
	ink_puts(o, "],\"output\":[");
	n = 0;
	for (size_t i = 0; i < c->rows; i++) {
		const struct event *e = c->row[i].side[0] ? c->row[i].side[0] : c->row[i].side[1];

		if (e->type != EV_OUTPUT)
			continue;
		ink_printf(o, "%s[%zu,", n++ ? "," : "", i);
		json_string(o, e->text);
		ink_puts(o, "]");
	}
	ink_puts(o, "],\n");
	ink_free(&words);
}

static void overview(struct writing *w)
{
	struct overview *o = calloc(1, sizeof *o);
	struct ink svg = { 0 };

	if (!o) {
		w->out.failed = true;
		return;
	}
	overview_count(o, w->m);
	overview_draw(&svg, o, w->m);
	w->out.failed |= svg.failed;
	json_member(&w->out, "overview", svg.text ? svg.text : "");
	ink_puts(&w->out, ",\n\"kinds\":[");
	for (size_t n = 0; n < o->kinds; n++) {
		ink_puts(&w->out, n ? ",[" : "[");
		json_string(&w->out, o->kind[n].name);
		ink_printf(&w->out, ",%" PRId64 ",%" PRId64 "]", o->kind[n].count[0], o->kind[n].count[1]);
	}
	ink_puts(&w->out, "],\n");
	ink_free(&svg);
	free(o);
}

/* Steps whose diagram of the kernel's structures lies beside the book: a page cannot look for a file by itself. */
static void structures(struct writing *w)
{
	int n = 0, wide = w->m->frames > 9999 ? 5 : 4;

	ink_puts(&w->out, "\"structures\":[");
	for (size_t i = 0; i < w->m->frames; i++) {
		char *path;

		if (asprintf(&path, "%s/structures/step-%0*zu.svg", w->folder, wide, w->m->frame[i].number) < 0) {
			w->out.failed = true;
			return;
		}
		if (access(path, R_OK) == 0)
			ink_printf(&w->out, "%s%zu", n++ ? "," : "", w->m->frame[i].number);
		free(path);
	}
	ink_puts(&w->out, "],\n");
}

/* ---- the page ---- */

static void fill_in(struct ink *page, const struct model *m, const struct ink *data)
{
	for (const char *p = book_file_html, *at; ; p = at) {
		at = strchr(p, '@');
		ink_add(page, p, at ? (size_t)(at - p) : strlen(p));
		if (!at)
			return;
		if (strncmp(at, "@TITLE@", 7) == 0) {
			dot_escape_html(page, m->any->lab);
			at += 7;
		} else if (strncmp(at, "@CSS@", 5) == 0) {
			ink_puts(page, book_file_css);
			at += 5;
		} else if (strncmp(at, "@JS@", 4) == 0) {
			for (const char *const *script = book_file_scripts; *script; script++)
				ink_puts(page, *script);
			at += 4;
		} else if (strncmp(at, "@DATA@", 6) == 0) {
			ink_add(page, data->text, data->used);
			at += 6;
		} else {
			ink_puts(page, "@");
			at++;
		}
	}
}

static bool write_page(struct writing *w)
{
	struct ink page = { 0 };
	char *path = NULL;
	bool ok = false;

	fill_in(&page, w->m, &w->out);
	if (page.failed || asprintf(&path, "%s/index.html", w->folder) < 0)
		snprintf(w->why, w->why_room, "no memory for the lab book");
	else
		ok = store_put(path, page.text, page.used, w->why, w->why_room);
	free(path);
	ink_free(&page);
	return ok;
}

bool book_write(const struct model *m, const char *out, const char *source, char *why, size_t room)
{
	struct writing w = { .m = m, .folder = out, .why = why, .why_room = room };
	bool ok = false;

	snprintf(why, room, "no memory for the lab book");
	if (!m->frames)
		snprintf(why, room, "the traces hold no step to draw");
	else {
		ink_puts(&w.out, "{");
		head(&w, source);
		rows(&w);
		overview(&w);
		structures(&w);
		ok = all_frames(&w);
		ink_puts(&w.out, "}");
		ok = ok && !w.out.failed && write_page(&w);
	}
	pool_free(&w.piece);
	pool_free(&w.part);
	pool_free(&w.value);
	for (int i = 0; i <= LOOK_BACK; i++)
		free(w.list[i].piece);
	ink_free(&w.out);
	return ok;
}
