/* show.c - a step as text: what it says, how wide it is, and that nothing in it acts on a terminal. */
#include <CUnit/CUnit.h>
#include <stdio.h>
#include <string.h>

#include "tests/unit/traces.h"
#include "viz/model/choose.h"
#include "viz/text/show.h"
#include "viz/base/typeset.h"

struct lab {
	struct trace_file t[SIDES];
	struct comparison c;
	struct model m;
	struct show s;
};

/* `sides`: 1 real, 2 sim, 3 both. */
static void play(struct lab *l, const char *name, int sides)
{
	memset(l, 0, sizeof *l);
	scene_read(l->t, scene_find(name), sides);
	CU_ASSERT_FATAL(compare_run(&l->c, sides & 1 ? &l->t[0] : NULL, sides & 2 ? &l->t[1] : NULL));
	CU_ASSERT_FATAL(model_build(&l->m, &l->c));
	CU_ASSERT_FATAL(show_open(&l->s, &l->m));
}

static void done(struct lab *l)
{
	show_close(&l->s);
	model_free(&l->m);
	compare_free(&l->c);
	reader_free(&l->t[0]);
	reader_free(&l->t[1]);
}

static void step(struct ink *out, struct lab *l, size_t number, struct show_look look)
{
	ink_clear(out);
	show_step(out, &l->s, &l->m.picture[number - 1], &look);
	CU_ASSERT_FATAL(!out->failed && out->used);
}

/* The text holds all of these lines or parts of lines; ends with NULL. */
static void says(const struct ink *text, const char *const *want)
{
	for (; *want; want++) {
		if (!strstr(text->text, *want))
			printf("  lacks: %s\n  in:\n%s", *want, text->text);
		CU_ASSERT_PTR_NOT_NULL(strstr(text->text, *want));
	}
}

static void set_line(struct ink *out, unsigned width, bool ascii, const char *text)
{
	struct typeset t = { .out = out, .width = width, .ascii = ascii };

	ink_clear(out);
	line_text(&t, TS_PLAIN, text);
	line_end(&t);
}

/* ---- typesetting ---- */

static void control_characters_are_spelled(void)
{
	static const struct { const char *text, *want; } row[] = {
		{ "a\033[2Jb\007", "a\\x1b[2Jb\\x07\n" },
		{ "\r\t\177", "\\r\\t\\x7f\n" },
		{ "\xc2\x9b" "31m", "\\u009b31m\n" },           /* the 8-bit form of ESC [ */
		{ "\x9b" "31m", "\\x9b31m\n" },
		{ "\xee\xbe\x9b" "31m", "\\x9b31m\n" },         /* the byte as a trace holds it */
		{ "evil\xe2\x80\xae" "cod.exe", "evil\\u202ecod.exe\n" },
		{ "x\xe2\x80\x8by", "x\\u200by\n" },
		{ "\xff\xc0z", "\\xff\\xc0z\n" },
		{ "\xe4\xb8\xad\xc3\xa9", "\xe4\xb8\xad\xc3\xa9\n" },
		{ "", "\n" }
	};
	struct ink out = { 0 };

	for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
		set_line(&out, 80, false, row[i].text);
		CU_ASSERT_STRING_EQUAL(out.text, row[i].want);
	}
	ink_free(&out);
}

static void words_wrap_and_long_ones_break(void)
{
	struct ink out = { 0 };

	set_line(&out, 20, false, "the retried write succeeds at once");
	CU_ASSERT_STRING_EQUAL(out.text, "the retried write\nsucceeds at once\n");
	set_line(&out, 20, false, "EXCEPTION_CONTINUE_EXECUTION x");
	CU_ASSERT_STRING_EQUAL(out.text, "EXCEPTION_CONTINUE_E\nXECUTION x\n");
	set_line(&out, 20, true, "A \xe2\x86\x92 B \xe2\x89\xa0 C \xc3\xa9");
	CU_ASSERT_STRING_EQUAL(out.text, "A -> B != C \\u00e9\n");
	CU_ASSERT_EQUAL(line_columns("\xe4\xb8\xad" "a\xcc\x81", false), 3);   /* wide, and a letter with an accent of its own */
	ink_free(&out);
}

static void cells_are_cut_in_the_middle(void)
{
	struct ink out = { 0 };
	struct typeset t = { .out = &out, .width = 40 };

	line_cell(&t, TS_PLAIN, "abcdefghij", 7);
	line_cell(&t, TS_PLAIN, "xy", 4);
	line_rest(&t, TS_PLAIN, "end");
	line_end(&t);
	CU_ASSERT_STRING_EQUAL(out.text, "abc\xe2\x80\xa6hijxy  end\n");
	ink_free(&out);
}

/* ---- all scenes, all steps, several looks ---- */

static bool is_ascii(const char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text > 0x7e)
			return false;
	return true;
}

/* TYPESET-1 and TYPESET-2: no line too wide, no byte that a terminal would obey. */
static void check_lines(const char *text, unsigned width, const char *scene)
{
	while (*text) {
		size_t n = strcspn(text, "\n");
		char line[4096];

		snprintf(line, sizeof line, "%.*s", (int)n, text);
		if (line_columns(line, false) > width || strpbrk(line, "\001\002\007\010\011\013\014\015\033\177"))
			printf("  %s, width %u: %s\n", scene, width, line);
		CU_ASSERT(line_columns(line, false) <= width);
		CU_ASSERT_PTR_NULL(strpbrk(line, "\001\002\007\010\011\013\014\015\033\177"));
		CU_ASSERT(!n || line[n - 1] != ' ');
		text += n + (text[n] == '\n');
	}
}

static void without_codes(struct ink *out, const char *text)
{
	ink_clear(out);
	for (; *text; text++) {
		if (text[0] == '\033' && text[1] == '[')
			text += strcspn(text, "m");
		else
			ink_add(out, text, 1);
	}
}

static void every_step_fits_every_width(void)
{
	static const unsigned widths[] = { TYPE_LEAST, 40, 59, 60, 80, 200 };
	struct ink text = { 0 };

	for (const struct scene *s = scenes; s->name; s++) {
		struct lab l;

		play(&l, s->name, 3);
		for (size_t i = 1; i <= l.m.pictures; i += l.m.pictures > 60 ? 7 : 1)
			for (size_t w = 0; w < sizeof widths / sizeof widths[0]; w++)
				for (int ascii = 0; ascii < 2; ascii++) {
					step(&text, &l, i, (struct show_look){ .width = widths[w], .ascii = ascii, .brief = ascii });
					check_lines(text.text, widths[w], s->name);
					CU_ASSERT(!ascii || is_ascii(text.text));
				}
		done(&l);
	}
	ink_free(&text);
}

/* A colour may help, but never say anything alone. */
static void colours_add_nothing_to_the_text(void)
{
	static const char *const names[] = { "founding", "diverge", "guard", "unhandled", "huge", "hostile", "mute" };
	struct ink plain = { 0 }, colour = { 0 }, bare = { 0 };

	for (size_t n = 0; n < sizeof names / sizeof names[0]; n++) {
		struct lab l;

		play(&l, names[n], 3);
		for (size_t i = 1; i <= l.m.pictures; i += 3) {
			step(&plain, &l, i, (struct show_look){ .width = 80 });
			step(&colour, &l, i, (struct show_look){ .width = 80, .colour = true });
			without_codes(&bare, colour.text);
			CU_ASSERT_PTR_NOT_NULL(strstr(colour.text, "\033[1m"));
			CU_ASSERT_STRING_EQUAL(plain.text, bare.text);
		}
		done(&l);
	}
	ink_free(&plain);
	ink_free(&colour);
	ink_free(&bare);
}

/* ---- what it says ---- */

static void a_fault_is_told_panel_by_panel(void)
{
	static const char *const want[] = {
		"Step 75 of 164: Fault 37 of 80 ", "[2 \u00b7 AFTER commit + retry]\n= REAL and SIM agree\n",
		"The filter commits page 36 and answers CONTINUE_EXECUTION.",
		"REAL     0  #####################################---------------------------\n",
		"SIM     64  ----------------\n",
		"^ WRITE page 36: REAL resident, SIM resident\n",
		"REAL resident 37, reserved 43\n",
		"  4 Filter      VirtualAlloc(page 36, MEM_COMMIT, RW)\n", "  5 Disposition CONTINUE_EXECUTION (-1)\n", "  then          retry the write\n",
		"PT [196]\u21923A34 (changed)  \u2192 PFN 3A34", "(new)",
		"  at fault  \u00b7   ignored (P=0)", "  retried   [1] [0x3A34]",
		"  committed     [37 (+1)]                  [37 (+1)]                  = same\n",
		"WHERE REAL AND SIM DIFFER\n  nowhere in this step\n",
		"OUTPUT SO FAR   the same on both sides\n    (27 lines before)\n    page fault\n",
		NULL
	};
	struct ink text = { 0 };
	struct lab l;

	play(&l, "founding", 3);
	step(&text, &l, 75, (struct show_look){ .width = 80 });
	says(&text, want);
	done(&l);
	ink_free(&text);
}

static void a_divergence_is_in_words_and_signs(void)
{
	static const char *const want[] = {
		"\u2260 REAL and SIM DIVERGE\n", "REAL committed page 36 and went on. SIM refused",
		"^ WRITE page 36: REAL resident, SIM reserved\n", "\u2260 1 page differs, from 36 on: REAL resident, SIM reserved\n",
		"  5 Disposition REAL CONTINUE (-1)\n                SIM  HANDLER (1)\n",
		"  then          retry the write (REAL only)\n  then          __except block (SIM only)\n",
		"\u2260 DIFFERS\n", "  \u2260 error: REAL 0, SIM 1455\n",
		NULL
	};
	struct ink text = { 0 };
	struct lab l;

	play(&l, "diverge", 3);
	step(&text, &l, 75, (struct show_look){ .width = 80 });
	says(&text, want);
	done(&l);
	ink_free(&text);
}

static void a_missing_side_is_said(void)
{
	static const char *const want[] = {
		"REAL only: nothing to compare\n", "SIM      0  no trace\n", "SIM  no trace\n", "no SIM trace: the kernel's data is not known\n", "OUTPUT SO FAR   REAL\n", NULL
	};
	struct ink text = { 0 };
	struct lab l;

	play(&l, "founding", 1);
	step(&text, &l, 3, (struct show_look){ .width = 80 });
	says(&text, want);
	CU_ASSERT_PTR_NULL(strstr(text.text, "WHERE REAL AND SIM DIFFER"));
	done(&l);
	ink_free(&text);
}

/* Two thousand pages are no two thousand characters: the row around the fault, and the whole in counts. */
static void a_large_reservation_is_folded(void)
{
	static const char *const want[] = {
		"REAL     0  ########################################------------------------\n", "REAL resident 40, reserved 1960\n", NULL
	};
	struct ink text = { 0 };
	struct lab l;

	play(&l, "huge", 3);
	step(&text, &l, l.m.pictures - 1, (struct show_look){ .width = 80 });
	says(&text, want);
	CU_ASSERT_PTR_NULL(strstr(text.text, "REAL    64 "));
	done(&l);
	ink_free(&text);
}

static void a_guard_page_has_its_own_sign(void)
{
	static const char *const want[] = { "REAL     0  g---------------\n", "REAL guard 1, reserved 15\n", "SIM guard\n", NULL };
	struct ink text = { 0 };
	struct lab l;

	play(&l, "guard", 3);
	step(&text, &l, 3, (struct show_look){ .width = 80 });
	says(&text, want);
	done(&l);
	ink_free(&text);
}

/* What the lab prints is shown, and obeyed by nobody. */
static void hostile_output_is_only_text(void)
{
	static const char *const want[] = { "</script><img src=x onerror=alert(1)>\\x07", NULL };
	struct ink text = { 0 };
	struct lab l;

	play(&l, "hostile", 3);
	step(&text, &l, l.m.pictures, (struct show_look){ .width = 80 });
	says(&text, want);
	done(&l);
	ink_free(&text);
}

/* ---- which steps ---- */

static void steps_are_chosen_by_number_and_kind(void)
{
	static const struct { const char *text; size_t count, first; const char *wrong; } row[] = {
		{ "7", 1, 7, NULL }, { "1,5,10-12", 5, 1, NULL }, { "3-3", 1, 3, NULL }, { "5,1-6", 6, 1, NULL },
		{ "all", 164, 1, NULL }, { "faults", 160, 2, NULL }, { "164", 1, 164, NULL },
		{ "divergences", 0, 0, "no step of this lab diverges" },
		{ "165", 0, 0, "165: no such step; this lab has the steps 1 to 164" },
		{ "0", 0, 0, "1 to 164" }, { "", 0, 0, "1 to 164" }, { "5-3", 0, 0, "1 to 164" },
		{ "1,,2", 0, 0, "1 to 164" }, { "1,", 0, 0, "1 to 164" },
		{ "-1", 0, 0, "1 to 164" }, { "1-", 0, 0, "1 to 164" }, { "x", 0, 0, "1 to 164" }, { "1 2", 0, 0, "1 to 164" },
		{ "99999999999999999999999", 0, 0, "1 to 164" }
	};
	struct lab l;

	play(&l, "founding", 3);
	for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
		bool chosen[164] = { false };
		char why[200] = "";
		size_t n = choose_steps(&l.m, row[i].text, chosen, why, sizeof why), marked = 0;

		for (size_t k = 0; n && k < 164; k++)
			marked += chosen[k];
		if (n != row[i].count || marked != n || (row[i].wrong && !strstr(why, row[i].wrong)))
			printf("  '%s': %zu, %s\n", row[i].text, n, why);
		CU_ASSERT_EQUAL(n, row[i].count);
		CU_ASSERT_EQUAL(marked, n);
		CU_ASSERT(!n || chosen[row[i].first - 1]);
		CU_ASSERT(!row[i].wrong || strstr(why, row[i].wrong));
	}
	done(&l);
}

CU_TestInfo show_tests[] = {
	{ "control characters are spelled", control_characters_are_spelled },
	{ "words wrap and long ones break", words_wrap_and_long_ones_break },
	{ "cells are cut in the middle", cells_are_cut_in_the_middle },
	{ "every step fits every width", every_step_fits_every_width },
	{ "colours add nothing to the text", colours_add_nothing_to_the_text },
	{ "a fault is told panel by panel", a_fault_is_told_panel_by_panel },
	{ "a divergence is in words and signs", a_divergence_is_in_words_and_signs },
	{ "a missing side is said", a_missing_side_is_said },
	{ "a large reservation is folded", a_large_reservation_is_folded },
	{ "a guard page has its own sign", a_guard_page_has_its_own_sign },
	{ "hostile output is only text", hostile_output_is_only_text },
	{ "steps are chosen by number and kind", steps_are_chosen_by_number_and_kind },
	CU_TEST_INFO_NULL
};
