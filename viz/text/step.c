/* step.c - see step.h. */
#include "viz/text/step.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "viz/base/terminal.h"
#include "viz/base/typeset.h"

enum { TALL = 40, SAMPLES = 500, ROWS_LEAST = 8, WIDE = 160 };

enum asking { ASK_NOTHING, ASK_STEP, ASK_TEXT };

struct stepper {
	struct show *s;
	struct show_look look;
	unsigned rows;
	unsigned height[SHOW_PANELS];   /* most lines that a step needed so far */
	size_t at;                      /* picture shown */
	unsigned scroll, page, view;    /* first line, lines and visible lines of what scrolls */
	enum asking asking;
	char typed[80], sought[80], message[160];
	bool help, quit;
};

/* ---- the screen ---- */

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

/* How high each panel has to be; of very many steps some are asked, and the others when they come. */
static void measure(struct stepper *p)
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
		snprintf(text, sizeof text, p->asking == ASK_STEP ? "go to step (1 to %3$zu): %1$s%2$s" : "search in the sentences: %1$s%2$s", p->typed, "_",
		         p->s->m->pictures);
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
	snprintf(text, sizeof text, "--- lines %u to %u of %u ---", p->scroll + 1, p->scroll + p->view < p->page ? p->scroll + p->view : p->page, p->page);
	put_bar(p, screen, text, false);
	put_lines(screen, page.text, p->scroll, p->view);
	ink_free(&top);
	ink_free(&page);
}

static void draw(struct stepper *p)
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

/* ---- where to go ---- */

static void go(struct stepper *p, size_t picture)
{
	p->at = picture;
}

static void tell(struct stepper *p, const char *text)
{
	snprintf(p->message, sizeof p->message, "%s", text);
}

static bool first_of_fault(const struct stepper *p, const struct picture *f)
{
	(void)p;
	return f->fault && !f->after;
}

static bool diverges(const struct stepper *p, const struct picture *f)
{
	(void)p;
	return f->verdict == PV_DIVERGE;
}

/* Whatever case the letters have. */
static bool contains(const char *text, const char *what)
{
	size_t n = strlen(what);

	do
		if (strncasecmp(text, what, n) == 0)
			return true;
	while (*text++);
	return false;
}

static bool is_sought(const struct stepper *p, const struct picture *f)
{
	return contains(f->say, p->sought) || contains(f->title, p->sought);
}

/* The next picture, or the one before, that is so; at the end it goes on at the other one. */
static void find(struct stepper *p, bool (*is)(const struct stepper *, const struct picture *), bool back, bool round, const char *none)
{
	size_t n = p->s->m->pictures;

	for (size_t i = 1; i <= n; i++) {
		size_t k = back ? (p->at + n - i) % n : (p->at + i) % n;

		if (!round && (back ? k >= p->at : k <= p->at))
			break;
		if (!is(p, &p->s->m->picture[k]))
			continue;
		if (back ? k >= p->at : k <= p->at)
			tell(p, k == p->at ? "this is the only one" : back ? "went on from the end" : "went on from the beginning");
		go(p, k);
		return;
	}
	tell(p, none);
}

static void other_half(struct stepper *p)
{
	const struct picture *picture = p->s->m->picture, *f = &picture[p->at];

	for (size_t i = 0; f->fault && i < p->s->m->pictures; i++)
		if (picture[i].fault == f->fault && picture[i].after != f->after) {
			go(p, i);
			return;
		}
	tell(p, f->fault ? "this fault is not answered" : "this step is no fault");
}

/* First lines of the panels that scroll, in order; how many. */
static size_t panel_lines(const struct stepper *p, unsigned line[SHOW_PANELS])
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

static void next_panel(struct stepper *p, bool back)
{
	unsigned line[SHOW_PANELS];
	size_t n = panel_lines(p, line);
	unsigned most = p->page > p->view ? p->page - p->view : 0;

	if (back) {
		while (n && line[n - 1] >= p->scroll)
			n--;
		p->scroll = n ? line[n - 1] : most;
		return;
	}
	for (size_t i = 0; i < n; i++)
		if (line[i] > p->scroll && p->scroll < most) {
			p->scroll = line[i];
			return;
		}
	p->scroll = 0;
}

/* ---- what a key does ---- */

static void answered(struct stepper *p)
{
	size_t n = strtoul(p->typed, NULL, 10);

	if (p->asking == ASK_TEXT) {
		if (p->typed[0])
			memcpy(p->sought, p->typed, sizeof p->sought);
		if (p->sought[0])
			find(p, is_sought, false, true, "not found");
	} else if (n >= 1 && n <= p->s->m->pictures) {
		go(p, n - 1);
	} else if (p->typed[0]) {
		snprintf(p->message, sizeof p->message, "%s: no such step; there are 1 to %zu", p->typed, p->s->m->pictures);
	}
	p->asking = ASK_NOTHING;
}

static void type(struct stepper *p, int key)
{
	size_t n = strlen(p->typed);

	if (key == '\r' || key == '\n') {
		answered(p);
	} else if (key == TK_ESCAPE) {
		p->asking = ASK_NOTHING;
	} else if (key == 0x7f || key == 8) {
		while (n && (p->typed[n - 1] & 0xc0) == 0x80)
			n--;
		p->typed[n ? n - 1 : 0] = '\0';
	} else if (key >= 0x20 && key < 256 && n + 1 < sizeof p->typed && (p->asking == ASK_TEXT || (key >= '0' && key <= '9' && n < 9))) {
		p->typed[n] = (char)key;
		p->typed[n + 1] = '\0';
	}
}

static void ask(struct stepper *p, enum asking what)
{
	p->asking = what;
	p->typed[0] = '\0';
}

static void press(struct stepper *p, int key)
{
	size_t last = p->s->m->pictures - 1;

	p->message[0] = '\0';
	if (key == TK_GONE) {
		p->quit = true;
		return;
	}
	if (p->help) {
		p->help = false;
		return;
	}
	if (p->asking) {
		type(p, key);
		return;
	}
	switch (key) {
	case TK_RIGHT: case TK_PAGE_DOWN: case ' ': case 'l':
		if (p->at == last)
			tell(p, "this is the last step");
		else
			go(p, p->at + 1);
		break;
	case TK_LEFT: case TK_PAGE_UP: case 'h':
		if (!p->at)
			tell(p, "this is the first step");
		else
			go(p, p->at - 1);
		break;
	case TK_DOWN: find(p, first_of_fault, false, false, "no fault after this one"); break;
	case TK_UP:   find(p, first_of_fault, true, false, "no fault before this one"); break;
	case TK_HOME: go(p, 0); break;
	case TK_END:  go(p, last); break;
	case 'b': other_half(p); break;
	case 'd': find(p, diverges, false, true, "no step diverges"); break;
	case 'D': find(p, diverges, true, true, "no step diverges"); break;
	case 'g': ask(p, ASK_STEP); break;
	case '/': ask(p, ASK_TEXT); break;
	case 'n': case 'N':
		if (p->sought[0])
			find(p, is_sought, key == 'N', true, "not found");
		else
			tell(p, "nothing was searched for yet; / begins");
		break;
	case 'j': p->scroll++; break;
	case 'k': p->scroll -= p->scroll > 0; break;
	case '\t': next_panel(p, false); break;
	case TK_BACK_TAB: next_panel(p, true); break;
	case '?': p->help = true; break;
	case 'q': p->quit = true; break;
	default: break;
	}
}

/* ---- from outside ---- */

int step_run(struct show *s, size_t first, bool ascii)
{
	struct stepper p = { .s = s, .at = first, .look = { .ascii = ascii, .colour = terminal_colour() } };

	if (!terminal_enter()) {
		fprintf(stderr, "viz: the terminal cannot be set: %s\n", strerror(errno));
		return 1;
	}
	while (!p.quit) {
		int key;

		if (terminal_resized())
			measure(&p);
		if (!terminal_hurried())
			draw(&p);
		key = terminal_key();
		if (key != TK_NONE)
			press(&p, key);
	}
	terminal_leave();
	return 0;
}
