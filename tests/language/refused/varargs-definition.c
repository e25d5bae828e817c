// 2:5: error: a function with '...' cannot be defined: varargs are not supported by the simulator
int sum(int n, ...) { return n; }
int main(void) { return sum(1); }
