// 2:40: warning: non-void function 'f' does not return a value in all control paths
static int f(int a) { if (a) return 1; }
int main(void) { return f(0) * 0; }
