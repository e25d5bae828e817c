/* pagetable.c - see pagetable.h. */
#include "sim/mmu/pagetable.h"

uint64_t *table_entry(const struct page_tables *tables, uint64_t va, unsigned level)
{
	uint64_t *entry = table_at(tables, tables->root_pfn) + table_index(va, TABLE_ROOT);

	for (unsigned at = TABLE_ROOT; at > level; at--) {
		if (!pte_valid(*entry))
			return NULL;
		entry = table_at(tables, pte_pfn(*entry)) + table_index(va, at - 1);
	}
	return entry;
}

/* How many pages from vpn on lie under the same entry of `level`, up to last. */
static uint64_t pages_under(uint64_t vpn, uint64_t last_vpn, unsigned level)
{
	uint64_t covers = (uint64_t)1 << 9 * level;
	uint64_t left = covers - (vpn & (covers - 1));

	return left < last_vpn - vpn + 1 ? left : last_vpn - vpn + 1;
}

struct table_span table_span(const struct page_tables *tables, uint64_t first_vpn, uint64_t last_vpn)
{
	uint64_t va = first_vpn << PAGE_SHIFT;
	uint64_t *entry = table_at(tables, tables->root_pfn) + table_index(va, TABLE_ROOT);

	for (unsigned level = TABLE_ROOT; level > 0; level--) {
		if (!pte_valid(*entry))
			return (struct table_span){ NULL, pages_under(first_vpn, last_vpn, level) };
		entry = table_at(tables, pte_pfn(*entry)) + table_index(va, level - 1);
	}
	return (struct table_span){ entry, pages_under(first_vpn, last_vpn, 1) };
}

void tables_init(struct page_tables *tables, struct ram *ram, uint64_t root_pfn)
{
	*tables = (struct page_tables){ .ram = ram, .root_pfn = root_pfn };
	for (size_t i = 0; i < WALK_CACHE_ENTRIES; i++)
		tables->cache[i].region = WALK_CACHE_NONE;
}

/* ---- the processor's walk ---- */

static struct walk_cache_entry *cache_slot(struct page_tables *tables, uint64_t va)
{
	return &tables->cache[(va >> 21) % WALK_CACHE_ENTRIES];
}

void table_walk_forget(struct page_tables *tables, uint64_t va)
{
	if (cache_slot(tables, va)->region == va >> 21)
		cache_slot(tables, va)->region = WALK_CACHE_NONE;
}

static inline bool allowed(uint64_t rights, bool no_execute, enum access access)
{
	if (!(rights & PTE_US))
		return false;
	switch (access) {
	case ACCESS_READ:
		return true;
	case ACCESS_WRITE:
		return rights & PTE_RW;
	case ACCESS_EXECUTE:
		return !no_execute;
	}
	return false;
}

/* A processor writes an entry only if a bit is missing. So does this one: a store that changes nothing would
 * still make the host's next load of a table wait. */
static inline void mark(uint64_t *entry, uint64_t bits)
{
	if ((*entry & bits) != bits)
		*entry |= bits;
}

static inline uint64_t leaf_bits(enum access access)
{
	return access == ACCESS_WRITE ? PTE_A | PTE_D : PTE_A;
}

static enum walk_result walk_from_root(struct page_tables *tables, uint64_t va, enum access access,
                                       uint64_t **leaf)
{
	uint64_t *path[TABLE_LEVELS], rights = PTE_US | PTE_RW, no_execute = 0;
	uint64_t table = tables->root_pfn;

	*leaf = NULL;
	for (unsigned level = TABLE_LEVELS; level-- > 0;) {
		path[level] = table_at(tables, table) + table_index(va, level);
		if (level == 0)
			*leaf = path[0];
		if (!pte_valid(*path[level]))
			return WALK_NOT_PRESENT;
		rights &= *path[level];
		no_execute |= *path[level] & PTE_NX;
		table = pte_pfn(*path[level]);
	}
	if (!allowed(rights, no_execute, access))
		return WALK_NOT_ALLOWED;
	for (unsigned level = 1; level < TABLE_LEVELS; level++)
		mark(path[level], PTE_A);
	mark(path[0], leaf_bits(access));
	*cache_slot(tables, va) = (struct walk_cache_entry){ va >> 21, path[0] - table_index(va, 0) };
	return WALK_DONE;
}

enum walk_result table_walk(struct page_tables *tables, uint64_t va, enum access access, uint64_t **leaf)
{
	const struct walk_cache_entry *cached = cache_slot(tables, va);

	if (cached->region != va >> 21)
		return walk_from_root(tables, va, access, leaf);
	*leaf = cached->table + table_index(va, 0);
	if (!pte_valid(**leaf))
		return WALK_NOT_PRESENT;
	if (!allowed(**leaf, **leaf & PTE_NX, access))
		return WALK_NOT_ALLOWED;
	mark(*leaf, leaf_bits(access));
	return WALK_DONE;
}
