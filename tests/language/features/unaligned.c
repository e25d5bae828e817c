/* Accesses of every size at every offset, across pages too. */
#include <stdio.h>
#include <string.h>
#include <windows.h>

int main(void)
{
	unsigned char *p = VirtualAlloc(NULL, 0x3000, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE), *at;
	unsigned long long sum = 0;
	int i, k;

	for (i = 0; i < 0x3000; i++)
		p[i] = (unsigned char)(i * 7 + i / 256);
	for (k = -9; k < 9; k++) {
		at = p + 0x1000 + k;
		sum = sum * 31 + *(unsigned short *)at + *(unsigned *)at + *(unsigned long long *)at;
		*(unsigned long long *)at ^= 0x0102030405060708ULL;
		*(unsigned *)(at + 1) += 77;
		*(short *)(at + 2) -= 5;
	}
	for (i = 0x0ff0; i < 0x1020; i++)
		printf("%02x", p[i]);
	printf("\n%llx\n", sum);
	return 0;
}
