/* store.c - see store.h. */
#include "viz/base/store.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "viz/base/host.h"

static bool say_error(char *why, size_t room, const char *path)
{
	snprintf(why, room, "%s: cannot write: %s", path, strerror(errno));
	return false;
}

static bool make_or_pass(const char *path, int *refused)
{
	bool ok;

	errno = 0;
	ok = host_make_folder(path);
	if (ok && errno && errno != EEXIST)
		*refused = errno;
	return ok;
}

bool store_folder(const char *path, char *why, size_t room)
{
	char *copy = strdup(path);
	bool ok = copy != NULL;
	int refused = 0;                /* why a folder on the way could not be made: it may be there, out of sight */

	for (char *p = copy; ok && *p; p++)
		if (p > copy && host_is_slash(*p)) {
			char slash = *p;

			*p = '\0';
			ok = make_or_pass(copy, &refused);
			*p = slash;
		}
	ok = ok && (!*path || make_or_pass(path, &refused)) && host_folder_usable(path);
	if (!ok && errno == ENOENT && refused)
		errno = refused;
	free(copy);
	return ok || say_error(why, room, path);
}

bool store_get(const char *path, struct ink *i, size_t most)
{
	FILE *f = fopen(path, "rb");
	char block[65536];
	size_t n;
	bool ok = f != NULL;

	while (ok && (n = fread(block, 1, sizeof block, f)) > 0) {
		if (n > most)
			ok = false;
		most -= n;
		ink_add(i, block, n);
	}
	if (f) {
		ok &= !ferror(f);
		fclose(f);
	}
	return ok && !i->failed;
}

static bool is_there(const char *path, const char *bytes, size_t size)
{
	struct ink old = { 0 };
	struct stat st;
	bool equal = stat(path, &st) == 0 && S_ISREG(st.st_mode) && (size_t)st.st_size == size && store_get(path, &old, size) &&
	             old.used == size && (size == 0 || memcmp(old.text, bytes, size) == 0);

	ink_free(&old);
	return equal;
}

static bool write_all(int fd, const char *bytes, size_t size)
{
	while (size) {
		ssize_t n = write(fd, bytes, size);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		bytes += n;
		size -= (size_t)n;
	}
	return true;
}

bool store_put(const char *path, const char *bytes, size_t size, char *why, size_t room)
{
	char *tmp;
	int fd;
	bool ok;

	if (is_there(path, bytes, size))
		return true;
	if (asprintf(&tmp, "%s.tmp", path) < 0)
		return say_error(why, room, path);
	fd = open(tmp, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0666);
	ok = fd >= 0 && write_all(fd, bytes, size);
	if (fd >= 0 && close(fd) != 0)
		ok = false;
	ok = ok && host_replace(tmp, path);
	if (!ok) {
		say_error(why, room, path);
		unlink(tmp);
	}
	free(tmp);
	return ok;
}
