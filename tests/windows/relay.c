/*
 * relay.c - a Windows program that hands its work on to the Linux program of the same name.
 *
 * Under Wine, dot.exe and clang.exe of the test are this: there are no Windows builds of Graphviz
 * and clang here, and what is tested is who calls them and how. Wine can start a Linux program
 * but not wait for it, so relay.sh leaves a file when it is done. RELAY is a folder, as Windows names it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

static int copy(const char *base, const char *ending, FILE *to)
{
	char path[1000], block[4096];
	FILE *in;
	size_t n;

	snprintf(path, sizeof path, "%s.%s", base, ending);
	in = fopen(path, "rb");
	while (in && (n = fread(block, 1, sizeof block, in)) > 0)
		fwrite(block, 1, n, to);
	return in ? fclose(in) : -1;
}

int main(int argc, char **argv)
{
	char base[600], path[1000], line[3000], folder[1000], name[MAX_PATH];
	STARTUPINFOA start = { .cb = sizeof start };
	PROCESS_INFORMATION made;
	FILE *f;
	int status = 99;

	GetModuleFileNameA(NULL, name, sizeof name);
	snprintf(base, sizeof base, "%s\\%lu", getenv("RELAY"), GetCurrentProcessId());
	snprintf(path, sizeof path, "%s.words", base);
	f = fopen(path, "wb");
	if (!f)
		return 98;
	GetCurrentDirectoryA(sizeof folder, folder);
	fprintf(f, "%s\n%.*s\n", folder, (int)strlen(strrchr(name, '\\') + 1) - 4, strrchr(name, '\\') + 1);
	for (int i = 1; i < argc; i++)
		fprintf(f, "%s\n", argv[i]);
	fclose(f);
	snprintf(line, sizeof line, "sh \"%s\" %lu", getenv("RELAY_SCRIPT"), GetCurrentProcessId());
	if (!CreateProcessA("Z:\\bin\\sh", line, NULL, NULL, FALSE, 0, NULL, NULL, &start, &made))
		return 97;
	snprintf(path, sizeof path, "%s.done", base);
	for (int i = 0; i < 6000 && !(f = fopen(path, "rb")); i++)
		Sleep(10);
	if (!f || fscanf(f, "%d", &status) != 1)
		return 96;
	fclose(f);
	copy(base, "out", stdout);
	copy(base, "err", stderr);
	return status;
}
