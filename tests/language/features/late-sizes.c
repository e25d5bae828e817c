/* Objects that are used before their size is known, and tentative definitions. */
#include <stdio.h>
extern int later[];
extern const char words[][6];
extern struct point origin;
struct point *where = &origin;
int *in_data = &later[2];
extern int *also[];
int tentative[];
static int sum(int n)
{
	int s = 0;
	for (int i = 0; i < n; i++) s += later[i];
	return s;
}
static int *third(void) { return later + 2; }
static const char *word(int i) { return words[i]; }
static int unused_warning(int a)
{
	if (a = 2) return 1;
	return tentative[0];
}
int lone[];
struct point {
	int x, y;
};
int later[4] = {1, 2, 3, 4};
const char words[][6] = {"one", "two", "three"};
struct point origin = {5, 6};
int *also[] = {later, &tentative[1]};
int tentative[3] = {7, 8, 9};
extern int later[];
int main(void)
{
	extern int at_end[];
	extern int later[];
	printf("%d %d %s %s\n", sum(4), *third(), word(0), word(2));
	printf("%d %d %d\n", where->x, origin.y, *in_data);
	printf("%d %d %d\n", *also[1], tentative[2], unused_warning(1));
	printf("%zu %zu %zu\n", sizeof later, sizeof words, sizeof tentative);
	printf("%d %d\n", at_end[1], lone[0]);
	at_end[1] = 44;
	printf("%d\n", at_end[1]);
	return 0;
}
int at_end[2] = {10, 11};
