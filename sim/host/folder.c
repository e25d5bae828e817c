/* folder.c - see folder.h. */
#include "sim/host/folder.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define NAME_MAX_BYTES 255

struct folder_file {
	char *name;             /* NULL: none, or removed */
	uint8_t *bytes;
	uint64_t size, room;
	unsigned open;          /* so many have it open */
	struct folder_file *next;
};

struct folder { struct folder_file *first; uint64_t bytes; unsigned files; };

struct folder *folder_new(void)
{
	return calloc(1, sizeof(struct folder));
}

static void free_file(struct folder *folder, struct folder_file *file)
{
	struct folder_file **at = &folder->first;

	while (*at != file)
		at = &(*at)->next;
	*at = file->next;
	folder->bytes -= file->size;
	folder->files--;
	free(file->name);
	free(file->bytes);
	free(file);
}

void folder_free(struct folder *folder)
{
	while (folder && folder->first)
		free_file(folder, folder->first);
	free(folder);
}

/* The name without the folder that it is in anyway; NULL: it is of no file here. */
static const char *plain(const char *name)
{
	if (strncasecmp(name, FOLDER_PATH, sizeof FOLDER_PATH - 1) == 0)
		name += sizeof FOLDER_PATH - 1;
	while (name[0] == '.' && (name[1] == '\\' || name[1] == '/'))
		name += 2;
	return *name != '\0' && strcmp(name, ".") != 0 && strlen(name) <= NAME_MAX_BYTES && !strpbrk(name, "\\/:*?\"<>|") ? name : NULL;
}

enum folder_name folder_judge(const char *name)
{
	if (plain(name))
		return NAME_GOOD;
	if (*name == '\0' || strpbrk(name, "*?\"<>|"))
		return *name == '\0' ? NAME_ELSEWHERE : NAME_WRONG;
	return strpbrk(name, "\\/:") || strlen(name) > NAME_MAX_BYTES ? NAME_ELSEWHERE : NAME_WRONG;
}

static struct folder_file *find(const struct folder *folder, const char *name)
{
	const char *wanted = plain(name);

	for (struct folder_file *f = wanted ? folder->first : NULL; f; f = f->next)
		if (f->name && strcasecmp(f->name, wanted) == 0)
			return f;
	return NULL;
}

struct folder_file *folder_open_nameless(struct folder *folder)
{
	struct folder_file *f = folder->files < FOLDER_FILES_MAX ? calloc(1, sizeof *f) : NULL;

	if (f) {
		folder->files++;
		f->open = 1;
		f->next = folder->first;
		folder->first = f;
	}
	return f;
}

struct folder_file *folder_open(struct folder *folder, const char *name, bool create)
{
	struct folder_file *f = find(folder, name);

	if (f) {
		f->open++;
		return f;
	}
	f = create && plain(name) ? folder_open_nameless(folder) : NULL;
	if (f && !(f->name = strdup(plain(name)))) {
		free_file(folder, f);
		return NULL;
	}
	return f;
}

void folder_close(struct folder *folder, struct folder_file *file)
{
	if (--file->open == 0 && !file->name)
		free_file(folder, file);
}

bool folder_has(const struct folder *folder, const char *name)
{
	return find(folder, name) != NULL;
}

struct folder_file *folder_find(const struct folder *folder, const char *name)
{
	return find(folder, name);
}

const char *folder_name_at(const struct folder *folder, size_t number)
{
	const struct folder_file *f = folder->first;

	while (f && (!f->name || number-- > 0))
		f = f->next;
	return f ? f->name : NULL;
}

bool folder_is_open(const struct folder_file *file)
{
	return file->open > 0;
}

void folder_hold(struct folder_file *file)
{
	file->open++;
}

bool folder_remove(struct folder *folder, const char *name)
{
	struct folder_file *f = find(folder, name);

	if (!f || f->open > 0)
		return false;
	free_file(folder, f);
	return true;
}

bool folder_rename(struct folder *folder, const char *from, const char *to)
{
	struct folder_file *f = find(folder, from);
	char *name = f && f->open == 0 && plain(to) && !find(folder, to) ? strdup(plain(to)) : NULL;

	if (!name)
		return false;
	free(f->name);
	f->name = name;
	return true;
}

uint64_t folder_size(const struct folder_file *file)
{
	return file->size;
}

size_t folder_read(const struct folder_file *file, uint64_t at, void *to, size_t size_bytes)
{
	size_t n = at >= file->size ? 0 : file->size - at < size_bytes ? (size_t)(file->size - at) : size_bytes;

	if (n > 0)
		memcpy(to, file->bytes + at, n);
	return n;
}

static bool grow(struct folder *folder, struct folder_file *file, uint64_t size)
{
	if (size > FOLDER_BYTES_MAX || folder->bytes - file->size + size > FOLDER_BYTES_MAX)
		return false;
	if (size > file->room) {
		uint64_t room = 2 * size + 256;
		uint8_t *bigger = realloc(file->bytes, room);

		if (!bigger)
			return false;
		file->bytes = bigger;
		file->room = room;
	}
	memset(file->bytes + file->size, 0, size - file->size);
	folder->bytes += size - file->size;
	file->size = size;
	return true;
}

bool folder_write(struct folder *folder, struct folder_file *file, uint64_t at, const void *from, size_t size_bytes)
{
	if (size_bytes == 0)
		return true;
	if (at > FOLDER_BYTES_MAX || (at + size_bytes > file->size && !grow(folder, file, at + size_bytes)))
		return false;
	memcpy(file->bytes + at, from, size_bytes);
	return true;
}

void folder_cut(struct folder *folder, struct folder_file *file, uint64_t size_bytes)
{
	if (size_bytes < file->size) {
		folder->bytes -= file->size - size_bytes;
		file->size = size_bytes;
	}
}
