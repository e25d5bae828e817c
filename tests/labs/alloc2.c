/* VirtualAlloc2 without placeholders does what VirtualAlloc does. */
#include <windows.h>
#include <stdio.h>

int main(void)
{
	char *p = VirtualAlloc2(NULL, NULL, 0x3000, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE, NULL, 0);

	if (p == NULL)
		return 1;
	p[0x2fff] = 9;
	printf("%d\n", p[0x2fff] + p[0]);
	printf("%d\n", VirtualAlloc2(NULL, p, 0, MEM_COMMIT, PAGE_READWRITE, NULL, 0) == NULL);
	return !VirtualFree(p, 0, MEM_RELEASE);
}
