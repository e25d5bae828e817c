/*
 * file.h - CreateFile, ReadFile, WriteFile and their family, in the folder of the run.
 *
 * As in mapping.h: each function is one documented call, checks its arguments, and returns the error code that GetLastError
 * would give, 0 if it worked. What a handle may be used for was asked when it was opened; a file that is open is shared only
 * as all who have it open agree. NUL and the console are what they are in any folder; what lies in another folder or on
 * another drive is not there.
 *
 * Invariants
 *   FILE-1  of two who have one file open, each asked for no more than the other shares
 *
 * Knows of: host/folder, mm/section, objects, status. Used by: mapping, objects, api/. Source:
 * docs/reference/sources.md, [file].
 */
#ifndef FAULTLAB_SIM_FILE_H
#define FAULTLAB_SIM_FILE_H

#include "sim/host/folder.h"
#include "sim/win32/objects.h"

#define GENERIC_READ            0x80000000u
#define GENERIC_WRITE           0x40000000u
#define GENERIC_EXECUTE         0x20000000u
#define GENERIC_ALL             0x10000000u
#define FILE_READ_DATA          0x1u
#define FILE_WRITE_DATA         0x2u
#define FILE_APPEND_DATA        0x4u
#define FILE_EXECUTE            0x20u
#define FILE_DELETE             0x10000u
#define FILE_FLAG_OVERLAPPED    0x40000000u
#define FILE_FLAG_DELETE_ON_CLOSE 0x04000000u

/* Beside files on the disk: what takes everything and gives nothing, and the console. */
enum opened_kind { OPENED_DISK, OPENED_NUL, OPENED_INPUT, OPENED_OUTPUT, OPENED_ERROR };

struct opened {
	enum opened_kind kind;
	struct folder *folder;
	struct folder_file *file;       /* of the disk */
	uint64_t at;                    /* where the next byte is read or written */
	uint32_t access, share;         /* FILE_ bits, the generic ones told apart; FILE_SHARE_ bits */
	uint32_t references;            /* handles */
	bool remove;                    /* when the last handle is closed */
	char name[256];
};

struct file_wish { uint32_t access, share, disposition, flags; };

/* ERROR_ALREADY_EXISTS beside a handle: the file was there, and CREATE_ALWAYS or OPEN_ALWAYS took it. */
uint32_t win32_create_file(struct vm *vm, struct objects *objects, struct folder *folder, const char *name,
                           const struct file_wish *wish, uint64_t *handle);

/* NULL: it is no handle of a file. The standard handles are, too. */
struct opened *win32_opened(const struct objects *objects, uint64_t handle);

#define STANDARD_INPUT  0x10u
#define STANDARD_OUTPUT 0x14u
#define STANDARD_ERROR  0x18u

/* From where the handle is; *done bytes. Of files on the disk alone. */
uint32_t win32_read_file(struct vm *vm, struct opened *o, void *to, uint64_t size_bytes, uint64_t *done);
uint32_t win32_write_file(struct vm *vm, struct opened *o, const void *from, uint64_t size_bytes, uint64_t *done);

uint32_t win32_seek_file(struct opened *o, int64_t distance, uint32_t method);
uint32_t win32_set_end_of_file(struct vm *vm, struct opened *o);
uint32_t win32_delete_file(struct vm *vm, struct objects *objects, struct folder *folder, const char *name);
uint32_t win32_move_file(struct vm *vm, struct folder *folder, const char *from, const char *to);
uint32_t win32_copy_file(struct vm *vm, struct objects *objects, struct folder *folder, const char *from, const char *to, bool only_new);
uint32_t win32_name_error(const struct folder *folder, const char *name);  /* 0: a file of that name is there */

/* One handle less. */
void file_close(struct opened *o);

#endif
