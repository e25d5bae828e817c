/* query_parse.c - see query.h. The words of a query are read. */
#include "viz/judge/query_tree.h"

#include <stdio.h>
#include <string.h>

#include "viz/base/joined.h"

enum { WORDS = 64 };

/* ---- words ---- */

struct parse {
	struct keep *k;
	const char *word[WORDS];
	bool quoted[WORDS];             /* a word that began in quotes is never a keyword */
	int words, at;
	char *why;
	size_t room;
};

static bool wrong(struct parse *p, const char *what, const char *word)
{
	if (p->room && !p->why[0])
		snprintf(p->why, p->room, "%s%s%s%s", what, word ? " '" : "", word ? word : "", word ? "'" : "");
	return false;
}

static int hex_digit(char c)
{
	const char *digits = "0123456789abcdef", *at = c ? strchr(digits, c >= 'A' && c <= 'F' ? c - 'A' + 'a' : c) : NULL;

	return at ? (int)(at - digits) : -1;
}

/* The byte that an escape in quotes stands for, and *s at its last character. */
static char escaped(const char **s)
{
	char c = *++*s;

	if (c == 'x' && hex_digit((*s)[1]) >= 0 && hex_digit((*s)[2]) >= 0) {
		*s += 2;
		return (char)(hex_digit((*s)[-1]) << 4 | hex_digit(**s));
	}
	return c == 'n' ? '\n' : c == 't' ? '\t' : c;
}

/* One word; within "" spaces are part of it, and \n \t \x1b \" \\ are understood. NULL: no end, or no memory. */
static const char *cut(struct parse *p, const char **s)
{
	struct ink i = { 0 };
	struct joined all = { .out = &i };              /* \xc3\xb6 is the character, as in a trace */
	bool quoted = false;
	const char *word = NULL;

	ink_add(&i, "", 0);
	for (; **s && (quoted || (**s != ' ' && **s != '\t')); ++*s) {
		if (**s == '"')
			quoted = !quoted;
		else
			joined_byte(&all, (unsigned char)(quoted && **s == '\\' && (*s)[1] ? escaped(s) : **s));
	}
	joined_end(&all);
	if (quoted)
		wrong(p, "a quote is not closed in", i.failed ? "" : i.text);
	else if (!(word = i.failed ? NULL : keep_copy(p->k, i.text, i.used)))
		wrong(p, "no memory", NULL);
	ink_free(&i);
	return word;
}

static bool split(struct parse *p, const char *s)
{
	for (;;) {
		s += strspn(s, " \t");
		if (!*s)
			return true;
		if (p->words == WORDS)
			return wrong(p, "more words than a query may have, from", s);
		p->quoted[p->words] = *s == '"';
		p->word[p->words] = cut(p, &s);
		if (!p->word[p->words])
			return false;
		p->words++;
	}
}

static const char *peek(const struct parse *p) { return p->at < p->words ? p->word[p->at] : NULL; }

static bool next_is(struct parse *p, const char *word)
{
	if (!peek(p) || p->quoted[p->at] || strcmp(peek(p), word))
		return false;
	p->at++;
	return true;
}

/* The operator at `s`, and how many characters it has. */
static enum relation op_at(const char *s, size_t *length)
{
	static const struct {
		const char *sign;
		enum relation op;
	} ops[] = { { "==", REL_EQ }, { "!=", REL_NE }, { "<=", REL_LE }, { ">=", REL_GE },
	            { "=", REL_EQ }, { "<", REL_LT }, { ">", REL_GT }, { "~", REL_HAS } };

	for (size_t k = 0; k < sizeof ops / sizeof ops[0]; k++) {
		*length = strlen(ops[k].sign);
		if (strncmp(s, ops[k].sign, *length) == 0)
			return ops[k].op;
	}
	return REL_NONE;
}

/* ---- selections ---- */

static bool is_cond(const struct parse *p)
{
	const char *word = peek(p);
	size_t n;

	return word && !p->quoted[p->at] && strcspn(word, "=!<>~") > 0 && op_at(word + strcspn(word, "=!<>~"), &n) != REL_NONE;
}

static bool parse_cond(struct parse *p, struct select *s)
{
	const char *word = p->word[p->at++];
	size_t name = strcspn(word, "=!<>~"), sign;
	struct condition *c = &s->cond[s->conds];

	if (s->conds == CONDS)
		return wrong(p, "more conditions than a selection may have, from", word);
	c->op = op_at(word + name, &sign);
	c->text = word + name + sign;
	word = keep_copy(p->k, word, name);
	if (!word)
		return wrong(p, "no memory", NULL);
	if (!field_find(&c->field, word))
		return wrong(p, "there is no field", word);
	s->conds++;
	return true;
}

static struct select *parse_select(struct parse *p)
{
	struct select *s = keep_alloc(p->k, 1, sizeof *s);
	const char *word = peek(p);

	if (!s || !word)
		return wrong(p, s ? "a type of event is missing at the end" : "no memory", NULL), NULL;
	s->type = item_type(word, strlen(word));
	if (s->type < 0)
		return wrong(p, "there is no type of event", word), NULL;
	p->at++;
	while (is_cond(p))
		if (!parse_cond(p, s))
			return NULL;
	return s;
}

/* One `after` and one `before`: of a second one it could not be told which item it is a bound of. */
static bool parse_bounds(struct parse *p, struct select *s)
{
	for (;;) {
		bool after = next_is(p, "after");
		const struct select **bound = after ? &s->after : &s->before;

		if (!after && !next_is(p, "before"))
			return true;
		if (*bound)
			return wrong(p, "a selection has one `after` and one `before`, and not a second", after ? "after" : "before");
		*bound = parse_select(p);
		if (!*bound)
			return false;
	}
}

/* ---- queries ---- */

static const char *const kinds[KINDS] = {
	"count", "distinct", "first", "last", "min", "max", "sum", "list", "some", "no", "each", "order"
};

bool query_has_field(enum query_kind k) { return k >= Q_DISTINCT && k <= Q_LIST; }

static bool add_select(struct parse *p, struct query *q)
{
	if (q->selects == SELECTS)
		return wrong(p, "more `then` than a query may have", NULL);
	q->select[q->selects] = parse_select(p);
	return q->select[q->selects++] != NULL;
}

/* What comes after `has`: the conditions that all have to hold. */
static bool parse_has(struct parse *p, struct query *q)
{
	struct select *s = keep_alloc(p->k, 1, sizeof *s);

	if (!s)
		return wrong(p, "no memory", NULL);
	s->type = q->select[0]->type;
	q->select[q->selects++] = s;
	q->has = true;
	if (!is_cond(p))
		return wrong(p, "a condition is missing after `has`", NULL);
	while (is_cond(p))
		if (!parse_cond(p, s))
			return false;
	return true;
}

/* The selections, and between them the field, `then` and `has`. */
static bool parse_parts(struct parse *p, struct query *q)
{
	bool field = false;

	if (!add_select(p, q))
		return false;
	for (;;) {
		const char *word;
		size_t n;

		if (!parse_bounds(p, q->select[q->selects - 1]))
			return false;
		word = peek(p);
		if (!word || (!p->quoted[p->at] && op_at(word, &n) != REL_NONE && !word[n]))
			break;
		if ((q->kind == Q_ORDER || (q->kind == Q_EACH && q->selects == 1)) && next_is(p, "then")) {
			if (!add_select(p, q))
				return false;
		} else if (q->kind == Q_EACH && q->selects == 1 && next_is(p, "has")) {
			if (!parse_has(p, q))
				return false;
		} else if (query_has_field(q->kind) && !field && field_find(&q->field, word)) {
			p->at++;
			field = true;
		} else {
			return wrong(p, query_has_field(q->kind) && !field ? "there is no field" : "what is meant by", word);
		}
	}
	if (query_has_field(q->kind) && !field)
		return wrong(p, "a field is missing after", kinds[q->kind]);
	if ((q->kind == Q_EACH || q->kind == Q_ORDER) && q->selects < 2)
		return wrong(p, "`then` is missing after", kinds[q->kind]);
	return true;
}

static struct query *parse_query(struct parse *p, bool right);

static bool parse_right(struct parse *p, struct query *q)
{
	size_t n;

	q->op = op_at(peek(p), &n);
	p->at++;
	if (!peek(p))
		return wrong(p, "nothing to compare with after the operator at the end", NULL);
	for (int k = Q_COUNT; k <= Q_LIST && !p->quoted[p->at]; k++)
		if (strcmp(peek(p), kinds[k]) == 0 && p->at + 1 < p->words)
			return (q->right = parse_query(p, true)) != NULL;
	q->text = p->word[p->at++];
	return true;
}

static struct query *parse_query(struct parse *p, bool right)
{
	struct query *q = keep_alloc(p->k, 1, sizeof *q);
	const char *word = peek(p);

	if (!q || !word)
		return wrong(p, q ? "a query is missing" : "no memory", NULL), NULL;
	for (q->kind = Q_COUNT; q->kind < KINDS && strcmp(kinds[q->kind], word); q->kind++)
		;
	if (q->kind == KINDS)
		return wrong(p, "a query begins with count, distinct, first, last, min, max, sum, list, some, no, each or order, not with", word), NULL;
	p->at++;
	if (!parse_parts(p, q))
		return NULL;
	if (peek(p) && (right || q->kind >= Q_SOME))
		return wrong(p, "nothing can be compared here:", peek(p)), NULL;
	return !peek(p) || parse_right(p, q) ? q : NULL;
}

const struct query *query_parse(struct keep *k, const char *text, char *why, size_t room)
{
	struct parse p = { .k = k, .why = why, .room = room };
	struct query *q;

	if (room)
		why[0] = '\0';
	if (!split(&p, text))
		return NULL;
	q = parse_query(&p, false);
	if (q && peek(&p))
		return wrong(&p, "what is meant by", peek(&p)), NULL;
	return q;
}

static bool select_only_sim(const struct select *s)
{
	if (!s)
		return false;
	if (s->type == ITEM_RESOLVED || s->type == ITEM_TRANSITION)
		return true;
	for (int k = 0; k < s->conds; k++)
		if (field_only_sim(&s->cond[k].field))
			return true;
	return select_only_sim(s->after) || select_only_sim(s->before);
}

bool query_only_sim(const struct query *q)
{
	for (int k = 0; k < q->selects; k++)
		if (select_only_sim(q->select[k]))
			return true;
	return (query_has_field(q->kind) && field_only_sim(&q->field)) || (q->right && query_only_sim(q->right));
}

bool query_is_check(const struct query *q) { return q->kind >= Q_SOME || q->op != REL_NONE; }
