/* Mean and extremes of numbers until the end of the input. */
#include <stdio.h>
#include <float.h>

int main(void)
{
	double value, sum = 0, least = DBL_MAX, most = -DBL_MAX;
	int count = 0;

	while (scanf("%lf", &value) == 1) {
		sum += value;
		least = value < least ? value : least;
		most = value > most ? value : most;
		count++;
	}
	if (count == 0) {
		puts("no numbers");
		return 1;
	}
	printf("%d numbers, mean %.4f, from %g to %g, end of input: %s\n", count, sum / count, least, most, feof(stdin) ? "yes" : "no");
	return 0;
}
