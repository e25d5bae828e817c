/* Every statement, and the odd ways to use them: Duff's device, goto over and into loops, nested switches. */
#include <stdio.h>

static int copy(char *to, const char *from, int count)
{
	int n = (count + 3) / 4;

	switch (count % 4) {
	case 0: do { *to++ = *from++;
	case 3:      *to++ = *from++;
	case 2:      *to++ = *from++;
	case 1:      *to++ = *from++;
	        } while (--n > 0);
	}
	return count;
}

static int classify(long long v)
{
	switch (v) {
	case -1: return 1;
	case 0x7fffffffffffffffLL: return 2;
	case 'a': case 'b':
		return 3;
	default:
		switch ((unsigned char)v) {
		case 255: return 4;
		default: break;
		}
		break;
	case 1 + 2 * 3: return 5;
	}
	return 0;
}

static int state(const char *s)
{
	int n = 0;

start:
	switch (*s++) {
	case 'a': n += 1; goto start;
	case 'b': goto in_b;
	case 0: goto end;
	default: n += 1000; goto start;
	}
in_b:
	n += 10;
	if (*s == 'b') { s++; goto in_b; }
	goto start;
end:
	return n;
}

int main(void)
{
	char b[12] = { 0 };
	int i, j, n = 0;

	for (i = 1; i < 11; i++) { copy(b, "0123456789", i); b[i] = 0; puts(b); }
	printf("%d %d %d %d %d %d\n", classify(-1), classify(0x7fffffffffffffffLL), classify('b'), classify(0xfff), classify(7), classify(6));
	printf("%d %d\n", state("aabba"), state("bxb"));
	for (i = 0; i < 5; i++) {
		if (i == 1) continue;
		for (j = 0; ; j++) {
			if (j > i) break;
			if (j == 2) goto next;
			n = n * 10 + j;
		}
		n++;
	next:;
	}
	printf("%d\n", n);
	i = 10;
	do { if (i == 7) continue; n += i; } while (--i > 5);
	while (i) { if (i-- == 3) break; }
	printf("%d %d\n", n, i);
	goto into;
	for (i = 100; i < 103; i++) {
into:
		printf("%d ", i);
		if (i < 100) i = 100;
	}
	printf("\n");
	if (n) if (!n) puts("no"); else puts("else belongs to the inner if");
	for (;;) { if (n-- % 7 == 0) break; }
	switch (3) default: puts("default alone");
	switch (2) { int unused; case 2: unused = 5; printf("%d\n", unused); }
	switch (1) ;
	switch (5) { case 1: puts("no"); }
	{ } ;;
	for (int i = 0, k = 5; i < k; i++, --k) printf("%d%d ", i, k);
	printf("%d\n", i);
	switch ((char)200) { case -56: puts("char is signed"); }
	return 0;
}
