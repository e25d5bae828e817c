/* picture_files.c - the files that a lab leaves: whole, current, drawn without a warning. */
#include <CUnit/CUnit.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/unit/traces.h"
#include "viz/draw/picture_files.h"
#include "viz/draw/svg.h"
#include "viz/base/store.h"

struct lab {
	struct trace_file t[SIDES];
	struct comparison c;
	struct model m;
	char folder[64];
};

static void play(struct lab *l, const char *name)
{
	memset(l, 0, sizeof *l);
	strcpy(l->folder, "/tmp/faultlab-frames-XXXXXX");
	CU_ASSERT_PTR_NOT_NULL_FATAL(mkdtemp(l->folder));
	scene_read(l->t, scene_find(name), 3);
	CU_ASSERT_FATAL(compare_run(&l->c, &l->t[0], &l->t[1]));
	CU_ASSERT_FATAL(model_build(&l->m, &l->c));
}

static void done(struct lab *l)
{
	DIR *d = opendir(l->folder);
	struct dirent *e;

	while (d && (e = readdir(d)))
		unlinkat(dirfd(d), e->d_name, 0);
	if (d)
		closedir(d);
	rmdir(l->folder);
	model_free(&l->m);
	compare_free(&l->c);
	reader_free(&l->t[0]);
	reader_free(&l->t[1]);
}

static size_t files(const char *folder, const char *ending)
{
	DIR *d = opendir(folder);
	struct dirent *e;
	size_t n = 0;

	while (d && (e = readdir(d))) {
		size_t k = strlen(e->d_name), m = strlen(ending);

		n += e->d_name[0] != '.' && k >= m && strcmp(e->d_name + k - m, ending) == 0;
	}
	if (d)
		closedir(d);
	return n;
}

static void write_pictures(struct lab *l, enum render_status want)
{
	char why[800] = "";
	enum render_status got = picture_files_write(&l->m, l->folder, true, why, sizeof why);

	if (got != want)
		printf("  %s\n", why);
	CU_ASSERT_EQUAL(got, want);
}

/* RENDER-3: no scene makes Graphviz complain, the hostile one included. */
static void every_scene_is_drawn_without_a_warning(void)
{
	for (const struct scene *s = scenes; s->name; s++) {
		struct lab l;

		if (s->pages == 80)
			continue;       /* the end-to-end script draws those */
		play(&l, s->name);
		write_pictures(&l, RENDER_OK);
		CU_ASSERT_EQUAL(files(l.folder, ".dot"), l.m.pictures);
		CU_ASSERT_EQUAL(files(l.folder, ".svg"), l.m.pictures);
		CU_ASSERT_EQUAL(files(l.folder, ""), 2 * l.m.pictures);
		done(&l);
	}
}

static void what_an_earlier_run_left_is_removed(void)
{
	static const char *const left[] = { "step-0099-fault049-b.svg", "step-0001-release.dot", "step-0003-fault001-b.dot.svg",
	                                    "step-0001-reserve.dot.tmp" };
	struct lab l;
	char path[160], why[200];

	play(&l, "one");
	for (size_t i = 0; i < 4; i++) {
		snprintf(path, sizeof path, "%s/%s", l.folder, left[i]);
		CU_ASSERT(store_put(path, "old", 3, why, sizeof why));
	}
	snprintf(path, sizeof path, "%s/step-by-step.txt", l.folder);
	CU_ASSERT(store_put(path, "mine", 4, why, sizeof why));
	write_pictures(&l, RENDER_OK);
	CU_ASSERT_EQUAL(files(l.folder, ""), 2 * l.m.pictures + 1);
	CU_ASSERT_EQUAL(access(path, F_OK), 0);
	done(&l);
}

/* The second run draws nothing anew; a changed drawing is drawn. */
static void an_svg_is_kept_while_its_dot_is_the_same(void)
{
	struct lab l;
	struct ink svg = { 0 };
	char path[160];
	struct stat before, after;

	play(&l, "one");
	write_pictures(&l, RENDER_OK);
	snprintf(path, sizeof path, "%s/step-0003-fault001-b.svg", l.folder);
	CU_ASSERT_EQUAL(stat(path, &before), 0);
	write_pictures(&l, RENDER_OK);
	CU_ASSERT_EQUAL(stat(path, &after), 0);
	CU_ASSERT_EQUAL(before.st_mtim.tv_nsec, after.st_mtim.tv_nsec);
	l.m.picture[2].say = "Another sentence.";
	write_pictures(&l, RENDER_OK);
	CU_ASSERT(store_get(path, &svg, (size_t)1 << 20));
	CU_ASSERT_PTR_NOT_NULL(strstr(svg.text, "Another sentence."));
	ink_free(&svg);
	done(&l);
}

static void without_graphviz_the_dot_files_are_there(void)
{
	struct lab l;
	char *old = strdup(getenv("PATH")), why[800] = "";

	play(&l, "one");
	setenv("PATH", "/nowhere", 1);
	CU_ASSERT_EQUAL(picture_files_write(&l.m, l.folder, true, why, sizeof why), RENDER_NO_DOT);
	setenv("PATH", old, 1);
	free(old);
	CU_ASSERT_PTR_NOT_NULL(strstr(why, "package graphviz"));
	CU_ASSERT_EQUAL(files(l.folder, ".dot"), l.m.pictures);
	CU_ASSERT_EQUAL(files(l.folder, ""), l.m.pictures);
	done(&l);
}

static void a_folder_that_cannot_be_is_said(void)
{
	struct lab l;
	char why[300], path[160];

	play(&l, "one");
	snprintf(path, sizeof path, "%s/file", l.folder);
	CU_ASSERT(store_put(path, "x", 1, why, sizeof why));
	snprintf(path, sizeof path, "%s/file/frames", l.folder);
	CU_ASSERT_EQUAL(picture_files_write(&l.m, path, true, why, sizeof why), RENDER_FAILED);
	CU_ASSERT_PTR_NOT_NULL(strstr(why, "cannot write"));
	done(&l);
}

/* RENDER-2: from the second graph of a process on, Graphviz puts the page before every id. */
static void ids_lose_the_batchs_prefix(void)
{
	static const char alone[] = "<?xml?>\n<!-- x -->\n<svg width=\"1\"\n viewBox=\"0\">\n<g id=\"frame\" class=\"graph\"><g id=\"a_1\"><text>id=\"page0,1_x\"</text></g></g>\n</svg>\n";
	static const char batch[] = "<?xml?>\n<!-- x -->\n<svg width=\"1\"\n viewBox=\"0\">\n<g id=\"page0,17_frame\" class=\"graph\"><g id=\"page0,17_a_1\"><text>id=\"page0,1_x\"</text></g></g>\n</svg>\n";
	struct ink a = { 0 }, b = { 0 }, words = { 0 };
	struct lab l;

	play(&l, "one");
	model_describe(&words, &l.m.picture[0]);
	svg_finish(&a, alone, strlen(alone), words.text, 7);
	svg_finish(&b, batch, strlen(batch), words.text, 7);
	CU_ASSERT_STRING_EQUAL(a.text, b.text);
	CU_ASSERT_PTR_NOT_NULL(strstr(a.text, "<svg role=\"img\""));
	CU_ASSERT_PTR_NOT_NULL(strstr(a.text, "<desc id=\"desc\">The program reserves 1 page"));
	CU_ASSERT_PTR_NOT_NULL(strstr(a.text, "<text>id=\"page0,1_x\"</text>"));
	ink_free(&a);
	ink_free(&b);
	ink_free(&words);
	done(&l);
}

CU_TestInfo picture_files_tests[] = {
	{ "every scene is drawn without a warning", every_scene_is_drawn_without_a_warning },
	{ "what an earlier run left is removed", what_an_earlier_run_left_is_removed },
	{ "an SVG is kept while its DOT is the same", an_svg_is_kept_while_its_dot_is_the_same },
	{ "without Graphviz the DOT files are there", without_graphviz_the_dot_files_are_there },
	{ "a folder that cannot be is said", a_folder_that_cannot_be_is_said },
	{ "ids lose the batch's prefix", ids_lose_the_batchs_prefix },
	CU_TEST_INFO_NULL
};
