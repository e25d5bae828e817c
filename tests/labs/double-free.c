/* A block that is freed twice ends the process, and no handler is asked. */
#include <windows.h>
#include <stdio.h>

int main(void)
{
	HANDLE heap = GetProcessHeap();
	char *block = HeapAlloc(heap, 0, 40);

	HeapFree(heap, 0, block);
	printf("freed\n");
	__try {
		HeapFree(heap, 0, block);
		printf("freed again\n");
	} __except (EXCEPTION_EXECUTE_HANDLER) {
		printf("handled\n");
	}
	return 0;
}
