/* A guessing game with the generator of the runtime: the seed decides what is to be guessed. */
#include <stdio.h>
#include <stdlib.h>

int main(void)
{
	int secret, guess, rounds = 0;

	srand(2024);
	secret = rand() % 100 + 1;
	while (scanf("%d", &guess) == 1) {
		rounds++;
		if (guess == secret)
			break;
		printf("%d is %s\n", guess, guess < secret ? "too small" : "too large");
	}
	printf("it was %d, after %d rounds; next would be %d and %d\n", secret, rounds, rand(), rand());
	return 0;
}
