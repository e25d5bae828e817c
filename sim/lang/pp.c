#include "sim/lang/pp.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "sim/lang/headers.h"

#define MOST_FILES          32
#define MOST_INCLUDE_BYTES  ((long)4 * 1024 * 1024)

enum special { SPECIAL_NO, SPECIAL_LINE, SPECIAL_FILE, SPECIAL_COUNTER };

struct macro {
	struct name *name;
	struct token *body;
	size_t size;
	struct name **param;
	size_t params;
	bool function_like, variadic, asleep;
	enum special special;
};

struct buffer {                         /* tokens laid over the file */
	struct token *token;
	size_t size, next;
	struct macro *macro;            /* asleep until the buffer is used up, or NULL */
	bool barrier;                   /* ends in TOKEN_END instead of going on below */
};

struct condition { bool live, taken, was_else; struct place_in_source at; };

struct file { struct lexer lexer; size_t conditions; };

struct pp {
	struct diag *diag;
	struct names *names;
	struct arena *arena;
	const char *folder;
	struct file file[MOST_FILES];
	size_t files;
	struct buffer *buffer;
	size_t buffers, buffer_room;
	struct condition *condition;
	size_t conditions, condition_room;
	struct name *defined, *va_args;
	bool space_pending;
	size_t tokens, depth;
	unsigned counter;
};

struct list { struct token *token; size_t size, room; };

static void list_add(struct list *l, const struct token *t)
{
	grow_array(&l->token, &l->room, l->size + 1, sizeof *l->token);
	l->token[l->size++] = *t;
}

static bool is_punct(const struct token *t, unsigned punct)
{
	return t->kind == TOKEN_PUNCT && t->punct == punct;
}

static bool is_name(const struct token *t, const char *text)
{
	return t->kind == TOKEN_NAME && strcmp(t->name->text, text) == 0;
}

static struct macro *new_macro(struct pp *pp, const char *name, enum special special)
{
	struct macro *m = arena_alloc(pp->arena, sizeof *m);

	m->name = name_intern(pp->names, name, strlen(name));
	m->special = special;
	m->name->macro = m;
	return m;
}

struct pp *pp_new(struct diag *diag, struct names *names, struct arena *arena, const char *folder)
{
	struct pp *pp = arena_alloc(arena, sizeof *pp);

	pp->diag = diag;
	pp->names = names;
	pp->arena = arena;
	pp->folder = folder;
	pp->defined = name_intern(names, "defined", 7);
	pp->va_args = name_intern(names, "__VA_ARGS__", 11);
	new_macro(pp, "__LINE__", SPECIAL_LINE);
	new_macro(pp, "__FILE__", SPECIAL_FILE);
	new_macro(pp, "__COUNTER__", SPECIAL_COUNTER);
	return pp;
}

void pp_free(struct pp *pp)
{
	free(pp->buffer);
	free(pp->condition);
}

void pp_push_source(struct pp *pp, const struct source *source)
{
	struct file *f = &pp->file[pp->files++];

	lex_start(&f->lexer, pp->diag, pp->names, source);
	f->conditions = pp->conditions;
}

/* ---- streams ---- */

static void push_buffer(struct pp *pp, struct token *token, size_t size, struct macro *macro, bool barrier)
{
	grow_array(&pp->buffer, &pp->buffer_room, pp->buffers + 1, sizeof *pp->buffer);
	pp->buffer[pp->buffers++] = (struct buffer){ token, size, 0, macro, barrier };
	if (macro != NULL)
		macro->asleep = true;
}

static void pop_buffer(struct pp *pp)
{
	struct macro *m = pp->buffer[--pp->buffers].macro;

	if (m != NULL)
		m->asleep = false;
}

static void unread(struct pp *pp, const struct token *t)
{
	struct token *copy = arena_alloc(pp->arena, sizeof *copy);

	*copy = *t;
	push_buffer(pp, copy, 1, NULL, false);
}

static void directive(struct pp *pp, struct lexer *lx);

static void count_token(struct pp *pp, const struct token *t)
{
	if (++pp->tokens <= PP_MOST_TOKENS)
		return;
	pp->tokens = 0;
	pp->buffers = 0;
	pp->files = 0;
	diag_syntax(pp->diag, t->at, "the program expands to more than %d tokens", PP_MOST_TOKENS);
}

/* The next token of the files, directives carried out, dead text left out. */
static void next_of_file(struct pp *pp, struct token *t)
{
	while (pp->files > 0) {
		struct file *f = &pp->file[pp->files - 1];

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

static void next_raw(struct pp *pp, struct token *t)
{
	while (pp->buffers > 0) {
		struct buffer *b = &pp->buffer[pp->buffers - 1];

		if (b->next < b->size) {
			*t = b->token[b->next++];
			count_token(pp, t);
			return;
		}
		if (b->barrier) {
			memset(t, 0, sizeof *t);
			return;
		}
		pop_buffer(pp);
	}
	next_of_file(pp, t);
	count_token(pp, t);
}

/* ---- expansion ---- */

static struct token make_text(struct pp *pp, enum token_kind kind, const char *text, const struct token *like)
{
	struct token t = *like;

	t.kind = (uint8_t)kind;
	t.size_bytes = (uint32_t)strlen(text);
	t.text = arena_copy(pp->arena, text, t.size_bytes);
	t.first_on_line = false;
	return t;
}

static void expand_special(struct pp *pp, const struct macro *m, const struct token *at, struct token *out)
{
	char text[32];

	if (m->special == SPECIAL_FILE) {
		size_t n = strlen(at->at.source->name);
		char *quoted = arena_alloc(pp->arena, 2 * n + 3), *q = quoted;

		*q++ = '"';
		for (size_t i = 0; i < n; i++) {
			if (strchr("\"\\", at->at.source->name[i]) != NULL)
				*q++ = '\\';
			*q++ = at->at.source->name[i];
		}
		*q = '"';
		*out = make_text(pp, TOKEN_STRING, quoted, at);
		return;
	}
	snprintf(text, sizeof text, "%u", m->special == SPECIAL_LINE ? at->at.line : pp->counter++);
	*out = make_text(pp, TOKEN_NUMBER, text, at);
}

struct argument { struct list raw; struct token *full; size_t full_size; bool expanded; };

/* Read the arguments up to the closing parenthesis. False at the end of the text. */
static bool read_arguments(struct pp *pp, struct macro *m, const struct token *at,
                           struct argument **argument, size_t *count)
{
	struct list *now;
	size_t room = 0, n = 0;
	unsigned level = 0;
	struct token t;

	*argument = NULL;
	grow_array(argument, &room, m->params + 2, sizeof **argument);
	memset(*argument, 0, room * sizeof **argument);
	now = &(*argument)[n++].raw;
	for (;;) {
		next_raw(pp, &t);
		if (t.kind == TOKEN_END) {
			diag_error(pp->diag, at->at, "unterminated argument list of macro '%s'", m->name->text);
			return false;
		}
		if (level == 0 && is_punct(&t, ')'))
			break;
		if (level == 0 && is_punct(&t, ',') && !(m->variadic && n == m->params)) {
			if (n < m->params + 1)
				now = &(*argument)[n].raw;
			n++;
			continue;
		}
		if (is_punct(&t, '('))
			level++;
		if (is_punct(&t, ')'))
			level--;
		if (n <= m->params + 1) {
			if (t.first_on_line)
				t.space_before = true;
			t.first_on_line = false;
			list_add(now, &t);
		}
	}
	if (m->params == 0 && n == 1 && (*argument)[0].raw.size == 0)
		n = 0;
	if (m->variadic && n + 1 == m->params)
		n++;                    /* an empty __VA_ARGS__ */
	if (n != m->params) {
		diag_error(pp->diag, at->at, "macro '%s' takes %zu arguments, got %zu", m->name->text, m->params, n);
		return false;
	}
	*count = n;
	return true;
}

static void pp_next_expanded(struct pp *pp, struct token *t);

/* An argument after its own full expansion. */
static void expand_argument(struct pp *pp, struct argument *a)
{
	struct list out = { 0 };
	struct token t;

	if (a->expanded)
		return;
	a->expanded = true;
	if (++pp->depth > PP_MOST_DEPTH)
		diag_syntax(pp->diag, a->raw.size ? a->raw.token[0].at : (struct place_in_source){ 0 },
		            "macro arguments are nested more than %d deep", PP_MOST_DEPTH);
	push_buffer(pp, a->raw.token, a->raw.size, NULL, true);
	for (;;) {
		pp_next_expanded(pp, &t);
		if (t.kind == TOKEN_END)
			break;
		list_add(&out, &t);
	}
	pop_buffer(pp);
	pp->depth--;
	a->full = arena_alloc(pp->arena, out.size * sizeof *a->full);
	if (out.size != 0)
		memcpy(a->full, out.token, out.size * sizeof *a->full);
	a->full_size = out.size;
	free(out.token);
}

static struct token stringify(struct pp *pp, const struct argument *a, const struct token *at)
{
	size_t room = 3;
	char *text, *p;

	for (size_t i = 0; i < a->raw.size; i++)
		room += 2 * a->raw.token[i].size_bytes + 1;
	p = text = arena_alloc(pp->arena, room);
	*p++ = '"';
	for (size_t i = 0; i < a->raw.size; i++) {
		const struct token *t = &a->raw.token[i];
		bool literal = t->kind == TOKEN_STRING || t->kind == TOKEN_CHAR;

		if (i > 0 && t->space_before)
			*p++ = ' ';
		for (size_t k = 0; k < t->size_bytes; k++) {
			if (literal && strchr("\"\\", t->text[k]) != NULL)
				*p++ = '\\';
			*p++ = t->text[k];
		}
	}
	*p++ = '"';
	*p = '\0';
	return make_text(pp, TOKEN_STRING, text, at);
}

/* left ## right, read again as one token. */
static struct token paste(struct pp *pp, const struct token *left, const struct token *right)
{
	struct source *s = arena_alloc(pp->arena, sizeof *s);
	char *text = arena_alloc(pp->arena, left->size_bytes + right->size_bytes + 1);
	struct lexer lx;
	struct token t, rest;

	memcpy(text, left->text, left->size_bytes);
	memcpy(text + left->size_bytes, right->text, right->size_bytes);
	s->name = left->at.source ? left->at.source->name : "";
	s->text = text;
	s->size_bytes = left->size_bytes + right->size_bytes;
	lex_start(&lx, pp->diag, pp->names, s);
	lex_next(&lx, &t);
	lex_next(&lx, &rest);
	if (rest.kind != TOKEN_END)
		diag_error(pp->diag, left->at, "pasting formed '%s', an invalid preprocessing token", text);
	t.at = left->at;
	t.space_before = left->space_before;
	t.first_on_line = false;
	return t;
}

static size_t param_index(const struct macro *m, const struct token *t)
{
	if (t->kind == TOKEN_NAME)
		for (size_t i = 0; i < m->params; i++)
			if (m->param[i] == t->name)
				return i;
	return SIZE_MAX;
}

static void add_all(struct list *out, const struct token *token, size_t size, const struct token *first_like)
{
	for (size_t i = 0; i < size; i++) {
		list_add(out, &token[i]);
		if (i == 0)
			out->token[out->size - 1].space_before = first_like->space_before;
	}
}

/* The body with its parameters replaced, # and ## carried out. */
static void substitute(struct pp *pp, struct macro *m, struct argument *argument, const struct token *at,
                       struct list *out)
{
	for (size_t i = 0; i < m->size; i++) {
		struct token t = m->body[i];
		bool before_paste = i + 1 < m->size && is_punct(&m->body[i + 1], P_PASTE);
		size_t p = param_index(m, &t);

		t.at = at->at;
		if (m->function_like && is_punct(&t, '#') && i + 1 < m->size &&
		    (p = param_index(m, &m->body[i + 1])) != SIZE_MAX) {
			t = stringify(pp, &argument[p], &t);
			list_add(out, &t);
			i++;
		} else if (is_punct(&t, P_PASTE) && i + 1 < m->size) {
			struct token right = m->body[i + 1];
			struct token *parts = &right;
			size_t count = 1;

			right.at = at->at;
			p = param_index(m, &right);
			if (p != SIZE_MAX) {
				parts = argument[p].raw.token;
				count = argument[p].raw.size;
			}
			i++;
			/* GNU's `, ## __VA_ARGS__`: the comma goes with empty arguments. */
			if (p != SIZE_MAX && m->variadic && p == m->params - 1 && out->size > 0 &&
			    is_punct(&out->token[out->size - 1], ',')) {
				if (count == 0)
					out->size--;
				else
					add_all(out, parts, count, &right);
			} else if (count > 0 && out->size > 0) {
				out->token[out->size - 1] = paste(pp, &out->token[out->size - 1], parts);
				add_all(out, parts + 1, count - 1, parts);
			} else {
				add_all(out, parts, count, &right);
			}
		} else if (p != SIZE_MAX && before_paste) {
			if (argument[p].raw.size == 0 && i + 2 < m->size) {
				/* empty left side: the right side stands alone */
				struct token right = m->body[i + 2];
				size_t q = param_index(m, &right);

				right.at = at->at;
				if (q == SIZE_MAX)
					list_add(out, &right);
				else
					add_all(out, argument[q].raw.token, argument[q].raw.size, &right);
				i += 2;
			} else {
				add_all(out, argument[p].raw.token, argument[p].raw.size, &t);
			}
		} else if (p != SIZE_MAX) {
			expand_argument(pp, &argument[p]);
			add_all(out, argument[p].full, argument[p].full_size, &t);
		} else {
			list_add(out, &t);
		}
	}
}

/* Replace a macro's name `t` by its expansion. False if it stays as it is. */
static bool expand(struct pp *pp, struct token *t)
{
	struct macro *m = t->name->macro;
	struct argument *argument = NULL;
	struct list out = { 0 };
	size_t count = 0;
	struct token next, *kept;
	bool good = true;

	if (m->special) {
		expand_special(pp, m, t, &next);
		unread(pp, &next);
		return true;
	}
	if (m->function_like) {
		next_raw(pp, &next);
		if (!is_punct(&next, '(')) {
			if (next.kind != TOKEN_END || pp->buffers == 0)
				unread(pp, &next);
			return false;
		}
		good = read_arguments(pp, m, t, &argument, &count);
	}
	if (good)
		substitute(pp, m, argument, t, &out);
	for (size_t i = 0; argument != NULL && i < m->params + 2; i++)
		free(argument[i].raw.token);
	free(argument);
	kept = arena_alloc(pp->arena, (out.size + 1) * sizeof *kept);
	if (out.size != 0) {
		memcpy(kept, out.token, out.size * sizeof *kept);
		kept[0].space_before = t->space_before;
	}
	pp->space_pending = out.size == 0 && (t->space_before || pp->space_pending);
	free(out.token);
	if (pp->buffers > 4096)
		diag_syntax(pp->diag, t->at, "macro expansion is nested too deeply");
	push_buffer(pp, kept, out.size, m, false);
	return true;
}

static void pp_next_expanded(struct pp *pp, struct token *t)
{
	for (;;) {
		next_raw(pp, t);
		t->space_before |= pp->space_pending;   /* of a macro that expanded to nothing */
		pp->space_pending = false;
		if (t->kind != TOKEN_NAME || t->name->macro == NULL || t->painted)
			return;
		if (t->name->macro->asleep) {
			t->painted = true;
			return;
		}
		if (!expand(pp, t))
			return;
	}
}

void pp_next(struct pp *pp, struct token *t)
{
	pp_next_expanded(pp, t);
}

/* ---- directives ---- */

/* The rest of the directive's line. */
static void read_line(struct lexer *lx, struct list *out)
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

static bool same_body(const struct macro *a, const struct token *body, size_t size)
{
	if (a->size != size)
		return false;
	for (size_t i = 0; i < size; i++)
		if (a->body[i].size_bytes != body[i].size_bytes ||
		    memcmp(a->body[i].text, body[i].text, body[i].size_bytes) != 0)
			return false;
	return true;
}

/* Parameters of a function-like macro; returns the index of the first token of the body, 0 if they are wrong. */
static size_t read_params(struct pp *pp, struct macro *m, const struct list *line)
{
	size_t i = 2, room = 0;

	m->function_like = true;
	if (i < line->size && is_punct(&line->token[i], ')'))
		return i + 1;
	for (; i < line->size; i += 2) {
		struct name *name = line->token[i].name;

		if (is_punct(&line->token[i], P_ELLIPSIS)) {
			m->variadic = true;
			name = pp->va_args;
		} else if (line->token[i].kind != TOKEN_NAME) {
			break;
		} else if (i + 1 < line->size && is_punct(&line->token[i + 1], P_ELLIPSIS)) {
			m->variadic = true;     /* GNU's `args...`: a name of its own for the rest */
			i++;
		}
		if (m->params + 1 > room) {
			struct name **bigger = arena_alloc(pp->arena, (room + 16) * sizeof *bigger);

			if (m->params != 0)
				memcpy(bigger, m->param, m->params * sizeof *bigger);
			m->param = bigger;
			room += 16;
		}
		m->param[m->params++] = name;
		if (i + 1 < line->size && is_punct(&line->token[i + 1], ')'))
			return i + 2;
		if (m->variadic || i + 1 >= line->size || !is_punct(&line->token[i + 1], ','))
			break;
	}
	diag_error(pp->diag, line->token[1].at, "expected a parameter list that ends in ')' in macro '%s'",
	           m->name->text);
	return 0;
}

static void define(struct pp *pp, const struct list *line, struct place_in_source at)
{
	struct macro *m;
	size_t first = 1;

	if (line->size == 0 || line->token[0].kind != TOKEN_NAME) {
		diag_error(pp->diag, at, "macro name missing");
		return;
	}
	if (line->token[0].name == pp->defined) {
		diag_error(pp->diag, line->token[0].at, "'defined' cannot be used as a macro name");
		return;
	}
	m = arena_alloc(pp->arena, sizeof *m);
	m->name = line->token[0].name;
	if (line->size > 1 && is_punct(&line->token[1], '(') && !line->token[1].space_before) {
		first = read_params(pp, m, line);
		if (first == 0)
			return;
	}
	m->size = line->size - first;
	m->body = arena_alloc(pp->arena, (m->size + 1) * sizeof *m->body);
	if (m->size != 0)
		memcpy(m->body, line->token + first, m->size * sizeof *m->body);
	if (m->name->macro != NULL && !same_body(m->name->macro, m->body, m->size))
		diag_warning(pp->diag, line->token[0].at, "'%s' macro redefined", m->name->text);
	m->name->macro = m;
}

void pp_define(struct pp *pp, const char *name, const char *text)
{
	struct source *s = arena_alloc(pp->arena, sizeof *s);
	struct lexer lx;
	struct list line = { 0 };
	size_t size = strlen(name) + strlen(text) + 2;
	char *joined = arena_alloc(pp->arena, size);

	snprintf(joined, size, "%s %s", name, text);
	s->name = "<predefined>";
	s->text = joined;
	s->size_bytes = strlen(joined);
	s->system = true;
	lex_start(&lx, pp->diag, pp->names, s);
	lx.first_on_line = false;
	read_line(&lx, &line);
	define(pp, &line, (struct place_in_source){ s, 1, 1 });
	free(line.token);
}

/* -- #if expressions: recursive descent over the expanded line -- */

struct cond { struct pp *pp; struct token *token; size_t size, next; struct place_in_source at; bool bad; unsigned depth; };
struct value { int64_t v; bool is_unsigned; };

static bool cond_take(struct cond *c, unsigned punct)
{
	if (c->next < c->size && is_punct(&c->token[c->next], punct)) {
		c->next++;
		return true;
	}
	return false;
}

static void cond_bad(struct cond *c, const char *why)
{
	if (!c->bad)
		diag_error(c->pp->diag, c->next < c->size ? c->token[c->next].at : c->at, "%s", why);
	c->bad = true;
	c->next = c->size;
}

static struct value cond_binary(struct cond *c, int level);

static struct value cond_ternary(struct cond *c)
{
	struct value a = cond_binary(c, 0), b, d;

	if (!cond_take(c, '?'))
		return a;
	b = cond_ternary(c);
	if (!cond_take(c, ':')) {
		cond_bad(c, "expected ':' in preprocessor expression");
		return a;
	}
	d = cond_ternary(c);
	return a.v ? b : d;
}

/* The value of one escape; *p is behind the backslash and goes behind the escape. */
static int64_t escape_value(const char **p, const char *end)
{
	static const char plain[] = "ntrabfve", value[] = "\n\t\r\a\b\f\v\033";
	const char *known;
	int64_t v = 0;

	if (**p == 'x') {
		for ((*p)++; *p < end && strchr("0123456789abcdefABCDEF", **p) != NULL; (*p)++)
			v = (int64_t)((uint64_t)v << 4) | (**p <= '9' ? **p - '0' : (**p | 32) - 'a' + 10);
		return (int8_t)v;
	}
	if (**p >= '0' && **p <= '7') {
		for (int n = 0; n < 3 && *p < end && **p >= '0' && **p <= '7'; n++, (*p)++)
			v = v << 3 | (**p - '0');
		return (int8_t)v;
	}
	known = strchr(plain, **p);
	v = known != NULL && *known != '\0' ? value[known - plain] : **p;
	(*p)++;
	return v;
}

static int64_t char_value(const struct token *t)
{
	const char *p = t->text, *end = p + t->size_bytes - 1;
	int64_t v = 0;

	for (p += 1 + (*p == 'L'); p < end;) {
		int64_t one = *p == '\\' ? (p++, escape_value(&p, end)) : *p++;

		v = v == 0 ? one : (int32_t)((uint64_t)v << 8 | (one & 0xff));
	}
	return v;
}

static struct value cond_unary(struct cond *c)
{
	struct value v = { 0, false };
	const struct token *t;

	if (c->next >= c->size || ++c->depth > PP_MOST_DEPTH) {
		cond_bad(c, "expected value in preprocessor expression");
		return v;
	}
	t = &c->token[c->next];
	if (cond_take(c, '!')) {
		v.v = !cond_unary(c).v;
	} else if (cond_take(c, '-')) {
		v = cond_unary(c);
		v.v = (int64_t)-(uint64_t)v.v;
	} else if (cond_take(c, '+')) {
		v = cond_unary(c);
	} else if (cond_take(c, '~')) {
		v = cond_unary(c);
		v.v = ~v.v;
	} else if (cond_take(c, '(')) {
		v = cond_ternary(c);
		if (!cond_take(c, ')'))
			cond_bad(c, "expected ')' in preprocessor expression");
	} else if (t->kind == TOKEN_NUMBER) {
		char text[64], *end;

		c->next++;
		snprintf(text, sizeof text, "%.*s", (int)t->size_bytes, t->text);
		v.v = (int64_t)strtoull(text, &end, 0);
		v.is_unsigned = strpbrk(end, "uU") != NULL || v.v < 0;
		if (end[strspn(end, "uUlLi64")] != '\0')
			cond_bad(c, "not an integer in preprocessor expression");
	} else if (t->kind == TOKEN_CHAR) {
		c->next++;
		v.v = char_value(t);
	} else if (t->kind == TOKEN_NAME) {
		c->next++;
	} else {
		cond_bad(c, "expected value in preprocessor expression");
	}
	c->depth--;
	return v;
}

static int cond_level(const struct token *t)
{
	if (t->kind != TOKEN_PUNCT)
		return -1;
	switch (t->punct) {
	case P_OR: return 0;
	case P_AND: return 1;
	case '|': return 2;
	case '^': return 3;
	case '&': return 4;
	case P_EQ: case P_NE: return 5;
	case '<': case '>': case P_LE: case P_GE: return 6;
	case P_SHL: case P_SHR: return 7;
	case '+': case '-': return 8;
	case '*': case '/': case '%': return 9;
	}
	return -1;
}

static struct value cond_apply(unsigned op, struct value a, struct value b)
{
	bool u = a.is_unsigned || b.is_unsigned;
	uint64_t x = (uint64_t)a.v, y = (uint64_t)b.v;
	struct value r = { 0, u };

	switch (op) {
	case P_OR: return (struct value){ a.v || b.v, false };
	case P_AND: return (struct value){ a.v && b.v, false };
	case '|': r.v = a.v | b.v; break;
	case '^': r.v = a.v ^ b.v; break;
	case '&': r.v = a.v & b.v; break;
	case P_EQ: return (struct value){ a.v == b.v, false };
	case P_NE: return (struct value){ a.v != b.v, false };
	case '<': return (struct value){ u ? x < y : a.v < b.v, false };
	case '>': return (struct value){ u ? x > y : a.v > b.v, false };
	case P_LE: return (struct value){ u ? x <= y : a.v <= b.v, false };
	case P_GE: return (struct value){ u ? x >= y : a.v >= b.v, false };
	case P_SHL: r.v = (int64_t)(x << (y & 63)); r.is_unsigned = a.is_unsigned; break;
	case P_SHR: r.v = a.is_unsigned ? (int64_t)(x >> (y & 63)) : a.v >> (y & 63); r.is_unsigned = a.is_unsigned; break;
	case '+': r.v = (int64_t)(x + y); break;
	case '-': r.v = (int64_t)(x - y); break;
	case '*': r.v = (int64_t)(x * y); break;
	default:
		if (y == 0 || (!u && a.v == INT64_MIN && b.v == -1))
			return r;       /* a division by zero is only wrong if it counts; it then is 0 */
		if (op == '/')
			r.v = u ? (int64_t)(x / y) : a.v / b.v;
		else
			r.v = u ? (int64_t)(x % y) : a.v % b.v;
	}
	return r;
}

static struct value cond_binary(struct cond *c, int level)
{
	struct value a = cond_unary(c);

	while (c->next < c->size) {
		unsigned op = c->token[c->next].punct;
		int mine = cond_level(&c->token[c->next]);
		struct value b;

		if (mine < level)
			break;
		c->next++;
		if (++c->depth > PP_MOST_DEPTH) {
			cond_bad(c, "preprocessor expression is nested too deeply");
			break;
		}
		b = cond_binary(c, mine + 1);
		c->depth--;
		a = cond_apply(op, a, b);
	}
	return a;
}

/* `defined X` becomes 0 or 1 before anything expands. */
static void resolve_defined(struct pp *pp, struct list *line)
{
	size_t out = 0;

	for (size_t i = 0; i < line->size; i++) {
		struct token t = line->token[i];

		if (t.kind == TOKEN_NAME && t.name == pp->defined) {
			bool paren = i + 1 < line->size && is_punct(&line->token[i + 1], '(');
			size_t at = i + 1 + paren;

			if (at < line->size && line->token[at].kind == TOKEN_NAME) {
				t = make_text(pp, TOKEN_NUMBER, line->token[at].name->macro ? "1" : "0", &t);
				i = at + (paren && at + 1 < line->size && is_punct(&line->token[at + 1], ')'));
			}
		}
		line->token[out++] = t;
	}
	line->size = out;
}

static bool evaluate_condition(struct pp *pp, struct list *line, struct place_in_source at)
{
	struct argument a = { 0 };
	struct cond c = { .pp = pp, .at = at };
	struct value v;

	resolve_defined(pp, line);
	a.raw = *line;
	expand_argument(pp, &a);
	c.token = a.full;
	c.size = a.full_size;
	if (c.size == 0) {
		diag_error(pp->diag, at, "expected value in expression");
		return false;
	}
	v = cond_ternary(&c);
	if (!c.bad && c.next < c.size)
		cond_bad(&c, "token is not valid in a preprocessor expression");
	return !c.bad && v.v != 0;
}

static void push_condition(struct pp *pp, bool outer_live, bool taken, struct place_in_source at)
{
	grow_array(&pp->condition, &pp->condition_room, pp->conditions + 1, sizeof *pp->condition);
	pp->condition[pp->conditions++] = (struct condition){ outer_live && taken, !outer_live || taken, false, at };
}

/* The conditionals. True if `name` was one of them. */
static bool conditional(struct pp *pp, struct lexer *lx, const struct token *name, struct list *line)
{
	struct file *f = &pp->file[pp->files - 1];
	bool live = pp->conditions == 0 || pp->condition[pp->conditions - 1].live;
	struct condition *c;

	if (is_name(name, "if") || is_name(name, "ifdef") || is_name(name, "ifndef")) {
		bool value = false;

		read_line(lx, line);
		if (live && is_name(name, "if"))
			value = evaluate_condition(pp, line, name->at);
		else if (live && (line->size == 0 || line->token[0].kind != TOKEN_NAME))
			diag_error(pp->diag, name->at, "macro name missing");
		else if (live)
			value = (line->token[0].name->macro != NULL) == is_name(name, "ifdef");
		push_condition(pp, live, value, name->at);
		return true;
	}
	if (!is_name(name, "elif") && !is_name(name, "else") && !is_name(name, "endif"))
		return false;
	read_line(lx, line);
	if (pp->conditions <= f->conditions) {
		diag_error(pp->diag, name->at, "#%s without #if", name->name->text);
		return true;
	}
	c = &pp->condition[pp->conditions - 1];
	if (is_name(name, "endif")) {
		pp->conditions--;
	} else if (c->was_else) {
		diag_error(pp->diag, name->at, "#%s after #else", name->name->text);
	} else if (is_name(name, "else")) {
		c->live = !c->taken;
		c->taken = c->was_else = true;
	} else if (c->taken) {
		c->live = false;
	} else {
		bool value = evaluate_condition(pp, line, name->at);

		c = &pp->condition[pp->conditions - 1];
		c->live = c->taken = value;
	}
	return true;
}

/* A header beside the lab: a plain relative name, a regular file, of bounded size. */
static const struct source *read_local(struct pp *pp, const char *name)
{
	size_t size = strlen(pp->folder) + strlen(name) + 1;
	char *path = arena_alloc(pp->arena, size), *text;
	struct source *s;
	struct stat st;
	FILE *in;

	if (name[0] == '/' || strstr(name, "..") != NULL || strchr(name, '\\') != NULL)
		return NULL;
	snprintf(path, size, "%s%s", pp->folder, name);
	if (stat(path, &st) != 0 || !S_ISREG(st.st_mode) || st.st_size > MOST_INCLUDE_BYTES)
		return NULL;
	in = fopen(path, "rb");
	if (in == NULL)
		return NULL;
	text = arena_alloc(pp->arena, (size_t)st.st_size + 1);
	s = arena_alloc(pp->arena, sizeof *s);
	s->size_bytes = fread(text, 1, (size_t)st.st_size, in);
	fclose(in);
	s->name = arena_copy(pp->arena, name, strlen(name));
	s->text = text;
	return s;
}

static void include(struct pp *pp, struct lexer *lx, const struct token *name)
{
	const struct source *s = NULL;
	struct token t;
	struct list rest = { 0 };
	char *header;

	lex_header_name(lx, &t);
	read_line(lx, &rest);
	free(rest.token);
	if ((t.kind != TOKEN_STRING && t.kind != TOKEN_OTHER) || t.size_bytes < 3) {
		diag_error(pp->diag, name->at, "expected \"FILENAME\" or <FILENAME>");
		return;
	}
	header = arena_copy(pp->arena, t.text + 1, t.size_bytes - 2);
	if (t.kind == TOKEN_STRING)
		s = read_local(pp, header);
	if (s == NULL)
		s = header_find(header, strlen(header));
	if (s == NULL) {
		diag_error(pp->diag, t.at, "'%s' file not found: it is neither beside the lab nor one of the "
		           "headers that the simulator has", header);
		return;
	}
	if (pp->files == MOST_FILES) {
		diag_error(pp->diag, t.at, "#include nested too deeply");
		return;
	}
	pp_push_source(pp, s);
}

static void join_line(const struct list *line, char *out, size_t room)
{
	size_t n = 0;

	out[0] = '\0';
	for (size_t i = 0; i < line->size && n + 1 < room; i++)
		n += (size_t)snprintf(out + n, room - n, "%s%.*s", i && line->token[i].space_before ? " " : "",
		                      (int)line->token[i].size_bytes, line->token[i].text);
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
	if (conditional(pp, lx, &name, &line)) {
		free(line.token);
		return;
	}
	if (pp->conditions > 0 && !pp->condition[pp->conditions - 1].live) {
		read_line(lx, &line);
		free(line.token);
		return;
	}
	if (is_name(&name, "include")) {
		include(pp, lx, &name);
		return;
	}
	read_line(lx, &line);
	join_line(&line, text, sizeof text);
	if (is_name(&name, "define")) {
		define(pp, &line, name.at);
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
		if (strncmp(text, "pack", 4) == 0)
			diag_error(pp->diag, name.at, "#pragma pack is not supported: structures have their natural layout");
	} else if (is_name(&name, "line")) {
		diag_error(pp->diag, name.at, "#line is not supported: a lab's lines are its own");
	} else {
		diag_error(pp->diag, name.at, "invalid preprocessing directive");
	}
	free(line.token);
}
