// 2:1: error: invalid combination of type specifiers
unsigned signed int a;
int main(void) { return 0; }
