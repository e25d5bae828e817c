/* printed.c - see printed.h. */
#include "printed.h"

#include <string.h>

#define WORD_MOST 20            /* characters of the longest number */

struct telling {
	struct trace *t;
	printed_what *what;
	void *context;
	unsigned asked, told;
	const char *word[PRINTED_TOLD];         /* told already: a member has its name once */
	size_t length[PRINTED_TOLD];
};

static bool is_of_word(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static int digit(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : 99;
}

/* The word as a number of this base, or false. */
static bool number(const char *s, size_t n, unsigned base, uint64_t *value)
{
	*value = 0;
	for (size_t i = 0; i < n; i++) {
		if (digit(s[i]) >= (int)base || *value > (UINT64_MAX - (uint64_t)digit(s[i])) / base)
			return false;
		*value = *value * base + (uint64_t)digit(s[i]);
	}
	return n > 0;
}

static bool hexadecimal(const char *s, size_t n, uint64_t *value)
{
	if (n > 2 && s[0] == '0' && (s[1] == 'x' || s[1] == 'X')) {
		s += 2;
		n -= 2;
	} else if (n > 1 && (s[n - 1] == 'h' || s[n - 1] == 'H')) {
		n--;
	}
	return number(s, n, 16, value);
}

static const char *ask(struct telling *w, uint64_t value)
{
	if (value < PRINTED_LEAST || w->asked >= PRINTED_ASKED)
		return NULL;
	w->asked++;
	return w->what(w->context, value);
}

static bool was_told(const struct telling *w, const char *s, size_t n)
{
	for (unsigned i = 0; i < w->told; i++)
		if (w->length[i] == n && memcmp(w->word[i], s, n) == 0)
			return true;
	return false;
}

static void look_at(struct telling *w, const char *s, size_t n)
{
	const char *what = NULL;
	char copy[WORD_MOST + 1];
	uint64_t value;

	if (n < 5 || n > WORD_MOST || w->told == PRINTED_TOLD)
		return;
	if (number(s, n, 10, &value))
		what = ask(w, value);
	if (!what && hexadecimal(s, n, &value))
		what = ask(w, value);
	if (!what || was_told(w, s, n))
		return;
	if (w->told == 0)
		trace_open_object(w->t, "machine");
	w->word[w->told] = s;
	w->length[w->told++] = n;
	memcpy(copy, s, n);
	copy[n] = '\0';
	trace_string(w->t, copy, what);
}

void printed_tell(struct trace *t, const char *text, size_t size_bytes, printed_what *what, void *context)
{
	struct telling w = { .t = t, .what = what, .context = context };

	for (size_t i = 0; i < size_bytes; ) {
		size_t n = 0;

		while (i + n < size_bytes && is_of_word(text[i + n]))
			n++;
		look_at(&w, text + i, n);
		i += n + (n == 0);
	}
	if (w.told > 0)
		trace_close_object(t);
}
