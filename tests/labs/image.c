/* The program's image: one allocation, and what its pages are before and after somebody writes to them. */
#include <windows.h>
#include <psapi.h>
#include <stdio.h>

int global;
int many[4096];
const char constant[] = "constant";

static DWORD protection(const void *at)
{
	MEMORY_BASIC_INFORMATION m;

	VirtualQuery(at, &m, sizeof m);
	return m.Protect;
}

int main(void)
{
	MEMORY_BASIC_INFORMATION code, data;
	PSAPI_WORKING_SET_EX_INFORMATION page = { (void *)main };
	char *header;
	DWORD old;

	VirtualQuery((void *)main, &code, sizeof code);
	VirtualQuery(&global, &data, sizeof data);
	header = code.AllocationBase;
	printf("one allocation: %d, the module: %d\n", header == data.AllocationBase, header == (char *)GetModuleHandleA(NULL));
	printf("header: %c%c, protect 0x%lx, at first 0x%lx\n", header[0], header[1], protection(header), code.AllocationProtect);
	printf("PE: %c%c, machine 0x%x\n", header[*(int *)(header + 0x3c)], header[*(int *)(header + 0x3c) + 1],
	       *(unsigned short *)(header + *(int *)(header + 0x3c) + 4));
	printf("VirtualFree: %d", VirtualFree(header, 0, MEM_RELEASE));
	printf(", error %lu\n", GetLastError());
	printf("commit: %d", VirtualAlloc(&global, 4, MEM_COMMIT, PAGE_READWRITE) != NULL);
	printf(", error %lu\n", GetLastError());

	printf("constant: 0x%lx", protection(constant));
	VirtualProtect((void *)constant, 4, PAGE_READWRITE, &old);
	printf(", to be written 0x%lx", protection(constant));
	*(char *)constant = 'k';
	printf(", written 0x%lx\n", protection(constant));
	printf("variable: 0x%lx", protection(&many[3000]));
	many[3000] = 1;
	printf(", written 0x%lx\n", protection(&many[3000]));
	QueryWorkingSetEx(GetCurrentProcess(), &page, sizeof page);
	printf("code: valid %d, shared %d\n", (int)(page.VirtualAttributes.Flags & 1), (int)(page.VirtualAttributes.Flags >> 15 & 1));
	return 0;
}
