/*
 * names.h - the numbers of Win32 by the names that its documentation uses.
 *
 * One table for both sides, so that a real and a simulated trace spell every
 * constant alike. Each function writes a NUL-terminated name (flags joined by
 * '|', bits without a name as one hexadecimal number at the end, a value
 * without any name as hexadecimal) into `out`, cut to `room` bytes, and
 * returns its full length. NAME_ROOM bytes are always enough.
 *
 * Used by: calls, places, tracer, sim/record/. Source: docs/reference/sources.md, [win32-constants].
 */
#ifndef FAULTLAB_NAMES_H
#define FAULTLAB_NAMES_H

#include <stddef.h>
#include <stdint.h>

#define NAME_ROOM 320

size_t name_protect(uint32_t value, char *out, size_t room);      /* PAGE_READWRITE|PAGE_GUARD; 0 is "0x0" */
size_t name_alloc_type(uint32_t value, char *out, size_t room);   /* MEM_RESERVE|MEM_COMMIT */
size_t name_section(uint32_t value, char *out, size_t room);      /* PAGE_READWRITE|SEC_COMMIT, of CreateFileMapping */
size_t name_file_map(uint32_t value, char *out, size_t room);     /* FILE_MAP_READ|FILE_MAP_WRITE; 0 is "0x0" */
size_t name_free_type(uint32_t value, char *out, size_t room);    /* MEM_DECOMMIT */
size_t name_state(uint32_t value, char *out, size_t room);        /* MEM_COMMIT, MEM_RESERVE, MEM_FREE */
size_t name_mem_type(uint32_t value, char *out, size_t room);     /* MEM_PRIVATE, MEM_MAPPED, MEM_IMAGE; 0 is "0x0" */
size_t name_heap_flags(uint32_t value, char *out, size_t room);   /* HEAP_ZERO_MEMORY; 0 is "0x0" */
size_t name_exception(uint32_t value, char *out, size_t room);    /* EXCEPTION_ACCESS_VIOLATION, else "0xe0000001" */
size_t name_error(uint32_t value, char *out, size_t room);        /* ERROR_INVALID_ADDRESS; 0 is NO_ERROR */
size_t name_disposition(int32_t value, char *out, size_t room);   /* by sign: -1, 0, 1 of a filter */

#endif
