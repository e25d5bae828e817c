/* The functions of math.h for long double, and those that make whole numbers. */
#include <stdio.h>
#include <stdlib.h>
#include <math.h>
#include <float.h>
int main(void)
{
	long double w, x = 2.25L;
	int e;
	float fw;
	char *end;
	double dw;
	printf("%.17Lg %.15Lg %.15Lg %.15Lg\n", sqrtl(x), sinl(x), powl(x, 3.5L), fabsl(-x));
	printf("%Lg %Lg %Lg %Lg %Lg\n", floorl(-x), ceill(x), truncl(-x), roundl(2.5L), fmodl(x, 2));
	printf("%Lg %d\n", frexpl(40.0L, &e), e);
	w = modfl(-3.75L, &x);
	printf("%Lg %Lg\n", w, x);
	printf("%g %g\n", modff(3.5f, &fw), fw);
	printf("%g\n", modf(-1.25, &dw) + dw);
	printf("%Lg %g %g %Lg\n", ldexpl(1, 100), ldexpf(1, 3), scalbn(3, 2), scalbnl(3, -2));
	printf("%g %d\n", frexpf(0.75f, &e), e);
	printf("%ld %ld %lld %lld\n", lround(2.5), lroundl(-2.5L), llround(1e15 + 0.5), llroundl(1e18L));
	printf("%ld %ld %lld\n", lrint(2.5), lrintf(3.5f), llrintl(-0.5L));
	printf("%g %g %Lg\n", fma(2, 3, 4), fmaf(2, 3, 4), fmal(2, 3, 4));
	printf("%d %d %d\n", ilogb(8), ilogbf(0.3f), ilogbl(1e10L));
	printf("%g %Lg\n", logb(10), logbl(10));
	printf("%Lg %Lg %Lg %Lg\n", fmaxl(1, 2), fminl(1, 2), copysignl(3, -1.0L), hypotl(3, 4));
	printf("%.20Lg ", strtold("0.1xyz", &end));
	puts(end);
	printf("%.9g %.17g\n", strtof("0.1", 0), strtod("0.1", 0));
	printf("%Lg\n", strtold("1e4000", 0));
	printf("%d %d %Lg %Lg %Lg\n", LDBL_DIG, LDBL_MANT_DIG, LDBL_EPSILON, LDBL_MAX, LDBL_MIN);
	return 0;
}
