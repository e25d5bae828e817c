/* ask_output.c - see ask_output.h. */
#include "viz/quiz/ask_output.h"

#include <inttypes.h>
#include <string.h>

#include "viz/base/joined.h"
#include "viz/quiz/sheet_tell.h"

#define LINE_BYTES 48                   /* of a line that is asked for */
#define ROWS       32                   /* to look ahead for it */

/* ---- lines ---- */

/* Addresses differ from system to system: 0x10a0000 and 00000000010A0000 are no answer. The code of an exception is one. */
static bool has_address(const char *text)
{
	for (const char *p = text; *p; p++) {
		bool is_hex = p[0] == '0' && (p[1] | 32) == 'x';
		const char *digit = is_hex ? p + 2 : p;
		size_t digits = strspn(digit, "0123456789abcdefABCDEF");

		if ((is_hex && digits > 4 && digits != 8) || digits > 8 || (digits == 8 && !strchr("89abcdefABCDEF", *digit)))
			return true;
		p = digits ? digit + digits - 1 : p;
	}
	return false;
}

/* Without what stands around it, if it can be typed and read back: plain characters, one line. NULL: it cannot. */
static const char *as_answer(struct sheet *s, const char *text)
{
	size_t size;

	text += strspn(text, " \t");
	size = strcspn(text, "\n");
	if (text[size] != '\n' || text[size + 1] || size > LINE_BYTES)
		return NULL;
	while (size && text[size - 1] == ' ')
		size--;
	for (size_t i = 0; i < size; i++)
		if ((unsigned char)text[i] < ' ' || (unsigned char)text[i] > '~' || text[i] == '\\')
			return NULL;
	if (!size || strchr("_\"'", text[0]) || strchr("_\"'", text[size - 1]))         /* what a reader of answers strips */
		return NULL;
	text = keep_copy(&s->keep, text, size);
	return text && !has_address(text) ? text : NULL;
}

/* Does a line begin with what is printed next? */
static bool is_at_line_start(const struct sheet *s, size_t row)
{
	while (row-- > 0) {
		const struct event *e = sheet_event(s, row);

		if (e && e->type == EV_OUTPUT && e->text && *e->text)
			return e->text[strlen(e->text) - 1] == '\n';
	}
	return true;
}

/* The whole line that this step prints; NULL if it prints none that can be asked about. */
static const char *line_of(struct sheet *s, size_t row)
{
	const struct event *e = sheet_event(s, row);

	if (!e || e->type != EV_OUTPUT || !e->text || !sheet_is_settled(s, row) || !is_at_line_start(s, row))
		return NULL;
	return as_answer(s, e->text);
}

/* What the steps after `row` print up to the end of a line, with nothing between but what returns to the program. *end: its last row. */
static const char *next_line(struct sheet *s, size_t row, size_t *end)
{
	struct ink line = { 0 };
	struct joined all = { .out = &line };
	const char *text = NULL;

	for (*end = row + 1; is_at_line_start(s, row + 1) && *end < s->m->c->rows && *end <= row + ROWS; ++*end) {
		const struct event *e = sheet_event(s, *end);

		if (!e || !sheet_is_settled(s, *end) || e->type == EV_FAULT)
			break;
		if (e->type != EV_OUTPUT || !e->text || !*e->text)
			continue;
		joined_add(&all, e->text);
		if (line.failed || line.used > 2 * LINE_BYTES || !strchr(e->text, '\n'))
			continue;
		text = as_answer(s, line.text);
		break;
	}
	ink_free(&line);
	return text;
}

/* ---- parts ---- */

/* It has to say something that comes of the run, and that the line of the lab does not say already. */
static bool is_worth_predicting(const struct asking *a, const char *text)
{
	size_t size, n = strlen(text);
	const char *line = sheet_line(a, &size);

	if (!strpbrk(text, "0123456789"))
		return false;
	for (size_t i = 0; line && i + n <= size; i++)
		if (memcmp(line + i, text, n) == 0)
			return false;
	return true;
}

bool ask_printed(const struct asking *a, struct part *p)
{
	const char *text = line_of(a->s, a->of->row);

	if (!text || !is_worth_predicting(a, text))
		return false;
	p->printed = a->of->row + 1;
	return settle_words(p, PF_TEXT, text, "What does it print? Write the line.", TEXT(a, "It prints: %s", text));
}

bool ask_prints_next(const struct asking *a, struct part *p)
{
	size_t end;
	const char *text;

	if (a->e->type == EV_OUTPUT || !sheet_is_settled(a->s, a->of->row))
		return false;
	text = next_line(a->s, a->of->row, &end);
	if (!text)
		return false;
	p->printed = end + 1;
	return settle_words(p, PF_TEXT, text, "Which line does the program print next?",
	                    TEXT(a, "%s The next line is complete at step %" PRIu32 ": %s", sheet_said(a),
	                         sheet_event(a->s, end)->step, text));
}

/* A lab that asks the system something mostly prints what it was told. */
size_t sheet_printed(const struct asking *a, enum part_kind kind)
{
	size_t end;

	switch (kind) {
	case PK_OLD_PROTECT:
	case PK_QUERY_STATE:
	case PK_QUERY_PROTECT:
	case PK_QUERY_PAGES:
	case PK_WATCHED:
	case PK_ABNORMAL:
		return next_line(a->s, a->of->row, &end) ? end + 1 : 0;
	default:
		return 0;
	}
}

bool sheet_can_ask_output(const struct sheet *s, size_t row)
{
	const struct subject of = { row, NULL };
	const struct asking a = sheet_start((struct sheet *)s, &of);
	const char *text = line_of((struct sheet *)s, row);

	return text && is_worth_predicting(&a, text);
}
