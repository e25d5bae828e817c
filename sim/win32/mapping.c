/* mapping.c - see mapping.h. */
#include "sim/win32/mapping.h"

#include "sim/mm/view.h"
#include "sim/mm/writer.h"
#include "sim/win32/arguments.h"
#include "sim/win32/file.h"

#define SEC_ATTRIBUTES (SEC_IMAGE | SEC_RESERVE | SEC_COMMIT | SEC_NOCACHE | SEC_WRITECOMBINE | SEC_LARGE_PAGES)
#define NO_FILE        UINT64_MAX       /* INVALID_HANDLE_VALUE: the page file */

/* More prototype PTEs than the kernel would find room for: 64 GiB of section. */
#define PAGES_MAX     ((uint64_t)1 << 24)

/* ---- rights: what a mask lets a program do ---- */

enum { READS = 1, WRITES = 2, COPIES = 4, EXECUTES = 8 };

static unsigned rights_of(unsigned mask)
{
	static const unsigned rights[8] = {
		[MASK_READONLY] = READS, [MASK_READWRITE] = READS | WRITES, [MASK_WRITECOPY] = READS | COPIES,
		[MASK_EXECUTE] = EXECUTES, [MASK_EXECUTE_READ] = READS | EXECUTES,
		[MASK_EXECUTE_READWRITE] = READS | WRITES | EXECUTES,
		[MASK_EXECUTE_WRITECOPY] = READS | COPIES | EXECUTES,
	};

	return rights[mask & MASK_ACCESS];
}

/* Who may read a page may have a copy of it. */
bool mapping_allows(unsigned view, unsigned wanted)
{
	unsigned allowed = rights_of(view) | (rights_of(view) & READS ? COPIES : 0);

	return !(rights_of(wanted) & ~allowed);
}

/* ---- CreateFileMapping ---- */

/* One of the protections that make sense for a section, and no modifier. */
static bool mask_for_section(uint32_t protect, unsigned *mask)
{
	return protect <= 0xFF && mask_from_page(protect, mask) && *mask != MASK_NOACCESS && *mask != MASK_EXECUTE;
}

/* How its pages are cached; a mask without rights has no room for it. */
static unsigned with_caching(unsigned mask, unsigned caching)
{
	return mask & MASK_ACCESS ? mask | caching : mask;
}

/* With attributes at all, one of three says what stands behind the section; large pages are committed at once. */
static bool good_attributes(uint32_t attributes)
{
	uint32_t behind = attributes & (SEC_IMAGE | SEC_RESERVE | SEC_COMMIT);

	if (!attributes)
		return true;
	return behind && !(behind & (behind - 1)) && (!(attributes & SEC_LARGE_PAGES) || behind == SEC_COMMIT);
}

/* ---- of a file ---- */

/* What the handle has to allow: everything that a view may do. A copy needs no more than reading. */
static bool access_allows(uint32_t access, unsigned mask)
{
	unsigned rights = rights_of(mask);

	return access & FILE_READ_DATA && (!(rights & WRITES) || access & FILE_WRITE_DATA) &&
	       (!(rights & EXECUTES) || access & FILE_EXECUTE);
}

/* Size 0 is the file's. A file that is smaller grows, if it may be written. */
static uint32_t fit_file(const struct opened *o, unsigned mask, uint64_t *size_bytes)
{
	uint64_t size = folder_size(o->file);

	if (*size_bytes == 0)
		*size_bytes = size;
	if (*size_bytes == 0)
		return ERROR_FILE_INVALID;
	if (*size_bytes <= size)
		return ERROR_SUCCESS;
	if (!(rights_of(mask) & WRITES))
		return ERROR_NOT_ENOUGH_MEMORY;
	return folder_write(o->folder, o->file, *size_bytes - 1, "", 1) ? ERROR_SUCCESS : ERROR_DISK_FULL;
}

static uint32_t check_file(const struct opened *o, uint32_t attributes, unsigned mask)
{
	if (!o || o->kind != OPENED_DISK)
		return o ? ERROR_BAD_EXE_FORMAT : ERROR_INVALID_HANDLE;
	if (attributes & SEC_IMAGE)
		return ERROR_BAD_EXE_FORMAT;
	if (attributes & (SEC_RESERVE | SEC_LARGE_PAGES))
		return ERROR_INVALID_PARAMETER;
	return access_allows(o->access, mask) ? ERROR_SUCCESS : ERROR_ACCESS_DENIED;
}

/* The section over the file, which may be there already: another handle, or a view, has it. */
static struct section *section_over(struct vm *vm, const struct opened *o, uint64_t pages, uint32_t *status)
{
	struct section_wish wish = { pages, MASK_EXECUTE_READWRITE, false, 0, o->folder, o->file };
	struct section *section = section_of_file(vm, o->file);

	if (!section)
		return section_new(vm, &wish, status);
	*status = STATUS_NO_MEMORY;
	if (!section_extend(section, pages))
		return NULL;
	section->references++;
	section->handles++;
	return section;
}

static uint32_t create_of_file(struct vm *vm, struct objects *objects, const struct opened *o, uint32_t protect, uint64_t size_bytes,
                               struct object *made)
{
	uint32_t attributes = protect & SEC_ATTRIBUTES, error, status;

	if (!mask_for_section(protect & ~SEC_ATTRIBUTES, &made->mask) || !good_attributes(attributes))
		return ERROR_INVALID_PARAMETER;
	error = check_file(o, attributes, made->mask);
	if (error == ERROR_SUCCESS)
		error = fit_file(o, made->mask, &size_bytes);
	if (error != ERROR_SUCCESS)
		return error;
	made->pages = page_of(size_bytes - 1) + 1;
	made->section = section_over(vm, o, made->pages, &status);
	return made->section ? ERROR_SUCCESS : win32_error(status);
}

static uint32_t check_creation(uint64_t file, uint32_t protect, uint64_t size_bytes, struct section_wish *wish)
{
	uint32_t attributes = protect & SEC_ATTRIBUTES;

	if (!mask_for_section(protect & ~SEC_ATTRIBUTES, &wish->mask))
		return ERROR_INVALID_PARAMETER;
	if (!good_attributes(attributes))
		return ERROR_INVALID_PARAMETER;
	if (file != NO_FILE && file != 0)
		return ERROR_INVALID_HANDLE;
	if (attributes & SEC_IMAGE)
		return ERROR_BAD_EXE_FORMAT;
	if (attributes & SEC_LARGE_PAGES)
		return ERROR_PRIVILEGE_NOT_HELD;
	if (!size_bytes)
		return ERROR_INVALID_PARAMETER;
	wish->pages = page_of(size_bytes - 1) + 1;
	wish->reserve = attributes & SEC_RESERVE;
	wish->caching = attributes & SEC_NOCACHE ? MASK_NOCACHE : attributes & SEC_WRITECOMBINE ? MASK_WRITECOMBINE : 0;
	if (wish->pages <= PAGES_MAX)
		return ERROR_SUCCESS;
	if (wish->pages > USER_LAST_VPN)
		return ERROR_NOT_ENOUGH_MEMORY;         /* STATUS_SECTION_TOO_BIG */
	return wish->reserve ? ERROR_NO_SYSTEM_RESOURCES : ERROR_COMMITMENT_LIMIT;
}

static uint32_t give_handle(struct vm *vm, struct objects *objects, const struct object *object, uint64_t *handle)
{
	*handle = objects_add(objects, object);
	if (*handle)
		return ERROR_SUCCESS;
	object->section->handles--;
	section_release(vm, object->section);
	return ERROR_NOT_ENOUGH_MEMORY;
}

uint32_t win32_create_file_mapping(struct vm *vm, struct objects *objects, uint64_t file, uint32_t protect,
                                   uint64_t size_bytes, uint8_t *name, uint64_t *handle, bool *existed)
{
	struct section_wish wish = { 0 };
	struct section *section = objects_named(objects, name);
	struct object made = { .name = name };
	uint32_t error, status;

	*existed = section != NULL;
	if (file != NO_FILE && file != 0 && !section) {
		error = create_of_file(vm, objects, win32_opened(objects, file), protect, size_bytes, &made);
		return error ? error : give_handle(vm, objects, &made, handle);
	}
	error = check_creation(file && section ? NO_FILE : file, protect, section && !size_bytes ? 1 : size_bytes, &wish);
	if (error != ERROR_SUCCESS)
		return error;
	if (section) {
		section->references++;
		section->handles++;
	} else {
		section = section_new(vm, &wish, &status);
		if (!section)
			return win32_error(status);
	}
	return give_handle(vm, objects, &(struct object){ .section = section, .mask = wish.mask, .name = name }, handle);
}

/* FILE_MAP_ rights that are asked for stand for what the handle then allows. */
uint32_t win32_open_file_mapping(struct vm *vm, struct objects *objects, uint32_t access, uint8_t *name, uint64_t *handle)
{
	struct section *section = objects_named(objects, name);
	struct object made = { .section = section, .name = name };

	if (!section)
		return ERROR_FILE_NOT_FOUND;
	made.mask = access & FILE_MAP_WRITE ? MASK_READWRITE : MASK_READONLY;
	if (access & FILE_MAP_EXECUTE)
		made.mask = access & FILE_MAP_WRITE ? MASK_EXECUTE_READWRITE : MASK_EXECUTE_READ;
	section->references++;
	section->handles++;
	return give_handle(vm, objects, &made, handle);
}

/* ---- views ---- */

/* FILE_MAP_ALL_ACCESS has all of these bits but one; what decides is the strongest. */
static unsigned mask_for_view(uint32_t access)
{
	static const unsigned masks[4][2] = {
		{ MASK_NOACCESS, MASK_NOACCESS }, { MASK_WRITECOPY, MASK_EXECUTE_WRITECOPY },
		{ MASK_READWRITE, MASK_EXECUTE_READWRITE }, { MASK_READONLY, MASK_EXECUTE_READ },
	};
	bool executes = access & FILE_MAP_EXECUTE;

	if ((access & ~FILE_MAP_EXECUTE) == FILE_MAP_COPY)
		return masks[1][executes];
	if (access & FILE_MAP_WRITE)
		return masks[2][executes];
	return masks[access & FILE_MAP_READ ? 3 : 0][executes];
}

/* A handle allows what was asked for when it was made; a section that was there already may allow less, which is
 * another error. */
static uint32_t check_view(const struct object *object, unsigned mask)
{
	if (!mapping_allows(object->mask, mask))
		return ERROR_ACCESS_DENIED;
	return mapping_allows(object->section->mask, mask) ? ERROR_SUCCESS : win32_error(STATUS_SECTION_PROTECTION);
}

/* The pages of the section that are asked for; size 0 means up to its end. */
static bool choose_pages(const struct object *object, uint64_t offset, uint64_t size_bytes, uint64_t *first,
                         uint64_t *pages)
{
	uint64_t end = object->pages ? object->pages : object->section->pages;

	*first = page_of(offset);
	if (*first >= end)
		return false;
	*pages = size_bytes ? page_of(size_bytes - 1) + 1 : end - *first;
	return *pages <= end - *first;
}

uint32_t win32_map_view(struct vm *vm, const struct objects *objects, uint64_t handle, uint32_t access,
                        uint64_t offset, uint64_t size_bytes, uint64_t address, uint64_t *result)
{
	const struct object *object = objects_find(objects, handle);
	unsigned mask = mask_for_view(access);
	uint64_t first, pages;
	struct vad *vad;
	uint32_t status, error;

	if (size_bytes && address <= USER_HIGHEST && !in_user_space(address, size_bytes))
		return ERROR_INVALID_PARAMETER;         /* whatever the handle is */
	if (offset % GRANULE_SIZE || address % GRANULE_SIZE)
		return ERROR_MAPPED_ALIGNMENT;
	if (!object || object->kind != OBJECT_SECTION)
		return ERROR_INVALID_HANDLE;
	error = check_view(object, mask);
	if (error != ERROR_SUCCESS)
		return error;
	if (!choose_pages(object, offset, size_bytes, &first, &pages))
		return ERROR_ACCESS_DENIED;
	if (address && !in_user_space(address, pages << PAGE_SHIFT))
		return ERROR_INVALID_ADDRESS;
	mask = with_caching(mask, object->section->caching);
	status = view_map(vm, object->section, first, pages, mask, page_of(address), &vad);
	if (status == STATUS_SUCCESS)
		*result = vad->first_vpn << PAGE_SHIFT;
	return win32_error(status);
}

static struct vad *view_at(struct vm *vm, uint64_t address)
{
	struct vad *vad = address <= USER_HIGHEST ? vad_find(&vm->vads, page_of(address)) : NULL;

	return vad && vad->kind == VAD_MAPPED ? vad : NULL;
}

/* Any address inside a view names it. */
uint32_t win32_unmap_view(struct vm *vm, uint64_t address)
{
	struct vad *vad = view_at(vm, address);

	if (!vad)
		return ERROR_INVALID_ADDRESS;
	space_release(vm, vad);
	return ERROR_SUCCESS;
}

/* D is what tells that a page was written; it goes before the bytes do, so that a later write shows again. */
static void flush_page(struct vm *vm, const struct vad *vad, uint64_t vpn)
{
	uint64_t *pte = table_span(&vm->tables, vpn, vpn).pte, page = view_page(vad, vpn);
	uint64_t prototype = section_prototype(vad->section, page);
	struct pfn *p = prototype && soft_names_frame(prototype) ? &vm->pfns.of[pte_pfn(prototype)] : NULL;
	bool written = p && p->modified;

	if (!p)
		return;
	if (pte && pte_valid(*pte) && pte_pfn(*pte) == pte_pfn(prototype) && *pte & PTE_D) {
		written = true;
		tables_write(vm, pte, *pte & ~PTE_D);
		tlb_flush_page(&vm->tlb, vpn << PAGE_SHIFT);
	}
	if (p->location == PFN_MODIFIED) {
		writer_write_page(vm, pte_pfn(prototype));
	} else if (written) {
		section_write_back(vm, pte_pfn(prototype));
		p->modified = false;
	}
}

/* From the page of `address` on; size 0 means up to the end of the view. Nothing is to be done where the page file is behind it. */
uint32_t win32_flush_view(struct vm *vm, uint64_t address, uint64_t size_bytes)
{
	const struct vad *vad = view_at(vm, address);
	uint64_t last;

	if (!vad)
		return ERROR_INVALID_ADDRESS;
	last = size_bytes && size_bytes - 1 <= USER_HIGHEST - address ? page_of(address + size_bytes - 1) : vad->last_vpn;
	for (uint64_t vpn = page_of(address); vad->section->file && vpn <= last && vpn <= vad->last_vpn; vpn++)
		flush_page(vm, vad, vpn);
	return ERROR_SUCCESS;
}

uint32_t win32_close_handle(struct vm *vm, struct objects *objects, uint64_t handle)
{
	struct section *section;
	struct opened *opened;

	if (handle == NO_FILE || handle == STANDARD_INPUT || handle == STANDARD_OUTPUT || handle == STANDARD_ERROR)
		return ERROR_SUCCESS;           /* the first is the number of the process itself, too */
	if (!objects_find(objects, handle))
		return ERROR_INVALID_HANDLE;
	opened = win32_opened(objects, handle);
	if (opened)
		file_close(opened);
	section = objects_remove(objects, handle);
	if (!section)
		return ERROR_SUCCESS;           /* it was to no section */
	section->handles--;
	section_release(vm, section);
	return ERROR_SUCCESS;
}
