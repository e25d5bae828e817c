/*
 * macro.c - macros: definition, and expansion as the C standard has it.
 *
 * Arguments are read raw; where a parameter stands beside # or ## they stay raw,
 * elsewhere they are expanded by themselves first. The result is laid over what
 * is being read and read again, with its own macro asleep.
 */
#include "sim/lang/pp_parts.h"

#include <stdlib.h>

struct macro *macro_new(struct pp *pp, const char *name, enum special special)
{
	struct macro *m = arena_alloc(pp->arena, sizeof *m);

	m->name = name_intern(pp->names, name, strlen(name));
	m->special = special;
	m->name->macro = m;
	return m;
}

struct token macro_make_text(struct pp *pp, enum token_kind kind, const char *text, const struct token *like)
{
	struct token t = *like;

	t.kind = (uint8_t)kind;
	t.size_bytes = (uint32_t)strlen(text);
	t.text = memcpy(expansion_text(pp, like->at, t.size_bytes + 1), text, t.size_bytes);
	t.first_on_line = false;
	return t;
}

static void expand_special(struct pp *pp, const struct macro *m, const struct token *at, struct token *out)
{
	char text[32];

	if (m->special == SPECIAL_FILE) {
		const char *name = pp_file(pp, at->at);
		size_t n = strlen(name);
		char *quoted = arena_alloc(pp->arena, 2 * n + 3), *q = quoted;

		*q++ = '"';
		for (size_t i = 0; i < n; i++) {
			if (strchr("\"\\", name[i]))
				*q++ = '\\';
			*q++ = name[i];
		}
		*q = '"';
		*out = macro_make_text(pp, TOKEN_STRING, quoted, at);
		return;
	}
	snprintf(text, sizeof text, "%u", m->special == SPECIAL_LINE ? pp_line(pp, at->at) : pp->counter++);
	*out = macro_make_text(pp, TOKEN_NUMBER, text, at);
}

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
		pp_next_raw(pp, &t);
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
			expansion_hold(pp, now, &t, 1);
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

void macro_expand_argument(struct pp *pp, struct argument *a)
{
	struct token t;

	if (a->expanded)
		return;
	a->expanded = true;
	if (++pp->depth > PP_DEPTH_MAX)
		diag_syntax(pp->diag, a->raw.size ? a->raw.token[0].at : (struct place_in_source){ 0 },
		            "macro arguments are nested more than %d deep", PP_DEPTH_MAX);
	pp_push_buffer(pp, a->raw.token, a->raw.size, NULL, true);
	for (;;) {
		macro_next(pp, &t);
		if (t.kind == TOKEN_END)
			break;
		expansion_hold(pp, &a->full, &t, 1);
	}
	pp_pop_buffer(pp);
	pp->depth--;
}

static struct token stringify(struct pp *pp, const struct argument *a, const struct token *at)
{
	size_t room = 3;
	char *text, *p;

	for (size_t i = 0; i < a->raw.size; i++)
		room += 2 * a->raw.token[i].size_bytes + 1;
	p = text = expansion_text(pp, at->at, room);
	*p++ = '"';
	for (size_t i = 0; i < a->raw.size; i++) {
		const struct token *t = &a->raw.token[i];
		bool literal = t->kind == TOKEN_STRING || t->kind == TOKEN_CHAR;

		if (i > 0 && t->space_before)
			*p++ = ' ';
		for (size_t k = 0; k < t->size_bytes; k++) {
			if (literal && strchr("\"\\", t->text[k]))
				*p++ = '\\';
			*p++ = t->text[k];
		}
	}
	*p++ = '"';
	*p = '\0';
	return macro_make_text(pp, TOKEN_STRING, text, at);
}

/* left ## right, read again as one token. */
static struct token paste(struct pp *pp, const struct token *left, const struct token *right)
{
	struct source *s = expansion_text(pp, left->at, sizeof *s);
	char *text = expansion_text(pp, left->at, (size_t)left->size_bytes + right->size_bytes + 1);
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

static void add_all(struct pp *pp, struct list *out, const struct token *token, size_t size, const struct token *first_like)
{
	size_t first = out->size;

	expansion_hold(pp, out, token, size);
	if (size > 0)
		out->token[first].space_before = first_like->space_before;
}

/* The body with its parameters replaced, # and ## carried out. True if a space is left over for what follows. */
static bool substitute(struct pp *pp, struct macro *m, struct argument *argument, const struct token *at,
                       struct list *out)
{
	bool space = false;             /* of an argument that is empty: the next token stands behind it */
	size_t spaced = 0;              /* tokens that have theirs */

	for (size_t i = 0; i < m->size; i++) {
		struct token t = m->body[i];

		if (out->size > spaced) {
			out->token[spaced].space_before |= space;
			space = false;
		}
		spaced = out->size;
		space |= i > 0 && !is_punct(&t, P_PASTE) && !is_punct(&m->body[i - 1], P_PASTE) && t.space_before;
		bool before_paste = i + 1 < m->size && is_punct(&m->body[i + 1], P_PASTE);
		size_t p = param_index(m, &t);

		t.at = at->at;
		if (m->function_like && is_punct(&t, '#') && i + 1 < m->size &&
		    (p = param_index(m, &m->body[i + 1])) != SIZE_MAX) {
			t = stringify(pp, &argument[p], &t);
			expansion_hold(pp, out, &t, 1);
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
					add_all(pp, out, parts, count, parts);
			} else if (count > 0 && out->size > 0) {
				out->token[out->size - 1] = paste(pp, &out->token[out->size - 1], parts);
				add_all(pp, out, parts + 1, count - 1, parts);
			} else {
				add_all(pp, out, parts, count, &right);
			}
		} else if (p != SIZE_MAX && before_paste) {
			if (argument[p].raw.size == 0 && i + 2 < m->size) {
				/* empty left side: the right side stands alone */
				struct token right = m->body[i + 2];
				size_t q = param_index(m, &right);

				right.at = at->at;
				if (q == SIZE_MAX)
					expansion_hold(pp, out, &right, 1);
				else
					add_all(pp, out, argument[q].raw.token, argument[q].raw.size, &right);
				i += 2;
			} else {
				add_all(pp, out, argument[p].raw.token, argument[p].raw.size, &t);
			}
		} else if (p != SIZE_MAX) {
			macro_expand_argument(pp, &argument[p]);
			add_all(pp, out, argument[p].full.token, argument[p].full.size, &t);
		} else {
			expansion_hold(pp, out, &t, 1);
		}
	}
	if (out->size > spaced) {
		out->token[spaced].space_before |= space;
		space = false;
	}
	return space;
}

/* The token behind the parenthesis that closes the one at `open`. */
static size_t behind_group(const struct macro *m, size_t open)
{
	size_t i = open, level = 0;

	do {
		level += is_punct(&m->body[i], '(');
		level -= is_punct(&m->body[i], ')');
		i++;
	} while (i < m->size && level > 0);
	return i;
}

static bool has_options(const struct macro *m)
{
	for (size_t i = 0; m->variadic && i + 1 < m->size; i++)
		if (is_name(&m->body[i], "__VA_OPT__") && is_punct(&m->body[i + 1], '('))
			return true;
	return false;
}

/* __VA_OPT__(...) stands for what is in it if there is anything for the dots, and else for nothing: a body without it. */
static void choose_options(struct pp *pp, const struct macro *m, struct argument *argument, struct list *chosen)
{
	macro_expand_argument(pp, &argument[m->params - 1]);
	for (size_t i = 0; i < m->size;) {
		size_t end;

		if (!is_name(&m->body[i], "__VA_OPT__") || i + 1 == m->size || !is_punct(&m->body[i + 1], '(')) {
			expansion_hold(pp, chosen, &m->body[i++], 1);
			continue;
		}
		end = behind_group(m, i + 1);
		for (size_t k = i + 2; k + 1 < end && argument[m->params - 1].full.size > 0; k++) {
			expansion_hold(pp, chosen, &m->body[k], 1);
			chosen->token[chosen->size - 1].space_before |= k == i + 2 && m->body[i].space_before;
		}
		i = end;
	}
}

/* The body for these arguments, into `out`; as substitute() has it. */
static bool instantiate(struct pp *pp, struct macro *m, struct argument *argument, const struct token *at, struct list *out)
{
	struct list chosen = { 0 };
	struct macro with = *m;
	bool space;

	if (!has_options(m))
		return substitute(pp, m, argument, at, out);
	choose_options(pp, m, argument, &chosen);
	with.body = chosen.token;
	with.size = chosen.size;
	space = substitute(pp, &with, argument, at, out);
	expansion_drop(pp, &chosen);
	return space;
}

/* Replace a macro's name `t` by its expansion. False if it stays as it is. */
static bool expand(struct pp *pp, struct token *t)
{
	struct macro *m = t->name->macro;
	struct argument *argument = NULL;
	struct list out = { 0 };
	size_t count = 0;
	struct token next;
	bool good = true, space = false;

	if (m->special) {
		expand_special(pp, m, t, &next);
		pp_unread(pp, &next);
		return true;
	}
	if (m->function_like) {
		pp_next_raw(pp, &next);
		if (!is_punct(&next, '(')) {
			if (next.kind != TOKEN_END || pp->buffers == 0)
				pp_unread(pp, &next);
			return false;
		}
		good = read_arguments(pp, m, t, &argument, &count);
	}
	if (good)
		space = instantiate(pp, m, argument, t, &out);
	for (size_t i = 0; argument && i < m->params + 2; i++) {
		expansion_drop(pp, &argument[i].raw);
		expansion_drop(pp, &argument[i].full);
	}
	free(argument);
	if (out.size != 0)
		out.token[0].space_before = t->space_before;
	pp->space_pending = out.size == 0 && (t->space_before || pp->space_pending || space);
	if (pp->buffers > 4096)
		diag_syntax(pp->diag, t->at, "macro expansion is nested too deeply");
	pp_push_buffer(pp, out.token, out.size, m, false);
	pp->buffer[pp->buffers - 1].own = out;
	pp->buffer[pp->buffers - 1].space_after = space && out.size != 0;
	return true;
}

void macro_next(struct pp *pp, struct token *t)
{
	for (;;) {
		pp_next_raw(pp, t);
		t->space_before |= pp->space_pending;   /* of a macro that expanded to nothing */
		pp->space_pending = false;
		if (t->kind != TOKEN_NAME || !t->name->macro || t->painted)
			return;
		if (t->name->macro->asleep) {
			t->painted = true;
			return;
		}
		if (!expand(pp, t))
			return;
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

			if (m->params == PP_PARAMS_MAX) {
				diag_error(pp->diag, line->token[i].at, "macro '%s' has more than %d parameters", m->name->text,
				           PP_PARAMS_MAX);
				return 0;
			}
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

void macro_define(struct pp *pp, const struct list *line, struct place_in_source at)
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
	if (m->name->macro && !same_body(m->name->macro, m->body, m->size) && !(at.source && at.source->system))
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
	pp_read_line(&lx, &line);
	macro_define(pp, &line, (struct place_in_source){ s, 1, 1 });
	free(line.token);
}
