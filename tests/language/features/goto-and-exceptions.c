/* goto within, out of and between the blocks of exception handling; break and continue out of a handler. */
#include <stdio.h>
#include <windows.h>
static int f(int v)
{
	int n = 0;
	__try {
		if (v == 1) goto inner;
		n += 1;
inner:
		n += 10;
		if (v == 2) goto out;
		__try {
			if (v == 3) goto again;
			n += 100;
again:
			if (n < 500) { n += 150; goto again; }
		} __finally { int k = 0; more: if (k++ < 3) { n++; goto more; } }
	} __except (1) { if (v) goto after; after: n = -n; }
out:
	for (int i = 0; i < 3; i++)
		__try { RaiseException(1, 0, 0, 0); } __except (1) { if (i == 1) continue; if (i == 2) break; n += 1000; if (v == 4) return n; }
	return n;
}
int main(void) { for (int i = 0; i < 6; i++) printf("%d\n", f(i)); return 0; }
