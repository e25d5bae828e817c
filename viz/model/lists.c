/* lists.c - see lists.h. */
#include "viz/model/lists.h"

#include <inttypes.h>

#include "viz/model/words.h"

/* What the words of a trace's kinds mean for the panel: into which list, in which words. */
static const struct { enum fault_kind fault; enum move move; enum frame_list into; const char *word; bool pressure; } moves[] = {
	{ FAULT_DEMAND_ZERO,       MOVE_NONE,      FL_ACTIVE,    "demand-zero", false },
	{ FAULT_TRANSITION,        MOVE_NONE,      FL_ACTIVE,    "soft",        true },
	{ FAULT_HARD,              MOVE_NONE,      FL_ACTIVE,    "hard",        true },
	{ FAULT_COPY_ON_WRITE,     MOVE_NONE,      FL_ACTIVE,    "copied",      true },
	{ FAULT_STACK_GROWTH,      MOVE_NONE,      FL_ACTIVE,    "stack growth", true },
	{ FAULT_NONE,              MOVE_TRIM,      FL_MODIFIED,  "trimmed",     true },
	{ FAULT_NONE,              MOVE_WRITTEN,   FL_STANDBY,   "written",     true },
	{ FAULT_NONE,              MOVE_REPURPOSE, FL_FREE,      "reused",      true },
	{ FAULT_NONE,              MOVE_FREE,      FL_FREE,      "freed",       false },
	{ FAULT_NONE,              MOVE_ZERO,      FL_ZEROED,    "zeroed",      true },
	{ FAULT_NONE,              MOVE_WRITE,     FL_PAGE_FILE, "written",     true },
	{ FAULT_NONE,              MOVE_READ,      FRAME_LISTS,  NULL,          true },         /* told by its hard fault */
};
#define KINDS (sizeof moves / sizeof moves[0])

static size_t kind_of_fault(enum fault_kind fault)
{
	size_t k = 0;

	while (k < KINDS && (fault <= FAULT_OTHER || moves[k].fault != fault))
		k++;
	return k;
}

static size_t kind_of_move(enum move move)
{
	size_t k = 0;

	while (k < KINDS && (move <= MOVE_OTHER || moves[k].move != move))
		k++;
	return k;
}

/* A clean page goes to the standby list when it is trimmed. */
static enum frame_list list_of(size_t kind, enum list_name to)
{
	if (moves[kind].into == FL_MODIFIED && to == LIST_STANDBY)
		return FL_STANDBY;
	return moves[kind].into;
}

struct counted { int64_t of[FRAME_LISTS][KINDS]; bool pressure, uncounted; };

/* The simulator's event of a row that the picture covers; NULL: it has none there. */
static const struct event *sim_event(const struct building *b, size_t row)
{
	return b->c->row[row].side[SIDE_SIM];
}

static void count_fault(struct counted *c, enum fault_kind fault, int64_t count)
{
	size_t kind = kind_of_fault(fault);

	if (kind == KINDS || moves[kind].into == FRAME_LISTS)
		return;
	c->of[moves[kind].into][kind] += count;
	c->pressure |= moves[kind].pressure;
}

static void count_move(struct counted *c, enum move move, enum list_name to, int64_t count)
{
	size_t kind = kind_of_move(move);

	if (kind == KINDS)
		return;
	c->pressure |= moves[kind].pressure;
	if (moves[kind].into < FRAME_LISTS)
		c->of[list_of(kind, to)][kind] += count;
}

static void count_moves(struct counted *c, const struct event *e)
{
	for (size_t i = 0; i < e->resolved_count; i++)
		count_fault(c, e->resolved[i].kind_id, 1);
	for (size_t i = 0; i < e->resolved_rests; i++) {
		count_fault(c, e->resolved_rest[i].fault_id, e->resolved_rest[i].count);
		c->uncounted |= !e->resolved_rest[i].kind;
	}
	for (size_t i = 0; i < e->transitions; i++)
		count_move(c, e->transition[i].kind_id, e->transition[i].to_id, 1);
	for (size_t i = 0; i < e->transitions_rests; i++)
		count_move(c, e->transitions_rest[i].move_id, e->transitions_rest[i].to_id, e->transitions_rest[i].count);
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

static const char *transition_line(struct building *b, const struct transition *t)
{
	const char *page = t->at ? SAY(b, " %s", t->at) : "";
	const char *slot = t->slot >= 0 ? SAY(b, ", slot %" PRId64, t->slot) : "";

	return SAY(b, "%s%s, frame %04" PRIX64 ": %s \u2192 %s%s", t->kind ? t->kind : "moved", page, t->pfn,
	           t->from ? t->from : "?", t->to ? t->to : "?", slot);
}

static const char *fault_line(struct building *b, const struct resolved *r)
{
	const struct where *at = &r->at;
	const char *page = where_is_named(at) ? SAY(b, " %c%" PRId64 "+0x%" PRIx64, where_letter(at), where_number(at), at->offset) :
	                   at->known ? SAY(b, " 0x%" PRIx64, at->offset) : "";

	if (r->kind_id == FAULT_STACK_GROWTH)
		return SAY(b, "stack growth%s: the guard page moves down", page);
	return SAY(b, "%s%s, frame %04" PRIX64, moves[kind_of_fault(r->kind_id)].word, page, r->pfn);
}

struct list_lines { struct building *b; struct picture *f; size_t lines; };

static void tell_faults(struct list_lines *t, const struct event *e, enum fault_kind kind)
{
	for (size_t i = 0; i < e->resolved_count && t->lines < LIST_LINES; i++)
		if (e->resolved[i].kind_id == kind)
			t->f->list_line[t->lines++] = fault_line(t->b, &e->resolved[i]);
}

static void tell_transitions(struct list_lines *t, const struct event *e, bool of_the_lab)
{
	for (size_t i = 0; i < e->transitions && t->lines < LIST_LINES; i++)
		if ((e->transition[i].at && e->transition[i].at[0] == 'A') == of_the_lab)
			t->f->list_line[t->lines++] = transition_line(t->b, &e->transition[i]);
}

static bool adds_pressure(enum fault_kind fault)
{
	size_t kind = kind_of_fault(fault);

	return kind < KINDS && moves[kind].pressure;
}

/* Copies and stack growth first, for they are few; then what left memory, the lab's own pages before those of its image and
 * stack; then what came back. */
static void tell_first(struct building *b, struct picture *f)
{
	static const enum fault_kind of_turn[] = { FAULT_COPY_ON_WRITE, FAULT_STACK_GROWTH, FAULT_NONE, FAULT_HARD, FAULT_TRANSITION };
	struct list_lines t = { b, f, 0 };
	int64_t all = 0;

	for (int turn = 0; turn < 6; turn++)
		for (size_t row = f->first_row; row <= f->row; row++) {
			const struct event *e = sim_event(b, row);

			if (!e)
				continue;
			if (turn == 2 || turn == 5)
				tell_transitions(&t, e, turn == 2);
			else
				tell_faults(&t, e, of_turn[turn]);
			all += turn == 0 ? (int64_t)e->transitions + e->transitions_more : 0;
			for (size_t i = 0; turn == 0 && i < e->resolved_count; i++)
				all += adds_pressure(e->resolved[i].kind_id);
			for (size_t i = 0; turn == 0 && i < e->resolved_rests; i++)
				all += adds_pressure(e->resolved_rest[i].fault_id) ? e->resolved_rest[i].count : 0;
		}
	f->list_rest = all > (int64_t)t.lines ? SAY(b, "and %" PRId64 " more", all - (int64_t)t.lines) : "";
	while (t.lines < LIST_LINES)
		f->list_line[t.lines++] = "";
}

/* "It trimmed 2 pages." A step without faults says by itself why pages left. */
static const char *made_way(struct building *b, const struct counted *c)
{
	size_t kind = kind_of_move(MOVE_TRIM);
	int64_t n = c->of[FL_MODIFIED][kind] + c->of[FL_STANDBY][kind];

	return n ? SAY(b, " Trimmed: %" PRId64 " page%s.", n, n == 1 ? "" : "s") : "";
}

/* "Since the last step: 31 page faults (30 demand-zero, 1 hard)." */
static const char *sentence(struct building *b, const struct counted *c)
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
	return SAY(b, " Since the last step: %s%" PRId64 " page fault%s (%s).%s",
	           c->uncounted ? "at least " : "", faults, faults == 1 ? "" : "s", kinds, made_way(b, c));
}

bool lists_under_pressure(const struct event *e)
{
	struct counted c = { 0 };

	if (!e || !e->lists.given)
		return false;
	count_moves(&c, e);
	return c.pressure;
}

void lists_of_picture(struct building *b, struct picture *f)
{
	const struct lists *first = NULL, *last = NULL;
	struct counted c = { 0 };

	for (size_t row = f->first_row; row <= f->row; row++) {
		const struct event *e = sim_event(b, row);

		if (!e)
			continue;
		count_moves(&c, e);
		if (e->lists.given) {
			first = first ? first : &e->lists;
			last = &e->lists;
		}
	}
	if (f->has_walk || !first || !c.pressure)
		return;
	f->has_lists = true;
	for (int l = 0; l < FRAME_LISTS; l++) {
		int64_t was = first->before[l], is = last->after[l];
		bool changed = was >= 0 && is != was;

		f->list[l] = (struct list_box){ reader_list_name(l),
		                                SAY(b, changed ? "%" PRId64 " (%+" PRId64 ")" : "%" PRId64, is, is - was),
		                                came_by(b, &c, l), changed };
	}
	tell_first(b, f);
	f->list_say = sentence(b, &c);
}
