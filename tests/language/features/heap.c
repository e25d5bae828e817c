/* malloc and its family: contents kept, alignment, sizes, growth. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void)
{
	static unsigned char *block[200];
	static unsigned size[200];
	unsigned i, round, j, sum = 0;
	int *zero = calloc(1000, sizeof(int)), *list = NULL;
	char *big = malloc(3000000), *text;

	for (i = 0; i < 1000; i++)
		sum += zero[i];
	printf("%u\n", sum);
	for (round = 0; round < 20; round++)
		for (i = 0; i < 200; i++) {
			for (j = 0; block[i] && j < size[i]; j++)
				if (block[i][j] != (unsigned char)(i * 3 + j))
					printf("block %u is spoiled\n", i);
			if (block[i] && rand() % 3 == 0) {
				free(block[i]);
				block[i] = NULL;
			}
			j = size[i];
			if (block[i] == NULL)
				j = 0;
			size[i] = rand() % 150 == 0 ? rand() * 40u : (unsigned)rand() % 300;
			block[i] = realloc(block[i], size[i] + 1);
			if (block[i] == NULL || (uintptr_t)block[i] % 16 != 0)
				printf("bad block %p\n", block[i]);
			for (j = j < size[i] ? j : size[i]; j < size[i]; j++)
				block[i][j] = (unsigned char)(i * 3 + j);
		}
	memset(big, 'b', 3000000);
	big = realloc(big, 5000000);
	printf("%c %c\n", big[0], big[2999999]);
	free(big);
	for (i = 0; i < 1000; i++) {
		list = realloc(list, (i + 1) * sizeof *list);
		list[i] = (int)(i * i);
	}
	for (sum = i = 0; i < 1000; i++)
		sum += (unsigned)list[i];
	printf("%u\n", sum);
	text = malloc(0);
	printf("%d\n", text != NULL);
	free(text);
	free(NULL);
	printf("%d\n", (int)_msize(zero));
	printf("%d %d\n", malloc((size_t)-1) == NULL, calloc((size_t)-1, 8) == NULL);
	printf("%d\n", realloc(zero, 0) == NULL);
	return 0;
}
