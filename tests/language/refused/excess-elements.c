// 2:20: error: excess elements in array initializer
int a[2] = { 1, 2, 3 };
int main(void) { return 0; }
