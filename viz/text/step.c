/* step.c - see step.h. */
#include "viz/text/step.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "viz/base/terminal.h"
#include "viz/text/screen.h"

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

static void next_panel(struct stepper *p, bool back)
{
	unsigned line[SHOW_PANELS];
	size_t n = screen_panel_lines(p, line);
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
			screen_measure(&p);
		if (!terminal_hurried())
			screen_draw(&p);
		key = terminal_key();
		if (key != TK_NONE)
			press(&p, key);
	}
	terminal_leave();
	return 0;
}
