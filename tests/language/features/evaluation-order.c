/* The order of evaluation that C leaves open, as the compiler has it without optimisation. */
#include <stdio.h>

static int n, a[10], *p = a;
static int say(int v) { printf("%d ", v); return v; }
static int *at(int v) { printf("@%d ", v); return &a[v]; }
static int three(int x, int y, int z) { printf("(%d %d %d) ", x, y, z); return x; }
static int (*fun(void))(int, int, int) { printf("fun "); return three; }
struct s { int v[3]; };
static struct s rec(int v) { struct s r = { { say(v) } }; return r; }

int main(void)
{
	struct s r[3];
	int i = 3;

	say(1) + say(2) * say(3); printf("\n");
	three(say(1), say(2), say(3)); printf("\n");
	fun()(say(1), say(2), say(3)); printf("\n");
	*at(say(1)) = say(2); printf("\n");
	*at(1) += say(2); printf("\n");
	*at(2) = *at(3) = say(4); printf("\n");
	a[say(1)] = a[say(2)] + a[say(3)]; printf("\n");
	*at(0) <<= say(1); printf("\n");
	(void)(say(1) < say(2)); printf("\n");
	(void)(*at(1) == *at(2)); printf("\n");
	(void)(at(3) - at(1)); printf("\n");
	(void)at(say(2))[say(1)]; printf("\n");
	(void)say(1)[at(2)]; printf("\n");
	r[say(1)] = rec(2); printf("\n");
	r[say(0)].v[say(1)] = say(2); printf("\n");
	i = i++ + 1; printf("%d\n", i);
	i = 3; i = i++ * 2 + i; printf("%d\n", i);
	i = 3; i += i++; printf("%d\n", i);
	i = 3; i = ++i + i++; printf("%d\n", i);
	i = 3; n = i + i++; printf("%d %d\n", n, i);
	i = 3; n = i++ + i; printf("%d %d\n", n, i);
	i = 3; n = i-- - --i; printf("%d %d\n", n, i);
	i = 1; a[i] = i++; printf("%d %d %d\n", a[1], a[2], i);
	i = 1; a[i++] = i; printf("%d %d %d\n", a[1], a[2], i);
	i = 1; a[i++] += i; printf("%d %d\n", a[1], i);
	i = 1; printf("%d %d %d\n", i, i++, i);
	i = 1; printf("%d %d %d\n", i++, i, ++i);
	i = 5; i = (i = 2) + i; printf("%d\n", i);
	i = 5; i = i + (i = 2); printf("%d\n", i);
	p = a; *p++ = 1; *p++ = *(p - 1) + 1; printf("%d %d\n", a[0], a[1]);
	i = 2; i ^= i = 7; printf("%d\n", i);
	i = 2; n = i * (i = 5) * i; printf("%d\n", n);
	{ int v[3] = { say(1), say(2), say(3) }; struct s d = { .v = { [2] = say(1), [0] = say(2) } }; printf("%d %d\n", v[2], d.v[0]); }
	return 0;
}
