/* mapping.c - see mapping.h. */
#include "sim/win32/mapping.h"

#include "sim/mm/view.h"
#include "sim/win32/arguments.h"

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
	uint32_t error = check_creation(file, protect, size_bytes, &wish), status;

	*existed = section != NULL;
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
static bool choose_pages(const struct section *section, uint64_t offset, uint64_t size_bytes, uint64_t *first,
                         uint64_t *pages)
{
	*first = page_of(offset);
	if (*first >= section->pages)
		return false;
	*pages = size_bytes ? page_of(size_bytes - 1) + 1 : section->pages - *first;
	return *pages <= section->pages - *first;
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
	if (!choose_pages(object->section, offset, size_bytes, &first, &pages))
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

/* There is no file behind a view to be flushed to. */
uint32_t win32_flush_view(struct vm *vm, uint64_t address)
{
	return view_at(vm, address) ? ERROR_SUCCESS : ERROR_INVALID_ADDRESS;
}

uint32_t win32_close_handle(struct vm *vm, struct objects *objects, uint64_t handle)
{
	struct section *section;

	if (handle == NO_FILE)
		return ERROR_SUCCESS;           /* the same number as the handle of the process itself */
	if (!objects_find(objects, handle))
		return ERROR_INVALID_HANDLE;
	section = objects_remove(objects, handle);
	if (!section)
		return ERROR_SUCCESS;           /* it was to no section */
	section->handles--;
	section_release(vm, section);
	return ERROR_SUCCESS;
}
