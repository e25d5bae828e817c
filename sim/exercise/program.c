/*
 * program.c - the program as a whole: comment, includes, variables, functions, main. See program.h.
 */
#include "sim/exercise/program.h"

#include <inttypes.h>

#include "sim/exercise/feature.h"
#include "sim/exercise/functions.h"

enum { COLUMNS = 78 };

static bool needs(const struct draft *d, unsigned any_of)
{
	return (d->needs & any_of) != 0;
}

/* "decommit, guard-page", or what is to be predicted of them. */
static void list_features(const struct draft *d, struct text *out, bool predict)
{
	bool first = true;

	for (int i = 0; i < FEATURES; i++) {
		if (!draft_has(d, (enum feature)i))
			continue;
		text_add(out, "%s%s", first ? "" : predict ? "; " : ", ",
		         predict ? feature_table[i].predict : feature_table[i].name);
		first = false;
	}
}

static void write_comment(const struct draft *d, struct text *out)
{
	static struct text task;

	task.used = 0;
	text_add(&task, "Predict, before you run it: ");
	list_features(d, &task, true);
	text_add(&task, "%s", draft_is(d, FEW) ? "." : "; then every line that it prints.");
	text_add(out, "/*\n * Exercise %" PRIu64 ", level %d: ", d->request->seed, d->request->level);
	list_features(d, out, false);
	text_add(out, ".\n *\n");
	text_wrap(out, " * ", COLUMNS, task.bytes);
	text_add(out, " */\n");
}

static void write_includes(const struct draft *d, struct text *out)
{
	text_add(out, "#include <windows.h>\n");
	if (needs(d, NEED_COUNTERS | NEED_COUNTED))
		text_add(out, "#include <psapi.h>\n");
	text_add(out, "#include <stdio.h>\n\n#define PAGE 4096\n");
	if (d->area.pages > 0)
		text_add(out, "#define SIZE (%s)\n", draft_size(d->area.bytes));
}

static void write_variables(const struct draft *d, struct text *out)
{
	text_add(out, "\n");
	if (d->area.pages > 0)
		text_add(out, "static char *area;\n");
	if (needs(d, NEED_SECTION))
		text_add(out, "static char *shared, *copy, *other;      /* views of one section */\n");
	if (needs(d, CLAUSE_COMMIT))
		text_add(out, "static int commits;\n");
	if (needs(d, CLAUSE_GUARD))
		text_add(out, "static int alarms;\n");
}

static void write_main(const struct draft *d, struct text *out)
{
	text_add(out, "\nint main(void)\n{\n");
	if (needs(d, NEED_SECTION))
		text_add(out, "\tHANDLE section;\n");
	if (needs(d, NEED_HANDLER))
		text_add(out, "\tPVOID handler;\n");
	if (needs(d, NEED_OLD))
		text_add(out, "\tDWORD old;\n");
	if (needs(d, NEED_COUNTED))
		text_add(out, "\tPROCESS_MEMORY_COUNTERS counters;\n");
	if (needs(d, NEED_SECTION | NEED_HANDLER | NEED_OLD | NEED_COUNTED))
		text_add(out, "\n");
	text_add(out, "%s", d->body.bytes + (d->body.bytes[0] == '\n'));
	if (d->area.pages > 0)
		text_add(out, "\tVirtualFree(area, 0, MEM_RELEASE);\n");
	text_add(out, "\treturn 0;\n}\n");
}

void program_write(const struct draft *d, struct text *out)
{
	write_comment(d, out);
	write_includes(d, out);
	write_variables(d, out);
	functions_write(d, out);
	write_main(d, out);
}
