// 2:15: error: non-void function 'f' should return a value
int f(void) { return; }
int main(void) { return 0; }
