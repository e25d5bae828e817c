/* Bit-fields: where they lie, byte for byte, and what is computed with them; enumerations wider than an int. */
#include <stdio.h>
#include <string.h>
enum big { B1 = 1LL << 40 }; enum neg { N1 = -1, N2 = 5 }; enum u { U0, U1 = 0x80000000u };
struct a { char a:3; int b:7; short c:9; };
struct b { int a:1; unsigned b:1; _Bool c:1; long long d:33; char:0; int e:4; };
struct c { char a; int:0; char b; };
struct d { unsigned a:5, b:27, c:1; };
union e { unsigned a:3; long long b:40; char c; };
#pragma pack(push, 1)
struct f { char x; int a:5; int b:30; short s; long long q; };
#pragma pack(2)
struct g { char x; int a:5; int y; };
#pragma pack(pop)
struct h { char x; unsigned long long v:63; enum neg n:3; enum u u:2; };
struct i { char c; short :4; int x; } __attribute__((packed));
static struct b sb = { -1, 1, 1, -5, 7 };
static struct f sf = { 1, -3, 0x1fffffff, 4, 5 };
#define D(T, ...) do { T v; memset(&v, 0, sizeof v); T w = __VA_ARGS__; v = w; unsigned char *p = (unsigned char *)&v; printf("%s %d:", #T, (int)sizeof v); for (unsigned i = 0; i < sizeof v; i++) printf(" %02x", p[i]); printf("\n"); } while (0)
static int n; static int f(void) { return ++n; }
int main(void) {
 D(struct a, { 3, -5, 100 }); D(struct b, { -1, 1, 1, -5, 7 }); D(struct c, {1, 2}); D(struct d, {31, 1 << 26, 1}); D(union e, { .b = -2 });
 D(struct f, { 1, -3, 0x1fffffff, 4, 5 }); D(struct g, {1, 2, 3}); D(struct h, {1, 1ull << 62, -2, 3}); D(struct i, { 1, 2 });
 printf("%d %d %d\n", sb.a, (int)sb.d, sb.e); printf("%d %d %d %d\n", sf.a, sf.b, sf.s, (int)sf.q);
 struct d d = { 0 }; d.a = 33; printf("%d %d\n", d.a, (d.a = 70)); d.a = 31; d.a++; printf("%d\n", d.a); printf("%d %d\n", d.a--, d.a); d.b = ~0; d.b += 2; printf("%u\n", d.b); d.a = 5; d.a <<= 3; printf("%d\n", d.a);
 d.a = 1; d.a -= 2; printf("%d %d\n", d.a, d.a > -1); d.c = 1; printf("%d %d\n", -d.c < 0, ~d.a);
 struct h h = { .n = N2 }; printf("%d\n", h.n); h.u = 7; printf("%d\n", h.u); h.v = -1; printf("%llx\n", (unsigned long long)h.v);  printf("%d\n", h.v > 0);
 struct b b; memset(&b, 0xff, sizeof b); b.c = 0; b.c = 6; b.d = 1ll << 32; printf("%d %lld %d\n", b.c, (long long)b.d, b.a); struct b *q = &b; q->e = f() + f(); printf("%d %d\n", q->e, (q->a = 1)); 
 struct b c = *q; printf("%d %d\n", c.e, (int)(c.d >> 31)); printf("%d %d %d %d %d\n", (int)sizeof(enum big), (int)sizeof(enum neg), (int)sizeof(enum u), (enum u)-1 > 0, (int)sizeof(U1)); printf("%lld\n", (long long)B1);
 b.d ^= 5; b.d *= -1; printf("%lld %d\n", (long long)b.d, (int)(b.d ? 3 : 4)); b.e = 9; printf("%d %d\n", b.e, b.e + b.a);
 return 0; }
