/* host.c - see viz/base/host.h: on Linux and its relatives. */
#include "viz/base/host.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

void host_start(void)
{
}

void host_on_interrupt(void (*handler)(int signal))
{
	static const int signals[] = { SIGINT, SIGTERM, SIGHUP };
	static struct sigaction old[3];
	struct sigaction note = { .sa_handler = handler };

	for (size_t i = 0; i < 3; i++)
		if (handler)
			sigaction(signals[i], &note, &old[i]);
		else
			sigaction(signals[i], &old[i], NULL);
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
	return mkdir(path, 0777) == 0 || errno == EEXIST || errno == EROFS || errno == EACCES;
}

bool host_folder_usable(const char *path)
{
	struct stat st;

	if (stat(path, &st) == 0 && !S_ISDIR(st.st_mode)) {
		errno = ENOTDIR;
		return false;
	}
	return access(path, W_OK | X_OK) == 0;
}

bool host_disk_full(const char *folder)
{
	struct statvfs s;

	return statvfs(folder, &s) == 0 && (s.f_bavail == 0 || (s.f_files && s.f_favail == 0));
}

bool host_make_hidden(char *path)
{
	return mkdtemp(path) != NULL;
}

bool host_replace(const char *from, const char *to)
{
	return rename(from, to) == 0;
}

intptr_t host_lock(const char *folder)
{
	int fd = open(folder, O_RDONLY | O_CLOEXEC);

	while (fd >= 0 && flock(fd, LOCK_EX) != 0 && errno == EINTR)
		;
	return fd + 1;
}

void host_unlock(intptr_t lock)
{
	if (lock > 0)
		close((int)lock - 1);
}

FILE *host_temporary(void)
{
	FILE *f = tmpfile();

	if (f)
		fcntl(fileno(f), F_SETFL, O_APPEND);
	return f;
}

const char *host_how_to_get(const char *package)
{
	static char text[200];

	snprintf(text, sizeof text, "Install the package %s (apt-get install %s)", package, package);
	return text;
}
