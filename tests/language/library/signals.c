/* A signal that the program raises itself; its handler is used once. */
#include <signal.h>
#include <stdio.h>

static volatile sig_atomic_t seen;

static void handler(int number)
{
	seen++;
	printf("handler of %d\n", number);
	if (seen < 2)
		signal(number, handler);
}

int main(void)
{
	printf("%d\n", signal(SIGTERM, handler) == SIG_DFL);
	raise(SIGTERM);
	raise(SIGTERM);
	printf("%d\n", signal(SIGINT, SIG_IGN) == SIG_DFL);
	raise(SIGINT);
	printf("seen %d\n", (int)seen);
	raise(SIGTERM);
	puts("never");
	return 0;
}
