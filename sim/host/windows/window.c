/* window.c - see sim/host/window.h: a view of a section over the file. */
#include "sim/host/window.h"

#include <errno.h>
#include <io.h>
#include <windows.h>

const unsigned char *window_open(int fd, uint64_t from, size_t bytes)
{
	HANDLE section = CreateFileMappingW((HANDLE)_get_osfhandle(fd), NULL, PAGE_READONLY, 0, 0, NULL);
	const unsigned char *window = NULL;

	if (section) {
		window = MapViewOfFile(section, FILE_MAP_READ, (DWORD)(from >> 32), (DWORD)from, bytes);
		CloseHandle(section);           /* the view keeps the section */
	}
	if (!window)
		errno = ENOMEM;
	return window;
}

void window_close(const unsigned char *window, size_t bytes)
{
	UnmapViewOfFile(window);
}
