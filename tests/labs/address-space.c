/* Walks through the whole address space. What is not the lab's own is different on each system, and nobody's mistake. */
#include <windows.h>
#include <stdio.h>

int main(void)
{
	char *mine = VirtualAlloc(NULL, 3 * 4096, MEM_RESERVE, PAGE_READWRITE), *at = NULL;
	MEMORY_BASIC_INFORMATION m;
	int regions = 0;

	while (VirtualQuery(at, &m, sizeof m) == sizeof m) {
		printf("%p %llx ", m.BaseAddress, (unsigned long long)m.RegionSize);
		printf("%s\n", m.State == MEM_FREE ? "free" : m.State == MEM_COMMIT ? "committed" : "reserved");
		if (m.AllocationBase == mine)
			regions++;
		at = (char *)m.BaseAddress + m.RegionSize;
	}
	printf("%d region of mine\n", regions);
	return 0;
}
