// 3:9: error: initializer element is not a compile-time constant
int n = 1;
int a = n;
int main(void) { return a; }
