/*
 * places.h - the one table of places: where everything of a picture stands.
 *
 * In points from the top left, as x y w h; the picture is 960 by 540. What follows the pages or the text has
 * its place filled in by the panel that draws it, and is marked here.
 *
 * Used by: pen.
 */
#ifndef VIZ_PLACES_H
#define VIZ_PLACES_H

#include "viz/model/model.h"

struct box { double x, y, w, h; };

static const struct box
	G_CANVAS     = { 0, 0, 960, 540 },
	G_TITLE      = { 16, 9, 430, 26 },
	G_PHASE      = { 452, 11, 196, 23 },
	G_VERDICT    = { 684, 11, 236, 23 },
	G_VTAPE      = { 660, 7, 284, 31 },
	G_SAY        = { 13, 38, 932, 18 },
	G_SPACE      = { 8, 58, 944, 146 },
	G_SPACE_T    = { 14, 60, 932, 16 },
	G_OV_TAG     = { 16, 90, 58, 15 },       /* one lane lower for SIM: OV_PITCH */
	G_LANE       = { 84, 90, 860, 15 },
	G_MARK       = { 0, 76, 120, 13 },       /* x follows the page */
	G_LENS_WIN   = { 0, 88, 0, 36 },         /* x, w follow the pages */
	G_PG_NO      = { 84, 139, 53.75, 12 },   /* LENS_PAGES of them */
	G_PG         = { 85, 152, 51.75, 20 },   /* LENS_PAGES of them, PG_PITCH down for SIM */
	G_LN_TAG     = { 16, 154, 58, 17 },
	G_HALO       = { 83, 151, 55.75, 45 },
	G_RING       = { 83, 137, 55.75, 59 },
	G_FLAG       = { 83, 137, 55.75, 14 },
	G_DIV_PAGE   = { 83, 171, 55.75, 4 },
	G_PATH       = { 8, 208, 944, 92 },
	G_PATH_T     = { 14, 210, 932, 16 },
	G_KEY_REAL   = { 140, 211, 42, 14 },
	G_KEY_SIM    = { 262, 211, 42, 14 },
	G_KEY_REAL_T = { 184, 211, 74, 14 },
	G_KEY_SIM_T  = { 306, 211, 160, 14 },
	G_HOP        = { 16, 235, 133, 60 },     /* 5 of them, HOP_PITCH apart; exits in the sixth place */
	G_HOP_H      = { 16, 237, 133, 16 },
	G_HOP_T      = { 16, 253, 133, 40 },
	G_HOP_DIV_T  = { 130, 232, 22, 20 },
	G_HOP_DIV    = { 133.5, 235, 15, 14 },
	G_EXIT       = { 809, 235, 133, 28.5 },  /* EXIT_PITCH down for the handler */
	G_WALK       = { 8, 304, 590, 206 },
	G_WALK_T     = { 14, 306, 578, 16 },
	G_WALK_TAG   = { 452, 307, 42, 14 },
	G_WALK_ONLY  = { 495, 307, 102, 14 },
	G_VA         = { 22, 326, 100, 30 },     /* 5 of them, VA_PITCH apart, and so on down to G_ENT */
	G_TB_NAME    = { 22, 367, 100, 14 },
	G_STUB_0     = { 22, 382, 100, 8 },
	G_STUB_1     = { 22, 412, 100, 8 },
	G_ENT        = { 22, 390, 100, 22 },
	G_FRAME      = { 490, 386, 92, 30 },
	G_FRAME_RING = { 486, 382, 100, 38 },
	G_MISS       = { 122, 393, 16, 16 },
	G_BIT_HEAD   = { 0, 423, 0, 13 },        /* x, w of the column */
	G_BIT_ROW    = { 18, 436.5, 66, 16 },
	G_VAD        = { 22, 490, 567, 17 },
	G_FL         = { 22, 328, 100, 36 },     /* 5 of them, VA_PITCH apart */
	G_FL_CAME    = { 15, 365, 114, 26 },     /* under each of them */
	G_FL_FILE    = { 138, 393, 216, 30 },
	G_FL_LINE    = { 18, 428, 470, 14 },     /* LIST_LINES of them */
	G_FL_REST    = { 460, 486, 130, 14 },
	G_SH_VIEW    = { 22, 327, 170, 32 },     /* SHARE_VIEWS of them, SHARE_PITCH apart */
	G_SH_FRAME   = { 392, 327, 190, 32 },    /* beside the view that sees it first */
	G_SH_LINE    = { 18, 480, 570, 14 },     /* SHARE_LINES of them */
	G_HEAP_LINE  = { 18, 326, 572, 14 },     /* HEAP_LINES of them, LIST_PITCH apart */
	G_CHAIN_HEAD = { 0, 324, 0, 14 },        /* x, w of the column */
	G_CHAIN      = { 0, 339, 0, 16 },        /* CHAIN_ROWS of them */
	G_CHAIN_KEY  = { 18, 493, 570, 14 },
	G_LEDGER     = { 604, 304, 348, 206 },
	G_LEDGER_T   = { 610, 306, 336, 16 },
	G_LG_F       = { 610, 0, 104, 17 },
	G_LG_R       = { 716, 0, 98, 17 },
	G_LG_S       = { 816, 0, 98, 17 },
	G_LG_V       = { 916, 0, 34, 17 },
	G_LG_NE      = { 924, 0, 18, 15 },
	G_LG_HEAD    = { 0, 324, 0, 16 },        /* x, w of the column */
	G_KEY_FREE   = { 16, 515, 56, 17 },
	G_KEY_RESV   = { 78, 515, 66, 17 },
	G_KEY_COMM   = { 150, 515, 72, 17 },
	G_KEY_RESD   = { 228, 515, 62, 17 },
	G_KEY_CHG    = { 300, 515, 84, 17 },
	G_KEY_PEND   = { 394, 515, 84, 17 },
	G_KEY_DIV_T  = { 486, 515, 122, 17 },
	G_KEY_DIV    = { 498, 516.5, 98, 14 },
	G_KEY_GUARD  = { 620, 517, 52, 13 },     /* its second border lies 4 points outside */
	G_FOOT       = { 684, 515, 260, 17 },
	G_TAPE_TOP   = { 0, 0, 960, 5 },
	G_TAPE_BOT   = { 0, 535, 960, 5 };

#define LENS_PITCH  53.75
#define LANE_MARGIN 30.0        /* of free, either side */
#define OV_PITCH    17.0
#define PG_PITCH    22.0
#define HOP_PITCH   158.6
#define EXIT_PITCH  31.5
#define VA_PITCH    116.0
#define WALK_GAP    16.0        /* from a table to the next */
#define BIT_PITCH   17.5
#define LG_TOP      342.0
#define LG_PITCH    18.4
#define LIST_PITCH  14.0
#define SHARE_PITCH 38.0
#define CHAIN_PITCH 17.0
#define ARROW_Y(side) ((side) == SIDE_REAL ? 259.0 : 277.0)             /* from hop to hop */
#define OUT_Y(side)   ((side) == SIDE_REAL ? 260.0 : 272.0)             /* from the last hop */
#define EXIT_Y(n)     ((n) == 0 ? 243.2 : 274.7)                        /* ... to an exit, REAL */
#define EXIT_SIM_Y    12.0                                              /* ... and SIM so much lower */
#define LOOP_X_EXIT   875.5                                             /* from the retry back to the first hop */
#define LOOP_X_CPU    82.5
#define LOOP_Y        228.0
#define INDEX_X       36.0                                              /* from a part of the address to its entry */
#define RUNS_MAX    40          /* more runs in a lane are merged */

static const struct { double x, w; const char *head; } bit_columns[BIT_COLUMNS] = {
	{ 86, 32, "NX" }, { 120, 116, "PFN 51:12" }, { 238, 26, "G" }, { 266, 26, "D" }, { 294, 26, "A" },
	{ 322, 32, "U/S" }, { 356, 32, "R/W" }, { 390, 26, "P" }, { 418, 169, "raw page-table entry" }
};

#endif
