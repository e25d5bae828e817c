/* A table with widths, precisions and signs. */
#include <stdio.h>

int main(void)
{
	printf("%-10s|%10s|%+10s\n", "Celsius", "Fahrenheit", "Kelvin");
	for (int c = -40; c <= 100; c += 35)
		printf("%-+10d|%10.1f|%010.3f\n", c, c * 9 / 5.0 + 32, c + 273.15);
	printf("%5.1f%% of %o is %#x, %e, %G\n", 12.5, 64, 64, 64e20, 1e-10);
	printf("[%*d][%-*d][%.*f][%.3s][%c%c]\n", 6, 42, 6, 42, 2, 3.14159, "abcdef", 'o', 'k');
	return 0;
}
