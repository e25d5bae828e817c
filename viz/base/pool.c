/* pool.c - see pool.h. */
#include "viz/base/pool.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static uint64_t digest_of(const char *bytes, size_t size)
{
	uint64_t h = 0xcbf29ce484222325ull;

	for (size_t i = 0; i < size; i++)
		h = (h ^ (unsigned char)bytes[i]) * 0x100000001b3ull;
	return h;
}

static bool grow_table(struct pool *p)
{
	uint32_t slots = p->slots ? p->slots * 2 : 4096;
	uint32_t *table = calloc(slots, sizeof *table);

	if (!table)
		return false;
	for (size_t i = 0; i < p->count; i++) {
		uint32_t at = (uint32_t)p->entry[i].digest & (slots - 1);

		while (table[at])
			at = (at + 1) & (slots - 1);
		table[at] = (uint32_t)i + 1;
	}
	free(p->table);
	p->table = table;
	p->slots = slots;
	return true;
}

static bool grow_entries(struct pool *p)
{
	size_t room = p->room ? p->room * 2 : 1024;
	struct pool_entry *more = realloc(p->entry, room * sizeof *more);

	if (!more)
		return false;
	p->entry = more;
	p->room = room;
	return true;
}

uint32_t pool_number(struct pool *p, const char *text, size_t size)
{
	uint64_t h = digest_of(text, size);
	uint32_t at;

	if (p->count * 2 >= p->slots && !grow_table(p))
		return POOL_NO_MEMORY;
	for (at = (uint32_t)h & (p->slots - 1); p->table[at]; at = (at + 1) & (p->slots - 1)) {
		const struct pool_entry *e = &p->entry[p->table[at] - 1];

		if (e->digest == h && e->size == size && memcmp(e->text, text, size) == 0)
			return p->table[at] - 1;
	}
	if (p->count == p->room && !grow_entries(p))
		return POOL_NO_MEMORY;
	p->entry[p->count] = (struct pool_entry){ h, keep_copy(&p->keep, text, size), size };
	if (!p->entry[p->count].text)
		return POOL_NO_MEMORY;
	p->table[at] = (uint32_t)p->count + 1;
	return (uint32_t)p->count++;
}

void pool_free(struct pool *p)
{
	keep_free(&p->keep);
	free(p->entry);
	free(p->table);
	*p = (struct pool){ 0 };
}
