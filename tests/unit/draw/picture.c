/* picture.c - the drawing: places, colours, escaping. */
#include <CUnit/CUnit.h>
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "tests/unit/traces.h"
#include "viz/draw/dot.h"
#include "viz/draw/picture.h"

struct lab {
	struct trace_file t[SIDES];
	struct comparison c;
	struct model m;
};

static void play(struct lab *l, const char *name, int sides)
{
	memset(l, 0, sizeof *l);
	scene_read(l->t, scene_find(name), sides);
	CU_ASSERT_FATAL(compare_run(&l->c, sides & 1 ? &l->t[0] : NULL, sides & 2 ? &l->t[1] : NULL));
	CU_ASSERT_FATAL(model_build(&l->m, &l->c));
}

static void done(struct lab *l)
{
	model_free(&l->m);
	compare_free(&l->c);
	reader_free(&l->t[0]);
	reader_free(&l->t[1]);
}

static void draw(struct ink *i, const struct picture *f)
{
	ink_clear(i);
	picture_write(i, f);
}

/* The statement with id="ID", or NULL; `end` gets its end. */
static const char *statement(const char *dot, const char *id, const char **end)
{
	char want[64];
	const char *p;

	snprintf(want, sizeof want, " id=\"%s\"", id);
	p = strstr(dot, want);
	if (!p)
		return NULL;
	*end = strchr(p, '\n');
	while (p > dot && p[-1] != '\n')
		p--;
	return p;
}

static bool says(const char *dot, const char *id, const char *what)
{
	const char *end, *p = statement(dot, id, &end), *hit = p ? strstr(p, what) : NULL;

	return hit && hit < end;
}

/* ---- places ---- */

static const char *const movable[] = { "ov_", "lens_", "fault_", "div_", "frame_ring", "verdict_tape", "tape_", "w_miss", NULL };

static bool may_move(const char *id)
{
	size_t n = strlen(id);

	for (const char *const *m = movable; *m; m++)
		if (strncmp(id, *m, strlen(*m)) == 0)
			return true;
	/* The sign of a difference has a smaller box than that of sameness. */
	return strncmp(id, "lg_", 3) == 0 && id[n - 1] == 'v';
}

struct placed { char id[32], place[80]; };

/* All ids of a drawing with their pos, width and height as written; guard pages as the box around both borders. */
static size_t places(const char *dot, struct placed *out, size_t room)
{
	size_t n = 0;

	for (const char *p = dot; (p = strstr(p, " id=\"")) && n < room; p++) {
		const char *start = p, *pos, *end;
		double x, y, w, h;

		while (start > dot && start[-1] != '\n')
			start--;
		pos = strstr(start, "[pos=\"");
		if (sscanf(p + 5, "%31[a-z0-9_]", out[n].id) != 1 || !pos || pos > p)
			continue;
		if (sscanf(pos, "[pos=\"%lf,%lf\" width=%lf height=%lf", &x, &y, &w, &h) == 4) {
			end = strchr(p, '\n');
			if (strstr(start, "peripheries=2") && strstr(start, "peripheries=2") < end) {
				w += 8 / 72.0;
				h += 8 / 72.0;
			}
			snprintf(out[n].place, sizeof out[n].place, "%.2f %.2f %.3f %.3f", x, y, w, h);
		} else {
			const char *line = strstr(pos, "e,") == pos + 6 ? strchr(pos, ' ') + 1 : pos + 6;

			if (strncmp(out[n].id, "w_e", 3) == 0)          /* loses its head where the walk stops */
				snprintf(out[n].place, sizeof out[n].place, "%.6s", line);
			else if (strncmp(out[n].id, "arr_", 4) == 0 && strstr(out[n].id, "_4"))
				snprintf(out[n].place, sizeof out[n].place, "%.10s", line);     /* ends at the exit that is taken */
			else
				snprintf(out[n].place, sizeof out[n].place, "%.60s", line);
		}
		n++;
	}
	return n;
}

enum { IDS_MAX = 600 };

/* PICTURE-1, over every picture of every scene, both sides and one alone: stepping moves nothing but what changed. */
static void nothing_moves_but_what_changed(void)
{
	static struct placed known[IDS_MAX], now[IDS_MAX];
	size_t knowns = 0;
	struct ink i = { 0 };

	for (const struct scene *s = scenes; s->name; s++)
		for (int sides = 1; sides <= 3; sides++) {
			struct lab l;

			play(&l, s->name, sides);
			for (size_t f = 0; f < l.m.pictures; f += f > 20 && f + 20 < l.m.pictures ? 7 : 1) {
				size_t n;

				draw(&i, &l.m.picture[f]);
				n = places(i.text, now, IDS_MAX);
				CU_ASSERT_FATAL(n > 150 && n < IDS_MAX);
				for (size_t k = 0; k < n; k++) {
					size_t j = 0;

					if (may_move(now[k].id))
						continue;
					while (j < knowns && strcmp(known[j].id, now[k].id))
						j++;
					if (j == knowns)
						known[knowns++] = now[k];
					if (strcmp(known[j].place, now[k].place) == 0)
						continue;
					printf("  %s moves in %s of %s: %s, %s\n", now[k].id, l.m.picture[f].name, s->name,
					       known[j].place, now[k].place);
					CU_FAIL("something moves");
				}
			}
			done(&l);
		}
	CU_ASSERT(knowns > 190);
	ink_free(&i);
}

/* PICTURE-2: ids as CSS and Graphviz both take them, and none twice. */
static void ids_are_plain_and_unique(void)
{
	static struct placed now[IDS_MAX];
	struct ink i = { 0 };
	struct lab l;

	play(&l, "diverge", 3);
	for (size_t f = 60; f < 90; f++) {
		size_t n;

		draw(&i, &l.m.picture[f]);
		for (const char *p = i.text; (p = strstr(p, " id=\"")); p += 5) {
			size_t k = strspn(p + 5, "abcdefghijklmnopqrstuvwxyz0123456789_");

			if (!islower((unsigned char)p[5]) || p[5 + k] != '"')
				CU_FAIL("an id that is not plain");
		}
		n = places(i.text, now, IDS_MAX);
		for (size_t a = 0; a < n; a++)
			for (size_t b = a + 1; b < n; b++)
				if (strcmp(now[a].id, now[b].id) == 0)
					CU_FAIL("an id twice");
	}
	ink_free(&i);
	done(&l);
}

/* ---- colours ---- */

static void only_the_palette_is_used(void)
{
	static const char palette[] = "#FFFFFF #8A8A8A #666666 #E6E6E6 #555555 #000000 #8CCBF2 #0072B2 #FFE3CF #B84A00 #F4F4F4 #888888 "
		"#F0E442 #BBBBBB #333333 #444444 #AAAAAA #999999";
	struct ink i = { 0 };

	for (const struct scene *s = scenes; s->name; s++) {
		struct lab l;

		play(&l, s->name, 3);
		for (size_t f = 0; f < l.m.pictures; f += f > 20 ? 13 : 1) {
			draw(&i, &l.m.picture[f]);
			for (const char *p = i.text; (p = strchr(p, '#')); p++) {
				char colour[8];

				if (p[-1] != '"' && p[-1] != ':')
					continue;
				snprintf(colour, sizeof colour, "%.7s", p);
				if (!strstr(palette, colour))
					CU_FAIL("a colour that is not of the palette");
			}
		}
		done(&l);
	}
	ink_free(&i);
}

/* ---- the situations that a lecturer shows ---- */

static void picture_of(struct ink *i, const char *scene, int sides, const char *name)
{
	struct lab l;

	play(&l, scene, sides);
	ink_clear(i);
	for (size_t f = 0; f < l.m.pictures; f++)
		if (strcmp(l.m.picture[f].name, name) == 0)
			draw(i, &l.m.picture[f]);
	CU_ASSERT_FATAL(i->used > 0);
	done(&l);
}

static const struct { const char *scene; int sides; const char *picture, *id, *what; } shown[] = {
	{ "founding", 3, "step-0002-fault001-a", "pg_real_0", "class=\"page st_resv\"" },
	{ "founding", 3, "step-0002-fault001-a", "fault_flag", "<b>WRITE 0</b>" },
	{ "founding", 3, "step-0002-fault001-a", "path_3", "class=\"hop pend\"" },
	{ "founding", 3, "step-0002-fault001-a", "w_miss", "class=\"miss\"" },
	{ "founding", 3, "step-0002-fault001-a", "bit_1_0", "class=\"bit ask\"" },
	{ "founding", 3, "step-0002-fault001-a", "verdict", "= REAL and SIM agree" },
	{ "founding", 3, "step-0003-fault001-b", "pg_sim_0", "class=\"page st_resd may_write\"" },
	{ "founding", 3, "step-0003-fault001-b", "ent_3", "class=\"entry chg\"" },
	{ "founding", 3, "step-0003-fault001-b", "frame_ring", "class=\"ring changed\"" },
	{ "founding", 3, "step-0003-fault001-b", "exit_retry", "class=\"exit done\"" },
	{ "founding", 3, "step-0003-fault001-b", "lg_5_r", "class=\"val real delta\"" },
	{ "founding", 3, "step-0161-fault080-b", "ov_real_1", "resident × 80" },
	{ "founding", 3, "step-0161-fault080-b", "pg_real_15", "class=\"page st_resd may_write\"" },
	{ "founding", 3, "step-0161-fault080-b", "key_guard", "peripheries=2" },
	{ "past", 3, "step-0163-fault081-b", "head_phase", "✗ GAVE UP" },
	{ "past", 3, "step-0163-fault081-b", "exit_handler", "fillcolor=\"#FFE3CF\" color=\"#B84A00\" penwidth=3.5" },
	{ "past", 3, "step-0163-fault081-b", "pg_sim_0", "class=\"page st_free\"" },
	{ "past", 3, "step-0163-fault081-b", "verdict", "class=\"verdict agree\"" },
	{ "diverge", 3, "step-0075-fault037-b", "tape_top", "class=\"divmark\"" },
	{ "diverge", 3, "step-0075-fault037-b", "verdict", "≠ REAL and SIM DIVERGE" },
	{ "diverge", 3, "step-0075-fault037-b", "div_page", "style=\"striped\"" },
	{ "diverge", 3, "step-0075-fault037-b", "div_hop3", "≠" },
	{ "diverge", 3, "step-0075-fault037-b", "lg_3_v", "class=\"same no\"" },
	{ "diverge", 3, "step-0075-fault037-b", "lg_3_s", "class=\"val sim diff\"" },
	{ "guard", 3, "step-0003-fault001-b", "pg_sim_0", "peripheries=2" },
	{ "guard", 3, "step-0003-fault001-b", "pg_sim_0", "label=\"guard\"" },
	{ "founding", 2, "step-0003-fault001-b", "verdict", "SIM only: nothing to compare" },
	{ "founding", 2, "step-0003-fault001-b", "pg_real_0", "class=\"page ask\"" },
	{ "founding", 1, "step-0003-fault001-b", "verdict", "REAL only: nothing to compare" },
	{ "founding", 1, "step-0003-fault001-b", "ent_3", "class=\"entry ask\"" },
	{ "one", 3, "step-0003-fault001-b", "ov_sim_1", "resident × 1" },
	{ "huge", 3, "step-0041-fault020-b", "ov_real_2", "reserved × 1980" },
};

static void each_situation_is_drawn_as_the_table_says(void)
{
	struct ink i = { 0 };

	for (size_t k = 0; k < sizeof shown / sizeof shown[0]; k++) {
		bool ok;

		picture_of(&i, shown[k].scene, shown[k].sides, shown[k].picture);
		ok = says(i.text, shown[k].id, shown[k].what);
		if (!ok)
			printf("  %s %s: %s is not %s\n", shown[k].scene, shown[k].picture, shown[k].id, shown[k].what);
		CU_ASSERT(ok);
	}
	ink_free(&i);
}

static void agreement_shows_no_tape(void)
{
	struct ink i = { 0 };

	picture_of(&i, "founding", 3, "step-0003-fault001-b");
	CU_ASSERT_PTR_NULL(strstr(i.text, "id=\"tape_top\""));
	CU_ASSERT_PTR_NULL(strstr(i.text, "id=\"div_"));
	picture_of(&i, "founding", 2, "step-0003-fault001-b");
	CU_ASSERT_PTR_NULL(strstr(i.text, "agree"));
	ink_free(&i);
}

/* Two hundred runs of one page each: merged, so that no label and no box is lost in a hairline. */
static void too_many_runs_are_merged(void)
{
	struct span span[200];
	struct spans spans = { .live = true, .pages = 200, .count = 200, .span = span };
	const struct spans *place[1] = { &spans };
	struct memory_at memory = { 1, place };
	struct ink i = { 0 };
	struct lab l;
	size_t runs = 0;

	for (size_t k = 0; k < 200; k++)
		span[k] = (struct span){ .first = k, .count = 1, .state = k % 2 ? PG_COMMITTED : PG_RESERVED };
	play(&l, "one", 3);
	l.m.picture[0].memory[0] = l.m.picture[0].memory[1] = &memory;
	l.m.picture[0].pages = 200;
	draw(&i, &l.m.picture[0]);
	for (const char *p = i.text; (p = strstr(p, " id=\"ov_real_")); p++)
		runs++;
	CU_ASSERT(runs > 10 && runs <= 42);
	CU_ASSERT(says(i.text, "ov_real_1", "style=\"striped\""));
	ink_free(&i);
	done(&l);
}

/* ---- text ---- */

static void a_long_text_is_cut_in_its_middle(void)
{
	struct ink i = { 0 };

	dot_fit(&i, "short", FONT_SANS, 10, 100);
	CU_ASSERT_STRING_EQUAL(i.text, "short");
	ink_clear(&i);
	dot_fit(&i, "a-very-long-name-of-a-lab-that-fits-nowhere.c", FONT_MONO, 10, 60);
	CU_ASSERT_STRING_EQUAL(i.text, "a-ve\u2026re.c");
	CU_ASSERT(dot_width(i.text, FONT_MONO, 10) <= 60);
	ink_clear(&i);
	dot_fit(&i, "a\tb\x7f\u4e2d\u01c4\u00e9\u0416\xff", FONT_SANS, 10, 1000);
	CU_ASSERT_STRING_EQUAL(i.text, "a\\tb\\x7f\u4e2d\u01c4\u00e9\u0416\\xff");
	CU_ASSERT_DOUBLE_EQUAL(dot_width("\u5927\u5c0f", FONT_SANS, 12), 24, 0.75);    /* from another font, and square there */
	CU_ASSERT(dot_width("\u0e01", FONT_MONO, 10) > dot_width("x", FONT_MONO, 10));
	for (double w = 0; w < 60; w += 0.5) {
		ink_clear(&i);
		dot_fit(&i, "\u0416\u0416\u0416\u0416\u0416\u00e9\u00e9", FONT_BOLD, 10, w);
		CU_ASSERT(dot_width(i.text, FONT_BOLD, 10) <= (w < 10 ? 10 : w) + 0.001);
	}
	ink_free(&i);
}

static void text_cannot_leave_its_label(void)
{
	struct ink i = { 0 };

	dot_escape_plain(&i, "a\"b\\N&lt;\n\x01\xc2\x9b\u202e\x9b");
	CU_ASSERT_STRING_EQUAL(i.text, "a\\\"b\\\\N&amp;lt;\\n\\\\x01\\\\u009b\\\\u202e\\\\x9b");
	ink_clear(&i);
	dot_escape_html(&i, "</b>\"&\\N\n");
	CU_ASSERT_STRING_EQUAL(i.text, "&lt;/b&gt;&quot;&amp;\\N\\n");
	ink_clear(&i);
	dot_escape_label(&i, "<\\N");
	CU_ASSERT_STRING_EQUAL(i.text, "&lt;\\\\N");
	ink_free(&i);
	picture_of(&i, "hostile", 3, "step-0003-fault001-b");
	for (const char *p = i.text; *p; p++)           /* quotes come in pairs on every line */
		if (*p == '\n' && p[1] == ' ')
			CU_ASSERT(strncmp(p, "\n  \"", 4) == 0 || strncmp(p, "\n  graph", 8) == 0 ||
			          strncmp(p, "\n  node", 7) == 0 || strncmp(p, "\n  edge", 7) == 0);
	ink_free(&i);
}

static void equal_pictures_are_equal_bytes(void)
{
	struct ink a = { 0 }, b = { 0 };

	picture_of(&a, "diverge", 3, "step-0075-fault037-b");
	picture_of(&b, "diverge", 3, "step-0075-fault037-b");
	CU_ASSERT_STRING_EQUAL(a.text, b.text);
	ink_free(&a);
	ink_free(&b);
}

CU_TestInfo picture_tests[] = {
	{ "nothing moves but what changed", nothing_moves_but_what_changed },
	{ "ids are plain and unique", ids_are_plain_and_unique },
	{ "only the palette is used", only_the_palette_is_used },
	{ "each situation is drawn as the table says", each_situation_is_drawn_as_the_table_says },
	{ "agreement shows no tape", agreement_shows_no_tape },
	{ "too many runs are merged", too_many_runs_are_merged },
	{ "a long text is cut in its middle", a_long_text_is_cut_in_its_middle },
	{ "text cannot leave its label", text_cannot_leave_its_label },
	{ "equal pictures are equal bytes", equal_pictures_are_equal_bytes },
	CU_TEST_INFO_NULL
};
