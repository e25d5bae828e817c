/*
 * look.c - the two trees of an address space, shown from outside without a touch.
 *
 * The fault path never needs a tree as a whole; who draws one does. Nothing here
 * is on a path that an access takes.
 */
#include "sim/mm/machine.h"

/* ---- descriptors ---- */

static const char *kind_name(enum vad_kind kind)
{
	switch (kind) {
	case VAD_PRIVATE:
		return "private";
	case VAD_STACK:
		return "stack";
	case VAD_IMAGE:
		return "image";
	case VAD_PHYSICAL:
		return "physical";
	case VAD_PLACEHOLDER:
		return "placeholder";
	case VAD_MAPPED:
		return "view";
	case VAD_SHARED_DATA:
		return "shared data";
	}
	return "private";
}

static uint64_t link_to(const struct vad *vad)
{
	return vad ? vad->first_vpn : VM_NO_VAD;
}

static int height(const struct vad *vad)
{
	return vad ? vad->height : 0;
}

size_t vm_vads(const struct vm *vm, struct vad_node *out, size_t room, uint64_t *root)
{
	const struct vad *vad = vad_first(&vm->vads);

	*root = link_to(vm->vads.root);
	if (vm->vads.count > room)
		return vm->vads.count;
	for (size_t i = 0; vad; i++, vad = vad_next(vad)) {
		out[i] = (struct vad_node){ .kind = kind_name(vad->kind), .left = link_to(vad->left), .right = link_to(vad->right),
		                            .balance = height(vad->right) - height(vad->left) };
		vm_view_of(vad, &out[i].is);
	}
	return vm->vads.count;
}

uint64_t vm_vads_version(const struct vm *vm)
{
	return vm->vads.version;
}

/* ---- page tables ---- */

struct looking {
	const struct vm *vm;
	void (*show)(void *context, const struct table_view *table);
	void *context;
};

/* Show the tables of `wanted` under the table at `pfn`, which is of `level` and begins at `va`. */
static void show_level(const struct looking *l, unsigned level, unsigned wanted, uint64_t va, uint64_t pfn)
{
	const uint64_t *entry = table_at(&l->vm->tables, pfn);

	if (level == wanted) {
		l->show(l->context, &(struct table_view){ level, va, pfn, entry });
		return;
	}
	for (uint64_t i = 0; i < ENTRIES_PER_TABLE; i++)
		if (pte_valid(entry[i]))
			show_level(l, level - 1, wanted, va | i << (PAGE_SHIFT + 9 * level), pte_pfn(entry[i]));
}

void vm_tables(const struct vm *vm, void (*show)(void *context, const struct table_view *table), void *context)
{
	const struct looking l = { vm, show, context };

	for (unsigned level = TABLE_LEVELS; level-- > 0;)
		show_level(&l, TABLE_ROOT, level, 0, vm->tables.root_pfn);
}

bool vm_table(const struct vm *vm, unsigned level, uint64_t va, struct table_view *out)
{
	const uint64_t *above = level < TABLE_ROOT ? table_entry(&vm->tables, va, level + 1) : NULL;
	uint64_t pfn = level < TABLE_ROOT ? 0 : vm->tables.root_pfn;

	if (level < TABLE_ROOT && (!above || !pte_valid(*above)))
		return false;
	if (above)
		pfn = pte_pfn(*above);
	*out = (struct table_view){ level, va, pfn, table_at(&vm->tables, pfn) };
	return true;
}

size_t vm_table_count(const struct vm *vm)
{
	return vm->pfns.tables;
}

const char *pte_rights(uint64_t entry)
{
	static const char *const name[] = { "", "RO", "X", "XR", "RW", "WC", "XRW", "XWC" };

	return name[(pte_valid(entry) ? mask_from_hardware(entry) : soft_mask(entry)) & MASK_ACCESS];
}
