/* section.c - see section.h. */
#include "sim/mm/section.h"

#include <stdlib.h>
#include <string.h>

#include "sim/mm/avail.h"
#include "sim/mm/pages.h"
#include "sim/mm/writer.h"
#include "sim/nt/status.h"

struct section *section_new(struct vm *vm, const struct section_wish *wish, uint32_t *status)
{
	uint64_t charge = wish->reserve || wish->file ? 0 : wish->pages;
	struct section *section;

	*status = STATUS_COMMITMENT_LIMIT;
	if (!charge_take(&vm->charge, charge))
		return NULL;
	section = calloc(1, sizeof *section);
	if (!section || !(section->block = calloc((wish->pages - 1) / PROTOTYPES_PER_BLOCK + 1, sizeof *section->block))) {
		charge_give(&vm->charge, charge);
		free(section);
		*status = STATUS_NO_MEMORY;
		return NULL;
	}
	section->pages = wish->pages;
	section->mask = wish->mask;
	section->reserve = wish->reserve;
	section->caching = wish->caching;
	section->charge = charge;
	section->folder = wish->folder;
	section->file = wish->file;
	if (wish->file)
		folder_hold(wish->file);
	section->references = section->handles = 1;
	section->next = vm->sections;
	section->link = &vm->sections;
	if (section->next)
		section->next->link = &section->next;
	vm->sections = section;
	*status = STATUS_SUCCESS;
	return section;
}

uint64_t section_alike(const struct section *section, uint64_t page, uint64_t most)
{
	uint64_t pages = PROTOTYPES_PER_BLOCK - page % PROTOTYPES_PER_BLOCK;

	if (!section->reserve)
		return most;
	if (section->block[page / PROTOTYPES_PER_BLOCK])
		return 1;
	return pages < most ? pages : most;
}

uint64_t section_committed(const struct section *section, uint64_t first_page, uint64_t pages)
{
	uint64_t committed = 0, alike;

	for (uint64_t i = 0; i < pages; i += alike) {
		alike = section_alike(section, first_page + i, pages - i);
		committed += section_is_committed(section, first_page + i) ? alike : 0;
	}
	return committed;
}

bool section_make_blocks(struct section *section, uint64_t first_page, uint64_t pages)
{
	uint64_t last = (first_page + pages - 1) / PROTOTYPES_PER_BLOCK;

	for (uint64_t i = first_page / PROTOTYPES_PER_BLOCK; i <= last; i++) {
		if (!section->block[i])
			section->block[i] = calloc(PROTOTYPES_PER_BLOCK, sizeof *section->block[i]);
		if (!section->block[i])
			return false;
	}
	return true;
}

static uint64_t *prototype_of(struct section *section, uint64_t page)
{
	return &section->block[page / PROTOTYPES_PER_BLOCK][page % PROTOTYPES_PER_BLOCK];
}

void section_commit(struct section *section, uint64_t first_page, uint64_t pages)
{
	for (uint64_t page = first_page; page < first_page + pages; page++)
		if (!section_is_committed(section, page)) {
			*prototype_of(section, page) = soft_demand_zero(section->mask);
			section->charge++;
		}
}

/* ---- files ---- */

struct section *section_of_file(const struct vm *vm, const struct folder_file *file)
{
	struct section *s = vm->sections;

	while (s && (!file || s->file != file))
		s = s->next;
	return s;
}

bool section_extend(struct section *section, uint64_t pages)
{
	uint64_t blocks = section_blocks(section), wanted = (pages + PROTOTYPES_PER_BLOCK - 1) / PROTOTYPES_PER_BLOCK;
	uint64_t **bigger = wanted > blocks ? realloc(section->block, wanted * sizeof *bigger) : section->block;

	if (!bigger)
		return false;
	section->block = bigger;
	for (uint64_t i = blocks; i < wanted; i++)
		bigger[i] = NULL;
	if (pages > section->pages)
		section->pages = pages;
	return true;
}

/* The frame that holds a page of the file now; NULL: none does. */
static uint8_t *cached(const struct vm *vm, const struct section *section, uint64_t page)
{
	uint64_t prototype = section && page < section->pages ? section_prototype(section, page) : 0;

	return prototype && soft_names_frame(prototype) ? ram_frame(&vm->ram, pte_pfn(prototype)) : NULL;
}

/* Copy between `bytes`, which are those of the file from `at` on, and the frames that hold them. */
static void meet_cache(const struct vm *vm, const struct folder_file *file, uint64_t at, uint8_t *bytes, uint64_t size_bytes, bool reads)
{
	const struct section *section = section_of_file(vm, file);

	for (uint64_t done = 0, n; section && done < size_bytes; done += n) {
		uint64_t offset = (at + done) % PAGE_SIZE;
		uint8_t *frame = cached(vm, section, (at + done) >> PAGE_SHIFT);

		n = PAGE_SIZE - offset < size_bytes - done ? PAGE_SIZE - offset : size_bytes - done;
		if (frame && reads)
			memcpy(bytes + done, frame + offset, n);
		else if (frame)
			memcpy(frame + offset, bytes + done, n);
	}
}

uint64_t section_read_file(const struct vm *vm, const struct folder_file *file, uint64_t at, void *to, uint64_t size_bytes)
{
	uint64_t n = folder_read(file, at, to, size_bytes);

	meet_cache(vm, file, at, to, n, true);
	return n;
}

bool section_write_file(struct vm *vm, struct folder *folder, struct folder_file *file, uint64_t at, const void *from,
                        uint64_t size_bytes)
{
	if (!folder_write(folder, file, at, from, size_bytes))
		return false;
	meet_cache(vm, file, at, (uint8_t *)(uintptr_t)from, size_bytes, false);
	return true;
}

/* Which page of which section over a file a prototype stands for. */
static const struct section *owner_of(const struct vm *vm, const uint64_t *prototype, uint64_t *page)
{
	for (const struct section *s = vm->sections; s; s = s->next)
		for (uint64_t i = 0; s->file && i < section_blocks(s); i++)
			if (s->block[i] && prototype >= s->block[i] && prototype < s->block[i] + PROTOTYPES_PER_BLOCK) {
				*page = i * PROTOTYPES_PER_BLOCK + (uint64_t)(prototype - s->block[i]);
				return s;
			}
	return NULL;
}

void section_write_back(struct vm *vm, uint32_t pfn)
{
	uint64_t page = 0, at, size;
	const struct section *s = owner_of(vm, vm->pfns.of[pfn].pte, &page);

	assert(s);
	at = page << PAGE_SHIFT;
	size = folder_size(s->file);
	if (at < size && !vm->ram.hollow)       /* inside of the file there is always room */
		folder_write(s->folder, s->file, at, ram_frame(&vm->ram, pfn), size - at < PAGE_SIZE ? size - at : PAGE_SIZE);
}

/* No view is left: what was written is on the modified list. */
static void write_modified(struct vm *vm, const struct section *section)
{
	for (uint64_t page = 0; page < section->pages; page++) {
		uint64_t prototype = section_prototype(section, page);

		if (prototype && soft_names_frame(prototype) && vm->pfns.of[pte_pfn(prototype)].location == PFN_MODIFIED)
			writer_write_page(vm, pte_pfn(prototype));
	}
}

static void forget_block(struct vm *vm, const uint64_t *block)
{
	for (uint64_t i = 0; block && i < PROTOTYPES_PER_BLOCK; i++)
		page_discard_contents(vm, block[i]);
}

void section_free(struct section *section)
{
	for (uint64_t i = 0; i < section_blocks(section); i++)
		free(section->block[i]);
	free(section->block);
	free(section->at_rest);
	free(section);
}

void section_release(struct vm *vm, struct section *section)
{
	assert(section->references);
	if (--section->references)
		return;
	if (section->file)
		write_modified(vm, section);
	for (uint64_t i = 0; i < section_blocks(section); i++)
		forget_block(vm, section->block[i]);
	charge_give(&vm->charge, section->charge);
	*section->link = section->next;
	if (section->next)
		section->next->link = section->link;
	if (section->file)
		folder_close(section->folder, section->file);
	section_free(section);
}

/* The prototype grants all that the section does; each view grants what it was mapped for. */
static void make_valid(struct vm *vm, struct section *section, uint64_t *prototype, uint32_t pfn)
{
	struct pfn *p = &vm->pfns.of[pfn];

	p->shared = true;
	p->original = soft_with_mask(p->original, section->mask);
	*prototype = (uint64_t)pfn << PAGE_SHIFT | PTE_P | PTE_US | mask_hardware(section->mask);
}

static enum fault_kind take_zeroed(struct vm *vm, struct section *section, uint64_t *prototype, uint32_t *pfn)
{
	*pfn = avail_take(vm, prototype, PFN_FOR_ZERO_PAGE);
	if (*pfn == PFN_NONE)
		return FAULT_IN_PAGE;
	vm->pfns.of[*pfn].modified = true;
	make_valid(vm, section, prototype, *pfn);
	return FAULT_DEMAND_ZERO;
}

/* The page lies in a file or in the kernel; from now on it needs a place like any other, and is charged. */
static enum fault_kind wake(struct vm *vm, struct section *section, uint64_t *prototype, uint32_t *pfn)
{
	if (!charge_take(&vm->charge, 1))
		return FAULT_IN_PAGE;
	if (take_zeroed(vm, section, prototype, pfn) == FAULT_IN_PAGE) {
		charge_give(&vm->charge, 1);
		return FAULT_IN_PAGE;
	}
	section->charge++;
	if (!vm->ram.hollow)
		memcpy(ram_frame(&vm->ram, *pfn), section->at_rest, PAGE_SIZE);
	free(section->at_rest);
	section->at_rest = NULL;
	return FAULT_TRANSITION;
}

static enum fault_kind read_in(struct vm *vm, struct section *section, uint64_t *prototype, uint32_t *pfn)
{
	*pfn = page_read_slot(vm, prototype);
	if (*pfn == PFN_NONE)
		return FAULT_IN_PAGE;
	make_valid(vm, section, prototype, *pfn);
	return FAULT_HARD;
}

/* What lies behind the end of the file is zero. */
static enum fault_kind read_file(struct vm *vm, struct section *section, uint64_t page, uint64_t *prototype, uint32_t *pfn)
{
	*pfn = avail_take(vm, prototype, PFN_FOR_READ);
	if (*pfn == PFN_NONE)
		return FAULT_IN_PAGE;
	vm_moved(vm, MOVED_READING, *pfn, vm->taken_from, PFN_TRANSITION);
	if (!vm->ram.hollow) {
		uint8_t *frame = ram_frame(&vm->ram, *pfn);
		size_t n = folder_read(section->file, page << PAGE_SHIFT, frame, PAGE_SIZE);

		memset(frame + n, 0, PAGE_SIZE - n);
	}
	vm->pfns.of[*pfn].in_file = true;
	vm->taken_from = PFN_TRANSITION;
	make_valid(vm, section, prototype, *pfn);
	return FAULT_HARD;
}

enum fault_kind section_bring_in(struct vm *vm, struct section *section, uint64_t page, uint32_t *pfn)
{
	uint64_t *prototype;

	if (!section_make_blocks(section, page, 1))
		return FAULT_IN_PAGE;
	prototype = prototype_of(section, page);
	*pfn = pte_pfn(*prototype);
	if (pte_valid(*prototype)) {
		vm->pfns.of[*pfn].share++;
		vm->taken_from = PFN_ACTIVE;
		return FAULT_TRANSITION;
	}
	switch (soft_kind(*prototype)) {
	case SOFT_IS_TRANSITION:
		vm->taken_from = vm->pfns.of[*pfn].location;
		pfn_activate(&vm->pfns, *pfn);
		make_valid(vm, section, prototype, *pfn);
		return FAULT_TRANSITION;
	case SOFT_IS_PAGE_FILE:
		return read_in(vm, section, prototype, pfn);
	case SOFT_IS_ZERO:
	case SOFT_IS_PROTOTYPE:
	case SOFT_IS_DECOMMITTED:
	case SOFT_IS_DEMAND_ZERO:
		break;
	}
	if (section->file)
		return read_file(vm, section, page, prototype, pfn);
	return page || !section->at_rest ? take_zeroed(vm, section, prototype, pfn) : wake(vm, section, prototype, pfn);
}

void section_give_away(struct vm *vm, uint32_t pfn, uint64_t *pte)
{
	struct pfn *p = &vm->pfns.of[pfn];

	assert(p->shared && p->share == 1);
	*p->pte = soft_demand_zero(soft_mask(p->original));
	p->shared = false;
	p->pte = pte;
}

void section_let_go(struct vm *vm, uint32_t pfn, bool written)
{
	struct pfn *p = &vm->pfns.of[pfn];

	p->modified |= written;
	if (--p->share)
		return;
	if (p->modified)
		page_drop_slot(vm, p);
	vm_moved(vm, MOVED_TRIMMED, pfn, PFN_ACTIVE, p->modified ? PFN_MODIFIED : PFN_STANDBY);
	*p->pte = soft_transition(pfn, soft_mask(p->original));
	pfn_shelve(&vm->pfns, pfn);
}
