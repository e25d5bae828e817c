/* host.c - see viz/base/host.h: in a browser page, over files in memory that nobody else sees. */
#include "viz/base/host.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

void host_start(void)
{
}

void host_on_interrupt(void (*handler)(int signal))
{
	(void)handler;
}

bool host_is_slash(char c)
{
	return c == '/';
}

const char *host_name_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

bool host_make_folder(const char *path)
{
	return mkdir(path, 0777) == 0 || errno == EEXIST;
}

bool host_folder_usable(const char *path)
{
	struct stat st;

	if (stat(path, &st) == 0 && !S_ISDIR(st.st_mode)) {
		errno = ENOTDIR;
		return false;
	}
	return true;
}

bool host_disk_full(const char *folder)
{
	(void)folder;
	return false;
}

/* Six letters that no other folder of this run has. */
bool host_make_hidden(char *path)
{
	static unsigned count;
	char *letters = path + strlen(path);

	if (letters - path < 6)
		return false;
	for (unsigned n = ++count, i = 0; i < 6; i++, n /= 26)
		*--letters = (char)('a' + n % 26);
	return mkdir(path, 0700) == 0;
}

bool host_replace(const char *from, const char *to)
{
	return rename(from, to) == 0;
}

intptr_t host_lock(const char *folder)
{
	(void)folder;
	return 1;
}

void host_unlock(intptr_t lock)
{
	(void)lock;
}

FILE *host_temporary(void)
{
	static unsigned count;
	char name[32];
	FILE *f;

	snprintf(name, sizeof name, ".temporary-%u", ++count);
	f = fopen(name, "w+");
	if (f)
		remove(name);
	return f;
}

const char *host_how_to_get(const char *package)
{
	static char text[120];

	snprintf(text, sizeof text, "A page has no %s; use FaultLab on Linux for that", package);
	return text;
}
