// 5:7: error: unexpected character <U+201C>: a quote of a word processor, where C wants ' or "
#include <stdio.h>
int main(void)
{
	puts(“hello”);
	return 0;
}
