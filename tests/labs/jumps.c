/* Ways out of a __try: the termination blocks run, from the inside. */
#include <windows.h>
#include <stdio.h>

static int jump(int way)
{
	int i;

	for (i = 0; i < 2; i++) {
		__try {
			__try {
				if (way == 0)
					__leave;
				if (way == 1)
					break;
				if (way == 2)
					continue;
				if (way == 3)
					goto out;
				if (way == 4)
					return i;
				printf("end\n");
			} __finally {
				printf("way %d: inner %d\n", way, AbnormalTermination() != 0);
			}
			printf("between\n");
			if (way == 5)
				__leave;
		} __finally {
			printf("way %d: outer %d\n", way, AbnormalTermination() != 0);
		}
	}
	return 100;
out:
	return 200;
}

int main(void)
{
	int way;

	for (way = 0; way < 7; way++)
		printf("%d\n", jump(way));
	return 0;
}
