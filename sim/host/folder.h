/*
 * folder.h - the files of a run: names and bytes that are there as long as the run is, and nowhere else.
 *
 * A lab's files are the lab's own: what it writes it can read again, and nothing outside is reached, so that a run leaves
 * no trace and equal runs are equal. A name is of this folder alone, in any case; one with a folder or a drive before it names
 * nothing, but for the folder's own path. This is the narrow interface below stdio.h: whoever keeps files elsewhere does so behind it.
 *
 * Invariants
 *   FOLDER-1  no two files have one name; a removed file keeps its bytes until nobody has it open
 *   FOLDER-2  the bytes of all files together are no more than FOLDER_BYTES_MAX, and the files no more than FOLDER_FILES_MAX
 *
 * Knows of: nothing. Used by: libc/, library, mm/, win32/.
 */
#ifndef FAULTLAB_SIM_FOLDER_H
#define FAULTLAB_SIM_FOLDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define FOLDER_BYTES_MAX ((uint64_t)64 << 20)

#define FOLDER_FILES_MAX 4096

/* Where a program finds the folder, if it asks. It may spell a name with this before it. */
#define FOLDER_PATH "C:\\Lab\\"

struct folder;
struct folder_file;

struct folder *folder_new(void);        /* NULL: no memory */
void folder_free(struct folder *folder);

/* What a name can be of: a file here, something in another folder or on another drive, or nothing at all. */
enum folder_name { NAME_GOOD, NAME_ELSEWHERE, NAME_WRONG };
enum folder_name folder_judge(const char *name);

/* The file of that name, and one more has it open; NULL: there is none, or (`create`) the name cannot be. */
struct folder_file *folder_open(struct folder *folder, const char *name, bool create);

/* A file without a name. NULL: there are too many. */
struct folder_file *folder_open_nameless(struct folder *folder);
void folder_close(struct folder *folder, struct folder_file *file);

/* False: there is no such file, somebody has it open, or (renaming) the new name is taken or cannot be. */
bool folder_remove(struct folder *folder, const char *name);
bool folder_rename(struct folder *folder, const char *from, const char *to);
bool folder_has(const struct folder *folder, const char *name);

/* The file of that name, which is not opened by that; NULL: none. The name of the file that comes `number`th, from 0; NULL: no more. */
struct folder_file *folder_find(const struct folder *folder, const char *name);
const char *folder_name_at(const struct folder *folder, size_t number);
bool folder_is_open(const struct folder_file *file);
void folder_hold(struct folder_file *file);     /* one more has it open */

uint64_t folder_size(const struct folder_file *file);

/* Bytes from a place on: how many there were. */
size_t folder_read(const struct folder_file *file, uint64_t at, void *to, size_t size_bytes);

/* False: there is no room. What lies between the end and `at` is zero. */
bool folder_write(struct folder *folder, struct folder_file *file, uint64_t at, const void *from, size_t size_bytes);
void folder_cut(struct folder *folder, struct folder_file *file, uint64_t size_bytes);

#endif
