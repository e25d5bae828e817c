/* Numbers in other bases, there and back. */
#include <stdio.h>
#include <stdlib.h>
#include <errno.h>
#include <limits.h>

int main(void)
{
	static const int numbers[] = { 0, 1, 255, -1, 1000000, INT_MIN };
	static const char *const texts[] = { "ff", "0x1F", " 42 rest", "zz", "", "99999999999999999999", "-0" };
	char text[40], wide[80];

	for (int i = 0; i < 6; i++) {
		printf("%d:", numbers[i]);
		for (int base = 2; base <= 36; base += base == 2 ? 6 : base == 8 ? 2 : base == 10 ? 6 : 20)
			printf(" %s", _itoa(numbers[i], text, base));
		printf(" %s\n", _i64toa(numbers[i], wide, 10));
	}
	for (int i = 0; i < 7; i++) {
		char *end;
		unsigned long long v;

		errno = 0;
		v = strtoull(texts[i], &end, i == 3 ? 36 : 16);
		printf("'%s' %llu, %d read, %s\n", texts[i], v, (int)(end - texts[i]), errno == ERANGE ? "too large" : "fits");
	}
	return 0;
}
