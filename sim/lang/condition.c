/*
 * condition.c - #if and its kin: which text of a file counts.
 *
 * A stack of conditions, one an #if that is open. The expression is read by
 * recursive descent over its line, after `defined` is resolved and macros expanded.
 */
#include "sim/lang/pp_parts.h"

#include <stdlib.h>

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
		for ((*p)++; *p < end && strchr("0123456789abcdefABCDEF", **p); (*p)++)
			v = (int64_t)((uint64_t)v << 4) | (**p <= '9' ? **p - '0' : (**p | 32) - 'a' + 10);
		return (int8_t)v;
	}
	if (**p >= '0' && **p <= '7') {
		for (int n = 0; n < 3 && *p < end && **p >= '0' && **p <= '7'; n++, (*p)++)
			v = v << 3 | (**p - '0');
		return (int8_t)v;
	}
	known = strchr(plain, **p);
	v = known && *known != '\0' ? value[known - plain] : **p;
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

	if (c->next >= c->size || ++c->depth > PP_DEPTH_MAX) {
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
		v.is_unsigned = strpbrk(end, "uU") || v.v < 0;
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
		if (++c->depth > PP_DEPTH_MAX) {
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
				t = macro_make_text(pp, TOKEN_NUMBER, line->token[at].name->macro ? "1" : "0", &t);
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
	macro_expand_argument(pp, &a);
	c.token = a.full.token;
	c.size = a.full.size;
	if (c.size == 0) {
		diag_error(pp->diag, at, "expected value in expression");
		return false;
	}
	v = cond_ternary(&c);
	if (!c.bad && c.next < c.size)
		cond_bad(&c, "token is not valid in a preprocessor expression");
	expansion_drop(pp, &a.full);
	return !c.bad && v.v != 0;
}

static void push_condition(struct pp *pp, bool outer_live, bool taken, struct place_in_source at)
{
	grow_array(&pp->condition, &pp->condition_room, pp->conditions + 1, sizeof *pp->condition);
	pp->condition[pp->conditions++] = (struct condition){ outer_live && taken, !outer_live || taken, false, at };
}

bool condition_directive(struct pp *pp, struct lexer *lx, const struct token *name, struct list *line)
{
	struct file *f = &pp->file[pp->files - 1];
	bool live = pp->conditions == 0 || pp->condition[pp->conditions - 1].live;
	struct condition *c;

	if (is_name(name, "if") || is_name(name, "ifdef") || is_name(name, "ifndef")) {
		bool value = false;

		pp_read_line(lx, line);
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
	pp_read_line(lx, line);
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
