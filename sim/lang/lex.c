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

#include "core/letter.h"

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

/* The character at lx->next, where one is, and its bytes. */
static size_t letter_here(const struct lexer *lx, uint32_t *c)
{
	return letter_take(lx->next, (size_t)(lx->end - lx->next), c);
}

/* The length of a blank beyond ASCII; 0: it is none. They get into a program by way of a web page or a word processor. */
static size_t wide_blank(const struct lexer *lx)
{
	static const struct letter_range blanks[] = {
		{ 0x85, 0x85 }, { 0xa0, 0xa0 }, { 0x1680, 0x1680 }, { 0x180e, 0x180e }, { 0x2000, 0x200a }, { 0x2028, 0x2029 },
		{ 0x202f, 0x202f }, { 0x205f, 0x205f }, { 0x3000, 0x3000 }
	};
	uint32_t c;
	size_t n = (unsigned char)*lx->next < 0x80 ? 0 : letter_here(lx, &c);

	return n && LETTER_WITHIN(c, blanks) ? n : 0;
}

/* \\u00f6 and \\U000000f6 stand for a letter as well. How many bytes it has here; 0: there is none. */
static size_t universal_letter(const struct lexer *lx, uint32_t *c)
{
	size_t left = (size_t)(lx->end - lx->next), digits = left > 1 && lx->next[1] == 'u' ? 4 : 8;

	if (left < 2 + digits || lx->next[0] != '\\' || (lx->next[1] | 32) != 'u')
		return 0;
	*c = 0;
	for (size_t i = 0; i < digits; i++) {
		unsigned char b = (unsigned char)lx->next[2 + i];

		if (!isxdigit(b))
			return 0;
		*c = *c * 16 + (uint32_t)(b <= '9' ? b - '0' : (b | 32) - 'a' + 10);
	}
	return *c < 0x80 ? 0 : 2 + digits;
}

static bool is_plain_in_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (c >= '0' && c <= '9');
}

/* How many bytes of a name are here: C11, Annex D, as the real side's compiler goes by it. */
static size_t name_letter(const struct lexer *lx, bool first)
{
	static const struct letter_range in_names[] = {
		{ 0xa8, 0xa8 }, { 0xaa, 0xaa }, { 0xad, 0xad }, { 0xaf, 0xaf }, { 0xb2, 0xb5 }, { 0xb7, 0xba }, { 0xbc, 0xbe },
		{ 0xc0, 0xd6 }, { 0xd8, 0xf6 }, { 0xf8, 0x167f }, { 0x1681, 0x180d }, { 0x180f, 0x1fff }, { 0x200b, 0x200d },
		{ 0x202a, 0x202e }, { 0x203f, 0x2040 }, { 0x2054, 0x2054 }, { 0x2060, 0x218f }, { 0x2460, 0x24ff }, { 0x2776, 0x2793 },
		{ 0x2c00, 0x2dff }, { 0x2e80, 0x2fff }, { 0x3004, 0x3007 }, { 0x3021, 0x302f }, { 0x3031, 0xd7ff }, { 0xf900, 0xfd3d },
		{ 0xfd40, 0xfdcf }, { 0xfdf0, 0xfe44 }, { 0xfe47, 0xfffd }
	};
	static const struct letter_range not_first[] = { { 0x300, 0x36f }, { 0x1dc0, 0x1dff }, { 0x20d0, 0x20ff }, { 0xfe20, 0xfe2f } };
	unsigned char b = lx->next < lx->end ? (unsigned char)*lx->next : 0;
	uint32_t c;
	size_t n;

	if (b < 0x80 && b != '\\')
		return isalpha(b) || b == '_' || b == '$' || (!first && isdigit(b));
	n = b == '\\' ? universal_letter(lx, &c) : letter_here(lx, &c);
	if (n == 0)
		return 0;
	if (first && LETTER_WITHIN(c, not_first))
		return 0;
	return LETTER_WITHIN(c, in_names) || (c >= 0x10000 && c < 0xf0000 && (c & 0xffff) < 0xfffe) ? n : 0;
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
		} else if (wide_blank(lx)) {
			lx->next += wide_blank(lx);
		} else if (c == 0x1a) {
			lx->next = lx->end;     /* Ctrl+Z: the end of a text file under DOS */
		} else {
			break;
		}
	}
	count_joined(lx);
	return lx->next != start;
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
		size_t n;

		if (puncts[i].text[0] != *lx->next)
			continue;
		n = strlen(puncts[i].text);
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

static bool skip_name(struct lexer *lx)
{
	const char *start = lx->next;

	for (size_t n; (n = name_letter(lx, lx->next == start)) != 0;) {
		lx->next += n;
		while (lx->next < lx->end && is_plain_in_name(*lx->next))       /* most letters are of ASCII */
			lx->next++;
	}
	return lx->next != start;
}

/* The name from `start` on, with letters in the place of what stands for them. */
static struct name *name_from(struct lexer *lx, const char *start)
{
	size_t size = (size_t)(lx->next - start), n = 0;
	const char *end = lx->next;
	char *text;
	uint32_t c;

	if (!memchr(start, '\\', size))
		return name_intern(lx->names, start, size);
	text = arena_alloc(lx->names->arena, size + LETTER_BYTES);
	for (lx->next = start; lx->next < end;) {
		size_t used = universal_letter(lx, &c);

		if (used != 0)
			n += letter_put(c, text + n);
		else
			text[n++] = *lx->next;
		lx->next += used ? used : 1;
	}
	return name_intern(lx->names, text, n);
}

static void skip_number(struct lexer *lx)
{
	const char *start = lx->next;
	bool hex = start[0] == '0' && (start[1] | 32) == 'x';

	for (size_t n; lx->next < lx->end; lx->next += n) {
		bool sign = (*lx->next == '+' || *lx->next == '-') && lx->next > start && memchr("eEpP", lx->next[-1], 4) &&
		            !(hex && (lx->next[-1] | 32) == 'e');

		n = *lx->next == '.' || sign ? 1 : name_letter(lx, false);
		if (!n)
			return;
	}
}

/* How much stands before the quote of a literal: L, u, U, u8. 0: nothing, or no literal. */
static size_t before_quote(const struct lexer *lx)
{
	size_t n = *lx->next == 'u' && lx->next + 1 < lx->end && lx->next[1] == '8' ? 2 : memchr("LuU", *lx->next, 3) ? 1 : 0;
	char quote = n && lx->next + n < lx->end ? lx->next[n] : 0;

	return quote == '"' || (quote == '\'' && n == 1) ? n : 0;
}

void lex_next(struct lexer *lx, struct token *t)
{
	const char *start;
	unsigned char c;
	uint32_t letter;

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
	if (c == '"' || c == '\'' || before_quote(lx)) {
		lx->next += before_quote(lx);
		lex_quoted(lx, t);
	} else if (isdigit(c) || (c == '.' && lx->next + 1 < lx->end && isdigit((unsigned char)lx->next[1]))) {
		t->kind = TOKEN_NUMBER;
		skip_number(lx);
	} else if (skip_name(lx)) {
		t->kind = TOKEN_NAME;
		t->name = name_from(lx, start);
		if (t->name->asked < lx->names->askers && !lx->source->system)
			lx->names->ask(lx->names->context, t->name);
	} else if (lex_punct(lx, t)) {
		t->kind = TOKEN_PUNCT;
	} else {
		t->kind = TOKEN_OTHER;
		lx->next += letter_here(lx, &letter);
	}
	t->size_bytes = (uint32_t)(lx->next - start);
}

void lex_header_name(struct lexer *lx, struct token *t)
{
	const char *p;
	char close;

	while (lx->next < lx->end && (*lx->next == ' ' || *lx->next == '\t' || wide_blank(lx)))
		lx->next += wide_blank(lx) ? wide_blank(lx) : 1;
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
