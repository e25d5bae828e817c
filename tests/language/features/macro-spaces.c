/* Where a space stands when an expansion is made a string. */
#include <stdio.h>

#define SPACED(p, ...) __VA_ARGS__ p k p	__VA_ARGS__
#define AS_TEXT(x...) #x
#define TEXT_OF(x...) AS_TEXT(x)
#define REST(a, ...) [a, ##__VA_ARGS__] #__VA_ARGS__
#define EMPTY
#define AROUND(x) <x EMPTY>x,EMPTY(x)

int main(void)
{
	puts(TEXT_OF(SPACED(0),x SPACED(1, y),z));
	puts(TEXT_OF(REST(x) REST(x, y) REST(x,y)));
	puts(TEXT_OF(AROUND() AROUND( 1 ),EMPTY, EMPTY));
	return 0;
}
