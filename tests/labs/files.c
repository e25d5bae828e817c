/* Files by their handles: dispositions, sharing, places, sizes, names, and the errors of each. */
#include <windows.h>
#include <stdio.h>
static void say(const char *what, int good) { printf("%s: %s, %lu\n", what, good ? "yes" : "no", GetLastError()); SetLastError(0); }
int main(void)
{
	HANDLE f, g, out = GetStdHandle(STD_OUTPUT_HANDLE);
	char buf[64], path[MAX_PATH], name[MAX_PATH];
	DWORD n;
	LARGE_INTEGER at, where, size;

	f = CreateFileA("a.txt", GENERIC_READ, 0, NULL, OPEN_EXISTING, 0, NULL);
	say("open of nothing", f == INVALID_HANDLE_VALUE);
	f = CreateFileA("a.txt", GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ, NULL, CREATE_NEW, FILE_ATTRIBUTE_NORMAL, NULL);
	say("new", f != INVALID_HANDLE_VALUE);
	say("written", WriteFile(f, "hello, file", 11, &n, NULL) && n == 11);
	g = CreateFileA("a.txt", GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE, NULL, OPEN_EXISTING, 0, NULL);
	say("a second writer is refused", g == INVALID_HANDLE_VALUE);
	g = CreateFileA("a.txt", GENERIC_READ, FILE_SHARE_READ | FILE_SHARE_WRITE, NULL, OPEN_ALWAYS, 0, NULL);
	say("a reader is not", g != INVALID_HANDLE_VALUE);
	say("reader writes", WriteFile(g, "x", 1, &n, NULL));
	say("sought", SetFilePointer(f, 7, NULL, FILE_BEGIN) == 7);
	say("read", ReadFile(f, buf, 64, &n, NULL) && n == 4 && !memcmp(buf, "file", 4));
	say("at the end", ReadFile(f, buf, 64, &n, NULL) && n == 0);
	say("before the start", SetFilePointer(f, -1, NULL, FILE_BEGIN) == INVALID_SET_FILE_POINTER);
	at.QuadPart = 100;
	say("far", SetFilePointerEx(f, at, &where, FILE_BEGIN) && where.QuadPart == 100);
	say("longer", SetEndOfFile(f) && GetFileSize(f, NULL) == 100);
	say("size", GetFileSizeEx(f, &size) && size.QuadPart == 100);
	say("flushed", FlushFileBuffers(f));
	say("delete of an open file", DeleteFileA("a.txt"));
	say("closed", CloseHandle(f));
	say("closed", CloseHandle(g));
	f = CreateFileA("a.txt", GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, 0, NULL);
	say("again", f != INVALID_HANDLE_VALUE);
	say("empty", GetFileSize(f, NULL) == 0);
	CloseHandle(f);
	say("closed twice", CloseHandle(f));
	say("new again", CreateFileA("a.txt", GENERIC_WRITE, 0, NULL, CREATE_NEW, 0, NULL) == INVALID_HANDLE_VALUE);
	say("moved", MoveFileA("a.txt", "b.txt"));
	say("copied", CopyFileA("b.txt", "c.txt", TRUE));
	say("copied", CopyFileA("b.txt", "c.txt", TRUE));
	say("attributes", GetFileAttributesA("a.txt") == INVALID_FILE_ATTRIBUTES);
	say("attributes", GetFileAttributesA("b.txt") != INVALID_FILE_ATTRIBUTES);
	say("deleted", DeleteFileA("b.txt"));
	say("deleted", DeleteFileA("b.txt"));
	say("no folder", CreateFileA("no\\b.txt", GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, 0, NULL) == INVALID_HANDLE_VALUE);
	say("no name", CreateFileA("a?b", GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, 0, NULL) == INVALID_HANDLE_VALUE);
	say("no disposition", CreateFileA("a", GENERIC_WRITE, 0, NULL, 0, 0, NULL) == INVALID_HANDLE_VALUE);
	f = CreateFileA("NUL", GENERIC_WRITE, 0, NULL, OPEN_EXISTING, 0, NULL);
	say("NUL", f != INVALID_HANDLE_VALUE && WriteFile(f, "x", 1, &n, NULL));
	CloseHandle(f);
	say("a bad buffer", (f = CreateFileA("d", GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, 0, NULL)) != INVALID_HANDLE_VALUE
	    && !WriteFile(f, (void *)16, 8, &n, NULL));
	CloseHandle(f);
	say("no handle", ReadFile((HANDLE)0x4444, buf, 1, &n, NULL));
	say("temporary", GetTempPathA(MAX_PATH, path) && GetTempFileNameA(path, "lab", 0, name));
	f = CreateFileA(name, GENERIC_READ | GENERIC_WRITE, 0, NULL, OPEN_EXISTING, FILE_FLAG_DELETE_ON_CLOSE, NULL);
	say("opened", f != INVALID_HANDLE_VALUE);
	CloseHandle(f);
	say("gone", GetFileAttributesA(name) == INVALID_FILE_ATTRIBUTES);
	say("output", WriteFile(out, "by a handle\n", 12, &n, NULL));
	say("console", WriteConsoleA(out, "to the console\n", 15, &n, NULL));
	return 0;
}
