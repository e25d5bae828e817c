// 3:31: error: pasting formed '+*', an invalid preprocessing token
#define CAT(a, b) a ## b
int main(void) { return 1 CAT(+, *) 1; }
