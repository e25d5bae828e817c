/*
 * weave.c - puts the tracer's hooks into the preprocessed text of a lab.
 *
 * A lab is ordinary C, and what must be seen of it has no name that a macro
 * could catch: the opening brace of a handler, the end of a filter. So the lab
 * is preprocessed as it stands, with its own headers, and then this program
 * reads the result token by token and writes it out again with calls to the
 * tracer (hooks.h) in between. Nothing in a system header is touched, and no
 * line is added or removed, so the compiler's line numbers stay the student's.
 *
 *   VirtualAlloc(...)        fl_VirtualAlloc(LINE, ...)
 *   __except (F) {           __except (fl_answered(LINE, (F), _exception_info())) {
 *                                    unsigned long fl_code = fl_handler(LINE);
 *   __finally {              __finally { fl_finally(LINE, _abnormal_termination());
 *   GetExceptionCode()       in a handler: the code that its own filter saw (fl_code)
 *
 * Invariants
 *   WEAVE-1  the output has the lines of the input, in the same order
 *   WEAVE-2  a name is hooked only where it is called: not as a member, not where it
 *       is declared, and not at all if the lab defines a function of that name
 *   WEAVE-3  try { but not struct try {; } except (; } finally {; leave; at the start of a statement
 *
 * The words try, except, finally and leave, as excpt.h of Microsoft's has them, are plain names for a lab that wants them so. Where the
 * grammar of exception handling can stand, they are its keywords (WEAVE-3). --words prints which of them the lab has as names,
 * --spell gives the keywords two underscores and does nothing else.
 *
 * Usage: weave [--words|--spell] < preprocessed > woven, or weave --data LAB.c > data.c, which writes what
 * the tracer is to know of the lab as C, for a place where there is no assembler to take
 * a file in. Runs on the host; compiled by itself, and once more for FaultLab for Windows.
 *
 * Knows of: api.h. Used by: run.
 */
#include <ctype.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifdef _WIN32
#include <fcntl.h>
#include <io.h>
#endif

/* What is hooked, and by which hook: the calls of api.h, and what the C library has to print and to end. */
#define FL_CALL(type, name, kind, fails, varies, args) { #name, #name },
#define FL_ALIAS(name, call) { #name, #call },
static const struct { const char *name, *hook; } hooked[] = {
#include "api.h"
	{ "exit", "exit" }, { "_exit", "_exit" }, { "abort", "abort" },
	{ "printf", "printf" }, { "puts", "puts" }, { "putchar", "putchar" },
};
#define HOOKED (sizeof hooked / sizeof hooked[0])

enum kind { WORD, OTHER };

struct token {
	const char *text;
	size_t length;
	uint32_t line;          /* of the lab */
	enum kind kind;
	bool own;               /* the student's text, not a system header's */
};

struct text {
	const char *at, *end;   /* what is left to read */
	uint32_t line;
	bool own;
	struct token *token;    /* owned */
	size_t count, room;
};

/* What an open bracket belongs to. */
enum scope { BLOCK, FILTER, HANDLER };

struct weaver {
	const struct token *token;
	size_t count;
	const char *copied;     /* the input up to here is written */
	enum scope *scope;      /* one an open brace or filter parenthesis; owned */
	size_t depth, room;
	size_t braces;          /* how many of them are braces */
	bool lab_defines[HOOKED];
};

static void *more(void *old, size_t size_bytes)
{
	void *block = realloc(old, size_bytes);

	if (!block) {
		fputs("weave: out of memory\n", stderr);
		exit(1);
	}
	return block;
}

/* Everything on standard input, with a NUL behind it. */
static char *read_all(size_t *size_bytes)
{
	size_t used = 0, room = 1 << 20;
	char *text = more(NULL, room);
	size_t got;

	while ((got = fread(text + used, 1, room - used - 1, stdin)) > 0) {
		used += got;
		if (room - used < 2)
			text = more(text, room *= 2);
	}
	text[used] = '\0';
	*size_bytes = used;
	return text;
}

static bool word_char(char c)
{
	return isalnum((unsigned char)c) || c == '_' || c == '$' || (unsigned char)c >= 0x80;
}

/* `# 12 "file.c" 3`: line 12 comes next; a 3 among the flags says system header. */
static void read_marker(struct text *text, const char *end)
{
	const char *c = text->at + 1;
	bool system = false, named;

	while (c < end && *c == ' ')
		c++;
	if (c == end || !isdigit((unsigned char)*c))
		return;                         /* #pragma: the compiler's business */
	text->line = (uint32_t)strtoul(c, NULL, 10) - 1;
	named = (c = memchr(c, '"', (size_t)(end - c))) && c + 1 < end;
	if (!named)
		return;
	system = c[1] == '<';
	for (c++; c < end && *c != '"'; c++)
		c += *c == '\\';
	for (; c < end; c++)
		system |= *c == '3';
	text->own = !system;
}

static void skip_literal(struct text *text)
{
	char quote = *text->at++;

	while (text->at < text->end && *text->at != quote && *text->at != '\n')
		text->at += *text->at == '\\' && text->at + 1 < text->end ? 2 : 1;
	if (text->at < text->end && *text->at == quote)
		text->at++;
}

static void add_token(struct text *text, const char *start, enum kind kind)
{
	if (text->count == text->room)
		text->token = more(text->token, (text->room = text->room ? 2 * text->room : 1 << 16) *
		                   sizeof *text->token);
	text->token[text->count++] = (struct token){ start, (size_t)(text->at - start), text->line, kind, text->own };
}

static void read_token(struct text *text)
{
	const char *start = text->at;

	if (*start == '"' || *start == '\'') {
		skip_literal(text);
		add_token(text, start, OTHER);
	} else if (word_char(*start)) {
		while (text->at < text->end && word_char(*text->at))
			text->at++;
		add_token(text, start, isdigit((unsigned char)*start) ? OTHER : WORD);
	} else {
		text->at++;
		add_token(text, start, OTHER);
	}
}

static void read_tokens(struct text *text)
{
	bool fresh = true;      /* at the start of a line */

	while (text->at < text->end) {
		if (*text->at == '\n') {
			text->line++;
			text->at++;
			fresh = true;
		} else if (fresh && *text->at == '#') {
			const char *end = memchr(text->at, '\n', (size_t)(text->end - text->at));

			end = end ? end : text->end;
			read_marker(text, end);
			text->at = end;
		} else if (isspace((unsigned char)*text->at) || !*text->at) {
			text->at++;
		} else {
			fresh = false;
			read_token(text);
		}
	}
}

static bool is(const struct weaver *w, size_t i, const char *text)
{
	return i < w->count && w->token[i].length == strlen(text) && !memcmp(w->token[i].text, text, strlen(text));
}

static bool is_any(const struct weaver *w, size_t i, const char *const *texts)
{
	for (; *texts; texts++)
		if (is(w, i, *texts))
			return true;
	return false;
}

static size_t hook_of(const struct weaver *w, size_t i)
{
	if (w->token[i].kind == WORD)
		for (size_t h = 0; h < HOOKED; h++)
			if (is(w, i, hooked[h].name))
				return h;
	return HOOKED;
}

/* The token behind the bracket that closes the one at `i`. */
static size_t behind(const struct weaver *w, size_t i)
{
	size_t depth = 0;

	for (; i < w->count; i++) {
		depth += is(w, i, "(");
		if (is(w, i, ")") && --depth == 0)
			return i + 1;
	}
	return i;
}

/* WEAVE-2: which of the names does the lab define itself? */
static void find_definitions(struct weaver *w)
{
	size_t depth = 0;

	for (size_t i = 0; i < w->count; i++) {
		size_t h;

		depth += is(w, i, "{");
		depth -= depth && is(w, i, "}");
		if (depth || !w->token[i].own || (h = hook_of(w, i)) == HOOKED || !is(w, i + 1, "("))
			continue;
		if (is(w, behind(w, i + 1), "{"))
			w->lab_defines[h] = true;
	}
}

/* Write the input up to and including token `i`. */
static void copy_through(struct weaver *w, size_t i)
{
	const char *end = w->token[i].text + w->token[i].length;

	fwrite(w->copied, 1, (size_t)(end - w->copied), stdout);
	w->copied = end;
}

/* Write the input before token `i`, and leave the token itself out. */
static void copy_before(struct weaver *w, size_t i)
{
	fwrite(w->copied, 1, (size_t)(w->token[i].text - w->copied), stdout);
	w->copied = w->token[i].text + w->token[i].length;
}

static void push(struct weaver *w, enum scope scope)
{
	if (w->depth == w->room)
		w->scope = more(w->scope, (w->room = w->room ? 2 * w->room : 64) * sizeof *w->scope);
	w->scope[w->depth++] = scope;
	w->braces += scope != FILTER;
}

static void pop(struct weaver *w)
{
	if (w->depth)
		w->braces -= w->scope[--w->depth] != FILTER;
}

static bool in_handler(const struct weaver *w)
{
	for (size_t i = w->depth; i-- > 0;)
		if (w->scope[i] != BLOCK)
			return w->scope[i] == HANDLER;
	return false;
}

/* WEAVE-2: is the name at `i` called here? */
static bool called(const struct weaver *w, size_t i)
{
	static const char *const leads[] = { "return", "else", "do", "case", "sizeof", NULL };

	if (!w->braces || !is(w, i + 1, "(") || i == 0)
		return false;
	if (is(w, i - 1, ".") || (is(w, i - 1, ">") && i > 1 && is(w, i - 2, "-") &&
	                          w->token[i - 2].text + 1 == w->token[i - 1].text))
		return false;
	return w->token[i - 1].kind != WORD || is_any(w, i - 1, leads);
}

static size_t weave_call(struct weaver *w, size_t i, size_t h)
{
	copy_before(w, i);
	printf("fl_%s", hooked[h].hook);
	copy_through(w, i + 1);
	printf("%u%s", w->token[i].line, is(w, i + 2, ")") ? "" : ", ");
	return i + 2;
}

static size_t weave(struct weaver *w, size_t i);

/* `__except (F) {`: everything up to the brace. */
static size_t weave_except(struct weaver *w, size_t i)
{
	uint32_t line = w->token[i].line;
	size_t close = behind(w, i + 1) - 1;

	if (!is(w, i + 1, "(") || !is(w, close, ")") || !is(w, close + 1, "{")) {
		copy_through(w, i);             /* not C: the compiler will say so */
		return i + 1;
	}
	copy_through(w, i + 1);
	printf("fl_answered(%u, (", line);
	push(w, FILTER);
	for (i += 2; i < close;)
		i = weave(w, i);
	pop(w);
	copy_before(w, close);
	printf("), _exception_info()))");
	copy_through(w, close + 1);
	printf(" unsigned long fl_code = fl_handler(%u); (void)fl_code; ", line);
	push(w, HANDLER);
	return close + 2;
}

static size_t weave_finally(struct weaver *w, size_t i)
{
	if (!is(w, i + 1, "{")) {
		copy_through(w, i);
		return i + 1;
	}
	copy_through(w, i + 1);
	printf(" fl_finally(%u, _abnormal_termination()); ", w->token[i].line);
	push(w, BLOCK);
	return i + 2;
}

static size_t weave_code(struct weaver *w, size_t i)
{
	copy_before(w, i);
	printf("fl_code_of");
	copy_through(w, i + 1);
	printf("fl_code");
	return i + 2;
}

/* One construct that starts at token `i`; the token to go on with. */
static size_t weave(struct weaver *w, size_t i)
{
	static const char *const except[] = { "__except", "_except", NULL };
	static const char *const finally[] = { "__finally", "_finally", NULL };
	static const char *const code[] = { "_exception_code", "__exception_code", "exception_code",
	                                    "GetExceptionCode", NULL };
	size_t h;

	if (is(w, i, "{")) {
		push(w, BLOCK);
	} else if (is(w, i, "}")) {
		pop(w);
	} else if (w->token[i].own && w->token[i].kind == WORD) {
		if (is_any(w, i, except))
			return weave_except(w, i);
		if (is_any(w, i, finally))
			return weave_finally(w, i);
		if (is_any(w, i, code) && is(w, i + 1, "(") && is(w, i + 2, ")") && in_handler(w))
			return weave_code(w, i);
		h = hook_of(w, i);
		if (h < HOOKED && !w->lab_defines[h] && called(w, i))
			return weave_call(w, i, h);
	}
	copy_through(w, i);
	return i + 1;
}

/* The file's name without folders, and its text, byte by byte: strings have a limit in some compilers. */
static int write_data(const char *path)
{
	const char *name = path;
	FILE *in = fopen(path, "rb");
	unsigned long count = 0;

	if (!in) {
		fprintf(stderr, "weave: %s: cannot be read\n", path);
		return 2;
	}
	for (const char *p = path; *p; p++)
		if (*p == '/' || *p == '\\')
			name = p + 1;
	printf("const char fl_name[] = {");
	for (; *name; name++)
		printf("%d,", (signed char)*name);
	printf("0};\nconst char fl_source[] = {");
	for (int c; (c = getc(in)) != EOF; count++)
		printf("%d,%s", (signed char)c, count % 32 == 31 ? "\n" : "");
	printf("0};\nconst unsigned fl_source_size = %lu;\n", count);
	printf("const unsigned fl_lines[1][2] = {{0}}, fl_line_count = 0;\n");
	fclose(in);
	return fflush(stdout) || ferror(stdout);
}

/* ---- the words of exception handling ---- */

static const char *const plain_words[] = { "try", "except", "finally", "leave", NULL };

static bool begins_statement(const struct weaver *w, size_t i)
{
	static const char *const before[] = { ";", "{", "}", ")", ":", "else", "do", NULL };

	return i > 0 && is_any(w, i - 1, before);
}

/* Is the word at `i`, one of the four, a keyword here (WEAVE-3)? */
static bool is_keyword(const struct weaver *w, size_t i)
{
	static const char *const tags[] = { "struct", "union", "enum", NULL };

	if (is(w, i, "try"))
		return is(w, i + 1, "{") && !(i > 0 && is_any(w, i - 1, tags));
	if (is(w, i, "leave"))
		return is(w, i + 1, ";") && begins_statement(w, i);
	return i > 0 && is(w, i - 1, "}") && is(w, i + 1, is(w, i, "except") ? "(" : "{");
}

static bool is_plain_word(const struct weaver *w, size_t i)
{
	return w->token[i].own && w->token[i].kind == WORD && is_any(w, i, plain_words);
}

/* Each that the lab has as a name, once. */
static void print_words(const struct weaver *w)
{
	for (const char *const *word = plain_words; *word; word++)
		for (size_t i = 0; i < w->count; i++)
			if (is_plain_word(w, i) && is(w, i, *word) && !is_keyword(w, i)) {
				puts(*word);
				break;
			}
}

static void spell(struct weaver *w)
{
	for (size_t i = 0; i < w->count; i++)
		if (is_plain_word(w, i) && is_keyword(w, i)) {
			copy_before(w, i);
			printf("__%.*s", (int)w->token[i].length, w->token[i].text);
		}
}

static int weave_all(const char *how)
{
	size_t size;
	char *input = read_all(&size);
	struct text text = { .at = input, .end = input + size, .line = 1, .own = true };
	struct weaver w = { .copied = input };

	read_tokens(&text);
	w.token = text.token;
	w.count = text.count;
	if (how && !strcmp(how, "--words")) {
		print_words(&w);
		w.copied = input + size;
	} else if (how) {
		spell(&w);
	} else {
		find_definitions(&w);
		for (size_t i = 0; i < w.count;)
			i = weave(&w, i);
	}
	fwrite(w.copied, 1, (size_t)(input + size - w.copied), stdout);
	free(w.scope);
	free(text.token);
	free(input);
	return fflush(stdout) || ferror(stdout);
}

int main(int argc, char **argv)
{
#ifdef _WIN32
	_setmode(0, _O_BINARY);
	_setmode(1, _O_BINARY);
#endif
	if (argc == 3 && !strcmp(argv[1], "--data"))
		return write_data(argv[2]);
	return weave_all(argc > 1 ? argv[1] : NULL);
}
