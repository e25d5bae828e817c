/* picture.c - see picture.h: header, panels and legend. */
#include "viz/draw/picture.h"

#include <stdio.h>

#include "viz/draw/dot.h"
#include "viz/draw/panels.h"

/* ---- header ---- */

static void draw_verdict(struct pen *p)
{
	static const struct { const char *text; enum look look; const char *class; } how[] = {
		[PV_AGREE]      = { "= REAL and SIM agree", LOOK_AGREE, "verdict agree" },
		[PV_KNOWN]      = { "\u2248 known Wine difference", LOOK_KNOWN, "verdict known" },
		[PV_DIVERGE]    = { "\u2260 REAL and SIM DIVERGE", LOOK_DIVERGE, "verdict diverged" },
		[PV_REAL_ALONE] = { "REAL only: nothing to compare", LOOK_ALONE, "verdict alone" },
		[PV_SIM_ALONE]  = { "SIM only: nothing to compare", LOOK_ALONE, "verdict alone" }
	};
	enum picture_verdict v = p->f->verdict;

	if (v == PV_DIVERGE)
		pen_tape(p, "verdict_tape", G_VTAPE, 29, LOOK_TAPE_THICK, "verdict diverged");
	pen_bold(p, "verdict", G_VERDICT, how[v].text, how[v].look, NULL, how[v].class);
}

static void draw_header(struct pen *p)
{
	static const enum look phases[] = {
		[PH_BEFORE] = LOOK_STEP_BEFORE, [PH_AFTER] = LOOK_STEP_AFTER, [PH_FAILED] = LOOK_STEP_FAILED, [PH_PLAIN] = LOOK_STEP_PLAIN
	};
	const struct picture *f = p->f;

	pen_node(p, "canvas", G_CANVAS, "", LOOK_CANVAS, "canvas");
	pen_heading(p, "head_title", G_TITLE, f->title, 20, "title");
	pen_bold(p, "head_phase", G_PHASE, f->phase_text, phases[f->phase], NULL, "phase");
	draw_verdict(p);
	pen_note(p, "head_say", G_SAY, f->say, LOOK_SAY, "\\l");
}

/* ---- legend line ---- */

static void draw_legend(struct pen *p)
{
	static const struct { const char *id, *class; enum page_state s; const struct box *at; } keys[] = {
		{ "key_free", "key st_free", PG_FREE, &G_KEY_FREE }, { "key_resv", "key st_resv", PG_RESERVED, &G_KEY_RESV },
		{ "key_comm", "key st_comm", PG_COMMITTED, &G_KEY_COMM }, { "key_resd", "key st_resd", PG_RESIDENT, &G_KEY_RESD }
	};
	char foot[96];

	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
		pen_pages(p, keys[i].id, *keys[i].at, palette_states[keys[i].s].word, keys[i].s, false, keys[i].class);
	pen_node(p, "key_chg", G_KEY_CHG, "\u0394 changed", LOOK_KEY_CHANGED, "key chg");
	pen_node(p, "key_pend", G_KEY_PEND, "not yet / ?", LOOK_KEY_PENDING, "key ask");
	pen_tape(p, "key_div_t", G_KEY_DIV_T, 19, LOOK_TAPE, "key divmark");
	pen_node(p, "key_div", G_KEY_DIV, "\u2260 divergence", LOOK_KEY, "key");
	pen_pages(p, "key_guard", G_KEY_GUARD, "guard", PG_COMMITTED, true, "key st_comm guard");
	snprintf(foot, sizeof foot, "FaultLab  %s", p->f->name);
	pen_note(p, "foot", G_FOOT, foot, LOOK_TEXT_SMALL_HEAD, "\\r");
}

void picture_write(struct ink *i, const struct picture *f)
{
	struct pen p = { .out = i, .f = f };

	ink_puts(i, "digraph \"");
	dot_escape_plain(i, f->graph);
	ink_printf(i, "\" {\n  graph [layout=nop2 pad=0 margin=0 bb=\"0,0,%g,%g\" outputorder=nodesfirst splines=true bgcolor=\"" WHITE "\""
	           " id=\"frame\"];\n", G_CANVAS.w, G_CANVAS.h);
	/* shape, not true: text that is higher or wider by another font's measure is then no matter for a warning. */
	ink_puts(i, "  node [shape=box fixedsize=shape margin=\"0.04,0\" fontname=\"" SANS "\" fontsize=11 penwidth=1];\n"
	         "  edge [penwidth=1.4 arrowsize=0.7];\n");
	draw_header(&p);
	panel_space(&p);
	panel_path(&p);
	if (f->has_chain)
		panel_chain(&p);
	else if (f->has_heap)
		panel_heap(&p);
	else if (f->has_share)
		panel_share(&p);
	else if (f->has_lists)
		panel_lists(&p);
	else
		panel_walk(&p);
	panel_ledger(&p);
	draw_legend(&p);
	if (f->verdict == PV_DIVERGE) {
		pen_tape(&p, "tape_top", G_TAPE_TOP, 49, LOOK_TAPE_THIN, "divmark");
		pen_tape(&p, "tape_bot", G_TAPE_BOT, 49, LOOK_TAPE_THIN, "divmark");
	}
	ink_puts(i, "}\n");
	ink_free(&p.label);
}
