/*
 * structure_lists.c - the lists of frames and the page file, with what moved between them in a step.
 *
 * All ways that a frame can take are always there, thin and dashed; those that
 * frames took in this step are thick, with how many, which, and for which page.
 */
#include "viz/structure/parts.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define EXAMPLES 2              /* frames named on an arrow */

/* The free list is first: from there Graphviz follows the ways, so those that lead back are the ones that it turns round. */
static const struct { const char *id, *name, *list, *why; } nodes[] = {
	{ "list_free",       "free",       "free",       "Frames whose contents nobody needs; a reader may take them as they are." },
	{ "list_zeroed",     "zeroed",     "zeroed",     "Frames full of zeros, for a fresh page. Frames never used count as zeroed." },
	{ "list_active",     "active",     "active",     "Frames that a valid page-table entry names, and those that hold page tables." },
	{ "list_modified",   "modified",   "modified",   "Out of the working set; the frame is the only copy of its page." },
	{ "list_transition", "transition", "transition", "Being written to the page file, or read from it." },
	{ "list_standby",    "standby",    "standby",    "Out of the working set, with a copy in the page file: can be had at once." },
	{ "page_file",       "page file",  "page file",  "Pages whose contents are on disk, whether in a frame as well or not." }
};

/* A way: of a transition `kind`, or of a fault resolved (`fault`), from one node to another. */
static const struct { const char *kind, *from, *to, *word; bool fault; } ways[] = {
	{ "zero",        "free",       "zeroed",     "zero",              false },
	{ "demand-zero", "zeroed",     "active",     "demand-zero fault", true },
	{ "demand-zero", "free",       "active",     "demand-zero fault", true },
	{ "copy-on-write", "zeroed",   "active",     "copy-on-write fault", true },
	{ "copy-on-write", "free",     "active",     "copy-on-write fault", true },
	{ "trim",        "active",     "modified",   "trim, changed",     false },
	{ "trim",        "active",     "standby",    "trim, clean",       false },
	{ "write",       "modified",   "transition", "page writer",       false },
	{ "written",     "transition", "standby",    "written",           false },
	{ "transition",  "active",     "active",     "soft fault: in use elsewhere", true },
	{ "transition",  "modified",   "active",     "soft fault",        true },
	{ "transition",  "standby",    "active",     "soft fault",        true },
	{ "repurpose",   "standby",    "free",       "repurpose",         false },
	{ "read",        "free",       "transition", "read in",           false },
	{ "hard",        "transition", "active",     "hard fault",        true },
	{ "free",        "active",     "free",       "free",              false },
	{ "free",        "standby",    "free",       "free",              false },
	{ "free",        "modified",   "free",       "free",              false }
};
#define WAYS (sizeof ways / sizeof ways[0])

struct traffic {
	size_t count, out, in;          /* frames; of them with a page of the page file that was written, or read */
	char text[400];
	size_t used;
};

struct flow {
	struct sketch *s;
	struct traffic way[WAYS];
	struct traffic write, read;     /* transition to page file, and back */
	size_t other;                   /* on no way that is known here */
	int64_t more;
};

/* ---- what moved ---- */

static const char *page_name(const struct sketch *s, const struct where *at, char *out, size_t room)
{
	if (!at->known)
		return "";
	if (at->place >= 0)
		snprintf(out, room, ": A%" PRId64 " page %" PRIu64, at->place, at->offset / s->teller->page_size);
	else
		snprintf(out, room, ": 0x%" PRIX64, at->offset);
	return out;
}

static void note_one(const struct sketch *s, struct traffic *t, uint64_t pfn, const struct where *at, uint64_t slot)
{
	char page[48] = "", where[40] = "";

	if (slot)
		snprintf(where, sizeof where, " (slot %" PRIu64 ")", slot);
	if (t->count++ < EXAMPLES && t->used < sizeof t->text)
		t->used += (size_t)snprintf(t->text + t->used, sizeof t->text - t->used, "\npfn 0x%" PRIX64 "%s%s", pfn, page_name(s, at, page, sizeof page), where);
}

static void note_way(struct flow *w, bool fault, const char *kind, const char *from, const char *to, uint64_t pfn, const struct where *at, uint64_t slot)
{
	for (size_t i = 0; kind && from && i < WAYS; i++)
		if (ways[i].fault == fault && strcmp(ways[i].kind, kind) == 0 && strcmp(ways[i].from, from) == 0 &&
		    (fault || (to && strcmp(ways[i].to, to) == 0))) {
			note_one(w->s, &w->way[i], pfn, at, slot);
			return;
		}
	w->other += kind && strcmp(kind, "stack-growth") != 0;
}

static void note_event(struct flow *w, const struct event *e)
{
	for (size_t i = 0; i < e->resolveds; i++)
		note_way(w, true, e->resolved[i].kind, e->resolved[i].from, NULL, e->resolved[i].pfn, &e->resolved[i].at, 0);
	w->more += e->resolved_more;
	for (size_t i = 0; i < e->transitions; i++) {
		const struct transition *m = &e->transition[i];
		struct where at = { 0 };

		if (m->at)
			reader_parse_where(m->at, &at);
		note_way(w, false, m->kind, m->from, m->to, m->pfn, &at, 0);
		if (m->kind && m->slot > 0 && strcmp(m->kind, "written") == 0)
			note_one(w->s, &w->write, m->pfn, &at, (uint64_t)m->slot);
		if (m->kind && m->slot > 0 && strcmp(m->kind, "read") == 0)
			note_one(w->s, &w->read, m->pfn, &at, (uint64_t)m->slot);
	}
	w->more += e->transitions_more;
}

/* ---- the graph ---- */

static int64_t count_in(const struct kernel *k, const char *list)
{
	for (size_t i = 0; i < FRAME_LISTS; i++)
		if (strcmp(reader_list_name((enum frame_list)i), list) == 0)
			return k->lists ? k->list[i] : -1;
	return -1;
}

static void draw_node(struct sketch *s, size_t i)
{
	int64_t now = count_in(s->now, nodes[i].list), was = count_in(s->was, nodes[i].list);
	bool file = strcmp(nodes[i].list, "page file") == 0, passing = strcmp(nodes[i].list, "transition") == 0;
	struct look l = { .state = file || passing ? LOOK_PLAIN : (int)palette_of_list(nodes[i].list), .changed = now != was, .class = "list",
	                  .shape = file ? "cylinder" : NULL, .rounded = passing };

	card_open(s, nodes[i].id);
	card_line(s, LINE_HEAD, "%s%s", l.changed ? "\u0394 " : "", nodes[i].name);
	if (passing)
		card_line(s, LINE_TEXT, "input or output");
	else if (now < 0)
		card_line(s, LINE_TEXT, "not told");
	else if (now != was && was >= 0)
		card_line(s, LINE_HEAD, "%" PRId64 " %s%s (%+" PRId64 ")", now, file ? "page" : "frame", now == 1 ? "" : "s", now - was);
	else
		card_line(s, LINE_TEXT, "%" PRId64 " %s%s", now, file ? "page" : "frame", now == 1 ? "" : "s");
	card_close(s, &l, nodes[i].why);
}

static const char *node_of(const char *list)
{
	for (size_t i = 0; i < sizeof nodes / sizeof nodes[0]; i++)
		if (strcmp(nodes[i].list, list) == 0)
			return nodes[i].id;
	return "list_free";
}

static void id_of(char *out, size_t room, const char *kind, const char *from, const char *to)
{
	snprintf(out, room, "way_%s_%s_%s", kind, from, to);
	for (char *p = out; *p; p++)
		if (*p == '-' || *p == ' ')
			*p = '_';
}

static void draw_way(struct sketch *s, const char *kind, const char *from, const char *to, const char *word, const struct traffic *t, bool always,
                     const char *extra)
{
	char id[80], label[600], attributes[160];

	if (!t->count && !always)
		return;
	id_of(id, sizeof id, kind, from, to);
	snprintf(label, sizeof label, "%s", word);
	if (t->count > EXAMPLES)
		snprintf(label, sizeof label, "\u0394 %s \u00d7 %zu%s\n\u2026 and %zu more", word, t->count, t->text, t->count - EXAMPLES);
	else if (t->count)
		snprintf(label, sizeof label, "\u0394 %s%s%s", word, t->count > 1 ? " \u00d7 2" : "", t->text);
	snprintf(attributes, sizeof attributes, "%s%s", t->count ? " color=\"" ACCENT "\" penwidth=3" :
	         " style=dashed color=\"" PEND_LN "\" fontcolor=\"" GREY_TXT "\" penwidth=1", extra);
	arrow(s, node_of(from), node_of(to), id, t->count ? "way chg" : "way", label, attributes);
}

static void draw_ways(struct flow *w)
{
	for (size_t i = 0; i < WAYS; i++) {
		bool rare = strcmp(ways[i].kind, "copy-on-write") == 0 || strcmp(ways[i].from, ways[i].to) == 0 || (strcmp(ways[i].kind, "free") == 0 && strcmp(ways[i].from, "active"));
		bool aside = strcmp(ways[i].kind, "zero") == 0;         /* the two stand one above the other */

		draw_way(w->s, ways[i].kind, ways[i].from, ways[i].to, ways[i].word, &w->way[i], !rare, aside ? " constraint=false" : "");
	}
	draw_way(w->s, "written", "transition", "page file", "to the page file", &w->write, true, "");
	draw_way(w->s, "read", "page file", "transition", "from the page file", &w->read, true, "");
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
	snprintf(a->first, sizeof a->first, "list_zeroed");
	a->depth = 5;
	if (!s->now->lists) {
		remark(s, "list_zeroed", "this trace does not tell\nthe lists of frames");
		cluster_close(s);
		return;
	}
	for (size_t i = 0; i < sizeof nodes / sizeof nodes[0]; i++)
		draw_node(s, i);
	draw_ways(&w);
	if (w.more || w.other) {
		snprintf(text, sizeof text, "and %" PRId64 " more that the trace counts\nand does not name", w.more + (int64_t)w.other);
		remark(s, "ways_more", text);
	}
	cluster_close(s);
}
