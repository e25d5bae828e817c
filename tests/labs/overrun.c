/* Writing past a block spoils what the heap has written before the next one: HeapValidate sees it, a free ends the process. */
#include <windows.h>
#include <stdio.h>

int main(void)
{
	HANDLE heap = HeapCreate(0, 0, 0);
	char *block = HeapAlloc(heap, 0, 40), *next = HeapAlloc(heap, 0, 40);

	memset(block, 'x', 40);
	printf("%s\n", HeapValidate(heap, 0, NULL) ? "whole" : "spoiled");
	memset(block, 'x', 64);
	printf("%s\n", HeapValidate(heap, 0, NULL) ? "whole" : "spoiled");
	printf("%s\n", HeapValidate(heap, 0, next) ? "whole" : "spoiled");
	HeapFree(heap, 0, next);
	printf("freed\n");
	return 0;
}
