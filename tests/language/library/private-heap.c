/* A heap of one's own, its sizes, and its end. */
#include <windows.h>
#include <stdio.h>
#include <stdlib.h>

int main(void)
{
	HANDLE heap = HeapCreate(0, 0, 0);
	char *block[5];
	SIZE_T sum = 0;

	if (!heap) {
		printf("HeapCreate: %lu\n", GetLastError());
		return EXIT_FAILURE;
	}
	for (int i = 0; i < 5; i++) {
		block[i] = HeapAlloc(heap, HEAP_ZERO_MEMORY, (SIZE_T)100 << i);
		sum += HeapSize(heap, 0, block[i]);
	}
	printf("%zu bytes, the last one %d\n", (size_t)sum, block[4][1599]);
	block[0] = HeapReAlloc(heap, HEAP_ZERO_MEMORY, block[0], 5000);
	printf("%zu %d %d\n", (size_t)HeapSize(heap, 0, block[0]), block[0][4999], HeapValidate(heap, 0, NULL));
	printf("%d %d\n", HeapFree(heap, 0, block[1]), HeapDestroy(heap));
	return EXIT_SUCCESS;
}
