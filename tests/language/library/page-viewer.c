/* What VirtualQuery says of each page of a small allocation, in words. */
#include <windows.h>
#include <tchar.h>
#include <stdio.h>

static LPCTSTR state_name(DWORD state)
{
	switch (state) {
	case MEM_COMMIT: return TEXT("committed");
	case MEM_RESERVE: return TEXT("reserved");
	case MEM_FREE: return TEXT("free");
	}
	return TEXT("unknown");
}

static LPCTSTR protection_name(DWORD protect)
{
	static const struct { DWORD value; LPCTSTR name; } names[] = {
		{ PAGE_NOACCESS, TEXT("none") }, { PAGE_READONLY, TEXT("read") }, { PAGE_READWRITE, TEXT("read and write") },
		{ PAGE_EXECUTE_READ, TEXT("execute and read") }, { 0, TEXT("-") },
	};

	for (int i = 0; i < (int)ARRAYSIZE(names); i++)
		if ((protect & 0xff) == names[i].value)
			return names[i].name;
	return TEXT("?");
}

int _tmain(int argc, TCHAR **argv)
{
	SYSTEM_INFO info;
	MEMORY_BASIC_INFORMATION m;
	LPBYTE base;
	DWORD old;

	GetSystemInfo(&info);
	base = (LPBYTE)VirtualAlloc(NULL, 6 * info.dwPageSize, MEM_RESERVE, PAGE_READWRITE);
	if (!base)
		return 1;
	VirtualAlloc(base + info.dwPageSize, 3 * info.dwPageSize, MEM_COMMIT, PAGE_READWRITE);
	VirtualProtect(base + 2 * info.dwPageSize, 1, PAGE_READONLY, &old);
	for (LPBYTE at = base; at < base + 6 * info.dwPageSize && VirtualQuery(at, &m, sizeof m); at = (LPBYTE)m.BaseAddress + m.RegionSize)
		_tprintf(TEXT("%2u page(s) from %u: %s, %s%s\n"), (UINT)(m.RegionSize / info.dwPageSize),
		         (UINT)((at - base) / info.dwPageSize),
		         state_name(m.State), protection_name(m.Protect), m.Protect & PAGE_GUARD ? TEXT(", guarded") : TEXT(""));
	_tprintf(TEXT("released: %s\n"), VirtualFree(base, 0, MEM_RELEASE) ? TEXT("yes") : TEXT("no"));
	return 0;
}
