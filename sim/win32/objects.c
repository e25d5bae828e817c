/* objects.c - see objects.h. */
#include "sim/win32/objects.h"

#include "sim/win32/file.h"

#include <stdlib.h>
#include <string.h>

#define FIRST_HANDLE ((uint64_t)0x40)   /* handles are multiples of 4 */

static bool is_free(const struct object *o)
{
	return o->kind == OBJECT_SECTION && !o->section;
}

static struct object *slot_of(const struct objects *objects, uint64_t handle)
{
	uint64_t number = (handle - FIRST_HANDLE) / 4;

	if (handle < FIRST_HANDLE || handle % 4 || number >= objects->room || is_free(&objects->of[number]))
		return NULL;
	return &objects->of[number];
}

/* Twice as many; the new ones are chained as free. */
static bool grow(struct objects *objects)
{
	size_t room = objects->room ? objects->room * 2 : 16;
	struct object *bigger = realloc(objects->of, room * sizeof *bigger);

	if (!bigger)
		return false;
	for (size_t number = objects->room; number < room; number++)
		bigger[number] = (struct object){ .next_free = number + 1 };
	objects->of = bigger;
	objects->room = room;
	return true;
}

uint64_t objects_add(struct objects *objects, const struct object *object)
{
	size_t number = objects->first_free;
	uint8_t *name = NULL;

	if (object->name) {
		name = malloc(OBJECT_NAME_BYTES);
		if (!name)
			return 0;
		memcpy(name, object->name, OBJECT_NAME_BYTES);
	}
	if (number == objects->room && !grow(objects)) {
		free(name);
		return 0;
	}
	objects->first_free = objects->of[number].next_free;
	objects->of[number] = *object;
	objects->of[number].name = name;
	return FIRST_HANDLE + 4 * number;
}

const struct object *objects_find(const struct objects *objects, uint64_t handle)
{
	return slot_of(objects, handle);
}

struct section *objects_named(const struct objects *objects, const uint8_t *name)
{
	for (size_t i = 0; name && i < objects->room; i++)
		if (objects->of[i].section && objects->of[i].name &&
		    memcmp(objects->of[i].name, name, OBJECT_NAME_BYTES) == 0)
			return objects->of[i].section;
	return NULL;
}

struct section *objects_remove(struct objects *objects, uint64_t handle)
{
	struct object *object = slot_of(objects, handle);
	struct section *section = object ? object->section : NULL;

	if (!object)
		return NULL;
	free(object->name);
	*object = (struct object){ .next_free = objects->first_free };
	objects->first_free = (size_t)(object - objects->of);
	return section;
}

void objects_free(struct objects *objects)
{
	for (size_t i = 0; i < objects->room; i++) {
		free(objects->of[i].name);
		if (objects->of[i].opened && --objects->of[i].opened->references == 0)
			free(objects->of[i].opened);
	}
	free(objects->of);
	*objects = (struct objects){ 0 };
}
