/*
 * functions.c - the functions of the program that is made: filter, accesses, reports. See functions.h.
 *
 * Each function is written only if the draft needs it, with only those clauses that it
 * needs, so that a reader finds nothing in the program that has no part in it.
 */
#include "sim/exercise/functions.h"

#define CLAUSES ((unsigned)CLAUSE_GUARD | CLAUSE_PROTECT | CLAUSE_COMMIT)

static bool needs(const struct draft *d, unsigned any_of)
{
	return (d->needs & any_of) != 0;
}

/* ---- the filter ---- */

static void guard_clause(const struct draft *d, struct text *out)
{
	if (!d->guard_goes_on && !needs(d, CLAUSE_PROTECT | CLAUSE_COMMIT)) {
		text_add(out, "\tif (record->ExceptionCode == EXCEPTION_GUARD_PAGE)\n\t\talarms++;\n");
		return;
	}
	text_add(out, "\tif (record->ExceptionCode == EXCEPTION_GUARD_PAGE) {\n\t\talarms++;\n");
	if (d->guard_moves)
		text_add(out, "\t\tVirtualAlloc(at + PAGE, 1, MEM_COMMIT, PAGE_READWRITE | PAGE_GUARD);\n");
	text_add(out, "\t\treturn %s;\n\t}\n",
	         d->guard_goes_on ? "EXCEPTION_CONTINUE_EXECUTION" : "EXCEPTION_EXECUTE_HANDLER");
}

/* Nothing is repaired outside of the reservation. */
static void repair_clauses(const struct draft *d, struct text *out)
{
	text_add(out, "\tif (at < area || at >= area + SIZE");
	if (needs(d, CLAUSE_PROTECT))
		text_add(out, ")\n\t\treturn EXCEPTION_EXECUTE_HANDLER;\n"
		              "\tif (record->ExceptionInformation[0] == 1 && VirtualProtect(at, 1, PAGE_READWRITE, &old))\n"
		              "\t\treturn EXCEPTION_CONTINUE_EXECUTION;\n");
	if (!needs(d, CLAUSE_COMMIT))
		return;
	text_add(out, needs(d, CLAUSE_PROTECT) ? "\tif (" : " ||\n\t    ");
	if (d->commits_most > 0)
		text_add(out, "commits == %d || ", d->commits_most);
	text_add(out, "!VirtualAlloc(at, %s, MEM_COMMIT, PAGE_READWRITE))\n", draft_size(d->commit_bytes));
	text_add(out, "\t\treturn EXCEPTION_EXECUTE_HANDLER;\n\tcommits++;\n");
}

static void write_filter(const struct draft *d, struct text *out)
{
	bool repairs = needs(d, CLAUSE_PROTECT | CLAUSE_COMMIT);

	text_add(out, "\nstatic int answer(EXCEPTION_POINTERS *info)\n{\n"
	              "\tEXCEPTION_RECORD *record = info->ExceptionRecord;\n");
	if (repairs || d->guard_moves)
		text_add(out, "\tchar *at = (char *)record->ExceptionInformation[1];\n");
	if (needs(d, CLAUSE_PROTECT))
		text_add(out, "\tDWORD old;\n");
	text_add(out, "\n");
	if (needs(d, CLAUSE_GUARD))
		guard_clause(d, out);
	if (repairs)
		repair_clauses(d, out);
	text_add(out, "\treturn %s;\n}\n",
	         needs(d, CLAUSE_COMMIT) ? "EXCEPTION_CONTINUE_EXECUTION" : "EXCEPTION_EXECUTE_HANDLER");
}

/* ---- accesses ---- */

static const char *filter(const struct draft *d)
{
	return needs(d, CLAUSES) ? "answer(GetExceptionInformation())" : "EXCEPTION_EXECUTE_HANDLER";
}

static void indent(struct text *out, int depth)
{
	while (depth-- > 0)
		text_add(out, "\t");
}

/* "value % 3 == 0 ?", and both answers in a line of their own. */
static void write_inner_filter(const struct draft *d, struct text *out, int depth)
{
	const char *yes = d->inner_accepts ? "EXCEPTION_EXECUTE_HANDLER" : "EXCEPTION_CONTINUE_SEARCH";
	const char *no = d->inner_accepts ? "EXCEPTION_CONTINUE_SEARCH" : "EXCEPTION_EXECUTE_HANDLER";

	switch (d->inner) {
	case INNER_BY_PLACE:
		text_add(out, "at < %s ?\n", draft_place("area", d->inner_page * PAGE_BYTES));
		break;
	case INNER_BY_VALUE:
		text_add(out, "value %% %d == 0 ?\n", d->inner_divisor);
		break;
	case INNER_BY_CODE:
		text_add(out, "GetExceptionCode() == EXCEPTION_GUARD_PAGE ?\n");
		break;
	case INNER_NEVER:
		text_add(out, "EXCEPTION_CONTINUE_SEARCH");
		return;
	}
	indent(out, depth);
	text_add(out, "            %s : %s", yes, no);
}

static void write_store_itself(const struct draft *d, struct text *out, int depth)
{
	if (draft_has(d, FINALLY) && d->early != EARLY_NOT) {
		indent(out, depth);
		text_add(out, "if (value %% %d == 0)\n", d->early_divisor);
		indent(out, depth + 1);
		text_add(out, "%s;\n", d->early == EARLY_LEAVE ? "__leave" : "return");
	}
	indent(out, depth);
	text_add(out, "*at = value;\n");
}

/* The blocks of `put`, from the outer one inwards: `excepts` and `finallies` are left to write. */
static void write_blocks(const struct draft *d, struct text *out, int depth, bool excepts, bool finallies)
{
	bool is_finally = finallies && (!excepts || d->finally_outside);

	if (!excepts && !finallies) {
		write_store_itself(d, out, depth);
		return;
	}
	indent(out, depth);
	text_add(out, "__try {\n");
	write_blocks(d, out, depth + 1, excepts && is_finally, finallies && !is_finally);
	indent(out, depth);
	if (is_finally) {
		text_add(out, "} __finally {\n");
		indent(out, depth + 1);
		text_add(out, "printf(\"  cleanup, abnormal %%d\\n\", AbnormalTermination() != 0);\n");
	} else {
		text_add(out, "} __except (ask(\"inner\", ");
		write_inner_filter(d, out, depth);
		text_add(out, ")) {\n");
		indent(out, depth + 1);
		text_add(out, "printf(\"  inner handler\\n\");\n");
	}
	indent(out, depth);
	text_add(out, "}\n");
}

static void write_put(const struct draft *d, struct text *out)
{
	bool nested = draft_has(d, NESTED_HANDLERS);

	if (nested)
		text_add(out, "\nstatic int ask(const char *who, int says)\n{\n"
		              "\tprintf(\"  %%s: %%d\\n\", who, says);\n\treturn says;\n}\n");
	text_add(out, "\nstatic void put(char *at, char value)\n{\n");
	write_blocks(d, out, 1, nested, draft_has(d, FINALLY));
	if (draft_has(d, FINALLY))
		text_add(out, "\tprintf(\"  past the block\\n\");\n");
	text_add(out, "}\n");
}

static void write_handler(const struct draft *d, struct text *out)
{
	bool asks = draft_has(d, NESTED_HANDLERS);

	text_add(out, "\t} __except (%s%s%s) {\n", asks ? "ask(\"outer\", " : "", filter(d), asks ? ")" : "");
	if (d->code_told)
		text_add(out, "\t\tprintf(\"%%s: refused, code 0x%%08lX\\n\", name, GetExceptionCode());\n");
	else
		text_add(out, "\t\tprintf(\"%%s: refused\\n\", name);\n");
	text_add(out, "\t}\n}\n");
}

static void write_store(const struct draft *d, struct text *out)
{
	bool through = draft_has(d, NESTED_HANDLERS) || draft_has(d, FINALLY);

	if (through)
		write_put(d, out);
	text_add(out, "\nstatic void store(const char *name, char *at, char value)\n{\n\t__try {\n");
	text_add(out, "\t\t%s;\n\t\tprintf(\"%%s: %s\\n\", name);\n",
	         through ? "put(at, value)" : "*at = value", through ? "goes on" : "stored");
	write_handler(d, out);
}

static void write_load(const struct draft *d, struct text *out)
{
	text_add(out, "\nstatic void load(const char *name, char *at)\n{\n\t__try {\n"
	              "\t\tprintf(\"%%s: %%d\\n\", name, *at);\n");
	write_handler(d, out);
}

/* Both in one, where space is short. */
static void write_touch(const struct draft *d, struct text *out)
{
	bool through = draft_has(d, NESTED_HANDLERS) || draft_has(d, FINALLY);

	if (through)
		write_put(d, out);
	text_add(out, "\n/* Store a value; 0: load one. */\n"
	              "static void touch(const char *name, char *at, char value)\n{\n\t__try {\n"
	              "\t\tif (value != 0)\n\t\t\t%s;\n\t\tprintf(\"%%s: %%d\\n\", name, *at);\n",
	         through ? "put(at, value)" : "*at = value");
	write_handler(d, out);
}

static void write_fill(const struct draft *d, struct text *out)
{
	text_add(out, "\nstatic void fill(int from, int to, int step)\n{\n\tint i;\n\n\t__try {\n"
	              "\t\tfor (i = from; i < to; i += step)\n\t\t\tarea[i] = 'x';\n"
	              "\t} __except (%s) {\n\t\tprintf(\"refused at %%d\\n\", i);\n\t}\n"
	              "\tprintf(\"%%d stores\\n\", (i - from + step - 1) / step);\n}\n", filter(d));
}

/* ---- vectored handlers ---- */

static void write_watcher(const char *name, bool repairs, struct text *out)
{
	text_add(out, "\nstatic LONG WINAPI %s(EXCEPTION_POINTERS *info)\n{\n"
	              "\tEXCEPTION_RECORD *record = info->ExceptionRecord;\n\n"
	              "\tprintf(\"  %s: code 0x%%08lX\\n\", record->ExceptionCode);\n", name, name);
	if (repairs)
		text_add(out, "\tif (record->ExceptionCode == EXCEPTION_ACCESS_VIOLATION &&\n\t    "
		              "VirtualAlloc((void *)record->ExceptionInformation[1], 1, MEM_COMMIT, PAGE_READWRITE))\n"
		              "\t\treturn EXCEPTION_CONTINUE_EXECUTION;\n");
	text_add(out, "\treturn EXCEPTION_CONTINUE_SEARCH;\n}\n");
}

static void write_watchers(const struct draft *d, struct text *out)
{
	write_watcher("report", d->watcher == WATCHER_REPAIRS, out);
	if (d->watcher == WATCHER_PAIR)
		text_add(out, "\nstatic LONG WINAPI second(EXCEPTION_POINTERS *info)\n{\n"
		              "\tprintf(\"  second: %%s\\n\",\n"
		              "\t       info->ExceptionRecord->ExceptionInformation[0] ? \"write\" : \"read\");\n"
		              "\treturn EXCEPTION_CONTINUE_SEARCH;\n}\n");
}

/* ---- what it prints ---- */

static const struct { enum need need; const char *text; } tellers[] = {
	{ NEED_LOOK,
	  "\nstatic void look(void)\n{\n\tMEMORY_BASIC_INFORMATION m;\n\tchar *at;\n\n"
	  "\tfor (at = area; at < area + SIZE; at += m.RegionSize) {\n"
	  "\t\tVirtualQuery(at, &m, sizeof m);\n"
	  "\t\tprintf(\"  %d pages %s, protection 0x%lX\\n\", (int)(m.RegionSize / PAGE),\n"
	  "\t\t       m.State == MEM_COMMIT ? \"committed\" : \"reserved\", m.Protect);\n\t}\n}\n" },
	{ NEED_PROTECT,
	  "\nstatic void protect(char *at, SIZE_T size, DWORD protection)\n{\n\tDWORD old;\n\n"
	  "\tif (VirtualProtect(at, size, protection, &old))\n\t\tprintf(\"protection was 0x%lX\\n\", old);\n"
	  "\telse\n\t\tprintf(\"protection: error %lu\\n\", GetLastError());\n}\n" },
	{ NEED_TELL,
	  "\nstatic void tell(const char *name, BOOL done)\n{\n\tif (done)\n\t\tprintf(\"%s: done\\n\", name);\n"
	  "\telse\n\t\tprintf(\"%s: error %lu\\n\", name, GetLastError());\n}\n" },
	{ NEED_WATCH,
	  "\nstatic void watch(DWORD flags)\n{\n"
	  "\tPVOID page[16];\n\tULONG_PTR count = 16, i;\n\tDWORD granularity;\n\n"
	  "\tGetWriteWatch(flags, area, SIZE, page, &count, &granularity);\n\tprintf(\"written:\");\n"
	  "\tfor (i = 0; i < count; i++)\n\t\tprintf(\" %d\", (int)(((char *)page[i] - area) / PAGE));\n"
	  "\tprintf(\"\\n\");\n}\n" },
	{ NEED_COUNTERS,
	  "\n/* Their values are in the trace: what happened to the pages since the last time. */\n"
	  "static void counters(void)\n{\n\tPROCESS_MEMORY_COUNTERS c;\n\n"
	  "\tGetProcessMemoryInfo(GetCurrentProcess(), &c, sizeof c);\n}\n" },
	{ NEED_SECTION,
	  "\nstatic void compare(int pages)\n{\n\tint i;\n\n\tfor (i = 0; i < pages; i++)\n"
	  "\t\tprintf(\"page %d: %d, %d, %d\\n\", i, shared[i * PAGE], copy[i * PAGE], other[i * PAGE]);\n}\n" },
};

void functions_write(const struct draft *d, struct text *out)
{
	if (needs(d, CLAUSES))
		write_filter(d, out);
	if (needs(d, NEED_STORE))
		write_store(d, out);
	if (needs(d, NEED_LOAD))
		write_load(d, out);
	if (needs(d, NEED_TOUCH))
		write_touch(d, out);
	if (needs(d, NEED_FILL))
		write_fill(d, out);
	if (needs(d, NEED_HANDLER))
		write_watchers(d, out);
	for (size_t i = 0; i < sizeof tellers / sizeof tellers[0]; i++)
		if (needs(d, tellers[i].need))
			text_add(out, "%s", tellers[i].text);
}
