// 2:20: warning: excess elements in array initializer are ignored
int a[2] = { 1, 2, 3 };
int main(void) { return 0; }
