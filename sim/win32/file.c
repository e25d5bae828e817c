/* file.c - see file.h. */
#include "sim/win32/file.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "sim/mm/section.h"
#include "sim/win32/status.h"

enum { CREATE_NEW = 1, CREATE_ALWAYS, OPEN_EXISTING, OPEN_ALWAYS, TRUNCATE_EXISTING };

#define SHARE_READ      1u
#define SHARE_WRITE     2u
#define SHARE_DELETE    4u

/* ---- names ---- */

uint32_t win32_name_error(const struct folder *folder, const char *name)
{
	switch (folder_judge(name)) {
	case NAME_ELSEWHERE:
		return ERROR_PATH_NOT_FOUND;
	case NAME_WRONG:
		return ERROR_INVALID_NAME;
	case NAME_GOOD:
		break;
	}
	return folder_has(folder, name) ? ERROR_SUCCESS : ERROR_FILE_NOT_FOUND;
}

static bool is_device(const char *name, enum opened_kind *kind, uint32_t access)
{
	*kind = OPENED_NUL;
	if (strcasecmp(name, "NUL") == 0)
		return true;
	*kind = OPENED_INPUT;
	if (strcasecmp(name, "CONIN$") == 0 || (strcasecmp(name, "CON") == 0 && !(access & FILE_WRITE_DATA)))
		return true;
	*kind = OPENED_OUTPUT;
	return strcasecmp(name, "CONOUT$") == 0 || strcasecmp(name, "CON") == 0;
}

/* ---- open ---- */

static uint32_t specific(uint32_t access)
{
	uint32_t bits = access & 0x1fffffu;

	if (access & (GENERIC_READ | GENERIC_ALL))
		bits |= FILE_READ_DATA;
	if (access & (GENERIC_WRITE | GENERIC_ALL))
		bits |= FILE_WRITE_DATA | FILE_APPEND_DATA;
	if (access & (GENERIC_EXECUTE | GENERIC_ALL))
		bits |= FILE_EXECUTE;
	return access & GENERIC_ALL ? bits | FILE_DELETE : bits;
}

/* The sharing that such an access needs of others. */
static uint32_t needs(uint32_t access)
{
	return (access & (FILE_READ_DATA | FILE_EXECUTE) ? SHARE_READ : 0) |
	       (access & (FILE_WRITE_DATA | FILE_APPEND_DATA) ? SHARE_WRITE : 0) | (access & FILE_DELETE ? SHARE_DELETE : 0);
}

/* FILE-1. Who asks for neither bytes nor removal disturbs nobody. */
static bool may_share(const struct objects *objects, const struct folder_file *file, uint32_t access, uint32_t share)
{
	for (size_t i = 0; i < objects->room; i++) {
		const struct opened *o = objects->of[i].opened;

		if (!o || o->file != file || !needs(o->access) || !needs(access))
			continue;
		if (needs(access) & ~o->share || needs(o->access) & ~share)
			return false;
	}
	return true;
}

static uint32_t check_wish(const struct file_wish *wish)
{
	if (wish->disposition < CREATE_NEW || wish->disposition > TRUNCATE_EXISTING)
		return ERROR_INVALID_PARAMETER;
	if (wish->disposition == TRUNCATE_EXISTING && !(specific(wish->access) & FILE_WRITE_DATA))
		return ERROR_INVALID_PARAMETER;
	if (wish->share & ~(SHARE_READ | SHARE_WRITE | SHARE_DELETE))
		return ERROR_INVALID_PARAMETER;
	return wish->flags & FILE_FLAG_OVERLAPPED ? ERROR_NOT_SUPPORTED : ERROR_SUCCESS;
}

/* What the disposition says of a file that is there, or not. */
static uint32_t check_disposition(uint32_t disposition, uint32_t found)
{
	if (found == ERROR_SUCCESS)
		return disposition == CREATE_NEW ? ERROR_FILE_EXISTS : ERROR_SUCCESS;
	if (found == ERROR_FILE_NOT_FOUND && disposition != OPEN_EXISTING && disposition != TRUNCATE_EXISTING)
		return ERROR_SUCCESS;
	return found;
}

static uint32_t give_handle(struct objects *objects, struct opened *o, uint64_t *handle)
{
	*handle = objects_add(objects, &(struct object){ .kind = OBJECT_FILE, .opened = o });
	if (*handle)
		return ERROR_SUCCESS;
	file_close(o);
	return ERROR_NOT_ENOUGH_MEMORY;
}

static uint32_t open_disk(struct vm *vm, const struct objects *objects, struct opened *o, const char *name, const struct file_wish *wish)
{
	uint32_t found = win32_name_error(o->folder, name), error = check_disposition(wish->disposition, found);
	bool cuts = found == 0 && (wish->disposition == CREATE_ALWAYS || wish->disposition == TRUNCATE_EXISTING);
	struct folder_file *file = found == 0 ? folder_find(o->folder, name) : NULL;

	if (error != ERROR_SUCCESS)
		return error;
	if (file && !may_share(objects, file, o->access, o->share))
		return ERROR_SHARING_VIOLATION;
	if (cuts && section_of_file(vm, file))
		return ERROR_USER_MAPPED_FILE;
	o->file = folder_open(o->folder, name, true);
	if (!o->file)
		return ERROR_DISK_FULL;
	if (cuts)
		folder_cut(o->folder, o->file, 0);
	return found == 0 && (wish->disposition == CREATE_ALWAYS || wish->disposition == OPEN_ALWAYS) ?
	       ERROR_ALREADY_EXISTS : ERROR_SUCCESS;
}

uint32_t win32_create_file(struct vm *vm, struct objects *objects, struct folder *folder, const char *name,
                           const struct file_wish *wish, uint64_t *handle)
{
	uint32_t error = check_wish(wish), given;
	struct opened *o = error == 0 ? calloc(1, sizeof *o) : NULL;

	if (!o)
		return error ? error : ERROR_NOT_ENOUGH_MEMORY;
	*o = (struct opened){ .folder = folder, .access = specific(wish->access), .share = wish->share, .references = 1 };
	if (wish->flags & FILE_FLAG_DELETE_ON_CLOSE) {
		o->access |= FILE_DELETE;
		o->remove = true;
	}
	if (!is_device(name, &o->kind, o->access)) {
		o->kind = OPENED_DISK;
		strncpy(o->name, name, sizeof o->name - 1);
		error = open_disk(vm, objects, o, name, wish);
	}
	if (error != ERROR_SUCCESS && error != ERROR_ALREADY_EXISTS) {
		free(o);
		return error;
	}
	given = give_handle(objects, o, handle);
	return given ? given : error;
}

void file_close(struct opened *o)
{
	if (--o->references > 0)
		return;
	if (o->file)
		folder_close(o->folder, o->file);
	if (o->file && o->remove)
		folder_remove(o->folder, o->name);
	free(o);
}

struct opened *win32_opened(const struct objects *objects, uint64_t handle)
{
	static struct opened standard[] = {
		{ .kind = OPENED_INPUT, .access = FILE_READ_DATA }, { .kind = OPENED_OUTPUT, .access = FILE_WRITE_DATA },
		{ .kind = OPENED_ERROR, .access = FILE_WRITE_DATA },
	};
	const struct object *object = objects_find(objects, handle);

	if (handle == STANDARD_INPUT || handle == STANDARD_OUTPUT || handle == STANDARD_ERROR)
		return &standard[(handle - STANDARD_INPUT) / 4];
	return object && object->kind == OBJECT_FILE ? object->opened : NULL;
}

/* ---- bytes ---- */

uint32_t win32_read_file(struct vm *vm, struct opened *o, void *to, uint64_t size_bytes, uint64_t *done)
{
	*done = 0;
	if (!(o->access & FILE_READ_DATA))
		return ERROR_ACCESS_DENIED;
	if (o->kind != OPENED_DISK)
		return ERROR_SUCCESS;
	*done = section_read_file(vm, o->file, o->at, to, size_bytes);
	o->at += *done;
	return ERROR_SUCCESS;
}

uint32_t win32_write_file(struct vm *vm, struct opened *o, const void *from, uint64_t size_bytes, uint64_t *done)
{
	*done = 0;
	if (!(o->access & (FILE_WRITE_DATA | FILE_APPEND_DATA)))
		return ERROR_ACCESS_DENIED;
	if (o->kind == OPENED_DISK) {
		if (!(o->access & FILE_WRITE_DATA))
			o->at = folder_size(o->file);   /* the right to append alone */
		if (!section_write_file(vm, o->folder, o->file, o->at, from, size_bytes))
			return ERROR_DISK_FULL;
		o->at += size_bytes;
	}
	*done = size_bytes;
	return ERROR_SUCCESS;
}

uint32_t win32_seek_file(struct opened *o, int64_t distance, uint32_t method)
{
	uint64_t from = method == 0 ? 0 : method == 1 ? o->at : o->file ? folder_size(o->file) : 0;
	int64_t to;

	if (method > 2)
		return ERROR_INVALID_PARAMETER;
	if (__builtin_add_overflow((int64_t)from, distance, &to))
		return ERROR_INVALID_PARAMETER;
	if (to < 0)
		return ERROR_NEGATIVE_SEEK;
	o->at = (uint64_t)to;
	return ERROR_SUCCESS;
}

/* A file that is mapped may grow, and not lose what a view could show. */
uint32_t win32_set_end_of_file(struct vm *vm, struct opened *o)
{
	uint64_t size;

	if (!(o->access & FILE_WRITE_DATA))
		return ERROR_ACCESS_DENIED;
	if (o->kind != OPENED_DISK)
		return ERROR_INVALID_HANDLE;
	size = folder_size(o->file);
	if (o->at < size) {
		if (section_of_file(vm, o->file))
			return ERROR_USER_MAPPED_FILE;
		folder_cut(o->folder, o->file, o->at);
	} else if (o->at > size && !folder_write(o->folder, o->file, o->at - 1, "", 1)) {
		return ERROR_DISK_FULL;
	}
	return ERROR_SUCCESS;
}

/* ---- names of files ---- */

/* Who has it open and shares its removal keeps it until the last handle is closed. */
uint32_t win32_delete_file(struct vm *vm, struct objects *objects, struct folder *folder, const char *name)
{
	uint32_t error = win32_name_error(folder, name);
	const struct folder_file *file = error == 0 ? folder_find(folder, name) : NULL;

	if (error != ERROR_SUCCESS)
		return error;
	if (!may_share(objects, file, FILE_DELETE, SHARE_READ | SHARE_WRITE | SHARE_DELETE))
		return ERROR_SHARING_VIOLATION;
	if (section_of_file(vm, file))
		return ERROR_ACCESS_DENIED;
	if (folder_remove(folder, name))
		return ERROR_SUCCESS;
	error = ERROR_SHARING_VIOLATION;        /* a stream of the C library has it */
	for (size_t i = 0; i < objects->room; i++)
		if (objects->of[i].opened && objects->of[i].opened->file == file) {
			objects->of[i].opened->remove = true;
			error = ERROR_SUCCESS;
		}
	return error;
}

uint32_t win32_move_file(struct vm *vm, struct folder *folder, const char *from, const char *to)
{
	uint32_t error = win32_name_error(folder, from), taken = win32_name_error(folder, to);

	if (error != ERROR_SUCCESS)
		return error;
	if (taken != ERROR_FILE_NOT_FOUND)
		return taken ? taken : ERROR_ALREADY_EXISTS;
	if (section_of_file(vm, folder_find(folder, from)) || !folder_rename(folder, from, to))
		return ERROR_SHARING_VIOLATION;
	return ERROR_SUCCESS;
}

static uint32_t copy_bytes(struct vm *vm, struct opened *from, struct opened *to)
{
	uint8_t piece[4096];
	uint64_t n, done;
	uint32_t error = ERROR_SUCCESS;

	while (error == 0 && (error = win32_read_file(vm, from, piece, sizeof piece, &n)) == 0 && n > 0)
		error = win32_write_file(vm, to, piece, n, &done);
	return error;
}

uint32_t win32_copy_file(struct vm *vm, struct objects *objects, struct folder *folder, const char *from, const char *to, bool only_new)
{
	struct file_wish reads = { GENERIC_READ, SHARE_READ | SHARE_WRITE, OPEN_EXISTING, 0 };
	struct file_wish writes = { GENERIC_WRITE, 0, only_new ? CREATE_NEW : CREATE_ALWAYS, 0 };
	uint64_t source, target;
	uint32_t error = win32_create_file(vm, objects, folder, from, &reads, &source);

	if (error != ERROR_SUCCESS)
		return error;
	error = win32_create_file(vm, objects, folder, to, &writes, &target);
	if (error == ERROR_SUCCESS || error == ERROR_ALREADY_EXISTS) {
		error = copy_bytes(vm, win32_opened(objects, source), win32_opened(objects, target));
		file_close(win32_opened(objects, target));
		objects_remove(objects, target);
	}
	file_close(win32_opened(objects, source));
	objects_remove(objects, source);
	return error;
}
