/* mark_part.c - see mark_part.h. */
#include "viz/quiz/mark_part.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* ---- reading one answer ---- */

static const char *past_blanks(const char *p)
{
	return p + strspn(p, " \t");
}

/* A number in decimal or 0x…, then perhaps a word such as "pages". */
static bool read_number(const char *p, int64_t *n, const char **end)
{
	bool minus = *p == '-';
	char *stop;
	uint64_t u;

	p = past_blanks(p + (*p == '-' || *p == '+'));
	if (!isdigit((unsigned char)*p))
		return false;
	errno = 0;
	u = strtoull(p, &stop, p[0] == '0' && (p[1] | 32) == 'x' ? 16 : 10);
	if (errno || u > INT64_MAX || stop == p)
		return false;
	*n = minus ? -(int64_t)u : (int64_t)u;
	*end = stop;
	return true;
}

static bool is_word(const char *p, const char *word)
{
	size_t n = strlen(word);

	return strncasecmp(p, word, n) == 0 && !isalnum((unsigned char)p[n]);
}

static const char *past_unit(const char *p)
{
	static const char *const units[] = { "pages", "page", "faults", "fault", "bytes" };

	p = past_blanks(p);
	for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
		if (is_word(p, units[i]))
			p += strlen(units[i]);
	p = past_blanks(p);
	return *p == '.' && !p[1] ? p + 1 : p;
}

/* ---- letters ---- */

/* "b", "B)", "(b)" and "B) COMMIT" are the letter B; *rest is what follows. */
static int letter_of(const char *p, const char **rest)
{
	bool open = *p == '(';
	int c = toupper((unsigned char)p[open]);

	if (!isalpha(c) || isalnum((unsigned char)p[open + 1]) || p[open + 1] == '_')
		return -1;
	*rest = past_blanks(p + open + 1 + strspn(p + open + 1, ").:"));
	return c - 'A';
}

static bool same_words(const char *answer, const char *choice)
{
	int64_t a, b;
	const char *end_a, *end_b;

	if (strcasecmp(answer, choice) == 0)
		return true;
	return read_number(answer, &a, &end_a) && read_number(choice, &b, &end_b) && a == b && !*past_unit(end_a) && !*end_b;
}

static int choice_with_words(const struct question *q, const char *answer)
{
	int found = -1, count = 0;

	for (int i = 0; i < q->choices; i++)
		if (same_words(answer, q->choice[i])) {
			found = i;
			count++;
		}
	return count == 1 ? found : -1;
}

/* Nothing but letters of choices and what stands between them, two or more. */
static bool is_several(const struct question *q, const char *answer)
{
	int letters = 0;

	for (const char *p = answer; *p; p++) {
		int c = toupper((unsigned char)*p);

		if (isalpha(c) && c - 'A' >= q->choices)
			return is_word(p, "and") || is_word(p, "or");
		letters += isalpha(c) != 0;
	}
	return letters > 1;
}

static enum mark_grade mark_choice(const struct part *p, const char *answer)
{
	const char *rest = "";
	int letter = letter_of(answer, &rest), words = choice_with_words(&p->q, answer);

	if (words < 0 && letter >= 0 && letter < p->q.choices && (!*rest || choice_with_words(&p->q, rest) == letter))
		words = letter;
	if (words >= 0)
		return words == p->q.right ? MARK_RIGHT : MARK_WRONG;
	return is_several(&p->q, answer) || (letter >= 0 && letter < p->q.choices) ? MARK_SEVERAL : MARK_UNREADABLE;
}

static enum mark_grade mark_order(const struct part *p, const char *answer)
{
	char got[QUIZ_CHOICES + 1];
	size_t n = 0;

	for (; *answer; answer++) {
		int c = toupper((unsigned char)*answer);

		if (strchr(" \t,;>-.()", c))
			continue;
		if (c < 'A' || c >= 'A' + p->q.choices)
			return MARK_UNREADABLE;
		if (n == QUIZ_CHOICES || memchr(got, c, n))
			return MARK_WRONG;
		got[n++] = (char)c;
	}
	got[n] = '\0';
	if (strcmp(got, p->key) == 0)
		return MARK_RIGHT;
	return n == strlen(p->key) && got[0] == p->key[0] ? MARK_NEAR : n ? MARK_WRONG : MARK_UNREADABLE;
}

/* ---- numbers and addresses ---- */

static enum mark_grade mark_number(const struct part *p, const char *answer)
{
	const char *end;
	int64_t n;

	if (is_word(answer, "page"))
		answer = past_blanks(answer + 4);
	if (!read_number(answer, &n, &end))
		return MARK_UNREADABLE;
	end = past_unit(end);
	if (*end)
		return isdigit((unsigned char)end[strcspn(end, "0123456789")]) ? MARK_SEVERAL : MARK_UNREADABLE;
	if (n == p->number)
		return MARK_RIGHT;
	return p->has_near && n == p->near ? MARK_NEAR : MARK_WRONG;
}

/* "A0+0x1000", "a0 + 4096", "A0"; or the raw address on this side, if it is known where reservations are. */
static bool read_place(const struct part *p, const struct trace_file *t, const char *answer, struct where *w)
{
	const char *end;
	int64_t n;

	w->known = true;
	if (toupper((unsigned char)*answer) != 'A') {
		uint64_t base = (uint64_t)p->place.place < t->bases ? t->base[p->place.place] : 0;

		if (!read_number(answer, &n, &end) || *past_blanks(end))
			return false;
		w->place = base && (uint64_t)n >= base ? p->place.place : -1;
		w->offset = (uint64_t)n - (w->place < 0 ? 0 : base);
		return true;
	}
	if (!isdigit((unsigned char)answer[1]) || !read_number(answer + 1, &w->place, &end))
		return false;
	end = past_blanks(end);
	w->offset = 0;
	if (!*end)
		return true;
	if (*end != '+' || !read_number(past_blanks(end + 1), &n, &end) || n < 0)
		return false;
	w->offset = (uint64_t)n;
	return !*past_blanks(end);
}

static enum mark_grade mark_place(const struct part *p, const struct trace_file *t, const char *answer)
{
	struct where w;

	if (!read_place(p, t, answer, &w))
		return MARK_UNREADABLE;
	if (w.place != p->place.place)
		return MARK_WRONG;
	if (w.offset / t->page_size == p->place.offset / t->page_size)
		return MARK_RIGHT;
	/* A raw address far from the reservation names none. */
	return toupper((unsigned char)*answer) == 'A' ? MARK_NEAR : MARK_WRONG;
}

/* ---- pages and lines ---- */

struct pages {
	uint64_t page[64];              /* each one once */
	size_t count;
};

static bool has_page(const struct pages *s, uint64_t page)
{
	for (size_t i = 0; i < s->count; i++)
		if (s->page[i] == page)
			return true;
	return false;
}

static bool add_page(struct pages *s, uint64_t page)
{
	if (has_page(s, page))
		return true;
	if (s->count == sizeof s->page / sizeof s->page[0])
		return false;
	s->page[s->count++] = page;
	return true;
}

static bool is_none(const char *p)
{
	static const char *const words[] = { "none", "nothing", "no page", "no pages", "none." };

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (strcasecmp(p, words[i]) == 0)
			return true;
	return false;
}

static const char *past_separator(const char *p)
{
	for (;;) {
		const char *was = p;

		p += strspn(p, " \t,;.");
		p += is_word(p, "and") ? 3 : is_word(p, "pages") ? 5 : is_word(p, "page") ? 4 : 0;
		if (p == was)
			return p;
	}
}

/* "2, 4", "pages 2 and 4", "2-4", "none". */
static bool read_pages(const char *p, struct pages *s)
{
	int64_t first, last;

	*s = (struct pages){ .count = 0 };
	if (is_none(p))
		return true;
	for (p = past_separator(p); *p; p = past_separator(p)) {
		if (!isdigit((unsigned char)*p) || !read_number(p, &first, &p))
			return false;
		last = first;
		if (*past_blanks(p) == '-' && !read_number(past_blanks(past_blanks(p) + 1), &last, &p))
			return false;
		for (int64_t n = first; n <= last; n++)
			if (!add_page(s, (uint64_t)n))
				return false;
		if (last < first)
			return false;
	}
	return s->count > 0;
}

static enum mark_grade mark_pages(const struct part *p, const char *answer)
{
	struct pages right, got;
	size_t both = 0;

	if (!read_pages(p->key, &right) || !read_pages(answer, &got))
		return MARK_UNREADABLE;
	for (size_t i = 0; i < got.count; i++)
		both += has_page(&right, got.page[i]);
	if (both == right.count && both == got.count)
		return MARK_RIGHT;
	return both && right.count + got.count - 2 * both == 1 ? MARK_NEAR : MARK_WRONG;
}

/* The same characters; how many blanks, capitals, and quotes around it do not count. */
static bool same_line(const char *right, const char *answer, size_t size)
{
	const char *end = answer + size;

	for (; *right; right++, answer++) {
		if (answer == end || tolower((unsigned char)*right) != tolower((unsigned char)*answer))
			return false;
		if (*right == ' ') {
			right += strspn(right, " ") - 1;
			answer += strspn(answer, " \t") - 1;
		}
	}
	return answer == end;
}

static size_t without_blanks_after(const char *p, size_t size)
{
	while (size && strchr(" \t", p[size - 1]))
		size--;
	return size;
}

static enum mark_grade mark_text(const struct part *p, const char *answer)
{
	size_t size = without_blanks_after(answer, strlen(answer));

	if (size > 1 && answer[0] == answer[size - 1] && strchr("\"'`", answer[0])) {
		size_t blanks = 1 + strspn(answer + 1, " \t");

		answer += blanks;
		size = size > blanks ? size - 1 - blanks : 0;
	}
	if (size > 2 && memcmp(answer + size - 2, "\\n", 2) == 0)
		size -= 2;
	return same_line(p->key, answer, without_blanks_after(answer, size)) ? MARK_RIGHT : MARK_WRONG;
}

enum mark_grade mark_part(const struct part *p, const struct trace_file *t, const char *answer)
{
	if (!answer || !*past_blanks(answer))
		return MARK_NONE;
	answer = past_blanks(answer);
	switch (p->form) {
	case PF_CHOICE: return mark_choice(p, answer);
	case PF_ORDER:  return mark_order(p, answer);
	case PF_NUMBER: return mark_number(p, answer);
	case PF_PLACE:  return mark_place(p, t, answer);
	case PF_PAGES:  return mark_pages(p, answer);
	case PF_TEXT:   return mark_text(p, answer);
	}
	return MARK_WRONG;
}
