/*
 * A loop that only hits the TLB: eleven lab operations a round (three loads, two
 * stores, the index, two additions, the mask, the comparison, the step).
 */
#include <stdio.h>

#define ROUNDS 50000000

static unsigned table[1024];

int main(void)
{
	unsigned sum = 0;
	int i;

	for (i = 0; i < ROUNDS; i++) {
		sum += table[i & 1023];
		table[i & 1023] = sum + i;
	}
	printf("%u\n", sum);
	return 0;
}
