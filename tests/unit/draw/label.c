/* label.c - lines that stand where we say, and drawings that say how long their texts are. */
#include <CUnit/CUnit.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "viz/draw/label.h"
#include "viz/draw/look.h"
#include "viz/draw/svg.h"

/* ---- labels ---- */

/* All cells of a label's first row: how wide they are. */
static int cells(const char *label, int width[], int most)
{
	const char *end = strstr(label, "</tr>");
	int n = 0;

	for (const char *p = label; n < most && (p = strstr(p, "<td width=\"")) && p < end; p++)
		width[n++] = atoi(p + strlen("<td width=\""));
	return n;
}

static const struct { const char *text; enum dot_font font; double size; } lines[] = {
	{ "PAGE TABLES", FONT_BOLD, 14 }, { "2 \u00b7 AFTER: \u2717 GAVE UP", FONT_BOLD, 12 }, { "i", FONT_SANS, 10.5 },
	{ "142000\u2013144FFF", FONT_MONO, 12 }, { "0x8000000000012867", FONT_MONO, 10.5 }, { "\u2260", FONT_BOLD, 13 }
};

/* LABEL-1: the empty cell and half of the line make half of the whole, and the whole holds what Graphviz may measure. */
static void a_line_is_in_the_middle_by_its_own_length(void)
{
	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
		struct label_line line = { .text = lines[i].text, .font = lines[i].font, .size = lines[i].size };
		double length = dot_length(line.text, line.font, line.size), room = dot_room(line.text, line.font, line.size);
		struct ink out = { 0 };
		int width[2] = { 0 }, n;

		label_block(&out, &line, 1);
		n = cells(out.text, width, 2);
		CU_ASSERT_FATAL(n == 1 || n == 2);
		if (n == 1) {
			width[1] = width[0];
			width[0] = 0;
		}
		CU_ASSERT_DOUBLE_EQUAL(width[0] + length / 2, (width[0] + width[1]) / 2.0, 0.5);
		CU_ASSERT(width[1] >= room - 0.5);
		CU_ASSERT((width[0] + width[1]) % 2 == 0);
		CU_ASSERT(room >= dot_width(line.text, line.font, line.size));
		ink_free(&out);
	}
}

static void a_line_whose_length_is_not_known_is_centred_by_Graphviz(void)
{
	struct label_line line = { .text = "\u00e9t\u00e9", .font = FONT_SANS, .size = 12 };
	struct ink out = { 0 };

	label_block(&out, &line, 1);
	CU_ASSERT_PTR_NULL(strstr(out.text, "align"));
	CU_ASSERT_PTR_NULL(strstr(out.text, "<td width=\"1\""));
	ink_free(&out);
}

static void no_text_leaves_its_cell(void)
{
	struct label_line line = { .text = "</td>\\N&\"", .font = FONT_BOLD, .size = 12, .bold = true };
	struct ink out = { 0 };

	label_cell(&out, " port=\"p\"", &line, 4);
	CU_ASSERT_PTR_NOT_NULL(strstr(out.text, "<td port=\"p\" align=\"left\""));
	CU_ASSERT_PTR_NOT_NULL(strstr(out.text, "<b>&lt;/td&gt;\\\\N&amp;&quot;</b></font><br align=\"left\"/></td>"));
	ink_free(&out);
}

/* What a look measures by is what Graphviz is given to draw with. */
static void each_look_is_measured_as_it_is_drawn(void)
{
	for (int i = 0; i < LOOKS; i++) {
		const struct look_row *l = &looks[i];
		const char *size = strstr(l->attributes, " fontsize=");
		bool mono = strstr(l->attributes, MONO) || (l->label && strstr(l->label, MONO));

		if (mono != (l->font == FONT_MONO) || (size && strtod(size + strlen(" fontsize="), NULL) != l->size)) {
			printf("  look %d\n", i);
			CU_FAIL("a look is drawn in another font or size");
		}
	}
}

/* ---- drawings ---- */

static const char head[] = "<?xml?>\n<svg width=\"1\"\n viewBox=\"0\">\n";

static void finished(struct ink *out, const char *text)
{
	struct ink svg = { 0 };

	ink_printf(&svg, "%s%s</svg>\n", head, text);
	svg_finish(out, svg.text, svg.used, "words", 7);
	ink_free(&svg);
}

static const struct { const char *drawn, *want; } texts[] = {
	{ "<text x=\"1\" font-family=\"DejaVu Sans\" font-size=\"10.00\">ab</text>",
	  "<text x=\"1\" font-family=\"DejaVu Sans,Verdana,sans-serif\" font-size=\"10.00\" textLength=\"12.5\" lengthAdjust=\"spacingAndGlyphs\">ab</text>" },
	{ "<text xml:space=\"preserve\" x=\"1\" font-family=\"DejaVu Sans\" font-weight=\"bold\" font-size=\"10.00\">&#45;&amp; &#160;</text>",
	  "<text x=\"1\" font-family=\"DejaVu Sans,Verdana,sans-serif\" font-weight=\"bold\" font-size=\"10.00\" textLength=\"19.8\" lengthAdjust" },
	{ "<text x=\"1\" font-family=\"DejaVu Sans Mono\" font-size=\"10.00\"> W\u2013i </text>",
	  "<text x=\"1\" font-family=\"DejaVu Sans Mono,Consolas,monospace\" font-size=\"10.00\" textLength=\"18.1\" lengthAdjust" },
	{ "<text x=\"1\" font-family=\"DejaVu Sans\" font-size=\"10.00\">\u00e9</text>",
	  "<text x=\"1\" font-family=\"DejaVu Sans,Verdana,sans-serif\" font-size=\"10.00\">\u00e9</text>" },
	{ "<text x=\"1\" font-family=\"Times\" font-size=\"10.00\"></text>", "<text x=\"1\" font-family=\"Times\" font-size=\"10.00\"></text>" }
};

/* SVG-2 */
static void each_text_says_how_long_it_is(void)
{
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		struct ink out = { 0 };

		finished(&out, texts[i].drawn);
		if (!strstr(out.text, texts[i].want))
			printf("  %s\n", out.text);
		CU_ASSERT_PTR_NOT_NULL(strstr(out.text, texts[i].want));
		ink_free(&out);
	}
}

static void a_drawing_that_ends_early_is_copied_as_it_is(void)
{
	static const char *const cut[] = { "", "<svg ", "<svg width=\"1\"", "<svg width=\"1\">\n<text x=\"1\"",
		"<svg width=\"1\">\n<text x=\"1\">a", "<svg width=\"1\">\n<g id=\"page0,1" };

	for (size_t i = 0; i < sizeof cut / sizeof cut[0]; i++) {
		struct ink out = { 0 };

		svg_finish(&out, cut[i], strlen(cut[i]), "", 7);
		CU_ASSERT(strlen(cut[i]) < 16 ? !out.used || strcmp(out.text, cut[i]) == 0 : out.used > strlen(cut[i]));
		ink_free(&out);
	}
}

CU_TestInfo label_tests[] = {
	{ "a line is in the middle by its own length", a_line_is_in_the_middle_by_its_own_length },
	{ "a line whose length is not known is centred by Graphviz", a_line_whose_length_is_not_known_is_centred_by_Graphviz },
	{ "no text leaves its cell", no_text_leaves_its_cell },
	{ "each look is measured as it is drawn", each_look_is_measured_as_it_is_drawn },
	{ "each text says how long it is", each_text_says_how_long_it_is },
	{ "a drawing that ends early is copied as it is", a_drawing_that_ends_early_is_copied_as_it_is },
	CU_TEST_INFO_NULL
};
