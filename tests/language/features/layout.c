/* Sizes, offsets and alignment are those of x64 Windows. */
#include <stdio.h>
#include <stddef.h>
#include <windows.h>

struct a { char c; long l; }; struct b { char c; long long l; short s; }; struct c { char c[3]; short s; char d; };
struct d { struct a a; char t; }; union e { char c[5]; int i; }; struct f { char c; union e e; void *p; }; struct g { char c; };
struct h { char c; struct { short s; char t; } in; int i; }; struct i { int n; struct { char c; long long v; }; char last; };
struct j { struct g g[3]; short s; }; struct k { char c; _Bool b; wchar_t w; enum { X } e; }; struct l { int n; char flexible[]; };
enum small { S = 1 }; enum big { B = 0x7fffffff }; enum negative { N = -1 };

#define SIZE(t) printf("%s %d %d\n", #t, (int)sizeof(t), (int)_Alignof(t))
#define AT(t, m) printf("%s.%s %d\n", #t, #m, (int)offsetof(t, m))

int main(void)
{
	SIZE(char); SIZE(short); SIZE(int); SIZE(long); SIZE(long long); SIZE(void *); SIZE(_Bool); SIZE(wchar_t); SIZE(size_t);
	SIZE(struct a); SIZE(struct b); SIZE(struct c); SIZE(struct d); SIZE(union e); SIZE(struct f); SIZE(struct g); SIZE(struct h);
	SIZE(struct i); SIZE(struct j); SIZE(struct k); SIZE(struct l); SIZE(enum small); SIZE(enum big); SIZE(enum negative);
	AT(struct b, s); AT(struct c, s); AT(struct c, d); AT(struct f, e); AT(struct f, p); AT(struct h, in.t); AT(struct h, i);
	AT(struct i, v); AT(struct i, last); AT(struct j, s); AT(struct k, w); AT(struct k, e); AT(struct j, g[2]); AT(struct l, flexible);
	SIZE(int[7]); SIZE(char[3][5]); SIZE(int (*)[7]); SIZE(int (*)(void));
	SIZE(DWORD); SIZE(BOOL); SIZE(ULONG_PTR); SIZE(HANDLE); SIZE(BOOLEAN); SIZE(WCHAR); SIZE(LONGLONG); SIZE(DWORD_PTR); SIZE(LARGE_INTEGER);
	SIZE(MEMORY_BASIC_INFORMATION); SIZE(SYSTEM_INFO); SIZE(EXCEPTION_RECORD); SIZE(EXCEPTION_POINTERS); printf("%d\n", (int)sizeof(CONTEXT));
	AT(MEMORY_BASIC_INFORMATION, RegionSize); AT(MEMORY_BASIC_INFORMATION, State); AT(MEMORY_BASIC_INFORMATION, Type);
	AT(SYSTEM_INFO, dwPageSize); AT(SYSTEM_INFO, dwAllocationGranularity); AT(SYSTEM_INFO, lpMaximumApplicationAddress);
	AT(EXCEPTION_RECORD, ExceptionAddress); AT(EXCEPTION_RECORD, NumberParameters); AT(EXCEPTION_RECORD, ExceptionInformation);
	AT(CONTEXT, ContextFlags); AT(CONTEXT, Rax); AT(CONTEXT, Rsp); AT(CONTEXT, Rip); AT(CONTEXT, R15); AT(CONTEXT, EFlags); AT(CONTEXT, Dr7);
	printf("%d %d %d\n", (enum small)-1 > 0, (enum negative)-1 > 0, (enum big)0 - 1 > 0);
	printf("%d %d %d\n", S - 2 > 0, (char)200 > 0, (wchar_t)-1 > 0);
	return 0;
}
