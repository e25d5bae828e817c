/*
 * api_module.c - the program and the system's libraries by their names, and functions looked up in them.
 *
 * What cpu/modules.h knows can be looked up; for anything else the calls fail as they do for a library or a function that
 * is not there.
 */
#include <string.h>

#include "sim/cpu/modules.h"
#include "sim/api/api.h"

#define NAME_BYTES 300

/* A name of bytes or of 16-bit characters; false: an exception unwinds. What does not fit is no name of ours. */
static bool get_name(struct cpu *cpu, uint64_t va, unsigned width, char name[NAME_BYTES])
{
	for (size_t i = 0;; i++) {
		uint16_t c = 0;

		if (!cpu_read(cpu, va + i * width, &c, width))
			return false;
		if (i == NAME_BYTES - 1)
			c = 0;
		name[i] = c < 0x80 ? (char)c : '?';
		if (!c)
			return true;
	}
}

static uint64_t find(struct cpu *cpu, enum call_id call, const uint64_t *arg, unsigned width)
{
	char name[NAME_BYTES];
	uint64_t module;
	uint32_t error;

	record_before(cpu->record);
	if (arg[0] && !get_name(cpu, arg[0], width, name))
		return 0;
	module = module_find(cpu, arg[0] ? name : NULL);
	error = module ? ERROR_SUCCESS : ERROR_MOD_NOT_FOUND;
	api_keep_error(cpu, error);
	api_tell(cpu, call, arg, module, error);
	return module;
}

uint64_t api_GetModuleHandleA(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return find(cpu, CALL_GetModuleHandleA, arg, 1);
}

uint64_t api_GetModuleHandleW(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return find(cpu, CALL_GetModuleHandleW, arg, 2);
}

#define FROM_ADDRESS    4u      /* GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS; the others are about a count that is not kept */
#define FLAGS_KNOWN     7u

static uint64_t find_ex(struct cpu *cpu, enum call_id call, const uint64_t *arg, unsigned width)
{
	char name[NAME_BYTES];
	uint64_t module = 0;
	uint32_t error = ERROR_SUCCESS;

	record_before(cpu->record);
	if ((uint32_t)arg[0] & ~FLAGS_KNOWN || !arg[2]) {
		error = ERROR_INVALID_PARAMETER;
	} else if ((uint32_t)arg[0] & FROM_ADDRESS) {
		module = module_around(cpu, arg[1]);
	} else {
		if (arg[1] && !get_name(cpu, arg[1], width, name))
			return 0;
		module = module_find(cpu, arg[1] ? name : NULL);
	}
	if (error == 0 && !module)
		error = ERROR_MOD_NOT_FOUND;
	if (arg[2] && !cpu_write(cpu, arg[2], &module, 8))
		return 0;
	api_keep_error(cpu, error);
	api_tell(cpu, call, arg, error == 0, error);
	return error == 0;
}

uint64_t api_GetModuleHandleExA(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return find_ex(cpu, CALL_GetModuleHandleExA, arg, 1);
}

uint64_t api_GetModuleHandleExW(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return find_ex(cpu, CALL_GetModuleHandleExW, arg, 2);
}

/* NULL is the program only where a handle is asked for. */
static uint64_t load(struct cpu *cpu, enum call_id call, const uint64_t *arg, unsigned width)
{
	if (arg[0])
		return find(cpu, call, arg, width);
	record_before(cpu->record);
	api_keep_error(cpu, ERROR_INVALID_PARAMETER);
	api_tell(cpu, call, arg, 0, ERROR_INVALID_PARAMETER);
	return 0;
}

uint64_t api_LoadLibraryA(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return load(cpu, CALL_LoadLibraryA, arg, 1);
}

uint64_t api_LoadLibraryW(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return load(cpu, CALL_LoadLibraryW, arg, 2);
}

uint64_t api_FreeLibrary(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint32_t error;

	record_before(cpu->record);
	error = arg[0] && module_path(cpu, arg[0]) ? ERROR_SUCCESS : ERROR_INVALID_HANDLE;
	api_keep_error(cpu, error);
	api_tell(cpu, CALL_FreeLibrary, arg, error == 0, error);
	return error == 0;
}

/* The program itself exports nothing, and nothing is found by its number. */
uint64_t api_GetProcAddress(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	char name[NAME_BYTES];
	uint64_t address = 0;
	uint32_t error;

	record_before(cpu->record);
	if (arg[1] >> 16) {
		if (!get_name(cpu, arg[1], 1, name))
			return 0;
		address = module_function(cpu, arg[0], name);
	}
	error = address ? ERROR_SUCCESS : arg[0] && !module_path(cpu, arg[0]) ? ERROR_MOD_NOT_FOUND : ERROR_PROC_NOT_FOUND;
	api_keep_error(cpu, error);
	api_tell(cpu, CALL_GetProcAddress, arg, address, error);
	return address;
}

/* Cut, with ERROR_INSUFFICIENT_BUFFER and its zero, where the room is too small. */
static uint64_t file_name(struct cpu *cpu, enum call_id call, const uint64_t *arg, unsigned width)
{
	const char *path;
	uint64_t length, room = (uint32_t)arg[2];
	uint32_t error = ERROR_SUCCESS;

	record_before(cpu->record);
	path = module_path(cpu, arg[0]);
	length = path ? strlen(path) : 0;
	if (!path)
		error = ERROR_MOD_NOT_FOUND;
	else if (length >= room) {
		length = room;
		cpu->last_error = ERROR_INSUFFICIENT_BUFFER;
	}
	for (uint64_t i = 0; i < room && i <= length; i++) {
		uint16_t c = i < length && (length < room || i + 1 < room) ? (uint8_t)path[i] : 0;

		if (!cpu_write(cpu, arg[1] + i * width, &c, width))
			return 0;
	}
	api_keep_error(cpu, error);
	api_tell(cpu, call, arg, length, error);
	return length;
}

uint64_t api_GetModuleFileNameA(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return file_name(cpu, CALL_GetModuleFileNameA, arg, 1);
}

uint64_t api_GetModuleFileNameW(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return file_name(cpu, CALL_GetModuleFileNameW, arg, 2);
}
