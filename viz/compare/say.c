/* say.c - see compare.h and report.h: an event, a difference, a verdict, a result in words. */
#include "viz/compare/report.h"

#include <inttypes.h>
#include <string.h>

#include "core/letter.h"
#include "viz/compare/comparing.h"

#define TEXT_SHOWN    40                /* characters told of a text */
#define LAB_SHOWN     255               /* and of a lab's name: whole, if it is one of a file */

static const char *short_name(const char *name)
{
	return strncmp(name, "EXCEPTION_", 10) == 0 ? name + 10 : name;
}

/* On one line, and cut after `most` characters. */
static void say_plain(struct ink *i, const char *text, size_t most)
{
	char shown[LETTER_SHOWN];
	uint32_t c;

	for (size_t n = 0; *text && n < most; n++) {
		text += letter_take(text, strnlen(text, LETTER_BYTES), &c);
		ink_add(i, shown, letter_show(c, shown));
	}
	ink_puts(i, *text ? "\u2026" : "");
}

void compare_say_word(struct ink *i, const char *word)
{
	say_plain(i, word, LAB_SHOWN);
}

void compare_say_text(struct ink *i, const char *text)
{
	ink_puts(i, "\"");
	say_plain(i, text, TEXT_SHOWN);
	ink_puts(i, "\"");
}

static void say_call(struct ink *i, const struct event *e)
{
	const char *type = reader_arg(e, "flAllocationType");

	if (!type)
		type = reader_arg(e, "dwFreeType");
	if (!type)
		type = reader_arg(e, "dwDesiredAccess");
	ink_puts(i, e->api);
	if (type)
		ink_printf(i, " %s", type);
	if (e->at_text)
		ink_printf(i, " %s", e->at_text);
	if (e->error)
		ink_printf(i, " fails (%" PRId64 ")", e->error);
	else if (e->api_id == API_EXIT_PROCESS)
		ink_puts(i, " does not return");
}

void compare_say(struct ink *i, const struct event *e)
{
	switch (e->type) {
	case EV_CALL:
		say_call(i, e);
		break;
	case EV_FAULT:
	case EV_UNHANDLED:
		ink_puts(i, short_name(e->code));
		if (e->access)
			ink_printf(i, " %s", e->access);
		if (e->at_text)
			ink_printf(i, " %s", e->at_text);
		break;
	case EV_FILTER:
	case EV_CONTINUE:
		ink_puts(i, short_name(e->disposition));
		break;
	case EV_HANDLER:
		ink_puts(i, e->code ? short_name(e->code) : "entered");
		break;
	case EV_FINALLY:
		ink_puts(i, e->abnormal ? "abnormal" : "normal");
		break;
	case EV_OUTPUT:
		compare_say_text(i, e->text);
		break;
	case EV_EXIT:
		ink_printf(i, "code %" PRId64, e->exit_code);
		break;
	}
}

void compare_say_difference(struct ink *i, const struct comparison *c, const struct difference *d)
{
	ink_printf(i, "%s: %s ", d->fact, c->name[SIDE_REAL]);
	compare_say_text(i, d->real);
	ink_printf(i, ", %s ", c->name[SIDE_SIM]);
	compare_say_text(i, d->sim);
}

const struct difference *compare_main_difference(const struct row *r)
{
	for (size_t i = 0; i < r->diffs; i++)
		if (!r->diff[i].known)
			return &r->diff[i];
	return r->diff;
}

static void say_skips(struct ink *i, const struct comparison *c, const struct row *r)
{
	for (size_t k = 0; k < r->skips; k++) {
		const struct skip *s = &r->skip[k];

		ink_printf(i, "%s%s (%s): %s ", k ? "; " : "  not compared: ", s->fact, s->why, c->name[SIDE_REAL]);
		compare_say_text(i, s->real);
		ink_printf(i, ", %s ", c->name[SIDE_SIM]);
		compare_say_text(i, s->sim);
	}
}

void compare_say_verdict(struct ink *i, const struct comparison *c, const struct row *r)
{
	const struct difference *d = compare_main_difference(r);

	switch (r->verdict) {
	case CMP_AGREE:
		ink_puts(i, "=");
		say_skips(i, c, r);
		return;
	case CMP_ALONE:
		if (c->trace[SIDE_REAL] && c->trace[SIDE_SIM])
			ink_printf(i, "not compared: %s", r->alone ? r->alone : "outside the lab's memory");
		else
			ink_puts(i, "nothing to compare");
		return;
	case CMP_REAL_ONLY:
	case CMP_SIM_ONLY:
		ink_printf(i, "\u2260 %s only", c->name[r->verdict == CMP_SIM_ONLY]);
		return;
	case CMP_KNOWN:
		ink_printf(i, "known Wine difference %s: ", d->known->id);
		break;
	case CMP_DIVERGE:
		ink_puts(i, "\u2260 ");
		break;
	}
	compare_say_difference(i, c, d);
}

uint32_t compare_row_step(const struct row *r)
{
	return r->side[SIDE_REAL] ? r->side[SIDE_REAL]->step : r->side[SIDE_SIM]->step;
}

/* Of the processor, at the end; -1: nobody counted them. */
static int64_t page_faults(const struct trace_file *t)
{
	for (size_t n = t->events; n > 0; n--)
		if (t->event[n - 1].counter[CN_TRAPS] >= 0)
			return t->event[n - 1].counter[CN_TRAPS];
	return -1;
}

uint32_t compare_threads(const struct comparison *c)
{
	uint32_t most = 1;

	for (int s = 0; s < SIDES; s++)
		if (c->trace[s] && c->trace[s]->threads > most)
			most = c->trace[s]->threads;
	return most;
}

/* An exception is what the program sees; a page fault is the processor's, and most of them never become one. */
static void say_exceptions(struct ink *i, const struct comparison *c)
{
	size_t a = c->trace[SIDE_REAL]->faults, b = c->trace[SIDE_SIM]->faults;

	if (a == b)
		ink_printf(i, "%zu exception%s on each side", a, a == 1 ? "" : "s");
	else
		ink_printf(i, "%zu exceptions on the %s side, %zu on the %s side", a, c->name[SIDE_REAL], b, c->name[SIDE_SIM]);
	for (int side = 0; side < SIDES; side++) {
		int64_t count = page_faults(c->trace[side]);

		if (count >= 0)
			ink_printf(i, ", %" PRId64 " page fault%s (%s)", count, count == 1 ? "" : "s", c->name[side]);
	}
}

static void say_divergence(struct ink *i, const struct comparison *c, const struct row *r)
{
	const struct event *any = r->side[SIDE_REAL] ? r->side[SIDE_REAL] : r->side[SIDE_SIM];

	ink_printf(i, "%s and %s DIVERGE at step %" PRIu32 " (%s", c->name[SIDE_REAL], c->name[SIDE_SIM], compare_row_step(r),
	           reader_type_name(any->type));
	if (compare_threads(c) > 1)
		ink_printf(i, " of thread %" PRIu32, any->thread);
	ink_puts(i, "): ");
	if (r->diffs) {
		compare_say_difference(i, c, compare_main_difference(r));
		return;
	}
	ink_printf(i, "only %s has it: ", c->name[!r->side[SIDE_REAL]]);
	compare_say(i, any);
}

void compare_say_result(struct ink *i, const struct comparison *c)
{
	size_t known = 0;

	if (!c->trace[SIDE_REAL] || !c->trace[SIDE_SIM]) {
		ink_printf(i, "%s only: nothing to compare (%zu steps)", c->name[!c->trace[SIDE_REAL]], c->rows);
		return;
	}
	if (c->first < c->rows) {
		say_divergence(i, c, &c->row[c->first]);
		return;
	}
	ink_printf(i, "%s and %s agree: %zu steps", c->name[SIDE_REAL], c->name[SIDE_SIM], c->rows);
	if (compare_threads(c) > 1)
		ink_printf(i, " of %" PRIu32 " threads", compare_threads(c));
	ink_puts(i, ", ");
	say_exceptions(i, c);
	for (const struct wine_entry *w = wine_table; w->id; w++)
		known += c->known[w - wine_table];
	if (known)
		ink_printf(i, " (%zu known Wine difference%s)", known, known == 1 ? "" : "s");
	if (c->skips)
		ink_printf(i, " (%zu number%s of the machine not compared)", c->skips, c->skips == 1 ? "" : "s");
}

void compare_say_limits(struct ink *i, const struct comparison *c)
{
	if (c->trace[SIDE_REAL] && c->trace[SIDE_SIM] && !same_limits(c))
		ink_printf(i, "note: %s ran with %s, %s with %s%s\n",
		           c->name[SIDE_REAL], c->trace[SIDE_REAL]->limits ? c->trace[SIDE_REAL]->limits : "all memory",
		           c->name[SIDE_SIM], c->trace[SIDE_SIM]->limits ? c->trace[SIDE_SIM]->limits : "all memory",
		           residency_counts(c) ? "" : ": what is resident is not compared");
}

static bool same_lab(const struct comparison *c)
{
	return !c->trace[0] || !c->trace[1] || strcmp(c->trace[0]->lab, c->trace[1]->lab) == 0;
}

bool compare_same_edition(const struct comparison *c)
{
	return !c->edition && !c->argument && same_lab(c);
}

void compare_say_edition(struct ink *i, const struct comparison *c)
{
	ink_puts(i, !same_lab(c) ? "the traces are of two labs, " : c->edition ? "the traces are of two versions of " :
	            "the traces are of runs with different arguments of ");
	say_plain(i, c->trace[0]->lab, LAB_SHOWN);
	if (!same_lab(c)) {
		ink_puts(i, " and ");
		say_plain(i, c->trace[1]->lab, LAB_SHOWN);
	}
	if (c->edition) {
		ink_puts(i, "; the sources differ first in ");
		compare_say_difference(i, c, c->edition);
	}
	if (c->argument) {
		ink_puts(i, c->edition || !same_lab(c) ? "; the arguments differ first in " : "; they differ first in ");
		compare_say_difference(i, c, c->argument);
	}
}
