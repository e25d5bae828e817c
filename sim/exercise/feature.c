/*
 * feature.c - the table of features. A new one is a row here and a scene (scene.h). See feature.h.
 */
#include "sim/exercise/feature.h"

#include <string.h>

#include "sim/exercise/scene.h"

#define F(feature) (1u << (feature))

const unsigned features_of_area = F(RESERVE_COMMIT) | F(DEMAND_COMMIT) | F(DECOMMIT) | F(FAILED_CALLS) |
	F(PROTECTION) | F(GUARD_PAGE) | F(WRITE_WATCH) | F(WORKING_SET);

const struct feature_info feature_table[FEATURES] = {
	[RESERVE_COMMIT] = { "reserve-commit", "parts of a reservation are committed and touched",
		"which pages are committed", scene_reserve_commit,
		F(DEMAND_COMMIT) | F(DECOMMIT) | F(FAILED_CALLS) | F(PROTECTION) | F(WORKING_SET) | F(VECTORED) },
	[DEMAND_COMMIT] = { "demand-commit", "a filter commits pages when they are touched",
		"how many times the filter commits", scene_demand_commit,
		F(RESERVE_COMMIT) | F(DECOMMIT) | F(GUARD_PAGE) | F(PROTECTION) | F(WORKING_SET) | F(WRITE_WATCH) |
		F(NESTED_HANDLERS) | F(FINALLY) | F(VECTORED) },
	[DECOMMIT] = { "decommit", "pages are decommitted, touched, committed again and touched",
		"what is lost by the decommit", scene_decommit,
		F(RESERVE_COMMIT) | F(DEMAND_COMMIT) | F(FAILED_CALLS) | F(PROTECTION) | F(WORKING_SET) | F(WRITE_WATCH) |
		F(FINALLY) | F(NESTED_HANDLERS) },
	[FAILED_CALLS] = { "failed-calls", "calls, some of which are refused, and GetLastError",
		"which calls are refused, and with which error", scene_failed_calls,
		F(RESERVE_COMMIT) | F(DECOMMIT) | F(PROTECTION) },
	[PROTECTION] = { "protection", "VirtualProtect: read-only pages, pages without access, the old protection",
		"what each protection was before it is changed", scene_protection,
		F(RESERVE_COMMIT) | F(DEMAND_COMMIT) | F(DECOMMIT) | F(FAILED_CALLS) | F(GUARD_PAGE) | F(WRITE_WATCH) |
		F(NESTED_HANDLERS) | F(FINALLY) | F(VECTORED) },
	[GUARD_PAGE] = { "guard-page", "guard pages, and who receives their exception",
		"which accesses raise an alarm", scene_guard_page,
		F(DEMAND_COMMIT) | F(PROTECTION) | F(NESTED_HANDLERS) | F(FINALLY) | F(VECTORED) },
	[WRITE_WATCH] = { "write-watch", "GetWriteWatch: which pages were written",
		"which pages each watch lists", scene_write_watch,
		F(DEMAND_COMMIT) | F(DECOMMIT) | F(PROTECTION) },
	[WORKING_SET] = { "working-set", "pages leave the working set and come back by soft faults",
		"the kinds of faults that the system resolves between the counters", scene_working_set,
		F(RESERVE_COMMIT) | F(DEMAND_COMMIT) | F(DECOMMIT) | F(SECTIONS) },
	[SECTIONS] = { "sections", "views of a section, shared and copy-on-write",
		"what each view holds", scene_sections,
		F(WORKING_SET) | F(NESTED_HANDLERS) | F(FINALLY) | F(VECTORED) },
	[NESTED_HANDLERS] = { "nested-handlers", "two handlers inside each other: the filters decide which handler runs",
		"which filters are asked, and who handles", NULL,
		F(DEMAND_COMMIT) | F(DECOMMIT) | F(PROTECTION) | F(GUARD_PAGE) | F(SECTIONS) | F(FINALLY) | F(VECTORED) },
	[FINALLY] = { "finally", "__finally blocks, reached by an exception or otherwise",
		"when the cleanup runs, and whether it is abnormal", NULL,
		F(DEMAND_COMMIT) | F(DECOMMIT) | F(PROTECTION) | F(GUARD_PAGE) | F(SECTIONS) | F(NESTED_HANDLERS) |
		F(VECTORED) },
	[VECTORED] = { "vectored", "vectored handlers, which are asked before any filter",
		"what the vectored handlers see", NULL,
		F(RESERVE_COMMIT) | F(DEMAND_COMMIT) | F(PROTECTION) | F(GUARD_PAGE) | F(SECTIONS) | F(NESTED_HANDLERS) |
		F(FINALLY) },
};

enum feature feature_find(const char *name, size_t length)
{
	int i;

	for (i = 0; i < FEATURES; i++)
		if (strlen(feature_table[i].name) == length && memcmp(feature_table[i].name, name, length) == 0)
			break;
	return (enum feature)i;
}
