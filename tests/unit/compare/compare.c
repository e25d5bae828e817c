/* compare.c - which differences count, and which do not. */
#include <CUnit/CUnit.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/unit/traces.h"
#include "viz/compare/compare.h"

struct pair {
	struct trace_file t[SIDES];
	struct comparison c;
};

/* Traces of one lab whose events are `real` and `sim`; both get an exit. */
static void compare_events(struct pair *p, const char *platform, const char *real, const char *sim)
{
	char text[8192];

	snprintf(text, sizeof text, "{\"type\":\"begin\",\"schema\":1,\"side\":\"real\",\"lab\":\"l.c\",\"platform\":\"%s\",\"page_size\":4096}\n%s"
	         "{\"type\":\"exit\",\"step\":1,\"line\":0,\"code\":0}\n", platform, real);
	trace_read(&p->t[0], text);
	snprintf(text, sizeof text, "{\"type\":\"begin\",\"schema\":1,\"side\":\"sim\",\"lab\":\"l.c\",\"platform\":\"FaultLab sim\",\"page_size\":4096}\n%s"
	         "{\"type\":\"exit\",\"step\":1,\"line\":0,\"code\":0}\n", sim);
	trace_read(&p->t[1], text);
	CU_ASSERT_FATAL(p->t[0].events == 2 && p->t[1].events == 2);
	CU_ASSERT_FATAL(compare_run(&p->c, &p->t[0], &p->t[1]));
}

static void compare_scene(struct pair *p, const char *name)
{
	scene_read(p->t, scene_find(name), 3);
	CU_ASSERT_FATAL(compare_run(&p->c, &p->t[0], &p->t[1]));
}

static void done(struct pair *p)
{
	compare_free(&p->c);
	reader_free(&p->t[0]);
	reader_free(&p->t[1]);
}

/* The same error, asked for later, is excused by the call that it is of, and by nothing else. */
static void an_error_is_excused_by_its_known_difference_alone(void)
{
	static const char *const asked[] = { "5", "998" };
	struct pair p;

	for (int known = 0; known < 2; known++) {
		char text[2][2048];

		for (int side = 0; side < SIDES; side++)
			snprintf(text[side], sizeof text[side], "{\"type\":\"begin\",\"schema\":1,\"side\":\"%s\",\"lab\":\"l.c\",\"platform\":\"%s\","
			         "\"page_size\":4096}\n{\"type\":\"call\",\"step\":0,\"line\":1,\"api\":\"VirtualLock\",\"args\":{\"lpAddress\":\"0x20000\","
			         "\"dwSize\":\"0x1000\"},\"result\":\"FALSE\",\"error\":%s}\n{\"type\":\"call\",\"step\":1,\"line\":2,"
			         "\"api\":\"GetLastError\",\"args\":{},\"result\":\"%s\",\"error\":0}\n"
			         "{\"type\":\"exit\",\"step\":2,\"line\":0,\"code\":0}\n", side ? "sim" : "real", side ? "FaultLab sim" : "Wine 8.0",
			         known ? asked[side] : "5", asked[side]);
		trace_read(&p.t[0], text[0]);
		trace_read(&p.t[1], text[1]);
		CU_ASSERT_FATAL(compare_run(&p.c, &p.t[0], &p.t[1]));
		CU_ASSERT_EQUAL(compare_status(&p.c), !known);
		done(&p);
	}
}

static void the_founding_workload_agrees(void)
{
	struct pair p;
	struct ink i = { 0 };

	compare_scene(&p, "founding");
	CU_ASSERT_EQUAL(compare_status(&p.c), 0);
	compare_say_result(&i, &p.c);
	CU_ASSERT_STRING_EQUAL(i.text, "REAL and SIM agree: 324 steps, 80 exceptions on each side, 160 page faults (SIM)");
	ink_free(&i);
	done(&p);
}

/* After the filters part, the table finds the steps that both sides share again. */
static void a_divergence_is_found_and_passed(void)
{
	struct pair p;
	const struct row *r;

	compare_scene(&p, "diverge");
	CU_ASSERT_EQUAL(compare_status(&p.c), 1);
	r = &p.c.row[p.c.first];
	CU_ASSERT_EQUAL(r->verdict, CMP_DIVERGE);
	CU_ASSERT_STRING_EQUAL(r->side[SIDE_SIM]->api, "VirtualAlloc");
	CU_ASSERT_EQUAL(r->diff[0].about.what, FACT_ERROR);
	CU_ASSERT_STRING_EQUAL(r->diff[0].fact, "error");
	CU_ASSERT_STRING_EQUAL(r->diff[0].real, "0");
	CU_ASSERT_STRING_EQUAL(r->diff[0].sim, "1455");
	r = &p.c.row[p.c.rows - 1];
	CU_ASSERT_PTR_NOT_NULL_FATAL(r->side[0]);
	CU_ASSERT_PTR_NOT_NULL_FATAL(r->side[1]);
	CU_ASSERT_EQUAL(r->side[0]->type, EV_EXIT);
	CU_ASSERT_STRING_EQUAL(r->diff[0].fact, "exit code");
	done(&p);
}

/* COMPARE-1: whatever the verdicts, every event is in one row, in order. */
static void no_event_is_lost(void)
{
	for (const struct scene *s = scenes; s->name; s++) {
		struct pair p;
		size_t seen[SIDES] = { 0 };

		compare_scene(&p, s->name);
		for (size_t i = 0; i < p.c.rows; i++)
			for (int k = 0; k < SIDES; k++)
				if (p.c.row[i].side[k] && p.c.row[i].side[k] != &p.t[k].event[seen[k]++])
					CU_FAIL("an event out of its order");
		CU_ASSERT_EQUAL(seen[0], p.t[0].events);
		CU_ASSERT_EQUAL(seen[1], p.t[1].events);
		done(&p);
	}
}

#define CALL(api, args, result, rest) "{\"type\":\"call\",\"step\":0,\"line\":1,\"api\":\"" api "\",\"args\":{" args "},\"result\":\"" result "\"," rest "}\n"
#define FREE(error) CALL("VirtualFree", "\"lpAddress\":\"0x9990000\",\"dwSize\":\"0x0\",\"dwFreeType\":\"MEM_RELEASE\"", "FALSE", "\"error\":" error)
#define COMMIT(protect, error) CALL("VirtualAlloc", "\"flAllocationType\":\"MEM_COMMIT\",\"flProtect\":\"" protect "\"", "0x0", \
	"\"error\":" error)
#define LIMITS(least, most, result, error) CALL("SetProcessWorkingSetSize", "\"dwMinimumWorkingSetSize\":\"" least \
	"\",\"dwMaximumWorkingSetSize\":\"" most "\"", result, "\"error\":" error)
#define LINE(n, type, rest) "{\"type\":\"" type "\",\"step\":0,\"line\":" n "," rest "}\n"
#define OK "\"error\":0"
#define MEM(state, resident, counters) LINE("1", "handler", "\"regions\":[{\"at\":\"A0+0x0\",\"size\":\"0x1000\",\"state\":\"" state \
	"\",\"protect\":\"PAGE_READWRITE\"" resident "}]" counters)

static const struct {
	const char *name, *platform, *real, *sim;
	enum verdict want;
	const char *fact;       /* first difference, or the id of the known one */
} facts[] = {
	{ "lines may differ", "Wine 8.0", LINE("1", "handler", "\"code\":\"X\""), LINE("9", "handler", "\"code\":\"X\""), CMP_AGREE, NULL },
	{ "the code may not", "Wine 8.0", LINE("1", "handler", "\"code\":\"X\""), LINE("1", "handler", "\"code\":\"Y\""),
	  CMP_DIVERGE, "code" },
	{ "raw addresses may differ", "Wine 8.0", CALL("VirtualFree", "\"lpAddress\":\"0x10a0000\"", "TRUE", OK ",\"at\":\"A0+0x0\""),
	  CALL("VirtualFree", "\"lpAddress\":\"0x7fff0000\"", "TRUE", OK ",\"at\":\"A0+0x0\""), CMP_AGREE, NULL },
	{ "portable ones may not", "Wine 8.0", CALL("VirtualFree", "\"lpAddress\":\"0x10a0000\"", "TRUE", OK ",\"at\":\"A0+0x0\""),
	  CALL("VirtualFree", "\"lpAddress\":\"0x10a0000\"", "TRUE", OK ",\"at\":\"A0+0x1000\""), CMP_DIVERGE, "address" },
	{ "low addresses are portable", "Wine 8.0", LINE("1", "fault", "\"code\":\"X\",\"at\":\"0x8\""),
	  LINE("1", "fault", "\"code\":\"X\",\"at\":\"0x10\""), CMP_DIVERGE, "address" },
	{ "high ones outside are not", "Wine 8.0", LINE("1", "fault", "\"code\":\"X\",\"at\":\"0x7ff00000\""),
	  LINE("1", "fault", "\"code\":\"X\",\"at\":\"0x10000\""), CMP_AGREE, NULL },
	{ "null is not an address", "Wine 8.0", CALL("VirtualAlloc", "", "0x0", OK), CALL("VirtualAlloc", "", "0x10a0000", OK),
	  CMP_DIVERGE, "result" },
	{ "a pointer may be left out", "Wine 8.0", CALL("GetSystemInfo", "", "x", OK),
	  CALL("GetSystemInfo", "\"lpSystemInfo\":\"0x14000000\"", "x", OK), CMP_AGREE, NULL },
	{ "a size may not", "Wine 8.0", CALL("VirtualFree", "", "TRUE", OK),
	  CALL("VirtualFree", "\"dwSize\":\"0x1000\"", "TRUE", OK), CMP_DIVERGE, "dwSize" },
	{ "output counts", "Wine 8.0", LINE("1", "output", "\"text\":\"a\""), LINE("1", "output", "\"text\":\"b\""), CMP_DIVERGE, "text" },
	{ "state counts", "Wine 8.0", MEM("MEM_COMMIT", "", ""), MEM("MEM_RESERVE", "", ""), CMP_DIVERGE, "A0+0x0 state" },
	{ "residency counts", "Wine 8.0", MEM("MEM_COMMIT", ",\"resident\":1", ""), MEM("MEM_COMMIT", ",\"resident\":0", ""),
	  CMP_DIVERGE, "A0+0x0 state" },
	{ "if both sides report it", "Wine 8.0", MEM("MEM_COMMIT", "", ""), MEM("MEM_COMMIT", ",\"resident\":1", ""), CMP_AGREE, NULL },
	{ "counters count", "Wine 8.0", MEM("MEM_COMMIT", "", ",\"counters\":{\"commit_pages\":1}"),
	  MEM("MEM_COMMIT", "", ",\"counters\":{\"commit_pages\":2}"), CMP_DIVERGE, "change of commit_pages" },
	{ "if both sides report them", "Wine 8.0", MEM("MEM_COMMIT", "", ",\"counters\":{}"),
	  MEM("MEM_COMMIT", "", ",\"counters\":{\"page_faults\":2}"), CMP_AGREE, NULL },
	{ "Windows counts other faults too", "Windows 10.0.19045", MEM("MEM_COMMIT", "", ",\"counters\":{\"page_faults\":9}"),
	  MEM("MEM_COMMIT", "", ",\"counters\":{\"page_faults\":2}"), CMP_AGREE, NULL },
	{ "what Wine is known for", "Wine 8.0", FREE("87"), FREE("487"), CMP_KNOWN, "free-error" },
	{ "is not known of Windows", "Windows 10.0.19045", FREE("87"), FREE("487"), CMP_DIVERGE, "error" },
	{ "the other way round it is wrong", "Wine 8.0", FREE("487"), FREE("87"), CMP_DIVERGE, "error" },
	{ "another error is another matter", "Wine 8.0", FREE("5"), FREE("487"), CMP_DIVERGE, "error" },
	{ "a second difference shows", "Wine 8.0", FREE("87,\"at\":\"A0+0x0\""), FREE("487,\"at\":\"A1+0x0\""), CMP_DIVERGE, "address" },
	{ "no commit limit under Wine", "Wine 8.0", CALL("VirtualAlloc", "\"flAllocationType\":\"MEM_RESERVE|MEM_COMMIT\"", "0x0", "\"error\":8"),
	  CALL("VirtualAlloc", "\"flAllocationType\":\"MEM_RESERVE|MEM_COMMIT\"", "0x0", "\"error\":1455"), CMP_KNOWN, "commit-error" },
	{ "a reserve is no commit", "Wine 8.0", CALL("VirtualAlloc", "\"flAllocationType\":\"MEM_RESERVE\"", "0x0", "\"error\":8"),
	  CALL("VirtualAlloc", "\"flAllocationType\":\"MEM_RESERVE\"", "0x0", "\"error\":1455"), CMP_DIVERGE, "error" },
	{ "Wine looks at the range of a commit first", "Wine 8.0", COMMIT("PAGE_READONLY|PAGE_READWRITE", "487"),
	  COMMIT("PAGE_READONLY|PAGE_READWRITE", "87"), CMP_KNOWN, "commit-order" },
	{ "with a good protection that is no excuse", "Wine 8.0", COMMIT("PAGE_READWRITE", "487"), COMMIT("PAGE_READWRITE", "87"),
	  CMP_DIVERGE, "error" },
	{ "a guard alone is no protection", "Wine 8.0", COMMIT("PAGE_GUARD", "487"), COMMIT("PAGE_GUARD", "87"),
	  CMP_KNOWN, "commit-order" },
	{ "how far free memory goes depends on the rest of the process", "Wine 8.0",
	  CALL("VirtualQuery", "", "0x30", OK ",\"out\":{\"RegionSize\":\"0x1000\",\"State\":\"MEM_FREE\"}"),
	  CALL("VirtualQuery", "", "0x30", OK ",\"out\":{\"RegionSize\":\"0x2000\",\"State\":\"MEM_FREE\"}"), CMP_AGREE, NULL },
	{ "how far a commit goes does not", "Wine 8.0",
	  CALL("VirtualQuery", "", "0x30", OK ",\"out\":{\"RegionSize\":\"0x1000\",\"State\":\"MEM_COMMIT\"}"),
	  CALL("VirtualQuery", "", "0x30", OK ",\"out\":{\"RegionSize\":\"0x2000\",\"State\":\"MEM_COMMIT\"}"), CMP_DIVERGE, "out RegionSize" },
	{ "a section by its name, not its number", "Wine 8.0", CALL("CloseHandle", "\"hObject\":\"H0\"", "TRUE", OK),
	  CALL("CloseHandle", "\"hObject\":\"H1\"", "TRUE", OK), CMP_DIVERGE, "hObject" },
	{ "the same section", "Wine 8.0", CALL("CreateFileMappingA", "\"hFile\":\"INVALID_HANDLE_VALUE\"", "H0", OK),
	  CALL("CreateFileMappingA", "\"hFile\":\"INVALID_HANDLE_VALUE\"", "H0", OK), CMP_AGREE, NULL },
	{ "a section where none was made", "Wine 8.0", CALL("CreateFileMappingA", "", "0x0", OK), CALL("CreateFileMappingA", "", "H0", OK),
	  CMP_DIVERGE, "result" },
	{ "Wine takes any limits", "Wine 8.0", LIMITS("0x20000", "0x10000", "TRUE", "0"),
	  LIMITS("0x20000", "0x10000", "FALSE", "87"), CMP_KNOWN, "limits-unchecked" },
	{ "good ones are good on both", "Wine 8.0", LIMITS("0x10000", "0x20000", "TRUE", "0"),
	  LIMITS("0x10000", "0x20000", "FALSE", "87"), CMP_DIVERGE, "error" },
	{ "and any handle", "Wine 8.0", CALL("EmptyWorkingSet", "", "TRUE", OK),
	  CALL("EmptyWorkingSet", "", "FALSE", "\"error\":6"), CMP_KNOWN, "limits-unchecked" },
	{ "a view past the end", "Wine 8.0", CALL("MapViewOfFile", "\"dwFileOffsetLow\":\"0x20000\"", "0x0", "\"error\":87"),
	  CALL("MapViewOfFile", "\"dwFileOffsetLow\":\"0x20000\"", "0x0", "\"error\":5"), CMP_KNOWN, "view-offset" },
	{ "a view from the start does not begin past the end", "Wine 8.0", CALL("MapViewOfFile", "\"dwFileOffsetLow\":\"0x0\"", "0x0", "\"error\":87"),
	  CALL("MapViewOfFile", "\"dwFileOffsetLow\":\"0x0\"", "0x0", "\"error\":5"), CMP_DIVERGE, "error" },
	{ "a section takes no commit under Wine", "Wine 8.0", CALL("CreateFileMappingA", "\"flProtect\":\"PAGE_READWRITE\"", "H0", OK),
	  CALL("CreateFileMappingA", "\"flProtect\":\"PAGE_READWRITE\"", "0x0", "\"error\":1455"), CMP_KNOWN, "section-limit" },
	{ "a reserved one never does", "Wine 8.0", CALL("CreateFileMappingA", "\"flProtect\":\"PAGE_READWRITE|SEC_RESERVE\"", "H0", OK),
	  CALL("CreateFileMappingA", "\"flProtect\":\"PAGE_READWRITE|SEC_RESERVE\"", "0x0", "\"error\":1455"), CMP_DIVERGE, "error" },
	{ "Wine goes on after a second free", "Wine 8.0", CALL("HeapFree", "", "FALSE", "\"error\":87"),
	  "{\"type\":\"unhandled\",\"step\":0,\"line\":9,\"code\":\"STATUS_HEAP_CORRUPTION\"}\n", CMP_KNOWN, "heap-corruption" },
	{ "a second free that Windows refuses is none of Wine's", "Wine 8.0", CALL("HeapFree", "", "FALSE", "\"error\":87"),
	  CALL("HeapFree", "", "TRUE", OK), CMP_DIVERGE, "error" },
	{ "Wine copies what cannot be read", "Wine 8.0", CALL("ReadProcessMemory", "", "TRUE", OK),
	  CALL("ReadProcessMemory", "", "FALSE", "\"error\":299"),
	  CMP_KNOWN, "process-memory" },
	{ "nobody copies without a handle", "Wine 8.0", CALL("ReadProcessMemory", "", "TRUE", OK),
	  CALL("ReadProcessMemory", "", "FALSE", "\"error\":6"),
	  CMP_DIVERGE, "error" },
	{ "Wine has one status for what cannot be freed", "Wine 8.0", CALL("NtFreeVirtualMemory", "", "0xc000000d", OK),
	  CALL("NtFreeVirtualMemory", "", "0xc00000a0", OK), CMP_KNOWN, "native-free" },
	{ "flushing what is no view", "Wine 8.0", CALL("FlushViewOfFile", "", "FALSE", "\"error\":87"),
	  CALL("FlushViewOfFile", "", "FALSE", "\"error\":487"), CMP_KNOWN, "flush-error" },
	{ "placeholders are missing", "Wine 8.0", CALL("VirtualAlloc2", "\"AllocationType\":\"MEM_RESERVE|MEM_RESERVE_PLACEHOLDER\"", "0x0", "\"error\":87"),
	  CALL("VirtualAlloc2", "\"AllocationType\":\"MEM_RESERVE|MEM_RESERVE_PLACEHOLDER\"", "0x10a0000", "\"error\":0,\"at\":\"A0+0x0\""), CMP_KNOWN, "no-placeholders" },
};

static void each_fact_counts_as_the_table_says(void)
{
	for (size_t i = 0; i < sizeof facts / sizeof facts[0]; i++) {
		struct pair p;
		const struct row *r;
		const char *said = NULL;

		compare_events(&p, facts[i].platform, facts[i].real, facts[i].sim);
		r = &p.c.row[0];
		for (size_t k = 0; k < r->diffs && !said; k++)
			said = r->verdict == CMP_KNOWN ? r->diff[k].known->id : r->diff[k].known ? NULL : r->diff[k].fact;
		if (r->verdict != facts[i].want || (facts[i].fact && (!said || strcmp(said, facts[i].fact))))
			printf("  row '%s': verdict %d, %s\n", facts[i].name, r->verdict, said ? said : "no difference");
		CU_ASSERT_EQUAL(r->verdict, facts[i].want);
		CU_ASSERT(!facts[i].fact || (said && strcmp(said, facts[i].fact) == 0));
		CU_ASSERT_EQUAL(compare_status(&p.c), compare_differs(facts[i].want));
		done(&p);
	}
}

/* ---- histories: what a step means can depend on the steps before ---- */

/* A run of pages of A0 from page `first`: RUN("0x0", "0x4000", PRIVATE, "resident":4). */
#define PRIVATE "\"state\":\"MEM_COMMIT\",\"protect\":\"PAGE_READWRITE\",\"type\":\"MEM_PRIVATE\""
#define MAPPED "\"state\":\"MEM_COMMIT\",\"protect\":\"PAGE_READONLY\",\"type\":\"MEM_MAPPED\""
#define GUARDED "\"state\":\"MEM_COMMIT\",\"protect\":\"PAGE_READWRITE|PAGE_GUARD\",\"type\":\"MEM_PRIVATE\""
#define CLOSED "\"state\":\"MEM_COMMIT\",\"protect\":\"PAGE_NOACCESS\",\"type\":\"MEM_PRIVATE\""
#define COPIES "\"state\":\"MEM_COMMIT\",\"protect\":\"PAGE_WRITECOPY\",\"type\":\"MEM_MAPPED\""
#define COPIED "\"state\":\"MEM_COMMIT\",\"protect\":\"PAGE_READWRITE\",\"type\":\"MEM_MAPPED\""
#define CODE_COPIES "\"state\":\"MEM_COMMIT\",\"protect\":\"PAGE_EXECUTE_WRITECOPY\",\"type\":\"MEM_MAPPED\""
#define CODE_COPIED "\"state\":\"MEM_COMMIT\",\"protect\":\"PAGE_EXECUTE_READWRITE\",\"type\":\"MEM_MAPPED\""
#define NOBODYS "\"state\":\"MEM_RESERVE\",\"protect\":\"0x0\",\"type\":\"MEM_MAPPED\""
#define REFUSED(error) "\"type\":\"call\",\"api\":\"VirtualProtect\",\"args\":{\"dwSize\":\"0x2000\",\"flNewProtect\":\"PAGE_READWRITE\"}," \
	"\"result\":\"FALSE\",\"error\":" error ",\"at\":\"A0+0x0\""
#define RUN(at, size, what) "{\"at\":\"A0+" at "\",\"size\":\"" size "\"," what "}"
#define TOLD(runs, working_set) "\"regions\":[" runs "],\"counters\":{\"working_set_pages\":" working_set "}"
#define QUIET(working_set) "\"counters\":{\"working_set_pages\":" working_set "}"
#define DID(api, args, rest) "\"type\":\"call\",\"api\":\"" api "\",\"args\":{" args "},\"result\":\"TRUE\",\"error\":0," rest
#define STEP(rest) "\"type\":\"handler\"," rest
#define LIMIT "\"dwMinimumWorkingSetSize\":\"0x1000\",\"dwMaximumWorkingSetSize\":\"0xd000\""
#define MOST 4

/* `verdicts`: one letter a step, = agrees, k known, d diverges; `id` is that of every known difference. */
static const struct {
	const char *name, *platform, *real[MOST], *sim[MOST], *verdicts, *id;
} histories[] = {
	{ "pages leave by EmptyWorkingSet and come back one by one", "Wine 8.0",
	  { STEP(TOLD(RUN("0x0", "0x3000", PRIVATE ",\"resident\":3"), "3")), DID("EmptyWorkingSet", "", QUIET("3")), STEP(QUIET("3")) },
	  { STEP(TOLD(RUN("0x0", "0x3000", PRIVATE ",\"resident\":3"), "3")),
	    DID("EmptyWorkingSet", "", TOLD(RUN("0x0", "0x3000", PRIVATE ",\"resident\":0"), "0")),
	    STEP(TOLD(RUN("0x0", "0x3000", PRIVATE ",\"resident\":1,\"resident_runs\":[[1,1]]"), "1")) }, "=kk", "no-trim" },
	{ "on Windows they leave", "Windows 10.0.19045",
	  { STEP(TOLD(RUN("0x0", "0x3000", PRIVATE ",\"resident\":3"), "3")), DID("EmptyWorkingSet", "", QUIET("3")) },
	  { STEP(TOLD(RUN("0x0", "0x3000", PRIVATE ",\"resident\":3"), "3")),
	    DID("EmptyWorkingSet", "", TOLD(RUN("0x0", "0x3000", PRIVATE ",\"resident\":0"), "0")) }, "=d", NULL },
	{ "without such a call nothing leaves", "Wine 8.0",
	  { STEP(TOLD(RUN("0x0", "0x3000", PRIVATE ",\"resident\":3"), "3")), DID("Sleep", "", QUIET("3")) },
	  { STEP(TOLD(RUN("0x0", "0x3000", PRIVATE ",\"resident\":3"), "3")),
	    DID("Sleep", "", TOLD(RUN("0x0", "0x3000", PRIVATE ",\"resident\":0"), "0")) }, "=d", NULL },
	{ "nor after it", "Wine 8.0",
	  { STEP(TOLD(RUN("0x0", "0x1000", PRIVATE ",\"resident\":1"), "1")), DID("EmptyWorkingSet", "", QUIET("1")),
	    STEP(QUIET("1")), STEP(QUIET("1")) },
	  { STEP(TOLD(RUN("0x0", "0x1000", PRIVATE ",\"resident\":1"), "1")),
	    DID("EmptyWorkingSet", "", TOLD(RUN("0x0", "0x1000", PRIVATE ",\"resident\":0"), "0")),
	    STEP(TOLD(RUN("0x0", "0x1000", PRIVATE ",\"resident\":1"), "1")),
	    STEP(TOLD(RUN("0x0", "0x1000", PRIVATE ",\"resident\":0"), "0")) }, "=kkd", "no-trim" },
	{ "a page that was not there before does not hide behind the call", "Wine 8.0",
	  { STEP(TOLD(RUN("0x0", "0x2000", PRIVATE ",\"resident\":1,\"resident_runs\":[[0,1]]"), "1")), DID("EmptyWorkingSet", "", QUIET("1")),
	    STEP(TOLD(RUN("0x0", "0x2000", PRIVATE ",\"resident\":2"), "2")) },
	  { STEP(TOLD(RUN("0x0", "0x2000", PRIVATE ",\"resident\":1,\"resident_runs\":[[0,1]]"), "1")),
	    DID("EmptyWorkingSet", "", TOLD(RUN("0x0", "0x2000", PRIVATE ",\"resident\":0"), "0")), STEP(QUIET("0")) }, "=kd", "no-trim" },
	{ "the counter must say as much as the pages", "Wine 8.0",
	  { STEP(TOLD(RUN("0x0", "0x3000", PRIVATE ",\"resident\":3"), "3")), DID("EmptyWorkingSet", "", QUIET("3")) },
	  { STEP(TOLD(RUN("0x0", "0x3000", PRIVATE ",\"resident\":3"), "3")),
	    DID("EmptyWorkingSet", "", TOLD(RUN("0x0", "0x3000", PRIVATE ",\"resident\":0"), "1")) }, "=d", NULL },
	{ "under a limit pages leave at any time, if they were there", "Wine 8.0",
	  { STEP(TOLD(RUN("0x0", "0x2000", PRIVATE ",\"resident\":0"), "0")), DID("SetProcessWorkingSetSize", LIMIT, QUIET("0")),
	    STEP(TOLD(RUN("0x0", "0x2000", PRIVATE ",\"resident\":2"), "2")) },
	  { STEP(TOLD(RUN("0x0", "0x2000", PRIVATE ",\"resident\":0"), "0")), DID("SetProcessWorkingSetSize", LIMIT, QUIET("0")),
	    STEP("\"resolved\":[{\"kind\":\"demand-zero\",\"at\":\"A0+0x0\"},{\"kind\":\"demand-zero\",\"at\":\"A0+0x1004\"}],"
	         TOLD(RUN("0x0", "0x2000", PRIVATE ",\"resident\":1,\"resident_runs\":[[1,1]]"), "1")) }, "==k", "no-trim" },
	{ "a page that was never brought in did not leave", "Wine 8.0",
	  { DID("SetProcessWorkingSetSize", LIMIT, QUIET("0")),
	    STEP(TOLD(RUN("0x0", "0x2000", PRIVATE ",\"resident\":2"), "2")) },
	  { DID("SetProcessWorkingSetSize", LIMIT, QUIET("0")),
	    STEP("\"resolved\":[{\"kind\":\"demand-zero\",\"at\":\"A0+0x1000\"}],"
	         TOLD(RUN("0x0", "0x2000", PRIVATE ",\"resident\":1,\"resident_runs\":[[1,1]]"), "1")) }, "=d", NULL },
	{ "a guard that rings opens its page at once, until the retry", "Wine 8.0",
	  { STEP(TOLD(RUN("0x0", "0x1000", GUARDED ",\"resident\":0"), "0")),
	    "\"type\":\"fault\",\"code\":\"EXCEPTION_GUARD_PAGE\"," TOLD(RUN("0x0", "0x1000", PRIVATE ",\"resident\":1"), "1"), STEP(QUIET("1")) },
	  { STEP(TOLD(RUN("0x0", "0x1000", GUARDED ",\"resident\":0"), "0")),
	    "\"type\":\"fault\",\"code\":\"EXCEPTION_GUARD_PAGE\"," TOLD(RUN("0x0", "0x1000", PRIVATE ",\"resident\":0"), "0"),
	    STEP(TOLD(RUN("0x0", "0x1000", PRIVATE ",\"resident\":1"), "1")) }, "=kk", "guard-resident" },
	{ "but no other page", "Wine 8.0",
	  { STEP(TOLD(RUN("0x0", "0x1000", GUARDED ",\"resident\":0") "," RUN("0x1000", "0x1000", PRIVATE ",\"resident\":0"), "0")),
	    STEP(TOLD(RUN("0x0", "0x2000", PRIVATE ",\"resident\":2"), "2")) },
	  { STEP(TOLD(RUN("0x0", "0x1000", GUARDED ",\"resident\":0") "," RUN("0x1000", "0x1000", PRIVATE ",\"resident\":0"), "0")),
	    STEP(TOLD(RUN("0x0", "0x2000", PRIVATE ",\"resident\":0"), "0")) }, "=d", NULL },
	{ "so does a call", "Wine 8.0",
	  { STEP(TOLD(RUN("0x0", "0x1000", CLOSED ",\"resident\":0"), "0")),
	    DID("VirtualProtect", "", TOLD(RUN("0x0", "0x1000", PRIVATE ",\"resident\":1"), "1")), STEP(QUIET("1")) },
	  { STEP(TOLD(RUN("0x0", "0x1000", CLOSED ",\"resident\":0"), "0")),
	    DID("VirtualProtect", "", TOLD(RUN("0x0", "0x1000", PRIVATE ",\"resident\":0"), "0")),
	    STEP(TOLD(RUN("0x0", "0x1000", PRIVATE ",\"resident\":1"), "1")) }, "=kk", "opened-resident" },
	{ "a read of a view maps its neighbours", "Wine 8.0",
	  { STEP(TOLD(RUN("0x0", "0x20000", MAPPED ",\"resident\":16,\"resident_runs\":[[0,16]]"), "16")) },
	  { STEP(TOLD(RUN("0x0", "0x20000", MAPPED ",\"resident\":1,\"resident_runs\":[[3,1]]"), "1")) }, "k", "view-neighbours" },
	{ "but not those of another block", "Wine 8.0",
	  { STEP(TOLD(RUN("0x0", "0x20000", MAPPED ",\"resident\":17,\"resident_runs\":[[0,17]]"), "17")) },
	  { STEP(TOLD(RUN("0x0", "0x20000", MAPPED ",\"resident\":1,\"resident_runs\":[[3,1]]"), "1")) }, "d", NULL },
	{ "and not of private memory", "Wine 8.0",
	  { STEP(TOLD(RUN("0x0", "0x20000", PRIVATE ",\"resident\":16,\"resident_runs\":[[0,16]]"), "16")) },
	  { STEP(TOLD(RUN("0x0", "0x20000", PRIVATE ",\"resident\":1,\"resident_runs\":[[3,1]]"), "1")) }, "d", NULL },
	{ "a copied page keeps its name under Wine", "Wine 8.0",
	  { STEP(TOLD(RUN("0x0", "0x1000", COPIES ",\"resident\":1"), "1")) },
	  { STEP(TOLD(RUN("0x0", "0x1000", COPIED ",\"resident\":1"), "1")) }, "k", "writecopy-kept" },
	{ "an executable one as well", "Wine 8.0",
	  { STEP(TOLD(RUN("0x0", "0x1000", CODE_COPIES), "0")) },
	  { STEP(TOLD(RUN("0x0", "0x1000", CODE_COPIED), "0")) }, "k", "writecopy-kept" },
	{ "but it stays executable", "Wine 8.0",
	  { STEP(TOLD(RUN("0x0", "0x1000", CODE_COPIES), "0")) }, { STEP(TOLD(RUN("0x0", "0x1000", COPIED), "0")) }, "d", NULL },
	{ "a view that does not allow it, where nothing is committed", "Wine 8.0",
	  { STEP(TOLD(RUN("0x0", "0x1000", COPIES) "," RUN("0x1000", "0x1000", NOBODYS), "0")), REFUSED("487") },
	  { STEP(TOLD(RUN("0x0", "0x1000", COPIES) "," RUN("0x1000", "0x1000", NOBODYS), "0")), REFUSED("87") },
	  "=k", "view-protect-order" },
	{ "where somebody has, both look at the view", "Wine 8.0",
	  { STEP(TOLD(RUN("0x0", "0x2000", COPIES), "0")), REFUSED("487") },
	  { STEP(TOLD(RUN("0x0", "0x2000", COPIES), "0")), REFUSED("87") }, "=d", NULL },
	{ "not the other way round", "Wine 8.0",
	  { STEP(TOLD(RUN("0x0", "0x1000", COPIED ",\"resident\":1"), "1")) },
	  { STEP(TOLD(RUN("0x0", "0x1000", COPIES ",\"resident\":1"), "1")) }, "d", NULL },
};

static void write_history(char *text, size_t room, const char *side, const char *platform, const char *const event[MOST])
{
	size_t used = (size_t)snprintf(text, room, "{\"type\":\"begin\",\"schema\":1,\"side\":\"%s\",\"lab\":\"l.c\",\"platform\":\"%s\"}\n",
	                               side, platform);
	int n = 0;

	for (; n < MOST && event[n]; n++)
		used += (size_t)snprintf(text + used, room - used, "{\"step\":%d,\"line\":1,%s}\n", n, event[n]);
	snprintf(text + used, room - used, "{\"type\":\"exit\",\"step\":%d,\"line\":0,\"code\":0}\n", n);
}

static void a_step_is_judged_by_what_was_before(void)
{
	for (size_t i = 0; i < sizeof histories / sizeof histories[0]; i++) {
		char text[8192];
		struct pair p;

		write_history(text, sizeof text, "real", histories[i].platform, histories[i].real);
		trace_read(&p.t[0], text);
		write_history(text, sizeof text, "sim", "FaultLab sim", histories[i].sim);
		trace_read(&p.t[1], text);
		CU_ASSERT_FATAL(compare_run(&p.c, &p.t[0], &p.t[1]));
		CU_ASSERT_EQUAL_FATAL(p.c.rows, strlen(histories[i].verdicts) + 1);
		for (size_t k = 0; histories[i].verdicts[k]; k++) {
			const struct row *r = &p.c.row[k];
			char got = r->verdict == CMP_AGREE ? '=' : r->verdict == CMP_KNOWN ? 'k' : 'd';

			if (got != histories[i].verdicts[k])
				printf("  history '%s', step %zu: %c, %s\n", histories[i].name, k, got,
				       r->diffs ? r->diff[0].fact : "no difference");
			CU_ASSERT_EQUAL(got, histories[i].verdicts[k]);
			for (size_t d = 0; got == 'k' && d < r->diffs; d++)
				CU_ASSERT_STRING_EQUAL(r->diff[d].known->id, histories[i].id);
		}
		done(&p);
	}
}

#define GUARD_RUN "\"regions\":[{\"at\":\"A0+0x0\",\"size\":\"0x1000\",\"state\":\"MEM_COMMIT\",\"protect\":\"PAGE_READWRITE|PAGE_GUARD\"}]"
#define PLAIN_RUN "\"regions\":[{\"at\":\"A0+0x0\",\"size\":\"0x1000\",\"state\":\"MEM_COMMIT\",\"protect\":\"PAGE_READWRITE\"}]"
#define FILTER_GOES_ON "{\"type\":\"filter\",\"step\":0,\"line\":1,\"disposition\":\"EXCEPTION_CONTINUE_EXECUTION\","

/* An old trace tells of memory at the next event, and there it is compared; two that know the retry are compared at it. */
static void memory_of_two_moments_is_not_compared(void)
{
	static const struct { const char *real, *sim; enum verdict verdict[2]; } rows[] = {
		{ FILTER_GOES_ON PLAIN_RUN "}\n", FILTER_GOES_ON "\"retried\":true," GUARD_RUN "}\n", { CMP_AGREE, CMP_DIVERGE } },
		{ FILTER_GOES_ON "\"retried\":true," PLAIN_RUN "}\n", FILTER_GOES_ON "\"retried\":true," GUARD_RUN "}\n",
		  { CMP_DIVERGE, CMP_AGREE } },
		{ FILTER_GOES_ON PLAIN_RUN "}\n", FILTER_GOES_ON GUARD_RUN "}\n", { CMP_DIVERGE, CMP_AGREE } },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct pair p;

		compare_events(&p, "Windows 10.0", rows[i].real, rows[i].sim);
		for (int k = 0; k < 2; k++)
			CU_ASSERT_EQUAL(p.c.row[k].verdict, rows[i].verdict[k]);
		done(&p);
	}
}

#define PASSES_ON(step, by) "{\"type\":\"filter\",\"step\":" step ",\"line\":1,\"disposition\":\"EXCEPTION_CONTINUE_SEARCH\"" by "}\n"
#define VECTORED ",\"by\":\"vectored\""
#define RUN_OF(side, platform) "{\"type\":\"begin\",\"schema\":1,\"side\":\"" side "\",\"lab\":\"l.c\",\"platform\":\"" platform "\",\"page_size\":4096}\n"
#define ENDS(step) "{\"type\":\"exit\",\"step\":" step ",\"line\":0,\"code\":0}\n"

/* An older trace has no such event: nothing can be held against it. A newer one that lacks one differs. */
static void an_older_trace_owes_no_answers_of_vectored_handlers(void)
{
	static const char sim[] =
		RUN_OF("sim", "FaultLab sim") PASSES_ON("0", VECTORED) PASSES_ON("1", VECTORED) PASSES_ON("2", "") ENDS("3");
	static const struct { const char *real; size_t rows; int status; } runs[] = {
		{ RUN_OF("real", "Wine 8.0") PASSES_ON("0", "") ENDS("1"), 4, 0 },
		{ RUN_OF("real", "Wine 8.0") PASSES_ON("0", VECTORED) PASSES_ON("1", "") ENDS("2"), 4, 1 },
		{ RUN_OF("real", "Wine 8.0") PASSES_ON("0", VECTORED) PASSES_ON("1", VECTORED) PASSES_ON("2", "") ENDS("3"), 4, 0 },
	};

	for (size_t i = 0; i < sizeof runs / sizeof runs[0]; i++) {
		struct pair p;

		trace_read(&p.t[0], runs[i].real);
		trace_read(&p.t[1], sim);
		CU_ASSERT_FATAL(compare_run(&p.c, &p.t[0], &p.t[1]));
		CU_ASSERT_EQUAL(p.c.rows, runs[i].rows);
		CU_ASSERT_EQUAL(compare_status(&p.c), runs[i].status);
		done(&p);
	}
}

/* A run that was given less memory cannot have the same pages resident. Everything else must still agree. */
static void residency_counts_only_under_equal_limits(void)
{
	static const char begin[] = "{\"type\":\"begin\",\"schema\":1,\"side\":\"%s\",\"lab\":\"l.c\",\"platform\":\"%s\"%s}\n"
		"{\"type\":\"handler\",\"step\":0,\"line\":1,\"code\":\"%s\"," TOLD(RUN("0x0", "0x1000", PRIVATE ",\"resident\":%d"), "%d") "}\n"
		"{\"type\":\"exit\",\"step\":1,\"line\":0,\"code\":0}\n";
	static const char *const code[] = { "X", "Y" };

	for (int i = 0; i < 2; i++) {
		char text[2048];
		struct pair p;

		snprintf(text, sizeof text, begin, "real", "Windows 10.0.19045", "", "X", 1, 1);
		trace_read(&p.t[0], text);
		snprintf(text, sizeof text, begin, "sim", "FaultLab sim", ",\"limits\":{\"ws_max\":40,\"policy\":\"fifo\"}", code[i], 0, 0);
		trace_read(&p.t[1], text);
		CU_ASSERT_PTR_NOT_NULL_FATAL(p.t[1].limits);
		CU_ASSERT_STRING_EQUAL(p.t[1].limits, "ws_max 40, policy fifo");
		CU_ASSERT_FATAL(compare_run(&p.c, &p.t[0], &p.t[1]));
		CU_ASSERT_EQUAL(p.c.row[0].verdict, i ? CMP_DIVERGE : CMP_AGREE);
		done(&p);
	}
}

static void the_ids_of_known_differences_are_unique(void)
{
	size_t n = 0;

	for (const struct wine_entry *a = wine_table; a->id; a++, n++)
		for (const struct wine_entry *b = a + 1; b->id; b++)
			CU_ASSERT_STRING_NOT_EQUAL(a->id, b->id);
	CU_ASSERT(n <= sizeof ((struct comparison *)NULL)->known / sizeof (size_t));
}

static void one_trace_alone_is_not_agreement(void)
{
	struct pair p;
	struct comparison alone;
	struct ink i = { 0 };

	compare_scene(&p, "small");
	CU_ASSERT_FATAL(compare_run(&alone, NULL, &p.t[1]));
	for (size_t k = 0; k < alone.rows; k++)
		CU_ASSERT_EQUAL(alone.row[k].verdict, CMP_ALONE);
	compare_say_result(&i, &alone);
	CU_ASSERT_PTR_NOT_NULL(strstr(i.text, "SIM only: nothing to compare"));
	ink_free(&i);
	compare_free(&alone);
	done(&p);
}

/* ---- two of one side ---- */

/* A trace with one event and an exit. */
static void read_run(struct trace_file *t, const char *side, const char *platform, const char *more, const char *event)
{
	char text[4096];

	snprintf(text, sizeof text, "{\"type\":\"begin\",\"schema\":1,\"side\":\"%s\",\"platform\":\"%s\"%s%s}\n%s"
	         "{\"type\":\"exit\",\"step\":1,\"line\":0,\"code\":0}\n", side, platform,
	         strstr(more, "\"lab\"") ? "" : ",\"lab\":\"l.c\"", more, event);
	trace_read(t, text);
	CU_ASSERT_EQUAL_FATAL(t->events, 2);
}

/* Who is excused by the entry free-error, by what the two traces are. */
static const struct {
	const char *side[SIDES], *platform[SIDES];
	enum verdict want;
	const char *name[SIDES];
} excused[] = {
	{ { "real", "sim" }, { "Wine 8.0", "FaultLab sim" }, CMP_KNOWN, { "REAL", "SIM" } },
	{ { "real", "real" }, { "Wine 8.0", "Windows 10.0.19045" }, CMP_KNOWN, { "Wine 8.0", "Windows 10.0.19045" } },
	{ { "real", "real" }, { "Wine 8.0", "Wine 9.0" }, CMP_DIVERGE, { "Wine 8.0", "Wine 9.0" } },
	{ { "real", "real" }, { "Windows 10.0.19045", "Wine 8.0" }, CMP_DIVERGE, { "Windows 10.0.19045", "Wine 8.0" } },
	{ { "real", "real" }, { "Windows 10.0.19045", "Windows 11" }, CMP_DIVERGE, { "Windows 10.0.19045", "Windows 11" } },
	{ { "real", "sim" }, { "Windows 10.0.19045", "FaultLab sim" }, CMP_DIVERGE, { "REAL", "SIM" } },
	{ { "real", "sim" }, { "Windows 10.0.19045", "Wine 8.0" }, CMP_DIVERGE, { "REAL", "SIM" } },
	{ { "real", "sim" }, { "Winery 1.0", "FaultLab sim" }, CMP_DIVERGE, { "REAL", "SIM" } },
	{ { "sim", "sim" }, { "Wine 8.0", "FaultLab sim" }, CMP_DIVERGE, { "Wine 8.0", "FaultLab sim" } },
};

static void only_wine_is_excused_against_what_is_not(void)
{
	for (size_t i = 0; i < sizeof excused / sizeof excused[0]; i++) {
		struct pair p;

		read_run(&p.t[0], excused[i].side[0], excused[i].platform[0], "", FREE("87"));
		read_run(&p.t[1], excused[i].side[1], excused[i].platform[1], "", FREE("487"));
		CU_ASSERT_FATAL(compare_run(&p.c, &p.t[0], &p.t[1]));
		if (p.c.row[0].verdict != excused[i].want)
			printf("  %s and %s: %d\n", excused[i].platform[0], excused[i].platform[1], p.c.row[0].verdict);
		CU_ASSERT_EQUAL(p.c.row[0].verdict, excused[i].want);
		CU_ASSERT_EQUAL(compare_status(&p.c), excused[i].want == CMP_DIVERGE);
		CU_ASSERT_STRING_EQUAL(p.c.name[0], excused[i].name[0]);
		CU_ASSERT_STRING_EQUAL(p.c.name[1], excused[i].name[1]);
		done(&p);
	}
}

static void wine_stands_before_windows_and_both_before_the_simulator(void)
{
	struct trace_file wine = { .side = SIDE_REAL, .platform = "Wine 8.0" }, windows = { .side = SIDE_REAL, .platform = "Windows 11" };
	struct trace_file sim = { .side = SIDE_SIM, .platform = "FaultLab sim" };

	CU_ASSERT(compare_in_order(&wine, &windows));
	CU_ASSERT_FALSE(compare_in_order(&windows, &wine));
	CU_ASSERT(compare_in_order(&wine, &sim));
	CU_ASSERT_FALSE(compare_in_order(&sim, &wine));
	CU_ASSERT(compare_in_order(&windows, &sim));
	CU_ASSERT_FALSE(compare_in_order(&sim, &windows));
	CU_ASSERT(compare_in_order(&sim, &sim));
	CU_ASSERT(compare_in_order(&wine, &wine));
}

static const struct {
	const char *platform[SIDES], *path[SIDES], *name[SIDES];
} named[] = {
	{ { "Wine 8.0", "Wine 9.0" }, { "a", "b" }, { "Wine 8.0", "Wine 9.0" } },
	{ { "Wine 8.0", "Wine 8.0" }, { "x/old.jsonl", "x/new.jsonl" }, { "old.jsonl", "new.jsonl" } },
	{ { "Wine 8.0", "Wine 8.0" }, { "old/real.jsonl", "new/real.jsonl" }, { "old/real.jsonl", "new/real.jsonl" } },
	{ { "Wine 8.0", "Wine 8.0" }, { "real.jsonl", "real.jsonl" }, { "first", "second" } },
	{ { "Wine 8.0", "Wine 8.0" }, { "a\nb", "c" }, { "first", "second" } },
	{ { "Wine 8.0", "Wine 8.0" }, { "\xff", "c" }, { "first", "second" } },
	{ { "Wine 8.0", "Wine 8.0" }, { "\xff/a", "c/b" }, { "a", "b" } },
};

static void two_of_one_side_are_called_by_what_tells_them_apart(void)
{
	for (size_t i = 0; i < sizeof named / sizeof named[0]; i++) {
		struct trace_file t[SIDES] = {
			{ .platform = named[i].platform[0], .path = named[i].path[0] },
			{ .platform = named[i].platform[1], .path = named[i].path[1] }
		};
		const struct trace_file *const trace[SIDES] = { &t[0], &t[1] };
		const char *name[SIDES];

		compare_names(trace, SIDES, name);
		CU_ASSERT_STRING_EQUAL(name[0], named[i].name[0]);
		CU_ASSERT_STRING_EQUAL(name[1], named[i].name[1]);
	}
}

/* Two policies with other memory: between two simulators that is what somebody wants to see. */
static void two_simulators_are_compared_with_all_that_they_count(void)
{
	static const char *const side[] = { "real", "sim" }, *const platform[] = { "Wine 8.0", "FaultLab sim" };

	for (int i = 0; i < 2; i++) {
		struct pair p;

		read_run(&p.t[0], side[i], platform[i], ",\"limits\":{\"ws_max\":9}",
		         LINE("1", "handler", "\"counters\":{\"page_faults\":3,\"traps\":7}"));
		read_run(&p.t[1], "sim", "FaultLab sim", ",\"limits\":{\"ws_max\":40}",
		         LINE("1", "handler", "\"counters\":{\"page_faults\":2,\"traps\":6}"));
		CU_ASSERT_FATAL(compare_run(&p.c, &p.t[0], &p.t[1]));
		CU_ASSERT_EQUAL(p.c.row[0].diffs, i ? 2 : 1);
		CU_ASSERT_STRING_EQUAL(p.c.row[0].diff[0].fact, i ? "change of page_faults" : "change of traps");
		done(&p);
	}
}

/* ---- two versions of a lab, and two calls of it ---- */

static const struct {
	const char *more[SIDES];
	const char *said;               /* NULL: nothing to say */
} editions[] = {
	{ { "", "" }, NULL },
	{ { ",\"source\":\"a\\n\"", ",\"source\":\"a\\r\\n\"" }, NULL },
	{ { ",\"source\":\"a\"", "" }, NULL },
	{ { ",\"source\":\"a\\nb\"", ",\"source\":\"a\\nc\"" },
	  "the traces are of two versions of l.c; the sources differ first in line 2: REAL \"b\", SIM \"c\"" },
	{ { ",\"args\":[\"a\",\"b c\"]", ",\"args\":[\"a\",\"b c\"]" }, NULL },
	{ { ",\"args\":[]", "" }, NULL },
	{ { ",\"args\":[\"a\",\"b\"]", ",\"args\":[\"a\",\"c\"]" },
	  "the traces are of runs with different arguments of l.c; they differ first in argument 2: REAL \"b\", SIM \"c\"" },
	{ { "", ",\"args\":[\"\"]" },
	  "the traces are of runs with different arguments of l.c; they differ first in argument 1: REAL \"nothing\", SIM \"\"" },
	{ { "", ",\"args\":[\"nothing\"]" },
	  "the traces are of runs with different arguments of l.c; they differ first in argument 1: REAL \"nothing\", SIM \"nothing\"" },
	{ { ",\"source\":\"a\",\"args\":[\"x\"]", ",\"source\":\"b\"" },
	  "the traces are of two versions of l.c; the sources differ first in line 1: REAL \"a\", SIM \"b\"; "
	  "the arguments differ first in argument 1: REAL \"x\", SIM \"nothing\"" },
	{ { ",\"lab\":\"k.c\"", "" }, "the traces are of two labs, k.c and l.c" },
	{ { ",\"lab\":\"k\\u001b\\n.c\"", "" }, "the traces are of two labs, k\\x1b\\n.c and l.c" },
};

static void what_was_run_is_held_against_each_other(void)
{
	for (size_t i = 0; i < sizeof editions / sizeof editions[0]; i++) {
		struct pair p;
		struct ink said = { 0 };

		read_run(&p.t[0], "real", "Wine 8.0", editions[i].more[0], FREE("487"));
		read_run(&p.t[1], "sim", "FaultLab sim", editions[i].more[1], FREE("487"));
		CU_ASSERT_FATAL(compare_run(&p.c, &p.t[0], &p.t[1]));
		CU_ASSERT_EQUAL(compare_same_edition(&p.c), !editions[i].said);
		CU_ASSERT_EQUAL(compare_status(&p.c), 0);
		if (!compare_same_edition(&p.c))
			compare_say_edition(&said, &p.c);
		if (editions[i].said && said.text && strcmp(said.text, editions[i].said))
			printf("  %s\n", said.text);
		CU_ASSERT_STRING_EQUAL(said.text ? said.text : "", editions[i].said ? editions[i].said : "");
		ink_free(&said);
		done(&p);
	}
}

/* ---- threads ---- */

/* Events in a short notation: "1a 2b" is an output "a" of thread 1, then one of thread 2; "2+" commits the next page. */
static void write_threads(char *text, size_t room, const char *side, const char *events)
{
	size_t used = (size_t)snprintf(text, room, "{\"type\":\"begin\",\"schema\":1,\"side\":\"%s\",\"lab\":\"l.c\",\"platform\":\"p\"}\n", side);
	int step = 0, pages = 0;

	for (; *events; events += events[2] ? 3 : 2) {
		used += (size_t)snprintf(text + used, room - used, "{\"type\":\"%s\",\"step\":%d,",
		                         events[1] == '+' ? "call" : "output", step++);
		if (*events > '1')
			used += (size_t)snprintf(text + used, room - used, "\"thread\":%c,", *events);
		if (events[1] == '+')
			used += (size_t)snprintf(text + used, room - used, "\"line\":1,\"api\":\"VirtualAlloc\",\"regions\":[{\"at\":\"A0+0x0\",\"size\":\"0x%x000\","
			                         "\"state\":\"MEM_COMMIT\",\"protect\":\"PAGE_READWRITE\"},{\"at\":\"A0+0x%x000\",\"size\":\"0x%x000\","
			                         "\"state\":\"MEM_RESERVE\"}],", pages + 1, pages + 1, 8 - pages - 1), pages++;
		else
			used += (size_t)snprintf(text + used, room - used, "\"line\":1,\"text\":\"%c\",", events[1]);
		used += (size_t)snprintf(text + used, room - used, "\"counters\":{\"commit_pages\":%d}}\n", pages);
	}
	snprintf(text + used, room - used, "{\"type\":\"exit\",\"step\":%d,\"line\":0,\"code\":0,\"counters\":{\"commit_pages\":%d}}\n", step, pages);
}

static const char *result_of_threads(const char *real, const char *sim)
{
	static char said[400];
	char text[16384];
	struct ink i = { 0 };
	struct pair p;

	write_threads(text, sizeof text, "real", real);
	trace_read(&p.t[0], text);
	write_threads(text, sizeof text, "sim", sim);
	trace_read(&p.t[1], text);
	CU_ASSERT_FATAL(compare_run(&p.c, &p.t[0], &p.t[1]));
	for (int s = 0; s < SIDES; s++)         /* COMPARE-1 */
		for (size_t k = 0, last[10] = { 0 }; k < p.c.rows; k++) {
			const struct event *e = p.c.row[k].side[s];

			CU_ASSERT(!e || e->step + 1 > last[e->thread]);
			if (e)
				last[e->thread] = e->step + 1;
		}
	compare_say_result(&i, &p.c);
	snprintf(said, sizeof said, "%s", i.text);
	ink_free(&i);
	done(&p);
	return said;
}

static void the_order_between_threads_is_not_compared(void)
{
	CU_ASSERT_STRING_EQUAL(result_of_threads("1a 2b 2c 3d 1e", "1a 3d 2b 1e 2c"),
	                       "REAL and SIM agree: 6 steps of 3 threads, 0 exceptions on each side");
	CU_ASSERT_STRING_EQUAL(result_of_threads("2+ 3+ 2a 3b 1c", "3+ 3b 2+ 2a 1c"),
	                       "REAL and SIM agree: 6 steps of 3 threads, 0 exceptions on each side");
	CU_ASSERT_STRING_EQUAL(result_of_threads("2a", "2a"), "REAL and SIM agree: 2 steps of 2 threads, 0 exceptions on each side");
}

static void the_order_within_a_thread_is_compared(void)
{
	CU_ASSERT_STRING_EQUAL(result_of_threads("1a 2b 2c", "1a 2c 2b"),
	                       "REAL and SIM DIVERGE at step 1 (output of thread 2): only SIM has it: \"c\"");
}

static void what_another_thread_does_is_a_divergence_that_names_it(void)
{
	CU_ASSERT_STRING_EQUAL(result_of_threads("1a 2b 3c", "1a 3b 2c"),
	                       "REAL and SIM DIVERGE at step 1 (output of thread 2): text: REAL \"b\", SIM \"c\"");
	CU_ASSERT_STRING_EQUAL(result_of_threads("1a 2b 3c", "1a 2b"),
	                       "REAL and SIM DIVERGE at step 2 (output of thread 3): only REAL has it: \"c\"");
	CU_ASSERT_STRING_EQUAL(result_of_threads("1a", "3c 3d 1a"),
	                       "REAL and SIM DIVERGE at step 0 (output of thread 3): only SIM has it: \"c\"");
}

/* In between each has done something else; a page that is missing in the end is seen where both have done all. */
static void memory_is_compared_where_all_threads_have_done_the_same(void)
{
	CU_ASSERT_STRING_EQUAL(result_of_threads("2+ 3a 1c", "3a 2+ 1c"), "REAL and SIM agree: 4 steps of 3 threads, 0 exceptions on each side");
	CU_ASSERT_PTR_NOT_NULL(strstr(result_of_threads("2+ 3a 2+ 1c", "3a 2+ 2b 1c"), "DIVERGE"));
	CU_ASSERT_PTR_NOT_NULL(strstr(result_of_threads("2+ 1c", "2a 1c"), "DIVERGE at step 0 (call of thread 2)"));
}

/* A number of the largest size costs no more than a small one. */
static void a_thread_may_have_any_number(void)
{
	static const char text[] = "{\"type\":\"begin\",\"schema\":1,\"side\":\"real\",\"lab\":\"l.c\",\"platform\":\"p\"}\n"
	                           "{\"type\":\"handler\",\"step\":0,\"thread\":100000,\"line\":1}\n"
	                           "{\"type\":\"exit\",\"step\":1,\"thread\":99999,\"line\":0,\"code\":0}\n";
	struct pair p;

	trace_read(&p.t[0], text);
	trace_read(&p.t[1], text);
	CU_ASSERT_FATAL(compare_run(&p.c, &p.t[0], &p.t[1]));
	CU_ASSERT_EQUAL(p.c.rows, 2);
	CU_ASSERT_EQUAL(compare_status(&p.c), 0);
	CU_ASSERT_EQUAL(compare_threads(&p.c), 100000);
	done(&p);
}

CU_TestInfo compare_tests[] = {
	{ "the order between threads is not compared", the_order_between_threads_is_not_compared },
	{ "the order within a thread is compared", the_order_within_a_thread_is_compared },
	{ "what another thread does is a divergence that names it", what_another_thread_does_is_a_divergence_that_names_it },
	{ "memory is compared where all threads have done the same", memory_is_compared_where_all_threads_have_done_the_same },
	{ "a thread may have any number", a_thread_may_have_any_number },
	{ "an older trace owes no answers of vectored handlers", an_older_trace_owes_no_answers_of_vectored_handlers },
	{ "memory of two moments is not compared", memory_of_two_moments_is_not_compared },
	{ "an error is excused by its known difference alone", an_error_is_excused_by_its_known_difference_alone },
	{ "the founding workload agrees", the_founding_workload_agrees },
	{ "a divergence is found, and passed", a_divergence_is_found_and_passed },
	{ "no event is lost", no_event_is_lost },
	{ "each fact counts as the table says", each_fact_counts_as_the_table_says },
	{ "a step is judged by what was before", a_step_is_judged_by_what_was_before },
	{ "residency counts only under equal limits", residency_counts_only_under_equal_limits },
	{ "the ids of known differences are unique", the_ids_of_known_differences_are_unique },
	{ "one trace alone is not agreement", one_trace_alone_is_not_agreement },
	{ "only Wine is excused against what is not", only_wine_is_excused_against_what_is_not },
	{ "Wine stands before Windows and both before the simulator", wine_stands_before_windows_and_both_before_the_simulator },
	{ "two of one side are called by what tells them apart", two_of_one_side_are_called_by_what_tells_them_apart },
	{ "two simulators are compared with all that they count", two_simulators_are_compared_with_all_that_they_count },
	{ "what was run is held against each other", what_was_run_is_held_against_each_other },
	CU_TEST_INFO_NULL
};
