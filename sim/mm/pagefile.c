/* pagefile.c - see pagefile.h. */
#include "sim/mm/pagefile.h"

#include <stdlib.h>
#include <string.h>

#include "sim/host/lazy.h"

#define EXTENT_SLOTS ((uint64_t)1 << 14)         /* 64 MiB */

static uint64_t extents_of(uint64_t slots)
{
	return (slots + EXTENT_SLOTS - 1) / EXTENT_SLOTS;
}

bool pagefile_new(struct pagefile *file, uint64_t slots, bool hollow)
{
	*file = (struct pagefile){ .slots = slots };
	if (slots > PAGEFILE_SLOTS_MAX)
		return false;
	if (hollow || !slots)
		return true;
	file->extent = calloc(extents_of(slots), sizeof *file->extent);
	return file->extent != NULL;
}

void pagefile_free(struct pagefile *file)
{
	for (uint64_t i = 0; file->extent && i < extents_of(file->touched); i++)
		lazy_free(file->extent[i], EXTENT_SLOTS << PAGE_SHIFT);
	free(file->extent);
	free(file->freed);
	*file = (struct pagefile){ 0 };
}

/* There is always room to note that every slot in use is free again: giving one back cannot fail. */
static bool room_to_give(struct pagefile *file)
{
	uint64_t room = file->freed_room ? file->freed_room * 2 : 64;
	uint32_t *bigger;

	if (file->used + file->freed_count < file->freed_room)
		return true;
	bigger = realloc(file->freed, room * sizeof *bigger);
	if (!bigger)
		return false;
	file->freed = bigger;
	file->freed_room = room;
	return true;
}

/* The extent of the first slot that was never used. */
static bool room_to_hold(struct pagefile *file)
{
	uint8_t **extent = file->extent ? &file->extent[file->touched / EXTENT_SLOTS] : NULL;

	if (extent && !*extent)
		*extent = lazy_new(EXTENT_SLOTS << PAGE_SHIFT);
	return !extent || *extent;
}

uint32_t pagefile_take(struct pagefile *file)
{
	bool again = file->freed_count > 0;

	if (!pagefile_has_room(file) || !room_to_give(file) || (!again && !room_to_hold(file)))
		return 0;
	file->used++;
	if (file->used > file->peak)
		file->peak = file->used;
	return again ? file->freed[--file->freed_count] : ++file->touched;
}

void pagefile_give(struct pagefile *file, uint32_t slot)
{
	assert(slot && slot <= file->touched && file->used);
	file->used--;
	file->freed[file->freed_count++] = slot;
}

static uint8_t *slot_bytes(const struct pagefile *file, uint32_t slot)
{
	return file->extent[(slot - 1) / EXTENT_SLOTS] + ((slot - 1) % EXTENT_SLOTS << PAGE_SHIFT);
}

const uint8_t *pagefile_peek(const struct pagefile *file, uint32_t slot)
{
	return file->extent ? slot_bytes(file, slot) : NULL;
}

void pagefile_write(struct pagefile *file, uint32_t slot, const uint8_t *page)
{
	file->writes++;
	if (file->extent)
		memcpy(slot_bytes(file, slot), page, PAGE_SIZE);
}

void pagefile_read(struct pagefile *file, uint32_t slot, uint8_t *page)
{
	file->reads++;
	if (file->extent)
		memcpy(page, slot_bytes(file, slot), PAGE_SIZE);
}
