/* A calculator that takes the signs last. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <math.h>

int main(void)
{
	double stack[20];
	char word[32];
	int top = 0;

	while (scanf("%31s", word) == 1) {
		char *end;
		double v = strtod(word, &end);

		if (end != word && *end == '\0' && top < 20) {
			stack[top++] = v;
		} else if (!strcmp(word, "=")) {
			printf("%.10g (%d on the stack)\n", top ? stack[top - 1] : 0, top);
		} else if (!strcmp(word, "sqrt") && top) {
			stack[top - 1] = sqrt(stack[top - 1]);
		} else if (strchr("+-*/", *word) && top >= 2) {
			double b = stack[--top], a = stack[--top];

			stack[top++] = *word == '+' ? a + b : *word == '-' ? a - b : *word == '*' ? a * b : a / b;
		} else {
			printf("'%s' ignored\n", word);
		}
	}
	return top;
}
