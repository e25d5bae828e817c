// 2:2: error: invalid preprocessing directive
#inclde <stdio.h>
int main(void) { return 0; }
