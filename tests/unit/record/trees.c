/* trees.c - the two trees in a trace: what is told bit by bit is the machine as it was at every event. */
#include <CUnit/CUnit.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/unit/traces.h"
#include "viz/trace/kernel.h"
#include "tests/unit/lab.h"

extern CU_TestInfo trees_tests[];

/* Run a lab on the simulator and read what it wrote. */
static void play(const char *text, struct trace_file *t)
{
	struct lab_result r;

	lab_run(text, &r);
	CU_ASSERT_FATAL(r.compiled);
	trace_read(t, r.trace);
	free(r.trace);
	CU_ASSERT_FATAL(t->events > 0);
}

static const char busy[] =
	"#include <windows.h>\n"
	"#include <psapi.h>\n"
	"#include <stdio.h>\n"
	"int main(void)\n"
	"{\n"
	"	char *p[12]; int i;\n"
	"	for (i = 0; i < 12; i++)\n"
	"		p[i] = VirtualAlloc(NULL, 0x30000, MEM_RESERVE, PAGE_NOACCESS);\n"
	"	for (i = 0; i < 12; i += 2) {\n"
	"		VirtualAlloc(p[i] + 0x2000, 0x4000, MEM_COMMIT, PAGE_READWRITE);\n"
	"		p[i][0x3000] = 1;\n"
	"	}\n"
	"	EmptyWorkingSet(GetCurrentProcess());\n"
	"	p[4][0x3000]++;\n"
	"	VirtualFree(p[2] + 0x2000, 0x1000, MEM_DECOMMIT);\n"
	"	for (i = 0; i < 12; i += 3)\n"
	"		VirtualFree(p[i], 0, MEM_RELEASE);\n"
	"	puts(\"end\");\n"
	"	return 0;\n"
	"}\n";

static const struct entry *entry_for(const struct kernel *k, uint32_t level, uint64_t va)
{
	const struct table *t = kernel_table(k, level, va & ~(kernel_reach(level + 1) - 1));

	return t ? &t->entry[(va - t->va) / kernel_reach(level)] : NULL;
}

/* TREES-1: each walk of the trace, which comes from the tables themselves, finds what was put together. */
static void every_walk_agrees_with_the_tables_as_told(void)
{
	struct trace_file t;
	struct kernel k;
	size_t levels = 0;

	play(busy, &t);
	kernel_start(&k, &t);
	for (size_t i = 0; i < t.events; i++) {
		const struct event *e = &t.event[i];

		kernel_advance(&k, e);
		CU_ASSERT_FATAL(k.tables);
		for (size_t n = 0; n < e->walks; n++, levels++) {
			const struct pte *p = &e->walk[n].after;
			const struct entry *x = entry_for(&k, 3 - (uint32_t)n, e->walk_of);

			CU_ASSERT_PTR_NOT_NULL_FATAL(x);
			CU_ASSERT_EQUAL(kernel_table(&k, 3 - (uint32_t)n, e->walk_of & ~(kernel_reach(4 - (uint32_t)n) - 1))->pfn,
			                e->walk[n].table);
			if (p->P)
				CU_ASSERT_EQUAL(x->number, p->pfn);
			CU_ASSERT_STRING_EQUAL(x->means ? x->means : "zero", p->P ? n == 3 ? "valid" : "table" : p->means);
		}
	}
	CU_ASSERT(levels > 60);
	kernel_free(&k);
	reader_free(&t);
}

/* The tree is one at every event (KERNEL-1 looks), and its descriptors are those that the walked addresses lie in. */
static void every_vad_agrees_with_the_tree_as_told(void)
{
	struct trace_file t;
	struct kernel k;
	size_t seen = 0, most = 0;

	play(busy, &t);
	kernel_start(&k, &t);
	for (size_t i = 0; i < t.events; i++) {
		const struct event *e = &t.event[i];
		const struct vad_node *n;

		kernel_advance(&k, e);
		CU_ASSERT_FATAL(k.vads);
		most = k.vad_count > most ? k.vad_count : most;
		if (e->has_vad == VAD_ABSENT)
			continue;
		n = kernel_vad_of(&k, e->walk_of / 4096);
		CU_ASSERT_EQUAL(n != NULL, e->has_vad == VAD_GIVEN);
		if (!n || e->has_vad != VAD_GIVEN)
			continue;
		CU_ASSERT_EQUAL(n->start, e->vad.start);
		CU_ASSERT_EQUAL(n->end, e->vad.end);
		CU_ASSERT_EQUAL(n->charge, e->vad.charge);
		CU_ASSERT_STRING_EQUAL(n->protect, e->vad.protect);
		seen++;
	}
	CU_ASSERT(seen >= 15);
	CU_ASSERT_EQUAL(most, k.vad_count + 4);         /* four of the twelve were released */
	kernel_free(&k);
	reader_free(&t);
}

/* TREES-2: two calls after each other that change nothing tell nothing. */
static void an_event_without_news_tells_nothing(void)
{
	struct trace_file t;

	play("#include <windows.h>\nint main(void) { SetLastError(1); SetLastError(2); return 0; }", &t);
	CU_ASSERT(t.event[0].news && t.event[0].news->has_vads && t.event[0].news->has_tables && t.event[0].lists.given);
	for (size_t i = 1; i < t.events; i++)
		CU_ASSERT(!t.event[i].news || (!t.event[i].news->has_vads && !t.event[i].news->has_tables));
	reader_free(&t);
}

/* TREES-3: the descriptors become too many, and the trace says so once. */
static void too_many_descriptors_end_the_telling(void)
{
	struct trace_file t;
	struct kernel k;
	size_t ends = 0, after = 0;

	play("#include <windows.h>\nint main(void) { int i; for (i = 0; i < 1100; i++) VirtualAlloc(NULL, 1, MEM_RESERVE, PAGE_NOACCESS); return 0; }", &t);
	kernel_start(&k, &t);
	for (size_t i = 0; i < t.events; i++) {
		const struct kernel_news *news = t.event[i].news;

		kernel_advance(&k, &t.event[i]);
		after += ends && news && news->has_vads;
		ends += news && news->vads_end;
	}
	CU_ASSERT_EQUAL(ends, 1);
	CU_ASSERT_EQUAL(after, 0);
	CU_ASSERT_FALSE(k.vads);
	CU_ASSERT_TRUE(k.tables);
	kernel_free(&k);
	reader_free(&t);
}

/* The blocks of an unwinding and the handler name the function whose frame they are in. */
static void finally_and_handler_name_their_function(void)
{
	struct trace_file t;
	const char *names[2] = { NULL, NULL };

	play("#include <windows.h>\nstatic int *none;\nstatic void inner(void) { __try { *none = 1; } __finally { none = NULL; } }\n"
	     "int main(void) { __try { inner(); } __except (EXCEPTION_EXECUTE_HANDLER) { return 3; } return 0; }", &t);
	for (size_t i = 0; i < t.events; i++)
		if (t.event[i].type == EV_FINALLY || t.event[i].type == EV_HANDLER)
			names[t.event[i].type == EV_HANDLER] = t.event[i].function;
	CU_ASSERT_FATAL(names[0] && names[1]);
	CU_ASSERT_STRING_EQUAL(names[0], "inner");
	CU_ASSERT_STRING_EQUAL(names[1], "main");
	reader_free(&t);
}

CU_TestInfo trees_tests[] = {
	{ "every walk agrees with the tables as told", every_walk_agrees_with_the_tables_as_told },
	{ "every VAD agrees with the tree as told", every_vad_agrees_with_the_tree_as_told },
	{ "an event without news tells nothing", an_event_without_news_tells_nothing },
	{ "too many descriptors end the telling", too_many_descriptors_end_the_telling },
	{ "__finally and handler name their function", finally_and_handler_name_their_function },
	CU_TEST_INFO_NULL
};
