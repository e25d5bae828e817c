/* Attributes, calling conventions and types of functions in every place where a declaration takes them. */
#include <stdio.h>
#include <windows.h>
/* attributes and declspec everywhere */
__declspec(noinline) static int f1(int a) { return a + 1; }
static __declspec(noinline) int f2(int a) { return a + 2; }
static int __declspec(noinline) f3(int a) { return a + 3; }
int __attribute__((noinline)) f4(int a) { return a + 4; }
int f5(int a) __attribute__((noinline));
int f5(int a) { return a + 5; }
__attribute__((noinline, unused)) static int f6(int a __attribute__((unused)), __attribute__((unused)) int b) { return a + 6; }
static inline __attribute__((always_inline)) int f7(int a) { return a + 7; }
__forceinline int f8(int a) { return a + 8; }
static __inline int f9(int a) { return a + 9; }
static int f10(int a) { return a + 10; }
int WINAPI f11(int a) { return a + 11; }
int __stdcall f12(int a) { return a + 12; }
int(WINAPI *p11)(int) = f11;
int(__cdecl *p12)(int) = f12;
typedef int(WINAPI *FN)(int);
typedef int WINAPI FNT(int);
typedef FNT *PFNT;
static FN table[] = {f11, f12};
static PFNT get(void) { return f11; }
int (*WINAPI getter(int w))(int) { return w ? f11 : f12; }
static void (*handler)(int), (*handlers[2])(int);
struct s1 {
	char c;
	int i;
} __attribute__((packed));
struct __attribute__((packed)) s2 {
	char c;
	int i;
};
struct __declspec(align(32)) s3 {
	int i;
};
struct s4 {
	char c;
	int i __attribute__((packed));
};
typedef struct {
	char c;
	__declspec(align(16)) int i;
} s5;
typedef int aligned_int __attribute__((aligned(8)));
enum __attribute__((packed)) e1 { A1 };
enum e2 { A2 __attribute__((deprecated)), B2 } __attribute__((unused));
static int x1 __attribute__((aligned(64))), x2 __attribute__((unused)) = 3;
const __declspec(selectany) int notused;
__declspec(dllexport) int exported(int a) { return a; }
DECLSPEC_NOINLINE static int f13(int a) { return a + 13; }
static void fallthrough(int a)
{
	switch (a) {
	case 1: printf("one "); __attribute__((fallthrough));
	case 2: printf("two\n"); break;
	default:;
	}
}
static void __attribute__((noreturn)) die(void) { ExitProcess(3); }
__int64 big = 5i64;
unsigned __int64 ubig = 5ui64;
__int32 i32;
__int16 i16;
__int8 i8;
_Pragma("pack(push, 1)") struct s6 {
	char c;
	int i;
};
_Pragma("pack(pop)")
#define PACKED_BEGIN __pragma(pack(push, 1))
    PACKED_BEGIN struct s7 {
	char c;
	int i;
};
__pragma(pack(pop)) struct flex {
	int n;
	char data[];
};
struct flex0 {
	int n;
	char data[0];
};
struct nested {
	int a;
	struct {
		int b;
		union {
			int c;
			float d;
		};
	};
	union {
		int e;
		char f[4];
	} u;
};
typedef union _OV {
	struct {
		DWORD Offset;
		DWORD OffsetHigh;
	} DUMMYSTRUCTNAME;
	PVOID Pointer;
} OV;
static int sum(int n, ...)
{
	__builtin_va_list l;
	int s = 0;
	__builtin_va_start(l, n);
	while (n--) s += __builtin_va_arg(l, int);
	__builtin_va_end(l);
	return s;
}
static int (*pick(void))(int) { return f1; }
static int apply(int f(int), int v) { return f(v); }
static int arr(int a[static 3], int b[const], int c[restrict]) { return a[0] + b[0] + c[0]; }
int main(int argc, char **argv, char **envp)
{
	struct nested n = {1, {2, {3}}, {.f = "ab"}};
	OV ov;
	ov.Offset = 1;
	ov.OffsetHigh = 2;
	printf("%d %d %d %d\n", f1(0), f2(0), f3(0), f4(0));
	printf("%d %d %d %d\n", f5(0), f6(0, 0), f7(0), f8(0));
	printf("%d %d %d %d %d\n", f9(0), f10(0), f11(0), f12(0), f13(0));
	printf("%d %d %d %d %d\n", p11(1), p12(1), table[1](2), get()(3), getter(0)(4));
	printf("%zu %zu %zu %zu %zu\n", sizeof(struct s1), sizeof(struct s2), sizeof(struct s3), sizeof(struct s4), sizeof(s5));
	printf("%zu %zu %zu %zu\n", _Alignof(aligned_int), sizeof(enum e1), sizeof(struct s6), sizeof(struct s7));
	printf("%d %d\n", (int)((size_t)&x1 % 64), x2);
	printf("%zu %zu\n", sizeof(struct flex), sizeof(struct flex0));
	printf("%d %d %d %s\n", n.b, n.c, n.u.e, n.u.f);
	printf("%llu\n", (unsigned long long)ov.Pointer);
	printf("%d %lld %llu\n", sum(3, 1, 2, 3), big, ubig);
	fallthrough(1);
	printf("%d %d %d\n", pick()(1), apply(f2, 1), (*pick())(2));
	int v[3] = {1, 2, 3};
	printf("%d\n", arr(v, v, v));
	printf("%d\n", (int)sizeof(int (*)(void)));
	printf("%d\n", argc > 0 && argv[0] && envp != 0);
	{
		int __attribute__((unused)) q = 1;
		__declspec(align(16)) char buf[3];
		printf("%d\n", (int)((size_t)buf & 15));
	}
	for (register int i = 0; i < 1; i++)
		;
	goto end;
end:
	__attribute__((unused));
	printf("%d\n", (int)(FN)0 == 0);
	int (*fp)(int) = &f1, (*fp2)(int) = *f1;
	printf("%d %d %d\n", (*fp)(1), (**fp2)(2), (****fp)(3));
	printf("%d\n", ((int (*)(int))(void *)f1)(5));
	printf("%d\n", ((FN)GetLastError) != 0);
	if (argc > 100) die();
	void *pv = f1;
	printf("%d\n", pv == (void *)f1);
	printf("%zu %zu\n", sizeof(void), sizeof *pv);
	printf("%d\n", ({
		       typeof(int *) a = v, b = v + 1;
		       *a + *b;
	       }));
	printf("%d\n", _Generic(0, int : 1, default : 2) + _Generic('a', char : 1, int : 5) +
			   _Generic(L'a', unsigned short : 10, default : 20));
	handler = 0;
	handlers[0] = handler;
	printf("%d\n", handlers[0] == 0);
	static int (*const ftab[2])(int) = {[0 ... 1] = f1};
	printf("%d\n", ftab[1](1));
	printf("%s\n", (char[]){"abc"});
	printf("%d\n", (int[]){1, 2, 3}[1]);
	printf("%d\n", (struct s6){'a', 4}.i);
	{
		const int c1 = 5;
		switch (c1) {
		case 1 ... 4: puts("low"); break;
		case 5 ... 9: puts("high");
		}
	}
	return 0;
}
