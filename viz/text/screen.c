/* screen.c - see screen.h. */
#include "viz/text/screen.h"

#include <stdio.h>
#include <string.h>

#include "viz/base/terminal.h"
#include "viz/base/typeset.h"

enum { TALL = 40, SAMPLES = 500, ROWS_LEAST = 8, WIDE = 160 };

static unsigned lines_in(const char *text)
{
	unsigned n = 0;

	for (; text && (text = strchr(text, '\n')); text++)
		n++;
	return n;
}

/* Where the screen is wide, what scrolls stands in two columns. */
static bool two_columns(const struct stepper *p)
{
	return p->look.width >= WIDE;
}

enum { SIDE_PANELS = 4 };

/* SHOW_PANELS: none more. */
static const enum show_panel side_panels[2][SIDE_PANELS] = {
	{ SHOW_PATH, SHOW_WALK, SHOW_LISTS, SHOW_PANELS }, { SHOW_LEDGER, SHOW_VARIABLES, SHOW_DIFFERENCES, SHOW_OUTPUT }
};

static unsigned column_width(const struct stepper *p)
{
	return (p->look.width - 4) / 2;
}

static void write_panel(const struct stepper *p, struct ink *text, size_t picture, enum show_panel panel)
{
	struct show_look look = p->look;

	if (panel >= SHOW_PATH && two_columns(p))
		look.width = column_width(p);
	show_panel(text, p->s, &p->s->m->picture[picture], panel, &look);
}

static void grow(struct stepper *p, enum show_panel panel, const char *text)
{
	unsigned n = lines_in(text);

	if (n > p->height[panel])
		p->height[panel] = n;
}

/* Of very many steps some are asked, and the others when they come. */
void screen_measure(struct stepper *p)
{
	size_t pictures = p->s->m->pictures, stride = pictures / SAMPLES + 1;
	unsigned columns;
	struct ink text = { 0 };

	terminal_size(&columns, &p->rows);
	p->look.width = columns < TYPE_LEAST ? TYPE_LEAST : columns > TYPE_MAX ? TYPE_MAX : columns;
	p->look.brief = p->rows < TALL;
	memset(p->height, 0, sizeof p->height);
	for (size_t i = 0; i < pictures; i += stride)
		for (int k = 0; k < SHOW_PANELS; k++) {
			ink_clear(&text);
			write_panel(p, &text, i, (enum show_panel)k);
			grow(p, (enum show_panel)k, text.text);
		}
	ink_free(&text);
}

/* A panel, with empty lines up to its height. */
static void add_panel(struct stepper *p, struct ink *page, enum show_panel panel)
{
	struct ink text = { 0 };

	write_panel(p, &text, p->at, panel);
	grow(p, panel, text.text);
	if (text.used)
		ink_add(page, text.text, text.used);
	for (unsigned n = text.used ? lines_in(text.text) : 0; n < p->height[panel]; n++)
		ink_puts(page, "\n");
	page->failed |= text.failed;
	ink_free(&text);
}

static void add_below(struct stepper *p, struct ink *page, enum show_panel panel)
{
	if (page->used && p->height[panel])
		ink_puts(page, "\n");
	add_panel(p, page, panel);
}

/* Columns of the first `size` bytes, codes not counted. */
static unsigned seen_columns(const char *text, size_t size)
{
	struct ink bare = { 0 };
	unsigned n;

	for (size_t i = 0; i < size; i++) {
		if (text[i] == '\033')
			i += strcspn(text + i, "m");
		else
			ink_add(&bare, text + i, 1);
	}
	n = bare.text ? line_columns(bare.text, false) : 0;
	ink_free(&bare);
	return n;
}

/* The lines of both texts, those of `right` beginning in column `column`. */
static void add_beside(struct ink *page, const char *left, const char *right, unsigned column)
{
	left = left ? left : "";
	right = right ? right : "";
	while (*left || *right) {
		size_t n = strcspn(left, "\n"), m = strcspn(right, "\n");

		ink_add(page, left, n);
		for (unsigned k = seen_columns(left, n); m && k < column; k++)
			ink_puts(page, " ");
		ink_add(page, right, m);
		ink_puts(page, "\n");
		left += n + (left[n] == '\n');
		right += m + (right[m] == '\n');
	}
}

/* All that scrolls, after `page` was begun with what has no room above. */
static void add_rest(struct stepper *p, struct ink *page)
{
	struct ink side[2] = { { 0 }, { 0 } };

	for (int k = SHOW_PATH; k < SHOW_PANELS && !two_columns(p); k++)
		add_below(p, page, (enum show_panel)k);
	if (!two_columns(p))
		return;
	for (int i = 0; i < 2; i++)
		for (int k = 0; k < SIDE_PANELS && side_panels[i][k] != SHOW_PANELS; k++)
			add_below(p, &side[i], side_panels[i][k]);
	if (page->used)
		ink_puts(page, "\n");
	add_beside(page, side[0].text, side[1].text, column_width(p) + 4);
	page->failed |= side[0].failed || side[1].failed;
	ink_free(&side[0]);
	ink_free(&side[1]);
}

/* Lines `from` to before `from + count` of `page` onto the screen, empty ones where it has none. */
static void put_lines(struct ink *screen, const char *page, unsigned from, unsigned count)
{
	const char *p = page ? page : "";

	for (; from && *p; from--)
		p = strchr(p, '\n') + 1;
	for (; count; count--) {
		size_t n = strcspn(p, "\n");

		ink_puts(screen, "\033[K");
		ink_add(screen, p, n);
		ink_puts(screen, "\r\n");
		p += n + (p[n] == '\n');
	}
}

/* A line of our own, never longer than the screen is wide. */
static void put_bar(const struct stepper *p, struct ink *screen, const char *text, bool last)
{
	struct typeset t = { .out = screen, .width = p->look.width - (last ? 1 : 0), .colour = p->look.colour, .ascii = p->look.ascii };

	ink_puts(screen, "\033[K");
	line_rest(&t, last ? TS_TITLE : TS_FAINT, text);
	if (!last)
		ink_puts(screen, "\r\n");
}

static void put_status(const struct stepper *p, struct ink *screen)
{
	char text[300];

	if (p->asking)
		snprintf(text, sizeof text,
		         p->asking == ASK_STEP ? "go to step (1 to %3$zu): %1$s%2$s" : "search in the sentences: %1$s%2$s",
		         p->typed, "_", p->s->m->pictures);
	else
		snprintf(text, sizeof text, "%s", p->message[0] ? p->message :
		         "left right: step  up down: fault  Tab: panel  d: divergence  ?: help  q: quit");
	put_bar(p, screen, text, true);
}

static const char help_text[] =
	"KEYS\n"
	"  right, Space, Page Down   next step\n"
	"  left, Page Up             the step before\n"
	"  down, up                  next fault, the fault before\n"
	"  b                         before and after of the same fault\n"
	"  Home, End                 first and last step\n"
	"  g N Enter                 go to step N\n"
	"  d, D                      next divergence, the one before\n"
	"  / TEXT Enter, n, N        search in titles and sentences, again, backwards\n"
	"  Tab, Shift-Tab            next panel, the panel before\n"
	"  j, k                      scroll by a line\n"
	"  q                         quit\n"
	"\n"
	"The signs of the address space are explained below it. [In brackets]: changed\n"
	"by this step. \xe2\x89\xa0 differs between REAL and SIM, \xe2\x89\x88 differs as Wine is known to.\n"
	"\n"
	"Any key goes on.\n";

static void draw_help(struct stepper *p, struct ink *screen)
{
	struct ink page = { 0 };
	struct typeset t = { .out = &page, .width = p->look.width, .colour = p->look.colour, .ascii = p->look.ascii };

	for (const char *line = help_text; *line; line += strcspn(line, "\n") + 1) {
		char text[200];

		snprintf(text, sizeof text, "%.*s", (int)strcspn(line, "\n"), line);
		line_rest(&t, TS_PLAIN, text);
		line_end(&t);
	}
	put_lines(screen, page.text, 0, p->rows - 1);
	ink_free(&page);
}

static void draw_step(struct stepper *p, struct ink *screen)
{
	struct ink top = { 0 }, page = { 0 };
	unsigned fixed;
	bool space;
	char text[100];

	add_panel(p, &top, SHOW_HEAD);
	space = p->height[SHOW_HEAD] + p->height[SHOW_SPACE] + 8 <= p->rows;
	add_panel(p, space ? &top : &page, SHOW_SPACE);
	add_rest(p, &page);
	fixed = lines_in(top.text);
	if (fixed > p->rows - 4)
		fixed = p->rows - 4;
	p->view = p->rows - fixed - 2;
	p->page = lines_in(page.text);
	if (p->page <= p->view)
		p->scroll = 0;
	else if (p->scroll > p->page - p->view)
		p->scroll = p->page - p->view;
	put_lines(screen, top.text, 0, fixed);
	snprintf(text, sizeof text, "--- lines %u to %u of %u ---", p->scroll + 1,
	         p->scroll + p->view < p->page ? p->scroll + p->view : p->page, p->page);
	put_bar(p, screen, text, false);
	put_lines(screen, page.text, p->scroll, p->view);
	ink_free(&top);
	ink_free(&page);
}

void screen_draw(struct stepper *p)
{
	struct ink screen = { 0 };

	ink_puts(&screen, "\033[H");
	if (p->rows < ROWS_LEAST) {
		put_bar(p, &screen, "this terminal is too small", true);
		ink_puts(&screen, "\033[J");
	} else {
		if (p->help)
			draw_help(p, &screen);
		else
			draw_step(p, &screen);
		put_status(p, &screen);
	}
	if (!screen.failed)
		terminal_put(screen.text, screen.used);
	ink_free(&screen);
}

size_t screen_panel_lines(const struct stepper *p, unsigned line[SHOW_PANELS])
{
	bool space = p->height[SHOW_HEAD] + p->height[SHOW_SPACE] + 8 <= p->rows;
	unsigned at = 0;
	size_t n = 0;

	for (int k = space ? SHOW_PATH : SHOW_SPACE; k < SHOW_PANELS; k++) {
		if (!p->height[k] || (two_columns(p) && (k == SHOW_LEDGER || k > SHOW_LISTS)))  /* those of the right column stand beside */
			continue;
		line[n++] = at;
		at += p->height[k] + 1;
	}
	return n;
}
