/* Bit-fields of no width and packing, and the alignment of objects. */
#include <stdio.h>
#include <string.h>
#pragma pack(push, 1)
struct a {
	int a;
	signed char b;
	int x : 12, y : 4, : 0, : 4, z : 3;
	char d;
};
struct b {
	char b;
	int x : 3;
	int : 0;
	char d;
};
struct c {
	char b;
	int x : 3;
	char : 0;
	char d;
};
struct d {
	char b;
	int x : 3;
	long long : 0;
	char d;
};
struct e {
	char b;
	int : 0;
	char d;
};
struct g {
	int x : 3;
	short : 0;
	int y : 3;
};
#pragma pack(pop)
#pragma pack(push, 2)
struct h {
	char b;
	int x : 3;
	int : 0;
	char d;
};
struct i {
	char b;
	int x : 3;
	long long : 0;
	int y : 3;
	char d;
};
#pragma pack(pop)
struct __attribute__((packed)) j {
	char b;
	int x : 3;
	int : 0;
	int y : 3;
	char d;
};
struct k {
	char b;
	int x : 3;
	int : 0;
	int y : 3;
	char d;
};
#define P(t) printf(#t " %zu %zu %zu\n", sizeof(struct t), _Alignof(struct t), __builtin_offsetof(struct t, d));
_Alignas(16) int i1;
int _Alignas(double) i4;
static int i9;
int main(void)
{
	P(a) P(b) P(c) P(d) P(e) P(h) P(i) P(j) P(k) printf("%zu\n", sizeof(struct g));
	int l __attribute__((aligned(32)));
	printf("%zu %zu %zu %zu\n", _Alignof(i1), _Alignof(i4), __alignof__(i9), __alignof__(l));
	return 0;
}
