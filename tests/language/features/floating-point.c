/* float and double: arithmetic, conversions at the edges, comparisons with what is no number, math.h, printf. */
#include <stdio.h>
#include <stdlib.h>
#include <math.h>
#include <float.h>
#include <string.h>
#include <stddef.h>
struct v { float x, y; double z; char c; };
static double half(double d) { return d / 2; }
static float sq(float f) { return f * f; }
static int trunc_(double d) { return (int)d; }
static float garr[3] = { 1, 2.5, 3.25f }; static double gd = 1 / 3.0; const double table[] = { 1e3, -2.5e-3, .5 };
static long double_bits(double d) { unsigned long long u; memcpy(&u, &d, 8); return (long)(u >> 32); }
int main(void)
{
	float f = 1.1f, g; double d = 0.1, e; int i = 7; unsigned u = 4000000000u; long long q = 1ll << 60; unsigned long long uq = ~0ull; char c = -3; unsigned char uc = 200;
	volatile double zero = 0.0, big = 1e300, neg = -1.5; volatile float ff = 16777217.0f;
	printf("%f %f %g %e\n", f, d + 0.2, d * 3, d / 3); printf("%.3f|%10.2f|%-10.1f|%+.2e|%010.3f|%#.0f|%g|%G\n", 3.14159, 2.5, 2.5, 12345.678, -3.5, 2.0, 1e-10, 1e20);
	printf("%d %d %u %lld %llu\n", (int)-2.9, (int)2e9, (unsigned)3e9, (long long)-1e15, (unsigned long long)1e19);
	printf("%d %d %u %lld %d\n", (int)neg, (int)(neg * 2), (unsigned)(-neg), (long long)(big), (char)(neg * 3)); printf("%llu %llu\n", (unsigned long long)(neg), (unsigned long long)(-neg * 1e19));
	printf("%f %f %f %f %f %f\n", (double)i, (double)u, (double)q, (double)uq, (double)c, (double)uc); printf("%f %f %f %f\n", (float)i, (float)u, (float)q, (float)uq); printf("%.1f\n", ff);
	f += 1; f *= 2.5; f -= 0.5; f /= 3; printf("%.9g\n", f); i += 2.7; i *= 1.5; printf("%d\n", i); uc += 100.5; printf("%d\n", uc); f++; ++f; g = f--; printf("%.7g %.7g\n", f, g); d++; d = -d; printf("%g %g\n", d, -f);
	printf("%d %d %d %d %d %d\n", d < 0, f > 3, f == g, 1.0f == 1, 0.1f == 0.1, d >= -1.1); printf("%d %d %d %d\n", !zero, !!neg, zero && 1, -zero ? 1 : 2);
	e = zero / zero; printf("%d %d %d %d %d\n", e == e, e != e, e < 1, e > 1, !(e >= 1)); if (e < 1 || e > 1) puts("bad"); else puts("nan"); if (!(e < 1)) puts("not less"); while (e < 1) puts("never");
	printf("%f %f %F\n", 1 / zero, -1 / zero, 1 / zero); printf("%d\n", (int)half(9)); printf("%g %g %d\n", half(3), sq(1.5), trunc_(-7.7));
	struct v v = { 1, 2.5f, -3 }, w = v; w.x += v.y; printf("%g %g %g %d %d\n", w.x, w.y, w.z, (int)sizeof v, (int)offsetof(struct v, z)); garr[1] = d; printf("%g %g %g %g %g\n", garr[0], garr[1], garr[2], gd, table[1]);
	printf("%g %g %g %g %g\n", sqrt(2), pow(2, 10), floor(-1.5), ceil(1.2), fabs(-3)); printf("%g %g %g %g\n", sin(1), cos(1), exp(1), log(10)); printf("%.3f %.3f %.3f\n", fmod(7, 3), atan2(1, 1), sqrtf(3));
	printf("%d %d %d\n", (int)sizeof 1.0, (int)sizeof 1.0f, (int)sizeof(f * d)); printf("%g %g %g\n", DBL_MAX, FLT_MAX, DBL_EPSILON); printf("%g %g\n", atof("3.25abc"), strtod("-1e3", NULL));
	double *p = &d; *p *= 2; printf("%g %lx\n", *p, double_bits(1.5)); printf("%d %g\n", i ? 1 : 2.5 > 2, i ? 1 : 2.5); _Bool b = 0.5, b2 = zero; b2 += 0.25; printf("%d %d\n", b, b2); switch ((int)2.7) { case 2: puts("two"); }
	char text[80]; sprintf(text, "%5.1f%%", 99.5); puts(text); _snprintf(text, 80, "%e %g %f", 1e5, 1e-7, 2.5); puts(text); printf("%a %.2a\n", 1.5, 0.1); printf("%.0f %.0f %.0f %.20g\n", 0.5, 1.5, 2.5, 0.1);
	for (double x = 0; x < 1; x += 0.25) printf("%g ", x); for (float x = 1; x; x -= 0.5f) printf("%g ", x); printf("\n%s\n", _Generic(1.0f, float: "float", double: "double")); printf("%g %g\n", 0x1.8p3, 1e1f); printf("%g\n", (float)0.1 + 0.2); printf("%d\n", (int)(0.1f * 10) == 1); i = 5; i /= 0.3; printf("%d %g\n", i, 5 % 3 + .5); return 0;
}
