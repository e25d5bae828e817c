/* palette.c - see palette.h. */
#include "viz/draw/palette.h"

#include <string.h>

const struct palette_state palette_states[] = {
	[PG_FREE]      = { WHITE,     FREE_LN, "filled,dotted", GREY_TXT, "st_free", "free" },
	[PG_RESERVED]  = { RESERVED, RESERVED_LN, "filled,dashed", BLACK,    "st_resv", "reserved" },
	[PG_COMMITTED] = { COMMITTED, NULL,      "filled",        BLACK,    "st_comm", "committed" },
	[PG_RESIDENT]  = { RESIDENT, NULL,      "filled",        WHITE,    "st_resd", "resident" },
	[PG_MIXED]     = { WHITE ":" COMMITTED ":" WHITE ":" COMMITTED ":" WHITE, NULL, "striped", BLACK, "st_comm", "mixed" }
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
