/*
 * Decommit and commit again: what is lost, and what is kept.
 *
 * Three pages are filled. The first is decommitted, the second made inaccessible,
 * the third left alone; then the first and the third are committed once more.
 */
#include <windows.h>
#include <stdio.h>

#define PAGE 4096

static char *p;

static const char *state(int page)
{
	MEMORY_BASIC_INFORMATION m;

	VirtualQuery(p + page * PAGE, &m, sizeof m);
	if (m.State == MEM_FREE)
		return "free";
	if (m.State == MEM_RESERVE)
		return "reserved";
	return m.Protect == PAGE_NOACCESS ? "committed, no access" : "committed";
}

static void look(int page)
{
	__try {
		printf("page %d: %s, first byte %d\n", page, state(page), p[page * PAGE]);
	} __except (EXCEPTION_EXECUTE_HANDLER) {
		printf("page %d: %s, cannot be read\n", page, state(page));
	}
}

int main(void)
{
	DWORD old;
	int i;

	p = VirtualAlloc(NULL, 3 * PAGE, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE);
	for (i = 0; i < 3; i++)
		p[i * PAGE] = (char)(10 + i);
	for (i = 0; i < 3; i++)
		look(i);

	VirtualFree(p + 0 * PAGE, PAGE, MEM_DECOMMIT);
	VirtualProtect(p + 1 * PAGE, PAGE, PAGE_NOACCESS, &old);
	for (i = 0; i < 3; i++)
		look(i);

	VirtualAlloc(p + 0 * PAGE, PAGE, MEM_COMMIT, PAGE_READWRITE);
	VirtualAlloc(p + 2 * PAGE, PAGE, MEM_COMMIT, PAGE_READWRITE);
	for (i = 0; i < 3; i += 2)
		look(i);

	printf("decommit twice: %d\n", VirtualFree(p, PAGE, MEM_DECOMMIT) && VirtualFree(p, PAGE, MEM_DECOMMIT));
	printf("release: %d\n", VirtualFree(p, 0, MEM_RELEASE));
	look(0);
	return 0;
}
