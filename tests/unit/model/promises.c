/*
 * promises.c - what a handout sends the class to look at is in the pictures of its lab.
 *
 * A handout may say so in a comment that nobody sees, one a line:
 *
 *     <!-- shows: fault001-b, page 2: guard -->
 *
 * Picture (the end of its name), part, and what the part has to hold. Parts: title, phase, say, space, vad, panel (the
 * heading of search and unwinding), `page N` (the word of the simulator's lane), `hop N` from 1, `row N` from 1 of the
 * calls (its cells, and "now" or "gone"), `bits N` from 1 (a row of the entry's bits: NX PFN G D A U/S R/W P raw),
 * `fact NAME` (the simulator's column of SIDE BY SIDE), spoken (what a screen reader says of the picture). The lab is run in the
 * simulator, inside this process, on the machine that it asks for.
 */
#include <CUnit/CUnit.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/unit/lab.h"
#include "tests/unit/traces.h"
#include "viz/model/model.h"

static char *read_text(const char *path)
{
	static char text[65536];
	FILE *f = fopen(path, "r");

	CU_ASSERT_PTR_NOT_NULL_FATAL(f);
	text[fread(text, 1, sizeof text - 1, f)] = '\0';
	fclose(f);
	return text;
}

static const struct picture *find_picture(const struct model *m, const char *name)
{
	for (size_t i = 0; i < m->pictures; i++) {
		size_t n = strlen(m->picture[i].name), k = strlen(name);

		if (n >= k && strcmp(m->picture[i].name + n - k, name) == 0)
			return &m->picture[i];
	}
	return NULL;
}

static void page_word(const struct picture *f, uint64_t page, char *out, size_t room)
{
	const struct span *s = reader_page(f->memory[SIDE_SIM], f->place, page);

	snprintf(out, room, "%s", !s ? "free" : s->protect_flags & FLAG_PAGE_GUARD ? "guard" : reader_state_name(s->state));
}

static void row_words(const struct picture *f, size_t n, char *out, size_t room)
{
	const struct chain_row *r = &f->chain[n - 1];

	if (f->has_chain && n >= 1 && n <= f->chain_rows)
		snprintf(out, room, "%s; %s; %s; %s%s%s", r->who, r->block, r->search, r->unwind,
		         r->now ? "; now" : "", r->gone ? "; gone" : "");
}

static void bit_words(const struct picture *f, size_t n, char *out, size_t room)
{
	for (size_t c = 0, used = 0; n >= 1 && n <= BIT_ROWS && c < BIT_COLUMNS && used < room; c++)
		used += (size_t)snprintf(out + used, room - used, "%s%s", c ? " " : "", f->bits[n - 1][c].text);
}

static void fact_words(const struct picture *f, const char *fact, char *out, size_t room)
{
	for (size_t i = 0; i < LEDGER_ROWS; i++)
		if (strcmp(fact, f->ledger[i].fact) == 0)
			snprintf(out, room, "%s", f->ledger[i].value[SIDE_SIM]);
}

static void spoken_words(const struct picture *f, char *out, size_t room)
{
	struct ink words = { 0 };

	model_describe(&words, f);
	snprintf(out, room, "%s", words.text);
	ink_free(&words);
}

static void part_words(const struct picture *f, const char *part, char *out, size_t room)
{
	const char *const word[] = { "title", f->title, "phase", f->phase_text, "say", f->say, "space", f->space, "vad", f->vad,
	                             "panel", f->has_chain ? f->chain_title : f->walk_title };
	unsigned long n = 0;

	*out = '\0';
	for (size_t i = 0; i < sizeof word / sizeof word[0]; i += 2)
		if (strcmp(part, word[i]) == 0)
			snprintf(out, room, "%s", word[i + 1]);
	if (sscanf(part, "page %lu", &n) == 1)
		page_word(f, n, out, room);
	else if (sscanf(part, "hop %lu", &n) == 1 && n >= 1 && n <= HOPS)
		snprintf(out, room, "%s: %s", f->hop[n - 1].head, f->hop[n - 1].text);
	else if (sscanf(part, "row %lu", &n) == 1)
		row_words(f, n, out, room);
	else if (sscanf(part, "bits %lu", &n) == 1)
		bit_words(f, n, out, room);
	else if (strncmp(part, "fact ", 5) == 0)
		fact_words(f, part + 5, out, room);
	else if (strcmp(part, "spoken") == 0)
		spoken_words(f, out, room);
}

/* One comment, from behind "shows:". */
static void check(const struct model *m, const char *handout, const char *promise)
{
	char name[64], part[64], want[256], got[4096];
	const struct picture *f;

	if (sscanf(promise, " %63[^,], %63[^:]: %255[^\n]", name, part, want) != 3 || !strstr(want, " -->")) {
		printf("  %s: not of the form PICTURE, PART: WORDS -->: %.60s\n", handout, promise);
		CU_FAIL("a promise cannot be read");
		return;
	}
	*strstr(want, " -->") = '\0';
	f = find_picture(m, name);
	if (f)
		part_words(f, part, got, sizeof got);
	if (!f || !strstr(got, want))
		printf("  %s: %s, %s shows '%s', not '%s'\n", handout, name, part, f ? got : "no such picture", want);
	CU_ASSERT(f && strstr(got, want));
}

static size_t check_lab(const char *handout)
{
	static char text[65536];
	char lab[256];
	struct lab_result r;
	struct trace_file t;
	struct comparison c;
	struct model m;
	size_t count = 0;

	snprintf(text, sizeof text, "%s", read_text(handout));
	if (!strstr(text, "<!-- shows:"))
		return 0;
	snprintf(lab, sizeof lab, "%.*s/lab.c", (int)(strrchr(handout, '/') - handout), handout);
	lab_run(read_text(lab), &r);
	CU_ASSERT_FATAL(r.compiled);
	trace_read(&t, r.trace);
	CU_ASSERT_FATAL(compare_run(&c, NULL, &t) && model_build(&m, &c));
	for (const char *p = text; (p = strstr(p, "<!-- shows:")) != NULL; count++)
		check(&m, handout, p += strlen("<!-- shows:"));
	model_free(&m);
	compare_free(&c);
	reader_free(&t);
	free(r.trace);
	return count;
}

static void the_pictures_show_what_the_handouts_promise(void)
{
	size_t count = 0;
	glob_t found;

	CU_ASSERT_FATAL(glob("docs/labs/*/handout.md", 0, NULL, &found) == 0);
	for (size_t i = 0; i < found.gl_pathc; i++)
		count += check_lab(found.gl_pathv[i]);
	globfree(&found);
	CU_ASSERT(count >= 100);
}

CU_TestInfo promises_tests[] = {
	{ "the pictures show what the handouts promise", the_pictures_show_what_the_handouts_promise },
	CU_TEST_INFO_NULL
};
