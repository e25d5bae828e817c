/*
 * objects.h - the process's handles: to sections, to files, to the process itself, to its thread and its token.
 *
 * A handle is a number that means something to the kernel only. Two handles may
 * refer to one section, which then has a name. Numbers that were closed are given
 * again, so a program that goes on using one finds another object, as on Windows.
 *
 * Knows of: file, mm/section. Used by: file, mapping, cpu/. Source: docs/reference/sources.md, [section].
 */
#ifndef FAULTLAB_SIM_OBJECTS_H
#define FAULTLAB_SIM_OBJECTS_H

#include "sim/mm/section.h"

#define OBJECT_NAME_BYTES 520           /* 260 characters of 2 bytes */

enum object_kind { OBJECT_SECTION, OBJECT_PROCESS, OBJECT_THREAD, OBJECT_TOKEN, OBJECT_FILE };

struct object {
	enum object_kind kind;
	struct section *section;        /* of a section; NULL: the number is free */
	struct opened *opened;          /* of a file (file.h) */
	uint32_t access;                /* of a process, a thread, a token: what the handle may be used for */
	uint64_t pages;                 /* of a section: how many of its pages a view may show; 0: all */
	unsigned mask;                  /* the most that a view may do which is mapped with this handle */
	uint8_t *name;                  /* OBJECT_NAME_BYTES; NULL: none */
	size_t next_free;               /* of a free number: the next one */
};

struct objects {
	struct object *of;              /* by number */
	size_t room, first_free;        /* first_free == room: there is none */
};

/* A handle for a section whose reference the caller hands over; 0: the host has no memory. The name is copied. */
uint64_t objects_add(struct objects *objects, const struct object *object);

/* NULL: no such handle is open. */
const struct object *objects_find(const struct objects *objects, uint64_t handle);
struct section *objects_named(const struct objects *objects, const uint8_t *name);

/* The section that the handle no longer refers to, its reference now the caller's; NULL as above, or if it was none. */
struct section *objects_remove(struct objects *objects, uint64_t handle);

void objects_free(struct objects *objects);     /* the sections stay with the machine */

#endif
