/*
 * scene_section.c - the scene about a section: two views of one memory, or a view that copies.
 */
#include "sim/exercise/scene.h"

enum { PAGES_MAX = 4 };

static const char *copy_or_shared(struct draft *d)
{
	return dice_coin(&d->dice) ? "copy" : "shared";
}

/* Stores at the places that `compare` looks at: the beginnings of pages. */
static void store_some(struct draft *d, int pages, int stores)
{
	struct access access[PAGES_MAX];

	for (int i = 0; i < stores; i++) {
		access[i] = draft_store(copy_or_shared(d), 0);
		access[i].offset = dice_roll(&d->dice, pages) * PAGE_BYTES;
	}
	/* one that is surely behind a copy */
	access[0].base = "copy";
	if (stores > 1)
		access[1] = draft_store("shared", access[0].offset);
	draft_touch(d, access, stores, stores);
}

void scene_sections(struct draft *d)
{
	int pages = dice_between(&d->dice, 2, 3), stores = draft_is(d, SPARE) ? 2 : d->request->level == 1 ? 2 : 3;
	int bytes = pages * PAGE_BYTES - (d->request->level > 1 ? dice_roll(&d->dice, 40) * 100 : 0);
	bool raises = draft_has(d, NESTED_HANDLERS) || draft_has(d, FINALLY) || draft_has(d, VECTORED);
	const char *rights = raises || dice_coin(&d->dice) ? "FILE_MAP_READ" : "FILE_MAP_WRITE";
	struct access one;

	draft_gap(d);
	draft_line(d, "section = CreateFileMapping(INVALID_HANDLE_VALUE, NULL, PAGE_READWRITE, 0, %s, NULL);",
	           draft_size(bytes));
	draft_line(d, "shared = MapViewOfFile(section, FILE_MAP_WRITE, 0, 0, 0);");
	draft_line(d, "copy = MapViewOfFile(section, FILE_MAP_COPY, 0, 0, 0);");
	draft_line(d, "other = MapViewOfFile(section, %s, 0, 0, 0);", rights);
	draft_line(d, "CloseHandle(section);");
	one = draft_store("shared", dice_roll(&d->dice, pages) * PAGE_BYTES);
	draft_touch(d, &one, 1, 1);
	store_some(d, pages, stores);
	draft_line(d, "compare(%d);", pages);
	one = draft_store("other", dice_roll(&d->dice, pages) * PAGE_BYTES);
	one.essential = true;
	draft_touch(d, &one, 1, 1);
	if (!draft_is(d, SPARE))
		store_some(d, pages, stores);
	draft_line(d, "compare(%d);", pages);
	draft_line(d, "UnmapViewOfFile(other);");
	draft_line(d, "UnmapViewOfFile(copy);");
	draft_line(d, "UnmapViewOfFile(shared);");
	d->needs |= NEED_SECTION;
}
