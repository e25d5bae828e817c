/*
 * lists.c - the lists of frames and the page file, with what moved between them in a step.
 *
 * The edges between the lists are always there, thin and dashed; those that frames
 * went along in this step are thick, with how many, which, and for which page.
 */
#include "viz/structure/graphs.h"

#include <inttypes.h>
#include <stdio.h>

#define EXAMPLES 2              /* frames named on an arrow */

/* The free list is first: from there Graphviz follows the edges, so those that lead back are the ones that it turns round. */
static const struct { const char *id; enum list_name list; enum frame_list count; const char *why; } nodes[] = {
	{ "list_free",        LIST_FREE,       FL_FREE,      "Frames whose contents are no longer needed; a page that is read in may take them uncleared." },
	{ "list_zeroed",      LIST_ZEROED,     FL_ZEROED,    "Frames full of zeros, for a fresh page. Frames never used count as zeroed." },
	{ "list_active",      LIST_ACTIVE,     FL_ACTIVE,    "Frames that a valid page-table entry names, and those that hold page tables." },
	{ "list_modified",    LIST_MODIFIED,   FL_MODIFIED,  "Out of the working set; the frame is the only copy of its page." },
	{ "list_transition",  LIST_TRANSITION, FRAME_LISTS,  "Being written to the page file, or read from it." },
	{ "list_standby",     LIST_STANDBY,    FL_STANDBY,   "Out of the working set, with a copy in the page file: can be had at once." },
	{ "page_file",        LIST_PAGE_FILE,  FL_PAGE_FILE, "Pages whose contents are on disk, whether in a frame as well or not." }
};

/*
 * An edge: a move, or a fault resolved, from one node to another. They are given to Graphviz from left to right, as the nodes
 * stand above, and those that leave one node at the left are here from the lowest up: so it has no order to choose, and
 * they stay where they are from step to step.
 */
static const struct { enum fault_kind fault; enum move move; enum list_name from, to; const char *word; } edges[] = {
	{ FAULT_NONE,          MOVE_ZERO,      LIST_FREE,       LIST_ZEROED,     "zero" },
	{ FAULT_DEMAND_ZERO,   MOVE_NONE,      LIST_ZEROED,     LIST_ACTIVE,     "demand-zero fault" },
	{ FAULT_COPY_ON_WRITE, MOVE_NONE,      LIST_ZEROED,     LIST_ACTIVE,     "copy-on-write fault" },
	{ FAULT_NONE,          MOVE_READ,      LIST_FREE,       LIST_TRANSITION, "read in" },
	{ FAULT_DEMAND_ZERO,   MOVE_NONE,      LIST_FREE,       LIST_ACTIVE,     "demand-zero fault" },
	{ FAULT_COPY_ON_WRITE, MOVE_NONE,      LIST_FREE,       LIST_ACTIVE,     "copy-on-write fault" },
	{ FAULT_NONE,          MOVE_FREE,      LIST_ACTIVE,     LIST_FREE,       "free" },
	{ FAULT_NONE,          MOVE_FREE,      LIST_MODIFIED,   LIST_FREE,       "free" },
	{ FAULT_NONE,          MOVE_FREE,      LIST_STANDBY,    LIST_FREE,       "free" },
	{ FAULT_NONE,          MOVE_REPURPOSE, LIST_STANDBY,    LIST_FREE,       "repurpose" },
	{ FAULT_HARD,          MOVE_NONE,      LIST_TRANSITION, LIST_ACTIVE,     "hard fault" },
	{ FAULT_TRANSITION,    MOVE_NONE,      LIST_MODIFIED,   LIST_ACTIVE,     "soft fault" },
	{ FAULT_NONE,          MOVE_TRIM,      LIST_ACTIVE,     LIST_MODIFIED,   "trim, changed" },
	{ FAULT_NONE,          MOVE_TRIM,      LIST_ACTIVE,     LIST_STANDBY,    "trim, clean" },
	{ FAULT_TRANSITION,    MOVE_NONE,      LIST_STANDBY,    LIST_ACTIVE,     "soft fault" },
	{ FAULT_TRANSITION,    MOVE_NONE,      LIST_ACTIVE,     LIST_ACTIVE,     "soft fault: in use elsewhere" },
	{ FAULT_NONE,          MOVE_WRITE,     LIST_MODIFIED,   LIST_TRANSITION, "page writer" },
	{ FAULT_NONE,          MOVE_WRITTEN,   LIST_TRANSITION, LIST_STANDBY,    "written" }
};
#define EDGES (sizeof edges / sizeof edges[0])

struct traffic {
	size_t count, named;            /* frames; of them those in the text */
	size_t out, in;                 /* of them with a page of the page file that was written, or read */
	char text[400];
	size_t used;
};

struct flow {
	struct sketch *s;
	struct traffic edge[EDGES];
	struct traffic write, read;     /* transition to page file, and back */
	size_t other;                   /* on no edge that is known here */
	int64_t more;
};

/* ---- what moved ---- */

static const char *page_name(const struct sketch *s, const struct where *at, char *out, size_t room)
{
	if (!at->known)
		return "";
	if (where_is_named(at))
		snprintf(out, room, ": %c%" PRId64 " page %" PRIu64, where_letter(at), where_number(at), at->offset / s->teller->page_size);
	else
		snprintf(out, room, ": 0x%" PRIX64, at->offset);
	return out;
}

static void note_one(const struct sketch *s, struct traffic *t, uint64_t pfn, const struct where *at, uint64_t slot)
{
	char page[48] = "", where[40] = "";

	if (slot)
		snprintf(where, sizeof where, " (slot %" PRIu64 ")", slot);
	if (t->count++ < EXAMPLES && ++t->named && t->used < sizeof t->text)
		t->used += (size_t)snprintf(t->text + t->used, sizeof t->text - t->used, "\npfn 0x%" PRIX64 "%s%s", pfn,
		                            page_name(s, at, page, sizeof page), where);
}

/* The edge of this fault, or of this move, whose end is known too. */
static bool is_on_edge(size_t i, enum fault_kind fault, enum move move, enum list_name from, enum list_name to)
{
	if (edges[i].from != from)
		return false;
	return fault > FAULT_OTHER ? edges[i].fault == fault : move > MOVE_OTHER && edges[i].move == move && edges[i].to == to;
}

static bool note_on_edge(struct flow *w, enum fault_kind fault, enum move move, enum list_name from, enum list_name to, uint64_t pfn,
                         const struct where *at)
{
	for (size_t i = 0; i < EDGES; i++)
		if (is_on_edge(i, fault, move, from, to)) {
			note_one(w->s, &w->edge[i], pfn, at, 0);
			return true;
		}
	return false;
}

/* Of what is not told one by one no frame is known, but the edge is, if the sort is. */
static void count_rest(struct flow *w, const struct rest *r, bool fault)
{
	size_t i = 0;

	while (i < EDGES && !is_on_edge(i, fault ? r->fault_id : FAULT_NONE, fault ? MOVE_NONE : r->move_id, r->from_id, r->to_id))
		i++;
	if (i < EDGES)
		w->edge[i].count += (size_t)r->count;
	else if (!fault || r->fault_id != FAULT_STACK_GROWTH)
		w->more += r->count;
	if (!fault && r->move_id == MOVE_WRITTEN)
		w->write.count += (size_t)r->count;
	if (!fault && r->move_id == MOVE_READ)
		w->read.count += (size_t)r->count;
}

static void note_event(struct flow *w, const struct event *e)
{
	for (size_t i = 0; i < e->resolved_count; i++)
		if (!note_on_edge(w, e->resolved[i].kind_id, MOVE_NONE, e->resolved[i].from_id, LIST_NONE, e->resolved[i].pfn,
		                  &e->resolved[i].at))
			w->other += e->resolved[i].kind && e->resolved[i].kind_id != FAULT_STACK_GROWTH;
	for (size_t i = 0; i < e->resolved_rests; i++)
		count_rest(w, &e->resolved_rest[i], true);
	for (size_t i = 0; i < e->transitions; i++) {
		const struct transition *m = &e->transition[i];
		struct where at = { 0 };

		if (m->at)
			reader_parse_where(m->at, &at);
		if (!note_on_edge(w, FAULT_NONE, m->kind_id, m->from_id, m->to_id, m->pfn, &at))
			w->other += m->kind != NULL;
		if (m->slot > 0 && m->kind_id == MOVE_WRITTEN)
			note_one(w->s, &w->write, m->pfn, &at, (uint64_t)m->slot);
		if (m->slot > 0 && m->kind_id == MOVE_READ)
			note_one(w->s, &w->read, m->pfn, &at, (uint64_t)m->slot);
	}
	for (size_t i = 0; i < e->transitions_rests; i++)
		count_rest(w, &e->transitions_rest[i], false);
}

/* ---- the graph ---- */

static int64_t count_in(const struct kernel *k, size_t node)
{
	return nodes[node].count < FRAME_LISTS && k->lists ? k->list[nodes[node].count] : -1;
}

static void draw_node(struct sketch *s, size_t i)
{
	int64_t now = count_in(s->now, i), was = count_in(s->was, i);
	const char *name = word_text(LIST_OF_LISTS, nodes[i].list);
	bool file = nodes[i].list == LIST_PAGE_FILE, passing = nodes[i].list == LIST_TRANSITION;
	struct card l = { .state = file || passing ? CARD_PLAIN : (int)palette_of_list(name), .changed = now != was, .class = "list",
	                  .shape = file ? "cylinder" : NULL, .rounded = passing, .extra = " ordering=out" };

	card_open(s, nodes[i].id);
	card_line(s, LINE_HEAD, "%s%s", l.changed ? "\u0394 " : "", name);
	if (passing)
		card_line(s, LINE_TEXT, "input or output");
	else if (now < 0)
		card_line(s, LINE_TEXT, "not in the trace");
	else if (now != was && was >= 0)
		card_line(s, LINE_HEAD, "%" PRId64 " %s%s (%+" PRId64 ")", now, file ? "page" : "frame", now == 1 ? "" : "s", now - was);
	else
		card_line(s, LINE_TEXT, "%" PRId64 " %s%s", now, file ? "page" : "frame", now == 1 ? "" : "s");
	card_close(s, &l, nodes[i].why);
}

static size_t node_of(enum list_name list)
{
	for (size_t i = 0; i < sizeof nodes / sizeof nodes[0]; i++)
		if (nodes[i].list == list)
			return i;
	return 0;
}

static void id_of(char *out, size_t room, const char *kind, const char *from, const char *to)
{
	snprintf(out, room, "way_%s_%s_%s", kind, from, to);
	for (char *p = out; *p; p++)
		if (*p == '-' || *p == ' ')
			*p = '_';
}

static void draw_edge(struct sketch *s, const char *kind, enum list_name from, enum list_name to, const char *word, const struct traffic *t,
                      bool always, bool aside)
{
	size_t from_node = node_of(from), to_node = node_of(to);
	bool back = to_node < from_node;
	char id[80], label[600];

	if (!t->count && !always)
		return;
	id_of(id, sizeof id, kind, word_text(LIST_OF_LISTS, from), word_text(LIST_OF_LISTS, to));
	snprintf(label, sizeof label, "%s", word);
	if (t->count > t->named && !t->named)
		snprintf(label, sizeof label, "\u0394 %s \u00d7 %zu", word, t->count);
	else if (t->count > t->named)
		snprintf(label, sizeof label, "\u0394 %s \u00d7 %zu%s\n\u2026 and %zu more", word, t->count, t->text, t->count - t->named);
	else if (t->count)
		snprintf(label, sizeof label, "\u0394 %s%s%s", word, t->count > 1 ? " \u00d7 2" : "", t->text);
	arrow(s, nodes[back ? to_node : from_node].id, nodes[back ? from_node : to_node].id, id, t->count ? "way chg" : "way", label,
	      aside ? t->count ? LOOK_ASIDE_CHANGED : LOOK_ASIDE_NONE : t->count ? LOOK_LINK_CHANGED : LOOK_MOVE_NONE,
	      back ? " dir=back" : NULL);
}

static void draw_edges(struct flow *w)
{
	draw_edge(w->s, "written", LIST_TRANSITION, LIST_PAGE_FILE, "to the page file", &w->write, true, false);
	draw_edge(w->s, "read", LIST_PAGE_FILE, LIST_TRANSITION, "from the page file", &w->read, true, false);
	for (size_t i = 0; i < EDGES; i++) {
		bool rare = edges[i].fault == FAULT_COPY_ON_WRITE || edges[i].from == edges[i].to ||
		            (edges[i].move == MOVE_FREE && edges[i].from != LIST_ACTIVE);
		bool aside = edges[i].move == MOVE_ZERO;         /* the two stand one above the other */
		const char *kind = edges[i].fault ? word_text(LIST_OF_FAULTS, edges[i].fault) : word_text(LIST_OF_MOVES, edges[i].move);

		draw_edge(w->s, kind, edges[i].from, edges[i].to, edges[i].word, &w->edge[i], !rare, aside);
	}
}

void draw_lists(struct sketch *s, struct anchors *a)
{
	struct flow w = { .s = s };
	char text[96];

	for (size_t i = s->first_row; i <= s->row; i++) {
		const struct event *e = s->m->c->row[i].side[SIDE_SIM];

		if (e)
			note_event(&w, e);
	}
	cluster_open(s, "frames", CLUSTER_MARGIN, "PAGE FRAMES", s->now->lists ? "SIM only: kernel data. What moved in this step" : NULL);
	snprintf(a->first, sizeof a->first, "lists");
	a->depth = 5;
	if (!s->now->lists) {
		remark(s, a->first, "this trace does not record\nthe lists of frames");
		cluster_close(s);
		return;
	}
	ink_printf(s->out, "    \"%s\" [style=invis shape=point width=0.01];\n", a->first);
	for (size_t i = 0; i < sizeof nodes / sizeof nodes[0]; i++)
		draw_node(s, i);
	behind(s, a->first, "list_free", 1);
	behind(s, a->first, "list_zeroed", 1);
	draw_edges(&w);
	if (w.more || w.other) {
		snprintf(text, sizeof text, "and %" PRId64 " more that the trace counts\nand does not name", w.more + (int64_t)w.other);
		remark(s, "ways_more", text);
		behind(s, a->first, "ways_more", 1);
	}
	cluster_close(s);
}
