/* key.c - see key.h. */
#include "viz/judge/key.h"

#include <stdio.h>
#include <string.h>

#include "viz/base/plain.h"
#include "viz/judge/query.h"

/* Something is wrong at `s` of the handout. */
static void doubt(struct key *k, const char *s, const char *what, const char *word, int status)
{
	int line = 1;

	for (const char *p = k->text; p < s; p++)
		line += *p == '\n';
	fprintf(stderr, "viz: %s:%d: %s%s%s\n", k->path, line, what, word ? ": " : "", word ? word : "");
	k->status = status > k->status ? status : k->status;
}

/* ---- words ---- */

/* `word` at the start of the `n` bytes at *s, which are then behind it. */
static bool begins(const char **s, size_t *n, const char *word)
{
	size_t length = strlen(word);

	if (*n < length || memcmp(*s, word, length))
		return false;
	*s += length;
	*n -= length;
	return true;
}

static void trim(const char **s, size_t *n)
{
	for (; *n && (**s == ' ' || **s == '\n' || **s == '\r'); ++*s)
		--*n;
	while (*n && ((*s)[*n - 1] == ' ' || (*s)[*n - 1] == '\n' || (*s)[*n - 1] == '\r'))
		--*n;
}

/* ---- answers ---- */

/* The trace of that name and side, or NULL. */
static const struct trace_file *trace_of(const struct key *k, const char *name, enum side side)
{
	for (size_t i = 0; i < k->traces; i++)
		if (strcmp(k->trace[i].name, name) == 0 && k->trace[i].file.side == side)
			return &k->trace[i].file;
	return NULL;
}

/* What is asked, and of whom. */
struct question {
	char *query;
	const char *name;
	bool sim;                       /* of the simulator alone, though the real side would have an answer too */
};

/* "[on sim] [NAME]: query" or "query". False without memory. */
static bool cut(struct key *k, const char *s, size_t n, struct question *a)
{
	const char *colon;
	size_t length;

	trim(&s, &n);
	a->sim = begins(&s, &n, "on sim");
	trim(&s, &n);
	colon = n ? memchr(s, ':', n) : NULL;
	length = colon ? (size_t)(colon - s) : 0;
	if (colon && memchr(s, ' ', length))    /* a colon further on belongs to the query */
		colon = NULL;
	a->name = colon && length ? keep_copy(&k->keep, s, length) : k->trace[0].name;
	s += colon ? length + 1 : 0;
	n -= colon ? length + 1 : 0;
	trim(&s, &n);
	a->query = keep_copy(&k->keep, s, n);
	for (char *p = a->query; p && *p; p++)
		*p = *p == '\n' || *p == '\r' ? ' ' : *p;
	return a->name && a->query;
}

/* A value as one line of text: what a lab printed ends in a newline, and may hold anything. */
static const char *one_line(struct key *k, const char *value)
{
	struct ink line = { 0 };
	size_t n = value ? strlen(value) : 0;
	const char *copy = NULL;

	if (value)
		trim(&value, &n);
	if (value && (copy = keep_copy(&k->keep, value, n))) {
		plain_text(&line, copy);
		copy = line.failed ? NULL : keep_copy(&k->keep, line.text ? line.text : "", line.used);
	}
	ink_free(&line);
	return copy;
}

/* What a query comes to on one side, as text; NULL if nothing. */
static const char *value_text(struct key *k, const struct found *f)
{
	const char *value = one_line(k, f->value);

	if (!f->known || f->hidden)             /* a key has the whole answer, or none */
		return NULL;
	if (f->is_truth && !f->right)
		return f->truth ? "yes" : "no";
	return value && f->is_truth ? keep_printf(&k->keep, "%s (%s)", f->truth ? "yes" : "no", value) : value;
}

/* Put the query to the traces that it is about; the answer's text, or NULL with the doubt said. */
static const char *ask(struct key *k, const char *at, const struct question *a, struct found *f)
{
	const char *answer[SIDES] = { NULL };
	char why[300];
	const struct query *q = query_parse(&k->keep, a->query, why, sizeof why);
	struct found of[SIDES] = { 0 };
	enum side which;
	bool asked = false;

	if (!q)
		return doubt(k, at, why, NULL, KEY_UNUSABLE), NULL;
	for (int side = 0; side < SIDES; side++) {
		const struct trace_file *t = trace_of(k, a->name, (enum side)side);

		if (!t || (side == SIDE_REAL && (a->sim || query_only_sim(q))))
			continue;
		asked = true;
		if (!query_ask(q, t, &k->keep, &of[side]))
			return doubt(k, at, "no memory", NULL, KEY_UNUSABLE), NULL;
		answer[side] = value_text(k, &of[side]);
	}
	if (!asked)
		return doubt(k, at, "no trace was given for", a->name, KEY_UNUSABLE), NULL;
	if (!answer[SIDE_SIM] && !answer[SIDE_REAL])
		return doubt(k, at, "the trace has no answer to", a->query, KEY_DOUBTFUL), NULL;
	if (answer[SIDE_REAL] && answer[SIDE_SIM] && strcmp(answer[SIDE_REAL], answer[SIDE_SIM])) {
		doubt(k, at, "the two sides answer differently", a->query, KEY_DOUBTFUL);
		return keep_printf(&k->keep, "REAL %s, SIM %s", answer[SIDE_REAL], answer[SIDE_SIM]);
	}
	which = answer[SIDE_SIM] ? SIDE_SIM : SIDE_REAL;
	*f = of[which];
	return answer[which];
}

/* The value of the query in the `n` bytes at `s`, as text, or NULL with the doubt said. */
static const char *answer_of(struct key *k, const char *at, const char *s, size_t n, struct question *a, struct found *f)
{
	if (!cut(k, s, n, a))
		return doubt(k, at, "no memory", NULL, KEY_UNUSABLE), NULL;
	return ask(k, at, a, f);
}

static void write_answer(struct key *k, const char *at, const char *s, size_t n)
{
	struct found f = { 0 };
	struct question a = { 0 };
	const char *answer = answer_of(k, at, s, n, &a, &f);

	if (!answer)
		return;
	ink_printf(&k->out, "**Answer: %s.** `%s`", answer, a.query);
	if (strcmp(a.name, k->trace[0].name))
		ink_printf(&k->out, " in %s", a.name);
	if (a.sim)
		ink_puts(&k->out, " (simulator only)");
	if (f.first && f.matches > 1 && f.first != f.last)
		ink_printf(&k->out, ", steps %u (line %u) to %u (line %u)", f.first->step, f.first->line, f.last->step, f.last->line);
	else if (f.first)
		ink_printf(&k->out, ", step %u (line %u)", f.first->step, f.first->line);
}

/* A reason, with the values of the queries in braces. */
static void write_reason(struct key *k, const char *s, size_t n)
{
	const char *end = s + n;

	while (s < end) {
		const char *open = memchr(s, '{', (size_t)(end - s));
		const char *close = open ? memchr(open, '}', (size_t)(end - open)) : NULL;
		struct found f = { 0 };
		struct question a = { 0 };
		const char *value;

		if (open && !close)
			doubt(k, open, "a brace is not closed within the comment", NULL, KEY_UNUSABLE);
		if (!close) {
			ink_add(&k->out, s, (size_t)(end - s));
			return;
		}
		ink_add(&k->out, s, (size_t)(open - s));
		value = answer_of(k, open, open + 1, (size_t)(close - open - 1), &a, &f);
		ink_puts(&k->out, value ? value : "?");
		s = close + 1;
	}
}

/* ---- the handout ---- */

/* The comment's `n` bytes at `s`: an answer, a reason, or neither, which is left out. */
static void write_comment(struct key *k, const char *s, size_t n)
{
	const char *at = s;
	bool answer;

	trim(&s, &n);
	answer = begins(&s, &n, "answer");
	if (k->questions || (!answer && !begins(&s, &n, "because:")))
		return;
	trim(&s, &n);
	if (answer)
		write_answer(k, at, s, n);
	else
		write_reason(k, s, n);
}

/* Spaces and the line that a comment leaves empty go with it. */
static void take_back_indent(struct key *k)
{
	while (k->out.used && k->out.text[k->out.used - 1] == ' ')
		k->out.text[--k->out.used] = '\0';
}

static void write_text(struct key *k, const char *s)
{
	for (;;) {
		const char *open = strstr(s, "<!--"), *close = open ? strstr(open, "-->") : NULL;
		size_t before;

		if (open && !close)                     /* else what it hides would be shown */
			doubt(k, open, "the comment has no end", NULL, KEY_UNUSABLE);
		if (!close) {
			ink_puts(&k->out, s);
			break;
		}
		ink_add(&k->out, s, (size_t)(open - s));
		before = k->out.used;
		write_comment(k, open + 4, (size_t)(close - open - 4));
		s = close + 3;
		if (k->out.used == before) {
			take_back_indent(k);
			if ((!k->out.used || k->out.text[k->out.used - 1] == '\n') && *s == '\n')
				s++;
		}
	}
}

bool key_write(struct key *k, char *text)
{
	char *start = strstr(text, "\n## Questions"), *end, *line = strchr(text, '\n');

	if (!start || strncmp(text, "# ", 2)) {
		fprintf(stderr, "viz: %s: no handout: it begins with '# TITLE' and has a part '## Questions'\n", k->path);
		return false;
	}
	end = strstr(start + 4, "\n## ");
	if (end)
		end[1] = '\0';
	ink_printf(&k->out, "# %s%.*s\n", k->questions ? "" : "Key to ", (int)(line - text - 2), text + 2);
	k->text = text;
	write_text(k, start);
	return true;
}
