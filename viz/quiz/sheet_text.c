/* sheet_text.c - see sheet_print.h. */
#include "viz/quiz/sheet_print.h"

#include <inttypes.h>

#include "viz/base/plain.h"
#include "viz/base/typeset.h"

enum { WIDTH = 90, INDENT = 5 };        /* SHEET-PRINT-1: more than three */

const char *sheet_shortage(struct sheet *s)
{
	if (s->count >= s->wanted)
		return NULL;
	return keep_printf(&s->keep, "The trace has not more to ask about: %zu question%s instead of %zu.", s->count, s->count == 1 ? "" : "s", s->wanted);
}

const char *sheet_hint(const struct part *p)
{
	switch (p->form) {
	case PF_CHOICE: return "a letter";
	case PF_ORDER:  return "letters";
	case PF_NUMBER: return "a number";
	case PF_PAGES:  return "numbers of pages";
	case PF_TEXT:   return "a line";
	case PF_PLACE:  return "an address";
	}
	return "";
}

/* Wrapped, all of it at INDENT or further in. */
static void paragraph(struct ink *i, const char *mark, const char *text)
{
	struct typeset t = { .out = i, .width = WIDTH, .hang = INDENT + line_columns(mark, false) };

	line_to(&t, INDENT);
	ink_puts(i, mark);
	t.column = t.hang;
	line_text(&t, TS_PLAIN, text);
	line_end(&t);
}

static void note(struct ink *i, const char *text)
{
	if (text)
		paragraph(i, "", text);
}

static void instructions(struct ink *i, struct sheet *s, bool key)
{
	if (key)
		note(i, "THE KEY: the right answers are filled in. For the grader.");
	note(i, "Fill in what follows the colon of each line such as `1a:`, and leave the first line as it is. A choice is answered by its letter, a "
	        "page by its portable address (A0+0x3000), a number in decimal or as 0x10, a line by what is printed. Each question is worth 1 point, shared by its parts. "
	        "If you answer a line twice, the last one counts.");
	note(i, SHEET_TERMS);
	note(i, s->note[0]);
	note(i, s->note[1]);
	note(i, sheet_shortage(s));
	if (!s->count)
		note(i, "There is nothing to answer.");
}

static void text_part(struct ink *i, const struct sheet *s, size_t n, int k, bool key)
{
	const struct part *p = &s->task[n].part[k];
	char mark[8] = { (char)('a' + k), ')', ' ', '\0' };

	paragraph(i, mark, p->q.ask);
	for (int c = 0; c < p->q.choices; c++) {
		char letter[8] = { ' ', ' ', ' ', (char)('A' + c), ')', ' ', '\0' };

		paragraph(i, letter, p->q.choice[c]);
	}
	ink_printf(i, "%zu%c: ", n + 1, 'a' + k);
	if (key)
		plain_text(i, p->key);
	ink_puts(i, key ? "\n" : "___\n");
	if (key)
		paragraph(i, "Why: ", p->q.reason);
	ink_puts(i, "\n");
}

static void text_task(struct ink *i, const struct sheet *s, size_t n, bool key)
{
	const struct task *t = &s->task[n];

	ink_printf(i, "---- Question %zu: step %" PRIu32, n + 1, t->step);
	if (t->picture)
		ink_printf(i, " (picture %zu)", t->picture);
	if (t->line) {
		ink_puts(i, ", ");
		plain_text(i, s->trace->lab);
		ink_printf(i, " line %" PRIu32, t->line);
	}
	ink_puts(i, "\n");
	for (int k = 0; k < t->texts; k++) {
		ink_puts(i, "| ");
		plain_text(i, t->text[k]);
		ink_puts(i, "\n");
	}
	ink_puts(i, "\n");
	for (int k = 0; k < t->parts; k++)
		text_part(i, s, n, k, key);
}

void sheet_text(struct ink *i, const struct sheet *s, bool key)
{
	sheet_head(i, s);
	ink_puts(i, "\n\n");
	instructions(i, (struct sheet *)s, key);
	ink_puts(i, "\n");
	for (size_t n = 0; n < s->count; n++)
		text_task(i, s, n, key);
}
