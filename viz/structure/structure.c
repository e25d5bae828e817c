/* structure.c - see structure.h: one diagram from its four graphs, and the files. */
#include "viz/structure/structure.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "viz/draw/dot.h"
#include "viz/draw/label.h"
#include "viz/structure/exceptions.h"
#include "viz/structure/graphs.h"
#include "viz/structure/sketch.h"
#include "viz/base/host.h"

#define MANY_DIAGRAMS 8

/* ---- the diagram ---- */

/* The legend: cells in the words and colours of the pictures. */
static void draw_key(struct sketch *s)
{
	static const int shown[] = { PG_FREE, PG_RESERVED, PG_COMMITTED, PG_RESIDENT };
	char text[120];

	ink_puts(s->out, "<table border=\"0\" cellborder=\"1\" cellspacing=\"6\" cellpadding=\"" CELL_PADDING "\"><tr>");
	for (size_t i = 0; i < sizeof shown / sizeof shown[0]; i++) {
		const struct palette_state *p = &palette_states[shown[i]];

		snprintf(text, sizeof text, " bgcolor=\"%s\"%s%s%s%s", p->fill,
		         p->line ? " color=\"" : "", p->line ? p->line : "", p->line ? "\"" : "",
		         strstr(p->style, "dashed") ? " style=\"dashed\"" : strstr(p->style, "dotted") ? " style=\"dotted\"" : "");
		table_cell(s, text, LOOK_CELL, LINE_SMALL, p->text, p->word);
	}
	table_cell(s, " bgcolor=\"" TINT "\"", LOOK_CELL_CHANGED, LINE_SMALL, NULL, "\u0394 changed");
	table_cell(s, "", LOOK_CELL_GONE, LINE_SMALL, NULL, "\u2717 gone");
	table_cell(s, "", LOOK_CELL_WATCHED, LINE_SMALL, NULL, "\u25bc watched address");
	table_cell(s, "", LOOK_CELL_PENDING, LINE_SMALL, GREY_TXT, "not yet / not recorded");
	snprintf(text, sizeof text, "FaultLab \u00b7 %.60s", s->f->name);
	table_cell(s, " border=\"0\"", LOOK_CELL, LINE_SMALL, HEAD_TXT, text);
	ink_puts(s->out, "<td border=\"0\" width=\"72\"></td></tr></table>");      /* wider than any title: a wider one would draw it apart */
}

/* One row of the title. */
static void draw_row(struct sketch *s, const char *before, const char *text, enum dot_font font, double size, double width)
{
	struct label_line line = { .text = "", .font = font, .size = size, .bold = font == FONT_BOLD };

	ink_clear(&s->text);
	ink_puts(&s->text, before);
	dot_fit(&s->text, text, font, size, width);
	s->failed |= s->text.failed;
	if (s->text.used)
		line.text = s->text.text;
	ink_puts(s->out, "<tr>");
	label_cell(s->out, "", &line, 2);
	ink_puts(s->out, "</tr>");
}

/* What the picture says of itself, and the legend: the label of the graph, so that it takes no part in the layout. */
static void draw_title(struct sketch *s)
{
	const struct picture *f = s->f;
	char step[64];

	snprintf(step, sizeof step, "Step %zu of %zu: ", f->number, s->m->pictures);
	ink_puts(s->out, "<table border=\"0\" cellborder=\"0\" cellspacing=\"0\" cellpadding=\"2\">");
	draw_row(s, step, f->title, FONT_BOLD, 20, 500);
	draw_row(s, "", f->say, FONT_SANS, 13, 800);
	ink_puts(s->out, "<tr><td align=\"left\">");
	draw_key(s);
	ink_puts(s->out, "</td></tr></table>");
}

#define SHORT_DISPATCH 3

/* The tables, the lists, the dispatch, one below the other; the descriptors beside what leaves room for them. */
static void draw_all(struct sketch *s)
{
	struct anchors vads = { 0 }, tables = { 0 }, lists = { 0 }, dispatch = { 0 };
	const struct anchors *before;

	draw_dispatch(s, &dispatch);
	draw_lists(s, &lists);
	draw_tables(s, &tables);
	draw_vads(s, &vads);
	before = dispatch.depth <= SHORT_DISPATCH ? &dispatch : &tables;
	if (*before->first && *vads.first)
		behind(s, before->first, vads.first, before->depth);
}

static void draw_part(struct sketch *s)
{
	struct anchors a = { 0 };

	switch (s->part) {
	case ST_VADS:
		draw_vads(s, &a);
		break;
	case ST_TABLES:
		draw_tables(s, &a);
		break;
	case ST_FRAMES:
		draw_lists(s, &a);
		break;
	case ST_DISPATCH:
		draw_dispatch(s, &a);
		break;
	case ST_ALL:
	case ST_PARTS:
		draw_all(s);
		break;
	}
}

static bool draw(struct sketch *s)
{
	ink_puts(s->out, "digraph \"");
	dot_escape_plain(s->out, s->f->graph);
	ink_printf(s->out, ": structures\" {\n  graph [rankdir=%s id=\"structure\" class=\"structure\" bgcolor=\"" WHITE "\" fontname=\"" SANS
	           "\" pad=0.15 nodesep=0.1944445 ranksep=0.4444445 labelloc=t labeljust=l label=<", s->part == ST_VADS ? "TB" : "LR");
	draw_title(s);
	ink_puts(s->out, ">];\n  node [shape=box margin=\"0.1111112,0.0555556\" fontname=\"" SANS "\" fontsize=12 penwidth=1.2 height=0.3333334];\n"
	         "  edge [fontname=\"" SANS "\" fontsize=11 penwidth=1.2 arrowsize=0.7];\n");
	draw_part(s);
	ink_puts(s->out, "}\n");
	return !s->failed && !s->out->failed && !s->now->failed && !s->was->failed;
}

/* ---- walking through the pictures ---- */

struct tour {
	const struct model *m;
	enum structure_part part;
	enum side side;
	struct kernel was, now;
	struct exceptions *exceptions;
	const struct memory_at *memory, *memory_was;
	size_t next_row;                /* of the comparison: not yet in `now` */
	size_t next_was;                /* ... in `was` */
	char name[32];
	bool failed;
};

static const struct memory_at nothing;

static bool walk_start(struct tour *w, const struct model *m, enum structure_part part)
{
	*w = (struct tour){ .m = m, .part = part, .memory = &nothing, .memory_was = &nothing };
	w->side = m->c->trace[SIDE_SIM] ? SIDE_SIM : SIDE_REAL;
	kernel_start(&w->was, m->c->trace[w->side]);
	kernel_start(&w->now, m->c->trace[w->side]);
	w->exceptions = exceptions_find(m, w->side);
	return w->exceptions != NULL;
}

static void walk_end(struct tour *w)
{
	kernel_free(&w->was);
	kernel_free(&w->now);
	exceptions_free(w->exceptions);
}

static void advance_to(const struct tour *w, struct kernel *k, const struct memory_at **memory, size_t *next, size_t row)
{
	for (; *next < row; ++*next) {
		const struct event *e = w->m->c->row[*next].side[w->side];

		if (!e)
			continue;
		kernel_advance(k, e);
		*memory = e->memory;
	}
}

/* Draw picture `n`; pictures are asked for in ascending order. */
static void walk_draw(struct tour *w, size_t n, struct ink *out)
{
	const struct picture *f = &w->m->picture[n];
	struct sketch s = {
		.out = out, .m = w->m, .f = f, .part = w->part, .was = &w->was, .now = &w->now, .side = w->side,
		.teller = w->m->c->trace[w->side], .row = f->row, .first_row = f->first_row, .exceptions = w->exceptions
	};

	advance_to(w, &w->was, &w->memory_was, &w->next_was, f->first_row);
	advance_to(w, &w->now, &w->memory, &w->next_row, f->row + 1);
	s.memory = w->memory;
	s.memory_was = w->memory_was;
	w->failed |= !draw(&s);
	ink_free(&s.text);
	ink_free(&s.lines);
}

bool structure_draw(const struct model *m, size_t number, enum structure_part part, struct ink *out)
{
	struct tour w;
	bool ok = walk_start(&w, m, part);

	if (ok)
		walk_draw(&w, number - 1, out);
	ok = ok && !w.failed;
	walk_end(&w);
	return ok;
}

/* ---- names ---- */

enum structure_part structure_part_of(const char *name)
{
	static const char *const names[] = { "all", "vads", "tables", "frames", "dispatch" };
	int i = 0;

	while (i < ST_PARTS && strcmp(names[i], name))
		i++;
	return (enum structure_part)i;
}

size_t structure_step(const struct model *m, const char *step)
{
	char *end;
	size_t n;

	if (isdigit((unsigned char)step[0])) {
		n = strtoul(step, &end, 10);
		return *end == '\0' && n <= m->pictures ? n : 0;
	}
	for (n = 0; n < m->pictures; n++) {
		const char *name = m->picture[n].name, *slug = strchr(name + 5, '-');

		if (strcmp(name, step) == 0 || (slug && strncmp(slug + 1, "fault", 5) == 0 && strcmp(slug + 1, step) == 0))
			return n + 1;
	}
	return 0;
}

/* ---- files ---- */

static void describe(const struct picture *f, struct ink *words)
{
	ink_printf(words, "Structures of the kernel at %s: %s", f->name, f->say);
}

struct one { const struct model *m; size_t number; enum structure_part part; char *name; bool failed; };

static const char *one_name(void *context, size_t n)
{
	return ((const struct one *)context)->name;
}

static void one_draw(void *context, size_t n, struct ink *dot)
{
	struct one *o = context;

	if (!structure_draw(o->m, o->number, o->part, dot))
		dot->failed = true;
}

static void one_describe(void *context, size_t n, struct ink *words)
{
	const struct one *o = context;

	describe(&o->m->picture[o->number - 1], words);
}

enum render_status structure_write(const struct model *m, size_t number, enum structure_part part, const char *file, bool svg,
                                   char *why, size_t room)
{
	size_t before = (size_t)(host_name_of(file) - file);
	char *folder = strdup(file), *slash = folder && before && host_is_slash(file[before - 1]) ? folder + before - 1 : NULL;
	struct one one = { .m = m, .number = number, .part = part, .name = strdup(host_name_of(file)) };
	struct render r = {
		.folder = slash ? folder : ".", .what = "diagram", .count = 1, .many = 1, .alone = true, .context = &one,
		.name = one_name, .draw = one_draw, .describe = one_describe
	};
	enum render_status status = RENDER_FAILED;

	if (slash == folder)
		r.folder = "/";
	if (slash)
		*slash = '\0';
	if (!folder || !one.name) {
		snprintf(why, room, "no memory for the diagram");
	} else {
		one.name[strlen(one.name) - strlen(".dot")] = '\0';
		status = render_write(&r, svg, why, room);
	}
	free(folder);
	free(one.name);
	return status;
}

static const char *all_name(void *context, size_t n)
{
	struct tour *w = context;

	snprintf(w->name, sizeof w->name, w->m->pictures > 9999 ? "step-%05zu" : "step-%04zu", n + 1);
	return w->name;
}

static void all_draw(void *context, size_t n, struct ink *dot)
{
	struct tour *w = context;

	walk_draw(w, n, dot);
	dot->failed |= w->failed;
}

static void all_describe(void *context, size_t n, struct ink *words)
{
	describe(&((const struct tour *)context)->m->picture[n], words);
}

enum render_status structure_write_all(const struct model *m, const char *folder, bool svg, char *why, size_t room)
{
	struct tour w;
	const struct render r = {
		.folder = folder, .what = "structure diagrams", .count = m->pictures, .many = MANY_DIAGRAMS, .context = &w,
		.name = all_name, .draw = all_draw, .describe = all_describe
	};
	enum render_status status = RENDER_FAILED;

	if (walk_start(&w, m, ST_ALL))
		status = render_write(&r, svg, why, room);
	else
		snprintf(why, room, "no memory for the diagrams");
	walk_end(&w);
	return status;
}
