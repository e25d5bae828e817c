/*
 * api_mapping.c - the calls that make sections and show them.
 *
 * A view is told as a place like a reservation, a handle by its number in order of
 * creation (core/handles.h): what numbers a system gives is its own affair.
 */
#include <string.h>

#include "sim/win32/mapping.h"
#include "sim/api/api.h"

/* ---- CreateFileMapping ---- */

/* The name at `va` with `width` bytes a character. False: it cannot be read, or is too long. */
static uint32_t get_name(struct cpu *cpu, uint64_t va, unsigned width, uint8_t *name)
{
	memset(name, 0, OBJECT_NAME_BYTES);
	for (unsigned at = 0; at < OBJECT_NAME_BYTES; at += 2) {
		uint32_t error = api_get(cpu, va, name + at, width);

		if (error != ERROR_SUCCESS)
			return error;
		if (!name[at] && !name[at + 1])
			return ERROR_SUCCESS;
		va += width;
	}
	return ERROR_INVALID_PARAMETER;
}

static uint64_t create(struct cpu *cpu, const uint64_t *arg, enum call_id call, unsigned width)
{
	uint64_t handle = 0, size = (arg[3] << 32) | (uint32_t)arg[4];
	uint8_t name[OBJECT_NAME_BYTES];
	uint32_t error = ERROR_SUCCESS;
	bool existed = false;

	record_before(cpu->record);
	if (arg[5])
		error = get_name(cpu, arg[5], width, name);
	if (error == ERROR_SUCCESS)
		error = win32_create_file_mapping(cpu->vm, &cpu->objects, arg[0], (uint32_t)arg[2], size,
		        arg[5] ? name : NULL, &handle, &existed);
	cpu->last_error = error == ERROR_SUCCESS && existed ? ERROR_ALREADY_EXISTS : error;     /* 0 as well: the call says so */
	api_tell(cpu, call, arg, handle, error);
	cpu_verify(cpu);
	return handle;
}

uint64_t api_CreateFileMappingA(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return create(cpu, arg, CALL_CreateFileMappingA, 1);
}

uint64_t api_CreateFileMappingW(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return create(cpu, arg, CALL_CreateFileMappingW, 2);
}

static uint64_t open(struct cpu *cpu, const uint64_t *arg, enum call_id call, unsigned width)
{
	uint8_t name[OBJECT_NAME_BYTES];
	uint64_t handle = 0;
	uint32_t error;

	record_before(cpu->record);
	error = arg[2] ? get_name(cpu, arg[2], width, name) : ERROR_INVALID_PARAMETER;
	if (error == ERROR_SUCCESS)
		error = win32_open_file_mapping(cpu->vm, &cpu->objects, (uint32_t)arg[0], name, &handle);
	api_keep_error(cpu, error);
	api_tell(cpu, call, arg, handle, error);
	cpu_verify(cpu);
	return handle;
}

uint64_t api_OpenFileMappingA(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return open(cpu, arg, CALL_OpenFileMappingA, 1);
}

uint64_t api_OpenFileMappingW(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return open(cpu, arg, CALL_OpenFileMappingW, 2);
}

/* ---- views ---- */

static uint64_t map(struct cpu *cpu, const uint64_t *arg, enum call_id call, uint64_t wanted)
{
	struct recorder *r = cpu->record;
	uint64_t result = 0;
	uint64_t offset = arg[2] << 32 | (uint32_t)arg[3];
	uint32_t error;

	record_before(r);
	error = win32_map_view(cpu->vm, &cpu->objects, arg[0], (uint32_t)arg[1], offset, arg[4], wanted, &result);
	api_keep_error(cpu, error);
	if (error == ERROR_SUCCESS)
		record_reserved(r, result);
	record_changed(r);
	api_tell(cpu, call, arg, result, error);
	cpu_verify(cpu);
	return result;
}

uint64_t api_MapViewOfFile(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return map(cpu, arg, CALL_MapViewOfFile, 0);
}

uint64_t api_MapViewOfFileEx(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return map(cpu, arg, CALL_MapViewOfFileEx, arg[5]);
}

uint64_t api_UnmapViewOfFile(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	struct recorder *r = cpu->record;
	uint32_t error;

	record_before(r);
	record_about(r, arg[0]);
	error = win32_unmap_view(cpu->vm, arg[0]);
	api_keep_error(cpu, error);
	if (error == ERROR_SUCCESS)
		record_released(r, arg[0]);
	record_changed(r);
	api_tell(cpu, CALL_UnmapViewOfFile, arg, error == 0, error);
	cpu_verify(cpu);
	return error == 0;
}

uint64_t api_FlushViewOfFile(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint32_t error;

	record_before(cpu->record);
	error = win32_flush_view(cpu->vm, arg[0], arg[1]);
	api_keep_error(cpu, error);
	record_changed(cpu->record);
	api_tell(cpu, CALL_FlushViewOfFile, arg, error == 0, error);
	cpu_verify(cpu);
	return error == 0;
}

uint64_t api_CloseHandle(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint32_t error;

	record_before(cpu->record);
	error = win32_close_handle(cpu->vm, &cpu->objects, arg[0]);
	api_keep_error(cpu, error);
	api_tell(cpu, CALL_CloseHandle, arg, error == 0, error);
	cpu_verify(cpu);
	return error == 0;
}
