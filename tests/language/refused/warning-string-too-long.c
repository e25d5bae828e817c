// 2:13: warning: initializer-string for char array is too long
char a[2] = "long";
int main(void) { return 0; }
