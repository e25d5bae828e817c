/*
 * lex.c - from bytes to tokens: names, numbers, strings, punctuators, comments. See lex.h.
 *
 * Continued lines are joined before anything else, on a copy; where they were joined is
 * kept, so that every token still knows its line and column in the lab's own file.
 */
#include "sim/lang/lex.h"

#include <assert.h>
#include <ctype.h>
#include <string.h>

struct name *name_intern(struct names *names, const char *text, size_t size_bytes)
{
	uint32_t hash = 2166136261u;
	struct name *n;

	for (size_t i = 0; i < size_bytes; i++)
		hash = (hash ^ (unsigned char)text[i]) * 16777619u;
	if (names->buckets == 0) {
		names->buckets = 4096;
		names->bucket = arena_alloc(names->arena, names->buckets * sizeof *names->bucket);
	}
	for (n = names->bucket[hash % names->buckets]; n; n = n->next)
		if (n->hash == hash && n->size_bytes == size_bytes && memcmp(n->text, text, size_bytes) == 0)
			return n;
	n = arena_alloc(names->arena, sizeof *n);
	n->text = arena_copy(names->arena, text, size_bytes);
	n->size_bytes = (uint32_t)size_bytes;
	n->hash = hash;
	n->next = names->bucket[hash % names->buckets];
	names->bucket[hash % names->buckets] = n;
	names->count++;
	return n;
}

/* Length of a line continuation at p: backslash, newline (blanks between them do not show); 0 if there is none. */
static size_t continuation(const char *p, const char *end)
{
	const char *start = p;

	if (*p++ != '\\')
		return 0;
	while (p < end && (*p == ' ' || *p == '\t' || *p == '\r'))
		p++;
	return p < end && *p == '\n' ? (size_t)(p + 1 - start) : 0;
}

/* The text with its lines joined, if a continuation is in it; where lines were joined is remembered, to count them. */
static void join_lines(struct lexer *lx)
{
	const char *p = lx->next;
	size_t joins = 0;
	char *to;

	for (p = lx->next; p < lx->end; p++)
		joins += continuation(p, lx->end) != 0;
	if (joins == 0)
		return;
	lx->join = arena_alloc(lx->names->arena, joins * sizeof *lx->join);
	to = arena_alloc(lx->names->arena, (size_t)(lx->end - lx->next) + 1);
	p = lx->next;
	lx->next = lx->line_start = to;
	while (p < lx->end) {
		size_t n = continuation(p, lx->end);

		if (n != 0)
			lx->join[lx->joins++] = to;
		else
			*to++ = *p;
		p += n ? n : 1;
	}
	lx->end = to;
}

void lex_start(struct lexer *lx, struct diag *diag, struct names *names, const struct source *source)
{
	assert(source->text[source->size_bytes] == '\0');     /* one character beyond any is looked at */
	memset(lx, 0, sizeof *lx);
	lx->diag = diag;
	lx->names = names;
	lx->source = source;
	lx->next = lx->line_start = source->text;
	lx->end = source->text + source->size_bytes;
	if (source->size_bytes >= 3 && memcmp(source->text, "\xEF\xBB\xBF", 3) == 0)
		lx->next += 3;          /* a byte order mark from a Windows editor */
	lx->line = 1;
	lx->first_on_line = true;
	join_lines(lx);
}

/* Joined lines up to here count, too. */
static void count_joined(struct lexer *lx)
{
	for (; lx->next_join < lx->joins && lx->join[lx->next_join] <= lx->next; lx->next_join++) {
		lx->line++;
		if (lx->line_start < lx->join[lx->next_join])
			lx->line_start = lx->join[lx->next_join];
	}
}

static struct place_in_source here(const struct lexer *lx, const char *p)
{
	return (struct place_in_source){ lx->source, lx->line, (uint32_t)(p - lx->line_start) + 1 };
}

static void new_line(struct lexer *lx, const char *start)
{
	lx->line++;
	lx->line_start = start;
}

static void skip_comment(struct lexer *lx)
{
	struct place_in_source start = here(lx, lx->next);

	if (lx->next[1] == '/') {
		while (lx->next < lx->end && *lx->next != '\n')
			lx->next++;
		return;
	}
	for (lx->next += 2; lx->next < lx->end; lx->next++) {
		if (*lx->next == '*' && lx->next + 1 < lx->end && lx->next[1] == '/') {
			lx->next += 2;
			return;
		}
		if (*lx->next == '\n')
			new_line(lx, lx->next + 1);
	}
	diag_error(lx->diag, start, "unterminated /* comment");
}

/* White space and comments. True if there was any. */
static bool skip_space(struct lexer *lx)
{
	const char *start = lx->next;

	while (lx->next < lx->end) {
		char c = *lx->next;

		if (c == '\n') {
			lx->next++;
			new_line(lx, lx->next);
			lx->first_on_line = true;
		} else if (c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v') {
			lx->next++;
		} else if (c == '/' && lx->next + 1 < lx->end && (lx->next[1] == '/' || lx->next[1] == '*')) {
			skip_comment(lx);
		} else {
			break;
		}
	}
	count_joined(lx);
	return lx->next != start;
}

static bool is_name_byte(unsigned char c)
{
	return isalnum(c) || c == '_' || c == '$' || c >= 0x80;
}

static const struct { char text[4]; uint16_t punct; } puncts[] = {
	{ "...", P_ELLIPSIS }, { "<<=", P_SHL_SET }, { ">>=", P_SHR_SET },
	{ "->", P_ARROW }, { "++", P_INC }, { "--", P_DEC }, { "<<", P_SHL }, { ">>", P_SHR },
	{ "<=", P_LE }, { ">=", P_GE }, { "==", P_EQ }, { "!=", P_NE }, { "&&", P_AND }, { "||", P_OR },
	{ "*=", P_MUL_SET }, { "/=", P_DIV_SET }, { "%=", P_MOD_SET }, { "+=", P_ADD_SET }, { "-=", P_SUB_SET },
	{ "&=", P_AND_SET }, { "^=", P_XOR_SET }, { "|=", P_OR_SET }, { "##", P_PASTE },
};

static bool lex_punct(struct lexer *lx, struct token *t)
{
	size_t left = (size_t)(lx->end - lx->next);

	for (size_t i = 0; i < sizeof puncts / sizeof puncts[0]; i++) {
		size_t n = strlen(puncts[i].text);

		if (n <= left && memcmp(lx->next, puncts[i].text, n) == 0) {
			t->punct = puncts[i].punct;
			lx->next += n;
			return true;
		}
	}
	if (!memchr("()[]{}.,;:?~!+-*/%<>=&^|#", *lx->next, 25))
		return false;
	t->punct = (unsigned char)*lx->next++;
	return true;
}

/* A literal from its quote to the closing one; an escape hides the byte after it. */
static void lex_quoted(struct lexer *lx, struct token *t)
{
	const char *start = lx->next;
	char quote = *lx->next++;

	while (lx->next < lx->end && *lx->next != quote && *lx->next != '\n') {
		if (*lx->next == '\\' && lx->next + 1 < lx->end)
			lx->next++;
		lx->next++;
	}
	if ((lx->next >= lx->end || *lx->next != quote) && lx->quiet)
		;
	else if (lx->next >= lx->end || *lx->next != quote)
		diag_error(lx->diag, here(lx, start), "missing terminating %c character", quote);
	else
		lx->next++;
	t->kind = quote == '"' ? TOKEN_STRING : TOKEN_CHAR;
}

void lex_next(struct lexer *lx, struct token *t)
{
	const char *start;
	unsigned char c;

	memset(t, 0, sizeof *t);
	t->space_before = skip_space(lx);
	t->first_on_line = lx->first_on_line;
	lx->first_on_line = false;
	start = t->text = lx->next;
	t->at = here(lx, start);
	if (lx->next >= lx->end) {
		t->kind = TOKEN_END;
		t->first_on_line = true;
		return;
	}
	c = (unsigned char)*lx->next;
	if (c == '"' || c == '\'') {
		lex_quoted(lx, t);
	} else if ((c == 'L') && lx->next + 1 < lx->end && (lx->next[1] == '"' || lx->next[1] == '\'')) {
		lx->next++;
		lex_quoted(lx, t);
	} else if (isdigit(c) || (c == '.' && lx->next + 1 < lx->end && isdigit((unsigned char)lx->next[1]))) {
		t->kind = TOKEN_NUMBER;
		while (lx->next < lx->end && (is_name_byte((unsigned char)*lx->next) || *lx->next == '.' ||
		       ((*lx->next == '+' || *lx->next == '-') && memchr("eEpP", lx->next[-1], 4) &&
		        !(start[0] == '0' && (start[1] | 32) == 'x' && (lx->next[-1] | 32) == 'e'))))
			lx->next++;
	} else if (is_name_byte(c)) {
		t->kind = TOKEN_NAME;
		while (lx->next < lx->end && is_name_byte((unsigned char)*lx->next))
			lx->next++;
		t->name = name_intern(lx->names, start, (size_t)(lx->next - start));
	} else if (lex_punct(lx, t)) {
		t->kind = TOKEN_PUNCT;
	} else {
		t->kind = TOKEN_OTHER;
		lx->next++;
	}
	t->size_bytes = (uint32_t)(lx->next - start);
}

void lex_header_name(struct lexer *lx, struct token *t)
{
	const char *p;
	char close;

	while (lx->next < lx->end && (*lx->next == ' ' || *lx->next == '\t'))
		lx->next++;
	memset(t, 0, sizeof *t);
	t->text = lx->next;
	t->at = here(lx, lx->next);
	close = lx->next < lx->end && *lx->next == '<' ? '>' : '"';
	p = lx->next < lx->end && (*lx->next == '<' || *lx->next == '"') ? lx->next + 1 : NULL;
	while (p && p < lx->end && *p != close && *p != '\n')
		p++;
	if (!p || p >= lx->end || *p != close) {
		lex_next(lx, t);        /* a macro, or nonsense: the preprocessor decides */
		return;
	}
	t->kind = close == '"' ? TOKEN_STRING : TOKEN_OTHER;
	t->size_bytes = (uint32_t)(p + 1 - lx->next);
	lx->next = p + 1;
}
