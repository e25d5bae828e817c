/* #pragma push_macro, pop_macro and their spellings; #line, __LINE__ and __FILE__. */
#include <stdio.h>
#define A 1
#pragma push_macro("A")
#define A 2
#pragma push_macro("A")
#undef A
_Pragma("push_macro(\"B\")")
#define B 7
int b = B;
_Pragma("pop_macro(\"B\")")
#ifdef B
int bad;
#endif
#define PUSH __pragma(push_macro("A"))
#define POP __pragma(pop_macro("A"))
PUSH
#define A 9
int a9 = A;
POP
#ifdef A
#error still
#endif
#pragma pop_macro("A")
int a2 = A;
#pragma pop_macro("A")
int a1 = A;
int main(void) { printf("%d %d %d %d\n", b, a9, a2, a1); 
#define S(x) #x
#define SS(x) S(x)
#line 50
 printf("%d %s\n", __LINE__, __FILE__ + 0 == 0 ? "" : "f");
#line 60 "\\x\y.c"
 printf("%d %s %s\n", __LINE__, __FILE__, SS(__FILE__)); return 0; }
