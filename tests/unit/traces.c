/* traces.c - see traces.h. */
#include "tests/unit/traces.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <CUnit/CUnit.h>

#define MAX_PAGES 4096
#define BASE      0x10a0000ull

const struct scene scenes[] = {
	{ .name = "founding", .pages = 80, .touch = 80, .free_pages = true, .output = "page fault\\n" },
	{ .name = "past", .pages = 80, .touch = 80, .past_end = true },
	{ .name = "diverge", .pages = 80, .touch = 80, .limit = { 0, 36 }, .free_pages = true },
	{ .name = "guard", .pages = 16, .touch = 4, .guard = true, .free_pages = true },
	{ .name = "read", .pages = 20, .touch = 3, .read = true, .free_pages = true },
	{ .name = "unhandled", .pages = 5, .touch = 1, .unhandled = true },
	{ .name = "two", .pages = 24, .touch = 3, .second = true, .free_pages = true },
	{ .name = "one", .pages = 1, .touch = 1, .free_pages = true },
	{ .name = "huge", .pages = 2000, .touch = 40 },
	{ .name = "mute", .pages = 40, .touch = 4, .mute = { true, false }, .free_pages = true },
	{ .name = "hostile", .pages = 3, .touch = 2, .lab = "</script><b>\\\"q\\\\N\\n\\u00e9\\u4e2d&amp;.c",
	  .output = "</script><img src=x onerror=alert(1)>\\u0007\\u0000\\n", .source = "</script><b>\\n<!--\\n\\u2028x" },
	{ .name = "small", .pages = 3, .touch = 3, .past_end = true, .free_pages = true },
	{ .name = "smalldiv", .pages = 4, .touch = 4, .limit = { 0, 2 }, .free_pages = true },
	{ .name = NULL }
};

const struct scene *scene_find(const char *name)
{
	for (const struct scene *s = scenes; s->name; s++)
		if (strcmp(s->name, name) == 0)
			return s;
	return NULL;
}

enum toy { TOY_RESERVED, TOY_COMMITTED, TOY_RESIDENT, TOY_GUARD };

struct play {
	const struct scene *s;
	int side, step;
	FILE *out;
	unsigned char page[MAX_PAGES];
	bool live, told;
	int commit, resident, traps, avs, zero;
	int traps_before;
	unsigned long long pte_before;
	int charge_before;
	bool second_live;
};

static unsigned long long pte_of(const struct play *p, int page)
{
	if (page >= p->s->pages)
		return 0;
	switch (p->page[page]) {
	case TOY_RESIDENT:
		return 0x8000000000000867ull | ((unsigned long long)(0x3a10 + page) << 12);
	case TOY_COMMITTED:
		return 0x80;
	case TOY_GUARD:
		return 0x280;
	default:
		return 0;
	}
}

static void entry(struct play *p, const char *key, unsigned long long value)
{
	static const char *const means[] = { "zero", "demand-zero", "guard" };

	fprintf(p->out, "\"%s\":{\"value\":\"0x%llx\",\"P\":%d", key, value, (int)(value & 1));
	if (value & 1)
		fprintf(p->out, ",\"RW\":1,\"US\":1,\"A\":1,\"D\":%d,\"G\":0,\"NX\":1,\"pfn\":\"0x%llx\"}", (int)(value >> 6 & 1),
		        value >> 12 & 0xfffffffffull);
	else
		fprintf(p->out, ",\"means\":\"%s\"}", means[value == 0x80 ? 1 : value == 0x280 ? 2 : 0]);
}

static void level(struct play *p, const char *name, int index, int table, unsigned long long before, unsigned long long after)
{
	fprintf(p->out, "{\"level\":\"%s\",\"index\":%d,\"table\":\"0x%x\",", name, index, table);
	entry(p, "before", before);
	fputc(',', p->out);
	entry(p, "after", after);
	fputc('}', p->out);
}

static void kernel(struct play *p, int page)
{
	unsigned long long va = BASE + 4096ull * (unsigned)page;

	if (p->side == 0)
		return;
	fprintf(p->out, ",\"walk_of\":\"0x%llx\",\"walk\":[", va);
	level(p, "PML4", 0, 0x1a0, 0x1a1867, 0x1a1867);
	fputc(',', p->out);
	level(p, "PDPT", 0, 0x1a1, 0x1a2867, 0x1a2867);
	fputc(',', p->out);
	level(p, "PD", (int)(va >> 21 & 511), 0x1a2, 0x1a3867, 0x1a3867);
	fputc(',', p->out);
	level(p, "PT", (int)(va >> 12 & 511), 0x1a3, p->pte_before, pte_of(p, page));
	fprintf(p->out, "]");
	if (page >= p->s->pages || !p->live)
		fprintf(p->out, ",\"vad\":null");
	else
		fprintf(p->out, ",\"vad\":{\"start\":\"0x10a0\",\"end\":\"0x%x\",\"type\":\"Private\",\"protect\":\"PAGE_NOACCESS\","
		        "\"mem_commit\":false,\"commit_charge_before\":%d,\"commit_charge\":%d}",
		        0x10a0 + p->s->pages - 1, p->charge_before, p->commit);
	p->charge_before = p->commit;
	p->pte_before = pte_of(p, page);
}

static void regions(struct play *p)
{
	static const char *const protects[] = { "0x0", "PAGE_READWRITE", "PAGE_READWRITE", "PAGE_READWRITE|PAGE_GUARD" };

	if (!p->live) {
		fprintf(p->out, ",\"regions\":[{\"at\":\"A0+0x0\",\"size\":\"0x%x\",\"state\":\"MEM_FREE\"}]", p->s->pages * 4096);
		return;
	}
	fprintf(p->out, ",\"regions\":[");
	for (int i = 0, n; i < p->s->pages; i += n) {
		int kind = p->page[i], resident = 0;

		for (n = 0; i + n < p->s->pages && (p->page[i + n] == kind ||
		     (kind != TOY_RESERVED && kind != TOY_GUARD && p->page[i + n] != TOY_RESERVED && p->page[i + n] != TOY_GUARD)); n++)
			resident += p->page[i + n] == TOY_RESIDENT;
		fprintf(p->out, "%s{\"at\":\"A0+0x%x\",\"size\":\"0x%x\",\"state\":\"%s\",\"protect\":\"%s\","
		        "\"alloc_protect\":\"PAGE_NOACCESS\",\"type\":\"MEM_PRIVATE\"", i ? "," : "", i * 4096, n * 4096,
		        kind == TOY_RESERVED ? "MEM_RESERVE" : "MEM_COMMIT", protects[kind]);
		if (kind != TOY_RESERVED && !p->s->mute[p->side])
			fprintf(p->out, ",\"resident\":%d", resident);
		fputc('}', p->out);
	}
	fputc(']', p->out);
	if (!p->told)
		fprintf(p->out, ",\"bases\":{\"A0\":\"0x%llx\"}", BASE);
	p->told = true;
}

static void counters(struct play *p)
{
	fprintf(p->out, ",\"counters\":{");
	if (p->side)
		fprintf(p->out, "\"page_faults\":%d,", p->zero);
	fprintf(p->out, "\"commit_pages\":%d,", p->commit);
	if (!p->s->mute[p->side])
		fprintf(p->out, "\"working_set_pages\":%d,", p->resident);
	fprintf(p->out, "\"reserved_pages\":%d", (p->live ? p->s->pages : 0) + (p->second_live ? 2 : 0));
	if (p->side)
		fprintf(p->out, ",\"traps\":%d,\"access_violations\":%d,\"demand_zero\":%d,\"page_table_pages\":1", p->traps, p->avs, p->zero);
	fputc('}', p->out);
}

static void start(struct play *p, const char *type, int line)
{
	fprintf(p->out, "{\"type\":\"%s\",\"step\":%d,\"line\":%d", type, p->step++, line);
}

static void stop(struct play *p)
{
	fputs("}\n", p->out);
}

static void call(struct play *p, int line, const char *api, const char *args, const char *result, const char *at, int error)
{
	start(p, "call", line);
	fprintf(p->out, ",\"api\":\"%s\",\"args\":{%s},\"result\":\"%s\"", api, args, result);
	if (at)
		fprintf(p->out, ",\"at\":\"%s\"", at);
	fprintf(p->out, ",\"error\":%d,\"error_name\":\"%s\"", error, error == 1455 ? "ERROR_COMMITMENT_LIMIT" : "NO_ERROR");
}

static void fault(struct play *p, int page, const char *code, const char *kind)
{
	p->traps++;
	p->avs += strcmp(kind, "guard") != 0;
	start(p, "fault", 41);
	fprintf(p->out, ",\"code\":\"%s\",\"access\":\"%s\",\"address\":\"0x%llx\",\"at\":\"A0+0x%x\"", code,
	        p->s->read ? "read" : "write", BASE + 4096ull * (unsigned)page, page * 4096);
	p->pte_before = pte_of(p, page);
	counters(p);
	if (p->side)
		fprintf(p->out, ",\"kind\":\"%s\",\"function\":\"main\"", kind);
	kernel(p, page);
	stop(p);
}

static void filter(struct play *p, int page, const char *answer, bool changed)
{
	start(p, "filter", 43);
	fprintf(p->out, ",\"disposition\":\"%s\"", answer);
	if (changed)
		regions(p);
	counters(p);
	if (p->side) {
		fprintf(p->out, ",\"dispatch\":[{\"kind\":\"filter\",\"function\":\"main\",\"line\":43,\"answer\":\"%s\"}]", answer);
		if (changed && p->page[page] == TOY_RESIDENT)
			fprintf(p->out, ",\"resolved\":[{\"kind\":\"demand-zero\",\"access\":\"write\",\"at\":\"A0+0x%x\",\"pfn\":\"0x%x\"}]",
			        page * 4096, 0x3a10 + page);
	}
	kernel(p, page);
	stop(p);
}

static void output(struct play *p, const char *text)
{
	start(p, "output", 20);
	fprintf(p->out, ",\"text\":\"%s\"}\n", text);
}

static bool commit(struct play *p, int page)
{
	bool ok = !p->s->limit[p->side] || p->commit < p->s->limit[p->side];
	char args[160], result[32], at[32];

	if (p->s->output)
		output(p, p->s->output);
	if (ok) {
		p->page[page] = p->s->guard ? TOY_GUARD : TOY_COMMITTED;
		p->commit++;
	}
	snprintf(args, sizeof args, "\"lpAddress\":\"0x%llx\",\"dwSize\":\"0x1000\",\"flAllocationType\":\"MEM_COMMIT\","
	         "\"flProtect\":\"PAGE_READWRITE%s\"", BASE + 4096ull * (unsigned)page, p->s->guard ? "|PAGE_GUARD" : "");
	snprintf(result, sizeof result, "0x%llx", ok ? BASE + 4096ull * (unsigned)page : 0);
	snprintf(at, sizeof at, "A0+0x%x", page * 4096);
	call(p, 23, "VirtualAlloc", args, result, at, ok ? 0 : 1455);
	if (ok)
		regions(p);
	counters(p);
	kernel(p, page);
	stop(p);
	return ok;
}

static void retry(struct play *p, int page)
{
	p->page[page] = TOY_RESIDENT;
	p->resident++;
	p->zero++;
	p->traps++;
}

/* One write to `page`: false if the filter gave up. */
static bool touch(struct play *p, int page)
{
	fault(p, page, "EXCEPTION_ACCESS_VIOLATION", "no-access");
	if (page >= p->s->pages || !commit(p, page)) {
		filter(p, page, "EXCEPTION_EXECUTE_HANDLER", false);
		return false;
	}
	if (p->s->guard) {
		filter(p, page, "EXCEPTION_CONTINUE_EXECUTION", false);
		fault(p, page, "EXCEPTION_GUARD_PAGE", "guard");
	}
	retry(p, page);
	filter(p, page, "EXCEPTION_CONTINUE_EXECUTION", true);
	return true;
}

static void reserve(struct play *p)
{
	char args[160], result[32];

	snprintf(args, sizeof args, "\"lpAddress\":\"0x0\",\"dwSize\":\"0x%x\",\"flAllocationType\":\"MEM_RESERVE\",\"flProtect\":\"PAGE_NOACCESS\"",
	         p->s->pages * 4096);
	snprintf(result, sizeof result, "0x%llx", BASE);
	p->live = true;
	call(p, 35, "VirtualAlloc", args, result, "A0+0x0", 0);
	regions(p);
	counters(p);
	kernel(p, 0);
	stop(p);
	if (!p->s->second)
		return;
	p->second_live = true;
	call(p, 36, "VirtualAlloc", "\"lpAddress\":\"0x0\",\"dwSize\":\"0x2000\",\"flAllocationType\":\"MEM_RESERVE|MEM_COMMIT\","
	     "\"flProtect\":\"PAGE_READWRITE\"", "0x1200000", "A1+0x0", 0);
	fprintf(p->out, ",\"regions\":[{\"at\":\"A1+0x0\",\"size\":\"0x2000\",\"state\":\"MEM_COMMIT\",\"protect\":\"PAGE_READWRITE\","
	        "\"alloc_protect\":\"PAGE_READWRITE\",\"type\":\"MEM_PRIVATE\",\"resident\":0}],\"bases\":{\"A1\":\"0x1200000\"}");
	p->commit += 2;
	counters(p);
	stop(p);
}

static void give_back(struct play *p)
{
	char args[120];

	if (p->s->second) {
		p->second_live = false;
		p->commit -= 2;
		call(p, 49, "VirtualFree", "\"lpAddress\":\"0x1200000\",\"dwSize\":\"0x0\",\"dwFreeType\":\"MEM_RELEASE\"", "TRUE", "A1+0x0", 0);
		fprintf(p->out, ",\"regions\":[{\"at\":\"A1+0x0\",\"size\":\"0x2000\",\"state\":\"MEM_FREE\"}]");
		counters(p);
		stop(p);
	}
	snprintf(args, sizeof args, "\"lpAddress\":\"0x%llx\",\"dwSize\":\"0x%x\",\"dwFreeType\":\"MEM_DECOMMIT\"", BASE, p->s->pages * 4096);
	call(p, 50, "VirtualFree", args, "TRUE", "A0+0x0", 0);
	memset(p->page, TOY_RESERVED, sizeof p->page);
	p->commit = p->resident = 0;
	regions(p);
	counters(p);
	kernel(p, 0);
	stop(p);
	snprintf(args, sizeof args, "\"lpAddress\":\"0x%llx\",\"dwSize\":\"0x0\",\"dwFreeType\":\"MEM_RELEASE\"", BASE);
	p->live = false;
	call(p, 51, "VirtualFree", args, "TRUE", "A0+0x0", 0);
	regions(p);
	counters(p);
	kernel(p, 0);
	stop(p);
}

static void end(struct play *p, int code)
{
	start(p, "exit", 0);
	fprintf(p->out, ",\"code\":%d", code);
	counters(p);
	stop(p);
}

static void lab(struct play *p)
{
	bool ok = true;

	reserve(p);
	if (p->s->unhandled) {
		fault(p, 0, "EXCEPTION_ACCESS_VIOLATION", "no-access");
		start(p, "unhandled", 41);
		fprintf(p->out, ",\"code\":\"EXCEPTION_ACCESS_VIOLATION\",\"access\":\"write\",\"address\":\"0x%llx\",\"at\":\"A0+0x0\"", BASE);
		counters(p);
		stop(p);
		return;
	}
	for (int i = 0; ok && i < p->s->touch; i++)
		ok = touch(p, i);
	if (ok && p->s->past_end)
		ok = touch(p, p->s->pages);
	if (!ok) {
		start(p, "handler", 43);
		fprintf(p->out, ",\"code\":\"EXCEPTION_ACCESS_VIOLATION\"");
		counters(p);
		stop(p);
		output(p, "gave up\\n");
	}
	if (p->s->free_pages)
		give_back(p);
	end(p, ok ? 0 : 3);
}

bool scene_write(const struct scene *s, int side, const char *path)
{
	static struct play p;

	p = (struct play){ .s = s, .side = side, .out = fopen(path, "wb") };
	if (!p.out || s->pages > MAX_PAGES)
		return false;
	fprintf(p.out, "{\"type\":\"begin\",\"schema\":1,\"side\":\"%s\",\"lab\":\"%s\",\"platform\":\"%s\",\"page_size\":4096,"
	        "\"granularity\":65536", side ? "sim" : "real", s->lab ? s->lab : "lab.c", side ? "FaultLab sim" : "Wine 8.0");
	if (s->source)
		fprintf(p.out, ",\"source\":\"%s\"", s->source);
	fputs("}\n", p.out);
	lab(&p);
	return fclose(p.out) == 0;
}

void file_put(char path[TRACE_PATH], const char *bytes, size_t size)
{
	int fd;

	snprintf(path, TRACE_PATH, "/tmp/faultlab-test-XXXXXX");
	fd = mkstemp(path);
	CU_ASSERT_FATAL(fd >= 0 && write(fd, bytes, size) == (ssize_t)size);
	close(fd);
}

bool trace_try(struct trace_file *t, const char *text, char *why, size_t room)
{
	char path[TRACE_PATH];
	bool ok;

	file_put(path, text, strlen(text));
	ok = reader_read(t, path, why, room);
	unlink(path);
	return ok;
}

void trace_read(struct trace_file *t, const char *text)
{
	char why[600] = "";
	bool ok = trace_try(t, text, why, sizeof why);

	if (!ok)
		printf("  %s\n", why);
	CU_ASSERT_FATAL(ok);
}

void scene_read(struct trace_file *t, const struct scene *s, int sides)
{
	CU_ASSERT_PTR_NOT_NULL_FATAL(s);
	for (int side = 0; side < SIDES; side++) {
		char path[] = "/tmp/faultlab-scene-XXXXXX", why[600];

		if (!(sides >> side & 1))
			continue;
		close(mkstemp(path));
		CU_ASSERT_FATAL(scene_write(s, side, path));
		CU_ASSERT_FATAL(reader_read(&t[side], path, why, sizeof why));
		unlink(path);
	}
}
