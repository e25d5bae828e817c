/* svg.c - see svg.h. */
#include "viz/draw/svg.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "viz/draw/dot.h"
#include "viz/draw/look.h"

/* What has been copied, and what comes next. */
struct pass { struct ink *out; const char *from, *end; };

/* Copy up to `to`, and go on behind `skip` bytes more. */
static void copy(struct pass *p, const char *to, size_t skip)
{
	ink_add(p->out, p->from, (size_t)(to - p->from));
	p->from = to + skip;
}

static const char *find(const char *text, const char *what, const char *end)
{
	const char *hit = strstr(text, what);

	return hit && hit < end ? hit : NULL;
}

/* ---- a text ---- */

/* The letters that Graphviz escaped, as they are; it writes every second of two spaces as one that stays. */
static void take_letters(struct ink *out, const char *text, const char *end)
{
	static const struct { const char *name, *letter; } names[] = {
		{ "&amp;", "&" }, { "&lt;", "<" }, { "&gt;", ">" }, { "&quot;", "\"" }, { "&#39;", "'" }, { "&#45;", "-" },
		{ "&#160;", "\u00a0" }
	};

	while (text < end) {
		size_t i = 0, n = sizeof names / sizeof names[0];

		while (i < n && strncmp(text, names[i].name, strlen(names[i].name)))
			i++;
		ink_add(out, i < n ? names[i].letter : text, i < n ? strlen(names[i].letter) : 1);
		text += i < n ? strlen(names[i].name) : 1;
	}
}

/* How long the text is, in points; negative if that is not known. */
static double length_of(const char *tag, const char *text, const char *end)
{
	const char *size = find(tag, " font-size=\"", text);
	enum dot_font font = find(tag, MONO, text) ? FONT_MONO : find(tag, " font-weight=\"bold\"", text) ? FONT_BOLD : FONT_SANS;
	struct ink letters = { 0 };
	double length = -1;

	while (text < end && *text == ' ')              /* those that a browser drops */
		text++;
	while (end > text && end[-1] == ' ')
		end--;
	take_letters(&letters, text, end);
	if (size && letters.used && !letters.failed && dot_is_measured(letters.text))
		length = dot_length(letters.text, font, strtod(size + strlen(" font-size=\""), NULL));
	ink_free(&letters);
	return length;
}

static void put_font(struct pass *p, const char *tag, const char *end)
{
	static const char sans[] = " font-family=\"" SANS "\"", mono[] = " font-family=\"" MONO "\"";
	const char *hit;

	if ((hit = find(tag, sans, end))) {
		copy(p, hit, sizeof sans - 1);
		ink_puts(p->out, " font-family=\"" SANS_FAMILY "\"");
	} else if ((hit = find(tag, mono, end))) {
		copy(p, hit, sizeof mono - 1);
		ink_puts(p->out, " font-family=\"" MONO_FAMILY "\"");
	}
}

/* <text …>letters</text>, at `tag`. */
static void put_text(struct pass *p, const char *tag)
{
	static const char space[] = " xml:space=\"preserve\"";          /* newer ones say it, although no text needs it */
	const char *close = find(tag, ">", p->end), *end = close ? find(close, "<", p->end) : NULL, *hit;
	double length;

	if (!end)
		return;
	if ((hit = find(tag, space, close)))
		copy(p, hit, sizeof space - 1);
	put_font(p, tag, close);
	length = length_of(tag, close + 1, end);
	copy(p, close, 0);
	if (length > 0)
		ink_printf(p->out, " textLength=\"%.1f\"" SVG_ADJUST, length);
}

/* ---- the rest ---- */

/* Behind `id="`: "page0,12_" that Graphviz puts before the ids of the second graph on; its length, else 0. */
static size_t batch_prefix(const char *s)
{
	size_t n = 4;

	if (strncmp(s, "page", 4))
		return 0;
	while (isdigit((unsigned char)s[n]) || s[n] == ',')
		n++;
	return n > 4 && s[n] == '_' ? n + 1 : 0;
}

/* SVG-1 */
static void put_id(struct pass *p, const char *tag)
{
	static const char id[] = " id=\"";
	const char *close = find(tag, ">", p->end), *hit = close ? find(tag, id, close) : NULL;

	if (hit && batch_prefix(hit + strlen(id)))
		copy(p, hit + strlen(id), batch_prefix(hit + strlen(id)));
}

static void put_head(struct pass *p, const char *tag, const char *words, uint64_t digest)
{
	const char *close = find(tag, ">\n", p->end);

	if (!close)
		return;
	copy(p, tag + strlen("<svg "), 0);
	ink_printf(p->out, "role=\"img\" aria-labelledby=\"desc\" data-dot=\"%016" PRIx64 "\" ", digest);
	copy(p, close + 2, 0);
	ink_puts(p->out, "<desc id=\"desc\">");
	dot_escape_html(p->out, words ? words : "");
	ink_puts(p->out, "</desc>\n");
}

void svg_finish(struct ink *out, const char *svg, size_t size, const char *words, uint64_t digest)
{
	struct pass p = { out, svg, svg + size };
	bool described = false;

	for (const char *tag = svg; (tag = memchr(tag, '<', (size_t)(p.end - tag))); tag++) {
		if (!described && strncmp(tag, "<svg ", 5) == 0) {
			put_head(&p, tag, words, digest);
			described = true;
		} else if (described && strncmp(tag, "<text ", 6) == 0) {
			put_text(&p, tag);
		} else if (described && strncmp(tag, "<g ", 3) == 0) {
			put_id(&p, tag);
		}
	}
	copy(&p, p.end, 0);
}
