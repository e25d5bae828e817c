/* book.c - see book.h. */
#include "viz/book.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "viz/book_files.h"
#include "viz/dot.h"
#include "viz/held.h"
#include "viz/overview.h"
#include "viz/pool.h"
#include "viz/quiz.h"
#include "viz/store.h"

#define SVG_MAX    ((size_t)16 << 20)
#define FULL_EVERY 32           /* frames; a jump then has at most so many changes to apply */

struct writing {
	const struct model *m;
	const char *folder;
	struct pool piece;              /* a box with its text: the numbers of its parts, "12,5,7" */
	struct pool part;               /* a tag with what follows it */
	struct pool variable;           /* ["main","page","0x10a0000"], as JSON */
	struct held held;
	uint32_t *now, *before;         /* pieces of this frame and of the one before; owned */
	size_t count, counted, most;
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

static bool add_piece(struct writing *w, const struct ink *piece)
{
	struct ink list = { 0 };
	uint32_t n = take_apart(w, piece, &list) ? pool_number(&w->piece, list.text, list.used) : POOL_NO_MEMORY;

	ink_free(&list);
	if (n == POOL_NO_MEMORY)
		return false;
	if (w->count == w->most) {
		size_t most = w->most ? w->most * 2 : 512;
		uint32_t *a = realloc(w->now, most * sizeof *a), *b;

		if (!a)
			return false;
		w->now = a;
		b = realloc(w->before, most * sizeof *b);
		if (!b)
			return false;
		w->before = b;
		w->most = most;
	}
	w->now[w->count++] = n;
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

static bool cut_up(struct writing *w, const char *svg, struct ink *piece)
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
		if (p && (piece->failed || !add_piece(w, piece)))
			return false;
	}
	return false;
}

/* ---- frames ---- */

static void frame_list(struct writing *w, size_t n)
{
	bool full = n % FULL_EVERY == 0 || w->count != w->counted;
	bool first = true;

	ink_puts(&w->out, full ? "\"full\":[" : "\"change\":[");
	for (size_t i = 0; i < w->count; i++) {
		if (!full && w->now[i] == w->before[i])
			continue;
		ink_puts(&w->out, first ? "" : ",");
		if (full)
			ink_printf(&w->out, "%" PRIu32, w->now[i]);
		else
			ink_printf(&w->out, "%zu,%" PRIu32, i, w->now[i]);
		first = false;
	}
	ink_puts(&w->out, "]");
}

static void frame_ledger(struct ink *o, const struct frame *f)
{
	static const char *const signs[] = { "", "=", "\u2260", "n/a" };

	ink_puts(o, "\"ledger\":[");
	for (int i = 0; i < LEDGER_ROWS; i++) {
		ink_puts(o, i ? ",[" : "[");
		json_string(o, f->ledger[i].value[0]);
		ink_puts(o, ",");
		json_string(o, f->ledger[i].value[1]);
		ink_printf(o, ",\"%s\"]", signs[f->ledger[i].same]);
	}
	ink_puts(o, "]");
}

/* The variables that are held now, by number; those that the frame changed again in a second list. */
static bool frame_held(struct writing *w, const struct frame *f)
{
	struct ink one = { 0 }, changed = { 0 };
	bool ok = true;

	held_step(&w->held, w->m->c, f->first_row, f->row);
	ink_puts(&w->out, "\"held\":[");
	for (size_t i = 0; ok && i < w->held.count; i++) {
		const struct variable *v = &w->held.now[i];
		uint32_t n;

		ink_clear(&one);
		ink_puts(&one, "[");
		json_string(&one, v->function ? v->function : "");
		ink_puts(&one, ",");
		json_string(&one, v->name);
		ink_puts(&one, ",");
		json_string(&one, v->value);
		ink_puts(&one, "]");
		n = one.failed ? POOL_NO_MEMORY : pool_number(&w->variable, one.text, one.used);
		ok = n != POOL_NO_MEMORY;
		ink_printf(&w->out, "%s%" PRIu32, i ? "," : "", n);
		if (v->changed)
			ink_printf(&changed, "%s%" PRIu32, changed.used ? "," : "", n);
	}
	ink_printf(&w->out, "],\"new\":[%s],", changed.text ? changed.text : "");
	ok &= !changed.failed;
	ink_free(&one);
	ink_free(&changed);
	return ok;
}

static void frame_quiz(struct writing *w, const struct frame *f)
{
	struct question q[QUIZ_ASKS];
	struct keep k = { 0 };
	int count = quiz_make(q, &k, w->m, f);

	for (int n = 0; n < count; n++) {
		ink_puts(&w->out, n ? ",{" : "\"quiz\":[{");
		json_member(&w->out, "ask", q[n].ask);
		ink_puts(&w->out, ",");
		json_member(&w->out, "reason", q[n].reason);
		ink_printf(&w->out, ",\"right\":%d,\"choices\":[", q[n].right);
		for (int i = 0; i < q[n].choices; i++) {
			ink_puts(&w->out, i ? "," : "");
			json_string(&w->out, q[n].choice[i]);
		}
		ink_puts(&w->out, "]}");
	}
	ink_puts(&w->out, count ? "]," : "");
	keep_free(&k);
}

static bool one_frame(struct writing *w, size_t n, struct ink *svg, struct ink *piece)
{
	const struct frame *f = &w->m->frame[n];
	char *path;
	uint32_t *swap;
	bool ok;

	if (asprintf(&path, "%s/frames/%s.svg", w->folder, f->name) < 0)
		return false;
	ink_clear(svg);
	w->count = 0;
	ok = store_get(path, svg, SVG_MAX) && svg->used && cut_up(w, svg->text, piece);
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
	frame_ledger(&w->out, f);
	ink_puts(&w->out, ",");
	if (!frame_held(w, f))
		return false;
	frame_quiz(w, f);
	frame_list(w, n);
	ink_puts(&w->out, "}");
	swap = w->before;
	w->before = w->now;
	w->now = swap;
	w->counted = w->count;
	return true;
}

static bool all_frames(struct writing *w)
{
	struct ink svg = { 0 }, piece = { 0 };
	bool ok = true;

	ink_puts(&w->out, "\"frames\":[");
	for (size_t n = 0; ok && n < w->m->frames; n++)
		ok = one_frame(w, n, &svg, &piece);
	ink_puts(&w->out, "],\n\"variables\":[");
	for (size_t n = 0; n < w->variable.count; n++)
		ink_printf(&w->out, "%s%s", n ? "," : "", w->variable.entry[n].text);
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
		compare_say_verdict(&words, r);
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
	pool_free(&w.variable);
	free(w.now);
	free(w.before);
	ink_free(&w.out);
	return ok;
}
