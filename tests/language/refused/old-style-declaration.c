// 2:5: error: a parameter list without types is only allowed in a function definition
int f(a, b);
int main(void) { return 0; }
