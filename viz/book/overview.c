/* overview.c - see overview.h. Header and key, and in which order the panels are drawn. */
#include "viz/book/overview.h"

#include "viz/book/canvas.h"
#include "viz/book/counters.h"
#include "viz/book/kinds.h"
#include "viz/book/look.h"
#include "viz/book/timeline.h"
#include "viz/draw/palette.h"

/* The page says the same in large type (book_plain.js), and finds it by the id. */
#define PLATE(class) " id=\"all_verdict\" class=\"verdict " class "\" text-anchor=\"middle\" font-weight=\"bold\""

static void draw_header(struct page *p)
{
	static const struct { const char *attributes, *text; } plates[] = {
		[PV_AGREE]      = { PLATE("agree"), "= REAL and SIM agree" },
		[PV_DIVERGE]    = { PLATE("diverged"), "\u2260 REAL and SIM DIVERGE" },
		[PV_REAL_ALONE] = { PLATE("alone"), "REAL only: nothing to compare" },
		[PV_SIM_ALONE]  = { PLATE("alone"), "SIM only: nothing to compare" }
	};
	enum picture_verdict v = canvas_verdict(p);
	struct ink say = { 0 };
	bool wrong = compare_say_mistake(&say, p->c);

	/* What the program did wrong itself comes first, agreement second; there has to be room for both. */
	if (wrong)
		canvas_words(p, 16, 42, 13, " font-weight=\"bold\"", say.text ? say.text : "", 928);
	ink_clear(&say);
	ink_printf(&say, "The whole run of %s", p->m->any->lab);
	canvas_words(p, 16, wrong ? 22 : 29, wrong ? 17 : 20, " font-weight=\"bold\"", say.text ? say.text : "", 620);
	ink_clear(&say);
	compare_say_result(&say, p->c);
	canvas_words(p, 16, wrong ? 55 : 51, wrong ? 11 : 13, "", say.text ? say.text : "", 928);
	ink_free(&say);
	ink_puts(p->out, wrong ? "<g transform=\"translate(0,-8)\">\n" : "");
	if (v == PV_DIVERGE)
		ink_puts(p->out, "<path class=\"tape\" d=\"M660 22.5H944\" stroke=\"" YELLOW "\" stroke-width=\"31\"/>"
		         "<path class=\"tape\" d=\"M660 22.5H944\" stroke=\"" BLACK "\" stroke-width=\"31\" stroke-dasharray=\"10\"/>\n");
	ink_printf(p->out, "<rect x=\"684\" y=\"11\" width=\"236\" height=\"23\" rx=\"8\" fill=\"" WHITE "\" stroke=\"%s\" stroke-width=\"1.5\"%s/>\n",
	           v == PV_AGREE || v == PV_DIVERGE ? BLACK : PEND_LN, v == PV_AGREE || v == PV_DIVERGE ? "" : " stroke-dasharray=\"1,4\"");
	canvas_words(p, 802, 27, v == PV_AGREE || v == PV_DIVERGE ? 13 : 11, plates[v].attributes, plates[v].text, 230);
	ink_puts(p->out, wrong ? "</g>\n" : "");
}

static void draw_key(struct page *p)
{
	double x = 16;

	if (canvas_verdict(p) == PV_DIVERGE) {
		ink_printf(p->out, "<path class=\"tape\" d=\"M%g 524h22\" stroke=\"" YELLOW "\" stroke-width=\"12\"/><path class=\"tape\" d=\"M%g 524h22\" stroke=\"" BLACK
		           "\" stroke-width=\"12\" stroke-dasharray=\"4\"/>\n", x, x);
		canvas_words(p, x + 28, 528, 10.5, "", "divergence", 80);
		x += 110;
	}
	for (size_t i = 0; i < p->c->rows; i++) {
		if (p->c->row[i].verdict != CMP_KNOWN)
			continue;
		ink_printf(p->out, "<rect x=\"%g\" y=\"518\" width=\"22\" height=\"12\" fill=\"" PENDING "\"/><path d=\"M%g 519h22\" stroke=\"" BLACK
		           "\" stroke-width=\"3\"/>\n", x, x);
		canvas_words(p, x + 28, 528, 10.5, "", "known Wine difference", 150);
		break;
	}
	canvas_words(p, 946, 528, 10.5, " text-anchor=\"end\"", "FaultLab  overview", 200);
}

void overview_draw(struct ink *i, const struct overview *o, const struct model *m)
{
	struct page p = { i, m, m->c };

	ink_puts(i, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 960 540\">\n");
	draw_header(&p);
	timeline_bands(&p, true);
	timeline_bands(&p, false);
	timeline_draw(&p);
	counters_charge(&p, 0);
	counters_working_set(&p, 1);
	counters_scale(&p);
	kinds_draw(&p, o);
	look_draw(&p);
	draw_key(&p);
	ink_puts(i, "</svg>");
}
