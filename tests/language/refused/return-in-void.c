// 2:16: error: void function 'f' should not return a value
void f(void) { return 1; }
int main(void) { return 0; }
