/*
 * screen.h - what stands on the terminal while somebody goes through the steps of a lab.
 *
 * Title, sentence and address space stay at the top; the other panels stand below in a page that scrolls,
 * in two columns where the terminal is wide. Each panel keeps the height that its largest step needs, so
 * that from step to step nothing moves but what changed.
 *
 * Invariants
 *   SCREEN-1  each screen is written at once, and is not larger than the terminal
 *
 * Knows of: base/terminal, base/typeset, show. Used by: step.
 */
#ifndef VIZ_SCREEN_H
#define VIZ_SCREEN_H

#include "viz/text/show.h"

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

/* Take the size of the terminal, and ask the steps how high each panel has to be. */
void screen_measure(struct stepper *p);

void screen_draw(struct stepper *p);

/* First lines of the panels that scroll, in order; how many. */
size_t screen_panel_lines(const struct stepper *p, unsigned line[SHOW_PANELS]);

#endif
