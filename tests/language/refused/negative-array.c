// 2:6: error: array has a negative size
int a[-1];
int main(void) { return 0; }
