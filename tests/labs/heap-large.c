/* A freed small block's page stays committed, a freed large block is gone with its pages. */
#include <windows.h>
#include <stdio.h>

static const char *state(const void *address)
{
	MEMORY_BASIC_INFORMATION m;

	VirtualQuery(address, &m, sizeof m);
	return m.State == MEM_COMMIT ? "committed" : m.State == MEM_RESERVE ? "reserved" : "free";
}

static void read(volatile char *p)
{
	__try {
		*p;
		printf("readable\n");
	} __except (EXCEPTION_EXECUTE_HANDLER) {
		printf("access violation\n");
	}
}

int main(void)
{
	HANDLE heap = HeapCreate(0, 0, 0);
	char *small = HeapAlloc(heap, 0, 100), *large = HeapAlloc(heap, 0, 0x200000);

	small[0] = large[0] = large[0x1fffff] = 1;
	printf("small %s, large %s\n", state(small), state(large));
	HeapFree(heap, 0, small);
	HeapFree(heap, 0, large);
	printf("small %s, large %s\n", state(small), state(large));
	read(small);
	read(large);
	read(large + 0x1234);
	return 0;
}
