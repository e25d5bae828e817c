/* Numbers with a fraction as both runtimes write them: printf is mingw's own, _snprintf the older one. */
#include <stdio.h>
#include <math.h>
static const double d[] = { 0.0, -0.0, 1e-320, 1e308, 123456789.0, 0.1, 1e15, 1e16, 5e-5, 9.9999995, 2.5, 1e100 };
static const char *const f[] = { "%f", "%e", "%g", "%a", "%.0f", "%.0e", "%.0g", "%#g", "%.15g", "%20.10f", "%-20.3e|", "%+g", "% g", "%020g", "%.3a", "%A", "%#.0e", "%.17g", "%G", "%5.0f" };
int main(void) { for (unsigned i = 0; i < sizeof f / sizeof *f; i++) for (unsigned k = 0; k < sizeof d / sizeof *d; k++) { printf("%s:", f[i]); printf(f[i], d[k]); printf(" "); char t[400]; _snprintf(t, 400, f[i], d[k]); printf("%s\n", t); }
 double inf = HUGE_VAL; printf("%f %5e %05g %a\n", inf, -inf, inf, inf); char t[100]; _snprintf(t, 100, "%f %g %e %8.2f", inf, -inf, inf - inf, inf); puts(t);
 printf("%f %F\n", fabs(inf - inf), -inf); return 0; }
