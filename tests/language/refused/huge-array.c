// 2:7: error: array is too large
char a[0x7fffffff];
int main(void) { return 0; }
