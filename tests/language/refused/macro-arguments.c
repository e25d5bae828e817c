// 3:25: error: macro 'ADD' takes 2 arguments, got 1
#define ADD(a, b) ((a) + (b))
int main(void) { return ADD(1); }
