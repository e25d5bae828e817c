/*
 * pragma.c - #pragma, its spellings inside a line, and #line.
 *
 *   once                              a file is read once
 *   push_macro("M"), pop_macro("M")   a macro's definition is put aside and comes back
 *   pack(...)                         how closely the members of structures lie from now on (tag.c asks)
 *
 * All others are left alone, as a compiler leaves those that it does not know.
 */
#include "sim/lang/pp_parts.h"

#include <stdlib.h>

/* ---- macros put aside ---- */

/* The macro named in ("NAME"), or NULL after a message. */
static struct name *named_macro(struct pp *pp, const struct list *line)
{
	const struct token *t = line->size == 4 ? &line->token[2] : NULL;

	if (t && is_punct(&line->token[1], '(') && t->kind == TOKEN_STRING && t->size_bytes > 2 && *t->text == '"' &&
	    is_punct(&line->token[3], ')'))
		return name_intern(pp->names, t->text + 1, t->size_bytes - 2);
	diag_warning(pp->diag, line->token[0].at, "expected (\"NAME\") after '%s'; the pragma is ignored", line->token[0].name->text);
	return NULL;
}

static void push_macro(struct pp *pp, struct name *name)
{
	struct aside *a = arena_alloc(pp->arena, sizeof *a);

	*a = (struct aside){ name->macro, name->aside };
	name->aside = a;
}

static void pop_macro(struct pp *pp, struct name *name, struct place_in_source at)
{
	if (!name->aside) {
		diag_warning(pp->diag, at, "pragma pop_macro could not pop '%s', no matching push_macro", name->text);
		return;
	}
	name->macro = name->aside->macro;
	name->aside = name->aside->next;
}

/* ---- packing ---- */

static bool is_pack_value(unsigned long n)
{
	return n == 1 || n == 2 || n == 4 || n == 8 || n == 16;
}

static void push_pack(struct pp *pp, struct name *name)
{
	struct packing *p = arena_alloc(pp->arena, sizeof *p);

	*p = (struct packing){ name, pp->pack, pp->packing };
	pp->packing = p;
}

/* Back to what was pushed last, or last under that name. */
static void pop_pack(struct pp *pp, const struct name *name, struct place_in_source at)
{
	struct packing *p = pp->packing;

	while (name && p && p->name != name)
		p = p->next;
	if (!p) {
		diag_warning(pp->diag, at, "#pragma pack(pop, ...) failed: %s", pp->packing ? "no such name was pushed" : "stack empty");
		return;
	}
	pp->pack = p->pack;
	pp->packing = p->next;
}

/* pack(push|pop, NAME, N), each part of which may be missing; pack() is the natural layout again. */
static void pack(struct pp *pp, const struct list *line)
{
	struct place_in_source at = line->token[0].at;
	size_t i = 2, end = line->size - 1;
	struct name *name = NULL;
	unsigned value = 0;
	enum { SET, PUSH, POP } what = SET;

	if (line->size < 3 || !is_punct(&line->token[1], '(') || !is_punct(&line->token[end], ')')) {
		diag_warning(pp->diag, at, "expected ( ... ) after '#pragma pack'; it is ignored");
		return;
	}
	if (i < end && is_name(&line->token[i], "show"))
		return;
	if (i < end && (is_name(&line->token[i], "push") || is_name(&line->token[i], "pop"))) {
		what = is_name(&line->token[i], "push") ? PUSH : POP;
		i++;
	}
	for (; i < end; i++) {
		const struct token *t = &line->token[i];
		char text[32];

		if (is_punct(t, ','))
			continue;
		snprintf(text, sizeof text, "%.*s", (int)t->size_bytes, t->text);
		if (t->kind == TOKEN_NUMBER && is_pack_value(strtoul(text, NULL, 0))) {
			value = (unsigned)strtoul(text, NULL, 0);
		} else if (t->kind == TOKEN_NAME && what != SET) {
			name = t->name;
		} else {
			diag_warning(pp->diag, t->at, "expected #pragma pack parameter to be '1', '2', '4', '8', or '16'; it is ignored");
			return;
		}
	}
	if (what == PUSH)
		push_pack(pp, name);
	else if (what == POP)
		pop_pack(pp, name, at);
	if (what == SET || value != 0)
		pp->pack = value;
}

unsigned pp_pack(const struct pp *pp)
{
	return pp->pack;
}

/* ---- the directive and its spellings ---- */

static void read_once(struct pp *pp)
{
	struct once *o = arena_alloc(pp->arena, sizeof *o);

	*o = (struct once){ pp->file[pp->files - 1].lexer.source->name, pp->once };
	pp->once = o;
}

bool pragma_is_read(const struct pp *pp, const char *name)
{
	for (const struct once *o = pp->once; o; o = o->next)
		if (strcmp(o->name, name) == 0)
			return true;
	return false;
}

/* Their arguments are expanded, as the real side's compiler does. */
static void expand_arguments(struct pp *pp, struct list *line)
{
	struct argument a = { .raw = { line->token + 1, line->size - 1, 0 } };

	macro_expand_argument(pp, &a);
	line->size = 1;
	for (size_t i = 0; i < a.full.size; i++)
		list_add(line, &a.full.token[i]);
	expansion_drop(pp, &a.full);
}

void pragma_line(struct pp *pp, struct list *line)
{
	const struct token *first = line->token;
	struct name *name;

	if (line->size == 0)
		return;
	if (is_name(first, "once")) {
		read_once(pp);
	} else if (is_name(first, "push_macro")) {
		if ((name = named_macro(pp, line)))
			push_macro(pp, name);
	} else if (is_name(first, "pop_macro")) {
		if ((name = named_macro(pp, line)))
			pop_macro(pp, name, first->at);
	} else if (is_name(first, "pack")) {
		expand_arguments(pp, line);
		pack(pp, line);
	}
}

/* What stands between the parentheses behind _Pragma or __pragma. False: there are none. */
static bool read_parenthesised(struct pp *pp, struct list *out)
{
	struct token t;
	unsigned level = 1;

	pp_next_raw(pp, &t);
	if (!is_punct(&t, '('))
		return false;
	for (;;) {
		pp_next_raw(pp, &t);
		if (t.kind == TOKEN_END)
			return false;
		level += is_punct(&t, '(');
		level -= is_punct(&t, ')');
		if (level == 0)
			return true;
		list_add(out, &t);
	}
}

/* The text of a literal as the tokens of a line. */
static void read_literal(struct pp *pp, const struct token *literal, struct list *out)
{
	struct source *s = arena_alloc(pp->arena, sizeof *s);
	char *text = arena_alloc(pp->arena, literal->size_bytes + 1), *to = text;
	const char *p = memchr(literal->text, '"', literal->size_bytes), *end = literal->text + literal->size_bytes - 1;
	struct lexer lx;

	for (p++; p < end; *to++ = *p++)
		if (*p == '\\' && p + 1 < end && (p[1] == '"' || p[1] == '\\'))
			p++;
	*s = (struct source){ literal->at.source ? literal->at.source->name : "", text, (size_t)(to - text), false, false };
	lex_start(&lx, pp->diag, pp->names, s);
	lx.first_on_line = false;
	out->size = 0;
	pp_read_line(&lx, out);
	for (size_t i = 0; i < out->size; i++)
		out->token[i].at = literal->at;
}

bool pragma_in_line(struct pp *pp, const struct token *t)
{
	struct list line = { 0 };
	bool good;

	if (t->kind != TOKEN_NAME || (t->name != pp->pragma && t->name != pp->microsoft_pragma))
		return false;
	good = read_parenthesised(pp, &line);
	if (good && t->name == pp->pragma) {
		good = line.size == 1 && line.token[0].kind == TOKEN_STRING;
		if (good) {
			struct token literal = line.token[0];

			read_literal(pp, &literal, &line);
		}
	}
	if (good)
		pragma_line(pp, &line);
	else
		diag_error(pp->diag, t->at, t->name == pp->pragma ? "_Pragma takes a parenthesized string literal" :
		           "expected ( ... ) after '__pragma'");
	free(line.token);
	return true;
}

/* ---- #line ---- */

/* The name in a literal, its backslashes taken as in any literal. */
static const char *file_name(struct pp *pp, const struct token *literal)
{
	char *text = arena_copy(pp->arena, literal->text + 1, literal->size_bytes - 2), *to = text;

	for (const char *p = text; *p != '\0'; *to++ = *p++)
		if (*p == '\\' && p[1] != '\0')
			p++;
	*to = '\0';
	return text;
}

/* `said` is what stands behind #line, expanded. */
static void renumber(struct pp *pp, const struct lexer *lx, const struct list *said, struct place_in_source at)
{
	struct renumbered *r = arena_alloc(pp->arena, sizeof *r);
	char text[32], *end;
	unsigned long n;

	snprintf(text, sizeof text, "%.*s", said->size ? (int)said->token[0].size_bytes : 0, said->size ? said->token[0].text : "");
	n = strtoul(text, &end, 10);
	if (said->size == 0 || said->token[0].kind != TOKEN_NUMBER || *end != '\0' || n > INT32_MAX) {
		diag_error(pp->diag, at, "#line directive requires a positive integer argument");
		return;
	}
	if (said->size > 1 && (said->size > 2 || said->token[1].kind != TOKEN_STRING || *said->token[1].text != '"')) {
		diag_error(pp->diag, at, "invalid filename for #line directive");
		return;
	}
	*r = (struct renumbered){ lx->source, at.line + 1, (uint32_t)n, NULL, pp->renumbered };
	for (const struct renumbered *o = pp->renumbered; o; o = o->next)
		if (o->source == lx->source) {
			r->file = o->file;      /* which has that of the one before, if it gave none itself */
			break;
		}
	if (said->size > 1)
		r->file = file_name(pp, &said->token[1]);
	pp->renumbered = r;
}

void line_directive(struct pp *pp, struct lexer *lx, struct list *line, struct place_in_source at)
{
	struct argument a = { .raw = *line };

	macro_expand_argument(pp, &a);
	renumber(pp, lx, &a.full, at);
	expansion_drop(pp, &a.full);
}

void marker_directive(struct pp *pp, struct lexer *lx, const struct list *line, const struct token *number)
{
	struct list as_line = { 0 };

	list_add(&as_line, number);
	if (line->size > 0)
		list_add(&as_line, &line->token[0]);
	line_directive(pp, lx, &as_line, number->at);
	free(as_line.token);
}

static const struct renumbered *renumbered_at(const struct pp *pp, struct place_in_source at)
{
	const struct renumbered *r = pp->renumbered;

	while (r && (r->source != at.source || r->from > at.line))
		r = r->next;
	return r;
}

uint32_t pp_line(const struct pp *pp, struct place_in_source at)
{
	const struct renumbered *r = renumbered_at(pp, at);

	return r ? at.line - r->from + r->line : at.line;
}

const char *pp_file(const struct pp *pp, struct place_in_source at)
{
	const struct renumbered *r = renumbered_at(pp, at);

	return r && r->file ? r->file : at.source ? at.source->name : "";
}
