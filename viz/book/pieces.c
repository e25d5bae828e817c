/* pieces.c - see pieces.h. */
#include "viz/book/pieces.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "viz/draw/look.h"
#include "viz/draw/svg.h"

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

/* What the page says for all pieces at once: by its style, and when it puts them together. */
static const char *skip(const char *p)
{
	static const char *const said[] = { " font-family=\"" SANS_FAMILY "\"", SVG_ADJUST };

	for (size_t i = 0; i < sizeof said / sizeof said[0]; i++)
		if (strncmp(p, said[i], strlen(said[i])) == 0)
			return p + strlen(said[i]);
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

bool pieces_cut(struct writing *w, struct list *l, const char *svg, struct ink *piece)
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
