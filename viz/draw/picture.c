/* picture.c - see picture.h: header, panels and legend. */
#include "viz/draw/picture.h"

#include <stdio.h>

#include "viz/draw/dot.h"
#include "viz/draw/palette.h"
#include "viz/draw/panels.h"

/* ---- header ---- */

static void draw_verdict(struct pen *p)
{
	static const struct { const char *text, *attributes, *class; } how[] = {
		[PV_AGREE]      = { "= REAL and SIM agree", " fillcolor=\"" WHITE "\" penwidth=1.5 style=\"filled,rounded\"", "verdict agree" },
		[PV_KNOWN]      = { "\u2248 known Wine difference", " fillcolor=\"" WHITE "\" penwidth=1.5 style=\"filled,rounded,dashed\"", "verdict known" },
		[PV_DIVERGE]    = { "\u2260 REAL and SIM DIVERGE", " fillcolor=\"" WHITE "\" penwidth=2 style=\"filled,rounded\"", "verdict diverged" },
		[PV_REAL_ALONE] = { "REAL only: nothing to compare", " fillcolor=\"" WHITE "\" color=\"" PEND_LN "\" style=\"filled,rounded,dotted\"", "verdict alone" },
		[PV_SIM_ALONE]  = { "SIM only: nothing to compare", " fillcolor=\"" WHITE "\" color=\"" PEND_LN "\" style=\"filled,rounded,dotted\"", "verdict alone" }
	};
	enum picture_verdict v = p->f->verdict;

	if (v == PV_DIVERGE)
		pen_tape(p, "verdict_tape", G_VTAPE, 29, " penwidth=2 style=\"striped\"", "verdict diverged");
	pen_bold(p, "verdict", G_VERDICT, how[v].text, v == PV_DIVERGE ? "point-size=\"14\"" : v == PV_AGREE || v == PV_KNOWN ? "point-size=\"13\"" :
	         "point-size=\"12\"", FONT_BOLD, v == PV_DIVERGE ? 14 : 13, how[v].attributes, how[v].class);
}

static void draw_header(struct pen *p)
{
	static const struct { const char *font, *attributes; } how[] = {
		[PH_BEFORE] = { "point-size=\"12\" color=\"" BLACK "\"", " fillcolor=\"" WHITE "\" penwidth=2 style=\"filled\"" },
		[PH_AFTER]  = { "point-size=\"12\" color=\"" WHITE "\"", " fillcolor=\"" BLACK "\" penwidth=2 style=\"filled\"" },
		[PH_FAILED] = { "point-size=\"12\" color=\"" WHITE "\"", " fillcolor=\"" ACCENT "\" penwidth=2 style=\"filled\"" },
		[PH_PLAIN]  = { "point-size=\"12\" color=\"" BLACK "\"", " fillcolor=\"" WHITE "\" color=\"" PEND_LN "\" style=\"filled\"" }
	};
	const struct picture *f = p->f;

	pen_node(p, "canvas", G_CANVAS, "", FONT_SANS, 11, "\\n", " penwidth=0", "canvas");
	pen_heading(p, "head_title", G_TITLE, f->title, 20, "title");
	pen_bold(p, "head_phase", G_PHASE, f->phase_text, how[f->phase].font, FONT_BOLD, 12, how[f->phase].attributes, "phase");
	draw_verdict(p);
	pen_note(p, "head_say", G_SAY, f->say, 13, "\\l", " fontsize=13 shape=plaintext");
}

/* ---- legend line ---- */

static void draw_legend(struct pen *p)
{
	static const struct { const char *id, *class; enum page_state s; const struct box *at; } keys[] = {
		{ "key_free", "key st_free", PG_FREE, &G_KEY_FREE }, { "key_resv", "key st_resv", PG_RESERVED, &G_KEY_RESV },
		{ "key_comm", "key st_comm", PG_COMMITTED, &G_KEY_COMM }, { "key_resd", "key st_resd", PG_RESIDENT, &G_KEY_RESD }
	};
	char foot[96];

	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
		struct ink a = { 0 };

		pen_state(&a, keys[i].s, "10.5");
		pen_node(p, keys[i].id, *keys[i].at, palette_states[keys[i].s].word, FONT_SANS, 10.5, "\\n", a.text, keys[i].class);
		ink_free(&a);
	}
	pen_node(p, "key_chg", G_KEY_CHG, "\u0394 changed", FONT_SANS, 10, "\\n",
	         " fillcolor=\"" TINT "\" color=\"" ACCENT "\" penwidth=3 style=\"filled\" fontsize=10", "key chg");
	pen_node(p, "key_pend", G_KEY_PEND, "not yet / ?", FONT_SANS, 10, "\\n",
	         " fillcolor=\"" PENDING "\" color=\"" PEND_LN "\" style=\"filled,dashed\" fontsize=10 fontcolor=\"" GREY_TXT "\"", "key ask");
	pen_tape(p, "key_div_t", G_KEY_DIV_T, 19, " style=\"striped\"", "key divmark");
	pen_node(p, "key_div", G_KEY_DIV, "\u2260 divergence", FONT_SANS, 10, "\\n",
	         " fillcolor=\"" WHITE "\" style=\"filled\" fontsize=10", "key");
	snprintf(foot, sizeof foot, "FaultLab  %s", p->f->name);
	pen_note(p, "foot", G_FOOT, foot, 10, "\\r", " fontsize=10 fontcolor=\"" HEAD_TXT "\" shape=plaintext");
}

void picture_write(struct ink *i, const struct picture *f)
{
	struct pen p = { .out = i, .f = f };

	ink_puts(i, "digraph \"");
	dot_escape_plain(i, f->graph);
	ink_puts(i, "\" {\n"
	         "  graph [layout=nop2 pad=0 margin=0 bb=\"0,0,960,540\" outputorder=nodesfirst splines=true bgcolor=\"" WHITE "\" id=\"frame\"];\n"
	         "  node [shape=box fixedsize=true margin=\"0.04,0\" fontname=\"DejaVu Sans,Verdana,sans-serif\" fontsize=11 penwidth=1];\n"
	         "  edge [penwidth=1.4 arrowsize=0.7];\n");
	draw_header(&p);
	panel_space(&p);
	panel_path(&p);
	if (f->has_lists)
		panel_lists(&p);
	else
		panel_walk(&p);
	panel_ledger(&p);
	draw_legend(&p);
	if (f->verdict == PV_DIVERGE) {
		pen_tape(&p, "tape_top", G_TAPE_TOP, 49, " penwidth=0.5 style=\"striped\"", "divmark");
		pen_tape(&p, "tape_bot", G_TAPE_BOT, 49, " penwidth=0.5 style=\"striped\"", "divmark");
	}
	ink_puts(i, "}\n");
	ink_free(&p.label);
}
