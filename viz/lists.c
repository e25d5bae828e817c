/*
 * lists.c - the panel of frame lists and page file: which list gained, which lost, and by what.
 *
 * It stands in the place of the page walk in a step that moves frames behind the
 * program's back and is about no address of its own: a working set that was
 * emptied, a sleep, the output after a loop that paged.
 */
#include <inttypes.h>

#include "viz/model_parts.h"

/* What the words of a trace's kinds mean for the panel: into which list, in which words. */
static const struct { const char *kind; enum frame_list into; const char *word; bool pressure; } moves[] = {
	{ "demand-zero",   FL_ACTIVE,    "demand-zero", false },
	{ "transition",    FL_ACTIVE,    "soft",        true },
	{ "hard",          FL_ACTIVE,    "hard",        true },
	{ "copy-on-write", FL_ACTIVE,    "copied",      true },
	{ "trim",          FL_MODIFIED,  "trimmed",     true },
	{ "written",       FL_STANDBY,   "written",     true },
	{ "repurpose",     FL_FREE,      "reused",      true },
	{ "free",          FL_FREE,      "freed",       false },
	{ "zero",          FL_ZEROED,    "zeroed",      true },
	{ "write",         FL_PAGE_FILE, "written",     true },
	{ "read",          FRAME_LISTS,  NULL,          true },         /* told by its hard fault */
};
#define KINDS (sizeof moves / sizeof moves[0])

static size_t kind_of(const char *kind)
{
	size_t k = 0;

	while (kind && k < KINDS && !words_same(kind, moves[k].kind))
		k++;
	return kind ? k : KINDS;
}

/* A clean page goes to the standby list when it is trimmed. */
static enum frame_list list_of(size_t kind, const struct transition *t)
{
	if (moves[kind].into == FL_MODIFIED && words_same(t->to, "standby"))
		return FL_STANDBY;
	return moves[kind].into;
}

struct counted { int64_t of[FRAME_LISTS][KINDS]; bool pressure; };

static struct counted count_moves(const struct event *e)
{
	struct counted c = { 0 };

	for (size_t i = 0; i < e->resolveds; i++) {
		size_t kind = kind_of(e->resolved[i].kind);

		if (kind < KINDS && moves[kind].into < FRAME_LISTS) {
			c.of[moves[kind].into][kind]++;
			c.pressure |= moves[kind].pressure;
		}
	}
	for (size_t i = 0; i < e->transitions; i++) {
		size_t kind = kind_of(e->transition[i].kind);

		if (kind == KINDS)
			continue;
		c.pressure |= moves[kind].pressure;
		if (moves[kind].into < FRAME_LISTS)
			c.of[list_of(kind, &e->transition[i])][kind]++;
	}
	return c;
}

/* Demand-zero faults have a line of their own if others follow. */
#define KIND_AFTER_ZERO (c->of[list][0] ? first_after_zero(c, list) : KINDS)

static size_t first_after_zero(const struct counted *c, enum frame_list list)
{
	size_t kind = 1;

	while (kind < KINDS && !c->of[list][kind])
		kind++;
	return kind;
}

/* "soft 3, hard 12": how frames came onto a list in this step. */
static const char *came_by(struct building *b, const struct counted *c, enum frame_list list)
{
	const char *words = "";

	for (size_t kind = 0; kind < KINDS; kind++)
		if (c->of[list][kind])
			words = SAY(b, "%s%s%s %" PRId64, words, !*words ? "" : kind == KIND_AFTER_ZERO ? "\n" : ", ",
			            moves[kind].word, c->of[list][kind]);
	return words;
}

static const char *told_line(struct building *b, const struct transition *t)
{
	const char *page = t->at ? SAY(b, " %s", t->at) : "";
	const char *slot = t->slot >= 0 ? SAY(b, ", slot %" PRId64, t->slot) : "";

	return SAY(b, "%s%s, frame %04" PRIX64 ": %s \u2192 %s%s", t->kind ? t->kind : "moved", page, t->pfn,
	           t->from ? t->from : "?", t->to ? t->to : "?", slot);
}

/* The lab's own pages are what one looks for; those of its image and stack come after them. */
static void tell_first(struct building *b, struct frame *f, const struct event *e)
{
	size_t lines = 0;
	int64_t rest;

	for (int own = 1; own >= 0; own--)
		for (size_t i = 0; i < e->transitions && lines < LIST_LINES; i++)
			if ((e->transition[i].at && e->transition[i].at[0] == 'A') == own)
				f->list_line[lines++] = told_line(b, &e->transition[i]);
	rest = (int64_t)(e->transitions - lines) + e->transitions_more;
	while (lines < LIST_LINES)
		f->list_line[lines++] = "";
	f->list_rest = rest > 0 ? SAY(b, "and %" PRId64 " more steps", rest) : "";
}

/* "Since the step before, the system resolved 31 page faults: 30 demand-zero, 1 hard." */
static const char *sentence(struct building *b, const struct counted *c, const struct event *e)
{
	int64_t faults = 0;
	const char *kinds = "";

	for (size_t kind = 0; kind < KINDS; kind++) {
		int64_t n = c->of[FL_ACTIVE][kind];

		faults += n;
		if (n)
			kinds = SAY(b, "%s%s%" PRId64 " %s", kinds, *kinds ? ", " : "", n, moves[kind].word);
	}
	if (!faults)
		return "";
	return SAY(b, " Since the step before, the system resolved %s%" PRId64 " page fault%s: %s.",
	           e->resolveds >= 256 ? "at least " : "", faults, faults == 1 ? "" : "s", kinds);
}

void lists_of_event(struct building *b, struct frame *f, const struct event *e)
{
	struct counted c;

	if (!e || f->has_walk || !e->lists.given)
		return;
	c = count_moves(e);
	if (!c.pressure)
		return;
	f->has_lists = true;
	for (int l = 0; l < FRAME_LISTS; l++) {
		int64_t was = e->lists.before[l], is = e->lists.after[l];
		bool changed = was >= 0 && is != was;

		f->list[l] = (struct list_box){ reader_list_name(l), SAY(b, changed ? "%" PRId64 " (%+" PRId64 ")" : "%" PRId64, is, is - was),
		                                came_by(b, &c, l), changed };
	}
	tell_first(b, f, e);
	f->list_say = sentence(b, &c, e);
}
