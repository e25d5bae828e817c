/* atoi, strtol and their relatives, abs, rand. */
#include <stdio.h>
#include <stdlib.h>

static void show(const char *text, int base)
{
	char *end;
	long v = strtol(text, &end, base);

	printf("%s %d: %ld %d", text, base, v, (int)(end - text));
	printf(" %lu %d", strtoul(text, &end, base), (int)(end - text));
	printf(" %lld %d", strtoll(text, &end, base), (int)(end - text));
	printf(" %llu %d\n", strtoull(text, &end, base), (int)(end - text));
}

int main(void)
{
	int i;

	printf("%d %d %d %d %d\n", atoi("42"), atoi("  -17x"), atoi("+5"), atoi("abc"), atoi(""));
	printf("%ld %lld\n", atol("123456789"), atoll("1234567890123"));
	show("123", 10);
	show("  0x1F rest", 16);
	show("0x1F", 0);
	show("017", 0);
	show("0", 0);
	show("z9", 36);
	show("101", 2);
	show("-1", 10);
	show("2147483648", 10);
	show("-2147483649", 10);
	show("4294967296", 10);
	show("99999999999999999999", 10);
	show("nothing", 10);
	show("", 10);
	show("  +", 10);
	show("0x", 16);
	show("9", 8);
	printf("%d %ld %lld %d\n", abs(-5), labs(-6L), llabs(-7LL), abs(5));
	for (i = 0; i < 5; i++)
		printf("%d ", rand());
	srand(12345);
	for (i = 0; i < 5; i++)
		printf("%d ", rand());
	printf("%d\n", RAND_MAX);
	return 0;
}
