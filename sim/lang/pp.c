/*
 * pp.c - the stream of tokens: files, buffers laid over them, directives.
 *
 *   pp_next -> macro_next (macro.c) -> pp_next_raw -> buffers, innermost first
 *                                                  -> files: directives are carried out,
 *                                                     text that a condition excludes is left out
 */
#include "sim/lang/pp_parts.h"

#include <assert.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "sim/lang/constants.h"
#include "sim/lang/headers.h"
#include "sim/lang/source.h"

#define INCLUDE_BYTES_MAX ((long)4 * 1024 * 1024)

struct pp *pp_new(struct diag *diag, struct names *names, struct arena *arena, const char *folder)
{
	struct pp *pp = arena_alloc(arena, sizeof *pp);

	pp->diag = diag;
	pp->names = names;
	pp->arena = arena;
	pp->folder = folder;
	pp->defined = name_intern(names, "defined", 7);
	pp->va_args = name_intern(names, "__VA_ARGS__", 11);
	pp->pragma = name_intern(names, "_Pragma", 7);
	pp->microsoft_pragma = name_intern(names, "__pragma", 8);
	macro_new(pp, "__LINE__", SPECIAL_LINE);
	macro_new(pp, "__FILE__", SPECIAL_FILE);
	macro_new(pp, "__COUNTER__", SPECIAL_COUNTER);
	return pp;
}

void pp_free(struct pp *pp)
{
	while (pp->buffers > 0)
		pp_pop_buffer(pp);
	free(pp->buffer);
	free(pp->condition);
}

void pp_push_source(struct pp *pp, const struct source *source)
{
	struct file *f = &pp->file[pp->files++];

	assert(pp->files <= FILES_MAX);
	lex_start(&f->lexer, pp->diag, pp->names, source);
	f->conditions = pp->conditions;
}

/* ---- streams ---- */

void pp_push_buffer(struct pp *pp, struct token *token, size_t size, struct macro *macro, bool barrier)
{
	grow_array(&pp->buffer, &pp->buffer_room, pp->buffers + 1, sizeof *pp->buffer);
	pp->buffer[pp->buffers++] = (struct buffer){ .token = token, .size = size, .macro = macro, .barrier = barrier };
	if (macro)
		macro->asleep = true;
}

void pp_pop_buffer(struct pp *pp)
{
	struct buffer *b = &pp->buffer[--pp->buffers];

	if (b->macro)
		b->macro->asleep = false;
	expansion_drop(pp, &b->own);
}

void pp_unread(struct pp *pp, const struct token *t)
{
	pp_push_buffer(pp, NULL, 1, NULL, false);
	pp->buffer[pp->buffers - 1].one = *t;
}

static void directive(struct pp *pp, struct lexer *lx);

static void count_token(struct pp *pp, const struct token *t)
{
	if (++pp->tokens <= PP_TOKENS_MAX)
		return;
	pp->tokens = 0;
	pp->files = 0;
	diag_syntax(pp->diag, t->at, "the program has more than %d tokens", PP_TOKENS_MAX);
}

/* The next token of the files, directives carried out, dead text left out. */
static void next_of_file(struct pp *pp, struct token *t)
{
	while (pp->files > 0) {
		struct file *f = &pp->file[pp->files - 1];

		f->lexer.quiet = pp->conditions > 0 && !pp->condition[pp->conditions - 1].live;
		lex_next(&f->lexer, t);
		if (t->kind == TOKEN_END) {
			while (pp->conditions > f->conditions)
				diag_error(pp->diag, pp->condition[--pp->conditions].at,
				           "unterminated conditional directive");
			if (pp->files == 1) {
				lex_next(&f->lexer, t); /* stays at the end for ever */
				return;
			}
			pp->files--;
			continue;
		}
		if (t->first_on_line && is_punct(t, '#')) {
			directive(pp, &f->lexer);
			continue;
		}
		if (pp->conditions > 0 && !pp->condition[pp->conditions - 1].live)
			continue;
		return;
	}
	memset(t, 0, sizeof *t);
}

void pp_next_raw(struct pp *pp, struct token *t)
{
	bool space = false;

	while (pp->buffers > 0) {
		struct buffer *b = &pp->buffer[pp->buffers - 1];

		if (b->next < b->size) {
			*t = b->token ? b->token[b->next] : b->one;
			b->next++;
			t->space_before |= space;
			expansion_read(pp, t);
			return;
		}
		if (b->barrier) {
			memset(t, 0, sizeof *t);
			return;
		}
		space |= b->space_after;
		pp_pop_buffer(pp);
	}
	next_of_file(pp, t);
	t->space_before |= space;
	count_token(pp, t);
}

void pp_next(struct pp *pp, struct token *t)
{
	do
		macro_next(pp, t);
	while (pragma_in_line(pp, t));
}

/* ---- directives ---- */

void pp_read_line(struct lexer *lx, struct list *out)
{
	struct token t;

	out->size = 0;
	for (;;) {
		struct lexer before = *lx;

		lex_next(lx, &t);
		if (t.first_on_line || t.kind == TOKEN_END) {
			*lx = before;
			return;
		}
		list_add(out, &t);
	}
}

/* A header beside the lab: a plain relative name, a regular file, of bounded size. */
static const struct source *read_local(struct pp *pp, const char *name)
{
	size_t size = strlen(pp->folder) + strlen(name) + 1;
	char *path = arena_alloc(pp->arena, size), *text;
	struct source *s;
	struct stat st;
	bool broken;
	FILE *in;

	if (name[0] == '/' || strstr(name, "..") || strchr(name, '\\'))
		return NULL;
	snprintf(path, size, "%s%s", pp->folder, name);
	if (stat(path, &st) != 0 || !S_ISREG(st.st_mode) || st.st_size > INCLUDE_BYTES_MAX)
		return NULL;
	in = fopen(path, "rb");
	if (!in)
		return NULL;
	text = arena_alloc(pp->arena, (size_t)st.st_size + 1);
	s = arena_alloc(pp->arena, sizeof *s);
	s->size_bytes = fread(text, 1, (size_t)st.st_size, in);
	broken = ferror(in) != 0;
	fclose(in);
	if (broken)
		return NULL;
	s->name = arena_copy(pp->arena, name, strlen(name));
	if (!source_accept(pp->diag, s, text))
		s->size_bytes = 0;              /* that was the message: no second one that it is not there */
	return s;
}

/* File names are the same in any case on Windows: a name in capitals is looked for in small letters as well. */
static const struct source *read_beside(struct pp *pp, const char *name)
{
	const struct source *s = read_local(pp, name);
	char *small = arena_copy(pp->arena, name, strlen(name));

	for (char *c = small; *c; c++)
		*c = (char)(*c >= 'A' && *c <= 'Z' ? *c + ('a' - 'A') : *c);
	return s || strcmp(small, name) == 0 ? s : read_local(pp, small);
}

static void join_line(const struct list *line, char *out, size_t room)
{
	size_t n = 0;

	out[0] = '\0';
	for (size_t i = 0; i < line->size && n + 1 < room; i++)
		n += (size_t)snprintf(out + n, room - n, "%s%.*s", i && line->token[i].space_before ? " " : "",
		                      (int)line->token[i].size_bytes, line->token[i].text);
}

/* #include MACRO: what it expands to is "file" or <file>, in pieces. */
static void expand_header_name(struct pp *pp, struct token *t, const struct list *rest)
{
	struct argument a = { 0 };
	char text[200];

	list_add(&a.raw, t);
	for (size_t i = 0; i < rest->size; i++)
		list_add(&a.raw, &rest->token[i]);
	macro_expand_argument(pp, &a);
	free(a.raw.token);
	t->kind = TOKEN_END;
	if (a.full.size == 1 && a.full.token[0].kind == TOKEN_STRING && *a.full.token[0].text == '"')
		*t = a.full.token[0];
	if (a.full.size >= 3 && is_punct(&a.full.token[0], '<') && is_punct(&a.full.token[a.full.size - 1], '>')) {
		join_line(&a.full, text, sizeof text);
		*t = macro_make_text(pp, TOKEN_OTHER, text, &a.full.token[0]);
	}
	expansion_drop(pp, &a.full);
}

/* A name of the lab's text is a macro from then on, if a table has it. */
static void define_constant(void *context, struct name *name)
{
	struct pp *pp = context;
	char value[CONSTANT_BYTES];

	for (; name->asked < pp->tables; name->asked++)
		if (!name->macro && constants_find(pp->table[name->asked], name->text, name->size_bytes, value))
			pp_define(pp, name->text, value);
}

static void add_table(struct pp *pp, const struct source *table)
{
	for (size_t i = 0; i < pp->tables; i++)
		if (pp->table[i] == table)
			return;
	assert(pp->tables < TABLES_MAX);
	pp->table[pp->tables++] = table;
	pp->names->ask = define_constant;
	pp->names->context = pp;
	pp->names->askers = pp->tables;
}

/* The precompiled header of a project of Visual Studio, which seldom comes with the program. */
static bool is_precompiled(const char *header)
{
	return strcasecmp(header, "stdafx.h") == 0 || strcasecmp(header, "pch.h") == 0;
}

static void include(struct pp *pp, struct lexer *lx, const struct token *name)
{
	const struct source *s = NULL;
	struct token t;
	struct list rest = { 0 };
	char *header;

	lex_header_name(lx, &t);
	pp_read_line(lx, &rest);
	if (t.kind == TOKEN_NAME)
		expand_header_name(pp, &t, &rest);
	free(rest.token);
	if ((t.kind != TOKEN_STRING && t.kind != TOKEN_OTHER) || t.size_bytes < 3) {
		diag_error(pp->diag, name->at, "expected \"FILENAME\" or <FILENAME>");
		return;
	}
	header = arena_copy(pp->arena, t.text + 1, t.size_bytes - 2);
	if (pragma_is_read(pp, header))
		return;
	if (t.kind == TOKEN_STRING)
		s = read_beside(pp, header);
	if (!s)
		s = header_find(header, strlen(header));
	if (!s && is_precompiled(header)) {
		diag_note(pp->diag, t.at, "%s is not there, and is taken for an empty file", header);
		return;
	}
	if (!s) {
		diag_error(pp->diag, t.at, "'%s' file not found: it is neither beside the lab nor one of the "
		           "headers that the simulator has", header);
		return;
	}
	if (s->table) {
		add_table(pp, s);
		return;
	}
	if (pp->files == FILES_MAX) {
		diag_error(pp->diag, t.at, "#include nested too deeply");
		return;
	}
	pp_push_source(pp, s);
}

static void directive(struct pp *pp, struct lexer *lx)
{
	struct lexer before = *lx;
	struct list line = { 0 };
	struct token name;
	char text[200];

	lex_next(lx, &name);
	if (name.first_on_line || name.kind == TOKEN_END) {
		*lx = before;           /* a lone # is nothing */
		return;
	}
	if (condition_directive(pp, lx, &name, &line)) {
		free(line.token);
		return;
	}
	if (pp->conditions > 0 && !pp->condition[pp->conditions - 1].live) {
		pp_read_line(lx, &line);
		free(line.token);
		return;
	}
	if (is_name(&name, "include")) {
		include(pp, lx, &name);
		return;
	}
	lx->quiet = is_name(&name, "error") || is_name(&name, "warning") || is_name(&name, "pragma");
	pp_read_line(lx, &line);
	if (lx->quiet)
		join_line(&line, text, sizeof text);
	lx->quiet = false;
	if (is_name(&name, "define")) {
		macro_define(pp, &line, name.at);
	} else if (is_name(&name, "undef")) {
		if (line.size > 0 && line.token[0].kind == TOKEN_NAME)
			line.token[0].name->macro = NULL;
		else
			diag_error(pp->diag, name.at, "macro name missing");
	} else if (is_name(&name, "error")) {
		diag_error(pp->diag, name.at, "%s", text);
	} else if (is_name(&name, "warning")) {
		diag_warning(pp->diag, name.at, "%s", text);
	} else if (is_name(&name, "pragma")) {
		pragma_line(pp, &line);
	} else if (is_name(&name, "line")) {
		line_directive(pp, lx, &line, name.at);
	} else if (name.kind == TOKEN_NUMBER) {         /* # 12 "file" 2: as a preprocessor leaves it in its output */
		marker_directive(pp, lx, &line, &name);
	} else {
		diag_error(pp->diag, name.at, "invalid preprocessing directive");
	}
	free(line.token);
}
