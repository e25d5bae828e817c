/*
 * mapping.h - CreateFileMapping, MapViewOfFile and their family, over the page file and over files.
 *
 * As in virtual.h: each function is one documented call, checks its arguments, and
 * returns the error code that GetLastError would give, 0 if it worked.
 *
 * Knows of: arguments, file, mm/view, mm/writer, objects. Used by: virtual, api/. Source:
 * docs/reference/sources.md, [section].
 */
#ifndef FAULTLAB_SIM_MAPPING_H
#define FAULTLAB_SIM_MAPPING_H

#include "sim/win32/objects.h"

#define SEC_IMAGE               0x01000000u
#define SEC_RESERVE             0x04000000u
#define SEC_COMMIT              0x08000000u
#define SEC_NOCACHE             0x10000000u
#define SEC_WRITECOMBINE        0x40000000u
#define SEC_LARGE_PAGES         0x80000000u

#define FILE_MAP_COPY           0x01u
#define FILE_MAP_WRITE          0x02u
#define FILE_MAP_READ           0x04u
#define FILE_MAP_EXECUTE        0x20u

/* `name`: OBJECT_NAME_BYTES, or NULL. If a section has that name already, the handle is to it and *existed. */
uint32_t win32_create_file_mapping(struct vm *vm, struct objects *objects, uint64_t file, uint32_t protect,
                                   uint64_t size_bytes, uint8_t *name, uint64_t *handle, bool *existed);

/* `address` 0: anywhere. */
uint32_t win32_map_view(struct vm *vm, const struct objects *objects, uint64_t handle, uint32_t access,
                        uint64_t offset, uint64_t size_bytes, uint64_t address, uint64_t *result);
uint32_t win32_unmap_view(struct vm *vm, uint64_t address);
uint32_t win32_flush_view(struct vm *vm, uint64_t address, uint64_t size_bytes);

/* Another handle to the section of that name; ERROR_FILE_NOT_FOUND. */
uint32_t win32_open_file_mapping(struct vm *vm, struct objects *objects, uint32_t access, uint8_t *name, uint64_t *handle);
uint32_t win32_close_handle(struct vm *vm, struct objects *objects, uint64_t handle);

/* What a view that was mapped with `view` may be changed to; masks as in protect.h. */
bool mapping_allows(unsigned view, unsigned wanted);

#endif
