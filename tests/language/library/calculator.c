/* One sum a line: a number, a sign, a number. */
#include <stdio.h>

int main(void)
{
	char line[80];
	double a, b;
	char op;

	while (fgets(line, sizeof line, stdin)) {
		if (sscanf(line, "%lf %c %lf", &a, &op, &b) != 3) {
			printf("? %s", line);
			continue;
		}
		switch (op) {
		case '+': printf("%g\n", a + b); break;
		case '-': printf("%g\n", a - b); break;
		case '*': printf("%g\n", a * b); break;
		case '/': b != 0 ? printf("%g\n", a / b) : printf("division by zero\n"); break;
		default: printf("what is %c?\n", op);
		}
	}
	return 0;
}
