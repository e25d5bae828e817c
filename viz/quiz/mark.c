/* mark.c - see mark.h. */
#include "viz/quiz/mark.h"

#include <inttypes.h>

#include "viz/base/plain.h"
#include "viz/quiz/mark_part.h"
#include "viz/quiz/sheet_print.h"

enum { POINT = 100 };                   /* of a question, in hundredths */

/* ---- feedback ---- */

static const char *words_of_near(const struct part *p)
{
	switch (p->form) {
	case PF_ORDER:  return "the first one is right, the order after it is not";
	case PF_NUMBER: return "that is counted in bytes, not in pages";
	case PF_PLACE:  return "the right reservation, another page";
	case PF_PAGES:  return "one page is missing or too many";
	case PF_TEXT:
	case PF_CHOICE: break;
	}
	return "";
}

static void put_right_answer(struct ink *i, const struct part *p)
{
	if (p->form == PF_CHOICE || p->form == PF_ORDER)
		ink_printf(i, "%s, ", p->key);
	sheet_answer(i, p);
}

static void put_feedback(struct ink *i, const struct part *p, enum mark_grade grade, const char *answer)
{
	switch (grade) {
	case MARK_RIGHT:
		ink_puts(i, "right: ");
		put_right_answer(i, p);
		ink_puts(i, ".");
		return;
	case MARK_NONE:
		ink_puts(i, "no answer");
		break;
	case MARK_SEVERAL:
		ink_puts(i, "one answer is asked for, not several");
		break;
	case MARK_UNREADABLE:
		ink_printf(i, "this is not %s", sheet_hint(p));
		break;
	case MARK_NEAR:
		ink_printf(i, "half right: %s", words_of_near(p));
		break;
	case MARK_WRONG:
		ink_puts(i, "wrong");
		break;
	}
	if (answer) {
		ink_puts(i, " (\"");
		plain_text(i, answer);
		ink_puts(i, "\")");
	}
	ink_puts(i, ". It is ");
	put_right_answer(i, p);
	ink_puts(i, ": ");
	plain_text(i, p->q.reason);
}

static int halves(enum mark_grade g)
{
	return g == MARK_RIGHT ? 2 : g == MARK_NEAR ? 1 : 0;
}

static bool mark_task(struct results *r, const struct sheet *s, const struct answers *a, size_t n)
{
	const struct task *t = &s->task[n];
	struct ink feedback = { 0 }, name = { 0 };
	int got = 0;
	bool ok;

	for (int k = 0; k < t->parts; k++) {
		const char *answer = a->text[n + 1][k];
		enum mark_grade grade = mark_part(&t->part[k], s->trace, answer);

		got += halves(grade);
		ink_printf(&feedback, "%s%c: ", k ? "\n" : "", 'a' + k);
		put_feedback(&feedback, &t->part[k], grade, answer);
	}
	ink_printf(&name, "Question %zu, step %" PRIu32, n + 1, t->step);
	if (t->line)
		ink_printf(&name, ", line %" PRIu32, t->line);
	ok = !feedback.failed && !name.failed &&
	     results_add(r, POINT * got / (2 * t->parts), POINT, name.text, feedback.text);     /* MARK-2: rounded down */
	ink_free(&feedback);
	ink_free(&name);
	return ok;
}

bool mark_sheet(struct results *r, const struct sheet *s, const struct answers *a)
{
	struct ink title = { 0 };
	bool ok;

	ink_printf(&title, "Quiz about %s, seed %" PRIu64, s->trace->lab, s->seed);
	ok = !title.failed && results_title(r, title.text);
	ink_free(&title);
	for (size_t n = 0; ok && n < s->count; n++)
		ok = mark_task(r, s, a, n);
	return ok;
}
