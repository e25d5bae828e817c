/* look.c - see look.h. */
#include "viz/draw/look.h"

#define FILL(colour)    " fillcolor=\"" colour "\""
#define LINE(colour)    " color=\"" colour "\""
#define INK(colour)     " fontcolor=\"" colour "\""
#define STYLE(style)    " style=\"" style "\""
#define SIZE(points)    " fontsize=" points
#define FACE_MONO       " fontname=\"" MONO "\""
#define NO_BOX          " shape=plaintext"
#define BOLD_SIZE(points)         "point-size=\"" points "\""
#define BOLD_IN(points, colour)   BOLD_SIZE(points) " color=\"" colour "\""
#define BOLD_MONO(points, colour) "face=\"" MONO "\" " BOLD_IN(points, colour)

const struct look_row looks[LOOKS] = {
	[LOOK_CANVAS]         = { FONT_SANS, 11, " penwidth=0" },
	[LOOK_SAY]            = { FONT_SANS, 13, SIZE("13") NO_BOX },
	[LOOK_STEP_BEFORE]    = { FONT_BOLD, 12, FILL(WHITE) " penwidth=2" STYLE("filled"), BOLD_IN("12", BLACK) },
	[LOOK_STEP_AFTER]     = { FONT_BOLD, 12, FILL(BLACK) " penwidth=2" STYLE("filled"), BOLD_IN("12", WHITE) },
	[LOOK_STEP_FAILED]    = { FONT_BOLD, 12, FILL(ACCENT) " penwidth=2" STYLE("filled"), BOLD_IN("12", WHITE) },
	[LOOK_STEP_PLAIN]     = { FONT_BOLD, 12, FILL(WHITE) LINE(PEND_LN) STYLE("filled"), BOLD_IN("12", BLACK) },
	[LOOK_AGREE]          = { FONT_BOLD, 13, FILL(WHITE) " penwidth=1.5" STYLE("filled,rounded"), BOLD_SIZE("13") },
	[LOOK_KNOWN]          = { FONT_BOLD, 13, FILL(WHITE) " penwidth=1.5" STYLE("filled,rounded,dashed"), BOLD_SIZE("13") },
	[LOOK_DIVERGE]        = { FONT_BOLD, 14, FILL(WHITE) " penwidth=2" STYLE("filled,rounded"), BOLD_SIZE("14") },
	[LOOK_ALONE]          = { FONT_BOLD, 13, FILL(WHITE) LINE(PEND_LN) STYLE("filled,rounded,dotted"), BOLD_SIZE("12") },

	[LOOK_TEXT]           = { FONT_SANS, 10.5, SIZE("10.5") NO_BOX },
	[LOOK_TEXT_DONE]      = { FONT_SANS, 10.5, SIZE("10.5") INK(BLACK) NO_BOX },
	[LOOK_TEXT_PENDING]   = { FONT_SANS, 10.5, SIZE("10.5") INK(GREY_TXT) NO_BOX },
	[LOOK_TEXT_HEAD]      = { FONT_SANS, 10.5, SIZE("10.5") INK(HEAD_TXT) NO_BOX },
	[LOOK_TEXT_NOTE]      = { FONT_SANS, 10.5, SIZE("10.5") INK(NOTE_TXT) NO_BOX },
	[LOOK_TEXT_MONO]      = { FONT_SANS, 10.5, FACE_MONO SIZE("10.5") NO_BOX },
	[LOOK_TEXT_SMALL]     = { FONT_SANS, 10, SIZE("10") NO_BOX },
	[LOOK_TEXT_SMALL_HEAD] = { FONT_SANS, 10, SIZE("10") INK(HEAD_TXT) NO_BOX },
	[LOOK_HEADING]        = { FONT_BOLD, 11, NO_BOX },
	[LOOK_MARK]           = { FONT_SANS, 11, INK(ACCENT) NO_BOX },
	[LOOK_FACT]           = { FONT_SANS, 11.5, SIZE("11.5") NO_BOX },
	[LOOK_SAME]           = { FONT_SANS, 13, SIZE("13") INK(BLACK) NO_BOX },
	[LOOK_NOT_COMPARED]   = { FONT_SANS, 10, SIZE("10") INK(GREY_TXT) NO_BOX },

	[LOOK_PANEL]          = { FONT_SANS, 11, LINE(PANEL_LN) },
	[LOOK_TAG_REAL]       = { FONT_BOLD, 11, FILL(BLACK) STYLE("filled"), "color=\"" WHITE "\" " },
	[LOOK_TAG_SIM]        = { FONT_BOLD, 11, FILL(WHITE) " penwidth=1.5" STYLE("filled,rounded"), "" },
	[LOOK_NOT_EQUAL]      = { FONT_BOLD, 13, FILL(WHITE) STYLE("filled"), BOLD_SIZE("13") },
	[LOOK_TAPE]           = { FONT_SANS, 11, STYLE("striped") },
	[LOOK_TAPE_THICK]     = { FONT_SANS, 11, " penwidth=2" STYLE("striped") },
	[LOOK_TAPE_THIN]      = { FONT_SANS, 11, " penwidth=0.5" STYLE("striped") },

	[LOOK_NO_TRACE]       = { FONT_SANS, 10.5, FILL(PENDING) LINE(PEND_LN) STYLE("filled,dotted") SIZE("10.5") INK(GREY_TXT) },
	[LOOK_LENS]           = { FONT_SANS, 11, " penwidth=2" },
	[LOOK_HALO]           = { FONT_SANS, 11, LINE(WHITE) " penwidth=6" },
	[LOOK_RING]           = { FONT_SANS, 11, LINE(ACCENT) " penwidth=3" },
	[LOOK_FLAG]           = { FONT_BOLD, 10, FILL(ACCENT) LINE(ACCENT) STYLE("filled"), BOLD_IN("10", WHITE) },
	[LOOK_ZOOM]           = { FONT_SANS, 0, LINE(PEND_LN) " penwidth=0.8 arrowhead=none" },

	[LOOK_HOP_DONE]       = { FONT_SANS, 11, FILL(WHITE) " penwidth=2" STYLE("filled") },
	[LOOK_HOP_PENDING]    = { FONT_SANS, 11, FILL(PENDING) LINE(PEND_LN) STYLE("filled,dashed") },
	[LOOK_HOP_HEAD_DONE]  = { FONT_BOLD, 11.5, NO_BOX, BOLD_IN("11.5", BLACK) },
	[LOOK_HOP_HEAD_PENDING] = { FONT_BOLD, 11.5, NO_BOX, BOLD_IN("11.5", GREY_TXT) },
	[LOOK_EXIT_TAKEN]     = { FONT_BOLD, 11, FILL(WHITE) " penwidth=2" STYLE("filled,rounded"), BOLD_IN("11", BLACK) },
	[LOOK_EXIT_FAILED]    = { FONT_BOLD, 11, FILL(TINT) LINE(ACCENT) " penwidth=3.5" STYLE("filled,rounded"), BOLD_IN("11", BLACK) },
	[LOOK_EXIT_PENDING]   = { FONT_BOLD, 11, FILL(PENDING) LINE(PEND_LN) STYLE("filled,rounded,dashed"), BOLD_IN("11", GREY_TXT) },
	[LOOK_GO_REAL]        = { FONT_SANS, 9, " penwidth=2.6 arrowsize=0.9" },
	[LOOK_GO_SIM]         = { FONT_SANS, 9, " arrowsize=0.9" },
	[LOOK_GO_PENDING]     = { FONT_SANS, 9, LINE(ARROW_LN) " penwidth=1 style=dashed arrowsize=0.9" },
	[LOOK_LOOP]           = { FONT_SANS, 5, " penwidth=2 arrowsize=0.5" },
	[LOOK_LOOP_PENDING]   = { FONT_SANS, 5, LINE(PANEL_LN) " penwidth=1 style=dashed arrowsize=0.5" },

	[LOOK_VA]             = { FONT_SANS, 11, FILL(PENDING) STYLE("filled") },
	[LOOK_STUB]           = { FONT_SANS, 11, FILL(RESERVED) LINE(STUB_LN) STYLE("filled") },
	[LOOK_ENTRY]          = { FONT_MONO, 11, FILL(WHITE) " penwidth=1.2" STYLE("filled") FACE_MONO },
	[LOOK_ENTRY_ABSENT]   = { FONT_MONO, 11, FILL(WHITE) " penwidth=1.2" STYLE("filled,dashed") FACE_MONO },
	[LOOK_ENTRY_CHANGED]  = { FONT_MONO, 11, FILL(TINT) LINE(ACCENT) " penwidth=3" STYLE("filled") FACE_MONO },
	[LOOK_ENTRY_CHANGED_ABSENT] = { FONT_MONO, 11, FILL(TINT) LINE(ACCENT) " penwidth=3" STYLE("filled,dashed") FACE_MONO },
	[LOOK_ENTRY_PENDING]  = { FONT_MONO, 11, FILL(PENDING) LINE(PEND_LN) STYLE("filled,dashed") INK(GREY_TXT) FACE_MONO },
	[LOOK_INDEX]          = { FONT_SANS, 5, LINE(PEND_LN) " penwidth=1 arrowsize=0.5" },
	[LOOK_WALK]           = { FONT_SANS, 7, " penwidth=2" },
	[LOOK_WALK_ENDS]      = { FONT_SANS, 0, LINE(PEND_LN) " penwidth=1 style=dashed arrowhead=none" },
	[LOOK_FRAME]          = { FONT_MONO, 10.5, FILL(RESIDENT) STYLE("filled") FACE_MONO SIZE("10.5") INK(WHITE) },
	[LOOK_NO_FRAME]       = { FONT_MONO, 10.5, FILL(WHITE) LINE(PEND_LN) STYLE("filled,dashed") FACE_MONO
	                          SIZE("10.5") INK(NOTE_TXT) },
	[LOOK_FRAME_NEW]      = { FONT_SANS, 11, LINE(ACCENT) " penwidth=2.5" },
	[LOOK_MISS]           = { FONT_BOLD, 11, FILL(ACCENT) LINE(ACCENT) STYLE("filled") " shape=circle",
	                          "color=\"" WHITE "\" " BOLD_SIZE("11") },
	[LOOK_BIT]            = { FONT_MONO, 10.5, FACE_MONO SIZE("10.5") },
	[LOOK_BIT_PENDING]    = { FONT_MONO, 11, FILL(PENDING) LINE(PEND_LN) STYLE("filled,dashed") INK(GREY_TXT) },
	[LOOK_BIT_CHANGED]    = { FONT_MONO, 10.5, FILL(BLACK) LINE(ACCENT) " penwidth=2" STYLE("filled"), BOLD_MONO("10.5", WHITE) },
	[LOOK_RAW_CHANGED]    = { FONT_MONO, 10.5, FILL(TINT) LINE(ACCENT) " penwidth=2" STYLE("filled"), BOLD_MONO("10.5", BLACK) },
	[LOOK_VAD]            = { FONT_MONO, 10.5, FILL(WHITE) STYLE("filled") FACE_MONO SIZE("10.5") },
	[LOOK_VAD_CHANGED]    = { FONT_MONO, 10.5, FILL(WHITE) LINE(ACCENT) " penwidth=2.5" STYLE("filled") FACE_MONO SIZE("10.5") },

	[LOOK_LIST]           = { FONT_SANS, 11.5, FILL(WHITE) STYLE("filled,rounded") SIZE("11.5") },
	[LOOK_LIST_CHANGED]   = { FONT_SANS, 11.5, FILL(TINT) LINE(ACCENT) " penwidth=2.5" STYLE("filled,rounded") SIZE("11.5") },
	[LOOK_FLOW]           = { FONT_SANS, 7, " penwidth=1.4 arrowhead=empty" },

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
	[LOOK_LINK_CHANGED]   = { .attributes = LINE(ACCENT) " penwidth=3" },
	[LOOK_LINK_WATCHED]   = { .attributes = " penwidth=2.5" },
	[LOOK_LINK_LOOSE]     = { .attributes = " style=dashed" LINE(PEND_LN) },
	[LOOK_LINK_ABSENT]    = { .attributes = " style=dotted arrowhead=none" INK(GREY_TXT) LINE(PEND_LN) },
	[LOOK_NOTHING]        = { .attributes = " shape=point width=0.08 height=0.08" LINE(PEND_LN) },
	[LOOK_ASKED]          = { .attributes = " penwidth=2" },
	[LOOK_UNWOUND]        = { .attributes = " penwidth=2 style=dashed" },
	[LOOK_DURING]         = { .attributes = " style=dotted constraint=false penwidth=2" },
	[LOOK_MOVE_NONE]      = { .attributes = " style=dashed" LINE(PEND_LN) INK(GREY_TXT) " penwidth=1" },
	[LOOK_ASIDE_NONE]     = { .attributes = " style=dashed" LINE(PEND_LN) INK(GREY_TXT) " penwidth=1 constraint=false" },
	[LOOK_ASIDE_CHANGED]  = { .attributes = LINE(ACCENT) " penwidth=3 constraint=false" },

	[LOOK_CELL]           = { .attributes = "" },
	[LOOK_CELL_CHANGED]   = { .attributes = " border=\"3\"" LINE(ACCENT) },
	[LOOK_CELL_WATCHED]   = { .attributes = " border=\"2\"" },
	[LOOK_CELL_GONE]      = { .attributes = " border=\"2\"" LINE(ACCENT) STYLE("dotted") },
	[LOOK_CELL_PENDING]   = { .attributes = " bgcolor=\"" PENDING "\"" LINE(PEND_LN) STYLE("dashed") }
};
