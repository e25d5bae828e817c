// 3:6: error: array size is not an integer constant expression
int n = 3;
int a[n];
int main(void) { return a[0]; }
