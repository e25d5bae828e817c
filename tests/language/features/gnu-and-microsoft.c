/* What GNU's and Microsoft's compilers take beyond C, in one place. */
#include <stdio.h>
#include <windows.h>
#if 0
don't "read this
#endif
#ifdef NEVER
it 's #x ## ' "
#else
static int f(int n)
{
	if (n == 0)
		return 100;
	else if (n == 300)
		return 900;
	else
		return -1;
}
#endif
    _Pragma("pack(push, 1)") struct s {
	char a;
	int b;
};
_Pragma("pack(pop)") enum e {
	A,
	B,
	C,
};
static int g(int exception_code) { return exception_code; }
static int filter(int exception_code, int leave) { return exception_code == 3 && leave; }
static void WINAPI cb(void *p) { *(int *)p += 1; }
typedef void(WINAPI *CB)(void *);
typedef void(__stdcall CBF)(void *);
static int call(CB a, CBF *b)
{
	int n = 0;
	a(&n);
	b(&n);
	(*a)(&n);
	return n;
}
static int implicit_args() { return 4; }
unsigned f32(a, b)
unsigned short a;
char *b;
{
	return a + *b;
}
int (*pick(int n))(int) { return n ? f : g; }
static int (*(*table[2])(int))(int) = {pick, pick};
int main(int argc, char *argv[])
{
	int a[10] = {[2 ... 5] = 7, [0] = 1, [9] = 3}, n = 0;
	__int64 big = 0x7fffffffffffffff;
	unsigned __int64 u = 0xffffffffffffffffui64;
	long long ll = -5i64;
	printf("%d %d %d\n", f(0), f(300), f(301));
	for (int i = 0; i < 10; i++) {
		switch (a[i]) {
		case 0: n += 1; break;
		case 1 ... 3: n += 10; break;
		case 4 ... 8: n += 100; break;
		default: n += 1000;
		}
	}
	printf("%d\n", n);
	printf("%d %d %d\n", g(4), filter(3, 1), (int)sizeof(struct s));
	printf("%d %d %u %d %d\n", call(cb, cb), implicit_args(), f32(5, "A"), pick(1)(3), table[1](0)(9));
	printf("%lld %llu %lld\n", big, u, ll);
	printf("%s %d\n", (const char *[]){"a", "b"}[1], ((struct { int x, y; }){.y = 4}).y);
	static struct {
		int n;
		int v[];
	} flex = {2, {5, 6}};
	printf("%d %d\n", flex.v[1], (int)sizeof flex);
	struct {
		union {
			struct {
				short lo, hi;
			};
			int whole;
		};
	} anon = {.whole = 0x00020001};
	printf("%d %d\n", anon.lo, anon.hi);
	LARGE_INTEGER li;
	li.QuadPart = 1ll << 33 | 7;
	printf("%lu %ld %ld\n", li.LowPart, li.HighPart, li.u.HighPart);
leave:
	if (n-- > 5000) goto leave;
	goto except;
except:
	goto finally;
finally:;
	int try = 2;
	printf("%d\n", try);
	__try {
		__leave;
	} __finally {
		printf("%d\n", AbnormalTermination());
	}
	wchar_t w[] = L"wide"
		      L"r",
		*pw = L"x"
		      "y";
	printf("%d %d %ls\n", (int)sizeof w, pw[1], w);
	for (
	    struct { int i, j; } k = {0, 5}; k.i < k.j; k.i++, k.j--)
		printf("%d%d ", k.i, k.j);
	puts("");
	int x = ({
		int y = 3;
		y *y;
	})
		    ?: 1,
	    *px = &*&x;
	printf("%d %d\n", *px, x ?: 9);
	printf("%d\n", !!argc + (argv[argc] == NULL));
	return ({
		       __label__ out;
		       if (x == 9) goto out;
		       x = 0;
	       out:
		       x;
	       }) -
	       9;
}
