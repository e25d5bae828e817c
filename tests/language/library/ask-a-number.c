/* Asks until it gets a number between 1 and 10; what is no number is thrown away. */
#include <stdio.h>

int main(void)
{
	int number = 0, tries = 0, c;

	for (;;) {
		int got;

		printf("Number (1-10): ");
		got = scanf("%d", &number);
		if (got == EOF) {
			printf("no more input after %d tries\n", tries);
			return 1;
		}
		tries++;
		while ((c = getchar()) != '\n' && c != EOF)
			;
		if (got == 1 && number >= 1 && number <= 10)
			break;
		printf("%s\n", got == 1 ? "out of range" : "that is no number");
	}
	printf("%d after %d tries\n", number, tries);
	return 0;
}
