/*
 * Broken filter: it always says "try again", and repairs nothing.
 *
 * The store faults, the filter answers, the store faults again. Without somebody
 * who counts, this program would never end.
 */
#include <windows.h>
#include <stdio.h>

int main(void)
{
	char *buffer = VirtualAlloc(NULL, 4096, MEM_RESERVE, PAGE_NOACCESS);

	if (!buffer)
		return 1;
	printf("before the store\n");
	__try {
		buffer[0] = 'x';
	} __except (EXCEPTION_CONTINUE_EXECUTION) {
		printf("never printed\n");
	}
	printf("never printed either\n");
	return 0;
}
