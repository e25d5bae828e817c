/* pagefile.c - see pagefile.h. */
#include "pagefile.h"

#include <stdlib.h>
#include <string.h>

#include "../mmu/lazy.h"

bool pagefile_new(struct pagefile *file, uint64_t slots, bool hollow)
{
	*file = (struct pagefile){ .slots = slots };
	if (hollow || !slots)
		return slots <= PAGEFILE_MOST_SLOTS;
	file->bytes = lazy_new(slots << PAGE_SHIFT);
	return file->bytes != NULL;
}

void pagefile_free(struct pagefile *file)
{
	lazy_free(file->bytes, file->slots << PAGE_SHIFT);
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

uint32_t pagefile_take(struct pagefile *file)
{
	if (!pagefile_has_room(file) || !room_to_give(file))
		return 0;
	file->used++;
	if (file->used > file->peak)
		file->peak = file->used;
	return file->freed_count ? file->freed[--file->freed_count] : ++file->touched;
}

void pagefile_give(struct pagefile *file, uint32_t slot)
{
	assert(slot && slot <= file->touched && file->used);
	file->used--;
	file->freed[file->freed_count++] = slot;
}

static uint8_t *slot_bytes(const struct pagefile *file, uint32_t slot)
{
	return file->bytes + ((uint64_t)(slot - 1) << PAGE_SHIFT);
}

const uint8_t *pagefile_peek(const struct pagefile *file, uint32_t slot)
{
	return file->bytes ? slot_bytes(file, slot) : NULL;
}

void pagefile_write(struct pagefile *file, uint32_t slot, const uint8_t *page)
{
	file->writes++;
	if (file->bytes)
		memcpy(slot_bytes(file, slot), page, PAGE_SIZE);
}

void pagefile_read(struct pagefile *file, uint32_t slot, uint8_t *page)
{
	file->reads++;
	if (file->bytes)
		memcpy(page, slot_bytes(file, slot), PAGE_SIZE);
}
