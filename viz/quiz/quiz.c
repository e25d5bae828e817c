/* quiz.c - see quiz.h. */
#include "viz/quiz/quiz.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "viz/draw/picture.h"
#include "viz/model/path.h"

enum { ROW_STATE = 3, ROW_DISPOSITION = 4, ROW_COMMITTED = 5, COLUMN_P = 7, COLUMN_RAW = 8 };

struct asking {
	struct keep *k;
	const struct model *m;
	const struct picture *before, *after;
};

/* ---- values ---- */

static bool is_value(const struct picture *f, int row, int side)
{
	enum mark mark = f->ledger[row].mark[side];

	return mark != MK_ASK && mark != MK_NONE && mark != MK_SILENT;
}

/* The side whose answer counts: REAL if it has one. */
static int answering(const struct picture *f, int row)
{
	return is_value(f, row, SIDE_REAL) ? SIDE_REAL : is_value(f, row, SIDE_SIM) ? SIDE_SIM : -1;
}

/* ", but SIM says RESERVE" if the sides differ. */
static const char *other_side(const struct asking *a, int row, int side)
{
	const struct ledger_row *l = &a->after->ledger[row];

	return l->same == SAME_NO ? keep_printf(a->k, ". The sides differ here: SIM says %s", l->value[!side]) : "";
}

bool quiz_add(struct question *q, const char *text)
{
	if (!text || q->choices == QUIZ_CHOICES)
		return false;
	for (int i = 0; i < q->choices; i++)
		if (strcmp(q->choice[i], text) == 0)
			return false;
	q->choice[q->choices++] = text;
	return true;
}

static int by_text(const void *x, const void *y)
{
	return strcmp(*(const char *const *)x, *(const char *const *)y);
}

static int by_number(const void *x, const void *y)
{
	long long a = strtoll(*(const char *const *)x, NULL, 10), b = strtoll(*(const char *const *)y, NULL, 10);

	return (a > b) - (a < b);
}

/* QUIZ-1, QUIZ-2 */
bool quiz_settle(struct question *q, const char *right, bool numbers)
{
	if (q->choices < 2 || !q->reason)
		return false;
	qsort(q->choice, (size_t)q->choices, sizeof *q->choice, numbers ? by_number : by_text);
	for (q->right = 0; strcmp(q->choice[q->right], right); q->right++)
		;
	return true;
}

/* Words that the lab itself has for this row, in the order in which its pictures bring them. */
static void add_words_of_lab(struct question *q, const struct asking *a, int row)
{
	for (size_t i = 0; i < a->m->pictures && q->choices < QUIZ_CHOICES; i++)
		for (int side = 0; side < SIDES; side++)
			if (is_value(&a->m->picture[i], row, side))
				quiz_add(q, a->m->picture[i].ledger[row].value[side]);
}

/* ---- questions ---- */

static bool ask_state(struct question *q, const struct asking *a)
{
	static const char *const common[] = { "RESERVE", "COMMIT", "FREE" };
	const struct ledger_row *l = &a->after->ledger[ROW_STATE];
	int side = answering(a->after, ROW_STATE);
	const char *was;

	if (side < 0 || !is_value(a->before, ROW_STATE, side))
		return false;
	q->ask = "What will the state of the page be?";
	quiz_add(q, l->value[side]);
	add_words_of_lab(q, a, ROW_STATE);
	for (int i = 0; i < 3; i++)
		quiz_add(q, common[i]);
	was = a->before->ledger[ROW_STATE].value[side];
	if (strcmp(was, l->value[side]) == 0)
		q->reason = keep_printf(a->k, "%s It stays %s%s.", l->why, was, other_side(a, ROW_STATE, side));
	else
		q->reason = keep_printf(a->k, "%s Before: %s, after: %s%s.", l->why, was, l->value[side], other_side(a, ROW_STATE, side));
	return quiz_settle(q, l->value[side], false);
}

static bool ask_disposition(struct question *q, const struct asking *a)
{
	static const enum answer common[] = { AN_CONTINUE, AN_SEARCH, AN_HANDLER, AN_UNHANDLED };
	const struct ledger_row *l = &a->after->ledger[ROW_DISPOSITION];
	int side = answering(a->after, ROW_DISPOSITION), taken = side < 0 ? -1 : a->after->exit[side];

	if (side < 0)
		return false;
	q->ask = "What will the filter answer?";
	quiz_add(q, l->value[side]);
	for (int i = 0; i < 4; i++)
		quiz_add(q, path_answer_words(common[i]));
	q->reason = keep_printf(a->k, "%s Here: %s%s%s%s.", l->why, l->value[side], taken < 0 ? "" : ", and the next thing is: ",
	                        taken < 0 ? "" : a->after->exit_text[taken], other_side(a, ROW_DISPOSITION, side));
	return quiz_settle(q, l->value[side], false);
}

static bool ask_committed(struct question *q, const struct asking *a)
{
	const struct ledger_row *l = &a->after->ledger[ROW_COMMITTED];
	int side = answering(a->after, ROW_COMMITTED);
	long long was, is;
	const char *right;

	if (side < 0 || !is_value(a->before, ROW_COMMITTED, side))
		return false;
	was = strtoll(a->before->ledger[ROW_COMMITTED].value[side], NULL, 10);
	is = strtoll(l->value[side], NULL, 10);
	right = keep_printf(a->k, "%lld", is);
	q->ask = "How many pages will be committed?";
	if (!quiz_add(q, right))
		return false;
	quiz_add(q, keep_printf(a->k, "%lld", was));
	quiz_add(q, keep_printf(a->k, "%lld", was + 1));
	quiz_add(q, keep_printf(a->k, "%" PRIu64, a->after->pages));
	quiz_add(q, keep_printf(a->k, "%lld", was + 2));
	if (was == is)
		q->reason = keep_printf(a->k, "%s It stays at %lld%s.", l->why, is, other_side(a, ROW_COMMITTED, side));
	else
		q->reason = keep_printf(a->k, "%s Before: %lld, after: %lld (%+lld)%s.", l->why, was, is, is - was,
		                        other_side(a, ROW_COMMITTED, side));
	return quiz_settle(q, right, true);
}

/* The page-table entry's P bit at the last moment that the picture after the answer shows. */
static bool ask_present(struct question *q, const struct asking *a)
{
	const struct bit *last = NULL, *raw = NULL;
	const char *entry;

	for (int r = 0; r < BIT_ROWS && a->after->has_walk; r++)
		if (a->after->bits[r][COLUMN_P].mark == MK_PLAIN || a->after->bits[r][COLUMN_P].mark == MK_CHANGED) {
			last = &a->after->bits[r][COLUMN_P];
			raw = &a->after->bits[r][COLUMN_RAW];
		}
	if (!last || !last->text || (strcmp(last->text, "0") && strcmp(last->text, "1")))
		return false;
	entry = raw->text ? raw->text : "-";            /* a remark may follow it */
	q->ask = "What will the P bit of the page-table entry be (SIM)?";
	quiz_add(q, "0");
	quiz_add(q, "1");
	q->reason = keep_printf(a->k, "%s At the end of the step it is %s, the whole entry %.*s.", walk_bit_meaning(COLUMN_P), last->text,
	                        (int)strcspn(entry, " "), entry);
	return quiz_settle(q, last->text, false);
}

static bool ask_exit(struct question *q, const struct asking *a)
{
	const struct picture *f = a->after;
	int side = f->exit[SIDE_REAL] >= 0 ? SIDE_REAL : SIDE_SIM, taken = f->exit[side];
	const char *differs = f->exit[SIDE_REAL] >= 0 && f->exit[SIDE_SIM] >= 0 && f->exit[0] != f->exit[1] ?
	                      ". SIM goes the other way" : "";
	const char *answer = f->ledger[ROW_DISPOSITION].value[side];

	if (taken < 0)
		return false;
	q->ask = "Where will the program go on?";
	quiz_add(q, f->exit_text[0]);
	quiz_add(q, a->before->exit_text[1]);
	quiz_add(q, f->exit_text[1]);
	quiz_add(q, "process ends");
	q->reason = keep_printf(a->k, "The disposition decides: after %s the next thing is: %s%s.", answer ? answer : "it", f->exit_text[taken], differs);
	return quiz_settle(q, f->exit_text[taken], false);
}

/* ---- which ---- */

const struct picture *quiz_reveals(const struct model *m, const struct picture *before)
{
	if (!before->fault || before->after)
		return NULL;
	for (const struct picture *f = before + 1; f < m->picture + m->pictures; f++)
		if (f->fault == before->fault && f->after)
			return f;
	return NULL;
}

bool quiz_ask(struct question *q, struct keep *k, const struct model *m, const struct picture *before, enum quiz_kind kind)
{
	static bool (*const ask[QUIZ_KINDS])(struct question *, const struct asking *) = {
		ask_state, ask_disposition, ask_committed, ask_present, ask_exit
	};
	struct asking a = { k, m, before, quiz_reveals(m, before) };

	*q = (struct question){ .choices = 0 };
	return a.after && ask[kind](q, &a);
}

int quiz_make(struct question q[QUIZ_ASKS], struct keep *k, const struct model *m, const struct picture *before)
{
	int n = 0;

	if (!quiz_reveals(m, before))
		return 0;
	for (size_t i = 0; i < QUIZ_KINDS && n < QUIZ_ASKS; i++)
		n += quiz_ask(&q[n], k, m, before, (enum quiz_kind)((before->fault - 1 + i) % QUIZ_KINDS));
	return n;
}
