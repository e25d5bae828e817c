/*
 * tables.c - the page tables from the root down to the frames, as far as they are populated.
 *
 * A table is a node with a row for each run of entries that are alike; a row leads to the next
 * table, to frames, or to pages of the page file. Tables that hold nothing of the lab's are
 * one row. A trace that does not tell the tables tells the walk to the watched address.
 */
#include "viz/structure/graphs.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "viz/structure/runs.h"

#define LEAF_ROWS     48        /* of all leaf tables drawn whole; then only those that are watched or changed are */
#define LEAF_ROWS_ALL 16        /* the same beside the other structures */
#define TABLES_MAX 32           /* then only those on the walk to the watched address, and those that changed */

static const char *const level_names[] = { "PT", "PD", "PDPT", "PML4" };
static const char *const level_ids[] = { "pt", "pd", "pdpt", "pml4" };

static void table_id(char *out, size_t room, uint32_t level, uint64_t va)
{
	snprintf(out, room, "tab_%s_%" PRIx64, level_ids[level & 3], va);
}

static bool leads_on(const struct entry *e)
{
	return e->means_id == PTE_TABLE;
}

/* ---- a table ---- */

static void cell(struct sketch *s, const char *port, const char *text, int state, const struct entry_run *r)
{
	const struct palette_state *p = state >= 0 ? &palette_states[state] : NULL;
	enum look look = r->changed ? LOOK_CELL_CHANGED : r->watched ? LOOK_CELL_WATCHED : LOOK_CELL;
	char attributes[160];
	int n = snprintf(attributes, sizeof attributes, "%s%s%s bgcolor=\"%s\"", port ? " port=\"" : "", port ? port : "", port ? "\"" : "",
	                 p ? p->fill : r->changed ? TINT : WHITE);

	if (look == LOOK_CELL && p && p->line)
		snprintf(attributes + n, sizeof attributes - (size_t)n, " color=\"%s\" style=\"%s\"", p->line,
		         strstr(p->style, "dotted") ? "dotted" : "dashed");
	table_cell(s, attributes, look, LINE_TEXT, p ? p->text : NULL, text);
}

static void head_cell(struct sketch *s, const char *text, enum line_font font, bool fresh)
{
	table_cell(s, fresh ? " bgcolor=\"" TINT "\"" : " bgcolor=\"" PENDING "\"", fresh ? LOOK_CELL_CHANGED : LOOK_CELL, font,
	           NULL, text);
}

static void open_table(struct sketch *s, const struct table *t, bool fresh)
{
	char id[48], head[80];

	table_id(id, sizeof id, t->level, t->va);
	ink_printf(s->out, "    \"%s\" [id=\"%s\" class=\"table%s\" shape=plaintext margin=0 "
	           "tooltip=\"A page table: 512 entries of 8 bytes in one frame.\" "
	           "label=<<table border=\"0\" cellborder=\"1\" cellspacing=\"0\" cellpadding=\"" CELL_PADDING "\"><tr>", id, id, fresh ? " chg" : "");
	snprintf(head, sizeof head, "%s%s", fresh ? "\u0394 new: " : "", level_names[t->level & 3]);
	head_cell(s, head, LINE_HEAD, fresh);
	snprintf(head, sizeof head, "frame 0x%" PRIX64, t->pfn);
	head_cell(s, head, LINE_TEXT, fresh);
	ink_puts(s->out, "</tr>");
}

static void close_table(struct sketch *s)
{
	ink_puts(s->out, "</table>>];\n");
}

static void draw_upper_row(struct table_drawing *d, const struct entry_run *r, const char *summary, bool below_changed)
{
	struct entry_run shown = *r;
	char port[16], index[48], what[160];

	snprintf(port, sizeof port, "e%" PRIu32, r->first);
	if (r->folded) {
		snprintf(index, sizeof index, "\u2026 %" PRIu32 " more", r->folded);
		snprintf(what, sizeof what, "not drawn");
	} else {
		snprintf(index, sizeof index, "%s%s[%" PRIu32 "]", r->changed ? "\u0394 " : "", r->watched ? "\u25bc " : "", r->first);
		if (leads_on(r->entry))
			snprintf(what, sizeof what, "\u2192 0x%" PRIX64 "%s%s", r->entry->number, *summary ? ": " : "", summary);
		else
			snprintf(what, sizeof what, "%s%s", r->changed ? "\u2717 zero" : "zero", r->watched ? ": the walk stops" : "");
	}
	ink_puts(d->s->out, "<tr>");
	cell(d->s, NULL, index, CARD_PLAIN, r);
	shown.changed |= below_changed;
	cell(d->s, port, what, CARD_PLAIN, &shown);
	ink_puts(d->s->out, "</tr>");
}

static const char *what_of(const struct entry_run *r, char *out, size_t room)
{
	const struct entry *e = r->entry;
	const char *word = !e->means ? r->changed ? "zero again" : "zero: ask the VAD" : e->means_id == PTE_VALID ? "resident" : e->means;

	snprintf(out, room, "%.24s%s%.8s", word, e->means && e->rights && *e->rights ? "  " : "", e->means && e->rights ? e->rights : "");
	return out;
}

static void draw_leaf_row(struct table_drawing *d, const struct entry_run *r)
{
	char port[16], name[80], left[112], what[80];

	snprintf(port, sizeof port, "e%" PRIu32, r->first);
	if (r->folded) {
		snprintf(left, sizeof left, "%s\u2026 %" PRIu32 " runs", r->changed ? "\u0394 " : "", r->folded);
		snprintf(what, sizeof what, "%" PRIu32 " pages", r->count);
	} else {
		snprintf(left, sizeof left, "%s%s%s", r->changed ? "\u0394 " : "", r->watched ? "\u25bc " : "",
		         run_owner(d, r, name, sizeof name));
		what_of(r, what, sizeof what);
	}
	ink_puts(d->s->out, "<tr>");
	cell(d->s, NULL, left, CARD_PLAIN, r);
	cell(d->s, port, what, r->folded ? CARD_PLAIN : (int)palette_of_entry(r->entry->means ? r->entry->means : "zero"), r);
	ink_puts(d->s->out, "</tr>");
}

/* ---- where the rows lead ---- */

static void range_text(char *out, size_t room, const char *word, uint64_t first, uint32_t count)
{
	if (count == 1)
		snprintf(out, room, "%s 0x%" PRIX64, word, first);
	else
		snprintf(out, room, "%ss 0x%" PRIX64 "\u20130x%" PRIX64, word, first, first + count - 1);
}

static enum look look_of_edge(const struct entry_run *r)
{
	return r->changed ? LOOK_LINK_CHANGED : r->watched ? LOOK_LINK_WATCHED : LOOK_LINK;
}

static void draw_target(struct table_drawing *d, const char *from, const struct entry_run *r)
{
	const struct entry *e = r->entry;
	bool file = e->means_id == PTE_PAGE_FILE, valid = e->means_id == PTE_VALID;
	char id[64], text[80], edge[96], port[96];

	if (r->count == 1)
		snprintf(id, sizeof id, "%s_%" PRIx64, file ? "slot" : "pfn", e->number);
	else
		snprintf(id, sizeof id, "%s_%" PRIx64 "_%" PRIu32, file ? "slot" : "pfn", e->number, r->count);
	card_open(d->s, id);
	if (file && r->count == 1)
		snprintf(text, sizeof text, "page file, slot %" PRIu64, e->number);
	else if (file)
		snprintf(text, sizeof text, "page file, slots %" PRIu64 "\u2013%" PRIu64, e->number, e->number + r->count - 1);
	else
		range_text(text, sizeof text, valid ? "frame" : "in transition: frame", e->number, r->count);
	card_line(d->s, LINE_TEXT, "%s", text);
	card_close(d->s, &(struct card){ .state = file ? CARD_PLAIN : valid ? PG_RESIDENT : PG_COMMITTED, .class = file ? "slot" : "frame",
	                                 .shape = file ? "cylinder" : NULL, .changed = r->changed, .watched = r->watched },
	           file ? "Where the contents of these pages are on disk." : "Page frames: physical memory that holds these pages.");
	snprintf(edge, sizeof edge, "maps_%s_%" PRIu32, from, r->first);
	snprintf(port, sizeof port, "%s\":\"e%" PRIu32, from, r->first);
	arrow(d->s, port, id, edge, r->changed ? "maps chg" : "maps", NULL, look_of_edge(r), " headport=w");
}

static void draw_table(struct table_drawing *d, const struct table *t);

/* A leaf table is drawn whole if the lab has something to do with it, and there is room. */
static bool is_of_interest(const struct table_drawing *d, const struct table *t, size_t runs)
{
	bool full = d->rows >= (d->s->part == ST_ALL ? LEAF_ROWS_ALL : LEAF_ROWS);

	if (table_covers(t, d->watched))
		return true;
	for (size_t i = 0; i < runs; i++) {
		enum vad_kind kind = d->run[i].owner < -1 ? d->s->now->vad[-2 - d->run[i].owner].kind_id : VAD_NONE;
		bool of_the_lab = d->run[i].owner >= 0 || (kind != VAD_NONE && kind != VAD_STACK && kind != VAD_IMAGE);

		if (of_the_lab && (!full || d->run[i].changed))
			return true;
	}
	return false;
}

/* What a leaf table that is not drawn whole holds, in a few words; true if some of it changed. */
static bool summary_of(const struct table_drawing *d, size_t runs, char *out, size_t room)
{
	const char *kind = runs && d->run[0].owner < -1 ? d->s->now->vad[-2 - d->run[0].owner].kind : NULL;
	uint32_t valid = 0, other = 0;
	bool changed = false;
	int n;

	for (size_t i = 0; i < runs; i++) {
		const struct entry *e = d->run[i].entry;

		if (e->means_id == PTE_VALID)
			valid += d->run[i].count;
		else if (e->means)
			other += d->run[i].count;
		changed |= d->run[i].changed;
	}
	n = snprintf(out, room, "%s%.16s%s%" PRIu32 " resident", changed ? "\u0394 " : "", kind ? kind : "", kind ? ": " : "", valid);
	if (other && n > 0 && (size_t)n < room)
		snprintf(out + n, room - (size_t)n, ", %" PRIu32 " not", other);
	return changed;
}

static void draw_summary(struct table_drawing *d, size_t runs)
{
	struct entry_run all = { .count = 0 };
	char text[96];

	all.changed = summary_of(d, runs, text, sizeof text);
	ink_puts(d->s->out, "<tr>");
	table_cell(d->s, all.changed ? " colspan=\"2\" bgcolor=\"" TINT "\"" : " colspan=\"2\" bgcolor=\"" WHITE "\"",
	           all.changed ? LOOK_CELL_CHANGED : LOOK_CELL, LINE_TEXT, NULL, text);
	ink_puts(d->s->out, "</tr>");
}

/* In the diagram of all structures a leaf table without interest is a few words in the row that leads to it. */
static bool is_told_in_row(struct table_drawing *d, const struct table *below, char *summary, size_t room, bool *changed)
{
	size_t runs;

	if (d->s->part != ST_ALL || !below || below->level > 0)
		return false;
	runs = runs_find(d, below);
	if (is_of_interest(d, below, runs))
		return false;
	*changed = summary_of(d, runs, summary, room);
	return true;
}

static void draw_upper(struct table_drawing *d, const struct table *t)
{
	size_t n = runs_fold(d, runs_find(d, t));
	struct entry_run run[ROWS_MAX * 2 + 2];
	const struct table *below[ROWS_MAX * 2 + 2];
	char from[48], to[48], edge[96], port[96], summary[96];

	n = n < sizeof run / sizeof run[0] ? n : sizeof run / sizeof run[0];
	memcpy(run, d->run, n * sizeof *run);           /* the tables below use d->run as well */
	table_id(from, sizeof from, t->level, t->va);
	open_table(d->s, t, d->s->was->tables && !kernel_table(d->s->was, t->level, t->va));
	for (size_t i = 0; i < n; i++) {
		bool changed = false;

		summary[0] = '\0';
		below[i] = run[i].folded || !leads_on(run[i].entry) ? NULL :
		           kernel_table(d->s->now, t->level - 1, table_address(t, run[i].first));
		if (is_told_in_row(d, below[i], summary, sizeof summary, &changed))
			below[i] = NULL;
		else if (below[i] && d->tables >= TABLES_MAX && !run[i].watched && !run[i].changed) {
			below[i] = NULL;
			snprintf(summary, sizeof summary, "not drawn");
		}
		d->tables += below[i] != NULL;
		draw_upper_row(d, &run[i], summary, changed);
	}
	close_table(d->s);
	for (size_t i = 0; i < n; i++) {
		if (!below[i])
			continue;
		draw_table(d, below[i]);
		table_id(to, sizeof to, below[i]->level, below[i]->va);
		snprintf(edge, sizeof edge, "to_%s", to);
		snprintf(port, sizeof port, "%s\":\"e%" PRIu32, from, run[i].first);
		arrow(d->s, port, to, edge, run[i].changed ? "walk chg" : "walk", NULL, look_of_edge(&run[i]), " headport=w");
	}
}

static void draw_leaf(struct table_drawing *d, const struct table *t)
{
	size_t n = runs_find(d, t);
	bool whole = is_of_interest(d, t, n);
	char from[48];

	table_id(from, sizeof from, t->level, t->va);
	open_table(d->s, t, d->s->was->tables && !kernel_table(d->s->was, t->level, t->va));
	if (!whole) {
		draw_summary(d, n);
		close_table(d->s);
		return;
	}
	n = runs_fold(d, runs_cut_at_shared(d, n));
	d->rows += n;
	for (size_t i = 0; i < n; i++)
		draw_leaf_row(d, &d->run[i]);
	close_table(d->s);
	for (size_t i = 0; i < n; i++)
		if (!d->run[i].folded && d->run[i].entry->means && d->run[i].entry->number != NO_LINK)
			draw_target(d, from, &d->run[i]);
}

static void draw_table(struct table_drawing *d, const struct table *t)
{
	if (t->level > 0)
		draw_upper(d, t);
	else
		draw_leaf(d, t);
}

static void draw_gone(struct table_drawing *d, const char *root)
{
	const struct kernel *was = d->s->was;
	size_t drawn = 0;

	for (size_t i = 0; was->tables && i < was->table_count && drawn < ROWS_MAX; i++) {
		const struct table *t = was->table[i];
		char id[48], gone[64];

		if (kernel_table(d->s->now, t->level, t->va))
			continue;
		table_id(id, sizeof id, t->level, t->va);
		snprintf(gone, sizeof gone, "gone_%s", id);
		card_open(d->s, gone);
		card_line(d->s, LINE_HEAD, "\u2717 gone: %s", level_names[t->level & 3]);
		card_line(d->s, LINE_TEXT, "of 0x%" PRIX64 ", was in frame 0x%" PRIX64, t->va, t->pfn);
		card_close(d->s, &(struct card){ .state = CARD_PLAIN, .gone = true, .class = "table" }, "A table without entries in use is given back.");
		behind(d->s, root, gone, t->level < 3 ? 3 - t->level : 1);
		drawn++;
	}
}

/* ---- if only the walk is told ---- */

static void draw_walk(struct table_drawing *d)
{
	const struct picture *f = d->s->f;
	char id[48], from[48] = "", edge[64];

	for (int i = 0; i < WALK_LEVELS; i++) {
		const struct walk_entry *e = &f->entry[i];

		snprintf(id, sizeof id, "walk_%s", level_ids[3 - i]);
		card_open(d->s, id);
		card_line(d->s, LINE_HEAD, "%s%s", e->changed ? "\u0394 " : "", level_names[3 - i]);
		card_line(d->s, LINE_MONO, "%s", e->text);
		card_close(d->s, &(struct card){ .state = CARD_PLAIN, .pending = !e->reached, .changed = e->changed, .watched = e->reached,
		                                 .class = "table" }, NULL);
		snprintf(edge, sizeof edge, "to_%s", id);
		if (i > 0)
			arrow(d->s, from, id, edge, "walk", NULL, e->reached ? LOOK_LINK_WATCHED : LOOK_LINK_LOOSE, NULL);
		snprintf(from, sizeof from, "%s", id);
	}
	card_open(d->s, "walk_frame");
	card_line(d->s, LINE_HEAD, "%s%s", f->frame_new ? "\u0394 " : "", f->miss < 0 ? "frame" : "no frame");
	card_line(d->s, LINE_MONO, "%.*s", (int)strcspn(f->frame_text, "\n"), f->frame_text);
	card_close(d->s, &(struct card){ .state = f->miss < 0 ? PG_RESIDENT : CARD_PLAIN, .pending = f->miss >= 0, .changed = f->frame_new,
	                                 .class = "frame" }, NULL);
	arrow(d->s, from, "walk_frame", "to_walk_frame", "walk", NULL, f->miss < 0 ? LOOK_LINK_WATCHED : LOOK_LINK_LOOSE, NULL);
}

static void draw_what_is_known(struct table_drawing *d, struct anchors *a)
{
	if (d->s->f->has_walk) {
		cluster_open(d->s, "tables", CLUSTER_MARGIN, "PAGE TABLES", "the way to the watched address: this trace does not record the others");
		draw_walk(d);
		snprintf(a->first, sizeof a->first, "walk_pml4");
		a->depth = 5;
	} else {
		cluster_open(d->s, "tables", CLUSTER_MARGIN, "PAGE TABLES", NULL);
		remark(d->s, "tables_none", "this trace does not record\nthe page tables");
		snprintf(a->first, sizeof a->first, "tables_none");
		a->depth = 1;
	}
	cluster_close(d->s);
}

void draw_tables(struct sketch *s, struct anchors *a)
{
	struct table_drawing d = { .s = s, .watched = s->f->has_walk ? s->f->walk_of : NO_LINK };
	const struct table *root = s->now->tables ? kernel_table(s->now, 3, 0) : NULL;
	char note[160];

	if (!root) {
		draw_what_is_known(&d, a);
		return;
	}
	if (d.watched == NO_LINK)
		snprintf(note, sizeof note, "SIM only: kernel data. %zu tables", s->now->table_count);
	else
		snprintf(note, sizeof note, "SIM only: kernel data. %zu tables; \u25bc the walk to 0x%" PRIX64, s->now->table_count, d.watched);
	cluster_open(s, "tables", CLUSTER_MARGIN, "PAGE TABLES", note);
	draw_upper(&d, root);
	table_id(a->first, sizeof a->first, root->level, root->va);
	draw_gone(&d, a->first);
	cluster_close(s);
	a->depth = 5;
}
