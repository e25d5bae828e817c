/* What the C library has around malloc: sizes, growing in place, alignment, and a look at the heap. */
#include <windows.h>
#include <malloc.h>
#include <stdio.h>

static void say(const char *what, int good)
{
	printf("%s: %s\n", what, good ? "yes" : "no");
}

int main(void)
{
	char *block = malloc(20), *aligned = _aligned_malloc(100, 64);

	printf("size %d\n", (int)_msize(block));
	say("shrinks in place", _expand(block, 10) == block);
	printf("size %d\n", (int)_msize(block));
	say("does not grow that far", !_expand(block, 0x8000000));
	say("aligned", ((ULONG_PTR)aligned & 63) == 0);
	strcpy(aligned, "a text");
	aligned = _aligned_realloc(aligned, 10000, 64);
	say("aligned anew", ((ULONG_PTR)aligned & 63) == 0);
	say("with its text", strcmp(aligned, "a text") == 0);
	say("the heap is whole", _heapchk() == _HEAPOK);
	_aligned_free(aligned);
	_aligned_free(NULL);
	free(block);
	return 0;
}
