/*
 * look.h - the one table of looks: what everything of a picture looks like.
 *
 * A look is what a thing means for the class (changed, pending, the answer of REAL), and its row has the
 * fill, line, style, pen and font for that, as attributes of Graphviz. A panel says which look a node or
 * an edge has, and never how it comes about. The colours are those of palette.h; how a page looks in each
 * of its states is said there.
 *
 * Knows of: dot, palette. Used by: pen, remarks, svg, book/, structure/.
 */
#ifndef VIZ_LOOK_H
#define VIZ_LOOK_H

#include "viz/draw/dot.h"
#include "viz/draw/palette.h"

/* By their bare names: a Graphviz without a font library knows DejaVu Sans, but no list of fonts (svg.h). */
#define SANS "DejaVu Sans"
#define MONO "DejaVu Sans Mono"
#define SANS_FAMILY SANS ",Verdana,sans-serif"
#define MONO_FAMILY MONO ",Consolas,monospace"

enum look {
	/* header */
	LOOK_CANVAS, LOOK_SAY, LOOK_STEP_BEFORE, LOOK_STEP_AFTER, LOOK_STEP_FAILED, LOOK_STEP_PLAIN,
	LOOK_AGREE, LOOK_KNOWN, LOOK_DIVERGE, LOOK_ALONE,

	/* text without a box */
	LOOK_TEXT, LOOK_TEXT_DONE, LOOK_TEXT_PENDING, LOOK_TEXT_HEAD, LOOK_TEXT_NOTE, LOOK_TEXT_MONO,
	LOOK_TEXT_SMALL, LOOK_TEXT_SMALL_HEAD, LOOK_HEADING, LOOK_MARK, LOOK_FACT, LOOK_SAME, LOOK_NOT_COMPARED,

	/* boxes that several panels have */
	LOOK_PANEL, LOOK_TAG_REAL, LOOK_TAG_SIM, LOOK_NOT_EQUAL, LOOK_TAPE, LOOK_TAPE_THICK, LOOK_TAPE_THIN,

	/* address space */
	LOOK_NO_TRACE, LOOK_LENS, LOOK_HALO, LOOK_RING, LOOK_FLAG, LOOK_ZOOM,

	/* exception path */
	LOOK_HOP_DONE, LOOK_HOP_PENDING, LOOK_HOP_HEAD_DONE, LOOK_HOP_HEAD_PENDING,
	LOOK_EXIT_TAKEN, LOOK_EXIT_FAILED, LOOK_EXIT_PENDING, LOOK_GO_REAL, LOOK_GO_SIM, LOOK_GO_PENDING, LOOK_LOOP, LOOK_LOOP_PENDING,

	/* page walk */
	LOOK_VA, LOOK_STUB, LOOK_ENTRY, LOOK_ENTRY_ABSENT, LOOK_ENTRY_CHANGED, LOOK_ENTRY_CHANGED_ABSENT, LOOK_ENTRY_PENDING,
	LOOK_INDEX, LOOK_WALK, LOOK_WALK_ENDS, LOOK_FRAME, LOOK_NO_FRAME, LOOK_FRAME_NEW, LOOK_MISS,
	LOOK_BIT, LOOK_BIT_PENDING, LOOK_BIT_CHANGED, LOOK_RAW_CHANGED, LOOK_VAD, LOOK_VAD_CHANGED,

	/* frame lists */
	LOOK_LIST, LOOK_LIST_CHANGED, LOOK_FLOW,

	/* search and unwinding */
	LOOK_CHAIN, LOOK_CHAIN_NOW, LOOK_CHAIN_GONE,

	/* side by side: the values of REAL have corners, those of SIM are rounded */
	LOOK_VALUE_REAL, LOOK_VALUE_SIM, LOOK_CHANGED_REAL, LOOK_CHANGED_SIM, LOOK_DIFFERS_REAL, LOOK_DIFFERS_SIM,
	LOOK_PENDING_REAL, LOOK_PENDING_SIM, LOOK_SILENT,

	/* legend */
	LOOK_KEY, LOOK_KEY_CHANGED, LOOK_KEY_PENDING,

	/* edges of a structure diagram, and the end of one that leads to nothing; aside: the two nodes stand one above the other */
	LOOK_LINK, LOOK_LINK_CHANGED, LOOK_LINK_WATCHED, LOOK_LINK_LOOSE, LOOK_LINK_ABSENT, LOOK_NOTHING,
	LOOK_ASKED, LOOK_UNWOUND, LOOK_DURING, LOOK_MOVE_NONE, LOOK_ASIDE_NONE, LOOK_ASIDE_CHANGED,

	/* cells of a table in one, and of its legend */
	LOOK_CELL, LOOK_CELL_CHANGED, LOOK_CELL_WATCHED, LOOK_CELL_GONE, LOOK_CELL_PENDING,
	LOOKS
};

struct look_row {
	enum dot_font font;             /* of a node: its text is measured by this */
	double size;                    /* ... and this, in points; of an edge: the length of its head, 0: none; of a cell: its border */
	const char *attributes;         /* begin with a space, or are empty */
	const char *label;              /* of bold text, colour and face as attributes of its <font>; NULL: those of the picture */
};

extern const struct look_row looks[LOOKS];

#endif
