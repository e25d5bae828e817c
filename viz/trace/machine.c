/* machine.c - see reading.h: the machine and the kernel behind the lab, as a simulator tells them. */
#include "viz/trace/reading.h"

#include <string.h>

#include "viz/base/plain.h"
#include "viz/base/text.h"

#define TEXT_ROOM 64            /* bytes of a string that a variable points to */

/* ---- what only the simulator tells ---- */

static bool read_entry(struct reading *r, const json_t *level, const char *key, struct pte *p)
{
	static const char *const bits[] = { "P", "RW", "US", "A", "D", "G", "NX" };
	bool *const to[] = { &p->P, &p->RW, &p->US, &p->A, &p->D, &p->G, &p->NX };
	const json_t *o = json_object_get(level, key);

	if (!o || json_is_null(o))
		return true;
	if (!json_is_object(o))
		return wrong(r, "member \"%s\" of the walk is not an object", key);
	p->given = true;
	for (size_t i = 0; i < sizeof bits / sizeof bits[0]; i++) {
		int64_t bit = 0;

		if (!opt_int(r, o, bits[i], 0, 1, &bit))
			return false;
		*to[i] = bit;
	}
	if (!opt_hex(r, o, "value", &p->value, NULL) || !opt_hex(r, o, "pfn", &p->pfn, NULL) || !opt_string(r, o, "means", &p->means))
		return false;
	p->means_id = word_find(LIST_OF_PTES, p->means);
	return true;
}

bool read_walk(struct reading *r, const json_t *o, struct event *e)
{
	const json_t *levels;
	struct walk_level *w;

	if (!opt_hex(r, o, "walk_of", &e->walk_of, NULL) || !opt_array(r, o, "walk", 5, &levels))
		return false;
	if (!levels)
		return true;
	w = keep_alloc(&r->t->keep, json_array_size(levels), sizeof *w);
	if (!w)
		return no_memory(r);
	e->walk = w;
	e->has_walk = true;
	for (size_t i = 0; i < json_array_size(levels); i++, w++, e->walks++) {
		const json_t *l = json_array_get(levels, i);
		int64_t index = 0;

		if (!json_is_object(l))
			return wrong(r, "a level of the walk is not an object");
		if (!need_string(r, l, "level", &w->level) || !opt_int(r, l, "index", 0, 511, &index) ||
		    !opt_hex(r, l, "table", &w->table, NULL) || !read_entry(r, l, "before", &w->before) ||
		    !read_entry(r, l, "after", &w->after))
			return false;
		w->index = (uint32_t)index;
	}
	return true;
}

bool read_vad(struct reading *r, const json_t *o, struct event *e)
{
	const json_t *j = json_object_get(o, "vad");
	struct vad *v = &e->vad;

	if (!j)
		return true;
	e->has_vad = VAD_NULL;
	if (json_is_null(j))
		return true;
	if (!json_is_object(j))
		return wrong(r, "member \"vad\" is neither an object nor null");
	e->has_vad = VAD_GIVEN;
	v->charge = v->charge_before = -1;
	v->mem_commit = json_is_true(json_object_get(j, "mem_commit"));
	return opt_hex(r, j, "start", &v->start, NULL) && opt_hex(r, j, "end", &v->end, NULL) &&
	       opt_string(r, j, "type", &v->type) && opt_string(r, j, "protect", &v->protect) &&
	       opt_int(r, j, "commit_charge", 0, INT64_MAX, &v->charge) &&
	       opt_int(r, j, "commit_charge_before", 0, INT64_MAX, &v->charge_before);
}

/* ---- what an event does not tell one by one ---- */

#define PAGES_MAX 4000000       /* that a trace may name by runs: whoever asks goes through them one by one */

static bool read_place(struct reading *r, const json_t *j, int64_t *place)
{
	const char *name = NULL;
	struct where w = { .place = -1 };
	char whole[48];

	*place = -1;
	if (!opt_string(r, j, "place", &name))
		return false;
	if (!name)
		return true;
	snprintf(whole, sizeof whole, "%.30s+0x0", name);
	if (!reader_parse_where(whole, &w) || w.place < 0)
		return wrong(r, "member \"place\" is no reservation, such as A0");
	*place = w.place;
	return true;
}

static bool read_rest_entry(struct reading *r, const json_t *j, struct rest *x)
{
	if (!json_is_object(j))
		return wrong(r, "an entry of what is only counted is not an object");
	if (!opt_string(r, j, "kind", &x->kind) || !opt_string(r, j, "access", &x->access) || !opt_string(r, j, "from", &x->from) ||
	    !opt_string(r, j, "to", &x->to) || !opt_where(r, j, "at", &x->at, NULL) || !read_place(r, j, &x->place) ||
	    !opt_int(r, j, "count", 1, INT32_MAX, &x->count))
		return false;
	if (x->count < 1)
		return wrong(r, "an entry of what is only counted has no count");
	x->down = json_is_true(json_object_get(j, "down"));
	if (x->at.known && (r->pages += x->count) > PAGES_MAX) {        /* too many to name: a sort of them, then */
		x->place = x->at.place;
		x->at = (struct where){ .place = -1 };
		r->pages -= x->count;
	}
	x->fault_id = word_find(LIST_OF_FAULTS, x->kind);
	x->move_id = word_find(LIST_OF_MOVES, x->kind);
	x->from_id = word_find(LIST_OF_LISTS, x->from);
	x->to_id = word_find(LIST_OF_LISTS, x->to);
	return true;
}

/* READER-6: `more` of them in all. A trace of an older simulator says how many, and of which sorts not: one more entry. */
static bool read_rest(struct reading *r, const json_t *o, const char *key, int64_t *more, const struct rest **out, size_t *count)
{
	const json_t *list;
	struct rest *x;
	int64_t sum = 0;

	if (!opt_array(r, o, key, TABLE_MAX, &list))
		return false;
	*out = x = keep_alloc(&r->t->keep, json_array_size(list) + 1, sizeof *x);
	if (!x)
		return no_memory(r);
	for (; *count < json_array_size(list); ++*count) {
		if (!read_rest_entry(r, json_array_get(list, *count), &x[*count]))
			return false;
		sum += x[*count].count;
	}
	if (sum < *more)
		x[(*count)++] = (struct rest){ .at.place = -1, .place = -1, .count = *more - sum };
	*more = sum < *more ? *more : sum;
	return true;
}

bool read_resolved(struct reading *r, const json_t *o, struct event *e)
{
	const json_t *list;
	struct resolved *x;

	if (!opt_array(r, o, "resolved", TABLE_MAX, &list))
		return false;
	x = keep_alloc(&r->t->keep, json_array_size(list), sizeof *x);
	if (!x)
		return no_memory(r);
	e->resolved = x;
	for (size_t i = 0; i < json_array_size(list); i++, x++, e->resolved_count++) {
		const json_t *j = json_array_get(list, i);

		if (!json_is_object(j))
			return wrong(r, "an entry of \"resolved\" is not an object");
		if (!opt_string(r, j, "kind", &x->kind) || !opt_string(r, j, "access", &x->access) ||
		    !opt_string(r, j, "from", &x->from) || !opt_where(r, j, "at", &x->at, NULL) || !opt_hex(r, j, "pfn", &x->pfn, NULL))
			return false;
		x->kind_id = word_find(LIST_OF_FAULTS, x->kind);
		x->from_id = word_find(LIST_OF_LISTS, x->from);
	}
	return opt_int(r, o, "resolved_more", 0, INT32_MAX, &e->resolved_more) &&
	       read_rest(r, o, "resolved_rest", &e->resolved_more, &e->resolved_rest, &e->resolved_rests);
}

static const struct { const char *key, *name; } list_names[FRAME_LISTS] = {
	[FL_ACTIVE]    = { "active", "active" },
	[FL_ZEROED]    = { "zeroed", "zeroed" },
	[FL_FREE]      = { "free", "free" },
	[FL_STANDBY]   = { "standby", "standby" },
	[FL_MODIFIED]  = { "modified", "modified" },
	[FL_PAGE_FILE] = { "page_file", "page file" }
};

const char *reader_list_name(enum frame_list l)
{
	return list_names[l].name;
}

static bool read_list_counts(struct reading *r, const json_t *lists, const char *key, int64_t *count)
{
	const json_t *o = json_object_get(lists, key);

	for (int l = 0; l < FRAME_LISTS; l++)
		count[l] = -1;
	if (!o)
		return true;
	if (!json_is_object(o))
		return wrong(r, "member \"%s\" of the lists is not an object", key);
	for (int l = 0; l < FRAME_LISTS; l++)
		if (!opt_int(r, o, list_names[l].key, 0, INT64_MAX / 2, &count[l]))
			return false;
	return true;
}

bool read_lists(struct reading *r, const json_t *o, struct event *e)
{
	const json_t *j = json_object_get(o, "lists");

	if (!j)
		return true;
	if (!json_is_object(j))
		return wrong(r, "member \"lists\" is not an object");
	e->lists.given = true;
	return read_list_counts(r, j, "before", e->lists.before) && read_list_counts(r, j, "after", e->lists.after);
}

bool read_transitions(struct reading *r, const json_t *o, struct event *e)
{
	const json_t *list;
	struct transition *x;

	if (!opt_array(r, o, "transitions", TABLE_MAX, &list) ||
	    !opt_int(r, o, "transitions_more", 0, INT32_MAX, &e->transitions_more) ||
	    !read_rest(r, o, "transitions_rest", &e->transitions_more, &e->transitions_rest, &e->transitions_rests))
		return false;
	x = keep_alloc(&r->t->keep, json_array_size(list), sizeof *x);
	if (!x)
		return no_memory(r);
	e->transition = x;
	for (size_t i = 0; i < json_array_size(list); i++, x++, e->transitions++) {
		const json_t *j = json_array_get(list, i);

		x->slot = -1;
		if (!json_is_object(j))
			return wrong(r, "an entry of \"transitions\" is not an object");
		if (!opt_string(r, j, "kind", &x->kind) || !opt_string(r, j, "from", &x->from) || !opt_string(r, j, "to", &x->to) ||
		    !opt_string(r, j, "at", &x->at) || !opt_hex(r, j, "pfn", &x->pfn, NULL) ||
		    !opt_int(r, j, "slot", 0, INT64_MAX, &x->slot))
			return false;
		x->kind_id = word_find(LIST_OF_MOVES, x->kind);
		x->from_id = word_find(LIST_OF_LISTS, x->from);
		x->to_id = word_find(LIST_OF_LISTS, x->to);
	}
	return true;
}

bool read_dispatch(struct reading *r, const json_t *o, struct event *e)
{
	const json_t *list;
	struct handler *a;

	if (!opt_array(r, o, "dispatch", TABLE_MAX, &list))
		return false;
	a = keep_alloc(&r->t->keep, json_array_size(list), sizeof *a);
	if (!a)
		return no_memory(r);
	e->handler = a;
	for (size_t i = 0; i < json_array_size(list); i++, a++, e->handlers++) {
		const json_t *j = json_array_get(list, i);
		int64_t line = 0;

		if (!json_is_object(j))
			return wrong(r, "an entry of \"dispatch\" is not an object");
		if (!opt_string(r, j, "kind", &a->kind) || !opt_string(r, j, "function", &a->function) ||
		    !opt_string(r, j, "answer", &a->answer) || !opt_int(r, j, "line", 0, INT32_MAX, &line))
			return false;
		a->kind_id = word_find(LIST_OF_HANDLERS, a->kind);
		a->answer_id = word_find(LIST_OF_DISPOSITIONS, a->answer);
		a->line = (uint32_t)line;
	}
	return true;
}

static bool read_blocks(struct reading *r, const json_t *j, struct call *c)
{
	const json_t *list;
	struct call_block *b;

	if (!opt_array(r, j, "blocks", TABLE_MAX, &list))
		return false;
	b = keep_alloc(&r->t->keep, json_array_size(list), sizeof *b);
	if (!b)
		return no_memory(r);
	c->block = b;
	for (size_t i = 0; i < json_array_size(list); i++, b++, c->blocks++) {
		const json_t *o = json_array_get(list, i);
		const char *kind = NULL;
		int64_t line = 0;

		if (!json_is_object(o))
			return wrong(r, "a block of \"stack\" is not an object");
		if (!need_string(r, o, "kind", &kind) || !opt_int(r, o, "line", 0, INT32_MAX, &line))
			return false;
		*b = (struct call_block){ same(kind, "finally"), (uint32_t)line };
	}
	return true;
}

bool read_stack(struct reading *r, const json_t *o, struct event *e)
{
	const json_t *list;
	struct call *c;

	if (!opt_array(r, o, "stack", TABLE_MAX, &list))
		return false;
	c = keep_alloc(&r->t->keep, json_array_size(list), sizeof *c);
	if (!c)
		return no_memory(r);
	e->stack = c;
	for (size_t i = 0; i < json_array_size(list); i++, c++, e->stacks++) {
		const json_t *j = json_array_get(list, i);
		int64_t line = 0;

		if (!json_is_object(j))
			return wrong(r, "a call of \"stack\" is not an object");
		if (!need_string(r, j, "function", &c->function) || !opt_string(r, j, "kind", &c->kind) ||
		    !opt_int(r, j, "line", 0, INT32_MAX, &line) || !opt_int(r, j, "left_out", 0, INT64_MAX, &c->left_out) ||
		    !read_blocks(r, j, c))
			return false;
		c->line = (uint32_t)line;
	}
	return true;
}

/* A pointer to characters with the string there: 0x1ffac8 "middle". */
static bool add_text(struct reading *r, const json_t *j, struct variable *v)
{
	const char *text = NULL;
	struct ink i = { 0 };

	if (!opt_string(r, j, "text", &text))
		return false;
	if (!text || strlen(text) > TEXT_ROOM)
		return true;
	ink_printf(&i, "%s \"", v->value);
	plain_text(&i, text);
	ink_puts(&i, "\"");
	v->value = i.failed ? NULL : keep_copy(&r->t->keep, i.text, i.used);
	ink_free(&i);
	return v->value || no_memory(r);
}

bool read_variables(struct reading *r, const json_t *o, struct event *e)
{
	const json_t *list;
	struct variable *v;

	if (!opt_array(r, o, "variables", TABLE_MAX, &list))
		return false;
	v = keep_alloc(&r->t->keep, json_array_size(list), sizeof *v);
	if (!v)
		return no_memory(r);
	e->variable = v;
	e->has_variables = list != NULL;
	for (size_t i = 0; i < json_array_size(list); i++, v++, e->variables++) {
		const json_t *j = json_array_get(list, i);

		if (!json_is_object(j))
			return wrong(r, "an entry of \"variables\" is not an object");
		if (!opt_string(r, j, "name", &v->name) || !opt_string(r, j, "value", &v->value) ||
		    !opt_string(r, j, "function", &v->function))
			return false;
		if (!v->name || !v->value)
			return wrong(r, "an entry of \"variables\" has no name or no value");
		v->changed = json_is_true(json_object_get(j, "changed"));
		if (!add_text(r, j, v))
			return false;
	}
	return true;
}

/* ---- the kernel's structures ---- */

static bool read_node(struct reading *r, const json_t *j, struct vad_node *n)
{
	if (!json_is_object(j))
		return wrong(r, "a node of \"vads\" is not an object");
	*n = (struct vad_node){ .left = NO_LINK, .right = NO_LINK, .start = NO_LINK, .charge = -1 };
	n->mem_commit = json_is_true(json_object_get(j, "mem_commit"));
	if (!opt_hex(r, j, "start", &n->start, NULL) || !opt_hex(r, j, "end", &n->end, NULL) || !opt_hex(r, j, "left", &n->left, NULL) ||
	    !opt_hex(r, j, "right", &n->right, NULL) || !opt_string(r, j, "kind", &n->kind) || !opt_string(r, j, "protect", &n->protect) ||
	    !opt_int(r, j, "commit_charge", 0, INT64_MAX, &n->charge) || !opt_int(r, j, "balance", -64, 64, &n->balance))
		return false;
	n->kind_id = word_find(LIST_OF_VADS, n->kind);
	return (n->start != NO_LINK && n->end >= n->start) || wrong(r, "a node of \"vads\" has no range");
}

static bool read_vads(struct reading *r, const json_t *o, struct kernel_news *k)
{
	const json_t *j = json_object_get(o, "vads"), *nodes, *gone;
	struct vad_node *n;
	uint64_t *g;

	if (!j)
		return true;
	k->has_vads = true;
	k->root = NO_LINK;
	if (json_is_null(j))
		return k->vads_end = true;
	if (!json_is_object(j))
		return wrong(r, "member \"vads\" is neither an object nor null");
	if (!opt_hex(r, j, "root", &k->root, NULL) || !opt_array(r, j, "nodes", TREE_MAX, &nodes) ||
	    !opt_array(r, j, "gone", TREE_MAX, &gone))
		return false;
	k->vad = n = keep_alloc(&r->t->keep, json_array_size(nodes), sizeof *n);
	k->gone = g = keep_alloc(&r->t->keep, json_array_size(gone), sizeof *g);
	if (!n || !g)
		return no_memory(r);
	for (; k->vads < json_array_size(nodes); k->vads++)
		if (!read_node(r, json_array_get(nodes, k->vads), &n[k->vads]))
			return false;
	for (; k->gones < json_array_size(gone); k->gones++) {
		const json_t *x = json_array_get(gone, k->gones);

		if (!json_is_string(x) || !reader_parse_hex(json_string_value(x), &g[k->gones]))
			return wrong(r, "an entry of \"gone\" is not a hexadecimal string");
	}
	return true;
}

static bool read_run(struct reading *r, const json_t *j, struct table_run *x)
{
	json_int_t first = json_integer_value(json_array_get(j, 0)), count = json_integer_value(json_array_get(j, 1));
	const json_t *means = json_array_get(j, 2), *rights = json_array_get(j, 3), *number = json_array_get(j, 4);

	if (!json_is_array(j) || first < 0 || count < 1 || first > 511 || count > 512 - first || !json_is_string(means) ||
	    (rights && !json_is_string(rights)))
		return wrong(r, "a run of \"entries\" is not like [160,1,\"valid\",\"RW\",\"0x1a\"]");
	*x = (struct table_run){ .first = (uint32_t)first, .count = (uint32_t)count, .means = kept(r, means),
	                         .rights = rights ? kept(r, rights) : NULL, .number = NO_LINK };
	x->means_id = word_find(LIST_OF_PTES, x->means);
	if (number && (!json_is_string(number) || !reader_parse_hex(json_string_value(number), &x->number)))
		return wrong(r, "the number of a run of \"entries\" is not a hexadecimal string");
	return (x->means && (x->rights || !rights)) || no_memory(r);
}

static bool read_table(struct reading *r, const json_t *j, struct table_news *t)
{
	static const char *const levels[] = { "PT", "PD", "PDPT", "PML4" };
	const char *level = NULL;
	const json_t *runs;
	struct table_run *x;

	if (!json_is_object(j))
		return wrong(r, "an entry of \"tables\" is not an object");
	t->gone = json_is_true(json_object_get(j, "gone"));
	if (!need_string(r, j, "level", &level) || !opt_hex(r, j, "va", &t->va, NULL) || !opt_hex(r, j, "pfn", &t->pfn, NULL) ||
	    !opt_array(r, j, "entries", 512, &runs))
		return false;
	while (t->level < WALK_TABLES && strcmp(levels[t->level], level))
		t->level++;
	if (t->level == WALK_TABLES || t->va >> 48 || t->va & (((uint64_t)1 << (21 + 9 * t->level)) - 1))
		return wrong(r, "an entry of \"tables\" is of no level, or begins where no table of its level does");
	t->run = x = keep_alloc(&r->t->keep, json_array_size(runs), sizeof *x);
	if (!x)
		return no_memory(r);
	for (; t->runs < json_array_size(runs); t->runs++)
		if (!read_run(r, json_array_get(runs, t->runs), &x[t->runs]))
			return false;
	return true;
}

static bool read_tables(struct reading *r, const json_t *o, struct kernel_news *k)
{
	const json_t *list;
	struct table_news *t;

	if (!json_object_get(o, "tables"))
		return true;
	k->has_tables = true;
	if (json_is_null(json_object_get(o, "tables")))
		return k->tables_end = true;
	if (!opt_array(r, o, "tables", TREE_MAX, &list))
		return false;
	k->table = t = keep_alloc(&r->t->keep, json_array_size(list), sizeof *t);
	if (!t)
		return no_memory(r);
	for (; k->tables < json_array_size(list); k->tables++)
		if (!read_table(r, json_array_get(list, k->tables), &t[k->tables]))
			return false;
	return true;
}

bool read_news(struct reading *r, const json_t *o, struct event *e)
{
	struct kernel_news *k;

	if (!json_object_get(o, "vads") && !json_object_get(o, "tables"))
		return true;
	e->news = k = keep_alloc(&r->t->keep, 1, sizeof *k);
	if (!k)
		return no_memory(r);
	return read_vads(r, o, k) && read_tables(r, o, k);
}
