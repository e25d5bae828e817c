/* Statements within expressions, sizes that are computed in type names and parameters, a ?: b. */
#include <stdio.h>
#include <stdarg.h>
#include <string.h>
static int calls;
static int f(void)
{
	calls++;
	return 7;
}
static int sum2(int n, int m, int a[n][m])
{
	int s = 0;
	for (int i = 0; i < n; i++)
		for (int j = 0; j < m; j++) s += a[i][j];
	printf("%zu %zu\n", sizeof a[0], sizeof *a);
	return s;
}
static int sum3(int n, int a[][n][n + 1], int k)
{
	int s = 0;
	for (int i = 0; i < k; i++)
		for (int j = 0; j < n; j++)
			for (int l = 0; l <= n; l++) s += a[i][j][l] * (i + 1);
	return s;
}
static void side(int n, int a[n++]) { printf("n %d\n", n); }
static int vsum(int n, int (*p)[n], ...)
{
	va_list l;
	va_start(l, p);
	int x = va_arg(l, int);
	double d = va_arg(l, double);
	va_end(l);
	return x + (int)d + (*p)[n - 1] + (int)sizeof *p;
}
struct pt {
	int x, y;
};
#define MAX(a, b)                                                                                                                \
	({                                                                                                                       \
		__typeof__(a) _a = (a);                                                                                          \
		__typeof__(b) _b = (b);                                                                                          \
		_a > _b ? _a : _b;                                                                                               \
	})
static struct pt swap(struct pt p)
{
	return ({
		struct pt q = {p.y, p.x};
		q;
	});
}
static int loop(int n)
{
	return n + ({
			   int s = 0;
			   for (int i = 0; i < n; i++) {
				   if (i == 3) continue;
				   if (i > 6) break;
				   s += i;
			   }
			   s;
		   }) * 2 -
	       ({
		       if (n > 100) return -1;
		       n;
	       });
}
static int early(int n)
{
	int a = 10;
	a += ({
		if (n) goto out;
		5;
	});
	return a;
out:
	return -a;
}
int main(void)
{
	int a[2][3] = {{1, 2, 3}, {4, 5, 6}};
	int b[2][2][3] = {{{1, 2, 3}, {4, 5, 6}}, {{7, 8, 9}, {1, 1, 1}}};
	int n = 3, m = 2;
	printf("%d\n", sum2(2, 3, a));
	printf("%d\n", sum3(2, b, 2));
	side(3, NULL);
	int v[3] = {5, 6, 7};
	printf("%d\n", vsum(3, &v, 3, 4.5));
	printf("%d %d %d\n", MAX(3, 4), MAX(f(), 2), calls);
	struct pt p = swap((struct pt){1, 2});
	printf("%d %d\n", p.x, p.y);
	printf("%d %d %d\n", loop(5), loop(20), loop(101));
	printf("%d %d\n", early(0), early(1));
	printf("%d %d\n", f() ?: 3, 0 ?: 9);
	printf("%s %d\n", (char *)0 ?: "none", calls);
	int vla[n][m];
	for (int i = 0; i < n; i++)
		for (int j = 0; j < m; j++) vla[i][j] = i * 10 + j;
	int(*q)[m] = vla, (*q0)[m] = vla;
	q++;
	++q;
	printf("%d %td\n", (*q)[1], q - q0);
	q -= 1;
	printf("%d\n", q[0][0]);
	int(*q2)[m] = q--;
	printf("%d %d\n", q2[0][1], q[0][1]);
	printf("%zu %zu %zu\n", sizeof(int[n]), sizeof(int[n++][m]), sizeof vla);
	printf("n %d\n", n);
	char *mem = (char *)vla;
	printf("%d\n", (*(int(*)[3][m])mem)[2][1]);
	printf("%d\n", ((int(*)[m])mem)[1][1]);
	int i = 0;
	printf("%zu %d\n", sizeof vla[i++], i);
	typedef int row[n];
	row r;
	printf("%zu %zu\n", sizeof r, sizeof(row));
	__typeof__(int[n + 1]) tt;
	printf("%zu\n", sizeof tt);
	printf("%d\n", 1 + ({
			       int z = 2;
			       ({
				       int y = z * 3;
				       y + z;
			       }) + ({ z; });
		       }) + 4);
	for (int k = ({ 1; }); k < ({
				       int e = 4;
				       e;
			       });
	     k += ({ 1; }))
		printf("k%d ", k);
	puts("");
	printf("%s\n", ({
			       char *t = "text";
			       t;
		       }) + 1);
	printf("%d\n", (int)strlen(({
		       static char bufx[8];
		       strcpy(bufx, "abc");
		       bufx;
	       })));
	({ ; });
	int w = ({
		__label__ done;
		int c = 0;
		goto done;
		c = 5;
	done:;
		c + 1;
	});
	printf("%d\n", w);
	return 0;
}
