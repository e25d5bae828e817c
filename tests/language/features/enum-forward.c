/* An enumeration may be named before it is defined. */
#include <stdio.h>

enum state;
struct page { enum state *next; const enum state *last; };
static int count(enum state *s);
enum state { FREE, BUSY = 7 };

static int count(enum state *s)
{
	return *s + 1;
}

int main(void)
{
	enum state now = BUSY;
	struct page p = { &now, &now };

	printf("%d %d %d\n", *p.next, *p.last, count(p.next));
	return 0;
}
