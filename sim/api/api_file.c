/*
 * api_file.c - the calls about files, by a handle: see win32/file.h. The real side has them in core/hooks_file.c.
 *
 * A lab's files are in the folder of the run (host/folder.h), whatever it calls them. What it writes by a handle to the console
 * is output like any other.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/api/api.h"
#include "sim/win32/file.h"

#define ONES_32         UINT32_MAX
#define NAME_BYTES      260
#define PIECE_BYTES     ((uint64_t)1 << 16)

static uint64_t done(struct cpu *cpu, enum call_id call, const uint64_t *arg, uint32_t error)
{
	api_keep_error(cpu, error);
	api_tell(cpu, call, arg, error == 0, error);
	return error == 0;
}

/* A name of bytes or of 16-bit units; what is no byte becomes one that no name has. */
static uint32_t get_name(struct cpu *cpu, uint64_t va, unsigned width, char *name)
{
	for (unsigned at = 0; at < NAME_BYTES; at++) {
		uint16_t unit = 0;
		uint32_t error = api_get(cpu, va + (uint64_t)at * width, &unit, width);

		if (error != ERROR_SUCCESS)
			return error;
		name[at] = unit > 0xff ? '?' : (char)unit;
		if (unit == 0)
			return ERROR_SUCCESS;
	}
	return ERROR_PATH_NOT_FOUND;
}

static uint32_t put_text(struct cpu *cpu, uint64_t va, unsigned width, const char *text)
{
	uint16_t wide[NAME_BYTES + 1] = { 0 };
	size_t length = strlen(text);

	if (width == 1)
		return api_put(cpu, va, text, length + 1);
	for (size_t i = 0; i < length && i < NAME_BYTES; i++)
		wide[i] = (uint8_t)text[i];
	return api_put(cpu, va, wide, 2 * (length + 1));
}

/* ---- open ---- */

static uint64_t create(struct cpu *cpu, const uint64_t *arg, enum call_id call, unsigned width)
{
	struct file_wish wish = { (uint32_t)arg[1], (uint32_t)arg[2], (uint32_t)arg[4], (uint32_t)arg[5] };
	uint64_t handle = UINT64_MAX;
	char name[NAME_BYTES];
	uint32_t error;

	record_before(cpu->record);
	error = arg[0] ? get_name(cpu, arg[0], width, name) : ERROR_PATH_NOT_FOUND;
	if (error == ERROR_SUCCESS)
		error = win32_create_file(cpu->vm, &cpu->objects, library_folder(cpu), name, &wish, &handle);
	if (error != ERROR_SUCCESS && error != ERROR_ALREADY_EXISTS)
		handle = UINT64_MAX;
	cpu->last_error = error;                /* 0 as well: the call says whether the file was there */
	api_tell(cpu, call, arg, handle, handle == UINT64_MAX ? error : ERROR_SUCCESS);
	return handle;
}

uint64_t api_CreateFileA(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return create(cpu, arg, CALL_CreateFileA, 1);
}

uint64_t api_CreateFileW(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return create(cpu, arg, CALL_CreateFileW, 2);
}

uint64_t api_GetStdHandle(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint32_t which = (uint32_t)-10 - (uint32_t)arg[0];
	uint64_t handle = which <= 2 ? STANDARD_INPUT + 4 * which : UINT64_MAX;
	uint32_t error = which <= 2 ? ERROR_SUCCESS : ERROR_INVALID_HANDLE;

	record_before(cpu->record);
	api_keep_error(cpu, error);
	api_tell(cpu, CALL_GetStdHandle, arg, handle, error);
	return handle;
}

/* ---- bytes ---- */

static uint32_t put_count(struct cpu *cpu, uint64_t va, uint64_t count)
{
	return va ? api_put(cpu, va, &count, 4) : ERROR_SUCCESS;
}

static uint32_t check_transfer(struct cpu *cpu, const uint64_t *arg, enum access access, struct opened **o)
{
	*o = win32_opened(&cpu->objects, arg[0]);
	if (!arg[3] && !arg[4])
		return ERROR_INVALID_PARAMETER;
	if (!*o)
		return ERROR_INVALID_HANDLE;
	if (arg[4])
		return ERROR_NOT_SUPPORTED;     /* OVERLAPPED */
	if (!api_probe(cpu, arg[1], (uint32_t)arg[2], access))
		return ERROR_SUCCESS;
	return access == ACCESS_READ ? ERROR_INVALID_USER_BUFFER : ERROR_NOACCESS;
}

/* A line, as a console gives it. */
static uint64_t read_input(struct cpu *cpu, uint8_t *to, uint64_t size_bytes)
{
	uint64_t n = 0;
	int byte;

	while (n < size_bytes && (byte = library_input(cpu)) >= 0) {
		to[n++] = (uint8_t)byte;
		if (byte == '\n')
			break;
	}
	return n;
}

/* One piece between a file and the lab's memory; *n bytes. */
static uint32_t read_piece(struct cpu *cpu, struct opened *o, uint64_t va, uint64_t size_bytes, uint64_t *n)
{
	uint8_t *piece = malloc(PIECE_BYTES);
	uint32_t error = piece ? ERROR_SUCCESS : ERROR_NOT_ENOUGH_MEMORY;

	*n = 0;
	if (piece && o->kind == OPENED_INPUT)
		*n = read_input(cpu, piece, size_bytes);
	else if (piece)
		error = win32_read_file(cpu->vm, o, piece, size_bytes, n);
	if (error == 0 && *n > 0)
		error = api_put(cpu, va, piece, *n);
	free(piece);
	return error;
}

uint64_t api_ReadFile(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t count = 0, n = PIECE_BYTES, size = (uint32_t)arg[2];
	struct opened *o;
	uint32_t error;

	record_before(cpu->record);
	error = check_transfer(cpu, arg, ACCESS_WRITE, &o);
	while (error == 0 && count < size && n == PIECE_BYTES) {
		error = read_piece(cpu, o, arg[1] + count, size - count < PIECE_BYTES ? size - count : PIECE_BYTES, &n);
		count += n;
	}
	if (error == 0 && size == 0 && !(o->access & FILE_READ_DATA))
		error = ERROR_ACCESS_DENIED;
	if (error != ERROR_INVALID_PARAMETER)
		put_count(cpu, arg[3], error ? 0 : count);
	api_keep_error(cpu, error);
	api_tell_out(cpu, CALL_ReadFile, arg, error == 0, error, &count);
	cpu_verify(cpu);
	return error == 0;
}

static uint32_t write_piece(struct cpu *cpu, struct opened *o, uint64_t va, uint64_t size_bytes)
{
	uint8_t *piece = malloc(PIECE_BYTES);
	uint32_t error = piece ? api_get(cpu, va, piece, size_bytes) : ERROR_NOT_ENOUGH_MEMORY;
	uint64_t n;

	if (error == 0)
		error = win32_write_file(cpu->vm, o, piece, size_bytes, &n);
	free(piece);
	return error;
}

/* What goes to the console is told behind the call, as output. */
static void write_output(struct cpu *cpu, const struct opened *o, uint64_t va, uint64_t size_bytes)
{
	uint8_t *piece = malloc(PIECE_BYTES);

	for (uint64_t at = 0, n; piece && at < size_bytes; at += n) {
		n = size_bytes - at < PIECE_BYTES ? size_bytes - at : PIECE_BYTES;
		if (api_get(cpu, va + at, piece, n) == 0)
			library_output(cpu, o->kind == OPENED_ERROR, (const char *)piece, n);
	}
	free(piece);
}

uint64_t api_WriteFile(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t count = 0, n, size = (uint32_t)arg[2];
	struct opened *o;
	uint32_t error;
	bool output;

	record_before(cpu->record);
	error = check_transfer(cpu, arg, ACCESS_READ, &o);
	output = error == 0 && (o->kind == OPENED_OUTPUT || o->kind == OPENED_ERROR);
	if (error == 0 && size == 0)
		error = win32_write_file(cpu->vm, o, "", 0, &n);
	for (; error == 0 && count < size; count += n) {
		n = size - count < PIECE_BYTES ? size - count : PIECE_BYTES;
		error = write_piece(cpu, o, arg[1] + count, n);
	}
	if (error != ERROR_INVALID_PARAMETER)
		put_count(cpu, arg[3], error ? 0 : count);
	api_keep_error(cpu, error);
	api_tell_out(cpu, CALL_WriteFile, arg, error == 0, error, &count);
	if (error == 0 && output)
		write_output(cpu, o, arg[1], size);
	cpu_verify(cpu);
	return error == 0;
}

static uint64_t write_console(struct cpu *cpu, const uint64_t *arg, enum call_id call, unsigned width)
{
	const struct opened *o = win32_opened(&cpu->objects, arg[0]);
	uint64_t size = (uint32_t)arg[2];
	uint32_t error = o && (o->kind == OPENED_OUTPUT || o->kind == OPENED_ERROR) ? ERROR_SUCCESS : ERROR_INVALID_HANDLE;
	char *text = NULL;

	record_before(cpu->record);
	if (error == 0)
		error = api_probe(cpu, arg[1], size * width, ACCESS_READ);
	if (error == 0 && !(text = malloc(size + 1)))
		error = ERROR_NOT_ENOUGH_MEMORY;
	for (uint64_t i = 0; error == 0 && i < size; i++) {
		uint16_t unit = 0;

		error = api_get(cpu, arg[1] + i * width, &unit, width);
		text[i] = unit > 0xff ? '?' : (char)unit;
	}
	if (error == 0)
		put_count(cpu, arg[3], size);
	done(cpu, call, arg, error);
	if (error == 0)
		library_output(cpu, o->kind == OPENED_ERROR, text, size);
	free(text);
	return error == 0;
}

uint64_t api_WriteConsoleA(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return write_console(cpu, arg, CALL_WriteConsoleA, 1);
}

uint64_t api_WriteConsoleW(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return write_console(cpu, arg, CALL_WriteConsoleW, 2);
}

/* ---- places and sizes ---- */

static uint64_t answer_32(struct cpu *cpu, enum call_id call, const uint64_t *arg, uint32_t value, uint32_t error)
{
	api_keep_error(cpu, error);
	api_tell(cpu, call, arg, error ? ONES_32 : value, error);
	return error ? ONES_32 : value;
}

uint64_t api_SetFilePointer(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	struct opened *o = win32_opened(&cpu->objects, arg[0]);
	uint32_t error = o ? ERROR_SUCCESS : ERROR_INVALID_HANDLE, high = 0;
	int64_t distance = (int32_t)arg[1];
	uint64_t was;

	record_before(cpu->record);
	if (error == 0 && arg[2] && (error = api_get(cpu, arg[2], &high, 4)) == 0)
		distance = (int64_t)((uint64_t)high << 32 | (uint32_t)arg[1]);
	was = o ? o->at : 0;
	if (error == 0)
		error = win32_seek_file(o, distance, (uint32_t)arg[3]);
	if (error == 0 && !arg[2] && o->at > UINT32_MAX) {
		o->at = was;
		error = ERROR_INVALID_PARAMETER;
	}
	high = error == 0 ? (uint32_t)(o->at >> 32) : 0;
	if (error == 0 && arg[2])
		error = api_put(cpu, arg[2], &high, 4);
	return answer_32(cpu, CALL_SetFilePointer, arg, error ? 0 : (uint32_t)o->at, error);
}

/* The distance is a union: its place is handed over. */
uint64_t api_SetFilePointerEx(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	struct opened *o = win32_opened(&cpu->objects, arg[0]);
	uint32_t error = o ? ERROR_SUCCESS : ERROR_INVALID_HANDLE;
	uint64_t told[] = { arg[0], 0, arg[2], arg[3] };

	record_before(cpu->record);
	if (!cpu_read(cpu, arg[1], &told[1], 8))
		return 0;
	if (error == 0)
		error = win32_seek_file(o, (int64_t)told[1], (uint32_t)arg[3]);
	if (error == 0 && arg[2])
		error = api_put(cpu, arg[2], &o->at, 8);
	return done(cpu, CALL_SetFilePointerEx, told, error);
}

static uint32_t size_of_file(struct cpu *cpu, uint64_t handle, uint64_t *size)
{
	const struct opened *o = win32_opened(&cpu->objects, handle);

	if (!o)
		return ERROR_INVALID_HANDLE;
	*size = o->file ? folder_size(o->file) : 0;
	return ERROR_SUCCESS;
}

uint64_t api_GetFileSize(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t size = 0;
	uint32_t error = size_of_file(cpu, arg[0], &size), high = (uint32_t)(size >> 32);

	record_before(cpu->record);
	if (error == 0 && arg[1])
		error = api_put(cpu, arg[1], &high, 4);
	return answer_32(cpu, CALL_GetFileSize, arg, (uint32_t)size, error);
}

uint64_t api_GetFileSizeEx(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t size = 0;
	uint32_t error = size_of_file(cpu, arg[0], &size);

	record_before(cpu->record);
	if (error == 0)
		error = api_put(cpu, arg[1], &size, 8);
	return done(cpu, CALL_GetFileSizeEx, arg, error);
}

uint64_t api_SetEndOfFile(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	struct opened *o = win32_opened(&cpu->objects, arg[0]);
	uint32_t error;

	record_before(cpu->record);
	error = o ? win32_set_end_of_file(cpu->vm, o) : ERROR_INVALID_HANDLE;
	return done(cpu, CALL_SetEndOfFile, arg, error);
}

uint64_t api_FlushFileBuffers(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	const struct opened *o = win32_opened(&cpu->objects, arg[0]);
	uint32_t error = o ? ERROR_SUCCESS : ERROR_INVALID_HANDLE;

	record_before(cpu->record);
	if (error == 0 && !(o->access & (FILE_WRITE_DATA | FILE_APPEND_DATA)))
		error = ERROR_ACCESS_DENIED;
	return done(cpu, CALL_FlushFileBuffers, arg, error);
}

uint64_t api_GetFileType(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	const struct opened *o = win32_opened(&cpu->objects, arg[0]);

	record_before(cpu->record);
	cpu->last_error = o ? ERROR_SUCCESS : ERROR_INVALID_HANDLE;     /* 0 as well: 0 is an answer */
	api_tell(cpu, CALL_GetFileType, arg, !o ? 0 : o->kind == OPENED_DISK ? 1 : 2, ERROR_SUCCESS);
	return !o ? 0 : o->kind == OPENED_DISK ? 1 : 2;
}

/* ---- names ---- */

static uint64_t delete_file(struct cpu *cpu, const uint64_t *arg, enum call_id call, unsigned width)
{
	char name[NAME_BYTES];
	uint32_t error;

	record_before(cpu->record);
	error = arg[0] ? get_name(cpu, arg[0], width, name) : ERROR_PATH_NOT_FOUND;
	if (error == 0)
		error = win32_delete_file(cpu->vm, &cpu->objects, library_folder(cpu), name);
	return done(cpu, call, arg, error);
}

uint64_t api_DeleteFileA(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return delete_file(cpu, arg, CALL_DeleteFileA, 1);
}

uint64_t api_DeleteFileW(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return delete_file(cpu, arg, CALL_DeleteFileW, 2);
}

static uint32_t two_names(struct cpu *cpu, const uint64_t *arg, unsigned width, char *from, char *to)
{
	uint32_t error = get_name(cpu, arg[0], width, from);

	return error ? error : get_name(cpu, arg[1], width, to);
}

static uint64_t move(struct cpu *cpu, const uint64_t *arg, enum call_id call, unsigned width)
{
	char from[NAME_BYTES], to[NAME_BYTES];
	uint32_t error;

	record_before(cpu->record);
	error = two_names(cpu, arg, width, from, to);
	if (error == 0)
		error = win32_move_file(cpu->vm, library_folder(cpu), from, to);
	return done(cpu, call, arg, error);
}

uint64_t api_MoveFileA(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return move(cpu, arg, CALL_MoveFileA, 1);
}

uint64_t api_MoveFileW(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return move(cpu, arg, CALL_MoveFileW, 2);
}

static uint64_t copy(struct cpu *cpu, const uint64_t *arg, enum call_id call, unsigned width)
{
	char from[NAME_BYTES], to[NAME_BYTES];
	uint32_t error;

	record_before(cpu->record);
	error = two_names(cpu, arg, width, from, to);
	if (error == 0)
		error = win32_copy_file(cpu->vm, &cpu->objects, library_folder(cpu), from, to, (uint32_t)arg[2] != 0);
	return done(cpu, call, arg, error);
}

uint64_t api_CopyFileA(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return copy(cpu, arg, CALL_CopyFileA, 1);
}

uint64_t api_CopyFileW(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return copy(cpu, arg, CALL_CopyFileW, 2);
}

static uint64_t attributes(struct cpu *cpu, const uint64_t *arg, enum call_id call, unsigned width)
{
	char name[NAME_BYTES];
	uint32_t error;

	record_before(cpu->record);
	error = arg[0] ? get_name(cpu, arg[0], width, name) : ERROR_PATH_NOT_FOUND;
	if (error == 0)
		error = win32_name_error(library_folder(cpu), name);
	return answer_32(cpu, call, arg, 0x20, error);          /* FILE_ATTRIBUTE_ARCHIVE */
}

uint64_t api_GetFileAttributesA(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return attributes(cpu, arg, CALL_GetFileAttributesA, 1);
}

uint64_t api_GetFileAttributesW(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return attributes(cpu, arg, CALL_GetFileAttributesW, 2);
}

/* A path into a buffer: how long it is; with its end, if the buffer is too small for it. */
static uint64_t give_path(struct cpu *cpu, const uint64_t *arg, enum call_id call, unsigned width, const char *path)
{
	uint64_t length = strlen(path);
	uint32_t error = ERROR_SUCCESS;

	record_before(cpu->record);
	if ((uint32_t)arg[0] <= length)
		length++;
	else
		error = put_text(cpu, arg[1], width, path);
	api_keep_error(cpu, error);
	api_tell(cpu, call, arg, error ? 0 : length, error);
	return error ? 0 : length;
}

#define FOLDER_ITSELF (sizeof FOLDER_PATH - 2)           /* its length without the last separator */

static uint64_t current(struct cpu *cpu, const uint64_t *arg, enum call_id call, unsigned width)
{
	char path[] = FOLDER_PATH;

	path[FOLDER_ITSELF] = '\0';
	return give_path(cpu, arg, call, width, path);
}

uint64_t api_GetTempPathA(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return give_path(cpu, arg, CALL_GetTempPathA, 1, FOLDER_PATH);
}

uint64_t api_GetTempPathW(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return give_path(cpu, arg, CALL_GetTempPathW, 2, FOLDER_PATH);
}

uint64_t api_GetCurrentDirectoryA(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return current(cpu, arg, CALL_GetCurrentDirectoryA, 1);
}

uint64_t api_GetCurrentDirectoryW(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return current(cpu, arg, CALL_GetCurrentDirectoryW, 2);
}

/* Is it the folder of the run? */
static bool is_folder(const char *path)
{
	size_t length = strlen(path);

	if (strcmp(path, ".") == 0 || strcmp(path, ".\\") == 0 || strcmp(path, "./") == 0)
		return true;
	return (length == FOLDER_ITSELF || length == FOLDER_ITSELF + 1) && strncmp(path, FOLDER_PATH, length) == 0;
}

/* With number 0 the first that is free, and an empty file of that name. */
static uint32_t make_temporary(struct folder *folder, const char *path, const char *prefix, uint32_t *number, char *name)
{
	bool creates = *number == 0;
	struct folder_file *file;

	if (!is_folder(path))
		return 267;                     /* ERROR_DIRECTORY */
	do
		snprintf(name, NAME_BYTES, "%s%.3s%X.tmp", FOLDER_PATH, prefix, creates ? ++*number : *number & 0xffff);
	while (creates && folder_has(folder, name) && *number < 0xffff);
	*number &= 0xffff;
	if (!creates)
		return ERROR_SUCCESS;
	file = folder_judge(name) == NAME_GOOD ? folder_open(folder, name, true) : NULL;
	if (!file)
		return ERROR_INVALID_NAME;
	folder_close(folder, file);
	return ERROR_SUCCESS;
}

static uint64_t temporary(struct cpu *cpu, const uint64_t *arg, enum call_id call, unsigned width)
{
	char path[NAME_BYTES], prefix[NAME_BYTES] = "", name[NAME_BYTES];
	uint32_t number = (uint32_t)arg[2], error;

	record_before(cpu->record);
	error = get_name(cpu, arg[0], width, path);
	if (error == 0 && arg[1])
		error = get_name(cpu, arg[1], width, prefix);
	if (error == 0)
		error = api_probe(cpu, arg[3], NAME_BYTES * (uint64_t)width, ACCESS_WRITE);
	if (error == 0)
		error = make_temporary(library_folder(cpu), path, prefix, &number, name);
	if (error == 0)
		error = put_text(cpu, arg[3], width, name);
	api_keep_error(cpu, error);
	api_tell(cpu, call, arg, error ? 0 : number, error);
	return error ? 0 : number;
}

uint64_t api_GetTempFileNameA(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return temporary(cpu, arg, CALL_GetTempFileNameA, 1);
}

uint64_t api_GetTempFileNameW(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return temporary(cpu, arg, CALL_GetTempFileNameW, 2);
}
