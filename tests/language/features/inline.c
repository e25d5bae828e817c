/* Functions that are inline, by whichever word, can be called and pointed to. */
#include <windows.h>
#include <stdio.h>

static __forceinline int a(int x) { return x + 1; }
__forceinline int b(int x) { return x + 2; }
inline int c(int x) { return x + 3; }
static FORCEINLINE int d(int x) { return x + 4; }
FORCEINLINE int e(int x) { return x + 5; }
__inline int f(int x) { return x + 6; }
static inline int g(int x) { return x + 7; }
int h(int x);
inline int h(int x) { return x + 8; }

int main(void)
{
	int (*p)(int) = c;

	printf("%d %d %d %d %d %d %d %d %d\n", a(0), b(0), c(0), d(0), e(0), f(0), g(0), h(0), p(1));
	return 0;
}
