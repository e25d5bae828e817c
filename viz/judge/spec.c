/* spec.c - see spec.h. */
#include "viz/judge/spec.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/letter.h"
#include "viz/base/editor.h"

#define SPEC_MAX ((size_t)1 << 20)
#define POINTS_MAX 100000               /* hundredths, of one need */

/* ---- reading ---- */

struct reading {
	struct spec *s;
	struct need **end, *need;       /* where the next one goes; the one that is open */
	int line;
	char *why;
	size_t room;
};

static bool wrong(struct reading *r, const char *format, ...) __attribute__((format(printf, 2, 3)));
static bool wrong(struct reading *r, const char *format, ...)
{
	va_list args;
	int n = snprintf(r->why, r->room, "%s:%d: ", r->s->path, r->line);

	if (n < 0 || (size_t)n >= r->room)
		return false;
	va_start(args, format);
	vsnprintf(r->why + n, r->room - (size_t)n, format, args);
	va_end(args);
	return false;
}

static const char *const limit_names[LIMITS] = { "steps", "seconds", "memory", "output", "trace" };

const char *spec_limit_name(enum limit l) { return limit_names[l]; }

/* "2", "0.5" or "1.25" at *s as hundredths, and *s behind it; -1 if there is none. */
static int points_at(const char **s)
{
	int n = 0, places = 0;
	const char *p = *s;

	for (; *p >= '0' && *p <= '9' && n < POINTS_MAX; p++)
		n = n * 10 + (*p - '0');
	if (p == *s)
		return -1;
	if (*p == '.')
		for (p++; *p >= '0' && *p <= '9' && places < 2; p++, places++)
			n = n * 10 + (*p - '0');
	for (; places < 2; places++)
		n *= 10;
	*s = p;
	return (*p == ' ' || *p == '\t' || !*p) && n <= POINTS_MAX ? n : -1;
}

static bool open_need(struct reading *r, const char *rest, bool agree)
{
	int points = points_at(&rest);
	struct need *n;

	if (points <= 0)
		return wrong(r, "'%s' needs its points first, such as 2 or 0.5, at most %d", agree ? "agree" : "need", POINTS_MAX / 100);
	rest += strspn(rest, " \t");
	if (!*rest && !agree)
		return wrong(r, "say in words what is needed: need 2 every page is committed by the filter");
	n = keep_alloc(&r->s->keep, 1, sizeof *n);
	if (!n)
		return wrong(r, "no memory");
	n->name = *rest ? keep_copy(&r->s->keep, rest, strlen(rest)) : "both sides show the same";
	n->points = points;
	n->agree = agree;
	n->end = &n->check;
	*r->end = r->need = n;
	r->end = &n->next;
	return n->name || wrong(r, "no memory");
}

static bool add_check(struct reading *r, const char *rest, bool sim)
{
	char why[300];
	struct check *c;

	if (!r->need || r->need->agree)
		return wrong(r, "a check belongs to a need: write 'need POINTS ...' above it");
	c = keep_alloc(&r->s->keep, 1, sizeof *c);
	if (!c || !(c->text = keep_copy(&r->s->keep, rest, strlen(rest))))
		return wrong(r, "no memory");
	c->query = query_parse(&r->s->keep, rest, why, sizeof why);
	if (!c->query)
		return wrong(r, "%s", why);
	if (!query_is_check(c->query))
		return wrong(r, "this is a value and no check: compare it with one, such as == 80");
	c->sim = sim;
	*r->need->end = c;
	r->need->end = &c->next;
	return true;
}

static bool set_limit(struct reading *r, const char *rest)
{
	size_t n = strcspn(rest, " \t");
	const char *digits = rest + n + strspn(rest + n, " \t");
	int64_t value;
	char *end;

	for (int l = 0; l < LIMITS; l++) {
		if (strlen(limit_names[l]) != n || memcmp(limit_names[l], rest, n))
			continue;
		value = strtoll(digits, &end, 10);
		if (*digits < '0' || *digits > '9' || *end || value < 1 || value > INT64_C(1000000000000))
			return wrong(r, "a limit is a whole number from 1: limit %s 100", limit_names[l]);
		r->s->limit[l] = value;
		return true;
	}
	return wrong(r, "there is no limit of that name; there are steps, seconds, memory (MiB), output (KiB) and trace (MiB)");
}

static bool set_hint(struct reading *r, const char *rest)
{
	struct need *n = r->need;

	if (!n)
		return wrong(r, "a hint belongs to a need: write 'need POINTS ...' above it");
	n->hint = n->hint ? keep_printf(&r->s->keep, "%s %s", n->hint, rest) : keep_copy(&r->s->keep, rest, strlen(rest));
	return n->hint || wrong(r, "no memory");
}

static bool closed(struct reading *r)
{
	return !r->need || r->need->agree || r->need->check || wrong(r, "the need above has no check: nothing would decide it");
}

/* `word` at the start of *s, as a whole word; then *s is behind it. */
static bool begins(const char **s, const char *word)
{
	size_t n = strlen(word);

	if (strncmp(*s, word, n) || ((*s)[n] && (*s)[n] != ' ' && (*s)[n] != '\t'))
		return false;
	*s += n + strspn(*s + n, " \t");
	return true;
}

/* A text that is looked for in another encoding than that of the traces would never be found, and nobody would know why. */
static bool is_utf8(const char *s)
{
	uint32_t c;

	while (*s) {
		s += letter_take(s, strnlen(s, LETTER_BYTES), &c);
		if (letter_is_byte(c))
			return false;
	}
	return true;
}

static bool read_line(struct reading *r, const char *s)
{
	if (!is_utf8(s))
		return wrong(r, "a character here is not UTF-8: save the specification as UTF-8");
	s += strspn(s, " \t");
	if (!*s || *s == '#')
		return true;
	if (begins(&s, "title"))
		return (r->s->title = keep_copy(&r->s->keep, s, strlen(s))) || wrong(r, "no memory");
	if (begins(&s, "limit"))
		return set_limit(r, s);
	if (begins(&s, "need"))
		return closed(r) && open_need(r, s, false);
	if (begins(&s, "agree"))
		return closed(r) && open_need(r, s, true);
	if (begins(&s, "check"))
		return add_check(r, s, false);
	if (begins(&s, "on")) {
		if (begins(&s, "sim") && begins(&s, "check"))
			return add_check(r, s, true);
		return wrong(r, "after 'on' comes: sim check QUERY");
	}
	if (begins(&s, "hint"))
		return set_hint(r, s);
	return wrong(r, "'%.40s': a line begins with title, limit, need, agree, check, on sim check, hint or #", s);
}

static bool read_lines(struct reading *r, char *s)
{
	for (char *end; *s; s = end) {
		size_t n = strcspn(s, "\n");

		end = s + n + (s[n] == '\n');
		s[n] = '\0';
		if (n && s[n - 1] == '\r')
			s[n - 1] = '\0';
		r->line++;
		if (!read_line(r, s))
			return false;
	}
	if (!closed(r))
		return false;
	return r->s->need || wrong(r, "nothing is asked for: a specification needs a line 'need POINTS ...' and a check below it");    /* SPEC-2 */
}

bool spec_read(struct spec *s, const char *path, char *why, size_t room)
{
	struct reading r = { .s = s, .why = why, .room = room };
	struct ink text = { 0 };
	bool ok = false;

	*s = (struct spec){ .path = path, .title = path };
	for (int l = 0; l < LIMITS; l++)
		s->limit[l] = -1;
	r.end = &s->need;
	errno = 0;
	if (!editor_text(path, &text, SPEC_MAX))
		snprintf(why, room, "%s: cannot read the specification (a text of at most 1 MiB): %s", path, errno ? strerror(errno) : "it is too large");
	else if (text.text && memchr(text.text, '\0', text.used))
		snprintf(why, room, "%s: binary data, not a specification", path);
	else
		ok = read_lines(&r, text.text ? text.text : (char[]){ "" });
	ink_free(&text);
	return ok;
}

bool spec_asks(const struct need *n, bool real) { return real || !n->agree; }

void spec_free(struct spec *s) { keep_free(&s->keep); }
