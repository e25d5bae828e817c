/* Commits and touches all the memory that it can get. */
#include <windows.h>

int main(void)
{
	for (;;) {
		char *p = VirtualAlloc(NULL, 64 << 20, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE);
		int i;

		for (i = 0; p && i < 64 << 20; i += 4096)
			p[i] = 1;
	}
}
