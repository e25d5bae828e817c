/* Machine code that a lab writes and calls: arguments, calls in both directions, exceptions of its instructions. */
#include <windows.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static unsigned char *code, *data;
static int at;
static const char *now;

/* Write bytes at the end of what is there; where they begin. */
static void *put(const char *bytes, int n)
{
	memcpy(code + at, bytes, n);
	at += n;
	return code + at - n;
}
static void put8(const void *p) { put((const char *)&p, 8); }
#define PUT(bytes) put(bytes, sizeof(bytes) - 1)

static int six(int a, int b, int c, int d, int e, int f) { printf("  six %d %d %d %d %d %d\n", a, b, c, d, e, f); return a + f; }
static double half(double x, int y, float z) { printf("  half %g %d %g\n", x, y, z); return x / 2; }
static long long twice(long long x) { return 2 * x; }

static void calls(void)
{
	long long (*add)(long long, int) = PUT("\x48\x63\xC2\x48\x01\xC8\xC3");         /* movsxd rax,edx; add rax,rcx; ret */
	int (*lea)(int) = PUT("\x8D\x41\x01\xC3");
	int (*fifth)(int, int, int, int, int, int) = PUT("\x8B\x44\x24\x28\x0F\xAF\x44\x24\x30\xC3");
	signed char (*byte)(void) = PUT("\xB8\x85\xFF\x00\x00\xC3");
	unsigned short (*word)(void) = PUT("\x48\xB8\x01\x02\x03\x04\x05\x06\x07\x08\xC3");
	unsigned (*factorial)(unsigned) = PUT("\x83\xF9\x01\x77\x06\xB8\x01\x00\x00\x00\xC3\x53\x89\xCB\xFF\xC9\xE8\xEB\xFF\xFF\xFF\x0F\xAF\xC3\x5B\xC3");
	int (*compare)(const void *, const void *) = PUT("\x8B\x01\x3B\x02\x0F\x9F\xC0\x0F\x9C\xC2\x28\xD0\x0F\xBE\xC0\xC3");
	int (*call_six)(int);
	double (*jump)(double, int, float);
	long long (*through)(void);
	int numbers[] = { 5, -3, 99, 0, -7, 12 };

	printf("%lld %d %d\n", add(1LL << 40, -5), lea(41), fifth(1, 2, 3, 4, -6, 7));
	printf("%d %u %u\n", byte(), word(), factorial(10));
	qsort(numbers, 6, sizeof *numbers, compare);
	for (int i = 0; i < 6; i++)
		printf(" %d", numbers[i]);
	printf("\n");

	/* sub rsp,56; mov dword [rsp+32],5; mov dword [rsp+40],ecx; lea edx..; mov rax,six; call rax; add rsp,56; ret */
	call_six = PUT("\x48\x83\xEC\x38\xC7\x44\x24\x20\x05\x00\x00\x00\x89\x4C\x24\x28\x8D\x51\x01\x44\x8D\x41\x02\x45\x31\xC9\x48\xB8");
	put8((void *)six);
	PUT("\xFF\xD0\x83\xC0\x64\x48\x83\xC4\x38\xC3");
	printf("%d\n", call_six(7));
	jump = PUT("\x48\xB8");                         /* mov rax,half; jmp rax */
	put8((void *)half);
	PUT("\xFF\xE0");
	printf("%g\n", jump(7.5, 3, 0.25f));
	through = PUT("\x6A\x15\x59\xFF\x25\x00\x00\x00\x00");  /* push 21; pop rcx; jmp [rip+0] */
	put8((void *)twice);
	printf("%lld\n", through());
}

static LONG CALLBACK handler(EXCEPTION_POINTERS *p)
{
	EXCEPTION_RECORD *r = p->ExceptionRecord;
	CONTEXT *c = p->ContextRecord;
	DWORD old;

	if (r->ExceptionCode == EXCEPTION_SINGLE_STEP) {
		c->R10++;
		if (c->Rip >= (ULONG_PTR)code && c->Rip < (ULONG_PTR)code + at)
			c->EFlags |= 0x100;
		return EXCEPTION_CONTINUE_EXECUTION;
	}
	printf("  %s: %08lX at +%d, rip +%d", now, r->ExceptionCode, (int)((ULONG_PTR)r->ExceptionAddress - (ULONG_PTR)code),
	       (int)(c->Rip - (ULONG_PTR)code));
	if (r->NumberParameters == 2)
		printf(", kind %d, at +%d", (int)r->ExceptionInformation[0], (int)(r->ExceptionInformation[1] - (ULONG_PTR)data));
	printf("\n");
	switch (now[0]) {
	case 'c':                               /* commit */
		VirtualAlloc((void *)r->ExceptionInformation[1], 1, MEM_COMMIT, PAGE_READWRITE);
		return EXCEPTION_CONTINUE_EXECUTION;
	case 's':                               /* skip so many bytes, two where it reads */
		c->Rip += r->NumberParameters == 2 && r->ExceptionInformation[0] == 0 ? 2 : now[1] - '0';
		return EXCEPTION_CONTINUE_EXECUTION;
	case 'r':                               /* another register */
		c->Rcx = (ULONG_PTR)data + 16;
		return EXCEPTION_CONTINUE_EXECUTION;
	case 'd':
		c->Rcx = 5;
		return EXCEPTION_CONTINUE_EXECUTION;
	case 'p':
		VirtualProtect(code, 8192, PAGE_EXECUTE_READWRITE, &old);
		return EXCEPTION_CONTINUE_EXECUTION;
	case 'g':
		return EXCEPTION_CONTINUE_EXECUTION;
	}
	return EXCEPTION_CONTINUE_SEARCH;
}

static void exceptions(void)
{
	int (*store)(void *) = PUT("\xC7\x01\x2A\x00\x00\x00\x8B\x01\xC3");      /* mov dword [rcx],42; mov eax,[rcx]; ret */
	int (*divide)(int, int) = PUT("\xB8\x64\x00\x00\x00\x99\xF7\xF9\xC3");
	int (*stop)(void) = PUT("\xCC\xB8\x07\x00\x00\x00\xC3");
	int (*undefined)(void) = PUT("\x0F\x0B\xB8\x08\x00\x00\x00\xC3");
	int (*privileged)(void) = PUT("\xF4\xB8\x09\x00\x00\x00\xC3");
	long long (*count)(void) = PUT("\x45\x31\xD2\x9C\x48\x81\x0C\x24\x00\x01\x00\x00\x9D\xB9\x03\x00\x00\x00\x90\xE2\xFD\x4C\x89\xD0\xC3");
	int (*border)(void);
	DWORD old;

	now = "commit";
	printf("%d\n", store(data + 8192));
	now = "commit, two pages";
	printf("%d\n", store(data + 3 * 4096 - 2));
	now = "s6: the store";
	printf("%d\n", store((void *)(data + 4096)) == 42);
	now = "register";
	printf("%d\n", store(data + 4096));
	now = "divisor";
	printf("%d\n", divide(0, 0));
	now = "s1: int3";
	printf("%d\n", stop());
	now = "s2: ud2";
	printf("%d\n", undefined());
	now = "s1: hlt";
	printf("%d\n", privileged());
	printf("%lld steps\n", count());

	VirtualProtect(data, 4096, PAGE_READWRITE | PAGE_GUARD, &old);
	now = "guard";
	printf("%d\n", store(data));
	memcpy(code + 4096 - 3, "\xB8\x01\x02\x03\x04\xC3", 6);         /* mov eax: three of its bytes lie in the next page */
	border = (int (*)(void))(code + 4096 - 3);
	VirtualProtect(code + 4096, 4096, PAGE_READWRITE, &old);
	data = code;
	now = "page of code";
	printf("%x\n", border());
	VirtualProtect(code + 4096, 4096, PAGE_NOACCESS, &old);
	memcpy(code + 4096 - 2, "\x90\xC3", 2);
	now = "none";
	((void (*)(void))(code + 4096 - 2))();
	printf("the last byte of a page\n");
	now = "handled";
	__try {
		store(data + 4096);
	} __except (GetExceptionCode() == EXCEPTION_ACCESS_VIOLATION) {
		printf("caught\n");
	}
	now = "last";
	((void (*)(void))(data + 4096))();
}

int main(void)
{
	code = VirtualAlloc(NULL, 8192, MEM_RESERVE | MEM_COMMIT, PAGE_EXECUTE_READWRITE);
	data = VirtualAlloc(NULL, 65536, MEM_RESERVE, PAGE_READWRITE);
	VirtualAlloc(data, 4096, MEM_COMMIT, PAGE_READWRITE);
	AddVectoredExceptionHandler(1, handler);
	calls();
	FlushInstructionCache(GetCurrentProcess(), code, 8192);
	exceptions();
	return 0;
}
