/* Scopes, hiding, static locals, tentative definitions, extern, typedef names hidden, enum constants, block-scope functions. */
#include <stdio.h>

int tentative; int tentative; extern int later; static int internal;
typedef int number;
enum colour { RED, GREEN = 5, BLUE };
struct tag { int v; };

static int count(void) { static int n = 10, *p = &n; return (*p)++; }
static int depth(int n) { static int most; if (n > most) most = n; return n ? depth(n - 1) : most; }
int declared_here(int);

int main(void)
{
	number number = 3;
	int RED = 7;
	struct tag { char c[3]; } inner = { "ab" };
	enum { INSIDE = 42 };

	{ int number = 4; printf("%d ", number); { extern int later; int declared_here(int); printf("%d %d ", later, declared_here(1)); } }
	printf("%d %d %d %d\n", number, RED, BLUE, INSIDE);
	printf("%d %d\n", (int)sizeof(struct tag), inner.c[1]);
	count(); count();
	printf("%d %d %d\n", count(), depth(5), depth(2));
	for (int number = 0; number < 1; number++) { int number = 9; printf("%d\n", number); }
	{ typedef char number; number c = (number)300; printf("%d %d\n", c, (int)sizeof(number)); }
	tentative++; internal--;
	printf("%d %d %d\n", tentative, internal, later);
	{ static int n = 5; n++; { static int n = 50; n++; printf("%d ", n); } printf("%d\n", n); }
	goto number; number: printf("labels have names of their own\n");
	return 0;
}

int later = 11;
int declared_here(int n) { return n + 100; }
