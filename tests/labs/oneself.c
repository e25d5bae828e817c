/* The process by its own handle: reserved, protected, queried, read, written and freed as from outside. */
#include <windows.h>
#include <stdio.h>

static void say(const char *what, int good)
{
	printf("%s: %s\n", what, good ? "yes" : "no");
}

static void memory(HANDLE me)
{
	MEMORY_BASIC_INFORMATION m;
	DWORD old;
	SIZE_T n = 99;
	char text[8] = "abcdefg", back[8] = "";
	char *p = VirtualAllocEx(me, NULL, 0x3000, MEM_RESERVE, PAGE_NOACCESS);

	say("reserved", p != NULL);
	say("committed", VirtualAllocEx(me, p, 0x2000, MEM_COMMIT, PAGE_READWRITE) == p);
	say("written", WriteProcessMemory(me, p + 0xffe, text, 8, &n) && n == 8);
	say("there it is", p[0xffe] == 'a' && p[0x1000] == 'c');
	say("read", ReadProcessMemory(me, p + 0xffe, back, 8, &n) && n == 8 && !strcmp(back, text));
	say("protected", VirtualProtectEx(me, p, 0x1000, PAGE_READONLY, &old) && old == PAGE_READWRITE);
	say("queried", VirtualQueryEx(me, p + 0x1000, &m, sizeof m) == sizeof m);
	printf("state %lx, protect %lx, %llx bytes\n", m.State, m.Protect, (unsigned long long)m.RegionSize);
	say("decommitted", VirtualFreeEx(me, p, 0x1000, MEM_DECOMMIT));
	say("released", VirtualFreeEx(me, p, 0, MEM_RELEASE));
	SetLastError(0);
	say("no handle, no memory", !VirtualAllocEx((HANDLE)0x7770, NULL, 0x1000, MEM_RESERVE, PAGE_NOACCESS));
	printf("error %lu\n", GetLastError());
}

int main(void)
{
	HANDLE me = OpenProcess(PROCESS_ALL_ACCESS, FALSE, GetCurrentProcessId()), copy = NULL, reader;
	char c = 1;

	memory(GetCurrentProcess());
	memory(me);
	say("the handle is of this process", GetProcessId(me) == GetCurrentProcessId());
	say("doubled", DuplicateHandle(me, me, me, &copy, 0, FALSE, DUPLICATE_SAME_ACCESS) && copy != me);
	say("closed", CloseHandle(me));
	SetLastError(0);
	say("not closed twice", !CloseHandle(me));
	printf("error %lu\n", GetLastError());
	say("the other one is good", WriteProcessMemory(copy, &c, "x", 1, NULL) && c == 'x');
	CloseHandle(copy);
	reader = OpenProcess(PROCESS_VM_READ, FALSE, GetCurrentProcessId());
	SetLastError(0);
	say("who may read may not write", ReadProcessMemory(reader, "y", &c, 1, NULL) && !WriteProcessMemory(reader, &c, "z", 1, NULL));
	printf("error %lu, %c\n", GetLastError(), c);
	SetLastError(0);
	say("nobody has the number 3", !OpenProcess(PROCESS_ALL_ACCESS, FALSE, 3));
	printf("error %lu\n", GetLastError());
	return 0;
}
