/* Nested expansion, arguments, # and ##, recursion, rescanning: the examples of the C standard and some traps. */
#include <stdio.h>

#define STR(...) #__VA_ARGS__
#define XSTR(...) STR(__VA_ARGS__)
#define CAT(a, b) a##b
#define XCAT(a, b) CAT(a, b)
#define x 3
#define f(a) f(x * (a))
#undef x
#define x 2
#define g f
#define z z[0]
#define m(a) a(w)
#define w 0,1
#define t(a) a
#define p() int
#define q(x) x
#define r(x,y) x ## y
#define str(x) # x
#define hash_hash # ## #
#define mkstr(a) # a
#define in_between(a) mkstr(a)
#define join(c, d) in_between(c hash_hash d)
#define EMPTY
#define DEFER(id) id EMPTY
#define LPAREN (
#define RPAREN )
#define F(x, y) x + y
#define ELLIP_FUNC(...) __VA_ARGS__
#define NIL(xxx) xxx
#define G_0(arg) NIL(G_1)(arg)
#define G_1(arg) NIL(arg)
#define SELF SELF + 1
#define A B
#define B A
#define COUNT(...) COUNT_(__VA_ARGS__, 5, 4, 3, 2, 1, 0)
#define COUNT_(a, b, c, d, e, n, ...) n
#define OPT(fmt, ...) fmt, ##__VA_ARGS__
#define NAMED(args...) XSTR(args)
#define TWO(a, b) [a|b]
#define OBJ (1, 2)
#define CALL_OBJ TWO OBJ
#define LINE XCAT(line_, __LINE__)

int main(void)
{
	int line_70 = 7;

	puts(XSTR(f(2+(3,4))-f(~ 5) & f(2*(2+2)) % t(t(g)(0) + t)(1);));
	puts(XSTR(p() i[q()] = { q(1), r(2,3), r(4,), r(,5), r(,) };));
	puts(XSTR(char c[2][6] = { str(hello), str() };));
	puts(join(x, y));
	puts(XSTR(g(x+(3,4)-w) | m(f)^m(m);));
	puts(XSTR(DEFER(F)(1, 2)));
	puts(XSTR(F(F(1, 2), 3)));
	puts(XSTR(F LPAREN 1, 2 RPAREN));
	puts(XSTR(ELLIP_FUNC(F, LPAREN, 'a', 'b', RPAREN);));
	puts(XSTR(G_0(42)));
	puts(XSTR(SELF A B));
	puts(STR("a\n" '\'' "\"q\""  spaced   out));
	puts(STR( leading and trailing ));
	printf("%d %d %d\n", COUNT(a), COUNT(a, b, c), COUNT(1, 2, 3, 4, 5));
	printf(OPT("none\n"));
	printf(OPT("%d %d\n", 1, 2));
	puts(NAMED(a, b));
	puts(XSTR(CALL_OBJ));
	puts(XSTR(TWO((a, b), c)));
	puts(XSTR(TWO(, )));
	printf("%d\n", LINE);
	puts(XSTR(CAT(<, <=) CAT(-, >) CAT(1, e) CAT(x, 1) CAT(., 5)));
	puts(XSTR(XCAT(XCAT(a, b), XCAT(c, d))));
	return 0;
}
