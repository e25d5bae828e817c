/* What a later initialiser of the same part overrides, and what it leaves (C11 6.7.9). */
#include <stdio.h>
static int n; static int f(int x){ n = n*10 + x; return x; }
struct P { int x, y; }; union U { int a; char b[4]; struct P p; };
struct A { int h; union { int i; char c; }; struct { int j, k; }; int z; };
static struct P g(int a) { struct P p = { a, a+1 }; f(a); return p; }
char t[6] = { "abcde", [1] = 'X' };
int ex[2] = { 1, 2, 3 };
char q3[3] = {98, 120}; char par[] = ("abc");
int main(void) {
  int a[6] = { [2 ... 4] = 7, [1] = f(1) }; printf("%d:%d%d%d%d%d%d\n", n, a[0],a[1],a[2],a[3],a[4],a[5]); n=0;
  int e[2] = { f(1), f(2), f(3) }; printf("%d %d\n", n, e[1]); n=0;
  union U u = { .a = 0x01020304, .b[1] = 9 }; printf("%x\n", u.a);
  union U v = { .b[0] = 1, .b[1] = 9 }; printf("%x\n", v.a);
  struct A s = { .i = 5, 6, 7, 8 }; printf("%d %d %d %d %d\n", s.h, s.i, s.j, s.k, s.z);
  struct A s2 = { .j = 5, 6, 7 }; printf("%d %d %d %d %d\n", s2.h, s2.i, s2.j, s2.k, s2.z);
  struct { struct P p; int z; } w = { .p = g(3), .p.x = f(9), 8 }; printf("%d: %d %d %d\n", n, w.p.x, w.p.y, w.z); n=0;
  struct { struct P p; int z; } w2 = { .p.x = f(9), .p = g(3) }; printf("%d: %d %d %d\n", n, w2.p.x, w2.p.y, w2.z); n=0;
  struct { union U u; int z; } w3 = { .u.p = {1,2}, .u.a = 7, 5}; printf("%d %d %d\n", w3.u.p.x, w3.u.p.y, w3.z);
  struct { union U u[2]; int z; } w4 = { .u[1].p.y = 7, 5}; printf("%d %d\n", w4.u[1].p.y, w4.z);
  struct { struct P p[4]; int z; } w5 = { .p[1 ... 2].y = 7, 5, 6, 4, 3}; printf("%d %d %d %d %d %d\n", w5.p[1].x, w5.p[1].y, w5.p[2].y, w5.p[3].x, w5.p[3].y, w5.z);
  int o[] = {[5] = f(1), [2] = f(2), [5] = f(3)}; printf("%d\n", n);
  int sc = { 4, 5 }; int em = {}; struct P emp = {}; printf("%d %d %d\n", sc, em, emp.x);
  printf("%s %d %c%c %s\n", t, ex[1], q3[0], q3[1], par);
  int self[3] = { 1, self[0] + 1, self[1] + 1 }; printf("%d\n", self[2]);
  int m[2][3] = { 1, 2, 3, 4, [0] = { 9 }, [1][1] = 8, 7 }; printf("%d %d %d %d %d %d\n", m[0][0], m[0][1], m[0][2], m[1][0], m[1][1], m[1][2]);
  struct { struct P p; } ee[2] = { [0].p.x = 1, 2, 3, 4 }; printf("%d %d %d %d\n", ee[0].p.x, ee[0].p.y, ee[1].p.x, ee[1].p.y);
  char texts[4][5] = { { "abcd" }, [1][0] = 4, [0] = 47, 98 }; printf("%d %d %d %d\n", texts[0][1], texts[0][2], texts[0][3], texts[1][0]);
  char kept[2][4] = { "ab", [0][1] = 'x' }, lists[2][4] = { { 1, 2, 3 }, [0] = 9 }; printf("%s %d %d\n", kept[0], lists[0][0], lists[0][2]);
  _Bool bools[4] = { "abcde" }; printf("%d %d\n", bools[0], bools[1]);
  return 0; }
