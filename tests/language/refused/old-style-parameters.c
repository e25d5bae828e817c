// 2:9: error: a parameter without a type ('a') is not supported by the simulator: declare it between the parentheses
int add(a, b) int a; int b; { return a + b; }
int main(void) { return add(1, 2); }
