/* exit from deep inside, through __finally blocks that do not run; the status is cut to eight bits by who asks. */
#include <stdio.h>
#include <stdlib.h>
#include <windows.h>

static void go_away(int n)
{
	__try { if (n) go_away(n - 1); else exit(300); } __finally { printf("finally %d\n", n); }
}

int main(int argc, char **argv)
{
	printf("%d %d\n", argc, argv[argc] == NULL);
	__try { go_away(3); } __except (1) { printf("never\n"); }
	return 1;
}
