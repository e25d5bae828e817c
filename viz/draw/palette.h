/*
 * palette.h - the one table of colours, line styles and words.
 *
 * What a page's state looks like is said here once, for the pictures and for the
 * structure diagrams. Each state has a fill, a line style and a word, and the fills
 * fall in lightness from free to resident: nothing is told by colour alone.
 *
 * Knows of: trace/reader. Used by: look, book/.
 */
#ifndef VIZ_PALETTE_H
#define VIZ_PALETTE_H

#include "viz/trace/reader.h"

#define WHITE       "#FFFFFF"
#define BLACK       "#000000"
#define GREY_TXT    "#666666"           /* not yet, or does not apply: its text */
#define HEAD_TXT    "#333333"
#define NOTE_TXT    "#444444"
#define ACCENT      "#B84A00"           /* changed by this step: its line */
#define TINT        "#FFE3CF"           /* changed by this step: its fill */
#define PENDING     "#F4F4F4"           /* not yet, or does not apply: its fill */
#define PEND_LN     "#888888"           /* ... and its line */
#define PANEL_LN    "#BBBBBB"
#define STUB_LN     "#999999"           /* the rest of a page table */
#define ARROW_LN    "#AAAAAA"           /* an arrow that nobody went along */
#define YELLOW      "#F0E442"
#define FREE_LN     "#8A8A8A"
#define RESERVED    "#E6E6E6"
#define RESERVED_LN "#555555"
#define COMMITTED   "#8CCBF2"
#define RESIDENT    "#0072B2"

struct palette_state {
	const char *fill, *line;        /* line NULL: black */
	const char *style, *text, *class, *word;
};

extern const struct palette_state palette_states[];     /* by enum page_state */

/* What a page-table entry of this meaning looks like; `means` as docs/reference/trace.md has it. */
enum page_state palette_of_entry(const char *means);

/* The same for a list of frames. */
enum page_state palette_of_list(const char *list);

#endif
