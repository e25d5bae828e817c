/*
 * section.c - one page, many views; and a view that copies what it writes.
 */
#include <string.h>

#include "tests/unit/machine.h"
#include "sim/mm/pages.h"
#include "sim/mm/space.h"
#include "sim/mm/view.h"
#include "sim/win32/lock.h"

static struct vm *machine(size_t frames)
{
	struct vm *vm = vm_new(&(struct vm_config){ .frames = frames, .pagefile_slots = 256, .backed = true, .policy = "fifo" });

	CU_ASSERT_PTR_NOT_NULL_FATAL(vm);
	return vm;
}

static struct section *section(struct vm *vm, uint64_t pages)
{
	uint32_t status;
	struct section *made = section_new(vm, &(struct section_wish){ .pages = pages, .mask = MASK_READWRITE }, &status);

	CU_ASSERT_PTR_NOT_NULL_FATAL(made);
	return made;
}

static uint64_t view(struct vm *vm, struct section *s, unsigned mask)
{
	struct vad *vad;

	CU_ASSERT_EQUAL_FATAL(view_map(vm, s, 0, s->pages, mask, 0, &vad), STATUS_SUCCESS);
	return vad->first_vpn << PAGE_SHIFT;
}

static void unmap(struct vm *vm, uint64_t va)
{
	space_release(vm, vad_find(&vm->vads, va >> PAGE_SHIFT));
}

static void close_handle(struct vm *vm, struct section *s)
{
	s->handles--;
	section_release(vm, s);
}

static void what_one_view_writes_the_other_reads(void)
{
	struct vm *vm = machine(64);
	struct section *s = section(vm, 4);
	uint64_t a = view(vm, s, MASK_READWRITE), b = view(vm, s, MASK_READONLY);

	STEP(vm, CU_ASSERT_EQUAL(touch(vm, a + 5, ACCESS_WRITE, 42), FAULT_NONE));
	STEP(vm, CU_ASSERT_EQUAL(byte_at(vm, b + 5), 42));
	CU_ASSERT_EQUAL(pte_pfn(entry_of(vm, a)), pte_pfn(entry_of(vm, b)));
	CU_ASSERT_EQUAL(vm_share_count(vm, a), 2);
	CU_ASSERT_EQUAL(counters(vm).working_set_pages, 2);
	CU_ASSERT_EQUAL(counters(vm).demand_zero, 1);
	CU_ASSERT_EQUAL(counters(vm).soft, 1);
	STEP(vm, CU_ASSERT_EQUAL(touch(vm, b + 5, ACCESS_WRITE, 1), FAULT_PROTECTION));
	vm_free(vm);
}

/* The pages are promised once, however often they are shown. */
static void a_section_is_charged_when_it_is_made_and_until_nobody_refers_to_it(void)
{
	struct vm *vm = machine(64);
	struct section *s = section(vm, 10);
	uint64_t a = view(vm, s, MASK_READWRITE), b = view(vm, s, MASK_READWRITE);
	uint32_t status;

	CU_ASSERT_EQUAL(counters(vm).commit_pages, 10);
	touch(vm, a, ACCESS_WRITE, 7);
	STEP(vm, close_handle(vm, s));
	STEP(vm, unmap(vm, a));
	STEP(vm, CU_ASSERT_EQUAL(byte_at(vm, b), 7));
	STEP(vm, unmap(vm, b));
	CU_ASSERT_EQUAL(counters(vm).commit_pages, 0);
	CU_ASSERT_EQUAL(counters(vm).active, counters(vm).page_table_pages);
	CU_ASSERT_PTR_NULL(section_new(vm, &(struct section_wish){ .pages = 10000, .mask = MASK_READWRITE }, &status));
	CU_ASSERT_EQUAL(status, STATUS_COMMITMENT_LIMIT);
	vm_free(vm);
}

static void a_copy_on_write_view_copies_the_page_that_it_writes_and_no_other(void)
{
	struct vm *vm = machine(64);
	struct section *s = section(vm, 3);
	uint64_t a = view(vm, s, MASK_READWRITE), c = view(vm, s, MASK_WRITECOPY);

	CU_ASSERT_EQUAL(counters(vm).commit_pages, 6);
	for (int i = 0; i < 3; i++)
		touch(vm, a + i * PAGE_SIZE, ACCESS_WRITE, 10 + i);
	STEP(vm, CU_ASSERT_EQUAL(byte_at(vm, c + PAGE_SIZE), 11));
	CU_ASSERT_EQUAL(query(vm, c).protect, PAGE_WRITECOPY);
	CU_ASSERT_EQUAL(query(vm, c).type, MEM_MAPPED);
	STEP(vm, CU_ASSERT_EQUAL(touch(vm, c + PAGE_SIZE, ACCESS_WRITE, 99), FAULT_NONE));
	CU_ASSERT_EQUAL(counters(vm).copied, 1);
	CU_ASSERT_EQUAL(byte_at(vm, a + PAGE_SIZE), 11);
	CU_ASSERT_EQUAL(byte_at(vm, c + PAGE_SIZE), 99);
	CU_ASSERT_EQUAL(query(vm, c + PAGE_SIZE).protect, PAGE_READWRITE);
	CU_ASSERT_EQUAL(query(vm, c + PAGE_SIZE).allocation_protect, PAGE_WRITECOPY);
	/* what is not yet copied goes on following the others */
	STEP(vm, touch(vm, a, ACCESS_WRITE, 20));
	CU_ASSERT_EQUAL(byte_at(vm, c), 20);
	/* a write to a page that was never touched through this view: brought in, then copied */
	STEP(vm, CU_ASSERT_EQUAL(touch(vm, c + 2 * PAGE_SIZE + 1, ACCESS_WRITE, 5), FAULT_NONE));
	CU_ASSERT_EQUAL(byte_at(vm, c + 2 * PAGE_SIZE), 12);
	CU_ASSERT_EQUAL(byte_at(vm, a + 2 * PAGE_SIZE + 1), 0);
	vm_free(vm);
}

static void a_shared_page_leaves_memory_only_when_no_view_maps_it(void)
{
	struct vm *vm = machine(64);
	struct section *s = section(vm, 1);
	uint64_t a = view(vm, s, MASK_READWRITE), b = view(vm, s, MASK_READWRITE);
	const uint64_t *pte;

	touch(vm, a, ACCESS_WRITE, 42);
	byte_at(vm, b);
	pte = table_entry(&vm->tables, a, 0);
	STEP(vm, page_trim(vm, wset_find(&vm->wset, pte_pfn(*pte), pte)));
	CU_ASSERT_STRING_EQUAL(pte_meaning(entry_of(vm, a)), "prototype");
	CU_ASSERT_TRUE(vm_resident(vm, b));
	CU_ASSERT_EQUAL(counters(vm).modified, 0);
	STEP(vm, vm_empty_working_set(vm));
	CU_ASSERT_EQUAL(counters(vm).modified, 1);
	STEP(vm, vm_idle(vm));
	CU_ASSERT_EQUAL(counters(vm).standby, 1);
	STEP(vm, CU_ASSERT_EQUAL(byte_at(vm, a), 42));
	STEP(vm, CU_ASSERT_EQUAL(byte_at(vm, b), 42));
	CU_ASSERT_EQUAL(counters(vm).hard, 0);
	vm_free(vm);
}

/* A page inaccessible through one view is none of the other's business. */
static void protection_belongs_to_the_view(void)
{
	struct vm *vm = machine(64);
	struct section *s = section(vm, 2);
	uint64_t a = view(vm, s, MASK_READWRITE), b = view(vm, s, MASK_READWRITE);

	touch(vm, a, ACCESS_WRITE, 42);
	byte_at(vm, b);
	STEP(vm, CU_ASSERT_EQUAL(protect(vm, b, 2 * PAGE_SIZE, PAGE_NOACCESS), ERROR_SUCCESS));
	STEP(vm, CU_ASSERT_EQUAL(touch(vm, b, ACCESS_READ, 0), FAULT_NO_ACCESS));
	STEP(vm, CU_ASSERT_EQUAL(touch(vm, b + PAGE_SIZE, ACCESS_READ, 0), FAULT_NO_ACCESS));
	STEP(vm, CU_ASSERT_EQUAL(touch(vm, a, ACCESS_WRITE, 43), FAULT_NONE));
	STEP(vm, CU_ASSERT_EQUAL(protect(vm, b, PAGE_SIZE, PAGE_READONLY), ERROR_SUCCESS));
	STEP(vm, CU_ASSERT_EQUAL(byte_at(vm, b), 43));
	STEP(vm, CU_ASSERT_EQUAL(protect(vm, b, PAGE_SIZE, PAGE_READONLY | PAGE_GUARD), ERROR_SUCCESS));
	STEP(vm, CU_ASSERT_EQUAL(touch(vm, b, ACCESS_READ, 0), FAULT_GUARD));
	STEP(vm, CU_ASSERT_EQUAL(byte_at(vm, b), 43));
	STEP(vm, CU_ASSERT_EQUAL(protect(vm, b, PAGE_SIZE, PAGE_WRITECOPY), ERROR_SUCCESS));
	STEP(vm, CU_ASSERT_EQUAL(touch(vm, b, ACCESS_WRITE, 1), FAULT_NONE));
	CU_ASSERT_EQUAL(byte_at(vm, a), 43);
	vm_free(vm);
}

/* From the first page that may be copied on, the whole view is promised; where that cannot be, nothing changes. */
static void copy_on_write_that_cannot_be_promised_changes_nothing(void)
{
	struct vm *vm = machine(64);
	uint64_t a = view(vm, section(vm, 16), MASK_READWRITE);

	vm_set_commit_available(vm, 15);
	STEP(vm, CU_ASSERT_EQUAL(protect(vm, a + PAGE_SIZE, 1, PAGE_WRITECOPY), ERROR_COMMITMENT_LIMIT));
	CU_ASSERT_EQUAL(counters(vm).commit_pages, 16);
	vm_set_commit_available(vm, 16);
	STEP(vm, CU_ASSERT_EQUAL(protect(vm, a + PAGE_SIZE, 1, PAGE_WRITECOPY), ERROR_SUCCESS));
	STEP(vm, CU_ASSERT_EQUAL(protect(vm, a, 1, PAGE_WRITECOPY), ERROR_SUCCESS));
	CU_ASSERT_EQUAL(counters(vm).commit_pages, 32);
	STEP(vm, unmap(vm, a));
	CU_ASSERT_EQUAL(counters(vm).commit_pages, 16);
	vm_free(vm);
}

/* To the processor execute-only is execute-read; what VirtualQuery says is another matter. */
static void a_shared_page_knows_each_protection_that_it_was_given(void)
{
	static const uint32_t given[] = {
		PAGE_READONLY, PAGE_READWRITE, PAGE_EXECUTE, PAGE_EXECUTE_READ, PAGE_EXECUTE_READWRITE, PAGE_NOACCESS,
		PAGE_READWRITE | PAGE_GUARD,
	};
	struct vm *vm = machine(64);
	struct section *s = section(vm, 1);
	uint64_t a = view(vm, s, MASK_EXECUTE_READWRITE);
	struct memory_basic_information m;

	for (size_t i = 0; i < sizeof given / sizeof given[0]; i++) {
		STEP(vm, CU_ASSERT_EQUAL(protect(vm, a, 1, PAGE_READWRITE), ERROR_SUCCESS));
		STEP(vm, CU_ASSERT_EQUAL(touch(vm, a, ACCESS_WRITE, 1), FAULT_NONE));
		STEP(vm, CU_ASSERT_EQUAL(protect(vm, a, 1, given[i]), ERROR_SUCCESS));
		win32_virtual_query(vm, a, &m);
		CU_ASSERT_EQUAL(m.protect, given[i]);
		STEP(vm, vm_empty_working_set(vm));
		win32_virtual_query(vm, a, &m);
		CU_ASSERT_EQUAL(m.protect, given[i]);
	}
	vm_free(vm);
}

/* VirtualLock is about an address: the same page can be trimmed from another view, and a copy is as locked as
 * the page that it replaces. */
static void a_lock_belongs_to_the_view_and_survives_the_copy(void)
{
	struct vm *vm = machine(64);
	struct section *s = section(vm, 1);
	uint64_t a = view(vm, s, MASK_READWRITE), b = view(vm, s, MASK_READWRITE), c = view(vm, s, MASK_WRITECOPY);

	byte_at(vm, b);
	STEP(vm, CU_ASSERT_EQUAL(win32_virtual_lock(vm, a, 1), ERROR_SUCCESS));
	CU_ASSERT_FALSE(win32_is_locked(vm, b));
	STEP(vm, CU_ASSERT_EQUAL(win32_virtual_unlock(vm, b, 1), ERROR_NOT_LOCKED));
	STEP(vm, vm_empty_working_set(vm));
	CU_ASSERT_TRUE(vm_resident(vm, a) && !vm_resident(vm, b));
	STEP(vm, CU_ASSERT_EQUAL(win32_virtual_lock(vm, c, 1), ERROR_SUCCESS));
	STEP(vm, CU_ASSERT_EQUAL(touch(vm, c, ACCESS_WRITE, 1), FAULT_NONE));
	STEP(vm, vm_empty_working_set(vm));
	CU_ASSERT_TRUE(win32_is_locked(vm, c));
	STEP(vm, CU_ASSERT_EQUAL(win32_virtual_unlock(vm, c, 1), ERROR_SUCCESS));
	STEP(vm, CU_ASSERT_EQUAL(win32_virtual_unlock(vm, a, 1), ERROR_SUCCESS));
	vm_free(vm);
}

static void a_view_is_not_freed_like_private_memory(void)
{
	struct vm *vm = machine(64);
	uint64_t a = view(vm, section(vm, 2), MASK_READWRITE);

	STEP(vm, CU_ASSERT_EQUAL(win32_virtual_free(vm, a, 0, MEM_RELEASE), ERROR_INVALID_PARAMETER));
	STEP(vm, CU_ASSERT_EQUAL(win32_virtual_free(vm, a, PAGE_SIZE, MEM_DECOMMIT), ERROR_INVALID_PARAMETER));
	vm_free(vm);
}

/* ---- under pressure ---- */

#define PAGES 40
#define VIEWS 4

struct world {
	struct vm *vm;
	struct section *s;
	uint64_t view[VIEWS], base;             /* the last view copies on write */
	uint8_t shared[PAGES], own[PAGES];
	bool copied[PAGES];
	uint32_t seed;
};

static uint32_t pick(struct world *w, uint32_t below)
{
	w->seed = w->seed * 1664525 + 1013904223;
	return (w->seed >> 8) % below;
}

static void open_view(struct world *w, unsigned i)
{
	w->view[i] = view(w->vm, w->s, i == VIEWS - 1 ? MASK_WRITECOPY : MASK_READWRITE);
	if (i == VIEWS - 1)
		memset(w->copied, 0, sizeof w->copied);
}

static void step(struct world *w)
{
	unsigned v = pick(w, VIEWS), page = pick(w, PAGES), value = pick(w, 256);
	uint64_t va = w->view[v] + page * PAGE_SIZE + page;
	bool copies = v == VIEWS - 1;

	switch (pick(w, 40)) {
	case 0:
		unmap(w->vm, w->view[v]);
		open_view(w, v);
		break;
	case 1:
		vm_idle(w->vm);
		break;
	case 2:
		vm_empty_working_set(w->vm);
		break;
	default:
		if (pick(w, 2)) {
			CU_ASSERT_EQUAL(byte_at(w->vm, va), copies && w->copied[page] ? w->own[page] : w->shared[page]);
			break;
		}
		CU_ASSERT_EQUAL(touch(w->vm, va, ACCESS_WRITE, value), FAULT_NONE);
		if (copies) {
			w->copied[page] = true;
			w->own[page] = value;
		} else {
			w->shared[page] = value;
		}
	}
}

static void views_of_a_small_memory_lose_nothing(void)
{
	const struct replacer *policy;

	for (size_t i = 0; (policy = replace_at(i)); i++) {
		struct world w = { .seed = 11 + i };

		if (policy->needs_future)
			continue;
		w.vm = vm_new(&(struct vm_config){ .frames = 20, .pagefile_slots = 200, .backed = true, .policy = policy->name });
		w.s = section(w.vm, PAGES);
		for (unsigned v = 0; v < VIEWS; v++)
			open_view(&w, v);
		for (int n = 0; n < 6000 && !CU_get_number_of_failures(); n++) {
			step(&w);
			if (n % 7 == 0)
				machine_is_sound(w.vm, __LINE__, __FILE__);
		}
		CU_ASSERT(counters(w.vm).hard > 500);
		vm_free(w.vm);
	}
}

/* ---- sections over files ---- */

#define FILE_PAGES 24

struct mapped { struct vm *vm; struct folder *folder; struct folder_file *file; struct section *section; };

/* A file whose page i holds the byte i + 1 in all places, the last page ten bytes of them. */
static struct mapped mapped(size_t frames)
{
	struct mapped m = { .vm = machine(frames), .folder = folder_new() };
	uint8_t page[PAGE_SIZE];
	uint32_t status;

	CU_ASSERT_PTR_NOT_NULL_FATAL(m.folder);
	m.file = folder_open(m.folder, "map", true);
	for (uint64_t i = 0; i < FILE_PAGES; i++) {
		memset(page, (int)i + 1, sizeof page);
		CU_ASSERT_TRUE(folder_write(m.folder, m.file, i << PAGE_SHIFT, page, i == FILE_PAGES - 1 ? 10 : PAGE_SIZE));
	}
	m.section = section_new(m.vm, &(struct section_wish){ FILE_PAGES, MASK_EXECUTE_READWRITE, false, 0, m.folder, m.file }, &status);
	CU_ASSERT_PTR_NOT_NULL_FATAL(m.section);
	return m;
}

static void end(struct mapped *m)
{
	vm_free(m->vm);
	folder_free(m->folder);
}

static uint8_t in_file(const struct mapped *m, uint64_t at)
{
	uint8_t byte = 0;

	folder_read(m->file, at, &byte, 1);
	return byte;
}

static void a_page_of_a_file_is_read_from_it_and_charged_to_nobody(void)
{
	struct mapped m = mapped(64);
	uint64_t before = counters(m.vm).commit_pages, va = view(m.vm, m.section, MASK_READWRITE);

	STEP(m.vm, CU_ASSERT_EQUAL(byte_at(m.vm, va + 3), 1));
	STEP(m.vm, CU_ASSERT_EQUAL(byte_at(m.vm, va + (FILE_PAGES - 1) * PAGE_SIZE + 9), FILE_PAGES));
	STEP(m.vm, CU_ASSERT_EQUAL(byte_at(m.vm, va + (FILE_PAGES - 1) * PAGE_SIZE + 10), 0));
	CU_ASSERT_EQUAL(counters(m.vm).hard, 2);
	CU_ASSERT_EQUAL(counters(m.vm).demand_zero, 0);
	CU_ASSERT_EQUAL(counters(m.vm).commit_pages, before);
	end(&m);
}

static void pages_written_under_pressure_go_to_the_file_and_not_to_the_page_file(void)
{
	struct mapped m = mapped(16);
	uint64_t va = view(m.vm, m.section, MASK_READWRITE);

	for (uint64_t i = 0; i < FILE_PAGES; i++)
		STEP(m.vm, CU_ASSERT_EQUAL(touch(m.vm, va + (i << PAGE_SHIFT) + 5, ACCESS_WRITE, (uint8_t)(100 + i)), FAULT_NONE));
	for (uint64_t i = 0; i < FILE_PAGES; i++) {
		STEP(m.vm, CU_ASSERT_EQUAL(byte_at(m.vm, va + (i << PAGE_SHIFT) + 5), 100 + i));
		CU_ASSERT_EQUAL(byte_at(m.vm, va + (i << PAGE_SHIFT) + 6), i < FILE_PAGES - 1 ? i + 1 : FILE_PAGES);
	}
	CU_ASSERT_EQUAL(counters(m.vm).pagefile_used, 0);
	CU_ASSERT_EQUAL(counters(m.vm).pagefile_writes, 0);
	CU_ASSERT_EQUAL(in_file(&m, 5), 100);
	end(&m);
}

static void what_a_handle_writes_the_views_see_and_the_other_way(void)
{
	struct mapped m = mapped(64);
	uint64_t va = view(m.vm, m.section, MASK_READWRITE);
	uint8_t bytes[2] = { 0 };

	touch(m.vm, va + PAGE_SIZE - 1, ACCESS_WRITE, 77);
	CU_ASSERT_EQUAL(section_read_file(m.vm, m.file, PAGE_SIZE - 1, bytes, 2), 2);
	CU_ASSERT_EQUAL(bytes[0], 77);
	CU_ASSERT_EQUAL(bytes[1], 2);
	CU_ASSERT_EQUAL(in_file(&m, PAGE_SIZE - 1), 1);         /* not written back yet */
	CU_ASSERT_TRUE(section_write_file(m.vm, m.folder, m.file, PAGE_SIZE - 1, "xy", 2));
	STEP(m.vm, CU_ASSERT_EQUAL(byte_at(m.vm, va + PAGE_SIZE - 1), 'x'));
	STEP(m.vm, CU_ASSERT_EQUAL(byte_at(m.vm, va + PAGE_SIZE), 'y'));
	end(&m);
}

static void the_last_reference_writes_back_what_was_written(void)
{
	struct mapped m = mapped(64);
	uint64_t va = view(m.vm, m.section, MASK_READWRITE);

	touch(m.vm, va + 5, ACCESS_WRITE, 77);
	touch(m.vm, va + (FILE_PAGES - 1) * PAGE_SIZE + 100, ACCESS_WRITE, 78);
	STEP(m.vm, close_handle(m.vm, m.section));
	STEP(m.vm, unmap(m.vm, va));
	CU_ASSERT_EQUAL(in_file(&m, 5), 77);
	CU_ASSERT_EQUAL(folder_size(m.file), (FILE_PAGES - 1) * PAGE_SIZE + 10);        /* behind the end nothing is written */
	CU_ASSERT_PTR_NULL(section_of_file(m.vm, m.file));
	end(&m);
}

static void a_copy_of_a_page_of_a_file_is_no_page_of_it(void)
{
	struct mapped m = mapped(64);
	uint64_t va = view(m.vm, m.section, MASK_WRITECOPY), shared = view(m.vm, m.section, MASK_READONLY);

	STEP(m.vm, CU_ASSERT_EQUAL(touch(m.vm, va + 5, ACCESS_WRITE, 77), FAULT_NONE));
	STEP(m.vm, CU_ASSERT_EQUAL(byte_at(m.vm, shared + 5), 1));
	STEP(m.vm, vm_empty_working_set(m.vm));
	STEP(m.vm, vm_idle(m.vm));
	CU_ASSERT_EQUAL(byte_at(m.vm, va + 5), 77);
	CU_ASSERT_EQUAL(in_file(&m, 5), 1);
	CU_ASSERT_EQUAL(counters(m.vm).pagefile_used, 1);
	end(&m);
}

CU_TestInfo section_tests[] = {
	{ "what one view writes the other reads", what_one_view_writes_the_other_reads },
	{ "a section is charged when it is made and until nobody refers to it",
	  a_section_is_charged_when_it_is_made_and_until_nobody_refers_to_it },
	{ "a copy-on-write view copies the page that it writes and no other", a_copy_on_write_view_copies_the_page_that_it_writes_and_no_other },
	{ "a shared page leaves memory only when no view maps it", a_shared_page_leaves_memory_only_when_no_view_maps_it },
	{ "protection belongs to the view", protection_belongs_to_the_view },
	{ "copy-on-write that cannot be promised changes nothing", copy_on_write_that_cannot_be_promised_changes_nothing },
	{ "a shared page knows each protection that it was given", a_shared_page_knows_each_protection_that_it_was_given },
	{ "a lock belongs to the view, and survives the copy", a_lock_belongs_to_the_view_and_survives_the_copy },
	{ "a view is not freed like private memory", a_view_is_not_freed_like_private_memory },
	{ "views of a small memory lose nothing", views_of_a_small_memory_lose_nothing },
	{ "a page of a file is read from it and charged to nobody", a_page_of_a_file_is_read_from_it_and_charged_to_nobody },
	{ "pages written under pressure go to the file and not to the page file",
	  pages_written_under_pressure_go_to_the_file_and_not_to_the_page_file },
	{ "what a handle writes the views see, and the other way", what_a_handle_writes_the_views_see_and_the_other_way },
	{ "the last reference writes back what was written", the_last_reference_writes_back_what_was_written },
	{ "a copy of a page of a file is no page of it", a_copy_of_a_page_of_a_file_is_no_page_of_it },
	CU_TEST_INFO_NULL,
};
