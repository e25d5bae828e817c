/* structure.c - the graphs behind a step: what is drawn, how it is marked, and that no trace can break out of it. */
#include <CUnit/CUnit.h>
#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/unit/traces.h"
#include "viz/base/store.h"
#include "viz/structure/structure.h"

/* ---- traces written by hand ---- */

struct lab {
	struct ink text;
	int steps;
	struct trace_file t[SIDES];
	struct comparison c;
	struct model m;
	struct ink dot;                 /* of the last drawing */
};

static void start(struct lab *l)
{
	memset(l, 0, sizeof *l);
	ink_puts(&l->text, "{\"type\":\"begin\",\"schema\":1,\"side\":\"sim\",\"lab\":\"lab.c\",\"platform\":\"FaultLab sim\",\"page_size\":4096,\"granularity\":65536}\n");
}

#define REGIONS "\"bases\":{\"A0\":\"0x10a0000\"},\"regions\":[{\"at\":\"A0+0x0\",\"size\":\"0x4000\",\"state\":\"MEM_COMMIT\",\"resident\":0}],"
#define CALL    "\"api\":\"VirtualAlloc\",\"args\":{\"flAllocationType\":\"MEM_COMMIT\"},\"result\":\"0x10a0000\",\"at\":\"A0+0x0\",\"error\":0,\"error_name\":\"NO_ERROR\""

/* One event; `members` begins with the comma, or is empty. */
static void tell(struct lab *l, const char *type, int line, const char *format, ...) __attribute__((format(printf, 4, 5)));
static void tell(struct lab *l, const char *type, int line, const char *format, ...)
{
	va_list args;

	ink_printf(&l->text, "{\"type\":\"%s\",\"step\":%d,\"line\":%d,", type, l->steps++, line);
	va_start(args, format);
	ink_vprintf(&l->text, format, args);
	va_end(args);
	ink_puts(&l->text, "}\n");
}

static void call(struct lab *l, const char *members)
{
	tell(l, "call", 7, "%s%s%s", CALL, *members ? "," : "", members);
}

static void finish(struct lab *l)
{
	tell(l, "exit", 0, "\"code\":0");
	trace_read(&l->t[SIDE_SIM], l->text.text);
	CU_ASSERT_FATAL(compare_run(&l->c, NULL, &l->t[SIDE_SIM]));
	CU_ASSERT_FATAL(model_build(&l->m, &l->c));
}

static void done(struct lab *l)
{
	model_free(&l->m);
	compare_free(&l->c);
	reader_free(&l->t[0]);
	reader_free(&l->t[1]);
	ink_free(&l->text);
	ink_free(&l->dot);
}

static const char *draw(struct lab *l, size_t number, enum structure_part part)
{
	ink_clear(&l->dot);
	CU_ASSERT_FATAL(number >= 1 && number <= l->m.pictures);
	CU_ASSERT(structure_draw(&l->m, number, part, &l->dot));
	return l->dot.text;
}

/* The line of the drawing that states `id`, or NULL. */
static const char *stated(const struct lab *l, const char *id)
{
	static char line[4096];
	char want[120];
	const char *p, *from;

	snprintf(want, sizeof want, "[id=\"%s\"", id);
	p = strstr(l->dot.text, want);
	if (!p)
		return NULL;
	for (from = p; from > l->dot.text && from[-1] != '\n'; from--)
		;
	snprintf(line, sizeof line, "%.*s", (int)strcspn(from, "\n"), from);
	return line;
}

static bool says(const struct lab *l, const char *id, const char *what)
{
	const char *line = stated(l, id);
	bool ok = line && strstr(line, what);

	if (!ok)
		printf("  %s: no '%s' in: %s\n", id, what, line ? line : "(not there)");
	return ok;
}

#define NODE(start, end, more) "{\"start\":\"" start "\",\"end\":\"" end "\",\"kind\":\"private\",\"protect\":\"PAGE_READWRITE\",\"mem_commit\":false," more "}"
#define VADS(root, nodes) "\"vads\":{\"root\":\"" root "\",\"nodes\":[" nodes "]}"

/* ---- descriptors ---- */

static void the_tree_hangs_as_the_trace_says(void)
{
	struct lab l;

	start(&l);
	call(&l, REGIONS VADS("0x200", NODE("0x100", "0x10f", "\"commit_charge\":5,\"balance\":0") ","
	     NODE("0x200", "0x20f", "\"commit_charge\":0,\"left\":\"0x100\",\"right\":\"0x10a0\",\"balance\":1") ","
	     NODE("0x10a0", "0x10a3", "\"commit_charge\":4,\"right\":\"0x2000\",\"balance\":1") "," NODE("0x2000", "0x2000", "\"commit_charge\":1,\"balance\":0")));
	finish(&l);
	draw(&l, 1, ST_VADS);
	CU_ASSERT(says(&l, "vad_10a0", "A0 \u00b7 private"));
	CU_ASSERT(says(&l, "vad_10a0", "4 pages, RW"));
	CU_ASSERT(says(&l, "vad_10a0", "charge 4"));
	CU_ASSERT(says(&l, "left_vad_200", "\"vad_200\" -> \"vad_100\""));
	CU_ASSERT(says(&l, "right_vad_200", "\"vad_200\" -> \"vad_10a0\""));
	CU_ASSERT(says(&l, "none_left_10a0", "shape=point"));
	CU_ASSERT_PTR_NULL(stated(&l, "none_left_2000"));
	done(&l);
}

static void what_changed_in_the_tree_is_marked(void)
{
	struct lab l;

	start(&l);
	call(&l, REGIONS VADS("0x10a0", NODE("0x10a0", "0x10a3", "\"commit_charge\":1,\"right\":\"0x2000\",\"balance\":1") ","
	     NODE("0x2000", "0x2000", "\"commit_charge\":1,\"balance\":0")));
	call(&l, REGIONS "\"vads\":{\"root\":\"0x10a0\",\"nodes\":[" NODE("0x10a0", "0x10a3", "\"commit_charge\":3,\"right\":\"0x3000\",\"balance\":1") ","
	     NODE("0x3000", "0x3000", "\"commit_charge\":0,\"balance\":0") "],\"gone\":[\"0x2000\"]}");
	call(&l, REGIONS "\"walk_of\":\"0x3000000\",\"walk\":[]");
	finish(&l);
	draw(&l, 2, ST_VADS);
	CU_ASSERT(says(&l, "vad_10a0", "charge 3 (+2)"));
	CU_ASSERT(says(&l, "vad_10a0", "class=\"vad chg\""));
	CU_ASSERT(says(&l, "vad_3000", "\u0394 new"));
	CU_ASSERT(says(&l, "right_vad_10a0", "\u0394 R"));
	CU_ASSERT(says(&l, "gone_2000", "\u2717 gone"));
	CU_ASSERT_PTR_NULL(stated(&l, "vad_2000"));
	draw(&l, 3, ST_VADS);
	CU_ASSERT(says(&l, "vad_10a0", "class=\"vad\""));
	CU_ASSERT(says(&l, "vad_3000", "\u25bc 0x3000000"));
	CU_ASSERT(says(&l, "vad_3000", "class=\"vad watched\""));
	CU_ASSERT_PTR_NULL(stated(&l, "gone_2000"));
	done(&l);
}

static void a_large_tree_is_folded_and_counted(void)
{
	struct lab l;
	struct ink nodes = { 0 };

	start(&l);
	for (unsigned i = 1; i < 64; i++) {             /* a full tree of six levels, of the numbers 1 to 63 */
		unsigned low = i & -i;

		ink_printf(&nodes, "%s{\"start\":\"0x%x\",\"end\":\"0x%x\",\"commit_charge\":0,\"balance\":0", i > 1 ? "," : "", i, i);
		if (low > 1)
			ink_printf(&nodes, ",\"left\":\"0x%x\",\"right\":\"0x%x\"", i - low / 2, i + low / 2);
		ink_puts(&nodes, "}");
	}
	tell(&l, "call", 7, CALL "," REGIONS "\"vads\":{\"root\":\"0x20\",\"nodes\":[%s]},\"walk_of\":\"0x15000\",\"walk\":[]", nodes.text);
	finish(&l);
	draw(&l, 1, ST_VADS);
	CU_ASSERT_PTR_NOT_NULL(stated(&l, "vad_20"));
	CU_ASSERT_PTR_NULL(stated(&l, "vad_3f"));
	CU_ASSERT(says(&l, "vad_15", "\u25bc 0x15000"));        /* the way to the watched one is kept */
	CU_ASSERT(says(&l, "more_a", "\u2026 3 descriptors"));
	ink_free(&nodes);
	done(&l);
}

/* A cycle, a child that is not there, a node outside its parent's side: the list is drawn instead. */
static void what_is_no_tree_is_not_drawn_as_one(void)
{
	static const char *const wrong[] = {
		VADS("0x200", NODE("0x200", "0x200", "\"left\":\"0x200\"")),
		VADS("0x200", NODE("0x200", "0x200", "\"left\":\"0x100\"")),
		VADS("0x200", NODE("0x100", "0x100", "\"balance\":0") "," NODE("0x200", "0x200", "\"right\":\"0x100\"")),
		VADS("0x200", NODE("0x100", "0x100", "\"balance\":0") "," NODE("0x200", "0x200", "\"balance\":0")),
		"\"vads\":null"
	};

	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		struct lab l;

		start(&l);
		tell(&l, "call", 7, CALL "," REGIONS "%s", wrong[i]);
		finish(&l);
		draw(&l, 1, ST_VADS);
		CU_ASSERT(says(&l, "vad_a0", "4 pages"));
		CU_ASSERT_PTR_NOT_NULL(strstr(l.dot.text, "this trace does not record the tree"));
		CU_ASSERT_PTR_NULL(stated(&l, "vad_200"));
		done(&l);
	}
}

/* ---- page tables ---- */

#define TABLES(leaf) "\"tables\":[{\"level\":\"PML4\",\"va\":\"0x0\",\"pfn\":\"0x1\",\"entries\":[[0,1,\"table\",\"\",\"0x2\"]]}," \
	"{\"level\":\"PDPT\",\"va\":\"0x0\",\"pfn\":\"0x2\",\"entries\":[[0,1,\"table\",\"\",\"0x3\"]]}," \
	"{\"level\":\"PD\",\"va\":\"0x0\",\"pfn\":\"0x3\",\"entries\":[[8,1,\"table\",\"\",\"0x4\"]]}," \
	"{\"level\":\"PT\",\"va\":\"0x1000000\",\"pfn\":\"0x4\",\"entries\":[" leaf "]}]"

static void equal_entries_are_one_row(void)
{
	struct lab l;

	start(&l);
	call(&l, REGIONS TABLES("[160,3,\"valid\",\"RW\",\"0x11\"],[163,1,\"demand-zero\",\"RW\"],[200,2,\"page-file\",\"RO\",\"0x7\"]"));
	call(&l, REGIONS "\"tables\":[{\"level\":\"PT\",\"va\":\"0x1000000\",\"pfn\":\"0x4\",\"entries\":[[161,1,\"transition\",\"\",\"0x12\"]]}]");
	finish(&l);
	draw(&l, 1, ST_TABLES);
	CU_ASSERT(says(&l, "tab_pml4_0", "frame 0x1"));
	CU_ASSERT(says(&l, "tab_pt_1000000", "A0 page 0\u20132"));
	CU_ASSERT(says(&l, "tab_pt_1000000", "demand-zero  RW"));
	CU_ASSERT(says(&l, "pfn_11_3", "frames 0x11\u20130x13"));
	CU_ASSERT(says(&l, "slot_7_2", "page file, slots 7\u20138"));
	CU_ASSERT(says(&l, "to_tab_pt_1000000", "\"tab_pd_0\":\"e8\" -> \"tab_pt_1000000\""));
	draw(&l, 2, ST_TABLES);         /* the entry that changed has its own row, between its neighbours */
	CU_ASSERT(says(&l, "tab_pt_1000000", "\u0394 A0 page 1"));
	CU_ASSERT(says(&l, "pfn_12", "in transition"));
	CU_ASSERT(says(&l, "pfn_12", "class=\"frame chg\""));
	CU_ASSERT_PTR_NOT_NULL(stated(&l, "pfn_11"));
	CU_ASSERT_PTR_NOT_NULL(stated(&l, "pfn_13"));
	done(&l);
}

static void entries_of_one_frame_lead_to_one_node(void)
{
	struct lab l;

	start(&l);
	call(&l, REGIONS TABLES("[160,4,\"valid\",\"RW\",\"0x20\"],[176,2,\"valid\",\"RO\",\"0x21\"]"));
	finish(&l);
	draw(&l, 1, ST_TABLES);
	CU_ASSERT_PTR_NOT_NULL(stated(&l, "pfn_20"));
	CU_ASSERT(says(&l, "maps_tab_pt_1000000_161", "-> \"pfn_21_2\""));
	CU_ASSERT(says(&l, "maps_tab_pt_1000000_176", "-> \"pfn_21_2\""));
	CU_ASSERT_PTR_NOT_NULL(stated(&l, "pfn_23"));
	done(&l);
}

static void the_walk_is_marked_to_where_it_stops(void)
{
	struct lab l;

	start(&l);
	call(&l, REGIONS TABLES("[160,1,\"valid\",\"RW\",\"0x20\"]") ",\"walk_of\":\"0x10a1000\",\"walk\":[]");
	call(&l, REGIONS "\"walk_of\":\"0x40000000\",\"walk\":[]");
	finish(&l);
	draw(&l, 1, ST_TABLES);
	CU_ASSERT(says(&l, "tab_pml4_0", "\u25bc [0]"));
	CU_ASSERT(says(&l, "tab_pt_1000000", "\u25bc A0 page 1"));
	CU_ASSERT(says(&l, "tab_pt_1000000", "zero: ask the VAD"));
	draw(&l, 2, ST_TABLES);
	CU_ASSERT(says(&l, "tab_pdpt_0", "\u25bc [1]"));
	CU_ASSERT(says(&l, "tab_pdpt_0", "zero: the walk stops"));
	done(&l);
}

static void a_full_table_is_folded_and_keeps_what_changed(void)
{
	struct lab l;
	struct ink leaf = { 0 };
	size_t rows = 0;

	start(&l);
	for (int i = 0; i < 60; i++)
		ink_printf(&leaf, "%s[%d,1,\"valid\",\"RW\",\"0x%x\"]", i ? "," : "", 160 + i, 1000 - 2 * i);
	tell(&l, "call", 7, CALL "," REGIONS TABLES("%s"), leaf.text);
	call(&l, REGIONS "\"tables\":[{\"level\":\"PT\",\"va\":\"0x1000000\",\"pfn\":\"0x4\",\"entries\":[[200,1,\"page-file\",\"RW\",\"0x9\"]]}]");
	finish(&l);
	draw(&l, 2, ST_TABLES);
	CU_ASSERT(says(&l, "slot_9", "class=\"slot chg\""));
	CU_ASSERT(says(&l, "tab_pt_1000000", " runs"));
	for (const char *p = stated(&l, "tab_pt_1000000"); p && (p = strstr(p, "<tr>")); p++)
		rows++;
	CU_ASSERT(rows > 10 && rows < 18);
	ink_free(&leaf);
	done(&l);
}

/* 144 tables of 2 MiB under twelve directories: as many as a wall can bear, and the watched one. */
static void of_many_tables_the_watched_one_is_drawn(void)
{
	struct lab l;
	struct ink t = { 0 };
	size_t drawn = 0;

	start(&l);
	ink_puts(&t, "\"tables\":[{\"level\":\"PML4\",\"va\":\"0x0\",\"pfn\":\"0x1\",\"entries\":[[0,1,\"table\",\"\",\"0x2\"]]},"
	         "{\"level\":\"PDPT\",\"va\":\"0x0\",\"pfn\":\"0x2\",\"entries\":[[0,12,\"table\",\"\",\"0x10\"]]}");
	for (uint64_t i = 0; i < 12; i++) {
		ink_printf(&t, ",{\"level\":\"PD\",\"va\":\"0x%llx\",\"pfn\":\"0x10\",\"entries\":[[0,12,\"table\",\"\",\"0x100\"]]}", (unsigned long long)(i << 30));
		for (uint64_t k = 0; k < 12; k++)
			ink_printf(&t, ",{\"level\":\"PT\",\"va\":\"0x%llx\",\"pfn\":\"0x100\",\"entries\":[[0,1,\"valid\",\"RW\",\"0x5\"]]}", (unsigned long long)(i << 30 | k << 21));
	}
	tell(&l, "call", 7, CALL "," REGIONS "%s],\"walk_of\":\"0x2c1600000\",\"walk\":[]", t.text);
	finish(&l);
	draw(&l, 1, ST_TABLES);
	for (const char *p = l.dot.text; (p = strstr(p, "[id=\"tab_")); p++)
		drawn++;
	CU_ASSERT(drawn > 30 && drawn < 50);
	CU_ASSERT(says(&l, "tab_pt_2c1600000", "\u25bc"));
	CU_ASSERT(says(&l, "tab_pd_200000000", "not drawn"));
	ink_free(&t);
	done(&l);
}

static void tables_that_are_given_back_are_shown_once(void)
{
	struct lab l;

	start(&l);
	call(&l, REGIONS TABLES("[160,1,\"valid\",\"RW\",\"0x20\"]"));
	call(&l, REGIONS "\"tables\":[{\"level\":\"PT\",\"va\":\"0x1000000\",\"gone\":true},{\"level\":\"PD\",\"va\":\"0x0\",\"pfn\":\"0x3\",\"entries\":[[8,1,\"zero\"]]}]");
	call(&l, REGIONS "\"walk_of\":\"0x0\"");
	finish(&l);
	draw(&l, 2, ST_TABLES);
	CU_ASSERT(says(&l, "gone_tab_pt_1000000", "\u2717 gone: PT"));
	CU_ASSERT(says(&l, "tab_pd_0", "\u2717 zero"));
	draw(&l, 3, ST_TABLES);
	CU_ASSERT_PTR_NULL(stated(&l, "gone_tab_pt_1000000"));
	done(&l);
}

/* ---- lists ---- */

#define LIST(z, f, s, m, a, p) \
	"{\"zeroed\":" #z ",\"free\":" #f ",\"standby\":" #s ",\"modified\":" #m ",\"active\":" #a ",\"page_file\":" #p "}"

static void what_moved_is_an_arrow_with_how_many_and_which(void)
{
	struct lab l;

	start(&l);
	call(&l, REGIONS "\"resolved\":[{\"kind\":\"demand-zero\",\"access\":\"write\",\"at\":\"A0+0x1000\",\"pfn\":\"0x2a\",\"from\":\"zeroed\"},"
	     "{\"kind\":\"strange\",\"access\":\"write\",\"at\":\"A0+0x1000\",\"pfn\":\"0x2a\",\"from\":\"zeroed\"}],"
	     "\"transitions\":[{\"kind\":\"trim\",\"at\":\"A0+0x0\",\"pfn\":\"0x1\",\"from\":\"active\",\"to\":\"modified\"},"
	     "{\"kind\":\"trim\",\"at\":\"A0+0x2000\",\"pfn\":\"0x2\",\"from\":\"active\",\"to\":\"modified\"},"
	     "{\"kind\":\"trim\",\"at\":\"A0+0x3000\",\"pfn\":\"0x3\",\"from\":\"active\",\"to\":\"modified\"},"
	     "{\"kind\":\"written\",\"at\":\"A0+0x0\",\"pfn\":\"0x1\",\"from\":\"transition\",\"to\":\"standby\",\"slot\":9}],\"transitions_more\":4,"
	     "\"lists\":{\"before\":" LIST(5, 0, 0, 0, 7, 0) ",\"after\":" LIST(4, 0, 1, 2, 5, 1) "}");
	finish(&l);
	draw(&l, 1, ST_FRAMES);
	CU_ASSERT(says(&l, "way_demand_zero_zeroed_active", "pfn 0x2A: A0 page 1"));
	CU_ASSERT(says(&l, "way_trim_active_modified", "trim, changed \u00d7 3"));
	CU_ASSERT(says(&l, "way_trim_active_modified", "\u2026 and 1 more"));
	CU_ASSERT(says(&l, "way_trim_active_modified", "class=\"way chg\""));
	CU_ASSERT(says(&l, "way_written_transition_page_file", "(slot 9)"));
	CU_ASSERT(says(&l, "way_repurpose_standby_free", "style=\"dashed\""));
	CU_ASSERT(says(&l, "list_modified", "2 frames (+2)"));
	CU_ASSERT(says(&l, "page_file", "1 page (+1)"));
	CU_ASSERT(says(&l, "list_free", "0 frames"));
	CU_ASSERT(says(&l, "ways_more", "and 5 more"));
	done(&l);
}

static void lists_that_are_told_later_were_so_before(void)
{
	struct lab l;

	start(&l);
	call(&l, REGIONS "\"walk_of\":\"0x0\"");
	call(&l, REGIONS "\"lists\":{\"before\":" LIST(5, 0, 0, 0, 7, 0) ",\"after\":" LIST(4, 0, 0, 0, 8, 0) "}");
	finish(&l);
	draw(&l, 1, ST_FRAMES);
	CU_ASSERT(says(&l, "list_active", "7 frames"));
	CU_ASSERT(says(&l, "list_active", "class=\"list\""));
	done(&l);
}

/* ---- dispatch ---- */

#define FAULT    "\"code\":\"EXCEPTION_ACCESS_VIOLATION\",\"access\":\"write\",\"address\":\"0x10a0000\",\"at\":\"A0+0x0\",\"kind\":\"no-access\",\"function\":\"inner\""
#define RAISED   "\"code\":\"0xe0000009\",\"function\":\"replaced\""
#define ASKED(k, f, n, a) "{\"kind\":\"" k "\",\"function\":\"" f "\",\"line\":" #n ",\"answer\":\"EXCEPTION_" a "\"}"

static void handlers_stand_in_the_order_in_which_they_were_asked(void)
{
	struct lab l;

	start(&l);
	tell(&l, "fault", 5, FAULT);
	tell(&l, "filter", 20, "\"disposition\":\"EXCEPTION_CONTINUE_SEARCH\",\"dispatch\":[" ASKED("vectored", "vec", 3, "CONTINUE_SEARCH") "," ASKED("filter", "mid", 20, "CONTINUE_SEARCH") "]");
	tell(&l, "filter", 30, "\"disposition\":\"EXCEPTION_EXECUTE_HANDLER\",\"dispatch\":[" ASKED("vectored", "vec", 3, "CONTINUE_SEARCH") ","
	     ASKED("filter", "mid", 20, "CONTINUE_SEARCH") "," ASKED("filter", "outer", 30, "EXECUTE_HANDLER") "]");
	tell(&l, "finally", 8, "\"abnormal\":true,\"function\":\"inner\"");
	tell(&l, "handler", 30, "\"code\":\"EXCEPTION_ACCESS_VIOLATION\",\"function\":\"outer\"");
	finish(&l);
	draw(&l, 1, ST_DISPATCH);       /* before: the exception alone */
	CU_ASSERT(says(&l, "exception_0", "inner(), line 5"));
	CU_ASSERT(says(&l, "end_0", "not yet"));
	CU_ASSERT_PTR_NULL(stated(&l, "asked_0_0"));
	draw(&l, 3, ST_DISPATCH);       /* after the answer that ends the search; the picture before is of the one that passed it on */
	CU_ASSERT(says(&l, "asked_0_0", "vectored handler"));
	CU_ASSERT(says(&l, "then_asked_0_1", "\"asked_0_0\" -> \"asked_0_1\""));
	CU_ASSERT(says(&l, "asked_0_2", "EXECUTE HANDLER (1)"));
	CU_ASSERT_PTR_NULL(stated(&l, "unwound_3"));
	draw(&l, 4, ST_DISPATCH);
	CU_ASSERT(says(&l, "unwound_3", "inner(), line 8"));
	CU_ASSERT(says(&l, "unwound_3", "class=\"unwound chg\""));
	CU_ASSERT(says(&l, "asked_0_2", "class=\"asked\""));
	CU_ASSERT(says(&l, "then_end_0", "\"unwound_3\" -> \"end_0\""));
	CU_ASSERT(says(&l, "end_0", "not yet"));
	draw(&l, 5, ST_DISPATCH);
	CU_ASSERT(says(&l, "end_0", "outer(), line 30"));
	draw(&l, 6, ST_DISPATCH);
	CU_ASSERT_PTR_NOT_NULL(stated(&l, "dispatch_none"));
	done(&l);
}

static void an_exception_in_a_finally_replaces_the_first(void)
{
	struct lab l;

	start(&l);
	tell(&l, "fault", 5, FAULT);
	tell(&l, "filter", 30, "\"disposition\":\"EXCEPTION_EXECUTE_HANDLER\"");
	tell(&l, "finally", 8, "\"abnormal\":true");
	tell(&l, "fault", 9, RAISED);
	tell(&l, "filter", 30, "\"disposition\":\"EXCEPTION_EXECUTE_HANDLER\"");
	tell(&l, "handler", 30, "\"code\":\"0xe0000009\"");
	finish(&l);
	draw(&l, 4, ST_DISPATCH);
	CU_ASSERT(says(&l, "during_exception_3", "\"exception_0\" -> \"exception_3\""));
	CU_ASSERT(says(&l, "end_0", "not yet"));
	draw(&l, 6, ST_DISPATCH);
	CU_ASSERT(says(&l, "end_0", "\u2717 replaced"));
	CU_ASSERT(says(&l, "end_3", "__except block"));
	done(&l);
}

/* Such an exception leaves no answer; the next one is not raised during it. */
static void what_a_vectored_handler_continues_is_nobodys_parent(void)
{
	struct lab l;

	start(&l);
	tell(&l, "fault", 5, RAISED);
	tell(&l, "fault", 9, FAULT);
	tell(&l, "filter", 30, "\"disposition\":\"EXCEPTION_CONTINUE_EXECUTION\"");
	finish(&l);
	draw(&l, 1, ST_DISPATCH);
	CU_ASSERT(says(&l, "end_0", "answer not in the trace"));
	draw(&l, 2, ST_DISPATCH);
	CU_ASSERT_PTR_NULL(stated(&l, "exception_0"));
	CU_ASSERT_PTR_NOT_NULL(stated(&l, "exception_1"));
	done(&l);
}

/* ---- ids, text, files ---- */

/* STRUCTURE-1: every id of a diagram, and no id twice. */
static void check_ids(const char *dot, const char *where)
{
	static char seen[2000][80];
	size_t n = 0;

	for (const char *p = dot; (p = strstr(p, "[id=\"")); p++) {
		size_t k = 0;

		sscanf(p + 5, "%79[^\"]", seen[n]);
		CU_ASSERT(islower((unsigned char)seen[n][0]) &&
		          strspn(seen[n], "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen(seen[n]));
		while (strcmp(seen[k], seen[n]))
			k++;
		/* A frame that two entries name is stated twice. */
		if (k != n && strncmp(seen[n], "pfn_", 4) && strncmp(seen[n], "slot_", 5)) {
			printf("  %s twice in %s\n", seen[n], where);
			CU_FAIL("an id twice");
		}
		if (n < 1999)
			n++;
	}
	CU_ASSERT(n > 4);
}

static void play(struct lab *l, const struct scene *s, int sides)
{
	memset(l, 0, sizeof *l);
	scene_read(l->t, s, sides);
	CU_ASSERT_FATAL(compare_run(&l->c, sides & 1 ? &l->t[0] : NULL, sides & 2 ? &l->t[1] : NULL));
	CU_ASSERT_FATAL(model_build(&l->m, &l->c));
}

/* Old traces are among the scenes: they tell neither tree. */
static void ids_are_plain_and_single_in_every_scene(void)
{
	for (const struct scene *s = scenes; s->name; s++)
		for (int sides = 1; sides <= 3; sides++) {
			struct lab l;

			play(&l, s, sides);
			for (size_t n = 1; n <= l.m.pictures; n += l.m.pictures > 20 ? 13 : 1)
				check_ids(draw(&l, n, ST_ALL), l.m.picture[n - 1].name);
			done(&l);
		}
}

#define EVIL "a\\\"b<i>&amp;\\\\N]}\\n\\u0001\\u2028\\ud83d\\ude00-->"

/* STRUCTURE-3: names in every place that takes text; Graphviz draws all of it without a word (RENDER-3), and as text. */
static void hostile_text_stays_text(void)
{
	char folder[] = "/tmp/faultlab-structure-XXXXXX", file[80], why[800] = "";
	struct ink svg = { 0 };
	struct lab l;

	start(&l);
	call(&l, REGIONS VADS("0x10a0", "{\"start\":\"0x10a0\",\"end\":\"0x10a3\",\"kind\":\"" EVIL "\",\"protect\":\"" EVIL "\"}") ","
	     TABLES("[160,1,\"" EVIL "\",\"" EVIL "\",\"0x20\"],[161,1,\"page-file\",\"" EVIL "\",\"0x1\"]") ","
	     "\"transitions\":[{\"kind\":\"" EVIL "\",\"from\":\"" EVIL "\",\"to\":\"" EVIL "\"}],\"lists\":{\"before\":{},\"after\":{}}");
	tell(&l, "fault", 5, "\"code\":\"" EVIL "\",\"kind\":\"" EVIL "\",\"function\":\"" EVIL "\",\"access\":\"" EVIL
	     "\",\"at\":\"A0+0x0\"");
	tell(&l, "filter", 20, "\"disposition\":\"" EVIL "\",\"dispatch\":[" ASKED(EVIL, EVIL, 3, EVIL) "]");
	tell(&l, "output", 5, "\"text\":\"" EVIL "\"");
	finish(&l);
	CU_ASSERT_PTR_NOT_NULL_FATAL(mkdtemp(folder));
	for (size_t n = 1; n <= l.m.pictures; n++) {
		snprintf(file, sizeof file, "%s/%zu.dot", folder, n);
		if (structure_write(&l.m, n, ST_ALL, file, true, why, sizeof why) != RENDER_OK) {
			printf("  %s\n", why);
			CU_FAIL("not drawn");
		}
		check_ids(draw(&l, n, ST_ALL), file);
		unlink(file);
		strcpy(strrchr(file, '.'), ".svg");
		ink_clear(&svg);
		CU_ASSERT_FATAL(store_get(file, &svg, (size_t)1 << 20));
		CU_ASSERT_PTR_NULL(strstr(svg.text, "<i>"));
		CU_ASSERT_PTR_NOT_NULL(strstr(svg.text, "</svg>"));
		unlink(file);
	}
	CU_ASSERT_EQUAL(rmdir(folder), 0);
	ink_free(&svg);
	done(&l);
}

/* STRUCTURE-4, and a diagram among all of a lab is the one that is drawn alone. */
static void equal_traces_give_equal_bytes(void)
{
	char folder[] = "/tmp/faultlab-structure-XXXXXX", file[80], why[800] = "";
	struct ink first = { 0 };
	struct stat before, after;
	struct lab l;

	play(&l, scene_find("guard"), 3);
	CU_ASSERT_PTR_NOT_NULL_FATAL(mkdtemp(folder));
	CU_ASSERT_EQUAL(structure_write_all(&l.m, folder, true, why, sizeof why), RENDER_OK);
	snprintf(file, sizeof file, "%s/step-0001.svg", folder);
	CU_ASSERT_EQUAL(stat(file, &before), 0);
	CU_ASSERT_EQUAL(structure_write_all(&l.m, folder, true, why, sizeof why), RENDER_OK);
	CU_ASSERT_EQUAL(stat(file, &after), 0);
	CU_ASSERT_EQUAL(before.st_mtim.tv_nsec, after.st_mtim.tv_nsec);         /* kept */
	for (size_t n = 1; n <= l.m.pictures; n++) {
		snprintf(file, sizeof file, "%s/step-%04zu.dot", folder, n);
		ink_clear(&first);
		CU_ASSERT_FATAL(store_get(file, &first, (size_t)1 << 20));
		CU_ASSERT_STRING_EQUAL(first.text, draw(&l, n, ST_ALL));
		unlink(file);
		strcpy(strrchr(file, '.'), ".svg");
		CU_ASSERT_EQUAL(unlink(file), 0);
	}
	CU_ASSERT_EQUAL(rmdir(folder), 0);
	ink_free(&first);
	done(&l);
}

static void a_step_has_a_number_and_a_name(void)
{
	static const struct { const char *step; size_t number; } cases[] = {
		{ "1", 1 }, { "0003", 3 }, { "fault001-b", 3 }, { "step-0002-fault001-a", 2 },
		{ "0", 0 }, { "999", 0 }, { "-1", 0 }, { "3x", 0 },
		{ "", 0 }, { "fault", 0 }, { "reserve", 0 }, { "99999999999999999999999999", 0 }
	};
	struct lab l;

	play(&l, scene_find("one"), 3);
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		if (structure_step(&l.m, cases[i].step) != cases[i].number) {
			printf("  row '%s'\n", cases[i].step);
			CU_FAIL("another step");
		}
	CU_ASSERT_EQUAL(structure_part_of("tables"), ST_TABLES);
	CU_ASSERT_EQUAL(structure_part_of("table"), ST_PARTS);
	done(&l);
}

static void the_reader_refuses_news_of_another_shape(void)
{
	static const char *const wrong[] = {
		"\"vads\":[]", "\"vads\":{\"nodes\":[1]}", "\"vads\":{\"nodes\":[{\"start\":\"0x2\",\"end\":\"0x1\"}]}", "\"vads\":{\"gone\":[7]}",
		"\"vads\":{\"nodes\":[{\"start\":\"0x2\",\"end\":\"0x3\",\"balance\":65}]}",
		"\"tables\":{}", "\"tables\":[{\"level\":\"PX\",\"va\":\"0x0\"}]", "\"tables\":[{\"level\":\"PT\",\"va\":\"0x1000\"}]",
		"\"tables\":[{\"level\":\"PD\",\"va\":\"0x200000\"}]", "\"tables\":[{\"level\":\"PT\",\"va\":\"0x1000000000000\"}]",
		"\"tables\":[{\"level\":\"PT\",\"va\":\"0x0\",\"entries\":[[512,1,\"valid\"]]}]",
		"\"tables\":[{\"level\":\"PT\",\"va\":\"0x0\",\"entries\":[[500,13,\"valid\"]]}]",
		"\"tables\":[{\"level\":\"PT\",\"va\":\"0x0\",\"entries\":[[-1,1,\"valid\"]]}]",
		"\"tables\":[{\"level\":\"PT\",\"va\":\"0x0\",\"entries\":[[0,0,\"valid\"]]}]",
		"\"tables\":[{\"level\":\"PT\",\"va\":\"0x0\",\"entries\":[[0,1,2]]}]",
		"\"tables\":[{\"level\":\"PT\",\"va\":\"0x0\",\"entries\":[[0,1,\"valid\",\"RW\",3]]}]",
		"\"transitions\":[3]", "\"transitions\":[{\"slot\":-1}]", "\"lists\":[]", "\"lists\":{\"before\":{\"free\":\"1\"},\"after\":{}}"
	};

	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		struct lab l;
		char why[400];

		start(&l);
		call(&l, wrong[i]);
		tell(&l, "exit", 0, "\"code\":0");
		if (trace_try(&l.t[SIDE_SIM], l.text.text, why, sizeof why)) {
			printf("  row %s\n", wrong[i]);
			CU_FAIL("was read");
		}
		done(&l);
	}
}

CU_TestInfo structure_tests[] = {
	{ "the tree hangs as the trace says", the_tree_hangs_as_the_trace_says },
	{ "what changed in the tree is marked", what_changed_in_the_tree_is_marked },
	{ "a large tree is folded and counted", a_large_tree_is_folded_and_counted },
	{ "what is no tree is not drawn as one", what_is_no_tree_is_not_drawn_as_one },
	{ "equal entries are one row", equal_entries_are_one_row },
	{ "entries of one frame lead to one node", entries_of_one_frame_lead_to_one_node },
	{ "the walk is marked to where it stops", the_walk_is_marked_to_where_it_stops },
	{ "a full table is folded and keeps what changed", a_full_table_is_folded_and_keeps_what_changed },
	{ "of many tables the watched one is drawn", of_many_tables_the_watched_one_is_drawn },
	{ "tables that are given back are shown once", tables_that_are_given_back_are_shown_once },
	{ "what moved is an arrow with how many and which", what_moved_is_an_arrow_with_how_many_and_which },
	{ "lists that are told later were so before", lists_that_are_told_later_were_so_before },
	{ "handlers stand in the order in which they were asked", handlers_stand_in_the_order_in_which_they_were_asked },
	{ "an exception in a __finally replaces the first", an_exception_in_a_finally_replaces_the_first },
	{ "what a vectored handler continues is nobody's parent", what_a_vectored_handler_continues_is_nobodys_parent },
	{ "ids are plain and single in every scene", ids_are_plain_and_single_in_every_scene },
	{ "hostile text stays text", hostile_text_stays_text },
	{ "equal traces give equal bytes", equal_traces_give_equal_bytes },
	{ "a step has a number and a name", a_step_has_a_number_and_a_name },
	{ "the reader refuses news of another shape", the_reader_refuses_news_of_another_shape },
	CU_TEST_INFO_NULL
};
