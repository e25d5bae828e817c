/* palette.c - see palette.h. */
#include "viz/draw/palette.h"

#include <string.h>

const struct palette_state palette_states[] = {
	[PG_FREE]      = { WHITE,     "#8A8A8A", "filled,dotted", GREY_TXT, "st_free", "free" },
	[PG_RESERVED]  = { "#E6E6E6", "#555555", "filled,dashed", BLACK,    "st_resv", "reserved" },
	[PG_COMMITTED] = { "#8CCBF2", NULL,      "filled",        BLACK,    "st_comm", "committed" },
	[PG_RESIDENT]  = { "#0072B2", NULL,      "filled",        WHITE,    "st_resd", "resident" },
	[PG_MIXED]     = { "#FFFFFF:#8CCBF2:#FFFFFF:#8CCBF2:#FFFFFF", NULL, "striped", BLACK, "st_comm", "mixed" }
};

struct meaning { const char *word; enum page_state state; };

static enum page_state look_up(const struct meaning *m, size_t count, const char *word, enum page_state otherwise)
{
	for (size_t i = 0; word && i < count; i++)
		if (strcmp(m[i].word, word) == 0)
			return m[i].state;
	return otherwise;
}

enum page_state palette_of_entry(const char *means)
{
	static const struct meaning known[] = { { "valid", PG_RESIDENT }, { "zero", PG_FREE }, { "decommitted", PG_RESERVED } };

	return look_up(known, sizeof known / sizeof known[0], means, PG_COMMITTED);
}

enum page_state palette_of_list(const char *list)
{
	static const struct meaning known[] = { { "active", PG_RESIDENT }, { "zeroed", PG_FREE }, { "free", PG_FREE } };

	return look_up(known, sizeof known / sizeof known[0], list, PG_COMMITTED);
}
