/* __VA_OPT__: what stands in a macro only if there is something for the dots. */
#include <stdio.h>
#define LOG(fmt, ...) printf(fmt "\n" __VA_OPT__(,) __VA_ARGS__)
#define STR(...) #__VA_ARGS__
#define X(a, ...) a __VA_OPT__(has: __VA_ARGS__ end) done
#define S(x) STR(x)
int main(void) { LOG("one"); LOG("two %d", 2); LOG("three %d %s", 3, "x"); puts(S(X(1))); puts(S(X(1,))); puts(S(X(1, 2, 3))); return 0; }
