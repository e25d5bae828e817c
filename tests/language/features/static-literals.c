/* Compound literals as initialisers of static objects, and flexible array members with a value. */
#include <stdio.h>
#include <string.h>

struct point { int x, y; };
static int twice(int n) { return 2 * n; }
struct row { const char *name; int (*f)(int); struct point at; };

static struct point origin = (struct point){ 1, 2 };
static struct { struct point a; int z; } both = { (struct point){ 3, 4 }, 5 };
static struct row rows[] = { (struct row){ "one", twice, { 1, 1 } }, { .name = "two", .at = (struct point){ .y = 9 } } };
static int numbers[] = (int[]){ 1, 2, 3 };
static int *place = (int[]){ 7, 8, 9 };
struct line { int length; char text[]; };
static struct line line = { 5, "hello" };
static struct line list = { 3, { 1, 2, 3 } };
static int behind = 77;

int main(void)
{
	static struct point inner = (struct point){ .y = 6 };

	printf("%d %d, %d %d %d\n", origin.x, origin.y, both.a.x, both.a.y, both.z);
	printf("%s %d %d, %s %d\n", rows[0].name, rows[0].f(4), rows[0].at.y, rows[1].name, rows[1].at.y);
	printf("%d %d, %d, %d %d\n", numbers[2], (int)(sizeof numbers / sizeof numbers[0]), place[2], inner.x, inner.y);
	printf("%d %s, %d %d, %d %d\n", line.length, line.text, list.text[0], list.text[2], (int)sizeof line, behind);
	return 0;
}
