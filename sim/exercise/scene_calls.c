/*
 * scene_calls.c - the scene about calls that fail: a bad argument, a place that is taken or free.
 */
#include "sim/exercise/scene.h"

/*
 * Calls that are refused, and some that are not although they look like it. Only those for which Wine gives
 * the error that Windows gives (viz/compare/wine.h lists the others): the number is printed.
 */
enum call {
	COMMIT_BEHIND, COMMIT_ACROSS_END, RESERVE_TWICE, COMMIT_NOTHING_SAID, COMMIT_TWO_PROTECTIONS, COMMIT_AGAIN,
	RESERVE_NOTHING, RELEASE_WITH_SIZE, RELEASE_AND_DECOMMIT, DECOMMIT_RESERVED, PROTECT_RESERVED, PROTECT_MIXED,
	CALLS
};

static int page_of(struct draft *d, enum wanted wanted)
{
	int page = area_find(&d->area, &d->dice, 1, wanted);

	return page < 0 ? d->area.pages - 1 : page;
}

static void alloc(struct draft *d, const char *place, const char *size, const char *type, const char *protect)
{
	draft_line(d, "tell(\"%s\", VirtualAlloc(%s, %s, %s, %s) != NULL);", draft_letter(d), place, size, type,
	           protect);
}

static void release(struct draft *d, const char *place, const char *size, const char *type)
{
	draft_line(d, "tell(\"%s\", VirtualFree(%s, %s, %s));", draft_letter(d), place, size, type);
}

static void protect(struct draft *d, const char *place, const char *size, const char *to)
{
	draft_line(d, "tell(\"%s\", VirtualProtect(%s, %s, %s, &old));", draft_letter(d), place, size, to);
	d->needs |= NEED_OLD;
}

static void write_call(struct draft *d, enum call call)
{
	int end = d->area.pages * PAGE_BYTES, page = page_of(d, COMMITTED_PAGE) * PAGE_BYTES;
	int reserved = page_of(d, RESERVED_PAGE) * PAGE_BYTES;
	int odd = d->request->level > 1 ? dice_roll(&d->dice, 40) * 100 : 0;
	const char *size = draft_size(dice_between(&d->dice, 1, 2) * PAGE_BYTES - odd / 2);

	switch (call) {
	case COMMIT_BEHIND:
		return alloc(d, draft_place("area", end + odd), "PAGE", "MEM_COMMIT", "PAGE_READWRITE");
	case COMMIT_ACROSS_END:
		return alloc(d, draft_place("area", end - PAGE_BYTES), draft_size(2 * PAGE_BYTES - odd), "MEM_COMMIT",
		             "PAGE_READWRITE");
	case RESERVE_TWICE:
		return alloc(d, draft_place("area", page), size, "MEM_RESERVE", "PAGE_READWRITE");
	case COMMIT_NOTHING_SAID:
		return alloc(d, draft_place("area", reserved), size, "MEM_COMMIT", "0");
	case COMMIT_TWO_PROTECTIONS:
		return alloc(d, draft_place("area", page), "PAGE", "MEM_COMMIT", "PAGE_READONLY | PAGE_READWRITE");
	case COMMIT_AGAIN:
		return alloc(d, draft_place("area", page + odd), "1", "MEM_COMMIT", "PAGE_READWRITE");
	case RESERVE_NOTHING:
		return alloc(d, "NULL", "0", "MEM_RESERVE", "PAGE_NOACCESS");
	case RELEASE_WITH_SIZE:
		return release(d, "area", dice_coin(&d->dice) ? "SIZE" : "PAGE", "MEM_RELEASE");
	case RELEASE_AND_DECOMMIT:
		return release(d, "area", "0", "MEM_DECOMMIT | MEM_RELEASE");
	case DECOMMIT_RESERVED:
		return release(d, draft_place("area", reserved), "1", "MEM_DECOMMIT");
	case PROTECT_RESERVED:
		return protect(d, draft_place("area", reserved), "PAGE", "PAGE_READONLY");
	case PROTECT_MIXED:
		return protect(d, "area", "SIZE", "PAGE_READWRITE");
	case CALLS:
		break;
	}
}

void scene_failed_calls(struct draft *d)
{
	int calls = draft_is(d, SPARE) ? 3 : 3 + d->request->level, left = CALLS;
	enum call call[CALLS];

	draft_gap(d);
	for (int i = 0; i < CALLS; i++)
		call[i] = (enum call)i;
	for (; calls > 0; calls--, left--) {
		int chosen = dice_roll(&d->dice, left);

		write_call(d, call[chosen]);
		call[chosen] = call[left - 1];
	}
	draft_look(d);
	d->needs |= NEED_TELL;
}
