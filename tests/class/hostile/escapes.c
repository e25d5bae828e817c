/* Sends codes that move a terminal, in its output and to the compiler. */
#include <stdio.h>

int main(void)
{
	printf("\033[2J\033]0;owned\007\033[31mall points\033[0m\n");
	return undeclared_[2J;
}
