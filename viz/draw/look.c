/* look.c - see look.h. */
#include "viz/draw/look.h"

#define FILL(colour)    " fillcolor=\"" colour "\""
#define LINE(colour)    " color=\"" colour "\""
#define INK(colour)     " fontcolor=\"" colour "\""
#define STYLE(style)    " style=\"" style "\""
#define SIZE(points)    " fontsize=" points
#define FACE_MONO       " fontname=\"" MONO "\""
/* Newer Graphviz draws the head of an arrow further back, by one and a half times its pen: beyond 2 it would be seen. */
#define PEN(points)     " penwidth=" points
#define PEN_STYLE(points, style) PEN(points) STYLE(style)
#define NO_BOX          " shape=plaintext"
#define IN(colour)      " color=\"" colour "\""
#define MONO_IN(colour) " face=\"" MONO "\"" IN(colour)

const struct look_row looks[LOOKS] = {
	[LOOK_CANVAS]         = { FONT_SANS, 11, " penwidth=0" },
	[LOOK_SAY]            = { FONT_SANS, 13, SIZE("13") NO_BOX },
	[LOOK_STEP_BEFORE]    = { FONT_BOLD, 12, FILL(WHITE) " penwidth=2" STYLE("filled"), IN(BLACK) },
	[LOOK_STEP_AFTER]     = { FONT_BOLD, 12, FILL(BLACK) " penwidth=2" STYLE("filled"), IN(WHITE) },
	[LOOK_STEP_FAILED]    = { FONT_BOLD, 12, FILL(ACCENT) " penwidth=2" STYLE("filled"), IN(WHITE) },
	[LOOK_STEP_PLAIN]     = { FONT_BOLD, 12, FILL(WHITE) LINE(PEND_LN) STYLE("filled"), IN(BLACK) },
	[LOOK_AGREE]          = { FONT_BOLD, 13, FILL(WHITE) " penwidth=1.5" STYLE("filled,rounded") },
	[LOOK_KNOWN]          = { FONT_BOLD, 13, FILL(WHITE) " penwidth=1.5" STYLE("filled,rounded,dashed") },
	[LOOK_DIVERGE]        = { FONT_BOLD, 14, FILL(WHITE) " penwidth=2" STYLE("filled,rounded") },
	[LOOK_ALONE]          = { FONT_BOLD, 12, FILL(WHITE) LINE(PEND_LN) STYLE("filled,rounded,dotted") },

	[LOOK_TEXT]           = { FONT_SANS, 10.5, SIZE("10.5") NO_BOX },
	[LOOK_TEXT_DONE]      = { FONT_SANS, 10.5, SIZE("10.5") INK(BLACK) NO_BOX },
	[LOOK_TEXT_PENDING]   = { FONT_SANS, 10.5, SIZE("10.5") INK(GREY_TXT) NO_BOX },
	[LOOK_TEXT_HEAD]      = { FONT_SANS, 10.5, SIZE("10.5") INK(HEAD_TXT) NO_BOX },
	[LOOK_TEXT_NOTE]      = { FONT_SANS, 10.5, SIZE("10.5") INK(NOTE_TXT) NO_BOX },
	[LOOK_TEXT_MONO]      = { FONT_MONO, 10.5, FACE_MONO SIZE("10.5") NO_BOX },
	[LOOK_TEXT_SMALL]     = { FONT_SANS, 10, SIZE("10") NO_BOX },
	[LOOK_TEXT_SMALL_HEAD] = { FONT_SANS, 10, SIZE("10") INK(HEAD_TXT) NO_BOX },
	[LOOK_HEADING]        = { FONT_BOLD, 11, NO_BOX },
	[LOOK_MARK]           = { FONT_SANS, 11, INK(ACCENT) NO_BOX },
	[LOOK_FACT]           = { FONT_SANS, 11.5, SIZE("11.5") NO_BOX },
	[LOOK_SAME]           = { FONT_SANS, 13, SIZE("13") INK(BLACK) NO_BOX },
	[LOOK_NOT_COMPARED]   = { FONT_SANS, 10, SIZE("10") INK(GREY_TXT) NO_BOX },

	[LOOK_PANEL]          = { FONT_SANS, 11, LINE(PANEL_LN) },
	[LOOK_TAG_REAL]       = { FONT_BOLD, 11, FILL(BLACK) STYLE("filled"), IN(WHITE) },
	[LOOK_TAG_SIM]        = { FONT_BOLD, 11, FILL(WHITE) " penwidth=1.5" STYLE("filled,rounded") },
	[LOOK_NOT_EQUAL]      = { FONT_BOLD, 13, FILL(WHITE) STYLE("filled") },
	[LOOK_TAPE]           = { FONT_SANS, 11, STYLE("striped") },
	[LOOK_TAPE_THICK]     = { FONT_SANS, 11, " penwidth=2" STYLE("striped") },
	[LOOK_TAPE_THIN]      = { FONT_SANS, 11, " penwidth=0.5" STYLE("striped") },

	[LOOK_NO_TRACE]       = { FONT_SANS, 10.5, FILL(PENDING) LINE(PEND_LN) STYLE("filled,dotted") SIZE("10.5") INK(GREY_TXT) },
	[LOOK_LENS]           = { FONT_SANS, 11, " penwidth=2" },
	[LOOK_HALO]           = { FONT_SANS, 11, LINE(WHITE) " penwidth=6" },
	[LOOK_RING]           = { FONT_SANS, 11, LINE(ACCENT) " penwidth=3" },
	[LOOK_FLAG]           = { FONT_BOLD, 10, FILL(ACCENT) LINE(ACCENT) STYLE("filled"), IN(WHITE) },
	[LOOK_ZOOM]           = { FONT_SANS, 0, LINE(PEND_LN) PEN("0.8") " arrowhead=none" },

	[LOOK_HOP_DONE]       = { FONT_SANS, 11, FILL(WHITE) " penwidth=2" STYLE("filled") },
	[LOOK_HOP_PENDING]    = { FONT_SANS, 11, FILL(PENDING) LINE(PEND_LN) STYLE("filled,dashed") },
	[LOOK_HOP_HEAD_DONE]  = { FONT_BOLD, 11.5, NO_BOX, IN(BLACK) },
	[LOOK_HOP_HEAD_PENDING] = { FONT_BOLD, 11.5, NO_BOX, IN(GREY_TXT) },
	[LOOK_EXIT_TAKEN]     = { FONT_BOLD, 11, FILL(WHITE) " penwidth=2" STYLE("filled,rounded"), IN(BLACK) },
	[LOOK_EXIT_FAILED]    = { FONT_BOLD, 11, FILL(TINT) LINE(ACCENT) " penwidth=3.5" STYLE("filled,rounded"), IN(BLACK) },
	[LOOK_EXIT_PENDING]   = { FONT_SANS, 11, FILL(PENDING) LINE(PEND_LN) STYLE("filled,rounded,dashed"), IN(GREY_TXT) },
	[LOOK_GO_REAL]        = { FONT_SANS, 9, PEN("1.9") " arrowsize=0.9" },
	[LOOK_GO_SIM]         = { FONT_SANS, 9, PEN("1.1") " arrowsize=0.9" },
	[LOOK_GO_PENDING]     = { FONT_SANS, 9, LINE(ARROW_LN) PEN_STYLE("1", "dashed") " arrowsize=0.9" },
	[LOOK_LOOP]           = { FONT_SANS, 5, PEN("1.9") " arrowsize=0.5" },
	[LOOK_LOOP_PENDING]   = { FONT_SANS, 5, LINE(PANEL_LN) PEN_STYLE("1", "dashed") " arrowsize=0.5" },

	[LOOK_VA]             = { FONT_SANS, 11, FILL(PENDING) STYLE("filled") },
	[LOOK_STUB]           = { FONT_SANS, 11, FILL(RESERVED) LINE(STUB_LN) STYLE("filled") },
	[LOOK_ENTRY]          = { FONT_MONO, 11, FILL(WHITE) " penwidth=1.2" STYLE("filled") FACE_MONO },
	[LOOK_ENTRY_ABSENT]   = { FONT_MONO, 11, FILL(WHITE) " penwidth=1.2" STYLE("filled,dashed") FACE_MONO },
	[LOOK_ENTRY_CHANGED]  = { FONT_MONO, 11, FILL(TINT) LINE(ACCENT) " penwidth=3" STYLE("filled") FACE_MONO },
	[LOOK_ENTRY_CHANGED_ABSENT] = { FONT_MONO, 11, FILL(TINT) LINE(ACCENT) " penwidth=3" STYLE("filled,dashed") FACE_MONO },
	[LOOK_ENTRY_PENDING]  = { FONT_MONO, 11, FILL(PENDING) LINE(PEND_LN) STYLE("filled,dashed") INK(GREY_TXT) FACE_MONO },
	[LOOK_INDEX]          = { FONT_SANS, 5, LINE(PEND_LN) PEN("1") " arrowsize=0.5" },
	[LOOK_WALK]           = { FONT_SANS, 7, PEN("1.9") },
	[LOOK_WALK_ENDS]      = { FONT_SANS, 0, LINE(PEND_LN) PEN_STYLE("1", "dashed") " arrowhead=none" },
	[LOOK_FRAME]          = { FONT_MONO, 10.5, FILL(RESIDENT) STYLE("filled") FACE_MONO SIZE("10.5") INK(WHITE) },
	[LOOK_NO_FRAME]       = { FONT_MONO, 10.5, FILL(WHITE) LINE(PEND_LN) STYLE("filled,dashed") FACE_MONO
	                          SIZE("10.5") INK(NOTE_TXT) },
	[LOOK_FRAME_NEW]      = { FONT_SANS, 11, LINE(ACCENT) " penwidth=2.5" },
	[LOOK_MISS]           = { FONT_BOLD, 11, FILL(ACCENT) LINE(ACCENT) STYLE("filled") " shape=circle", IN(WHITE) },
	[LOOK_BIT]            = { FONT_MONO, 10.5, FACE_MONO SIZE("10.5") },
	[LOOK_BIT_PENDING]    = { FONT_SANS, 11, FILL(PENDING) LINE(PEND_LN) STYLE("filled,dashed") INK(GREY_TXT) },
	[LOOK_BIT_CHANGED]    = { FONT_MONO, 10.5, FILL(BLACK) LINE(ACCENT) " penwidth=2" STYLE("filled"), MONO_IN(WHITE) },
	[LOOK_RAW_CHANGED]    = { FONT_MONO, 10.5, FILL(TINT) LINE(ACCENT) " penwidth=2" STYLE("filled"), MONO_IN(BLACK) },
	[LOOK_VAD]            = { FONT_MONO, 10.5, FILL(WHITE) STYLE("filled") FACE_MONO SIZE("10.5") },
	[LOOK_VAD_CHANGED]    = { FONT_MONO, 10.5, FILL(WHITE) LINE(ACCENT) " penwidth=2.5" STYLE("filled") FACE_MONO SIZE("10.5") },

	[LOOK_LIST]           = { FONT_SANS, 11.5, FILL(WHITE) STYLE("filled,rounded") SIZE("11.5") },
	[LOOK_CHAIN]          = { FONT_SANS, 10.5, FILL(WHITE) STYLE("filled") SIZE("10.5") },
	[LOOK_CHAIN_NOW]      = { FONT_SANS, 10.5, FILL(TINT) LINE(ACCENT) " penwidth=2.5" STYLE("filled") SIZE("10.5") },
	[LOOK_CHAIN_GONE]     = { FONT_SANS, 10.5, FILL(PENDING) LINE(PEND_LN) STYLE("filled,dashed") INK(GREY_TXT) SIZE("10.5") },
	[LOOK_LIST_CHANGED]   = { FONT_SANS, 11.5, FILL(TINT) LINE(ACCENT) " penwidth=2.5" STYLE("filled,rounded") SIZE("11.5") },
	[LOOK_FLOW]           = { FONT_SANS, 7, " arrowhead=empty" },

	[LOOK_VALUE_REAL]     = { FONT_MONO, 11, FILL(WHITE) LINE(PANEL_LN) STYLE("filled") FACE_MONO },
	[LOOK_VALUE_SIM]      = { FONT_MONO, 11, FILL(WHITE) LINE(PANEL_LN) STYLE("filled,rounded") FACE_MONO },
	[LOOK_CHANGED_REAL]   = { FONT_MONO, 11, FILL(WHITE) LINE(ACCENT) " penwidth=2" STYLE("filled") FACE_MONO },
	[LOOK_CHANGED_SIM]    = { FONT_MONO, 11, FILL(WHITE) LINE(ACCENT) " penwidth=2" STYLE("filled,rounded") FACE_MONO },
	[LOOK_DIFFERS_REAL]   = { FONT_MONO, 11, FILL(WHITE) " penwidth=2.5" STYLE("filled") FACE_MONO },
	[LOOK_DIFFERS_SIM]    = { FONT_MONO, 11, FILL(WHITE) " penwidth=2.5" STYLE("filled,rounded") FACE_MONO },
	[LOOK_PENDING_REAL]   = { FONT_MONO, 11, FILL(PENDING) LINE(PANEL_LN) STYLE("filled,dashed") FACE_MONO INK(GREY_TXT) },
	[LOOK_PENDING_SIM]    = { FONT_MONO, 11, FILL(PENDING) LINE(PANEL_LN) STYLE("filled,rounded,dashed") FACE_MONO INK(GREY_TXT) },
	[LOOK_SILENT]         = { FONT_MONO, 11, FILL(WHITE) LINE(PANEL_LN) STYLE("filled,dotted") FACE_MONO INK(GREY_TXT) },

	[LOOK_KEY]            = { FONT_SANS, 10, FILL(WHITE) STYLE("filled") SIZE("10") },
	[LOOK_KEY_CHANGED]    = { FONT_SANS, 10, FILL(TINT) LINE(ACCENT) " penwidth=3" STYLE("filled") SIZE("10") },
	[LOOK_KEY_PENDING]    = { FONT_SANS, 10, FILL(PENDING) LINE(PEND_LN) STYLE("filled,dashed") SIZE("10") INK(GREY_TXT) },

	[LOOK_LINK]           = { .attributes = "" },
	[LOOK_LINK_CHANGED]   = { .attributes = LINE(ACCENT) PEN("3") " arrowsize=0.9" },
	[LOOK_LINK_WATCHED]   = { .attributes = PEN("2.5") " arrowsize=0.9" },
	[LOOK_LINK_LOOSE]     = { .attributes = STYLE("dashed") LINE(PEND_LN) },
	[LOOK_LINK_ABSENT]    = { .attributes = STYLE("dotted") " arrowhead=none" INK(GREY_TXT) LINE(PEND_LN) },
	[LOOK_NOTHING]        = { .attributes = " shape=point width=0.08 height=0.08" LINE(PEND_LN) },
	[LOOK_ASKED]          = { .attributes = PEN("2") },
	[LOOK_UNWOUND]        = { .attributes = PEN_STYLE("2", "dashed") },
	[LOOK_DURING]         = { .attributes = PEN_STYLE("2", "dotted") },
	[LOOK_MOVE_NONE]      = { .attributes = PEN_STYLE("1", "dashed") LINE(PEND_LN) INK(GREY_TXT) },
	[LOOK_ASIDE_NONE]     = { .attributes = PEN_STYLE("1", "dashed") LINE(PEND_LN) INK(GREY_TXT) " constraint=false" },
	[LOOK_ASIDE_CHANGED]  = { .attributes = LINE(ACCENT) PEN("3") " arrowsize=0.9 constraint=false" },

	[LOOK_CELL]           = { .size = 1, .attributes = "" },
	[LOOK_CELL_CHANGED]   = { .size = 3, .attributes = " border=\"3\"" LINE(ACCENT) },
	[LOOK_CELL_WATCHED]   = { .size = 2, .attributes = " border=\"2\"" },
	[LOOK_CELL_GONE]      = { .size = 2, .attributes = " border=\"2\"" LINE(ACCENT) STYLE("dotted") },
	[LOOK_CELL_PENDING]   = { .size = 1, .attributes = " bgcolor=\"" PENDING "\"" LINE(PEND_LN) STYLE("dashed") }
};
