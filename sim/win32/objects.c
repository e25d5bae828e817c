/* objects.c - see objects.h. */
#include "objects.h"

#include <stdlib.h>
#include <string.h>

#define FIRST_HANDLE ((uint64_t)0x40)   /* handles are multiples of 4 */

static struct object *slot_of(const struct objects *objects, uint64_t handle)
{
	uint64_t number = (handle - FIRST_HANDLE) / 4;

	if (handle < FIRST_HANDLE || handle % 4 || number >= objects->room || !objects->of[number].section)
		return NULL;
	return &objects->of[number];
}

static bool grow(struct objects *objects)
{
	size_t room = objects->room ? objects->room * 2 : 16;
	struct object *bigger = realloc(objects->of, room * sizeof *bigger);

	if (!bigger)
		return false;
	memset(bigger + objects->room, 0, (room - objects->room) * sizeof *bigger);
	objects->of = bigger;
	objects->room = room;
	return true;
}

uint64_t objects_add(struct objects *objects, struct section *section, const uint8_t *name)
{
	size_t number = 0;

	while (number < objects->room && objects->of[number].section)
		number++;
	if (number == objects->room && !grow(objects))
		return 0;
	objects->of[number] = (struct object){ .section = section, .named = name != NULL };
	if (name)
		memcpy(objects->of[number].name, name, OBJECT_NAME_BYTES);
	return FIRST_HANDLE + 4 * number;
}

struct section *objects_find(const struct objects *objects, uint64_t handle)
{
	const struct object *object = slot_of(objects, handle);

	return object ? object->section : NULL;
}

struct section *objects_named(const struct objects *objects, const uint8_t *name)
{
	for (size_t i = 0; name && i < objects->room; i++)
		if (objects->of[i].section && objects->of[i].named &&
		    memcmp(objects->of[i].name, name, OBJECT_NAME_BYTES) == 0)
			return objects->of[i].section;
	return NULL;
}

struct section *objects_remove(struct objects *objects, uint64_t handle)
{
	struct object *object = slot_of(objects, handle);
	struct section *section = object ? object->section : NULL;

	if (object)
		object->section = NULL;
	return section;
}

void objects_free(struct objects *objects)
{
	free(objects->of);
	*objects = (struct objects){ 0 };
}
