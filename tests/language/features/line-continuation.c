/* A backslash at the end of a line joins it to the next, wherever that is. */
#inc\
lude <stdio.h>

#def\
ine LO\
NG(a, \
   b) ((a) + \
       (b))
#define S "one \
two"

// a comment that goes on \
int main(void) { return 9; }

in\
t main(void)
{
	int na\
me = 1\
2;

	prin\
tf("%d %d %s %s\n", na\
me, LONG(1, 2), S, "a\
b\
	c");
	printf("%c%d\n", '\
x', 1 /\
* hidden *\
/ +\
 2);
	na\
me +\
= 5; name <\
<= 2;
	printf("%d\n", __LINE__);
	printf("%d\n", name);
	return 0;
}
