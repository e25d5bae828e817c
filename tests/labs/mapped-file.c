/* A mapped file: views, handles and the file show the same bytes, and what must not be is refused. */
#include <windows.h>
#include <stdio.h>
#include <string.h>
#define PAGE 4096
#define PAGES 24
static void say(const char *what, int good) { printf("%s: %s, %lu\n", what, good ? "yes" : "no", GetLastError()); SetLastError(0); }
static char block[PAGE];
int main(void)
{
	HANDLE f, m, n, r;
	volatile char *a, *b;
	char buf[8];
	DWORD got;
	int i;

	f = CreateFileA("map.dat", GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ, NULL, CREATE_ALWAYS, 0, NULL);
	say("an empty file", !CreateFileMappingA(f, NULL, PAGE_READWRITE, 0, 0, NULL));
	for (i = 0; i < PAGES; i++) {
		memset(block, 'a' + i, PAGE);
		WriteFile(f, block, i == PAGES - 1 ? 100 : PAGE, &got, NULL);
	}
	m = CreateFileMappingA(f, NULL, PAGE_READWRITE, 0, 0, NULL);
	say("mapped", m != NULL);
	a = MapViewOfFile(m, FILE_MAP_WRITE, 0, 0, 0);
	say("view", a != NULL);
	say("bytes of the file", a[0] == 'a' && a[PAGE] == 'b' && a[23 * PAGE + 99] == 'x');
	say("zero behind its end", a[23 * PAGE + 100] == 0 && a[24 * PAGE - 1] == 0);
	a[5] = '!';
	SetFilePointer(f, 0, NULL, FILE_BEGIN);
	say("read as written", ReadFile(f, buf, 8, &got, NULL) && buf[5] == '!');
	SetFilePointer(f, PAGE, NULL, FILE_BEGIN);
	WriteFile(f, "new", 3, &got, NULL);
	say("written as seen", a[PAGE] == 'n');
	for (i = 0; i < PAGES; i++)
		a[i * PAGE + 7] = 'A' + i;
	for (i = 0; i < PAGES && a[i * PAGE + 7] == 'A' + i; i++)
		;
	say("all pages", i == PAGES);
	say("flushed", FlushViewOfFile((void *)a, 0));
	b = MapViewOfFile(m, FILE_MAP_COPY, 0, 0x10000, PAGE);
	say("a copy", b && b[7] == 'A' + 16);
	b[7] = '#';
	say("is its own", a[16 * PAGE + 7] == 'A' + 16 && b[7] == '#');
	say("copy unmapped", UnmapViewOfFile((void *)b));
	say("cut", (SetFilePointer(f, 10, NULL, FILE_BEGIN), SetEndOfFile(f)));
	n = CreateFileMappingA(f, NULL, PAGE_READONLY, 0, 0, "lab-map");
	say("a second section", n != NULL);
	say("no writing", !MapViewOfFile(n, FILE_MAP_WRITE, 0, 0, 0));
	r = OpenFileMappingA(FILE_MAP_READ, FALSE, "lab-map");
	b = MapViewOfFile(r, FILE_MAP_READ, 0, 0, 0);
	say("by name", b && b[7] == 'A');
	say("no name", !OpenFileMappingA(FILE_MAP_READ, FALSE, "nobody"));
	say("both see it", (a[8] = 'z', b[8] == 'z'));
	UnmapViewOfFile((void *)b);
	CloseHandle(r);
	CloseHandle(n);
	UnmapViewOfFile((void *)a);
	CloseHandle(m);
	SetFilePointer(f, 0, NULL, FILE_BEGIN);
	say("kept", ReadFile(f, buf, 8, &got, NULL) && buf[7] == 'A');
	say("grown", (m = CreateFileMappingA(f, NULL, PAGE_READWRITE, 0, 200000, NULL)) && GetFileSize(f, NULL) == 200000);
	CloseHandle(m);
	CloseHandle(f);
	f = CreateFileA("map.dat", GENERIC_READ, FILE_SHARE_READ, NULL, OPEN_EXISTING, 0, NULL);
	say("no right to write", !CreateFileMappingA(f, NULL, PAGE_READWRITE, 0, 0, NULL));
	say("not larger", !CreateFileMappingA(f, NULL, PAGE_READONLY, 0, 400000, NULL));
	CloseHandle(f);
	say("deleted", DeleteFileA("map.dat"));
	return 0;
}
