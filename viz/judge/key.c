/* key.c - see key.h. */
#include "viz/judge/key.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "viz/base/plain.h"
#include "viz/judge/query.h"
#include "viz/base/store.h"

#define HANDOUT_MAX ((size_t)1 << 20)
enum { DONE = 0, DOUBTFUL = 1, UNUSABLE = 2, TRACES = 64 };

struct named {
	struct trace_file file;
	const char *name;               /* NAME= of the command line, or the lab's */
};

struct key {
	const char *path, *text;        /* the handout */
	bool questions;                 /* without the answers */
	struct named trace[TRACES];
	size_t traces;
	struct keep keep;
	struct ink out;
	int status;
};

static int complain(const char *what, const char *arg)
{
	fprintf(stderr, "viz: key: %s%s%s\nusage: viz key [--questions] HANDOUT.md [NAME=]TRACE...\n", what, arg ? ": " : "", arg ? arg : "");
	return UNUSABLE;
}

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

	if (!f->known)
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
	enum side told;
	bool asked = false;

	if (!q)
		return doubt(k, at, why, NULL, UNUSABLE), NULL;
	for (int side = 0; side < SIDES; side++) {
		const struct trace_file *t = trace_of(k, a->name, (enum side)side);

		if (!t || (side == SIDE_REAL && (a->sim || query_only_sim(q))))
			continue;
		asked = true;
		if (!query_ask(q, t, &k->keep, &of[side]))
			return doubt(k, at, "no memory", NULL, UNUSABLE), NULL;
		answer[side] = value_text(k, &of[side]);
	}
	if (!asked)
		return doubt(k, at, "no trace was given for", a->name, UNUSABLE), NULL;
	if (!answer[SIDE_SIM] && !answer[SIDE_REAL])
		return doubt(k, at, "the trace has no answer to", a->query, DOUBTFUL), NULL;
	if (answer[SIDE_REAL] && answer[SIDE_SIM] && strcmp(answer[SIDE_REAL], answer[SIDE_SIM])) {
		doubt(k, at, "the two sides answer differently", a->query, DOUBTFUL);
		return keep_printf(&k->keep, "REAL %s, SIM %s", answer[SIDE_REAL], answer[SIDE_SIM]);
	}
	told = answer[SIDE_SIM] ? SIDE_SIM : SIDE_REAL;
	*f = of[told];
	return answer[told];
}

/* The value of the query in the `n` bytes at `s`, as text, or NULL with the doubt said. */
static const char *answer_of(struct key *k, const char *at, const char *s, size_t n, struct question *a, struct found *f)
{
	if (!cut(k, s, n, a))
		return doubt(k, at, "no memory", NULL, UNUSABLE), NULL;
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
			doubt(k, open, "a brace is not closed within the comment", NULL, UNUSABLE);
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

static void write_key(struct key *k, const char *s)
{
	for (;;) {
		const char *open = strstr(s, "<!--"), *close = open ? strstr(open, "-->") : NULL;
		size_t before;

		if (open && !close)                     /* else what it hides would be shown */
			doubt(k, open, "the comment has no end", NULL, UNUSABLE);
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

/* Only what stands under "## Questions", up to the next heading; the title before it. */
static bool choose_questions(struct key *k, char *text)
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
	write_key(k, start);
	return true;
}

/* ---- arguments ---- */

static bool load(struct key *k, const char *arg)
{
	struct named *t = &k->trace[k->traces];
	const char *equal = strchr(arg, '='), *slash = strchr(arg, '/');
	char why[600];

	if (equal && slash && slash < equal)
		equal = NULL;
	if (k->traces == TRACES)
		return complain("too many traces", arg), false;
	if (!reader_read(&t->file, equal ? equal + 1 : arg, why, sizeof why)) {
		fprintf(stderr, "viz: %s\n", why);
		return false;
	}
	t->name = equal ? keep_copy(&k->keep, arg, (size_t)(equal - arg)) : t->file.lab;
	for (size_t i = 0; t->name && i < k->traces; i++)
		if (k->trace[i].file.side == t->file.side && strcmp(k->trace[i].name, t->name) == 0) {
			k->traces++;
			return complain("two traces of one side have the same name, so one needs another (NAME=TRACE)", arg), false;
		}
	k->traces++;
	return t->name != NULL;
}

static int make(struct key *k)
{
	struct ink text = { 0 };

	if (!store_get(k->path, &text, HANDOUT_MAX) || !text.used || memchr(text.text, '\0', text.used)) {
		fprintf(stderr, "viz: %s: cannot be read as a handout (a text of at most 1 MiB): %s\n", k->path, errno ? strerror(errno) : "empty, binary or too large");
		k->status = UNUSABLE;
	} else if (!choose_questions(k, text.text)) {
		k->status = UNUSABLE;
	} else if (k->status < UNUSABLE && (k->out.failed || fwrite(k->out.text, 1, k->out.used, stdout) != k->out.used || fflush(stdout))) {
		fprintf(stderr, "viz: cannot write the key: %s\n", strerror(errno));
		k->status = UNUSABLE;
	}
	ink_free(&text);
	return k->status;
}

int key_main(int argc, char **argv)
{
	struct key *k = calloc(1, sizeof *k);
	bool options = true;
	int status = 0;

	for (int i = 1; k && !status && i < argc; i++) {
		if (options && strcmp(argv[i], "--") == 0)
			options = false;
		else if (options && strcmp(argv[i], "--questions") == 0)
			k->questions = true;
		else if (options && argv[i][0] == '-' && argv[i][1])
			status = complain("unknown option", argv[i]);
		else if (!k->path)
			k->path = argv[i];
		else if (!load(k, argv[i]))
			status = UNUSABLE;
	}
	if (!k)
		return UNUSABLE;
	if (!status && (!k->path || (!k->traces && !k->questions)))
		status = complain(k->path ? "a trace is missing" : "a handout is missing", NULL);
	if (!status)
		status = make(k);
	for (size_t i = 0; i < TRACES; i++)
		reader_free(&k->trace[i].file);
	keep_free(&k->keep);
	ink_free(&k->out);
	free(k);
	return status;
}
