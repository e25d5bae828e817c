/* A menu with scanf_s, as beginners write it. */
#include <stdio.h>
#include <stdlib.h>

int main(void)
{
	int choice, balance = 100, amount;

	do {
		printf("1 deposit, 2 withdraw, 3 balance, 0 leave > ");
		if (scanf_s("%d", &choice) != 1)
			return EXIT_FAILURE;
		switch (choice) {
		case 1:
		case 2:
			printf("how much? ");
			scanf_s("%d", &amount);
			if (choice == 2 && amount > balance)
				printf("not enough\n");
			else
				balance += choice == 1 ? amount : -amount;
			break;
		case 3:
			printf("balance %d\n", balance);
			break;
		case 0:
			break;
		default:
			printf("no such thing: %d\n", choice);
		}
	} while (choice != 0);
	printf("good bye, %d left\n", balance);
	return 0;
}
